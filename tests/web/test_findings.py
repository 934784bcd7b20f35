# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Granska: what the checks find, for who may read; waived by who may edit, with a reason."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries, Settings

from ledtrad.documents import examining
from ledtrad.documents.jobs import EXAMINE
from ledtrad.documents.models import Examination, Waiver
from ledtrad.jobs.actions import enqueue, run_job
from ledtrad.jobs.models import Job
from ledtrad.organisation.models import JournalEntry, Membership, User
from plandoc.checks import found_in
from tests import factories
from tests.web.conftest import NARROWEST, overflow
from tests.web.red_thread import RedThread, a_red_thread, add_chapters
from tests.web.test_thread import text

LogIn = Callable[[User], Client]
Show = Callable[..., Page]
Faults = Callable[[Page], list[str]]
PLAN = "/tvabackens-forskolor/2026/plan/verksamhetsplan-2026/granska/"
BOARD = "/sodra-namnden/2026/granska/"
DOUBLED = "Alla grupper ska ska ha plats för vila."
REASON = "Vi <har> skäl"
ASK = {"granska": "1"}


def a_flawed_thread() -> RedThread:
    """A doubled word and an empty chapter on economy; the preschool's manager."""
    thread = a_red_thread()
    add_chapters(thread.plans["preschool"], {"Lokaler": DOUBLED, "Ekonomi": ""})
    factories.an_activity(goal=thread.goals["words"], title="Läsa högt varje dag")
    return thread


@pytest.fixture
def thread(db: None, settings: Settings) -> RedThread:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return a_flawed_thread()


@pytest.fixture
def manager(thread: RedThread) -> User:
    return factories.a_user(Membership.Role.MANAGER, unit=thread.preschool, name="Rut Ekdal")


def shown(client: Client, path: str) -> str:
    """The words of the page, when what has changed has been examined."""
    return text(page_of(client, path))


def page_of(client: Client, path: str) -> str:
    """The page, when what has changed has been examined, as its script asks for."""
    page = client.get(path).content.decode()
    if 'name="granska"' in page:
        page = client.post(path, ASK, follow=True).content.decode()
    return page


def key_of(page: str, what: str) -> str:
    """The key of the finding with the words, as its form has it."""
    found = re.search(r'name="nyckel" value="(\w+)"', page[page.index(what) :])
    assert found
    return found[1]


def test_looking_changes_nothing_and_asking_examines(thread: RedThread, client_of: LogIn) -> None:
    assert client_of(thread.outsider).get(PLAN).status_code == 404
    assert client_of(thread.outsider).post(PLAN, ASK).status_code == 404
    client = client_of(thread.member)
    before = text(client.get(PLAN).content.decode())
    assert client.get(f"{PLAN}?som=json").status_code == 409
    assert "Planen har inte granskats än." in before
    assert not Job.objects.exists()
    assert not Examination.objects.exists()

    answer = client.post(f"{PLAN}?niva=", ASK)
    words = text(client.get(PLAN).content.decode())

    assert answer["Location"] == f"{PLAN}?niva="
    assert Job.objects.get().kind == EXAMINE
    assert "Kapitlet ”Ekonomi” är tomt" in words
    assert "Revision:" in words
    assert "ska ska" in words
    order = [words.index(each) for each in ("Fel", "Varning", "Upplysning") if each in words]
    assert order == sorted(order)


def test_what_other_rules_found_is_old(thread: RedThread, client_of: LogIn) -> None:
    client = client_of(thread.member)
    shown(client, PLAN)
    assert examining.count_findings(thread.plans["preschool"], thread.member)
    Examination.objects.update(rules="other", sha256="other", findings=[])
    old = text(client.get(PLAN).content.decode())
    assert "Något har ändrats sedan granskningen" in old
    # What is old again at once does not make the page load for ever.
    assert 'hx-trigger="submit"' in client.get(PLAN).content.decode()
    Job.objects.update(ended_at=timezone.now() - dt.timedelta(minutes=1))
    assert 'hx-trigger="load, submit"' in client.get(PLAN).content.decode()
    assert examining.count_findings(thread.plans["preschool"], thread.member) is None
    assert "ska ska" in shown(client, PLAN)


def test_each_place_leads_into_the_plan_and_a_proposal_shows_both(
    thread: RedThread, client_of: LogIn
) -> None:
    page = page_of(client_of(thread.member), PLAN)
    chapter = thread.plans["preschool"].chapters.get(heading="Lokaler")

    address = f"/tvabackens-forskolor/2026/plan/verksamhetsplan-2026/#avsnitt-{chapter.pk}"
    assert address in page
    assert "<del>ska ska</del>" in page
    assert re.search(r"<ins>ska</ins>.*data-copy=\"ska\"", page)


def test_nothing_is_examined_twice_and_a_change_is_seen(
    thread: RedThread, client_of: LogIn
) -> None:
    client = client_of(thread.member)
    shown(client, PLAN)
    first = Examination.objects.get()
    shown(client, PLAN)
    assert Job.objects.count() == 1
    add_chapters(thread.plans["preschool"], {"Mer": "Vi ser sen sen ljuset."})
    words = shown(client, PLAN)

    assert "sen sen" in words
    assert Job.objects.count() == 2
    assert Examination.objects.get().sha256 != first.sha256


def test_what_another_board_does_changes_nothing_here(thread: RedThread, client_of: LogIn) -> None:
    client = client_of(thread.member)
    shown(client, PLAN)
    add_chapters(thread.plans["home_care"], {"Mer": "Vi ser sen sen ljuset."})
    shown(client, PLAN)
    assert Job.objects.count() == 1


def test_a_finding_is_waived_by_who_may_edit_the_plan_with_a_reason(
    thread: RedThread, manager: User, client_of: LogIn
) -> None:
    reader = client_of(thread.member)
    assert 'name="nyckel"' not in page_of(reader, PLAN)
    key = Examination.objects.get().findings[0]["fingerprint"]
    assert reader.post(PLAN, {"nyckel": key, "skal": REASON}).status_code == 403
    assert not Waiver.objects.exists()

    client = client_of(manager)
    key = key_of(client.get(PLAN).content.decode(), "Kapitlet ”Ekonomi” är tomt")
    without = client.post(PLAN, {"nyckel": key, "skal": "  "}, follow=True).content.decode()
    assert "Inget ändrades." in without
    assert not Waiver.objects.exists()
    unknown = client.post(PLAN, {"nyckel": "0" * 16, "skal": REASON}, follow=True)
    assert "finns inte längre" in unknown.content.decode()
    words = shown(client, PLAN)
    assert "Undantaget" not in words

    client.post(PLAN, {"nyckel": key, "skal": REASON})
    page = client.get(PLAN).content.decode()
    waiver = Waiver.objects.get()
    assert page.index("Undantaget</h2>") < page.index("Kapitlet ”Ekonomi” är tomt")
    assert "Vi &lt;har&gt; skäl" in page
    assert "Rut Ekdal" in page
    assert (waiver.plan, waiver.author, waiver.reason) == (
        thread.plans["preschool"], manager, REASON,
    )  # fmt: skip
    assert JournalEntry.objects.get(verb="waiver.given").after["reason"] == REASON
    again = client.post(PLAN, {"nyckel": key, "skal": REASON}, follow=True).content.decode()
    assert "redan undantagen" in again

    assert reader_refused(client_of(thread.member), waiver)
    client = client_of(manager)
    client.post(PLAN, {"ater": str(waiver.public_code)})
    waiver.refresh_from_db()
    assert waiver.withdrawn_by == manager
    assert "Undantaget</h2>" not in client.get(PLAN).content.decode()
    twice = client.post(PLAN, {"ater": str(waiver.public_code)}, follow=True).content.decode()
    assert "redan tagit tillbaka" in twice


def reader_refused(client: Client, waiver: Waiver) -> bool:
    """Whether somebody who only reads may not withdraw."""
    refused = client.post(PLAN, {"ater": str(waiver.public_code)}).status_code == 403
    waiver.refresh_from_db()
    return refused and waiver.withdrawn_at is None


def test_a_waiver_whose_finding_has_gone_is_no_longer_needed(
    thread: RedThread, manager: User, client_of: LogIn
) -> None:
    client = client_of(manager)
    key = key_of(page_of(client, PLAN), "Kapitlet ”Ekonomi” är tomt")
    client.post(PLAN, {"nyckel": key, "skal": REASON})
    chapter = thread.plans["preschool"].chapters.get(heading="Ekonomi")
    chapter.text = [{"type": "paragraph", "text": "Ramen är 12 miljoner kronor för året."}]
    chapter.save()
    add_chapters(thread.plans["preschool"], {"Mer": "Vi går ut."})
    words = shown(client, PLAN)

    assert "Undantag som inte längre behövs" in words
    gone = words[words.index("Undantag som inte längre behövs") :]
    assert "Kapitlet ”Ekonomi” är tomt" in gone
    assert "Vi <har> skäl" in gone


def test_a_board_has_the_findings_of_all_its_plans(thread: RedThread, client_of: LogIn) -> None:
    add_chapters(thread.plans["home_care"], {"Ekonomi": ""})
    client = client_of(thread.member)
    words = shown(client, BOARD)

    assert "4 planer i Södra nämnden och därunder" in words
    part = words[words.index("Fel Ingen ekonomi") :]
    assert "Tvåbäckens förskolor" in part
    assert "Åbackens hemtjänst" in part
    assert Examination.objects.filter(plan=None).count() == 1
    one = shown(client, f"{BOARD}?enhet=abackens-hemtjanst&niva=error")
    assert "ska ska" not in one
    assert "Åbackens hemtjänst" in one
    assert "Det finns ingen anmärkning inom det du har valt" in shown(client, f"{BOARD}?regel=R99")


def test_the_findings_as_data(thread: RedThread, client_of: LogIn) -> None:
    client = client_of(thread.member)
    shown(client, BOARD)
    answer = client.get(f"{BOARD}?som=json")
    found = json.loads(answer.content)
    log = json.loads(client.get(f"{PLAN}?som=sarif").content)

    assert "attachment" in answer["Content-Disposition"]
    doubled = next(each for each in found if each["code"] == "R24")
    assert doubled["file"] == "tvabackens-forskolor/2026/plan/verksamhetsplan-2026"
    assert doubled["proposal"] if "proposal" in doubled else doubled["places"][0]
    assert log["version"] == "2.1.0"
    assert {"R8", "R24"} <= {each["ruleId"] for each in log["runs"][0]["results"]}


def test_a_page_waits_for_the_job_and_says_when_it_failed(
    thread: RedThread, client_of: LogIn, settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    client = client_of(thread.member)
    script = {"HX-Request": "true", "HX-Target": "granskning"}
    asked = client.post(PLAN, ASK, headers=script)
    client.post(PLAN, ASK)
    waiting = client.get(PLAN)
    job = Job.objects.get()  # who asks twice waits for the same job
    progress = f"/granskning/{job.public_code}/"

    assert progress in asked.content.decode()
    assert "<html" not in asked.content.decode()
    assert progress in waiting.content.decode()
    assert "data-reload" not in client.get(progress).content.decode()
    assert client_of(thread.outsider).get(progress).status_code == 404
    run_job.func(job.pk)
    client = client_of(thread.member)
    assert "data-reload" in client.get(progress).content.decode()
    assert "ska ska" in text(client.get(PLAN).content.decode())

    missing = enqueue(EXAMINE, {"plan": 0}, acting_user=thread.member)
    run_job.func(missing.pk)
    missing.refresh_from_db()
    assert "Planen finns inte längre" in missing.error
    Examination.objects.all().delete()
    Job.objects.filter(pk=missing.pk).update(payload=job.payload)
    page = client.get(PLAN).content.decode()
    assert "Granskningen kunde inte göras" in page
    assert Job.objects.count() == 2
    client.post(PLAN, ASK)
    assert Job.objects.count() == 3


def test_no_plan_and_a_plan_known_only_through_others(thread: RedThread, client_of: LogIn) -> None:
    client = client_of(thread.member)
    assert "Det finns ingen plan att granska" in shown(client, "/sodra-namnden/2031/granska/")
    thread.plans["preschool"].is_partial = True
    thread.plans["preschool"].save()
    assert client.get(PLAN).status_code == 404
    plan = client.get("/tvabackens-forskolor/2026/plan/").content.decode()
    assert "verksamhetsplan-2026/granska/" not in plan


def test_the_plan_leads_to_its_findings(thread: RedThread, client_of: LogIn) -> None:
    client = client_of(thread.member)
    assert f'href="{PLAN}"' in client.get("/tvabackens-forskolor/2026/plan/").content.decode()


def test_the_number_of_queries_does_not_grow(
    thread: RedThread, client_of: LogIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(thread.member)
    shown(client, BOARD)
    shown(client, PLAN)
    # 1. session 2. user 3. units near 4. the plan 5. what is kept 6. waivers 7. changed since?
    # 8. may waive? 9. years
    with django_assert_num_queries(9):
        client.get(PLAN)
    client.get(BOARD)  # the session remembers the place
    # 1. session 2. user 3. units near 4. plans 5. what is kept of all together 6. and of each
    # 7. their waivers 8. those above and below 9. changed since? 10. may waive? 11. years
    with django_assert_num_queries(11):
        client.get(BOARD)
    for number in range(3):
        unit = factories.a_unit(thread.board, name=f"Enhet {number}")
        factories.a_goal(factories.a_plan(unit), title=f"Mål {number}")
    shown(client, BOARD)
    with django_assert_num_queries(11):
        client.get(BOARD)


def test_only_what_has_changed_is_examined_again(
    thread: RedThread, client_of: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(thread.member)
    shown(client, BOARD)
    looked_at: list[str | None] = []
    whole = found_in

    def noted(documents: Any, models: Any = (), **options: Any) -> Any:
        looked_at.extend(each.unit for each in documents if options["scope"] == "each")
        return whole(documents, models, **options)

    monkeypatch.setattr(examining, "found_in", noted)
    add_chapters(thread.plans["home_care"], {"Mer": "Vi ser sen sen ljuset."})
    assert "sen sen" in shown(client, BOARD)
    assert looked_at == ["Åbackens hemtjänst"]


@pytest.mark.browser
@pytest.mark.usefixtures("cache_table")
def test_the_page_in_a_browser(
    transactional_db: None, settings: Settings, show: Show, faults_in_every_guise: Faults
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    thread = a_flawed_thread()
    manager = factories.a_user(Membership.Role.MANAGER, unit=thread.preschool, name="Rut Ekdal")
    page = show(BOARD, thread.importer, size=NARROWEST)
    expect(page.get_by_role("heading", name="Kort sagt")).to_be_visible()  # loaded anew by itself
    assert overflow(page) <= 0
    page = show(PLAN, manager)
    expect(page.get_by_role("heading", name="Kort sagt")).to_be_visible()
    section = page.locator("section", has_text="Kapitlet ”Ekonomi” är tomt").last

    # By keyboard alone: open the form, say why, send it.
    section.locator("summary", has_text="Undanta").focus()
    page.keyboard.press("Enter")
    expect(section.get_by_label("Varför får det stå kvar?")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type(REASON)
    # Somebody asks for a new examination meanwhile: what is being written stays.
    page.evaluate(
        "htmx.ajax('POST', location.pathname, {target: '#innehall h1', values: {granska: 1}})"
    )
    expect(page.get_by_text("Granskningen är klar.")).to_be_visible()
    assert faults_in_every_guise(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Undantaget")).to_be_visible()
    expect(page.get_by_text(REASON, exact=True)).to_be_visible()
    page.get_by_label("Regel").select_option(index=1)
    page.wait_for_url(re.compile(r"regel=R\d+"))
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
