# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word and LibreOffice files that Ledtråd wrote: unedited the same plan, edited what was edited."""

from __future__ import annotations

import base64
import copy
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from plandoc.manuscript.carry import BROKEN
from plandoc.model import Activity, PlanDocument, Role, plain
from plandoc.readers import read, read_file
from plandoc.readers.carried import NAMESPACE
from plandoc.recognition import recognise
from plandoc.writers import docx
from tests.plandoc.readers.office import zipped
from tests.plandoc.realistic import plan
from tests.plandoc.same import content
from tests.plandoc.strategies import documents

DOCUMENTS = Path(__file__).parents[2] / "documents"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
Body = Any


@cache
def original() -> PlanDocument:
    return recognise(read_file(DOCUMENTS / "stockholm_ils" / "plan.docx")).document


@cache
def written() -> bytes:
    return docx.write(original(), pages={})


def with_parts(change: Callable[[dict[str, bytes]], None], data: bytes | None = None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data or written())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    return zipped(parts)


def edited(edit: Callable[[Body], None]) -> PlanDocument:
    """The plan that is read after somebody has done something to the Word file."""

    def change(parts: dict[str, bytes]) -> None:
        root = etree.fromstring(parts[MAIN])
        edit(root[0])
        parts[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return carried(with_parts(change))


def carried(data: bytes) -> PlanDocument:
    found = read(data, "plan.docx")
    assert found.carried is not None, found.notes
    return found.carried.document


def said(element: Body) -> str:
    return "".join(str(text.text) for text in element.iter(W + "t"))


def paragraph(body: Body, words: str) -> Body:
    """The paragraph below the contents that says just this."""
    return next(
        each
        for each in body.iter(W + "p")
        if said(each).endswith(words) and each.getparent().tag != f"{W}sdtContent"
    )


def rewrite(element: Body, words: str) -> None:
    """New words in the last run, as somebody types them."""
    texts = list(element.iter(W + "t"))
    texts[-1].text = words


def row_of(body: Body, words: str) -> Body:
    return next(each for each in body.iter(W + "tr") if words in said(each))


# -- unedited


@given(st.integers(0, 10**9).map(plan) | documents())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_file_that_nobody_has_edited_is_the_same_plan(document: PlanDocument) -> None:
    assert content(carried(docx.write(document, pages={}))) == content(document)


@pytest.mark.parametrize("name", ["plan.odt", "plan_resaved.docx"])
def test_libreoffice_keeps_everything(name: str) -> None:
    """Both files are what LibreOffice 7.4 made of `written()` with the plan of stockholm_ils."""
    found = read_file(DOCUMENTS / "written" / name)
    assert found.carried is not None, found.notes
    assert content(found.carried.document) == content(original())


@pytest.mark.parametrize("name", ["own.docx", "plan.odt"])
def test_the_document_is_of_the_file_and_every_word_of_it_is_accounted_for(name: str) -> None:
    data = written() if name == "own.docx" else (DOCUMENTS / "written" / name).read_bytes()
    source = read(data, name)
    assert source.carried is not None
    claimed = {span for span, *_ in source.carried.claims}
    words = [span.text.strip() for span in source.spans() if span.id not in claimed]
    document = source.carried.document
    assert document.source is not None
    assert (document.source.name, document.source.sha256) == (name, source.sha256)
    ignored = [entry.text for entry in (*source.furniture, *document.ignored)]
    assert "Aktiviteter" in words
    assert not set(filter(None, words)) - set(ignored)


@pytest.mark.parametrize("breaking", ["row", "cells", "section", "text"])
def test_a_writer_that_loses_something_is_caught(breaking: str) -> None:
    """The print is the truth: nothing comes back from the data beside it."""

    def break_it(body: Body) -> None:
        row = row_of(body, "Förvaltningen ska starta")
        if breaking == "row":
            row.getparent().remove(row)
        elif breaking == "cells":
            first, second = (cell.find(f".//{W}t") for cell in row.findall(W + "tc")[1:3])
            first.text, second.text = second.text, first.text
        elif breaking == "section":
            found = paragraph(body, "Reflektionstid varje torsdag")
            found.getparent().remove(found)
        else:
            rewrite(paragraph(body, "Barnen på Björkängen berättar för varandra"), "Barnen")

    assert content(edited(break_it)) != content(original())


# -- edited


def test_a_sign_that_belongs_to_a_value_stays() -> None:
    role = Role("● Köket", "● Köket")
    own = PlanDocument(
        "operational_plan",
        "liten_kommun",
        activities=(Activity("a1", "Läsa", responsible=(role,)),),
    )
    assert content(carried(docx.write(own, pages={}))) == content(own)


def test_a_reworded_title_is_still_the_same_goal() -> None:
    title = "Barnen på Björkängen berättar för varandra"
    before = next(goal for goal in original().goals if goal.title == title)
    found = edited(lambda body: rewrite(paragraph(body, title), "Barnen berättar varje dag"))
    after = next(goal for goal in found.goals if goal.id == before.id)
    assert after.title == "Barnen berättar varje dag"
    assert after.expected_results == tuple(
        type(result)(result.id, result.text, new.place)
        for result, new in zip(before.expected_results, after.expected_results, strict=True)
    )


def test_a_changed_day_is_typed_and_the_rest_is_as_it_was() -> None:
    def edit(body: Body) -> None:
        row = row_of(body, "Packa sagopåsar")
        rewrite(row.findall(W + "tc")[2], "2026-09-30")

    found = edited(edit)
    moved = [
        (old.title, new.due.date if new.due else None)
        for old, new in zip(original().activities, found.activities, strict=True)
        if (old.due and old.due.date) != (new.due and new.due.date)
    ]
    assert moved == [("Packa sagopåsar till alla avdelningar", "2026-09-30")]


def test_a_deleted_row_is_gone_and_a_new_one_is_an_activity() -> None:
    def edit(body: Body) -> None:
        gone = row_of(body, "Packa sagopåsar")
        new = copy.deepcopy(gone)
        for mark in [*new.iter(W + "bookmarkStart"), *new.iter(W + "bookmarkEnd")]:
            mark.getparent().remove(mark)
        rewrite(new.findall(W + "tc")[0], "Läsa högt ute varje fredag")
        rewrite(new.findall(W + "tc")[2], "2026-05-15")
        other = row_of(body, "Ordna en föräldrakväll")
        other.addnext(new)
        gone.getparent().remove(gone)

    found = edited(edit)
    titles = [activity.title for activity in found.activities]
    assert not [title for title in titles if title.startswith("Packa")]
    new = next(each for each in found.activities if each.title == "Läsa högt ute varje fredag")
    beside = next(each for each in found.activities if each.title.startswith("Ordna"))
    assert new.due is not None
    assert new.due.date == "2026-05-15"
    assert new.goals == beside.goals
    assert len(titles) == len(original().activities)


def test_a_new_paragraph_belongs_to_the_text_it_stands_in() -> None:
    def edit(body: Body) -> None:
        above = paragraph(body, "Reflektionstid varje torsdag")
        new = etree.Element(W + "p")
        run = etree.SubElement(new, W + "r")
        etree.SubElement(run, W + "t").text = "Lånade böcker"
        above.addnext(new)

    sections = [plain(s.text) for goal in edited(edit).goals for s in goal.sections]
    assert [text for text in sections if "Lånade böcker" in text] == [
        "Språkombud\nReflektionstid varje torsdag\nLånade böcker\nBiblioteket i Kvarnhuset"
    ]


def test_a_split_paragraph_is_two_of_the_same_text() -> None:
    def edit(body: Body) -> None:
        whole = paragraph(body, "Reflektionstid varje torsdag")
        rest = etree.Element(W + "p")
        run = etree.SubElement(rest, W + "r")
        etree.SubElement(run, W + "t").text = "varje torsdag"
        rest.append(next(whole.iter(W + "bookmarkEnd")))
        rewrite(whole, "Reflektionstid ")
        whole.addnext(rest)

    sections = [plain(s.text) for goal in edited(edit).goals for s in goal.sections]
    assert "Språkombud\nReflektionstid\nvarje torsdag\nBiblioteket i Kvarnhuset" in sections


def test_joined_paragraphs_are_one_and_lose_no_word() -> None:
    """As when somebody deletes the break between two: both bookmarks stand in one paragraph."""
    goal = next(goal for goal in original().goals if len(goal.text) > 1)
    first, second = (block.text for block in goal.text[:2])

    def edit(body: Body) -> None:
        one, two = paragraph(body, first), paragraph(body, second)
        one.extend([child for child in two if child.tag != f"{W}pPr"])
        two.getparent().remove(two)

    after = next(each for each in edited(edit).goals if each.id == goal.id)
    assert [block.text for block in after.text] == [
        first + second,
        *(block.text for block in goal.text[2:]),
    ]


def test_a_title_broken_in_two_paragraphs_is_the_same_goal_of_the_same_level() -> None:
    """Word lets the bookmark reach over both."""
    goal = next(goal for goal in original().goals if goal.title.startswith("Barnen på Björk"))

    def edit(body: Body) -> None:
        one = paragraph(body, goal.title)
        two = copy.deepcopy(one)
        for start in list(two.iter(W + "bookmarkStart")):
            start.getparent().remove(start)
        for end in list(one.iter(W + "bookmarkEnd")):
            end.getparent().remove(end)
        rewrite(one, "Barnen på")
        rewrite(two, "gården")
        one.addnext(two)

    after = edited(edit)
    same = next(each for each in after.goals if each.id == goal.id)
    assert (same.title, same.level, same.level_name, same.parent) == (
        "Barnen på gården", goal.level, goal.level_name, goal.parent,
    )  # fmt: skip
    assert [each.id for each in after.goals] == [each.id for each in original().goals]


def test_a_paragraph_that_lost_its_bookmark_is_still_the_same_value() -> None:
    title = "Barnen på Björkängen berättar för varandra"

    def edit(body: Body) -> None:
        found = paragraph(body, title)
        for mark in [*found.iter(W + "bookmarkStart"), *found.iter(W + "bookmarkEnd")]:
            mark.getparent().remove(mark)
        rewrite(found, "Barnen berättar varje dag")

    before = {goal.id: goal.title for goal in original().goals}
    after = {goal.id: goal.title for goal in edited(edit).goals}
    assert set(after) == set(before)
    assert [after[each] for each in before if before[each] == title] == [
        "Barnen berättar varje dag"
    ]


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    def change(parts: dict[str, bytes]) -> None:
        text = parts[MAIN].decode()
        run = re.search(
            r'<w:r><w:t xml:space="preserve">Reflektionstid varje torsdag</w:t></w:r>', text
        )
        assert run is not None
        tracked = (
            '<w:del w:id="901" w:author="A"><w:r><w:delText>Reflektionstid varje torsdag'
            '</w:delText></w:r></w:del><w:ins w:id="902" w:author="A"><w:r><w:t>'
            "Reflektionstid varje fredag</w:t></w:r></w:ins>"
        )
        parts[MAIN] = text.replace(run[0], tracked).encode()

    found = read(with_parts(change), "plan.docx")
    assert found.notes == ("tracked_changes",)
    assert found.carried is not None
    sections = [plain(s.text) for g in found.carried.document.goals for s in g.sections]
    assert "Språkombud\nReflektionstid varje fredag\nBiblioteket i Kvarnhuset" in sections


# -- hostile


def base(text: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts["customXml/item1.xml"] = (
            f'<plandoc xmlns="urn:ledtrad:plandoc:1">{text}</plandoc>'.encode()
        )
        parts["docProps/custom.xml"] = b"<Properties/>"

    return change


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[[[[[[",
        "[" * 20_000,
        json.dumps({"format": "plandoc/2"}),
        json.dumps({"format": "plandoc/1", "kind": "other", "model": "x", "evil": 1}),
        json.dumps({"format": "plandoc/1", "kind": "other", "model": "x", "goals": 7}),
    ],
)
def test_a_broken_base_means_that_the_file_is_read_as_any_other(text: str) -> None:
    found = read(with_parts(base(text)), "plan.docx")
    assert found.carried is None
    assert found.notes == (BROKEN,)
    assert recognise(found).document.goals


def custom(*values: str) -> bytes:
    made = "".join(
        f'<property name="LEDTRAD_{number}"><v>{value}</v></property>'
        for number, value in enumerate(values, start=1)
    )
    return f"<Properties>{made}</Properties>".encode()


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"not zlib",
        zlib.compress(b"[" * 50_000),
        zlib.compress(b"null"),
        zlib.compress(b'{"skeleton": 1, "outline": 2}'),
        zlib.compress(b'{"skeleton": {}, "outline": {"printed": [["z"]], "labels": []}}'),
        zlib.compress(b" " * (40 * 2**20)),
    ],
)
def test_a_broken_skeleton_means_that_the_file_is_read_as_any_other(packed: bytes) -> None:
    text = base64.b85encode(packed).decode().replace("&", "&amp;").replace("<", "&lt;")

    def change(parts: dict[str, bytes]) -> None:
        parts.pop("customXml/item1.xml")
        parts["docProps/custom.xml"] = custom(text or "?")

    found = read(with_parts(change), "plan.docx")
    assert found.carried is None
    assert found.notes == (BROKEN,)


@pytest.mark.parametrize("broken", [b"<plandoc", b'<!DOCTYPE a [<!ENTITY b "c">]><plandoc>&b;'])
def test_data_beside_the_text_that_are_no_xml_are_no_obstacle(broken: bytes) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["customXml/item1.xml"] = broken + f' xmlns="{NAMESPACE}"'.encode()

    assert read(with_parts(change), "plan.docx").carried is not None  # by its skeleton

    def change_both(parts: dict[str, bytes]) -> None:
        change(parts)
        parts["docProps/custom.xml"] = broken

    found = read(with_parts(change_both), "plan.docx")
    assert found.notes == (BROKEN,)
    assert recognise(found).document.goals


def test_forged_bookmarks_and_endless_ones_do_no_harm() -> None:
    marks = "".join(
        f'<w:bookmarkStart xmlns:w="{W[1:-1]}" w:id="{number}" w:name="_ltc1x9999x1x{number}"/>'
        for number in range(50_000, 50_400)
    )

    def edit(body: Body) -> None:
        first = next(body.iter(W + "p"))
        for mark in etree.fromstring(f"<a>{marks}</a>"):
            first.append(mark)

    assert content(edited(edit)) == content(original())
