# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""All that the database holds of some plans, read with few wide queries.

The number of queries is `QUERIES`, whatever the number of plans and whatever they hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Exists, Max, Min, OuterRef, Q

from ledtrad.documents.models import ImportedRow, PlaceholderUnit
from ledtrad.documents.placement import UNKNOWN_BOARD, UNKNOWN_MUNICIPALITY, UNKNOWN_UNIT
from ledtrad.documents.rules import REPORTS
from ledtrad.documents.snapshot.shown import Shown, read_shown
from ledtrad.followup.models import (
    ActivityStatus,
    GoalAssessment,
    GoalStatus,
    IndicatorAssessment,
    Round,
)
from ledtrad.indicators.models import Forecast, Outcome, PlannedIndicator, Target
from ledtrad.organisation.models import UnitClosure
from ledtrad.plans.models import (
    ActivityCategory,
    ActivityGoal,
    ActivityRole,
    ChangeAhead,
    Chapter,
    CompetenceNeed,
    ExpectedResult,
    Goal,
    GoalSection,
    ListedWorkplace,
    Plan,
    PlannedActivity,
)

UNNAMED = (UNKNOWN_MUNICIPALITY, UNKNOWN_BOARD, UNKNOWN_UNIT)
"""How units are called that had to be there although no document names them."""

QUERIES = 22
"""How many queries reading takes."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class UnitAbove:
    """A unit of a plan's line, itself included. `is_nameless` if no document has named it."""

    id: int
    kind: str
    name: str
    is_nameless: bool


@dataclass(slots=True)
class Rows:
    """The rows of some plans, each kind by what it belongs to."""

    round: Round | None
    shown: Mapping[int, Shown]
    line: Mapping[int, Sequence[UnitAbove]]
    """The units from the top down to the plan's own, by plan's unit."""
    goals: Mapping[int, Goal]
    sections: Mapping[int, Sequence[GoalSection]]
    results: Mapping[int, Sequence[ExpectedResult]]
    indicators: Sequence[PlannedIndicator]
    targets: Mapping[int, Sequence[Target]]
    outcomes: Mapping[int, Sequence[Outcome]]
    forecasts: Mapping[int, Sequence[Forecast]]
    activities: Sequence[PlannedActivity]
    links: Mapping[int, Sequence[int]]
    roles: Mapping[int, Sequence[ActivityRole]]
    categories: Mapping[int, Sequence[str]]
    chapters: Mapping[int, Sequence[Chapter]]
    workplaces: Mapping[int, Sequence[ListedWorkplace]]
    needs: Mapping[int, Sequence[CompetenceNeed]]
    changes: Mapping[int, Sequence[ChangeAhead]]
    activity_statuses: Mapping[int, ActivityStatus]
    goal_statuses: Mapping[int, GoalStatus]
    assessments: Mapping[int, GoalAssessment]
    indicator_assessments: Mapping[int, IndicatorAssessment]


def read_rows(plans: Sequence[Plan], followup_round: Round | None = None) -> Rows:
    """Everything that the documents of the plans show. `QUERIES` queries."""
    keys = [plan.pk for plan in plans]
    shown = read_shown(plans, followup_round)
    line = _lines(plan.unit_id for plan in plans)
    goals = _goals(keys, {each.id for units in line.values() for each in units})
    indicators = list(
        PlannedIndicator.objects.filter(
            Q(plan__in=keys) | Q(goal__in=goals) | _told("indicators.plannedindicator", keys)
        )
        .select_related("indicator")
        .order_by("plan", "position", "pk")
    )
    measured = {planned.indicator_id for planned in indicators}
    activities = list(
        PlannedActivity.objects.filter(Q(plan__in=keys) | _told("plans.plannedactivity", keys))
        .select_related("department")
        .order_by("plan", "position", "pk")
    )
    acted = [activity.pk for activity in activities]
    said = _said_in(followup_round, keys)
    by_place = ("position", "pk")
    return Rows(
        round=followup_round,
        shown=shown,
        line=line,
        goals=goals,
        sections=_by("goal_id", GoalSection.objects.filter(goal__in=goals).order_by(*by_place)),
        results=_by("goal_id", ExpectedResult.objects.filter(goal__in=goals).order_by(*by_place)),
        indicators=indicators,
        targets=_by("indicator_id", Target.objects.filter(indicator__in=measured).order_by("pk")),
        outcomes=_by("indicator_id", Outcome.objects.filter(indicator__in=measured).order_by("pk")),
        forecasts=_by(
            "indicator_id", Forecast.objects.filter(indicator__in=measured).order_by("pk")
        ),
        activities=activities,
        links=_pairs(
            ActivityGoal.objects.filter(planned_activity__in=acted)
            .order_by(*by_place)
            .values_list("planned_activity", "goal")
        ),
        roles=_by(
            "planned_activity_id",
            ActivityRole.objects.filter(planned_activity__in=acted).order_by(*by_place),
        ),
        categories=_pairs(
            ActivityCategory.objects.filter(planned_activity__in=acted)
            .order_by(*by_place)
            .values_list("planned_activity", "name")
        ),
        chapters=_by("plan_id", _of_plans(Chapter, keys).order_by(*by_place)),
        workplaces=_by("plan_id", _of_plans(ListedWorkplace, keys).order_by(*by_place)),
        needs=_by("plan_id", _of_plans(CompetenceNeed, keys, "department").order_by(*by_place)),
        changes=_by("plan_id", _of_plans(ChangeAhead, keys, "department").order_by(*by_place)),
        activity_statuses=_one_each("planned_activity_id", said(ActivityStatus)),
        goal_statuses=_one_each("goal_id", said(GoalStatus)),
        assessments=_one_each("goal_id", said(GoalAssessment)),
        indicator_assessments=_one_each("planned_indicator_id", said(IndicatorAssessment)),
    )


def _lines(units: Iterable[int]) -> dict[int, list[UnitAbove]]:
    """The units above each unit and itself, top first. One query."""
    found: dict[int, list[UnitAbove]] = defaultdict(list)
    marked = PlaceholderUnit.objects.filter(unit=OuterRef("ancestor"))
    links = (
        UnitClosure.objects.filter(descendant__in=set(units))
        .annotate(is_marked=Exists(marked))
        .order_by("-depth", "ancestor")
        .values_list("descendant", "ancestor", "ancestor__kind", "ancestor__name", "is_marked")
    )
    for unit, above, kind, name, is_marked in links:
        is_nameless = is_marked and name.startswith(UNNAMED)
        found[unit].append(UnitAbove(above, kind, name, is_nameless))
    return found


def _goals(plans: Sequence[int], line: Iterable[int]) -> dict[int, Goal]:
    """The plans' own goals, those that their documents showed, and all that they may hang under.

    What is above stands in the operational plans of the line's units that overlap in time.
    """
    period = Plan.objects.filter(pk__in=plans)
    first = period.values(one=Min("period_start")).order_by("one")[:1]
    last = period.values(one=Max("period_end")).order_by("-one")[:1]
    above = Plan.objects.filter(
        unit__in=list(line),
        kind=Plan.Kind.OPERATIONAL,
        period_start__lte=last,
        period_end__gte=first,
    )
    goals = Goal.objects.filter(
        Q(plan__in=plans) | Q(plan__in=above.values("pk")) | _told("plans.goal", plans)
    )
    rows = goals.select_related("level", "plan__unit").defer("plan__snapshot")
    return {goal.pk: goal for goal in rows.order_by("level__position", "position", "pk")}


def _told(label: str, plans: Sequence[int]) -> Q:
    """The rows of a model that the plans' documents spoke of."""
    return Q(
        pk__in=ImportedRow.objects.filter(
            model=label, source__own_plan__in=plans, source__state="accepted"
        ).values("row")
    )


def _said_in(followup_round: Round | None, plans: Sequence[int]) -> Any:
    """The judgements of a model that count: those of the round, or those of the plans' documents.

    What a plan says of how things go, it says itself; reports speak in their rounds.
    """

    def said(model: Any) -> Any:
        rows = model.objects.order_by("pk")
        if followup_round is not None:
            return rows.filter(round=followup_round)
        told = ImportedRow.objects.filter(
            model=model._meta.label_lower, source__own_plan__in=plans, source__state="accepted"
        ).exclude(source__document_kind__in=REPORTS)
        return rows.filter(pk__in=told.values("row"))

    return said


def _of_plans(model: Any, plans: Sequence[int], *related: str) -> Any:
    return model.objects.filter(plan__in=plans).select_related(*related)


def _by(key: str, rows: Iterable[Any]) -> dict[int, list[Any]]:
    """The rows by what they belong to, in order."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def _one_each(key: str, rows: Iterable[Any]) -> dict[int, Any]:
    return {getattr(row, key): row for row in rows}


def _pairs(rows: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return found
