# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a document is content, and when two documents say the same."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from plandoc.model import Goal, PlanDocument

# Reading notes: how a document was read, which is not what it says.
NOTES = frozenset({"source", "guesses", "ignored", "repairs", "format", "place", "confidence"})


def content_fields(element: object) -> tuple[str, ...]:
    """The names of a part's fields that are content; an id is none."""
    kind: Any = type(element)
    return tuple(name for name in _fields_with_id(kind) if name != "id")


def same_content(old: PlanDocument, new: PlanDocument, *, same_ids: bool = False) -> bool:
    """Whether two documents say the same, in the same order.

    Ids do not count, unless both documents share them (`same_ids`): then an element with another
    id is another element.
    """
    if same_ids:
        return bool(_stripped(old) == _stripped(new))
    return bool(_stripped(_with_plain_ids(old)) == _stripped(_with_plain_ids(new)))


def _stripped(value: Any) -> Any:
    """A value as nested tuples, without reading notes."""
    if isinstance(value, tuple):
        return tuple(map(_stripped, value))
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(_stripped(getattr(value, name)) for name in _fields_with_id(type(value)))
    return value


@cache
def _fields_with_id(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in NOTES)


def _with_plain_ids(document: PlanDocument) -> PlanDocument:
    """The document with its elements numbered in order, and its references too."""
    names: dict[str, str] = {}

    def named(elements: tuple[Any, ...]) -> tuple[Any, ...]:
        for element in elements:
            names.setdefault(element.id, f"#{len(names)}")
        return tuple(replace(element, id=names[element.id]) for element in elements)

    def known(reference: str | None) -> str | None:
        return names.get(reference, reference) if reference is not None else None

    def inside(goal: Goal) -> Goal:
        return replace(
            goal,
            parent=known(goal.parent),
            same_as=known(goal.same_as),
            expected_results=named(goal.expected_results),
        )

    plain = replace(
        document,
        units=named(document.units),
        chapters=named(document.chapters),
        goals=named(document.goals),
        indicators=named(document.indicators),
        activities=named(document.activities),
        needs=named(document.needs),
        changes=named(document.changes),
        facts=named(document.facts),
        events=named(document.events),
    )
    return replace(
        plain,
        units=tuple(replace(unit, parent=known(unit.parent)) for unit in plain.units),
        goals=tuple(map(inside, plain.goals)),
        indicators=tuple(replace(each, goal=known(each.goal)) for each in plain.indicators),
        activities=tuple(
            replace(each, goals=tuple(names.get(goal, goal) for goal in each.goals))
            for each in plain.activities
        ),
        facts=tuple(replace(fact, element=known(fact.element)) for fact in plain.facts),
        events=tuple(replace(event, element=known(event.element)) for event in plain.events),
    )
