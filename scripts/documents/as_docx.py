# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A flow as a Word file with heading styles, lists and real tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Cell

from scripts.documents.flow import (
    Break,
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


def write_docx(
    flow: Iterable[Item], path: Path, *, title: str, header: str = "", wide: bool = False
) -> None:
    """Write the flow as a Word file, on lying paper if `wide`; the same flow gives the same bytes."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = Cm(2)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    properties = document.core_properties
    properties.title, properties.author = title, "Rönnhamra kommun"
    properties.created = properties.modified = _WRITTEN
    if header:
        section.header.paragraphs[0].text = header
    for item in flow:
        _add(document, item)
    buffer = io.BytesIO()
    document.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_without_clock(buffer.getvalue()))


def _add(document: Document, item: Item) -> None:
    match item:
        case Cover(text, style):
            document.add_paragraph(text, style="Title" if style == "title" else None)
        case Text(text):
            document.add_paragraph(text)
        case Heading(text, level):
            document.add_heading(text, level)
        case Label(text):
            document.add_paragraph().add_run(text).italic = True
        case Section(text):
            document.add_heading(text, 5)
        case Grid():
            _add_grid(document, item)
        case Break():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Contents() | Lines() | Bullets():
            _add_lines(document, item)


def _add_lines(document: Document, item: Contents | Lines | Bullets) -> None:
    if isinstance(item, Contents):
        document.add_paragraph("Innehållsförteckning", style="TOC Heading")
        lines, style = (
            [f"{title}\t{page}" for title, page in item.entries],
            _contents_style(document),
        )
    elif isinstance(item, Bullets):
        lines, style = item.items, "List Bullet"
    else:
        lines, style = item.lines, None
    for line in lines:
        document.add_paragraph(line, style=style)


def _contents_style(document: Document) -> str:
    """Word's style for a list of contents: dots up to the page number at the right."""
    name = "toc 1"
    if name not in document.styles:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        stops = style.paragraph_format.tab_stops
        stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    return name


def _add_grid(document: Document, grid: Grid) -> None:
    table = document.add_table(rows=0, cols=len(grid.head), style="Table Grid")
    first = None  # the cell that empty first cells below belong to
    for number, row in enumerate([grid.head, *grid.rows]):
        cells = table.add_row().cells
        if len(row) == 1:  # a row that one cell fills
            cells[0].merge(cells[-1]).text = row[0]
            first = None
            continue
        for cell, text in zip(cells, row, strict=True):
            paragraphs = text.split("\n")
            cell.text = paragraphs[0]
            for each in paragraphs[1:]:
                cell.add_paragraph(each)
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                run.bold, run.font.size = number == 0, Pt(9)
        if grid.merged and number and not row[0] and first is not None:
            text = first.text
            first = first.merge(cells[0])
            _keep(first, text)
        elif number:
            first = cells[0]
    _set_widths(document, table, grid)
    document.add_paragraph()


def _set_widths(document: Document, table: Table, grid: Grid) -> None:
    """Columns as wide as the grid says; Word goes by the cells, other programs by the columns."""
    shares = grid.widths or tuple(1 for _ in grid.head)
    section = document.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    whole = Length((section.page_width or 0) - margins)
    widths = [Length(whole * share // sum(shares)) for share in shares]
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        spanned = row.cells[0] == row.cells[-1]
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = whole if spanned else width


def _keep(cell: _Cell, text: str) -> None:
    """Merging adds an empty paragraph for each cell; put back what the first one said."""
    first, *rest = text.split("\n")
    cell.text = first
    for each in rest:
        cell.add_paragraph(each)
    for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
        run.font.size = Pt(9)


def _without_clock(data: bytes) -> bytes:
    """The same archive with every entry dated alike, so that a rewrite changes nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, date_time=(2026, 1, 15, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry))
    return out.getvalue()
