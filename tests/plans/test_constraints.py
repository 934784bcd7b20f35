# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each constraint of the plans, broken once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ledtrad.plans.models import (
    ActivityCategory,
    ActivityGoal,
    ActivityRole,
    Chapter,
    ExpectedResult,
    Goal,
    GoalSection,
    ListedWorkplace,
    PlannedActivity,
)
from tests import factories
from tests.factories.constraints import Breaks, assert_refused, named

pytestmark = pytest.mark.django_db


def copy_of(row: Any, **values: Any) -> Any:
    """An unsaved row that says the same, but for the values."""
    same = type(row)._default_manager.get(pk=row.pk)
    same.pk = None
    same._state.adding = True
    for name, value in values.items():
        setattr(same, name, value)
    return same


def plan_like(**values: Any) -> Any:
    """An unsaved plan for a period that no plan has, with the values."""
    return copy_of(factories.a_plan(), **{"period_end": dt.date(2030, 12, 31)} | values)


def changed(row: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def goal_that_is_its_own(field: str) -> Any:
    goal = factories.a_goal()
    return changed(goal, **{field: goal})


def part_twice(part: Any) -> Any:
    part.save()
    return copy_of(part)


def a_workplace() -> ListedWorkplace:
    return ListedWorkplace(plan=factories.a_plan(), position=0, name="Granen")


def workplace_in_itself() -> Any:
    workplace = a_workplace()
    workplace.save()
    return changed(workplace, parent=workplace)


BREAKS: Breaks = {
    "plan_once_per_unit_period_kind": lambda: copy_of(factories.a_plan()),
    "plan_ends_after_it_begins": lambda: plan_like(period_end=dt.date(2025, 12, 31)),
    "plan_adopted_is_frozen": lambda: plan_like(state="adopted", decision_body="Nämnden"),
    "plan_partial_is_draft": lambda: plan_like(state="closed", is_partial=True),
    "chapter_level_known": lambda: Chapter(
        plan=factories.a_plan(), position=1, heading="Inledning", level=7
    ),
    "listed_workplace_once": lambda: part_twice(a_workplace()),
    "listed_workplace_is_not_its_own_part": workplace_in_itself,
    "goal_once_below_parent": lambda: copy_of(factories.a_goal(parent=factories.a_goal())),
    "goal_once_at_top": lambda: copy_of(factories.a_goal()),
    "goal_is_not_its_own_parent": lambda: goal_that_is_its_own("parent"),
    "goal_is_not_its_own_double": lambda: goal_that_is_its_own("same_as"),
    "goal_does_not_precede_itself": lambda: goal_that_is_its_own("predecessor"),
    "goal_due_kind_known": lambda: changed(factories.a_goal(), due_kind="soon"),
    "goal_section_once": lambda: part_twice(
        GoalSection(goal=factories.a_goal(), type="follow_up", position=1)
    ),
    "expected_result_once": lambda: part_twice(
        ExpectedResult(goal=factories.a_goal(), position=1, text="Alla läser", text_key="a")
    ),
    "activity_once_in_department": lambda: copy_of(
        factories.an_activity(department=factories.a_unit())
    ),
    "activity_once_in_plan": lambda: copy_of(factories.an_activity()),
    "activity_due_kind_known": lambda: changed(factories.an_activity(), start_kind="soon"),
    "activity_occurrence_counts_from_one": lambda: changed(factories.an_activity(), occurrence=0),
    "activity_goal_once": lambda: part_twice(
        ActivityGoal(planned_activity=factories.an_activity(), goal=factories.a_goal())
    ),
    "activity_role_once": lambda: part_twice(
        ActivityRole(planned_activity=factories.an_activity(), position=1, text="Rektor")
    ),
    "activity_category_once": lambda: part_twice(
        ActivityCategory(planned_activity=factories.an_activity(), position=1, name="Utveckla")
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_refused_with_its_own_sentence(name: str) -> None:
    assert_refused("plans", name, BREAKS[name]())


def test_no_constraint_is_forgotten() -> None:
    assert set(BREAKS) == set(named("plans"))


def test_what_the_constraints_allow() -> None:
    goal = factories.a_goal(number="1")
    copy_of(goal, number="2").save()
    copy_of(goal, parent=goal).save()
    activity = factories.an_activity()
    copy_of(activity, occurrence=2).save()
    copy_of(activity, department=factories.a_unit()).save()
    assert (Goal.objects.count(), PlannedActivity.objects.count()) == (3, 3)
