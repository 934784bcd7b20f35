# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A flow as an Excel sheet: paragraphs in the first column, tables cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scripts.documents.flow import (
    Bullets,
    Contents,
    Cover,
    Grid,
    Heading,
    Item,
    Label,
    Lines,
    Section,
    Text,
)

_WRITTEN = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)


def write_xlsx(sheets: Mapping[str, Sequence[Item]], path: Path, *, title: str) -> None:
    """Write one sheet for each flow; ISO dates become real dates and figures real figures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": title, "author": "Rönnhamra kommun", "created": _WRITTEN})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for name, flow in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 8, 28)
            row = 0
            for item in flow:
                if isinstance(item, Grid):
                    sheet.write_row(row, 0, [cell.replace("\n", " ") for cell in item.head], bold)
                    for cells in item.rows:
                        row += 1
                        for column, text in enumerate(cells):
                            _write(sheet, row, column, text, day)
                    row += 2
                    continue
                for text in _lines(item):
                    sheet.write_string(row, 0, text, bold if isinstance(item, Heading) else None)
                    row += 1


def _lines(item: Item) -> list[str]:
    if isinstance(item, (Cover, Heading, Label, Section, Text)):
        return [item.text]
    if isinstance(item, Lines):
        return list(item.lines)
    if isinstance(item, Bullets):
        return list(item.items)
    if isinstance(item, Contents):
        return [title for title, _ in item.entries]
    return []


def _write(sheet: Worksheet, row: int, column: int, text: str, day: Format) -> None:
    if not text:
        return
    try:
        sheet.write_datetime(
            row, column, datetime.combine(date.fromisoformat(text), datetime.min.time()), day
        )
    except ValueError:
        if text.isdigit():
            sheet.write_number(row, column, int(text))
        else:
            sheet.write_string(row, column, text)
