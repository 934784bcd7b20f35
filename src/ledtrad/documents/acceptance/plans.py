# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The document's own plan with its prose, and the plans of units above that it tells of."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from ledtrad.documents import rules
from ledtrad.documents.acceptance.frame import OWNERS, Frame, day, fitting
from ledtrad.documents.acceptance.ledger import is_frozen, rich
from ledtrad.documents.grammar import Grammar, mapped_level
from ledtrad.organisation.models import Unit
from ledtrad.organisation.rules import title_key
from ledtrad.plans import actions
from ledtrad.plans.models import (
    ChangeAhead,
    Chapter,
    CompetenceNeed,
    Goal,
    ListedWorkplace,
    Plan,
)
from ledtrad.plans.rules import plain_text
from ledtrad.steering.models import Level
from plandoc.words import fold


def accept_plans(frame: Frame) -> None:
    """The own plan, and a plan for each kind of unit whose goals the document states."""
    placement = frame.placement
    frame.own_plan = _plan(
        frame, frame.own_unit, placement.plan_kind, placement.period_start, placement.period_end,
        is_partial=False,
    )  # fmt: skip
    needed = {
        level.owner for goal in frame.document.goals if (level := frame.grammar.level(goal.level))
    }
    for owner in OWNERS:
        if owner in needed or (owner == "board" and _has_board_activities(frame)):
            frame.plans[owner] = _goal_plan(frame, _unit_of(frame, owner))


def accept_prose(frame: Frame) -> None:
    """Chapters, competence needs and changes ahead, which belong to the own plan."""
    _accept_workplaces(frame)
    _accept_chapters(frame)
    _accept_needs(frame)
    _accept_changes(frame)


def _unit_of(frame: Frame, owner: str) -> Unit:
    """The unit that decides goals of this owner."""
    if owner == "council":
        return frame.municipality
    if owner == "board":
        return frame.board or frame.municipality
    if owner == "administration":
        return frame.administration or frame.board or frame.municipality
    if owner == "department" and len(frame.departments) == 1:
        return next(iter(frame.departments.values()))
    return frame.own_unit


def _has_board_activities(frame: Frame) -> bool:
    """Activities below the council's goals are the board's doing."""
    if frame.board is None or frame.document.kind == "competence_plan":
        return False
    council = {
        goal.id
        for goal in frame.document.goals
        if (level := frame.grammar.level(goal.level)) and level.owner == "council"
    }
    return any(council & set(activity.goals) for activity in frame.document.activities)


def _goal_plan(frame: Frame, unit: Unit) -> Plan:
    """The operational plan that a unit's goals stand in; a rolling plan tells of its first year."""
    own = frame.own_plan
    if unit == own.unit and own.kind == Plan.Kind.OPERATIONAL:
        return own
    start, end = frame.placement.period_start, frame.placement.period_end
    if own.kind != Plan.Kind.OPERATIONAL:
        end = min(end, dt.date(start.year, 12, 31))
    return _plan(frame, unit, Plan.Kind.OPERATIONAL, start, end, is_partial=True)


def _plan(
    frame: Frame, unit: Unit, kind: str, start: dt.date, end: dt.date, *, is_partial: bool
) -> Plan:
    plan = _existing(unit, kind, start, end, is_partial=is_partial)
    if plan is None:
        plan = actions.create_plan(
            unit,
            kind=kind,
            period_start=start,
            period_end=end,
            steering_model=frame.steering_model,
            is_partial=is_partial,
            values={} if is_partial else _front(frame),
            acting_user=frame.acting_user,
            batch=frame.batch,
        )
        frame.ledger.remember_added([plan], [""])
        return plan
    frame.ledger.found(plan, "")
    _refine_model(frame, plan, is_own=not is_partial)
    if not is_partial:
        _complete(frame, plan, start, end)
    return plan


def _existing(
    unit: Unit, kind: str, start: dt.date, end: dt.date, *, is_partial: bool
) -> Plan | None:
    """The unit's plan of the period, or one that holds it, or a partial one within it."""
    there = list(
        Plan.objects.select_for_update(of=("self",))
        .filter(unit=unit, kind=kind, period_start__lte=end, period_end__gte=start)
        .select_related("unit", "steering_model")
        .order_by("period_start", "pk")
    )
    exact = [plan for plan in there if (plan.period_start, plan.period_end) == (start, end)]
    if exact or kind != Plan.Kind.OPERATIONAL:
        return exact[0] if exact else None
    around = [plan for plan in there if plan.period_start <= start and plan.period_end >= end]
    if around and is_partial:
        return around[0]
    inside = [
        plan
        for plan in there
        if plan.is_partial and plan.period_start >= start and plan.period_end <= end
    ]
    return inside[0] if inside else None


def _front(frame: Frame) -> dict[str, Any]:
    """What the document says about itself, as fields of its plan."""
    document = frame.document
    decision = document.decision
    texts = {
        "title": (document.title, Plan.MAX_TITLE_LENGTH),
        "handler": (document.handler, Plan.MAX_LINE_LENGTH),
        "addressee": (document.addressee, Plan.MAX_LINE_LENGTH),
        "case_number": (document.case_number, 100),
        "decision_body": (decision.body if decision else None, Plan.MAX_LINE_LENGTH),
        "decision_paragraph": (decision.paragraph if decision else None, 50),
        "period_text": (frame.placement.period_text, 100),
    }
    values: dict[str, Any] = {
        name: fitting(frame, text, limit, element="document", name=name)
        for name, (text, limit) in texts.items()
    }
    values["decision_text"] = (decision.text if decision else None) or ""
    values["decision_date"] = day(decision.date if decision else None)
    return values


def _complete(frame: Frame, plan: Plan, start: dt.date, end: dt.date) -> None:
    """The plan's own document is here now: fill what only it can say."""
    values: dict[str, Any] = {}
    if plan.is_partial:
        values["is_partial"] = False
    if plan.is_partial and (plan.period_start, plan.period_end) != (start, end):
        values |= {"period_start": start, "period_end": end}
    if values:
        frame.ledger.fill(plan, values, element="document", plan=plan)
    if frame.document.kind in ("operational_plan", "competence_plan", "other"):
        frame.ledger.compare(plan, _front(frame), element="document", plan=plan)


def _refine_model(frame: Frame, plan: Plan, *, is_own: bool) -> None:
    """Let the plan follow the document's model where that says more, or is the plan's own.

    Of two models that both tell of a partial plan, the first by code: the order does not matter.
    """
    there, here = plan.steering_model, frame.steering_model
    if there == here or frame.grammar.is_loose() or is_frozen(plan) or not plan.is_partial:
        return
    is_loose = Grammar(there.definition).is_loose()
    if not is_loose and not is_own and there.code < here.code:
        return
    frame.ledger.fill(plan, {"steering_model": here}, element="document", plan=plan)
    if is_loose or is_own:
        _raise_levels(frame, plan)
    frame.ledger.flush()


def _raise_levels(frame: Frame, plan: Plan) -> None:
    """Put goals that were known through another model on the levels that answer to theirs."""
    levels = {
        level.code: level for level in Level.objects.filter(steering_model=frame.steering_model)
    }
    goals = Goal.objects.filter(plan=plan).exclude(level__steering_model=frame.steering_model)
    for goal in goals.select_related("level", "plan__unit"):
        answering = frame.grammar.levels_of(goal.level.owner, assignments=goal.level.is_assignment)
        facts = mapped_level(answering, goal.number)
        if facts is not None:
            frame.ledger.fill(goal, {"level": levels[facts.code]}, element="", plan=plan)


def _accept_chapters(frame: Frame) -> None:
    plan, ledger = frame.own_plan, frame.ledger
    there: dict[str, list[Chapter]] = defaultdict(list)
    # A report tells of the same plan, and its chapters are its own.
    report = frame.report
    for chapter in Chapter.objects.filter(plan=plan, report=report).order_by("position", "pk"):
        there[chapter.heading_key].append(chapter)
    count = Chapter.objects.filter(plan=plan).count()
    new: list[Chapter] = []
    elements: list[str] = []
    for item in frame.document.chapters:
        text = rich(item.text)
        same = there[title_key(item.heading)]
        if same:
            chapter = same.pop(0)
            ledger.found(chapter, item.id)
            ledger.compare(chapter, {"text": text}, element=item.id, plan=plan)
            continue
        level = min(max(item.level, 1), 6)
        new.append(
            Chapter(
                plan=plan,
                position=count + len(new),
                level=level,
                heading=item.heading.strip() or "–",
                text=text,
                report=report,
            )
        )
        elements.append(item.id)
    _add(frame, new, elements, actions.add_chapters, "chapters")


def _accept_workplaces(frame: Frame) -> None:
    """The workplaces as the plan lists them; a plan that has its list keeps it."""
    listed = [item for item in frame.document.units if item.name.strip()]
    if not listed or ListedWorkplace.objects.filter(plan=frame.own_plan).exists():
        return
    rows: dict[str, ListedWorkplace] = {}
    for position, item in enumerate(listed):
        rows[item.id] = ListedWorkplace(
            plan=frame.own_plan, unit=frame.workplaces.get(item.id), position=position,
            name=item.name, text=item.text or "",
            kind=fitting(frame, item.kind, 100, element=item.id, name="kind"),
        )  # fmt: skip
    for item in listed:
        rows[item.id].parent = rows.get(item.parent or "")
    new, elements = list(rows.values()), list(rows)
    _add(frame, new, elements, actions.add_workplaces, "workplaces")


def _accept_needs(frame: Frame) -> None:
    rows = CompetenceNeed.objects.filter(plan=frame.own_plan)
    there = Counter((row.department_id, row.text_key) for row in rows)
    count = sum(there.values())
    new: list[CompetenceNeed] = []
    elements: list[str] = []
    for item in frame.document.needs:
        if not item.text.strip():
            continue
        department = department_of(frame, item.department)
        key = (department.pk if department else None, title_key(item.text))
        if there[key]:
            there[key] -= 1
            continue
        new.append(
            CompetenceNeed(
                plan=frame.own_plan, department=department, position=count + len(new),
                text=item.text,
            )
        )  # fmt: skip
        elements.append(item.id)
    _add(frame, new, elements, actions.add_needs, "needs")


def _accept_changes(frame: Frame) -> None:
    rows = ChangeAhead.objects.filter(plan=frame.own_plan)
    there = Counter((row.department_id, row.text_key) for row in rows)
    count = sum(there.values())
    new: list[ChangeAhead] = []
    elements: list[str] = []
    for item in frame.document.changes:
        department = department_of(frame, item.department)
        text, heading = rich(item.text), item.heading or ""
        key = (department.pk if department else None, title_key(f"{heading} {plain_text(text)}"))
        if there[key]:
            there[key] -= 1
            continue
        new.append(
            ChangeAhead(
                plan=frame.own_plan, department=department, position=count + len(new),
                heading=heading, text=text,
            )
        )  # fmt: skip
        elements.append(item.id)
    _add(frame, new, elements, actions.add_changes, "changes")


def _add(frame: Frame, rows: list[Any], elements: list[str], action: Any, name: str) -> None:
    """Add rows of the own plan with the plans' own action; nothing in an adopted plan."""
    if not rows:
        return
    if is_frozen(frame.own_plan):
        frame.ledger.note("plan_not_draft", what=name, count=len(rows))
        return
    keywords: Mapping[str, Any] = {name: rows}
    action(frame.own_plan, **keywords, acting_user=frame.acting_user, batch=frame.batch)
    frame.ledger.remember_added(rows, elements)


def department_of(frame: Frame, name: str | None) -> Unit | None:
    """The department with the name; None when the document names none."""
    if not name or not fold(name):
        return None
    return frame.departments.get(rules.name_stems(name))
