# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deals the values of a scattered table out to its rows and columns.

A column that has values has one for every row. A flow goes to the column of its type that has come
least far. Where a head is lower than its neighbours, the first cell below it lies too far away to
flow with it; that cell comes in its turn, or after all the others. Both ways are tried, and what
they do not agree on is left over when neither contradicts the order of rows, columns and dates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from plandoc.recognition.unscramble_lines import Token
from plandoc.recognition.unscramble_sheet import Part, Sheet, SolvedRow, ValueFlow, pieces
from plandoc.steering import ColumnType

Usual = dict[ColumnType, tuple[int, ...]]
_Cells = dict[tuple[int, int], list[Token]]

_DATE = re.compile(r"(20\d\d)-([01]\d)-?([0-3]\d)")
_LAST = 10**6


@dataclass(slots=True)
class Deal:
    """Where the values go: cells by row and column, and those that nobody can place.

    `doubted` counts those of the latter that might have had a place in two ways. `used` are the
    columns of each type that have values. `order` is where each flow without a head
    went, in the order of the text, with the number of heads before it.
    """

    cells: _Cells = field(default_factory=dict)
    loose: dict[int, list[Token]] = field(default_factory=dict)
    lost: list[list[Token]] = field(default_factory=list)
    doubted: int = 0
    unsure: dict[int, list[str]] = field(default_factory=dict)
    used: Usual = field(default_factory=dict)
    order: list[tuple[int, int, int, int]] = field(default_factory=list)

    @property
    def fit(self) -> int:
        """How many values have a place in so many rows, less those that have none."""
        return len(self.cells) + len(self.loose) + 2 * self.doubted - len(self.lost)

    def fill(self, rows: Sequence[SolvedRow]) -> None:
        """Put the values into the rows; what has found no place goes to the last row."""
        for (row, column), cell in self.cells.items():
            rows[row].cells[column] = pieces(cell)
        for row, cell in self.loose.items():
            rows[row].loose += pieces(cell)
        for row, codes in self.unsure.items():
            rows[row].unsure += codes
        rows[-1].lost += [piece for cell in self.lost for piece in pieces(cell)]

    def without(self, other: Deal) -> None:
        """Leave over what another deal has put elsewhere."""
        before = len(self.lost)
        for place, cell in list(self.cells.items()):
            if other.cells.get(place) != cell:
                self.lost.append(self.cells.pop(place))
        for row, cell in list(self.loose.items()):
            if other.loose.get(row) != cell:
                self.lost.append(self.loose.pop(row))
        self.doubted = len(self.lost) - before


def deal(part: Part, sheet: Sheet, count: int, usual: Mapping[ColumnType, tuple[int, ...]]) -> Deal:
    """The values of a part of a table dealt out to so many rows."""
    plain = _Dealer(part, sheet, count, usual, frozenset()).deal()
    late = _late_columns(part, sheet)
    if not late or count == 1:
        return plain
    other = _Dealer(part, sheet, count, usual, late).deal()
    against_plain = _contradictions(plain, sheet, late=False)
    against_other = _contradictions(other, sheet, late=True)
    if against_plain != against_other:
        return min((against_plain, 0, plain), (against_other, 1, other))[2]
    plain.without(other)
    return plain


def _late_columns(part: Part, sheet: Sheet) -> frozenset[int]:
    """The columns whose head is lower than that of another, which has its first cell with it."""
    flowing = {flow.column for flow in part.flows if flow.column is not None and flow.cells}
    tallest = max((len(sheet.heads[at].lines) for at in flowing), default=0)
    return frozenset(
        at
        for at in range(1, len(sheet.heads))
        if at not in flowing and at not in part.inline and len(sheet.heads[at].lines) < tallest
    )


def _contradictions(found: Deal, sheet: Sheet, *, late: bool) -> int:
    """How often a deal goes against the order of rows and columns, or of dates."""
    against = len(found.lost)
    for (row, at, after, number), (then, then_at, then_after, then_number) in pairwise(found.order):
        if after != then_after:
            continue
        first = (_LAST if late and not row and number == 1 else row, at)
        second = (_LAST if late and not then and then_number == 1 else then, then_at)
        against += first > second
    fields = {sheet.column_field(at): at for at in range(1, len(sheet.heads))}
    start, due = fields.get("start"), fields.get("due")
    for row in {row for row, _ in found.cells}:
        days = [_day(found.cells.get((row, at), [])) for at in (start, due) if at is not None]
        against += len(days) == 2 and all(days) and days[0] >= days[1]
    return against


def _day(cell: Sequence[Token]) -> str:
    """The day as digits, to be compared; empty when the cell holds no plain date."""
    match = _DATE.fullmatch("".join(token.text for token in cell))
    return "".join(match.groups()) if match else ""


class _Dealer:
    """Deals the values of one part out. Use once."""

    def __init__(
        self,
        part: Part,
        sheet: Sheet,
        count: int,
        usual: Mapping[ColumnType, tuple[int, ...]],
        late: frozenset[int],
    ) -> None:
        self._part = part
        self._sheet = sheet
        self._count = count
        self._usual = usual
        self._late = late
        self._types = sheet.types()
        self._runs = [each.run for each in part.texts if each.run]
        self._places: dict[int, tuple[int, int]] = {}
        self._deal = Deal()

    def deal(self) -> Deal:
        """Where the values go."""
        for type_ in self._types:
            self._runs_of(type_)
            self._flows_of(type_)
        self._without_type()
        for number, flow in enumerate(self._part.flows):
            if flow.column is None and number in self._places:
                row, column = self._places[number]
                self._deal.order.append((row, column, flow.after, len(flow.cells)))
        return self._deal

    def _without_type(self) -> None:
        """Values of no column whose head has been found, and those beside rows that are too few."""
        for flow in self._part.flows:
            if self._flow_type(flow) is None:
                self._deal.lost += flow.cells
        for row, run in enumerate(self._runs):
            self._deal.lost += [
                [token] for token in run if row >= self._count or self._type_of(token.types) is None
            ]

    def _runs_of(self, type_: ColumnType) -> None:
        """Values among the text: one for each column of their type, or nobody knows whose."""
        inline = [at for at in self._sheet.columns_of(type_) if at in self._part.inline]
        for row, run in enumerate(self._runs[: self._count]):
            values = [token for token in run if self._type_of(token.types) == type_]
            if len(values) == len(inline):
                for column, token in zip(inline, values, strict=True):
                    self._deal.cells[row, column] = [token]
            elif len(values) == 1 and inline:
                self._one_for_several(row, type_, inline, values)
            else:
                self._deal.lost += [[token] for token in values]

    def _one_for_several(
        self, row: int, type_: ColumnType, columns: Sequence[int], cell: list[Token]
    ) -> None:
        """One value where several columns might have it."""
        if type_ == "amount":
            self._deal.loose[row] = cell
            self._deal.unsure.setdefault(row, []).append("lone_target")
        elif type_ == "due":  # a single date is the day when it is to be done
            self._deal.cells[row, columns[-1]] = cell
            self._deal.unsure.setdefault(row, []).append("lone_due")
        else:
            self._deal.lost.append(cell)

    def _flows_of(self, type_: ColumnType) -> None:
        """Values below one another: each goes to one of the columns of its type."""
        flows = {
            number: flow
            for number, flow in enumerate(self._part.flows)
            if flow.cells and self._flow_type(flow) == type_
        }
        if type_ == "text":
            self._texts(list(flows.values()))
            return
        columns = self._sheet.columns_of(type_)
        self._without_comments(flows, columns)
        total = sum(len(flow.cells) for flow in flows.values())
        if not total:
            return
        begun = {at: len(self._runs) if at in self._part.inline else 0 for at in columns}
        pinned = {flow.column for flow in flows.values() if flow.column is not None}
        choices = [
            chosen
            for size in range(1, len(columns) + 1)
            for chosen in combinations(columns, size)
            if pinned <= set(chosen) and sum(self._count - begun[at] for at in chosen) == total
        ]
        tried = [(chosen, self._greedy(chosen, flows, begun)) for chosen in choices]
        dealt = [(chosen, places) for chosen, places in tried if places]
        if len(dealt) > 1:
            dealt = [each for each in dealt if each[0] == self._usual.get(type_)] or dealt
        if len(dealt) == 1:
            self._deal.used[type_], places = dealt[0]
            self._put(flows, places)
        elif dealt:
            self._agreed(type_, flows, [places for _, places in dealt])
        else:
            self._pinned(list(flows.values()), begun)

    def _put(self, flows: Mapping[int, ValueFlow], places: Mapping[int, tuple[int, int]]) -> None:
        self._places |= places
        for number, (first, column) in places.items():
            for row, cell in enumerate(flows[number].cells, first):
                self._deal.cells[row, column] = cell

    def _agreed(
        self,
        type_: ColumnType,
        flows: Mapping[int, ValueFlow],
        ways: Sequence[Mapping[int, tuple[int, int]]],
    ) -> None:
        """Put what has its place in each way of dealing; one row may leave the column open."""
        for number, flow in flows.items():
            places = sorted({places[number] for places in ways})
            row, column = places[0]
            if len(places) == 1:
                self._put({number: flow}, {number: places[0]})
            elif places[-1][0] == row and not any(
                row + at in self._deal.loose for at in range(len(flow.cells))
            ):
                self._places[number] = (row, column)
                columns = [column for _, column in places]
                for at, cell in enumerate(flow.cells, row):
                    self._one_for_several(at, type_, columns, cell)
            else:
                self._deal.lost += flow.cells

    def _greedy(
        self, chosen: Sequence[int], flows: Mapping[int, ValueFlow], begun: Mapping[int, int]
    ) -> dict[int, tuple[int, int]] | None:
        """The first row and the column of each flow; None when they do not fill the columns.

        Each goes to the column that has come least far, the leftmost of them. The first cells of
        late columns are the last flows.
        """
        late = [at for at in chosen if at in self._late]
        numbers = list(flows)
        places: dict[int, tuple[int, int]] = {}
        filled = dict(begun)
        for at, number in zip(late, numbers[len(numbers) - len(late) :], strict=True):
            if len(flows[number].cells) != 1 or flows[number].column is not None:
                return None
            places[number] = (0, at)
            filled[at] = 1
        for number in numbers[: len(numbers) - len(late)]:
            flow = flows[number]
            size = len(flow.cells)
            fitting = [at for at in chosen if filled[at] + size <= self._count and at <= flow.after]
            to = flow.column
            if to is None:
                to = min(fitting, key=lambda each: (filled[each], each), default=None)
            if to is None or to not in fitting:
                return None
            places[number] = (filled[to], to)
            filled[to] += size
        return places if all(filled[at] == self._count for at in chosen) else None

    def _pinned(self, flows: Sequence[ValueFlow], begun: Mapping[int, int]) -> None:
        """Only what stands right below its head has a place that can be told."""
        for flow in flows:
            for number, cell in enumerate(flow.cells):
                if flow.column is not None and not begun[flow.column] and not number:
                    self._deal.cells[0, flow.column] = cell
                else:
                    self._deal.lost.append(cell)

    def _without_comments(self, flows: dict[int, ValueFlow], columns: Sequence[int]) -> None:
        """Give the last flows to the column of comments when there are more than there is room."""
        texts = self._sheet.columns_of("text")
        room = self._count * len(columns)
        while texts and flows and sum(len(flow.cells) for flow in flows.values()) > room:
            number = max(flows)
            if flows[number].column is not None or flows[number].after < texts[-1]:
                return
            last = flows.pop(number)
            self._texts([ValueFlow(last.cells, texts[-1], after=last.after)])

    def _texts(self, flows: Sequence[ValueFlow]) -> None:
        """Texts of other columns than the first: they have a place where there is one row."""
        for flow in flows:
            for cell in flow.cells:
                if self._count == 1 and flow.column is not None:
                    self._deal.cells.setdefault((0, flow.column), []).extend(cell)
                else:
                    self._deal.lost.append(cell)

    def _flow_type(self, flow: ValueFlow) -> ColumnType | None:
        if flow.column is not None:
            return self._sheet.column_type(flow.column)
        return self._type_of(flow.types)

    def _type_of(self, types: frozenset[ColumnType]) -> ColumnType | None:
        return next((type_ for type_ in self._types if type_ in types), None)
