# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""OpenDocument text files (.odt), as LibreOffice and others write them.

They are read as Word files are: what the program shows counts, automatic numbers are written out,
deleted text is gone, and contents, page headers and unanswered prompts are furniture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from plandoc.blocks import Cell, ListKind, Row, Source, Span
from plandoc.errors import UnreadableFile
from plandoc.readers.carried import pieces_of, with_carried
from plandoc.readers.characters import clean
from plandoc.readers.flow import Flow, Found, Progress
from plandoc.readers.limits import MAX_CELLS, MAX_DEPTH
from plandoc.readers.odt_runs import OdtRuns
from plandoc.readers.odt_styles import META, OFFICE, STYLE, TABLE, TEXT, OdtLists, OdtStyles, whole
from plandoc.readers.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENTS = {
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
    "alphabetical-index", "bibliography",
}  # fmt: skip
_GROUPS = {"section", "index-body", "page-sequence", "numbered-paragraph", "a"}
_ROW_GROUPS = {"table-header-rows", "table-rows", "table-row-group"}
_HEADS = ("header", "header-left", "header-first", "footer", "footer-left", "footer-first")
_MAX_SPAN = 64


def read(data: bytes, name: str, progress: Progress | None = None) -> Source:
    """Read an .odt file. Raises `UnreadableFile` when it is broken, hostile, locked or empty."""
    package = Package(data)
    if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
        raise UnreadableFile("encrypted")
    root = package.xml("content.xml")
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if root is None or body is None:
        raise UnreadableFile("broken")
    reader = _OdtReader(root, package.xml("styles.xml"), body, progress)
    reader.read()
    changes = next(body.iter(f"{TEXT}tracked-changes"), None)
    title, pieces = _properties(package)
    source = reader.source(data, name, "odt", title=title, changes=changes is not None)
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


class _OdtReader(Flow):
    def __init__(
        self,
        content: _Element,
        styles: _Element | None,
        body: _Element,
        progress: Progress | None,
    ) -> None:
        rendered = next(body.iter(f"{TEXT}soft-page-break"), None) is not None
        super().__init__(progress, rendered=rendered)
        roots = [root for root in (styles, content) if root is not None]
        ended = {str(end.get(f"{TEXT}name")) for end in content.iter(f"{TEXT}bookmark-end")}
        self._body = body
        self._heads = styles
        self._styles = OdtStyles(roots)
        self._lists = OdtLists(roots)
        self._runs = OdtRuns(self._styles, ended)
        self._notes: list[_Element] = []

    def read(self) -> None:
        """Read the whole file."""
        for element in self._each(self._body):
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
        if found.text.strip():
            title = self._styles.is_title(style)
            self._add(self._span(found, label), heading, kind, min(level, 3), title=title)
        else:
            self._blank(found)
        self._apart(found)
        for box in found.boxes:
            for child in box:
                self._block(child, depth + 1)

    def _apart(self, found: Found) -> None:
        """What stands in a paragraph beside its text."""
        self._page += found.breaks
        self._notes += found.notes
        for prompt in found.placeholders:
            self._ignore(prompt, "label")

    # -- tables

    def _table(self, element: _Element, depth: int) -> None:
        below: dict[int, int] = {}
        rows: list[Row] = []
        for row in _rows(element, depth):
            made = self._row(row, below, depth)
            if made.cells:
                rows += [made] * self._repeats(row, f"{TABLE}number-rows-repeated", made)
        self._add_table(rows)

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
        self._count_cells(count * (len(row.cells) if row is not None else 1))
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
            span = self._span(found, label)
            yield replace(span, list=kind, list_level=min(max(level, 1), 3))
        self._apart(found)
        for box in found.boxes:
            yield from self._cell_parts(box, "", 0, None, depth + 1)

    # -- what stands outside the body

    def _page_heads(self) -> None:
        pages = self._heads.iter(f"{STYLE}master-page") if self._heads is not None else ()
        heads = (page.find(f"{STYLE}{name}") for page in pages for name in _HEADS)
        self._ignore_heads(
            [
                self._runs.read(element).text
                for head in heads
                for element in (() if head is None else head.iter(f"{TEXT}p", f"{TEXT}h"))
            ]
        )


def _rows(table: _Element, depth: int) -> Iterator[_Element]:
    if depth > MAX_DEPTH:
        raise UnreadableFile("unsafe")
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif str(child.tag).rpartition("}")[2] in _ROW_GROUPS:
            yield from _rows(child, depth + 1)
