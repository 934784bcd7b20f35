# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manuscript: a plan document as it is set in print, whatever the format.

A writer decides how things look; *what* is printed, in which order and in which words is decided
once, here, so that Word, PDF, HTML and Markdown say the same. Every value that is printed knows
which value of the document it is (its key), so that an edited file can be read in again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from plandoc.model import RichText

Align = Literal["start", "end"]
# What is drawn before a status or an assessment; never alone, always with its word.
Symbol = Literal["", "full", "partial", "none", "no_value"]


@dataclass(frozen=True, slots=True)
class Field:
    """One printed value: a short statement (`text`, line breaks kept) or a running text (`rich`).

    `key` is the way to the value in the document, by ids: "title", "goals.g3.title",
    "goals.g3.sections.0.text", "activities.a7.due" (see `plandoc.manuscript.keys`). It is unique
    in a manuscript. What is printed but never read back has a key that begins with "=" (a fixed
    word such as the heading "Aktiviteter"), or in a table cell no key at all.

    Texts are ready for print: no control characters, no blank lines, no double blanks; a line
    break is a line feed. `rich` is tidied likewise: tables are blocks of type "table" with rows of
    equal length, marks of a kind do not overlap, list levels are 1-3 and heading levels 1-2.
    """

    key: str
    text: str = ""
    rich: RichText | None = None
    symbol: Symbol = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the contents: `level` 1-5, never skipping one on the way down.

    `kicker` is the small line above it ("Nämndmål"). `number` and `title` are printed on one line.
    `anchor` is unique: contents, links and bookmarks lead to it. `element` is the id of the goal,
    chapter or department that begins here.
    """

    level: int
    title: Field
    anchor: str
    number: Field | None = None
    kicker: str = ""
    element: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A small heading that is not in the contents ("Arbetssätt")."""

    title: Field


@dataclass(frozen=True, slots=True)
class Prose:
    """A running text."""

    field: Field


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted list of short statements (expected results)."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and values, a row each ("Ansvarig", "Rektor")."""

    rows: tuple[tuple[str, Field], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its field's name, its head, and its share of the width."""

    name: str
    label: str
    share: int = 1
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: the id of the element it shows, and a cell for each column.

    A row that only divides the table (a category) has one cell and `divider` set.
    """

    element: str | None
    cells: tuple[Field, ...]
    divider: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption. `wide` asks for a landscape page."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wide: bool = False


Item = Heading | Label | Prose | Listing | Pairs | Grid


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: what the document is, its title, and who, to whom, when and by whom decided.

    `kind` is the kind of document in words ("Verksamhetsplan").
    """

    kind: str
    title: Field
    pairs: Pairs


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole document to be set. `title` is its title for the file's properties."""

    title: str
    cover: Cover
    items: tuple[Item, ...]
    language: str = "sv-SE"

    def fields(self) -> Iterator[Field]:
        """Every printed value in the order of print, those without a key too."""
        yield self.cover.title
        yield from (field for _, field in self.cover.pairs.rows)
        for item in self.items:
            yield from fields_of(item)


def fields_of(item: Item) -> Iterator[Field]:
    """The values that an item prints, in order."""
    if isinstance(item, Heading):
        if item.number is not None:
            yield item.number
        yield item.title
    elif isinstance(item, Label):
        yield item.title
    elif isinstance(item, Prose):
        yield item.field
    elif isinstance(item, Listing):
        yield from item.fields
    elif isinstance(item, Pairs):
        yield from (field for _, field in item.rows)
    else:
        for row in item.rows:
            yield from row.cells
