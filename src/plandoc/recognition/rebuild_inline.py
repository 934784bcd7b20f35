# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of a table whose head is one line: a cell of text, wrapped or not, and values after it.

The values stand at the end of the text's last line, or on lines of their own below it. Where there
are fewer values than columns, extraction has lost which of the columns was empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plandoc.blocks import Paragraph
from plandoc.recognition.rebuild_heads import Head
from plandoc.recognition.rebuild_table import Part, Piece, RebuiltRow, usual_gap, whole
from plandoc.recognition.rebuild_values import Values
from plandoc.steering import SteeringModel
from plandoc.values import match_amount_end, parse_amount
from plandoc.words import split_title

# What a wrapped value goes on with is short.
_LONGEST_REST = 24
_MOST_VALUE_WORDS = 8
# Of the text below the last values, at most so many lines are taken for a row without any.
_MOST_LINES = 4


def is_inline(head: Head) -> bool:
    """Whether the rows below a head are one cell of text each, followed by values alone."""
    types = [head.table.columns[index].type for index in head.columns]
    return not head.scattered and types[0] == "text" and "text" not in types[1:]


def inline_rows(
    head: Head, parts: Sequence[Part], model: SteeringModel
) -> tuple[list[RebuiltRow], list[Paragraph]]:
    """The rows of the table, and the lines at the end that belong to none of them."""
    return _InlineRows(head, parts, model).read(parts)


@dataclass(slots=True)
class _Open:
    """The row being read: its lines of text and its values."""

    text: list[Piece] = field(default_factory=list)
    values: list[Piece] = field(default_factory=list)
    torn: bool = False

    @property
    def said(self) -> str:
        return " ".join(piece.text for piece in self.values)


class _InlineRows:
    """Takes the lines one by one; a row is closed when the next one has begun."""

    def __init__(self, head: Head, parts: Sequence[Part], model: SteeringModel) -> None:
        columns = [(index, head.table.columns[index]) for index in head.columns]
        self.about = columns[0][0]
        self.values = Values(columns[1:], model)
        self.usual = usual_gap([line for part in parts for line in part.lines])
        self.rows: list[RebuiltRow] = []
        self.open = _Open()
        self.bare: list[_Open] = []  # texts that no value has followed yet

    def read(self, parts: Sequence[Part]) -> tuple[list[RebuiltRow], list[Paragraph]]:
        for part in parts:
            for number, line in enumerate(part.lines):
                piece = whole(line)
                if piece.text:
                    torn = (part.torn and number == 0) or line.page_start
                    self._take(line, piece, torn=torn)
        self._close()
        return self.rows, self._left([line for part in parts for line in part.lines])

    def _take(self, line: Paragraph, piece: Piece, *, torn: bool) -> None:
        """Give a line to the open row, or close that row and begin the next with it."""
        if self.open.values:
            if torn and self._ends_torn_text(piece):
                return
            if self._goes_on(line, piece):
                return
            self._close()
        start = self.values.start(piece.text)
        if start is None and self._ends_over_lines(piece):
            return
        if start is None or start > 0:
            self._add_text(line, piece, start, torn=torn)
        if start is not None:
            self.open.values.append(Piece(line.span, piece.start + start, piece.end))

    def _add_text(self, line: Paragraph, piece: Piece, end: int | None, *, torn: bool) -> None:
        """Add a line of text. After a gap and with a capital it is the text of another row."""
        new = line.gap_before > self.usual and not torn and not piece.text[0].islower()
        if self.open.text and new:
            self._close()
        self.open.torn |= torn and bool(self.open.text)
        self.open.text.append(_cut(piece, 0, end))

    def _ends_torn_text(self, piece: Piece) -> bool:
        """Take the rest of a text that a page break has torn off behind the row's values."""
        if not piece.text[0].islower() or self.values.start(piece.text) is not None:
            return False
        self.open.text.append(piece)
        self.open.torn = True
        return True

    def _goes_on(self, line: Paragraph, piece: Piece) -> bool:
        """Take a line that goes on with the values of the open row, or with its text."""
        said = self.open.said
        if self.values.has_all(piece.text):
            return self._give_back(piece)
        if self.values.complete(said):
            return False
        if self.values.start(f"{said} {piece.text}") == 0:
            self.open.values.append(piece)
            return True
        rest = len(piece.text) <= _LONGEST_REST and self.values.start(piece.text) is None
        if not rest or line.gap_before > self.usual:
            return False
        if piece.text.startswith("("):
            self.open.text.append(piece)
            return True
        if piece.text[0].islower() and self.values.has_amount(said):
            self.open.values.append(piece)
            return True
        return False

    def _give_back(self, piece: Piece) -> bool:
        """Where all values stand on this line, the figure that ended the text before was text."""
        if not self.open.text or len(self.open.values) > 1:
            return False
        figure, last = self.open.values[0], self.open.text[-1]
        if figure.span is not last.span or self.values.complete(figure.text):
            return False
        self.open.text[-1] = Piece(last.span, last.start, figure.end)
        self.open.values = [piece]
        return True

    def _ends_over_lines(self, piece: Piece) -> bool:
        """Take a line that ends a value whose beginning closes the line before it."""
        if not self.open.text or len(piece.text) > _LONGEST_REST:
            return False
        last = self.open.text[-1]
        start = self.values.start(f"{last.text} {piece.text}")
        if start is None or start >= len(last.text):
            return False
        self.open.text.pop()
        if start:
            self.open.text.append(_cut(last, 0, start))
        self.open.values += [_cut(last, start, None), piece]
        return True

    def _close(self) -> None:
        """Make a row of what is open. A text without values waits until there is one with."""
        row, self.open = self.open, _Open()
        if row.values:
            self.rows += [self._without_values(bare) for bare in self.bare]
            self.bare.clear()
            self.rows.append(self._row(row))
        elif row.text:
            self.bare.append(row)

    def _row(self, row: _Open) -> RebuiltRow:
        cells: dict[int, tuple[Piece, ...]] = {self.about: tuple(row.text)}
        unsure = ["torn_row"] if row.torn else []
        loose: list[Piece] = []
        found = self.values.find(row.said)
        for index, value in enumerate(found):
            pieces = _part_of(row.values, value.start, self._end(found, index))
            alike = [each for each in found if each.group == value.group]
            if len(alike) == len(value.group):
                cells[value.group[alike.index(value)]] = pieces
            elif value.type == "due":  # a single date is the day when it is to be done
                cells[value.group[-1]] = pieces
                unsure.append("lone_due")
            else:
                loose += pieces
                unsure.append("lone_target")
        if self.values.expects_amount and not any(value.type == "amount" for value in found):
            loose += self._worded(cells, unsure)
        return RebuiltRow(cells, loose=tuple(loose), unsure=tuple(dict.fromkeys(unsure)))

    @staticmethod
    def _end(found: Sequence[object], index: int) -> int | None:
        """Where a value's pieces end: before the next value, so that nothing falls between."""
        following = found[index + 1] if index + 1 < len(found) else None
        return getattr(following, "start", None)

    def _worded(self, cells: dict[int, tuple[Piece, ...]], unsure: list[str]) -> list[Piece]:
        """Take a target off the end of the text that is more than a figure and its unit.

        It begins with a capital of its own, or with a figure whose unit goes on in words.
        """
        text = cells[self.about]
        said = " ".join(piece.text for piece in text)
        split = split_title(said)
        start = len(said) - len(split[1]) if split else _figure_in_words(said)
        if not start or len(said[start:].split()) > _MOST_VALUE_WORDS:
            return []
        cells[self.about] = _part_of(text, 0, start)
        unsure.append("worded_target")
        return list(_part_of(text, start, None))

    def _without_values(self, row: _Open) -> RebuiltRow:
        return RebuiltRow({self.about: tuple(row.text)}, unsure=("no_values",))

    def _left(self, lines: Sequence[Paragraph]) -> list[Paragraph]:
        """The lines of the texts at the end that have no values, unless they look like rows."""
        widest = max((len(p.text) for row in self.rows for p in row.cells[self.about]), default=200)
        for number, bare in enumerate(self.bare):
            prose = any(len(piece.text) > widest * 1.15 for piece in bare.text)
            stops = bare.text[-1].text.endswith(".") and bool(self.rows)
            if prose or stops or len(bare.text) > _MOST_LINES:
                ids = {piece.span.id for left in self.bare[number:] for piece in left.text}
                return [line for line in lines if line.span.id in ids]
            self.rows.append(self._without_values(bare))
        return []


def _figure_in_words(text: str) -> int | None:
    """Where a figure with a unit stands that some more words of the unit follow."""
    ends = [word.end() for word in re.finditer(r"\S+", text)][-_MOST_VALUE_WORDS:]
    for end in reversed(ends):
        start = match_amount_end(text[:end])
        if start and parse_amount(text[start:end]).unit:
            return start
    return None


def _cut(piece: Piece, start: int, end: int | None) -> Piece:
    """The part [start, end) of a piece, without blanks at its ends."""
    text = piece.text[start:end]
    first = piece.start + start + len(text) - len(text.lstrip())
    return Piece(piece.span, first, max(first, piece.start + start + len(text.rstrip())))


def _part_of(pieces: Sequence[Piece], start: int, end: int | None) -> tuple[Piece, ...]:
    """The part [start, end) of pieces that are joined with one blank between them."""
    found: list[Piece] = []
    at = 0
    for piece in pieces:
        length = len(piece.text)
        first, last = max(start - at, 0), length if end is None else min(end - at, length)
        if first < last and piece.text[first:last].strip():
            found.append(_cut(piece, first, last))
        at += length + 1
    return tuple(found)
