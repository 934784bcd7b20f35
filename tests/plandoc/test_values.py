# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.values import Amount, match_amount_end, parse_amount, period_of


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("33 %", "33", "%"),
        ("12,5%", "12.5", "%"),
        ("2,4 kg CO2 per kg livsmedel", "2.4", "kg CO2 per kg livsmedel"),
        ("1 945,5 GWh", "1945.5", "GWh"),
        ("1\u00a0945", "1945", None),
        ("−1,1 %", "-1.1", "%"),
        ("minst 90 %", "90", "%"),
        ("≥ 85 %", "85", "%"),
        ("0", "0", None),
        ("4.9", "4.9", None),
        ("Bestäms av nämnd", None, None),
        ("ja", None, None),
        ("90-95", None, None),
        ("2 av 3", None, None),
        ("2026-12-31", None, None),
        ("", None, None),
    ],
)
def test_amounts(text: str, value: str | None, unit: str | None) -> None:
    assert parse_amount(text) == Amount(None if value is None else Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Antal besökare per park 16", "16"),
        ("Andel nöjda boende 88 %", "88 %"),
        ("Utsläpp från kost 1,9 kg CO2 per kg livsmedel", "1,9 kg CO2 per kg livsmedel"),
        ("Förbrukad energi 1 945 GWh", "1 945 GWh"),
        ("Andel fast anställda minst 90 %", "minst 90 %"),
        ("16", "16"),
        ("Antal barn 1-5 år", None),
        ("Bestäms av nämnd", None),
        ("", None),
    ],
)
def test_match_amount_at_the_end(text: str, found: str | None) -> None:
    start = match_amount_end(text)
    assert (None if start is None else text[start:]) == found


@given(st.decimals(min_value=-99999, max_value=99999, places=2))
def test_swedish_figures_are_read_back(value: Decimal) -> None:
    written = f"{value:,.2f}".replace(",", " ").replace(".", ",")
    assert parse_amount(f"{written} %") == Amount(value, "%")


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    amount = parse_amount(text)
    assert amount.value is not None or amount.unit is None
    assert (match_amount_end(text) or 0) <= len(text)


@pytest.mark.parametrize(
    ("head", "year", "period"),
    [
        ("Utfall 2025", None, "2025"),
        ("Tertial 1", 2026, "2026T1"),
        ("T2 2026", None, "2026T2"),
        ("Kvartal 3 2026", None, "2026Q3"),
        ("Halvår 1", 2026, "2026H1"),
        ("Utfall VB 2025", 2026, "2025"),
        ("Delår", 2026, "2026T2"),
        ("Utfall", None, None),
    ],
)
def test_periods(head: str, year: int | None, period: str | None) -> None:
    assert period_of(head, year) == period


def test_long_lines_of_figures_take_no_time() -> None:
    assert match_amount_end("1 111 " * 50_000 + "x") is None
    assert match_amount_end("text " * 50_000 + "12 %") == 250_000
