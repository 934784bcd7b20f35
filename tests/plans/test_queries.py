# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questions that querysets answer, and what they cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from ledtrad.plans import rules
from ledtrad.plans.models import (
    ChangeAhead,
    Chapter,
    CompetenceNeed,
    Goal,
    Plan,
    PlannedActivity,
)
from tests import factories

pytestmark = pytest.mark.django_db

Assert = Callable[..., Any]


@pytest.mark.parametrize(
    "model", [Plan, Chapter, Goal, PlannedActivity, CompetenceNeed, ChangeAhead]
)
def test_members_read_what_is_planned_and_others_nothing(model: Any) -> None:
    goal = factories.a_goal()
    factories.an_activity(goal.plan)
    by = {"plan": goal.plan, "position": 1}
    Chapter.objects.create(heading="Inledning", **by)
    CompetenceNeed.objects.create(text="Kockar", **by)
    ChangeAhead.objects.create(heading="Fler barn", **by)

    assert model.objects.visible_to(factories.a_user("reader")).count() == 1
    assert model.objects.visible_to(factories.operator()).count() == 1
    assert not model.objects.visible_to(factories.a_user()).exists()
    assert not model.objects.visible_to(AnonymousUser()).exists()


def test_plans_that_an_import_may_add_to() -> None:
    mine, theirs = factories.a_plan(), factories.a_plan()
    controller = factories.a_user("controller", unit=mine.unit)
    assert list(Plan.objects.importable_by(controller)) == [mine]
    assert set(Plan.objects.importable_by(factories.an_administrator())) == {mine, theirs}
    assert not Plan.objects.importable_by(factories.a_user("manager")).exists()


def test_a_rolling_plan_is_shown_in_every_year_it_overlaps() -> None:
    plan = factories.a_plan(year=2026, period_end=dt.date(2028, 12, 31))
    for year, shown in ((2025, False), (2026, True), (2027, True), (2028, True), (2029, False)):
        assert Plan.objects.overlapping(year).filter(pk=plan.pk).exists() is shown
        goal_count = Goal.objects.in_year(year).count()
        assert goal_count == 0


def test_a_department_owns_what_the_boards_plan_says_of_it() -> None:
    board = factories.a_board()
    plan = factories.a_plan(board)
    department, other = factories.a_unit(board), factories.a_unit(board)
    activity = factories.an_activity(plan, department=department)

    assert list(PlannedActivity.objects.within(department)) == [activity]
    assert list(PlannedActivity.objects.within(board)) == [activity]
    assert not PlannedActivity.objects.within(other).exists()


def test_overdue_and_without_goal() -> None:
    goal = factories.a_goal()
    late = factories.an_activity(goal=goal, due_kind="date", due_date=dt.date(2026, 4, 30))
    ongoing = factories.an_activity(goal.plan, due_kind="ongoing")

    assert list(PlannedActivity.objects.overdue(dt.date(2026, 5, 1))) == [late]
    assert not PlannedActivity.objects.overdue(dt.date(2026, 4, 30)).exists()
    assert list(PlannedActivity.objects.without_goal()) == [ongoing]


def test_the_thread_costs_one_query_however_long(django_assert_num_queries: Assert) -> None:
    board = factories.a_board()
    assert board.parent is not None
    council = factories.a_goal(factories.a_plan(board.parent), level="council_goal")
    mine = factories.a_goal(factories.a_plan(board), level="board_goal", parent=council)
    for _ in range(3):
        plan = factories.a_plan(factories.a_unit(board))
        goal = factories.a_goal(plan, parent=mine)
        factories.an_activity(goal=goal)
    factories.a_goal(factories.a_plan(board, year=2027), level="board_goal")
    elsewhere = factories.a_goal()

    asking = factories.operator()
    # 1. goals with plan, unit, level and counts
    with django_assert_num_queries(1):
        goals = list(Goal.objects.visible_to(asking).thread(board.parent, 2026))
        places = [(goal.plan.unit.name, goal.level.name, str(goal)) for goal in goals]
        facts = [
            rules.GoalFacts(
                goal.pk,
                goal.parent_id,
                goal.level.position,
                results=goal.result_count,
                activities=goal.activity_count,
            )
            for goal in goals
        ]

    (root,) = rules.build_thread(facts)
    assert len(places) == 5
    assert (root.goal.id, root.goals_below, root.activities) == (council.pk, 4, 3)
    assert elsewhere not in goals


def test_activities_with_parts_cost_four_queries(django_assert_num_queries: Assert) -> None:
    goal = factories.a_goal()
    for _ in range(3):
        factories.an_activity(goal=goal)
    # 1. activities with plan, unit, department 2. roles 3. categories 4. goals
    with django_assert_num_queries(4):
        for activity in PlannedActivity.objects.with_parts():
            assert activity.plan.unit.name
            assert [one.title for one in activity.goals.all()] == [goal.title]
            assert not activity.roles.all()


def test_lists_do_not_carry_the_frozen_copies() -> None:
    factories.a_plan(adopted=True)
    plan = Plan.objects.visible_to(factories.operator()).get()
    assert "snapshot" in plan.get_deferred_fields()
