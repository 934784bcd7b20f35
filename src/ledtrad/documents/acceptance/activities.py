# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Activities, in the plan of who does them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from ledtrad.documents import matching
from ledtrad.documents.acceptance.frame import (
    Frame,
    compare_due,
    day,
    due_values,
    fitting,
    step_values,
)
from ledtrad.documents.acceptance.ledger import is_frozen, rich
from ledtrad.documents.acceptance.plans import department_of
from ledtrad.documents.matching import ActivityKey
from ledtrad.organisation.models import Unit
from ledtrad.plans import actions
from ledtrad.plans.models import (
    ActivityCategory,
    ActivityGoal,
    ActivityRole,
    Goal,
    Plan,
    PlannedActivity,
)
from plandoc.model import Activity as ReadActivity


def accept_activities(frame: Frame) -> None:
    """Find each activity in the plan it belongs to, or add it there."""
    by_plan: dict[int, list[ReadActivity]] = defaultdict(list)
    plans: dict[int, Plan] = {}
    for read in frame.document.activities:
        if not read.title.strip():
            frame.ledger.note("without_name", element=read.id)
            continue
        plan = _plan_of(frame, read)
        plans[plan.pk] = plan
        by_plan[plan.pk].append(read)
    for pk, activities in by_plan.items():
        _accept_in(frame, plans[pk], activities)


def _plan_of(frame: Frame, read: ReadActivity) -> Plan:
    """The plan of the goal's owner; what serves the council's goals is the board's doing."""
    first = next((frame.goals[each] for each in read.goals if each in frame.goals), None)
    if first is None or frame.document.kind == "competence_plan":
        return frame.own_plan
    if first.plan.unit == frame.municipality and frame.board is not None:
        return frame.plans.get("board", frame.own_plan)
    return first.plan


def _accept_in(frame: Frame, plan: Plan, read: Sequence[ReadActivity]) -> None:
    there = {
        row.pk: row
        for row in PlannedActivity.objects.filter(plan=plan)
        .prefetch_related("goal_links", "roles", "categories")
        .order_by("position", "pk")
    }
    wanted = [_read_key(frame, each) for each in read]
    pairs = matching.pair_activities(wanted, [(pk, _row_key(row)) for pk, row in there.items()])
    new = []
    for index, each in enumerate(read):
        if index in pairs:
            row = there[pairs[index].ref]
            row.plan = plan
            frame.activities[each.id] = row
            _compare(frame, each, row)
        else:
            new.append(each)
    if new and is_frozen(plan):
        frame.ledger.note("plan_not_draft", what="activities", count=len(new))
    elif new:
        _add(frame, plan, new, first_position=len(there))


def _read_key(frame: Frame, read: ReadActivity) -> ActivityKey:
    department = department_of(frame, read.department)
    return ActivityKey(
        department.pk if department else None,
        read.title,
        read.aim or "",
        read.due.text if read.due else "",
        _responsible(read),
        frozenset(frame.goals[each].pk for each in read.goals if each in frame.goals),
    )


def _row_key(row: PlannedActivity) -> ActivityKey:
    goals = frozenset(link.goal_id for link in row.goal_links.all())
    return ActivityKey(
        row.department_id, row.title, row.aim, row.due_text, row.responsible_text, goals
    )


def _values(read: ReadActivity) -> dict[str, Any]:
    # A comment belongs to a status; without one it is the activity's own.
    return {
        "title": read.title,
        "aim": read.aim or "",
        "responsible_text": _responsible(read),
        "resources": read.resources or "",
        "planned_follow_up": rich(read.planned_follow_up),
        "comment": rich(() if read.status else read.comment),
    }


def _responsible(read: ReadActivity) -> str:
    """The responsible as written: the cell, or the roles one after the other."""
    return read.responsible_text or " ".join(role.text for role in read.responsible)


def _start_values(read: ReadActivity) -> dict[str, Any]:
    if read.start is None:
        return {}
    return {
        "start_text": read.start.text,
        "start_kind": read.start.kind,
        "start_date": day(read.start.start or read.start.date),
        "start_end": day(read.start.date) if read.start.start else None,
        "start_steps": step_values(read.start),
    }


def _compare(frame: Frame, read: ReadActivity, row: PlannedActivity) -> None:
    """Fill what is missing in an activity that is there, and list what differs."""
    ledger, plan = frame.ledger, row.plan
    ledger.found(row, read.id)
    ledger.compare(row, _values(read), element=read.id, plan=plan)
    compare_due(frame, row, read.due, read.id)
    start = _start_values(read)
    if start and not row.start_text:
        ledger.fill(row, start, element=read.id, plan=plan)
    elif start:
        ledger.compare(row, {"start_text": start["start_text"]}, element=read.id, plan=plan)
    if is_frozen(plan):
        return
    linked = {link.goal_id for link in row.goal_links.all()}
    _add_parts(
        frame, plan, row, read.id,
        goals=[goal for goal in _goals(frame, read) if goal.pk not in linked],
        roles=[] if row.roles.all() else _roles(frame, read, row),
        categories=[] if row.categories.all() else _categories(frame, read, row),
        first=len(linked),
    )  # fmt: skip


def _add_parts(
    frame: Frame,
    plan: Plan,
    row: PlannedActivity,
    element: str,
    *,
    goals: list[Goal],
    roles: list[ActivityRole],
    categories: list[ActivityCategory],
    first: int,
) -> None:
    """Goals, roles and categories that an activity which is there does not have."""
    links = [
        ActivityGoal(planned_activity=row, goal=goal, position=first + n)
        for n, goal in enumerate(goals)
    ]
    if not (links or roles or categories):
        return
    actions.add_activities(
        plan, activities=[], goals=links, roles=roles, categories=categories,
        acting_user=frame.acting_user, batch=frame.batch,
    )  # fmt: skip
    for parts in (links, roles, categories):
        frame.ledger.remember_added(parts, [element] * len(parts))


def _add(frame: Frame, plan: Plan, read: Sequence[ReadActivity], *, first_position: int) -> None:
    rows: list[PlannedActivity] = []
    links: list[ActivityGoal] = []
    roles: list[ActivityRole] = []
    categories: list[ActivityCategory] = []
    for position, each in enumerate(read, start=first_position):
        department: Unit | None = department_of(frame, each.department)
        row = PlannedActivity(
            plan=plan, department=department, position=position,
            **_values(each), **due_values(each.due), **_start_values(each),
        )  # fmt: skip
        rows.append(row)
        frame.activities[each.id] = row
        links += [
            ActivityGoal(planned_activity=row, goal=goal, position=n)
            for n, goal in enumerate(_goals(frame, each))
        ]
        roles += _roles(frame, each, row)
        categories += _categories(frame, each, row)
    actions.add_activities(
        plan, activities=rows, goals=links, roles=roles, categories=categories,
        acting_user=frame.acting_user, batch=frame.batch,
    )  # fmt: skip
    elements = [each.id for each in read]
    frame.ledger.remember_added(rows, elements)
    frame.ledger.remember_added([row.activity for row in rows], elements)
    by_row = dict(zip((row.pk for row in rows), elements, strict=True))
    for parts in (links, roles, categories):
        frame.ledger.remember_added(parts, [by_row[part.planned_activity_id] for part in parts])


def _goals(frame: Frame, read: ReadActivity) -> list[Goal]:
    """The rows of the activity's goals, each once."""
    found = {frame.goals[each].pk: frame.goals[each] for each in read.goals if each in frame.goals}
    return list(found.values())


def _roles(frame: Frame, read: ReadActivity, row: PlannedActivity) -> list[ActivityRole]:
    return [
        ActivityRole(
            planned_activity=row,
            position=position,
            text=role.text,
            name=fitting(frame, role.name, 200, element=read.id, name="responsible"),
        )
        for position, role in enumerate(each for each in read.responsible if each.text.strip())
    ]


def _categories(frame: Frame, read: ReadActivity, row: PlannedActivity) -> list[ActivityCategory]:
    return [
        ActivityCategory(
            planned_activity=row,
            position=position,
            name=fitting(frame, name, 200, element=read.id, name="category"),
            phase=frame.grammar.phase(name),
        )
        for position, name in enumerate(each for each in read.categories if each.strip())
    ]
