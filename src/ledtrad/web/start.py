# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Start: what is there for a unit and a year, and the one next step."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ledtrad.web.http import MemberRequest, Place, first_place, remembered_place, unit_page
from ledtrad.web.shell import unit_url, url_if_routed


@require_safe
def go_home(request: MemberRequest) -> HttpResponse:
    """To where the user last was; else to a first place; else say how to begin."""
    if remembered := remembered_place(request):
        return redirect(unit_url("web:unit", remembered.unit, remembered.year))
    if first := first_place(request.user):
        return redirect(unit_url("web:unit", *first))
    return render(request, "web/empty_start.html", {"imports_url": url_if_routed("web:imports")})


@require_safe
@unit_page
def show_start(request: MemberRequest, place: Place) -> HttpResponse:
    """A unit's first page for a year."""
    return render(
        request,
        "web/start.html",
        {"place": place, "year": str(place.year), "imports_url": url_if_routed("web:imports")},
    )
