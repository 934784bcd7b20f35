# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables whose head is one line: a text and its values, on one line or wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from plandoc.blocks import Block, Paragraph, Span, Table
from plandoc.model import Place
from plandoc.readers.text import read
from plandoc.recognition.rebuild import Piece, RebuiltRow, RebuiltTable, rebuild
from plandoc.steering import load_model

ILS = load_model("stockholm_ils")
UBARA = load_model("ubara")


def tables(text: str, model_code: str = "stockholm_ils") -> list[RebuiltTable]:
    made = rebuild(read(text.encode(), "plan.txt").blocks, load_model(model_code))
    return [block for block in made if isinstance(block, RebuiltTable)]


def said(pieces: Sequence[Piece]) -> str:
    return " ".join(" ".join(piece.text.split()) for piece in pieces)


def cells(table: RebuiltTable, row: RebuiltRow) -> dict[str, str]:
    """The row's cells by field, targets by who sets them."""
    named = {}
    for index, pieces in row.cells.items():
        column = table.column(index)
        name = f"{column.field} {column.set_by}" if column.set_by else column.field
        named[name] = said(pieces)
    return named


def all_cells(text: str, model_code: str = "stockholm_ils") -> list[dict[str, str]]:
    return [cells(table, row) for table in tables(text, model_code) for row in table.rows]


def parts(block: Block | RebuiltTable) -> Iterator[Piece]:
    """The pieces of the source that a block of the outcome stands for."""
    if isinstance(block, Paragraph):
        yield Piece(block.span, 0, len(block.span.text))
    elif isinstance(block, RebuiltTable):
        for span in (*block.heads, *block.furniture):
            yield Piece(span, 0, len(span.text))
        for row in block.rows:
            yield from row.pieces()


def letters(blocks: Sequence[Block | RebuiltTable]) -> list[tuple[int, int]]:
    """Every letter, as the id of its span and its place there."""
    return sorted(
        (piece.span.id, at)
        for block in blocks
        for piece in parts(block)
        for at in range(piece.start, piece.end)
        if not piece.span.text[at].isspace()
    )


def assert_kept(blocks: Sequence[Block], made: Sequence[Block | RebuiltTable]) -> None:
    """Every letter of every paragraph stands in exactly one place."""
    assert letters(made) == letters(blocks)


def test_values_on_the_line_below_it_or_on_lines_of_their_own() -> None:
    text = """ Indikator Årsmål KF:s årsmål Periodicitet

Andel gäster som trivs 91 % 90 % År

Antal volontärer som
varje vecka leder en grupp

44 40 Tertial

Tid från ansökan till
beslut
12 dagar
14 dagar
Månad

Enhetsmål:
Ett mål
"""
    assert all_cells(text) == [
        {
            "name": "Andel gäster som trivs",
            "target unit": "91 %",
            "target council": "90 %",
            "periodicity": "År",
        },
        {
            "name": "Antal volontärer som varje vecka leder en grupp",
            "target unit": "44",
            "target council": "40",
            "periodicity": "Tertial",
        },
        {
            "name": "Tid från ansökan till beslut",
            "target unit": "12 dagar",
            "target council": "14 dagar",
            "periodicity": "Månad",
        },
    ]


def test_a_lone_value_is_left_open_and_says_so() -> None:
    text = """Indikator Årsmål KF:s årsmål Periodicitet

Antal platser i verkstaden 25 Tertial

Antal samtal Tas fram under
våren

År
"""
    table = tables(text)[0]
    assert [said(row.loose) for row in table.rows] == ["25", "Tas fram under våren"]
    assert [row.unsure for row in table.rows] == [("lone_target",), ("worded_target",)]
    assert [cells(table, row)["name"] for row in table.rows] == [
        "Antal platser i verkstaden",
        "Antal samtal",
    ]


def test_a_value_that_is_wrapped_stays_with_its_column_and_a_bracket_with_the_name() -> None:
    text = """Indikator Årsmål Periodicitet

Matsvinn i köken 0,4 kg mat
per gäst
måltid

År

Andel anställda med körkort 30 %
(tillsvidare)

År
"""
    table = tables(text)[0]
    rows = [cells(table, row) | {"loose": said(row.loose)} for row in table.rows]
    assert "per gäst måltid" in rows[0].get("target unit", rows[0]["loose"])
    assert rows[1]["name"] == "Andel anställda med körkort (tillsvidare)"
    assert rows[1]["target unit"] == "30 %"


def test_a_figure_at_the_end_of_a_name_is_no_value() -> None:
    text = """Indikator Periodens utfall Årsmål KF:s årsmål Periodicitet

Andel elever i årskurs 6
71 % 80 % 82 % År
Bidrag till Agenda 2030
3 4 5 År
"""
    assert [(row["name"], row["outcome"]) for row in all_cells(text)] == [
        ("Andel elever i årskurs 6", "71 %"),
        ("Bidrag till Agenda 2030", "3"),
    ]


def test_activities_with_dates_role_and_status() -> None:
    text = """Aktivitet Startdatum Slutdatum Ansvarig Status

Rusta gården 2026-02-01 2026-05-31 Enhetschef Pågående
Bjuda in föreningar till
öppet hus
2026-01-01 2026-12-31
Rektor
Slutförd
Mäta buller i matsalen 2026-03-31 Enhetschef Försenad
"""
    table = tables(text)[0]
    found = [cells(table, row) for row in table.rows]
    assert found[0] == {
        "title": "Rusta gården",
        "start": "2026-02-01",
        "due": "2026-05-31",
        "responsible": "Enhetschef",
        "status": "Pågående",
    }
    assert found[1]["title"] == "Bjuda in föreningar till öppet hus"
    assert found[1]["status"] == "Slutförd"
    assert (found[2]["due"], table.rows[2].unsure) == ("2026-03-31", ("lone_due",))


def test_page_header_and_repeated_head_do_not_break_the_table() -> None:
    text = """Aktivitet Startdatum Slutdatum

Samla grannar kring en
gemensam odling och

Tjänsteutlåtande
Sid 4 (9)

www.hamnstad.example

Aktivitet Startdatum Slutdatum

en bänk i solen

2026-01-01 2026-12-31

Måla om entrén 2026-04-01 2026-06-30
"""
    found = tables(text)
    assert len(found) == 1
    table = found[0]
    assert [cells(table, row)["title"] for row in table.rows] == [
        "Samla grannar kring en gemensam odling och en bänk i solen",
        "Måla om entrén",
    ]
    assert table.rows[0].unsure == ("torn_row",)
    assert len(table.heads) == 2
    assert [span.text for span in table.furniture] == [
        "Tjänsteutlåtande",
        "Sid 4 (9)",
        "www.hamnstad.example",
    ]


@pytest.mark.parametrize(
    "following",
    ["Nämndmål:", " Förväntat resultat", "Budget 2027", "2.1 Nästa del", "Aktivitet Slutdatum"],
)
def test_the_table_ends_where_the_document_goes_on(following: str) -> None:
    text = f"Indikator Årsmål Periodicitet\n\nAntal besök 400 År\n\n{following}\n\nEn rad till\n"
    blocks = read(text.encode(), "plan.txt").blocks
    made = rebuild(blocks, ILS)
    table = made[0]
    assert isinstance(table, RebuiltTable)
    assert [said(row.cells[0]) for row in table.rows] == ["Antal besök"]
    assert_kept(blocks, made)


def test_prose_below_the_last_row_is_given_back_and_what_is_no_table_is_left() -> None:
    text = """Aktivitet Startdatum Slutdatum

Rensa förrådet 2026-01-01 2026-03-31

Under hösten har arbetet gått långsammare än väntat eftersom lokalen har saknat värme i perioder.
"""
    blocks = read(text.encode(), "plan.txt").blocks
    made = rebuild(blocks, ILS)
    assert [type(block).__name__ for block in made] == ["RebuiltTable", "Paragraph"]
    prose = read(b"Aktivitet\n\nVi har haft en aktivitet i veckan.\n", "plan.txt").blocks
    assert rebuild(prose, ILS) == list(prose)


def test_head_in_another_order_and_over_two_lines() -> None:
    text = """Indikator KF:s årsmål Nämndens
årsmål Periodicitet

Andel nöjda gäster 80 % 85 % År
"""
    assert all_cells(text) == [
        {
            "name": "Andel nöjda gäster",
            "target council": "80 %",
            "target unit": "85 %",
            "periodicity": "År",
        }
    ]


def test_tables_that_the_format_draws_and_other_blocks_stay_in_their_order() -> None:
    drawn = Table(())
    before = Paragraph(Span(0, "Inledning", Place(line=1)))
    head = Paragraph(Span(1, "Aktivitet Startdatum Slutdatum", Place(line=2)))
    row = Paragraph(Span(2, "Byta lampor 2026-01-01 2026-02-01", Place(line=3)))
    made = rebuild([before, drawn, head, row, drawn], ILS)
    assert made[0] is before
    assert made[1] is drawn
    assert isinstance(made[2], RebuiltTable)
    assert made[3] is drawn
    assert [span.id for span in made[2].spans()] == [1, 2]


def test_nothing_and_heads_alone() -> None:
    assert rebuild([], ILS) == []
    head = [Paragraph(Span(0, "Indikator Årsmål Periodicitet", Place(line=1)))]
    made = rebuild(head, ILS)
    assert isinstance(made[0], RebuiltTable)
    assert made[0].rows == ()
