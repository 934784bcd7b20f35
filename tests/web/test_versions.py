# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versioner: what has left of a plan, and saying that it is decided, for who may edit it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries

from ledtrad.documents import versions
from ledtrad.documents.models import Version
from ledtrad.documents.snapshot import QUERIES, snapshot
from ledtrad.organisation.models import Membership, User
from ledtrad.plans.models import Plan
from tests import factories
from tests.web.conftest import NARROWEST, overflow
from tests.web.red_thread import RedThread, a_red_thread, add_chapters
from tests.web.test_thread import text

LogIn = Callable[[User], Client]
PLAN = "/tvabackens-forskolor/2026/plan/verksamhetsplan-2026/"
PAGE = f"{PLAN}versioner/"
DECISION = {
    "decision_body": "Södra nämnden", "decision_date": "2026-01-22", "decision_paragraph": "§ 14",
}  # fmt: skip
BUTTON = "Fastställ planen"

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread() -> RedThread:
    return a_red_thread()


@pytest.fixture
def manager(thread: RedThread) -> User:
    return factories.a_user(Membership.Role.MANAGER, unit=thread.preschool, name="Rut Ekdal")


def leave(plan: Plan, user: User) -> Version:
    """Keep the plan as it is now, as when it is downloaded."""
    return versions.keep_version(
        snapshot(plan), unit=plan.unit, plan=plan, reason=Version.Reason.EXPORT, acting_user=user
    )


def shown(client: Client, path: str = PAGE) -> str:
    return text(client.get(path).content.decode())


def seen(client: Client) -> dict[str, str]:
    """What the form says that the page showed."""
    found = re.search(r'name="seen" value="(\w+)"', client.get(PAGE).content.decode())
    assert found
    return {"seen": found[1]}


def state(thread: RedThread) -> str:
    return Plan.objects.get(pk=thread.plans["preschool"].pk).state


def test_a_plan_is_adopted_by_who_may_edit_it_as_it_was_shown(
    thread: RedThread, manager: User, client_of: LogIn
) -> None:
    client = client_of(manager)
    leave(thread.plans["preschool"], manager)
    as_shown = seen(client)
    elsewhere = factories.a_user(Membership.Role.MANAGER, unit=thread.home_care)
    for other in (thread.member, elsewhere):
        refused = client_of(other)
        assert BUTTON not in shown(refused)
        assert "Inte beslutad än." in shown(refused)
        assert refused.post(PAGE, DECISION | as_shown).status_code == 403
    assert client_of(thread.outsider).get(PAGE).status_code == 404
    assert state(thread) == Plan.State.DRAFT

    client = client_of(manager)
    assert "Planen är som när den senast laddades ner" in shown(client)
    soon = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    early = client.post(PAGE, DECISION | as_shown | {"decision_date": soon}).content.decode()
    assert "Dagen har inte kommit än" in early
    add_chapters(thread.plans["preschool"], {"Mer": "Vi går ut."})
    changed = client.post(PAGE, DECISION | as_shown, follow=True).content.decode()
    assert "Planen har ändrats sedan du såg den" in changed
    assert "Planen har ändrats sedan den senast laddades ner" in changed
    assert state(thread) == Plan.State.DRAFT

    done = text(client.post(PAGE, DECISION | seen(client), follow=True).content.decode())
    assert "Planen är fastställd." in done
    assert "Beslutad 22 januari 2026 Södra nämnden, § 14." in done
    assert BUTTON not in done
    assert state(thread) == Plan.State.ADOPTED
    twice = client.post(PAGE, DECISION | as_shown, follow=True).content.decode()
    assert "redan fastställd" in twice
    plan = shown(client, PLAN)
    assert "Planen som den beslutades 22 januari 2026" in plan
    assert "Verksamhetsplan 2026, beslutad 22 januari 2026" in shown(
        client, "/tvabackens-forskolor/2026/jamfor/"
    )


def test_the_versions_are_listed_with_what_they_differ_from(
    thread: RedThread, manager: User, client_of: LogIn
) -> None:
    plan = thread.plans["preschool"]
    assert "Inga än." in shown(client_of(thread.member))
    first = leave(plan, thread.importer)
    add_chapters(plan, {"Mer": "Vi går ut."})
    leave(plan, manager)
    page = client_of(manager).get(PAGE).content.decode()
    rows = page[page.index("<tbody") :]

    assert rows.index("Rut Ekdal") < rows.index("Likadan") < rows.index("Cesar Holm")
    link = re.search(r'href="([^"]+)">Jämför', rows)
    assert link
    assert f"a=version.{first.public_code}" in link[1]
    assert "Mer" in shown(client_of(manager), link[1].replace("&amp;", "&"))


def test_a_plan_known_only_through_others_is_not_adopted(
    thread: RedThread, manager: User, client_of: LogIn
) -> None:
    Plan.objects.filter(pk=thread.plans["preschool"].pk).update(is_partial=True)
    client = client_of(manager)
    assert "känd bara genom andra enheters planer" in shown(client)
    assert client.post(PAGE, DECISION | {"seen": "0" * 64}).status_code == 302
    assert state(thread) == Plan.State.DRAFT


def test_the_number_of_queries(
    thread: RedThread, manager: User, client_of: LogIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    reader = client_of(thread.member)
    reader.get(PAGE)
    # 1. session 2. user 3. units near 4. the plan 5. may adopt? 6. versions 7. years
    with django_assert_num_queries(7):
        reader.get(PAGE)
    client = client_of(manager)
    client.get(PAGE)
    # … how many findings, and the document as it would be adopted; seven of a document's
    # questions are about what is not there
    with django_assert_num_queries(7 + 1 + QUERIES - 7):
        client.get(PAGE)
    for number in range(5):
        add_chapters(thread.plans["preschool"], {f"Del {number}": "Mer."})
        leave(thread.plans["preschool"], thread.importer)
    with django_assert_num_queries(7 + 1 + QUERIES - 7):
        client.get(PAGE)


@pytest.mark.browser
@pytest.mark.usefixtures("cache_table")
def test_adopting_by_keyboard(
    transactional_db: None,
    show: Callable[..., Page],
    faults_in_every_guise: Callable[..., list[str]],
) -> None:
    thread = a_red_thread()
    manager = factories.a_user(Membership.Role.MANAGER, unit=thread.preschool)
    leave(thread.plans["preschool"], manager)
    page = show(PAGE, manager, size=NARROWEST)
    assert overflow(page) <= 0
    page = show(PAGE)
    assert faults_in_every_guise(page) == []
    page.get_by_label("Beslutad av").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Södra nämnden")
    page.get_by_label("Beslutsdag").fill("2026-01-22")
    page.get_by_label("Paragraf").focus()
    page.keyboard.type("§ 14")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Beslutad 22 januari 2026").first).to_be_visible()
