# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files printed by a municipality's own steering model come back wherever they are read."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from plandoc.blocks import Carried
from plandoc.codec import plain_value
from plandoc.manuscript.carry import BROKEN
from plandoc.model import PlanDocument
from plandoc.readers import read, read_file
from plandoc.recognition import recognise
from plandoc.steering import SteeringModel, from_definition, shipped_models
from plandoc.writers import Format, docx, write
from tests.plandoc.readers.office import zipped
from tests.plandoc.realistic import plan
from tests.plandoc.same import content

DOCUMENTS = Path(__file__).parents[2] / "documents"
CASES = [
    ("stockholm_ils", "report_tabs.txt", "stockholm_ils"),
    ("ubara", "plan.docx", "ronnhamra"),
    ("linkoping_malomraden", "follow_up_tabs.txt", "linkoping_malomraden"),
    ("liten_kommun", "plan_tabs.txt", "ronnhamra"),
]


@cache
def own(shipped: str, code: str) -> SteeringModel:
    """The shipped model with other names of levels, sections, columns, statuses and questions."""
    told: dict[str, Any] = json.loads(json.dumps(asdict(shipped_models()[shipped])))
    for level in told["levels"]:
        name = level["name"]
        level |= {"name": f"Stor {name}", "plural": f"Stora {name}", "labels": [name, "Avsikt"]}
    for section in told["sections"]:
        section |= {"name": f"Rubrik {section['name']}", "labels": [section["name"]]}
    for table in told["tables"]:
        for column in table["columns"]:
            column["heads"] = [f"Spalt {head}" for head in column["heads"]]
        table["columns"] = table["columns"][::-1]
    for word in (*told["statuses"], *told["assessments"]):
        word |= {"name": f"Läget: {word['name']}", "labels": []}
    for labelled in (*told["front"], *told["prompts"], *told["documents"]):
        labelled["labels"] = [f"Ord för {label}" for label in labelled["labels"]]
    told |= {"code": code, "closing": told["chapters"][:1]}
    return from_definition(told)


def document(folder: str, name: str, code: str) -> PlanDocument:
    return replace(recognise(read_file(DOCUMENTS / folder / name)).document, model=code)


def carried(data: bytes, name: str) -> Carried:
    found = read(data, name)
    assert found.carried is not None, found.notes
    return found.carried


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def without_data(data: bytes) -> bytes:
    """The Word file without its custom XML, as LibreOffice leaves it."""
    return zipped({n: c for n, c in parts(data).items() if b"urn:ledtrad:plandoc:1" not in c})


@pytest.mark.parametrize(("folder", "name", "code"), CASES)
def test_a_plan_in_a_models_own_words_comes_back(folder: str, name: str, code: str) -> None:
    """Whether the model has the code of a shipped one or a code that nobody else knows."""
    model = own(folder, code)
    plan_read = document(folder, name, code)
    word = docx.write(plan_read, model, pages={})
    for data, file in (
        (word, "plan.docx"),
        (without_data(word), "plan.docx"),
        (write(plan_read, "md", model=model), "plan.md"),
        (write(plan_read, "pdf", model=model), "plan.pdf"),
    ):
        found = carried(data, file)
        assert content(found.document) == content(plan_read), file
        assert found.model == model


def test_libreoffice_keeps_the_model() -> None:
    """What LibreOffice 7.4 made of a Word file of `plan(11)` by `own`, without its fonts."""
    found = carried((DOCUMENTS / "written" / "own.odt").read_bytes(), "own.odt")
    assert content(found.document) == content(replace(plan(11), model="ronnhamra"))
    # The file keeps the words of its own day; the shipped model may have learnt more since then.
    shipped = own("stockholm_ils", "ronnhamra")
    assert found.model is not None
    assert replace(found.model, documents=shipped.documents) == shipped
    for kept, there in zip(found.model.documents, shipped.documents, strict=True):
        assert kept.kind == there.kind
        assert set(kept.labels) <= set(there.labels)


def test_edits_are_read_in_the_models_own_words() -> None:
    """A status of the model's own has its kind, a level's own word makes a goal of the level."""
    model = own("stockholm_ils", "ronnhamra")
    before = document("stockholm_ils", "report_tabs.txt", "ronnhamra")
    text = write(before, "md", model=model).decode()
    text += "\n## Avsikt: Alla vågar fråga\n\nDen som frågar lär sig.\n"
    found = carried(text.encode(), "plan.md").document
    added = next(goal for goal in found.goals if goal.title == "Alla vågar fråga")
    assert (added.level, added.level_name) == (model.levels[0].code, model.levels[0].name)
    shipped = shipped_models()["stockholm_ils"]
    assert added.level_name not in {level.name for level in shipped.levels}


def test_a_shipped_model_stays_out_of_the_text() -> None:
    before = document("stockholm_ils", "plan_tabs.txt", "stockholm_ils")
    assert b"steering" not in write(before, "md")
    assert b"steering" not in write(before, "md", model=shipped_models()["stockholm_ils"])


def _hostile() -> Mapping[str, Any]:
    good = plain_value(own("stockholm_ils", "ronnhamra"))
    level = good["levels"][0]
    return {
        "no model": [1],
        "unknown key": {**good, "run": "rm"},
        "too long": {**good, "title": "a" * 2_000},
        "too many": {**good, "roles": [f"Roll {n}" for n in range(5_000)]},
        "a circle": {**good, "levels": [{**level, "parents": [level["code"]]}]},
        "a wrong type": {**good, "checks": {"max_goals": "ett"}},
        "deep": {**good, "title": [[[[[[[[[[]]]]]]]]]]},
    }


@pytest.mark.parametrize("told", _hostile().values(), ids=_hostile().keys())
def test_a_broken_model_means_that_the_file_is_read_as_any_other(told: object) -> None:
    model = own("stockholm_ils", "ronnhamra")
    before = document("stockholm_ils", "plan_tabs.txt", "ronnhamra")
    forged = json.dumps(told)
    word = parts(docx.write(before, model, pages={}))
    item = next(name for name, data in word.items() if b"<steering>" in data)
    word[item] = re.sub(
        rb"<steering>.*</steering>",
        lambda _: b"<steering>" + forged.encode() + b"</steering>",
        word[item],
    )
    del word["docProps/custom.xml"]
    source = read(zipped(word), "plan.docx")
    assert (source.carried, source.notes) == (None, (BROKEN,))
    assert source.blocks

    lines = write(before, "md", model=model).decode().split("\n")
    kept = [line for line in lines if not line.startswith("steering.")]
    at = kept.index("<!-- ledtrad") + 1
    said = told.items() if isinstance(told, dict) else [("x", told)]
    forgery = [f"steering.{name} {json.dumps(value)}" for name, value in said]
    source = read("\n".join([*kept[:at], *forgery, *kept[at:]]).encode(), "plan.md")
    assert (source.carried, source.notes) == (None, (BROKEN,))


def test_a_broken_model_in_a_pdf_means_that_the_pages_are_read() -> None:
    kind: Format = "pdf"
    data = write(document("stockholm_ils", "plan_tabs.txt", "stockholm_ils"), kind)
    with pikepdf.Pdf.open(io.BytesIO(data)) as changed:
        changed.attachments["steering-model.json"] = pikepdf.AttachedFileSpec(
            changed,
            b'{"code": 1}',
            description="",
            filename="steering-model.json",
            mime_type="application/json",
            creation_date="",
            mod_date="",
        )
        out = io.BytesIO()
        changed.save(out)
    source = read(out.getvalue(), "plan.pdf")
    assert (source.carried, source.notes) == (None, (BROKEN,))
    assert source.blocks
