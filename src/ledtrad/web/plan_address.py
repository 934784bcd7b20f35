# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of plans and of what stands in them: `/<unit>/<year>/plan/<plan>/#mal-12`.

A unit may have several plans in a year, each known by its kind and period. What stands in a plan
has an anchor on its page, made by `anchor`.
"""

from __future__ import annotations

import datetime as dt

from django.http import Http404
from django.urls import reverse

from ledtrad.organisation.models import User
from ledtrad.plans.models import Plan
from ledtrad.web.http import Place

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

# What an id in a document of ours begins with, and the kind of anchor that it has in the plan.
_ANCHORED = {
    "goal": "goal",
    "indicator": "indicator",
    "activity": "activity",
    "chapter": "text",
    "need": "need",
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


def element_anchor(identity: str) -> str:
    """The anchor of an element of a plan's document by its id; empty for what has none."""
    kind, _dash, key = identity.partition("-")
    return anchor(_ANCHORED[kind], key) if kind in _ANCHORED and key.isdigit() else ""


def find_plan(user: User, place: Place, word: str) -> Plan:
    """The unit's plan with the word, with its unit and steering model. Raises Http404. One query.

    Also one that is known only through others' documents.
    """
    plans = Plan.objects.visible_to(user).overlapping(place.year).of_unit(place.unit)
    for plan in plans.select_related("unit", "steering_model"):
        if plan_word(plan.kind, plan.period_start, plan.period_end) == word:
            return plan
    raise Http404
