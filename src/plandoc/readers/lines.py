# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lines of a text file, and what one line alone says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plandoc.blocks import ListKind

_RULE = re.compile(r"\s*([-=_*~])(?:\s?\1){2,}\s*\Z")
_RULE_CELL = re.compile(r"\s*:?-+:?\s*\Z")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)\Z")
_BULLET = re.compile(r"(?P<indent>\s*)(?P<sign>[-*–•●▪◦‣·\uf0b7\uf0a7\uf02d])\s+(?P<text>\S.*)\Z")
_TIGHT_BULLET = re.compile(
    r"(?P<indent>\s*)(?P<sign>[-–•●▪◦‣·\uf0b7\uf0a7])(?P<text>[A-ZÅÄÖ•\w].*)\Z"
)
_LONE_BULLET = re.compile(r"\s*[•●▪◦‣·\uf0b7\uf0a7]\s*\Z")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[a-z])[.)]\s+\S")
_OUTLINE_NUMBER = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]?|[-*–•●▪◦‣·\uf0b7\uf0a7])\s*\Z")
_ROUND = "•●▪◦‣·\uf0b7\uf0a7"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text file; `page` is set when the file has form feeds."""

    number: int
    text: str
    page: int | None = None
    page_start: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen on the line."""
        return not self.text or self.text.isspace()


def split(text: str) -> list[Line]:
    """The lines of a text. A form feed begins a page and ends a line without being counted."""
    paged = "\f" in text
    lines: list[Line] = []
    page = 1
    starts = True
    for number, whole in enumerate(text.split("\n"), start=1):
        parts = whole.split("\f") if paged else [whole]
        for index, part in enumerate(parts):
            if index:
                page += 1
                starts = True
            blank = not part or part.isspace()
            if blank and len(parts) > 1:
                continue
            lines.append(
                Line(number, part, page if paged else None, paged and starts and not blank)
            )
            starts = starts and blank
    return lines


def page_count(text: str) -> int | None:
    """How many pages the form feeds of a text set apart; None without any."""
    if "\f" not in text:
        return None
    return text.rstrip("\f\n\t ").count("\f") + 1


def is_rule(text: str) -> bool:
    """A line drawn with dashes or the like."""
    return bool(_RULE.match(text))


def is_rule_row(cells: list[str]) -> bool:
    """Whether the cells of a row only draw the line below a table head."""
    filled = [cell for cell in cells if cell.strip()]
    return (
        bool(filled)
        and all(_RULE_CELL.match(cell) for cell in filled)
        and any("--" in cell for cell in filled)
    )


def is_pipe_rule(text: str) -> bool:
    """The line below the head of a Markdown table."""
    if "|" not in text or "-" not in text or text.strip("|-: \t"):
        return False
    cells = text.strip().strip("|").split("|")
    return all(not cell.strip() or _RULE_CELL.match(cell) for cell in cells)


def is_contents(text: str) -> bool:
    """An entry of a table of contents: text, leader dots and a page number."""
    title, filler, page = _entry(text)
    return bool(title and page) and (filler.count(".") >= 3 or "…" in filler)


def contents_page(text: str) -> int | None:
    """The number behind the tab of a line that may be a contents entry without leader dots."""
    title, filler, page = _entry(text)
    return int(page) if title and page and "\t" in filler and "\t" not in title else None


def _entry(text: str) -> tuple[str, str, str]:
    """Title, what fills the gap, and page number, as far as a line has them."""
    text = text.rstrip()
    head = text.rstrip("0123456789")
    page = text[len(head) :]
    title = head.rstrip(" .…\t")
    return title.strip(), head[len(title) :], page if len(page) < 5 else ""


def is_numbered_title(cells: list[str]) -> bool:
    """A number or bullet, a tab and its text: a title or an item, no table row."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) == 2 and bool(_OUTLINE_NUMBER.match(filled[0]))


def heading(text: str) -> tuple[int, str] | None:
    """Level and text of a Markdown heading."""
    found = _HEADING.match(text)
    return (len(found[1]), found[2].rstrip().rstrip("#").rstrip()) if found else None


def is_label(text: str) -> bool:
    """A number or bullet that stands before the text it belongs to."""
    return bool(_OUTLINE_NUMBER.match(text))


def is_lone_bullet(text: str) -> bool:
    """A bullet that its text has fallen off to the next line."""
    return bool(_LONE_BULLET.match(text))


def list_item(text: str, *, running: bool) -> tuple[ListKind, int, str]:
    """Kind of list, level and text of a line; ("", 1, the line) when it is no list item.

    A bullet goes, a number stays: "1." may be the number of a goal. In a running paragraph a dash
    at the line's start is punctuation.
    """
    found = _BULLET.match(text)
    if not found:
        found = _TIGHT_BULLET.match(text)
        if found and found["sign"] not in _ROUND and not found["text"][0].isupper():
            found = None
    if found and not (running and found["sign"] not in _ROUND + "*"):
        return "bullet", 1 + min(len(found["indent"].expandtabs(4)) // 2, 2), found["text"]
    if _NUMBERED.match(text):
        return "number", 1, text
    return "", 1, text
