# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recognises the head row of a table and says what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from plandoc.blocks import Row
from plandoc.steering import Column, Level, SteeringModel, TableType
from plandoc.words import fold

_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
# A year that a narrow column has cut in two: "VB 202" above "2".
_BROKEN_YEAR = re.compile(r"\b((?:19|20)\d?) (\d{1,2})$")
_LEAST = 2
_LONG_HEAD = 12
_SLIP = 3
_ALIKE = 0.9
# Heads that any municipality may give a column beside those of its own model.
_PHASE_HEADS = frozenset({"fas", "kategori", "ubara", "ubaria", "aruba", "fas kategori"})
_DEPARTMENT_HEADS = frozenset({"avdelning", "avdelning enhet", "enhet", "verksamhet"})
_MEASURE_HEADS = frozenset({"enhet", "måttenhet", "mätenhet", "sort"})
_NUMBER_HEADS = frozenset({"nr", "nummer", "id"})


@dataclass(frozen=True, slots=True)
class Slot:
    """What one column of a table holds: a column of the model or a goal of a level.

    `field` is the column's field, "goal", "category", "department", "number" or "" when nobody
    knows; `year` is the year that its head names.
    """

    field: str
    head: str
    column: Column | None = None
    level: Level | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A recognised head: the kind of table and what its columns hold, from left to right."""

    table: TableType
    slots: tuple[Slot, ...]

    def slots_of(self, width: int) -> tuple[Slot, ...]:
        """The slots of a row with so many cells.

        A table that goes on over a page break may have lost the empty columns that its head had.
        """
        named = tuple(slot for slot in self.slots if slot.head or slot.field)
        return named if width == len(named) else self.slots


def match_head(row: Row, model: SteeringModel, announced: Level | None) -> Head | None:
    """The head that a row is, or None. `announced` is a level whose name stands above the table."""
    texts = tuple(" ".join(cell.text.split()) for cell in row.cells)
    return _match(texts, model, announced)


@cache
def _match(texts: tuple[str, ...], model: SteeringModel, announced: Level | None) -> Head | None:
    filled = [text for text in texts if text]
    if not filled or max(map(len, filled)) > 90:
        return None
    best: tuple[int, int, Head] | None = None
    for order, table in enumerate(model.tables):
        slots = _slots(texts, table, model)
        known = sum(bool(slot.field) for slot, text in zip(slots, texts, strict=True) if text)
        own = sum(slot.column is not None for slot in slots)
        if own == 0 or known * 10 < len(filled) * 6:
            continue
        if known < _LEAST and not (len(filled) == 1 and _is_only_head(filled[0], table)):
            continue
        if announced is not None and announced.assignment and table.kind == "assignments":
            own += 1
        if best is None or (own, -order) > (best[0], best[1]):
            best = (own, -order, Head(table, slots))
    return best[2] if best else None


def _is_only_head(text: str, table: TableType) -> bool:
    """A table of one column is known by the head of its main column alone."""
    main = table.columns[0] if table.columns else None
    return main is not None and main.field in {"title", "name"} and _matches(main, text) is not None


def _slots(texts: Sequence[str], table: TableType, model: SteeringModel) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    used: set[int] = set()
    for text in texts:
        slot = _slot(text, table, model, used)
        if slot.column is not None and not slot.year:
            used.add(table.columns.index(slot.column))
        slots.append(slot)
    return tuple(slots)


def _slot(text: str, table: TableType, model: SteeringModel, used: set[int]) -> Slot:
    """What the column with this head holds; a head without a year is used once."""
    for index, column in enumerate(table.columns):
        if index in used and "{year}" not in " ".join(column.heads):
            continue
        year = _matches(column, text)
        if year is not None:
            level = model.level(column.level) if column.level else None
            return Slot(column.field, text, column, level, year or None)
    folded = fold(text)
    for level in model.levels:
        if folded and folded in {fold(n) for n in (level.name, level.plural or "", *level.labels)}:
            return Slot("goal", text, level=level)
    if table.kind == "indicators" and folded in _MEASURE_HEADS:
        return Slot("unit_of_measure", text)  # "Enhet" beside a measure is what it counts
    if table.kind == "activities" and model.phases and folded in _PHASE_HEADS:
        return Slot("category", text)
    if table.kind == "activities" and folded in _DEPARTMENT_HEADS:
        return Slot("department", text)
    if folded in _NUMBER_HEADS:
        return Slot("number", text)
    return Slot("", text)


def _matches(column: Column, text: str) -> int | None:
    """The year in the head when the text is one of the column's heads, 0 without one, else None."""
    text = _BROKEN_YEAR.sub(r"\1\2", text)
    found = _YEAR.search(text)
    bare = fold(_YEAR.sub("", text))
    for head in column.heads:
        wanted = fold(head.replace("{year}", ""))
        if _alike(bare, wanted) and (head != "" or not text):
            if found and "{year}" not in head:
                continue
            return int(found[1]) if found else 0
    return None


def _alike(found: str, wanted: str) -> bool:
    """Whether two heads are the same but for a slip of the hand or of the extraction."""
    # A narrow column breaks words without a hyphen: "Periode" above "ns utfall".
    if found.replace(" ", "") == wanted.replace(" ", ""):
        return True
    if min(len(found), len(wanted)) < _LONG_HEAD or abs(len(found) - len(wanted)) > _SLIP:
        return False
    return SequenceMatcher(None, found, wanted, autojunk=False).ratio() >= _ALIKE
