# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Activities: who sees them, what is found among them, and what a page of them costs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ledtrad.documents import findable
from ledtrad.followup import actions as followup
from ledtrad.followup.models import ActivityStatus
from ledtrad.organisation.models import User
from ledtrad.plans import actions as plans
from ledtrad.plans.models import ActivityCategory, ActivityRole, Plan, PlannedActivity
from tests import factories
from tests.web.conftest import Municipality

LogIn = Callable[[User], Client]
PAGE = "/adalens-forskolor/2026/aktiviteter/"
BOARD = "/barn-och-utbildningsnamnden/2026/aktiviteter/"
PAST, COMING = dt.date(2020, 3, 31), dt.date(2099, 12, 31)


def an_activity(
    plan: Plan, title: str, *, role: str = "", category: str = "", **values: Any
) -> int:
    """An activity that can be found, with a role and a category."""
    row = factories.an_activity(plan, title=title, **values)
    roles = [ActivityRole(planned_activity=row, position=0, text=role, name=role)] if role else []
    categories = (
        [ActivityCategory(planned_activity=row, position=0, name=category)] if category else []
    )
    plans.add_activities(
        plan,
        activities=[],
        goals=[],
        roles=roles,
        categories=categories,
        acting_user=factories.operator(),
    )
    findable.index_rows("plans.plannedactivity", [row.pk])
    return row.pk


def report(plan: Plan, activity: int, kind: str) -> None:
    """Say in a round of the plan's year how the activity goes."""
    opened = factories.a_round(plan.unit)
    row = PlannedActivity.objects.get(pk=activity)
    status = ActivityStatus(round=opened, planned_activity=row, text="Klart", kind=kind)
    followup.add_activity_statuses(opened, statuses=[status], acting_user=factories.operator())


@pytest.fixture
def plan(municipality: Municipality) -> Plan:
    """A preschool's plan of three activities for a goal and one for none, and one of the board."""
    plan = factories.a_plan(municipality.other_preschool)
    goal = factories.a_goal(plan, title="Alla barn hittar sin bok")
    an_activity(plan, "Bygga bokhyllor", goal=goal, role="rektor", due_date=PAST, due_kind="date")
    done = an_activity(plan, "Låna sagor", goal=goal, role="språkombud", due_date=PAST)
    report(plan, done, "done")
    an_activity(plan, "Öva ramsor", goal=goal, due_date=COMING, due_text="nyår")
    an_activity(plan, "Byta lås", category="Lokaler", due_text="Löpande")
    board = factories.a_plan(municipality.board)
    an_activity(board, "Ordna en bokmässa", role="rektor")
    return plan


def titles(html: str) -> list[str]:
    """The activities of the list, in its order."""
    return re.findall(r'<button class="titlebtn"[^>]*>([^<]*)</button>', html)


def headings(html: str) -> list[str]:
    """The headings of the groups, without how many they hold."""
    found = re.findall(r'<th role="rowheader" scope="colgroup"[^>]*>(.*?)<span class="quiet', html)
    return [re.sub(r"<[^>]*>", "", heading).strip() for heading in found]


@pytest.fixture
def ask(plan: Plan, municipality: Municipality, client_of: LogIn) -> Callable[..., str]:
    """Give a function that returns the page for some parameters, as the rektor sees it."""
    client = client_of(municipality.manager)

    def get(path: str = PAGE, **parameters: str) -> str:
        return client.get(path, parameters).content.decode()

    return get


def test_members_alone_see_activities(
    plan: Plan, municipality: Municipality, client: Client, client_of: LogIn
) -> None:
    assert client.get(PAGE).status_code == 302
    assert client_of(municipality.outsider).get(PAGE).status_code == 404
    seen = client_of(municipality.manager).get(PAGE)
    assert seen.status_code == 200
    assert "Bygga bokhyllor" in seen.content.decode()


def test_a_unit_shows_its_own_and_a_board_all_below(ask: Callable[..., str]) -> None:
    assert len(titles(ask())) == 4
    assert len(titles(ask(BOARD))) == 5
    assert titles(ask(BOARD, omfattning="egen")) == ["Ordna en bokmässa"]
    assert len(titles(ask(omfattning="aven-ovan"))) == 5
    assert titles(ask(PAGE.replace("2026", "2025"))) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "bokhylla"}, ["Bygga bokhyllor"]),
        ({"q": "hyllor"}, ["Bygga bokhyllor"]),
        ({"q": "%"}, ["Bygga bokhyllor", "Låna sagor", "Öva ramsor", "Byta lås"]),
        ({"q": "finns inte"}, []),
        ({"status": "done"}, ["Låna sagor"]),
        ({"status": "-"}, ["Bygga bokhyllor", "Öva ramsor", "Byta lås"]),
        ({"status": "sena"}, ["Bygga bokhyllor"]),
        ({"ansvarig": "rektor"}, ["Bygga bokhyllor"]),
        ({"kategori": "Lokaler"}, ["Byta lås"]),
        ({"mal": "alla barn hittar sin bok"}, ["Bygga bokhyllor", "Låna sagor", "Öva ramsor"]),
        ({"mal": "-"}, ["Byta lås"]),
        ({"senast": "2026-12-31"}, ["Bygga bokhyllor", "Låna sagor"]),
        ({"avdelning": "adalens-forskolor", "status": "done"}, ["Låna sagor"]),
        ({"avdelning": "tvabackens-forskolor"}, []),
        ({"senast": "i morgon", "omfattning": "?", "grupp": "?", "sort": "pk;", "page": "x"}, None),
    ],
)
def test_the_list_is_narrowed(
    asked: dict[str, str], found: list[str] | None, ask: Callable[..., str]
) -> None:
    everything = ["Bygga bokhyllor", "Låna sagor", "Öva ramsor", "Byta lås"]
    assert titles(ask(**asked)) == (everything if found is None else found)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("title", ["Bygga bokhyllor", "Byta lås", "Låna sagor", "Öva ramsor"]),
        ("-title", ["Öva ramsor", "Låna sagor", "Byta lås", "Bygga bokhyllor"]),
        ("-due", ["Öva ramsor", "Bygga bokhyllor", "Låna sagor", "Byta lås"]),
        ("role", ["Bygga bokhyllor", "Låna sagor", "Öva ramsor", "Byta lås"]),
        ("status", ["Låna sagor", "Bygga bokhyllor", "Öva ramsor", "Byta lås"]),
    ],
)
def test_the_list_is_sorted_with_what_is_missing_last(
    sort: str, order: list[str], ask: Callable[..., str]
) -> None:
    assert titles(ask(grupp="ingen", sort=sort)) == order


@pytest.mark.parametrize(
    ("grouping", "expected"),
    [
        ("mal", ["Enhetsmål Alla barn hittar sin bok", "Utan mål"]),
        ("ansvarig", ["Rektor", "Språkombud", "Ingen är utpekad"]),
        ("enhet", ["Ådalens förskolor"]),
        ("manad", ["Mars 2020", "December 2099", "Utan sista dag"]),
        ("status", ["Genomförd", "Utan status"]),
        ("ingen", []),
    ],
)
def test_the_list_is_grouped(grouping: str, expected: list[str], ask: Callable[..., str]) -> None:
    assert headings(ask(grupp=grouping)) == expected


def test_an_activity_without_a_goal_breaks_the_thread_unless_it_answers_a_need(
    plan: Plan, municipality: Municipality, ask: Callable[..., str]
) -> None:
    broken = ask()
    competence = factories.a_plan(municipality.top, kind=Plan.Kind.COMPETENCE)
    an_activity(competence, "Fadder för nya")
    whole = ask("/ronnhamra-kommun/2026/aktiviteter/", omfattning="egen", grupp="mal")

    assert "Tråden brister." in broken
    assert headings(whole) == ["Ur kompetensförsörjningsplanen"]
    assert "Tråden brister." not in whole


def test_lateness_is_computed_and_what_is_done_is_not_late(ask: Callable[..., str]) -> None:
    html = ask()

    assert "4 aktiviteter. 1 av dem är försenad." in html
    late = [row for row in html.split("<tr") if 'class="late"' in row]
    assert len(late) == 1
    assert "Bygga bokhyllor" in late[0]


def test_an_empty_year_teaches(ask: Callable[..., str]) -> None:
    html = ask(PAGE.replace("2026", "2024"))

    assert "Inga aktiviteter är planerade här" in html
    assert "<table" not in html


def test_a_fragment_holds_rows_alone(
    plan: Plan, municipality: Municipality, client_of: LogIn
) -> None:
    answer = client_of(municipality.manager).get(
        PAGE, {"q": "sagor"}, headers={"HX-Request": "true", "HX-Target": "lista"}
    )

    html = answer.content.decode()
    assert "<html" not in html
    assert titles(html) == ["Låna sagor"]
    assert "1 av 4 aktiviteter visas." in html
    assert {"HX-Request", "HX-Target"} <= set(answer.headers["Vary"].split(", "))


def test_what_people_wrote_is_never_markup(plan: Plan, ask: Callable[..., str]) -> None:
    an_activity(plan, "<script>alert(1)</script>", role="<b>rektor</b>", category='"><i>')
    html = ask(q='"><script>')

    assert "<script>alert" not in html
    assert "<b>rektor" not in html
    assert '"><i>' not in html
    assert '"><script>' not in html


def test_the_page_costs_the_same_for_many(
    plan: Plan,
    municipality: Municipality,
    client_of: LogIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(municipality.manager)
    client.get(PAGE)

    def count() -> int:
        # 1. session 2. user 3. units near 4. years 5. how many there are 6. which are on the page,
        # in order 7. these, with plan and unit 8. roles 9. categories 10. goals with their levels
        # 11. which are late 12. statuses 13-17. choices: statuses, roles, units, categories, goals
        # 18. how many are late
        with django_assert_num_queries(18):
            return len(titles(client.get(PAGE).content.decode()))

    few = count()
    goal = factories.a_goal(plan)
    for number in range(60):
        an_activity(plan, f"Läsa saga {number}", goal=goal, role=f"Roll {number}", category="Bok")

    assert few == 4
    assert count() == 50
    assert len(titles(client.get(PAGE, {"page": "2"}).content.decode())) == 14
