# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Paragraphs, runs, marks and fields as WordprocessingML text.

The body of a document is written as text and parsed once: building it element by element takes ten
times as long. Everything that comes from a document passes through `escaped`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from plandoc.manuscript import bookmarks
from plandoc.manuscript.hyphens import broken
from plandoc.manuscript.widths import length
from plandoc.model import Mark
from plandoc.writers.runs import runs

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def escaped(text: str) -> str:
    """Text for XML, between tags or in an attribute."""
    return escape(text, {'"': "&quot;"})


# Said of each heading and caption, whatever the template's styles say.
KEEP_NEXT = "<w:keepNext/>"
NEW_PAGE, SAME_PAGE = "<w:pageBreakBefore/>", '<w:pageBreakBefore w:val="0"/>'
# Said of a heading that the template's style would number: a plan has numbers of its own, or none.
UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
AT_THE_MARGIN = '<w:ind w:left="0" w:firstLine="0"/>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in a style; `properties` follow the style's name in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def spacer(height: int, section: str = "") -> str:
    """Empty space of a height in twentieths of a point: two tables in a row would become one.

    It can end a `section`, whose properties it then has.
    """
    space = f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{space}{section}</w:pPr></w:p>"


def run(text: str, properties: str = "") -> str:
    """A run; line feeds in the text become line breaks and tabs become tabs."""
    if not text:
        return ""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{shown}{_characters(text)}</w:r>"


def _characters(text: str) -> str:
    lines = (
        "<w:tab/>".join(_text(piece) for piece in line.split("\t")) for line in text.split("\n")
    )
    return "<w:br/>".join(lines)


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escaped(text)}</w:t>' if text else ""


def marked(text: str, marks: Sequence[Mark], link: Callable[[str], str], style: str) -> str:
    """Text with bold, italic and links; `link` makes the attribute that says where one leads."""
    if not marks:
        return run(text)
    pieces: list[str] = []
    for part in runs(text, marks):
        linked = f'<w:rStyle w:val="{style}"/>' if part.href else ""
        bold = "<w:b/><w:bCs/>" if part.bold else ""
        italic = "<w:i/><w:iCs/>" if part.italic else ""
        piece = run(part.text, f"{linked}{bold}{italic}")
        if part.href:
            piece = f"<w:hyperlink {link(part.href)}>{piece}</w:hyperlink>"
        pieces.append(piece)
    return "".join(pieces)


def softened(content: str, room: int) -> str:
    """Runs with places to break the words that are longer than the room (`widths.length`)."""
    if not _LONG_WORD.search(content):
        return content
    return _SHOWN.sub(
        lambda shown: _LONG_WORD.sub(lambda word: _soft(word[0], room), shown[0]), content
    )


def _soft(word: str, room: int) -> str:
    if length(word) <= room:
        return word
    pieces = broken(word, room // _BROAD_LETTER)
    return '</w:t><w:softHyphen/><w:t xml:space="preserve">'.join(pieces)


# The texts in runs, and the words in them that may be too long for a column.
_SHOWN = re.compile(r"(?<=>)[^<>]+(?=</w:t>)")
_LONG_WORD = re.compile(r"[^\W\d_]{8,}")
_BROAD_LETTER = 550


def field(instruction: str, shown: str, properties: str = "") -> str:
    """A field with the result that stands there until somebody asks Word to count again."""
    props = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{props}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{props}<w:instrText xml:space="preserve"> {escaped(instruction)} '
        "</w:instrText></w:r>"
        f'<w:r>{props}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{props}<w:t>{escaped(shown)}</w:t></w:r>"
        f'<w:r>{props}<w:fldChar w:fldCharType="end"/></w:r>'
    )


class Bookmarks:
    """Hands out bookmarks; numbers and names are unique in a document."""

    def __init__(self, first: int = 1) -> None:
        self._next = first
        self._names: set[str] = set()

    def around(self, name: str, content: str) -> str:
        """The content within a bookmark of this name; a name that is taken stays where it is."""
        if name in self._names:
            return content
        self._names.add(name)
        number, self._next = self._next, self._next + 1
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{escaped(name)}"/>'
            f'{content}<w:bookmarkEnd w:id="{number}"/>'
        )

    def keyed(self, key: str, content: str, part: int | None = None) -> str:
        """The content marked as the value with this key, or as the value's part of this number."""
        return self.around(bookmarks.of_value(key, part), content) if key else content
