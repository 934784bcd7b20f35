# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A flow as a Word file with heading styles, lists and real tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Pt

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


def write_docx(flow: Iterable[Item], path: Path, *, title: str, header: str = "") -> None:
    """Write the flow as a Word file; the same flow gives the same bytes."""
    document = Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    properties = document.core_properties
    properties.title, properties.author = title, "Rönnhamra kommun"
    properties.created = properties.modified = _WRITTEN
    if header:
        document.sections[0].header.paragraphs[0].text = header
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
        lines, style = [f"{title}\t{page}" for title, page in item.entries], None
    elif isinstance(item, Bullets):
        lines, style = item.items, "List Bullet"
    else:
        lines, style = item.lines, None
    for line in lines:
        document.add_paragraph(line, style=style)


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
            if number == 0:
                for run in cell.paragraphs[0].runs:
                    run.bold = True
        if grid.merged and number and not row[0] and first is not None:
            text = first.text
            first = first.merge(cells[0])
            _keep(first, text)
        elif number:
            first = cells[0]
    document.add_paragraph()


def _keep(cell: object, text: str) -> None:
    """Merging adds an empty paragraph for each cell; put back what the first one said."""
    first, *rest = text.split("\n")
    cell.text = first
    for each in rest:
        cell.add_paragraph(each)


def _without_clock(data: bytes) -> bytes:
    """The same archive with every entry dated alike, so that a rewrite changes nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, date_time=(2026, 1, 15, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry))
    return out.getvalue()
