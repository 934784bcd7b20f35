# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan as a document: prose, the chain it inherits, its own goals and what is done about them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledtrad.documents.examining import count_findings
from ledtrad.documents.models import Import
from ledtrad.followup.models import ActivityStatus, GoalAssessment, GoalStatus
from ledtrad.indicators.models import Indicator, Outcome, PlannedIndicator, Target
from ledtrad.organisation.models import User
from ledtrad.plans import rules
from ledtrad.plans.models import (
    ChangeAhead,
    Chapter,
    CompetenceNeed,
    Goal,
    Plan,
    PlannedActivity,
)
from ledtrad.steering.models import Level
from ledtrad.web.downloads import download_menu
from ledtrad.web.http import MemberRequest, Place, unit_page
from ledtrad.web.plan_address import plan_url, plan_word
from ledtrad.web.plan_document import Figure, PlanRows, Said, lay_out
from ledtrad.web.shell import imports_url

MOST_NEAR = 60


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """One of the unit's plans of the year, as a tab."""

    plan: Plan
    label: str
    period: str
    url: str
    is_current: bool

    @property
    def word(self) -> str:
        """The plan's word in addresses."""
        return plan_word(self.plan.kind, self.plan.period_start, self.plan.period_end)


@require_safe
@unit_page
def show_plan(request: MemberRequest, place: Place, word: str = "") -> HttpResponse:
    """The plan with the word, or the first of the unit's plans of the year."""
    choices = plan_choices(request.user, place, word)
    current = next((choice for choice in choices if choice.is_current), None)
    if current is None and word:
        raise Http404
    context = {"place": place, "year": str(place.year), "choices": choices}
    if current is None:
        near = plans_near(request.user, place)
        context |= {"near": near, "imports_url": imports_url(request.user)}
        return render(request, "web/plan_missing.html", context)
    rows = read_plan(request.user, place, current.plan, timezone.localdate())
    document = lay_out(rows)
    context |= {
        "choice": current,
        "plan": current.plan,
        "document": document,
        "loose_is_broken": current.plan.kind == Plan.Kind.OPERATIONAL
        and document.has_loose_activities,
        "findings": count_findings(current.plan, request.user),
        "menu": download_menu(request.user, place, current.plan),
        "sources": Import.objects.behind(current.plan).light()[:5],
    }
    return render(request, "web/plan.html", context)


def plan_choices(user: User, place: Place, word: str) -> list[PlanChoice]:
    """The unit's plans of the year, whole ones first. One query."""
    plans = sorted(
        Plan.objects.visible_to(user)
        .overlapping(place.year)
        .of_unit(place.unit)
        .select_related("steering_model", "unit"),
        key=lambda plan: (plan.is_partial, Plan.Kind.values.index(plan.kind), plan.pk),
    )
    words = [plan_word(plan.kind, plan.period_start, plan.period_end) for plan in plans]
    current = word or (words[0] if words else "")
    return [
        PlanChoice(
            plan,
            str(plan.get_kind_display()),
            _period(plan),
            plan_url(place.unit.public_code, place.year, own),
            own == current,
        )
        for plan, own in zip(plans, words, strict=True)
    ]


def plans_near(user: User, place: Place) -> list[PlanChoice]:
    """Plans of the units above and below, for a unit that has none. One query."""
    plans = (
        Plan.objects.visible_to(user)
        .overlapping(place.year)
        .along(place.unit)
        .select_related("unit")
        .in_unit_order()[:MOST_NEAR]
    )
    return [
        PlanChoice(
            plan,
            str(plan.get_kind_display()),
            _period(plan),
            plan_url(
                plan.unit.public_code,
                place.year,
                plan_word(plan.kind, plan.period_start, plan.period_end),
            ),
            is_current=False,
        )
        for plan in plans
    ]


def read_plan(user: User, place: Place, plan: Plan, today: dt.date) -> PlanRows:
    """All of the plan, and the goals above it. The number of queries is the same for every plan."""
    goals = list(
        Goal.objects.visible_to(user)
        .of_units(place.line)
        .between(plan.period_start, plan.period_end)
        .select_related("level", "plan__unit")
        .defer("plan__snapshot")
        .prefetch_related("sections", "expected_results")
        .order_by("level__position", "position", "pk")
    )
    own = [goal for goal in goals if goal.plan_id == plan.pk]
    indicators = PlannedIndicator.objects.visible_to(user).of_plan(plan).order_by("position", "pk")
    measured = Indicator.objects.visible_to(user).filter(in_plans__plan=plan)
    by_plan = {"plan": plan}
    return PlanRows(
        plan=plan,
        chapters=list(Chapter.objects.visible_to(user).filter(**by_plan).in_reading_order()),
        goals=goals,
        waiting=waiting_goals(user, plan, goals, own),
        indicators=list(indicators),
        targets=read_targets(user, plan, place, measured),
        outcomes=read_outcomes(user, plan, measured),
        activities=list(
            PlannedActivity.objects.visible_to(user).of_plan(plan).with_parts().order_by("position")
        ),
        activity_statuses=_said(
            ActivityStatus.objects.visible_to(user).newest().filter(planned_activity__plan=plan),
            "planned_activity_id",
        ),
        assessments=_said(
            GoalAssessment.objects.visible_to(user).newest().filter(goal__plan=plan), "goal_id"
        ),
        goal_statuses=_said(
            GoalStatus.objects.visible_to(user).newest().filter(goal__plan=plan), "goal_id"
        ),
        needs=list(
            CompetenceNeed.objects.visible_to(user)
            .filter(**by_plan)
            .select_related("department")
            .order_by("position", "pk")
        ),
        changes=list(
            ChangeAhead.objects.visible_to(user)
            .filter(**by_plan)
            .select_related("department")
            .order_by("position", "pk")
        ),
        today=today,
    )


def waiting_goals(
    user: User, plan: Plan, goals: Sequence[Goal], own: Iterable[Goal]
) -> Collection[int]:
    """The board's goals that wait for the unit: nobody, or a unit beside it, has taken them up.

    A plan with goals of its own waits for nothing else than what is meant for units like it.
    One query, for those who have taken goals up.
    """
    taken_by: dict[int, dict[int, int | None]] = defaultdict(dict)
    boards = [
        goal
        for goal in goals
        if goal.level.owner == Level.Owner.BOARD
        and goal.plan.unit_id != plan.unit_id
        and not goal.level.is_assignment
        and not goal.not_broken_down_reason
    ]
    takers = Goal.objects.visible_to(user).below(boards)
    for parent, unit, above in takers.values_list("parent", "plan__unit", "plan__unit__parent"):
        if parent is not None:
            taken_by[parent][unit] = above
    has_own = any(goal.level.owner not in ("council", "board") for goal in own)
    if plan.is_partial or not has_own:
        return ()
    here = {plan.unit_id: plan.unit.parent_id}
    return {
        goal.pk
        for goal in boards
        if plan.unit_id not in taken_by[goal.pk]
        and plan.unit_id
        in rules.asked_to_take_up(taken_by[goal.pk].keys(), taken_by[goal.pk] | here)
    }


def read_targets(
    user: User, plan: Plan, place: Place, indicators: Iterable[Indicator]
) -> dict[int, tuple[tuple[Figure, ...], tuple[Figure, ...]]]:
    """Of each indicator, the plan's unit's own targets and the council's. One query."""
    top = place.line[0]
    years = range(plan.period_start.year, plan.period_end.year + 1)
    targets = (
        Target.objects.visible_to(user)
        .filter(indicator__in=indicators, year__in=years, unit__in={plan.unit_id, top.pk})
        .order_by("year", "pk")
    )
    found: dict[int, tuple[list[Figure], list[Figure]]] = defaultdict(lambda: ([], []))
    for target in targets:
        year = str(target.year) if len(years) > 1 else ""
        figure = Figure(target.value, target.text, target.unit_of_measure, year)
        found[target.indicator_id][target.unit_id != plan.unit_id].append(figure)
    return {key: (tuple(own), tuple(council)) for key, (own, council) in found.items()}


def read_outcomes(user: User, plan: Plan, indicators: Iterable[Indicator]) -> dict[int, Figure]:
    """The newest outcome in the plan's unit of each indicator, both sexes together. One query."""
    outcomes = (
        Outcome.objects.visible_to(user)
        .up_to(plan.period_end)
        .filter(
            indicator__in=indicators,
            unit=plan.unit_id,
            group="total",
            period_start__gte=dt.date(plan.period_start.year - 1, 1, 1),
        )
        .latest_first()
        .values_list("indicator", "value", "text", "period")
    )
    found: dict[int, Figure] = {}
    for indicator, value, text, period in outcomes:
        found.setdefault(indicator, Figure(value, text, period=period))
    return found


def _said(rows: Any, key: str) -> dict[int, Said]:
    return {
        getattr(row, key): Said(
            row.kind, row.text, str(row.round), row.comment, getattr(row, "remark", [])
        )
        for row in rows.select_related("round")
    }


def _period(plan: Plan) -> str:
    if plan.period_text:
        return plan.period_text
    start, end = plan.period_start.year, plan.period_end.year
    return str(start) if start == end else f"{start}–{end}"
