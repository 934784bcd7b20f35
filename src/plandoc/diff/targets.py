# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Targets that were lowered, raised or removed, and days that were moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from plandoc.diff.changes import Change, ChangeKind
from plandoc.diff.lists import pair_equal
from plandoc.model import Direction, Due, Indicator, Outcome, Period, Target

Pairs = list[tuple[int, int]]

_WEIGHTS: dict[ChangeKind, int] = {
    "target_removed": 1, "target_lowered": 2, "target_raised": 3, "target_changed": 4,
    "dropped": 5, "target_added": 6, "due_moved": 1, "due_removed": 2, "due_changed": 3,
    "due_set": 4, "split": 7, "merged": 7,
}  # fmt: skip


def weight(change: Change) -> tuple[int, int]:
    """The order within a topic: what asks for less first, then by kind, the longest delay first."""
    kind = _WEIGHTS.get(change.kind, 5)
    if change.topic == "targets" and change.easier:
        kind = 0
    if change.topic == "goals":
        kind = {"dropped": 1, "added": 2, "split": 3, "merged": 3, "moved": 4}.get(change.kind, 5)
    if change.topic == "elements":
        kind = {"dropped": 1, "added": 2, "moved": 3}.get(change.kind, 5)
    return (kind, -(change.days or 0))


def days_between(old: Any, new: Any) -> int | None:
    """How many days later the new due's last day is; None where either has no day."""
    if not isinstance(old, Due) or not isinstance(new, Due) or not old.date or not new.date:
        return None
    return (date.fromisoformat(new.date) - date.fromisoformat(old.date)).days


def is_rolled(old: Any, new: Any, before: Period | None, now: Period | None) -> bool:
    """Whether a due has the same day of the year, as many years later as the plan itself."""
    if days_between(old, new) is None or old.date[5:] != new.date[5:]:
        return False
    years = _years_between(before, now)
    return bool(years) and int(new.date[:4]) - int(old.date[:4]) == years


def _years_between(before: Period | None, now: Period | None) -> int | None:
    if not (before and now and before.start and now.start):
        return None
    return int(now.start[:4]) - int(before.start[:4])


def pair(old: Sequence[Target] | Sequence[Outcome], new: Sequence[Any]) -> Pairs:
    """The targets or outcomes of one indicator that answer to each other.

    First those for the same year or period. Where one who sets targets has none for a year in
    common, as in two years' plans, they are paired in order of years.
    """
    pairs = pair_equal(_own_key, old, new)
    if not old or not isinstance(old[0], Target):
        return pairs
    shared = {getattr(old[i], "set_by", "") for i, _ in pairs}
    left = [i for i in range(len(old)) if i not in {i for i, _ in pairs}]
    right = [j for j in range(len(new)) if j not in {j for _, j in pairs}]
    for set_by in ("unit", "council"):
        if set_by in shared:
            continue
        pairs += zip(_by_year(old, left, set_by), _by_year(new, right, set_by), strict=False)
    return sorted(pairs)


def _by_year(targets: Sequence[Any], numbers: Sequence[int], set_by: str) -> list[int]:
    """Which of the numbered targets somebody set, in order of years."""
    own = (number for number in numbers if targets[number].set_by == set_by)
    return sorted(own, key=lambda number: targets[number].year or 0)


def _own_key(each: Target | Outcome) -> tuple[object, ...]:
    if isinstance(each, Target):
        return (each.set_by, each.year)
    return (each.period, each.group)


def classified_target(
    change: Change, old: Indicator, new: Indicator, before: Period | None, now: Period | None
) -> Change:
    """The change of a target with what kind it is: lowered, raised, removed, and if it is easier.

    A target for a year that the new document's period has passed is not removed: its time is over.
    """
    one, other = change.old, change.new
    kind: ChangeKind = "target_changed"
    easier: bool | None = None
    if not isinstance(one, Target):
        kind = "target_added"
    elif not isinstance(other, Target):
        over = one.year and now and now.start and one.year < int(now.start[:4])
        kind, easier = ("carried_over", None) if over else ("target_removed", True)
    elif one.value is not None and other.value is not None and _comparable(one, other):
        if one.value != other.value:
            kind = "target_lowered" if other.value < one.value else "target_raised"
            easier = _is_easier(kind, _direction(old, new))
        elif _rolled(one, other, before, now):
            kind = "carried_over"
    elif one.value is None and one.text == other.text and _rolled(one, other, before, now):
        kind = "carried_over"
    elif one.value is not None and other.value is None:
        easier = None
    return replace(
        change, kind=kind, topic="order" if kind == "carried_over" else "targets", easier=easier
    )


def _comparable(one: Target, other: Target) -> bool:
    """Whether two figures are of the same unit, as far as is known."""
    return not (one.unit and other.unit) or one.unit == other.unit


def _rolled(one: Target, other: Target, before: Period | None, now: Period | None) -> bool:
    """Whether a target is the same but for the year, as its plan is."""
    if one.year is None or other.year is None or one.year == other.year:
        return False
    return other.year - one.year == _years_between(before, now)


def _direction(old: Indicator, new: Indicator) -> Direction:
    if new.direction == "unknown":
        return old.direction
    return new.direction if old.direction in ("unknown", new.direction) else "unknown"


def _is_easier(kind: ChangeKind, direction: Direction) -> bool | None:
    if direction not in ("more", "less"):
        return None
    return (kind == "target_lowered") == (direction == "more")
