# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure rules about periods, targets and outcomes. Values in, answers out."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum


class PeriodKind(Enum):
    """The kinds of period, with the letter of their id and how many make a year."""

    YEAR = ("year", "", 1)
    HALF_YEAR = ("half_year", "H", 2)
    TERTIAL = ("tertial", "T", 3)
    QUARTER = ("quarter", "Q", 4)
    MONTH = ("month", "", 12)

    def __init__(self, code: str, letter: str, per_year: int) -> None:
        self.code = code
        self.letter = letter
        self.per_year = per_year


class NotAPeriod(ValueError):
    """The text is not the id of a period. `text` holds it."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a period such as 2026, 2026H1, 2026T1, 2026Q1, 202601")
        self.text = text


_PERIOD = re.compile(r"(?P<year>[12]\d{3})(?:(?P<letter>[HTQ])(?P<part>[1-4])|(?P<month>\d{2}))?")
_BY_LETTER = {kind.letter: kind for kind in PeriodKind if kind.letter}


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a part of one: `2026`, `2026H1`, `2026T1`, `2026Q1` or `202601`.

    Sorts with `sort_key`; a longer period comes before the parts that it begins with.
    """

    kind: PeriodKind
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        if not (1000 <= self.year <= 2999 and 1 <= self.index <= self.kind.per_year):
            raise NotAPeriod(f"{self.year}{self.kind.letter}{self.index}")

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period with the id. Raises `NotAPeriod`."""
        match = _PERIOD.fullmatch(text)
        if match is None or not text.isascii():
            raise NotAPeriod(text)
        year = int(match["year"])
        if match["month"]:
            kind, index = PeriodKind.MONTH, int(match["month"])
        elif match["letter"]:
            kind, index = _BY_LETTER[match["letter"]], int(match["part"])
        else:
            kind, index = PeriodKind.YEAR, 1
        if not 1 <= index <= kind.per_year:
            raise NotAPeriod(text)
        return cls(kind, year, index)

    def __str__(self) -> str:
        if self.kind is PeriodKind.YEAR:
            return str(self.year)
        if self.kind is PeriodKind.MONTH:
            return f"{self.year}{self.index:02d}"
        return f"{self.year}{self.kind.letter}{self.index}"

    @property
    def months(self) -> int:
        """How many months the period has."""
        return 12 // self.kind.per_year

    @property
    def first_day(self) -> dt.date:
        """The day the period begins."""
        return dt.date(self.year, (self.index - 1) * self.months + 1, 1)

    @property
    def last_day(self) -> dt.date:
        """The day the period ends."""
        month = self.index * self.months
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def sort_key(self) -> tuple[dt.date, int]:
        """Orders periods by time, the longer before its parts."""
        return (self.first_day, -self.months)


class Direction(Enum):
    """Which way is better."""

    UNKNOWN = "unknown"
    MORE = "more"
    LESS = "less"
    INTERVAL = "interval"


class Attainment(Enum):
    """How far an outcome reaches its target: a suggestion, never a judgement."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    NO_OUTCOME = "no_outcome"
    NO_TARGET = "no_target"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed for: a value, or bounds for an interval. All None: words, or nothing."""

    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None


def assess(
    outcome: Decimal | None,
    aim: Aim,
    direction: Direction,
    *,
    decimals: int | None = None,
    previous: Decimal | None = None,
    partial_from: Decimal = Decimal("0.9"),
) -> Attainment:
    """Suggests how far the outcome reaches the aim.

    `outcome` is rounded to `decimals`, the precision of the target, before it is compared; zero is
    an outcome and None is not. Partial is at least `partial_from` of the way, or better than
    `previous`. A target whose direction is unknown cannot be judged, unless it is met exactly.
    """
    if direction is Direction.INTERVAL:
        if aim.lower is None and aim.upper is None:
            return Attainment.NO_TARGET
    elif aim.value is None:
        return Attainment.NO_TARGET
    if outcome is None:
        return Attainment.NO_OUTCOME

    rounded = _rounded(outcome, decimals)
    if direction is Direction.UNKNOWN:
        return Attainment.FULL if rounded == aim.value else Attainment.UNDECIDED
    missing = _distance(rounded, aim, direction)
    if missing <= 0:
        return Attainment.FULL
    if previous is not None and missing < _distance(_rounded(previous, decimals), aim, direction):
        return Attainment.PARTIAL
    near = _ratio(rounded, aim, direction)
    return Attainment.PARTIAL if near is not None and near >= partial_from else Attainment.NONE


def _rounded(value: Decimal, decimals: int | None) -> Decimal:
    if decimals is None:
        return value
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _distance(value: Decimal, aim: Aim, direction: Direction) -> Decimal:
    """How much is missing, in the indicator's own unit; at most zero when the aim is reached."""
    if direction is Direction.INTERVAL:
        below = aim.lower - value if aim.lower is not None else Decimal(0)
        above = value - aim.upper if aim.upper is not None else Decimal(0)
        return max(below, above)
    goal = aim.value if aim.value is not None else value
    return goal - value if direction is Direction.MORE else value - goal


def _ratio(value: Decimal, aim: Aim, direction: Direction) -> Decimal | None:
    """The share of the way to a missed aim; None where a share says nothing (zero, signs)."""
    edge = aim.value
    wants_more = direction is Direction.MORE
    if direction is Direction.INTERVAL:
        wants_more = aim.lower is not None and value < aim.lower
        edge = aim.lower if wants_more else aim.upper
    if edge is None or edge <= 0 or value < 0:
        return None
    if wants_more:
        return value / edge
    return edge / value if value > 0 else None
