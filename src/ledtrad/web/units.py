# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding a unit by its name, from the unit-and-year switch."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledtrad.organisation.models import Unit
from ledtrad.web.http import MemberRequest, answers_fragment, remembered_place
from ledtrad.web.shell import PAGES_OF_A_UNIT, branches, unit_url

MOST_FOUND = 30


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit that was searched for, with the name of the unit above it."""

    unit: Unit
    above: str
    url: str


@require_safe
@answers_fragment
def find_units(request: MemberRequest) -> HttpResponse:
    """Units whose name holds `q`. `sida` and `ar` say which page and year the links lead to."""
    query = request.GET.get("q", "").strip()
    year = _year(request)
    page = request.GET.get("sida", "")
    if page not in dict(PAGES_OF_A_UNIT):
        page = PAGES_OF_A_UNIT[0][0]
    context: dict[str, object] = {"query": query}
    if query:
        found = Unit.objects.visible_to(request.user).name_holds(query).in_name_order()
        rows = list(found.select_related("parent")[: MOST_FOUND + 1])
        context["found"] = [
            FoundUnit(unit, unit.parent.name if unit.parent else "", unit_url(page, unit, year))
            for unit in rows[:MOST_FOUND]
        ]
        context["has_more"] = len(rows) > MOST_FOUND
    else:
        place = remembered_place(request)
        context["branches"] = branches(place, page) if place else ()
    fragment = request.htmx and request.htmx.target == "enheter"
    return render(request, "web/found_units.html" if fragment else "web/units.html", context)


def _year(request: MemberRequest) -> int:
    asked = request.GET.get("ar", "")
    if len(asked) == 4 and asked.isascii() and asked.isdigit() and asked[0] in "12":
        return int(asked)
    place = remembered_place(request)
    return place.year if place else timezone.localdate().year
