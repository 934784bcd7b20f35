# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each thing that must not be among imports, found alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledtrad.documents import integrity
from ledtrad.documents.models import Import, StoredFile
from tests.importing import ronnhamra
from tests.importing.test_accepting import bring

pytestmark = pytest.mark.django_db


def damaged_file() -> None:
    StoredFile.objects.update(data=b"something else")


def orphan() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    StoredFile.objects.create(sha256=empty, size=0, data=b"")


def damaged_document() -> None:
    Import.objects.update(document={"format": "plandoc/9"})


def plan_gone() -> None:
    Import.objects.update(own_plan=0)


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("stored_file_damaged", damaged_file),
        ("stored_file_not_needed", orphan),
        ("import_document_damaged", damaged_document),
        ("import_plan_missing", plan_gone),
    ],
)
def test_each_problem_is_found_alone(code: str, spoil: Callable[[], None]) -> None:
    bring(ronnhamra.BJORK)
    assert integrity.problems() == []
    spoil()
    assert [problem.code for problem in integrity.problems()] == [code]
