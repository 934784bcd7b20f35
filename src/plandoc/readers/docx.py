# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word files, read straight from their XML in document order.

What Word shows is what counts: automatic numbers are written out, deleted text is gone, inserted
text stays. Tables of contents, page headers and unanswered prompts are furniture.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from plandoc.blocks import Anchor, Block, Cell, ListKind, Paragraph, Row, Source, Span, Table
from plandoc.errors import UnreadableFile
from plandoc.model import Ignored, IgnoredReason, Mark, Place
from plandoc.readers.carried import NAMESPACE, pieces_of, with_carried
from plandoc.readers.characters import clean
from plandoc.readers.docx_runs import ParagraphReader, RunText
from plandoc.readers.docx_styles import Numbering, Styles, W, number, value
from plandoc.readers.limits import MAX_CELLS, MAX_DEPTH, Budget
from plandoc.readers.package import Package, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

Progress = Callable[[int, int], None]

_DOCUMENT = "word/document.xml"
_CUSTOM_XML = re.compile(r"customXml/item\d+\.xml\Z")
_HEAD_BYTES = 400
_WRAPPERS = {"sdtContent", "ins", "moveTo", "customXml", "smartTag", "Choice"}
_MAX_SPAN = 64
_STEP = 200


def read(data: bytes, name: str, progress: Progress | None = None) -> Source:
    """Read a Word file. Raises `UnreadableFile` when it is broken, hostile or empty."""
    package = Package(data)
    root = package.xml(_DOCUMENT)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise UnreadableFile("broken")
    ended = {value(end, "id") or "" for end in body.iter(W + "bookmarkEnd")}
    reader = _WordReader(package, progress, ended)
    reader.read(body)
    blocks = reader.blocks
    if not blocks:
        raise UnreadableFile("empty")
    changes = next(body.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo"), None)
    source = Source(
        name=name,
        format="docx",
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=blocks,
        pages=reader.pages,
        title=reader.title or package.title(),
        furniture=tuple(reader.ignored),
        notes=() if changes is None else ("tracked_changes",),
    )
    base, steering = _base(package)
    return with_carried(source, reader.keyed, base, steering, pieces=_pieces(package))


def _base(package: Package) -> tuple[bytes | None, bytes | None]:
    """The document that the file carries as JSON and its model, when Ledtråd wrote it."""
    for name in sorted(package.names):
        if _CUSTOM_XML.match(name):
            part = package.part(name) or b""
            if NAMESPACE.encode() in part[:_HEAD_BYTES]:
                root = parse_xml(part)
                if root.tag == f"{{{NAMESPACE}}}plandoc":
                    steering = root.findtext(f"{{{NAMESPACE}}}steering")
                    told = (str(text or "") for text in (root.text, steering))
                    base, model = (text.encode("utf-8", "replace") for text in told)
                    return base, model or None
    return None, None


def _pieces(package: Package) -> dict[int, str]:
    root = package.xml("docProps/custom.xml")
    return pieces_of(
        {
            str(each.get("name", "")): "".join(str(text) for text in each.itertext())
            for each in (root if root is not None else ())
        }
    )


class _WordReader:
    def __init__(self, package: Package, progress: Progress | None, ended: Collection[str]) -> None:
        relations = package.relations(_DOCUMENT)
        links = {key: target for key, (kind, target) in relations.items() if kind == "hyperlink"}
        # Everything with our marks, blank paragraphs too; `blocks` are those with words.
        self.keyed: list[Block] = []
        self.ignored: list[Ignored] = []
        self.title: str | None = None
        self._package = package
        self._progress = progress
        self._parts = sorted(set(relations.values()))
        self._styles = Styles(package.xml("word/styles.xml"))
        self._numbering = Numbering(package.xml("word/numbering.xml"))
        self._paragraphs = ParagraphReader(self._styles, links, ended)
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
        """How many pages Word last drew, when the file says so."""
        return self._page if self._rendered else None

    def read(self, body: _Element) -> None:
        """Fill `blocks` and `ignored`."""
        self._rendered = next(body.iter(W + "lastRenderedPageBreak"), None) is not None
        total = len(body)
        for done, element in enumerate(body):
            if self._progress and done % _STEP == 0:
                self._progress(done, total)
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
        self._turn_page(element, found)
        style = self._style_of(element)
        if found.contents or self._styles.is_contents(style):
            self._ignore(found.text, "contents")
        else:
            self._text_paragraph(element, found, style)
        self._page += found.breaks_inside
        self._prompts(found)
        for box in found.boxes:
            for child in box:
                self._block(child, depth + 1)

    def _text_paragraph(self, element: _Element, found: RunText, style: str | None) -> None:
        if not found.text.strip():
            if found.anchors:
                # Words of ours that somebody has taken away, or that were blank from the first.
                self.keyed.append(Paragraph(self._span(found, "")))
            self._gap += 1
            return
        heading = self._heading(element, style)
        kind, level, numbered = self._numbered(element, style, found)
        text = numbered.text
        if self.title is None and self._styles.is_title(style):
            self.title = " ".join(text.split())
        self.keyed.append(
            Paragraph(
                numbered,
                heading=heading,
                list="" if heading else kind,
                list_level=level,
                gap_before=self._gap,
                page_start=self._page_start,
            )
        )
        self._gap = 0
        self._page_start = False

    def _turn_page(self, element: _Element, found: RunText) -> None:
        before = element.find(f"{W}pPr/{W}pageBreakBefore")
        if found.break_before or (before is not None and value(before) not in ("0", "false")):
            self._page += 1
            self._page_start = True

    def _style_of(self, element: _Element) -> str | None:
        return value(element.find(f"{W}pPr/{W}pStyle")) or self._styles.default

    def _heading(self, element: _Element, style: str | None) -> int:
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            level = number(outline, default=9)
            return level + 1 if level < 9 else 0
        return self._styles.heading(style)

    def _numbered(
        self, element: _Element, style: str | None, found: RunText
    ) -> tuple[ListKind, int, Span]:
        """Kind of list, level, and the text with the number that Word puts before it."""
        num, level = self._styles.numbering(style)
        direct = element.find(f"{W}pPr/{W}numPr")
        if direct is not None:
            num = value(direct.find(W + "numId")) or num
            at = direct.find(W + "ilvl")
            level = number(at) if at is not None else level
        kind, label = self._numbering.next(num, level, style)
        prefix = f"{label} " if label else ""
        return kind, min((level or 0) + 1, 3), self._span(found, prefix)

    # -- tables

    def _table(self, element: _Element, depth: int) -> None:
        rows = [row for row in (self._row(tr, depth) for tr in _rows(element)) if row.cells]
        if not any(cell.spans for row in rows for cell in row.cells):
            return
        width = max(len(row.cells) for row in rows)
        padded = tuple(
            Row(row.cells + (Cell(),) * (width - len(row.cells)), row.page_start) for row in rows
        )
        self.keyed.append(Table(padded, gap_before=self._gap))
        self._gap = 0

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
            self._cells += across
            if self._cells > MAX_CELLS:
                raise UnreadableFile("too_large", limit=MAX_CELLS, unit="cells")
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
        self._turn_page(element, found)
        if found.text.strip():
            kind, level, span = self._numbered(element, self._style_of(element), found)
            yield replace(span, list=kind, list_level=level)
        self._page += found.breaks_inside
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
        """Page headers and footers, each text once."""
        seen: set[str] = set()
        for kind, target in self._parts:
            root = self._package.xml(target) if kind in ("header", "footer") else None
            for element in root.iter(W + "p") if root is not None else ():
                text = self._paragraphs.read(element).text.strip()
                if text and text not in seen:
                    seen.add(text)
                    self._ignore(text, "page_furniture", placed=False)

    # -- pieces

    def _place(self, line: int) -> Place:
        return Place(line=line, page=self._page if self._rendered else None)

    def _span(self, found: RunText, prefix: str) -> Span:
        identity = self._budget.take(prefix + found.text)
        by = len(prefix)
        return Span(
            identity,
            prefix + found.text,
            self._place(identity),
            tuple(Mark(m.start + by, m.end + by, m.type, m.href) for m in found.marks),
            tuple(Anchor(a.name, a.start + by, a.end + by) for a in found.anchors),
        )

    def _prompts(self, found: RunText) -> None:
        for prompt in found.placeholders:
            self._ignore(prompt, "label")

    def _ignore(self, text: str, reason: IgnoredReason, *, placed: bool = True) -> None:
        text = clean(text).strip()
        if text:
            line = self._budget.take(text)
            self.ignored.append(Ignored(text, reason, self._place(line) if placed else None))


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
