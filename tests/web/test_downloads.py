# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ladda ner: for members, with the right headers; large files by jobs, for who asked for them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries, Settings

from ledtrad.documents import writing
from ledtrad.documents.models import Version, WordTemplate, WrittenFile
from ledtrad.documents.rules import FILES_OF_ONE
from ledtrad.documents.snapshot import snapshot
from ledtrad.jobs import worker
from ledtrad.jobs.actions import run_job
from ledtrad.jobs.models import Job
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import Plan
from plandoc.codec import loads
from tests import factories
from tests.importing import ronnhamra
from tests.snapshots.bring import DOCUMENTS, accept, plan_of
from tests.web.conftest import NARROW, overflow

LogIn = Callable[[User], Client]
Show = Callable[..., Page]
PLAN = "/bjorkdungens-forskolor/2026/plan/"
WORD = f"{PLAN}verksamhetsplan-2026/"
BOARD = "/norra-larandenamnden/2026/plan/verksamhetsplan-2026/"
JSON = f"{WORD}ladda-ner/json/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    found = plan_of(accept(ronnhamra.BJORK, "björk.txt"))
    accept(ronnhamra.GRAN, "gran.txt")
    return found


@pytest.fixture
def reader(plan: Plan) -> User:
    """Somebody of another unit."""
    return factories.a_user("reader", unit=Unit.objects.get(name="Granåsens förskolor"))


def test_a_plan_is_downloaded_by_members_and_nobody_else(
    plan: Plan, reader: User, client: Client, client_of: LogIn
) -> None:
    assert client.get(JSON).status_code == 302
    assert client_of(factories.a_user()).get(JSON).status_code == 404
    answer = client_of(reader).get(JSON)

    assert answer.status_code == 200
    assert loads(answer.content) == snapshot(plan)
    assert answer["Content-Type"] == "application/json"
    name = quote("Verksamhetsplan 2026 Björkdungens förskolor.json")
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    assert Version.objects.of_plan(plan).get().author == reader


@pytest.mark.parametrize(
    ("file_format", "media_type", "begins"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("pdf", "application/pdf", b"%PDF-"),
        ("html", "text/html; charset=utf-8", b"<!"),
        ("md", "text/markdown; charset=utf-8", b""),
    ],
)
def test_each_format_is_what_it_says(
    plan: Plan, reader: User, client_of: LogIn, file_format: str, media_type: str, begins: bytes
) -> None:
    answer = client_of(reader).get(f"{WORD}ladda-ner/{file_format}/")

    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"].endswith(f".{file_format}")
    assert answer.content[:200].lstrip().lower().startswith(begins.lower())
    assert len(answer.content) > 500


@pytest.mark.parametrize(
    "path",
    [
        f"{WORD}ladda-ner/exe/",
        f"{JSON}?omgang=2026-ingen",
        f"{PLAN}verksamhetsplan-2031/ladda-ner/json/",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(
    plan: Plan, reader: User, client_of: LogIn, path: str
) -> None:
    assert client_of(reader).get(path).status_code == 404


def test_a_report_is_downloaded_apart(reader: User, client_of: LogIn) -> None:
    file = DOCUMENTS / "stockholm_ils" / "report.docx"
    plan = plan_of(accept(file.read_bytes(), file.name))
    client = client_of(reader)
    page = client.get(f"/{plan.unit.public_code}/2025/plan/").content.decode()

    start = page.index(f"/{plan.unit.public_code}/2025/plan/verksamhetsplan-2025/ladda-ner/json/?")
    path = page[start : page.index('"', start)]
    assert loads(client.get(path).content).kind == "annual_report"


def test_queries_of_a_download(
    plan: Plan, reader: User, client_of: LogIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(reader)
    client.get(PLAN)
    client.get(JSON)
    # 1. session 2. user 3. the unit and those near it 4. the unit's plans
    # 5–26. the plan, whatever its size 27. is the version kept? 28–30. say that it was used
    with django_assert_num_queries(30):
        client.get(JSON)
    for name in ("Ekens skola", "Lindgårdens förskola"):
        accept(ronnhamra.unit_plan(name, f"Vi räknar på {name}"), f"{name}.txt")
    with django_assert_num_queries(30):
        client.get(JSON)


def order(client: Client) -> str:
    """Ask for the whole board's plan; gives the address of its page."""
    answer = client.post(f"{BOARD}skriv/", {"hela": "1", "format": "json"})
    assert answer.status_code == 302
    return str(answer["Location"])


def work() -> Job:
    """Run the job that waits, as a worker does."""
    job = Job.objects.get(state="queued")
    run_job.call(job.pk)
    job.refresh_from_db()
    return job


def test_a_whole_board_is_written_by_a_job_for_who_asked(
    plan: Plan, reader: User, client_of: LogIn
) -> None:
    address = order(client_of(reader))
    assert "Du kan lämna sidan" in client_of(reader).get(address).content.decode()

    job = work()
    assert job.state == "done", job.error
    ready = client_of(reader).get(address).content.decode()
    fetch = f"/filer/{job.result['file']}/hamta/"
    assert fetch in ready
    assert "Verksamhetsplan 2026 Norra lärandenämnden med enheter.json" in ready

    other = factories.a_user("controller", unit=Unit.objects.get(kind="municipality"))
    client = client_of(other)
    assert client.get(address).status_code == 404
    assert client.get(fetch).status_code == 404
    assert client_of(factories.an_administrator()).get(fetch).status_code == 200
    answer = client_of(reader).get(fetch)
    assert len(loads(answer.content).goals) == 5
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_gone_when_its_person_has_left_or_it_is_old(
    plan: Plan, reader: User, client_of: LogIn
) -> None:
    order(client_of(reader))
    work()
    file = WrittenFile.objects.get()
    fetch = f"/filer/{file.public_code}/hamta/"
    client = client_of(reader)
    assert client.get(fetch).status_code == 200

    WrittenFile.objects.update(created_at="2020-01-01T00:00:00Z")
    assert client.get(fetch).status_code == 404
    assert "sparas inte längre" in client.get("/filer/").content.decode()
    WrittenFile.objects.update(created_at=file.created_at)
    reader.memberships.all().delete()
    assert client.get(fetch).status_code == 404


def test_a_job_reads_what_its_person_may_still_read(
    plan: Plan, reader: User, client_of: LogIn
) -> None:
    order(client_of(reader))
    reader.memberships.all().delete()
    job = work()

    assert job.state == "failed"
    assert "Planen finns inte längre" in job.error
    assert WrittenFile.objects.count() == 0


def test_only_the_newest_files_of_a_person_are_kept(plan: Plan, reader: User) -> None:
    for number in range(FILES_OF_ONE + 2):
        WrittenFile.objects.create(
            author=reader, file_name=f"{number}.md", format="md", size=1, data=b"a"
        )
    board = writing.of_board(Unit.objects.get(kind="board"), 2026)
    writing.write_in_job(board, "json", progress=lambda *a: None, acting_user=reader)

    assert WrittenFile.objects.filter(author=reader).count() == FILES_OF_ONE


def test_a_large_plan_is_asked_for(
    plan: Plan, reader: User, client_of: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LARGE", 3)
    client = client_of(reader)
    page = client.get(JSON)
    assert "Skriv filen" in page.content.decode()
    assert "Content-Disposition" not in page

    answer = client.post(f"{WORD}skriv/", {"format": "json", "omgang": ""})
    work()
    file = WrittenFile.objects.get()
    assert loads(bytes(file.data)) == snapshot(plan)
    assert client.get(answer["Location"]).status_code == 200


def template() -> SimpleUploadedFile:
    data = (DOCUMENTS / "liten_kommun" / "plan.docx").read_bytes()
    return SimpleUploadedFile("kommunens mall.docx", data)


def test_the_word_template_is_the_administrators(
    plan: Plan, reader: User, client_of: LogIn
) -> None:
    refused = client_of(reader).post("/filer/wordmall/", {"template": template()})
    assert (refused.status_code, WordTemplate.objects.count()) == (403, 0)

    client = client_of(factories.an_administrator())
    client.post("/filer/wordmall/", {"template": template()})
    kept = WordTemplate.objects.get()
    assert (kept.unit.kind, kept.file_name) == ("municipality", "kommunens mall.docx")
    assert "kommunens mall.docx" in client.get("/filer/wordmall/").content.decode()

    broken = SimpleUploadedFile("mall.docx", b"PK nothing of the kind")
    page = client.post("/filer/wordmall/", {"template": broken}, follow=True).content.decode()
    assert "mall" in page
    assert WordTemplate.objects.get() == kept

    client.post("/filer/wordmall/", {"ta-bort": "1"})
    assert WordTemplate.objects.count() == 0


def test_of_several_municipalities_the_template_is_of_where_the_person_was(
    plan: Plan, client_of: LogIn
) -> None:
    top = Unit.objects.get(kind="municipality")
    factories.a_unit(name="Aspnäs kommun", kind="municipality")  # before it in the alphabet
    client = client_of(factories.an_administrator())
    client.get(BOARD)
    page = client.get("/filer/wordmall/").content.decode()
    assert f"Wordmall för {top.name}" in page
    assert f'name="kommun" value="{top.public_code}"' in page
    client.get("/aspnas-kommun/2026/")
    client.post("/filer/wordmall/", {"template": template(), "kommun": top.public_code})
    assert WordTemplate.objects.get().unit == top
    unknown = client.post("/filer/wordmall/", {"template": template(), "kommun": "annan"})
    assert unknown.status_code == 403


@pytest.mark.browser
@pytest.mark.usefixtures("transactional_db", "cache_table")
def test_the_menu_by_keyboard_in_every_guise(
    show: Show, faults_in_every_guise: Callable[[Page], list[str]], settings: Settings
) -> None:
    accept(ronnhamra.BJORK, "björk.txt")
    administrator = factories.an_administrator()
    page = show(BOARD, administrator)
    button = page.get_by_role("button", name="Ladda ner", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    menu = page.get_by_role("dialog", name="Ladda ner")
    expect(menu).to_be_visible()
    assert faults_in_every_guise(page) == []
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        menu.get_by_role("link", name="JSON").press("Enter")
    assert download.value.suggested_filename == ("Verksamhetsplan 2026 Norra lärandenämnden.json")
    menu.get_by_role("button", name="JSON med alla enheter").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("med enheter.json")
    assert faults_in_every_guise(page) == []
    worker.run_waiting()
    expect(page.get_by_text("Filen är klar.")).to_be_visible()
    for path in ("/filer/", "/filer/wordmall/"):
        page = show(path, administrator)
        assert faults_in_every_guise(page) == [], path
    for path in (BOARD, "/filer/", "/filer/wordmall/"):
        assert overflow(show(path, administrator, size=NARROW)) == 0, path
