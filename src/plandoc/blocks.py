# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reader makes of a file: blocks of text in reading order, each with its place.

A reader does not interpret. It says what stands where: paragraphs, headings that the format itself
marks as headings, list items, and tables where the format or the geometry shows cells. The
smallest piece that recognition can claim is a `Span`: one line of a text file or page, one
paragraph of a Word file or of a cell. Every span has an id that is unique in its source, and every
word of the file stands in exactly one span of `blocks` or in one entry of `furniture`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from plandoc.model import Ignored, Mark, Place, PlanDocument
from plandoc.steering import SteeringModel

ListKind = Literal["", "bullet", "number"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A bookmark on the characters [start, end) of a span's text."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """The smallest claimable piece of a source; `text` as written, blanks at its ends included.

    `anchors` are the bookmarks that Ledtråd put there when it wrote the file. `list` is said of
    list items in table cells; elsewhere the paragraph says it.
    """

    id: int
    text: str
    place: Place
    marks: tuple[Mark, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    list: ListKind = ""
    list_level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or one line of it when the source is `wrapped`.

    `heading` is 1-9 when the format says that it is a heading, 0 otherwise. `gap_before` counts
    the blank lines before it. `page_start` is true for the first paragraph of a page.
    """

    span: Span
    heading: int = 0
    list: ListKind = ""
    list_level: int = 1
    gap_before: int = 0
    page_start: bool = False

    @property
    def text(self) -> str:
        """The text as written."""
        return self.span.text


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its paragraphs. `merged` says that it continues the cell above it."""

    spans: tuple[Span, ...] = ()
    merged: bool = False

    @property
    def text(self) -> str:
        """The cell's paragraphs, one a line, without blank ones."""
        return "\n".join(span.text.strip() for span in self.spans if span.text.strip())


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. `page_start` is true when a new page begins with it."""

    cells: tuple[Cell, ...]
    page_start: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the source draws it: one table a page where a page break cuts it."""

    rows: tuple[Row, ...]
    gap_before: int = 0


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Carried:
    """The document that a file written by Ledtråd holds, with what was edited in the file since.

    `claims` say which span went into which field of which element: (span, element, field). `base`
    is the document as the file says that it was written, where the file holds it whole, and
    `written` its digest. Both come from outside: whoever believes them, has to know them already.
    `model` is the steering model that the file was printed by, if it tells.
    """

    document: PlanDocument
    claims: tuple[tuple[int, str, str], ...] = ()
    base: PlanDocument | None = None
    written: str | None = None
    model: SteeringModel | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file that has been read.

    `format` is "text", "markdown", "docx", "odt", "pdf" or "xlsx". `wrapped` says that each
    paragraph block is one visual line, so that paragraphs have to be put together again.
    `furniture` is what the reader itself could tell to be no content (page headers of a Word file,
    rules of a Markdown table). `notes` are codes of things the user should know
    ("pages_without_text").
    `carried` is set when Ledtråd wrote the file: then nothing has to be recognised.
    """

    name: str
    format: str
    sha256: str
    blocks: tuple[Block, ...]
    wrapped: bool = False
    pages: int | None = None
    title: str | None = None
    furniture: tuple[Ignored, ...] = ()
    notes: tuple[str, ...] = ()
    carried: Carried | None = None

    def spans(self) -> Iterator[Span]:
        """Every span of the blocks, in reading order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.span
            else:
                for row in block.rows:
                    for cell in row.cells:
                        yield from cell.spans
