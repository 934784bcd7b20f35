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
from plandoc.writers.docx.styles import Styles
from plandoc.writers.docx.xml import KEEP_NEXT, Bookmarks, escaped, paragraph, run

_TITLE = "Innehåll"
_MAX_LEVEL = 3
# More entries than this are no overview: the lowest level is left out.
_MAX_ENTRIES = 90
# Fewer headings than this need no contents.
_LEAST_ENTRIES = 4
_FIRST_TARGET = 200_000_001
# The room for a page number, the indent of each level, and its letters with those of bold words
# reckoned as larger, in twentieths of a point.
_PAGE_NUMBER, _INDENT = 500, 284
_SIZES = {1: 220, 2: 192, 3: 192}


class Contents:
    """The contents of a file and the bookmarks at the headings that it leads to."""

    def __init__(self, styles: Styles, bookmarks: Bookmarks) -> None:
        self._styles = styles
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
        for number, heading in enumerate(listed):
            name = f"_Toc{_FIRST_TARGET + number}"
            self._targets[heading.anchor] = name
            begin = _begin(level) if number == 0 else ""
            end = _END if number == len(listed) - 1 else ""
            entry = _entry(heading, name, numbers.get(heading.anchor), width)
            tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
            style = self._styles[f"TOC{heading.level}"]
            made.append(paragraph(style, begin + entry + end, tabs))
        title = paragraph(
            self._styles["TOCHeading"], run(_TITLE), f"{KEEP_NEXT}<w:pageBreakBefore/>"
        )
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{title}{''.join(made)}"
            "</w:sdtContent></w:sdt>"
        )


def _deepest(headings: Sequence[Heading]) -> int:
    """The lowest level of heading that the contents can list."""
    for level in range(_MAX_LEVEL, 1, -1):
        if sum(1 for heading in headings if heading.level <= level) <= _MAX_ENTRIES:
            return level
    return 1


def _entry(heading: Heading, name: str, page: int | None, width: int) -> str:
    number = f"{heading.number.text}\u2002" if heading.number and heading.number.text else ""
    # Long ones are cut into lines here, so that they stay clear of the page numbers.
    room = (width - _PAGE_NUMBER - _INDENT * heading.level) * 1000 // _SIZES[heading.level]
    words = run("\n".join(lines((number + heading.title.text).replace("\n", " "), room)))
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
