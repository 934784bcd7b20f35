# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rich text of a plan document to HTML.

Takes the JSON form of `plandoc`'s rich text: a list of blocks, each with plain text and marks on
character offsets. Every character is escaped here and no markup of the source survives, so a
plan can never bring a script, a style or a link of another kind than web and mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
DEEPEST_HEADING = 6
DEEPEST_ITEM = 3

RichBlock = Mapping[str, Any]
RichMark = Mapping[str, Any]

_LISTS = {"bullet": "<ul>{}</ul>", "number": "<ol>{}</ol>"}
_BREAK = SafeString("<br>")
_MARKS = {"bold": "<strong>{}</strong>", "italic": "<em>{}</em>"}


def rich_text_html(blocks: Iterable[RichBlock], heading_level: int = 4) -> SafeString:
    """Safe HTML of the blocks. A heading of level 1 becomes `h<heading_level>`, and so on down."""
    return _joined(
        _list(kind, list(run)) if kind in _LISTS else _joined(_single(run, heading_level))
        for kind, run in groupby(blocks, key=lambda block: str(block.get("type", "paragraph")))
    )


def marked_html(text: str, marks: Sequence[RichMark] = ()) -> SafeString:
    """Escaped text with its marks as `strong`, `em` and `a`. Line breaks become `br`.

    Marks may overlap in any way: the text is cut where a mark begins or ends, and each piece is
    wrapped in elements of its own. A mark that runs outside the text is cut to it.
    """
    cuts = {0, len(text)}
    for mark in marks:
        cuts.update(min(max(int(mark[end]), 0), len(text)) for end in ("start", "end"))
    return _joined(
        _piece(text[start:end], [mark for mark in marks if _covers(mark, start, end)])
        for start, end in pairwise(sorted(cuts))
    )


def safe_href(href: object) -> str:
    """The address if it leads to the web or to mail, otherwise an empty string."""
    address = str(href or "").strip()
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    return address if scheme in SAFE_SCHEMES else ""


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
    """One list; items that lie deeper than the one before them become a list inside it."""
    base = min(_depth(item) for item in items)
    heads: list[tuple[RichBlock, list[RichBlock]]] = []
    for item in items:
        if _depth(item) > base and heads:
            heads[-1][1].append(item)
        else:
            heads.append((item, []))
    rows = (
        (
            marked_html(str(head.get("text", "")), head.get("marks", ())),
            _list(kind, below) if below else "",
        )
        for head, below in heads
    )
    return format_html(_LISTS[kind], format_html_join("", "<li>{}{}</li>", rows))


def _depth(item: RichBlock) -> int:
    return min(max(int(item.get("level") or 1), 1), DEEPEST_ITEM)


def _table(rows: Iterable[Sequence[RichBlock]]) -> SafeString:
    return format_html(
        '<div class="scroll" tabindex="0"><table class="table">{}</table></div>',
        format_html_join(
            "",
            "<tr>{}</tr>",
            (
                (
                    format_html_join(
                        "",
                        "<td>{}</td>",
                        (
                            (marked_html(str(cell.get("text", "")), cell.get("marks", ())),)
                            for cell in row
                        ),
                    ),
                )
                for row in rows
            ),
        ),
    )


def _covers(mark: RichMark, start: int, end: int) -> bool:
    return int(mark["start"]) <= start and end <= int(mark["end"])


def _piece(text: str, marks: Iterable[RichMark]) -> SafeString:
    html = format_html_join(_BREAK, "{}", ((line,) for line in text.split("\n")))
    href = ""
    for mark in marks:
        if mark.get("type") == "link":
            href = href or safe_href(mark.get("href"))
        elif mark.get("type") in _MARKS:
            html = format_html(_MARKS[str(mark["type"])], html)
    return format_html('<a href="{}" rel="noopener">{}</a>', href, html) if href else html


def _joined(pieces: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))
