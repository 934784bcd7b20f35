# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain text and Markdown, whatever they were made from.

Tables come as tabs, as pipes, or as columns kept apart by blanks (`pdftotext -layout`). What is no
table is given line by line, with blanks and gaps as they stand: recognition reads meaning in them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from plandoc.blocks import Block, Cell, Paragraph, Row, Source, Span, Table
from plandoc.errors import UnreadableFile
from plandoc.model import Ignored, IgnoredReason, Place
from plandoc.readers import columns, furniture, inline, lines
from plandoc.readers.characters import decode
from plandoc.readers.columns import Segment, VisualLine
from plandoc.readers.limits import MAX_SPANS, MAX_TEXT_BYTES, Budget
from plandoc.readers.lines import Line
from plandoc.readers.markdown import is_ours, with_carried, without_comments

Progress = Callable[[int, int], None]

_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SEGMENT = re.compile(r"\S+(?: \S+)*")
_WIDE_GAP = re.compile(r"\S {3,}\S")
_STEP = 20_000


def read(data: bytes, name: str, progress: Progress | None = None) -> Source:
    """Read a text file. Raises `UnreadableFile` when it is none, is empty or is too large."""
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableFile("too_large", limit=MAX_TEXT_BYTES, unit="bytes")
    text = decode(data)
    if not text.strip():
        raise UnreadableFile("empty")
    markdown = is_markdown(text)
    if markdown and "<!--" in text:
        whole, text = text, without_comments(text)
    else:
        whole = text
    source = lines.split(text)
    if sum(not line.blank for line in source) > MAX_SPANS:
        raise UnreadableFile("too_large", limit=MAX_SPANS, unit="pieces")
    reader = _TextReader(source, markdown=markdown, progress=progress)
    reader.read()
    read_source = Source(
        name=name,
        format="markdown" if markdown else "text",
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=tuple(reader.blocks),
        wrapped=reader.wrapped,
        pages=lines.page_count(text),
        furniture=tuple(reader.ignored),
    )
    return with_carried(read_source, whole) if is_ours(whole) else read_source


def is_markdown(text: str) -> bool:
    """Whether a text is evidently Markdown: it has a heading sign or a table's rule."""
    for line in text.split("\n"):
        if line.startswith("#") and lines.heading(line):
            return True
        if lines.is_pipe_rule(line):
            return True
    return False


class _TextReader:
    """Goes through the lines once; each step takes one line, or the lines of one table."""

    def __init__(
        self, source: list[Line], *, markdown: bool, progress: Progress | None = None
    ) -> None:
        self.lines = source
        self.markdown = markdown
        self.wrapped = furniture.is_wrapped([line.text for line in source])
        self.blocks: list[Block] = []
        self.ignored: list[Ignored] = []
        self._progress = progress
        self._budget = Budget()
        self._gap = 0
        self._bullet = False
        self._running_heads = furniture.repeated_lines(source)
        self.lines = _with_page_starts(source, self._running_heads)

    def read(self) -> None:
        """Fill `blocks` and `ignored`."""
        layout = {region.start: region for region in self._regions()}
        index = 0
        while index < len(self.lines):
            if self._progress and index % _STEP == 0:
                self._progress(index, len(self.lines))
            region = layout.get(index)
            line = self.lines[index]
            if line.blank:
                self._gap += 1
                index += 1
            elif index in self._running_heads:
                self._ignore(line, "page_furniture")
                index += 1
            elif self._pipe_at(index):
                index = self._pipe_table(index)
            elif "\t" in line.text:
                index = self._tabbed(index)
            elif region:
                index = self._layout_table(region)
            elif lines.is_rule(line.text):
                index = self._rule(index)
            else:
                self._paragraph(line)
                index += 1

    # -- single lines

    def _paragraph(self, line: Line) -> None:
        if lines.is_lone_bullet(line.text):
            self._bullet = True
            return
        for text in inline.pieces(line.text):
            heading = lines.heading(text) if self.markdown else None
            if heading:
                self._add(self._span(heading[1], line), line, heading=heading[0])
                continue
            kind, level, item = lines.list_item(text, running=self._running())
            if self._bullet and not kind:
                kind = "bullet"
            self._bullet = False
            self._add(self._span(item, line), line, kind=kind, level=level)

    def _add(
        self, span: Span, line: Line, *, heading: int = 0, kind: str = "", level: int = 1
    ) -> None:
        start = line.page_start and not self._begun(line)
        self.blocks.append(
            Paragraph(
                span,
                heading=heading,
                list="bullet" if kind == "bullet" else "number" if kind == "number" else "",
                list_level=level,
                gap_before=self._gap,
                page_start=start,
            )
        )
        self._gap = 0

    def _begun(self, line: Line) -> bool:
        """Whether an earlier piece of the same line already opens the page."""
        last = self.blocks[-1] if self.blocks else None
        return (
            isinstance(last, Paragraph) and last.page_start and last.span.place.line == line.number
        )

    def _running(self) -> bool:
        """Whether the line may be the middle of a paragraph that is one visual line a block."""
        last = self.blocks[-1] if self.blocks else None
        if not self.wrapped or self._gap or not isinstance(last, Paragraph):
            return False
        return not last.list and not last.text.rstrip().endswith((":", ".", "!", "?"))

    def _span(self, text: str, line: Line) -> Span:
        bare, marks = inline.unmarked(text)
        if self.markdown and "\\" in bare and not marks:
            bare = _ESCAPED.sub(r"\1", bare)
        return Span(self._budget.take(bare), bare, Place(line=line.number, page=line.page), marks)

    def _ignore(self, line: Line, reason: IgnoredReason) -> None:
        place = Place(line=line.number, page=line.page)
        self.ignored.append(Ignored(line.text.strip(), reason, place))

    def _rule(self, index: int) -> int:
        """A drawn line. Directly below a line of its own, Markdown means a heading by it."""
        line = self.lines[index]
        last = self.blocks[-1] if self.blocks else None
        if (
            self.markdown
            and not self._gap
            and line.text.strip()[0] in "=-"
            and isinstance(last, Paragraph)
            and last.gap_before
            and not last.heading
            and not last.list
        ):
            level = 1 if line.text.strip()[0] == "=" else 2
            self.blocks[-1] = Paragraph(
                last.span, heading=level, gap_before=last.gap_before, page_start=last.page_start
            )
        self._ignore(line, "separator")
        return index + 1

    # -- tables

    def _pipe_at(self, index: int) -> bool:
        """Whether a pipe table begins: a line between pipes, or one above a rule of pipes."""
        text = self.lines[index].text
        if "|" not in text:
            return False
        stripped = text.strip()
        if stripped.startswith("|") and stripped.count("|") >= 2:
            return True
        following = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        return lines.is_pipe_rule(following)

    def _pipe_table(self, index: int) -> int:
        rows: list[Row] = []
        outer = self.lines[index].text.strip().startswith("|")
        while index < len(self.lines):
            line = self.lines[index]
            text = line.text.strip()
            if line.blank or "|" not in text or (outer and not text.startswith("|")):
                break
            cells = _pipe_cells(text)
            if lines.is_rule_row(cells):
                self._ignore(line, "separator")
            else:
                rows.append(self._row([cell.strip() for cell in cells], line))
            index += 1
        self._add_table(rows)
        return index

    def _tabbed(self, index: int) -> int:
        """A run of lines with tabs: table rows in the middle, paragraphs at its ends."""
        end = index
        while end < len(self.lines) and "\t" in self.lines[end].text:
            if self.lines[end].blank or end in self._running_heads or self._pipe_at(end):
                break
            end += 1
        run = self.lines[index:end]
        first, last = self._table_part(run)
        for line in run[:first]:
            self._paragraph(line)
        rows = []
        for line in run[first:last]:
            cells = line.text.split("\t")
            if lines.is_rule_row(cells):
                self._ignore(line, "separator")
            else:
                rows.append(self._row(cells, line))
        self._add_table(rows)
        for line in run[last:]:
            self._paragraph(line)
        return end

    def _table_part(self, run: list[Line]) -> tuple[int, int]:
        """The part [first, last) of a run of tabbed lines that is a table; empty if none is."""
        split = [line.text.split("\t") for line in run]
        filled = [sum(1 for cell in cells if cell.strip()) for cells in split]
        widths = [len(cells) for cells in split]
        last_block = self.blocks[-1] if self.blocks else None
        if isinstance(last_block, Table) and self._gap <= 2:
            above = max(len(row.cells) for row in last_block.rows)
            if above > 2 and all(width == above for width in widths):
                return 0, len(run)
        if _is_contents_run(run):
            return 0, 0
        strong = [
            at
            for at, cells in enumerate(split)
            if filled[at] >= 2
            and not lines.is_contents(run[at].text)
            and not (widths[at] == 2 and lines.is_numbered_title(cells))
        ]
        if not strong or (len(strong) == 1 and widths[strong[0]] < 3):
            return 0, 0
        width = max(widths[at] for at in strong)
        first, last = strong[0], strong[-1] + 1
        while first and widths[first - 1] == width:
            first -= 1
        while last < len(run) and (widths[last] == width or lines.is_rule_row(split[last])):
            last += 1
        return first, last

    def _regions(self) -> list[columns.Region]:
        """Tables that are drawn with blanks only."""
        if not any(_WIDE_GAP.search(line.text) for line in self.lines):
            return []
        seen = []
        for index, line in enumerate(self.lines):
            found = [Segment(m.start(), m.end(), m.group()) for m in _SEGMENT.finditer(line.text)]
            apart = "\t" in line.text or "|" in line.text or index in self._running_heads
            single = apart or lines.is_contents(line.text)
            seen.append(
                VisualLine(index, tuple(columns.with_label(found)), line.page_start, single)
            )
        return columns.regions(seen, columns.Scale())

    def _layout_table(self, region: columns.Region) -> int:
        rows = []
        for visual_row in region.rows:
            cells = []
            for parts in visual_row.cells:
                spans = [self._span(part.segment.text, self.lines[part.number]) for part in parts]
                cells.append(Cell(tuple(spans)))
            rows.append(Row(tuple(cells), page_start=visual_row.page_start))
        self._add_table(rows)
        return region.end

    def _row(self, cells: list[str], line: Line) -> Row:
        made = []
        for cell in cells:
            spans = tuple(self._span(piece, line) for piece in inline.pieces(cell))
            made.append(Cell(spans))
        return Row(tuple(made), page_start=line.page_start)

    def _add_table(self, rows: list[Row]) -> None:
        if not rows:
            return
        width = max(len(row.cells) for row in rows)
        padded = tuple(
            Row(row.cells + (Cell(),) * (width - len(row.cells)), row.page_start) for row in rows
        )
        self.blocks.append(Table(padded, gap_before=self._gap))
        self._gap = 0


def _with_page_starts(source: list[Line], heads: frozenset[int]) -> list[Line]:
    """The lines, where a page starts with the first line that is no running head."""
    if not heads:
        return source
    moved = list(source)
    pending = False
    for index, line in enumerate(source):
        pending = pending or line.page_start
        if not line.blank and index not in heads:
            moved[index] = replace(line, page_start=pending)
            pending = False
    return moved


def _pipe_cells(text: str) -> list[str]:
    inner = text.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.replace("\\|", "|") for cell in _UNESCAPED_PIPE.split(inner)]


def _is_contents_run(run: list[Line]) -> bool:
    """Whether the lines are contents entries: each ends with a page number, and those grow."""
    pages = [lines.contents_page(line.text) for line in run]
    dotted = sum(lines.is_contents(line.text) for line in run)
    known = [page for page in pages if page is not None]
    if len(known) < len(run) or known != sorted(known):
        return False
    return dotted > 0 or len(run) >= 3
