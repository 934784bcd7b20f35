# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A flow as text: with tabs, as extracted from a PDF with its columns lost, and as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

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

PAGE_LINES = 46


def with_tabs(flow: Iterable[Item], *, html_cells: bool = False) -> str:
    """Text with a blank line between paragraphs and tabs between the cells of a row.

    With `html_cells`, a cell of several paragraphs has each in a `<p>`; otherwise they run together.
    """
    flat = _html if html_cells else _flat
    parts: list[str] = []
    for item in flow:
        if isinstance(item, Contents):
            parts.append("Innehållsförteckning")
            parts.append("\n".join(f"{title}.....\t{page}" for title, page in item.entries))
        elif isinstance(item, (Cover, Heading, Label, Section, Text)):
            parts.append(item.text)
        elif isinstance(item, Lines):
            parts.append("\n".join(item.lines))
        elif isinstance(item, Bullets):
            parts.append("\n".join(f"- {each}" for each in item.items))
        elif isinstance(item, Grid):
            rows = [item.head, *item.rows]
            parts.append("\n".join("\t".join(flat(cell) for cell in row) for row in rows))
    return "\n\n".join(parts) + "\n"


def as_markdown(flow: Iterable[Item]) -> str:
    """Markdown with pipe tables; labels and sections of goals are headings of their own."""
    parts: list[str] = []
    for item in flow:
        if isinstance(item, Cover):
            parts.append(f"# {item.text}" if item.style == "title" else item.text)
        elif isinstance(item, Contents):
            parts.append("\n".join(f"- {title}" for title, _ in item.entries))
        elif isinstance(item, Heading):
            parts.append(f"{'#' * (item.level + 1)} {item.text}")
        elif isinstance(item, Label):
            parts.append(f"**{item.text}**")
        elif isinstance(item, Section):
            parts.append(f"##### {item.text}")
        elif isinstance(item, Text):
            parts.append(item.text)
        elif isinstance(item, Lines):
            parts.append("\n\n".join(item.lines))
        elif isinstance(item, Bullets):
            parts.append("\n".join(f"- {each}" for each in item.items))
        elif isinstance(item, Grid):
            parts.append(_pipes(item))
    return "\n\n".join(parts) + "\n"


def _pipes(grid: Grid) -> str:
    full = [row + [""] * (len(grid.head) - len(row)) for row in [grid.head, *grid.rows]]
    rows = [f"| {' | '.join(_flat(cell) for cell in row)} |" for row in full]
    rule = f"|{'|'.join('---' for _ in grid.head)}|"
    return "\n".join([rows[0], rule, *rows[1:]])


def extracted(flow: Iterable[Item], *, header: str | None = None) -> str:
    """Text as a PDF gives it: wrapped lines, columns lost, bullets lost, pages run together.

    The first line of each page begins with a blank. With `header`, a page head stands inside the
    first table that a page break cuts.
    """
    lines: list[str] = []
    for item in flow:
        if isinstance(item, Contents):
            lines += [f"{title} ..... {page}" for title, page in item.entries]
        elif isinstance(item, (Cover, Heading, Label)):
            lines += [*([] if isinstance(item, Cover) else [""]), *_wrap(item.text, 84)]
        elif isinstance(item, Section):
            lines += ["", item.text, ""]
        elif isinstance(item, Text):
            lines += _wrap(item.text, 95)
        elif isinstance(item, Lines):
            for line in item.lines:
                lines += _wrap(line, 95)
        elif isinstance(item, Bullets):
            wrapped = [_wrap(each, 88) for each in item.items]
            lines += ["", *(line for first, *rest in wrapped for line in (f" {first}", *rest)), ""]
        elif isinstance(item, Grid):
            lines += _lost(item, header)
            header = None if len(item.rows) > 2 else header
    marked = [
        f" {line}" if line and i and i % PAGE_LINES == 0 and not line.startswith(" ") else line
        for i, line in enumerate(lines)
    ]
    return "\n".join(marked) + "\n"


def _lost(grid: Grid, header: str | None) -> list[str]:
    """A table whose columns are gone: a long first cell wraps, and the values come after it."""
    head = f" {' '.join(grid.head)}"
    lines = ["", head, ""]
    for i, row in enumerate(grid.rows):
        if header and i == 2:
            lines += ["", "", *header.split("\n"), "", head, ""]
        first = _wrap(row[0], 74)
        values = " ".join(cell for cell in row[1:] if cell)
        if len(first) == 1:
            lines += [f"{first[0]} {values}", ""]
        else:
            lines += [*first, "", values, ""]
    return lines


def cells_one_by_one(flow: Iterable[Item], width: int = 44) -> str:
    """Text in which each line of a table cell stands alone between blank lines, page by page."""
    lines: list[str] = []
    for item in flow:
        if isinstance(item, (Heading, Cover)):
            lines += ["", item.text]
        elif isinstance(item, Grid):
            lines += _linear(item, width)
    return "\n\n".join(lines) + "\n"


def _linear(grid: Grid, width: int) -> list[str]:
    """A table as lines: goal, activity, then date and responsible, which share their first line."""
    head = ["", *(line for cell in grid.head for line in cell.split("\n")), ""]
    lines = list(head)
    for i, row in enumerate(grid.rows):
        if i and i % 4 == 0:
            lines += ["", "", *head]
        goal, title, due, responsible, *rest = row
        titles = [line for part in title.split("\n") for line in _wrap(part, width)]
        if not goal:
            titles[0] = f" {titles[0]}"
        first, *more = [line for part in responsible.split("\n") for line in _wrap(part, 16)]
        lines += _wrap(goal, width) if goal else []
        lines += [*titles, f"{due} {first}", *more, *(cell for cell in rest if cell)]
    return lines


def _html(cell: str) -> str:
    parts = cell.split("\n")
    return cell if len(parts) == 1 else " ".join(f"<p>{part}</p>" for part in parts)


def _flat(cell: str) -> str:
    return " ".join(cell.split("\n"))


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]
