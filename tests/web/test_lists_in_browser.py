# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Activities, indicators and search in a browser: for every eye, by keyboard, small and printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from ledtrad.documents import findable
from ledtrad.followup import actions as followup
from ledtrad.followup.models import ActivityStatus
from ledtrad.indicators import actions as indicators
from ledtrad.indicators.models import Outcome
from tests import factories
from tests.web.conftest import NARROWEST, Municipality, overflow

Show = Callable[..., Page]
Faults = Callable[[Page], list[str]]
HERE = "/adalens-forskolor/2026"
ACTIVITIES = f"{HERE}/aktiviteter/"
INDICATOR = f"{HERE}/indikatorer/andel-lånade-böcker/"
PAGES = [
    ACTIVITIES,
    f"{HERE}/indikatorer/",
    INDICATOR,
    "/sok/?q=barn",
    f"{HERE[:-4]}2025/aktiviteter/",
]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db", "cache_table")]


@pytest.fixture
def filled(municipality: Municipality) -> Municipality:
    """A plan with long words, statuses, a broken thread, and outcomes over years."""
    unit, by = municipality.other_preschool, factories.operator()
    plan = factories.a_plan(unit)
    goal = factories.a_goal(plan, title="Alla barn hittar sin favoritbok " * 4)
    rows = [
        factories.an_activity(
            plan,
            goal=goal if number % 3 else None,
            title=f"Barnens bokhyllor på förskoleavdelningen nummer {number}",
            due_date=dt.date(2026 + number % 2, 1 + number, 20),
            due_kind="date",
            aim="Barnen når böckerna själva.",
            responsible_text="Språkombud tillsammans med biblioteksassistenten",
        )
        for number in range(9)
    ]
    opened = factories.a_round(unit)
    statuses = [
        ActivityStatus(round=opened, planned_activity=row, text="Ordnas", kind=kind)
        for row, kind in zip(rows, ("done", "ongoing", "deviates", "dropped"), strict=False)
    ]
    followup.add_activity_statuses(opened, statuses=statuses, acting_user=by)
    indicator = factories.an_indicator(
        unit, name="Andel lånade böcker", direction="more", unit_of_measure="%"
    )
    factories.a_planned_indicator(goal, indicator=indicator)
    factories.a_target(indicator)
    outcomes = [
        Outcome(indicator=indicator, unit=unit, period=str(year), group=group, value=Decimal(value))
        for year in (2024, 2025, 2026)
        for group, value in (("total", year - 1950), ("women", year - 1948), ("men", year - 1952))
    ]
    indicators.add_outcomes(outcomes, acting_user=by)
    findable.index_rows("plans.plannedactivity", [row.pk for row in rows])
    findable.index_rows("plans.goal", [goal.pk])
    return municipality


def test_no_accessibility_fault(
    filled: Municipality, show: Show, faults_in_every_guise: Faults
) -> None:
    for path in PAGES:
        assert faults_in_every_guise(show(path, filled.manager)) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_fault_in_what_opens(
    scheme: str, filled: Municipality, show: Show, accessibility_faults: Faults
) -> None:
    for path, opener in ((ACTIVITIES, ".titlebtn"), (INDICATOR, ".whybtn")):
        page = show(path, filled.manager, scheme=scheme)
        page.locator(opener).first.click()
        expect(page.locator("main .why:popover-open")).to_be_visible()
        assert accessibility_faults(page) == [], path


def test_nothing_sticks_out_of_a_small_window(filled: Municipality, show: Show) -> None:
    for path in PAGES:
        page = show(path, filled.manager, size=NARROWEST)
        assert overflow(page) == 0, path


def test_rows_are_walked_and_opened_by_keyboard(filled: Municipality, show: Show) -> None:
    page = show(ACTIVITIES, filled.manager)
    titles = page.locator(".titlebtn")

    page.keyboard.press("j")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    panel = page.locator("main .why:popover-open")
    expect(panel).to_contain_text("Barnen når böckerna själva.")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(titles.nth(1)).to_be_focused()


def test_a_filter_answers_at_once_and_stays_in_the_address(
    filled: Municipality, show: Show
) -> None:
    page = show(ACTIVITIES, filled.manager)

    page.get_by_label("Status").select_option(label="Genomförd (1)")
    expect(page.locator(".titlebtn")).to_have_count(1)
    expect(page.locator("#antal")).to_contain_text("1 av 9 aktiviteter visas.")
    page.wait_for_url("**status=done**")
    page.reload()
    expect(page.locator(".titlebtn")).to_have_count(1)
    page.get_by_role("link", name="Rensa filtret").click()
    expect(page.locator(".titlebtn")).to_have_count(9)
    page.get_by_label("Sök i texten").fill("nummer 7")
    expect(page.locator(".titlebtn")).to_have_count(1)


def test_lists_work_without_script(filled: Municipality, show: Show, page: Page) -> None:
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page = show(ACTIVITIES, filled.manager)

    page.get_by_label("Gruppera efter").select_option(label="Inga grupper")
    page.get_by_role("button", name="Visa").click()
    page.wait_for_url("**grupp=ingen**")
    expect(page.locator("tr.goal")).to_have_count(0)
    page.get_by_role("link", name="Aktivitet", exact=True).click()
    page.wait_for_url("**sort=title**")
    expect(page.locator(".titlebtn").first).to_contain_text("nummer 0")


def test_printing_gives_the_table_without_tools(filled: Municipality, show: Show) -> None:
    page = show(ACTIVITIES, filled.manager)

    page.emulate_media(media="print")
    expect(page.locator("form.filters")).to_be_hidden()
    expect(page.locator(".keys.below")).to_be_hidden()
    expect(page.locator(".titlebtn").first).to_be_visible()
