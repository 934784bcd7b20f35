# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Excel workbooks: sheets, tables among empty cells, and values as Excel shows them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from plandoc.blocks import Source, Table
from plandoc.readers import read
from tests.plandoc.readers.office import paragraphs, tables, texts


def workbook(fill: Callable[[xlsxwriter.Workbook, Worksheet], None]) -> Source:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        fill(book, book.add_worksheet("Aktiviteter"))
    return read(file.getvalue(), "plan.xlsx")


def test_a_sheet_is_a_heading_and_tables_apart_by_empty_rows_and_columns() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write("A1", "Verksamhetsplan 2026")
        for column, text in enumerate(["Mål", "Aktivitet", "Klart"]):
            sheet.write(2, column, text)
        sheet.merge_range("A4:A5", "Trivsel")
        sheet.write("B4", "Ett\nTvå")
        sheet.write("C4", 2026)
        sheet.write("B5", "Tre")
        sheet.write("B7", "Fyra")
        sheet.write("C7", 2027)
        sheet.write("E3", "Not")
        sheet.write("F3", "Vid sidan")

    found = workbook(fill)
    assert [(b.text, b.heading) for b in paragraphs(found)] == [
        ("Aktiviteter", 1),
        ("Verksamhetsplan 2026", 0),
    ]
    assert tables(found) == [
        [["Mål", "Aktivitet", "Klart"], ["Trivsel", "Ett\nTvå", "2026"], ["", "Tre", ""]],
        [["Not", "Vid sidan"]],
        [["", "Fyra", "2027"]],
    ]
    first = found.blocks[2]
    assert isinstance(first, Table)
    assert first.gap_before == 1
    assert first.rows[2].cells[0].merged
    assert [span.place.cell for span in first.rows[1].cells[1].spans] == ["B4", "B4"]
    assert {span.place.sheet for span in found.spans()} == {"Aktiviteter"}


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (16.0, None, "16"),
        (4.9, None, "4,9"),
        (0.1 + 0.2, None, "0,3"),
        (0.33, "0%", "33 %"),
        (0.885, "0.0 %", "88,5 %"),
        (4.85, "0.0", "4,9"),
        (60000, "#,##0", "60000"),
        (1.5, '0.0" kr"', "1,5"),
        (dt.date(2026, 12, 31), "yyyy-mm-dd", "2026-12-31"),
        (dt.date(2026, 12, 31), 14, "2026-12-31"),
        (dt.date(2026, 12, 31), "yyyy", "2026"),
        (dt.date(2026, 12, 31), "mmm yyyy", "2026-12"),
        (dt.datetime.fromisoformat("2026-06-01T13:30"), "d/m/yy h:mm", "2026-06-01 13:30"),
        (dt.time(13, 30), "h:mm", "13:30"),
        (True, None, "SANT"),
        (0, None, "0"),
        (-0.5, "0", "-1"),
    ],
)
def test_a_value_is_given_as_excel_shows_it(value: object, form: object, shown: str) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, value, book.add_format({"num_format": form} if form else {}))

    assert texts(workbook(fill))[1:] == [shown]


def test_formulas_give_their_last_value_and_errors_their_text() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_formula("A1", "=1+1", value=2)
        sheet.write_formula("A3", '="a"&"b"', value="ab")
        sheet.write_formula("A5", "=1/0", value="#DIV/0!")

    assert texts(workbook(fill)) == ["Aktiviteter", "2", "ab", "#DIV/0!"]


def test_hidden_sheets_are_read_and_said() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write("A1", "synlig")
        other = book.add_worksheet("Dold")
        other.write("A1", "gömd")
        other.hide()

    found = workbook(fill)
    assert texts(found) == ["Aktiviteter", "synlig", "Dold", "gömd"]
    assert found.notes == ("hidden_sheets",)


def test_a_cell_in_the_last_corner_costs_nothing() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write("A1", "först")
        sheet.write(1_048_575, 16_383, "sist")

    found = workbook(fill)
    assert texts(found) == ["Aktiviteter", "först", "sist"]
    assert paragraphs(found)[-1].span.place.cell == "XFD1048576"
