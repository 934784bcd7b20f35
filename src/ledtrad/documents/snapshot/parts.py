# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows as elements of a plan document, one by one. Nothing here asks the database.

Ids are the rows' own numbers with the kind before, so that they are the same in every export.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from ledtrad.documents.snapshot.rows import Rows
from ledtrad.indicators.models import (
    Forecast,
    Indicator,
    MissingReason,
    Outcome,
    PlannedIndicator,
    Target,
)
from ledtrad.plans.models import (
    ChangeAhead,
    Chapter,
    CompetenceNeed,
    Goal,
    ListedWorkplace,
    PlannedActivity,
)
from plandoc import model
from plandoc.codec import text_from_list

SAID_NOTHING = "–"
"""The words of an assessment that is only there to hold an analysis."""


def goal_id(key: int) -> str:
    """The id of a goal in every document that shows it."""
    return f"goal-{key}"


def activity_id(key: int) -> str:
    """The id of an activity in every document that shows it."""
    return f"activity-{key}"


def chapter(row: Chapter) -> model.Chapter:
    """A heading with its prose."""
    return model.Chapter(f"chapter-{row.pk}", row.heading, row.level, text_from_list(row.text))


def workplace(row: ListedWorkplace) -> model.UnitItem:
    """One of the unit's own workplaces."""
    parent = f"unit-{row.parent_id}" if row.parent_id is not None else None
    return model.UnitItem(f"unit-{row.pk}", row.name, row.kind or None, parent, row.text or None)


def need(row: CompetenceNeed) -> model.Need:
    """A competence that a department needs."""
    return model.Need(f"need-{row.pk}", row.text, _name_of(row))


def change(row: ChangeAhead) -> model.Change:
    """Something that lies ahead of a department."""
    return model.Change(
        f"change-{row.pk}", text_from_list(row.text), row.heading or None, _name_of(row)
    )


def goal(
    row: Goal, rows: Rows, *, level: tuple[str, str], parent: int | None, among: Collection[int]
) -> model.Goal:
    """A goal with its sections and results, and in a round how it went.

    `level` is its code and name in the document's model, `parent` the goal above that the document
    shows, and `among` the goals that it shows.
    """
    status = rows.goal_statuses.get(row.pk)
    judged = rows.assessments.get(row.pk)
    comment = row.comment or (status.comment if status else judged.remark if judged else [])
    same = row.same_as_id
    says = judged is not None and (judged.text, judged.kind) != (SAID_NOTHING, "unknown")
    return model.Goal(
        id=goal_id(row.pk),
        level=level[0],
        level_name=level[1],
        title=row.title,
        number=row.number or None,
        text=text_from_list(row.text),
        parent=goal_id(parent) if parent is not None else None,
        same_as=goal_id(same) if same is not None and same in among else None,
        sections=tuple(
            model.Section(each.type, text_from_list(each.text), each.heading or None)
            for each in rows.sections.get(row.pk, ())
        ),
        expected_results=tuple(
            model.ExpectedResult(f"result-{each.pk}", each.text)
            for each in rows.results.get(row.pk, ())
        ),
        addressees=tuple(row.addressees),
        origin=row.origin or None,
        due=due(row.due_text, row.due_kind, row.due_start, row.due_date, row.due_steps),
        responsible=tuple(model.Role(each["text"], each.get("name")) for each in row.responsible),
        status=model.Status(status.text, _kind(status.kind)) if status else None,
        comment=text_from_list(comment),
        assessment=model.Assessment(judged.text, _kind(judged.kind)) if judged and says else None,
        analysis=text_from_list(judged.comment) if judged else (),
    )


def due(
    text: str,
    kind: str,
    start: dt.date | None,
    date: dt.date | None,
    steps: Iterable[Mapping[str, Any]],
) -> model.Due | None:
    """When something is to be done, from its columns; None when nothing is said."""
    if not text:
        return None
    return model.Due(
        text=text,
        kind=_kind(kind),
        date=date.isoformat() if date else None,
        start=start.isoformat() if start else None,
        steps=tuple(
            model.Due(each["text"], each["kind"], each.get("date"), each.get("start"))
            for each in steps
        ),
    )


def activity(row: PlannedActivity, rows: Rows, among: Collection[int]) -> model.Activity:
    """An activity; of its goals those among the ones that the document shows."""
    status = rows.activity_statuses.get(row.pk)
    roles = rows.roles.get(row.pk, ())
    cell = row.responsible_text
    by_roles = " ".join(role.text for role in roles)
    first, last = row.start_date, row.start_end
    return model.Activity(
        id=activity_id(row.pk),
        title=row.title,
        goals=tuple(goal_id(key) for key in rows.links.get(row.pk, ()) if key in among),
        department=_name_of(row),
        categories=tuple(rows.categories.get(row.pk, ())),
        aim=row.aim or None,
        start=due(
            row.start_text, row.start_kind, first if last else None, last or first, row.start_steps
        ),
        due=due(row.due_text, row.due_kind, row.due_start, row.due_date, row.due_steps),
        responsible=tuple(model.Role(role.text, role.name or None) for role in roles),
        responsible_text=cell if cell and cell != by_roles else None,
        resources=row.resources or None,
        status=model.Status(status.text, _kind(status.kind)) if status else None,
        comment=text_from_list(status.comment if status else row.comment),
        planned_follow_up=text_from_list(row.planned_follow_up),
    )


def indicator(
    row: PlannedIndicator,
    rows: Rows,
    among: Collection[int],
    *,
    targets: Iterable[model.Target],
    outcomes: Iterable[model.Outcome],
    forecasts: Iterable[model.Outcome],
) -> model.Indicator:
    """An indicator as the plan has it, with the values that the document shows."""
    thing: Indicator = row.indicator
    judged = rows.indicator_assessments.get(row.pk)
    return model.Indicator(
        id=f"indicator-{row.pk}",
        name=row.wording,
        goal=goal_id(row.goal_id) if row.goal_id is not None and row.goal_id in among else None,
        gender=thing.gender_split,
        unit_of_measure=thing.unit_of_measure or None,
        direction=_kind(thing.direction),
        periodicity=row.periodicity_text or None,
        targets=tuple(targets),
        outcomes=tuple(outcomes),
        forecasts=tuple(forecasts),
        assessment=model.Assessment(judged.text, _kind(judged.kind)) if judged else None,
        comment=text_from_list(row.comment),
    )


def target(row: Target, *, is_council: bool) -> model.Target:
    """A target; the council's is the municipality's."""
    return model.Target(
        set_by="council" if is_council else "unit",
        text=row.text,
        year=row.year,
        value=_number(row.value),
        unit=row.unit_of_measure or None,
    )


def measured(row: Outcome | Forecast) -> model.Outcome:
    """What was measured or is expected; no reason is given where none was."""
    missing = row.missing_reason
    return model.Outcome(
        period=row.period,
        text=row.text,
        group=_kind(row.group),
        value=_number(row.value),
        unit=row.unit_of_measure or None,
        missing=missing if missing and missing != MissingReason.NOT_STATED else None,
    )


def in_places(rows: Sequence[Any], places: Mapping[int, int]) -> list[Any]:
    """The rows, given in their own order, as the document had them.

    What the document did not have stands after what comes before it in its own plan, or before
    what comes after it there; where the document had nothing of that plan, last.
    """
    found: dict[int, tuple[int, int]] = {}
    for ordered, side in ((rows, 1), (rows[::-1], -1)):
        near: dict[int, int] = {}
        for row in ordered:
            if row.pk in places:
                near[row.plan_id] = places[row.pk]
                found[row.pk] = (places[row.pk], 0)
            elif row.plan_id in near:
                found.setdefault(row.pk, (near[row.plan_id], side))
    return sorted(rows, key=lambda row: found.get(row.pk, (LAST, 0)))


LAST = 10**12
"""The place of what stood in no document."""


def _number(value: Any) -> Any:
    """A number without the zeros that the column adds after its decimals."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _kind(value: str) -> Any:
    """A kind as stored is one of the kinds of `plandoc/1`: the database's constraints say so."""
    return str(value)


def _name_of(row: PlannedActivity | CompetenceNeed | ChangeAhead) -> str | None:
    return row.department.name if row.department is not None else None
