# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rounds, statuses and assessments: kept, found, refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from ledtrad.followup import actions, integrity
from ledtrad.followup.models import (
    ActivityStatus,
    GoalAssessment,
    GoalStatus,
    IndicatorAssessment,
    Round,
    late_activities,
)
from ledtrad.organisation.models import JournalEntry, Unit
from ledtrad.plans.models import Goal, PlannedActivity
from tests import factories
from tests.factories.constraints import Breaks, assert_refused, named

pytestmark = pytest.mark.django_db

COMMENT = [{"type": "paragraph", "text": "Två hyllor av tre är på plats."}]


def board_activity(board: Unit, **values: Any) -> PlannedActivity:
    return factories.an_activity(factories.a_plan(board), **values)


def a_status(
    followup_round: Round, activity: PlannedActivity, kind: str = "ongoing"
) -> ActivityStatus:
    row = ActivityStatus(
        round=followup_round, planned_activity=activity, text="Pågår", kind=kind, comment=COMMENT
    )
    (saved,) = actions.add_activity_statuses(
        followup_round, statuses=[row], acting_user=factories.operator()
    )
    return saved


def a_goal_status(followup_round: Round, goal: Goal) -> GoalStatus:
    row = GoalStatus(round=followup_round, goal=goal, text="Klart", kind="done")
    (saved,) = actions.add_goal_statuses(
        followup_round, statuses=[row], acting_user=factories.operator()
    )
    return saved


def an_assessment(followup_round: Round, goal: Goal, kind: str = "full") -> GoalAssessment:
    row = GoalAssessment(round=followup_round, goal=goal, text="Uppfylls helt", kind=kind)
    (saved,) = actions.add_goal_assessments(
        followup_round, assessments=[row], acting_user=factories.operator()
    )
    return saved


def an_indicator_assessment() -> IndicatorAssessment:
    goal = factories.a_goal()
    followup_round = factories.a_round(goal.plan.unit)
    row = IndicatorAssessment(
        round=followup_round,
        planned_indicator=factories.a_planned_indicator(goal),
        text="Uppnås helt",
        kind="full",
    )
    (saved,) = actions.add_indicator_assessments(
        followup_round, assessments=[row], acting_user=factories.operator()
    )
    return saved


def test_a_status_knows_its_words_comment_and_author() -> None:
    board = factories.a_board()
    status = a_status(factories.a_round(board), board_activity(board))

    status.refresh_from_db()
    assert (status.text, status.kind, status.comment) == ("Pågår", "ongoing", COMMENT)
    assert status.author == factories.operator()
    entry = JournalEntry.objects.about(status).get()
    assert (entry.verb, entry.unit) == ("activity.status_set", board)


def test_a_round_is_opened_once() -> None:
    followup_round = factories.a_round()
    with pytest.raises(ValidationError, match="har redan den omgången"):
        factories.a_round(followup_round.unit)
    factories.a_round(followup_round.unit, year=2027)
    assert Round.objects.of_unit(followup_round.unit).in_year(2026).get() == followup_round


def test_rows_of_another_round_are_refused() -> None:
    board = factories.a_board()
    one, other = factories.a_round(board), factories.a_round(board, occasion="tertial-2")
    row = ActivityStatus(
        round=other, planned_activity=board_activity(board), text="Pågår", kind="ongoing"
    )
    with pytest.raises(actions.StatusOfAnotherRound):
        actions.add_activity_statuses(one, statuses=[row], acting_user=factories.operator())


def test_the_newest_is_of_the_round_that_closes_last() -> None:
    board = factories.a_board()
    later = factories.a_round(board, occasion="tertial-2", month=8)
    first = factories.a_round(board, occasion="tertial-1", month=4)
    activity = board_activity(board)
    newest = a_status(later, activity, "done")
    a_status(first, activity)
    goal = factories.an_assignment(activity.plan)
    goal_newest = a_goal_status(later, goal)
    a_goal_status(first, goal)
    assessment = an_assessment(later, goal)
    an_assessment(first, goal, "partial")

    assert list(ActivityStatus.objects.newest()) == [newest]
    assert list(GoalStatus.objects.newest()) == [goal_newest]
    assert list(GoalAssessment.objects.newest()) == [assessment]
    assert list(Round.objects.latest_first()) == [later, first]


def test_late_is_past_its_day_and_not_ended() -> None:
    board = factories.a_board()
    plan = factories.a_plan(board)
    first = factories.a_round(board, occasion="tertial-1", month=4)
    later = factories.a_round(board, occasion="tertial-2", month=8)
    due: dict[str, Any] = {"due_kind": "date", "due_date": dt.date(2026, 5, 1)}
    silent, ongoing, done, reopened = (factories.an_activity(plan, **due) for _ in range(4))
    factories.an_activity(plan)
    a_status(first, ongoing)
    a_status(first, done, "done")
    a_status(first, reopened, "done")
    a_status(later, reopened, "remaining")

    late = late_activities(PlannedActivity.objects.in_year(2026), dt.date(2026, 5, 2))

    assert set(late) == {silent, ongoing, reopened}
    assert not late_activities(PlannedActivity.objects.in_year(2026), dt.date(2026, 5, 1))


@pytest.mark.parametrize(
    "model", [Round, ActivityStatus, GoalStatus, GoalAssessment, IndicatorAssessment]
)
def test_members_read_the_followup_and_others_nothing(model: Any) -> None:
    board = factories.a_board()
    followup_round = factories.a_round(board)
    activity = board_activity(board)
    a_status(followup_round, activity)
    goal = factories.an_assignment(activity.plan)
    a_goal_status(followup_round, goal)
    an_assessment(followup_round, goal)
    an_indicator_assessment()

    assert model.objects.visible_to(factories.a_user("reader")).exists()
    for user in (factories.a_user(), AnonymousUser()):
        assert not model.objects.visible_to(user).exists()


def copy_of(row: Any, **values: Any) -> Any:
    """An unsaved row that says the same, but for the values."""
    row.pk = None
    row._state.adding = True
    for name, value in values.items():
        setattr(row, name, value)
    return row


def status() -> ActivityStatus:
    board = factories.a_board()
    return a_status(factories.a_round(board), board_activity(board))


def goal_status() -> GoalStatus:
    board = factories.a_board()
    return a_goal_status(factories.a_round(board), factories.an_assignment(factories.a_plan(board)))


def assessment() -> GoalAssessment:
    board = factories.a_board()
    return an_assessment(factories.a_round(board), factories.a_goal(factories.a_plan(board)))


def changed(row: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


BREAKS: Breaks = {
    "round_once": lambda: copy_of(factories.a_round()),
    "round_year_plausible": lambda: copy_of(factories.a_round(), year=26),
    "activity_status_once": lambda: copy_of(status()),
    "activity_status_kind_known": lambda: changed(status(), kind="late"),
    "goal_status_once": lambda: copy_of(goal_status()),
    "goal_status_kind_known": lambda: changed(goal_status(), kind="late"),
    "goal_assessment_once": lambda: copy_of(assessment()),
    "goal_assessment_kind_known": lambda: changed(assessment(), kind="good"),
    "indicator_assessment_once": lambda: copy_of(an_indicator_assessment()),
    "indicator_assessment_kind_known": lambda: changed(an_indicator_assessment(), kind="good"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_refused_with_its_own_sentence(name: str) -> None:
    assert_refused("followup", name, BREAKS[name]())


def test_no_constraint_is_forgotten() -> None:
    assert set(BREAKS) == set(named("followup"))


def test_sound_followup_has_no_problem() -> None:
    status()
    board = factories.a_unit(kind=Unit.Kind.BOARD)
    plan = factories.a_plan(board, year=2025, period_end=dt.date(2027, 12, 31))
    followup_round = factories.a_round(board)
    a_goal_status(followup_round, factories.an_assignment(plan))
    an_assessment(followup_round, factories.a_goal(plan))
    assert integrity.problems() == []


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        (
            "activity_status_outside_round",
            lambda: a_status(factories.a_round(), factories.an_activity()),
        ),
        (
            "goal_status_outside_round",
            lambda: a_goal_status(factories.a_round(), factories.an_assignment()),
        ),
        (
            "goal_assessment_outside_round",
            lambda: an_assessment(factories.a_round(), factories.a_goal()),
        ),
        (
            "activity_status_outside_round",
            lambda: Round.objects.filter(pk=status().round_id).update(year=2027),
        ),
        (
            "goal_status_of_no_assignment",
            lambda: Goal.objects.filter(pk=goal_status().goal_id).update(
                level=factories.a_steering_model().levels.get(code="board_goal")
            ),
        ),
    ],
)
def test_each_problem_is_found_alone(code: str, spoil: Callable[[], object]) -> None:
    spoil()
    assert [problem.code for problem in integrity.problems()] == [code]
