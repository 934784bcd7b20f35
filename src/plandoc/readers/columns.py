# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables whose columns are kept apart by blanks only, as `pdftotext -layout` writes them.

A region is a run of lines that share empty channels from top to bottom; its columns are what
stands between the channels. A row may take several lines: cells that wrap go on below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plandoc.model import Mark
from plandoc.readers import lines as line_kinds

_ATOM = re.compile(
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}\s?[-–]\s?\d{4}|[\d\s]+(?:,\d+)?\s?%?|(?:19|20)\d\d)\Z"
)
_MAX_BLANK = 2
# A cell line that would have had room for the next word was not wrapped but ended.
_ROOM = 0.8
# With so many lines drawn across a table, they are what parts its rows.
_MIN_DRAWN = 4
_LOOK_AGAIN = 50
_MAX_COLUMNS = 40
_MAX_BLOCK = 500
# A row of one merged cell is only looked for in a table of so many columns.
_MIN_SPANNED = 4


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line without a gap in it, from `start` to `end` (characters or points)."""

    start: float
    end: float
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class VisualLine:
    """A line as it is seen: its segments, none when it is blank.

    `number` is the caller's own; `single` says that the line is never a part of a table, `rule`
    that a line is drawn above it.
    """

    number: int
    segments: tuple[Segment, ...] = ()
    page_start: bool = False
    single: bool = False
    rule: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen on the line."""
        return not self.segments


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a cell; `number` is that of its line."""

    segment: Segment
    number: int


@dataclass(frozen=True, slots=True)
class VisualRow:
    """A table row; each cell is its lines from top to bottom."""

    cells: tuple[tuple[Part, ...], ...]
    page_start: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A table that stands on the lines [start, end)."""

    start: int
    end: int
    rows: tuple[VisualRow, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """How exactly columns start together (`grain`), and how wide a sure gap is (`wide`)."""

    grain: float = 1
    wide: float = 3


def regions(source: Sequence[VisualLine], scale: Scale) -> list[Region]:
    """The tables that are drawn with blanks only, in order, never overlapping."""
    found: list[Region] = []
    index = 0
    while index < len(source):
        line = source[index]
        opens = len(line.segments) > 1 and not line.single
        if not opens:
            index += 1
            continue
        region, after = _region_at(source, index, scale)
        if region:
            found.append(region)
        index = max(index + 1, after)
    return found


def has_wide_gap(segments: Sequence[Segment], wide: float) -> bool:
    """Whether two neighbours stand further apart than words ever do."""
    return any(after.start - before.end >= wide for before, after in pairwise(segments))


def with_label(segments: list[Segment]) -> list[Segment]:
    """Segments where a number or bullet is one with the only text behind it."""
    if len(segments) != 2 or not line_kinds.is_label(segments[0].text):
        return segments
    label, text = segments
    if not any(map(str.isalpha, text.text)):
        return segments  # "2025   2026" below "Utfall   Mål" are years of two heads
    shift = len(label.text) + 1
    marks = tuple(Mark(m.start + shift, m.end + shift, m.type, m.href) for m in text.marks)
    joined = f"{label.text} {text.text}"
    return [Segment(label.start, text.end, joined, (*label.marks, *marks))]


class _Channels:
    """The columns found so far: what all lines together leave empty lies between them."""

    def __init__(self, first: list[Segment]) -> None:
        self.columns = [(segment.start, segment.end) for segment in first]

    def copy(self) -> _Channels:
        """The same columns, to try a line on."""
        made = _Channels([])
        made.columns = list(self.columns)
        return made

    def fit(self, segments: list[Segment]) -> list[Segment] | None:
        """The segments, split where only one blank parts two columns; None if they do not fit."""
        fitted: list[Segment] = []
        for segment in segments:
            fitted += self._split(segment)
        for segment in fitted:
            if len(self._touched(segment)) > 1:
                return None
        return fitted

    def take(self, segments: list[Segment]) -> None:
        """Widen the columns by a line that fits, or open a column where none was."""
        for segment in segments:
            touched = self._touched(segment)
            if touched:
                start, end = self.columns[touched[0]]
                self.columns[touched[0]] = (min(start, segment.start), max(end, segment.end))
            else:
                self.columns.append((segment.start, segment.end))
        self.columns.sort()

    def column_of(self, segment: Segment) -> int:
        return self._touched(segment)[0]

    def _touched(self, segment: Segment) -> list[int]:
        return [
            number
            for number, (start, end) in enumerate(self.columns)
            if segment.start < end and segment.end > start
        ]

    def _split(self, segment: Segment) -> Iterator[Segment]:
        """Cut a segment at blanks that stand right before a column, where it counts characters."""
        rest = segment
        for start, _end in self.columns[1:]:
            cut = start - rest.start
            if not isinstance(cut, int) or not 0 < cut < len(rest.text):
                continue
            if rest.text[cut - 1] == " " and rest.end - rest.start == len(rest.text):
                yield Segment(rest.start, start - 1, rest.text[: cut - 1])
                rest = Segment(start, rest.end, rest.text[cut:])
        yield rest


def _region_at(source: Sequence[VisualLine], start: int, scale: Scale) -> tuple[Region | None, int]:
    """The table that begins on a line, if the lines below share its channels.

    Also the line from which to look for the next.
    """
    channels = _Channels(list(source[start].segments))
    taken: list[tuple[int, list[Segment]]] = [(start, list(source[start].segments))]
    index = start + 1
    while index < len(source):
        block, after = _block(source, index)
        if block is None:
            break
        gap = block[0] - index
        fitting = _fitting(source, block, channels, gap=gap, head=source[start])
        taken += fitting
        index = after
        if len(fitting) < len(block):
            break
    end = taken[-1][0] + 1
    if _is_contents(taken):
        return None, end
    region = _build(source, start, taken, channels, scale)
    # Many lines that stand together and still make no table will not make one a line later.
    return region, end if region else end - _LOOK_AGAIN


def _block(source: Sequence[VisualLine], index: int) -> tuple[list[int] | None, int]:
    """The next lines without a blank line between them, and the index after them."""
    first = index
    while first < len(source) and source[first].blank:
        first += 1
    if first - index > _MAX_BLANK or first >= len(source):
        return None, index
    last = first
    while last < len(source) and not source[last].blank and last - first < _MAX_BLOCK:
        last += 1
    return list(range(first, last)), last


def _fitting(
    source: Sequence[VisualLine],
    block: list[int],
    channels: _Channels,
    *,
    gap: int,
    head: VisualLine,
) -> list[tuple[int, list[Segment]]]:
    """The lines at the top of a block that go on with the table."""
    found: list[tuple[int, list[Segment]]] = []
    parted = False
    trial = channels.copy()
    for index in block:
        line = source[index]
        if line.single or (gap and _texts(line) == _texts(head)):
            break
        fitted = trial.fit(list(line.segments))
        if fitted is None and _spans_columns(source, index, trial, head=head):
            found.append((index, list(line.segments)))
            continue
        if fitted is None or len(trial.columns) > _MAX_COLUMNS:
            break
        found.append((index, fitted))
        parted = parted or len(fitted) > 1 or trial.columns[0][1] <= fitted[0].start
        trial.take(fitted)
    whole = len(found) == len(block) or sum(len(fitted) > 1 for _, fitted in found) > 1
    if gap and not (parted and whole):
        # A line of its own after a gap is what follows the table, not a part of it; and a line
        # with columns whose next lines do not fit is the head of another table.
        return []
    channels.columns = trial.columns
    return found


def _spans_columns(
    source: Sequence[VisualLine], index: int, channels: _Channels, *, head: VisualLine
) -> bool:
    """Whether a line is a row of one merged cell: tight between rows, and short.

    It begins where the first column does and is not the heading of another table.
    """
    line = source[index]
    following = source[index + 1] if index + 1 < len(source) else None
    if len(line.segments) != 1 or following is None or following.single:
        return False
    if source[index - 1].blank or following.blank or _texts(following) == _texts(head):
        return False
    (segment,) = line.segments
    columns = channels.columns
    if len(columns) < _MIN_SPANNED or segment.start > columns[0][0] or segment.end > columns[1][1]:
        return False
    below = channels.fit(list(following.segments))
    return below is not None and len(below) * 2 >= len(columns)


def _build(
    source: Sequence[VisualLine],
    start: int,
    taken: list[tuple[int, list[Segment]]],
    channels: _Channels,
    scale: Scale,
) -> Region | None:
    if not _is_table(taken, channels, scale):
        return None
    rows = _rows(source, taken, channels)
    return Region(start, taken[-1][0] + 1, tuple(rows))


def _texts(line: VisualLine) -> list[str]:
    return [segment.text for segment in line.segments]


def _is_table(taken: list[tuple[int, list[Segment]]], channels: _Channels, scale: Scale) -> bool:
    parted = [(index, segments) for index, segments in taken if len(segments) > 1]
    if len(parted) < 2 or len(channels.columns) < 2:
        return False
    if not any(has_wide_gap(segments, scale.wide) for _, segments in parted):
        return False
    edges: Counter[tuple[str, int]] = Counter()
    for _, segments in parted:
        for segment in segments[1:]:
            edges["start", round(segment.start / scale.grain)] += 1
            edges["end", round(segment.end / scale.grain)] += 1
    return max(edges.values()) >= 2


def _is_contents(taken: list[tuple[int, list[Segment]]]) -> bool:
    """Titles and growing page numbers."""
    parted = [segments for _, segments in taken if len(segments) > 1]
    if len(parted) < 3 or not all(segments[-1].text.isdigit() for segments in parted):
        return False
    pages = [int(segments[-1].text) for segments in parted if len(segments[-1].text) < 5]
    return len(pages) == len(parted) and pages == sorted(pages)


class _RowMaker:
    """Puts the lines of a region together to rows."""

    def __init__(self, widths: list[int], *, drawn: bool) -> None:
        self._widths = widths
        self._drawn = drawn
        self.rows: list[VisualRow] = []
        self._cells: list[list[Part]] = []
        self._page_start = False
        self._last: frozenset[int] = frozenset()

    def take(self, line: VisualLine, cells: dict[int, list[Segment]], *, gap: bool) -> None:
        """Add a line to the row it belongs to."""
        texts = {number: segments[0].text for number, segments in cells.items()}
        if not self._cells or line.rule or self._begins(texts, gap=gap):
            self.finish()
            self._cells = [[] for _ in self._widths]
            self._page_start = line.page_start
        for number, segments in cells.items():
            self._cells[number] += [Part(segment, line.number) for segment in segments]
        self._last = frozenset(cells)

    def finish(self) -> None:
        """Close the row being made."""
        if self._cells:
            cells = tuple(tuple(parts) for parts in self._cells)
            self.rows.append(VisualRow(cells, self._page_start))
        self._cells = []

    def _begins(self, cells: dict[int, str], *, gap: bool) -> bool:
        """Whether a line begins a new row rather than going on with the one above."""
        if any(
            self._cells[number] and _ATOM.match(text) and _ATOM.match(self._above(number))
            for number, text in cells.items()
        ):
            return True
        if self._drawn:
            return False
        first = cells.get(0)
        if first is None:
            return not self._goes_on(cells) and len(cells) > 1
        if not first[0].isalnum() and first[0] not in "\"”'(" and self._cells[0] and not gap:
            return False
        if first[0].islower() and self._cells[0] and not self._ended(0, first):
            return False
        if gap or not self._cells[0] or 0 not in self._last:
            return True
        if len(cells) > 1 and len(cells) >= sum(1 for parts in self._cells if parts):
            return True
        return self._ended(0, first)

    def _above(self, number: int) -> str:
        return self._cells[number][-1].segment.text

    def _goes_on(self, cells: dict[int, str]) -> bool:
        """Whether any of the cells may be the rest of what stands above it."""
        return any(
            not self._cells[number] or not self._ended(number, text)
            for number, text in cells.items()
        )

    def _ended(self, number: int, text: str) -> bool:
        """Whether the cell above had room for the next word, and so was not wrapped."""
        if not self._cells[number]:
            return False
        word = text.split(" ", 1)[0]
        return len(self._above(number)) + 1 + len(word) <= _ROOM * self._widths[number]


def _rows(
    source: Sequence[VisualLine], taken: list[tuple[int, list[Segment]]], channels: _Channels
) -> list[VisualRow]:
    widths = [0] * len(channels.columns)
    placed: list[tuple[int, dict[int, list[Segment]]]] = []
    for index, segments in taken:
        cells: dict[int, list[Segment]] = {}
        for segment in segments:
            number = channels.column_of(segment)
            cells.setdefault(number, []).append(segment)
            widths[number] = max(widths[number], len(segment.text))
        placed.append((index, cells))
    drawn = sum(source[index].rule for index, _ in placed) >= _MIN_DRAWN
    maker = _RowMaker(widths, drawn=drawn)
    for index, cells in placed:
        maker.take(source[index], cells, gap=index > 0 and source[index - 1].blank)
    maker.finish()
    return maker.rows
