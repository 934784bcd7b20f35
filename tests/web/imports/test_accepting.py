# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking an import in, throwing it away and undoing it; and what the pages cost."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from ledtrad.documents.models import Import, StoredFile
from ledtrad.jobs.models import Job
from ledtrad.plans.models import Goal
from tests.importing import ronnhamra
from tests.web.conftest import Municipality
from tests.web.imports.page import (
    accept,
    bring,
    browser_of,
    long_plan,
    shown,
    unit_goal,
    url,
    words,
)

pytestmark = pytest.mark.usefixtures("cache_table", "jobs_at_once")


def test_from_file_to_thread_and_back(client: Client) -> None:
    import_ = bring(client)
    page = accept(client, import_)

    assert "Björkdungens förskolor är inläst" in page
    assert "4 mål" in page
    assert re.search(r"Granska planen \d+ anmärkning", page)  # examined when it was taken in
    assert "Ångra hela inläsningen" in page
    assert Goal.objects.count() == 4
    assert "4 mål" in words(shown(client, "/las-in/"))

    after = client.post(url(import_, "angra/"), follow=True)
    assert "Hela inläsningen är ångrad" in unescape(after.content.decode())
    assert not Goal.objects.exists()


def test_a_file_is_compared_with_the_plan_that_is_there_or_with_the_one_before(
    client: Client,
) -> None:
    accept(client, bring(client))
    for data in (ronnhamra.BJORK + b"\n", ronnhamra.BJORK.replace(b"2026", b"2027")):
        again = bring(client, data, "ny.txt")
        page = shown(client, url(again, "skillnader/"))
        link = re.search(r'href="([^"]+/jamfor/[^"]+)"', page)
        assert link
        assert "Verksamhetsplan 2026 bredvid ny.txt" in words(shown(client, link[1]))


def test_what_builds_upon_it_stands_in_the_way_in_words(client: Client) -> None:
    first = bring(client)
    accept(client, first)
    accept(client, bring(client, ronnhamra.GRAN, "gran.txt"))

    assert "gran.txt" in words(shown(client, url(first)))
    answer = client.post(url(first, "angra/"), follow=True)

    assert "Inläsningen kan inte ångras. Inget ändrades." in unescape(answer.content.decode())
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

    assert "Någon har ändrat inläsningen" in unescape(answer.content.decode())
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
    # 8. cached consequences 9-13. where it belongs now 14. names of units 15. its own
    assert few == many <= 15, [query["sql"][:90] for query in queries]
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
