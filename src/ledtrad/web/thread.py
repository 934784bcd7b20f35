# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goals: the red thread of a year, from the council's goals to a unit's activities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ledtrad.followup.models import ActivityStatus, GoalAssessment, GoalStatus
from ledtrad.indicators.models import PlannedIndicator
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import Goal, Plan, PlannedActivity
from ledtrad.web import thread_tree
from ledtrad.web.formats import due_words
from ledtrad.web.http import MemberRequest, Place, unit_page
from ledtrad.web.plan_address import plan_word
from ledtrad.web.shell import imports_url
from ledtrad.web.thread_tree import GoalNode, GoalRow, Judgement, Leaf, PlanFacts, Scope

MOST_DRAWN = 700
MOST_UNITS_IN_LIST = 200


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many goals of a level the year has, and what they are called."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Loose:
    """Activities of a plan that are under no goal. In a competence plan that is as it should be."""

    plan: PlanFacts
    count: int


@require_safe
@unit_page
def show_goals(request: MemberRequest, place: Place) -> HttpResponse:
    """The thread around a unit as a tree; `enhet` leads to a unit, `brister` shows breaks alone."""
    scope = find_scope(request.user, place)
    units = {plan.unit_code: plan.unit_name for plan in scope.plans if plan.below}
    if (code := request.GET.get("enhet", "")) in units:
        return redirect(reverse("web:goals", kwargs={"unit_code": code, "year": place.year}))
    rows = goal_rows(request.user, scope)
    nodes = thread_tree.grow(rows, scope)
    loose = loose_activities(request.user, scope)
    breaks = thread_tree.count_breaks(nodes) + sum(each.plan.is_operational for each in loose)
    is_cut = sum(1 for root in nodes for _ in root.walk()) > MOST_DRAWN
    only_broken = bool(request.GET.get("brister"))
    nodes = draw(nodes, is_cut=is_cut, only_broken=only_broken)
    dress(request.user, nodes)
    context = {
        "place": place,
        "year": str(place.year),
        "nodes": nodes,
        "levels": count_levels(nodes),
        "breaks": breaks,
        "is_cut": is_cut,
        "is_top": scope.is_top,
        "only_broken": only_broken,
        "loose": loose,
        "units": units if 1 < len(units) <= MOST_UNITS_IN_LIST else {},
        "partial": [plan for plan in scope.plans if plan.is_partial and plan.is_operational],
        "has_state": any(node.has_state for root in nodes for node in root.walk()),
        "has_cover": any(node.coverage for root in nodes for node in root.walk()),
        "imports_url": None if nodes else imports_url(request.user),
    }
    return render(request, "web/thread.html", context)


def find_scope(user: User, place: Place) -> Scope:
    """The year's plans of the unit's board with all below it, or of everything at the top.

    Units beside the page's own are there because what they have taken up says what is waited for.
    One query.
    """
    line = place.line
    below = Unit.objects.within(place.unit).filter(pk=OuterRef("unit"))
    plans = (
        Plan.objects.visible_to(user)
        .overlapping(place.year)
        .along(line[1] if len(line) > 1 else line[0])
        .in_unit_order()
        .annotate(below=Exists(below))
        .values(
            *("pk", "unit", "unit__name", "unit__parent", "unit__public_code", "kind"),
            *("is_partial", "period_start", "period_end", "below"),
        )
    )
    return Scope([_plan_facts(plan, place.year) for plan in plans], is_top=len(line) == 1)


def goal_rows(user: User, scope: Scope) -> list[GoalRow]:
    """The goals of the plans, in the order of levels and documents. One query."""
    plans = {plan.id: plan for plan in scope.plans}
    goals = Goal.objects.visible_to(user).of_plans(plans)
    fields = (
        *("pk", "parent", "plan", "level__name", "level__owner", "level__is_assignment"),
        *("level__position", "number", "title", "not_broken_down_reason"),
        *("result_count", "activity_count"),
    )
    return [
        GoalRow(
            id=row["pk"],
            parent=row["parent"],
            plan=plans[row["plan"]],
            level=row["level__name"],
            owner=row["level__owner"],
            is_assignment=row["level__is_assignment"],
            rank=row["level__position"],
            number=row["number"],
            title=row["title"],
            reason=row["not_broken_down_reason"],
            results=row["result_count"],
            activities=row["activity_count"],
        )
        for row in goals.with_counts().values(*fields)
    ]


def draw(nodes: list[GoalNode], *, is_cut: bool, only_broken: bool) -> list[GoalNode]:
    """What of the tree is drawn, and what of that stands open."""
    if is_cut:
        nodes = thread_tree.without_units(nodes)
    thread_tree.open_up(nodes)
    return thread_tree.only_broken(nodes) if only_broken else nodes


def dress(user: User, nodes: Iterable[GoalNode]) -> None:
    """Hang indicators, activities and what has been reported on the goals. Five queries."""
    by_id = {node.row.id: node for root in nodes for node in root.walk()}
    indicators = PlannedIndicator.objects.visible_to(user).under_goals(by_id)
    for goal, wording in indicators.values_list("goal", "wording"):
        by_id[goal].leaves.append(Leaf("indicator", wording))
    fields = ("pk", "goal", "title", "due_text", "due_kind", "due_date", "responsible_text")
    activities = PlannedActivity.objects.visible_to(user).under_goals(by_id).values(*fields)
    statuses = ActivityStatus.objects.visible_to(user).newest()
    said = {
        activity: (kind, text)
        for activity, kind, text in statuses.filter(
            planned_activity__in={row["pk"] for row in activities}
        ).values_list("planned_activity", "kind", "text")
    }
    for row in activities:
        kind, text = said.get(row["pk"], ("", ""))
        due = due_words(row["due_text"], row["due_kind"], row["due_date"])
        leaf = Leaf("activity", row["title"], due, row["responsible_text"], kind, text)
        by_id[row["goal"]].leaves.append(leaf)
    for model, is_status in ((GoalAssessment, False), (GoalStatus, True)):
        newest = model.objects.visible_to(user).newest().filter(goal__in=by_id)
        for goal, kind, text in newest.values_list("goal", "kind", "text"):
            by_id[goal].judgement = Judgement(kind, text, is_status)


def loose_activities(user: User, scope: Scope) -> list[Loose]:
    """How many activities of each of the unit's plans are under no goal. One query."""
    plans = {plan.id: plan for plan in scope.plans if plan.below}
    counts = (
        PlannedActivity.objects.visible_to(user)
        .filter(plan__in=plans)
        .without_goal()
        .order_by()
        .values_list("plan")
        .annotate(n=Count("pk"))
    )
    found = dict(counts)
    return [Loose(plan, found[plan.id]) for plan in plans.values() if plan.id in found]


def count_levels(nodes: Sequence[GoalNode]) -> list[LevelCount]:
    """How many of the tree's goals there are of each level, from the top down."""
    counts: dict[tuple[int, str], int] = {}
    for root in nodes:
        for node in root.walk():
            level = (node.row.rank, node.row.level)
            counts[level] = counts.get(level, 0) + 1
    return [LevelCount(name, count) for (_rank, name), count in sorted(counts.items())]


def _plan_facts(plan: Mapping[str, Any], year: int) -> PlanFacts:
    return PlanFacts(
        id=plan["pk"],
        unit=plan["unit"],
        unit_name=plan["unit__name"],
        unit_above=plan["unit__parent"],
        unit_code=plan["unit__public_code"],
        is_operational=plan["kind"] == Plan.Kind.OPERATIONAL,
        is_partial=plan["is_partial"],
        below=plan["below"],
        word=plan_word(plan["kind"], plan["period_start"], plan["period_end"]),
        year=year,
    )
