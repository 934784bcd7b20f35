# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text of a line in Markdown: what would mean something is escaped, marks become markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plandoc.model import Mark, RichText, TextBlock, TextCell
from plandoc.writers.runs import stretches

BREAK = "\\\n"
CELL_BREAK = "<br>"

_SPECIAL = re.compile(r"[\\`*_\[\]<|~]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# At the beginning of a line these begin something else than a paragraph.
_LINE_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-{2,}\s*$|-(?=[\s-]*$))")
_NUMBER_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_WORD_EDGE = re.compile(r"[^\W_]")
_BEFORE = frozenset(" (\n")
_AFTER = frozenset(" .,;:!?)\n")
_SIGNS = {
    frozenset({"bold"}): "**",
    frozenset({"italic"}): "*",
    frozenset({"bold", "italic"}): "***",
}


def escaped(text: str) -> str:
    """The text so that no character of it is markup, wherever in a line it stands."""
    return _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\g<0>", text))


def lines(text: str, indent: str = "") -> str:
    """A text on lines of its own, none of which looks like anything else.

    All but the first are indented.
    """
    return f"\n{indent}".join(_line_start(line) for line in text.split("\n"))


def _line_start(text: str) -> str:
    """An escaped text that begins a line: no heading, list item, quotation or rule."""
    if _LINE_START.match(text):
        return "\\" + text
    return _NUMBER_START.sub(r"\1\\\2", text, count=1)


def marked(part: TextBlock | TextCell, *, line_break: str = BREAK, label: bool = False) -> str:
    """A block's or a cell's text with its marks.

    With `label`, a text that is bold from end to end is set with tags: alone on its line it would
    be a small heading.
    """
    text, marks = part.text, part.marks
    pieces = (
        _piece(text, start, end, over, tags=label and (start, end) == (0, len(text)))
        for start, end, over in stretches(text, marks)
    )
    return "".join(pieces).replace("\n", line_break)


def _piece(text: str, start: int, end: int, marks: Sequence[Mark], *, tags: bool) -> str:
    """A stretch of text that has the same marks from its first character to its last."""
    said = escaped(text[start:end])
    link = next((mark.href for mark in marks if mark.type == "link"), None)
    kinds = frozenset(mark.type for mark in marks if mark.type != "link")
    if kinds:
        signs = "" if tags or link is not None else _signs(text, start, end, kinds)
        if signs:
            said = f"{signs}{said}{signs}"
        else:
            said = f"<b>{said}</b>" if "bold" in kinds else said
            said = f"<i>{said}</i>" if "italic" in kinds else said
    return said if link is None else f"[{said}](<{_href(link)}>)"


def _signs(text: str, start: int, end: int, kinds: frozenset[str]) -> str:
    """The signs for bold and italic, where they are sure to be taken as such; else none."""
    inner = text[start:end]
    safe = (
        _WORD_EDGE.match(inner[0])
        and _WORD_EDGE.match(inner[-1])
        and "\n" not in inner
        and (start == 0 or text[start - 1] in _BEFORE)
        and (end == len(text) or text[end] in _AFTER)
    )
    return _SIGNS[kinds] if safe else ""


def _href(href: str) -> str:
    return re.sub(r"[<>\\|]", r"\\\g<0>", href)


# -- running text in a table cell, where Markdown has no blocks


def in_cell(rich: RichText) -> str:
    """A running text on one line, with the tags that may stand in a table cell."""
    out: list[str] = []
    open_lists: list[str] = []
    for at, block in enumerate(rich):
        kind = {"bullet": "ul", "number": "ol"}.get(block.type)
        wanted = [kind or ""] * block.level if kind else []
        if wanted != open_lists:
            out += [f"</{tag}>" for tag in reversed(open_lists)]
            out += [f"<{tag}>" for tag in wanted]
            open_lists = wanted
        out.append(_cell_block(block, after=rich[at - 1] if at else None))
    out += [f"</{tag}>" for tag in reversed(open_lists)]
    return "".join(out)


def _cell_block(block: TextBlock, *, after: TextBlock | None) -> str:
    if block.rows:
        rows = (
            "".join(f"<td>{marked(cell, line_break=CELL_BREAK)}</td>" for cell in row)
            for row in block.rows
        )
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    said = marked(block, line_break=CELL_BREAK)
    if block.type == "heading":
        return f"<h{block.level + 4}>{said}</h{block.level + 4}>"
    if block.type in {"bullet", "number"}:
        return f"<li>{said}</li>"
    follows_text = after is not None and after.type == "paragraph"
    return f"<br><br>{said}" if follows_text else said
