# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values of several columns that stand in a row, one after another, at the end of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from plandoc.dues import match_due_end
from plandoc.roles import role_start
from plandoc.steering import Column, ColumnType, SteeringModel
from plandoc.values import match_amount_end

_MOST_ROLE_WORDS = 6
# What stands in a cell that has no value.
_EMPTY = re.compile(r"(?:^|(?<=\s))(?:[-–—]|saknas|uppgift saknas|mäts ej|n/a)\s*$", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\d+")
_DIGITS_OF_THOUSANDS = 3
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Value:
    """A value [start, end) of a text: its type, and the columns of that type it may belong to."""

    start: int
    end: int
    type: ColumnType
    group: tuple[int, ...]


class Values:
    """Finds the values of the given columns, which stand in this order after a text.

    Neighbouring columns of one type (two targets, start and end) are told apart only when all of
    them have a value.
    """

    def __init__(self, columns: Sequence[tuple[int, Column]], model: SteeringModel) -> None:
        self.model = model
        self.groups: list[tuple[ColumnType, tuple[int, ...]]] = [
            (type_, tuple(index for index, _ in group))
            for type_, group in groupby(columns, key=lambda each: each[1].type)
        ]
        self._has_due = any(column.type == "due" for _, column in columns)
        self._words = {
            "periodicity": _vocabulary((p.name, *p.labels) for p in model.periodicities),
            "status": _vocabulary((s.name, *s.labels) for s in model.statuses),
            "assessment": _vocabulary((a.name, *a.labels) for a in model.assessments),
            "phase": _vocabulary((p.name, *p.labels) for p in model.phases),
        }

    def find(self, text: str) -> list[Value]:
        """The values at the end of the text, from left to right."""
        found: list[Value] = []
        end = len(text.rstrip())
        for type_, group in reversed(self.groups):
            for _ in group:
                start = self._start(type_, text[:end])
                if start is None:
                    break
                if type_ == "amount" and _is_row_of_numbers(text[start:end], len(group)):
                    start = end - _DIGITS_OF_THOUSANDS
                if type_ == "amount" and self._is_of_text(text, start, end, found):
                    break
                found.append(Value(start, end, type_, group))
                end = len(text[:start].rstrip())
        return found[::-1]

    def start(self, text: str) -> int | None:
        """Where the values at the end of the text begin; None if it ends with none."""
        found = self.find(text)
        return found[0].start if found else None

    def complete(self, text: str) -> bool:
        """Whether the values of a row end here: those of its last columns are all there."""
        found = self.find(text)
        _, group = self.groups[-1]
        return sum(value.group == group for value in found) == len(group)

    def has_all(self, text: str) -> bool:
        """Whether the text is nothing but values, of the first columns as well as of the last."""
        found = self.find(text)
        if not found or found[0].start > 0 or not self.complete(text):
            return False
        return found[0].group == self.groups[0][1]

    @property
    def expects_amount(self) -> bool:
        """Whether there is a column of amounts."""
        return any(type_ == "amount" for type_, _ in self.groups)

    def has_amount(self, text: str) -> bool:
        """Whether one of the values is an amount."""
        return any(value.type == "amount" for value in self.find(text))

    def _start(self, type_: ColumnType, text: str) -> int | None:
        """Where the value of this type begins that ends the text."""
        if type_ == "amount":
            empty = _EMPTY.search(text)
            return empty.start() if empty else match_amount_end(text)
        if type_ == "due":
            return match_due_end(text, self.model)
        if type_ == "role":
            return self._role_start(text)
        words = self._words.get(type_)
        match = words.search(text) if words else None
        return match.start() if match else None

    def _role_start(self, text: str) -> int | None:
        """Where the role begins that ends the text: at most a few words, behind a due or known."""
        starts = [word.start() for word in re.finditer(r"\S+", text)][-_MOST_ROLE_WORDS:]
        for start in starts if self._has_due else ():
            if text[start].isupper() and match_due_end(text[:start], self.model) is not None:
                return start
        return next((start for start in starts if role_start(text[start:], self.model)), None)

    def _is_of_text(self, text: str, start: int, end: int, found: Sequence[Value]) -> bool:
        """Whether what looks like one more amount is the last word of the text before them.

        Amounts of one row are alike: a bare number before "88 %" ends the name, as a year does.
        """
        amounts = [value for value in found if value.type == "amount"]
        if not amounts:
            return False
        beside = text[amounts[-1].start : amounts[-1].end]
        bare = bool(_BARE_NUMBER.fullmatch(text[start:end]))
        if bare and _YEAR.fullmatch(text[start:end]):
            return not _YEAR.fullmatch(beside)
        return bare and "%" in beside and start > 0


def _is_row_of_numbers(text: str, columns: int) -> bool:
    """Whether what may be one great number is a number for each column: "118 134 160 180"."""
    parts = text.split(" ")
    return (
        columns > 1
        and 1 < len(parts) <= columns
        and all(len(part) == _DIGITS_OF_THOUSANDS and part.isdigit() for part in parts)
    )


def _vocabulary(names: Iterable[tuple[str, ...]]) -> re.Pattern[str] | None:
    """A pattern for one of the words at the end of a text, written as in the model."""
    words = sorted({word for each in names for word in each}, key=len, reverse=True)
    if not words:
        return None
    return re.compile(rf"(?:^|(?<=\s))(?:{'|'.join(map(_pattern, words))})[.]?\s*$")


def _pattern(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())
