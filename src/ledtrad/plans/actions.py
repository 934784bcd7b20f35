# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes plans. One function per use case.

The `add_…` functions take rows that are not yet saved and may point at each other; they save them
with few queries and join the caller's transaction, so that an import is one whole.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import models, transaction

from ledtrad.organisation import journal
from ledtrad.organisation.models import Unit, User
from ledtrad.organisation.rules import title_key
from ledtrad.plans import rules
from ledtrad.plans.models import (
    Activity,
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
from ledtrad.steering.models import SteeringModel

T = TypeVar("T", bound=models.Model)

Statement = (
    Plan | Goal | GoalSection | ExpectedResult | PlannedActivity | Chapter | CompetenceNeed
    | ChangeAhead
)  # fmt: skip
"""A row that says something in a plan."""


class PlanIsNotDraft(Exception):
    """An adopted or closed plan does not change."""


class PlanIsPartial(Exception):
    """The plan is known only through other documents, and cannot be adopted."""


class RowOfAnotherPlan(Exception):
    """A row that was to be added to the plan belongs to another one."""


@transaction.atomic
def create_plan(
    unit: Unit,
    *,
    kind: str,
    period_start: dt.date,
    period_end: dt.date,
    steering_model: SteeringModel,
    is_partial: bool = False,
    values: Mapping[str, Any] | None = None,
    acting_user: User,
    batch: str = "",
) -> Plan:
    """Begin a plan. `values` may set any other field of a draft (title, handler …).

    Raises `ValidationError`, also when the unit has a plan of that kind for the period.
    """
    plan = Plan(
        unit=unit,
        kind=kind,
        period_start=period_start,
        period_end=period_end,
        steering_model=steering_model,
        is_partial=is_partial,
        **dict(values or {}),
    )
    return journal.insert(
        plan, verb="plan.created", unit=unit, acting_user=acting_user, batch=batch
    )


@transaction.atomic
def complete_plan(plan: Plan, *, acting_user: User, batch: str = "") -> Plan:
    """Say that the plan's own document is now there. Does nothing to a whole plan."""
    journal.change(
        plan,
        values={"is_partial": False},
        verb="plan.completed",
        unit=plan.unit,
        acting_user=acting_user,
        batch=batch,
    )
    return plan


@transaction.atomic
def fill(
    row: Plan | Goal | PlannedActivity | Chapter | GoalSection,
    *,
    values: Mapping[str, Any],
    acting_user: User,
    batch: str = "",
) -> tuple[str, ...]:
    """Set fields that are still empty, and only those. Returns the names of the filled ones.

    Raises `PlanIsNotDraft`, `journal.ChangedMeanwhile` and `ValidationError`.
    """
    plan = plan_of(row)
    refuse_frozen(plan)
    return journal.fill(
        row,
        values=values,
        verb=f"{row._meta.model_name}.filled",
        unit=plan.unit,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def add_chapters(
    plan: Plan, *, chapters: Sequence[Chapter], acting_user: User, batch: str = ""
) -> list[Chapter]:
    """Add headings with their prose. Raises `PlanIsNotDraft` and `ValidationError`."""
    refuse_frozen(plan, chapters)
    for chapter in chapters:
        chapter.heading_key = title_key(chapter.heading)
    return journal.insert_many(
        chapters, verb="chapter.added", unit=plan.unit, acting_user=acting_user, batch=batch
    )


@transaction.atomic
def add_workplaces(
    plan: Plan, *, workplaces: Sequence[ListedWorkplace], acting_user: User, batch: str = ""
) -> list[ListedWorkplace]:
    """List the unit's workplaces; one may be a part of another among them, in any order.

    Raises `PlanIsNotDraft`, `rules.ParentsGoInCircle` and `ValidationError`.
    """
    refuse_frozen(plan, workplaces)
    written: list[ListedWorkplace] = []
    for generation in rules.generations(workplaces, lambda workplace: (workplace.parent,)):
        written += journal.insert_many(
            generation, verb="workplace.listed", unit=plan.unit, acting_user=acting_user,
            batch=batch,
        )  # fmt: skip
    return written


@transaction.atomic
def add_goals(
    plan: Plan, *, goals: Sequence[Goal], acting_user: User, batch: str = ""
) -> list[Goal]:
    """Add goals; a goal's parent may be among them, in any order.

    Raises `PlanIsNotDraft`, `rules.ParentsGoInCircle` and `ValidationError`.
    """
    refuse_frozen(plan, goals)
    for goal in goals:
        goal.title_key = title_key(goal.title)
    written: list[Goal] = []
    for generation in rules.generations(goals, lambda goal: (goal.parent, goal.same_as)):
        written += journal.insert_many(
            generation, verb="goal.added", unit=plan.unit, acting_user=acting_user, batch=batch
        )
    return written


@transaction.atomic
def add_goal_parts(
    plan: Plan,
    *,
    sections: Sequence[GoalSection] = (),
    expected_results: Sequence[ExpectedResult] = (),
    acting_user: User,
    batch: str = "",
) -> None:
    """Add sections and expected results to saved goals of the plan.

    Raises `PlanIsNotDraft`, `RowOfAnotherPlan` and `ValidationError`.
    """
    goals = [section.goal for section in sections]
    goals += [result.goal for result in expected_results]
    refuse_frozen(plan, goals)
    for result in expected_results:
        result.text_key = title_key(result.text)
    journal.insert_many(
        sections, verb="section.added", unit=plan.unit, acting_user=acting_user, batch=batch
    )
    journal.insert_many(
        expected_results,
        verb="expected_result.added",
        unit=plan.unit,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def add_activities(
    plan: Plan,
    *,
    activities: Sequence[PlannedActivity],
    goals: Sequence[ActivityGoal] = (),
    roles: Sequence[ActivityRole] = (),
    categories: Sequence[ActivityCategory] = (),
    acting_user: User,
    batch: str = "",
) -> list[PlannedActivity]:
    """Add activities with the goals they serve, their roles and their categories.

    An activity without an identity of its own (`activity`) gets a new one, and one whose title
    the plan and department already have is the next occurrence of it. `goals`, `roles` and
    `categories` may also belong to activities that are there. Raises `PlanIsNotDraft`,
    `RowOfAnotherPlan` and `ValidationError`.
    """
    owners = [link.planned_activity for link in goals]
    owners += [role.planned_activity for role in roles]
    owners += [category.planned_activity for category in categories]
    refuse_frozen(plan, [*activities, *owners])
    for activity in activities:
        activity.title_key = title_key(activity.title)
    _number_occurrences(plan, activities)
    _give_identity(plan, [row for row in activities if not row.activity_id])
    for role in roles:
        role.name_key = title_key(role.name or role.text)
    by_owner = {
        "roles": _texts_by_owner(roles, "text"),
        "categories": _texts_by_owner(categories, "name"),
    }
    written = journal.insert_many(
        activities,
        verb="activity.added",
        unit=lambda row: row.department or plan.unit,
        acting_user=acting_user,
        batch=batch,
        parts=lambda row: {name: texts[id(row)] for name, texts in by_owner.items()},
    )
    journal.insert_many(
        goals, verb="activity.linked", unit=plan.unit, acting_user=acting_user, batch=batch
    )
    journal.insert_parts(roles)
    journal.insert_parts(categories)
    return written


@transaction.atomic
def add_needs(
    plan: Plan, *, needs: Sequence[CompetenceNeed], acting_user: User, batch: str = ""
) -> list[CompetenceNeed]:
    """Add competence needs. Raises `PlanIsNotDraft` and `ValidationError`."""
    refuse_frozen(plan, needs)
    for need in needs:
        need.text_key = title_key(need.text)
    return journal.insert_many(
        needs,
        verb="need.added",
        unit=lambda row: row.department or plan.unit,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def add_changes(
    plan: Plan, *, changes: Sequence[ChangeAhead], acting_user: User, batch: str = ""
) -> list[ChangeAhead]:
    """Add changes that lie ahead. Raises `PlanIsNotDraft` and `ValidationError`."""
    refuse_frozen(plan, changes)
    for row in changes:
        row.text_key = title_key(f"{row.heading} {rules.plain_text(row.text)}")
    return journal.insert_many(
        changes,
        verb="change.added",
        unit=lambda row: row.department or plan.unit,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def adopt_plan(
    plan: Plan,
    *,
    snapshot: Mapping[str, Any],
    decision_body: str,
    decision_date: dt.date,
    decision_paragraph: str = "",
    acting_user: User,
) -> Plan:
    """Freeze the plan as decided. `snapshot` is its plan document, as JSON values.

    Raises `PlanIsNotDraft`, `PlanIsPartial`, `journal.ChangedMeanwhile` and `ValidationError`.
    """
    if plan.is_partial:
        raise PlanIsPartial
    refuse_frozen(plan)
    journal.change(
        plan,
        values={
            "state": Plan.State.ADOPTED,
            "snapshot": dict(snapshot),
            "snapshot_sha256": rules.digest(snapshot),
            "decision_body": decision_body,
            "decision_date": decision_date,
            "decision_paragraph": decision_paragraph,
        },
        verb="plan.adopted",
        unit=plan.unit,
        acting_user=acting_user,
    )
    return plan


def refuse_frozen(plan: Plan, rows: Iterable[models.Model] = ()) -> None:
    """Lock the plan, so that it is not adopted while rows are added to it."""
    state = Plan.objects.select_for_update().values_list("state", flat=True).get(pk=plan.pk)
    if state != Plan.State.DRAFT:
        raise PlanIsNotDraft(plan.pk)
    for row in rows:
        if getattr(row, "plan_id", None) != plan.pk:
            raise RowOfAnotherPlan(row)


def plan_of(row: Statement) -> Plan:
    """The plan that a row of a plan stands in."""
    if isinstance(row, Plan):
        return row
    return row.goal.plan if isinstance(row, GoalSection | ExpectedResult) else row.plan


def _number_occurrences(plan: Plan, activities: Sequence[PlannedActivity]) -> None:
    """Count on from the rows of the same title in the plan and department."""
    rows = PlannedActivity.objects.filter(
        plan=plan, title_key__in={row.title_key for row in activities}
    ).values_list("department_id", "title_key", "occurrence")
    highest: Counter[tuple[int | None, str]] = Counter()
    for department, key, occurrence in rows:
        highest[department, key] = max(highest[department, key], occurrence)
    for row in activities:
        place = (row.department_id, row.title_key)
        highest[place] += 1
        row.occurrence = highest[place]


def _give_identity(plan: Plan, rows: Sequence[PlannedActivity]) -> None:
    new = Activity.objects.bulk_create(Activity(unit=row.department or plan.unit) for row in rows)
    for row, activity in zip(rows, new, strict=True):
        row.activity = activity


def _texts_by_owner(
    parts: Sequence[ActivityRole] | Sequence[ActivityCategory], field: str
) -> dict[int, list[str]]:
    """The texts of an activity's parts by the object they belong to, which has no key yet."""
    texts: dict[int, list[str]] = defaultdict(list)
    for part in parts:
        texts[id(part.planned_activity)].append(getattr(part, field))
    return texts
