# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The source of an import as numbered lines with marks, a page at a time. Pure.

Every recognised part and every leftover has a number, in the order of the source, which stays the
same whatever is corrected: it ties the mark in the source to what was understood of it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plandoc.words import fold

DOCUMENT = "document"
LINES_A_PAGE = 60
CHARACTERS_A_PAGE = 5_000
MOST_CHARACTERS = 3_000
"""Of one paragraph, so that a file without line breaks does not make an endless page."""
MOST_MARKS = 8
SHORT_CELL, LONG_CELL = 18, 60

Span = Mapping[str, Any]


@dataclass(slots=True)
class Mark:
    """A number in the source that leads to what was understood.

    `state` is `known`, `guess` or `left`; `href` is where it leads.
    """

    number: int
    key: str
    is_first: bool
    state: str = "known"
    href: str = ""


@dataclass(slots=True)
class Piece:
    """A paragraph, or what one cell holds of it. `reason` says why it was ignored.

    `is_front` says that it tells of the document itself: its title, its unit, its period.
    `is_continued` says that it goes on with what the line above is marked with.
    """

    text: str
    marks: list[Mark] = field(default_factory=list)
    more_marks: int = 0
    is_front: bool = False
    is_continued: bool = False
    reason: str = ""

    @property
    def state(self) -> str:
        """`known`, `guess` or `left`; empty when it went into nothing."""
        states = {mark.state for mark in self.marks}
        for state in ("guess", "known", "left"):
            if state in states:
                return state
        return "known" if self.is_front else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table's row, or the whole of another line."""

    pieces: tuple[Piece, ...]

    @property
    def width(self) -> str:
        """How much room it wants in its row: `short`, `long` or `middle`."""
        size = sum(len(piece.text) for piece in self.pieces)
        return "short" if size <= SHORT_CELL else "long" if size > LONG_CELL else "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source, or a row of one of its tables. `label` is its number there."""

    label: str
    cells: tuple[Cell, ...]
    is_row: bool = False
    is_heading: bool = False
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page of the source, and which of the numbered parts have a mark on it, in order.

    `sheet` and `paper` say which sheet or page of the file it is, where the file has any.
    """

    number: int
    lines: tuple[Line, ...]
    parts: tuple[str, ...]
    sheet: str = ""
    paper: int | None = None

    def marks(self) -> Iterator[Mark]:
        """Every mark on the page."""
        for line in self.lines:
            for piece in _pieces(line):
                yield from piece.marks


def part_key(element: str, name: str) -> str:
    """What a claim on a field of an element belongs to: the element, or a section of a goal."""
    _, is_section, section = name.partition("section:")
    return f"{element}/{section}" if is_section else element


class MarkedSource:
    """A source with its marks.

    `view`, `claims` and `document` are as an import keeps them; nothing in them is corrected.
    """

    def __init__(
        self,
        view: Sequence[Mapping[str, Any]],
        claims: Iterable[Sequence[Any]],
        document: Mapping[str, Any],
    ) -> None:
        self._claims = _claims_by_span(claims)
        self._leftovers = _by_place(
            (f"leftover-{index}", each) for index, each in enumerate(document.get("leftovers", ()))
        )
        self._ignored = _by_place((each["reason"], each) for each in document.get("ignored", ()))
        self.numbers: dict[str, int] = {}
        self.pages: dict[str, int] = {}
        lines = [line for block in view for line in self._lines_of(block)]
        self._chunks = list(_chunks(self._with_furniture(lines)))
        for number, chunk in enumerate(self._chunks, start=1):
            for _place, line in chunk:
                for piece in _pieces(line):
                    for mark in piece.marks:
                        self.pages.setdefault(mark.key, number)

    @property
    def count(self) -> int:
        """How many pages there are: at least one."""
        return max(len(self._chunks), 1)

    def page(self, number: int) -> SourcePage:
        """A page by its number, from 1."""
        chunk = self._chunks[number - 1] if self._chunks else []
        lines = tuple(line for _place, line in chunk)
        parts: dict[str, None] = {}
        for line in lines:
            for piece in _pieces(line):
                parts.update((mark.key, None) for mark in piece.marks)
        _note_continued(lines)
        paper, sheet, _line = chunk[0][0] if chunk else _NOWHERE
        return SourcePage(number, lines, tuple(parts), sheet or "", paper)

    def number_others(self, keys: Iterable[str]) -> None:
        """Give parts without a mark of their own the numbers that follow, on the last page."""
        for key in keys:
            if key not in self.numbers:
                self.numbers[key] = len(self.numbers) + 1
                self.pages[key] = self.count

    def _lines_of(self, block: Mapping[str, Any]) -> Iterator[tuple[_Place, Line]]:
        if "rows" not in block:
            piece = self._piece(block)
            yield (
                _place_of(block),
                Line(
                    _label(block),
                    (Cell((piece,)),),
                    is_heading=bool(block.get("heading")),
                    bullet=str(block.get("list", "")),
                ),
            )
            return
        for row in block["rows"]:
            spans = [span for cell in row for span in cell]
            if not spans:
                continue
            cells = tuple(Cell(tuple(map(self._piece, cell))) for cell in row)
            yield _place_of(spans[0]), Line(_label(spans[0]), cells, is_row=True)

    def _piece(self, span: Span) -> Piece:
        text = str(span["text"])
        shown = text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS].rstrip()} …"
        piece = Piece(shown)
        keys = self._claims.get(span["span"], ())
        piece.is_front = DOCUMENT in keys
        left = self._take(self._leftovers, span)
        every = [key for key in keys if key != DOCUMENT]
        if left is not None:
            every.append(left)
        piece.marks = [self._mark(key) for key in every][:MOST_MARKS]
        piece.more_marks = max(len(every) - MOST_MARKS, 0)
        if not every and not piece.is_front:
            piece.reason = self._take(self._ignored, span) or ""
        return piece

    def _mark(self, key: str) -> Mark:
        is_first = key not in self.numbers
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        return Mark(number, key, is_first)

    def _take(self, waiting: dict[_Where, list[tuple[str, str]]], span: Span) -> str | None:
        """What of the waiting pieces stands at the span's place, with words that the span has."""
        there = waiting.get(_where(span))
        if not there:
            return None
        words = _squeeze(str(span["text"]))
        folded = set(fold(words).split())
        for index, (name, text) in enumerate(there):
            if text in words or set(fold(text).split()) <= folded:
                del there[index]
                return name
        return None

    def _with_furniture(self, lines: list[tuple[_Place, Line]]) -> list[tuple[_Place, Line]]:
        """The lines, with what the reader itself had put aside, where it stood."""
        at = [place[2] for place, _line in lines]
        added: dict[int, list[tuple[_Place, Line]]] = defaultdict(list)
        for where, waiting in self._ignored.items():
            number = where[0] or 0
            for reason, text in waiting:
                if reason != "page_furniture" or not number:
                    continue
                index = bisect(at, number)
                beside = lines[min(index, len(lines) - 1)][0] if lines else _NOWHERE
                place = (where[1] or beside[0], where[2] or beside[1], number)
                line = Line(str(number), (Cell((Piece(text, reason=reason),)),))
                added[index].append((place, line))
        if not added:
            return lines
        merged: list[tuple[_Place, Line]] = []
        for index, each in enumerate(lines):
            merged += sorted(added.get(index, ()), key=lambda one: one[0][2])
            merged.append(each)
        return merged + added.get(len(lines), [])


_Place = tuple[int | None, str | None, int]
_Where = tuple[int | None, int | None, str | None, str | None]
_NOWHERE: _Place = (None, None, 0)


def _claims_by_span(claims: Iterable[Sequence[Any]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for span, element, name in claims:
        key = part_key(str(element), str(name))
        if key not in found[span]:
            found[span].append(key)
    return found


def _by_place(named: Iterable[tuple[str, Any]]) -> dict[_Where, list[tuple[str, str]]]:
    """Pieces of text by where they stand, each with its name."""
    found: dict[_Where, list[tuple[str, str]]] = defaultdict(list)
    for name, each in named:
        place = each.get("place")
        if place:
            found[_where(place)].append((name, _squeeze(str(each["text"]))))
    return found


def _where(place: Mapping[str, Any]) -> _Where:
    return (place.get("line"), place.get("page"), place.get("sheet"), place.get("cell"))


def _place_of(span: Span) -> _Place:
    return (span.get("page"), span.get("sheet"), span.get("line") or 0)


def _label(span: Span) -> str:
    """The line's number in the file; in a workbook the row's."""
    if span.get("cell"):
        return re.sub(r"\D", "", str(span["cell"]))
    return str(span.get("line", ""))


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _pieces(line: Line) -> Iterator[Piece]:
    for cell in line.cells:
        yield from cell.pieces


def _note_continued(lines: Sequence[Line]) -> None:
    """Find the lines that go on with the line above, so that its number need not be said again."""
    above: list[str] = []
    for line in lines:
        pieces = list(_pieces(line))
        for piece in pieces:
            keys = [mark.key for mark in piece.marks]
            piece.is_continued = bool(keys) and keys == above
            above = keys
        if line.is_row:
            above = []


def _size(line: Line) -> int:
    return sum(len(piece.text) for piece in _pieces(line))


def _chunks(lines: Iterable[tuple[_Place, Line]]) -> Iterator[list[tuple[_Place, Line]]]:
    """The lines in pages: a new one for each page or sheet of the file, and when one is full."""
    chunk: list[tuple[_Place, Line]] = []
    characters = 0
    for place, line in lines:
        turns = bool(chunk) and place[:2] != chunk[-1][0][:2]
        full = len(chunk) >= LINES_A_PAGE or characters + _size(line) > CHARACTERS_A_PAGE
        if chunk and (turns or full):
            yield chunk
            chunk, characters = [], 0
        chunk.append((place, line))
        characters += _size(line)
    if chunk:
        yield chunk
