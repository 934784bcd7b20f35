# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a steering model's definition says, as accepting an import asks for it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledtrad.organisation.rules import public_code
from plandoc.words import fold


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """One level of goals: its code, whose goals they are, and whether they are assignments."""

    code: str
    name: str
    owner: str
    is_assignment: bool


@dataclass(frozen=True, slots=True)
class OccasionFacts:
    """An occasion of reporting, and the last day of what it reports in a year."""

    code: str
    name: str
    ends: str

    def closes_on(self, year: int) -> dt.date:
        """The last day of what is reported in the year."""
        month, _, day = self.ends.partition("-")
        return dt.date(year, int(month), int(day))


class Grammar:
    """Questions to the definition of a steering model (`plandoc.steering` as plain values)."""

    def __init__(self, definition: Mapping[str, Any]) -> None:
        self.definition = definition
        self.code: str = definition["code"]
        self.levels = tuple(
            LevelFacts(each["code"], each["name"], each["owner"], bool(each.get("assignment")))
            for each in definition.get("levels", ())
        )

    def level(self, code: str) -> LevelFacts | None:
        """The level with the code; None if the model has none."""
        return next((level for level in self.levels if level.code == code), None)

    def levels_of(self, owner: str, *, assignments: bool = False) -> tuple[LevelFacts, ...]:
        """The levels of goals, or of assignments, that a kind of unit decides, top first."""
        return tuple(
            level
            for level in self.levels
            if level.owner == owner and level.is_assignment == assignments
        )

    def section_types(self) -> set[str]:
        """The codes of the parts that a goal may have."""
        return {each["type"] for each in self.definition.get("sections", ())}

    def is_loose(self) -> bool:
        """Whether the model only knows documents that mention goals of other plans."""
        kinds = {each["kind"] for each in self.definition.get("documents", ())}
        return kinds == {"competence_plan"}

    def periodicity(self, text: str | None) -> str:
        """The kind of period behind a word for how often something is measured."""
        for each in self.definition.get("periodicities", ()):
            if fold(text or "") in _words(each):
                return str(each["kind"])
        return "unknown"

    def phase(self, category: str) -> str:
        """The code of the phase that a category names, or nothing."""
        for each in self.definition.get("phases", ()):
            if fold(category) in _words(each):
                return str(each["code"])
        return ""

    def occasion(self, text: str | None) -> OccasionFacts:
        """The occasion that a document names; the year's end when it names none that is known."""
        occasions = self.definition.get("occasions", ())
        for each in occasions:
            if text and fold(text) in _words(each):
                return _occasion(each)
        at_end = [each for each in occasions if each.get("ends") == "12-31"]
        if text:
            return OccasionFacts(public_code(text, set()), text[:200], "12-31")
        if at_end:
            return _occasion(at_end[0])
        return OccasionFacts("year-end", "Helår", "12-31")


def mapped_level(levels: Sequence[LevelFacts], number: str) -> LevelFacts | None:
    """The level of another model that a goal with this number hangs on: "1.3" is on the second."""
    if not levels:
        return None
    depth = number.count(".") if number else len(levels) - 1
    return levels[min(depth, len(levels) - 1)]


def _words(each: Mapping[str, Any]) -> set[str]:
    return {fold(word) for word in (each["name"], *each.get("labels", ()))}


def _occasion(each: Mapping[str, Any]) -> OccasionFacts:
    code = public_code(each["name"], set())
    return OccasionFacts(code, each["name"], each.get("ends") or "12-31")
