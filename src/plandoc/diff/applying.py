# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Chosen changes made in a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from plandoc.diff.changes import Change
from plandoc.diff.pairing import COLLECTIONS
from plandoc.manuscript.keys import parts
from plandoc.model import ExpectedResult, Goal, PlanDocument

Keyed = dict[str, Any]
"""The items of a list by their keys: ids, or numbers where the items have no id."""

# Kinds that only tell of something that other changes do.
_TOLD = frozenset({"split", "merged"})


def apply(document: PlanDocument, changes: Iterable[Change]) -> PlanDocument:
    """The document with the changes made; they come from `compare(document, …, same_ids=True)`.

    With all of them the content is that of the other document. With some of them, what would refer
    to an element that is not there refers to nothing instead (a goal whose parent went hangs under
    the nearest one above that is left), and a move that would put a goal under itself is not made.
    A change of an element that is not in the document is passed over.
    """
    made = _Applied(document)
    chosen = [change for change in changes if change.kind not in _TOLD]
    for change in chosen:
        made.set_value(change)
    for change in chosen:
        made.take_away(change)
    for change in chosen:
        made.put_in(change)
    for change in chosen:
        if change.kind == "reordered":
            made.reorder(change)
    return made.document()


class _Applied:
    """A document taken apart into lists by key, while changes are made."""

    def __init__(self, document: PlanDocument) -> None:
        self._base = document
        self._front: dict[str, Any] = {}
        self._lists: dict[str, Keyed] = {
            name: {each.id: each for each in getattr(document, name)} for name in COLLECTIONS
        }
        self._lists["leftovers"] = _numbered(document.leftovers)
        # The lists inside elements that something is changed in: (collection, key, field).
        self._parts: dict[tuple[str, str, str], Keyed] = {}
        # What each addition was put after: several after one thing keep their order.
        self._last: dict[tuple[tuple[str, ...], str | None], str] = {}
        self._moving: dict[str, ExpectedResult] = {}

    def set_value(self, change: Change) -> None:
        """Give one field of one element its new value."""
        if change.field in ("", "order") or _is_result_move(change):
            return
        name, *rest = parts(change.path)
        if not rest:
            self._front[name] = change.new
            return
        key, *rest = rest
        element = self._lists.get(name, {}).get(key)
        if element is None:
            return
        if len(rest) == 1:
            self._lists[name][key] = replace(element, **{rest[0]: change.new})
            return
        part, at = rest[0], rest[1]
        items = self._part(name, key, part)
        if at in items:
            whole = len(rest) == 2
            items[at] = change.new if whole else replace(items[at], **{rest[2]: change.new})

    def take_away(self, change: Change) -> None:
        """Drop an element, or take a result from its goal to be put under another."""
        if _is_result_move(change):
            items, _, key = self._list_of(change)
            if key in items and change.new in self._lists["goals"]:
                self._moving[key] = items.pop(key)
        elif change.new is None and not change.field:
            items, _, key = self._list_of(change)
            items.pop(key, None)

    def put_in(self, change: Change) -> None:
        """Add an element after what it stands after; put a moved result under its new goal."""
        if _is_result_move(change):
            at = self._list_of(change)[2]
            path = ("goals", str(change.new), "expected_results")
            if at in self._moving:
                items = self._part(*path)
                self._insert(path, items, at, self._moving.pop(at), change.after)
        elif change.old is None and not change.field:
            items, above, key = self._list_of(change)
            if key not in items:
                self._insert(above, items, key, change.new, change.after)

    def reorder(self, change: Change) -> None:
        """Put a list in its new order; what the order does not name stays after what it stood."""
        if not isinstance(change.new, tuple):
            return
        items = self._items(parts(change.path))
        place = {str(key): number for number, key in enumerate(change.new)}
        at, keys = -1, []
        for number, key in enumerate(items):
            at = place.get(key, at)
            keys.append((at, key not in place, number, key))
        ordered = {key: items[key] for *_, key in sorted(keys)}
        items.clear()
        items.update(ordered)

    def document(self) -> PlanDocument:
        """The document put together again, every reference leading somewhere."""
        whole: dict[str, Any] = dict(self._front)
        for name in COLLECTIONS:
            whole[name] = tuple(
                self._whole(name, key, element) for key, element in self._lists[name].items()
            )
        whole["leftovers"] = tuple(self._lists["leftovers"].values())
        return _with_sound_references(replace(self._base, **whole), self._base)

    # -- lists

    def _whole(self, name: str, key: str, element: Any) -> Any:
        changed = {
            field.name: tuple(self._parts[name, key, field.name].values())
            for field in fields(element)
            if (name, key, field.name) in self._parts
        }
        return replace(element, **changed) if changed else element

    def _list_of(self, change: Change) -> tuple[Keyed, tuple[str, ...], str]:
        """The list that an element stands in, the way to it, and the element's key there."""
        path = parts(change.path)
        if _is_result_move(change):
            path.pop()
        return self._items(path[:-1]), tuple(path[:-1]), path[-1]

    def _items(self, path: Sequence[str]) -> Keyed:
        return self._lists[path[0]] if len(path) == 1 else self._part(*path)

    def _part(self, name: str, key: str, part: str) -> Keyed:
        """The parts of an element by key; an empty list for one that is not there."""
        element = self._lists[name].get(key)
        if element is None:
            return {}
        if (name, key, part) not in self._parts:
            items = getattr(element, part)
            self._parts[name, key, part] = (
                {each.id: each for each in items}
                if part == "expected_results"
                else _numbered(items)
            )
        return self._parts[name, key, part]

    def _insert(
        self, path: tuple[str, ...], items: Keyed, key: str, item: Any, after: str | None
    ) -> None:
        anchor = self._last.get((path, after), after)
        self._last[path, after] = key
        keys = list(items)
        at = len(keys)
        if anchor is None or anchor in items:
            at = 0 if anchor is None else keys.index(anchor) + 1
        rest = {each: items.pop(each) for each in keys[at:]}
        items[key] = item
        items.update(rest)


def _numbered(items: Sequence[Any]) -> Keyed:
    return {str(number): item for number, item in enumerate(items)}


def _is_result_move(change: Change) -> bool:
    return change.element == "expected_result" and change.field == "goal"


# -- references


def _with_sound_references(document: PlanDocument, base: PlanDocument) -> PlanDocument:
    """The document without references to what is not there, and without circles."""
    goals = {goal.id for goal in document.goals}
    units = {unit.id for unit in document.units}
    parents = _parents(
        {goal.id: goal.parent for goal in document.goals},
        {goal.id: goal.parent for goal in base.goals},
    )
    unit_parents = _parents(
        {unit.id: unit.parent for unit in document.units},
        {unit.id: unit.parent for unit in base.units},
    )
    every = goals | units
    every |= {
        element.id
        for elements in (
            document.chapters, document.indicators, document.activities, document.needs,
            document.changes, document.facts, document.events,
        )
        for element in elements
    }  # fmt: skip
    every |= {result.id for goal in document.goals for result in goal.expected_results}
    return replace(
        document,
        units=tuple(replace(each, parent=unit_parents[each.id]) for each in document.units),
        goals=tuple(_sound_goal(goal, parents[goal.id], goals) for goal in document.goals),
        indicators=tuple(
            each if each.goal is None or each.goal in goals else replace(each, goal=None)
            for each in document.indicators
        ),
        activities=tuple(
            replace(each, goals=tuple(goal for goal in each.goals if goal in goals))
            for each in document.activities
        ),
        guesses=tuple(
            guess for guess in document.guesses if guess.element is None or guess.element in every
        ),
    )


def _sound_goal(goal: Goal, parent: str | None, goals: set[str]) -> Goal:
    same = goal.same_as if goal.same_as in goals and goal.same_as != goal.id else None
    return replace(goal, parent=parent, same_as=same)


def _parents(now: dict[str, str | None], before: dict[str, str | None]) -> dict[str, str | None]:
    """What each element hangs under: something that is there, and never itself."""
    found: dict[str, str | None] = {}
    for identity, parent in now.items():
        passed = set()
        while parent is not None and parent not in now and parent not in passed:
            passed.add(parent)
            parent = before.get(parent)
        found[identity] = parent if parent in now else None
    for identity in found:
        if _in_circle(identity, found):
            old = before.get(identity)
            found[identity] = old if old in now and old != identity else None
            if _in_circle(identity, found):
                found[identity] = None
    return found


def _in_circle(identity: str, parents: dict[str, str | None]) -> bool:
    passed: set[str] = set()
    at = parents[identity]
    while at is not None and at not in passed:
        if at == identity:
            return True
        passed.add(at)
        at = parents[at]
    return False
