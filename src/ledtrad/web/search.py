# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search: goals, activities, indicators and text of every plan that one may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ledtrad.indicators.models import Indicator, PlannedIndicator
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import Chapter, Goal, Plan, PlannedActivity
from ledtrad.search.queries import MAX_HITS, Hit, search
from ledtrad.search.rules import Excerpt
from ledtrad.web.http import MemberRequest, answers_fragment, remembered_place
from ledtrad.web.indicator_values import code_of
from ledtrad.web.plan_address import anchor, plan_url, plan_word

HITS_IN_BOX = 10
KINDS = {
    "goal": _("Goals"),
    "activity": _("Activities"),
    "indicator": _("Indicators"),
    "text": _("Text"),
    "plan": _("Plans"),
}
ONE_OF_KIND = {
    "goal": _("Goal"),
    "activity": _("Activity"),
    "indicator": _("Indicator"),
    "text": _("Text"),
    "plan": _("Plan"),
}
HERE, EVERYWHERE = "har", ""


@dataclass(frozen=True, slots=True)
class Found:
    """A hit that may be shown, and where it leads. `title` and `excerpt` are safe HTML."""

    kind: str
    kind_name: str
    url: str
    title: SafeString
    excerpt: SafeString
    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class FoundKind:
    """The hits of one kind, the best first."""

    kind: str
    name: str
    hits: tuple[Found, ...]


@require_safe
@answers_fragment
def show_search(request: MemberRequest) -> HttpResponse:
    """What holds the words `q`: rows for the search box, or a page with the hits by kind."""
    text = request.GET.get("q", "").strip()
    if request.htmx and request.htmx.target == "soktraffar":
        hits = find(request.user, text, limit=HITS_IN_BOX + 1)
        context = {"q": text, "hits": hits[:HITS_IN_BOX], "has_more": len(hits) > HITS_IN_BOX}
        return render(request, "web/search_rows.html", context)
    place = remembered_place(request)
    is_here = request.GET.get("var") == HERE and place is not None
    hits = find(
        request.user,
        text,
        limit=MAX_HITS,
        unit=place.unit if place and is_here else None,
        year=place.year if place and is_here else None,
    )
    kind = request.GET.get("slag", "")
    kind = kind if kind in KINDS else ""
    groups = _by_kind(hits)
    return render(
        request,
        "web/search.html",
        {
            "q": text,
            "place": place,
            "year": str(place.year) if place else "",
            "is_here": is_here,
            "here": HERE,
            "kind": kind,
            "groups": groups,
            "shown": [group for group in groups if kind in ("", group.kind)],
            "count": len(hits),
            "is_cut": len(hits) >= MAX_HITS,
        },
    )


def find(
    user: User, text: str, *, limit: int, unit: Unit | None = None, year: int | None = None
) -> list[Found]:
    """The hits that the user may see, best first. At most eight queries, whatever is found."""
    units = Unit.objects.visible_to(user)
    within: QuerySet[Any] = units.within(unit) if unit else units
    hits = search(text, units=within.only("pk"), year=year, limit=limit)
    wanted: dict[str, list[int]] = defaultdict(list)
    for hit in hits:
        if hit.kind in _SOURCES:
            wanted[hit.kind].append(int(hit.object_id))
    places = {
        (kind, pk): place
        for kind, pks in wanted.items()
        for pk, place in _places(user, kind, pks).items()
    }
    return [
        _found(hit, places[hit.kind, int(hit.object_id)])
        for hit in hits
        if hit.object_id.isdecimal() and (hit.kind, int(hit.object_id)) in places
    ]


@dataclass(frozen=True, slots=True)
class _Place:
    """The plan that something stands in, by its unit, kind and period; and where in it."""

    unit: str
    period: str
    url: str


def _goals(user: User) -> QuerySet[Any]:
    return Goal.objects.visible_to(user)


def _activities(user: User) -> QuerySet[Any]:
    return PlannedActivity.objects.visible_to(user)


def _indicators(user: User) -> QuerySet[Any]:
    return PlannedIndicator.objects.visible_to(user)


def _chapters(user: User) -> QuerySet[Any]:
    return Chapter.objects.visible_to(user)


def _plans(user: User) -> QuerySet[Any]:
    return Plan.objects.visible_to(user)


_SOURCES: Mapping[str, Callable[[User], QuerySet[Any]]] = {
    "goal": _goals,
    "activity": _activities,
    "indicator": _indicators,
    "text": _chapters,
    "plan": _plans,
}


def _places(user: User, kind: str, pks: Iterable[int]) -> dict[int, _Place]:
    """Where the things of a kind are shown. One query."""
    path = "" if kind == "plan" else "plan__"
    names = [
        f"{path}unit__public_code", f"{path}unit__name", f"{path}kind",
        f"{path}period_start", f"{path}period_end",
    ]  # fmt: skip
    if kind == "indicator":
        names += ["indicator__owner__public_code", "indicator__name_key"]
    places = {}
    for pk, code, unit, plan_kind, start, end, *more in (
        _SOURCES[kind](user).filter(pk__in=list(pks)).values_list("pk", *names)
    ):
        period = str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
        if kind == "indicator":
            owner, name_key = more
            address = {
                "unit_code": owner, "year": start.year,
                "code": code_of(Indicator(name_key=name_key)),
            }  # fmt: skip
            url = reverse("web:indicators-detail", kwargs=address)
        else:
            url = plan_url(code, start.year, plan_word(plan_kind, start, end))
            url = url if kind == "plan" else f"{url}#{anchor(kind, pk)}"
        places[pk] = _Place(unit, period, url)
    return places


def _found(hit: Hit, place: _Place) -> Found:
    return Found(
        kind=hit.kind,
        kind_name=str(ONE_OF_KIND[hit.kind]),
        url=place.url,
        title=marked(hit.title),
        excerpt=marked(hit.excerpt),
        unit=place.unit,
        period=place.period,
    )


def marked(excerpt: Excerpt) -> SafeString:
    """The text as HTML with what was asked for in `mark`."""
    parts: list[SafeString] = []
    end = 0
    for start, stop in excerpt.marks:
        if start < end:
            continue
        before, asked = excerpt.text[end:start], excerpt.text[start:stop]
        parts.append(format_html("{}<mark>{}</mark>", before, asked))
        end = stop
    parts.append(format_html("{}", excerpt.text[end:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def _by_kind(hits: Iterable[Found]) -> list[FoundKind]:
    """The hits under their kinds, in the order of the thread."""
    by_kind: dict[str, list[Found]] = defaultdict(list)
    for hit in hits:
        by_kind[hit.kind].append(hit)
    return [
        FoundKind(kind, str(name), tuple(by_kind[kind]))
        for kind, name in KINDS.items()
        if by_kind[kind]
    ]
