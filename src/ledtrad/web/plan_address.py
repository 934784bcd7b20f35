# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of plans and of what stands in them: `/<unit>/<year>/plan/<plan>/#mal-12`.

A unit may have several plans in a year, each known by its kind and period. What stands in a plan
has an anchor on its page, made by `anchor`.
"""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from ledtrad.plans.models import Plan

KIND_WORDS = {
    Plan.Kind.OPERATIONAL.value: "verksamhetsplan",
    Plan.Kind.COMPETENCE.value: "kompetensplan",
    Plan.Kind.OTHER.value: "annan-plan",
}
ANCHORS = {
    "goal": "mal",
    "activity": "aktivitet",
    "indicator": "indikator",
    "text": "avsnitt",
    "need": "behov",
}


def plan_word(kind: str, start: dt.date, end: dt.date) -> str:
    """`verksamhetsplan-2026`, `kompetensplan-2026-2028`; with days for parts of years."""
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if not whole_years:
        period = f"{start:%Y%m%d}-{end:%Y%m%d}"
    elif start.year == end.year:
        period = str(start.year)
    else:
        period = f"{start.year}-{end.year}"
    return f"{KIND_WORDS[kind]}-{period}"


def plan_url(unit_code: str, year: int, word: str) -> str:
    """The page of the plan with the word, among the unit's pages of the year."""
    return reverse("web:plan-document", kwargs={"unit_code": unit_code, "year": year, "word": word})


def anchor(kind: str, key: int | str) -> str:
    """The anchor of something in a plan; `kind` as in `ANCHORS`, which search uses as well."""
    return f"{ANCHORS[kind]}-{key}"
