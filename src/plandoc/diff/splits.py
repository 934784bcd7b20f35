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
from plandoc.model import Goal, PlanDocument

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
    names = Names(old), Names(new)
    pairs = paired.pairs["goals"]
    for i, j, extra in _parts(before, after, pairs, told):
        yield _change("split", (old.goals[i], new.goals[j]), new.goals[extra], names)
    turned = [(j, i) for i, j in pairs]
    for j, i, extra in _parts(after, before, turned, told):
        yield _change("merged", (old.goals[i], new.goals[j]), old.goals[extra], names)


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
    kind: ChangeKind, pair: tuple[Goal, Goal], extra: Goal, names: tuple[Names, Names]
) -> Change:
    """The note of a split or a merger; what came or went is told by a change of its own."""
    before, after = pair
    old_text, new_text = names[0].of(before), names[1].of(after)
    if kind == "split":
        new_text += f"\n{names[1].of(extra)}"
    else:
        old_text += f"\n{names[0].of(extra)}"
    return Change(
        kind=kind,
        topic="goals",
        element="goal",
        path=f"goals.{before.id}",
        old_id=before.id,
        new_id=after.id,
        old_text=old_text,
        new_text=new_text,
        name=names[1].of(after),
        under=names[1].above(after),
    )
