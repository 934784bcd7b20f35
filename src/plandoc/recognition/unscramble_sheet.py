# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table that has come apart: the lines, values and heads that were found of it, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plandoc.blocks import Paragraph
from plandoc.recognition.rebuild_table import Piece
from plandoc.recognition.unscramble_lines import Token
from plandoc.steering import ColumnType, TableType


@dataclass(slots=True)
class TextLine:
    """A line of the first column, and the values that stand right behind it on the page."""

    line: Paragraph
    run: list[Token] = field(default_factory=list)


@dataclass(slots=True)
class ValueFlow:
    """Cells of one column, one below another. `column` is its place among the heads, if known.

    `after` counts the heads of the table that came before it.
    """

    cells: list[list[Token]] = field(default_factory=list)
    column: int | None = None
    types: frozenset[ColumnType] = frozenset()
    after: int = 0


@dataclass(slots=True)
class Part:
    """What a page holds of a table. `inline` are the columns whose values stand among the text."""

    texts: list[TextLine] = field(default_factory=list)
    flows: list[ValueFlow] = field(default_factory=list)
    inline: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A table that has come apart: its heads from left to right, and its parts, one a page."""

    table: TableType
    heads: list[Token] = field(default_factory=list)
    parts: list[Part] = field(default_factory=lambda: [Part()])

    def column_field(self, at: int) -> str:
        """The field of the column with the head at this place."""
        return self.table.columns[self.heads[at].column].field

    def columns_of(self, type_: ColumnType) -> list[int]:
        """The places of the columns of this type; at 0 is the text that rows begin with."""
        return [at for at in range(1, len(self.heads)) if self.column_type(at) == type_]

    def types(self) -> list[ColumnType]:
        """The types of the columns but the first, each once."""
        return list(dict.fromkeys(self.column_type(at) for at in range(1, len(self.heads))))

    def column_type(self, at: int) -> ColumnType:
        """The type of the column with the head at this place."""
        return self.table.columns[self.heads[at].column].type


@dataclass(slots=True)
class SolvedRow:
    """A row: its pieces by the place of their head; `loose` may belong to several columns."""

    cells: dict[int, list[Piece]] = field(default_factory=dict)
    loose: list[Piece] = field(default_factory=list)
    lost: list[Piece] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def whole(line: Paragraph) -> Piece:
    """The line as one piece."""
    return Piece(line.span, 0, len(line.text))


def pieces(cell: Sequence[Token]) -> list[Piece]:
    """The lines of a cell."""
    return [whole(line) for token in cell for line in token.lines]


def begins_small(line: Paragraph) -> bool:
    """Whether a line begins in the middle of a sentence."""
    text = line.text.strip()
    return text[:1].islower() or text[:1] in "(–-,;"
