# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Start, the thread and the plan in a browser: for every eye, small screens, keyboard and paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ledtrad.followup import actions as followup
from ledtrad.followup.models import ActivityStatus, GoalAssessment
from tests import factories
from tests.web.conftest import NARROWEST, overflow
from tests.web.red_thread import RedThread, a_red_thread, add_chapters, add_results

PLAN = "/tvabackens-forskolor/2026/plan/"
BOARD_GOALS = "/sodra-namnden/2026/mal/"
COMPETENCE = "/sodra-namnden/2026/plan/kompetensplan-2026/"
PAGES = [
    "/ronnhamra-kommun/2026/",
    "/ronnhamra-kommun/2026/mal/",
    "/tvabackens-forskolor/2026/mal/",
    "/tvabackens-forskolor/2031/mal/",
    PLAN,
    COMPETENCE,
    "/avdelning-forskola/2026/plan/",
]

Show = Callable[..., Page]
Faults = Callable[[Page], list[str]]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db", "cache_table")]


@pytest.fixture
def red_thread(transactional_db: None) -> RedThread:
    """The thread with everything on its pages that can be drawn."""
    thread = a_red_thread()
    by = factories.operator()
    goal = thread.goals["words"]
    add_chapters(thread.plans["preschool"], {"Inledning": "Tre hus vid ån.", "Övrigt": ""})
    add_results(goal, "Fler ord.", sections={"working_method": "Vi läser tillsammans. " * 20})
    past: dict[str, Any] = {
        "due_kind": "date",
        "due_date": dt.date(2020, 3, 31),
        "due_text": "2020-03-31",
    }
    activity = factories.an_activity(
        goal=goal, title="Förskolebiblioteksutvecklingssamtal " * 3, **past
    )
    factories.an_activity(thread.plans["preschool"], responsible_text="Rektorn", **past)
    indicator = factories.an_indicator(thread.preschool)
    factories.a_planned_indicator(goal, indicator=indicator)
    factories.a_target(indicator)
    tertial = factories.a_round(thread.board)
    status = ActivityStatus(
        round=tertial, planned_activity=activity, kind="deviates", text="Avviker"
    )
    followup.add_activity_statuses(tertial, statuses=[status], acting_user=by)
    judged = GoalAssessment(round=tertial, goal=goal, kind="partial", text="Uppfylls delvis")
    followup.add_goal_assessments(tertial, assessments=[judged], acting_user=by)
    competence = factories.a_plan(thread.board, kind="competence_plan")
    for department in (thread.home_care.parent, thread.preschool.parent, None):
        factories.an_activity(
            competence, department=department, resources="Utvecklingsenheten", **past
        )
    return thread


def test_no_accessibility_fault(
    red_thread: RedThread, show: Show, faults_in_every_guise: Faults
) -> None:
    for path in PAGES:
        page = show(path, red_thread.importer)
        for details in page.locator("main details:not([open])").all():
            details.evaluate("each => each.open = true")
        assert faults_in_every_guise(page) == [], path


def test_nothing_is_wider_than_the_narrowest_screen(red_thread: RedThread, show: Show) -> None:
    for path in PAGES:
        page = show(path, red_thread.importer, size=NARROWEST)
        assert overflow(page) <= 0, path


def test_the_tree_is_walked_with_the_keyboard(red_thread: RedThread, show: Show) -> None:
    page = show("/tvabackens-forskolor/2026/mal/", red_thread.member)
    goal = page.locator("summary", has_text="Ord för det som händer")
    leaf = page.get_by_text("Förskolebiblioteksutvecklingssamtal").first
    expect(leaf).to_be_visible()

    goal.focus()
    page.keyboard.press("Enter")
    expect(leaf).to_be_hidden()
    page.keyboard.press("Enter")
    expect(leaf).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{PLAN}verksamhetsplan-2026/#mal-*")
    expect(page.get_by_role("heading", name="Ord för det som händer")).to_be_in_viewport()


def test_the_tree_is_narrowed_without_a_button(red_thread: RedThread, show: Show) -> None:
    page = show(BOARD_GOALS, red_thread.member)

    page.get_by_label("Bara där tråden brister").check()

    page.wait_for_url("**brister=1*")
    names = page.locator(".node__name")
    expect(names.filter(has_text="Alla möter kultur")).to_be_visible()
    expect(names.filter(has_text="Få och kända medarbetare hemma")).to_have_count(0)
    page.get_by_label("Hoppa till enhet").select_option(label="Ådalens förskolor")
    page.wait_for_url("**/adalens-forskolor/2026/mal/")


def test_what_is_folded_is_printed(red_thread: RedThread, show: Show) -> None:
    page = show("/ronnhamra-kommun/2026/mal/", red_thread.member)
    page.locator("details").evaluate_all("every => every.forEach(each => each.open = false)")
    page.emulate_media(media="print")

    name = page.locator(".node__name", has_text="Du känner den som ringer på")
    expect(name).to_be_visible()
    expect(page.locator(".filters")).to_be_hidden()
