# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A line chart of outcomes over time, as places to draw. The words and figures are the page's.

All lengths are in the drawing's own units: it is `WIDTH` wide and `HEIGHT` high.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

LEFT, RIGHT, TOP, BOTTOM = 30, 642, 10, 250
WIDTH, HEIGHT = 816, 288
LABEL_HEIGHT = 18
MOST_PERIODS = 12
INK, SECOND, TARGET = "ink", "second", "target"
"""Kinds of line: the whole, a part of it, and what is aimed for. Also their classes."""
_STEPS = (Decimal(1), Decimal(2), Decimal(5))


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the chart, and the value that it stands for."""

    y: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Dot:
    """A measured value. The last one of a line is filled."""

    x: int
    y: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one group, in pieces where values are missing, and its label at the right."""

    name: str
    kind: str
    last: Decimal
    pieces: tuple[str, ...]
    dots: tuple[Dot, ...]
    label_y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """All there is to draw. `starts_at_zero` is said below the chart when it does not."""

    ticks: tuple[Tick, ...]
    columns: tuple[tuple[int, str], ...]
    lines: tuple[Line, ...]
    first_tick: Decimal
    starts_at_zero: bool


def draw(
    periods: Sequence[str], series: Mapping[tuple[str, str], Sequence[Decimal | None]]
) -> Chart | None:
    """The chart of the series, one value a period, or None when there is too little to draw.

    A series is known by its name and its kind. None is missing.
    """
    periods = periods[-MOST_PERIODS:]
    shown = {
        key: [None if value is None else value.normalize() for value in values[-MOST_PERIODS:]]
        for key, values in series.items()
    }
    known = [value for values in shown.values() for value in values if value is not None]
    if len(periods) < 2 or not any(
        _count(values) > 1 for (_name, kind), values in shown.items() if kind != TARGET
    ):
        return None
    ticks = _ticks(min(known), max(known))
    low, high = ticks[0], ticks[-1]

    def x(index: int) -> int:
        return LEFT + 40 + index * (RIGHT - LEFT - 80) // max(1, len(periods) - 1)

    def y(value: Decimal) -> int:
        return BOTTOM - int((value - low) * (BOTTOM - TOP) / (high - low))

    half = (x(1) - x(0)) // 2
    lines = []
    taken: list[int] = []
    for (name, kind), values in shown.items():
        points = [None if value is None else (x(i), y(value)) for i, value in enumerate(values)]
        there = [point for point in points if point is not None]
        if not there:
            continue
        last = next(value for value in reversed(values) if value is not None)
        label = _free(y(last) + 5, taken)
        taken.append(label)
        lines.append(
            Line(
                name=name,
                kind=kind,
                last=last,
                pieces=_steps(points, half) if kind == TARGET else _pieces(points),
                dots=tuple(Dot(px, py, (px, py) == there[-1]) for px, py in there),
                label_y=label,
            )
        )
    return Chart(
        ticks=tuple(Tick(y(value), value) for value in ticks),
        columns=tuple((x(i), period) for i, period in enumerate(periods)),
        lines=tuple(lines),
        first_tick=low,
        starts_at_zero=low == 0,
    )


def _count(values: Sequence[Decimal | None]) -> int:
    return sum(value is not None for value in values)


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round values from below the lowest to above the highest, some five of them."""
    span = (high - low) or abs(high) or Decimal(1)
    size = Decimal(1).scaleb((span / 4).adjusted())
    step = next((each * size for each in _STEPS if each * size * 5 >= span), 10 * size)
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    last = (high / step).to_integral_value(ROUND_CEILING) * step
    if first == last:
        last += step
    count = int((last - first) / step)
    return [first + step * n for n in range(count + 1)]


def _pieces(points: Sequence[tuple[int, int] | None]) -> tuple[str, ...]:
    """The line's points as SVG, broken where a value is missing."""
    pieces: list[list[str]] = [[]]
    for point in points:
        if point is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{point[0]},{point[1]}")
    return tuple(" ".join(piece) for piece in pieces if len(piece) > 1)


def _steps(points: Sequence[tuple[int, int] | None], half: int) -> tuple[str, ...]:
    """A level for each period, since a target holds for all of it; broken where there is none."""
    ends = [
        None if point is None else ((point[0] - half, point[1]), (point[0] + half, point[1]))
        for point in points
    ]
    pieces: list[list[str]] = [[]]
    for end in ends:
        if end is None:
            pieces.append([])
        else:
            pieces[-1] += [f"{min(max(x, LEFT), RIGHT)},{y}" for x, y in end]
    return tuple(" ".join(piece) for piece in pieces if piece)


def _free(wanted: int, taken: Sequence[int]) -> int:
    """The place nearest to the wanted one where a label touches no other."""
    for shift in range(0, HEIGHT, 2):
        for place in (wanted - shift, wanted + shift):
            if TOP <= place <= BOTTOM + 20 and all(
                abs(place - other) >= LABEL_HEIGHT for other in taken
            ):
                return place
    return wanted
