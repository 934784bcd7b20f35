# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text of an OpenDocument paragraph: spans, links, blanks, notes and bookmarks."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from plandoc import links
from plandoc.blocks import Anchor
from plandoc.errors import UnreadableFile
from plandoc.manuscript import bookmarks
from plandoc.model import Mark, MarkType
from plandoc.readers.flow import Found
from plandoc.readers.inline import cleaned
from plandoc.readers.limits import MAX_CHARACTERS, MAX_DEPTH
from plandoc.readers.odt_styles import TEXT, XLINK, OdtStyles, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANKS = re.compile(r"[ \t\r\n]+")
_DROPPED = {
    "annotation", "annotation-end", "note-citation", "ruby-text", "change", "change-start",
    "change-end", "hidden-text", "hidden-paragraph", "alphabetical-index-mark", "toc-mark",
    "toc-mark-start", "toc-mark-end", "title", "desc", "svg", "script", "image", "object",
    "object-ole", "plugin", "applet", "meta-field-protected",
}  # fmt: skip
# A bookmark that never ends would make every paragraph after it pay for it.
_MAX_OPEN = 20


class OdtRuns:
    """Reads paragraphs in document order; bookmarks are followed from one to the next.

    `ended` are the names of the bookmarks that end somewhere.
    """

    def __init__(self, styles: OdtStyles, ended: Collection[str] = ()) -> None:
        self._styles = styles
        self._ended = ended
        self._open: set[str] = set()

    def read(self, paragraph: _Element) -> Found:
        """The text and marks of one paragraph."""
        collector = _Collector(self._styles, self._open, self._ended)
        collector.descend(paragraph, (), None, 0)
        return collector.result()


class _Collector:
    def __init__(self, styles: OdtStyles, open_bookmarks: set[str], ended: Collection[str]) -> None:
        self._styles = styles
        self._ended = ended
        # Bookmarks of ours that have begun: one may go on over a paragraph's end.
        self._open = open_bookmarks
        self._began = dict.fromkeys(open_bookmarks, 0)
        self._parts: list[str] = []
        self._length = 0
        self._has_words = False
        self._marks: list[Mark] = []
        self._anchors: list[Anchor] = []
        self._blank = True
        self._found = Found()

    def result(self) -> Found:
        found = self._found
        text = "".join(self._parts)
        for name, start in self._began.items():
            self._anchors.append(Anchor(name, start, len(text)))
        found.text, found.marks, found.anchors = cleaned(text, self._marks, self._anchors)
        return found

    def descend(
        self, element: _Element, kinds: tuple[MarkType, ...], href: str | None, depth: int
    ) -> None:
        if depth > MAX_DEPTH:
            raise UnreadableFile("unsafe")
        self._add(str(element.text or ""), kinds, href)
        for child in element:
            if isinstance(child.tag, str):
                self._take(child, kinds, href, depth)
            self._add(str(child.tail or ""), kinds, href)

    def _take(
        self, child: _Element, kinds: tuple[MarkType, ...], href: str | None, depth: int
    ) -> None:
        name = str(child.tag).rpartition("}")[2]
        if name == "s":
            self._put(" " * min(whole(child, f"{TEXT}c", 1), 1000), kinds, href)
        elif name == "tab":
            self._put("\t", kinds, href)
        elif name == "line-break":
            self._put("\n", kinds, href)
        elif name == "soft-page-break":
            self._page()
        elif name.startswith("bookmark") and child.tag.startswith(TEXT):
            self._bookmark(child, name, kinds, href, depth)
        elif name == "note":
            self._found.notes += child.findall(f"{TEXT}note-body")
        elif name == "text-box":
            self._found.boxes.append(child)
        elif name == "placeholder":
            self._found.placeholders.append("".join(str(text) for text in child.itertext()))
        elif name == "a":
            target = str(child.get(f"{XLINK}href", ""))
            self.descend(child, kinds, target if links.is_safe(target) else None, depth + 1)
        elif name == "span":
            self._span(child, kinds, href, depth)
        elif name not in _DROPPED:
            self.descend(child, kinds, href, depth + 1)

    def _span(
        self, span: _Element, kinds: tuple[MarkType, ...], href: str | None, depth: int
    ) -> None:
        bold, italic, hidden = self._styles.character(span.get(f"{TEXT}style-name"))
        if hidden:
            return
        now: list[MarkType] = []
        if bold or (bold is None and "bold" in kinds):
            now.append("bold")
        if italic or (italic is None and "italic" in kinds):
            now.append("italic")
        self.descend(span, tuple(now), href, depth + 1)

    def _bookmark(
        self,
        element: _Element,
        kind: str,
        kinds: tuple[MarkType, ...],
        href: str | None,
        depth: int,
    ) -> None:
        if kind == "bookmark-ref":
            self.descend(element, kinds, href, depth + 1)
            return
        name = str(element.get(f"{TEXT}name", ""))
        if bookmarks.parsed(name) is None:
            return
        if kind == "bookmark":
            self._anchors.append(Anchor(name, self._length, self._length))
        elif kind == "bookmark-start":
            if name not in self._ended or len(self._open) >= _MAX_OPEN:
                self._anchors.append(Anchor(name, self._length, self._length))
                return
            self._open.add(name)
            self._began[name] = self._length
        elif kind == "bookmark-end" and name in self._open:
            self._open.discard(name)
            self._anchors.append(Anchor(name, self._began.pop(name), self._length))

    def _page(self) -> None:
        if self._has_words:
            self._found.breaks += 1
        else:
            self._found.break_before = True

    def _add(self, text: str, kinds: tuple[MarkType, ...], href: str | None) -> None:
        """Text as XML has it: runs of blanks are one, and none begins a paragraph."""
        text = _BLANKS.sub(" ", text)
        if self._blank:
            text = text.removeprefix(" ")
        if text:
            self._put(text, kinds, href)
            self._blank = text.endswith(" ")

    def _put(self, text: str, kinds: tuple[MarkType, ...], href: str | None) -> None:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        self._has_words = self._has_words or bool(text.strip())
        self._blank = False
        if self._length > MAX_CHARACTERS:
            raise UnreadableFile("too_large", limit=MAX_CHARACTERS, unit="characters")
        self._marks += [Mark(start, self._length, kind) for kind in kinds]
        if href:
            self._marks.append(Mark(start, self._length, "link", href))
