# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing and removing what a plan says. One function per use case.

Each joins the caller's transaction, refuses a plan that is no longer a draft, and writes before and
after in the journal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import F, Max

from ledtrad.organisation import journal
from ledtrad.organisation.models import User
from ledtrad.organisation.rules import title_key
from ledtrad.plans import rules
from ledtrad.plans.actions import RowOfAnotherPlan, Statement, plan_of, refuse_frozen
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
    PlannedActivity,
)

Part = (
    Goal | GoalSection | ExpectedResult | PlannedActivity | Chapter | CompetenceNeed | ChangeAhead
)
"""A statement that can be removed."""
PARTS = (
    Goal, GoalSection, ExpectedResult, PlannedActivity, Chapter, CompetenceNeed, ChangeAhead,
)  # fmt: skip

OWN_PARTS: Mapping[type[models.Model], tuple[str, ...]] = {
    Goal: ("sections", "expected_results"),
    PlannedActivity: ("roles", "categories", "goal_links"),
}
"""What belongs to a row, and goes with it."""

MOST_NAMED = 5
_ASIDE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class BuiltUpon:
    """What refers to a row: which model, how many, and the names of some."""

    model: str
    count: int
    names: tuple[str, ...]


class StillNeeded(Exception):
    """Other things build on the row that was to be removed. `builders` says what."""

    def __init__(self, builders: Sequence[BuiltUpon]) -> None:
        super().__init__(", ".join(each.model for each in builders))
        self.builders = tuple(builders)


@transaction.atomic
def revise(
    row: Statement, *, values: Mapping[str, Any], acting_user: User, batch: str = ""
) -> tuple[str, ...]:
    """Give fields of a row new values. Returns the names of those that were changed.

    Raises `PlanIsNotDraft`, `journal.ChangedMeanwhile` and `ValidationError`.
    """
    plan = plan_of(row)
    refuse_frozen(plan)
    return journal.change(
        row,
        values={**_derived(row, values), **values},
        verb=f"{row._meta.model_name}.revised",
        unit=plan.unit,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def revise_activity(
    row: PlannedActivity,
    *,
    values: Mapping[str, Any] | None = None,
    roles: Sequence[ActivityRole] | None = None,
    categories: Sequence[ActivityCategory] | None = None,
    goals: Sequence[Goal] | None = None,
    acting_user: User,
    batch: str = "",
) -> None:
    """Give an activity new values, and other roles, categories or goals instead of those it has.

    Parts that are None stay as they are. Raises what `revise` raises.
    """
    revise(row, values=values or {}, acting_user=acting_user, batch=batch)
    before: dict[str, list[Any]] = {}
    after: dict[str, list[Any]] = {}
    if roles is not None:
        for role in roles:
            role.name_key = title_key(role.name or role.text)
        before["roles"] = list(row.roles.order_by("position").values_list("text", flat=True))
        after["roles"] = [role.text for role in roles]
        _replace_parts(row, ActivityRole, roles)
    if categories is not None:
        there = row.categories.order_by("position")
        before["categories"] = list(there.values_list("name", flat=True))
        after["categories"] = [category.name for category in categories]
        _replace_parts(row, ActivityCategory, categories)
    if goals is not None:
        links = row.goal_links.order_by("position", "pk")
        before["goals"] = list(links.values_list("goal", flat=True))
        after["goals"] = [goal.pk for goal in goals]
        _replace_parts(
            row,
            ActivityGoal,
            [
                ActivityGoal(planned_activity=row, goal=goal, position=position)
                for position, goal in enumerate(goals)
            ],
        )
    if before == after:
        return
    PlannedActivity.objects.filter(pk=row.pk).update(revision=F("revision") + 1)
    row.revision += 1
    journal.entry(
        row, verb="plannedactivity.revised", unit=row.plan.unit, before=before, after=after,
        acting_user=acting_user, batch=batch,
    ).save(force_insert=True)  # fmt: skip


@transaction.atomic
def remove(row: Part, *, acting_user: User, batch: str = "") -> None:
    """Take a row out of its plan, with what belongs to it.

    Raises `StillNeeded` with what builds on it, and `PlanIsNotDraft`.
    """
    plan = plan_of(row)
    refuse_frozen(plan)
    builders = list(what_builds_on(row))
    if builders:
        raise StillNeeded(builders)
    parts = {
        name: [journal.facts(part) for part in getattr(row, name).order_by("pk")]
        for name in OWN_PARTS.get(type(row), ())
    }
    journal.entry(
        row,
        verb=f"{row._meta.model_name}.removed",
        unit=plan.unit,
        before=journal.facts(row) | parts,
        acting_user=acting_user,
        batch=batch,
    ).save(force_insert=True)
    identity = row.activity if isinstance(row, PlannedActivity) else None
    row.delete()
    if identity is not None and not identity.in_plans.exists():
        identity.delete()


def what_builds_on(row: models.Model) -> Iterator[BuiltUpon]:
    """What refers to the row and does not belong to it."""
    own = OWN_PARTS.get(type(row), ())
    for relation in row._meta.related_objects:
        if relation.get_accessor_name() in own or relation.field.many_to_many:
            continue
        other: Any = relation.related_model
        pointing = other._default_manager.filter(**{relation.field.name: row})
        count = pointing.count()
        if count:
            names = tuple(str(each)[:120] for each in pointing.order_by("pk")[:MOST_NAMED])
            yield BuiltUpon(other._meta.label_lower, count, names)


def make_room(rows: models.QuerySet[Any], after: Any) -> int:
    """The position of a new row that is to stand after another among `rows`, or first.

    What follows is moved a step. Positions are no statements, and are not journalled.
    """
    position = 0 if after is None else int(after.position) + 1
    # In two steps, since a unique position is held for every single row of an update.
    rows.filter(position__gte=position).update(position=F("position") + _ASIDE)
    rows.filter(position__gte=_ASIDE).update(position=F("position") - _ASIDE + 1)
    return position


@transaction.atomic
def restore(rows: Sequence[models.Model], *, acting_user: User, batch: str = "") -> None:
    """Put rows back that were removed, as they were, what others point at first.

    Raises `PlanIsNotDraft`, and `IntegrityError` when something has taken their place.
    """
    for row in rows:
        unit = None
        if isinstance(row, PARTS):
            refuse_frozen(plan_of(row))
            unit = plan_of(row).unit
        row.save(force_insert=True)
        journal.entry(
            row, verb=f"{row._meta.model_name}.restored", unit=unit, after=journal.facts(row),
            acting_user=acting_user, batch=batch,
        ).save(force_insert=True)  # fmt: skip


def _replace_parts(
    row: PlannedActivity, model: type[models.Model], parts: Sequence[models.Model]
) -> None:
    for part in parts:
        if getattr(part, "planned_activity_id", None) != row.pk:
            raise RowOfAnotherPlan(part)
    model._default_manager.filter(planned_activity=row).delete()
    journal.insert_parts(parts)


def _derived(row: Statement, values: Mapping[str, Any]) -> dict[str, Any]:
    """The keys by which a row is found, as they follow from the new values."""
    if isinstance(row, Goal) and "title" in values:
        return {"title_key": title_key(values["title"])}
    if isinstance(row, ExpectedResult | CompetenceNeed) and "text" in values:
        return {"text_key": title_key(values["text"])}
    if isinstance(row, Chapter) and "heading" in values:
        return {"heading_key": title_key(values["heading"])}
    if isinstance(row, ChangeAhead):
        heading = values.get("heading", row.heading)
        text = rules.plain_text(values.get("text", row.text))
        return {"text_key": title_key(f"{heading} {text}")}
    if isinstance(row, PlannedActivity) and {"title", "department"} & values.keys():
        return _occurrence(row, values)
    return {}


def _occurrence(row: PlannedActivity, values: Mapping[str, Any]) -> dict[str, Any]:
    """The next occurrence of its title in the plan and department, unless it has that already."""
    key = title_key(values.get("title", row.title))
    department = values.get("department", row.department)
    if key == row.title_key and department == row.department:
        return {}
    same = PlannedActivity.objects.filter(plan=row.plan, department=department, title_key=key)
    highest = same.exclude(pk=row.pk).aggregate(highest=Max("occurrence"))["highest"] or 0
    return {"title_key": key, "occurrence": highest + 1}
