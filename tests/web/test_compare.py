# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jämför: two plans beside each other, what is asked for first at the top, for whoever may read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries

from ledtrad.documents import actions as imports
from ledtrad.documents.models import Version
from ledtrad.documents.placement import Given
from ledtrad.documents.snapshot import QUERIES, snapshot
from ledtrad.documents.versions import keep_version
from ledtrad.organisation.models import User
from ledtrad.plans.models import Plan, PlannedActivity
from tests import factories
from tests.importing.ronnhamra import unit_plan
from tests.web.conftest import NARROWEST, overflow
from tests.web.red_thread import RedThread, a_red_thread, add_chapters
from tests.web.test_thread import shown

LogIn = Callable[[User], Client]
Show = Callable[..., Page]
Faults = Callable[[Page], list[str]]
COMPARE = "/tvabackens-forskolor/2026/jamfor/"
OWN = "plan.tvabackens-forskolor.verksamhetsplan-2026"
OTHER = "plan.adalens-forskolor.verksamhetsplan-2026"


@dataclass(frozen=True)
class TwoYears:
    """A unit's plans of two years; in the later one a target is lowered and a due is moved."""

    thread: RedThread
    before: Plan
    now: Plan
    activity: PlannedActivity


def two_years() -> TwoYears:
    thread = a_red_thread()
    now = thread.plans["preschool"]
    before = factories.a_plan(thread.preschool, year=2025, title="Plan för Tvåbäckens förskolor")
    indicator = factories.an_indicator(thread.preschool, name="Andel nöjda", direction="more")
    for plan, title, day, share in (
        (before, "Ord för allt som händer", dt.date(2025, 3, 31), 90),
        (now, "", dt.date(2026, 6, 30), 80),
    ):
        goal = factories.a_goal(plan, title=title) if title else thread.goals["words"]
        factories.a_planned_indicator(goal, indicator=indicator)
        factories.a_target(
            indicator, year=day.year, value=Decimal(share), text=f"{share} %",
            unit=thread.preschool,
        )  # fmt: skip
        due: dict[str, Any] = {"due_kind": "date", "due_date": day, "due_text": day.isoformat()}
        activity = factories.an_activity(goal=goal, title="Läsa högt i alla grupper", **due)
    factories.an_activity(before, title="Bygga om <köket>")
    add_chapters(before, {"Inledning": "Vi har tre hus vid ån, med gård."})
    add_chapters(now, {"Inledning": "Vi har fyra hus vid ån, med gård."})
    return TwoYears(thread, before, now, activity)


@pytest.fixture
def years(db: None) -> TwoYears:
    return two_years()


def test_the_years_plan_is_compared_with_the_one_before_it(
    years: TwoYears, client_of: LogIn
) -> None:
    refused = client_of(years.thread.outsider).get(COMPARE)
    words = shown(client_of(years.thread.member), COMPARE)

    assert refused.status_code == 404
    told = [
        "Verksamhetsplan 2025 bredvid Verksamhetsplan 2026.",
        "1 målvärde sänkt",
        "1 tidpunkt senarelagd",
        "1 aktivitet borta utan status",
        "Sänkt målvärde Indikator Andel nöjda",
        "Det är ett lägre krav än förut.",
        "borta: 90 % (2025)",
        "nytt: 80 % (2026)",
        "Senarelagd Aktivitet, klart senast Läsa högt i alla grupper",
        "456 dagar senare.",
        "Borta utan status Aktivitet",
        "borta: Bygga om <köket>",
        "Omformulerad Mål",
        "Ord för borta: allt som händer",
        "Ord för nytt: det som händer",
        "Ändrad text Avsnitt, text Inledning",
        "Vi har borta: tre hus vid ån",
        "Vi har nytt: fyra hus vid ån",
    ]
    places = [words.index(each) for each in told]
    assert places == sorted(places)


def test_each_change_leads_to_its_place_in_the_plan(years: TwoYears, client_of: LogIn) -> None:
    page = client_of(years.thread.member).get(COMPARE).content.decode()

    place = f"/tvabackens-forskolor/2026/plan/verksamhetsplan-2026/#aktivitet-{years.activity.pk}"
    assert place in page


def test_what_is_done_each_year_is_one_row_that_names_and_leads_to_them_all(
    years: TwoYears, client_of: LogIn
) -> None:
    titles = ("Rensa förrådet", "Öva utrymning")
    for plan, day in ((years.before, dt.date(2025, 12, 31)), (years.now, dt.date(2026, 12, 31))):
        for title in titles:
            factories.an_activity(
                plan, title=title, due_kind="date", due_date=day, due_text=day.isoformat()
            )
    client = client_of(years.thread.member)

    words = shown(client, f"{COMPARE}?visa=order")
    page = client.get(f"{COMPARE}?visa=order").content.decode()

    assert words.count("borta: 2025-12-31") == words.count("nytt: 2026-12-31") == 1
    assert words.index("Samma dag, nytt år") < words.index(titles[0]) < words.index(titles[1])
    for each in PlannedActivity.objects.filter(title__in=titles, plan=years.now):
        assert f"#aktivitet-{each.pk}" in page


def test_the_plan_leads_to_its_comparison(years: TwoYears, client_of: LogIn) -> None:
    client = client_of(years.thread.member)
    page = client.get("/tvabackens-forskolor/2025/plan/").content.decode()
    found = re.search(r'href="(/tvabackens-forskolor/2025/jamfor/\?b=plan[^"]+)"', page)

    assert found
    there = client.get(found[1]).content.decode()
    assert ">Verksamhetsplan 2025</option>" in there
    assert "selected>Verksamhetsplan 2025</option>" in there


def test_one_topic_can_be_shown_alone(years: TwoYears, client_of: LogIn) -> None:
    words = shown(client_of(years.thread.member), f"{COMPARE}?visa=dues")

    assert "Senarelagd Aktivitet" in words
    assert "Sänkt målvärde Indikator" not in words
    assert "1 målvärde sänkt" in words


def test_two_units_stand_beside_each_other_and_nothing_has_happened(
    years: TwoYears, client_of: LogIn
) -> None:
    words = shown(client_of(years.thread.member), f"{COMPARE}?a={OWN}&b={OTHER}")

    assert "Ådalens förskolor, verksamhetsplan 2026" in words
    assert "Bara i den första Mål" in words
    assert "Bara i den andra Mål" in words
    assert "Borta" not in words
    assert "Inget säger om" not in words


def test_a_version_is_compared_with_the_plan_as_it_is_now(
    years: TwoYears, client_of: LogIn
) -> None:
    plan = years.now
    version = keep_version(
        snapshot(plan),
        unit=plan.unit,
        plan=plan,
        reason=Version.Reason.EXPORT,
        acting_user=years.thread.importer,
    )
    path = f"{COMPARE}?a=version.{version.public_code}&b={OWN}"
    client = client_of(years.thread.member)

    same = shown(client, path)
    factories.an_activity(plan, title="Köpa in bilderböcker")
    changed = shown(client, path)

    assert "Inget skiljer" in same
    assert "Ny Aktivitet" in changed
    assert "nytt: Köpa in bilderböcker" in changed
    assert "Borta" not in changed


def test_a_file_that_waits_is_compared_only_by_those_who_read_in(
    years: TwoYears, client_of: LogIn
) -> None:
    thread = years.thread
    import_ = imports.read_import(
        unit_plan("Tvåbäckens förskolor", "Barnen väljer böcker"),
        "plan.txt",
        given=Given(),
        acting_user=thread.importer,
    )
    path = f"{COMPARE}?a={OWN}&b=inlasning.{import_.public_code}"

    allowed = shown(client_of(thread.importer), path)
    refused = shown(client_of(thread.member), path)

    assert "Barnen väljer böcker" in allowed
    assert "plan.txt" in allowed
    assert "Det som adressen nämner finns inte" in refused
    assert "plan.txt" not in refused
    assert "Barnen väljer böcker" not in refused


def test_an_address_that_names_nothing_says_so(years: TwoYears, client_of: LogIn) -> None:
    client = client_of(years.thread.member)
    nothing = "version." + "0" * 32
    for ref in ("plan", "plan.", "plan.x.y", "version.1", "inlasning.", "%00", nothing, "é.é.é"):
        words = shown(client, f"{COMPARE}?a={ref}&b={OWN}&visa={ref}")
        assert "Det som adressen nämner finns inte" in words, ref


def test_the_same_thing_twice_and_no_plan_at_all(years: TwoYears, client_of: LogIn) -> None:
    client = client_of(years.thread.member)

    assert "Samma sak två gånger" in shown(client, f"{COMPARE}?a={OWN}&b={OWN}")
    assert "Välj två saker att jämföra" in shown(client, "/avdelning-forskola/2026/jamfor/")


def test_the_number_of_queries_does_not_grow(
    years: TwoYears,
    client_of: LogIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(years.thread.member)
    client.get(COMPARE)
    # 1. session 2. user 3. units near 4. the unit's plans 5. its versions 6. plans of others
    # 7. years, and those that read both plans, which leave out what no plan here can have.
    with django_assert_max_num_queries(7 + QUERIES) as few:
        client.get(COMPARE)
    for number in range(5):
        goal = factories.a_goal(years.now, title=f"Mål {number}")
        factories.an_activity(goal=goal)
        factories.a_planned_indicator(goal)
        factories.a_plan(factories.a_unit(years.thread.preschool.parent))
    with django_assert_max_num_queries(7 + QUERIES) as many:
        client.get(COMPARE)
    assert len(few) == len(many)


@pytest.mark.browser
@pytest.mark.usefixtures("cache_table")
def test_the_page_in_a_browser(
    transactional_db: None, show: Show, faults_in_every_guise: Faults
) -> None:
    years = two_years()
    page = show(COMPARE, years.thread.member, size=NARROWEST)
    assert overflow(page) <= 0
    page = show(COMPARE, years.thread.member)
    assert faults_in_every_guise(page) == []

    # The lists answer by themselves, and each topic can be reached from the summary.
    page.get_by_label("Senare, eller den andra").select_option(
        label="Ådalens förskolor, verksamhetsplan 2026"
    )
    page.wait_for_url(re.compile(r"b=plan\.adalens-forskolor"))
    page.get_by_role("link", name="mål bara i den första").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mål som bara den ena har")).to_be_in_viewport()
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.get_by_text("finns inte").first).to_be_visible()
