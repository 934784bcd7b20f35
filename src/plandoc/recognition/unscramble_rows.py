# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of a table whose columns came apart: texts are cut to cells, values are dealt out to them.

How many rows there are is what fits best: each column that has values has one for every row, and
the text of the first column can be cut into so many cells where a line ended early.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from plandoc.blocks import Paragraph
from plandoc.recognition.rebuild_table import Piece
from plandoc.recognition.unscramble_lines import Token
from plandoc.steering import ColumnType, TableType

_MOST_ROWS = 60
_ONE_A_ROW = 2.0
_LOST = 3.0
_CUT = 1.5


@dataclass(slots=True)
class TextLine:
    """A line of the first column, and the values that stand right behind it on the page."""

    line: Paragraph
    run: list[Token] = field(default_factory=list)


@dataclass(slots=True)
class ValueFlow:
    """Cells of one column, one below another. `column` is its place among the heads, if known."""

    cells: list[list[Token]] = field(default_factory=list)
    column: int | None = None
    types: frozenset[ColumnType] = frozenset()


@dataclass(slots=True)
class Part:
    """What a page holds of a table. `inline` are the columns whose values stand among the text."""

    texts: list[TextLine] = field(default_factory=list)
    flows: list[ValueFlow] = field(default_factory=list)
    inline: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A table that has come apart: its heads from left to right, and its parts, one a page."""

    table: TableType
    heads: list[Token] = field(default_factory=list)
    parts: list[Part] = field(default_factory=lambda: [Part()])

    def column_type(self, at: int) -> ColumnType:
        """The type of the column with the head at this place."""
        return self.table.columns[self.heads[at].column].type


@dataclass(slots=True)
class SolvedRow:
    """A row: its pieces by the place of their head; `loose` may belong to several columns."""

    cells: dict[int, list[Piece]] = field(default_factory=dict)
    loose: list[Piece] = field(default_factory=list)
    lost: list[Piece] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def solve(sheet: Sheet) -> list[SolvedRow] | None:
    """The rows of the table; None when it cannot be told how they go."""
    rows: list[SolvedRow] = []
    width = max((_width(each.line) for part in sheet.parts for each in part.texts), default=0)
    usual: dict[ColumnType, tuple[int, ...]] = {}
    for number, part in enumerate(sheet.parts):
        if not part.texts and not part.flows:
            continue
        found = _solve_part(part, sheet, width, usual, torn=number > 0 and bool(rows))
        if found is None:
            return None
        lead, made = found
        if lead:
            if not rows:
                return None
            rows[-1].cells.setdefault(0, []).extend(lead)
        rows += made
    return rows or None


def _solve_part(
    part: Part,
    sheet: Sheet,
    width: int,
    usual: dict[ColumnType, tuple[int, ...]],
    *,
    torn: bool,
) -> tuple[list[Piece], list[SolvedRow]] | None:
    """The text that goes on from the page before, and the rows that begin on this page."""
    lines = [each.line for each in part.texts]
    goes_on = torn and bool(lines) and not part.texts[0].run and _small(lines[0])
    if not part.flows and not any(each.run for each in part.texts):
        return ([_whole(line) for line in lines], []) if goes_on else None
    cuts = _Cuts(part.texts, width, goes_on=goes_on)
    best: tuple[float, int, _Deal] | None = None
    most = max(len(cuts.possible), sum(bool(each.run) for each in part.texts))
    for count in range(1, min(most, _MOST_ROWS) + 1):
        if cuts.starts(count) is None:
            continue
        deal = _Deal(part, sheet, count, usual)
        worth = _ONE_A_ROW * deal.placed - _LOST * len(deal.lost) + cuts.worth(count)
        if best is None or worth > best[0]:
            best = (worth, count, deal)
    if best is None or best[2].placed <= len(best[2].lost):
        return None
    _, count, deal = best
    starts = cuts.starts(count) or []
    rows = [SolvedRow() for _ in range(count)]
    for number, row in enumerate(rows):
        end = starts[number + 1] if number + 1 < count else len(lines)
        row.cells[0] = [_whole(line) for line in lines[starts[number] : end]]
    deal.fill(rows)
    usual.update(deal.used)
    return [_whole(line) for line in lines[: starts[0]]], rows


class _Cuts:
    """Where the lines of the first column may be cut into cells."""

    def __init__(self, texts: Sequence[TextLine], width: int, *, goes_on: bool) -> None:
        self._texts = texts
        self._width = width
        self.forced = [at for at, each in enumerate(texts) if each.run]
        self._first = 0 if not goes_on else -1
        self.possible = [
            at
            for at, each in enumerate(texts)
            if at == self._first or at in self.forced or not _small(each.line)
        ]

    def starts(self, count: int) -> list[int] | None:
        """The lines with which so many cells begin; None if there are not so many."""
        sure = {*self.forced}
        if self._first == 0 and (not self.forced or self.forced[0] > 0):
            # What stands before the first row's first line is that line, if it is one.
            sure.add(0)
        last = self.forced[-1] if self.forced else -1
        free = [at for at in self.possible if at not in sure and at > last]
        needed = count - len(sure)
        if needed < 0 or needed > len(free):
            return None
        free.sort(key=lambda at: (-self._worth(at), at))
        return sorted({*sure, *free[:needed]})

    def worth(self, count: int) -> float:
        """How well the lines take so many cells: cuts that should be made, and are, or not."""
        starts = set(self.starts(count) or ())
        last = self.forced[-1] if self.forced else -1
        worth = 0.0
        for at in range(max(1, last + 1), len(self._texts)):
            worth += self._worth(at) if at in starts else -max(0.0, self._worth(at))
        return worth

    def _worth(self, at: int) -> float:
        """How much speaks for a cell that begins here; less than 0 when more speaks against it."""
        text, before = self._texts[at].line.text.strip(), self._texts[at - 1].line.text.strip()
        if at == 0 or not before:
            return _CUT
        if _small(self._texts[at].line):
            return -_CUT
        room = self._width - len(before) - 1 - len(text.split()[0])
        worth = _CUT if room > 1 else 0.5 if room >= 0 else -0.5
        if before.endswith((".", "!", "?", ")")):
            worth += 0.5
        if before.endswith((",", "-", "–", "/", "&", ":")):
            worth -= 2 * _CUT
        if text.split()[0] == self._texts[0].line.text.split()[0]:
            worth += 0.5
        return worth


class _Deal:
    """Deals the values of a part out to so many rows."""

    def __init__(
        self,
        part: Part,
        sheet: Sheet,
        count: int,
        usual: Mapping[ColumnType, tuple[int, ...]],
    ) -> None:
        self._part = part
        self._sheet = sheet
        self._count = count
        self._usual = usual
        self._runs = [each.run for each in part.texts if each.run]
        self._cells: dict[tuple[int, int], list[Piece]] = {}
        self._loose: dict[int, list[Piece]] = {}
        self._unsure: dict[int, list[str]] = {}
        self.used: dict[ColumnType, tuple[int, ...]] = {}
        self.lost: list[list[Token]] = []
        self._types = _ordered(sheet)
        for type_ in self._types:
            self._deal_runs(type_)
        for type_ in self._types:
            self._deal_flows(type_)

    @property
    def placed(self) -> int:
        """How many values have found their place."""
        return len(self._cells) + len(self._loose)

    def fill(self, rows: Sequence[SolvedRow]) -> None:
        """Put the values into the rows; what has found no place goes to the last row."""
        for (row, column), pieces in self._cells.items():
            rows[row].cells[column] = pieces
        for row, pieces in self._loose.items():
            rows[row].loose += pieces
        for row, codes in self._unsure.items():
            rows[row].unsure += codes
        rows[-1].lost += [piece for cell in self.lost for piece in _pieces(cell)]

    def _columns(self, type_: ColumnType) -> list[int]:
        """The places of the columns of this type; 0 is the column of text that rows begin with."""
        sheet = self._sheet
        return [at for at in range(1, len(sheet.heads)) if sheet.column_type(at) == type_]

    def _deal_runs(self, type_: ColumnType) -> None:
        """Values among the text: one for each column of their type, or nobody knows whose."""
        inline = [at for at in self._columns(type_) if at in self._part.inline]
        for row, run in enumerate(self._runs[: self._count]):
            values = [token for token in run if self._type_of(token) == type_]
            if len(values) == len(inline):
                for column, token in zip(inline, values, strict=True):
                    self._cells[row, column] = _pieces([token])
            elif len(values) == 1 and inline:
                self._one_for_several(row, type_, inline, [values[0]])
            else:
                self.lost += [[token] for token in values]

    def _one_for_several(
        self, row: int, type_: ColumnType, columns: Sequence[int], cell: Sequence[Token]
    ) -> None:
        """One value where several columns might have it."""
        if type_ == "amount":
            self._loose[row] = _pieces(cell)
            self._unsure.setdefault(row, []).append("lone_target")
        elif type_ == "due":  # a single date is the day when it is to be done
            self._cells[row, columns[-1]] = _pieces(cell)
            self._unsure.setdefault(row, []).append("lone_due")
        else:
            self.lost.append(list(cell))

    def _type_of(self, token: Token) -> ColumnType | None:
        return next((type_ for type_ in self._types if type_ in token.types), None)

    def _deal_flows(self, type_: ColumnType) -> None:
        columns = self._columns(type_)
        flows = [f for f in self._part.flows if f.cells and self._flow_type(f) == type_]
        if type_ == "text":
            self._deal_texts(flows)
            return
        total = sum(len(flow.cells) for flow in flows)
        if not total:
            return
        base = {
            at: len(self._runs) if at in self._part.inline and self._runs else 0 for at in columns
        }
        pinned = {flow.column for flow in flows if flow.column is not None}
        choices = [
            chosen
            for size in range(1, len(columns) + 1)
            for chosen in combinations(columns, size)
            if pinned <= set(chosen) and sum(self._count - base[at] for at in chosen) == total
        ]
        dealt = [
            (chosen, cells) for chosen in choices if (cells := self._greedy(chosen, flows, base))
        ]
        usual = [each for each in dealt if each[0] == self._usual.get(type_)]
        if len(dealt) > 1 and usual:
            dealt = usual
        if len(dealt) == 1:
            self.used[type_], cells = dealt[0]
            self._cells |= cells
        elif dealt and all(len(chosen) == 1 for chosen, _ in dealt):
            for (row, _), pieces in dealt[0][1].items():
                if type_ == "amount":
                    self._loose[row] = pieces
                    self._unsure.setdefault(row, []).append("lone_target")
                elif type_ == "due":
                    self._cells[row, columns[-1]] = pieces
                    self._unsure.setdefault(row, []).append("lone_due")
                else:
                    self.lost += [cell for flow in flows for cell in flow.cells]
                    break
        else:
            self._deal_pinned(flows, base)

    def _greedy(
        self, chosen: Sequence[int], flows: Sequence[ValueFlow], base: Mapping[int, int]
    ) -> dict[tuple[int, int], list[Piece]] | None:
        """Each flow goes to the column that has come least far, the leftmost of them."""
        filled = {at: base[at] for at in chosen}
        cells: dict[tuple[int, int], list[Piece]] = {}
        for flow in flows:
            size = len(flow.cells)
            fitting = [at for at in chosen if filled[at] + size <= self._count]
            at = flow.column if flow.column is not None else None
            if at is None:
                at = min(fitting, key=lambda each: (filled[each], each), default=None)
            if at is None or at not in fitting:
                return None
            for number, cell in enumerate(flow.cells):
                cells[filled[at] + number, at] = _pieces(cell)
            filled[at] += size
        return cells if all(count == self._count for count in filled.values()) else None

    def _deal_pinned(self, flows: Sequence[ValueFlow], base: Mapping[int, int]) -> None:
        """Only what stands right below its head has a place that can be told."""
        for flow in flows:
            for number, cell in enumerate(flow.cells):
                known = flow.column is not None and base[flow.column] == 0 and number == 0
                if known and flow.column is not None:
                    self._cells[0, flow.column] = _pieces(cell)
                else:
                    self.lost.append(cell)

    def _deal_texts(self, flows: Sequence[ValueFlow]) -> None:
        """Texts of other columns than the first: they have a place where there is one row."""
        for flow in flows:
            for cell in flow.cells:
                if self._count == 1 and flow.column is not None:
                    self._cells.setdefault((0, flow.column), []).extend(_pieces(cell))
                else:
                    self.lost.append(cell)

    def _flow_type(self, flow: ValueFlow) -> ColumnType | None:
        if flow.column is not None:
            return self._sheet.column_type(flow.column)
        return next((type_ for type_ in self._types if type_ in flow.types), None)


def _ordered(sheet: Sheet) -> list[ColumnType]:
    """The types of the table's columns but the first, each once."""
    types = [sheet.column_type(at) for at in range(1, len(sheet.heads))]
    return list(dict.fromkeys(types))


def _pieces(cell: Sequence[Token]) -> list[Piece]:
    return [_whole(line) for token in cell for line in token.lines]


def _whole(line: Paragraph) -> Piece:
    return Piece(line.span, 0, len(line.text))


def _small(line: Paragraph) -> bool:
    """Whether a line begins in the middle of a sentence."""
    text = line.text.strip()
    return text[:1].islower() or text[:1] in "(–-,;"


def _width(line: Paragraph) -> int:
    return len(line.text.strip())
