# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.dues import find_due, is_due, match_due, match_due_end, parse_due
from plandoc.steering import Occasion, SteeringModel

MODEL = SteeringModel(
    code="test",
    title="Test",
    occasions=(
        Occasion("Delrapport 1", ends="04-30"),
        Occasion("Delrapport 2", labels=("Tertial 2", "T2"), ends="08-31"),
        Occasion(
            "Tertialrapporter", labels=("Tertial 1 och 2", "Tertial", "Tertial 1 och 2 samt VB")
        ),
        Occasion("Verksamhetsberättelse", labels=("VB",), ends="12-31"),
    ),
)


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("2026-06-30", "date", "2026-06-30"),
        ("30/6-2026", "date", "2026-06-30"),
        ("31/12 – 2026", "date", "2026-12-31"),
        ("1/9-26", "date", "2026-09-01"),
        ("30.6.2026", "date", "2026-06-30"),
        ("30 juni 2026", "date", "2026-06-30"),
        ("klart senast 30 september", "date", "2027-09-30"),
        ("per den 31 december", "date", "2027-12-31"),
        ("Del 1 och 2 30/6-2026", "date", "2026-06-30"),
        ("2026", "year", "2026-12-31"),
        ("Del 1 och 2\n2026", "year", "2026-12-31"),
        ("2026-06", "period", "2026-06-30"),
        ("februari 2028", "period", "2028-02-29"),
        ("vecka 6 2026", "period", "2026-02-08"),
        ("vecka 6 och 7 2026", "period", "2026-02-15"),
        ("våren 2026", "period", "2026-06-30"),
        ("HT-26", "period", "2026-12-31"),
        ("första kvartalet 2026", "period", "2026-03-31"),
        ("Q3 2026", "period", "2026-09-30"),
        ("hösten", "period", "2027-12-31"),
        ("Delrapport 2", "occasion", "2027-08-31"),
        ("Tertial 2 2026", "occasion", "2026-08-31"),
        ("tertial 1 och 2 samt VB", "occasion", None),
        ("Löpande", "ongoing", None),
        ("Kontinuerligt under året", "ongoing", None),
        ("", "none", None),
        ("Enligt plan", "none", None),
        ("2026-02-30", "none", None),
        ("31/13-2026", "none", None),
        ("vecka 60 2026", "none", None),
    ],
)
def test_kinds_and_days(text: str, kind: str, day: str | None) -> None:
    due = parse_due(f" {text} ", MODEL, year=2027)
    assert (due.text, due.kind, due.date) == (text, kind, day)
    assert is_due(text, MODEL) is (kind != "none")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-2028", "2026-01-01", "2028-12-31"),
        ("2026/2027", "2026-01-01", "2027-12-31"),
        ("2026-28", "2026-01-01", "2028-12-31"),
        ("2026-01-15 – 2026-06-30", "2026-01-15", "2026-06-30"),
        ("januari–juni 2026", "2026-01-01", "2026-06-30"),
        ("fr.o.m. 2026-03-01", "2026-03-01", None),
    ],
)
def test_ranges(text: str, start: str, end: str | None) -> None:
    due = parse_due(text, MODEL)
    assert (due.kind, due.start, due.date) == ("range", start, end)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-03-31 2026-12-31", ["2026-03-31", "2026-12-31"]),
        ("1. 2026-12-31 2. 2026-05-31", ["2026-12-31", "2026-05-31"]),
        ("1.2026-12-31 2.Delrapport 1 2026", ["2026-12-31", "2026-04-30"]),
        ("mars och oktober", ["2027-03-31", "2027-10-31"]),
    ],
)
def test_several_steps_in_one_cell(text: str, days: list[str]) -> None:
    due = parse_due(text, MODEL, year=2027)
    assert due.kind == "steps"
    assert [step.date for step in due.steps] == days
    assert due.date == max(days)
    assert "".join(" ".join(step.text for step in due.steps).split()) == "".join(
        text.replace(" och ", " ").split()
    )


def test_a_date_that_a_narrow_cell_broke_is_one_date() -> None:
    assert parse_due("2026-01-\n01", MODEL).text == "2026-01-01"
    assert parse_due("2026-01-\n01", MODEL).date == "2026-01-01"
    assert parse_due("2026-\n2028", MODEL).date == "2028-12-31"


def test_without_a_year_there_is_no_day() -> None:
    assert parse_due("senast 30 september", MODEL).date is None
    assert parse_due("Delrapport 2", MODEL).date is None


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2026 Rektor  Utvecklingsenheten", 4),
        ("31/12 – 2026 Enhetschef", 12),
        ("Löpande", 7),
        ("Löpande  Enhetschef", 7),
        ("Löpande och metodiskt se över bemanningen", 0),
        ("Delrapport 2 Pågår", 12),
        ("2026-01-01 2026-12-31", 21),
        ("2026-01-01x", 0),
        ("Rektor 2026", 0),
        ("", 0),
    ],
)
def test_match_due_at_the_beginning(text: str, length: int) -> None:
    assert match_due(text, MODEL) == length


def test_match_due_can_stop_at_the_first() -> None:
    assert match_due("2026-01-01 2026-12-31", MODEL, single=True) == 10


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Se över rutinerna 2026-01-01 2026-12-31", "2026-12-31"),
        (
            "Se över rutinerna (Rektor), klart senast 30 september 2026",
            "klart senast 30 september 2026",
        ),
        ("Handledning av nya Löpande", "Löpande"),
        ("Revidera planen Delrapport 1", "Delrapport 1"),
        ("Kommunen är fossilfri år 2030", None),
        ("Följa agenda 2030", None),
        ("Se över rutinerna", None),
    ],
)
def test_match_due_at_the_end(text: str, found: str | None) -> None:
    start = match_due_end(text, MODEL)
    assert (None if start is None else text[start:]) == found


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 1, 1)))
def test_every_day_is_read_back(day: date) -> None:
    for written in (
        day.isoformat(),
        f"{day.day}/{day.month}-{day.year}",
        f"{day.day}/{day.month} – {day.year}",
    ):
        due = parse_due(written, MODEL)
        assert (due.kind, due.date) == ("date", day.isoformat())
        assert match_due(f"{written} Rektor", MODEL) == len(written)


@given(st.text(alphabet="0123456789/-–. ,vVdel TQHtsommåren\n", max_size=40))
def test_any_text_is_kept_and_never_fails(text: str) -> None:
    due = parse_due(text, MODEL, year=2026)
    assert "".join(due.text.split()) == "".join(text.split())
    assert (due.kind == "none") <= (due.date is None)
    assert 0 <= match_due(text, MODEL) <= len(text)
    assert (match_due_end(text, MODEL) or 0) <= len(text)


def test_what_is_too_long_is_no_due() -> None:
    many = "2026-01-01 " * 20_000
    assert parse_due(many, MODEL).kind == "none"
    assert match_due(many, MODEL) > 0
    assert match_due_end(many, MODEL) is not None
    assert match_due("i " * 100_000, MODEL) == 0


@pytest.mark.parametrize(
    ("text", "year", "found", "day"),
    [
        ("Planen tas fram första kvartalet 2026.", None, "första kvartalet 2026", "2026-03-31"),
        ("Klart den 15 maj 2026, sedan utvärdering", None, "15 maj 2026", "2026-05-15"),
        ("Arbetet pågår under 2026", None, "2026", "2026-12-31"),
        ("Leveransen kommer i januari.", 2026, "januari", "2026-01-31"),
        ("Leveransen kommer i januari.", None, None, None),
        ("Kopplas till plan för 2026", None, None, None),
        ("Inget är sagt", 2026, None, None),
    ],
)
def test_a_time_is_found_inside_a_sentence(
    text: str, year: int | None, found: str | None, day: str | None
) -> None:
    due = find_due(text, year=year)
    assert (due.text if due else None, due.date if due else None) == (found, day)
