# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Doing what a proposal says, and noting each step so that it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models

from ledtrad.documents import findable
from ledtrad.documents.grammar import Grammar
from ledtrad.documents.models import Decision, Import
from ledtrad.documents.proposals.paths import row_number
from ledtrad.documents.snapshot.rows import Rows
from ledtrad.followup import actions as followup
from ledtrad.followup.models import ActivityStatus, GoalAssessment, GoalStatus
from ledtrad.indicators import actions as indicators
from ledtrad.indicators.models import Indicator, PlannedIndicator, Target
from ledtrad.organisation.models import Revised, User
from ledtrad.plans import revising
from ledtrad.plans.models import ActivityCategory, ActivityRole, Goal, Plan, PlannedActivity
from plandoc.model import PlanDocument

Step = dict[str, Any]


class Refused(Exception):
    """The change cannot be made. `code` says why, `params` the details."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(slots=True)
class Work:
    """The work on one proposal: whose it is, and the steps that have been taken."""

    source: Import
    plan: Plan
    rows: Rows
    base: PlanDocument
    edited: PlanDocument
    acting_user: User
    steps: list[Step] = field(default_factory=list)
    element: str = ""
    row: int | None = None

    @property
    def batch(self) -> str:
        """What the journal calls this import."""
        return self.source.batch

    @property
    def grammar(self) -> Grammar:
        """The plan's own steering model."""
        return Grammar(self.plan.steering_model.definition)

    def revise(self, row: Any, values: Mapping[str, Any]) -> None:
        """Give a row new values through its app's action, and note the columns."""
        before = _columns(row)
        if isinstance(row, ActivityStatus | GoalStatus | GoalAssessment):
            followup.revise(row, values=values, acting_user=self.acting_user, batch=self.batch)
        elif isinstance(row, Indicator | PlannedIndicator | Target):
            indicators.revise(row, values=values, acting_user=self.acting_user, batch=self.batch)
        else:
            revising.revise(row, values=values, acting_user=self.acting_user, batch=self.batch)
        after = _columns(row)
        changed = [name for name in before if before[name] != after[name] and name != "revision"]
        if changed:
            self._step(
                "changed", row,
                before={name: before[name] for name in changed},
                after={name: after[name] for name in changed},
            )  # fmt: skip

    def revise_parts(
        self,
        row: PlannedActivity,
        *,
        values: Mapping[str, Any] | None = None,
        roles: Sequence[tuple[str, str]] | None = None,
        categories: Sequence[tuple[str, str]] | None = None,
        goals: Sequence[int] | None = None,
    ) -> None:
        """Give an activity other roles (text, name), categories (name, phase) or goals."""
        if values:
            self.revise(row, values)
        before = parts_of(row)
        wanted = {"roles": roles, "categories": categories, "goals": goals}
        told = {name: value for name, value in wanted.items() if value is not None}
        set_parts(row, told, self.acting_user, self.batch)
        after = parts_of(row)
        self._step(
            "parts", row,
            before={name: before[name] for name in told},
            after={name: after[name] for name in told},
        )  # fmt: skip

    def added(self, row: models.Model, element: str = "") -> None:
        """Note a row that was added; `element` is what the file calls it."""
        self._step("added", row)
        if element:
            self.element, self.row = element, row.pk

    def remove(self, row: Any) -> None:
        """Take a row out of its plan, with its parts. Raises `revising.StillNeeded`."""
        kept = [row]
        for name in revising.OWN_PARTS.get(type(row), ()):
            kept += list(getattr(row, name).order_by("pk"))
        if isinstance(row, PlannedActivity):
            kept.insert(0, row.activity)
        told = serializers.serialize("python", kept)
        label, number = row._meta.label_lower, row.pk
        revising.remove(row, acting_user=self.acting_user, batch=self.batch)
        self.steps.append({"kind": "removed", "model": label, "row": number, "rows": told})

    def remove_target(self, row: Target) -> None:
        """Take a target away."""
        self._remove_one(row, indicators.remove_target)

    def remove_indicator(self, row: PlannedIndicator) -> None:
        """Take an indicator out of its plan; what it has measured stays. Raises `StillNeeded`."""
        builders = list(revising.what_builds_on(row))
        if builders:
            raise revising.StillNeeded(builders)
        self._remove_one(row, indicators.remove_from_plan)

    def _remove_one(self, row: Any, action: Any) -> None:
        told = serializers.serialize("python", [row])
        label, number = row._meta.label_lower, row.pk
        action(row, acting_user=self.acting_user, batch=self.batch)
        self.steps.append({"kind": "removed", "model": label, "row": number, "rows": told})

    def new_row(self, element: str) -> int | None:
        """The row that an earlier proposal of this import made of a new element."""
        made = self.source.decisions.filter(element=element, is_accepted=True)
        return made.values_list("row", flat=True).first()

    def goal(self, identity: str) -> Goal:
        """A goal of the database by its id in the file. Raises `Refused`."""
        number = row_number(identity, "goal")
        if number is None or number not in self.rows.goals:
            number = self.new_row(identity)
        goals = Goal.objects.select_related("plan__unit", "level")
        goal = goals.filter(pk=number).first() if number is not None else None
        if goal is None:
            raise Refused("goal_first", name=self._title_of(identity))
        return goal

    def _title_of(self, identity: str) -> str:
        return next((each.title for each in self.edited.goals if each.id == identity), identity)

    def _step(self, kind: str, row: models.Model, **told: Any) -> None:
        self.steps.append({"kind": kind, "model": row._meta.label_lower, "row": row.pk, **told})


def parts_of(row: PlannedActivity) -> dict[str, list[Any]]:
    """The parts of an activity as plain values."""
    return {
        "roles": [
            list(each) for each in row.roles.order_by("position").values_list("text", "name")
        ],
        "categories": [
            list(each) for each in row.categories.order_by("position").values_list("name", "phase")
        ],
        "goals": list(row.goal_links.order_by("position", "pk").values_list("goal", flat=True)),
    }


def set_parts(row: PlannedActivity, told: Mapping[str, Any], user: User, batch: str) -> None:
    """Give an activity the parts that are told of; the others stay."""
    roles, categories, goals = (told.get(name) for name in ("roles", "categories", "goals"))
    found = {goal.pk: goal for goal in Goal.objects.filter(pk__in=goals or ())}
    revising.revise_activity(
        row,
        roles=None if roles is None else [
            ActivityRole(planned_activity=row, position=n, text=text, name=name)
            for n, (text, name) in enumerate(roles)
        ],
        categories=None if categories is None else [
            ActivityCategory(planned_activity=row, position=n, name=name, phase=phase)
            for n, (name, phase) in enumerate(categories)
        ],
        goals=None if goals is None else [found[key] for key in goals if key in found],
        acting_user=user,
        batch=batch,
    )  # fmt: skip


def what_hinders(decision: Decision) -> str:
    """Why what was accepted cannot be taken back: a code, or nothing.

    `changed_since`: the row says something else now. `removed_since`: it is gone. `built_upon`:
    something refers to what was added.
    """
    for step in reversed(decision.steps):
        if step["kind"] == "removed":
            continue
        row = _model(step)._default_manager.filter(pk=step["row"]).first()
        if row is None:
            return "removed_since"
        if step["kind"] == "added":
            is_used = (
                isinstance(row, revising.PARTS)
                and next(revising.what_builds_on(row), None) is not None
            )
            if is_used or _is_edited(row):
                return "built_upon"
        elif not (_says if step["kind"] == "changed" else _has)(row, step["after"]):
            return "changed_since"
    return ""


def undo(decision: Decision, work: Work) -> None:
    """Take the steps of an acceptance back, the last first; ask `what_hinders` before."""
    for step in reversed(decision.steps):
        if step["kind"] == "removed":
            rows = [each.object for each in serializers.deserialize("python", step["rows"])]
            revising.restore(rows, acting_user=work.acting_user, batch=work.batch)
            continue
        row: Any = _model(step)._default_manager.get(pk=step["row"])
        if step["kind"] == "added":
            _take_out(row, work)
        elif step["kind"] == "parts":
            set_parts(row, step["before"], work.acting_user, work.batch)
        else:
            fields = {each.attname: each for each in row._meta.concrete_fields}
            before = {name: fields[name].to_python(value) for name, value in step["before"].items()}
            work.revise(row, before)
    refresh(decision.steps)


def refresh(steps: Sequence[Step]) -> None:
    """Let search find what the rows say now, and no longer what is gone."""
    for step in steps:
        label, row = _indexed(step)
        if label not in findable.KINDS:
            continue
        if _model({"model": label})._default_manager.filter(pk=row).exists():
            findable.index_rows(label, [row])
        else:
            findable.forget_rows(label, [row])


def _indexed(step: Step) -> tuple[str, int]:
    """The row that is found by the words of the step's row: a part's goal."""
    label, number = step["model"], step["row"]
    if label in ("plans.goalsection", "plans.expectedresult"):
        row: Any = _model(step)._default_manager.filter(pk=number).first()
        goal = row.goal_id if row is not None else _goal_of(step)
        return "plans.goal", goal or 0
    return label, number


def _goal_of(step: Step) -> int | None:
    rows = step.get("rows")
    return rows[0]["fields"]["goal"] if rows else None


def _take_out(row: Any, work: Work) -> None:
    if isinstance(row, Target):
        indicators.remove_target(row, acting_user=work.acting_user, batch=work.batch)
    elif isinstance(row, PlannedIndicator):
        indicators.remove_from_plan(row, acting_user=work.acting_user, batch=work.batch)
    elif isinstance(row, Indicator):
        indicators.remove_indicator(row, acting_user=work.acting_user, batch=work.batch)
    else:
        revising.remove(row, acting_user=work.acting_user, batch=work.batch)


def _is_edited(row: Any) -> bool:
    return isinstance(row, Revised) and row.revision > 1


def _says(row: Any, after: Mapping[str, Any]) -> bool:
    fields = {each.attname: each for each in row._meta.concrete_fields}
    return all(fields[name].to_python(value) == getattr(row, name) for name, value in after.items())


def _has(row: Any, after: Mapping[str, Any]) -> bool:
    there = parts_of(row)
    return all(there[name] == value for name, value in after.items())


def _columns(row: models.Model) -> dict[str, Any]:
    return {each.attname: each.value_from_object(row) for each in row._meta.concrete_fields}


def _model(step: Mapping[str, Any]) -> type[models.Model]:
    return apps.get_model(step["model"])
