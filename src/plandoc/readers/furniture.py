# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on every page, and whether lines are paragraphs or only pieces of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence

from plandoc.readers.lines import Line

_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")
# A page's number with its word, or with the number of pages, apart from what stands beside it.
_NUMBERED_EDGE = re.compile(
    r"(?:^|\s{2,})(?:(?:sid(?:a|an)?|page)\s*\d{1,3}(?:\s*(?:\(\s*\d{1,3}\s*\)|av\s+\d{1,3}"
    r"|/\s*\d{1,3}))?|\d{1,3}\s?\(\d{1,3}\))\s*$",
    re.IGNORECASE,
)
_COLUMNS = re.compile(r"\S {3,}\S")
# Lines this long are paragraphs: no page is that wide.
_PAGE_WIDTH = 190
# Share of lines that end in the middle of a sentence, above which the text is hard-wrapped.
_TORN_SHARE = 0.07
# A document of paragraphs has longer lines than this, so two torn ones tell enough.
_LINE_WIDTH = 115
_MIN_TORN = 2
_MIN_PAGES = 3
_EDGE_LINES = 4


def is_wrapped(texts: Iterable[str]) -> bool:
    """Whether each line is a visual line of a page, and paragraphs span several of them."""
    prose = [
        text.strip() for text in texts if text.strip() and "\t" not in text and "|" not in text
    ]
    if len(prose) < 4:
        return False
    lengths = sorted(len(text) for text in prose)
    if lengths[int(len(lengths) * 0.98)] > _PAGE_WIDTH:
        return False
    torn = sum(
        1
        for above, below in itertools.pairwise(prose)
        if below[0].islower() and above[-1] not in ".!?:"
    )
    if lengths[-1] <= _LINE_WIDTH:
        return torn >= _MIN_TORN
    return torn >= max(_MIN_TORN, _TORN_SHARE * len(prose))


def repeated_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of lines that stand at the top or bottom of most pages, page numbers aside."""
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.page is not None and not line.blank:
            pages.setdefault(line.page, []).append(index)
    edges = [(page[:_EDGE_LINES], page[-_EDGE_LINES:]) for page in pages.values()]
    return frozenset(repeated_edges(edges, lambda index: lines[index].text))


def repeated_edges(
    edges: Sequence[tuple[Sequence[int], Sequence[int]]], text_of: Callable[[int], str]
) -> set[int]:
    """Which of the lines at the pages' edges are page furniture.

    `edges` holds the first and the last lines of each page, as numbers that `text_of` understands.
    A line whose figures change from page to page is furniture everywhere; one that never changes
    is so from its second page on (the first says whose document it is), unless it has columns: then
    it is the head of a table that goes on.
    """
    numbered = {
        line for top, bottom in edges for line in (*top, *bottom) if _is_page_number(text_of(line))
    }
    if len(edges) < _MIN_PAGES:
        return _reaching_the_edge(edges, numbered) if len(edges) > 1 else set()
    seen: dict[str, list[int]] = {}
    for top, bottom in edges:
        on_page: set[str] = set()
        for line in (*top, *bottom):
            key = _key(text_of(line))
            if key and key not in on_page:
                on_page.add(key)
                seen.setdefault(key, []).append(line)
    enough = max(_MIN_PAGES, 0.6 * len(edges))
    found = set(numbered)
    repeated = set(numbered)
    for numbers in seen.values():
        if len(numbers) < enough:
            continue
        repeated.update(numbers)
        texts = [text_of(number).strip() for number in numbers]
        if len({_BLANKS.sub(" ", text) for text in texts}) > 1:
            found.update(numbers)
        elif not any(_COLUMNS.search(text) or "\t" in text for text in texts):
            found.update(numbers[1:])
    return found & _reaching_the_edge(edges, repeated)


def _reaching_the_edge(
    edges: Sequence[tuple[Sequence[int], Sequence[int]]], found: set[int]
) -> set[int]:
    """Those of the lines found between which and the page's edge nothing else stands.

    A label of the document may well return among the first lines of a page, but below text.
    """
    kept: set[int] = set()
    for top, bottom in edges:
        for lines in (top, reversed(bottom)):
            kept.update(itertools.takewhile(found.__contains__, lines))
    return kept


def _is_page_number(text: str) -> bool:
    return bool(_NUMBERED_EDGE.search(text))


def _key(text: str) -> str:
    """What stays of a line from page to page: neither figures nor how far its parts are apart."""
    return _BLANKS.sub(" ", _DIGITS.sub("0", text.strip()))
