# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that Ledtråd wrote, known again by their hidden bookmarks: what was printed, as it stands.

A paragraph with a bookmark of ours is the value it names, with whatever a person has written in
it. One without is new, unless exactly what is missing could stand there: then the bookmark has been
lost, and the paragraph is that value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from plandoc.blocks import Anchor, Block, Cell, Paragraph, Row, Span, Table
from plandoc.manuscript import bookmarks, printed
from plandoc.manuscript.outline import Outline, Printed
from plandoc.manuscript.reading import Kind, Read
from plandoc.model import BlockType, Mark, Place, RichText, TextBlock, TextCell

_SIGN = re.compile(r"[\u25cf\u25d0\u25cb\u2013]\s+")
_LIST_NUMBER = re.compile(r"(?:\d{1,4}|[a-z]{1,4})[.)]?\s")


def reads(blocks: Sequence[Block], outline: Outline) -> list[Read]:
    """What stands in a file, in order, with the keys of the outline where they are found."""
    return _with_lost_keys(list(_Reader(outline).read(blocks)), outline)


class _Reader:
    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._kicker = ""
        self._last: Kind = "title"
        self._tables = len(outline.labels)

    def read(self, blocks: Sequence[Block]) -> Iterator[Read]:
        for block in blocks:
            found = self._paragraph(block) if isinstance(block, Paragraph) else self._table(block)
            for read in found:
                self._last = read.kind
                yield read

    # -- paragraphs

    def _paragraph(self, block: Paragraph) -> Iterator[Read]:
        marks = _marks(block.span)
        named = [mark for mark in marks if mark[0] == "k" and self._outline.named(mark[1])]
        if not named and any(kind == "d" for kind, *_ in marks):
            self._kicker = block.text.strip()
            return
        kicker, self._kicker = self._kicker, ""
        if not named:
            yield self._new(block, kicker)
            return
        for at, (_, name, part, anchor) in enumerate(named):
            if any(name == other[1] for other in named[:at]):
                continue
            start = 0 if at == 0 else anchor.start
            # Paragraphs that somebody has joined are one block of their text.
            others = (mark[3].start for mark in named[at + 1 :] if mark[1] != name)
            end = next(others, len(block.text))
            yield self._value(block, name, part, (start, end, anchor.start), kicker)

    def _value(
        self, block: Paragraph, name: str, part: int | None, at: tuple[int, int, int], kicker: str
    ) -> Read:
        """A printed value. What a person wrote before its bookmark belongs to it."""
        known = self._known(name)
        start, end, begins = at
        start = _after_sign(block, start, begins)
        key = self._outline.key(name) or ""
        subheading = self._outline.subheading(key, part)
        made = _text_block(block, start, end, subheading=subheading)
        heading = known.kind == "heading"
        return Read(
            known.kind,
            key,
            (made,) if made.text else (),
            level=(block.heading or known.level) if heading else 1,
            kicker=kicker if heading else None,
            spans=(block.span.id,),
            place=block.span.place,
        )

    def _known(self, name: str) -> Printed:
        found = self._outline.named(name)
        return found if found is not None else Printed(-1, "text")

    def _new(self, block: Paragraph, kicker: str) -> Read:
        """Something that a person has written, or whose bookmark is lost."""
        made = _text_block(block, 0, len(block.text))
        kind: Kind = "text"
        if block.heading:
            kind, made = "heading", TextBlock("paragraph", made.text, made.marks)
        elif block.list and self._last == "item":
            kind, made = "item", TextBlock("paragraph", made.text, made.marks)
        return Read(
            kind,
            None,
            (made,) if made.text else (),
            level=min(block.heading, 6) or 1,
            kicker=(kicker or None) if kind == "heading" else None,
            spans=(block.span.id,),
            place=block.span.place,
        )

    # -- tables

    def _table(self, table: Table) -> Iterator[Read]:
        self._kicker = ""
        marks = [mark for row in table.rows for cell in row.cells for mark in _cell_marks(cell)]
        inside = next((mark for mark in marks if mark[0] == "t"), None)
        alone = not any(mark[0] in "krgd" for mark in marks)
        if inside is not None and alone and (key := self._outline.key(inside[1])):
            yield Read("text", key, (_as_text(table),), spans=_spans(table), place=_place(table))
            return
        known = [
            found
            for kind, name, *_ in marks
            if kind in "kr"
            and (found := self._outline.named(name) if kind == "k" else self._outline.row(name))
        ]
        grid = next((int(name) + 1 for kind, name, *_ in marks if kind == "g"), 0)
        grid = next((each.table for each in known if each.table), grid)
        if grid and grid <= len(self._outline.labels):
            yield from self._grid(table, grid)
        elif any(each.kind == "pair" for each in known) or any(m[0] == "d" for m in marks):
            for row in table.rows:
                yield self._pair(row)
        else:
            yield Read("text", None, (_as_text(table),), spans=_spans(table), place=_place(table))

    def _pair(self, row: Row) -> Read:
        name, *values = row.cells or (Cell(),)
        spans = [span for cell in values for span in cell.spans]
        rich, key = self._cell(spans, None)
        ids = tuple(span.id for span in spans)
        place = next((span.place for span in (*name.spans, *spans)), None)
        return Read("pair", key, rich, name=name.text, spans=ids, place=place)

    def _grid(self, table: Table, number: int) -> Iterator[Read]:
        labels = self._outline.labels[number - 1]
        head = table.rows[0] if table.rows else Row(())
        marked = any(mark[0] in "kr" for cell in head.cells for mark in _cell_marks(cell))
        is_head = any(m[0] == "g" for cell in head.cells for m in _cell_marks(cell)) or not marked
        order = _order([cell.text for cell in head.cells] if is_head else [], labels)
        for row in table.rows[1:] if is_head else table.rows:
            read = self._row(row, number, order)
            if read is not None:
                yield read

    def _row(self, row: Row, number: int, order: Sequence[int | None]) -> Read | None:
        marks = [mark for cell in row.cells for mark in _cell_marks(cell)]
        known = next((f for k, n, *_ in marks if k == "r" and (f := self._outline.row(n))), None)
        if known is None:
            found = (self._outline.named(name) for kind, name, *_ in marks if kind == "k")
            known = next((each for each in found if each is not None and each.table), None)
        texts = [cell.text for cell in row.cells]
        if not any(texts):
            return None
        place = next((span.place for cell in row.cells for span in cell.spans), None)
        if (known.kind == "divider") if known else (len(texts) > 1 and not any(texts[1:])):
            rich, key = self._cell(row.cells[0].spans, known.key if known else None)
            ids = tuple(span.id for span in row.cells[0].spans)
            return Read("divider", key, rich, table=number, spans=ids, place=place)
        cells: list[Read] = []
        for column, at in enumerate(order):
            spans = row.cells[at].spans if at is not None and at < len(row.cells) else ()
            key = known.cells[column] if known and column < len(known.cells) else ""
            rich, found_key = self._cell(spans, key or None)
            where = next((span.place for span in spans), None)
            cells.append(
                Read("text", found_key, rich, spans=tuple(s.id for s in spans), place=where)
            )
        element = known.element if known else None
        return Read("row", cells=tuple(cells), element=element, table=number, place=place)

    def _cell(self, spans: Sequence[Span], key: str | None) -> tuple[RichText, str | None]:
        """What a cell says, and the key of it: by its own bookmark, else the column's."""
        made: list[TextBlock] = []
        table: list[tuple[Span, _Inner]] = []
        for span, after in zip_longest(spans, spans[1:]):
            inner = _in_table(span)
            if inner is not None:
                table.append((span, inner))
                key = key or self._table_key(span)
                following = _in_table(after) if after is not None else None
                if following is None or following[0] != inner[0]:
                    made.append(_inner_table(table))
                    table = []
                continue
            marks = [mark for mark in _marks(span) if mark[0] == "k"]
            subheading = 0
            begins: int | None = None
            for _, name, part, anchor in marks:
                if known := self._outline.key(name):
                    key, begins = known, anchor.start
                    subheading = self._outline.subheading(known, part)
                    break
            block = Paragraph(span, list=span.list, list_level=span.list_level)
            start = _after_sign(block, 0, begins)
            text = _text_block(block, start, len(span.text), subheading=subheading)
            if text.text:
                made.append(text)
        return tuple(made), key

    def _table_key(self, span: Span) -> str | None:
        names = (name for kind, name, *_ in _marks(span) if kind == "t")
        return next((key for name in names if (key := self._outline.key(name))), None)


# Table, row, column and number of columns.
_Inner = tuple[int, int, int, int]
_Found = tuple[str, str, int | None, Anchor]


def _marks(span: Span) -> list[_Found]:
    """The bookmarks of ours in a paragraph, in order: kind, short name, part, where."""
    found = [
        (*parsed, anchor)
        for anchor in span.anchors
        if (parsed := bookmarks.parsed(anchor.name)) is not None
    ]
    return sorted(found, key=lambda mark: mark[3].start)


def _cell_marks(cell: Cell) -> list[_Found]:
    return [mark for span in cell.spans for mark in _marks(span)]


def _after_sign(block: Paragraph, start: int, begins: int | None) -> int:
    """Where the words begin: after the number of a list item, and after the sign of a status.

    `begins` is where the value's bookmark does, None when an edit has taken it away.
    """
    if block.list == "number":
        found = _LIST_NUMBER.match(block.text)
        start = max(start, found.end()) if found else start
    sign = _SIGN.match(block.text, start)
    # A sign may be part of the value itself: then it stands within the bookmark. A dash without
    # any is more likely a person's own than that of a status.
    if sign and (sign[0][0] != "\u2013" if begins is None else sign.end() <= begins):
        return sign.end()
    return start


def _text_block(block: Paragraph, start: int, end: int, *, subheading: int = 0) -> TextBlock:
    """A paragraph's characters [start, end) as a block of text, tidied as print is."""
    kind: BlockType = block.list or ("heading" if subheading else "paragraph")
    level = block.list_level if block.list else max(subheading, 1)
    cut = block.text[start:end]
    marks = [
        Mark(max(m.start, start) - start, min(m.end, end) - start, m.type, m.href)
        for m in block.span.marks
        if m.start < end and m.end > start
    ]
    tidied = printed.rich((TextBlock(kind, cut, tuple(marks)),))
    # How deep a list item may stand is seen from the whole text, not from it alone.
    return replace(tidied[0], level=level) if tidied else TextBlock(kind, "")


def _as_text(table: Table) -> TextBlock:
    rows = tuple(
        tuple(TextCell(cell.text, _cell_formatting(cell)) for cell in row.cells)
        for row in table.rows
    )
    tidied = printed.rich((TextBlock("table", rows=rows),))
    return tidied[0] if tidied else TextBlock("paragraph", "")


def _in_table(span: Span) -> _Inner | None:
    """Table, row and column, for a paragraph of a table that stands within a cell."""
    names = (name for kind, name, *_ in _marks(span) if kind == "c")
    return next((at for name in names if (at := bookmarks.cell_of(name))), None)


def _inner_table(spans: Sequence[tuple[Span, _Inner]]) -> TextBlock:
    cells: dict[tuple[int, int], Cell] = {}
    for span, (_, row, column, _) in spans:
        before = cells.get((row, column), Cell())
        cells[row, column] = Cell((*before.spans, span))
    width = spans[0][1][3]
    return _as_text(
        Table(
            tuple(
                Row(tuple(cells.get((row, column), Cell()) for column in range(width)))
                for row in range(max(row for row, _ in cells) + 1)
            )
        )
    )


def _cell_formatting(cell: Cell) -> tuple[Mark, ...]:
    """The marks of a cell's paragraphs, on its text as one."""
    made: list[Mark] = []
    length = 0
    for span in cell.spans:
        text = span.text.strip()
        if not text:
            continue
        by = length - (len(span.text) - len(span.text.lstrip()))
        made += [Mark(max(m.start + by, 0), m.end + by, m.type, m.href) for m in span.marks]
        length += len(text) + 1
    return tuple(made)


def _spans(table: Table) -> tuple[int, ...]:
    return tuple(span.id for row in table.rows for cell in row.cells for span in cell.spans)


def _place(table: Table) -> Place | None:
    spans = (span for row in table.rows for cell in row.cells for span in cell.spans)
    return next((span.place for span in spans), None)


def _order(heads: Sequence[str], columns: Sequence[str]) -> list[int | None]:
    """For each column of the printed table, which column of the file holds it now.

    Heads that still say the same tell; columns that nobody has moved stand where they stood.
    """
    if [_folded(head) for head in heads[: len(columns)]] == [_folded(label) for label in columns]:
        return list(range(len(columns)))
    free = {at: _folded(head) for at, head in enumerate(heads)}
    order: list[int | None] = []
    for label in columns:
        at = next((at for at, head in free.items() if head and head == _folded(label)), None)
        if at is not None:
            del free[at]
        order.append(at)
    if len(heads) >= len(columns) or not heads:
        # A column with another head now, in the place where it was printed.
        for at, found in enumerate(order):
            if found is None and (at in free or not heads):
                order[at] = at
                free.pop(at, None)
    return order


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _with_lost_keys(found: list[Read], outline: Outline) -> list[Read]:
    """The reads, where exactly as many bookmarks are lost between two others as things are new."""
    at_key = {each.key: each.at for each in outline.printed if each.key}
    at_row = {each.element: each.at for each in outline.printed if each.element is not None}
    at = [_position(read, at_key, at_row) for read in found]
    seen = set(at)
    made: list[Read] = []
    start = 0
    while start < len(found):
        if at[start] is not None:
            made.append(found[start])
            start += 1
            continue
        end = start
        while end < len(found) and at[end] is None:
            end += 1
        before = at[start - 1] if start else -1
        after = at[end] if end < len(found) else len(outline.printed)
        between = outline.printed[(-1 if before is None else before) + 1 : after]
        made += _matched(found[start:end], [each for each in between if each.at not in seen])
        start = end
    return made


def _position(read: Read, at_key: Mapping[str, int], at_row: Mapping[str, int]) -> int | None:
    if read.kind == "row":
        if read.element is not None:
            return at_row.get(read.element)
        keyed = (cell.key for cell in read.cells if cell.key)
        return -1 if any(keyed) else None
    return at_key.get(read.key) if read.key else None


def _matched(new: Sequence[Read], missing: Sequence[Printed]) -> list[Read]:
    made = list(new)
    for kind in ("title", "heading", "label", "text", "item", "divider", "pair", "row"):
        here = [at for at, read in enumerate(new) if read.kind == kind]
        gone = [each for each in missing if each.kind == kind]
        if len(here) != len(gone):
            continue
        for at, each in zip(here, gone, strict=True):
            made[at] = _restored(made[at], each)
    return made


def _restored(read: Read, printed_as: Printed) -> Read:
    if printed_as.kind != "row":
        return replace(read, kind=printed_as.kind, key=printed_as.key or None)
    cells = tuple(
        replace(cell, key=cell.key or key or None)
        for cell, key in zip(read.cells, printed_as.cells, strict=False)
    )
    return replace(read, cells=cells, element=printed_as.element)
