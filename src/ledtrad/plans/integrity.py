# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold among plans and SQL cannot state: each function lists what does not."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists, F, OuterRef, Q

from ledtrad.organisation.integrity import Problem
from ledtrad.organisation.models import UnitClosure
from ledtrad.organisation.rules import cycles, title_key
from ledtrad.plans import rules
from ledtrad.plans.models import ActivityGoal, Goal, Plan, PlannedActivity


def problems() -> list[Problem]:
    """All that is wrong among plans. The number of queries does not depend on the data."""
    checks: tuple[Callable[[], list[Problem]], ...] = (
        _overlapping_plans,
        _adopted_without_true_snapshot,
        _goals_on_levels_of_other_models,
        _goals_in_circles,
        _goals_under_unrelated_units,
        _activities_for_goals_of_unrelated_units,
        _wrong_keys,
    )
    return [problem for check in checks for problem in check()]


def _overlapping_plans() -> list[Problem]:
    """Two operational plans of a unit for the same day. Competence plans roll, and may overlap."""
    earlier = Plan.objects.filter(
        unit=OuterRef("unit"),
        kind=OuterRef("kind"),
        pk__lt=OuterRef("pk"),
        period_start__lte=OuterRef("period_end"),
        period_end__gte=OuterRef("period_start"),
    )
    found = Plan.objects.filter(Exists(earlier), kind=Plan.Kind.OPERATIONAL)
    return [
        Problem("plan_overlaps", {"plan": pk, "unit": unit})
        for pk, unit in found.order_by("pk").values_list("pk", "unit_id")
    ]


def _adopted_without_true_snapshot() -> list[Problem]:
    """An adopted plan whose frozen copy is missing or is not what its digest says."""
    found = Plan.objects.filter(state=Plan.State.ADOPTED).order_by("pk")
    return [
        Problem("adopted_plan_not_frozen", {"plan": pk})
        for pk, snapshot, sha256 in found.values_list(
            "pk", "snapshot", "snapshot_sha256"
        ).iterator()
        if snapshot is None or rules.digest(snapshot) != sha256
    ]


def _goals_on_levels_of_other_models() -> list[Problem]:
    """A partial plan tells what other units' documents said, each in the words of its own model."""
    found = Goal.objects.filter(plan__is_partial=False).exclude(
        level__steering_model=F("plan__steering_model")
    )
    return [
        Problem("goal_level_of_other_model", {"goal": pk})
        for pk in found.order_by("pk").values_list("pk", flat=True)
    ]


def _goals_in_circles() -> list[Problem]:
    found = []
    for code, field in (
        ("goal_cycle", "parent_id"),
        ("goal_same_as_cycle", "same_as_id"),
        ("goal_predecessor_cycle", "predecessor_id"),
    ):
        above = dict(Goal.objects.values_list("pk", field))
        found += [Problem(code, {"goals": list(goals)}) for goals in cycles(above)]
    return found


def _goals_under_unrelated_units() -> list[Problem]:
    """A parent stands in the plan of the same unit or of one above it."""
    above = UnitClosure.objects.filter(
        ancestor=OuterRef("parent__plan__unit"), descendant=OuterRef("plan__unit")
    )
    found = Goal.objects.exclude(parent=None).filter(~Exists(above))
    return [
        Problem("goal_parent_of_unrelated_unit", {"goal": pk, "parent": parent})
        for pk, parent in found.order_by("pk").values_list("pk", "parent_id")
    ]


def _activities_for_goals_of_unrelated_units() -> list[Problem]:
    """An activity serves goals of its own unit, of one above it or of one below it."""
    here, there = OuterRef("planned_activity__plan__unit"), OuterRef("goal__plan__unit")
    related = UnitClosure.objects.filter(
        Q(ancestor=here, descendant=there) | Q(ancestor=there, descendant=here)
    )
    found = ActivityGoal.objects.filter(~Exists(related))
    return [
        Problem("activity_goal_of_unrelated_unit", {"activity": activity, "goal": goal})
        for activity, goal in found.order_by("pk").values_list("planned_activity_id", "goal_id")
    ]


def _wrong_keys() -> list[Problem]:
    goals = Goal.objects.order_by("pk").values_list("pk", "title", "title_key")
    activities = PlannedActivity.objects.order_by("pk").values_list("pk", "title", "title_key")
    return [
        Problem(code, {"id": pk})
        for code, rows in (("goal_key_wrong", goals), ("activity_key_wrong", activities))
        for pk, title, key in rows.iterator()
        if key != title_key(title)
    ]
