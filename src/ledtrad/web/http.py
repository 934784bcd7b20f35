# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests of people who have logged in, and the unit and year that a page is about.

Both stand in the address, `/<unit code>/<year>/…`, so that a page can be sent to somebody else.
The last place a person was at is remembered in the session, for pages without a place of their
own and for the next time they come to `/`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from django_htmx.middleware import HtmxDetails

from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import Plan

PLACE_IN_SESSION = "place"
# Enough to find plans without asking of every unit that a person has a role in.
_MOST_BEGINNINGS = 5

P = ParamSpec("P")


class FourDigitYear:
    """A year in an address: 1000 to 2999."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        """The year as a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The year in four digits."""
        return f"{value:04d}"


@dataclass(frozen=True, slots=True)
class Place:
    """The unit and year that a page is about.

    `near` holds the unit itself, the units above it and the children of all of these, in name
    order: what the breadcrumbs and the unit switch draw, from the one query that found the unit.
    """

    unit: Unit
    year: int
    near: tuple[Unit, ...]

    @property
    def line(self) -> tuple[Unit, ...]:
        """The units from the top of the organisation down to this one."""
        by_id = {unit.pk: unit for unit in self.near}
        line: list[Unit] = []
        step: Unit | None = self.unit
        while step is not None:
            line.insert(0, step)
            step = by_id.get(step.parent_id) if step.parent_id else None
        return tuple(line)


class MemberRequest(HttpRequest):
    """A request behind the login. `place` is there once a page of a unit has been opened."""

    user: User
    htmx: HtmxDetails
    place: Place


PageView = Callable[Concatenate[MemberRequest, Place, P], HttpResponseBase]
RoutedView = Callable[..., HttpResponseBase]


def unit_page(view: PageView[P]) -> RoutedView:
    """Make a view of a unit's page: `view(request, place, …)`, routed below `/<unit>/<year>/`.

    Answers 404 when there is no such unit or the user may not see it, and remembers the place.
    """

    @wraps(view)
    def page(
        request: MemberRequest, unit_code: str, year: int, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        place = find_place(request.user, unit_code, year)
        if place is None:
            raise Http404
        request.place = place
        remember(request, place)
        return view(request, place, *args, **kwargs)

    return page


def answers_fragment(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Mark a view that answers htmx with a part of its page, so that no cache mixes the two up."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(*args, **kwargs)
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response

    return answer


def as_file(response: HttpResponse, name: str) -> HttpResponse:
    """The response as a file to keep, with its Swedish name; never shown as a page of ours."""
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response


def find_place(user: User, unit_code: str, year: int) -> Place | None:
    """The place, or None if the user may see no unit with that code. One query."""
    near = tuple(Unit.objects.visible_to(user).near(unit_code).in_name_order())
    unit = next((unit for unit in near if unit.public_code == unit_code), None)
    return Place(unit, year, near) if unit else None


def remember(request: MemberRequest, place: Place) -> None:
    """Keep the place in the session. Writes only when it has changed."""
    now = [place.unit.public_code, place.year]
    if request.session.get(PLACE_IN_SESSION) != now:
        request.session[PLACE_IN_SESSION] = now


def remembered_place(request: MemberRequest) -> Place | None:
    """The place of this page, or else the one the session remembers if it is still there."""
    if hasattr(request, "place"):
        return request.place
    remembered = request.session.get(PLACE_IN_SESSION)
    if not remembered:
        return None
    place = find_place(request.user, *remembered)
    if place is not None:
        request.place = place
    return place


def first_place(user: User) -> tuple[Unit, int] | None:
    """Where somebody begins who has been nowhere yet: an own unit, or the top of the tree.

    Of several tops, the first that has plans. The year is the current one if there are plans for
    it there, otherwise the latest planned.
    """
    units = list(Unit.objects.visible_to(user).starting_points(user)[:_MOST_BEGINNINGS])
    if not units:
        return None
    today = timezone.localdate().year
    for unit in units:
        years = planned_years(user, within=unit)
        if years:
            return unit, today if today in years else years[-1]
    return units[0], today


def planned_years(user: User, *, within: Unit | None = None) -> list[int]:
    """Every year that some visible plan covers, earliest first. One query.

    Only plans of the unit `within` and of those below it count, if it is given.
    """
    plans = Plan.objects.visible_to(user)
    periods = (
        (plans.within(within) if within is not None else plans)
        .order_by()
        .values_list("period_start__year", "period_end__year")
        .distinct()
    )
    return sorted({year for start, end in periods for year in range(start, end + 1)})
