# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word files, read straight from their XML in document order.

What Word shows is what counts: automatic numbers are written out, deleted text is gone, inserted
text stays. Tables of contents, page headers and unanswered prompts are furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from plandoc.blocks import Cell, ListKind, Row, Source, Span
from plandoc.errors import UnreadableFile
from plandoc.readers.carried import NAMESPACE, pieces_of, with_carried
from plandoc.readers.docx_runs import ParagraphReader
from plandoc.readers.docx_styles import Numbering, Styles, W, number, value
from plandoc.readers.flow import Flow, Found, Progress
from plandoc.readers.limits import MAX_DEPTH
from plandoc.readers.package import Package, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCUMENT = "word/document.xml"
_CUSTOM_XML = re.compile(r"customXml/item\d+\.xml\Z")
_HEAD_BYTES = 400
_WRAPPERS = {"sdtContent", "ins", "moveTo", "customXml", "smartTag", "Choice"}
_MAX_SPAN = 64


def read(data: bytes, name: str, progress: Progress | None = None) -> Source:
    """Read a Word file. Raises `UnreadableFile` when it is broken, hostile or empty."""
    package = Package(data)
    root = package.xml(_DOCUMENT)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise UnreadableFile("broken")
    reader = _WordReader(package, body, progress)
    reader.read()
    changes = next(body.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo"), None)
    source = reader.source(data, name, "docx", title=package.title(), changes=changes is not None)
    base, steering = _base(package)
    return with_carried(source, reader.keyed, base, steering, pieces=_pieces(package))


def _base(package: Package) -> tuple[bytes | None, bytes | None]:
    """The document that the file carries as JSON and its model, when Ledtråd wrote it."""
    for name in sorted(package.names):
        part = package.part(name) or b"" if _CUSTOM_XML.match(name) else b""
        if NAMESPACE.encode() not in part[:_HEAD_BYTES]:
            continue
        try:
            root = parse_xml(part)
        except UnreadableFile:
            return b"", None  # broken: the file is read as any other, with a note
        if root.tag == f"{{{NAMESPACE}}}plandoc":
            steering = root.findtext(f"{{{NAMESPACE}}}steering")
            told = (str(text or "") for text in (root.text, steering))
            base, model = (text.encode("utf-8", "replace") for text in told)
            return base, model or None
    return None, None


def _pieces(package: Package) -> dict[int, str]:
    try:
        root = package.xml("docProps/custom.xml")
    except UnreadableFile:
        return {}  # nothing that anybody reads in the plan
    return pieces_of(
        {
            str(each.get("name", "")): "".join(str(text) for text in each.itertext())
            for each in (root if root is not None else ())
        }
    )


class _WordReader(Flow):
    def __init__(self, package: Package, body: _Element, progress: Progress | None) -> None:
        rendered = next(body.iter(W + "lastRenderedPageBreak"), None) is not None
        super().__init__(progress, rendered=rendered)
        relations = package.relations(_DOCUMENT)
        links = {key: target for key, (kind, target) in relations.items() if kind == "hyperlink"}
        ended = {value(end, "id") or "" for end in body.iter(W + "bookmarkEnd")}
        self._body = body
        self._package = package
        self._parts = sorted(set(relations.values()))
        self._styles = Styles(package.xml("word/styles.xml"))
        self._numbering = Numbering(package.xml("word/numbering.xml"))
        self._paragraphs = ParagraphReader(self._styles, links, ended)

    def read(self) -> None:
        """Read the whole file."""
        for element in self._each(self._body):
            self._block(element, 0)
        self._notes("footnotes", "footnote")
        self._notes("endnotes", "endnote")
        self._page_heads()

    # -- blocks

    def _block(self, element: _Element, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise UnreadableFile("unsafe")
        if not isinstance(element.tag, str):
            return
        name = element.tag.rpartition("}")[2]
        if name == "p":
            self._paragraph(element, depth)
        elif name == "tbl":
            self._table(element, depth)
        elif name == "sdt":
            self._control(element, depth)
        elif name == "AlternateContent":
            option = next((o for o in element if next(o.iter(W + "t"), None) is not None), None)
            for child in option if option is not None else ():
                self._block(child, depth + 1)
        elif name in _WRAPPERS:
            for child in element:
                self._block(child, depth + 1)

    def _control(self, control: _Element, depth: int) -> None:
        content = control.find(W + "sdtContent")
        if content is None:
            return
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            self._ignore(" ".join(str(text) for text in content.itertext()), "label")
            return
        gallery = value(control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")) or ""
        for child in content:
            if gallery == "Table of Contents" and child.tag == W + "p":
                self._ignored_paragraph(child)
            else:
                self._block(child, depth + 1)

    def _ignored_paragraph(self, element: _Element) -> None:
        self._ignore(self._paragraphs.read(element).text, "contents")

    def _paragraph(self, element: _Element, depth: int) -> None:
        found = self._paragraphs.read(element)
        self._break_page(element, found)
        style = self._style_of(element)
        if found.contents or self._styles.is_contents(style):
            self._ignore(found.text, "contents")
        elif not found.text.strip():
            self._blank(found)
        else:
            heading = self._heading(element, style)
            kind, level, span = self._numbered(element, style, found)
            self._add(span, heading, kind, level, title=self._styles.is_title(style))
        self._page += found.breaks
        self._prompts(found)
        for box in found.boxes:
            for child in box:
                self._block(child, depth + 1)

    def _break_page(self, element: _Element, found: Found) -> None:
        before = element.find(f"{W}pPr/{W}pageBreakBefore")
        if found.break_before or (before is not None and value(before) not in ("0", "false")):
            self._turn_page()

    def _style_of(self, element: _Element) -> str | None:
        return value(element.find(f"{W}pPr/{W}pStyle")) or self._styles.default

    def _heading(self, element: _Element, style: str | None) -> int:
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            level = number(outline, default=9)
            return level + 1 if level < 9 else 0
        return self._styles.heading(style)

    def _numbered(
        self, element: _Element, style: str | None, found: Found
    ) -> tuple[ListKind, int, Span]:
        """Kind of list, level, and the text with the number that Word puts before it."""
        num, level = self._styles.numbering(style)
        direct = element.find(f"{W}pPr/{W}numPr")
        if direct is not None:
            num = value(direct.find(W + "numId")) or num
            at = direct.find(W + "ilvl")
            level = number(at) if at is not None else level
        kind, label = self._numbering.next(num, level, style)
        return kind, min((level or 0) + 1, 3), self._span(found, label)

    # -- tables

    def _table(self, element: _Element, depth: int) -> None:
        rows = (self._row(tr, depth) for tr in _rows(element))
        self._add_table([row for row in rows if row.cells])

    def _row(self, element: _Element, depth: int) -> Row:
        before = number(element.find(f"{W}trPr/{W}gridBefore"))
        cells = [Cell()] * min(max(before, 0), _MAX_SPAN)
        self._page_start = False
        page_start = False
        for tc in _inside(element, "tc"):
            merge = tc.find(f"{W}tcPr/{W}vMerge")
            merged = merge is not None and value(merge) != "restart"
            cells.append(Cell(tuple(self._cell_spans(tc, depth + 1)), merged=merged))
            page_start = page_start or (self._page_start and len(cells) == 1)
            across = number(tc.find(f"{W}tcPr/{W}gridSpan"), default=1)
            across = min(max(across, 1), _MAX_SPAN)
            cells += [Cell(merged=merged)] * (across - 1)
            self._count_cells(across)
        self._page_start = False
        return Row(tuple(cells), page_start=page_start)

    def _cell_spans(self, element: _Element, depth: int) -> Iterator[Span]:
        """The paragraphs of a cell; a table inside the cell gives its cells' paragraphs."""
        if depth > MAX_DEPTH:
            raise UnreadableFile("unsafe")
        for child in element:
            name = str(child.tag).rpartition("}")[2]
            if name == "p":
                yield from self._cell_paragraph(child, depth)
            elif name == "sdt" and child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                self._ignore(" ".join(str(text) for text in child.itertext()), "label")
            elif name in _WRAPPERS or name in ("tbl", "tr", "tc", "sdt"):
                yield from self._cell_spans(child, depth + 1)

    def _cell_paragraph(self, element: _Element, depth: int) -> Iterator[Span]:
        found = self._paragraphs.read(element)
        self._break_page(element, found)
        if found.text.strip():
            kind, level, span = self._numbered(element, self._style_of(element), found)
            yield replace(span, list=kind, list_level=level)
        self._page += found.breaks
        self._prompts(found)
        for box in found.boxes:
            yield from self._cell_spans(box, depth + 1)

    # -- what stands outside the body

    def _notes(self, part: str, kind: str) -> None:
        """Footnotes or endnotes, as paragraphs after the text."""
        root = self._package.xml(f"word/{part}.xml")
        for element in root.findall(W + kind) if root is not None else ():
            if value(element, "type") in (None, "normal"):
                for child in element:
                    self._block(child, 0)

    def _page_heads(self) -> None:
        parts = (t for kind, t in self._parts if kind in ("header", "footer"))
        roots = (root for part in parts if (root := self._package.xml(part)) is not None)
        self._ignore_heads(
            [self._paragraphs.read(each).text for root in roots for each in root.iter(W + "p")]
        )

    def _prompts(self, found: Found) -> None:
        for prompt in found.placeholders:
            self._ignore(prompt, "label")


def _rows(table: _Element) -> Iterator[_Element]:
    for row in _inside(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def _inside(element: _Element, name: str, depth: int = 0) -> Iterator[_Element]:
    """Rows of a table or cells of a row, also those within content controls."""
    if depth > MAX_DEPTH:
        raise UnreadableFile("unsafe")
    for child in element:
        local = str(child.tag).rpartition("}")[2]
        if local == name:
            yield child
        elif local == "sdt" or local in _WRAPPERS:
            yield from _inside(child, name, depth + 1)
