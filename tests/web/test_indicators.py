# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indicators: which are shown where, whose target counts, and why a value is what it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ledtrad.documents import findable
from ledtrad.indicators import actions
from ledtrad.indicators.models import Indicator, Outcome
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import Goal
from tests import factories
from tests.web.conftest import Municipality

LogIn = Callable[[User], Client]
PAGE = "/adalens-forskolor/2026/indikatorer/"
OWN = f"{PAGE}andel-lånade-böcker-1-5/"
OF_BOARD = f"{PAGE}nöjda-vårdnadshavare/"


@dataclass
class Measured:
    """An indicator of the preschool, and one of the board above it."""

    own: Indicator
    of_board: Indicator
    goal: Goal


def planned(goal: Goal, name: str, **values: Any) -> Indicator:
    """An indicator of the goal's plan that can be found."""
    indicator = factories.an_indicator(goal.plan.unit, name=name, **values)
    row = factories.a_planned_indicator(goal, indicator=indicator)
    findable.index_rows("indicators.plannedindicator", [row.pk])
    return indicator


def measure(
    indicator: Indicator, unit: Unit, period: str, value: str | None, group: str = "total"
) -> None:
    """Report an outcome, or that there is none yet."""
    row = Outcome(
        indicator=indicator,
        unit=unit,
        period=period,
        group=group,
        value=None if value is None else Decimal(value),
        missing_reason="not_yet" if value is None else "",
        source="enkät.xlsx",
    )
    actions.add_outcomes([row], acting_user=factories.operator())


@pytest.fixture
def measured(municipality: Municipality) -> Measured:
    """Plans for 2026 of a preschool and its board, each with a goal and an indicator."""
    board_goal = factories.a_goal(
        factories.a_plan(municipality.board), level="board_goal", title="Ett rikt språk"
    )
    goal = factories.a_goal(
        factories.a_plan(municipality.other_preschool), title="Alla har en bok", parent=board_goal
    )
    own = planned(goal, "Andel lånade böcker (1–5)", direction="more", unit_of_measure="%")
    of_board = planned(board_goal, "Nöjda vårdnadshavare", direction="less")
    factories.a_target(own, value=Decimal("80"), text="80 %")
    factories.a_target(own, value=Decimal("90"), text="90 %", unit=municipality.board)
    return Measured(own, of_board, goal)


@pytest.fixture
def ask(measured: Measured, municipality: Municipality, client_of: LogIn) -> Callable[..., str]:
    """Give a function that returns a page for some parameters, as the rektor sees it."""
    client = client_of(municipality.manager)

    def get(path: str = PAGE, **parameters: str) -> str:
        return client.get(path, parameters).content.decode()

    return get


def names(html: str) -> list[str]:
    """The indicators of the list, in its order."""
    return re.findall(r'scope="row"><a href="[^"]*">([^<]*)</a>', html)


def words(html: str) -> str:
    """What the page says, without its markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("\xa0", " ").split())


@pytest.mark.parametrize("path", [PAGE, OWN])
def test_members_alone_see_indicators(
    path: str, measured: Measured, municipality: Municipality, client: Client, client_of: LogIn
) -> None:
    assert client.get(path).status_code == 302
    assert client_of(municipality.outsider).get(path).status_code == 404
    assert client_of(municipality.manager).get(path).status_code == 200


def test_a_unit_shows_those_above_it_too(ask: Callable[..., str]) -> None:
    assert names(ask()) == ["Nöjda vårdnadshavare", "Andel lånade böcker (1–5)"]
    assert names(ask(omfattning="under")) == ["Andel lånade böcker (1–5)"]
    board = "/barn-och-utbildningsnamnden/2026/indikatorer/"
    assert names(ask(board)) == ["Nöjda vårdnadshavare", "Andel lånade böcker (1–5)"]
    assert names(ask(board, omfattning="egen")) == ["Nöjda vårdnadshavare"]
    other = "/vard-och-omsorgsnamnden/2026/indikatorer/"
    assert names(ask(other)) == []
    assert "Inga indikatorer är planerade här" in ask(other)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "lån bok"}, []),
        ({"q": "böckers"}, ["Andel lånade böcker (1–5)"]),
        ({"q": "vårdnadshavarna"}, ["Nöjda vårdnadshavare"]),
        ({"mal": "alla har en bok"}, ["Andel lånade böcker (1–5)"]),
        ({"lage": "utan-mal"}, ["Nöjda vårdnadshavare"]),
        ({"lage": "med-utfall"}, []),
        ({"lage": "utan-utfall", "sort": "name"}, None),
        ({"lage": "?", "omfattning": "?", "sort": "?", "page": "x"}, None),
    ],
)
def test_the_list_is_narrowed(
    asked: dict[str, str], found: list[str] | None, ask: Callable[..., str]
) -> None:
    everything = ["Nöjda vårdnadshavare", "Andel lånade böcker (1–5)"]
    assert names(ask(**asked)) == (everything if found is None else found)


def test_the_nearest_target_judges_the_latest_outcome(
    measured: Measured, municipality: Municipality, ask: Callable[..., str]
) -> None:
    measure(measured.own, municipality.other_preschool, "2025", "50")
    measure(measured.own, municipality.other_preschool, "2026", "85")

    said = words(ask(omfattning="egen"))

    assert "80 % Eget mål 90 % Nämndens mål 85 % 2026 Uppfylls helt" in said


def test_what_is_missing_is_never_zero(
    measured: Measured, municipality: Municipality, ask: Callable[..., str]
) -> None:
    assert "inget utfall" in words(ask(omfattning="egen"))
    measure(measured.own, municipality.other_preschool, "2026", None)

    said = words(ask(OWN))

    assert "Senaste utfall: Finns inte ännu, 2026" in said
    assert not re.search(r"(?<![\d,])0(,0)? %", said)


def test_a_value_says_why(
    measured: Measured, municipality: Municipality, ask: Callable[..., str]
) -> None:
    for group, value in (("total", "76"), ("women", "77.5"), ("men", "74")):
        measure(measured.own, municipality.other_preschool, "2026T1", value, group)
    html = ask(OWN)
    said = words(html)

    assert "Varför 76 %?" in said
    assert "enkät.xlsx" in said
    assert "76 % når inte målet 80 %, men är minst 90 procent av vägen" in said
    assert "77,5 %" in said
    assert "tertial 1 2026" in said.casefold()
    assert '<svg class="chart' not in html, "one value is no line"


def test_outcomes_over_time_are_drawn(
    measured: Measured, municipality: Municipality, ask: Callable[..., str]
) -> None:
    for year, value in (("2023", "60"), ("2024", None), ("2025", "71.5"), ("2026", "84")):
        measure(measured.own, municipality.other_preschool, year, value)
    html = ask(OWN)

    assert 'class="chart' in html
    assert html.count('class="open"') == 2
    assert html.count('class="dot"') == 1
    assert "Axeln börjar på" in words(html)


def test_units_below_are_listed_with_their_latest_outcome(
    measured: Measured, municipality: Municipality, ask: Callable[..., str]
) -> None:
    measure(measured.of_board, municipality.preschool, "2026T1", "3")
    measure(measured.of_board, municipality.preschool, "2026T2", "4")
    measure(measured.of_board, municipality.other_preschool, "2025", "9")

    said = words(ask("/barn-och-utbildningsnamnden/2026/indikatorer/nöjda-vårdnadshavare/"))

    assert "Tvåbäckens förskolor Tertial 2 2026 4" in said
    assert "Ådalens" not in said.partition("Per enhet 2026")[2]


def test_an_indicator_of_a_unit_above_is_found_by_naming_the_owner(
    measured: Measured, municipality: Municipality, client_of: LogIn
) -> None:
    client = client_of(municipality.manager)

    assert client.get(OF_BOARD).status_code == 404
    board = {"agare": "barn-och-utbildningsnamnden"}
    shown = client.get(OF_BOARD, board)
    assert shown.status_code == 200
    assert "Ett rikt språk" in shown.content.decode()
    assert client.get(OWN, board).status_code == 404
    assert client.get(OWN, {"agare": "vard-och-omsorgsnamnden"}).status_code == 404
    assert client.get(f"{PAGE}finns-inte/").status_code == 404


def test_every_row_leads_to_its_indicator(
    measured: Measured, municipality: Municipality, client_of: LogIn
) -> None:
    client = client_of(municipality.manager)
    for page in (PAGE, "/ronnhamra-kommun/2026/indikatorer/"):
        links = re.findall(r'scope="row"><a href="([^"]*)"', client.get(page).content.decode())
        assert len(links) == 2
        assert [client.get(link).status_code for link in links] == [200, 200]


def test_the_list_costs_the_same_for_many(
    measured: Measured,
    municipality: Municipality,
    client_of: LogIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(municipality.manager)
    client.get(PAGE)

    def count() -> int:
        # 1. session 2. user 3. units near 4. years 5. how many are shown 6. how many there are
        # 7. the page's rows 8. targets 9. outcomes 10. goals to choose among
        with django_assert_num_queries(10):
            return len(names(client.get(PAGE).content.decode()))

    few = count()
    for number in range(55):
        indicator = planned(measured.goal, f"Andel sagor {number}")
        factories.a_target(indicator)
        measure(indicator, municipality.other_preschool, "2026", "7")

    assert (few, count()) == (2, 50)


def test_an_indicator_costs_the_same_for_many_outcomes(
    measured: Measured,
    municipality: Municipality,
    client_of: LogIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(municipality.manager)
    client.get(OWN)

    def count() -> int:
        # 1. session 2. user 3. units near 4. years 5. the indicator 6. its places in plans
        # 7. targets 8. outcomes 9. outcomes of units below
        with django_assert_num_queries(9):
            return client.get(OWN).content.decode().count('class="whybtn"')

    few = count()
    for year in range(2015, 2027):
        measure(measured.own, municipality.other_preschool, str(year), "70")
        factories.a_plan(municipality.other_preschool, year=year + 20)

    assert (few, count()) == (0, 12)
