# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on a PDF page: lines of words, and the cells of ruled tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from plandoc.model import Mark, MarkType
from plandoc.readers import columns
from plandoc.readers.characters import clean
from plandoc.readers.columns import Segment
from plandoc.readers.inline import whole_words

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table as RuledTable

_BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_UNMAPPED = re.compile(r"\(cid:\d+\)")
# In parts of the letters' size: what parts words, and what parts columns.
_WORD_GAP = 0.15
_COLUMN_GAP = 0.9
# Drawings with more lines than this are no tables, and would take minutes to look through.
_MAX_EDGES = 4_000
_MAX_WORDS = 15_000


@dataclass(frozen=True, slots=True)
class Word:
    """A word, with its box in points from the page's top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    italic: bool = False

    @property
    def middle(self) -> float:
        """The height of the word's middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PageLine:
    """A visual line: its segments between wide gaps, and its box."""

    segments: tuple[Segment, ...]
    x0: float
    top: float
    bottom: float
    size: float
    bold: bool = False

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
    bottom: float


PageItem = PageLine | PageTable


def items(page: Page) -> list[PageItem]:
    """Lines and tables of a page, from top to bottom."""
    words, turned = _words(page)
    found: list[PageItem] = []
    tables = _ruled_tables(page, words)
    for table in tables:
        inside = [word for word in words if _within(word, table.bbox)]
        made = _table(table, inside)
        if made:
            found.append(made)
            taken = set(map(id, inside))
            words = [word for word in words if id(word) not in taken]
    found += lines(words)
    found.sort(key=lambda item: item.top)
    return found + [line for word in turned for line in lines([word])]


def _words(page: Page) -> tuple[list[Word], list[Word]]:
    """The page's words, and apart from them those that do not stand upright."""
    upright: list[Word] = []
    turned: list[Word] = []
    attributes = ["size", "fontname", "upright"]
    found = page.extract_words(
        x_tolerance_ratio=_WORD_GAP, extra_attrs=attributes, keep_blank_chars=False
    )
    for each in found[:_MAX_WORDS]:
        word = _word(each)
        if word.text.strip():
            (upright if each["upright"] else turned).append(word)
    return upright, turned


def _word(found: dict[str, Any]) -> Word:
    font = str(found["fontname"])
    text = _UNMAPPED.sub("•", str(found["text"]))
    return Word(
        text=clean(text),
        x0=float(found["x0"]),
        x1=float(found["x1"]),
        top=float(found["top"]),
        bottom=float(found["bottom"]),
        size=max(float(found["size"]), 1.0),
        bold=bool(_BOLD.search(font)),
        italic=bool(_ITALIC.search(font)),
    )


# -- lines


def lines(words: Iterable[Word]) -> list[PageLine]:
    """Words put together to lines, top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        if rows and _same_line(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_line(sorted(row, key=lambda word: word.x0)) for row in rows]


def _same_line(row: Sequence[Word], word: Word) -> bool:
    """Whether a word is on the line: their middles are less than half a letter apart."""
    last = max(row[-8:], key=lambda each: each.size)
    smaller = min(last.size, word.size)
    return abs(word.middle - last.middle) < 0.5 * smaller or (
        # Raised and lowered figures (m², CO₂) lie within the height of their line.
        word.size < 0.8 * last.size and last.top <= word.middle <= last.bottom
    )


def _line(row: list[Word]) -> PageLine:
    groups: list[list[Word]] = [[row[0]]]
    for word in row[1:]:
        last = groups[-1][-1]
        wide = word.x0 - last.x1 > _COLUMN_GAP * max(word.size, last.size)
        if wide:
            groups.append([word])
        else:
            groups[-1].append(word)
    segments = columns.with_label([_segment(group) for group in groups])
    letters = sum(len(word.text) for word in row)
    return PageLine(
        segments=tuple(segments),
        x0=row[0].x0,
        top=min(word.top for word in row),
        bottom=max(word.bottom for word in row),
        size=max(row, key=lambda word: len(word.text)).size,
        bold=sum(len(word.text) for word in row if word.bold) > 0.9 * letters,
    )


def _segment(group: list[Word]) -> Segment:
    """Words next to each other as one text; a font change inside a word does not part it."""
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
    return Segment(group[0].x0, group[-1].x1, composed, joined)


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


def _ruled_tables(page: Page, words: Sequence[Word]) -> list[RuledTable]:
    if len(page.rects) + len(page.lines) + len(page.curves) > _MAX_EDGES:
        return []
    tables = page.find_tables()
    return [table for table in tables if _has_columns(table, words)]


def _has_columns(table: RuledTable, words: Sequence[Word]) -> bool:
    """Whether it is a table and no box around text: some row has two cells, and there is text."""
    if max((sum(cell is not None for cell in row.cells) for row in table.rows), default=0) < 2:
        return False
    return any(_within(word, table.bbox) for word in words)


def _within(word: Word, box: Sequence[float]) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= word.middle <= bottom


def _table(table: RuledTable, words: list[Word]) -> PageTable | None:
    """The cells of a ruled table with their lines; every word goes to exactly one cell."""
    edges = sorted({cell[0] for row in table.rows for cell in row.cells if cell})
    rows: list[tuple[PageCell, ...]] = []
    rest = words
    above: list[float] = [0.0] * len(edges)
    for row in table.rows:
        cells: list[list[Word]] = [[] for _ in row.cells]
        merged = [False] * len(row.cells)
        for number, box in enumerate(row.cells):
            if box is None:
                merged[number] = number < len(above) and above[number] >= row.bbox[3] - 1
                continue
            if number < len(above):
                above[number] = box[3]
            cells[number] = [word for word in rest if _within(word, box)]
            taken = set(map(id, cells[number]))
            rest = [word for word in rest if id(word) not in taken]
        spread = _spread(cells, row.cells, edges)
        rows.append(
            tuple(
                PageCell(tuple(lines(each)), merged=merged[number])
                for number, each in enumerate(spread)
            )
        )
    if rest:
        rows = _with_rest(rows, table, rest)
    if not any(cell.lines for row in rows for cell in row):
        return None
    return PageTable(tuple(rows), table.bbox[1], table.bbox[3])


def _spread(
    cells: list[list[Word]], boxes: Sequence[object], edges: Sequence[float]
) -> list[list[Word]]:
    """The words of a row whose inner lines are missing, put into the columns of the other rows.

    A row that is one wide cell with a text across the columns stays as it is.
    """
    wide = [number for number, box in enumerate(boxes) if box is not None]
    if len(edges) < 2 or len(cells) != len(edges) or wide != [0]:
        return cells
    found: list[list[Word]] = [[] for _ in edges]
    for line in lines(cells[0]):
        for segment in line.segments:
            if sum(segment.start + 1 < edge < segment.end - 1 for edge in edges[1:]):
                return cells
    for word in cells[0]:
        middle = (word.x0 + word.x1) / 2
        found[max(n for n, edge in enumerate(edges) if edge <= middle or n == 0)].append(word)
    return found


def _with_rest(
    rows: list[tuple[PageCell, ...]], table: RuledTable, rest: list[Word]
) -> list[tuple[PageCell, ...]]:
    """Words inside the table but in none of its cells go to the nearest row's first cell."""
    made = list(rows)
    for word in rest:
        nearest = min(
            range(len(table.rows)),
            key=lambda n: abs((table.rows[n].bbox[1] + table.rows[n].bbox[3]) / 2 - word.middle),
        )
        first, *others = made[nearest]
        made[nearest] = (PageCell(first.lines + tuple(lines([word])), first.merged), *others)
    return made
