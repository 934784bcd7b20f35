# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word files that Word accepts without a question, and that say everything of the plan."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from plandoc.errors import UnusableTemplate
from plandoc.manuscript.compose import compose
from plandoc.model import PlanDocument, plain
from plandoc.readers import read, read_file
from plandoc.recognition import recognise
from plandoc.writers import docx, pdf
from plandoc.writers.docx.xml import run, softened
from tests.plandoc.readers.office import zipped
from tests.plandoc.realistic import plan
from tests.plandoc.same import content as said_by

DOCUMENTS = Path(__file__).parents[2] / "documents"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# The order that ECMA-376 part 1 prescribes for children, as far as we write them.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs "
    "suppressAutoHyphens spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing sz szCs u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar paperSrc pgBorders cols titlePg "
    "docGrid",
    "style": "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr "
    "tblPr trPr tcPr tblStylePr",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "settings": "zoom embedTrueTypeFonts defaultTabStop autoHyphenation consecutiveHyphenLimit "
    "hyphenationZone characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    "numbering": "abstractNum num",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold "
    "embedItalic embedBoldItalic",
}


@cache
def fixture(name: str) -> PlanDocument:
    return recognise(read_file(DOCUMENTS / name)).document


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def xml(data: bytes, name: str) -> Any:
    return etree.fromstring(parts(data)[name])


def assert_valid(data: bytes, ours: str = "") -> None:
    """What makes Word refuse or repair a file, as far as its rules are written down.

    In a template only the part that is `ours` is looked at closely.
    """
    held = parts(data)
    types = etree.fromstring(held["[Content_Types].xml"])
    defaults = {each.get("Extension") for each in types if each.get("Extension")}
    overrides = {each.get("PartName") for each in types if each.get("PartName")}
    assert overrides <= {f"/{name}" for name in held}
    for name, content in held.items():
        assert f"/{name}" in overrides or name.rpartition(".")[2] in defaults | {"xml"}, name
        if name.endswith((".xml", ".rels")) and ours in name:
            assert_in_order(etree.fromstring(content))
        if name.endswith(".rels"):
            assert_targets_exist(name, content, set(held))
    body = etree.fromstring(held["word/document.xml"])
    starts = list(body.iter(W + "bookmarkStart"))
    names = [str(each.get(W + "name")) for each in starts]
    ids = [str(each.get(W + "id")) for each in starts]
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(str(each.get(W + "id")) for each in body.iter(W + "bookmarkEnd"))
    assert all(re.fullmatch(r"\w{1,40}", name) for name in names)
    assert all(cell[-1].tag == W + "p" for cell in body.iter(W + "tc"))
    related = set(re.findall(rb'Id="([^"]+)"', held["word/_rels/document.xml.rels"]))
    used = {str(each.get(R + "id")).encode() for each in body.iter() if each.get(R + "id")}
    assert used <= related
    for table in body.iter(W + "tbl"):
        assert_rectangular(table)
    known = {style.get(W + "styleId") for style in etree.fromstring(held["word/styles.xml"])}
    for tag in ("pStyle", "rStyle", "tblStyle"):
        assert {each.get(W + "val") for each in body.iter(W + tag)} <= known


def assert_in_order(root: Any) -> None:
    for element in root.iter():
        name = str(element.tag).removeprefix(W)
        if name in ORDER and element.tag.startswith(W):
            order = ORDER[name].split()
            children = [str(child.tag).removeprefix(W) for child in element]
            unknown = set(children) - set(order)
            assert not unknown, (name, unknown)
            at = [order.index(child) for child in children]
            assert at == sorted(at), (name, children)


def assert_targets_exist(name: str, content: bytes, held: set[str]) -> None:
    folder = name.replace("_rels/", "").rpartition("/")[0]
    for relation in etree.fromstring(content):
        if relation.get("TargetMode") != "External":
            target = str(relation.get("Target"))
            full = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            path = re.sub(r"[^/]+/\.\./", "", full).lstrip("/")
            assert path in held, (name, target)


def assert_rectangular(table: Any) -> None:
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for row in table.findall(W + "tr"):
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(W + "tc")]
        assert sum(int(str(span.get(W + "val"))) if span is not None else 1 for span in spans) == (
            columns
        )


@pytest.mark.parametrize("name", ["stockholm_ils/plan.docx", "ubara/plan.docx"])
def test_the_file_keeps_to_the_rules_of_the_format(name: str) -> None:
    assert_valid(docx.write(fixture(name)))


@given(st.integers(0, 10**9))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_plan_makes_a_valid_file_that_says_all_of_it(number: int) -> None:
    document = plan(number)
    data = docx.write(document, pages={})
    assert_valid(data)
    said = words(xml(data, "word/document.xml"))
    for field in compose(document).fields():
        for line in (plain(field.rich) if field.rich else field.text).split("\n"):
            for piece in line.split("\t"):
                assert "".join(piece.split()) in said


def words(body: Any) -> str:
    return "".join("".join(str(text.text or "").split()) for text in body.iter(W + "t"))


def test_nothing_is_asked_and_the_contents_stand_there_with_their_pages() -> None:
    data = docx.write(fixture("stockholm_ils/plan.docx"))
    assert b"updateFields" not in parts(data)["word/settings.xml"]
    body = xml(data, "word/document.xml")
    assert not [each for each in body.iter(W + "fldChar") if each.get(W + "dirty")]
    entries = [
        ("".join(str(t.text) for t in p.iter(W + "t")), p)
        for p in body.iter(W + "p")
        if (style := p.find(f"{W}pPr/{W}pStyle")) is not None
        and str(style.get(W + "val")).startswith("TOC")
        and style.get(W + "val") != "TOCHeading"
    ]
    assert len(entries) > 5
    targets = {str(each.get(W + "name")) for each in body.iter(W + "bookmarkStart")}
    pages = []
    for text, entry in entries:
        number = re.search(r"\d+\Z", text)
        assert number is not None, text
        pages.append(int(number[0]))
        instruction = "".join(str(each.text) for each in entry.iter(W + "instrText"))
        target = re.search(r"PAGEREF (\w+)", instruction)
        assert target is not None
        assert target[1] in targets
    assert pages == sorted(pages)


def test_tables_repeat_their_heads_keep_rows_whole_and_are_told_to_those_who_listen() -> None:
    body = xml(docx.write(fixture("stockholm_ils/plan.docx")), "word/document.xml")
    tables = [
        table
        for table in body.iter(W + "tbl")
        if table.find(f"{W}tblPr/{W}tblStyle").get(W + "val") == "Plantabell"
    ]
    assert tables
    for table in tables:
        rows = table.findall(W + "tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        heads = [each.find(f"{W}pPr/{W}keepNext") for each in rows[0].iter(W + "p")]
        assert heads
        assert None not in heads
        assert table.find(f"{W}tblPr/{W}tblDescription") is not None
        caption = table.getprevious()
        assert caption.find(f"{W}pPr/{W}pStyle").get(W + "val") == "Caption"
        assert caption.find(f"{W}pPr/{W}keepNext") is not None


def test_wide_tables_turn_the_paper_and_nothing_else_does() -> None:
    def orientations(name: str) -> list[str | None]:
        body = xml(docx.write(fixture(name)), "word/document.xml")
        return [size.get(W + "orient") for size in body.iter(W + "pgSz")]

    assert "landscape" in orientations("ubara/plan.docx")
    assert orientations("stockholm_ils/plan.docx") == [None]


def test_the_file_is_swedish_and_says_whose_it_is() -> None:
    document = fixture("stockholm_ils/plan.docx")
    data = docx.write(document)
    core = python_docx.Document(io.BytesIO(data)).core_properties
    assert (core.title, core.author, core.language) == (
        compose(document).title,
        document.unit,
        "sv-SE",
    )
    assert xml(data, "word/styles.xml").find(f".//{W}docDefaults//{W}lang").get(W + "val") == (
        "sv-SE"
    )
    foot = etree.tostring(xml(data, "word/footer1.xml"), encoding="unicode")
    assert "Sida" in foot
    assert " PAGE " in foot
    assert " NUMPAGES " in foot


def test_a_long_name_leaves_room_for_the_page_number() -> None:
    document = fixture("stockholm_ils/plan.docx")
    named = replace(document, title="Verksamhetsplan för " + "Ekdungens förskola och " * 12)
    texts = xml(docx.write(named, pages={}), "word/footer1.xml").iter(W + "t")
    foot = "".join(str(each.text) for each in texts)
    assert "… " not in foot.partition("…")[2]
    assert len(foot) < 140
    assert foot.startswith("Verksamhetsplan för Ekdungens förskola")
    assert foot.endswith("Sida 1 (1)")


def test_the_typefaces_go_with_the_file_and_can_be_unmixed() -> None:
    held = parts(docx.write(fixture("stockholm_ils/plan.docx"), pages={}))
    faces = etree.fromstring(held["word/fontTable.xml"])
    related = etree.fromstring(held["word/_rels/fontTable.xml.rels"])
    files = {each.get("Id"): f"word/{each.get('Target')}" for each in related}
    used = set(re.findall(rb'w:ascii="([^"]+)"', held["word/styles.xml"]))
    assert used == {str(face.get(W + "name")).encode() for face in faces}
    for each in (each for face in faces for each in face if each.get(R + "id")):
        key = bytes.fromhex(str(each.get(W + "fontKey")).strip("{}").replace("-", ""))[::-1]
        mixed = held[files[each.get(R + "id")]]
        head = bytes(a ^ b for a, b in zip(mixed[:32], key * 2, strict=True))
        name = files[each.get(R + "id")].rpartition("/")[2].replace("odttf", "ttf")
        assert head + mixed[32:] == (Path(str(pdf.__file__)).parent / "fonts" / name).read_bytes()


def test_the_same_plan_is_always_the_same_bytes() -> None:
    document = fixture("ubara/plan.docx")
    assert docx.write(document, pages={}) == docx.write(document, pages={})


def test_words_that_no_column_holds_are_broken_where_swedish_allows_it() -> None:
    long = "verksamhetsberättelsekonferens"
    held = run(f"Efter {long}.")
    broken = softened(held, 8_000)
    shown = re.sub(r"<[^>]*>", "", broken.replace("<w:softHyphen/>", "-"))
    assert shown == "Efter verksamhets-berät-tel-sekon-ferens."
    assert re.sub(r"<[^>]*>", "", broken) == f"Efter {long}."
    assert softened(held, 30_000) == held
    assert softened(run("en kort text"), 100) == run("en kort text")


# -- templates


def template(*, kind: str = "document", extra: dict[str, str | bytes] | None = None) -> bytes:
    """A municipality's file: Swedish style names, a head on the page, and an example text."""
    made = python_docx.Document()
    made.sections[0].header.paragraphs[0].text = "RÖNNHAMRA KOMMUN"
    made.sections[0].footer.paragraphs[0].text = "Rådhusgatan 1"
    made.add_paragraph("Skriv din text här")
    heading = made.styles["Heading 1"].element
    heading.set(W + "styleId", "Rubrik1")
    heading.find(W + "name").set(W + "val", "Rubrik 1")
    file = io.BytesIO()
    made.save(file)
    held: dict[str, str | bytes] = dict(parts(file.getvalue()))
    types = held["[Content_Types].xml"]
    assert isinstance(types, bytes)
    held["[Content_Types].xml"] = types.replace(b"document.main+xml", f"{kind}.main+xml".encode())
    return zipped({**held, **(extra or {})})


def texts(data: bytes) -> Iterator[str]:
    for name, content in parts(data).items():
        if name.startswith("word/") and name.endswith(".xml"):
            yield "".join(str(t.text) for t in etree.fromstring(content).iter(W + "t"))


@pytest.mark.parametrize("kind", ["document", "template"])
def test_a_template_gives_styles_headers_and_footers_and_no_text(kind: str) -> None:
    data = docx.write(fixture("stockholm_ils/plan.docx"), template=template(kind=kind), pages={})
    said = " ".join(texts(data))
    assert "RÖNNHAMRA KOMMUN" in said
    assert "Rådhusgatan 1" in said
    assert "Skriv din text här" not in said
    body = xml(data, "word/document.xml")
    styles = {each.get(W + "val") for each in body.iter(W + "pStyle")}
    assert "Rubrik1" in styles
    assert "Heading1" not in styles
    assert body.find(f".//{W}sectPr/{W}headerReference") is not None
    # Added styles follow the template's typeface.
    added = [
        style
        for style in xml(data, "word/styles.xml")
        if style.get(W + "styleId") in {"Etikett", "Tabelltext"}
    ]
    assert len(added) == 2
    assert not [style for style in added if style.find(f"{W}rPr/{W}rFonts") is not None]
    assert_names_and_ids(body)


def shaped(change: Callable[[Any], None]) -> bytes:
    """A template that somebody has changed in Word."""
    made = python_docx.Document(io.BytesIO(template()))
    change(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def numbered_headings(made: Any) -> None:
    """Headings that the template counts, each chapter on a page of its own, in a landscape body."""
    for level in (1, 2, 3):
        name = "Rubrik 1" if level == 1 else f"Heading {level}"
        properties = made.styles[name].element.get_or_add_pPr()
        numbering = properties.get_or_add_numPr()
        numbering.get_or_add_ilvl().val = level - 1
        numbering.get_or_add_numId().val = 1
    made.styles["Rubrik 1"].paragraph_format.page_break_before = True


def test_headings_have_the_numbers_of_the_plan_and_not_of_the_template() -> None:
    data = docx.write(
        fixture("stockholm_ils/plan.docx"), template=shaped(numbered_headings), pages={}
    )
    assert_valid(data, ours="word/document.xml")
    body = xml(data, "word/document.xml")
    headings = [
        each for each in body.iter(W + "p")
        if str(style_of(each)).startswith(("Rubrik", "Heading"))
    ]  # fmt: skip
    assert len(headings) > 5
    for heading in headings:
        if style_of(heading) in {"Rubrik1", "Heading2", "Heading3"}:
            assert heading.find(f"{W}pPr/{W}numPr/{W}numId").get(W + "val") == "0"
    # The small line above a goal begins the page, and does not stay on the one before.
    above = [
        (each, each.getnext()) for each in body.iter(W + "p") if style_of(each) == "Overrubrik"
    ]
    turned = [pair for pair in above if style_of(pair[1]) == "Rubrik1"]
    assert turned
    for kicker, heading in turned:
        assert kicker.find(f"{W}pPr/{W}pageBreakBefore") is not None
        assert heading.find(f"{W}pPr/{W}pageBreakBefore").get(W + "val") == "0"


def style_of(element: Any) -> str | None:
    found = element.find(f"{W}pPr/{W}pStyle") if element is not None else None
    return None if found is None else str(found.get(W + "val"))


@pytest.mark.parametrize("name", ["ubara/plan.docx", "stockholm_ils/plan.docx"])
def test_no_section_ends_with_empty_space_that_could_need_a_page(name: str) -> None:
    body = xml(docx.write(fixture(name), pages={}), "word/document.xml")[0]
    ends = [at for at, each in enumerate(body) if each.find(f"{W}pPr/{W}sectPr") is not None]
    for at in [*ends, len(body) - 2]:
        spacing = body[at].find(f"{W}pPr/{W}spacing")
        if not words(body[at]):
            assert int(spacing.get(W + "line")) <= 20
            assert body[at - 1].tag == W + "tbl" or words(body[at - 1])


def test_lists_in_a_template_with_bullets_of_its_own_keep_their_levels() -> None:
    document = plan(7)
    data = docx.write(document, template=template(), pages={})
    assert said_by(recognise(read(data, "plan.docx")).document) == said_by(document)


def assert_names_and_ids(body: Any) -> None:
    ids = [each.get(W + "id") for each in body.iter(W + "bookmarkStart")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 nothing", "template_not_word"),
        (b"PK\x03\x04 broken", "template_broken"),
        (template(extra={"word/vbaProject.bin": b"x"}), "template_with_macros"),
        (
            template(
                extra={
                    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package'
                    '/2006/relationships"><Relationship Id="a" Target="word/document.xml" '
                    'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/>'
                    "</Relationships>"
                }
            ),
            "template_strict",
        ),
        (
            template(extra={"word/styles.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
            "template_unsafe",
        ),
        (zipped({"word/document.xml": "<a/>"}), "template_broken"),
        (template(extra={"docProps/core.xml": "<a/>"}), "template_broken"),
    ],
)
def test_a_file_that_is_no_template_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnusableTemplate) as failure:
        docx.write(fixture("ubara/plan.docx"), template=data, pages={})
    assert failure.value.code == code


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("docProps/custom.xml", b'pid="2"', b'pid="two"'),
        ("_rels/.rels", b'Target="docProps/custom.xml"', b'Target="x" TargetMode="External"'),
    ],
)
def test_a_template_with_odd_properties_is_used(part: str, old: bytes, new: bytes) -> None:
    held = parts(docx.write(fixture("ubara/plan.docx"), pages={}))
    assert old in held[part]
    odd = zipped({**held, part: held[part].replace(old, new)})
    data = docx.write(fixture("ubara/plan.docx"), template=odd, pages={})
    numbers = [each.get("pid") for each in xml(data, "docProps/custom.xml")]
    assert numbers == [str(number) for number in range(2, len(numbers) + 2)]
    assert read(data, "plan.docx").carried is not None


def test_a_template_cannot_make_word_fetch_or_ask() -> None:
    settings_xml = f'<w:settings xmlns:w="{W[1:-1]}"><w:updateFields w:val="true"/></w:settings>'
    data = docx.write(
        fixture("ubara/plan.docx"),
        template=template(extra={"word/settings.xml": settings_xml}),
        pages={},
    )
    assert b"updateFields" not in parts(data)["word/settings.xml"]
