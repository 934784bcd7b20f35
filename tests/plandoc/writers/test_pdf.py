# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans as PDF: what a screen reader, an archive and a careful reader find in the file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from pdfua import validate

from plandoc.codec import dumps, loads
from plandoc.manuscript.compose import compose
from plandoc.manuscript.parts import (
    Column,
    Cover,
    Field,
    Grid,
    Heading,
    Manuscript,
    Pairs,
    Prose,
    Row,
)
from plandoc.model import Activity, Goal, Mark, PlanDocument, TextBlock
from plandoc.readers import read, read_file
from plandoc.recognition import recognise
from plandoc.writers import write
from plandoc.writers.pdf import page_numbers, render
from plandoc.writers.pdf.coverage import BOX, printable
from tests.plandoc.realistic import plan
from tests.plandoc.strategies import documents

DOCUMENTS = Path(__file__).parents[2] / "documents"
PLAN = DOCUMENTS / "stockholm_ils" / "plan.docx"
REPORT = DOCUMENTS / "stockholm_ils" / "report.docx"
COMPETENCE = DOCUMENTS / "ubara" / "plan.docx"


@cache
def document(path: Path) -> PlanDocument:
    return recognise(read_file(path)).document


@cache
def printed(path: Path) -> bytes:
    return write(document(path), "pdf")


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """Every structure element's kind and title, in the order that a screen reader reads them."""
    found = []

    def walk(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for each in node:
                walk(each)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append((str(node.S)[1:], str(node.get("/T", ""))))
            if "/K" in node:
                walk(node.K)

    with opened(pdf) as file:
        walk(file.Root.StructTreeRoot.K)
    return found


def kinds(pdf: bytes) -> list[str]:
    return [kind for kind, _title in tags(pdf)]


def texts(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def words(pdf: bytes) -> str:
    return " ".join(" ".join(texts(pdf)).split())


def small(*items: Any, title: str = "Plan 2026") -> Manuscript:
    cover = Cover(
        "Verksamhetsplan", Field("title", title), Pairs((("Enhet", Field("unit", "Ån")),))
    )
    return Manuscript(title, cover, tuple(items))


def heading(level: int, title: str, *, goal: bool = False) -> Heading:
    key = f"goals.{title}.title" if goal else f"chapters.{title}.heading"
    return Heading(level, Field(key, title), anchor=title, kicker="Nämndmål" if goal else "")


@pytest.mark.parametrize("path", [PLAN, REPORT, COMPETENCE], ids=lambda path: str(path.parent.name))
def test_the_checker_of_pdf_ua_finds_nothing(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(printed(path))
    assert list(validate(str(file)).findings) == []


def test_the_file_says_what_it_is() -> None:
    with opened(printed(PLAN)) as pdf:
        assert pdf.Root.Lang == "sv-SE"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == compose(document(PLAN)).title
        about = pdf.open_metadata()
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "A")
        assert all("/FontFile2" in str(font.keys()) for font in embedded_fonts(pdf))


def embedded_fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    fonts = [each for each in found if each.get("/Type") == "/FontDescriptor"]
    assert fonts
    return iter(fonts)


def test_headings_tables_and_contents_are_tagged_in_the_order_of_reading() -> None:
    order = kinds(printed(PLAN))
    assert order.index("Title") < order.index("TOC") < order.index("Table")
    found = [title for kind, title in tags(printed(PLAN)) if re.fullmatch("H[1-6]", kind)]
    expected = [
        " ".join(filter(None, [item.number.text if item.number else "", item.title.text]))
        for item in compose(document(PLAN)).items
        if isinstance(item, Heading)
    ]
    assert [text for text in found if text in set(expected)] == expected
    tables = order.count("Table")
    assert tables == order.count("THead") == order.count("Caption")
    assert order.count("TH") > tables


def test_no_heading_level_is_skipped_though_texts_bring_their_own() -> None:
    rich = (TextBlock("heading", "Djupt", level=2), TextBlock("paragraph", "Text"))
    pdf = render(small(heading(1, "A"), Prose(Field("chapters.A.text", rich=rich))), "{}")
    assert [kind for kind in kinds(pdf) if kind.startswith("H")] == ["H1", "H2"]


def test_bookmarks_and_contents_lead_to_every_heading() -> None:
    items = [item for item in compose(document(PLAN)).items if isinstance(item, Heading)]
    with opened(printed(PLAN)) as pdf, pdf.open_outline() as outline:
        titles = []

        def walk(nodes: Any) -> None:
            for node in nodes:
                titles.append(node.title)
                walk(node.children)

        walk(outline.root)
        links = [
            note
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if note.Subtype == "/Link"
        ]
    assert [title.split(" ")[-1] for title in titles] == [
        item.title.text.split(" ")[-1] for item in items
    ]
    assert len(links) >= sum(item.level <= 3 for item in items)


def test_the_pages_that_headings_stand_on_are_those_of_the_file() -> None:
    manuscript = compose(document(PLAN))
    numbers = page_numbers(manuscript)
    headings = [item for item in manuscript.items if isinstance(item, Heading)]
    assert set(numbers) == {item.anchor for item in headings}
    pages = [" ".join(text.split()) for text in texts(printed(PLAN))]
    for item in headings:
        assert item.title.text[:20] in pages[numbers[item.anchor] - 1]
    assert f"Sida 3 ({len(pages)})" in pages[2]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write(document(COMPETENCE), "pdf") == printed(COMPETENCE)


def test_only_pages_with_wide_tables_lie_down() -> None:
    grid = Grid("Bred", (Column("a", "A"),), (Row("1", (Field("x", "y"),)),), wide=True)
    text = Prose(Field("chapters.A.text", "ord " * 400))
    with opened(render(small(heading(1, "A"), text, heading(1, "B"), grid), "{}")) as pdf:
        lying = [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]
    assert lying == [False, False, False, True]


def test_a_table_over_pages_repeats_its_head_and_keeps_short_rows_whole() -> None:
    rows = tuple(
        Row(f"{n}", (Field(f"a{n}", f"Början{n} " + "ord " * 60 + f"slut{n}"), Field(f"b{n}", "x")))
        for n in range(60)
    )
    grid = Grid("Lång", (Column("a", "Kolumnhuvud", 2), Column("b", "B")), rows)
    pages = texts(render(small(heading(1, "A"), grid), "{}"))
    long = [page for page in pages if "slut" in page]
    assert len(long) > 2
    assert all("Kolumnhuvud" in page for page in long)
    for number in range(60):
        assert sum(f"Början{number} " in p and f"slut{number}" in p.split() for p in long) == 1


def test_a_row_taller_than_a_page_is_cut_and_nothing_is_lost() -> None:
    text = " ".join(f"ord{n}" for n in range(4000))
    grid = Grid("Hög", (Column("a", "A"),), (Row("1", (Field("x", text),)),))
    pdf = render(small(heading(1, "A"), grid), "{}")
    found = re.findall(r"ord(\d+)", words(pdf))
    assert found == [str(n) for n in range(4000)]


def test_a_dividing_row_goes_with_the_rows_below_it() -> None:
    rows = [
        row
        for n in range(40)
        for row in (
            Row(None, (Field("", f"Delning{n}."),), divider=True),
            Row(f"{n}", (Field(f"a{n}", f"Rad{n}."),)),
        )
    ]
    grid = Grid("Delad", (Column("a", "A"),), tuple(rows))
    pages = texts(render(small(heading(1, "A"), grid), "{}"))
    for number in range(40):
        page = next(page for page in pages if f"Rad{number}." in page)
        assert f"Delning{number}." in page


def test_strings_are_never_read_as_typst() -> None:
    hostile = '#panic("x") @a $x$ = *b* _i_ \\ // /* ] ) #include "/etc/passwd" <l> `c`'
    hostile_plan = PlanDocument(
        kind="operational_plan",
        model="stockholm_ils",
        title=hostile,
        goals=(Goal("g", "nämndmål", "Nämndmål", hostile),),
        activities=(Activity("a", hostile, goals=("g",)),),
    )
    assert words(write(hostile_plan, "pdf")).replace(" ", "").count(hostile.replace(" ", "")) >= 3


def test_a_link_that_ends_within_a_word_is_set_whatever_the_line_does() -> None:
    text = "Upp parken lokaler heltid trygghet sjukfrånvaro barnen vårdnadshavare"
    for end in range(43, len(text)):
        mark = Mark(42, end, "link", "https://example.org/")
        rich = (TextBlock("paragraph", text, (mark,)),)
        assert render(small(heading(1, "A"), Prose(Field("x", rich=rich))), "{}").startswith(
            b"%PDF"
        )


def test_links_lead_out_only_where_they_may() -> None:
    rich = (
        TextBlock("paragraph", "webb fil", (
            Mark(0, 4, "link", "https://example.org/"), Mark(5, 8, "link", "file:///etc/passwd"),
        )),
    )  # fmt: skip
    with opened(render(small(heading(1, "A"), Prose(Field("x", rich=rich))), "{}")) as pdf:
        links = [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/URI" in note.get("/A", {})
        ]
    assert links == ["https://example.org/"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Förskolan: ● ◐ ○ – → CO₂", "Förskolan: ● ◐ ○ – → CO₂"),
        ("中文 😀", f"{BOX}{BOX} {BOX}"),
        ("\N{COMBINING TILDE BELOW}", BOX),
        ("✅ klart, 🟢 går bra, 🔴 går dåligt", "✓ klart, ● (grön) går bra, ● (röd) går dåligt"),
        ("✓ ✗ → ≥ • ☐ ☒ ★ – ½ m²", "✓ ✗ → ≥ • ☐ ☒ ★ – ½ m²"),
        ("a\x00b\tc\x0bd", "a b c d"),
        ("rad\u2028ny", "rad\nny"),
        ("e\u0301\u200d", "é"),
    ],
)
def test_what_no_font_has_becomes_a_box_and_never_a_failure(text: str, expected: str) -> None:
    assert printable(text) == expected
    assert render(small(heading(1, text)), "{}").startswith(b"%PDF")


# -- reading back


def carrying(pdf: bytes, data: bytes) -> bytes:
    """The pages of a PDF with other data attached."""
    with opened(pdf) as changed:
        changed.attachments["plandoc.json"] = pikepdf.AttachedFileSpec(
            changed,
            data,
            description="",
            filename="plandoc.json",
            mime_type="application/json",
            creation_date="",
            mod_date="",
        )
        out = io.BytesIO()
        changed.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "path",
    sorted(DOCUMENTS.rglob("*.docx")),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_our_own_file_is_read_exactly_as_it_was_written(path: Path) -> None:
    source = read(printed(path), "plan.pdf")
    assert source.notes == ()
    assert source.carried is not None
    assert source.carried.document == document(path)
    assert recognise(source).document == document(path)


def test_a_hundred_plans_are_read_exactly_as_they_were_written() -> None:
    # The shortest of many, since typst takes a few milliseconds for every page.
    shortest = sorted(map(plan, range(400)), key=lambda each: len(dumps(each)))[:100]
    for each in shortest:
        source = read(write(each, "pdf"), "plan.pdf")
        assert source.carried is not None, source.notes
        assert source.carried.document == each


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_document_is_read_exactly_as_it_was_written(each: PlanDocument) -> None:
    source = read(write(each, "pdf"), "plan.pdf")
    assert source.carried is not None, source.notes
    assert source.carried.document == each


@pytest.mark.parametrize("sign", ["\u33f2", "\u2125", "\u212b", "\U0001d7d3", "\uff11", "\u3256"])
def test_signs_that_no_font_draws_are_no_strange_words(sign: str) -> None:
    made = replace(plan(3), unit=f"Solgl\u00e4ntan {sign} 4", handler=sign)
    assert read(write(made, "pdf"), "plan.pdf").notes == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"null", b'{"format": "plandoc/2"}', b"[" * 100_000, b"\xff\xfe", b'{"a": NaN}'],
)
def test_broken_data_mean_that_the_pages_are_read(data: bytes) -> None:
    source = read(carrying(printed(COMPETENCE), data), "plan.pdf")
    assert source.carried is None
    assert source.blocks
    assert source.notes == (() if not data else ("carried_data_broken",))


def test_data_too_large_for_any_plan_are_not_looked_at() -> None:
    source = read(carrying(printed(COMPETENCE), b" " * (13 * 1024 * 1024)), "plan.pdf")
    assert source.carried is None
    assert source.blocks


def test_data_of_another_plan_are_not_believed() -> None:
    other = dumps(document(PLAN)).encode()
    source = read(carrying(printed(COMPETENCE), other), "plan.pdf")
    assert source.carried is None
    assert source.notes == ("carried_data_foreign",)
    assert "kompetens" in " ".join(span.text for span in source.spans()).lower()


def test_data_in_which_one_word_was_changed_are_not_believed() -> None:
    told = dumps(document(COMPETENCE))
    title = document(COMPETENCE).activities[0].title
    changed = told.replace(title, title.replace(title.split()[0], "Hemligt"), 1)
    assert loads(changed) != document(COMPETENCE)
    source = read(carrying(printed(COMPETENCE), changed.encode()), "plan.pdf")
    assert source.notes == ("carried_data_foreign",)


def test_pages_that_say_more_than_the_data_are_read() -> None:
    grid = Grid("Bred", (Column("a", "A"),), (Row("1", (Field("x", "Helt andra uppgifter"),)),))
    manuscript = compose(document(COMPETENCE))
    more = Manuscript(
        manuscript.title, manuscript.cover, (*manuscript.items, heading(1, "Till"), grid)
    )
    text = " ".join(f"tillagda{chr(97 + n)} ord" for n in range(26))
    longer = Manuscript(
        manuscript.title, manuscript.cover, (*more.items, Prose(Field("chapters.x.text", text)))
    )
    data = dumps(document(COMPETENCE))
    assert read(render(manuscript, data), "plan.pdf").notes == ()
    assert read(render(longer, data), "plan.pdf").notes == ("carried_data_foreign",)
