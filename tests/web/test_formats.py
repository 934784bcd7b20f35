# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and dates as Swedish readers expect them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledtrad.web import formats
from ledtrad.web.templatetags.ledtrad import number

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("1234.5"), None, f"1{NB}234,5"),
        (Decimal("-0.7"), None, "−0,7"),
        (Decimal("0"), None, "0"),
        (Decimal("12.50"), None, "12,50"),
        (Decimal("12.25"), 1, "12,3"),
        (Decimal("-0.04"), 1, "0,0"),
        (Decimal("1E+6"), None, f"1{NB}000{NB}000"),
        (1234567, None, f"1{NB}234{NB}567"),
        (7, 2, "7,00"),
    ],
)
def test_numbers(value: Decimal | int, decimals: int | None, text: str) -> None:
    assert formats.swedish_number(value, decimals) == text


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_a_number_can_be_read_back(value: Decimal) -> None:
    text = formats.swedish_number(value)

    assert Decimal(text.replace(NB, "").replace(",", ".").replace("−", "-")) == value


def test_a_missing_number_is_not_zero() -> None:
    assert (number(None), number(Decimal(0))) == ("–", "0")


def test_units_stay_on_the_line() -> None:
    assert formats.with_unit("12,5", "%") == f"12,5{NB}%"
    assert formats.with_unit("7", "") == "7"


def test_dates() -> None:
    day = dt.date(2026, 9, 16)

    assert formats.swedish_date(day) == f"16{NB}september{NB}2026"
    assert formats.swedish_day(day) == f"16{NB}sept"
    assert formats.swedish_weekday(day) == f"onsdag 16{NB}september{NB}2026"
    moment = dt.datetime(2026, 9, 16, 9, 5, tzinfo=dt.UTC)
    assert formats.swedish_moment(moment) == f"16{NB}september{NB}2026 kl.{NB}09.05"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, f"0{NB}byte"),
        (999, f"999{NB}byte"),
        (1400, f"1,4{NB}kB"),
        (13_900, f"14{NB}kB"),
        (60_000_000, f"60{NB}MB"),
        (1_234_000_000, f"1{NB}234{NB}MB"),
    ],
)
def test_sizes(size: int, text: str) -> None:
    assert formats.swedish_bytes(size) == text
