# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search: Swedish words find their other forms, hits lead to where they stand, and no further."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ledtrad.documents import findable
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import Plan
from ledtrad.search.actions import Entry, index
from ledtrad.search.rules import Excerpt
from ledtrad.web.search import HITS_IN_BOX, marked
from tests import factories
from tests.web.conftest import Municipality

LogIn = Callable[[User], Client]
BOX = {"HX-Request": "true", "HX-Target": "soktraffar"}


def fill(unit: Unit) -> Plan:
    """A plan with a goal, an activity and an indicator that speak of books, and can be found."""
    plan = factories.a_plan(unit, title="Verksamhetsplan för läsning")
    goal = factories.a_goal(plan, title="Alla barn hittar sin bok")
    activity = factories.an_activity(
        plan, goal=goal, title="Bygga bokhyllor", aim="Barnen når böckerna <själva>."
    )
    planned = factories.a_planned_indicator(
        goal, indicator=factories.an_indicator(unit, name="Andel lånade böcker (1–5)")
    )
    findable.index_rows("plans.goal", [goal.pk])
    findable.index_rows("plans.plannedactivity", [activity.pk])
    findable.index_rows("indicators.plannedindicator", [planned.pk])
    findable.index_rows("plans.plan", [plan.pk])
    return plan


@pytest.fixture
def ask(municipality: Municipality, client_of: LogIn) -> Callable[..., str]:
    """Give a function that returns the page for some parameters, as the rektor sees it."""
    fill(municipality.other_preschool)
    client = client_of(municipality.manager)

    def get(**parameters: str) -> str:
        return client.get("/sok/", parameters).content.decode()

    return get


def hits(html: str) -> list[str]:
    """The titles of the hits, without marks."""
    found = re.findall(r"<a href=\"[^\"]*\"><b>(.*?)</b>", html)
    return [unescape(re.sub(r"</?mark>", "", title)) for title in found]


def links(html: str) -> list[str]:
    """Where the hits lead."""
    return [unescape(link) for link in re.findall(r'<a href="([^"]*)"><b>', html)]


def test_members_alone_find_anything(
    municipality: Municipality, client: Client, client_of: LogIn
) -> None:
    fill(municipality.other_preschool)

    assert client.get("/sok/?q=barn").status_code == 302
    refused = client_of(municipality.outsider).get("/sok/?q=barn")
    allowed = client_of(municipality.manager).get("/sok/?q=barn")

    assert hits(refused.content.decode()) == []
    assert "Alla barn hittar sin bok" in hits(allowed.content.decode())


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("barnens", ["Alla barn hittar sin bok", "Bygga bokhyllor"]),
        ("hyllorna", ["Bygga bokhyllor"]),
        ("LÅNADES böckerna", ["Andel lånade böcker (1–5)"]),
        ("läsningen", ["Verksamhetsplan för läsning, Ådalens förskolor"]),
        ("segelbåt", []),
        ("%", []),
        ('"(NEAR/ *', []),
        ("", []),
        ("   ", []),
        ("å" * 5000, []),
    ],
)
def test_words_find_their_other_forms(
    asked: str, found: list[str], ask: Callable[..., str]
) -> None:
    assert hits(ask(q=asked)) == found


def test_hits_are_grouped_and_marked_and_lead_to_where_they_stand(
    municipality: Municipality, ask: Callable[..., str], client_of: LogIn
) -> None:
    html = ask(q="barn")
    everything = ask(q="bok") + ask(q="böcker") + ask(q="läsning")

    assert re.findall(r'<h2 id="slag-\w+">(\w+) ', html) == ["Mål", "Aktiviteter"]
    assert "Alla <mark>barn</mark> hittar sin bok" in html
    assert "<mark>Barnen</mark> når böckerna &lt;själva&gt;." in html
    client = client_of(municipality.manager)
    found = links(everything)
    assert any("/plan/verksamhetsplan-2026/#mal-" in link for link in found)
    assert any("/plan/verksamhetsplan-2026/#aktivitet-" in link for link in found)
    assert "/adalens-forskolor/2026/plan/verksamhetsplan-2026/" in found
    for link in found:
        page, _hash, anchor = link.partition("#")
        shown = client.get(page)
        assert shown.status_code == 200, link
        assert not anchor or f'id="{anchor}"' in shown.content.decode(), link


def test_hits_are_narrowed_to_a_kind_and_to_the_place(
    municipality: Municipality, ask: Callable[..., str], client_of: LogIn
) -> None:
    client = client_of(municipality.manager)

    assert hits(ask(q="barn", slag="goal")) == ["Alla barn hittar sin bok"]
    assert len(hits(ask(q="barn", slag="finns-inte"))) == 2
    client.get("/vard-och-omsorgsnamnden/2026/")
    assert hits(ask(q="barn", var="har")) == []
    client.get("/barn-och-utbildningsnamnden/2026/")
    assert len(hits(ask(q="barn", var="har"))) == 2
    client.get("/barn-och-utbildningsnamnden/2025/")
    assert hits(ask(q="barn", var="har")) == []


def test_the_box_gets_rows_alone(
    municipality: Municipality,
    client_of: LogIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = fill(municipality.other_preschool)
    client = client_of(municipality.manager)

    def rows() -> str:
        # 1. session 2. user 3. entries with the words 4. entries with compounds of them
        # 5. goals 6. activities
        with django_assert_num_queries(6):
            answer = client.get("/sok/", {"q": "barn"}, headers=BOX)
        assert {"HX-Request", "HX-Target"} <= set(answer.headers["Vary"].split(", "))
        return answer.content.decode()

    few = rows()
    more = [factories.a_goal(plan, title=f"Barngrupp {number}").pk for number in range(8)]
    findable.index_rows("plans.goal", more)

    assert "<html" not in few
    assert len(hits(few)) == 2
    assert len(hits(rows())) == HITS_IN_BOX


def test_the_box_says_that_there_is_more(municipality: Municipality, client_of: LogIn) -> None:
    plan = fill(municipality.other_preschool)
    more = [factories.a_goal(plan, title=f"Barn {number}").pk for number in range(HITS_IN_BOX)]
    findable.index_rows("plans.goal", more)
    client = client_of(municipality.manager)

    html = client.get("/sok/", {"q": "barn & co"}, headers=BOX).content.decode()
    assert "Inget innehåller" in html
    html = client.get("/sok/", {"q": "barn &"}, headers=BOX).content.decode()

    assert links(html)[-1] == "/sok/?q=barn%20%26"
    assert client.get(links(html)[-1]).status_code == 200


def test_what_is_gone_is_no_hit(municipality: Municipality, client_of: LogIn) -> None:
    """An entry that outlived its row leads nowhere, and is left out."""
    unit = municipality.preschool.pk
    index([Entry(kind="goal", object_id="999999", title="Barn", unit_id=unit, first_year=2026)])
    index([Entry(kind="okant", object_id="x", title="Barn", unit_id=unit, first_year=2026)])

    html = client_of(municipality.manager).get("/sok/?q=barn").content.decode()

    assert hits(html) == []


def test_the_page_costs_the_same_for_many(
    municipality: Municipality,
    client_of: LogIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = fill(municipality.other_preschool)
    client = client_of(municipality.manager)
    client.get("/adalens-forskolor/2026/")

    def count() -> int:
        # 1. session 2. user 3. the remembered place 4. years 5. entries with the words
        # 6. entries with compounds of them 7. goals 8. activities
        with django_assert_num_queries(8):
            return len(hits(client.get("/sok/", {"q": "barn"}).content.decode()))

    few = count()
    more = [factories.a_goal(plan, title=f"Barngrupp {number}").pk for number in range(40)]
    findable.index_rows("plans.goal", more)

    assert (few, count()) == (2, 42)


def test_marks_are_safe() -> None:
    excerpt = Excerpt("<b> & barn, barn", ((6, 10), (6, 10), (12, 16)))

    assert marked(excerpt) == "&lt;b&gt; &amp; <mark>barn</mark>, <mark>barn</mark>"
