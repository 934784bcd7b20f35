# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a list of activities is narrowed to, how it is grouped, and what there is to choose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Min, Q, Value, When, Window
from django.db.models.functions import Cast, Coalesce, ExtractMonth, ExtractYear, Replace
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ledtrad.followup.models import (
    count_statuses,
    late_activities,
    of_status,
    with_newest_status,
)
from ledtrad.plans.models import Plan, PlannedActivity, PlannedActivityQuerySet
from ledtrad.search import rules as search
from ledtrad.search.models import SearchEntry
from ledtrad.steering.models import StatusKind
from ledtrad.web.http import MemberRequest, Place

MOST_CHOICES = 100
NOTHING = "-"
"""Chooses what has none: no status, no goal."""
LATE = "sena"

BELOW, OWN, ALONG = "", "egen", "aven-ovan"
SCOPES = {
    BELOW: _("The unit and those below it"),
    OWN: _("The unit alone"),
    ALONG: _("Also those above it"),
}
BY_GOAL, BY_ROLE, BY_UNIT, BY_MONTH, BY_STATUS, UNGROUPED = (
    "mal", "ansvarig", "enhet", "manad", "status", "ingen",
)  # fmt: skip
GROUPINGS = {
    BY_GOAL: _("Goal"),
    BY_ROLE: _("Responsible"),
    BY_UNIT: _("Unit"),
    BY_MONTH: _("Month"),
    BY_STATUS: _("Status"),
    UNGROUPED: _("No groups"),
}
_UNIT = Coalesce("department", "plan__unit")
_UNIT_ORDER = Coalesce("department__sort_key", "plan__unit__sort_key")
# å, ä and ö last, and in that order.
_TITLE = Replace(
    Replace(Replace(F("title_key"), Value("å"), Value("{")), Value("ä"), Value("|")),
    Value("ö"),
    Value("}"),
)
SORTS: Mapping[str, Any] = {
    "due": F("due_date"),
    "title": _TITLE,
    "role": F("first_role"),
    "unit": _UNIT_ORDER,
    "status": F("status_kind"),
}
# What rows of one group share, and the order of the groups.
_PARTITIONS: Mapping[str, tuple[Any, ...]] = {
    BY_GOAL: (
        F("first_goal"),
        Case(When(first_goal=None, then=F("plan__kind")), default=Value("")),
    ),
    BY_ROLE: (F("first_role"),),
    BY_UNIT: (_UNIT,),
    BY_MONTH: (ExtractYear("due_date"), ExtractMonth("due_date")),
    BY_STATUS: (F("status_kind"),),
}
_ORDERS: Mapping[str, tuple[Any, ...]] = {
    BY_GOAL: (F("goal_place").asc(nulls_last=True), F("first_goal"), F("plan__kind")),
    BY_ROLE: (F("first_role").asc(nulls_last=True),),
    BY_UNIT: (_UNIT_ORDER, _UNIT),
    BY_MONTH: (
        ExtractYear("due_date").asc(nulls_last=True),
        ExtractMonth("due_date").asc(nulls_last=True),
    ),
    BY_STATUS: (F("status_kind").asc(nulls_last=True),),
    UNGROUPED: (),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose in a filter, and how many activities it would leave."""

    value: str
    label: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of one list offer. A filter with nothing to choose among is left out."""

    statuses: tuple[Choice, ...]
    roles: tuple[Choice, ...]
    units: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    goals: tuple[Choice, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What somebody asked for, as in the address. What is not understood asks for nothing."""

    text: str = ""
    status: str = ""
    role: str = ""
    unit: str = ""
    category: str = ""
    goal: str = ""
    before: dt.date | None = None
    scope: str = BELOW
    grouping: str = BY_GOAL
    sort: str = "due"

    @classmethod
    def parse(cls, query: QueryDict, *, grouping: str) -> ActivityFilter:
        """The filter of an address. `grouping` holds when the address does not say."""
        sort = query.get("sort", "")
        return cls(
            text=query.get("q", "").strip(),
            status=query.get("status", ""),
            role=query.get("ansvarig", ""),
            unit=query.get("avdelning", ""),
            category=query.get("kategori", ""),
            goal=query.get("mal", ""),
            before=_day(query.get("senast", "")),
            scope=_known(query.get("omfattning"), SCOPES, BELOW),
            grouping=_known(query.get("grupp"), GROUPINGS, grouping),
            sort=sort if sort.removeprefix("-") in SORTS else "due",
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        chosen = (self.text, self.status, self.role, self.unit, self.category, self.goal)
        return any(chosen) or self.before is not None

    def apply(self, rows: PlannedActivityQuerySet, today: dt.date) -> PlannedActivityQuerySet:
        """Those of the activities that are asked for."""
        if self.text:
            rows = holding(rows, self.text)
        if self.status == LATE:
            rows = late_activities(rows, today)
        elif self.status == NOTHING:
            rows = of_status(rows, None)
        elif self.status:
            rows = of_status(rows, self.status)
        if self.role:
            rows = rows.with_role(self.role)
        if self.unit:
            rows = rows.filter(
                Q(department__public_code=self.unit)
                | Q(department=None, plan__unit__public_code=self.unit)
            )
        if self.category:
            rows = rows.in_category(self.category)
        if self.goal == NOTHING:
            rows = rows.without_goal()
        elif self.goal:
            rows = rows.serving(self.goal)
        return rows.due_by(self.before) if self.before else rows

    def order(self, rows: PlannedActivityQuerySet) -> PlannedActivityQuerySet:
        """Group by group, and as sorted within each. What has no value stands last.

        Adds `group_size`, how many there are in the row's group, and only those other columns that
        this order needs: each is looked for in every activity of the place.
        """
        sort = self.sort.removeprefix("-")
        if self.grouping == BY_GOAL:
            rows = rows.with_first_goal()
        if self.grouping == BY_ROLE or sort == "role":
            rows = rows.with_first_role()
        if self.grouping == BY_STATUS or sort == "status":
            rows = with_newest_status(rows)
        if self.grouping != UNGROUPED:
            parts = list(_PARTITIONS[self.grouping])
            rows = rows.annotate(group_size=Window(Count("pk"), partition_by=parts))
        by = SORTS[sort]
        step = by.desc(nulls_last=True) if self.sort[:1] == "-" else by.asc(nulls_last=True)
        return rows.order_by(*_ORDERS[self.grouping], step, _UNIT_ORDER, "position", "pk")


def in_scope(request: MemberRequest, place: Place, scope: str) -> PlannedActivityQuerySet:
    """The activities of the place that the user may see."""
    rows = PlannedActivity.objects.visible_to(request.user).in_year(place.year)
    if scope == OWN:
        return rows.of_unit(place.unit)
    return rows.along(place.unit) if scope == ALONG else rows.within(place.unit)


def holding(rows: PlannedActivityQuerySet, text: str) -> PlannedActivityQuerySet:
    """Activities that hold all the words, in any inflection or as parts of compounds."""
    asked = search.parse(text)
    if not asked.stems:
        return rows
    found = [SearchEntry.objects.matching(asked)]
    if asked.parts:
        found.append(SearchEntry.objects.containing(asked))
    condition = Q()
    for entries in found:
        named = entries.filter(kind="activity").annotate(row=Cast("object_id", BigIntegerField()))
        condition |= Q(pk__in=named.values("row"))
    return rows.filter(condition)


def choices(rows: PlannedActivityQuerySet) -> Choices:
    """What there is to choose among the activities. Five queries."""
    rows = rows.order_by()
    by_status = count_statuses(rows)
    units = rows.values_list(Coalesce("department__public_code", "plan__unit__public_code"))
    return Choices(
        statuses=_statuses(by_status),
        roles=_counted(
            rows.filter(roles__isnull=False)
            .values_list("roles__name_key")
            .annotate(label=Min("roles__name"), n=Count("pk"))
            .order_by("-n", "roles__name_key")
        ),
        units=_counted(
            units.annotate(
                label=Min(Coalesce("department__name", "plan__unit__name")), n=Count("pk")
            ).order_by("label")
        ),
        categories=_counted(
            rows.filter(categories__isnull=False)
            .values_list("categories__name")
            .annotate(label=F("categories__name"), n=Count("pk"))
            .order_by("-n", "label")
        ),
        goals=_counted(
            rows.filter(goals__isnull=False)
            .values_list("goals__title_key")
            .annotate(
                label=Min("goals__title"),
                n=Count("pk", distinct=True),
                level=Min("goals__level__position"),
                place=Min("goals__position"),
            )
            .order_by("level", "place", "label")
        ),
        total=sum(by_status.values()),
    )


def _counted(rows: Iterable[tuple[Any, ...]]) -> tuple[Choice, ...]:
    limited: Any = rows
    return tuple(
        Choice(str(value), capfirst(label or value), count)
        for value, label, count, *_rest in limited[:MOST_CHOICES]
    )


def _statuses(counts: Mapping[str | None, int]) -> tuple[Choice, ...]:
    found = [
        Choice(kind.value, capfirst(str(kind.label)), counts[kind.value])
        for kind in StatusKind
        if counts.get(kind.value)
    ]
    if counts.get(None):
        found.append(Choice(NOTHING, str(_("Without a status")), counts[None]))
    return tuple(found)


def _known(asked: str | None, known: Mapping[str, Any], otherwise: str) -> str:
    return asked if asked is not None and asked in known else otherwise


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def belongs_under_a_goal(plan: Plan) -> bool:
    """Whether the plan's activities serve goals; those of a competence plan answer needs."""
    return plan.kind != Plan.Kind.COMPETENCE
