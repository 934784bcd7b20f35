# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goals that became two, and goals that became one."""

from __future__ import annotations

from collections.abc import Iterator

from plandoc.diff import traits
from plandoc.diff.changes import Change, ChangeKind
from plandoc.diff.likeness import Weights, weights
from plandoc.diff.pairing import Paired
from plandoc.diff.traits import Traits
from plandoc.diff.values import Names
from plandoc.model import PlanDocument

_COVERED = 0.6
"""So much of the one goal's telling words the two together must have."""
_OWN = 0.2
"""So much of them each of the two must have that the other has not."""


def splits(old: PlanDocument, new: PlanDocument, paired: Paired) -> Iterator[Change]:
    """What can be told of goals that were divided or put together, beside what came and went.

    A goal was split when a new one has taken over a part of its words that the goal itself no
    longer has; goals were merged when the same is true the other way round.
    """
    before, after = traits.goals(old), traits.goals(new)
    told = weights(each.words for each in (*before, *after))
    pairs = paired.pairs["goals"]
    for i, j, extra in _parts(before, after, pairs, told):
        yield _change("split", old, new, (i, j), extra)
    turned = [(j, i) for i, j in pairs]
    for j, i, extra in _parts(after, before, turned, told):
        yield _change("merged", old, new, (i, j), extra)


def _parts(
    whole: list[Traits], parts: list[Traits], pairs: list[tuple[int, int]], told: Weights
) -> Iterator[tuple[int, int, int]]:
    """(whole, its own part, the other part) for each item of `parts` that stands alone."""
    alone = sorted(set(range(len(parts))) - {j for _, j in pairs})
    for extra in alone:
        for i, j in pairs:
            if whole[i].kind == parts[extra].kind == parts[j].kind and _is_split(
                whole[i], parts[j], parts[extra], told
            ):
                yield i, j, extra
                break


def _is_split(whole: Traits, one: Traits, other: Traits, told: Weights) -> bool:
    total = told.sum(whole.words)
    if not total or len(whole.words) < 2:
        return False
    first, second = whole.words & one.words, whole.words & other.words
    return (
        told.sum(first | second) >= _COVERED * total
        and told.sum(first - second) >= _OWN * total
        and told.sum(second - first) >= _OWN * total
        and told.sum(second) >= 0.5 * told.sum(other.words)
    )


def _change(
    kind: ChangeKind, old: PlanDocument, new: PlanDocument, pair: tuple[int, int], extra: int
) -> Change:
    """The note of a split or a merger; what came or went is told by a change of its own."""
    before, after = old.goals[pair[0]], new.goals[pair[1]]
    old_names, new_names = Names(old), Names(new)
    if kind == "split":
        texts = (old_names.of(before), f"{new_names.of(after)}\n{new_names.of(new.goals[extra])}")
    else:
        texts = (f"{old_names.of(before)}\n{old_names.of(old.goals[extra])}", new_names.of(after))
    return Change(
        kind=kind,
        topic="goals",
        element="goal",
        path=f"goals.{before.id}",
        old_id=before.id,
        new_id=after.id,
        old_text=texts[0],
        new_text=texts[1],
        name=new_names.of(after),
        under=new_names.above(after),
    )
