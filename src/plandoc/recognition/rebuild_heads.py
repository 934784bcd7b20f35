# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Table heads that text extraction has left on one line, or scattered over several.

Blanks and line breaks say nothing here, since extraction puts them anywhere: a head is recognised
by its letters alone, as a chain of the heads that the steering model knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from plandoc.blocks import Paragraph
from plandoc.steering import SteeringModel, TableType

_MOST_LINES = 24
_MOST_LETTERS = 320
_YEAR = r"20\d\d"


@dataclass(frozen=True, slots=True)
class Head:
    """A table head found in blocks [start, end): the table and its columns from left to right.

    `columns` are indexes into `table.columns`. `scattered` says that every column stands on lines
    of its own, so that the cells below may be scattered too.
    """

    table: TableType
    columns: tuple[int, ...]
    start: int
    end: int
    scattered: bool

    def same_table(self, other: Head) -> bool:
        """Whether the other head may be this one, repeated on a new page."""
        return self.table == other.table and self.columns == other.columns


@dataclass(frozen=True, slots=True)
class _Chain:
    """Heads in a row: (column, first letter, letter after the last) each, in order."""

    parts: tuple[tuple[int, int, int], ...]

    @property
    def end(self) -> int:
        return self.parts[-1][2]


def find_heads(blocks: Sequence[object], model: SteeringModel) -> list[Head]:
    """Every table head among the paragraphs, in order, none overlapping another."""
    heads: list[Head] = []
    texts = [squeeze(block.text) if isinstance(block, Paragraph) else None for block in blocks]
    openings = _openings(model.tables)
    index = 0
    while index < len(blocks):
        head = None
        if texts[index] and _may_open(texts[index] or "", openings):
            head = _head_at(texts, index, model)
        head = head or _rest_of_head(texts, index, heads)
        if head is None:
            index += 1
            continue
        heads.append(head)
        index = head.end
    return heads


def squeeze(text: str) -> str:
    """The letters and signs of a text without blanks, soft hyphens and capitals."""
    return "".join(text.replace("\u00ad", "").split()).casefold()


def _head_at(texts: Sequence[str | None], start: int, model: SteeringModel) -> Head | None:
    """The longest head that begins with this line."""
    letters, ends = _letters(texts, start)
    best: Head | None = None
    for table in model.tables:
        for chain in _chains(letters, table):
            if chain.end not in ends:
                continue
            columns = tuple(part[0] for part in chain.parts)
            columns = _with_unnamed(columns, table)
            if not _is_head(columns, table):
                continue
            end = start + 1 + ends.index(chain.end)
            wide, columns = _with_years(table, columns, chain, letters)
            head = Head(wide, columns, start, end, _is_scattered(chain, ends))
            if best is None or (end, len(columns)) > (best.end, len(best.columns)):
                best = head
    return best


def _rest_of_head(texts: Sequence[str | None], start: int, heads: Sequence[Head]) -> Head | None:
    """The end of a scattered head whose first lines were taken for page headers and are gone."""
    if not heads or not heads[-1].scattered:
        return None
    known = heads[-1]
    lines = texts[known.start : known.end]
    for lost in range(1, min(5, len(lines) - 2)):
        if texts[start] == lines[lost] and texts[start : start + len(lines) - lost] == lines[lost:]:
            end = start + len(lines) - lost
            return Head(known.table, known.columns, start, end, scattered=True)
    return None


def _letters(texts: Sequence[str | None], start: int) -> tuple[str, list[int]]:
    """The squeezed text from a line on, and where in it each of the lines ends."""
    letters = ""
    ends: list[int] = []
    for text in texts[start : start + _MOST_LINES]:
        if text is None or len(letters) > _MOST_LETTERS:
            break
        letters += text
        ends.append(len(letters))
    return letters, ends


def _may_open(opening: str, openings: Iterable[str]) -> bool:
    """Whether a line can be the beginning of a head; a quick test before the thorough one."""
    return any(opening.startswith(start) or start.startswith(opening) for start in openings)


def _openings(tables: tuple[TableType, ...]) -> frozenset[str]:
    return frozenset(
        squeeze(head.replace("{year}", ""))
        for table in tables
        for column in table.columns
        for head in column.heads
        if head
    )


@lru_cache(maxsize=32)
def _patterns(table: TableType) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """A pattern for each head of each column, the longest first."""
    found: list[tuple[int, str]] = []
    for index, column in enumerate(table.columns):
        found += [(index, squeeze(head)) for head in column.heads if head]
    found.sort(key=lambda each: -len(each[1]))
    made = []
    for index, head in found:
        # A word broken at the end of a line may have got a hyphen.
        plain = "-?".join(re.escape(letter) for letter in head.replace("{year}", "\0"))
        made.append((index, re.compile(plain.replace("\0", _YEAR) + f"(?:{_YEAR})?")))
    return tuple(made)


def _chains(letters: str, table: TableType) -> list[_Chain]:
    """Every chain of different columns' heads at the beginning of the letters."""
    found: list[_Chain] = []
    pending: list[tuple[tuple[int, int, int], ...]] = [()]
    while pending:
        parts = pending.pop()
        at = parts[-1][2] if parts else 0
        used = {(part[0], _year_at_end(letters[part[1] : part[2]])) for part in parts}
        for column, pattern in _patterns(table):
            match = pattern.match(letters, at)
            if match is None:
                continue
            # A column may stand again for another year, never twice for none.
            year = _year_at_end(match[0])
            if not any(c == column and (y == year or not (y and year)) for c, y in used):
                longer = (*parts, (column, at, match.end()))
                found.append(_Chain(longer))
                pending.append(longer)
    return found


def _year_at_end(letters: str) -> str | None:
    """The year that a squeezed head ends with."""
    found = re.search(rf"{_YEAR}$", letters)
    return found[0] if found else None


def _with_years(
    table: TableType, columns: tuple[int, ...], chain: _Chain, letters: str
) -> tuple[TableType, tuple[int, ...]]:
    """The table with a column of its own for each year that the head names, and their indexes."""
    named = {
        part: year
        for part in chain.parts
        if (year := _year_at_end(letters[part[1] : part[2]])) is not None
    }
    wide = list(table.columns)
    places = list(columns)
    unnamed = len(columns) - len(chain.parts)
    for number, part in enumerate(chain.parts):
        if part in named:
            column = table.columns[part[0]]
            head = column.heads[0].replace("{year}", "").strip()
            places[number + unnamed] = len(wide)
            wide.append(replace(column, heads=(f"{head} {named[part]}",)))
    return replace(table, columns=tuple(wide)), tuple(places)


def _with_unnamed(columns: tuple[int, ...], table: TableType) -> tuple[int, ...]:
    """The columns with the first one added when its head may be empty and was."""
    for index, column in enumerate(table.columns):
        if "" in column.heads and index not in columns:
            return (index, *columns)
    return columns


def _is_head(columns: tuple[int, ...], table: TableType) -> bool:
    """A head has a column of text that the rows are about, and one more that is typed."""
    found = [table.columns[index] for index in columns]
    about = any(column.field in ("title", "name", "goal") for column in found)
    typed = sum(column.type != "text" for column in found)
    required = [i for i, column in enumerate(table.columns) if not column.optional]
    missing = sum(index not in columns for index in required)
    return about and typed >= 1 and len(columns) >= 2 and missing <= (1 if len(columns) > 2 else 0)


def _is_scattered(chain: _Chain, ends: Sequence[int]) -> bool:
    """Whether most columns' heads begin on a line of their own."""
    starts = {0, *ends}
    alone = sum(part[1] in starts for part in chain.parts)
    return alone > len(chain.parts) / 2 and len(chain.parts) > 1 and alone > 1
