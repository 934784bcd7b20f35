# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line chart: everything is inside it, nothing missing is drawn, no name hides another."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ledtrad.web.indicator_chart import (
    BOTTOM,
    INK,
    LABEL_HEIGHT,
    LEFT,
    MOST_PERIODS,
    RIGHT,
    SECOND,
    TARGET,
    TOP,
    draw,
)

values = st.none() | st.decimals(
    min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=2
)
YEARS = [str(year) for year in range(2000, 2030)]


@st.composite
def series(draw_from: st.DrawFn) -> tuple[list[str], dict[tuple[str, str], list[Decimal | None]]]:
    count = draw_from(st.integers(min_value=0, max_value=len(YEARS)))
    lines = {
        key: draw_from(st.lists(values, min_size=count, max_size=count))
        for key in (("Alla", INK), ("Kvinnor", SECOND), ("Män", SECOND), ("Mål", TARGET))
    }
    return YEARS[:count], lines


@given(series())
def test_all_that_is_known_is_inside_and_nothing_else_is_drawn(
    given_series: tuple[list[str], dict[tuple[str, str], list[Decimal | None]]],
) -> None:
    periods, lines = given_series
    chart = draw(periods, lines)
    if chart is None:
        return

    assert len(chart.columns) == min(len(periods), MOST_PERIODS)
    for line in chart.lines:
        known = [v for v in lines[line.name, line.kind][-MOST_PERIODS:] if v is not None]
        assert len(line.dots) == len(known)
        assert line.last == known[-1]
        assert sum(dot.is_last for dot in line.dots) == 1
        points = [point.split(",") for piece in line.pieces for point in piece.split()]
        assert all(LEFT <= int(x) <= RIGHT and TOP <= int(y) <= BOTTOM for x, y in points)
        assert all(TOP <= dot.y <= BOTTOM for dot in line.dots)
    labels = [line.label_y for line in chart.lines]
    assert all(abs(a - b) >= LABEL_HEIGHT for a, b in combinations(labels, 2))
    known = [v for row in lines.values() for v in row[-MOST_PERIODS:] if v is not None]
    assert chart.ticks[0].value <= min(known)
    assert chart.ticks[-1].value >= max(known)
    assert 2 <= len(chart.ticks) <= 12


def test_a_line_needs_two_values() -> None:
    assert draw(["2026"], {("Alla", INK): [Decimal(7)]}) is None
    one: dict[tuple[str, str], list[Decimal | None]] = {
        ("Alla", INK): [None, Decimal(7)],
        ("Mål", TARGET): [Decimal(8), Decimal(8)],
    }
    assert draw(["2025", "2026"], one) is None


def test_a_line_breaks_where_a_value_is_missing_and_a_target_holds_for_its_year() -> None:
    outcomes = [Decimal(80), Decimal(82), None, Decimal(84), Decimal(86)]
    targets = [None, None, None, Decimal("84.5"), None]
    chart = draw(YEARS[:5], {("Alla", INK): outcomes, ("Mål", TARGET): targets})

    assert chart is not None
    whole, target = chart.lines
    assert len(whole.pieces) == 2
    assert len(target.pieces) == 1
    assert len(target.pieces[0].split()) == 2
    assert [str(tick.value) for tick in chart.ticks] == ["80", "82", "84", "86"]
    assert not chart.starts_at_zero
