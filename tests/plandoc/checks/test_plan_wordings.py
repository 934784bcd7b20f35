# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same faults in other words: how plans say what the rules on plans look for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plandoc.checks import check
from plandoc.checks.goals import is_worded_as_activity
from plandoc.model import Due, ExpectedResult, Period, PlanDocument, Role, paragraphs
from tests.plandoc.checks.examples.builders import (
    activity,
    board_goal,
    chapter,
    plan,
    section,
    unit_goal,
)

YEAR = Period("2026", "2026-01-01", "2026-12-31")


def _codes(document: PlanDocument, code: str) -> list[str]:
    """The cases of a rule's findings, one for each fault."""
    return [
        each.case for found in check([document], codes=[code]).findings for each in found.each()
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Fylls i när nämnden har beslutat.",
        "Kompletteras senare.",
        "Återkommer.",
        "Budgeten är inte beslutad.",
        "XX",
        "–",
    ],
)
def test_a_promise_of_a_chapter_on_economy_is_no_chapter(text: str) -> None:
    assert _codes(plan(chapters=(chapter("c1", "Ekonomi", text),)), "R8") == ["promised"]


@pytest.mark.parametrize(
    "text",
    [
        "Budgeten är 12 mnkr och kompletteras i mars.",
        "Enheten finansieras av barnpengen och har en budget i balans.",
        "Se bilaga om internbudget.",
    ],
)
def test_a_chapter_that_says_something_is(text: str) -> None:
    assert _codes(plan(chapters=(chapter("c1", "Ekonomi", text),)), "R8") == []


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("Byta system: upphandling i mars, införande i september", True),
        ("Enkät till alla, därefter handledning", True),
        ("Intervjuer med barnen i mars och oktober", False),
        ("Försök med kvällsöppet från mars till juni", False),
        ("Utbildning i mars", False),
    ],
)
def test_steps_of_a_row_are_told_by_their_times(title: str, is_told: bool) -> None:
    assert bool(_codes(plan(activities=(activity("a1", title),)), "R12")) is is_told


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Enhetschef LSS", True),
        ("Enhetens ledningsgrupp", True),
        ("Enhetschef på mötet i maj", False),
    ],
)
def test_a_follow_up_that_is_only_somebody(text: str, is_told: bool) -> None:
    told = ["", "", ""] if is_told else []
    written = paragraphs(text)
    document = plan(
        goals=(unit_goal("g1", "Trygga", sections=(section("follow_up", "Uppföljning", text),)),),
        activities=(
            activity("a1", "Byta lampor", planned_follow_up=written),
            activity("a2", "Måla om", comment=written),
        ),
    )
    assert _codes(document, "R20") == told
    reported = replace(document, kind="annual_report")
    assert _codes(reported, "R20") == told[:1]


def _inherited(*dues: tuple[str, str]) -> PlanDocument:
    goals = (board_goal("n1", "Trygga barn"), unit_goal("e1", "Alla blir sedda", parent="n1"))
    activities = tuple(
        activity(f"a{n}", f"Insats {n}", goals=("n1",), start=Due(first, "date", first),
                 due=Due(last, "date", last))
        for n, (first, last) in enumerate(dues)
    )  # fmt: skip
    return plan(period=YEAR, goals=goals, activities=activities)


def test_a_boards_activity_that_ends_otherwise_than_the_others_is_told_of() -> None:
    usual, late = ("2026-01-01", "2026-12-31"), ("2026-01-01", "2028-06-30")
    assert _codes(_inherited(usual, usual, late), "R23") == ["after"]
    assert _codes(_inherited(usual, late), "R23") == []
    assert {
        each.level for each in check([_inherited(usual, usual, late)], codes=["R23"]).findings
    } == {"info"}


def test_no_activity_ends_before_it_begins_whosever_it_is() -> None:
    assert _codes(_inherited(("2026-10-01", "2026-03-31")), "R23") == ["order"]


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("Att implementera rörelsestrategin", True),
        ("Enheten ska utveckla sin introduktion", True),
        ("Vi ska fortsätta med studiecirklar", True),
        ("Införande av digital signering", True),
        ("Alla barn ska erbjudas en plats", False),
        ("Förskolan ska erbjuda en trygg miljö", False),
        ("Den som flyttar in ska känna sig välkommen", False),
    ],
)
def test_a_goal_is_worded_as_an_activity_in_more_ways_than_its_first_word(
    title: str, is_told: bool
) -> None:
    assert is_worded_as_activity(title) is is_told


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Minst 15 nya föreningar använder huset.", True),
        ("Väntetiden är högst 14 dagar.", True),
        ("Två nya föreningar använder huset.", False),
        ("Nio av tio boende har varit med och skrivit sin plan.", True),
        ("Omkring hälften av besökarna är barn.", False),
        ("Arbetet tar högst tre dagar.", False),
    ],
)
def test_a_limit_in_an_expected_result_is_a_target(text: str, is_told: bool) -> None:
    goal = unit_goal("g1", "Fler använder huset", expected_results=(ExpectedResult("r1", text),))
    assert bool(_codes(plan(period=YEAR, goals=(goal,)), "R6")) is is_told


def test_an_activity_that_needs_two_persons_hides_no_target() -> None:
    given = activity("a1", "Minst 15 föreningar bjuds in", responsible=(Role("Rektor"),))
    assert _codes(plan(period=YEAR, activities=(given,)), "R6") == []
