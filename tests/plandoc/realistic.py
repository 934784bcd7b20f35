# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans as they might be: whole documents of every steering model, made from a number.

The same number always makes the same document. Now and then a text holds what trips writers up:
signs of markup, line breaks, blanks of odd kinds, control characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import blake2b
from typing import Any, TypeVar

from plandoc.dues import parse_due
from plandoc.model import (
    Activity,
    Assessment,
    Change,
    Chapter,
    Decision,
    Direction,
    ExpectedResult,
    Goal,
    Group,
    Indicator,
    Leftover,
    Mark,
    MarkType,
    Need,
    Outcome,
    Period,
    PlanDocument,
    RichText,
    Role,
    Section,
    SetBy,
    Status,
    Target,
    TextBlock,
    TextCell,
    UnitItem,
)
from plandoc.roles import parse_roles
from plandoc.steering import SteeringModel, shipped_models

_WORDS = [
    "barnen", "eleverna", "vi", "språk", "lek", "rörelse", "trygghet", "lärande", "arbetslaget",
    "planerar", "följer", "upp", "varje", "termin", "tillsammans", "med", "vårdnadshavare",
    "biblioteket", "parken", "nya", "lokaler", "måltiden", "ekologiska", "inköp",
    "sjukfrånvaro", "heltid", "introduktion", "handledning", "dokumentation", "demens",
    "välfärdsteknik",
]  # fmt: skip
_AWKWARD = [
    "*fet* och _kursiv_", "# nej", "- streck", "1. ett", "a | b", "<b>nej</b>", "`kod`", "&amp;",
    "https://exempel.se/a_b", "två  blanka", "1\u00a0945 GWh", "rad\nny rad", "styr\x07tecken",
    "bakstreck \\", "[länk](nej)", "<!-- nej -->", "CO₂", "**", "§ 12", "8:30: start", "+ plus",
    "e\u0301tude", "\u200bosynligt", "> citat", "===", "---", "|", "50 %", "~~struket~~",
]  # fmt: skip
_DUES = ["2026-12-31", "Löpande", "2026", "2026-2028", "juni 2026", "Tertialrapport 1", "snarast"]
_ROLES = ["Rektor", "Rektorer och HR", "Enhetschef, Biträdande enhetschef", "Alla som vill"]


_MARKS: tuple[MarkType, ...] = ("bold", "italic", "link")
_SET_BY: tuple[SetBy, ...] = ("unit", "council")
_GROUPS: tuple[Group, ...] = ("total", "women", "men")
_DIRECTIONS: tuple[Direction, ...] = ("unknown", "more", "less", "interval")
_DECISION = Decision("Barnnämnden", "2025-12-09", "114", "Antagen av Barnnämnden 2025-12-09, § 114")


T = TypeVar("T")


class Dice:
    """Numbers that look thrown, always the same ones for a seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._thrown = 0

    def randrange(self, below: int) -> int:
        """A number from 0 to `below`, without it."""
        self._thrown += 1
        digest = blake2b(f"{self._seed}/{self._thrown}".encode(), digest_size=8).digest()
        return int.from_bytes(digest) % below

    def random(self) -> float:
        """A number from 0 to 1."""
        return self.randrange(10**6) / 10**6

    def randint(self, least: int, most: int) -> int:
        """A number from `least` to `most`, both included."""
        return least + self.randrange(most - least + 1)

    def choice(self, of: Sequence[T]) -> T:
        """One of these."""
        return of[self.randrange(len(of))]


class _Maker:
    def __init__(self, rng: Dice, model: SteeringModel) -> None:
        self.rng = rng
        self.model = model
        self.count = 0

    def id(self, letter: str) -> str:
        self.count += 1
        return f"{letter}{self.count}"

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def text(self, words: int = 8) -> str:
        chosen = [self.rng.choice(_WORDS) for _ in range(self.rng.randint(1, words))]
        if self.chance(0.08):
            chosen.insert(self.rng.randrange(len(chosen) + 1), self.rng.choice(_AWKWARD))
        said = " ".join(chosen)
        return said[:1].upper() + said[1:]

    def some(self, make: Any, most: int) -> tuple[Any, ...]:
        return tuple(make() for _ in range(self.rng.randint(0, most)))

    def marked(self) -> TextBlock:
        text = self.text(25)
        marks = []
        for kind in _MARKS:
            if self.chance(0.15):
                start = self.rng.randrange(len(text))
                end = self.rng.randint(start + 1, len(text))
                href = "https://exempel.se/?a=(b)|c" if kind == "link" else None
                marks.append(Mark(start, end, kind, href))
        return TextBlock("paragraph", text, tuple(marks))

    def rich(self, most: int = 4) -> RichText:
        blocks: list[TextBlock] = []
        for _ in range(self.rng.randint(0, most)):
            block = self.marked()
            kind: Any = self.rng.choice(
                ["paragraph"] * 5 + ["bullet", "bullet", "number", "heading", "table"]
            )
            if kind == "table":
                width = self.rng.randint(1, 3)
                rows = [
                    tuple(TextCell(self.text(4)) for _ in range(width))
                    for _ in range(self.rng.randint(1, 3))
                ]
                blocks.append(TextBlock("table", rows=tuple(rows)))
            else:
                level = self.rng.randint(1, 2) if kind in {"bullet", "heading"} else 1
                blocks.append(replace(block, type=kind, level=level))
        return tuple(blocks)

    def due(self) -> Any:
        return (
            parse_due(self.rng.choice(_DUES), self.model, year=2026) if self.chance(0.7) else None
        )

    def roles(self) -> tuple[Role, ...]:
        return parse_roles(self.rng.choice(_ROLES), self.model)

    def status(self) -> Status | None:
        if not self.model.statuses or self.chance(0.4):
            return None
        name = self.rng.choice(self.model.statuses)
        return Status(self.rng.choice([name.name, *name.labels]), name.kind)

    def assessment(self) -> Assessment | None:
        if not self.model.assessments or self.chance(0.5):
            return None
        name = self.rng.choice(self.model.assessments)
        return Assessment(name.name, name.kind)

    def activity(self, goals: tuple[str, ...], department: str | None) -> Activity:
        written = self.rng.choice(_ROLES)
        roles = parse_roles(written, self.model) if self.chance(0.7) else ()
        return Activity(
            self.id("a"), self.text(), goals, department,
            categories=("Utveckla",) if department and self.chance(0.8) else (),
            aim=self.text(5) if self.chance(0.4) else None,
            start=self.due() if self.chance(0.3) else None,
            due=self.due(), responsible=roles,
            responsible_text=written if roles and self.chance(0.5) else None,
            resources=self.text(3) if self.chance(0.3) else None,
            status=self.status(), comment=self.rich(2) if self.chance(0.3) else (),
            planned_follow_up=self.rich(2) if self.chance(0.3) else (),
        )  # fmt: skip

    def indicator(self, goal: str | None) -> Indicator:
        value = Decimal(self.rng.randint(-50, 2000)) / 10
        text = f"{value}".replace(".", ",") + " %"
        figures = tuple(
            Outcome(period, text, group, value, "%")
            for period in ("2024", "2025", "2025T1") if self.chance(0.4)
            for group in _GROUPS if self.chance(0.6)
        )  # fmt: skip
        targets: list[Target] = []
        for set_by in _SET_BY:
            for year in (2026, 2027, None):
                if self.chance(0.3):
                    words = self.chance(0.2)
                    said = "Tas fram av nämnd" if words else text
                    targets.append(
                        Target(set_by, said, year, None if words else value, None if words else "%")
                    )
        return Indicator(
            self.id("i"), self.text(), goal, gender=self.chance(0.3),
            unit_of_measure="%" if self.chance(0.5) else None,
            direction=self.rng.choice(_DIRECTIONS),
            periodicity=self.rng.choice([None, "År", "Tertial"]), targets=tuple(targets),
            outcomes=figures, forecasts=figures[:1], assessment=self.assessment(),
            comment=self.rich(2) if self.chance(0.2) else (),
        )  # fmt: skip

    def goals(self) -> list[Goal]:
        made: list[Goal] = []
        for _ in range(self.rng.randint(0, 5)):
            level = self.rng.choice(self.model.levels)
            above = [goal for goal in made if goal.level in level.parents]
            sections = [s for s in self.model.sections if s.fills == "section"]
            goal = Goal(
                self.id("g"), level.code, level.name, self.text(),
                number=self.rng.choice([None, "1.3", "2"]), text=self.rich(),
                parent=self.rng.choice(above).id if above and self.chance(0.8) else None,
                expected_results=tuple(
                    ExpectedResult(self.id("r"), self.text()) for _ in range(self.rng.randint(0, 3))
                ),
                sections=tuple(
                    Section(s.type, self.rich(), s.name if self.chance(0.5) else None)
                    for s in sections if self.chance(0.4)
                ),
                due=self.due() if level.assignment else None,
                responsible=self.roles() if level.assignment else (),
                status=self.status() if level.assignment else None,
                addressees=("samtliga nämnder", "bolag") if level.assignment else (),
                comment=self.rich(1) if self.chance(0.2) else (),
                assessment=self.assessment(), analysis=self.rich(2) if self.chance(0.3) else (),
            )  # fmt: skip
            made.append(goal)
        return made


def plan(seed: int) -> PlanDocument:
    """The document of a number."""
    rng = Dice(seed)
    model = rng.choice(list(shipped_models().values()))
    make = _Maker(rng, model)
    goals = make.goals()
    ids = [goal.id for goal in goals]
    competence = bool(model.phases)
    departments = ["Avdelning förskola", "Avdelning äldreomsorg"] if competence else []
    activities = [make.activity((goal,), None) for goal in ids for _ in range(rng.randint(0, 3))]
    activities += [
        make.activity((), name) for name in departments for _ in range(rng.randint(0, 4))
    ]
    if len(ids) > 1 and make.chance(0.2):
        activities.append(make.activity((ids[1], ids[0]), None))
    chapters = [
        Chapter(make.id("c"), make.text(4), rng.randint(1, 3), make.rich())
        for _ in range(rng.randint(0, 4))
    ]
    return PlanDocument(
        kind=model.documents[0].kind, model=model.code,
        title="Verksamhetsplan 2026" if make.chance(0.8) else None,
        unit=make.text(3) if make.chance(0.8) else None, board="Barnnämnden",
        municipality="Rönnhamra kommun" if make.chance(0.5) else None,
        case_number="BN 2026/12" if make.chance(0.3) else None,
        decision=_DECISION if make.chance(0.4) else None,
        period=Period("2026", "2026-01-01", "2026-12-31") if make.chance(0.9) else None,
        units=make.some(lambda: UnitItem(make.id("u"), make.text(2), text=make.text(3)), 3),
        chapters=tuple(chapters), goals=tuple(goals),
        indicators=tuple(make.indicator(g) for g in [*ids, None] for _ in range(rng.randint(0, 2))),
        activities=tuple(activities),
        needs=tuple(Need(make.id("n"), make.text(), d) for d in departments for _ in range(3)),
        changes=tuple(
            Change(make.id("f"), make.rich(2), make.text(3) if make.chance(0.6) else None, d)
            for d in departments
        ),
        leftovers=make.some(lambda: Leftover(make.text(6)), 2),
    )  # fmt: skip
