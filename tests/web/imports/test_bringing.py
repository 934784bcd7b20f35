# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may read in, and what becomes of the files that they bring."""

from __future__ import annotations

from html import unescape

import pytest
from django.conf import settings as project
from django.test import Client
from pytest_django import Settings

from ledtrad.documents import actions
from ledtrad.documents.models import Import
from ledtrad.jobs.models import Job
from ledtrad.organisation.models import User
from ledtrad.plans.models import Goal
from tests.importing import ronnhamra
from tests.web.conftest import Municipality
from tests.web.imports.page import (
    accept,
    bring,
    browser_of,
    file,
    shown,
    url,
    words,
)

pytestmark = pytest.mark.usefixtures("cache_table", "jobs_at_once")


def test_readers_are_refused_and_importers_let_in(
    municipality: Municipality, administrator: User
) -> None:
    import_ = actions.read_import(ronnhamra.BJORK, "plan.txt", acting_user=administrator)
    paths = ["/las-in/", url(import_), url(import_, "skillnader/"), url(import_, "del/g1/")]
    posts = ["/las-in/", *(url(import_, each) for each in (
        "plats/", "gissning/", "ta-tillbaka/", "ta-in/", "kasta/", "angra/", "las-igen/",
        "del/g1/",
    ))]  # fmt: skip
    client = browser_of(municipality.outsider)
    assert [client.get(path).status_code for path in paths] == [403] * len(paths)
    assert [client.post(path).status_code for path in posts] == [403] * len(posts)
    # A manager may bring edited copies of plans, and sees no file that others have brought.
    client = browser_of(municipality.manager)
    assert [client.get(path).status_code for path in paths] == [200, *[404] * (len(paths) - 1)]
    assert [client.post(path).status_code for path in posts] == [302, *[404] * (len(posts) - 1)]
    assert Import.objects.get().state == Import.State.READ
    assert Import.objects.get().revision == import_.revision

    client = browser_of(municipality.controller)
    assert [client.get(path).status_code for path in paths] == [200] * len(paths)


def test_the_refused_are_told_who_may(municipality: Municipality) -> None:
    answer = browser_of(municipality.outsider).get("/las-in/")
    assert "administratörer och controllrar" in unescape(answer.content.decode())


def test_a_controller_of_another_board_is_told_before_accepting(municipality: Municipality) -> None:
    """The controller may import into their own board, and this document is another's."""
    client = browser_of(municipality.controller)
    import_ = bring(client)
    assert "Du får inte läsa in planer för den enhet" in words(
        shown(client, url(import_, "skillnader/"))
    )
    assert "Du får inte läsa in planer för den enhet" in accept(client, import_)
    assert not Goal.objects.exists()


def test_nobody_posts_without_the_token(administrator: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator, backend=project.AUTHENTICATION_BACKENDS[0])
    import_ = actions.read_import(ronnhamra.BJORK, "plan.txt", acting_user=administrator)
    assert client.post("/las-in/", {"files": file()}).status_code == 403
    assert client.post(url(import_, "ta-in/"), {"revision": "1"}).status_code == 403
    assert Import.objects.get().state == Import.State.READ


@pytest.mark.parametrize("each", ["ta-in/", "kasta/", "angra/", "plats/", "gissning/"])
def test_a_link_changes_nothing(each: str, client: Client) -> None:
    import_ = bring(client)
    assert client.get(url(import_, each)).status_code == 405


def test_an_unknown_import_is_not_found(client: Client) -> None:
    assert client.get("/las-in/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert client.get("/las-in/1/").status_code == 404


def test_an_empty_page_teaches(client: Client) -> None:
    page = words(shown(client, "/las-in/"))
    assert "Börja med en enhets verksamhetsplan" in page
    assert "högst 50 MB" in page


def test_one_bad_file_stops_no_other(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledtrad.web.imports.MAX_FILE_SIZE", len(ronnhamra.BJORK))
    files = [
        file(b"", "tom.txt"), file(ronnhamra.BJORK + b"\n\n", "stor.txt"),
        file(b"PK\x03\x04", "a.zip"), file(ronnhamra.BJORK, "bra.txt"),
    ]  # fmt: skip

    page = words(unescape(client.post("/las-in/", {"files": files}, follow=True).content.decode()))

    assert {each.file_name: each.state for each in Import.objects.all()} == {
        "tom.txt": "failed", "a.zip": "failed", "bra.txt": "read",
    }  # fmt: skip
    assert "stor.txt: Filen är större än vad som kan läsas" in page
    assert "Filen är tom. Inget har lästs" in page
    assert "bra.txt att granska" in page


def test_no_file_is_told(client: Client) -> None:
    page = words(unescape(client.post("/las-in/", {}, follow=True).content.decode()))
    assert "Ingen fil var vald" in page
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("<script>alert(1)</script>.txt", "script>.txt"),
        ('"><img src=x onerror=alert(1)>.txt', '"><img src=x onerror=alert(1)>.txt'),
        ("../../etc/passwd", "passwd"),
        ("C:\\plan\\år 2026.txt", "år 2026.txt"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("å" * 900 + ".txt", "å" * 196 + ".txt"),
    ],
)
def test_a_hostile_name_is_text(name: str, kept: str, administrator: User, client: Client) -> None:
    import_ = actions.read_import(ronnhamra.BJORK, name, acting_user=administrator)
    assert import_.file_name == kept
    for path in ("/las-in/", url(import_)):
        raw = client.get(path).content.decode()
        assert kept in unescape(raw)
        assert "<img src=x" not in raw
        assert "<script>alert" not in raw


def test_script_in_the_document_is_text(client: Client) -> None:
    evil = "<script>alert('x')</script><img src=x onerror=alert(1)>"
    data = ronnhamra.unit_plan("Björkdungens förskolor", f"Alla läser {evil} varje dag")
    import_ = bring(client, data)
    for path in (url(import_), url(import_, "?visa=trad"), url(import_, "skillnader/")):
        raw = client.get(path).content.decode()
        assert "<script>alert" not in raw
        assert "<img src=x" not in raw
    assert evil in shown(client, url(import_))


def test_reading_goes_on_in_a_job_that_is_shown(client: Client, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    import_ = bring(client)
    assert "Väntar på sin tur" in shown(client, url(import_))
    Job.objects.update(state="running", progress=3, total=4, message="Reading the file")

    page = shown(client, url(import_))
    part = client.get(url(import_), headers={"HX-Request": "true", "HX-Target": "lasning"})
    listed = client.get("/las-in/", headers={"HX-Request": "true", "HX-Target": "inlasningar"})

    assert "75 procent" in page
    assert "75 procent" in unescape(part.content.decode())
    assert "<html" not in part.content.decode()
    assert "75 procent" in unescape(listed.content.decode())
    assert "hx-get" in listed.content.decode()
    actions.read_received(Import.objects.get(), acting_user=import_.author)
    Job.objects.update(state="done", ended_at=import_.created_at)
    done = client.get(url(import_), headers={"HX-Request": "true", "HX-Target": "lasning"})
    assert done.headers["HX-Refresh"] == "true"
    assert "Ta in" in shown(client, url(import_))


def test_a_reading_that_stopped_can_be_tried_again(client: Client, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    import_ = bring(client)
    Job.objects.update(state="failed", error="Programmet stoppades.", ended_at=import_.created_at)
    page = words(shown(client, url(import_)))
    assert "Programmet stoppades." in page
    assert "Försök läsa den igen" in page

    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    client.post(url(import_, "las-igen/"))

    assert Import.objects.get().state == Import.State.READ
