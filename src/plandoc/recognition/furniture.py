# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds what belongs to the paper and not to the plan: contents lists, outlines, page headers.

Each is recognised by its structure alone: entries that end in page numbers below a word for
contents, a tail of lines that all stood in the document before, lines that hold a page number and
what stands tight around them, and lines that return at the edge of page after page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from plandoc.blocks import Block, Paragraph, Row, Span, Table
from plandoc.recognition.draft import Draft
from plandoc.words import fold

CONTENTS = frozenset({"innehåll", "innehållsförteckning", "contents", "table of contents"})
_ENTRY = re.compile(r"(?:\.{3,}|…+|\t|\s)\s*\d{1,3}\s*$")
_LEADER_ENTRY = re.compile(r"(?:\.{3,}|…+|\t|\s{2,})\s*\d{1,3}\s*$")
# Extraction may lose the blank before the page number, or set the number on a line of its own.
_TIGHT_ENTRY = re.compile(r"^[^.!?]*[^\W\d]\d{1,3}\s*$")
_LEADER = re.compile(r"\.{4,}|…{2,}")
_PAGE_NUMBER = re.compile(
    r"^\s*(?:sid(?:a|an)?|page|s\.?)\s*\d+\s*(?:\(\s*\d+\s*\)|av\s+\d+|/\s*\d+|of\s+\d+)?\s*$"
    r"|^\s*\d{1,3}\s*(?:\(\s*\d{1,3}\s*\)|/\s*\d{1,3})\s*$",
    re.IGNORECASE,
)
_PAGE_NUMBER_AT_END = re.compile(
    r"\b(?:sida?n?|page)\s*\d+\s*(?:\(\s*\d+\s*\)|av\s+\d+)\s*$"
    r"|(?:\t|\s{2,})(?:sida?n?|page)\s*\d+\s*$",
    re.IGNORECASE,
)
_WEB_ADDRESS = re.compile(
    r"^\s*(?:https?://|www\.)?[\wåäö-]+(?:\.[\wåäö-]+)+(?:/\S*)?\s*$", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"^\s*-?\s*\d{1,3}\s*-?\s*$")
_SHORT = 60
_OUTLINE_LINES = 6
_FEWEST_ENTRIES = 4
_MORE_PAGES = 20
_EDGE_PAGES = 3


def remove_furniture(blocks: Sequence[Block], draft: Draft, words: Sequence[str]) -> list[Block]:
    """The blocks without page furniture, contents and outline, which are noted as ignored.

    `words` are the steering model's own words for page headers.
    """
    blocks = _without_contents(list(blocks), draft)
    blocks = _without_outline(blocks, draft)
    blocks = _without_page_numbers(blocks, draft, {fold(word) for word in words})
    return _without_page_edges(blocks, draft)


def _without_contents(blocks: list[Block], draft: Draft) -> list[Block]:
    """Take away each contents list: its heading and the entries below it."""
    kept: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        end = index
        if isinstance(block, Paragraph) and fold(block.text) in CONTENTS:
            end = _end_of_contents(blocks, index + 1)
        elif _is_unheaded_contents(blocks[index : index + _FEWEST_ENTRIES]):
            end = _end_of_contents(blocks, index)
        if end > index + 1:
            for entry in blocks[index:end]:
                draft.ignore(_spans(entry), "contents")
            index = end
        else:
            kept.append(block)
            index += 1
    return kept


def _is_unheaded_contents(blocks: Sequence[Block]) -> bool:
    """Several entries in a row, with leaders or tabs before their rising page numbers."""
    found = [
        _LEADER_ENTRY.search(block.text) if isinstance(block, Paragraph) else None
        for block in blocks
    ]
    pages = [int(re.sub(r"\D", "", match[0])) for match in found if match]
    return len(pages) == _FEWEST_ENTRIES and pages == sorted(pages)


def _end_of_contents(blocks: Sequence[Block], start: int) -> int:
    """Where the entries that begin at `start` end.

    The first entry shows how the list sets its numbers. One that lacks its own is still an entry
    when one of the next two is.
    """
    first = next((b.text for b in blocks[start:] if isinstance(b, Paragraph)), "")
    entry = _LEADER_ENTRY if _LEADER_ENTRY.search(first) else _ENTRY
    end = start
    page = 0
    while end < len(blocks):
        block = blocks[end]
        number = _ENTRY.search(block.text) if isinstance(block, Paragraph) else None
        if number and page and page <= int(re.sub(r"\D", "", number[0])) <= page + _MORE_PAGES:
            entry = _ENTRY  # a long title leaves no room for more than one blank
        elif entry is _ENTRY and _LEADER_ENTRY.search(first):
            entry = _LEADER_ENTRY
        page = int(re.sub(r"\D", "", number[0])) if number else page
        if isinstance(block, Table):
            if not _is_contents_table(block):
                break
        elif not _is_entry(block, entry):
            seen = [b for b in blocks[start:end] if isinstance(b, Paragraph)]
            # Where numbers stand apart, several entries may come before theirs.
            apart = any(_BARE_NUMBER.match(b.text) for b in seen)
            ahead = [
                b for b in blocks[end + 1 : end + (5 if apart else 3)] if isinstance(b, Paragraph)
            ]
            goes_on = any(_is_entry(b, entry) and (apart or _rises(b, page)) for b in ahead)
            if len(block.text) > 160 or not goes_on:
                break
        end += 1
    return end


def _rises(block: Paragraph, page: int) -> bool:
    """Whether the number at the end of an entry is no lower than the last page number."""
    number = _ENTRY.search(block.text)
    return number is None or int(re.sub(r"\D", "", number[0])) >= page


def _is_entry(block: Paragraph, entry: re.Pattern[str]) -> bool:
    text = block.text.rstrip()
    numbered = _LEADER.search(text) or entry.search(text) or _TIGHT_ENTRY.search(text)
    return len(text) < 260 and bool(numbered or _BARE_NUMBER.match(text))


def _is_contents_table(table: Table) -> bool:
    rows = [row for row in table.rows if any(cell.text for cell in row.cells)]
    numbered = [row for row in rows if _BARE_NUMBER.match(row.cells[-1].text or "")]
    return bool(rows) and len(numbered) * 10 >= len(rows) * 8


def _without_outline(blocks: list[Block], draft: Draft) -> list[Block]:
    """Take away a PDF's bookmarks that the extraction has appended after the last page."""
    start = len(blocks)
    while start > 0 and isinstance(blocks[start - 1], Paragraph):
        start -= 1
    tail = blocks[start:]
    body = " " + " ".join(fold(text) for block in blocks for text in _texts(block)) + " "
    first = len(tail)
    seen: set[str] = set()
    for offset in range(len(tail) - 1, -1, -1):
        text = fold("".join(_texts(tail[offset])))
        # A second sight of a line means that the outline has ended and the last page begun.
        if not text or text in seen or body.count(f" {text} ") < 2:
            break
        seen.add(text)
        first = offset
    run = tail[first:]
    indented = sum(text.startswith("\t") for block in run for text in _texts(block))
    if len(run) < _OUTLINE_LINES or not _is_outline(run, indented):
        return blocks
    for block in run:
        draft.ignore(_spans(block), "outline")
    return blocks[: start + first]


def _is_outline(run: Sequence[Block], indented: int) -> bool:
    """An outline is indented throughout, or repeats numbered headings that stand in order."""
    if indented * 10 >= len(run) * 8:
        return True
    numbered = sum(bool(re.match(r"\s*\d+(\.\d+)*\.?\s", t)) for b in run for t in _texts(b))
    return numbered * 4 >= len(run)


def _without_page_numbers(
    blocks: list[Block], draft: Draft, words: frozenset[str] | set[str]
) -> list[Block]:
    """Take away page numbers and the short header lines that stand tight around them."""
    drop: set[int] = set()
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        if _PAGE_NUMBER.match(block.text) or (
            _PAGE_NUMBER_AT_END.search(block.text) and len(block.text) < 2 * _SHORT
        ):
            drop.add(index)
            drop |= _around(blocks, index, -1, words)
            drop |= _around(blocks, index, 1, words)
    for index in sorted(drop):
        draft.ignore(_spans(blocks[index]), "page_furniture")
    return [block for index, block in enumerate(blocks) if index not in drop]


def _around(
    blocks: Sequence[Block], index: int, step: int, words: set[str] | frozenset[str]
) -> set[int]:
    """Short lines next to a page number that are furniture too: known words and web addresses."""
    found: set[int] = set()
    at = index + step
    while 0 <= at < len(blocks) and abs(at - index) <= 3:
        block = blocks[at]
        if not isinstance(block, Paragraph) or len(block.text) > _SHORT:
            break
        if not (fold(block.text) in words or _WEB_ADDRESS.match(block.text)):
            break
        found.add(at)
        at += step
    return found


def _without_page_edges(blocks: list[Block], draft: Draft) -> list[Block]:
    """Take away lines that return, digits aside, at the top or bottom of page after page."""
    pages = _pages(blocks)
    if len(pages) < _EDGE_PAGES:
        return blocks
    seen: Counter[str] = Counter()
    edges: list[tuple[str, int]] = []
    for page in pages:
        found = []
        for index in {*page[:3], *page[-3:]}:
            block = blocks[index]
            if isinstance(block, Paragraph) and len(block.text.strip()) <= 2 * _SHORT:
                found.append((re.sub(r"\d+", "#", block.text.strip().lower()), index))
        edges += found
        seen.update({key for key, _index in found})
    often = max(_EDGE_PAGES, len(pages) // 2)
    returning = {
        index
        for key, index in edges
        if seen[key] >= often or (key.strip("- ") == "#" and seen[key] >= _EDGE_PAGES)
    }
    # Only what reaches the edge: a label may return near it, but below or above text.
    drop: set[int] = set()
    for page in pages:
        drop.update(takewhile(returning.__contains__, page))
        drop.update(takewhile(returning.__contains__, reversed(page)))
    for index in sorted(drop):
        draft.ignore(_spans(blocks[index]), "page_furniture")
    return [block for index, block in enumerate(blocks) if index not in drop]


def _pages(blocks: Sequence[Block]) -> list[list[int]]:
    """Indexes of the blocks of each page."""
    pages: list[list[int]] = []
    for index, block in enumerate(blocks):
        starts = isinstance(block, Paragraph) and block.page_start
        if starts or not pages:
            pages.append([])
        pages[-1].append(index)
    return pages


def _texts(block: Block) -> list[str]:
    return [span.text for span in _spans(block)]


def _spans(block: Block) -> list[Span]:
    if isinstance(block, Paragraph):
        return [block.span]
    return [span for row in block.rows for span in row_spans(row)]


def row_spans(row: Row) -> list[Span]:
    """Every span of a row, from left to right."""
    return [span for cell in row.cells for span in cell.spans]
