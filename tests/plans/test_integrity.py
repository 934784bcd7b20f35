# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each problem among plans is found, and a sound database has none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from ledtrad.plans import integrity
from ledtrad.plans.models import ActivityGoal, Goal, Plan, PlannedActivity
from ledtrad.steering.actions import register_model
from tests import factories

pytestmark = pytest.mark.django_db


def overlap() -> None:
    plan = factories.a_plan()
    factories.a_plan(plan.unit, year=2025, period_end=dt.date(2026, 1, 1))


def snapshot_changed() -> None:
    plan = factories.a_plan(adopted=True)
    Plan.objects.filter(pk=plan.pk).update(snapshot={"format": "plandoc/1", "title": "Annan"})


def level_of_other_model() -> None:
    goal = factories.a_goal()
    definition = dict(factories.DEFINITION) | {"code": "another"}
    other = register_model(definition, acting_user=factories.operator())
    Goal.objects.filter(pk=goal.pk).update(level=other.levels.get(code="unit_goal"))


def circle(field: str) -> None:
    plan = factories.a_plan()
    one = factories.a_goal(plan)
    above: dict[str, Any] = {field: one}
    other = factories.a_goal(plan, **above)
    Goal.objects.filter(pk=one.pk).update(**{field: other})


def parent_elsewhere() -> None:
    factories.a_goal(parent=factories.a_goal())


def activity_elsewhere() -> None:
    ActivityGoal.objects.create(planned_activity=factories.an_activity(), goal=factories.a_goal())


def wrong_keys() -> None:
    goal = factories.a_goal()
    Goal.objects.filter(pk=goal.pk).update(title="Omskrivet")


def wrong_activity_key() -> None:
    activity = factories.an_activity()
    PlannedActivity.objects.filter(pk=activity.pk).update(title="Omskriven")


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("plan_overlaps", overlap),
        ("adopted_plan_not_frozen", snapshot_changed),
        ("goal_level_of_other_model", level_of_other_model),
        ("goal_cycle", lambda: circle("parent")),
        ("goal_same_as_cycle", lambda: circle("same_as")),
        ("goal_predecessor_cycle", lambda: circle("predecessor")),
        ("goal_parent_of_unrelated_unit", parent_elsewhere),
        ("activity_goal_of_unrelated_unit", activity_elsewhere),
        ("goal_key_wrong", wrong_keys),
        ("activity_key_wrong", wrong_activity_key),
    ],
)
def test_each_problem_is_found_alone(code: str, spoil: Callable[[], None]) -> None:
    spoil()
    assert [problem.code for problem in integrity.problems()] == [code]


def test_a_sound_database_has_no_problem_at_the_same_cost(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    board = factories.a_board()
    above = factories.a_goal(factories.a_plan(board), level="board_goal")
    for _ in range(3):
        unit = factories.a_unit(board)
        goal = factories.a_goal(factories.a_plan(unit), parent=above)
        activity = factories.an_activity(above.plan, department=unit)
        ActivityGoal.objects.create(planned_activity=activity, goal=goal)
    factories.a_plan(board, kind=Plan.Kind.COMPETENCE, period_end=dt.date(2028, 12, 31))
    factories.a_plan(board, year=2027, kind=Plan.Kind.COMPETENCE, adopted=True)

    # 1. overlaps 2. snapshots 3. levels 4.-6. circles 7. parents 8. activities 9.-10. keys
    with django_assert_num_queries(10):
        assert integrity.problems() == []
