# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was added to a list, dropped from it, and put in another order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from plandoc.diff.changes import Change
from plandoc.manuscript.keys import key


@dataclass(frozen=True, slots=True)
class Part:
    """A list in both documents: its path, the keys of its items, and the pairs that are the same.

    `away` and `here` are items that have moved to another list, or from one: they are neither
    dropped nor added.
    """

    path: str
    old_keys: Sequence[str]
    new_keys: Sequence[str]
    pairs: Sequence[tuple[int, int]]
    away: frozenset[int] = frozenset()
    here: frozenset[int] = frozenset()


def list_changes(part: Part, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    """The changes of the list itself; of kind dropped, added or reordered.

    An added item knows what it stands after among those that were there before, so that it finds
    its place when it is added alone. The new order is told as the keys of the whole new list, and
    only when those that stayed changed places.
    """
    kept_old = dict(part.pairs)
    kept_new = {j: i for i, j in part.pairs}
    for i, item in enumerate(old):
        if i not in kept_old and i not in part.away:
            yield Change(
                kind="dropped",
                topic="elements",
                element="document",
                path=f"{part.path}.{key(part.old_keys[i])}",
                old_id=part.old_keys[i],
                old=item,
            )
    anchor: str | None = None
    keys = []
    for j, item in enumerate(new):
        if j in kept_new:
            anchor = part.old_keys[kept_new[j]]
            keys.append(anchor)
            continue
        keys.append(part.new_keys[j])
        if j not in part.here:
            yield Change(
                kind="added",
                topic="elements",
                element="document",
                path=f"{part.path}.{key(part.new_keys[j])}",
                new_id=part.new_keys[j],
                new=item,
                after=anchor,
            )
    order = [kept_old[i] for i in sorted(kept_old)]
    if order != sorted(order) or (part.here and keys):
        yield Change(
            kind="reordered",
            topic="order",
            element="document",
            path=part.path,
            field="order",
            old=tuple(part.old_keys),
            new=tuple(keys),
        )


def pair_equal(
    trait: Callable[[Any], object],
    old: Sequence[Any],
    new: Sequence[Any],
    taken: Sequence[tuple[int, int]] = (),
) -> list[tuple[int, int]]:
    """Pairs of items with an equal trait, in order, among those that are not taken."""
    used_old, used_new = {i for i, _ in taken}, {j for _, j in taken}
    free: dict[object, list[int]] = {}
    for j, each in enumerate(new):
        if j not in used_new:
            free.setdefault(trait(each), []).append(j)
    return [
        (i, free[trait(each)].pop(0))
        for i, each in enumerate(old)
        if i not in used_old and free.get(trait(each))
    ]
