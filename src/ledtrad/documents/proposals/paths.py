# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way from a change to the value that it is about, in any document of the same plan. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plandoc.diff import Change
from plandoc.diff.content import content_fields
from plandoc.manuscript.keys import parts
from plandoc.model import PlanDocument, Section, Target

_ROW = re.compile(r"(?P<kind>[a-z]+)-(?P<number>[1-9]\d{0,17})\Z", re.ASCII)
MODELS = {
    "goal": "plans.goal",
    "result": "plans.expectedresult",
    "activity": "plans.plannedactivity",
    "chapter": "plans.chapter",
    "need": "plans.competenceneed",
    "change": "plans.changeahead",
    "unit": "plans.listedworkplace",
    "indicator": "indicators.plannedindicator",
}
"""What an id in our documents begins with, and the rows that it is of."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value of a document: whether what it belongs to is there, and the value."""

    is_there: bool
    value: Any = None


def row_number(identity: str, kind: str) -> int | None:
    """The row that an id names, if it is of that kind."""
    found = _ROW.match(identity)
    return int(found["number"]) if found and found["kind"] == kind else None


class Values:
    """Values of one document, by the paths of changes from `base`."""

    def __init__(self, document: PlanDocument, base: PlanDocument) -> None:
        self._document = document
        self._base = base
        self._here: dict[str, dict[str, Any]] = {}
        self._there: dict[str, dict[str, Any]] = {}

    def at(self, change: Change) -> Found:
        """What the document says where the change is. For an addition: what says the same."""
        path = parts(change.path)
        if change.field == "order":
            return self._order(path)
        if len(path) == 1:
            return Found(True, getattr(self._document, path[0], None))
        if change.is_addition:
            return self._alike(path, change.new)
        element = self._element(path[0], path[1])
        if element is None:
            return Found(False)
        if len(path) == 2:
            return Found(True, element)
        if path[2] not in _LISTS:
            return Found(True, getattr(element, path[2], None))
        part = self._part(element, path)
        if change.element == "expected_result" and change.field == "goal":
            return self._goal_of_result(path[3])
        if part is None or len(path) == 4:
            return Found(part is not None, part)
        return Found(True, getattr(part, path[4], None))

    def _order(self, path: Sequence[str]) -> Found:
        items: Any = getattr(self._document, path[0], ())
        if len(path) == 3:
            element = self._element(path[0], path[1])
            items = getattr(element, path[2], ()) if element is not None else ()
        return Found(True, tuple(getattr(item, "id", "") for item in items))

    def _alike(self, path: Sequence[str], new: Any) -> Found:
        """An element in the same list that says what the added one says."""
        items: Any = ()
        if len(path) == 2:
            items = getattr(self._document, path[0], ())
        else:
            above = self._element(path[0], path[1])
            items = getattr(above, path[2], ()) if above is not None else ()
        same = next((item for item in items if alike(item, new)), None)
        return Found(same is not None, same)

    def _part(self, element: Any, path: Sequence[str]) -> Any:
        items = getattr(element, path[2])
        if path[2] == "expected_results":
            return next((item for item in items if item.id == path[3]), None)
        base = _by_id(self._there, self._base, path[0]).get(path[1])
        before = getattr(base, path[2], ()) if base is not None else ()
        number = int(path[3]) if path[3].isdigit() else -1
        return _counterpart(before, number, items) if 0 <= number < len(before) else None

    def _goal_of_result(self, identity: str) -> Found:
        for goal in self._document.goals:
            if any(result.id == identity for result in goal.expected_results):
                return Found(True, goal.id)
        return Found(False)

    def _element(self, collection: str, identity: str) -> Any:
        return _by_id(self._here, self._document, collection).get(identity)


def alike(one: Any, other: Any) -> bool:
    """Whether two elements of a kind say the same, whatever they are called and came from."""
    return type(one) is type(other) and all(
        getattr(one, name) == getattr(other, name) for name in content_fields(one)
    )


_LISTS = frozenset({"sections", "expected_results", "targets", "outcomes", "forecasts"})


def _by_id(
    known: dict[str, dict[str, Any]], document: PlanDocument, collection: str
) -> dict[str, Any]:
    if collection not in known:
        items = getattr(document, collection, ())
        known[collection] = {item.id: item for item in items if hasattr(item, "id")}
    return known[collection]


def _counterpart(before: Sequence[Any], number: int, now: Sequence[Any]) -> Any:
    """Where a part that has no id is now: as many as before it of the same name came first."""
    name = part_name(before[number])
    place = [part_name(item) for item in before[:number]].count(name)
    same = [item for item in now if part_name(item) == name]
    return same[place] if place < len(same) else None


def part_name(part: Any) -> tuple[Any, ...]:
    """What tells a section, target or outcome of one element from the others."""
    if isinstance(part, Section):
        return (part.type,)
    if isinstance(part, Target):
        return (part.set_by, part.year)
    return (part.period, part.group)
