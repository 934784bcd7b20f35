# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for counts and reasons in the pages of imports."""

from __future__ import annotations

from django import template
from django.utils.translation import ngettext

from ledtrad.sentences import of_ignored

register = template.Library()


@register.simple_tag
def part_count(kind: str, count: int) -> str:
    """`2 indicators`, for what hangs on a goal."""
    sentences = {
        "expected_result": ngettext("%(n)d expected result", "%(n)d expected results", count),
        "indicator": ngettext("%(n)d indicator", "%(n)d indicators", count),
        "activity": ngettext("%(n)d activity", "%(n)d activities", count),
        "chapter": ngettext("%(n)d chapter", "%(n)d chapters", count),
        "need": ngettext("%(n)d competence need", "%(n)d competence needs", count),
        "change": ngettext("%(n)d change ahead", "%(n)d changes ahead", count),
        "unit": ngettext("%(n)d workplace", "%(n)d workplaces", count),
    }
    return sentences[kind] % {"n": count}


@register.simple_tag
def ignored_reason(reason: str) -> str:
    """Why a piece of the source is not taken in, in a few words."""
    return of_ignored(reason)
