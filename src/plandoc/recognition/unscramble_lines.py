# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of a scattered table: which are heads, values, labels of what follows, or text of cells.

Text taken from a page without its layout comes in flows: lines below one another on the page, with
a blank line between two flows. A flow is a part of one column, or lines of several columns in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from plandoc.blocks import Block, Paragraph
from plandoc.dues import is_due
from plandoc.recognition.labels import Labels
from plandoc.recognition.rebuild_heads import squeeze
from plandoc.roles import role_start
from plandoc.steering import ColumnType, SteeringModel, TableType
from plandoc.values import match_amount_end, parse_amount
from plandoc.words import fold, strip_number

TokenKind = Literal["main", "head", "label", "value", "text", "end"]
# The number of an open table, a column of it, and the year in the column's head.
Seen = tuple[int, int, str]

_MOST_LINES = 400
_HEAD_LINES = 3
_LONGEST_VALUE = 24
_LONGEST_ROLE = 40
_LONGEST_ROW = 80
_UNIT_WORDS = 3
_HEAD = re.compile(r"(.*?)(20\d\d)?")
_DAY = re.compile(r"20\d\d-[01]\d-[0-3]\d")
# A date whose second hyphen was taken for that of a word broken at the end of a line.
_DATE_WITHOUT_HYPHEN = re.compile(r"20\d\d-[01]\d[0-3]\d")


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines with nothing between them; `page_start` when they begin a page."""

    lines: tuple[Paragraph, ...]
    page_start: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A line, or the lines of one head. `table` and `column` say whose head it is."""

    kind: TokenKind
    lines: tuple[Paragraph, ...]
    table: TableType | None = None
    column: int = -1
    types: frozenset[ColumnType] = frozenset()

    @property
    def text(self) -> str:
        """The lines as one text."""
        return " ".join(line.text.strip() for line in self.lines)

    @property
    def goes_on(self) -> bool:
        """Whether the text begins in the middle of a sentence."""
        return not self.text[:1].isupper() and not self.text[:1].isdigit()


def flows_from(blocks: Sequence[Block], start: int) -> Iterator[Flow]:
    """The flows from a block on, until what is no plain line or is the first line again."""
    lines: list[Paragraph] = []
    opening: Paragraph | None = None
    for block in blocks[start : start + _MOST_LINES]:
        if not isinstance(block, Paragraph) or block.heading:
            break
        if opening is not None and block.text == opening.text:
            break
        opening = opening or block
        if lines and (block.gap_before or block.page_start):
            yield Flow(tuple(lines), lines[0].page_start)
            lines = []
        lines.append(block)
    if lines:
        yield Flow(tuple(lines), lines[0].page_start)


class Reader:
    """Tells what the lines are, by the vocabulary of a steering model."""

    def __init__(self, model: SteeringModel, width: int) -> None:
        self._model = model
        self._labels = Labels(model)
        self._width = width
        self._tables = [table for table in model.tables if _is_simple(table)]
        self._heads = {id(table): _heads(table) for table in self._tables}
        self._periodicities = {fold(n) for p in model.periodicities for n in (p.name, *p.labels)}
        self._statuses = {fold(n) for s in model.statuses for n in (s.name, *s.labels)}
        self._assessments = {fold(n) for a in model.assessments for n in (a.name, *a.labels)}
        self._known_labels: dict[str, bool] = {}
        self._known_types: dict[tuple[str, int], frozenset[ColumnType]] = {}

    def opening(self, text: str) -> list[TableType]:
        """The tables that may begin with this line: their main column has this head."""
        letters = squeeze(text)
        return [table for table in self._tables if self._column(letters, table) == (0, "")]

    def tokens(
        self,
        flow: Flow,
        open_tables: Sequence[TableType],
        seen: AbstractSet[Seen],
        recent: TableType | None = None,
    ) -> list[Token]:
        """The flow's tokens, up to a head that begins a third table, or one of the two again.

        `seen` are the heads that have been met, which are met no more. A head that two tables have
        belongs to the table that had the one before it, which is `recent` where the flow begins.
        """
        found: list[Token] = []
        met = set(seen)
        tables = list(open_tables)
        parts = (part for line in flow.lines for part in self._parts(line))
        ahead = list(islice(parts, _HEAD_LINES))
        while ahead:
            token = self._head(ahead, tables, met, recent)
            token = token or self._other(ahead[0], tables)
            found.append(token)
            size = len(token.lines)
            ahead = [*ahead[size:], *islice(parts, size)]
            if token.kind == "main" and token.table is not None:
                if token.table in tables or len(tables) > 1:
                    break
                tables.append(token.table)
            recent = token.table or recent
        return found

    def types(self, text: str, table: TableType) -> frozenset[ColumnType]:
        """The types of the table's columns that the whole text is a value of."""
        key = (text, id(table))
        if key not in self._known_types:
            self._known_types[key] = frozenset(
                type_
                for type_ in {column.type for column in table.columns}
                if self._is_value(type_, text.strip())
            )
        return self._known_types[key]

    def key(self, token: Token, number: int) -> Seen:
        """By which a head that has been met is known."""
        found = self._column(squeeze(token.text), token.table) if token.table else None
        return (number, *(found or (token.column, "")))

    def _parts(self, line: Paragraph) -> list[Paragraph]:
        """The line, or the heads or days that stand on it side by side."""
        words = list(re.finditer(r"\S+", line.text)) if len(line.text) <= _LONGEST_ROW else []
        days = [_DAY.fullmatch(word[0]) for word in words]
        if len(words) < 2 or line.list or line.heading:
            return [line]
        cuts = [word.start() for word in words] if all(days) else self._heads_on(line.text, words)
        if len(cuts) < 2:
            return [line]
        ends = [*cuts[1:], len(line.text)]
        spans = [
            replace(line.span, text=line.text[start:end].strip(), marks=())
            for start, end in zip(cuts, ends, strict=True)
        ]
        first = replace(line, span=spans[0])
        return [first, *(Paragraph(span) for span in spans[1:])]

    def _heads_on(self, text: str, words: Sequence[re.Match[str]]) -> list[int]:
        """Where the heads of one table begin that the whole text is; empty if it is none."""
        for table in self._tables:
            cuts: list[int] = []
            at = 0
            while at < len(words):
                for end in range(len(words), at, -1):
                    part = text[words[at].start() : words[end - 1].end()]
                    if self._column(squeeze(part), table) is not None:
                        cuts.append(words[at].start())
                        at = end
                        break
                else:
                    break
            if at == len(words):
                return cuts
        return []

    def _head(
        self,
        lines: Sequence[Paragraph],
        tables: Sequence[TableType],
        met: set[Seen],
        recent: TableType | None,
    ) -> Token | None:
        numbered = sorted(enumerate(tables), key=lambda each: each[1] is not recent)
        for size in range(len(lines), 0, -1):
            part = tuple(lines[:size])
            letters = squeeze("".join(line.text for line in part))
            for number, table in numbered:
                column = self._column(letters, table)
                if column is None:
                    continue
                key = (number, *column)
                if key in met:
                    continue
                met.add(key)
                return Token("head", part, table, column[0])
        for table in self.opening(lines[0].text):
            return Token("main", (lines[0],), table, 0)
        return None

    def _other(self, line: Paragraph, tables: Sequence[TableType]) -> Token:
        text = line.text.strip()
        if self._is_label(text):
            return Token("label", (line,))
        for table in tables:
            types = self.types(text, table)
            if types and not line.list:
                return Token("value", (line,), types=types)
        if len(text) > self._width * 0.88 or line.list:
            return Token("end", (line,))
        return Token("text", (line,))

    def _is_label(self, text: str) -> bool:
        """Whether a line is a label of a level, a section or a chapter."""
        if text not in self._known_labels:
            self._known_labels[text] = (
                self._labels.level_of(text) is not None
                or self._labels.section(text) is not None
                or self._labels.chapter(text)
            )
        return self._known_labels[text]

    def _column(self, letters: str, table: TableType) -> tuple[int, str] | None:
        """The column with this head, and the year that the head names."""
        match = _HEAD.fullmatch(letters)
        if match is None:
            return None
        for index, with_year in self._heads[id(table)].get(match[1], ()):
            if match[2] or not with_year:
                return index, match[2] or ""
        return None

    def _is_value(self, type_: ColumnType, text: str) -> bool:
        match type_:
            case "due":
                return is_due(text, self._model) or bool(_DATE_WITHOUT_HYPHEN.fullmatch(text))
            case "amount":
                return _is_amount(text)
            case "periodicity":
                return fold(text) in self._periodicities
            case "status":
                return fold(text) in self._statuses
            case "assessment":
                return fold(text) in self._assessments
            case "role":
                return len(text) <= _LONGEST_ROLE and role_start(text, self._model)
            case _:
                return False


def _is_amount(text: str) -> bool:
    """Whether a line is an amount, or the beginning of one whose unit goes on."""
    if match_amount_end(text) == 0:
        return True
    amount = parse_amount(text)
    words = (amount.unit or "").split()
    return (
        amount.value is not None
        and len(text) <= _LONGEST_VALUE
        and len(words) <= _UNIT_WORDS
        and strip_number(text)[0] is None
    )


def _is_simple(table: TableType) -> bool:
    """Whether a table has one column of text that its rows are about, before all others."""
    first = table.columns[0] if table.columns else None
    about = [c for c in table.columns if c.field in {"title", "name", "aim", "goal"}]
    return first is not None and about == [first] and "" not in first.heads


def _heads(table: TableType) -> dict[str, list[tuple[int, bool]]]:
    """The columns of each head, squeezed and without its year, and whether it must have one."""
    found: dict[str, list[tuple[int, bool]]] = {}
    for index, column in enumerate(table.columns):
        for head in column.heads:
            bare = squeeze(head.replace("{year}", ""))
            found.setdefault(bare, []).append((index, "{year}" in head))
    return found
