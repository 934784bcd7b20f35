# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indicators: what is measured in a unit, above it and below it, with targets and outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from ledtrad.indicators.models import (
    Group,
    Outcome,
    PlannedIndicator,
    PlannedIndicatorQuerySet,
    Target,
)
from ledtrad.organisation.models import Unit
from ledtrad.search import rules as search
from ledtrad.search.models import SearchEntry
from ledtrad.web import formats
from ledtrad.web.activity_filter import MOST_CHOICES, Choice
from ledtrad.web.http import MemberRequest, Place, answers_fragment, unit_page
from ledtrad.web.indicator_values import (
    DRAWN,
    Aimed,
    aimed,
    attainment,
    indicator_url,
    outcome_text,
    period_name,
)
from ledtrad.web.shell import imports_url

ROWS_A_PAGE = 50
YEARS_BACK = 3
ALONG, BELOW, OWN = "", "under", "egen"
SCOPES = {
    ALONG: gettext_lazy("The unit, those above and those below"),
    BELOW: gettext_lazy("The unit and those below it"),
    OWN: gettext_lazy("The unit alone"),
}
NO_TARGET, NO_OUTCOME, HAS_OUTCOME = "utan-mal", "utan-utfall", "med-utfall"
STATES = {
    NO_TARGET: gettext_lazy("Without a target"),
    NO_OUTCOME: gettext_lazy("Without an outcome"),
    HAS_OUTCOME: gettext_lazy("With an outcome"),
}
SORTS: Mapping[str, tuple[F, ...]] = {
    "goal": (F("goal__level__position"), F("goal__position")),
    "name": (F("indicator__sort_key"),),
    "measured": (F("indicator__periodicity"),),
}


@dataclass(frozen=True, slots=True)
class IndicatorFilter:
    """What somebody asked for, as in the address. What is not understood asks for nothing."""

    text: str
    goal: str
    state: str
    scope: str
    sort: str

    @classmethod
    def parse(cls, query: QueryDict) -> IndicatorFilter:
        """The filter of an address."""
        scope, state = query.get("omfattning", ALONG), query.get("lage", "")
        sort = query.get("sort", "")
        return cls(
            text=query.get("q", "").strip(),
            goal=query.get("mal", ""),
            state=state if state in STATES else "",
            scope=scope if scope in SCOPES else ALONG,
            sort=sort if sort.removeprefix("-") in SORTS else "goal",
        )


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator in a plan, with the year's targets and its latest outcome."""

    planned: PlannedIndicator
    url: str
    targets: tuple[Aimed, ...]
    outcome: str
    outcome_period: str
    assessment: str | None


@dataclass(frozen=True, slots=True)
class OwnersRows:
    """The indicators of one unit's plan. `count` is how many there are on all pages."""

    owner: Unit
    count: int
    rows: tuple[Row, ...]


@require_safe
@answers_fragment
@unit_page
def show_indicators(request: MemberRequest, place: Place) -> HttpResponse:
    """The indicators of the place's year, by the unit that plans with them."""
    chosen = IndicatorFilter.parse(request.GET)
    everything = _in_scope(request, place, chosen.scope)
    shown = _order(_narrow(request, place, everything, chosen), place, chosen.sort)
    sized = shown.annotate(group_size=Window(Count("pk"), partition_by=[F("plan__unit")]))
    page = Paginator(sized, ROWS_A_PAGE).get_page(request.GET.get("page"))
    is_fragment = request.htmx and request.htmx.target == "lista"
    total = everything.count()
    context: dict[str, Any] = {
        "place": place,
        "year": str(place.year),
        "chosen": chosen,
        "sort": chosen.sort,
        "page": page,
        "groups": _groups(_rows(request, place, page.object_list)),
        "goals": _goal_choices(everything),
        "total": total,
        "summary": _summary(page.paginator.count, total),
        "is_fragment": is_fragment,
        "scopes": SCOPES,
        "states": STATES,
        "imports_url": imports_url(request.user),
    }
    return render(
        request, "web/indicators_rows.html" if is_fragment else "web/indicators.html", context
    )


def _in_scope(request: MemberRequest, place: Place, scope: str) -> PlannedIndicatorQuerySet:
    rows = PlannedIndicator.objects.visible_to(request.user).in_year(place.year)
    if scope == OWN:
        return rows.of_unit(place.unit)
    return rows.within(place.unit) if scope == BELOW else rows.along(place.unit)


def _narrow(
    request: MemberRequest, place: Place, rows: PlannedIndicatorQuerySet, chosen: IndicatorFilter
) -> PlannedIndicatorQuerySet:
    """Those of the indicators that are asked for."""
    asked = search.parse(chosen.text)
    if asked.stems:
        found = SearchEntry.objects.matching(asked)
        parts = SearchEntry.objects.containing(asked) if asked.parts else found
        named = [
            entries.filter(kind="indicator")
            .annotate(row=Cast("object_id", BigIntegerField()))
            .values("row")
            for entries in (found, parts)
        ]
        rows = rows.filter(Q(pk__in=named[0]) | Q(pk__in=named[1]))
    if chosen.goal:
        rows = rows.filter(goal__title_key=chosen.goal)
    same = OuterRef("indicator")
    if chosen.state == NO_TARGET:
        targets = Target.objects.visible_to(request.user).for_year(place.year)
        rows = rows.filter(~Exists(targets.filter(indicator=same)))
    elif chosen.state:
        outcomes = Exists(Outcome.objects.visible_to(request.user).filter(indicator=same))
        rows = rows.filter(outcomes if chosen.state == HAS_OUTCOME else ~outcomes)
    return rows


def _order(rows: PlannedIndicatorQuerySet, place: Place, sort: str) -> PlannedIndicatorQuerySet:
    """From the top of the organisation down, and as sorted within each unit's plan."""
    depth = Case(
        *(When(plan__unit=unit, then=Value(n)) for n, unit in enumerate(place.line)),
        default=Value(len(place.line)),
    )
    steps = [
        step.desc(nulls_last=True) if sort[:1] == "-" else step.asc(nulls_last=True)
        for step in SORTS[sort.removeprefix("-")]
    ]
    return rows.order_by(depth, "plan__unit__sort_key", "plan__unit", *steps, "position", "pk")


def _rows(request: MemberRequest, place: Place, page: Any) -> list[Row]:
    """The rows of one page. Three queries."""
    planned: list[PlannedIndicator] = list(page.with_parts())
    ids = {row.indicator_id for row in planned}
    units = {unit.pk for unit in place.line} | {row.indicator.owner_id for row in planned}
    targets: dict[int, list[Target]] = defaultdict(list)
    for target in (
        Target.objects.visible_to(request.user)
        .for_year(place.year)
        .filter(indicator__in=ids, unit__in=units)
        .select_related("unit")
    ):
        targets[target.indicator_id].append(target)
    outcomes: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in (
        Outcome.objects.visible_to(request.user)
        .filter(
            indicator__in=ids,
            unit__in={place.unit.pk} | {row.indicator.owner_id for row in planned},
            group=Group.TOTAL,
            period_start__year__range=(place.year - YEARS_BACK, place.year),
        )
        .latest_first()
    ):
        outcomes[outcome.indicator_id].append(outcome)
    return [
        _row(place, row, targets[row.indicator_id], outcomes[row.indicator_id]) for row in planned
    ]


def _row(
    place: Place, planned: PlannedIndicator, targets: list[Target], outcomes: list[Outcome]
) -> Row:
    indicator = planned.indicator
    own = [each for each in outcomes if each.unit_id == place.unit.pk] or outcomes
    latest = own[0] if own else None
    before = next((each.value for each in own[1:] if each.value is not None), None)
    goals = aimed(targets, indicator, place)
    nearest = goals[0].target if goals else None
    return Row(
        planned=planned,
        url=indicator_url(place, indicator, indicator.owner),
        targets=goals,
        outcome=outcome_text(latest, indicator) if latest else "",
        outcome_period=period_name(latest.period) if latest else "",
        assessment=DRAWN[attainment(indicator, nearest, latest.value, before)] if latest else None,
    )


def _groups(rows: list[Row]) -> list[OwnersRows]:
    groups = []
    for _unit, members in groupby(rows, key=lambda row: row.planned.plan.unit_id):
        inside = tuple(members)
        planned: Any = inside[0].planned
        groups.append(OwnersRows(planned.plan.unit, planned.group_size, inside))
    return groups


def _goal_choices(rows: PlannedIndicatorQuerySet) -> tuple[Choice, ...]:
    """The goals that the indicators stand under. One query."""
    found = (
        rows.exclude(goal=None)
        .order_by()
        .values_list("goal__title_key")
        .annotate(
            label=Min("goal__title"),
            n=Count("pk"),
            level=Min("goal__level__position"),
            place=Min("goal__position"),
        )
        .order_by("level", "place", "label")
    )
    return tuple(Choice(key, label, n) for key, label, n, *_rest in found[:MOST_CHOICES])


def _summary(shown: int, total: int) -> str:
    if shown == total:
        words = ngettext("%(n)s indicator.", "%(n)s indicators.", total)
    else:
        words = ngettext(
            "%(shown)s of %(n)s indicator is shown.",
            "%(shown)s of %(n)s indicators are shown.",
            total,
        )
    return words % {"n": formats.swedish_number(total), "shown": formats.swedish_number(shown)}
