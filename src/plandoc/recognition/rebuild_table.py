# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table that is put together again from lines whose columns were lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plandoc.blocks import Paragraph, Span
from plandoc.steering import Column, TableType


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters [start, end) of a span: the part of a source line that belongs to a cell."""

    span: Span
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.span.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class RebuiltRow:
    """One row. `cells` holds the pieces of each column, by the column's index in the table type.

    `phase` is the category written in this row. A row with a phase and no cells is a category line
    that stands above the rows it holds for. `loose` are values that may belong to several columns.
    `unsure` are codes of the guesses made: "lone_target" (fewer values than columns), "lone_due"
    (one date for two columns), "no_values", "torn_row" (put together over a page break),
    "aim_or_activity" (the border between two cells of text could be drawn otherwise).
    """

    cells: Mapping[int, tuple[Piece, ...]] = field(default_factory=dict)
    phase: tuple[Piece, ...] = ()
    loose: tuple[Piece, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def is_category(self) -> bool:
        """Whether the row is a category line for the rows below it."""
        return bool(self.phase) and not self.cells and not self.loose

    def pieces(self) -> Iterator[Piece]:
        """Every piece of the row."""
        for cell in self.cells.values():
            yield from cell
        yield from self.phase
        yield from self.loose


@dataclass(frozen=True, slots=True)
class RebuiltTable:
    """A table that extraction had taken apart.

    `columns` are the columns that the head names, as indexes into `table.columns`. `heads` are the
    spans of the head and of its repetitions on later pages, `furniture` page headers inside it.
    """

    table: TableType
    columns: tuple[int, ...]
    heads: tuple[Span, ...]
    rows: tuple[RebuiltRow, ...]
    furniture: tuple[Span, ...] = ()

    def spans(self) -> Iterator[Span]:
        """Every span that the table has claimed; one that fills several cells comes once."""
        seen: set[int] = set()
        pieces = (piece.span for row in self.rows for piece in row.pieces())
        for span in (*self.heads, *pieces, *self.furniture):
            if span.id not in seen:
                seen.add(span.id)
                yield span

    def column(self, index: int) -> Column:
        """The column with this index."""
        return self.table.columns[index]


@dataclass(frozen=True, slots=True)
class Part:
    """The lines below one head, as far as they belong to the table. `torn` when it was repeated."""

    lines: tuple[Paragraph, ...]
    torn: bool = False


def whole(line: Paragraph) -> Piece:
    """The line as one piece, without the blanks at its ends."""
    text = line.text
    start = len(text) - len(text.lstrip())
    return Piece(line.span, start, max(start, len(text.rstrip())))


def usual_gap(lines: Sequence[Paragraph]) -> int:
    """The number of blank lines that most often stands between two of the lines."""
    gaps = [line.gap_before for line in lines]
    return max(sorted(set(gaps)), key=gaps.count, default=0)


def is_gapped(lines: Sequence[Paragraph]) -> bool:
    """Whether blank lines stand between some of the lines and not between others.

    Then they stand between cells, and the lines of one cell follow each other without any.
    """
    apart = sum(line.gap_before > 0 for line in lines)
    return 0.15 * len(lines) < apart < 0.85 * len(lines)
