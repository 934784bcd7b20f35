# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose document it is: stated, given or guessed, and every guess says why."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ledtrad.documents import rules
from ledtrad.documents.placement import Given, KnownUnit, Placement, Surroundings
from ledtrad.documents.placing import place
from plandoc.model import Activity, Due, Guess, Period, PlanDocument

TODAY = dt.date(2026, 2, 3)
MUNICIPALITY = KnownUnit(1, "municipality", "Rönnhamra kommun")
BOARD = KnownUnit(2, "board", "Norra lärandenämnden", parent=1)
UNIT = KnownUnit(3, "unit", "Björkdungens förskolor", parent=2, aliases=("Björkdungen",))
EMPTY = Surroundings(today=TODAY)
THERE = Surroundings(units=(MUNICIPALITY, BOARD, UNIT), today=TODAY)
PLAN = PlanDocument(
    kind="operational_plan",
    model="stockholm_ils",
    unit="Björkdungens förskolor",
    board="Norra lärandenämnden",
    municipality="Rönnhamra kommun",
    period=Period("2026", "2026-01-01", "2026-12-31"),
)


def put(
    document: PlanDocument, around: Surroundings = THERE, given: Given | None = None
) -> Placement:
    return place(document, given or Given(), around, file_name="plan-26.pdf", has_unit_goals=True)


def test_what_the_document_states_is_no_guess() -> None:
    placement = put(PLAN, EMPTY)
    assert placement.guesses() == ()
    assert [choice.is_new for choice in placement.chain] == [True, True, True]
    assert [choice.unit_id for choice in put(PLAN).chain] == [1, 2, 3]


def test_spelling_and_inflection_of_a_boards_name_do_not_count() -> None:
    for name in ("NORRA LÄRANDENÄMND", "Norra Lärandenämndens", "Norra-lärandenämnden"):
        choice = put(replace(PLAN, board=name)).board
        assert choice is not None
        assert (choice.unit_id, choice.is_guess) == (2, False)


def test_a_name_that_is_nearly_a_units_is_a_guess_to_confirm() -> None:
    choice = put(replace(PLAN, unit="Björkdungens förskoler")).unit
    assert choice is not None
    assert (choice.unit_id, choice.why, choice.is_guess) == (3, "near_name", True)
    assert choice.alternatives == ("Björkdungens förskoler",)


def test_an_alias_is_the_unit() -> None:
    choice = put(replace(PLAN, unit="björkdungen")).unit
    assert choice is not None
    assert (choice.unit_id, choice.is_guess) == (3, False)


def test_another_name_is_another_unit() -> None:
    choice = put(replace(PLAN, unit="Granåsens förskolor")).unit
    assert choice is not None
    assert choice.is_new


def test_the_caller_goes_before_the_document() -> None:
    given = Given(board="Södra nämnden", unit="Eken", period="2027-2029", municipality="Byen")
    placement = put(PLAN, given=given)
    assert [choice.name for choice in placement.chain] == ["Byen", "Södra nämnden", "Eken"]
    assert {choice.origin for choice in placement.chain} == {"caller"}
    assert (placement.period_start, placement.period_end) == (
        dt.date(2027, 1, 1), dt.date(2029, 12, 31),
    )  # fmt: skip


def test_a_board_is_known_by_the_goals_it_has() -> None:
    around = replace(THERE, boards_by_goals={2: 3}, board_goals=4)
    choice = put(replace(PLAN, board=None), around).board
    assert choice is not None
    assert (choice.unit_id, choice.why, choice.is_guess) == (2, "same_goals", True)

    few = replace(THERE, boards_by_goals={2: 1}, board_goals=4)
    other = put(replace(PLAN, board=None, unit="Eken"), few).board
    assert other is not None
    assert other.is_new


def test_a_stated_name_is_given_to_a_board_without_one() -> None:
    nameless = replace(BOARD, name="Okänd nämnd (plan)", placeholder=True)
    around = replace(THERE, units=(MUNICIPALITY, nameless), boards_by_goals={2: 4}, board_goals=4)
    choice = put(PLAN, around).board
    assert choice is not None
    assert (choice.unit_id, choice.rename, choice.name) == (2, True, "Norra lärandenämnden")


def test_two_stated_names_are_two_boards_whatever_their_goals() -> None:
    around = replace(THERE, boards_by_goals={2: 4}, board_goals=4)
    choice = put(replace(PLAN, board="Södra nämnden"), around).board
    assert choice is not None
    assert choice.is_new


def test_a_board_is_named_after_its_administration() -> None:
    document = replace(PLAN, board=None, unit=None, administration="Norra lärandeförvaltningen")
    placement = put(document, EMPTY)
    assert placement.board is not None
    assert placement.board.name == "Norra lärandenämnden"
    assert placement.board.why == "named_after_administration"
    assert "board" in placement.guesses()


def test_a_nameless_municipality_is_named_by_a_document_of_the_same_model() -> None:
    nameless = replace(MUNICIPALITY, name="Okänd kommun", placeholder=True)
    document = replace(PLAN, board=None, unit=None)
    same = replace(EMPTY, units=(nameless,), same_model=frozenset({1}))
    assert put(document, same).municipality.rename
    assert put(document, same).municipality.unit_id == 1
    other = replace(EMPTY, units=(nameless,))
    assert put(document, other).municipality.is_new


def test_the_only_municipality_is_guessed_and_a_missing_one_is_nameless() -> None:
    document = replace(PLAN, municipality=None, board=None, unit=None)
    assert put(document).municipality.unit_id == 1
    assert "municipality" in put(document).guesses()
    assert put(document, EMPTY).municipality.placeholder


def test_the_addressee_is_the_board_when_it_is_one() -> None:
    choice = put(replace(PLAN, board=None, addressee="Norra lärandenämnden")).board
    assert choice is not None
    assert (choice.unit_id, choice.why) == (2, "addressee")
    nobody = put(replace(PLAN, board=None, unit=None, addressee="Alla medarbetare")).board
    assert nobody is None


@pytest.mark.parametrize(
    ("document", "year", "why"),
    [
        (replace(PLAN, period=None), 2026, "nothing_said"),
        (
            replace(
                PLAN,
                period=None,
                activities=tuple(
                    Activity(f"a{n}", "x", due=Due(day, "date", date=day))
                    for n, day in enumerate(["2024-05-01", "2025-05-01", "2025-06-01"])
                ),
            ),
            2025,
            "most_common_year",
        ),
    ],
)
def test_a_period_that_nobody_states_is_guessed(
    document: PlanDocument, year: int, why: str
) -> None:
    placement = put(document)
    assert (placement.period_start.year, placement.period_why) == (year, why)
    assert placement.guesses() == ("period",)


def test_what_recognition_guessed_is_still_a_guess() -> None:
    guessed = replace(PLAN, guesses=(Guess(None, "unit", "x", "unit_from_text"),))
    assert put(guessed).guesses() == ("unit",)


def test_a_unit_that_nobody_names_is_called_after_the_file() -> None:
    choice = put(replace(PLAN, unit=None)).unit
    assert choice is not None
    assert choice.name == "Okänd enhet (plan-26)"
    assert choice.placeholder


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Förvaltningen ska minska plasten", "Förvaltnningen ska ska minska plasten", True),
        ("1,8 kg CO₂e per kg livsmedel", "1,8 kg CO2e per kg livsmedel", True),
        ("Alla barn läser", "Alla barn sjunger", False),
        ("", "Alla barn", False),
    ],
)
def test_near_is_misspelt_and_not_another_thing(one: str, other: str, near: bool) -> None:
    assert rules.is_near(one, other) is near
    assert rules.is_near(other, one) is near


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Förskoleområde 1 i norr", "Förskoleområde 2 i norr", False),
        ("Hemtjänsten grupp A", "Hemtjänsten grupp B", False),
        ("Stadsdelsområde II norr", "Stadsdelsområde III norr", False),
        ("Förskoleområde 12 i norr", "Förskoleomårde 12 i norr", True),
    ],
)
def test_units_that_a_number_or_a_letter_tells_apart_are_not_one(
    one: str, other: str, near: bool
) -> None:
    assert rules.is_near_name(one, other) is near
    assert rules.is_near_name(other, one) is near


def test_boards_of_one_name_in_two_municipalities_are_kept_apart() -> None:
    other = KnownUnit(10, "municipality", "Byens kommun")
    twin = KnownUnit(11, "board", "Norra lärandenämnden", parent=10)
    around = replace(THERE, units=(other, twin, MUNICIPALITY, BOARD, UNIT))
    assert [choice.unit_id for choice in put(PLAN, around).chain] == [1, 2, 3]
    there = put(replace(PLAN, municipality="Byens kommun"), around)
    assert [choice.unit_id for choice in there.chain] == [10, 11, None]
    nowhere = put(replace(PLAN, municipality="Tredje kommun"), around)
    assert [choice.unit_id for choice in nowhere.chain] == [None, None, None]


def test_a_unit_right_below_the_municipality_is_found_again() -> None:
    office = KnownUnit(4, "unit", "Måltidsenheten", parent=1)
    around = replace(THERE, units=(MUNICIPALITY, office))
    document = replace(PLAN, board=None, unit="Måltidsenheten")
    assert [choice.unit_id for choice in put(document, around).chain] == [1, 4]


def test_years_that_no_plan_is_about_are_not_believed() -> None:
    wrong = replace(PLAN, period=Period("0021", "0021-01-01", "0021-12-31"))
    assert put(wrong).period_start.year == 2026
    far = Activity("a1", "x", due=Due("3021-05-01", "date", date="3021-05-01"))
    assert put(replace(wrong, activities=(far,))).period_start.year == 2026
