# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure rules about plans: orders of goals, the red thread, and digests. No Django."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")


class ParentsGoInCircle(Exception):
    """Some goals each lie below another of them, so that none can be first."""


class Break(Enum):
    """Where the red thread is broken, and so what is missing."""

    PARENT_NOT_FOUND = "parent_not_found"
    """The goal says that it hangs under one that is not among the year's goals."""
    NO_PARENT = "no_parent"
    """The goal hangs under nothing, although there are goals above to hang under."""
    NOT_BROKEN_DOWN = "not_broken_down"
    """Nobody below has taken the goal up, and nothing says why."""
    NO_WAY_TO_SEE = "no_way_to_see"
    """Neither expected result nor indicator says when the goal is reached."""


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """What the thread needs to know of a goal. `level` is the order of its level, top first.

    `hangs` says that goals of this level have one above, `breaks_down` that they are to be taken up
    by the level below, and `is_measured` that they are to be seen by results or indicators.
    """

    id: int
    parent: int | None
    level: int
    results: int = 0
    indicators: int = 0
    activities: int = 0
    reason: str = ""
    hangs: bool = False
    breaks_down: bool = False
    is_measured: bool = False


@dataclass(slots=True)
class ThreadNode:
    """A goal in the thread, what hangs under it, and where it is broken.

    The three counts are of the goal and all goals below it together.
    """

    goal: GoalFacts
    children: list[ThreadNode] = field(default_factory=list)
    breaks: tuple[Break, ...] = ()
    goals_below: int = 0
    indicators: int = 0
    activities: int = 0

    def walk(self) -> Iterator[ThreadNode]:
        """The node and every node below it, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


def build_thread(goals: Iterable[GoalFacts]) -> list[ThreadNode]:
    """The trees that the goals make, in the order given.

    A goal whose parent is not among them is a root, marked as broken. Goals that hang in a circle
    have no way to a root: each circle is opened at its first goal, marked in the same way.
    """
    nodes = {goal.id: ThreadNode(goal) for goal in goals}
    roots = []
    for node in nodes.values():
        parent = nodes.get(node.goal.parent) if node.goal.parent is not None else None
        if parent is None or _leads_to_itself_first(node.goal.id, nodes):
            roots.append(node)
        else:
            parent.children.append(node)
    for root in roots:
        _sum_up(root)
    return roots


def breaks(node: ThreadNode) -> tuple[Break, ...]:
    """Where the thread is broken at the node."""
    goal = node.goal
    found = []
    if goal.hangs and goal.parent is None:
        found.append(Break.NO_PARENT)
    if goal.breaks_down and not node.children and not goal.reason:
        found.append(Break.NOT_BROKEN_DOWN)
    if goal.is_measured and not goal.results and not goal.indicators:
        found.append(Break.NO_WAY_TO_SEE)
    return tuple(found)


def asked_to_take_up(takers: Collection[int], planning: Mapping[int, int | None]) -> set[int]:
    """The units that a goal waits for, given those that have taken it up.

    `planning` holds the units below the goal that plan, with the unit above each of them. A goal
    waits for every unit beside one that has taken it up: preschools do not take up what is meant
    for home care. When nobody has, it waits for all.
    """
    if not takers:
        return set(planning)
    departments = {planning[unit] for unit in takers if unit in planning}
    return {unit for unit, above in planning.items() if above in departments} | set(takers)


def generations(rows: Sequence[T], above: Callable[[T], Iterable[T | None]]) -> Iterator[list[T]]:
    """The rows in groups, each after those that it points at. Order within a group is kept.

    `above` gives what a row points at; what is not among the rows does not count. Raises
    `ParentsGoInCircle`.
    """
    ids = {id(row) for row in rows}
    done: set[int] = set()
    waiting = list(rows)
    while waiting:
        ready = [
            row
            for row in waiting
            if all(id(one) not in ids or id(one) in done for one in above(row) if one is not None)
        ]
        if not ready:
            raise ParentsGoInCircle
        yield ready
        done |= {id(row) for row in ready}
        waiting = [row for row in waiting if id(row) not in done]


def digest(document: Mapping[str, Any]) -> str:
    """SHA-256 in hex of a document of JSON values; the order of its keys does not count."""
    written = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def plain_text(blocks: Iterable[Mapping[str, Any]]) -> str:
    """The words of rich text, one line a block or table row."""
    lines = []
    for block in blocks:
        if block.get("rows"):
            lines += ["\t".join(cell.get("text", "") for cell in row) for row in block["rows"]]
        else:
            lines.append(block.get("text", ""))
    return "\n".join(lines)


def _leads_to_itself_first(start: int, nodes: Mapping[int, ThreadNode]) -> bool:
    """Whether the way up comes back to the start, and the start is the circle's lowest id."""
    seen = {start}
    step = nodes[start].goal.parent
    while step is not None and step in nodes:
        if step == start:
            return start == min(seen)
        if step in seen:
            return False
        seen.add(step)
        step = nodes[step].goal.parent
    return False


def _sum_up(root: ThreadNode) -> None:
    for node in reversed(list(root.walk())):
        node.goals_below = sum(child.goals_below + 1 for child in node.children)
        node.indicators = node.goal.indicators + sum(child.indicators for child in node.children)
        node.activities = node.goal.activities + sum(child.activities for child in node.children)
        lost = (Break.PARENT_NOT_FOUND,) if node is root and node.goal.parent is not None else ()
        node.breaks = lost + breaks(node)
