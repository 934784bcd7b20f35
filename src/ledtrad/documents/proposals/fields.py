# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""One value of one row, made what the file says. Each function does one kind of change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ledtrad.documents.acceptance.frame import OWNERS, day, due_values, step_values
from ledtrad.documents.acceptance.ledger import rich
from ledtrad.documents.matching import bare_number
from ledtrad.documents.proposals.paths import row_number
from ledtrad.documents.proposals.work import Refused, Work
from ledtrad.indicators.models import Indicator, PlannedIndicator, Target
from ledtrad.organisation.models import Unit
from ledtrad.plans.models import (
    ChangeAhead,
    Chapter,
    CompetenceNeed,
    ExpectedResult,
    Goal,
    GoalSection,
    PlannedActivity,
)
from ledtrad.steering.models import Level
from plandoc.diff import Change
from plandoc.manuscript.keys import parts
from plandoc.model import Due, Role
from plandoc.model import Target as ReadTarget

Do = Callable[[Work, Change], None]


MODELS: Mapping[str, type[Any]] = {
    "goal": Goal,
    "activity": PlannedActivity,
    "chapter": Chapter,
    "need": CompetenceNeed,
    "change": ChangeAhead,
    "indicator": PlannedIndicator,
}


def row_of(work: Work, change: Change) -> Any:
    """The row that the change is about. Raises `Refused` when it is gone."""
    identity = parts(change.path)[1]
    kind = identity.partition("-")[0]
    model, number = MODELS.get(kind), row_number(identity, kind)
    row = model._default_manager.filter(pk=number).first() if model else None
    if row is None:
        raise Refused("gone")
    return row


def result_of(work: Work, change: Change) -> ExpectedResult:
    """The expected result that the change is about. Raises `Refused` when it is gone."""
    number = row_number(parts(change.path)[3], "result") or 0
    row = ExpectedResult.objects.select_related("goal__plan__unit").filter(pk=number).first()
    if row is None:
        raise Refused("gone")
    return row


def section_of(work: Work, path: str) -> GoalSection:
    """The section, by its type and its place among those. Raises `Refused` when it is gone."""
    _, identity, _, number, *_ = parts(path)
    goal = next((each for each in work.base.goals if each.id == identity), None)
    key = row_number(identity, "goal")
    if goal is None or int(number) >= len(goal.sections):
        raise Refused("gone")
    wanted = goal.sections[int(number)]
    place = [each.type for each in goal.sections[: int(number)]].count(wanted.type)
    there = list(
        GoalSection.objects.filter(goal=key, type=wanted.type)
        .select_related("goal__plan__unit")
        .order_by("position", "pk")
    )
    if place >= len(there):
        raise Refused("gone")
    return there[place]


def target_of(work: Work, change: Change, wanted: ReadTarget) -> Target:
    """The target that a document tells of. Raises `Refused` when it is gone."""
    planned: PlannedIndicator = row_of(work, change)
    councils = {each.id for each in line(work) if each.kind == Unit.Kind.MUNICIPALITY}
    there = [
        row
        for row in Target.objects.filter(indicator=planned.indicator_id, year=wanted.year or 0)
        .select_related("unit")
        .order_by("pk")
        if (row.unit_id in councils) == (wanted.set_by == "council")
    ]
    same = [row for row in there if row.text == wanted.text]
    if not there:
        raise Refused("gone")
    return (same or there)[0]


def line(work: Work) -> Sequence[Any]:
    """The units from the top down to the plan's own."""
    return work.rows.line.get(work.plan.unit_id, ())


def said(change: Change) -> list[dict[str, Any]]:
    """The new running text as the plain values that the database keeps."""
    new: Any = change.new
    return rich(new or ())


# -- kinds of values


def text(name: str) -> Do:
    """A line or a statement."""

    def do(work: Work, change: Change) -> None:
        row = row_of(work, change)
        work.revise(row, {name: change.new or ""})

    return do


def rich_text(name: str) -> Do:
    """A running text."""

    def do(work: Work, change: Change) -> None:
        work.revise(row_of(work, change), {name: said(change)})

    return do


def front(work: Work, change: Change) -> None:
    """A line of the plan's front matter."""
    work.revise(work.plan, {change.field: change.new or ""})


def decision(work: Work, change: Change) -> None:
    """Who decided the plan, when and where."""
    new: Any = change.new
    work.revise(
        work.plan,
        {
            "decision_body": (new.body or "") if new else "",
            "decision_date": day(new.date) if new else None,
            "decision_paragraph": (new.paragraph or "") if new else "",
            "decision_text": (new.text or "") if new else "",
        },
    )


def number(work: Work, change: Change) -> None:
    """A goal's number."""
    written = bare_number(str(change.new or ""))
    if len(written) > Goal.MAX_NUMBER_LENGTH:
        raise Refused("too_long", limit=Goal.MAX_NUMBER_LENGTH)
    work.revise(row_of(work, change), {"number": written})


def addressees(work: Work, change: Change) -> None:
    """Whom an assignment is given to."""
    told: Any = change.new or ()
    work.revise(row_of(work, change), {"addressees": list(told)})


def goal_roles(work: Work, change: Change) -> None:
    """Who is responsible for an assignment."""
    roles: Any = change.new or ()
    told = [{"text": role.text, "name": role.name} for role in roles]
    work.revise(row_of(work, change), {"responsible": told})


def due(work: Work, change: Change) -> None:
    """By when."""
    new = change.new
    values = due_values(new) if isinstance(new, Due) else {**_NO_DUE}
    work.revise(row_of(work, change), values)


_NO_DUE: Mapping[str, Any] = {
    "due_text": "", "due_kind": "none", "due_start": None, "due_date": None, "due_steps": [],
}  # fmt: skip


def start(work: Work, change: Change) -> None:
    """When an activity begins."""
    work.revise(row_of(work, change), start_values(change.new))


def start_values(new: Any) -> dict[str, Any]:
    """A beginning as the fields of a row."""
    if not isinstance(new, Due):
        return {
            "start_text": "", "start_kind": "none", "start_date": None, "start_end": None,
            "start_steps": [],
        }  # fmt: skip
    return {
        "start_text": new.text,
        "start_kind": new.kind,
        "start_date": day(new.start or new.date),
        "start_end": day(new.date) if new.start else None,
        "start_steps": step_values(new),
    }


def level(work: Work, change: Change) -> None:
    """Another level, of the same owner."""
    goal: Goal = row_of(work, change)
    wanted = Level.objects.filter(
        steering_model=goal.plan.steering_model_id, code=str(change.new)
    ).first()
    if wanted is None or wanted.owner != goal.level.owner:
        raise Refused("level_of_others")
    work.revise(goal, {"level": wanted})


def parent(work: Work, change: Change) -> None:
    """What a goal hangs under."""
    goal: Goal = row_of(work, change)
    above = work.goal(str(change.new)) if change.new else None
    step = above
    while step is not None:
        if step.pk == goal.pk:
            raise Refused("circle")
        step = step.parent
    if above is not None and _rank(above.level.owner) > _rank(goal.level.owner):
        raise Refused("under_lower")
    work.revise(goal, {"parent": above})


def _rank(owner: str) -> int:
    return OWNERS.index(owner) if owner in OWNERS else len(OWNERS)


def same_as(work: Work, change: Change) -> None:
    """Which goal it restates."""
    same = work.goal(str(change.new)) if change.new else None
    work.revise(row_of(work, change), {"same_as": same})


def goal_comment(work: Work, change: Change) -> None:
    """A remark on a goal, where it stands: on the goal, its status or its assessment."""
    goal: Goal = row_of(work, change)
    new = said(change)
    status, judged = work.rows.goal_statuses.get(goal.pk), work.rows.assessments.get(goal.pk)
    if goal.comment or (status is None and judged is None):
        work.revise(goal, {"comment": new})
    elif status is not None:
        work.revise(status, {"comment": new})
    else:
        work.revise(judged, {"remark": new})


def goal_status(work: Work, change: Change) -> None:
    """How an assignment goes."""
    _judge(work, work.rows.goal_statuses.get(row_of(work, change).pk), change)


def goal_assessment(work: Work, change: Change) -> None:
    """How far a goal was reached."""
    _judge(work, work.rows.assessments.get(row_of(work, change).pk), change)


def goal_analysis(work: Work, change: Change) -> None:
    """Why a goal was reached or not."""
    judged = work.rows.assessments.get(row_of(work, change).pk)
    if judged is None:
        raise Refused("reported")
    work.revise(judged, {"comment": said(change)})


def activity_status(work: Work, change: Change) -> None:
    """How an activity goes."""
    _judge(work, work.rows.activity_statuses.get(row_of(work, change).pk), change)


def _judge(work: Work, row: Any, change: Change) -> None:
    new: Any = change.new
    if row is None or new is None:
        raise Refused("reported")
    work.revise(row, {"text": new.text, "kind": new.kind})


def activity_comment(work: Work, change: Change) -> None:
    """A remark on an activity, or on its status when it has one."""
    row = row_of(work, change)
    status = work.rows.activity_statuses.get(row.pk)
    work.revise(status or row, {"comment": said(change)})


def activity_goals(work: Work, change: Change) -> None:
    """The goals that an activity serves. Those that the document does not show stay."""
    row: PlannedActivity = row_of(work, change)
    told: Any = change.new or ()
    shown = {row_number(each.id, "goal") for each in work.base.goals}
    goals = [work.goal(identity).pk for identity in told]
    kept = list(row.goal_links.order_by("position", "pk").values_list("goal", flat=True))
    goals += [key for key in kept if key not in shown and key not in goals]
    work.revise_parts(row, goals=goals)


def activity_roles(work: Work, change: Change) -> None:
    """Who is responsible for an activity."""
    row: PlannedActivity = row_of(work, change)
    if change.field == "responsible_text":
        roles = " ".join(row.roles.order_by("position").values_list("text", flat=True))
        work.revise(row, {"responsible_text": change.new or roles})
        return
    read = next(each for each in work.edited.activities if each.id == change.new_id)
    roles_told = [each for each in read.responsible if each.text.strip()]
    cell = read.responsible_text or " ".join(role.text for role in read.responsible)
    work.revise_parts(row, values={"responsible_text": cell}, roles=role_values(roles_told))


def role_values(roles: Sequence[Role]) -> list[tuple[str, str]]:
    """Roles as (text, name)."""
    return [(role.text, (role.name or "")[:200]) for role in roles]


def categories(work: Work, change: Change) -> None:
    """The categories of an activity."""
    told: Any = change.new or ()
    work.revise_parts(row_of(work, change), categories=category_values(work, told))


def category_values(work: Work, names: Sequence[str]) -> list[tuple[str, str]]:
    """Categories as (name, phase)."""
    if any(len(name) > 200 for name in names):
        raise Refused("too_long", limit=200)
    return [(name, work.grammar.phase(name)) for name in names if name.strip()]


def department(work: Work, change: Change) -> None:
    """Whose an activity, a need or a change is."""
    work.revise(row_of(work, change), {"department": unit_named(work, change.new)})


def unit_named(work: Work, name: Any) -> Unit | None:
    """The department with the name. Raises `Refused` when there is none."""
    if not name:
        return None
    top = line(work)[0].id if line(work) else work.plan.unit_id
    within = Unit.objects.filter(links_up__ancestor=top, valid_to=None)
    found = within.of_kind(Unit.Kind.DEPARTMENT).named(str(name)).order_by("pk").first()
    if found is None:
        raise Refused("no_such_unit", name=str(name))
    return found


def result_text(work: Work, change: Change) -> None:
    """The wording of an expected result."""
    work.revise(result_of(work, change), {"text": change.new or ""})


def result_goal(work: Work, change: Change) -> None:
    """The goal that an expected result belongs to."""
    goal = work.goal(str(change.new))
    row = result_of(work, change)
    if goal.plan_id != row.goal.plan_id:
        raise Refused("other_plan")
    work.revise(row, {"goal": goal})


def section_text(work: Work, change: Change) -> None:
    """What a section says."""
    work.revise(section_of(work, change.path), {"text": said(change)})


def section_heading(work: Work, change: Change) -> None:
    """What a section is called."""
    work.revise(section_of(work, change.path), {"heading": change.new or ""})


def target(work: Work, change: Change) -> None:
    """Another target: words and value."""
    old, new = change.old, change.new
    if not isinstance(old, ReadTarget) or not isinstance(new, ReadTarget):
        raise Refused("not_here")
    row = target_of(work, change, old)
    work.revise(row, {**target_values(new), "year": new.year or row.year})


def target_values(new: ReadTarget) -> dict[str, Any]:
    """A target as the fields of a row. Raises `Refused` for a unit that is too long."""
    if len(new.unit or "") > 200:
        raise Refused("too_long", limit=200)
    return {
        "text": new.text, "value": new.value, "unit_of_measure": new.unit or "",
        "lower": None, "upper": None,
    }  # fmt: skip


def indicator(name: str) -> Do:
    """A fact about the indicator itself, whatever plan it stands in."""

    def do(work: Work, change: Change) -> None:
        planned: PlannedIndicator = row_of(work, change)
        empty: Any = False if name == "gender_split" else ""
        thing = Indicator.objects.select_related("owner").get(pk=planned.indicator_id)
        work.revise(thing, {name: change.new or empty})

    return do


def periodicity(work: Work, change: Change) -> None:
    """How often the indicator is measured, as written."""
    planned: PlannedIndicator = row_of(work, change)
    if len(str(change.new or "")) > 100:
        raise Refused("too_long", limit=100)
    work.revise(planned, {"periodicity_text": change.new or ""})


def indicator_goal(work: Work, change: Change) -> None:
    """The goal that an indicator stands under."""
    goal = work.goal(str(change.new)) if change.new else None
    row: PlannedIndicator = row_of(work, change)
    if goal is not None and goal.plan_id != row.plan_id:
        raise Refused("other_plan")
    work.revise(row, {"goal": goal})


def chapter_level(work: Work, change: Change) -> None:
    """How deep a heading is."""
    level_number = change.new if isinstance(change.new, int) else 1
    work.revise(row_of(work, change), {"level": min(max(level_number, 1), 6)})
