# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Läs in in a browser: with the keyboard alone, for everybody's eyes, and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from ledtrad.documents import actions
from ledtrad.documents.models import Import
from ledtrad.documents.placement import Given
from ledtrad.jobs import worker
from ledtrad.organisation.models import User
from ledtrad.plans.models import Goal
from tests.importing import ronnhamra
from tests.web.conftest import NARROWEST, PASSWORD, overflow

Show = Callable[..., Page]
Faults = Callable[[Page], list[str]]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db", "cache_table")]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A unit's plan as a file on somebody's disk, without a board's name."""
    path = tmp_path / "verksamhetsplan.txt"
    path.write_bytes(ronnhamra.unit_plan("Ekens förskolor", "Barnen berättar", board=None))
    return path


def waiting(administrator: User) -> list[str]:
    """The pages of imports in every state, with guesses, leftovers, differences, corrections."""
    accepted = actions.read_import(ronnhamra.BJORK, "björk.txt", acting_user=administrator)
    actions.accept_import(accepted, acting_user=administrator)
    other = ronnhamra.BOARD.replace("2026-06-30", "2026-08-31")
    data = ronnhamra.unit_plan("Granåsens förskolor", "Läsa ihop", shared=other, board=None)
    read = actions.read_import(data, "gran.txt", acting_user=administrator)
    goal = actions.corrected_document(read).document.goals[-1]
    for correction in (
        {"action": "retitle", "element": goal.id, "text": "Läsa tillsammans"},
        {"action": "convert", "element": goal.expected_results[0].id, "kind": "leftover"},
    ):
        actions.save_correction(read, correction, acting_user=administrator)
    again = actions.read_import(ronnhamra.BJORK, "igen.txt", acting_user=administrator)
    failed = actions.read_import(b"", "tom.txt", acting_user=administrator)
    received = actions.receive_file(b"abc", "ny.txt", given=Given(), acting_user=administrator)
    review = f"/las-in/{read.public_code}/"
    return [
        "/las-in/", review, f"{review}?visa=trad", f"{review}del/{goal.id}/",
        f"{review}skillnader/",
        *(f"/las-in/{each.public_code}/" for each in (accepted, again, failed, received)),
    ]  # fmt: skip


def test_no_accessibility_fault(
    administrator: User, show: Show, faults_in_every_guise: Faults
) -> None:
    for path in ["/las-in/", *waiting(administrator)]:
        page = show(path, administrator)
        expect(page.get_by_text("Jämför med planerna")).to_have_count(0)
        assert faults_in_every_guise(page) == [], path


def test_nothing_sticks_out_of_a_small_window(administrator: User, show: Show) -> None:
    for path in waiting(administrator):
        assert overflow(show(path, administrator, size=NARROWEST)) == 0, path


def tab_to(page: Page, target: Locator, most: int = 120) -> None:
    """Press Tab until the target has the focus, as somebody without a mouse does."""
    expect(target).to_have_count(1)
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            return
    pytest.fail(f"{most} tabs did not lead to {target}")


def test_with_the_keyboard_alone_from_login_to_an_accepted_import(
    administrator: User, show: Show, plan: Path
) -> None:
    page = show("/las-in/")
    # A listener from the start: the browser is told to hand over its file dialogs long before
    # one opens, and not in the same moment.
    page.on("filechooser", lambda _chooser: None)
    tab_to(page, page.locator("input[name=login]"))
    page.keyboard.type(administrator.email)
    tab_to(page, page.locator("input[name=password]"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]*/las-in/$"))

    choose = page.get_by_label("Släpp filer här")
    tab_to(page, choose)
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(plan)
    tab_to(page, page.get_by_role("button", name="Läs filerna"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Väntar på sin tur")).to_be_visible()
    worker.run_waiting()

    board = page.locator("input[name=board_other]")
    expect(board).to_be_visible()
    tab_to(page, board)
    page.keyboard.type("Nämnden för barn")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Var dokumentet hör hemma är sparat")

    goal = page.locator(".found > li", has=page.get_by_text("Barnen berättar", exact=True))
    tab_to(page, goal.get_by_role("link", name="Ändra"))
    page.keyboard.press("Enter")
    expect(goal.get_by_label("Vad det är")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(goal.get_by_label("Lydelse")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Barnen berättar egna sagor")
    tab_to(page, goal.get_by_role("button", name="Spara ändringen"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Ändringen är sparad")

    tab_to(page, page.get_by_role("button", name=re.compile("^Ta in [0-9]+ delar$")))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ekens förskolor är inläst")
    assert Import.objects.get().state == Import.State.ACCEPTED
    assert Goal.objects.filter(title="Barnen berättar egna sagor").exists()
    assert Goal.objects.filter(plan__unit__name="Nämnden för barn").exists()

    tab_to(page, page.get_by_role("button", name="Ångra hela inläsningen"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Hela inläsningen är ångrad")
    assert not Goal.objects.exists()


def test_the_numbers_lead_both_ways(administrator: User, show: Show) -> None:
    path = waiting(administrator)[1]
    page = show(path, administrator)
    mark = page.locator(".source mark a.n").filter(has_text=re.compile("^3$")).first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#d3")
    expect(page.locator("#d3")).to_be_in_viewport()
    page.locator("#d3").get_by_role("link", name="visa i källan").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#k3")
    expect(page.locator("#k3")).to_be_in_viewport()


def test_what_differs_comes_by_itself_and_is_said_in_the_bar(
    administrator: User, show: Show
) -> None:
    page = show(waiting(administrator)[1], administrator)
    expect(page.get_by_role("heading", name="En skillnad mot det som finns")).to_be_visible()
    bar = page.get_by_role("region", name="Ta in")
    expect(bar).to_contain_text("1 skillnad behåller det som finns.")


def test_it_all_works_without_script(
    administrator: User, show: Show, page: Page, plan: Path, settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page = show("/las-in/", administrator)
    page.get_by_label("Släpp filer här").set_input_files([plan])
    page.get_by_role("button", name="Läs filerna").click()
    page.get_by_role("link", name="Ändra").last.click()
    page.get_by_label("Vad det är").select_option("leftover")
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.get_by_role("heading", name="En rad blev över")).to_be_visible()
    page.get_by_role("link", name="Visa jämförelsen").click()
    expect(page.get_by_text("Inget säger emot det som finns")).to_be_visible()
    page.get_by_role("link", name="Tillbaka till granskningen").click()
    page.get_by_role("button", name=re.compile("Ta in [0-9]+ delar")).click()
    expect(page.get_by_role("button", name="Ångra hela inläsningen")).to_be_visible()


def test_several_files_show_how_far_they_have_come(
    administrator: User, show: Show, plan: Path, tmp_path: Path
) -> None:
    other = tmp_path / "tom.txt"
    other.write_bytes(b"")
    page = show("/las-in/", administrator)
    page.get_by_label("Släpp filer här").set_input_files([plan, other])
    expect(page.locator("[data-drop-list] li")).to_have_count(2)
    page.get_by_role("button", name="Läs filerna").click()
    expect(page.locator("#inlasningar")).to_contain_text("2 filer läses")
    worker.run_waiting()
    expect(page.locator("#inlasningar")).to_contain_text("Filen är tom")
    expect(page.get_by_role("link", name="Granska verksamhetsplan.txt")).to_be_visible()
    expect(page.locator(".underway")).to_have_count(0)
