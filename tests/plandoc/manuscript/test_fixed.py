# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of ours that were changed in a file: told with what they were. Values are not told."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import docx
import pytest

from plandoc.manuscript.fixed import changed_words
from plandoc.model import PlanDocument
from plandoc.readers import read, read_file
from plandoc.recognition import recognise
from plandoc.writers import Format, write

DOCUMENTS = Path(__file__).parents[2] / "documents"
PLANS = ("stockholm_ils/plan.docx", "liten_kommun/plan.docx", "ubara/plan.docx",
         "stockholm_ils/report.docx")  # fmt: skip


@cache
def fixture(name: str) -> PlanDocument:
    return recognise(read_file(DOCUMENTS / name)).document


def back(data: bytes, name: str) -> PlanDocument:
    return recognise(read(data, name)).document


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("kind", ["docx", "md"])
def test_what_nobody_has_touched_is_not_told(name: str, kind: Format) -> None:
    document = fixture(name)
    assert changed_words(document, back(write(document, kind), f"plan.{kind}")) == ()


def test_a_head_a_caption_and_a_small_heading_are_told_and_values_are_not() -> None:
    document = fixture("stockholm_ils/plan.docx")
    file = docx.Document(io.BytesIO(write(document, "docx")))
    heads = [cell for table in file.tables for cell in table.rows[0].cells]
    next(cell for cell in heads if cell.text == "Indikator").paragraphs[0].runs[0].text = "Mått"
    for paragraph in file.paragraphs:
        if paragraph.text == "Förväntat resultat":
            paragraph.runs[0].text = "Det vi vill se"
        if paragraph.text == document.goals[-1].title:
            paragraph.runs[-1].text = "Barnen äter frukt"
    caption = next(each for each in file.paragraphs if each.text == "Aktiviteter")
    caption.runs[0].text = "Insatser"
    stream = io.BytesIO()
    file.save(stream)

    edited = back(stream.getvalue(), "plan.docx")
    told = {(each.printed, each.found) for each in changed_words(document, edited)}
    assert told == {
        ("Indikator", "Mått"), ("Förväntat resultat", "Det vi vill se"),
        ("Aktiviteter", "Insatser"),
    }  # fmt: skip
    assert all(each.place for each in changed_words(document, edited))


def test_a_small_heading_in_markdown_is_told() -> None:
    document = fixture("stockholm_ils/plan.docx")
    text = write(document, "md").decode()
    assert "**Förväntat resultat**" in text
    edited = back(text.replace("**Förväntat resultat**", "**Mot detta**", 1).encode(), "plan.md")
    (only,) = changed_words(document, edited)
    assert only.found == "Mot detta"
