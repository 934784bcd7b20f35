# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of ours that somebody has changed in a file: heads of tables, captions, small headings.

They are printed around the values and say nothing of the document, so changing them changes
nothing. Whoever did it should be told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from plandoc.manuscript import keys
from plandoc.manuscript.compose import compose
from plandoc.manuscript.parts import Field, Grid, Heading, Manuscript, Pairs, fields_of
from plandoc.model import Ignored, Place, PlanDocument, plain
from plandoc.steering import SteeringModel
from plandoc.words import fold


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """Fixed words as a file has them now. `printed` is what was there, if that can be told."""

    found: str
    printed: str = ""
    place: Place | None = None


def changed_words(
    base: PlanDocument, read: PlanDocument, model: SteeringModel | None = None
) -> tuple[ChangedWords, ...]:
    """The fixed words of the print of `base` that are others in the file that `read` was read from.

    What was printed is known of `base`, and what stands around the values of `read`. The same
    change in several places is told once, with the first of them.
    """
    around = [each for each in read.ignored if each.reason == "label" and fold(each.text)]
    before = compose(base, model)
    known = _known(before)
    if all(fold(each.text) in known for each in around):
        return ()
    # What is printed around values that were added or moved is not changed.
    known |= _known(compose(read, model))
    found: dict[tuple[str, str], ChangedWords] = {}
    for each in _paired(list(fixed_words(before)), around, known):
        found.setdefault((each.printed, each.found), each)
    told = {each.found for each in found.values() if each.printed}
    return tuple(each for each in found.values() if each.printed or each.found not in told)


def fixed_words(manuscript: Manuscript) -> Iterator[str]:
    """Every printed thing that holds no value of its own, in order."""
    yield manuscript.cover.kind
    yield from (name for name, _ in manuscript.cover.pairs.rows)
    for item in manuscript.items:
        if isinstance(item, Heading) and item.kicker:
            yield item.kicker
        elif isinstance(item, Pairs):
            yield from (name for name, _ in item.rows)
        elif isinstance(item, Grid):
            yield item.caption
            yield from (column.label for column in item.columns)
            yield from (row.cells[0].text for row in item.rows if row.divider)
        for field in fields_of(item):
            if keys.is_derived(field.key) and (words := _words(field)):
                yield words


def _known(manuscript: Manuscript) -> set[str]:
    """The fixed words, also as formats that print two of them on a line have them."""
    known = {fold(each) for each in fixed_words(manuscript)}
    for item in manuscript.items:
        if isinstance(item, Heading):
            known.add(fold(f"{item.kicker} {_words(item.title)}"))
        elif isinstance(item, Pairs):
            known |= {fold(f"{name} {_words(field)}") for name, field in item.rows}
    return known


def _words(field: Field) -> str:
    return field.text if field.rich is None else plain(field.rich)


def _paired(
    printed: Sequence[str], around: Sequence[Ignored], known: Collection[str]
) -> Iterator[ChangedWords]:
    """Each thing that is not known, with what stood in its place where as many went as came."""
    was, now = [fold(each) for each in printed], [fold(each.text) for each in around]
    matcher = SequenceMatcher(None, was, now)
    for operation, old, old_end, new, new_end in matcher.get_opcodes():
        if operation not in {"replace", "insert"}:
            continue
        of_ours = printed[old:old_end] if old_end - old == new_end - new else ()
        for at, each in enumerate(around[new:new_end]):
            if fold(each.text) not in known:
                yield ChangedWords(each.text, of_ours[at] if of_ours else "", each.place)
