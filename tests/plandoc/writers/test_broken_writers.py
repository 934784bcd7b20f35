# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ten ways in which a writer could fail its document, and the reading that tells each of them.

The writer is given another manuscript than the data beside its text were made from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from plandoc.manuscript.compose import compose
from plandoc.manuscript.parts import Field, Grid, Heading, Item, Label, Listing, Pairs, Prose
from plandoc.manuscript.rejoining import skeleton
from plandoc.model import Mark, PlanDocument, Section, TextBlock
from plandoc.readers import read, read_file
from plandoc.recognition import recognise
from plandoc.writers import docx
from plandoc.writers.markdown import set_in_markdown
from tests.plandoc.same import content

DOCUMENTS = Path(__file__).parents[2] / "documents"
Break = Callable[[Item], list[Item]]


@cache
def report() -> PlanDocument:
    """A report; its first goal with a text has a word in bold, and a section with a heading."""
    found = recognise(read_file(DOCUMENTS / "stockholm_ils" / "report_tabs.txt")).document
    goal = next(each for each in found.goals if each.text)
    first, *rest = goal.text
    bold = replace(first, marks=(Mark(0, 6, "bold"),))
    section = Section("other", (TextBlock("paragraph", "Vi ses varje vecka."),), "Arbetssätt")
    whole = replace(goal, text=(bold, *rest), sections=(*goal.sections, section))
    goals = tuple(whole if each is goal else each for each in found.goals)
    return replace(found, goals=goals)


def grids(change: Callable[[Grid], Grid]) -> Break:
    return lambda item: [change(item) if isinstance(item, Grid) else item]


def texts(change: Callable[[Field], Field]) -> Break:
    return lambda item: [
        replace(item, field=change(item.field)) if isinstance(item, Prose) else item
    ]


def swapped(grid: Grid) -> Grid:
    rows = []
    for row in grid.rows:
        cells = list(row.cells)
        if len(cells) > 2:
            one, two = cells[1], cells[2]
            cells[1:3] = [
                replace(one, text=two.text, rich=two.rich),
                replace(two, text=one.text, rich=one.rich),
            ]
        rows.append(replace(row, cells=tuple(cells)))
    return replace(grid, rows=tuple(rows))


def off_by_one(grid: Grid) -> Grid:
    def wrong(field: Field) -> Field:
        return replace(field, text=field.text.replace("5", "6"))

    rows = (replace(row, cells=tuple(map(wrong, row.cells))) for row in grid.rows)
    return replace(grid, rows=tuple(rows))


def cut(field: Field) -> Field:
    blocks = (replace(b, text=b.text[:200], marks=()) for b in field.rich or ())
    return replace(field, rich=tuple(blocks))


def plain_type(field: Field) -> Field:
    return replace(field, rich=tuple(replace(b, marks=()) for b in field.rich or ()))


def one_block(field: Field) -> Field:
    joined = " ".join(block.text for block in field.rich or ())
    return replace(field, rich=(TextBlock("paragraph", joined),))


def joined_items(item: Item) -> list[Item]:
    if not isinstance(item, Listing):
        return [item]
    said = " ".join(field.text for field in item.fields)
    return [Listing((replace(item.fields[0], text=said),))]


def no_numbers(item: Item) -> list[Item]:
    return [replace(item, number=None, kicker="") if isinstance(item, Heading) else item]


BREAKS: dict[str, Break] = {
    "drops each table's last row": grids(lambda grid: replace(grid, rows=grid.rows[:-1])),
    "swaps two cells": grids(swapped),
    "has rows in the wrong order": grids(lambda grid: replace(grid, rows=grid.rows[::-1])),
    "is off by one": grids(off_by_one),
    "skips labels": lambda item: [] if isinstance(item, Label) else [item],
    "cuts texts": texts(cut),
    "loses bold": texts(plain_type),
    "makes one paragraph of a text": texts(one_block),
    "joins list items": joined_items,
    "forgets kickers and numbers": no_numbers,
    "forgets pairs": lambda item: [] if isinstance(item, Pairs) else [item],
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_writer_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    manuscript = compose(report())
    items = tuple(new for item in manuscript.items for new in BREAKS[name](item))
    broken = replace(manuscript, items=items)
    assert broken != manuscript, "the report has nothing of what is broken"
    text = set_in_markdown(broken, skeleton(report(), manuscript))
    assert content(recognise(read(text, "plan.md")).document) != content(report())

    really = docx._set
    monkeypatch.setattr(
        docx, "_set", lambda file, _, pages, **more: really(file, broken, pages, **more)
    )
    word = docx.write(report(), pages={})
    assert content(recognise(read(word, "plan.docx")).document) != content(report())


def test_the_writers_as_they_are_tell_all_of_it() -> None:
    manuscript = compose(report())
    text = set_in_markdown(manuscript, skeleton(report(), manuscript))
    word = docx.write(report(), pages={})
    for data, file in ((text, "plan.md"), (word, "plan.docx")):
        assert content(recognise(read(data, file)).document) == content(report())
