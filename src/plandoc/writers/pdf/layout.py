# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manuscript as plain data for the typst template: everything is decided here but the look.

What the template would have to reckon with is settled beforehand: the level of every heading, so
that none is skipped; which stretch belongs to the red thread; which pages lie down; which table
rows are so tall that they may be cut by a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, zip_longest
from operator import itemgetter
from typing import Any

from plandoc.manuscript.parts import (
    Cover,
    Field,
    Grid,
    Heading,
    Item,
    Label,
    Listing,
    Manuscript,
    Pairs,
    Prose,
    Row,
)
from plandoc.manuscript.turning import is_goal, leads, stretches, text_lines
from plandoc.manuscript.widths import of_text_table
from plandoc.model import Mark, RichText, TextBlock, TextCell
from plandoc.writers.lists import NestedList, nested
from plandoc.writers.pdf.coverage import printable
from plandoc.writers.runs import Run, runs

Data = dict[str, Any]

DEEPEST = 6
# Characters in a column that takes the whole width; rows of more lines than this may be cut.
LINE_CHARACTERS = 105
WIDE_LINE_CHARACTERS = 165
TALLEST_LINES = 24
# A heading of more characters than this may take several lines; a word of no more is a short one.
SHORT_LINE, SHORT_WORD = 40, 6


def page_data(manuscript: Manuscript) -> Data:
    """Everything that the template prints, as JSON can hold it."""
    anchors = {item.anchor for item in manuscript.items if isinstance(item, Heading)}
    setter = _Setter(anchors, _leaves(manuscript.items))
    language, _, region = manuscript.language.partition("-")
    return {
        "language": language,
        "region": region,
        "title": printable(" ".join(manuscript.title.split())),
        "cover": setter.cover(manuscript.cover),
        "parts": [
            {
                "wide": wide,
                "stretches": [
                    {"thread": thread, "items": setter.items(items)} for _, thread, items in part
                ],
            }
            for wide, part in groupby(stretches(manuscript.items), key=itemgetter(0))
        ],
        "contents": sum(isinstance(item, Heading) for item in manuscript.items) > 1,
    }


def _leaves(items: Sequence[Item]) -> set[str]:
    """The anchors of the goals that no goal of a deeper level follows: where the thread ends."""
    goals = [item for item in items if isinstance(item, Heading) and is_goal(item)]
    deeper = {a.anchor for a, b in pairwise(goals) if b.level > a.level}
    return {goal.anchor for goal in goals} - deeper


# -- items


class _Setter:
    """Turns items into data; knows the heading before, so that no level is skipped."""

    def __init__(self, anchors: set[str], leaves: set[str]) -> None:
        self._anchors = anchors
        self._leaves = leaves
        self._heading = 0
        self._last = 0

    def cover(self, cover: Cover) -> Data:
        """The cover's parts."""
        return {
            "kind": printable(cover.kind),
            "title": self._field(cover.title),
            "pairs": self._pairs(cover.pairs),
        }

    def items(self, items: Sequence[Item]) -> list[Data]:
        """Items in a row."""
        return [self._item(item, after) for item, after in zip_longest(items, items[1:])]

    def _item(self, item: Item, after: Item | None) -> Data:
        """One item; `type` tells the template what it is."""
        if isinstance(item, Heading):
            return self._heading_data(item)
        if isinstance(item, Label):
            level = self._under(1)
            return {"type": "label", "level": level, "title": self._field(item.title)}
        if isinstance(item, Prose):
            return {
                "type": "prose",
                "field": self._field(item.field),
                "leads": leads(item, after),
            }
        if isinstance(item, Listing):
            return {"type": "listing", "fields": [self._field(each) for each in item.fields]}
        if isinstance(item, Pairs):
            return {"type": "pairs", "rows": self._pairs(item)}
        return self._grid(item)

    def _heading_data(self, item: Heading) -> Data:
        level = min(max(item.level, 1), self._last + 1, DEEPEST)
        self._heading = self._last = level
        return {
            "type": "heading",
            "level": level,
            "kicker": printable(item.kicker),
            "number": self._field(item.number) if item.number else None,
            "title": self._field(item.title),
            # No short word has the last line for itself.
            "short-end": len(item.title.text) > SHORT_LINE
            and len((item.title.text.split() or [""])[-1]) <= SHORT_WORD,
            "anchor": item.anchor,
            "goal": is_goal(item),
            "leaf": item.anchor in self._leaves,
        }

    def _under(self, depth: int) -> int:
        """The level of a heading so far below the contents' one; none is skipped."""
        self._last = min(self._heading + depth, self._last + 1, DEEPEST)
        return self._last

    def _pairs(self, pairs: Pairs) -> list[list[Any]]:
        return [[printable(name), self._field(field)] for name, field in pairs.rows]

    def _grid(self, grid: Grid) -> Data:
        return {
            "type": "grid",
            "caption": printable(grid.caption),
            "columns": [
                {"label": printable(c.label), "share": max(c.share, 1), "align": c.align}
                for c in grid.columns
            ],
            "rows": [self._row(row, grid) for row in grid.rows],
        }

    def _row(self, row: Row, grid: Grid) -> Data:
        return {
            "divider": row.divider,
            "cells": [self._field(cell, in_table=True) for cell in row.cells],
            "whole": _lines(row, grid) <= TALLEST_LINES,
        }

    def _field(self, field: Field, *, in_table: bool = False) -> Data:
        data: Data = {"symbol": field.symbol}
        if field.rich is None:
            data["lines"] = printable(field.text).split("\n")
        else:
            data["blocks"] = list(self._blocks(field.rich, in_table=in_table))
        return data

    # -- running text

    def _blocks(self, rich: RichText, *, in_table: bool) -> Iterator[Data]:
        for block in nested(rich):
            if isinstance(block, NestedList):
                yield self._list(block)
            else:
                yield self._block(block, in_table=in_table)

    def _block(self, block: TextBlock, *, in_table: bool) -> Data:
        if block.type == "table" or block.rows:
            return {
                "type": "table",
                "columns": of_text_table(block),
                "rows": [[self._runs(cell) for cell in row] for row in block.rows],
            }
        if block.type == "heading" and not in_table:
            level = self._under(1 + min(max(block.level, 1), 2))
            return {"type": "heading", "level": level, "runs": self._runs(block)}
        bold = block.type == "heading"
        return {"type": "paragraph", "bold": bold, "runs": self._runs(block)}

    def _list(self, lists: NestedList) -> Data:
        return {
            "type": lists.kind,
            "items": [
                {
                    "runs": self._runs(entry.item),
                    "below": [self._list(each) for each in entry.below],
                }
                for entry in lists.entries
            ],
        }

    def _runs(self, text: TextBlock | TextCell) -> list[Data]:
        marks = [_over_whole_words(mark, text.text) for mark in text.marks]
        return [self._run(run) for run in runs(text.text, marks)]

    def _run(self, run: Run) -> Data:
        data: Data = {"lines": printable(run.text).split("\n")}
        if run.bold:
            data["bold"] = True
        if run.italic:
            data["italic"] = True
        if run.href and not run.href.startswith("#"):
            data["href"] = run.href
        elif run.href and run.href[1:] in self._anchors:
            data["anchor"] = run.href[1:]
        return data


def _over_whole_words(mark: Mark, text: str) -> Mark:
    """A link over the whole of the words that it begins and ends in.

    typst cannot tag a link that ends where a word may be broken between two lines.
    """
    if mark.type != "link":
        return mark
    start, end = mark.start, mark.end
    while start > 0 and _in_word(text[start - 1]):
        start -= 1
    while end < len(text) and _in_word(text[end]):
        end += 1
    return replace(mark, start=start, end=end)


def _in_word(character: str) -> bool:
    return not character.isspace() and (character.isalnum() or not character.isprintable())


def _lines(row: Row, grid: Grid) -> int:
    """About how many lines the row's tallest cell takes."""
    width = WIDE_LINE_CHARACTERS if grid.wide else LINE_CHARACTERS
    shares = [max(column.share, 1) for column in grid.columns]
    if row.divider or len(row.cells) != len(shares):
        shares = [sum(shares)] * len(row.cells)
    total = sum(shares) or 1
    return max(
        (
            _tallness(cell, width * share / total)
            for cell, share in zip(row.cells, shares, strict=False)
        ),
        default=1,
    )


def _tallness(cell: Field, characters: float) -> int:
    return sum(1 + int(len(line) / characters) for line in text_lines(cell))
