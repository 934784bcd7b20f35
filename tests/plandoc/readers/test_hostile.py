# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Broken and hostile files: a clear refusal, in little time and memory, and never a crash."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import pikepdf
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plandoc.blocks import Source
from plandoc.errors import UnreadableFile
from plandoc.model import Chapter, PlanDocument, TextBlock
from plandoc.readers import limits, read, read_file
from plandoc.recognition import recognise
from plandoc.writers import write
from tests.plandoc.readers.office import docx, p, paragraphs, pdf, swollen, texts, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
PROSE = "Barnen mår bra och personalen trivs. " * 4
MIB = 1024 * 1024


@cache
def sample(kind: str) -> bytes:
    if kind == "docx":
        table = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
        return docx(p("Rubrik") + table + p(PROSE))
    if kind == "pdf":
        return pdf(f"= Rubrik\n{PROSE}\n#table(columns: 2, [a], [b], [c], [d])")
    if kind == "xlsx":
        file = io.BytesIO()
        with xlsxwriter.Workbook(file) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["Mål", "Klart"])
            sheet.write_row(1, 0, ["Trivsel", 2026])
        return file.getvalue()
    return f"Rubrik\n\n| a | b |\n|---|---|\n| c | d |\n\nx\ty\tz\n{PROSE}\n".encode()


def chapter(text: str) -> Chapter:
    return Chapter("c1", "Kapitel", 1, (TextBlock("paragraph", text),))


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(data, "plan")
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t\r\n\0", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"\0" * 1000, "empty"),
        (bytes(range(256)) * 20, "unknown_format"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "unknown_format"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "unknown_format"),
        (b"<!DOCTYPE html><html><body>Plan</body></html>", "unknown_format"),
        (b"{\\rtf1\\ansi Plan}", "legacy_format"),
        (OLE + "WordDocument".encode("utf-16-le"), "legacy_format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04" + b"\0" * 50, "broken"),
        (zipped({"readme.txt": "hej"}), "unknown_format"),
        (b"%PDF-1.7\nnot really", "broken"),
        (zipped({"word/document.xml": "<w:document"}), "broken"),
        (zipped({"word/document.xml": "<a/>"}), "broken"),
        (docx(""), "empty"),
        (docx("<w:p/>"), "empty"),
    ],
)
def test_what_is_no_document_is_refused_by_its_content(data: bytes, code: str) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_the_name_says_nothing(kind: str) -> None:
    assert read(sample(kind), "plan.txt").format == kind
    assert read(sample("text"), f"plan.{kind}").format == "markdown"


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_broken(kind: str, share: float) -> None:
    data = sample(kind)
    assert refusal(data[: int(len(data) * share)]) == "broken"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "word\\..\\..\\x", "C:\\x", "a/../../b"]
)
def test_path_names_that_climb_are_refused_and_plain_ones_are_not(name: str) -> None:
    climbing = zipped({"word/document.xml": "<a/>", name: "x"})
    assert refusal(climbing) == "unsafe"
    assert read(docx(p("Text"), relations=None, **{"a..b": "<x/>"}), "plan").format == "docx"


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_package_that_expands_past_a_gibibyte_is_refused_at_once(kind: str) -> None:
    part = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}[kind]
    data = swollen(sample(kind), part, mebibytes=1100)
    assert len(data) < 5 * MIB
    began = time.process_time()
    tracemalloc.start()
    assert refusal(data) == "expands_too_much"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (time.process_time() - began) < 5
    assert peak < 50 * MIB


def test_a_part_that_lies_about_its_size_is_broken() -> None:
    data = bytearray(sample("docx"))
    at = data.rindex(b"PK\x01\x02")
    while b"word/document.xml" not in data[at : at + 80]:
        at = data.rindex(b"PK\x01\x02", 0, at)
    data[at + 24 : at + 28] = (20).to_bytes(4, "little")
    assert refusal(bytes(data)) == "broken"


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/passwd">',
    ],
)
def test_entities_are_never_followed(entities: str) -> None:
    xml = f"<!DOCTYPE w [{entities}]><w>&b;</w>"
    assert refusal(zipped({"word/document.xml": xml})) == "unsafe"


def test_relations_that_lead_out_of_the_package_are_not_followed() -> None:
    links = {"h": ("header", "../../../../etc/passwd"), "g": ("header", "/etc/passwd")}
    found = read(docx(p("Text"), relations=links), "plan")
    assert (texts(found), found.furniture) == (["Text"], ())


def test_deep_nesting_is_refused_before_it_exhausts_the_stack() -> None:
    for depth, refused in ((20, False), (5_000, True)):
        nested = "<w:sdt><w:sdtContent>" * depth + p("inre") + "</w:sdtContent></w:sdt>" * depth
        runs = "<w:ins>" * depth + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * depth
        for body in (nested, f"<w:p>{runs}</w:p>", p("a") + nested):
            if refused:
                assert refusal(docx(body)) in {"unsafe", "broken"}
            else:
                assert read(docx(body), "plan").blocks


def test_cells_that_claim_to_be_enormously_wide_cost_nothing() -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{p("bred")}</w:tc>'
    row = f'<w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr>{cell}</w:tr>'
    found = read(docx(f"<w:tbl>{row}</w:tbl>"), "plan")
    assert [span.text for span in found.spans()] == ["bred"]


def test_a_style_that_is_based_on_itself_ends() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/>'
        '<w:basedOn w:val="A"/></w:style>'
    )
    assert texts(read(docx(p("Text", "A"), styles=style), "plan")) == ["Text"]


# -- size


def test_sixty_megabytes_of_text_are_refused_at_once() -> None:
    data = (PROSE.encode() + b"\n") * (60 * MIB // len(PROSE))
    began = time.process_time()
    assert refusal(data) == "too_large"
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "line", ["a\n", "a\tb\tc\n", "|a|b|\n", "a    b\n", "- a\n", "\f", "12-12    ab   . . . 7\n"]
)
def test_as_much_text_as_is_let_in_is_read_or_refused_in_time(line: str) -> None:
    most = line * (limits.MAX_SPANS // 4)
    began = time.process_time()
    assert read(most.encode() + b"slut", "plan").blocks
    assert time.process_time() - began < 10
    with suppress(UnreadableFile):
        read((line * (2 * MIB // len(line))).encode() + b"slut", "plan")
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    "text",
    [
        "." * 200_000,
        ". " * 100_000,
        "#" + " " * 200_000 + "x",
        "# a" + " #" * 100_000 + "x",
        "|" + " " * 200_000 + "-",
        "-|" + " " * 100_000 + "|x",
        "\t" * 200_000 + "x",
        "*a " * 70_000,
        "**" * 100_000,
        "[a](" * 50_000,
        "<p" * 100_000,
        "- " * 100_000,
        "1." * 100_000,
        "a  " * 70_000,
    ],
)
def test_no_line_makes_a_rule_slow(text: str) -> None:
    began = time.process_time()
    assert read(("Rubrik\n" + text + "\nslut").encode(), "plan").blocks
    assert time.process_time() - began < 5


@pytest.mark.parametrize("signs", ["*a* ", "*a ", "[*a ", "<b>a ", "<b>a</b> ", "**a***b* "])
def test_no_paragraph_of_ours_makes_its_marks_slow(signs: str) -> None:
    document = PlanDocument(kind="other", model="liten_kommun", chapters=(chapter("ORD"),))
    text = write(document, "md").decode().replace("ORD", signs * 8_000)
    began = time.process_time()
    found = recognise(read(text.encode(), "plan.md")).document
    assert found.chapters[0].text[0].text.count("a") == 8_000
    assert write(found, "md")
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "run", ["<w:r><w:rPr><w:b/></w:rPr><w:t>ord</w:t></w:r>", '<w:r><w:br w:type="page"/></w:r>']
)
def test_no_paragraph_makes_its_runs_slow(run: str) -> None:
    soft = '<w:r><w:t xml:space="preserve"> \u00ad</w:t></w:r>'
    began = time.process_time()
    assert read(docx(p("Rubrik") + f"<w:p>{(run + soft) * 8_000}</w:p>"), "plan").blocks
    assert time.process_time() - began < 8


def test_no_number_of_words_before_our_own_is_slow() -> None:
    document = PlanDocument(kind="other", model="liten_kommun", chapters=(chapter("Ord."),))
    marker, _, rest = write(document, "md").decode().partition("\n")
    began = time.process_time()
    found = read("\n".join([marker, "Mer.\n\n" * 8_000, rest]).encode(), "plan.md")
    assert time.process_time() - began < 8
    assert found.carried is not None
    assert len(found.carried.document.leftovers) == 8_000


def test_many_pages_are_refused_and_two_hundred_are_read() -> None:
    pages = limits.MAX_PAGES + 1
    with pytest.raises(UnreadableFile) as caught:
        read(pdf("#pagebreak()\n".join(["a\n"] * pages)), "plan.pdf")
    assert caught.value.code == "too_many_pages"
    assert caught.value.params == {"limit": limits.MAX_PAGES}
    began = time.process_time()
    found = read(pdf("#pagebreak()\n".join([PROSE * 4 + "\n\n"] * 200)), "plan.pdf")
    assert found.pages == 200
    assert time.process_time() - began < 60


def test_a_drawing_with_very_many_lines_is_no_table() -> None:
    markup = (
        "#for x in range(60) { for y in range(60) {"
        " place(dx: x * 2mm, dy: y * 2mm, line(length: 1.9mm, stroke: 0.1pt)) } }\nText\n"
    )
    assert texts(read(pdf(markup), "plan.pdf")) == ["Text"]


def test_a_title_that_is_no_text_is_left_out() -> None:
    titles = {}
    for name, title in (("sound", b"\xfe\xff\0P\0l\0a\0n"), ("broken", b"\xfe\xff\xd8\x00")):
        file = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf("Text"))) as document:
            if "/Metadata" in document.Root:
                del document.Root.Metadata
            document.docinfo.Title = pikepdf.String(title)
            document.save(file)
        titles[name] = read(file.getvalue(), "plan.pdf").title
    assert titles == {"sound": "Plan", "broken": None}


def test_files_are_refused_by_their_size_before_they_are_opened(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Mål", encoding="utf-8")
    assert texts(read_file(path)) == ["Mål"]
    with path.open("wb") as file:
        file.truncate(limits.MAX_FILE_BYTES + 1)
    with pytest.raises(UnreadableFile) as caught:
        read_file(path)
    assert caught.value.code == "too_large"


# -- whatever comes

FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def reads_or_refuses(data: bytes) -> Source | None:
    try:
        found = read(data, "plan")
    except UnreadableFile:
        return None
    assert all(span.id for span in found.spans())
    assert len({span.id for span in found.spans()}) == sum(1 for _ in found.spans())
    assert all("\0" not in span.text for span in found.spans())
    for block in paragraphs(found):
        assert all(0 <= m.start < m.end <= len(block.text) for m in block.span.marks)
    return found


@FUZZ
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"%PDF-1.4\n", b"\xff\xfe", OLE[:8]):
        reads_or_refuses(start + data)


@FUZZ
@given(
    st.sampled_from(["docx", "pdf", "xlsx", "text"]),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=8),
)
def test_any_file_with_bytes_changed(kind: str, changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(sample(kind))
    for share, new in changes:
        at = int(share * (len(data) - 1))
        data[at : at + len(new)] = new
    reads_or_refuses(bytes(data))


XML = [
    "<w:p>",
    "</w:p>",
    "<w:tbl>",
    "<w:tc/>",
    "<w:r><w:t>x</w:t></w:r>",
    'w:val="-1"',
    "<w:numPr/>",
    "&#0;",
    "&amp;",
    "<c r='ZZZZ9' t='s'><v>99</v></c>",
    "<row r='x'/>",
    "<w:sdt/>",
    "<w:br w:type='page'/>",
    "<mergeCell ref=':'/>",
    "\ud7ff",
]


@FUZZ
@given(
    st.sampled_from(["word/document.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"]),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(XML)), min_size=1, max_size=5),
)
def test_any_office_file_with_xml_put_in(part: str, changes: list[tuple[float, str]]) -> None:
    kind = "docx" if part.startswith("word") else "xlsx"
    with zipfile.ZipFile(io.BytesIO(sample(kind))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts[part].decode()
    for share, new in changes:
        at = text.find(">", int(share * len(text))) + 1
        text = text[:at] + new + text[at:]
    parts[part] = text.encode()
    reads_or_refuses(zipped(parts))
