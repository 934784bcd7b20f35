# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in a file that Ledtråd wrote, printed thing by printed thing.

A reader of a format makes `Read`s in the order of the file; `plandoc.manuscript.carry` makes a
document of them. Whatever a person has added has no key, and whatever they deleted is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

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
)
from plandoc.model import Place, RichText, TextBlock, plain

Kind = Literal["title", "heading", "number", "label", "text", "item", "pair", "row", "divider"]


@dataclass(frozen=True, slots=True)
class Read:
    """One printed thing as it was found in a file.

    `kind` is the cover's `title`; a `heading` (`level` 1-6) and the `number` before its title, each
    with the key of its own; a `label`; running `text`, in one `Read` or in several that follow each
    other with the same key; an `item` of a list; a `pair` of a `name` and its value; a table `row`
    with `cells` from left to right (empty ones too), and a `divider` row with its words.

    `key` is the manuscript's key, None for what has none, such as a paragraph that a person wrote.
    Fixed words of ours keep their key with "=". Not read at all: table heads and captions of our
    tables, the names in our pairs, the contents, page headers.

    `rich` is what stands there: paragraphs, list items and tables, with their marks; a short
    statement is a paragraph (a line break in it a line feed). `kicker` are the words above a
    heading ("Nämndmål"), None where they cannot be told. `element` is the id of the element that
    a row shows, if the row itself is marked. Rows of the same table have the same `table` number.
    `spans` are the source's spans that hold it, `place` where it stands.
    """

    kind: Kind
    key: str | None = None
    rich: RichText = ()
    level: int = 1
    name: str = ""
    kicker: str | None = None
    cells: tuple[Read, ...] = ()
    element: str | None = None
    table: int = 0
    spans: tuple[int, ...] = ()
    place: Place | None = None

    @property
    def text(self) -> str:
        """The words alone, a line for each block."""
        return plain(self.rich)


def short_text(text: str) -> RichText:
    """A short statement as the `rich` of a `Read`."""
    return (TextBlock("paragraph", text),) if text else ()


def reads_of(manuscript: Manuscript) -> list[Read]:
    """What a perfect reader would find in a perfect file of this manuscript."""
    cover = manuscript.cover
    found = [_read("title", cover.title)]
    found += [_read("pair", field, name=label) for label, field in cover.pairs.rows]
    tables = 0
    for item in manuscript.items:
        tables += isinstance(item, Grid)
        found += _item(item, tables)
    return found


def _item(item: Item, table: int) -> Iterator[Read]:
    if isinstance(item, Heading):
        if item.number is not None:
            yield _read("number", item.number)
        rich = _rich(item.title)
        yield Read("heading", item.title.key, rich, level=item.level, kicker=item.kicker)
    elif isinstance(item, Label):
        yield _read("label", item.title)
    elif isinstance(item, Prose):
        yield _read("text", item.field)
    elif isinstance(item, Listing):
        yield from (_read("item", field) for field in item.fields)
    elif isinstance(item, Pairs):
        yield from (_read("pair", field, name=label) for label, field in item.rows)
    else:
        yield from _rows(item, table)


def _rows(grid: Grid, table: int) -> Iterable[Read]:
    for row in grid.rows:
        if row.divider:
            field = row.cells[0]
            yield Read("divider", field.key or None, _rich(field), table=table)
        else:
            cells = tuple(_read("text", field) for field in row.cells)
            yield Read("row", cells=cells, element=row.element, table=table)


def _read(kind: Kind, field: Field, *, name: str = "") -> Read:
    return Read(kind, field.key or None, _rich(field), name=name)


def _rich(field: Field) -> RichText:
    return short_text(field.text) if field.rich is None else field.rich
