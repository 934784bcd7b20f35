# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A board's plan with all its units, as one document. Nothing here asks the database.

The board's own text comes first, then each unit's: its name as a chapter, and what the unit has
written below that. The goals are one thread, in which a unit's goals stand under the board's and
say whose they are. Activities stand under the unit's own goals, which tell whose they are; those
that serve no goal of the unit's, needs and changes stand with the unit's chapter where they name no
department of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ledtrad.organisation.models import Unit
from ledtrad.plans.models import Plan
from plandoc.model import (
    Activity,
    Change,
    Chapter,
    Goal,
    Indicator,
    Need,
    PlanDocument,
    UnitItem,
)

KIND_WORDS: Mapping[str, str] = {
    Plan.Kind.OPERATIONAL: "Verksamhetsplan",
    Plan.Kind.COMPETENCE: "Kompetensförsörjningsplan",
    Plan.Kind.OTHER: "Plan",
}
"""What a plan is called, whatever language the pages are in: the documents are Swedish."""

UNIT_WORDS: Mapping[str, str] = {
    Unit.Kind.ADMINISTRATION: "förvaltning",
    Unit.Kind.DEPARTMENT: "avdelning",
    Unit.Kind.UNIT: "enhet",
}
"""What the units below a board are called."""

DEEPEST = 6
"""The deepest level that a heading has."""

E = TypeVar("E", Goal, Indicator, Activity)
D = TypeVar("D", Activity, Need, Change)


@dataclass(frozen=True, slots=True)
class Part:
    """One plan in the board's: its document, the unit's name, and the ids of what is its own.

    `kind` is the kind of `Unit` that it is of.
    """

    key: int
    unit: str
    kind: str
    document: PlanDocument
    own: frozenset[str]


def joined(board: PlanDocument, parts: Sequence[Part]) -> PlanDocument:
    """The board's own document and its units', as one.

    What several of them show, the board's goals above all, is there once.
    """
    marked = [_marked(part) for part in parts]
    every = [board, *marked]
    return replace(
        board,
        title=_title(board) if parts else board.title,
        units=(*board.units, *(item for part in parts for item in _workplaces(part))),
        chapters=(
            *board.chapters,
            *(each for part in parts for each in _chapters(part)),
        ),
        goals=tuple(_thread(_once(goal for each in every for goal in each.goals))),
        indicators=tuple(_once(one for each in every for one in each.indicators)),
        activities=tuple(_once(one for each in every for one in each.activities)),
        needs=tuple(need for each in every for need in each.needs),
        changes=tuple(change for each in every for change in each.changes),
        leftovers=tuple(leftover for each in every for leftover in each.leftovers),
    )


def _title(board: PlanDocument) -> str:
    """A title that tells that the units' plans are there too."""
    period = f" {board.period.text}" if board.period else ""
    title = board.title or f"{KIND_WORDS.get(board.kind, 'Plan')}{period}"
    return f"{title} med enheternas planer"


def _marked(part: Part) -> PlanDocument:
    """The unit's document with its name on what is its own."""
    document, name = part.document, part.unit
    return replace(
        document,
        goals=tuple(
            replace(goal, level_name=f"{goal.level_name}, {name}") if goal.id in part.own else goal
            for goal in document.goals
        ),
        activities=tuple(
            _of_department(one, name) if one.id in part.own and not part.own & {*one.goals} else one
            for one in document.activities
        ),
        needs=tuple(_of_department(need, name) for need in document.needs),
        changes=tuple(_of_department(change, name) for change in document.changes),
    )


def _of_department(element: D, name: str) -> D:
    return element if element.department else replace(element, department=name)


def _chapters(part: Part) -> Iterator[Chapter]:
    yield Chapter(f"part-{part.key}", part.unit, 1)
    highest = min((chapter.level for chapter in part.document.chapters), default=1)
    for chapter in part.document.chapters:
        yield replace(chapter, level=min(chapter.level - highest + 2, DEEPEST))


def _workplaces(part: Part) -> Iterator[UnitItem]:
    own = f"unit-of-{part.key}"
    yield UnitItem(own, part.unit, UNIT_WORDS.get(part.kind))
    for item in part.document.units:
        yield item if item.parent else replace(item, parent=own)


def _once(elements: Iterable[E]) -> list[E]:
    """Each element the first time that it is shown."""
    found: dict[str, E] = {}
    for element in elements:
        found.setdefault(element.id, element)
    return list(found.values())


def _thread(goals: Sequence[Goal]) -> Iterator[Goal]:
    """Each goal before those under it, whichever document they came from."""
    there = {goal.id for goal in goals}
    below: dict[str | None, list[Goal]] = defaultdict(list)
    for goal in goals:
        below[goal.parent if goal.parent in there else None].append(goal)
    waiting = list(reversed(below[None]))
    while waiting:
        goal = waiting.pop()
        yield goal
        waiting += reversed(below[goal.id])
