# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document before it has a format: what follows what, from the cover to the last chapter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cover:
    """A line of the first page: a label such as "Handläggare", a name, or the document's title."""

    text: str
    style: str = "text"  # "text" or "title"


@dataclass(frozen=True)
class Contents:
    """A list of contents: titles with the page each begins on."""

    entries: list[tuple[str, int]]


@dataclass(frozen=True)
class Heading:
    """A heading of the document; 1 is a chapter."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Label:
    """The name of a level, above the title of a goal: "Nämndmål:"."""

    text: str


@dataclass(frozen=True)
class Section:
    """The heading of a part of a goal: "Förväntat resultat"."""

    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Lines:
    """Short paragraphs without space between them."""

    lines: list[str]


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: list[str]


@dataclass(frozen=True)
class Grid:
    """A table: a row of heads, and rows of cells. A line break in a cell is a new paragraph.

    `widths` are the columns' shares of the page's width. `merged` says that an empty first cell
    belongs to the cell above it. `banner` rows have one filled cell that spans them all.
    """

    head: list[str]
    rows: list[list[str]]
    widths: tuple[int, ...] = ()
    merged: bool = False


@dataclass(frozen=True)
class Break:
    """A new page."""


Item = Cover | Contents | Heading | Label | Section | Text | Lines | Bullets | Grid | Break
