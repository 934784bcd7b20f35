# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""From drawn lines to the cells of tables.

Lines that touch belong to one grid. Its positions cut the area into fields; fields with no line
between them are one cell. What lies outermost bounds the grid even where no line is drawn, since
many tables have no outer frame.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plandoc.readers.pdf_words import Rule

# How far from each other lines may stand and still be meant as one, in points.
_SNAP = 3.0
_MAX_RULES = 1_500
_MAX_FIELDS = 40_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: the first and last row and column that it covers."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid of cells; `xs` and `ys` are the positions between columns and rows."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    fields: Mapping[tuple[int, int], GridCell]

    @property
    def is_table(self) -> bool:
        """Whether some row has two cells; otherwise it is a frame around text."""
        rows: set[int] = set()
        for cell in self.cells:
            if cell.row in rows:
                return True
            rows.add(cell.row)
        return False

    def cell_at(self, x: float, y: float) -> GridCell | None:
        """The cell that a point lies in; None outside the grid."""
        return self.fields.get((bisect_left(self.ys, y) - 1, bisect_left(self.xs, x) - 1))


def grids(rules: Sequence[Rule]) -> tuple[list[Grid], list[Rule]]:
    """The tables that lines draw, and the horizontal lines that belong to none."""
    merged = _merged(rules)
    if len(merged) > _MAX_RULES:
        return [], []
    tables: list[Grid] = []
    loose: list[Rule] = []
    for group in _touching(merged):
        grid = _grid(group)
        if grid is not None and grid.is_table:
            tables.append(grid)
        else:
            loose += [rule for rule in group if not rule.vertical]
    return tables, loose


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines on (nearly) the same position put together to one, as far as they meet."""
    found: list[Rule] = []
    for vertical in (True, False):
        chosen = sorted((r for r in rules if r.vertical == vertical), key=lambda r: r.at)
        snapped: dict[float, list[Rule]] = defaultdict(list)
        position = float("-inf")
        for rule in chosen:
            if rule.at - position > _SNAP:
                position = rule.at
            snapped[position].append(rule)
        for at, group in snapped.items():
            found += _joined(vertical, at, group)
    return found


def _joined(vertical: bool, at: float, group: list[Rule]) -> list[Rule]:
    joined: list[Rule] = []
    for rule in sorted(group, key=lambda r: r.start):
        if joined and rule.start <= joined[-1].end + _SNAP:
            last = joined[-1]
            joined[-1] = Rule(vertical, at, last.start, max(last.end, rule.end))
        else:
            joined.append(Rule(vertical, at, rule.start, rule.end))
    return joined


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of lines that cross or meet, directly or through others."""
    parents = list(range(len(rules)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    upright = [n for n, rule in enumerate(rules) if rule.vertical]
    level = [n for n, rule in enumerate(rules) if not rule.vertical]
    for v in upright:
        one = rules[v]
        for h in level:
            other = rules[h]
            if (
                one.start - _SNAP <= other.at <= one.end + _SNAP
                and other.start - _SNAP <= one.at <= other.end + _SNAP
            ):
                parents[root(v)] = root(h)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for number, rule in enumerate(rules):
        groups[root(number)].append(rule)
    return list(groups.values())


def _grid(group: list[Rule]) -> Grid | None:
    upright = [rule for rule in group if rule.vertical]
    level = [rule for rule in group if not rule.vertical]
    xs = _positions([r.at for r in upright] + [x for r in level for x in (r.start, r.end)])
    ys = _positions([r.at for r in level] + [y for r in upright for y in (r.start, r.end)])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MAX_FIELDS:
        return None
    walls = _cover(upright, xs, ys)
    floors = _cover(level, ys, xs)
    fields = _fields(len(xs) - 1, len(ys) - 1, walls, floors)
    return Grid(tuple(xs), tuple(ys), tuple(dict.fromkeys(fields.values())), fields)


def _positions(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SNAP:
            found.append(value)
    return found


def _cover(
    rules: list[Rule], across: Sequence[float], along: Sequence[float]
) -> set[tuple[int, int]]:
    """Which sides of fields are drawn: (position number, field number along the line)."""
    found: set[tuple[int, int]] = set()
    for rule in rules:
        position = min(range(len(across)), key=lambda n: abs(across[n] - rule.at))
        for number, (start, end) in enumerate(pairwise(along)):
            if rule.start - _SNAP <= start and end <= rule.end + _SNAP:
                found.add((position, number))
    return found


def _fields(
    columns: int, rows: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]
) -> dict[tuple[int, int], GridCell]:
    """The cell of each field: fields with no line between them, grown to the right, then down."""
    taken: dict[tuple[int, int], GridCell] = {}
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            last = column
            while (
                last + 1 < columns and (last + 1, row) not in walls and (row, last + 1) not in taken
            ):
                last += 1
            across = range(column, last + 1)
            bottom = row
            while bottom + 1 < rows and _goes_on(bottom, across, walls, floors, taken):
                bottom += 1
            cell = GridCell(row, column, bottom, last)
            taken |= {(r, c): cell for r in range(row, bottom + 1) for c in across}
    return taken


def _goes_on(
    row: int,
    across: range,
    walls: set[tuple[int, int]],
    floors: set[tuple[int, int]],
    taken: Mapping[tuple[int, int], GridCell],
) -> bool:
    """Whether a cell goes on in the row below: no line under it, none through it there."""
    return (
        not any((row + 1, column) in floors for column in across)
        and not any((column, row + 1) in walls for column in across[1:])
        and not any((row + 1, column) in taken for column in across)
    )
