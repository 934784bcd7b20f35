# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Broken and hostile files dropped in the browser: a sentence, or what there was to review."""

from __future__ import annotations

import time
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings as project
from django.test import Client

from ledtrad.documents.models import Import, StoredFile
from ledtrad.organisation.models import Unit
from ledtrad.plans.models import Goal, Plan
from tests.importing import hostile
from tests.web.imports.page import bring, file, shown, url, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jobs_at_once")]


def stored() -> set[Path]:
    return {path for path in project.DATA_DIR.rglob("*") if path.is_file()}


def nothing_is_planned() -> bool:
    models = (Goal, Plan, Unit)
    return not any(model.objects.get_queryset().exists() for model in models)


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_a_refused_file_is_told_of_in_a_sentence_and_not_kept(name: str, client: Client) -> None:
    before = stored()
    began = time.process_time()
    answer = client.post("/las-in/", {"files": file(hostile.content(name), name)}, follow=True)
    assert time.process_time() - began < 10
    page = words(unescape(answer.content.decode()))
    assert answer.status_code == 200
    assert hostile.REFUSED[name][1] in page
    assert "Inget har lästs in" in page
    assert nothing_is_planned()
    assert not StoredFile.objects.exists()
    assert stored() == before


@pytest.mark.parametrize("name", hostile.READ)
def test_a_strange_file_is_there_to_review_and_changes_nothing(name: str, client: Client) -> None:
    before = stored()
    import_ = bring(client, hostile.content(name), name)
    assert import_.state == Import.State.READ
    raw = client.get(url(import_)).content.decode()
    assert "<script>alert" not in raw
    assert "<img src=x" not in raw
    assert hostile.READ[name][1] in words(unescape(raw)) + unescape(raw)
    assert "att granska" in words(shown(client, "/las-in/"))
    assert nothing_is_planned()
    assert stored() == before
