# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan as the document that a template draws. Rows in, parts in reading order out.

Nothing here asks the database. A unit's own goals stand among those they hang under: what others
have decided is `is_own=False`, and a board's goal that the unit has not taken up is `is_waiting`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from ledtrad.indicators.models import PlannedIndicator
from ledtrad.plans.models import (
    ChangeAhead,
    Chapter,
    CompetenceNeed,
    Goal,
    Plan,
    PlannedActivity,
)
from ledtrad.plans.rules import plain_text
from ledtrad.steering.models import ENDING_STATUSES, Level
from ledtrad.web.formats import due_words

RichText = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Said:
    """A status or an assessment: its kind, its words, the round and what was written about it."""

    kind: str
    text: str
    occasion: str
    comment: RichText
    remark: RichText = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Figure:
    """A target or an outcome: a number with its unit of measure, or words. None is not zero."""

    value: Decimal | None
    text: str
    unit_of_measure: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator of a goal with the unit's own target, the council's and the newest outcome."""

    id: int
    wording: str
    periodicity: str
    own: tuple[Figure, ...] = ()
    council: tuple[Figure, ...] = ()
    outcome: Figure | None = None


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity of a plan. `late_since` is its last day, if that is past and it goes on."""

    id: int
    title: str
    aim: str
    start: str
    due: str
    responsible: str
    resources: str
    categories: str
    follow_up: str
    status: Said | None
    late_since: dt.date | None
    department: str
    goals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GoalSectionPart:
    """A named part of a goal's text."""

    heading: str
    text: RichText


@dataclass(slots=True)
class GoalPart:
    """A goal in the document with all that stands under it."""

    goal: Goal
    is_own: bool
    is_waiting: bool = False
    is_unmeasured: bool = False
    is_last: bool = False
    results: list[str] = field(default_factory=list)
    sections: list[GoalSectionPart] = field(default_factory=list)
    indicators: list[IndicatorRow] = field(default_factory=list)
    activities: list[ActivityRow] = field(default_factory=list)
    assessment: Said | None = None
    status: Said | None = None

    @property
    def has_outcomes(self) -> bool:
        """Whether the table of indicators needs a column for outcomes."""
        return any(row.outcome for row in self.indicators)

    @property
    def has_responsible(self) -> bool:
        """Whether the table of activities needs a column for who is responsible."""
        return any(row.responsible for row in self.activities)

    @property
    def has_statuses(self) -> bool:
        """Whether the table of activities needs a column for statuses."""
        return any(row.status for row in self.activities)


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A chapter. What a document says of a department is gathered in a part of its own.

    `place` is that part's number, when the heading of a chapter without text names the department.
    """

    chapter: Chapter
    place: int | None = None
    has_more_below: bool = False


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """Activities under a goal that is not the plan's own, or under a category."""

    heading: str
    rows: Sequence[ActivityRow]


@dataclass(frozen=True, slots=True)
class Department:
    """What a plan says of one of its departments; the nameless one is the unit as a whole."""

    name: str
    changes: Sequence[ChangeAhead]
    needs: Sequence[CompetenceNeed]
    groups: Sequence[ActivityGroup]
    # Which columns the department's table of activities needs.
    has: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class PlanRows:
    """All that the database holds of a plan, as read."""

    plan: Plan
    chapters: Sequence[Chapter]
    goals: Sequence[Goal]
    waiting: Collection[int]
    indicators: Sequence[PlannedIndicator]
    targets: Mapping[int, tuple[tuple[Figure, ...], tuple[Figure, ...]]]
    outcomes: Mapping[int, Figure]
    activities: Sequence[PlannedActivity]
    activity_statuses: Mapping[int, Said]
    assessments: Mapping[int, Said]
    goal_statuses: Mapping[int, Said]
    needs: Sequence[CompetenceNeed]
    changes: Sequence[ChangeAhead]
    today: dt.date


@dataclass(frozen=True, slots=True)
class PlanDocumentPage:
    """The document: chapters, goals with what they hang under, and what is under no own goal."""

    chapters: Sequence[ChapterPart]
    goals: Sequence[GoalPart]
    indicators: Sequence[IndicatorRow]
    departments: Sequence[Department]
    has_loose_activities: bool

    @property
    def departments_heading(self) -> str:
        """What the part after the goals holds: departments, or activities alone."""
        several = len(self.departments) > 1
        more = any(each.changes or each.needs for each in self.departments)
        return _("Department by department") if several or more else _("Activities")

    @property
    def toc_goals(self) -> list[GoalPart]:
        """The goals that the contents list: the unit's own, and those it has not taken up."""
        return [part for part in self.goals if part.is_own or part.is_waiting]


def lay_out(rows: PlanRows) -> PlanDocumentPage:
    """The plan's parts in reading order."""
    activities = [_activity(row, rows) for row in rows.activities]
    parts = list(_goal_parts(rows, activities))
    own = {part.goal.pk for part in parts if part.is_own}
    loose = [row for row in activities if not own.intersection(row.goals)]
    departments = _departments(rows, loose)
    if parts:
        parts[-1].is_last = not departments
    return PlanDocumentPage(
        chapters=_chapters(rows.chapters, [each.name for each in departments]),
        goals=parts,
        indicators=[_indicator(row, rows) for row in rows.indicators if row.goal_id not in own],
        departments=departments,
        has_loose_activities=bool(loose),
    )


def _chapters(chapters: Sequence[Chapter], departments: Sequence[str]) -> list[ChapterPart]:
    found = []
    for chapter, after in zip_longest(chapters, chapters[1:]):
        named = [
            number
            for number, name in enumerate(departments, start=1)
            if name and name.casefold() in chapter.heading.casefold()
        ]
        is_empty = not chapter.text
        found.append(
            ChapterPart(
                chapter,
                place=named[0] if named and is_empty else None,
                has_more_below=after is not None and after.level > chapter.level,
            )
        )
    return found


def _goal_parts(rows: PlanRows, activities: Sequence[ActivityRow]) -> Iterator[GoalPart]:
    """Own goals and waiting ones, each after the goals it hangs under that have not been shown."""
    by_id = {goal.pk: goal for goal in rows.goals}
    wanted = {goal.pk for goal in rows.goals if goal.plan_id == rows.plan.pk} | set(rows.waiting)
    shown = set(wanted)
    for key in wanted:
        shown.update(_line(by_id, key))
    below: dict[int | None, list[Goal]] = defaultdict(list)
    for goal in rows.goals:
        if goal.pk in shown:
            below[goal.parent_id if goal.parent_id in shown else None].append(goal)
    names = {each["type"]: each["name"] for each in _defined_sections(rows.plan)}
    indicators: dict[int | None, list[IndicatorRow]] = defaultdict(list)
    for planned in rows.indicators:
        indicators[planned.goal_id].append(_indicator(planned, rows))
    for goal in _in_order(below, [goal for goal in rows.goals if goal.pk in shown]):
        results = sorted(goal.expected_results.all(), key=_position)
        is_own = goal.plan_id == rows.plan.pk
        own_activities = [row for row in activities if goal.pk in row.goals] if is_own else []
        yield GoalPart(
            goal,
            is_own=is_own,
            is_waiting=goal.pk in rows.waiting,
            is_unmeasured=is_own
            and not rows.plan.is_partial
            and not goal.level.is_assignment
            and goal.level.owner != Level.Owner.COUNCIL
            and not (results or indicators[goal.pk] or below[goal.pk]),
            results=[each.text for each in results],
            sections=[
                GoalSectionPart(each.heading or names.get(each.type, each.type), each.text)
                for each in sorted(goal.sections.all(), key=_position)
            ],
            indicators=indicators[goal.pk] if is_own else [],
            activities=own_activities,
            assessment=rows.assessments.get(goal.pk),
            status=rows.goal_statuses.get(goal.pk),
        )


def _line(goals: Mapping[int, Goal], key: int) -> Iterator[int]:
    """The goals that a goal hangs under, nearest first; a circle ends where it closes."""
    seen = {key}
    step = goals[key].parent_id
    while step is not None and step in goals and step not in seen:
        yield step
        seen.add(step)
        step = goals[step].parent_id


def _in_order(below: Mapping[int | None, Sequence[Goal]], every: Sequence[Goal]) -> Iterator[Goal]:
    """Each goal before those under it; goals that hang in a circle come last."""
    seen: set[int] = set()
    waiting = list(reversed(below.get(None, ())))
    while waiting:
        goal = waiting.pop()
        seen.add(goal.pk)
        yield goal
        waiting += reversed(below.get(goal.pk, ()))
    yield from (goal for goal in every if goal.pk not in seen)


def _departments(rows: PlanRows, loose: Iterable[ActivityRow]) -> list[Department]:
    """What lies ahead, needs and activities by department, in the order of the document."""
    titles = {goal.pk: str(goal) for goal in rows.goals}
    changes: dict[str, list[ChangeAhead]] = defaultdict(list)
    needs: dict[str, list[CompetenceNeed]] = defaultdict(list)
    activities: dict[str, list[ActivityRow]] = defaultdict(list)
    names: dict[str, None] = {}
    for change in rows.changes:
        changes[_name(change)].append(change)
        names[_name(change)] = None
    for need in rows.needs:
        needs[_name(need)].append(need)
        names[_name(need)] = None
    for row in loose:
        activities[row.department].append(row)
        names[row.department] = None
    return [
        Department(
            name,
            changes[name],
            needs[name],
            _groups(activities[name], titles),
            {
                "goals": any(row.goals for row in activities[name]),
                "responsible": any(row.responsible for row in activities[name]),
                "resources": any(row.resources for row in activities[name]),
                "follow_up": any(row.follow_up for row in activities[name]),
                "status": any(row.status for row in activities[name]),
            },
        )
        for name in names
    ]


def _groups(rows: Iterable[ActivityRow], titles: Mapping[int, str]) -> list[ActivityGroup]:
    """By the goals served, or else by category, each group where its first row stood."""
    groups: dict[str, list[ActivityRow]] = {}
    for row in rows:
        heading = "; ".join(titles[goal] for goal in row.goals if goal in titles)
        groups.setdefault(heading or row.categories, []).append(row)
    return [ActivityGroup(heading, each) for heading, each in groups.items()]


def _activity(row: PlannedActivity, rows: PlanRows) -> ActivityRow:
    status = rows.activity_statuses.get(row.pk)
    ended = status is not None and status.kind in ENDING_STATUSES
    is_late = row.due_date is not None and row.due_date < rows.today and not ended
    roles = sorted(row.roles.all(), key=lambda role: role.position)
    categories = sorted(row.categories.all(), key=lambda category: category.position)
    return ActivityRow(
        id=row.pk,
        title=row.title,
        aim=row.aim,
        start=row.start_text,
        due=due_words(row.due_text, row.due_kind, row.due_date),
        responsible=row.responsible_text or ", ".join(role.text for role in roles),
        resources=row.resources,
        categories=", ".join(category.name for category in categories),
        follow_up=plain_text([*row.planned_follow_up, *row.comment]),
        status=status,
        late_since=row.due_date if is_late else None,
        department=_name(row),
        goals=tuple(goal.pk for goal in row.goals.all()),
    )


def _indicator(row: PlannedIndicator, rows: PlanRows) -> IndicatorRow:
    own, council = rows.targets.get(row.indicator_id, ((), ()))
    return IndicatorRow(
        id=row.pk,
        wording=row.wording,
        periodicity=row.periodicity_text,
        own=own,
        council=council,
        outcome=rows.outcomes.get(row.indicator_id),
    )


def _position(row: Any) -> tuple[int, int]:
    return row.position, row.pk


def _defined_sections(plan: Plan) -> list[dict[str, str]]:
    sections: list[dict[str, str]] = plan.steering_model.definition.get("sections", [])
    return sections


def _name(row: PlannedActivity | CompetenceNeed | ChangeAhead) -> str:
    return row.department.name if row.department else ""
