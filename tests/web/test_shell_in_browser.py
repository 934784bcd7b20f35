# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The frame in a browser: for everybody's eyes, for the keyboard alone, and on small screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from ledtrad.documents import findable
from ledtrad.organisation.models import User
from tests import factories
from tests.web.conftest import NARROWEST, Municipality, overflow

START = "/tvabackens-forskolor/2026/"
PAGES = ["/logga-in/", START, "/enheter/?q=förskolor", "/konto/", "/konto/losenord/"]

Show = Callable[..., Page]
Faults = Callable[[Page], list[str]]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db", "cache_table")]


def viewer(path: str, municipality: Municipality) -> User | None:
    """Who looks at the page: nobody yet at the login page."""
    return None if path == "/logga-in/" else municipality.manager


def test_no_accessibility_fault(
    municipality: Municipality, show: Show, faults_in_every_guise: Faults, settings: Settings
) -> None:
    settings.DEMO = True
    for path in PAGES:
        page = show(path, viewer(path, municipality))
        assert faults_in_every_guise(page) == [], path
        page.context.clear_cookies()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_fault_in_what_opens(
    scheme: str, municipality: Municipality, show: Show, accessibility_faults: Faults
) -> None:
    page = show(START, municipality.manager, scheme=scheme)

    for opener in page.locator("header [popovertarget]:visible").all():
        opener.click()
        panel = page.locator(f"#{opener.get_attribute('popovertarget')}")
        expect(panel).to_be_visible()
        assert accessibility_faults(page) == []
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()


def test_nothing_sticks_out_of_a_small_window(
    municipality: Municipality, show: Show, settings: Settings
) -> None:
    settings.DEMO = True
    for path in PAGES:
        page = show(path, viewer(path, municipality), size=NARROWEST)
        assert overflow(page) == 0, path
        page.context.clear_cookies()
    page = show(START, municipality.manager, size=NARROWEST)
    page.get_by_role("button", name="Meny").click()
    expect(page.get_by_role("navigation", name="Huvudmeny")).to_be_visible()
    assert overflow(page) == 0


def test_the_first_tab_skips_to_the_content(municipality: Municipality, show: Show) -> None:
    page = show(START, municipality.manager)

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Hoppa till innehållet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_unit_is_switched_by_keyboard(municipality: Municipality, show: Show) -> None:
    page = show(START, municipality.manager)

    switch = page.get_by_role("button", name="Tvåbäckens förskolor")
    switch.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Välj enhet")).to_be_focused()
    page.keyboard.press("Escape")
    expect(switch).to_be_focused()
    page.keyboard.press("Enter")
    with page.expect_response("**/enheter/?*"):
        page.keyboard.type("ådal")
    found = page.locator("#enheter a")
    expect(found).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(found).to_be_focused()
    page.keyboard.press("Enter")

    page.wait_for_url("**/adalens-forskolor/2026/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ådalens förskolor")


def test_the_year_is_switched(municipality: Municipality, show: Show) -> None:
    page = show(START, municipality.manager)

    page.get_by_role("button", name="Tvåbäckens förskolor").click()
    page.get_by_role("group", name="Välj år").get_by_role("link", name="2027").click()

    page.wait_for_url("**/tvabackens-forskolor/2027/")


def test_search_opens_by_key_and_its_hits_are_walked_by_arrows(
    municipality: Municipality, show: Show, accessibility_faults: Faults
) -> None:
    plan = factories.a_plan(municipality.other_preschool)
    goals = [factories.a_goal(plan, title=title).pk for title in ("Sagor a/b", "Visor b/a")]
    findable.index_rows("plans.goal", goals)
    page = show(START, municipality.manager)
    box = page.get_by_role("searchbox", name="Sök mål")

    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")
    hits = page.locator("#soktraffar a")
    expect(hits).to_have_count(2)
    assert accessibility_faults(page) == []
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()

    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(hits.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/adalens-forskolor/2026/plan/verksamhetsplan-2026/#mal-{goals[1]}")


def test_the_theme_changes_at_once_and_stays(municipality: Municipality, show: Show) -> None:
    page = show(START, municipality.manager)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)

    page.get_by_role("button", name="Rektor").click()
    with page.expect_response("**/utseende/"):
        page.get_by_role("button", name="Mörkt").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Mörkt")).to_have_attribute("aria-pressed", "true")
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(paper) != light


def test_one_button_logs_in_to_a_demo_and_one_logs_out(
    municipality: Municipality, show: Show, settings: Settings
) -> None:
    settings.DEMO = True
    page = show("/logga-in/")

    page.get_by_role("button", name="Logga in som Rektor").click()
    page.wait_for_url(f"**{START}")
    page.get_by_role("button", name="Rektor").click()
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/logga-in/")


def test_everything_needed_works_without_script(
    municipality: Municipality, show: Show, page: Page, settings: Settings
) -> None:
    settings.DEMO = True
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page = show("/logga-in/")

    page.get_by_role("button", name="Logga in som Rektor").click()
    page.wait_for_url(f"**{START}")
    page.get_by_role("button", name="Tvåbäckens förskolor").click()
    page.get_by_label("Välj enhet").fill("ådal")
    page.locator("#enhetsval").get_by_role("button", name="Sök").click()
    page.get_by_role("main").get_by_role("link", name="Ådalens förskolor").click()
    page.wait_for_url("**/adalens-forskolor/2026/")
    page.get_by_role("button", name="Rektor").click()
    page.get_by_role("button", name="Mörkt").click()
    page.wait_for_url("**/adalens-forskolor/2026/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
