# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Periods that parse and sort, and outcomes against targets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledtrad.indicators import rules
from ledtrad.indicators.rules import Aim, Attainment, Direction, Period, PeriodKind

PERIODS = st.sampled_from(PeriodKind).flatmap(
    lambda kind: st.builds(
        Period, st.just(kind), st.integers(1000, 2999), st.integers(1, kind.per_year)
    )
)
NUMBERS = st.decimals(-1000, 1000, places=2)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        ("2026H2", dt.date(2026, 7, 1), dt.date(2026, 12, 31)),
        ("2026T1", dt.date(2026, 1, 1), dt.date(2026, 4, 30)),
        ("2026Q3", dt.date(2026, 7, 1), dt.date(2026, 9, 30)),
        ("202402", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
    ],
)
def test_the_days_of_a_period(text: str, first: dt.date, last: dt.date) -> None:
    period = Period.parse(text)
    assert (period.first_day, period.last_day) == (first, last)


@given(PERIODS)
def test_a_period_is_read_as_it_is_written(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert period.first_day <= period.last_day
    assert period.last_day.month - period.first_day.month + 1 == period.months


@pytest.mark.parametrize(
    "text", ["", "26", "2026T4", "2026H3", "2026Q5", "202613", "202600", "2026T", "2026 T1", "٢٠٢٦"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(rules.NotAPeriod):
        Period.parse(text)


def test_periods_sort_by_time_and_the_longer_first() -> None:
    written = ["202605", "2026T2", "2026", "2026H1", "2025T3", "202601"]
    periods = sorted(map(Period.parse, written), key=lambda period: period.sort_key)
    assert list(map(str, periods)) == ["2025T3", "2026", "2026H1", "202601", "2026T2", "202605"]


def attain(outcome: str | None, direction: str, **aim: str) -> Attainment:
    bounds = {name: Decimal(value) for name, value in aim.items()}
    return rules.assess(
        Decimal(outcome) if outcome is not None else None, Aim(**bounds), Direction(direction)
    )


@pytest.mark.parametrize(
    ("outcome", "direction", "aim", "found"),
    [
        ("88", "more", {"value": "88"}, Attainment.FULL),
        ("80", "more", {"value": "88"}, Attainment.PARTIAL),
        ("79", "more", {"value": "88"}, Attainment.NONE),
        ("0", "more", {"value": "88"}, Attainment.NONE),
        ("0", "more", {"value": "0"}, Attainment.FULL),
        (None, "more", {"value": "88"}, Attainment.NO_OUTCOME),
        ("16", "less", {"value": "16"}, Attainment.FULL),
        ("17", "less", {"value": "16"}, Attainment.PARTIAL),
        ("18", "less", {"value": "16"}, Attainment.NONE),
        ("0", "less", {"value": "16"}, Attainment.FULL),
        ("1", "less", {"value": "0"}, Attainment.NONE),
        ("5", "interval", {"lower": "4", "upper": "6"}, Attainment.FULL),
        ("3.7", "interval", {"lower": "4", "upper": "6"}, Attainment.PARTIAL),
        ("9", "interval", {"lower": "4", "upper": "6"}, Attainment.NONE),
        ("3", "interval", {"upper": "6"}, Attainment.FULL),
        ("3", "interval", {}, Attainment.NO_TARGET),
        ("3", "more", {}, Attainment.NO_TARGET),
        ("5", "unknown", {"value": "5"}, Attainment.FULL),
        ("5", "unknown", {"value": "4"}, Attainment.UNDECIDED),
        ("-2", "more", {"value": "-1"}, Attainment.NONE),
    ],
)
def test_assess(
    outcome: str | None, direction: str, aim: dict[str, str], found: Attainment
) -> None:
    assert attain(outcome, direction, **aim) is found


def test_the_outcome_is_rounded_as_the_target_is_written() -> None:
    aim = Aim(Decimal("4.9"))
    for outcome, found in (("4.94", Attainment.FULL), ("4.95", Attainment.PARTIAL)):
        assert rules.assess(Decimal(outcome), aim, Direction.LESS, decimals=1) is found


def test_better_than_before_is_partly_reached() -> None:
    aim = Aim(Decimal(100))
    value = Decimal(50)
    for before, found in ((40, Attainment.PARTIAL), (50, Attainment.NONE), (60, Attainment.NONE)):
        assert rules.assess(value, aim, Direction.MORE, previous=Decimal(before)) is found


@given(NUMBERS, NUMBERS)
def test_more_and_less_agree_only_on_the_target_itself(value: Decimal, target: Decimal) -> None:
    more = rules.assess(value, Aim(target), Direction.MORE) is Attainment.FULL
    less = rules.assess(value, Aim(target), Direction.LESS) is Attainment.FULL
    assert more or less
    assert (more and less) == (value == target)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_coming_closer_never_makes_it_worse(one: Decimal, other: Decimal, target: Decimal) -> None:
    order = [Attainment.NONE, Attainment.PARTIAL, Attainment.FULL]
    low, high = sorted((one, other))
    worse = order.index(rules.assess(low, Aim(target), Direction.MORE))
    better = order.index(rules.assess(high, Aim(target), Direction.MORE))
    assert worse <= better
