# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans are begun, filled, adopted; goals and activities are added; frozen plans stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledtrad.organisation.models import JournalEntry
from ledtrad.plans import actions, integrity, rules
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
    Plan,
    PlannedActivity,
)
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = [{"type": "paragraph", "text": "Vi läser varje dag."}]


def unsaved_goal(plan: Plan, title: str, **values: Any) -> Goal:
    level = plan.steering_model.levels.get(code="unit_goal")
    return Goal(plan=plan, level=level, title=title, position=1, **values)


def test_one_plan_per_unit_period_and_kind() -> None:
    plan = factories.a_plan()
    with pytest.raises(ValidationError, match="har redan en plan av det slaget"):
        factories.a_plan(plan.unit)

    factories.a_plan(plan.unit, kind=Plan.Kind.COMPETENCE)
    factories.a_plan(plan.unit, year=2027)
    assert Plan.objects.of_unit(plan.unit).count() == 3


def test_a_partial_plan_is_completed_once() -> None:
    plan = factories.a_plan(partial=True)
    assert list(Plan.objects.partial()) == [plan]

    for _ in range(2):
        actions.complete_plan(plan, acting_user=factories.operator())

    assert list(Plan.objects.whole()) == [plan]
    assert JournalEntry.objects.filter(verb="plan.completed").count() == 1


def test_fill_adds_what_is_missing_and_keeps_the_rest() -> None:
    plan = factories.a_plan(title="Verksamhetsplan 2026")

    filled = actions.fill(
        plan,
        values={"title": "Något annat", "handler": "Mirja Ek"},
        acting_user=factories.operator(),
        batch="import:7",
    )

    assert filled == ("handler",)
    plan.refresh_from_db()
    assert (plan.title, plan.handler) == ("Verksamhetsplan 2026", "Mirja Ek")
    entry = JournalEntry.objects.in_batch("import:7").get()
    assert (entry.before, entry.after) == ({"handler": None}, {"handler": "Mirja Ek"})


def test_goals_are_saved_whatever_the_order_of_parents() -> None:
    plan = factories.a_plan()
    parent = unsaved_goal(plan, "Överst")
    child = unsaved_goal(plan, "Under", parent=parent)
    grandchild = unsaved_goal(plan, "Underst", parent=child, same_as=parent)

    actions.add_goals(plan, goals=[grandchild, child, parent], acting_user=factories.operator())

    saved = Goal.objects.get(title="Underst")
    assert saved.parent is not None
    assert saved.parent.parent == Goal.objects.get(title="Överst") == saved.same_as
    assert JournalEntry.objects.about(saved, parent, child).count() == 3


def test_goals_in_a_circle_are_refused() -> None:
    plan = factories.a_plan()
    one, other = unsaved_goal(plan, "Ett"), unsaved_goal(plan, "Två")
    one.parent, other.parent = other, one
    with pytest.raises(rules.ParentsGoInCircle):
        actions.add_goals(plan, goals=[one, other], acting_user=factories.operator())
    assert not Goal.objects.exists()


def test_the_same_title_may_stand_under_two_parents() -> None:
    plan = factories.a_plan()
    for _ in range(2):
        factories.a_goal(plan, title="Lika möjligheter", parent=factories.a_goal(plan))
    assert Goal.objects.filter(title_key="lika möjligheter").count() == 2


def test_goal_parts_are_kept_in_order() -> None:
    goal = factories.a_goal()
    actions.add_goal_parts(
        goal.plan,
        sections=[GoalSection(goal=goal, type="working_method", position=1, text=TEXT)],
        expected_results=[
            ExpectedResult(goal=goal, position=n, text=text)
            for n, text in enumerate(["Alla läser.", "Alla skriver."])
        ],
        acting_user=factories.operator(),
    )
    assert [row.text for row in goal.expected_results.order_by("position")] == [
        "Alla läser.",
        "Alla skriver.",
    ]
    assert goal.sections.get().text == TEXT


def test_activities_get_identity_goals_roles_and_categories() -> None:
    goal = factories.a_goal()
    department = factories.a_unit(goal.plan.unit, kind="unit")
    row = PlannedActivity(
        plan=goal.plan, department=department, title="Boksamtal", position=1, due_text="2026"
    )
    actions.add_activities(
        goal.plan,
        activities=[row],
        goals=[ActivityGoal(planned_activity=row, goal=goal)],
        roles=[ActivityRole(planned_activity=row, position=0, text="Rektorerna", name="Rektor")],
        categories=[ActivityCategory(planned_activity=row, position=0, name="Utveckla")],
        acting_user=factories.operator(),
    )

    saved = PlannedActivity.objects.with_parts().get()
    assert saved.activity.unit == department
    assert list(saved.goals.all()) == [goal]
    assert [role.name_key for role in saved.roles.all()] == ["rektor"]
    entry = JournalEntry.objects.about(saved).get()
    assert (entry.after["roles"], entry.after["categories"]) == (["Rektorerna"], ["Utveckla"])
    assert entry.unit == department


def test_activities_of_one_title_are_told_apart() -> None:
    plan = factories.a_plan()
    department = factories.a_unit(plan.unit)
    rows = [PlannedActivity(plan=plan, title="Fika", position=n) for n in range(2)]
    rows.append(PlannedActivity(plan=plan, title="Fika", position=3, department=department))
    actions.add_activities(plan, activities=rows, acting_user=factories.operator())
    later = factories.an_activity(plan, title="FIKA!")

    assert [row.occurrence for row in (*rows, later)] == [1, 2, 1, 3]
    assert len({row.activity_id for row in rows}) == 3


def test_an_activity_carried_over_keeps_its_identity() -> None:
    first = factories.an_activity(title="Läsombud")
    next_year = factories.a_plan(first.plan.unit, year=2027)
    again = factories.an_activity(next_year, title="Läsombuden", activity=first.activity)
    assert list(first.activity.in_plans.order_by("pk")) == [first, again]


def test_an_adopted_plan_does_not_change() -> None:
    goal = factories.a_goal()
    plan = factories.adopt(goal.plan)
    by = factories.operator()
    refused: list[Callable[[], object]] = [
        lambda: factories.a_goal(plan),
        lambda: factories.an_activity(plan),
        lambda: actions.fill(goal, values={"origin": "Budget"}, acting_user=by),
        lambda: actions.add_goal_parts(
            plan,
            expected_results=[ExpectedResult(goal=goal, position=1, text="Nytt.")],
            acting_user=by,
        ),
        lambda: actions.add_chapters(
            plan, chapters=[Chapter(plan=plan, position=1, heading="Nytt")], acting_user=by
        ),
        lambda: factories.adopt(plan),
    ]
    for change in refused:
        with pytest.raises(actions.PlanIsNotDraft):
            change()
    assert (Goal.objects.count(), PlannedActivity.objects.count()) == (1, 0)


def test_an_adopted_plan_has_its_frozen_copy_and_decision() -> None:
    plan = factories.a_plan(title="Plan för Ängen", adopted=True)

    assert plan.snapshot == {"format": "plandoc/1", "title": "Plan för Ängen"}
    assert plan.snapshot_sha256 == rules.digest(plan.snapshot)
    assert list(Plan.objects.adopted()) == [plan]
    entry = JournalEntry.objects.about(plan).get(verb="plan.adopted")
    assert entry.after["decision_body"] == "Lärandenämnden"
    assert "snapshot" not in entry.after


def test_a_partial_plan_is_never_adopted() -> None:
    with pytest.raises(actions.PlanIsPartial):
        factories.a_plan(partial=True, adopted=True)


def test_rows_of_another_plan_are_refused() -> None:
    plan, other = factories.a_plan(), factories.a_goal()
    by = factories.operator()
    refused: list[Callable[[], object]] = [
        lambda: actions.add_goals(plan, goals=[unsaved_goal(other.plan, "X")], acting_user=by),
        lambda: actions.add_goal_parts(
            plan, sections=[GoalSection(goal=other, type="x", position=1)], acting_user=by
        ),
        lambda: actions.add_needs(
            plan, needs=[CompetenceNeed(plan=other.plan, position=1, text="X")], acting_user=by
        ),
    ]
    for change in refused:
        with pytest.raises(actions.RowOfAnotherPlan):
            change()


def test_needs_and_changes_are_kept_per_department() -> None:
    plan = factories.a_plan(kind=Plan.Kind.COMPETENCE, period_end=dt.date(2028, 12, 31))
    department = factories.a_unit(plan.unit)
    by = factories.operator()
    actions.add_needs(
        plan,
        needs=[CompetenceNeed(plan=plan, department=department, position=1, text="Läspedagoger")],
        acting_user=by,
    )
    actions.add_changes(
        plan,
        changes=[ChangeAhead(plan=plan, position=1, heading="Nya hus", text=TEXT)],
        acting_user=by,
    )
    assert [need.text for need in CompetenceNeed.objects.within(department)] == ["Läspedagoger"]
    assert CompetenceNeed.objects.overlapping(2028).exists()
    assert not ChangeAhead.objects.overlapping(2029).exists()
    assert ChangeAhead.objects.get().text_key == "nya hus vi läser varje dag"


def test_adding_costs_the_same_for_few_and_for_many() -> None:
    plan = factories.a_plan()

    def cost(number: int) -> int:
        goals = [unsaved_goal(plan, f"Mål {number} {n}") for n in range(number)]
        rows = [
            PlannedActivity(plan=plan, title=f"Gör {number} {n}", position=n) for n in range(number)
        ]
        links = [
            ActivityGoal(planned_activity=row, goal=goal)
            for row, goal in zip(rows, goals, strict=True)
        ]
        by = factories.operator()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            actions.add_goals(plan, goals=goals, acting_user=by)
            actions.add_activities(plan, activities=rows, goals=links, acting_user=by)
        return len(queries)

    assert cost(2) == cost(30)


def test_nothing_to_add_is_no_error() -> None:
    plan = factories.a_plan()
    by = factories.operator()
    assert actions.add_goals(plan, goals=[], acting_user=by) == []
    assert actions.add_activities(plan, activities=[], acting_user=by) == []
    assert integrity.problems() == []
