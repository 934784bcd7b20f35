# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of an edited copy: what was changed, who may decide it, and what the buttons do."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries

from ledtrad.documents import examining, proposals
from ledtrad.documents.models import Examination, Import
from ledtrad.documents.proposals import QUERIES
from ledtrad.organisation.models import User
from ledtrad.plans.models import Goal, Plan
from tests import factories
from tests.importing import ronnhamra
from tests.proposals.edited import WordFile, brought_back, gathered
from tests.snapshots.bring import accept, plan_of
from tests.web.conftest import NARROWEST, overflow
from tests.web.imports.page import bring, browser_of, shown, url, words

pytestmark = pytest.mark.usefixtures("cache_table", "jobs_at_once")

FRAME = 7
"""Session, user, may edit, may import, the import, its job, and who is told of what."""


@pytest.fixture(autouse=True)
def no_page_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count no pages: nothing here looks at the contents of a Word file."""
    monkeypatch.setattr("plandoc.writers.pdf.page_numbers", lambda manuscript: {})


def plans() -> Plan:
    plan = plan_of(accept(ronnhamra.BJORK, "björk.txt"))
    accept(ronnhamra.GRAN, "gran.txt")
    return plan


def edited(plan: Plan, user: User) -> WordFile:
    file = WordFile(plan, user)
    file.reword("egna sagor", "egna visor")
    file.reword("samtliga grupper", "alla grupper")
    file.reword("öppet alla vardagar", "öppet alla dagar")
    return file


def press(client: Client, import_: Import, **sent: str) -> str:
    answer = client.post(url(import_, "forslag/"), sent, follow=True)
    assert answer.status_code == 200
    return words(answer.content.decode())


def keys(client: Client, import_: Import) -> list[str]:
    return re.findall(r'id="f-([0-9a-f]+)"', shown(client, url(import_)))


def test_an_edited_copy_shows_old_and_new_and_is_accepted_one_by_one(
    client: Client, administrator: User
) -> None:
    plan = plans()
    import_ = bring(client, edited(plan, administrator).data(), "ändrad.docx")
    page = words(shown(client, url(import_)))

    assert "3 ändringar i filen" in page
    assert "Björkdungens barn berättar egna went" not in page
    assert "kom: visor" in page or "visor" in page
    assert "Visas också i planen för Granåsens förskolor." in page
    found = gathered(import_, administrator)
    title = next(each for each in found.every if each.change.new_text.endswith("visor"))
    page = press(client, import_, key=title.key, do="accept")
    assert "Intaget av Administratör" in page
    assert Goal.objects.filter(title="Björkdungens barn berättar egna visor").exists()
    press(client, import_, key=title.key, do="back")
    assert Goal.objects.filter(title="Björkdungens barn berättar egna sagor").exists()
    press(client, import_, key=title.key, do="refuse")
    assert "2 ändringar finns nu i planen." in press(client, import_, do="accept-all")
    assert "Filen är avslutad" in press(client, import_, do="finish")
    assert examining.is_current(Examination.objects.select_related("unit").get(plan=plan))
    assert "2 ändringar intagna" in words(shown(client, "/las-in/"))
    assert "2 ändringar är tillbakatagna" in press(client, import_, do="back-all")
    assert "Allt är tillbakataget" in words(shown(client, url(import_)))


def test_an_untouched_copy_has_nothing_to_take_in(client: Client, administrator: User) -> None:
    plan = plans()
    import_ = bring(client, WordFile(plan, administrator).data(), "orörd.docx")
    page = words(shown(client, url(import_)))

    assert "Inget har ändrats" in page
    # The ways of other imports lead back here, and change nothing.
    assert client.get(url(import_, "skillnader/")).status_code == 302
    client.post(url(import_, "ta-in/"), {"revision": str(import_.revision)})
    import_.refresh_from_db()
    assert import_.state == Import.State.READ


def test_words_of_the_template_are_told_and_change_nothing(
    client: Client, administrator: User
) -> None:
    file = WordFile(plans(), administrator)
    file.reword("Förväntat resultat", "Det vi vill se")
    page = words(shown(client, url(bring(client, file.data(), "rubrik.docx"))))

    assert "Inget har ändrats" in page
    assert (
        "”Förväntat resultat” hör till mallen och ändras inte här. I filen står ”Det vi vill se”."
        in page
    )


def test_a_manager_decides_what_is_hers_and_nothing_else(administrator: User) -> None:
    plan = plans()
    head = factories.a_user("manager", unit=plan.unit)
    other = factories.a_user("manager", unit=Plan.objects.get(unit__name__startswith="Gran").unit)
    reader = factories.a_user("reader", unit=plan.unit)
    browser = browser_of(head)
    import_ = bring(browser, edited(plan, head).data(), "ändrad.docx")
    page = words(shown(browser, url(import_)))

    assert "Det här beslutas av Norra lärandenämnden." in page
    found = gathered(import_, head)
    boards = next(each for each in found.every if each.state == "hindered")
    own = next(each for each in found.every if each.change.new_text.endswith("visor"))
    assert "Det här beslutas av" in press(browser, import_, key=boards.key, do="accept")
    assert Goal.objects.filter(title="Lässtunder sker dagligen i samtliga grupper").exists()
    press(browser, import_, key=own.key, do="accept")
    assert Goal.objects.filter(title__endswith="egna visor").exists()
    # Another unit's head does not see the file, and a reader brings none.
    assert browser_of(other).get(url(import_)).status_code == 404
    assert browser_of(other).post(url(import_, "forslag/"), {"do": "accept-all"}).status_code == 404
    assert browser_of(reader).get("/las-in/").status_code == 403
    # What is no edited copy, a manager does not read in.
    foreign = bring(browser, ronnhamra.GRAN, "gran2.txt")
    assert "tas inte" in words(shown(browser, url(foreign))) or foreign.state == "failed"


def test_a_conflict_is_not_accepted_by_a_page_from_before(
    client: Client, administrator: User
) -> None:
    plan = plans()
    import_ = bring(client, edited(plan, administrator).data(), "ändrad.docx")
    goal = Goal.objects.get(title__endswith="egna sagor")
    key = next(
        each.key for each in gathered(import_, administrator).every
        if each.change.new_text.endswith("visor")
    )  # fmt: skip
    Goal.objects.filter(pk=goal.pk).update(title="Björkdungens barn berättar dikter")
    page = press(client, import_, key=key, do="accept")

    assert "Någon har ändrat planen under tiden" in page
    assert "Ändrat både här och i filen" in page
    assert "I planen nu" in page
    proposal = gathered(import_, administrator).find(key)
    assert proposal is not None
    press(client, import_, key=key, do="accept", seen=proposals.seen(proposal))
    goal.refresh_from_db()
    assert goal.title == "Björkdungens barn berättar egna visor"


def test_the_page_asks_as_much_for_one_change_as_for_many(
    client: Client, administrator: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan = plans()
    one = WordFile(plan, administrator)
    one.reword("egna sagor", "egna visor")
    few = brought_back(one)
    many = bring(client, edited(plan, administrator).data(), "ändrad.docx")
    for import_ in (few, many):
        shown(client, url(import_))
        with django_assert_max_num_queries(FRAME + QUERIES):
            shown(client, url(import_))


@pytest.mark.browser
@pytest.mark.usefixtures("transactional_db")
def test_the_page_in_a_browser(
    administrator: User,
    show: Callable[..., Page],
    faults_in_every_guise: Callable[[Page], list[str]],
) -> None:
    plan = plans()
    import_ = brought_back(edited(plan, administrator))
    Goal.objects.filter(title__endswith="samtliga grupper").update(title="Lässtunder sker ofta")
    page = show(url(import_), administrator)

    expect(page.get_by_role("heading", level=1)).to_have_text("3 ändringar i filen")
    assert faults_in_every_guise(page) == []
    page.set_viewport_size(NARROWEST)
    assert overflow(page) == 0
    # With the keyboard alone: past the conflict, accept one, and it is marked as accepted.
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Ta tillbaka").first).to_be_visible()
    assert gathered(import_, administrator).count("accepted") == 1
