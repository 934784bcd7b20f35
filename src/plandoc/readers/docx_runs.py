# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text of a Word paragraph: runs, links, fields and tracked changes, with their marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plandoc import links
from plandoc.blocks import Anchor
from plandoc.errors import UnreadableFile
from plandoc.manuscript import bookmarks
from plandoc.model import Mark, MarkType
from plandoc.readers.characters import clean
from plandoc.readers.docx_styles import Styles, W, is_on, value
from plandoc.readers.flow import Found
from plandoc.readers.inline import cleaned
from plandoc.readers.limits import MAX_DEPTH

if TYPE_CHECKING:
    from lxml.etree import _Element

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"([^"]*)"')
_CONTENTS = re.compile(r"\s*TO[CA]\b")
_DROPPED = {"del", "moveFrom", "rPr", "pPr", "sdtPr", "instrText", "delText", "rt", "sectPr"}
# A bookmark that never ends would make every paragraph after it pay for it.
_MAX_OPEN = 20
_SILENT = {"sym", "softHyphen", "footnoteReference", "endnoteReference"}
_BREAKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class FieldState:
    """The fields that are open; a table of contents stays open over many paragraphs."""

    stack: list[list[str]] = field(default_factory=list)

    def in_contents(self) -> bool:
        """Whether the text belongs to a table of contents."""
        return any(_CONTENTS.match(instruction) for instruction, _ in self.stack)

    def hidden(self) -> bool:
        """Whether the text is a field's instruction, which nobody sees."""
        return any(part == "code" for _, part in self.stack)

    def href(self) -> str | None:
        """Where the innermost link field leads."""
        for instruction, _ in reversed(self.stack):
            found = _LINK.match(instruction)
            if found:
                return found[1]
        return None


class ParagraphReader:
    """Reads paragraphs in document order; fields and bookmarks are followed from one to the next.

    `ended` are the numbers of the bookmarks that end somewhere.
    """

    def __init__(
        self, styles: Styles, targets: Mapping[str, str], ended: Collection[str] = ()
    ) -> None:
        self._styles = styles
        self._ended = ended
        self._targets = targets
        self._fields = FieldState()
        self._open: dict[str, str] = {}

    def read(self, paragraph: _Element) -> Found:
        """The text and marks of one paragraph."""
        run = _Collector(self._styles, self._targets, self._fields, self._open, self._ended)
        run.descend(paragraph, href=None, depth=0)
        return run.result()


class _Collector:
    def __init__(
        self,
        styles: Styles,
        targets: Mapping[str, str],
        fields: FieldState,
        open_bookmarks: dict[str, str],
        ended: Collection[str],
    ) -> None:
        self._ended = ended
        self._styles = styles
        # Bookmarks of ours that have begun, by number: one may go on over a paragraph's end.
        self._open = open_bookmarks
        self._began = dict.fromkeys(open_bookmarks, 0)
        self._anchors: list[Anchor] = []
        self._targets = targets
        self._fields = fields
        self._parts: list[str] = []
        self._length = 0
        self._has_words = False
        self._marks: list[Mark] = []
        self._found = Found(contents=fields.in_contents())

    def result(self) -> Found:
        found = self._found
        text = "".join(self._parts)
        for identity, start in self._began.items():
            self._anchors.append(Anchor(self._open[identity], start, len(text)))
        found.text, found.marks, found.anchors = cleaned(text, self._marks, self._anchors)
        found.contents = found.contents or self._fields.in_contents()
        return found

    def descend(self, element: _Element, *, href: str | None, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise UnreadableFile("unsafe")
        for child in element:
            self._take(child, href, depth)

    def _take(self, child: _Element, href: str | None, depth: int) -> None:
        tag = child.tag
        if not isinstance(tag, str):
            return
        name = tag.rpartition("}")[2]
        if name == "r":
            self._run(child, href, depth)
        elif name == "hyperlink":
            self.descend(child, href=self._target(child), depth=depth + 1)
        elif name == "sdt":
            self._control(child, href, depth)
        elif name == "AlternateContent":
            self._alternative(child, href, depth)
        elif name == "txbxContent":
            self._found.boxes.append(child)
        elif name in ("bookmarkStart", "bookmarkEnd"):
            self._bookmark(child, name)
        elif name not in _DROPPED:
            self.descend(child, href=href, depth=depth + 1)

    def _bookmark(self, element: _Element, name: str) -> None:
        identity = value(element, "id") or ""
        if name == "bookmarkStart":
            called = value(element, "name") or ""
            if bookmarks.parsed(called) is None:
                return
            if identity not in self._ended or len(self._open) >= _MAX_OPEN:
                # LibreOffice writes empty ones twice, once without an end.
                self._anchors.append(Anchor(called, self._length, self._length))
                return
            self._open[identity] = called
            self._began[identity] = self._length
        elif identity in self._open:
            called = self._open.pop(identity)
            self._anchors.append(Anchor(called, self._began.pop(identity), self._length))

    def _target(self, link: _Element) -> str | None:
        target = self._targets.get(str(link.get(_R + "id", "")))
        anchor = value(link, "anchor")
        return target or (f"#{anchor}" if anchor else None)

    def _control(self, control: _Element, href: str | None, depth: int) -> None:
        """A content control; one that nobody has filled in only shows its prompt."""
        content = control.find(W + "sdtContent")
        if content is None:
            return
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            prompt = "".join(str(text) for text in content.itertext()).strip()
            if prompt:
                self._found.placeholders.append(clean(prompt))
            return
        self.descend(content, href=href, depth=depth + 1)

    def _alternative(self, element: _Element, href: str | None, depth: int) -> None:
        """The same thing said twice, for new and old programs: the first that says anything."""
        for option in element:
            if any(True for _ in option.iter(W + "t")):
                self.descend(option, href=href, depth=depth + 1)
                return

    def _run(self, run: _Element, href: str | None, depth: int) -> None:
        properties = run.find(W + "rPr")
        if properties is not None and is_on(properties.find(W + "vanish")):
            return
        start = self._length
        for child in run:
            if isinstance(child.tag, str):
                self._run_child(child, child.tag.rpartition("}")[2], href, depth)
        end = self._length
        if end > start:
            self._mark(start, end, properties, href)

    def _run_child(self, child: _Element, name: str, href: str | None, depth: int) -> None:
        if name == "fldChar":
            self._field(value(child, "fldCharType"))
        elif name == "instrText":
            if self._fields.stack and self._fields.stack[-1][1] == "code":
                self._fields.stack[-1][0] += str(child.text or "")
        elif name in ("t", "delText"):
            if name == "t" and not self._fields.hidden():
                self._add(str(child.text or ""))
        elif name in _BREAKS:
            self._add(_BREAKS[name])
        elif name == "br":
            self._break(value(child, "type"))
        elif name == "lastRenderedPageBreak":
            self._page()
        elif name not in _SILENT:
            self._take(child, href, depth + 1)

    def _field(self, kind: str | None) -> None:
        stack = self._fields.stack
        if kind == "begin" and len(stack) < MAX_DEPTH:
            stack.append(["", "code"])
        elif kind == "separate" and stack:
            stack[-1][1] = "result"
            self._found.contents = self._found.contents or self._fields.in_contents()
        elif kind == "end" and stack:
            stack.pop()

    def _break(self, kind: str | None) -> None:
        if kind == "page":
            self._page()
        elif kind != "column":
            self._add("\n")

    def _page(self) -> None:
        if self._has_words:
            self._found.breaks += 1
        else:
            self._found.break_before = True

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._has_words = self._has_words or bool(text.strip())

    def _mark(self, start: int, end: int, properties: _Element | None, href: str | None) -> None:
        bold = italic = None
        if properties is not None:
            bold, italic = self._styles.character(value(properties.find(W + "rStyle")))
            direct = is_on(properties.find(W + "b")), is_on(properties.find(W + "i"))
            bold = bold if direct[0] is None else direct[0]
            italic = italic if direct[1] is None else direct[1]
        kinds: list[MarkType] = []
        if bold:
            kinds.append("bold")
        if italic:
            kinds.append("italic")
        self._marks += [Mark(start, end, kind) for kind in kinds]
        target = href or self._fields.href()
        if target and links.is_safe(target):
            self._marks.append(Mark(start, end, "link", target))
