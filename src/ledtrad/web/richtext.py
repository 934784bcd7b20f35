# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rich text of a plan document to HTML.

Takes the JSON form of `plandoc`'s rich text: a list of blocks, each with plain text and marks on
character offsets. Every character is escaped here and no markup of the source survives, so a
plan can never bring a script, a style or a link of another kind than web and mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

type_of_list = {"bullet": "ul", "number": "ol"}
SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
DEEPEST_HEADING = 6

RichBlock = Mapping[str, Any]


def rich_text_html(blocks: Iterable[RichBlock], heading_level: int = 4) -> SafeString:
    """Safe HTML of the blocks. A heading of level 1 becomes `h<heading_level>`, and so on down."""
    return _joined(
        _list(kind, list(run)) if kind in type_of_list else _joined(_single(run, heading_level))
        for kind, run in groupby(blocks, key=lambda block: str(block.get("type", "paragraph")))
    )


def plain_text(blocks: Iterable[RichBlock]) -> str:
    """The words alone, one block on each line; a table's cells are parted by tabs."""
    return "\n".join(
        "\n".join("\t".join(str(cell.get("text", "")) for cell in row) for row in block["rows"])
        if block.get("rows")
        else str(block.get("text", ""))
        for block in blocks
    )


def marked_html(text: str, marks: Sequence[Mapping[str, Any]] = ()) -> SafeString:
    """Escaped text with its marks as `strong`, `em` and `a`. Line breaks become `br`.

    Marks may overlap and nest in any way: the text is cut where a mark begins or ends, and each
    piece is wrapped in its own elements. Marks outside the text are cut to it.
    """
    cuts = {0, len(text)}
    for mark in marks:
        cuts.update(min(max(int(mark[end]), 0), len(text)) for end in ("start", "end"))
    edges = sorted(cuts)
    return _joined(
        _piece(text[start:end], [mark for mark in marks if _covers(mark, start, end)])
        for start, end in zip(edges, edges[1:], strict=False)
    )


def _single(run: Iterable[RichBlock], heading_level: int) -> Iterator[SafeString]:
    for block in run:
        if block.get("type") == "table":
            yield _table(block.get("rows", ()))
            continue
        inner = marked_html(str(block.get("text", "")), block.get("marks", ()))
        if block.get("type") == "heading":
            level = min(heading_level + int(block.get("level") or 1) - 1, DEEPEST_HEADING)
            yield format_html("<h{0}>{1}</h{0}>", level, inner)
        else:
            yield format_html("<p>{}</p>", inner)


def _list(kind: str, items: Sequence[RichBlock]) -> SafeString:
    """One list; an item that lies deeper than the one before it opens a list inside it."""
    tag = type_of_list[kind]
    base = min(_depth(item) for item in items)
    grouped: list[tuple[RichBlock | None, list[RichBlock]]] = []
    for item in items:
        if _depth(item) <= base:
            grouped.append((item, []))
        else:
            if not grouped:
                grouped.append((None, []))
            grouped[-1][1].append(item)
    inner = format_html_join(
        "",
        "<li>{}{}</li>",
        (
            (
                marked_html(str(head.get("text", "")), head.get("marks", ())) if head else "",
                _list(kind, below) if below else "",
            )
            for head, below in grouped
        ),
    )
    return format_html("<{0}>{1}</{0}>", mark_safe(tag), inner)  # noqa: S308


def _depth(item: RichBlock) -> int:
    return max(int(item.get("level") or 1), 1)
