# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose document it is, and of when: stated, given by the caller or guessed. Pure.

What the document does not say and nobody gives is guessed, and every guess says why. A name that
is nearly that of a unit is not taken for it in silence: that is a guess too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Origin = Literal["document", "caller", "database", "guessed"]
UnitField = Literal["municipality", "board", "administration", "unit"]
UNIT_FIELDS: tuple[UnitField, ...] = ("municipality", "board", "administration", "unit")

PLAN_KINDS = {
    "operational_plan": "operational_plan",
    "follow_up": "operational_plan",
    "annual_report": "operational_plan",
    "competence_plan": "competence_plan",
    "other": "other",
}
"""The kind of plan that each kind of document is, or tells of."""

UNKNOWN_MUNICIPALITY = "Okänd kommun"
UNKNOWN_BOARD = "Okänd nämnd"
UNKNOWN_UNIT = "Okänd enhet"


class InvalidGiven(ValueError):
    """What the caller says of who and when cannot be used. `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says; None where the document is to be believed."""

    municipality: str | None = None
    board: str | None = None
    administration: str | None = None
    unit: str | None = None
    period: str | None = None

    def __post_init__(self) -> None:
        for name in UNIT_FIELDS:
            value = getattr(self, name)
            if value is not None and not 0 < len(value.strip()) <= 200:
                raise InvalidGiven(name)
        if self.period is not None:
            years(self.period)


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit of the database, as far as names and places go."""

    id: int
    kind: str
    name: str
    parent: int | None = None
    aliases: tuple[str, ...] = ()
    placeholder: bool = False


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """One unit of the placement: an existing one, or one that accepting will create.

    `why` is a code: `stated`, `given`, `near_name`, `same_goals`, `named_after_administration`,
    `above_administration`, `above_unit`, `addressee`, `only_one`, `nothing_said`.
    `rename` says that the existing unit had no name, or a vaguer one, and gets this one.
    """

    kind: str
    name: str
    origin: Origin
    why: str
    unit_id: int | None = None
    rename: bool = False
    placeholder: bool = False
    alternatives: tuple[str, ...] = ()

    @property
    def is_guess(self) -> bool:
        """Whether somebody should confirm it."""
        return self.origin == "guessed"

    @property
    def is_new(self) -> bool:
        """Whether accepting creates the unit."""
        return self.unit_id is None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the document belongs. `unit` is None when the document is the board's own."""

    municipality: UnitChoice
    board: UnitChoice | None
    administration: UnitChoice | None
    unit: UnitChoice | None
    period_start: dt.date
    period_end: dt.date
    period_text: str
    period_origin: Origin
    period_why: str
    plan_kind: str
    departments: tuple[str, ...] = ()
    workplaces: tuple[str, ...] = ()

    @property
    def chain(self) -> tuple[UnitChoice, ...]:
        """The units from the top down."""
        every = (self.municipality, self.board, self.administration, self.unit)
        return tuple(choice for choice in every if choice is not None)

    @property
    def own(self) -> UnitChoice:
        """The unit whose plan the document is."""
        return self.unit or self.administration or self.board or self.municipality

    def guesses(self) -> tuple[str, ...]:
        """The fields that were guessed, in the order in which to show them."""
        units = [name for name in UNIT_FIELDS if (c := getattr(self, name)) and c.is_guess]
        return (*units, *(["period"] if self.period_origin == "guessed" else []))

    def to_json(self) -> dict[str, Any]:
        """As plain values, with dates as ISO 8601."""
        data = asdict(self)
        data["period_start"] = self.period_start.isoformat()
        data["period_end"] = self.period_end.isoformat()
        data["guesses"] = list(self.guesses())
        return data


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the database says that placing a document needs.

    `boards_by_goals` counts, for boards of the document's period, how many of the document's board
    goals they have already; likewise `municipalities_by_goals` for the council's goals.
    `same_model` are municipalities with plans of the document's steering model.
    """

    units: Sequence[KnownUnit] = ()
    boards_by_goals: Mapping[int, int] = field(default_factory=dict)
    municipalities_by_goals: Mapping[int, int] = field(default_factory=dict)
    same_model: frozenset[int] = frozenset()
    board_goals: int = 0
    today: dt.date = dt.date(1, 1, 1)

    def of_kind(self, *kinds: str) -> list[KnownUnit]:
        """The units of these kinds."""
        return [unit for unit in self.units if unit.kind in kinds]

    def above(self, unit: KnownUnit, kind: str) -> KnownUnit | None:
        """The nearest unit of the kind above (or at) a unit."""
        by_id = {each.id: each for each in self.units}
        step: KnownUnit | None = unit
        while step is not None:
            if step.kind == kind:
                return step
            step = by_id.get(step.parent) if step.parent is not None else None
        return None


def is_plausible_year(year: int) -> bool:
    """Whether a plan can be about the year; the database holds no others."""
    return 1900 <= year <= 2999


def years(text: str) -> tuple[dt.date, dt.date]:
    """First and last day of "2026" or "2026-2028". Raises InvalidGiven."""
    match = re.fullmatch(r"\s*(\d{4})\s*(?:[-–/]\s*(\d{4}))?\s*", text)
    if match is None:
        raise InvalidGiven("period")
    first, last = int(match[1]), int(match[2] or match[1])
    if first > last or not is_plausible_year(first) or not is_plausible_year(last):
        raise InvalidGiven("period")
    return dt.date(first, 1, 1), dt.date(last, 12, 31)
