# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which stretches of a manuscript stand on pages that lie down, and which follow the red thread.

The same for PDF and Word, so that a document turns its pages at the same places in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from plandoc.manuscript.parts import Field, Grid, Heading, Item, Label, Pairs, Prose, fields_of
from plandoc.model import TextBlock

# More running text than this before a wide table stays on the upright page.
SHORT_PROSE = 500
# An upright stretch of less than this beside a lying one lies down too.
SHORT_STRETCH = 800
HEAD_CHARACTERS = 70
# A text of no more than this that stands before a table leads to it.
SHORT_LEAD = 250

# Wide, along the thread, and the items.
Stretch = tuple[bool, bool, list[Item]]


def stretches(items: Sequence[Item]) -> list[Stretch]:
    """The items in runs of one page direction and one side of the thread: (wide, thread, items)."""
    found: list[Stretch] = []
    thread = False
    wide = False
    for section in _sections(items):
        head = section[0]
        if isinstance(head, Heading):
            thread = is_goal(head)
        for part_wide, part in _turned(section, lying=wide):
            wide = part_wide
            if found and found[-1][:2] == (wide, thread):
                found[-1][2].extend(part)
            else:
                found.append((wide, thread, list(part)))
    return _lain_down(_with_heads(found))


def _sections(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Each heading with what stands under it, up to the next heading."""
    section: list[Item] = []
    for item in items:
        if isinstance(item, Heading) and section:
            yield section
            section = []
        section.append(item)
    if section:
        yield section


def _turned(section: list[Item], *, lying: bool) -> Iterator[tuple[bool, list[Item]]]:
    """A section's parts with their page direction.

    A section with a wide table lies down whole, unless much running text stands before the table.
    """
    first = next((n for n, i in enumerate(section) if isinstance(i, Grid) and i.wide), None)
    if first is None:
        yield False, section
        return
    before = section[:first]
    text = sum(_characters(item) for item in before)
    if text > SHORT_PROSE and not lying:
        yield False, before
        section = section[first:]
    yield True, section


def _characters(item: Item) -> int:
    return _length(item.field) if isinstance(item, Prose) else 0


def _with_heads(found: list[Stretch]) -> list[Stretch]:
    """Headings that end an upright stretch move to the lying one that they introduce."""
    for before, after in pairwise(found):
        if after[0] and not before[0]:
            while before[2] and isinstance(before[2][-1], Heading | Label):
                after[2].insert(0, before[2].pop())
    return [stretch for stretch in found if stretch[2]]


def _lain_down(found: list[Stretch]) -> list[Stretch]:
    """Little text beside wide tables lies down with them: no page is turned for a few lines."""
    beside = [
        any(near[0] for near in found[max(at - 1, 0) : at + 2]) and _size(items) <= SHORT_STRETCH
        for at, (_, _, items) in enumerate(found)
    ]
    return [
        (wide or turned, thread, items)
        for (wide, thread, items), turned in zip(found, beside, strict=True)
    ]


def _size(items: Sequence[Item]) -> int:
    """About how much room the items take, in characters of running text."""
    return sum(
        HEAD_CHARACTERS + sum(map(_length, fields_of(item)))
        if not isinstance(item, Grid)
        else SHORT_STRETCH * len(item.rows) // 4
        for item in items
    )


def is_goal(heading: Heading) -> bool:
    """Whether a heading is a goal's statement."""
    return heading.title.key.startswith("goals.")


def leads(item: Item, after: Item | None) -> bool:
    """Whether an item is a short text that leads to the table after it, and stays on its page."""
    if not isinstance(item, Prose) or not isinstance(after, Grid | Pairs):
        return False
    rich = item.field.rich or ()
    return (
        len(rich) <= 1 and not any(each.rows for each in rich) and _characters(item) <= SHORT_LEAD
    )


def text_lines(field: Field) -> Iterable[str]:
    """A value's lines of text, those of its lists and tables too."""
    if field.rich is None:
        return field.text.split("\n")
    return (text for block in field.rich for text in _block_texts(block))


def _block_texts(block: TextBlock) -> Iterator[str]:
    yield from block.text.split("\n")
    for row in block.rows:
        yield "\n".join(cell.text for cell in row)


def _length(field: Field) -> int:
    return sum(map(len, text_lines(field)))
