# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the lines and tables of PDF pages to blocks: headings, lists, tables without rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from plandoc.blocks import Block, Cell, Paragraph, Row, Span, Table
from plandoc.model import Ignored, Mark, Place
from plandoc.readers import columns, furniture, lines
from plandoc.readers.columns import VisualLine
from plandoc.readers.limits import Budget
from plandoc.readers.pdf_page import PageCell, PageItem, PageLine, PageTable

_PAGE_NUMBER = re.compile(
    r"(?:sid(?:a|an)?\.?\s?)?\d{1,4}\s?(?:\(\d{1,4}\)|/\s?\d{1,4}|av\s\d{1,4})?\Z|-\s?\d{1,4}\s?-\Z",
    re.IGNORECASE,
)
_EDGE_LINES = 4
_LARGER = 1.12
_MAX_HEADING = 160


@dataclass(frozen=True, slots=True)
class _Sizes:
    """The size of the running text, and the heading level of what is larger."""

    body: float
    levels: dict[float, int]
    bold_level: int


class BlockMaker:
    """Makes blocks of the pages' items: furniture apart, headings and tables found."""

    def __init__(self, pages: Sequence[Sequence[PageItem]]) -> None:
        self.blocks: list[Block] = []
        self.ignored: list[Ignored] = []
        self._pages = pages
        self._budget = Budget()
        self._furniture = _furniture(pages)
        self._sizes = _sizes(pages)
        self._line_step = _leading(pages)

    def make(self) -> None:
        """Fill `blocks` and `ignored`."""
        for number, page in enumerate(self._pages, start=1):
            self._page(number, page)

    def _page(self, number: int, page: Sequence[PageItem]) -> None:
        starts = True
        pending: list[PageLine] = []
        for item in page:
            if isinstance(item, PageLine):
                if id(item) in self._furniture:
                    place = self._place(self._budget.take(item.text), number, item)
                    self.ignored.append(Ignored(item.text, "page_furniture", place))
                else:
                    pending.append(item)
                continue
            self._lines(number, pending, starts=starts)
            starts = starts and not pending
            pending = []
            self._ruled(number, item, starts=starts)
            starts = False
        self._lines(number, pending, starts=starts)

    # -- lines

    def _lines(self, page: int, found: Sequence[PageLine], *, starts: bool) -> None:
        """A run of lines between tables: paragraphs, and tables drawn with white gaps."""
        gaps = _gaps(found, self._line_step)
        seen: list[VisualLine] = []
        for number, line in enumerate(found):
            if gaps[number]:
                seen.append(VisualLine(-1))
            single = lines.is_contents(line.text)
            start = starts and number == 0
            seen.append(VisualLine(number, line.segments, start, single, line.rule_above))
        size = self._sizes.body
        scale = columns.Scale(grain=max(size / 4, 1), wide=1.4 * size)
        regions = {region.start: region for region in columns.regions(seen, scale)}
        at = 0
        while at < len(seen):
            number = seen[at].number
            if at in regions:
                self._drawn(page, found, regions[at], gap=gaps[number])
                at = regions[at].end
                continue
            if number >= 0:
                start = starts and number == 0
                self._paragraph(page, found[number], gap=gaps[number], page_start=start)
            at += 1

    def _paragraph(self, page: int, line: PageLine, *, gap: int, page_start: bool) -> None:
        heading = self._heading(line)
        kind, level, text = lines.list_item(line.text, running=not gap)
        if heading:
            kind, level, text = "", 1, line.text
        marks = line.marks if text == line.text and not (heading or line.bold) else ()
        self.blocks.append(
            Paragraph(
                self._span(page, line, text, marks),
                heading=heading,
                list=kind,
                list_level=level,
                gap_before=gap,
                page_start=page_start,
            )
        )

    def _heading(self, line: PageLine) -> int:
        """The level of a line that is set larger than the text, or all in bold; 0 otherwise."""
        text = line.text.strip()
        if len(text) > _MAX_HEADING or lines.is_contents(text) or not any(map(str.isalpha, text)):
            return 0
        level = self._sizes.levels.get(_rounded(line.size), 0)
        if level:
            return level
        if line.bold and not text.endswith((".", ",", ";")) and len(text) < _MAX_HEADING / 2:
            return self._sizes.bold_level
        return 0

    # -- tables

    def _drawn(
        self, page: int, found: Sequence[PageLine], region: columns.Region, *, gap: int
    ) -> None:
        rows = []
        for visual in region.rows:
            cells = tuple(
                Cell(
                    tuple(
                        self._span(page, found[part.number], part.segment.text, part.segment.marks)
                        for part in parts
                    )
                )
                for parts in visual.cells
            )
            rows.append(Row(cells, page_start=visual.page_start))
        self.blocks.append(Table(tuple(rows), gap_before=gap))

    def _ruled(self, page: int, table: PageTable, *, starts: bool) -> None:
        width = max(len(row) for row in table.rows)
        rows = []
        for number, row in enumerate(table.rows):
            cells = tuple(
                Cell(tuple(self._cell_spans(page, cell)), merged=cell.merged) for cell in row
            )
            padded = cells + (Cell(),) * (width - len(cells))
            rows.append(Row(padded, page_start=starts and number == 0))
        self.blocks.append(Table(tuple(rows), gap_before=0 if starts else 1))

    def _cell_spans(self, page: int, cell: PageCell) -> Iterator[Span]:
        for line in cell.lines:
            yield self._span(page, line, line.text, () if line.bold else line.marks)

    # -- pieces

    def _span(self, page: int, line: PageLine, text: str, marks: tuple[Mark, ...] = ()) -> Span:
        identity = self._budget.take(text)
        return Span(identity, text, self._place(identity, page, line), marks)

    def _place(self, number: int, page: int, line: PageLine) -> Place:
        return Place(line=number, page=page, x=_points(line.x0), y=_points(line.top))


def _points(value: float) -> Decimal:
    return Decimal(f"{value:.1f}")


def _leading(pages: Sequence[Sequence[PageItem]]) -> float:
    """The usual distance from line to line, as a multiple of a line's height."""
    steps = [
        step / height
        for page in pages
        for above, below in pairwise(page)
        if isinstance(above, PageLine) and isinstance(below, PageLine)
        for step, height in [(below.top - above.top, above.bottom - above.top)]
        if height > 0 and 0.5 * height < step < 2 * height
    ]
    return median(steps) if steps else 1.2


def _gaps(found: Sequence[PageLine], leading: float) -> list[int]:
    """The blank lines that fit between each line and the one above it."""
    gaps = [1] if found else []
    for above, below in pairwise(found):
        usual = leading * max(min(above.bottom - above.top, below.bottom - below.top), 1.0)
        step = below.top - above.top
        gaps.append(0 if step < 1.3 * usual else max(1, min(round(step / usual) - 1, 9)))
    return gaps


def _furniture(pages: Sequence[Sequence[PageItem]]) -> frozenset[int]:
    """The lines (by identity) that are page headers, page footers or page numbers."""
    every: list[PageLine] = []
    edges = []
    for page in pages:
        found = [item for item in page if isinstance(item, PageLine)]
        first = len(every)
        every += found
        numbers = range(first, len(every))
        edges.append((numbers[:_EDGE_LINES], numbers[-_EDGE_LINES:]))
    repeated = furniture.repeated_edges(edges, lambda number: every[number].text)
    for top, bottom in edges:
        outermost = [*top[:1], *bottom[-1:]]
        repeated.update(n for n in outermost if _PAGE_NUMBER.match(every[n].text.strip()))
    return frozenset(id(every[number]) for number in repeated)


def _sizes(pages: Sequence[Sequence[PageItem]]) -> _Sizes:
    weights: Counter[float] = Counter()
    larger: Counter[float] = Counter()
    for page in pages:
        for item in page:
            if isinstance(item, PageLine):
                weights[_rounded(item.size)] += len(item.text)
                larger[_rounded(item.size)] += 1
            else:
                for row in item.rows:
                    for cell in row:
                        for line in cell.lines:
                            weights[_rounded(line.size)] += len(line.text)
    body = weights.most_common(1)[0][0] if weights else 10.0
    sizes = sorted((size for size in larger if size >= _LARGER * body), reverse=True)
    levels = {size: min(number, 6) for number, size in enumerate(sizes, start=1)}
    return _Sizes(body, levels, min(len(sizes) + 1, 7))


def _rounded(size: float) -> float:
    """Sizes to half a point: what is drawn as 11.04 is meant as 11."""
    return round(size * 2) / 2
