# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word files: what Word shows is what is read, in document order."""

from __future__ import annotations

import io

from docx import Document

from plandoc.blocks import Table
from plandoc.model import Mark
from plandoc.readers import read
from tests.plandoc.readers.office import docx, p, paragraphs, tables, texts

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Nacka"><w:name w:val="Nackarubrik"/>
  <w:basedOn w:val="Rubrik1"/></w:style>
<w:style w:type="paragraph" w:styleId="Niva"><w:name w:val="Egen nivå"/>
  <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Toc1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Stark"><w:name w:val="Strong"/>
  <w:rPr><w:b/></w:rPr></w:style>
"""

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""


def numbered(num: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_headings_come_from_names_bases_and_outline_levels() -> None:
    body = (
        p("Plan 2026", "Titel")
        + p("Inledning", "Rubrik1")
        + p("Vår väg", "Nacka")
        + p("Djupare", "Niva")
        + p("Brödtext")
        + p("Ingen rubrik", "Rubrik1", '<w:outlineLvl w:val="9"/>')
    )
    found = read(docx(body, styles=STYLES), "plan.docx")
    assert found.title == "Plan 2026"
    assert [(b.text, b.heading) for b in paragraphs(found)] == [
        ("Plan 2026", 1),
        ("Inledning", 1),
        ("Vår väg", 1),
        ("Djupare", 3),
        ("Brödtext", 0),
        ("Ingen rubrik", 0),
    ]


def test_automatic_numbers_are_written_out_and_bullets_are_not() -> None:
    body = (
        p("Mål", "Rubrik1", numbered(1, 0))
        + p("Delmål", "", numbered(1, 1))
        + p("Delmål två", "", numbered(1, 1))
        + p("Nästa", "Rubrik1", numbered(1, 0))
        + p("Delmål", "", numbered(1, 1))
        + p("Punkt", "", numbered(2, 0))
    )
    found = read(docx(body, styles=STYLES, numbering=NUMBERING), "plan.docx")
    assert [(b.text, b.list, b.heading) for b in paragraphs(found)] == [
        ("1 Mål", "", 1),
        ("1.1 Delmål", "number", 0),
        ("1.2 Delmål två", "number", 0),
        ("2 Nästa", "", 1),
        ("2.1 Delmål", "number", 0),
        ("Punkt", "bullet", 0),
    ]


def test_formatting_never_tears_a_word() -> None:
    body = (
        f"<w:p>{run('Vi ska va')}{run('ra', '<w:b/>')}{run(' på ')}"
        f"{run('plats', '<w:rStyle w:val=&quot;Stark&quot;/>'.replace('&quot;', chr(34)))}"
        f'<w:hyperlink r:id="r1">{run(" här")}</w:hyperlink>'
        f'<w:hyperlink r:id="r2">{run(" där")}</w:hyperlink></w:p>'
    )
    links = {
        "r1": ("hyperlink", "https://ronnhamra.example/plan"),
        "r2": ("hyperlink", "javascript:alert(1)"),
    }
    block = paragraphs(read(docx(body, styles=STYLES, relations=links), "plan.docx"))[0]
    assert block.text == "Vi ska vara på plats här där"
    assert block.span.marks == (
        Mark(7, 11, "bold"),
        Mark(15, 20, "bold"),
        Mark(21, 24, "link", "https://ronnhamra.example/plan"),
    )


def test_deleted_text_is_gone_and_inserted_text_stays() -> None:
    deleted = "<w:del><w:r><w:delText>två</w:delText></w:r></w:del>"
    body = f"<w:p>{run('Vi har ')}{deleted}<w:ins>{run('tre')}</w:ins>{run(' hus')}</w:p>"
    gone = row(cell(p("borta")), cell(p("rad")), properties="<w:del/>")
    body += table(row(cell(p("a")), cell(p("b"))), gone)
    found = read(docx(body), "plan.docx")
    assert texts(found) == ["Vi har tre hus"]
    assert tables(found) == [[["a", "b"]]]


def test_breaks_hyphens_and_blanks() -> None:
    body = (
        "<w:p><w:r><w:t>rad ett</w:t><w:br/><w:t>rad\u00a0två</w:t><w:noBreakHyphen/>"
        "<w:t>tre</w:t><w:softHyphen/><w:t>fyra</w:t><w:tab/><w:t>slut</w:t></w:r></w:p>"
    )
    assert texts(read(docx(body), "plan.docx")) == ["rad ett\nrad två-trefyra\tslut"]


def test_cells_that_go_on_or_are_wide_keep_the_columns_in_line() -> None:
    body = table(
        row(cell(p("Mål")), cell(p("Aktivitet")), cell(p("Klart"))),
        row(cell(p("Trivsel"), '<w:vMerge w:val="restart"/>'), cell(p("Ett")), cell(p("2026"))),
        row(cell(p(""), "<w:vMerge/>"), cell(p("Två") + p("Tre")), cell(p(""))),
        row(cell(p("Utveckla"), '<w:gridSpan w:val="3"/>')),
        row(cell(p("sist")), properties='<w:gridBefore w:val="2"/>'),
    )
    found = read(docx(body), "plan.docx")
    assert tables(found) == [
        [
            ["Mål", "Aktivitet", "Klart"],
            ["Trivsel", "Ett", "2026"],
            ["", "Två\nTre", ""],
            ["Utveckla", "", ""],
            ["", "", "sist"],
        ]
    ]
    block = found.blocks[0]
    assert isinstance(block, Table)
    assert [[each.merged for each in line.cells] for line in block.rows][2] == [True, False, False]


def test_nested_tables_boxes_and_controls_lose_nothing() -> None:
    inner = table(row(cell(p("inre a")), cell(p("inre b"))))
    control = f"<w:sdt><w:sdtContent>{cell(p('styrd'))}</w:sdtContent></w:sdt>"
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('i rutan')}</w:txbxContent></w:pict></w:r></w:p>"
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{p('Klicka här')}</w:sdtContent></w:sdt>"
    )
    body = table(row(cell(p("yttre") + inner), control)) + box + prompt
    found = read(docx(body), "plan.docx")
    assert tables(found) == [[["yttre\ninre a\ninre b", "styrd"]]]
    assert texts(found) == ["i rutan"]
    assert [(each.text, each.reason) for each in found.furniture] == [("Klicka här", "label")]


def test_contents_are_furniture_by_style_and_by_field() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    body = (
        p("Mål 3", "Toc1")
        + f"<w:p>{char('begin')}{instruction}{char('separate')}{run('Inledning 4')}</w:p>"
        + p("Budget 5")
        + f"<w:p>{char('end')}</w:p>"
        + p("Här börjar texten")
    )
    found = read(docx(body, styles=STYLES), "plan.docx")
    assert texts(found) == ["Här börjar texten"]
    assert [(each.text, each.reason) for each in found.furniture] == [
        ("Mål 3", "contents"),
        ("Inledning 4", "contents"),
        ("Budget 5", "contents"),
    ]


def test_page_heads_are_furniture_once_and_notes_come_last() -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    footnotes = f'<w:footnote w:type="separator" w:id="0">{p("-")}</w:footnote>'
    footnotes += f'<w:footnote w:id="1">{p("Källa: enkäten")}</w:footnote>'
    found = read(
        docx(
            f"<w:p>{run('Nöjda barn')}{note}</w:p>" + p("Slut"),
            footnotes=footnotes,
            header1=p("Rönnhamra kommun") + p("Rönnhamra kommun"),
            relations={"h": ("header", "header1.xml")},
        ),
        "plan.docx",
    )
    assert texts(found) == ["Nöjda barn", "Slut", "Källa: enkäten"]
    assert [each.text for each in found.furniture] == ["Rönnhamra kommun"]


def test_pages_are_those_that_word_last_drew() -> None:
    drawn = "<w:r><w:lastRenderedPageBreak/><w:t>Sida två</w:t></w:r>"
    found = read(docx(p("Sida ett") + p("") + f"<w:p>{drawn}</w:p>"), "plan.docx")
    assert found.pages == 2
    assert [(b.text, b.span.place.page, b.page_start, b.gap_before) for b in paragraphs(found)] == [
        ("Sida ett", 1, False, 0),
        ("Sida två", 2, True, 1),
    ]


def test_a_file_made_by_a_library_reads_the_same() -> None:
    document = Document()
    document.add_heading("Verksamhetsplan", 0)
    document.add_heading("Mål", 2)
    document.add_paragraph("En punkt", style="List Bullet")
    made = document.add_table(2, 2)
    for number, text in enumerate(["Mål", "Klart", "Trivsel", "2026"]):
        made.cell(number // 2, number % 2).text = text
    file = io.BytesIO()
    document.save(file)
    found = read(file.getvalue(), "plan.docx")
    assert [(b.text, b.heading, b.list) for b in paragraphs(found)] == [
        ("Verksamhetsplan", 1, ""),
        ("Mål", 2, ""),
        ("En punkt", 0, "bullet"),
    ]
    assert tables(found) == [[["Mål", "Klart"], ["Trivsel", "2026"]]]
