# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of a manuscript as HTML elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from plandoc.manuscript.parts import (
    Field,
    Grid,
    Heading,
    Item,
    Label,
    Listing,
    Manuscript,
    Pairs,
    Prose,
    Row,
    Symbol,
)
from plandoc.model import RichText, TextBlock, TextCell
from plandoc.writers.html.symbols import drawn
from plandoc.writers.lists import NestedList, nested
from plandoc.writers.runs import Run, runs

DEEPEST = 6
CONTENTS_LEVELS = 3
# Control characters that no page may hold, and those that turn the text around them about.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_PLAIN_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*\Z")


def escaped(text: str) -> str:
    """The text as it may stand anywhere in a page, in an attribute too."""
    return escape(_UNPRINTABLE.sub("", text), quote=True)


def _lines(text: str) -> str:
    return "<br>".join(map(escaped, text.split("\n")))


class Body:
    """Writes a manuscript; knows the heading before, so that no level is skipped."""

    def __init__(self, manuscript: Manuscript, first_level: int) -> None:
        self._manuscript = manuscript
        self._first = self._heading = self._last = first_level
        self._captions = 0
        self._headings = [item for item in manuscript.items if isinstance(item, Heading)]
        self._ids = {
            item.anchor: item.anchor if _PLAIN_ANCHOR.match(item.anchor) else f"avsnitt-{number}"
            for number, item in enumerate(self._headings, 1)
        }

    def article(self) -> str:
        """The whole document."""
        parts = [*self._cover(), *self._contents(), *self._items()]
        language = escaped(self._manuscript.language)
        return "\n".join([f'<article class="ld-plan" lang="{language}">', *parts, "</article>\n"])

    def _cover(self) -> Iterator[str]:
        cover = self._manuscript.cover
        yield '<header class="ld-cover">'
        if cover.kind:
            yield f'<p class="ld-kicker">{escaped(cover.kind)}</p>'
        yield f"<h{self._first}>{self._inline(cover.title)}</h{self._first}>"
        yield from self._pairs(cover.pairs)
        yield "</header>"

    # -- contents

    def _contents(self) -> Iterator[str]:
        shown = [item for item in self._headings if item.level <= CONTENTS_LEVELS]
        if len(shown) < 2:
            return
        yield '<nav class="ld-contents" aria-labelledby="ld-contents">'
        level = min(self._first + 1, DEEPEST)
        yield f'<h{level} id="ld-contents">Innehåll</h{level}>'
        yield from self._entries(shown)
        yield "</nav>"

    def _entries(self, headings: Sequence[Heading]) -> Iterator[str]:
        """Headings as a list, those that are deeper than the first as lists within it."""
        yield "<ol>"
        starts = [n for n, item in enumerate(headings) if item.level <= headings[0].level]
        for start, end in zip(starts, [*starts[1:], len(headings)], strict=True):
            item = headings[start]
            yield f'<li><a href="#{self._ids[item.anchor]}">{self._words(item)}</a>'
            if start + 1 < end:
                yield from self._entries(headings[start + 1 : end])
            yield "</li>"
        yield "</ol>"

    def _words(self, item: Heading) -> str:
        number = f"{escaped(item.number.text)} " if item.number else ""
        return number + escaped(" ".join(item.title.text.split()) or "–")

    # -- items

    def _items(self) -> Iterator[str]:
        in_thread = False
        for item in self._manuscript.items:
            if isinstance(item, Heading) and in_thread != item.title.key.startswith("goals."):
                in_thread = not in_thread
                yield '<div class="ld-thread">' if in_thread else "</div>"
            yield from self._item(item)
        if in_thread:
            yield "</div>"

    def _item(self, item: Item) -> Iterator[str]:
        if isinstance(item, Heading):
            yield from self._heading_lines(item)
        elif isinstance(item, Label):
            level = self._under(1)
            yield f"<h{level}>{self._inline(item.title)}</h{level}>"
        elif isinstance(item, Prose):
            yield f'<div class="ld-prose">{self._block(item.field)}</div>'
        elif isinstance(item, Listing):
            yield '<ul class="ld-prose">'
            yield from (f"<li>{self._inline(field)}</li>" for field in item.fields)
            yield "</ul>"
        elif isinstance(item, Pairs):
            yield from self._pairs(item)
        else:
            yield from self._grid(item)

    def _heading_lines(self, item: Heading) -> Iterator[str]:
        level = min(max(item.level, 1) + self._first, self._last + 1, DEEPEST)
        self._heading = self._last = level
        if item.kicker:
            yield f'<p class="ld-kicker">{escaped(item.kicker)}</p>'
        number = f"{self._inline(item.number)} " if item.number else ""
        identity = self._ids[item.anchor]
        yield f'<h{level} id="{identity}">{number}{self._inline(item.title)}</h{level}>'

    def _under(self, depth: int) -> int:
        """The level of a heading so far below the contents' one; none is skipped."""
        self._last = min(self._heading + depth, self._last + 1, DEEPEST)
        return self._last

    def _pairs(self, pairs: Pairs) -> Iterator[str]:
        if not pairs.rows:
            return
        yield '<dl class="ld-pairs">'
        for name, field in pairs.rows:
            yield f"<div><dt>{escaped(name)}</dt><dd>{self._inline(field)}</dd></div>"
        yield "</dl>"

    # -- tables

    def _grid(self, grid: Grid) -> Iterator[str]:
        self._captions += 1
        name = f"ld-table-{self._captions}"
        caption = grid.caption or f"Tabell {self._captions}"
        yield f'<div class="ld-scroll" role="group" aria-labelledby="{name}" tabindex="0">'
        yield f'<table>\n<caption id="{name}">{escaped(caption)}</caption>'
        heads = "".join(
            _cell("th", escaped(column.label), 'scope="col"', end=column.align == "end")
            for column in grid.columns
        )
        yield f"<thead><tr>{heads}</tr></thead>"
        yield from self._bodies(grid)
        yield "</table>\n</div>"

    def _bodies(self, grid: Grid) -> Iterator[str]:
        """The rows; each that divides the table begins a body of its own."""
        yield "<tbody>"
        for number, row in enumerate(grid.rows):
            if row.divider and number:
                yield "</tbody>\n<tbody>"
            yield self._row(row, grid)
        yield "</tbody>"

    def _row(self, row: Row, grid: Grid) -> str:
        if row.divider:
            about = f'scope="rowgroup" colspan="{len(grid.columns)}"'
            cell = _cell("th", self._inline(row.cells[0]), about)
            return f'<tr class="ld-divider">{cell}</tr>'
        cells = (
            _cell(
                "td" if number else "th",
                self._inline(cell),
                "" if number else 'scope="row"',
                end=column.align == "end",
            )
            for number, (cell, column) in enumerate(zip(row.cells, grid.columns, strict=False))
        )
        return f"<tr>{''.join(cells)}</tr>"

    # -- values

    def _inline(self, field: Field) -> str:
        """A value where blocks may stand or not: a short statement has no paragraph of its own."""
        if field.rich is not None:
            return _symbol(field.symbol) + "".join(self._rich(field.rich, in_line=True))
        return _symbol(field.symbol) + _lines(field.text)

    def _block(self, field: Field) -> str:
        if field.rich is not None:
            return _symbol(field.symbol) + "\n".join(self._rich(field.rich))
        return f"<p>{self._inline(field)}</p>"

    def _rich(self, text: RichText, *, in_line: bool = False) -> Iterator[str]:
        for block in nested(text):
            if isinstance(block, NestedList):
                yield self._list(block)
            elif block.type == "table" or block.rows:
                yield self._inner_table(block)
            elif block.type == "heading" and not in_line:
                level = self._under(1 + min(max(block.level, 1), 2))
                yield f"<h{level}>{self._runs(block)}</h{level}>"
            elif block.type == "heading":
                yield f"<p><b>{self._runs(block)}</b></p>"
            else:
                yield f"<p>{self._runs(block)}</p>"

    def _list(self, lists: NestedList) -> str:
        tag = "ol" if lists.kind == "number" else "ul"
        items = "".join(
            f"<li>{self._runs(entry.item)}{''.join(map(self._list, entry.below))}</li>"
            for entry in lists.entries
        )
        return f"<{tag}>{items}</{tag}>"

    def _inner_table(self, block: TextBlock) -> str:
        if not any(block.rows):
            return ""
        head, *rows = block.rows
        return (
            f"<table><thead>{self._inner_row(head, 'th')}</thead>"
            f"<tbody>{''.join(self._inner_row(row, 'td') for row in rows)}</tbody></table>"
        )

    def _inner_row(self, row: Iterable[TextCell], tag: str) -> str:
        about = 'scope="col"' if tag == "th" else ""
        return "<tr>" + "".join(_cell(tag, self._runs(cell), about) for cell in row) + "</tr>"

    def _runs(self, text: TextBlock | TextCell) -> str:
        return "".join(map(self._run, runs(text.text, text.marks)))

    def _run(self, run: Run) -> str:
        words = _lines(run.text)
        if run.italic:
            words = f"<i>{words}</i>"
        if run.bold:
            words = f"<b>{words}</b>"
        target = run.href
        if target is not None and target.startswith("#"):
            known = self._ids.get(target[1:])
            target = f"#{known}" if known else None
        if target is None or not run.text.strip():
            return words
        return f'<a href="{escaped(target)}">{words}</a>'


def _cell(tag: str, words: str, about: str, *, end: bool = False) -> str:
    """A table cell; an empty head would be announced as nothing, so it is a plain cell."""
    if not words.strip():
        tag, about = "td", about if "colspan" in about else ""
    styled = 'class="ld-end"' if end else ""
    attributes = "".join(f" {each}" for each in (about, styled) if each)
    return f"<{tag}{attributes}>{words}</{tag}>"


def _symbol(symbol: Symbol) -> str:
    return drawn(symbol) if symbol else ""
