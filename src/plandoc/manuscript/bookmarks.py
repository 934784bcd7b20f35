# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names of hidden bookmarks in Word files (and in what LibreOffice makes of them).

Word hides bookmarks that begin with an underscore and allows 40 characters. The letter after
`PREFIX` says what is marked: a value ("k", from its short key), a table within a running text
("t") and its cells ("c"), a table row ("r"), a table ("g") or words that are always printed ("d").
"""

from __future__ import annotations

import re

from plandoc.manuscript import keys

PREFIX = "_lt"
# A forged name must not make a table of a million cells.
_MOST_ROWS, _MOST_COLUMNS = 5_000, 64
_NAME = re.compile(r"_lt(?P<kind>[ktcrgd])(?P<name>[a-z0-9]{1,20})(?:_(?P<part>\d{1,6}))?\Z")


def of_value(key: str, part: int | None = None) -> str:
    """Around a printed value, or around the block of this number of a running text."""
    name = PREFIX + keys.short(key)
    return name if part is None else f"{name}_{part}"


def of_text_table(key: str, part: int) -> str:
    """In the first cell with words of a table that is a block of a running text."""
    return f"{PREFIX}t{keys.short(key)}_{part}"


def of_text_cell(table: int, row: int, column: int, columns: int) -> str:
    """In each cell of such a table: which table it belongs to, where in it, and how wide it is."""
    return f"{PREFIX}c{table}x{row}x{column}x{columns}"


def cell_of(name: str) -> tuple[int, int, int, int] | None:
    """Table, row, column and number of columns by the name of a mark of the kind "c"."""
    numbers = name.split("x")
    if len(numbers) != 4 or not all(number.isdigit() for number in numbers):
        return None
    table, row, column, columns = (int(number) for number in numbers)
    fits = row < _MOST_ROWS and column < columns <= _MOST_COLUMNS
    return (table, row, column, columns) if fits else None


def of_row(element: str) -> str:
    """In the first cell of the table row that shows an element."""
    return f"{PREFIX}r{keys.short(element)}"


def of_grid(number: int) -> str:
    """In the head of the manuscript's table of this number."""
    return f"{PREFIX}g{number}"


def of_words(number: int) -> str:
    """Around words that are not the document's: a caption, a name of a pair, a kicker."""
    return f"{PREFIX}d{number}"


def parsed(name: str) -> tuple[str, str, int | None] | None:
    """Kind, name and part of a bookmark of ours; None for anybody else's."""
    found = _NAME.match(name)
    if found is None:
        return None
    kind, rest = found["kind"], found["name"]
    return (
        kind,
        ("k" + rest if kind == "k" else rest),
        int(found["part"]) if found["part"] else None,
    )
