# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""OpenDocument text files (.odt), as LibreOffice and others write them.

They are read as Word files are: what the program shows counts, automatic numbers are written out,
deleted text is gone, and contents, page headers and unanswered prompts are furniture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from plandoc.blocks import Anchor, Block, Cell, ListKind, Paragraph, Row, Source, Span, Table
from plandoc.errors import UnreadableFile
from plandoc.model import Ignored, IgnoredReason, Mark, Place
from plandoc.readers.carried import pieces_of, with_carried
from plandoc.readers.characters import clean
from plandoc.readers.limits import MAX_CELLS, MAX_DEPTH, Budget
from plandoc.readers.odt_runs import OdtRuns, OdtText
from plandoc.readers.odt_styles import META, OFFICE, STYLE, TABLE, TEXT, OdtLists, OdtStyles, whole
from plandoc.readers.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

Progress = Callable[[int, int], None]

_CONTENTS = {
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
    "alphabetical-index", "bibliography",
}  # fmt: skip
_GROUPS = {"section", "index-body", "page-sequence", "numbered-paragraph", "a"}
_ROW_GROUPS = {"table-header-rows", "table-rows", "table-row-group"}
_HEADS = ("header", "header-left", "header-first", "footer", "footer-left", "footer-first")
_MAX_SPAN = 64
_STEP = 200


def read(data: bytes, name: str, progress: Progress | None = None) -> Source:
    """Read an .odt file. Raises `UnreadableFile` when it is broken, hostile, locked or empty."""
    package = Package(data)
    if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
        raise UnreadableFile("encrypted")
    root = package.xml("content.xml")
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if root is None or body is None:
        raise UnreadableFile("broken")
    styles = package.xml("styles.xml")
    reader = _OdtReader(root, styles, progress)
    reader.read(body)
    blocks = reader.blocks
    if not blocks:
        raise UnreadableFile("empty")
    title, pieces = _properties(package)
    changes = next(body.iter(f"{TEXT}tracked-changes"), None)
    source = Source(
        name=name,
        format="odt",
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=blocks,
        pages=reader.pages,
        title=reader.title or title,
        furniture=tuple(reader.ignored),
        notes=() if changes is None else ("tracked_changes",),
    )
    return with_carried(source, reader.keyed, pieces=pieces)


def _properties(package: Package) -> tuple[str | None, dict[int, str]]:
    """The title in the file's properties, and what Ledtråd put there."""
    meta = package.xml("meta.xml")
    if meta is None:
        return None, {}
    title = meta.findtext(".//{http://purl.org/dc/elements/1.1/}title")
    own = {
        str(each.get(f"{META}name", "")): "".join(str(text) for text in each.itertext())
        for each in meta.iter(f"{META}user-defined")
    }
    return " ".join(clean(str(title or "")).split()) or None, pieces_of(own)


class _OdtReader:
    def __init__(
        self, content: _Element, styles: _Element | None, progress: Progress | None
    ) -> None:
        roots = [root for root in (styles, content) if root is not None]
        ended = {str(end.get(f"{TEXT}name")) for end in content.iter(f"{TEXT}bookmark-end")}
        self.ignored: list[Ignored] = []
        self.title: str | None = None
        # Everything with our marks, blank paragraphs too; `blocks` are those with words.
        self.keyed: list[Block] = []
        self._progress = progress
        self._heads = styles
        self._styles = OdtStyles(roots)
        self._lists = OdtLists(roots)
        self._runs = OdtRuns(self._styles, ended)
        self._notes: list[_Element] = []
        self._budget = Budget()
        self._cells = 0
        self._gap = 0
        self._page = 1
        self._page_start = False
        self._rendered = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that have words."""
        return tuple(
            block for block in self.keyed if isinstance(block, Table) or block.text.strip()
        )

    @property
    def pages(self) -> int | None:
        """How many pages the program last drew, when the file says so."""
        return self._page if self._rendered else None

    def read(self, body: _Element) -> None:
        """Fill `keyed` and `ignored`."""
        self._rendered = next(body.iter(f"{TEXT}soft-page-break"), None) is not None
        total = len(body)
        for done, element in enumerate(body):
            if self._progress and done % _STEP == 0:
                self._progress(done, total)
            self._block(element, 0)
        # Notes may hold notes: what is found on the way is read too.
        for note in self._notes:
            for child in note:
                self._block(child, 1)
        self._page_heads()

    # -- blocks

    def _block(self, element: _Element, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise UnreadableFile("unsafe")
        if not isinstance(element.tag, str):
            return
        name = element.tag.rpartition("}")[2]
        if name in ("p", "h") and element.tag.startswith(TEXT):
            self._paragraph(element, "", 1, "", depth)
        elif name == "list":
            self._list(element, None, 1, depth)
        elif name == "table" and element.tag.startswith(TABLE):
            self._table(element, depth)
        elif name in _CONTENTS:
            for paragraph in element.iter(f"{TEXT}p", f"{TEXT}h"):
                self._ignore(self._runs.read(paragraph).text, "contents")
        elif name == "soft-page-break":
            self._turn_page()
        elif name in _GROUPS:
            for child in element:
                self._block(child, depth + 1)

    def _list(self, element: _Element, style: str | None, level: int, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise UnreadableFile("unsafe")
        style = element.get(f"{TEXT}style-name") or style
        goes_on = element.get(f"{TEXT}continue-numbering") == "true"
        if level == 1 and not goes_on and element.get(f"{TEXT}continue-list") is None:
            self._lists.begin(style)
        for item in element:
            first = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag == f"{TEXT}list":
                    self._list(child, style, level + 1, depth + 1)
                elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    kind, label = self._item(child, style, level) if first else ("", "")
                    first = False
                    self._paragraph(child, kind, level, label, depth)
                else:
                    self._block(child, depth + 1)

    def _item(self, element: _Element, style: str | None, level: int) -> tuple[ListKind, str]:
        own = style or self._styles.list_style(element.get(f"{TEXT}style-name"))
        return self._lists.next(own, level)

    def _paragraph(
        self, element: _Element, kind: ListKind, level: int, label: str, depth: int
    ) -> None:
        found = self._runs.read(element)
        style = element.get(f"{TEXT}style-name")
        if found.break_before or (self._styles.breaks_page(style) and self.keyed):
            self._turn_page()
        heading = 0
        if element.tag == f"{TEXT}h":
            heading = min(max(whole(element, f"{TEXT}outline-level", 1), 1), 9)
            label = label or (self._lists.heading(heading) if found.text.strip() else "")
        elif self._styles.is_title(style):
            heading = 1
        self._text(found, kind, level, label, heading, title=self._styles.is_title(style))
        self._page += found.breaks
        self._notes += found.notes
        for prompt in found.placeholders:
            self._ignore(prompt, "label")
        for box in found.boxes:
            for child in box:
                self._block(child, depth + 1)

    def _text(
        self,
        found: OdtText,
        kind: ListKind,
        level: int,
        label: str,
        heading: int,
        *,
        title: bool,
    ) -> None:
        if not found.text.strip():
            if found.anchors:
                # Words of ours that somebody has taken away, or that were blank from the first.
                self.keyed.append(Paragraph(self._span(found, "")))
            self._gap += 1
            return
        span = self._span(found, f"{label} " if label else "")
        if title and self.title is None:
            self.title = " ".join(span.text.split())
        self.keyed.append(
            Paragraph(
                span,
                heading=heading,
                list="" if heading else kind,
                list_level=min(level, 3),
                gap_before=self._gap,
                page_start=self._page_start,
            )
        )
        self._gap = 0
        self._page_start = False

    def _turn_page(self) -> None:
        self._page += 1
        self._page_start = True

    # -- tables

    def _table(self, element: _Element, depth: int) -> None:
        below: dict[int, int] = {}
        rows: list[Row] = []
        for row in _rows(element, depth):
            made = self._row(row, below, depth)
            if made.cells:
                rows += [made] * self._repeats(row, f"{TABLE}number-rows-repeated", made)
        if not any(cell.spans for row in rows for cell in row.cells):
            return
        width = max(len(row.cells) for row in rows)
        padded = tuple(
            Row(row.cells + (Cell(),) * (width - len(row.cells)), row.page_start) for row in rows
        )
        self.keyed.append(Table(padded, gap_before=self._gap))
        self._gap = 0

    def _row(self, element: _Element, below: dict[int, int], depth: int) -> Row:
        """A row. `below` counts for each column how many rows a cell above still covers."""
        cells: list[Cell] = []
        self._page_start = False
        page_start = False
        for child in element:
            covered = child.tag == f"{TABLE}covered-table-cell"
            if not covered and child.tag != f"{TABLE}table-cell":
                continue
            made = Cell(merged=covered and below.get(len(cells), 0) > 0)
            if not covered:
                made = Cell(tuple(self._cell_spans(child, depth + 1)))
                page_start = page_start or (self._page_start and not cells)
                self._cover(child, len(cells), below)
            elif made.merged:
                below[len(cells)] -= 1
            count = self._repeats(child, f"{TABLE}number-columns-repeated", None)
            cells += [made] * min(count, _MAX_SPAN)
        self._page_start = False
        return Row(tuple(cells), page_start=page_start)

    def _cover(self, cell: _Element, column: int, below: dict[int, int]) -> None:
        down = min(whole(cell, f"{TABLE}number-rows-spanned", 1), MAX_CELLS) - 1
        across = min(whole(cell, f"{TABLE}number-columns-spanned", 1), _MAX_SPAN)
        for at in range(column, column + max(across, 1)):
            below[at] = down

    def _repeats(self, element: _Element, name: str, row: Row | None) -> int:
        """How often a row or a cell is repeated; one without words is not worth repeating."""
        count = max(whole(element, name, 1), 1)
        if row is not None and not any(cell.spans for cell in row.cells):
            count = 1
        self._cells += count * (len(row.cells) if row is not None else 1)
        if self._cells > MAX_CELLS:
            raise UnreadableFile("too_large", limit=MAX_CELLS, unit="cells")
        return count

    def _cell_spans(self, element: _Element, depth: int) -> Iterator[Span]:
        """The paragraphs of a cell; a table inside the cell gives its cells' paragraphs."""
        yield from self._cell_parts(element, "", 0, None, depth)

    def _cell_parts(
        self, element: _Element, kind: ListKind, level: int, style: str | None, depth: int
    ) -> Iterator[Span]:
        if depth > MAX_DEPTH:
            raise UnreadableFile("unsafe")
        for child in element:
            name = str(child.tag).rpartition("}")[2]
            if name in ("p", "h"):
                label = ""
                if element.tag == f"{TEXT}list-item" and child is element[0]:
                    kind, label = self._item(child, style, level)
                yield from self._cell_paragraph(child, kind, level, label, depth)
            elif name == "list":
                own = child.get(f"{TEXT}style-name") or style
                if level == 0 and child.get(f"{TEXT}continue-numbering") != "true":
                    self._lists.begin(own)
                yield from self._cell_parts(child, kind, level + 1, own, depth + 1)
            elif name in _ROW_GROUPS or name in _GROUPS:
                yield from self._cell_parts(child, kind, level, style, depth + 1)
            elif name in ("list-item", "list-header", "table", "table-row", "table-cell"):
                yield from self._cell_parts(child, "", level, style, depth + 1)

    def _cell_paragraph(
        self, element: _Element, kind: ListKind, level: int, label: str, depth: int
    ) -> Iterator[Span]:
        found = self._runs.read(element)
        if found.break_before:
            self._turn_page()
        if found.text.strip():
            span = self._span(found, f"{label} " if label else "")
            yield replace(span, list=kind, list_level=min(max(level, 1), 3))
        self._page += found.breaks
        self._notes += found.notes
        for prompt in found.placeholders:
            self._ignore(prompt, "label")
        for box in found.boxes:
            yield from self._cell_parts(box, "", 0, None, depth + 1)

    # -- what stands outside the body

    def _page_heads(self) -> None:
        """Page headers and footers, each text once."""
        seen: set[str] = set()
        pages = self._heads.iter(f"{STYLE}master-page") if self._heads is not None else ()
        for page in pages:
            for name in _HEADS:
                head = page.find(f"{STYLE}{name}")
                for element in head.iter(f"{TEXT}p", f"{TEXT}h") if head is not None else ():
                    text = self._runs.read(element).text.strip()
                    if text and text not in seen:
                        seen.add(text)
                        self._ignore(text, "page_furniture", placed=False)

    # -- pieces

    def _place(self, line: int) -> Place:
        return Place(line=line, page=self._page if self._rendered else None)

    def _span(self, found: OdtText, prefix: str) -> Span:
        identity = self._budget.take(prefix + found.text)
        by = len(prefix)
        return Span(
            identity,
            prefix + found.text,
            self._place(identity),
            tuple(Mark(m.start + by, m.end + by, m.type, m.href) for m in found.marks),
            tuple(Anchor(a.name, a.start + by, a.end + by) for a in found.anchors),
        )

    def _ignore(self, text: str, reason: IgnoredReason, *, placed: bool = True) -> None:
        text = clean(text).strip()
        if text:
            line = self._budget.take(text)
            self.ignored.append(Ignored(text, reason, self._place(line) if placed else None))


def _rows(table: _Element, depth: int) -> Iterator[_Element]:
    if depth > MAX_DEPTH:
        raise UnreadableFile("unsafe")
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif str(child.tag).rpartition("}")[2] in _ROW_GROUPS:
            yield from _rows(child, depth + 1)
