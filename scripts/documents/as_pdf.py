# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A flow as PDF with a page head, page numbers and ruled tables, set with Typst."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typst

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

_SETUP = """
#set document(title: "{title}", author: "Rönnhamra kommun", date: none)
#set text(font: "DejaVu Sans", size: 9.5pt, lang: "sv")
#set page(paper: "a4", flipped: {flipped}, margin: (x: 2.2cm, y: 2.4cm), numbering: none,
  header: [{header} #h(1fr) #context [Sid #counter(page).display() (#counter(page).final().first())]])
#set par(leading: 0.6em, spacing: 1em)
#show heading: set block(above: 1.2em, below: 0.7em)
#set table(stroke: 0.5pt)
"""


def write_pdf(
    flow: Iterable[Item], path: Path, *, title: str, header: str = "", wide: bool = False
) -> None:
    """Write the flow as a tagged PDF, on lying paper if `wide`; the same flow gives the same pages."""
    setup = _SETUP.replace("{title}", _quoted(title)).replace("{header}", _content(header))
    setup = setup.replace("{flipped}", "true" if wide else "false")
    source = setup + "\n\n".join(_markup(item) for item in flow)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(typst.compile(source.encode()))


def _markup(item: Item) -> str:
    match item:
        case Cover(text, "title"):
            return f'#text(size: 20pt, weight: "bold")[{_content(text)}]'
        case Cover(text, _) | Text(text):
            return _content(text)
        case Contents(entries):
            rows = [
                f"{_content(name)} #box(width: 1fr, repeat[.]) {page}" for name, page in entries
            ]
            return "*Innehållsförteckning*\n\n" + " \\\n".join(rows)
        case Heading(text, level):
            return f"#heading(level: {level})[{_content(text)}]"
        case Label(text):
            return f"_{_content(text)}_"
        case Section(text):
            return f"#heading(level: 5)[{_content(text)}]"
        case Lines(lines):
            return " \\\n".join(_content(line) for line in lines)
        case Bullets(items):
            return "\n".join(f"- {_content(each)}" for each in items)
        case Grid():
            return _table(item)
        case Break():
            return "#pagebreak()"


def _table(grid: Grid) -> str:
    widths = grid.widths or (3, *(1 for _ in grid.head[1:]))
    columns = ", ".join(f"{width}fr" for width in widths)
    head = ", ".join(f"strong[{_content(cell)}]" for cell in grid.head)
    rows = []
    for row in grid.rows:
        if len(row) == 1:
            rows.append(f"table.cell(colspan: {len(grid.head)})[{_content(row[0])}]")
        else:
            rows.append(", ".join(f"[{_content(cell)}]" for cell in row))
    body = ",\n  ".join(rows)
    return f"#table(columns: ({columns}), align: left,\n  table.header({head}),\n  {body})"


def _content(text: str) -> str:
    """Text as Typst markup: its special characters escaped, a line break as a new paragraph."""
    escaped = "".join(f"\\{each}" if each in "\\#$*_`<>@[]=-+/~\"'" else each for each in text)
    return escaped.replace("\n", "\n\n")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
