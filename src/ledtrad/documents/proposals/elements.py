# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole elements that a file has and the plan has not, or the other way round."""

from __future__ import annotations

from typing import Any

from ledtrad.documents.acceptance.frame import due_values
from ledtrad.documents.acceptance.ledger import rich
from ledtrad.documents.matching import bare_number
from ledtrad.documents.proposals import fields
from ledtrad.documents.proposals.paths import row_number
from ledtrad.documents.proposals.work import Refused, Work
from ledtrad.indicators import actions as indicators
from ledtrad.indicators.models import Indicator, PlannedIndicator, Target
from ledtrad.organisation.models import Unit
from ledtrad.organisation.rules import title_key
from ledtrad.plans import actions as plans
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
from ledtrad.plans.revising import make_room
from ledtrad.steering.models import Level
from plandoc import model as read
from plandoc.diff import Change
from plandoc.manuscript.keys import key, parts


def _anchor(work: Work, change: Change, kind: str, model: type[Any]) -> Any:
    """The row that a new element stands after in the file, if there is one; None for the first."""
    path = parts(change.path)
    among: Any = getattr(work.edited, path[0])
    if len(path) > 2:
        goal = next((each for each in work.edited.goals if each.id == path[1]), None)
        among = getattr(goal, path[2], ())
    before: list[str] = []
    for each in among:
        if each.id == change.new_id:
            break
        before.append(each.id)
    for identity in reversed(before):
        number = row_number(identity, kind) or work.new_row(identity)
        row = model._default_manager.filter(pk=number).first() if number else None
        if row is not None:
            return row
    return None


def _kept(work: Work) -> dict[str, Any]:
    return {"acting_user": work.acting_user, "batch": work.batch}


# -- what is new


def add_goal(work: Work, change: Change) -> None:
    """A goal with its sections and expected results."""
    new = change.new
    if not isinstance(new, read.Goal):
        raise Refused("not_here")
    level = Level.objects.filter(steering_model=work.plan.steering_model_id, code=new.level).first()
    if level is None:
        raise Refused("level_of_others")
    anchor: Goal | None = _anchor(work, change, "goal", Goal)
    same_place = anchor is not None and anchor.plan_id == work.plan.pk
    row = Goal(
        plan=work.plan, level=level, parent=work.goal(new.parent) if new.parent else None,
        position=anchor.position if anchor is not None and same_place else 0,
        number=bare_number(new.number)[: Goal.MAX_NUMBER_LENGTH], title=new.title,
        text=rich(new.text), comment=rich(new.comment), origin=new.origin or "",
        addressees=list(new.addressees),
        responsible=[{"text": role.text, "name": role.name} for role in new.responsible],
        **due_values(new.due),
    )  # fmt: skip
    plans.add_goals(work.plan, goals=[row], **_kept(work))
    work.added(row, new.id)
    sections = [
        GoalSection(
            goal=row, type=each.type, heading=each.heading or "", position=n, text=rich(each.text)
        )
        for n, each in enumerate(new.sections)
    ]
    results = [
        ExpectedResult(goal=row, position=n, text=each.text)
        for n, each in enumerate(new.expected_results)
        if each.text.strip()
    ]
    plans.add_goal_parts(work.plan, sections=sections, expected_results=results, **_kept(work))


def add_result(work: Work, change: Change) -> None:
    """An expected result of a goal."""
    new = change.new
    if not isinstance(new, read.ExpectedResult):
        raise Refused("not_here")
    goal = work.goal(parts(change.path)[1])
    anchor = _anchor(work, change, "result", ExpectedResult)
    position = make_room(ExpectedResult.objects.filter(goal=goal), anchor)
    row = ExpectedResult(goal=goal, position=position, text=new.text)
    plans.add_goal_parts(goal.plan, expected_results=[row], **_kept(work))
    work.added(row, new.id)


def add_section(work: Work, change: Change) -> None:
    """A section of a goal."""
    new = change.new
    if not isinstance(new, read.Section):
        raise Refused("not_here")
    goal = work.goal(parts(change.path)[1])
    there = GoalSection.objects.filter(goal=goal)
    anchor = None
    if change.after is not None:
        anchor = fields.section_of(work, key(*parts(change.path)[:3], change.after))
    row = GoalSection(
        goal=goal, type=new.type, heading=new.heading or "",
        position=make_room(there, anchor), text=rich(new.text),
    )  # fmt: skip
    plans.add_goal_parts(goal.plan, sections=[row], **_kept(work))
    work.added(row)


def add_chapter(work: Work, change: Change) -> None:
    """A heading with its text."""
    new = change.new
    if not isinstance(new, read.Chapter):
        raise Refused("not_here")
    there = Chapter.objects.filter(plan=work.plan, report="")
    row = Chapter(
        plan=work.plan, position=make_room(there, _anchor(work, change, "chapter", Chapter)),
        level=min(max(new.level, 1), 6), heading=new.heading.strip() or "–", text=rich(new.text),
    )  # fmt: skip
    plans.add_chapters(work.plan, chapters=[row], **_kept(work))
    work.added(row, new.id)


def add_activity(work: Work, change: Change) -> None:
    """An activity of the plan, below the goals that it serves."""
    new = change.new
    if not isinstance(new, read.Activity):
        raise Refused("not_here")
    if new.status is not None:
        raise Refused("reported")
    there = PlannedActivity.objects.filter(plan=work.plan)
    anchor = _anchor(work, change, "activity", PlannedActivity)
    if anchor is not None and anchor.plan_id != work.plan.pk:
        anchor = there.order_by("-position", "-pk").first()
    goals = [work.goal(identity) for identity in new.goals]
    row = PlannedActivity(
        plan=work.plan, department=fields.unit_named(work, new.department),
        position=make_room(there, anchor), title=new.title, aim=new.aim or "",
        responsible_text=new.responsible_text or " ".join(role.text for role in new.responsible),
        resources=new.resources or "", planned_follow_up=rich(new.planned_follow_up),
        comment=rich(new.comment), **due_values(new.due), **fields.start_values(new.start),
    )  # fmt: skip
    plans.add_activities(
        work.plan,
        activities=[row],
        goals=[
            ActivityGoal(planned_activity=row, goal=goal, position=n)
            for n, goal in enumerate(goals)
        ],
        roles=[
            ActivityRole(planned_activity=row, position=n, text=text, name=name)
            for n, (text, name) in enumerate(
                fields.role_values([each for each in new.responsible if each.text.strip()])
            )
        ],
        categories=[
            ActivityCategory(planned_activity=row, position=n, name=name, phase=phase)
            for n, (name, phase) in enumerate(fields.category_values(work, new.categories))
        ],
        **_kept(work),
    )
    work.added(row, new.id)


def add_need(work: Work, change: Change) -> None:
    """A competence that is needed."""
    new = change.new
    if not isinstance(new, read.Need):
        raise Refused("not_here")
    there = CompetenceNeed.objects.filter(plan=work.plan)
    row = CompetenceNeed(
        plan=work.plan, department=fields.unit_named(work, new.department), text=new.text,
        position=make_room(there, _anchor(work, change, "need", CompetenceNeed)),
    )  # fmt: skip
    plans.add_needs(work.plan, needs=[row], **_kept(work))
    work.added(row, new.id)


def add_change(work: Work, change: Change) -> None:
    """Something that lies ahead."""
    new = change.new
    if not isinstance(new, read.Change):
        raise Refused("not_here")
    there = ChangeAhead.objects.filter(plan=work.plan)
    row = ChangeAhead(
        plan=work.plan, department=fields.unit_named(work, new.department),
        position=make_room(there, _anchor(work, change, "change", ChangeAhead)),
        heading=new.heading or "", text=rich(new.text),
    )  # fmt: skip
    plans.add_changes(work.plan, changes=[row], **_kept(work))
    work.added(row, new.id)


def add_indicator(work: Work, change: Change) -> None:
    """An indicator below a goal, with its targets."""
    new = change.new
    if not isinstance(new, read.Indicator):
        raise Refused("not_here")
    if new.outcomes or new.forecasts or new.assessment:
        raise Refused("reported")
    goal = work.goal(new.goal) if new.goal else None
    plan = goal.plan if goal is not None else work.plan
    thing = Indicator.objects.filter(owner=plan.unit, name_key=title_key(new.name)).first()
    if thing is None:
        thing = Indicator(
            owner=plan.unit, name=new.name, gender_split=new.gender,
            unit_of_measure=(new.unit_of_measure or "")[:200], direction=new.direction,
            periodicity=work.grammar.periodicity(new.periodicity),
        )  # fmt: skip
        indicators.add_indicators([thing], **_kept(work))
        work.added(thing)
    there = PlannedIndicator.objects.filter(plan=plan)
    anchor = _anchor(work, change, "indicator", PlannedIndicator)
    if anchor is not None and anchor.plan_id != plan.pk:
        anchor = there.order_by("-position", "-pk").first()
    planned = PlannedIndicator(
        indicator=thing, plan=plan, goal=goal, position=make_room(there, anchor),
        wording=new.name, periodicity_text=(new.periodicity or "")[:100],
        comment=rich(new.comment),
    )  # fmt: skip
    indicators.add_to_plans([planned], **_kept(work))
    work.added(planned, new.id)
    for target in new.targets:
        _add_target(work, planned, target)


def add_target(work: Work, change: Change) -> None:
    """A target where there was none."""
    new = change.new
    if not isinstance(new, read.Target):
        raise Refused("not_here")
    _add_target(work, fields.row_of(work, change), new)


def _add_target(work: Work, planned: PlannedIndicator, new: read.Target) -> None:
    units = {each.kind: each.id for each in reversed(fields.line(work))}
    owner = planned.goal.plan.unit_id if planned.goal is not None else planned.plan.unit_id
    council = units.get(Unit.Kind.MUNICIPALITY)
    unit: int = owner
    if new.set_by == "council":
        unit = council or owner
    elif owner == council:
        unit = units.get(Unit.Kind.BOARD, owner)
    year = new.year or work.plan.period_start.year
    row = Target(
        indicator=planned.indicator, unit=Unit.objects.get(pk=unit), year=year,
        **fields.target_values(new),
    )  # fmt: skip
    indicators.add_targets([row], **_kept(work))
    work.added(row)


# -- what went


def drop(work: Work, change: Change) -> None:
    """A row of the plan that the file no longer has."""
    work.remove(fields.row_of(work, change))


def drop_result(work: Work, change: Change) -> None:
    """An expected result that the file no longer has."""
    work.remove(fields.result_of(work, change))


def drop_section(work: Work, change: Change) -> None:
    """A section that the file no longer has."""
    work.remove(fields.section_of(work, change.path))


def drop_indicator(work: Work, change: Change) -> None:
    """An indicator that the file no longer has: it leaves the plan, and lives on."""
    work.remove_indicator(fields.row_of(work, change))


def drop_target(work: Work, change: Change) -> None:
    """A target that the file no longer has."""
    old = change.old
    if not isinstance(old, read.Target):
        raise Refused("not_here")
    work.remove_target(fields.target_of(work, change, old))
