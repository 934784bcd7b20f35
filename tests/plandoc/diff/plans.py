# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans made up by chance: quick to make, and in words that plans are written in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from plandoc.model import (
    Activity,
    Change,
    Chapter,
    Due,
    Event,
    ExpectedResult,
    Fact,
    Goal,
    Indicator,
    Leftover,
    Need,
    Outcome,
    Period,
    PlanDocument,
    Role,
    Section,
    Status,
    Target,
    TextBlock,
    UnitItem,
)

_SUBJECTS = (
    "Barnen", "Personalen", "Eleverna", "Vårdnadshavarna", "Enheten", "Medarbetarna", "Skolan",
)  # fmt: skip
_VERBS = ("utvecklar", "stärker", "använder", "möter", "prövar", "känner", "tränar", "planerar")
_OBJECTS = (
    "språket", "leken", "matematiken", "tryggheten", "inflytandet", "måltiderna", "rörelsen",
    "samarbetet", "budgeten", "utemiljön", "kulturen", "hälsan", "dokumentationen", "bemötandet",
    "lokalerna", "naturen", "tekniken",
)  # fmt: skip
_PLACES = (
    "varje dag", "i små grupper", "på gården", "med digitala verktyg", "i alla ämnen",
    "tillsammans med hemmen", "under hela året", "genom högläsning", "på biblioteket", "i köket",
)  # fmt: skip
_ROLES = ("Rektor", "Enhetschef", "Kock", "Specialpedagog", "Controller")


class Maker:
    """Makes plans; the same chance makes the same plan. `prefix` begins every id."""

    def __init__(self, chance: Random, prefix: str = "") -> None:
        self._any = chance
        self._prefix = prefix
        self._given = 0

    def _id(self, letter: str) -> str:
        self._given += 1
        return f"{self._prefix}{letter}{self._given}"

    def sentence(self) -> str:
        """Return a statement."""
        choose = self._any.choice
        return f"{choose(_SUBJECTS)} {choose(_VERBS)} {choose(_OBJECTS)} {choose(_PLACES)}"

    def text(self, most: int = 3) -> tuple[TextBlock, ...]:
        """Return a running text of a few paragraphs."""
        return tuple(
            TextBlock(
                self._any.choice(("paragraph", "bullet")),
                ". ".join(self.sentence() for _ in range(self._any.randint(1, 3))) + ".",
            )
            for _ in range(self._any.randint(0, most))
        )

    def due(self) -> Due | None:
        """Return a date, words without a date, or nothing."""
        day = f"2026-{self._any.randint(1, 12):02}-{self._any.randint(1, 28):02}"
        return self._any.choice((None, Due(day, "date", day), Due("Löpande", "ongoing")))

    def target(self, year: int) -> Target:
        """Return a target of a year."""
        value = self._any.randint(0, 100)
        return Target("unit", f"{value} %", year, Decimal(value), "%")

    def _goal(self, above: list[Goal]) -> Goal:
        any_ = self._any
        return Goal(
            self._id("g"),
            *any_.choice((("board", "Nämndmål"), ("unit", "Enhetsmål"))),
            title=self.sentence(),
            number=any_.choice((None, f"{any_.randint(1, 3)}.{any_.randint(1, 9)}")),
            text=self.text(),
            parent=any_.choice((None, *(goal.id for goal in above))),
            sections=tuple(
                Section(kind, self.text(), kind.capitalize())
                for kind in ("arbetssätt", "uppföljning")[: any_.randint(0, 2)]
            ),
            expected_results=tuple(
                ExpectedResult(self._id("r"), self.sentence()) for _ in range(any_.randint(0, 2))
            ),
        )

    def plan(self, goals: int = 4, activities: int = 4) -> PlanDocument:
        """Return a plan with at most so many goals and activities."""
        any_ = self._any
        made: list[Goal] = []
        for _ in range(any_.randint(0, goals)):
            made.append(self._goal(made))
        ids = [goal.id for goal in made]
        return PlanDocument(
            "operational_plan",
            "liten_kommun",
            title=any_.choice((None, "Verksamhetsplan 2026")),
            period=Period("2026", "2026-01-01", "2026-12-31"),
            units=tuple(
                UnitItem(self._id("u"), any_.choice(_OBJECTS).capitalize())
                for _ in range(any_.randint(0, 2))
            ),
            chapters=tuple(
                Chapter(self._id("c"), any_.choice(_OBJECTS).capitalize(), 1, self.text())
                for _ in range(any_.randint(0, 3))
            ),
            goals=tuple(made),
            indicators=tuple(self._indicator(ids) for _ in range(any_.randint(0, goals))),
            activities=tuple(self._activity(ids) for _ in range(any_.randint(0, activities))),
            needs=tuple(Need(self._id("n"), self.sentence()) for _ in range(any_.randint(0, 2))),
            changes=tuple(Change(self._id("h"), self.text()) for _ in range(any_.randint(0, 1))),
            facts=tuple(
                Fact(self._id("f"), self.sentence(), element=any_.choice((None, *ids)))
                for _ in range(any_.randint(0, 1))
            ),
            events=tuple(
                Event(self._id("e"), self.sentence(), element=any_.choice((None, *ids)))
                for _ in range(any_.randint(0, 1))
            ),
            leftovers=tuple(Leftover(self.sentence()) for _ in range(any_.randint(0, 2))),
        )

    def _indicator(self, goals: list[str]) -> Indicator:
        any_ = self._any
        return Indicator(
            self._id("i"),
            f"Andel {self.sentence().lower()}",
            goal=any_.choice((None, *goals)),
            direction=any_.choice(("unknown", "more", "less")),
            targets=tuple(self.target(2026 + number) for number in range(any_.randint(0, 2))),
            outcomes=tuple(
                Outcome(str(2024 + number), "7", value=Decimal(7))
                for number in range(any_.randint(0, 2))
            ),
        )

    def _activity(self, goals: list[str]) -> Activity:
        any_ = self._any
        return Activity(
            self._id("a"),
            self.sentence(),
            goals=tuple(any_.sample(goals, min(len(goals), any_.randint(0, 2)))),
            due=self.due(),
            responsible=tuple(Role(any_.choice(_ROLES)) for _ in range(any_.randint(0, 2))),
            status=any_.choice((None, Status("Pågår", "ongoing"), Status("Klart", "done"))),
        )


def plan(chance: Random, **most: int) -> PlanDocument:
    """Return any plan, with at most so many goals and activities."""
    return Maker(chance).plan(**most)


def edited(document: PlanDocument, chance: Random, edits: int = 6) -> PlanDocument:
    """Return the plan after so many edits: things dropped, added, reworded and shuffled."""
    any_ = chance
    other = _alone(Maker(chance, "n").plan())
    for _ in range(edits):
        name = any_.choice(
            ("goals", "indicators", "activities", "chapters", "units", "needs", "leftovers")
        )
        items = list(getattr(document, name))
        match any_.choice(("drop", "add", "shuffle", "swap")):
            case "drop" if items:
                items.pop(any_.randrange(len(items)))
            case "add":
                new = [each for each in getattr(other, name) if each not in items]
                at = any_.randint(0, len(items))
                items[at:at] = new[:1]
            case "shuffle":
                any_.shuffle(items)
            case "swap" if items:
                at = any_.randrange(len(items))
                items[at] = _reworded(items[at], any_)
        changed: dict[str, Any] = {name: tuple(items)}
        document = _sound(replace(document, **changed))
    return document


def _reworded(item: Any, any_: Random) -> Any:
    for name in ("title", "name", "heading", "text"):
        value = getattr(item, name, None)
        if isinstance(value, str):
            words = value.split()
            words[any_.randrange(len(words))] = any_.choice(_OBJECTS)
            rewritten: dict[str, Any] = {name: " ".join(words)}
            return replace(item, **rewritten)
    return item


def _alone(document: PlanDocument) -> PlanDocument:
    """Return the document with nothing hanging on its goals."""
    return replace(
        document,
        goals=tuple(replace(goal, parent=None) for goal in document.goals),
        indicators=tuple(replace(each, goal=None) for each in document.indicators),
        activities=tuple(replace(each, goals=()) for each in document.activities),
    )


def _sound(document: PlanDocument) -> PlanDocument:
    """Return the document without references to goals that are gone."""
    goals = {goal.id for goal in document.goals}
    return replace(
        document,
        goals=tuple(
            goal if goal.parent in goals else replace(goal, parent=None) for goal in document.goals
        ),
        indicators=tuple(
            each if each.goal in goals else replace(each, goal=None) for each in document.indicators
        ),
        activities=tuple(
            replace(each, goals=tuple(goal for goal in each.goals if goal in goals))
            for each in document.activities
        ),
    )
