# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page's frame shows: menu, unit-and-year switch, breadcrumbs, appearance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _

from ledtrad import __version__
from ledtrad.organisation.models import Unit, User
from ledtrad.web.http import MemberRequest, Place, planned_years, remembered_place
from ledtrad.web.theme import ThemeChoice, chosen_theme, theme_choices

# Name of the route, and its word in the menu. An entry shows only when its route exists.
PAGES_OF_A_UNIT = (
    ("web:unit", _("Start")),
    ("web:goals", _("Goals")),
    ("web:plan", _("Plan")),
    ("web:activities", _("Activities")),
    ("web:indicators", _("Indicators")),
    ("web:compare", _("Compare")),
    ("web:findings", _("Check")),
)
OTHER_PAGES = (("web:imports", _("Read in")),)
YEARS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One entry of the main menu."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Crumb:
    """A unit on the way down to the page's unit."""

    unit: Unit
    url: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the switch, with those of its children that are near the current unit."""

    unit: Unit
    url: str
    is_current: bool
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class YearChoice:
    """A year in the switch. `label` is text, so that no thousands separator gets into it."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """The unit-and-year switch. `page` is the route that it stays on."""

    unit: Unit
    year: str
    page: str
    units_url: str
    branches: tuple[Branch, ...]
    years: tuple[YearChoice, ...]


class Shell:
    """The frame of one page. Nothing is asked of the database before a template uses it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        match = request.resolver_match
        self._route = match.view_name if match else ""
        user = getattr(request, "user", None)
        self.signed_in = bool(user and user.is_authenticated)
        self.version = __version__
        self.is_demo: bool = settings.DEMO
        self.theme = chosen_theme(request)
        self.on_account = self._route == "web:account"

    @cached_property
    def place(self) -> Place | None:
        """The page's unit and year, or the remembered ones; None before there is any."""
        if not self.signed_in or not isinstance(self._request, HttpRequest):
            return None
        return remembered_place(_as_member(self._request))

    @property
    def owner(self) -> str:
        """The municipality's name, from the top of the organisation."""
        top = self.place.line[0] if self.place else None
        return top.name if top and top.kind == Unit.Kind.MUNICIPALITY else ""

    @cached_property
    def nav(self) -> list[NavEntry]:
        """The main menu: only pages that exist and the person may open, the current one marked."""
        entries = []
        if self.place:
            place = {"unit_code": self.place.unit.public_code, "year": self.place.year}
            entries += [self._entry(name, label, place) for name, label in PAGES_OF_A_UNIT]
        else:
            entries.append(self._entry("web:home", _("Start"), {}))
        if reads_in(self._request.user):
            entries += [self._entry(name, label, {}) for name, label in OTHER_PAGES]
        return [entry for entry in entries if entry]

    @property
    def search_url(self) -> str:
        """Where searches go; empty while there is no search."""
        return url_if_routed("web:search") or ""

    @property
    def themes(self) -> list[ThemeChoice]:
        """The appearances to choose among."""
        return theme_choices(self.theme)

    @cached_property
    def crumbs(self) -> list[Crumb]:
        """From the top of the organisation down to the page's unit."""
        if not self.place:
            return []
        year = self.place.year
        return [Crumb(unit, unit_url("web:unit", unit, year)) for unit in self.place.line]

    @cached_property
    def switch(self) -> Switch | None:
        """The unit-and-year switch; None before there is any unit. One query, for the years."""
        place = self.place
        if place is None:
            return None
        page = self._page_to_stay_on()
        return Switch(
            unit=place.unit,
            year=str(place.year),
            page=page,
            units_url=reverse("web:units"),
            branches=branches(place, page),
            years=self._years(place, page),
        )

    def _entry(self, name: str, label: Any, kwargs: dict[str, object]) -> NavEntry | None:
        url = url_if_routed(name, kwargs)
        current = self._route == name or self._route.startswith(f"{name}-")
        return NavEntry(str(label), url, current) if url else None

    def _page_to_stay_on(self) -> str:
        """The menu's page that this page belongs to, if every unit has it; otherwise Start."""
        for name, _label in PAGES_OF_A_UNIT:
            if self._route == name or self._route.startswith(f"{name}-"):
                return name
        return PAGES_OF_A_UNIT[0][0]

    def _years(self, place: Place, page: str) -> tuple[YearChoice, ...]:
        planned = planned_years(_as_member(self._request).user)
        shown = sorted({*planned[-YEARS_SHOWN:], place.year})
        return tuple(
            YearChoice(str(year), unit_url(page, place.unit, year), year == place.year)
            for year in shown
        )


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor: `shell` in every template. Lazy, so that fragments pay nothing."""
    return {"shell": SimpleLazyObject(lambda: Shell(request))}


def branches(place: Place, page: str) -> tuple[Branch, ...]:
    """The tree that the switch draws, from the units near the place that exist in its year."""
    below: dict[int | None, list[Unit]] = {}
    for unit in place.near:
        if unit == place.unit or exists_in(unit, place.year):
            below.setdefault(unit.parent_id, []).append(unit)

    def grow(units: Iterable[Unit]) -> tuple[Branch, ...]:
        return tuple(
            Branch(
                unit,
                unit_url(page, unit, place.year),
                unit == place.unit,
                grow(below.get(unit.pk, ())),
            )
            for unit in units
        )

    return grow(below.get(None, ()))


def exists_in(unit: Unit, year: int) -> bool:
    """Whether the unit exists on at least one day of the year."""
    begun = unit.valid_from is None or unit.valid_from.year <= year
    return begun and (unit.valid_to is None or unit.valid_to.year >= year)


def unit_url(page: str, unit: Unit, year: int) -> str:
    """The address of a unit's page of the given route."""
    return reverse(page, kwargs={"unit_code": unit.public_code, "year": year})


def url_if_routed(name: str, kwargs: dict[str, object] | None = None) -> str | None:
    """The address of the route, or None if the product has no such page."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return None


def imports_url(user: User) -> str | None:
    """Where plans are read in, for who may do that; None for others."""
    return reverse("web:imports") if reads_in(user) else None


def reads_in(user: User | AnonymousUser) -> bool:
    """Whether the person of a request may import, as told by the query that found the person."""
    return bool(getattr(user, "reads_in", False))


def _as_member(request: HttpRequest) -> MemberRequest:
    if not request.user.is_authenticated:
        raise TypeError("the frame of a page without a login has no place")
    return cast("MemberRequest", request)
