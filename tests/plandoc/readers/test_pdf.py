# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF files: lines with their places, tables with and without rules, headings, furniture."""

from __future__ import annotations

import io

import pikepdf
import pytest

from plandoc.blocks import Table
from plandoc.errors import UnreadableFile
from plandoc.readers import read
from tests.plandoc.readers.office import paragraphs, pdf, tables, texts

PROSE = "Vi arbetar tillsammans med familjerna så att barnen känner sig trygga hela dagen. " * 3

PICTURE = """#image(bytes("<svg xmlns='http://www.w3.org/2000/svg' width='60' height='60'>
<rect width='60' height='60' fill='red'/></svg>"), format: "svg")
"""

TABLE = """#table(columns: (2fr, 1fr, 1fr),
  [Indikator], [Årsmål], [Period],
  [Andel barn som trivs på sin förskola enligt enkäten], [], [År],
  table.cell(colspan: 3)[Utveckla],
  table.cell(rowspan: 2)[Antal barn], [15], [Tertial], [16], [År])
"""


def test_lines_know_their_page_and_place_and_headings_their_level() -> None:
    found = read(pdf(f"= Inledning\n{PROSE}\n== Mål\n*Viktigt* för oss\n"), "plan.pdf")
    first, *middle, heading, last = paragraphs(found)
    assert (found.format, found.wrapped, found.pages) == ("pdf", True, 1)
    assert (first.text, first.heading, first.page_start) == ("Inledning", 1, True)
    assert " ".join(line.text for line in middle) == PROSE.strip()
    assert (heading.text, heading.heading) == ("Mål", 2)
    assert [mark.type for mark in last.span.marks] == ["bold"]
    tops = [line.span.place.y for line in paragraphs(found)]
    assert tops == sorted(tops, key=lambda top: top or 0)
    assert all(line.span.place.page == 1 and line.span.place.x for line in paragraphs(found))


def test_ruled_tables_keep_empty_wide_and_merged_cells() -> None:
    found = read(pdf("Före\n\n" + TABLE + "\nEfter\n"), "plan.pdf")
    assert tables(found) == [
        [
            ["Indikator", "Årsmål", "Period"],
            ["Andel barn som trivs på sin förskola\nenligt enkäten", "", "År"],
            ["Utveckla", "", ""],
            ["Antal barn", "15", "Tertial"],
            ["", "16", "År"],
        ]
    ]
    table = found.blocks[1]
    assert isinstance(table, Table)
    assert [row.cells[0].merged for row in table.rows] == [False] * 4 + [True]
    assert texts(found) == ["Före", "Efter"]


@pytest.mark.parametrize("stroke", ["none", "(y: 0.5pt)", "(x: none, bottom: 0.5pt)"])
def test_tables_without_vertical_rules_are_found_by_their_gaps(stroke: str) -> None:
    found = read(
        pdf(
            f"#table(stroke: {stroke}, columns: (3fr, 1.2fr, 1.2fr),\n"
            "[Aktivitet], [Start], [Slut],\n"
            "[Ta fram gemensamma rutiner för inskolning], [2026-01-01], [2026-12-31],\n"
            "[Pröva nya sätt att arbeta], [2026-01-01], [2026-06-30],\n"
            "[Laga mer mat], [2026-03-01], [2026-09-30])"
        ),
        "plan.pdf",
    )
    (table,) = tables(found)
    assert table[0] == ["Aktivitet", "Start", "Slut"]
    assert [row[1:] for row in table[1:]] == [
        ["2026-01-01", "2026-12-31"],
        ["2026-01-01", "2026-06-30"],
        ["2026-03-01", "2026-09-30"],
    ]
    assert " ".join(table[1][0].split()) == "Ta fram gemensamma rutiner för inskolning"


def test_page_heads_and_numbers_are_furniture() -> None:
    markup = (
        "#set page(header: [Rönnhamra kommun], footer: context [Sid #counter(page).display()])\n"
        + "#pagebreak()\n".join(f"Sidan handlar om {name}.\n" for name in ("lek", "mat", "vila"))
    )
    found = read(pdf(markup), "plan.pdf")
    assert texts(found) == [
        "Rönnhamra kommun",
        "Sidan handlar om lek.",
        "Sidan handlar om mat.",
        "Sidan handlar om vila.",
    ]
    assert [block.page_start for block in paragraphs(found)] == [True, False, True, True]
    assert sorted({each.text for each in found.furniture}) == [
        "Rönnhamra kommun",
        "Sid 1",
        "Sid 2",
        "Sid 3",
    ]


def test_lists_lose_their_bullets_and_raised_figures_stay_on_their_line() -> None:
    found = read(pdf("- CO#sub[2] minskar\n- 10 m#super[2] per barn\n+ Ett\n"), "plan.pdf")
    assert [(block.text, block.list) for block in paragraphs(found)] == [
        ("CO2 minskar", "bullet"),
        ("10 m2 per barn", "bullet"),
        ("1. Ett", "number"),
    ]


def test_a_turned_page_reads_as_it_is_seen() -> None:
    straight = pdf("= Rubrik\nEn rad text\n\n" + TABLE)
    with pikepdf.open(io.BytesIO(straight)) as document:
        height = document.pages[0].mediabox[3]
        for angle, matrix in ((90, (0, 1, -1, 0, height, 0)),):
            page = document.pages[0]
            turned = f"q {' '.join(str(number) for number in matrix)} cm ".encode()
            page.contents_add(document.make_stream(turned), prepend=True)
            page.contents_add(document.make_stream(b" Q"))
            box = page.mediabox
            page.mediabox = pikepdf.Array([0, 0, box[3], box[2]])
            page.Rotate = angle
        file = io.BytesIO()
        document.save(file)
    one, other = read(straight, "a.pdf"), read(file.getvalue(), "b.pdf")
    assert texts(one) == texts(other)
    assert tables(one) == tables(other)


def test_a_scanned_file_says_so_and_a_scanned_page_too() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(pdf(PICTURE), "scan.pdf")
    assert caught.value.code == "scanned"
    mixed = read(pdf(f"Text\n#pagebreak()\n{PICTURE}"), "mixed.pdf")
    assert mixed.notes == ("pages_without_text",)
    assert (texts(mixed), mixed.pages) == (["Text"], 2)


def test_a_locked_file_says_so_and_one_that_anybody_may_read_is_read() -> None:
    for user, readable in (("hemligt", False), ("", True)):
        file = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf("Text"))) as document:
            document.save(file, encryption=pikepdf.Encryption(user=user, owner="annat"))
        if readable:
            assert texts(read(file.getvalue(), "locked.pdf")) == ["Text"]
        else:
            with pytest.raises(UnreadableFile) as caught:
                read(file.getvalue(), "locked.pdf")
            assert caught.value.code == "encrypted"


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    read(
        pdf("#pagebreak()\n".join(["Text\n"] * 3)),
        "plan.pdf",
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(0, 3), (1, 3), (2, 3)]
