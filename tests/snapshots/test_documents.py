# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was read comes back: every document of every model, into an empty database and out again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plandoc.diff import compare
from tests.snapshots.bring import DEMO, DOCUMENTS, accept, read_of, written_again
from tests.snapshots.same import content, differing

pytestmark = pytest.mark.django_db

# One file of each layout: how a file is read is tested elsewhere.
FILES = [
    *(DOCUMENTS / "stockholm_ils" / name for name in ("plan.docx", "report.docx")),
    *(DOCUMENTS / "ubara" / name for name in ("plan.docx", "goals.docx")),
    DOCUMENTS / "linkoping_malomraden" / "follow_up.docx",
    DOCUMENTS / "liten_kommun" / "plan.docx",
    DEMO / "verksamhetsplan-2026-abacken.docx",
    DEMO / "kompetensforsorjningsplan-2026-2028.docx",
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_was_read_comes_back(file: Path) -> None:
    import_ = accept(file.read_bytes(), file.name)
    read, written = content(read_of(import_)), content(written_again(import_))

    # Placing the document in the organisation may say whose it is where the document does not.
    for name in ("board", "municipality"):
        if read.get(name) is None:
            written.pop(name, None)

    assert len(read) > 3
    assert differing(read, written) == []
    document = read_of(import_)
    placed = replace(
        written_again(import_), board=document.board, municipality=document.municipality
    )
    assert compare(document, placed).changes == ()


def test_what_differs_is_seen() -> None:
    import_ = accept((DOCUMENTS / "liten_kommun" / "plan.docx").read_bytes(), "plan.docx")
    read, written = content(read_of(import_)), content(written_again(import_))
    written["goals"][1]["title"] += " igen"
    del written["activities"][0]

    assert [line.split(":")[0] for line in sorted(differing(read, written))] == [
        ".activities",
        ".goals[1].title",
    ]
