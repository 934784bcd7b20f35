# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on a PDF page: lines of words, and the cells of ruled tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plandoc.model import Mark, MarkType
from plandoc.readers import columns
from plandoc.readers.characters import clean
from plandoc.readers.columns import Segment
from plandoc.readers.inline import whole_words
from plandoc.readers.pdf_grid import Grid, grids
from plandoc.readers.pdf_words import Rule, Word

# In parts of the letters' size: what parts words, and what parts columns.
_WORD_GAP = 0.15
_COLUMN_GAP = 0.9
# Broken fonts have letters without any width.
_MIN_WIDTH = 0.1
_MIN_ROW_RULE = 60.0


@dataclass(frozen=True, slots=True)
class PageLine:
    """A visual line: its segments between wide gaps, and its box.

    `rule_above` says that a line is drawn between it and the line above.
    """

    segments: tuple[Segment, ...]
    x0: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    rule_above: bool = False

    @property
    def text(self) -> str:
        """The words of the line; segments are parted by two blanks."""
        return "  ".join(segment.text for segment in self.segments)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks on `text`."""
        found: list[Mark] = []
        start = 0
        for segment in self.segments:
            found += [Mark(m.start + start, m.end + start, m.type) for m in segment.marks]
            start += len(segment.text) + 2
        return tuple(found)


@dataclass(frozen=True, slots=True)
class PageCell:
    """The lines of a cell of a ruled table."""

    lines: tuple[PageLine, ...] = ()
    merged: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """A ruled table on one page."""

    rows: tuple[tuple[PageCell, ...], ...]
    top: float


PageItem = PageLine | PageTable


def items(words: Sequence[Word], rules: Sequence[Rule]) -> list[PageItem]:
    """Lines and tables of a page, from top to bottom; turned text comes last."""
    tables, loose = grids(rules)
    rest = [word for word in words if not word.turned]
    found: list[PageItem] = []
    for grid in tables:
        inside = [word for word in rest if grid.cell_at((word.x0 + word.x1) / 2, word.middle)]
        if inside:
            taken = set(map(id, inside))
            rest = [word for word in rest if id(word) not in taken]
            found.append(_table(grid, inside))
    found += lines(rest, sorted(r.at for r in loose if r.end - r.start > _MIN_ROW_RULE))
    found.sort(key=lambda item: item.top)
    return found + [line for word in words if word.turned for line in lines([word])]


# -- lines


def lines(words: Iterable[Word], rules: Sequence[float] = ()) -> list[PageLine]:
    """Words put together to lines, top to bottom; `rules` are the heights of drawn lines."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        if rows and _same_line(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    found: list[PageLine] = []
    above = float("-inf")
    for row in rows:
        middle = max(row, key=lambda word: word.size).middle
        ruled = any(above < rule <= middle for rule in rules)
        found.append(_line(sorted(row, key=lambda word: word.x0), ruled=ruled))
        above = middle
    return found


def _same_line(row: Sequence[Word], word: Word) -> bool:
    """Whether a word is on the line: their middles are less than half a letter apart."""
    last = max(row[-8:], key=lambda each: each.size)
    smaller = min(last.size, word.size)
    return abs(word.middle - last.middle) < 0.5 * smaller or (
        # Raised and lowered figures (m², CO₂) lie within the height of their line.
        word.size < 0.8 * last.size and last.top <= word.middle <= last.bottom
    )


def _line(row: list[Word], *, ruled: bool) -> PageLine:
    groups: list[list[Word]] = [[row[0]]]
    for word in row[1:]:
        last = groups[-1][-1]
        if word.x0 - last.x1 > _COLUMN_GAP * max(word.size, last.size):
            groups.append([word])
        else:
            groups[-1].append(word)
    letters = sum(len(word.text) for word in row)
    return PageLine(
        segments=tuple(columns.with_label([_segment(group) for group in groups])),
        x0=row[0].x0,
        top=min(word.top for word in row),
        bottom=max(word.bottom for word in row),
        size=max(row, key=lambda word: len(word.text)).size,
        bold=sum(len(word.text) for word in row if word.bold) > 0.9 * letters,
        rule_above=ruled,
    )


def _segment(group: list[Word]) -> Segment:
    """Words next to each other as one text; what stands close together is one word."""
    text = ""
    marks: list[Mark] = []
    last: Word | None = None
    for word in group:
        if last is not None and word.x0 - last.x1 > _WORD_GAP * min(word.size, last.size):
            text += " "
        start = len(text)
        text += word.text
        kinds: list[MarkType] = []
        if word.bold:
            kinds.append("bold")
        if word.italic:
            kinds.append("italic")
        marks += [Mark(start, len(text), kind) for kind in kinds]
        last = word
    composed = clean(text)
    usable = marks if len(composed) == len(text) else []
    joined = whole_words(composed, _bridged(usable, composed))
    end = max(word.x1 for word in group)
    return Segment(group[0].x0, max(end, group[0].x0 + _MIN_WIDTH), composed, joined)


def _bridged(marks: list[Mark], text: str) -> list[Mark]:
    """Marks of neighbouring words as one, over the blank between them."""
    joined: list[Mark] = []
    for kind in ("bold", "italic"):
        run: list[Mark] = []
        for mark in (mark for mark in marks if mark.type == kind):
            if run and not text[run[-1].end : mark.start].strip():
                run[-1] = Mark(run[-1].start, mark.end, mark.type)
            else:
                run.append(mark)
        joined += run
    return joined


# -- ruled tables


def _table(grid: Grid, words: Sequence[Word]) -> PageTable:
    """The cells of a ruled table with their lines; every word is in exactly one cell."""
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        cell = grid.cell_at((word.x0 + word.x1) / 2, word.middle)
        if cell is not None:
            inside.setdefault((cell.row, cell.column), []).append(word)
    covered = {
        (row, cell.column) for cell in grid.cells for row in range(cell.row + 1, cell.last_row + 1)
    }
    wide = {cell.row for cell in grid.cells if cell.last_column - cell.column == len(grid.xs) - 2}
    rows: list[tuple[PageCell, ...]] = []
    for row in range(len(grid.ys) - 1):
        texts = [inside.get((row, column), []) for column in range(len(grid.xs) - 1)]
        if row in wide:
            texts = _spread(texts[0], grid.xs)
        cells = tuple(
            PageCell(tuple(lines(text)), merged=(row, column) in covered)
            for column, text in enumerate(texts)
        )
        if any(cell.lines or cell.merged for cell in cells) or _height(grid, row) > _COLUMN_GAP * 9:
            rows.append(cells)
    return PageTable(_without_empty_columns(rows), grid.ys[0])


def _height(grid: Grid, row: int) -> float:
    return grid.ys[row + 1] - grid.ys[row]


def _spread(words: list[Word], xs: Sequence[float]) -> list[list[Word]]:
    """The words of a row without inner lines, put into the columns of the other rows.

    A row whose text runs across the columns is one wide cell, and stays so.
    """
    found: list[list[Word]] = [[] for _ in xs[1:]]
    for line in lines(words):
        for segment in line.segments:
            if any(segment.start + 1 < x < segment.end - 1 for x in xs[1:-1]):
                found[0] = words
                return found
    for word in words:
        middle = (word.x0 + word.x1) / 2
        found[max(n for n, x in enumerate(xs[:-1]) if x <= middle or n == 0)].append(word)
    return found


def _without_empty_columns(
    rows: Sequence[tuple[PageCell, ...]],
) -> tuple[tuple[PageCell, ...], ...]:
    """The rows without columns that no row has text in: they come from double lines."""
    kept = [
        number
        for number in range(len(rows[0]) if rows else 0)
        if any(row[number].lines for row in rows)
    ]
    return tuple(tuple(row[number] for number in kept) for row in rows)
