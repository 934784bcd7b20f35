# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The contents: a field that Word can make anew, and that is already filled in.

Word asks the reader a question when a file tells it to count its fields at opening. So nothing is
left to count: the entries stand there, each with a page number from the PDF's layout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plandoc.manuscript.parts import Heading, Item
from plandoc.manuscript.widths import lines
from plandoc.readers.docx_styles import number
from plandoc.writers.docx.measures import Measures
from plandoc.writers.docx.styles import Styles
from plandoc.writers.docx.xml import KEEP_NEXT, NEW_PAGE, Bookmarks, escaped, paragraph, run

_TITLE = "Innehåll"
_MAX_LEVEL = 3
# More entries than this are no overview: the lowest level is left out.
_MAX_ENTRIES = 90
# Fewer headings than this need no contents.
_LEAST_ENTRIES = 4
_FIRST_TARGET = 200_000_001
# The room for a page number, in twentieths of a point.
_PAGE_NUMBER = 500
# Letters in percent of their size: those of the highest level are bold.
_PERCENT = 105


class Contents:
    """The contents of a file and the bookmarks at the headings that it leads to."""

    def __init__(self, styles: Styles, bookmarks: Bookmarks, measures: Measures) -> None:
        self._styles = styles
        self._measures = measures
        self._bookmarks = bookmarks
        self._targets: dict[str, str] = {}

    def target(self, heading: Heading, content: str) -> str:
        """A heading's words, within the bookmark that its entry leads to."""
        name = self._targets.get(heading.anchor)
        return content if name is None else self._bookmarks.around(name, content)

    def xml(self, items: Sequence[Item], numbers: Mapping[str, int], width: int) -> str:
        """The contents with page numbers by anchor; nothing for a short document."""
        headings = [item for item in items if isinstance(item, Heading)]
        level = _deepest(headings)
        listed = [heading for heading in headings if heading.level <= level]
        if len(listed) < _LEAST_ENTRIES:
            return ""
        made: list[str] = []
        for at, heading in enumerate(listed):
            name = f"_Toc{_FIRST_TARGET + at}"
            self._targets[heading.anchor] = name
            begin = _begin(level) if at == 0 else ""
            end = _END if at == len(listed) - 1 else ""
            room = self._room(f"TOC{heading.level}", width)
            entry = _entry(heading, name, numbers.get(heading.anchor), room)
            tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
            style = self._styles[f"TOC{heading.level}"]
            made.append(paragraph(style, begin + entry + end, tabs))
        numbered, indent = self._styles.unnumbered("TOCHeading")
        head = KEEP_NEXT + NEW_PAGE + numbered + indent
        title = paragraph(self._styles["TOCHeading"], run(_TITLE), head)
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{title}{''.join(made)}"
            "</w:sdtContent></w:sdt>"
        )

    def _room(self, ours: str, width: int) -> int:
        """How long a line may be beside the page number, in thousandths of its letters' size."""
        left = number(self._styles.inherited(ours, "pPr/ind"), "left")
        return (width - _PAGE_NUMBER - left) * 100_000 // (self._measures.em(ours) * _PERCENT)


def _deepest(headings: Sequence[Heading]) -> int:
    """The lowest level of heading that the contents can list."""
    for level in range(_MAX_LEVEL, 1, -1):
        if sum(1 for heading in headings if heading.level <= level) <= _MAX_ENTRIES:
            return level
    return 1


def _entry(heading: Heading, name: str, page: int | None, room: int) -> str:
    begin = f"{heading.number.text}\u2002" if heading.number and heading.number.text else ""
    # Long ones are cut into lines here, so that they stay clear of the page numbers.
    words = run("\n".join(lines((begin + heading.title.text).replace("\n", " "), room)))
    # Without a layout to count in there is no number to show; Word fills it in when asked.
    shown = run(str(page)) if page is not None else ""
    counted = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f"PAGEREF {escaped(name)} \\h </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return (
        f'<w:hyperlink w:anchor="{escaped(name)}" w:history="1">{words}'
        f"<w:r><w:tab/></w:r>{counted}</w:hyperlink>"
    )


def _begin(level: int) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'TOC \\o "1-{level}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
