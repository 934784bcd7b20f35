# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the file of a word processor becomes while it is read: blocks in order, with their places.

The readers of each format know its elements; what they find in those is gathered here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plandoc.blocks import Anchor, Block, Cell, ListKind, Paragraph, Row, Source, Span, Table
from plandoc.errors import UnreadableFile
from plandoc.model import Ignored, IgnoredReason, Mark, Place
from plandoc.readers.characters import clean
from plandoc.readers.limits import MAX_CELLS, Budget

if TYPE_CHECKING:
    from lxml.etree import _Element

Progress = Callable[[int, int], None]

_STEP = 200


@dataclass(slots=True)
class Found:
    """What was found in a paragraph: its text, and what stands apart from that.

    `boxes` and `notes` are the elements of text boxes and notes, `placeholders` prompts that
    nobody has answered. `contents` says that it belongs to a table of contents. A page may begin
    with it (`break_before`), and others within it (`breaks`).
    """

    text: str = ""
    marks: tuple[Mark, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    boxes: list[_Element] = field(default_factory=list)
    notes: list[_Element] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    contents: bool = False
    break_before: bool = False
    breaks: int = 0


class Flow:
    """The text of a file on its way to blocks. `keyed` has the blank ones with marks of ours too.

    `rendered` says that the file tells where the program that wrote it began its pages.
    """

    def __init__(self, progress: Progress | None, *, rendered: bool) -> None:
        self.keyed: list[Block] = []
        self._progress = progress
        self._rendered = rendered
        self._ignored: list[Ignored] = []
        self._title: str | None = None
        self._budget = Budget()
        self._cells = 0
        self._gap = 0
        self._page = 1
        self._page_start = False

    def source(
        self, data: bytes, name: str, kind: str, *, title: str | None, changes: bool
    ) -> Source:
        """What has been read; `title` is the one in the file's properties.

        `changes` says that the file has tracked ones. Raises `UnreadableFile` without any words.
        """
        blocks = tuple(each for each in self.keyed if isinstance(each, Table) or each.text.strip())
        if not blocks:
            raise UnreadableFile("empty")
        return Source(
            name=name,
            format=kind,
            sha256=hashlib.sha256(data).hexdigest(),
            blocks=blocks,
            pages=self._page if self._rendered else None,
            title=self._title or title,
            furniture=tuple(self._ignored),
            notes=("tracked_changes",) if changes else (),
        )

    def _each(self, body: _Element) -> Iterator[_Element]:
        """The elements of the body in turn; who waits is told how far it has come."""
        total = len(body)
        for done, element in enumerate(body):
            if self._progress and done % _STEP == 0:
                self._progress(done, total)
            yield element

    def _turn_page(self) -> None:
        self._page += 1
        self._page_start = True

    # -- blocks

    def _blank(self, found: Found) -> None:
        """A paragraph without words: of ours, somebody has taken them away, or it never had any."""
        if found.anchors:
            self.keyed.append(Paragraph(self._span(found, "")))
        self._gap += 1

    def _add(self, span: Span, heading: int, kind: ListKind, level: int, *, title: bool) -> None:
        """A paragraph with words; the first one set as a `title` is the document's."""
        if title and self._title is None:
            self._title = " ".join(span.text.split())
        self.keyed.append(
            Paragraph(
                span,
                heading=heading,
                list="" if heading else kind,
                list_level=level,
                gap_before=self._gap,
                page_start=self._page_start,
            )
        )
        self._gap = 0
        self._page_start = False

    def _add_table(self, rows: Sequence[Row]) -> None:
        """A table, its rows made as long as the longest; one without words is none."""
        if not any(cell.spans for row in rows for cell in row.cells):
            return
        width = max(len(row.cells) for row in rows)
        padded = tuple(
            Row(row.cells + (Cell(),) * (width - len(row.cells)), row.page_start) for row in rows
        )
        self.keyed.append(Table(padded, gap_before=self._gap))
        self._gap = 0

    def _count_cells(self, number: int) -> None:
        self._cells += number
        if self._cells > MAX_CELLS:
            raise UnreadableFile("too_large", limit=MAX_CELLS, unit="cells")

    # -- pieces

    def _span(self, found: Found, label: str) -> Span:
        """The text after the number that the program puts before it."""
        prefix = f"{label} " if label else ""
        by = len(prefix)
        identity = self._budget.take(prefix + found.text)
        return Span(
            identity,
            prefix + found.text,
            self._place(identity),
            tuple(Mark(m.start + by, m.end + by, m.type, m.href) for m in found.marks),
            tuple(Anchor(a.name, a.start + by, a.end + by) for a in found.anchors),
        )

    def _place(self, line: int) -> Place:
        return Place(line=line, page=self._page if self._rendered else None)

    def _ignore(self, text: str, reason: IgnoredReason, *, placed: bool = True) -> None:
        text = clean(text).strip()
        if text:
            line = self._budget.take(text)
            self._ignored.append(Ignored(text, reason, self._place(line) if placed else None))

    def _ignore_heads(self, texts: Sequence[str]) -> None:
        """Page headers and footers, each text once."""
        for text in dict.fromkeys(text.strip() for text in texts):
            self._ignore(text, "page_furniture", placed=False)
