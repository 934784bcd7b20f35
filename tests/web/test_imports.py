# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Läs in: who may, what is shown before and after, and what is never done unasked."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from ledtrad.documents import actions
from ledtrad.documents.models import Import, StoredFile
from ledtrad.jobs.models import Job
from ledtrad.organisation import actions as organisation
from ledtrad.organisation.models import User
from ledtrad.plans.models import Goal
from tests.importing import ronnhamra
from tests.web.conftest import PASSWORD, Municipality

pytestmark = pytest.mark.usefixtures("cache_table")

GUESSED = ronnhamra.unit_plan("Björkdungens förskolor", "Alla berättar", board=None)


@pytest.fixture(autouse=True)
def jobs_at_once(settings: Settings) -> None:
    """Files are read while the request waits, so that a test sees what became of them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody who may read in everything, in an empty database."""
    by = organisation.command_line_user()
    user = organisation.create_user(
        "admin@ronnhamra.example", name="Administratör", password=PASSWORD, acting_user=by
    )
    organisation.grant_role(user, role="administrator", unit=None, acting_user=by)
    return user


def browser_of(user: User) -> Client:
    """A browser of somebody's own, logged in."""
    browser = Client()
    browser.force_login(user, backend=project.AUTHENTICATION_BACKENDS[0])
    return browser


@pytest.fixture
def client(administrator: User) -> Client:
    """The administrator's browser."""
    return browser_of(administrator)


def file(data: bytes = ronnhamra.BJORK, name: str = "plan.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def bring(client: Client, data: bytes = ronnhamra.BJORK, name: str = "plan.txt") -> Import:
    """Upload a file and give the import that it became."""
    answer = client.post("/las-in/", {"files": file(data, name)})
    assert answer.status_code == 302
    return Import.objects.order_by("-pk")[0]


def url(import_: Import, rest: str = "") -> str:
    return f"/las-in/{import_.public_code}/{rest}"


def shown(client: Client, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200, answer
    return unescape(answer.content.decode())


def words(html: str) -> str:
    """What a person reads of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def accept(client: Client, import_: Import) -> str:
    """Press the button that takes the import in, as the page has it; give the page after."""
    review = shown(client, url(import_))
    revision = re.search(r'name="revision" value="(\d+)"', review)
    assert revision is not None
    answer = client.post(url(import_, "ta-in/"), {"revision": revision[1]}, follow=True)
    return words(unescape(answer.content.decode()))


# Who may.


def test_readers_are_refused_and_importers_let_in(
    municipality: Municipality, administrator: User
) -> None:
    import_ = actions.read_import(ronnhamra.BJORK, "plan.txt", acting_user=administrator)
    paths = ["/las-in/", url(import_), url(import_, "skillnader/"), url(import_, "del/g1/")]
    posts = ["/las-in/", *(url(import_, each) for each in (
        "plats/", "gissning/", "ta-tillbaka/", "ta-in/", "kasta/", "angra/", "las-igen/",
        "del/g1/",
    ))]  # fmt: skip
    for person, status in ((municipality.manager, 403), (municipality.outsider, 403)):
        client = browser_of(person)
        assert [client.get(path).status_code for path in paths] == [status] * len(paths)
        assert [client.post(path).status_code for path in posts] == [status] * len(posts)
    assert Import.objects.get().state == Import.State.READ
    assert Import.objects.get().revision == import_.revision

    client = browser_of(municipality.controller)
    assert [client.get(path).status_code for path in paths] == [200] * len(paths)


def test_the_refused_are_told_who_may(municipality: Municipality) -> None:
    answer = browser_of(municipality.manager).get("/las-in/")
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


# Bringing files.


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


# Looking through.


def test_the_source_and_the_result_lead_to_each_other(client: Client) -> None:
    import_ = bring(client)
    page = shown(client, url(import_))
    numbers = re.findall(r'id="k(\d+)"', page)
    assert len(numbers) > 10
    for number in numbers:
        assert page.count(f'id="d{number}"') == 1
        assert f'href="#k{number}"' in page
        assert f'href="#d{number}"' in page
    assert len(set(re.findall(r' id="([^"]+)"', page))) == len(re.findall(r' id="([^"]+)"', page))


def test_every_word_of_the_source_is_shown_on_some_page(client: Client) -> None:
    prose = "".join(f"\n\nStycke {number} om lek och {'ord ' * 60}." for number in range(120))
    data = ronnhamra.unit_plan("Björkdungens förskolor", "Alla läser", shared=ronnhamra.BOARD)
    import_ = bring(client, data + prose.encode())
    pages = [shown(client, url(import_), sida=str(number)) for number in range(1, 12)]
    every = " ".join(words(page) for page in pages)
    for number in range(120):
        assert f"Stycke {number} om lek" in every
    assert max(map(len, pages)) < 100_000


def test_guesses_come_first_and_are_answered_with_a_free_name(client: Client) -> None:
    import_ = bring(client, GUESSED, "gissa.txt")
    page = shown(client, url(import_))
    assert "board" in import_.placement["guesses"]
    assert page.index("Nämnd: ") < page.index("Inget blev över") < page.index('id="igenkant"')

    client.post(url(import_, "plats/"), {"board_other": "Nämnden för barn", "sida": "1"})

    placed = Import.objects.get().placement
    assert placed["board"]["name"] == "Nämnden för barn"
    assert "board" not in placed["guesses"]
    assert "Nämnden för barn" in shown(client, url(import_))
    accept(client, Import.objects.get())
    assert Goal.objects.filter(plan__unit__name="Nämnden för barn").exists()


def test_a_period_that_is_none_changes_nothing(client: Client) -> None:
    import_ = bring(client)
    page = client.post(url(import_, "plats/"), {"period_other": "i vår"}, follow=True)
    assert "Skriv perioden som ett år" in unescape(page.content.decode())
    assert Import.objects.get().given == import_.given


def test_a_guess_about_many_parts_is_one_question(client: Client) -> None:
    rows = "".join(f"Andel nöjda i grupp {number}\t{80 + number} %\tÅr\n" for number in range(9))
    council = f"{ronnhamra.COUNCIL}{rows}"
    import_ = bring(client, ronnhamra.unit_plan("Eken", "Alla läser", council=council))
    document: dict[str, Any] = import_.document or {}
    guesses = [*document["guesses"], *lone_targets(import_)]
    Import.objects.update(document=document | {"guesses": guesses})
    page = shown(client, url(import_))
    key = re.search(r'name="key" value="(target:[^"]+)"', page)
    assert key is not None
    assert page.count("Spara för alla") == 1

    client.post(url(import_, "gissning/"), {"key": key[1], "value": "unit", "sida": "1"})

    import_ = Import.objects.get()
    document = actions.corrected_document(import_).document
    settled = {each["id"] for each in lone_targets_elements(import_)}
    assert not [each for each in document.guesses if each.field == "target"]
    assert {
        target.set_by
        for indicator in document.indicators
        if indicator.id in settled
        for target in indicator.targets
    } == {"unit"}


def lone_targets_elements(import_: Import) -> list[dict[str, Any]]:
    document: dict[str, Any] = import_.document or {}
    return [each for each in document["indicators"] if each.get("targets")]


def lone_targets(import_: Import) -> list[dict[str, Any]]:
    """A guess about every indicator that has a target: whose target it is."""
    return [
        {
            "element": each["id"], "field": "target", "chosen": "council", "why": "lone_target",
            "alternatives": ["unit"],
        }
        for each in lone_targets_elements(import_)
    ]  # fmt: skip


def test_a_correction_is_kept_listed_and_taken_back(client: Client) -> None:
    import_ = bring(client)
    goal = unit_goal(import_)
    form = shown(client, url(import_, f"del/{goal}/"))
    assert "Björkdungens barn berättar egna sagor" in form

    client.post(
        url(import_, f"del/{goal}/"),
        {
            "title": "Barnen berättar sagor",
            "shape": "goal:unit_goal",
            "goal": parent(import_, goal),
        },
    )

    import_ = Import.objects.get()
    assert [each["action"] for each in import_.corrections] == ["retitle"]
    page = shown(client, url(import_))
    assert "Barnen berättar sagor" in page
    assert "En ändring är gjord" in page
    client.post(url(import_, "ta-tillbaka/"), {"correction": import_.corrections[0]["id"]})
    assert Import.objects.get().corrections == []
    assert "Barnen berättar sagor" not in shown(client, url(import_))


def unit_goal(import_: Import) -> str:
    document: dict[str, Any] = import_.document or {}
    return str(next(each["id"] for each in document["goals"] if each["level"] == "unit_goal"))


def parent(import_: Import, goal: str) -> str:
    document: dict[str, Any] = import_.document or {}
    return next(each.get("parent") or "" for each in document["goals"] if each["id"] == goal)


def test_kind_level_and_parent_are_changed_in_the_same_form(client: Client) -> None:
    import_ = bring(client)
    goal = unit_goal(import_)
    board = parent(import_, goal)
    form = url(import_, f"del/{goal}/")

    client.post(form, {"shape": "goal:board_goal", "goal": board})
    client.post(form, {"shape": "goal:board_goal", "goal": ""})
    client.post(form, {"shape": "activity", "goal": board})

    import_ = Import.objects.get()
    assert [each["action"] for each in import_.corrections] == ["relevel", "reparent", "convert"]
    document = actions.corrected_document(import_).document
    (activity,) = [each for each in document.activities if each.id == goal]
    assert activity.goals == (board,)
    assert activity.title == "Björkdungens barn berättar egna sagor"


def test_a_part_is_dropped_and_placed_again(client: Client) -> None:
    import_ = bring(client)
    goal = unit_goal(import_)
    board = parent(import_, goal)

    client.post(url(import_, f"del/{goal}/"), {"shape": "leftover"})
    page = words(shown(client, url(import_)))
    assert "En rad blev över" in page
    client.post(url(import_, f"del/{goal}/"), {"shape": "section:working_method", "goal": board})

    document = actions.corrected_document(Import.objects.get()).document
    (above,) = [each for each in document.goals if each.id == board]
    assert "working_method" in [section.type for section in above.sections]
    assert not document.leftovers


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"shape": "expected_result", "goal": ""}, "Välj vilket mål"),
        ({"shape": "expected_result", "goal": "g999"}, "Välj vilket mål"),
        ({"shape": "goal:påhittat", "goal": ""}, "gick inte att förstå"),
        ({"shape": "något annat"}, "gick inte att förstå"),
        ({}, "Inget var annorlunda"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused_in_words(
    sent: dict[str, str], says: str, client: Client
) -> None:
    import_ = bring(client)
    goal = unit_goal(import_)
    kept = {"goal": parent(import_, goal)} if not sent else {}
    answer = client.post(url(import_, f"del/{goal}/"), {**kept, **sent}, follow=True)
    assert says in unescape(answer.content.decode())
    assert Import.objects.get().corrections == []


def test_nothing_of_the_plans_changes_before_accepting(client: Client) -> None:
    import_ = bring(client)
    shown(client, url(import_))
    shown(client, url(import_, "skillnader/"))
    assert not Goal.objects.exists()


def test_consequences_are_told_in_words(client: Client) -> None:
    accept(client, bring(client))
    other = ronnhamra.BOARD.replace("2026-06-30", "2026-08-31")
    import_ = bring(client, ronnhamra.unit_plan("Granåsens förskolor", "Läsa ihop", shared=other))

    fragment = client.get(
        url(import_, "skillnader/"), headers={"HX-Request": "true", "HX-Target": "skillnader"}
    ).content.decode()
    page = words(shown(client, url(import_)))

    assert "2026-06-30" in fragment
    assert "2026-08-31" in fragment
    assert "1 skillnad behåller det som finns" in words(fragment)
    assert "1 skillnad behåller det som finns" in page
    assert "Finns redan, kopplas" in page
    assert Import.objects.get(pk=import_.pk).state == Import.State.READ


def test_another_steering_model_reads_the_file_again(client: Client) -> None:
    import_ = bring(client)
    client.post(url(import_, "las-igen/"), {"model": "liten_kommun"})
    assert Import.objects.get().steering_code == "liten_kommun"
    assert "Ta in" in shown(client, url(import_))


# Taking in.


def test_from_file_to_thread_and_back(client: Client) -> None:
    import_ = bring(client)
    page = accept(client, import_)

    assert "Björkdungens förskolor är inläst" in page
    assert "4 mål" in page
    assert "Ångra hela intaget" in page
    assert Goal.objects.count() == 4
    assert "4 mål" in words(shown(client, "/las-in/"))

    after = client.post(url(import_, "angra/"), follow=True)
    assert "Hela intaget är ångrat" in unescape(after.content.decode())
    assert not Goal.objects.exists()


def test_what_builds_upon_it_stands_in_the_way_in_words(client: Client) -> None:
    first = bring(client)
    accept(client, first)
    accept(client, bring(client, ronnhamra.GRAN, "gran.txt"))

    assert "gran.txt" in words(shown(client, url(first)))
    answer = client.post(url(first, "angra/"), follow=True)

    assert "Intaget kan inte ångras. Inget ändrades." in unescape(answer.content.decode())
    assert Import.objects.get(pk=first.pk).state == Import.State.ACCEPTED


def test_the_same_file_again_is_told_and_adds_nothing(client: Client) -> None:
    accept(client, bring(client))
    before = Goal.objects.count()
    again = bring(client, name="kopia.txt")
    page = words(shown(client, url(again)))
    assert "Samma fil är redan inläst" in page
    assert "Ta in" not in page
    client.post(url(again, "ta-in/"), {"revision": str(again.revision)})
    assert Import.objects.get(pk=again.pk).state == Import.State.READ
    assert Goal.objects.count() == before


def test_what_somebody_changed_meanwhile_is_not_taken_in_unseen(client: Client) -> None:
    import_ = bring(client)
    goal = unit_goal(import_)
    seen = import_.revision
    client.post(url(import_, f"del/{goal}/"), {"shape": "leftover"})

    answer = client.post(url(import_, "ta-in/"), {"revision": str(seen)}, follow=True)

    assert "Någon har ändrat intaget" in unescape(answer.content.decode())
    assert Import.objects.get().state == Import.State.READ


def test_what_is_thrown_away_keeps_no_file(client: Client) -> None:
    import_ = bring(client)
    answer = client.post(url(import_, "kasta/"), follow=True)
    assert "plan.txt är kastad" in unescape(answer.content.decode())
    assert not StoredFile.objects.exists()
    assert "kastades" in words(shown(client, url(import_)))
    again = client.post(url(import_, "ta-in/"), {"revision": "1"}, follow=True)
    assert again.status_code == 200
    assert not Goal.objects.exists()


# What it costs.


def long_plan(goals: int) -> bytes:
    many = "".join(
        f"\nEnhetsmål:\n\nMål nummer {number} som handlar om lek\n\nFörväntat resultat\n\n"
        f"Resultat {number} syns i leken.\n\nArbetssätt\n\nVi leker {number} gånger.\n"
        for number in range(goals)
    )
    return ronnhamra.unit_plan(
        "Björkdungens förskolor", "Leken är fri", shared=ronnhamra.BOARD + many
    )


def test_the_review_costs_the_same_whatever_the_document(client: Client) -> None:
    figures = []
    for goals in (1, 150):
        import_ = bring(client, long_plan(goals), f"{goals}.txt")
        client.get(url(import_))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url(import_, "?sida=1"))
        figures.append((len(queries), len(page.content)))
    (few, small), (many, large) = figures
    # 1. session 2. user 3-4. may import, twice 5. import 6. job 7. latest change
    # 8. cached consequences 9. names of units 10. first place of the session, if any
    assert few == many <= 12, [query["sql"][:90] for query in queries]
    assert large < 4 * small + 40_000


def test_the_list_costs_the_same_however_long_it_is(client: Client) -> None:
    counts = []
    for total in (1, 6):
        while Import.objects.count() < total:
            bring(client, long_plan(Import.objects.count()), "plan.txt")
        with CaptureQueriesContext(connection) as queries:
            client.get("/las-in/")
        counts.append(len(queries))
    # 1. session 2. user 3-4. may import, twice 5. count 6. imports 7. jobs
    assert counts[0] == counts[1] <= 8, counts


def test_a_part_and_a_result_cost_the_same_whatever_the_document(client: Client) -> None:
    counts = []
    for goals in (1, 60):
        import_ = bring(client, long_plan(goals), f"{goals}.txt")
        with CaptureQueriesContext(connection) as of_part:
            client.get(url(import_, f"del/{unit_goal(import_)}/"))
        accept(client, import_)
        with CaptureQueriesContext(connection) as of_result:
            client.get(url(import_))
        counts.append((len(of_part), len(of_result)))
        client.post(url(import_, "angra/"))
    # A part: 1. session 2. user 3-4. may import 5. import. A result asks what builds upon it,
    # once for each kind of row and each kind that can refer to it.
    assert counts[0] == counts[1]
    assert counts[0][0] <= 6
    assert counts[0][1] <= 140


def test_progress_is_not_shown_to_others(
    client: Client, municipality: Municipality, settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    import_ = bring(client)
    Job.objects.update(state="running", progress=1, total=2, message="Reading the file")
    other = browser_of(municipality.controller)
    assert "50 procent" in shown(client, url(import_))
    assert "50 procent" not in shown(other, url(import_))
