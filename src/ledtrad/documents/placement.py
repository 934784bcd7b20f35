# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose document it is, and of when: units and period, stated, given by the caller or guessed. Pure.

What the document does not say and nobody gives is guessed, and every guess says why. A name that
is nearly that of a unit is not taken for it in silence: that is a guess too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from ledtrad.documents import rules
from plandoc.model import PlanDocument
from plandoc.words import fold

Origin = Literal["document", "caller", "database", "guessed"]
UnitField = Literal["municipality", "board", "administration", "unit"]
UNIT_FIELDS: tuple[UnitField, ...] = ("municipality", "board", "administration", "unit")

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
        return self.origin == "guessed"

    @property
    def is_new(self) -> bool:
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
        return tuple([*units, *(["period"] if self.period_origin == "guessed" else [])])

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


def years(text: str) -> tuple[dt.date, dt.date]:
    """First and last day of "2026" or "2026-2028". Raises InvalidGiven."""
    match = re.fullmatch(r"\s*(\d{4})\s*(?:[-–/]\s*(\d{4}))?\s*", text)
    if match is None:
        raise InvalidGiven("period")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1900 <= first <= last <= 2999:
        raise InvalidGiven("period")
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


def place(
    document: PlanDocument,
    given: Given,
    around: Surroundings,
    *,
    file_name: str,
    has_unit_goals: bool,
) -> Placement:
    """Decide where the document belongs. `file_name` names a unit that nobody has named."""
    placer = _Placer(document, given, around, file_name, has_unit_goals)
    return placer.place()


def period_of(
    document: PlanDocument, given: Given, today: dt.date
) -> tuple[dt.date, dt.date, str, Origin, str]:
    """The plan's period: first and last day, as written, where from, and why."""
    if given.period is not None:
        return (*years(given.period), given.period.strip(), "caller", "given")
    period = document.period
    if period is not None and period.start and period.end:
        start, end = dt.date.fromisoformat(period.start), dt.date.fromisoformat(period.end)
        guessed = any(
            g.field == "period" and g.element in (None, "document") for g in document.guesses
        )
        if start <= end:
            return start, end, period.text, "guessed" if guessed else "document", "stated"
    found = Counter(
        due.date[:4] for activity in document.activities if (due := activity.due) and due.date
    )
    found.update(str(t.year) for each in document.indicators for t in each.targets if t.year)
    if found:
        year = max(sorted(found), key=lambda each: found[each])
        return (*years(year), year, "guessed", "most_common_year")
    year = str(today.year)
    return (*years(year), year, "guessed", "nothing_said")


PLAN_KINDS = {
    "operational_plan": "operational_plan",
    "follow_up": "operational_plan",
    "annual_report": "operational_plan",
    "competence_plan": "competence_plan",
    "other": "other",
}


class _Placer:
    def __init__(
        self,
        document: PlanDocument,
        given: Given,
        around: Surroundings,
        file_name: str,
        has_unit_goals: bool,
    ) -> None:
        self.document = document
        self.given = given
        self.around = around
        self.file_name = file_name
        self.has_unit_goals = has_unit_goals
        self.guessed = {
            guess.field for guess in document.guesses if guess.element in (None, "document")
        }

    def place(self) -> Placement:
        start, end, text, origin, why = period_of(self.document, self.given, self.around.today)
        administration = self._administration()
        board = self._board(administration)
        municipality = self._municipality(board)
        board, administration = self._below(municipality, board, administration)
        return Placement(
            municipality=municipality,
            board=board,
            administration=administration,
            unit=self._unit(board, administration),
            period_start=start,
            period_end=end,
            period_text=text,
            period_origin=origin,
            period_why=why,
            plan_kind=PLAN_KINDS[self.document.kind],
            departments=tuple(_departments(self.document)),
            workplaces=tuple(dict.fromkeys(each.name for each in self.document.units)),
        )

    # Names.

    def _stated(self, name: UnitField) -> tuple[str, Origin, str] | None:
        """What the caller or the document says, where from, and why."""
        value = getattr(self.given, name)
        if value:
            return value.strip(), "caller", "given"
        value = getattr(self.document, name)
        if value:
            origin: Origin = "guessed" if name in self.guessed else "document"
            return " ".join(value.split()), origin, "stated"
        return None

    def _choose(
        self, kind: str, stated: tuple[str, Origin, str], among: Iterable[KnownUnit]
    ) -> UnitChoice:
        """The unit with the name, or with nearly that name, or a new one."""
        name, origin, why = stated
        units = list(among)
        for same in (_has_name, _has_name_stems):
            for unit in units:
                if same(unit, name):
                    return UnitChoice(unit.kind, unit.name, origin, why, unit.id)
        for unit in units:
            if any(rules.is_near(each, name) for each in (unit.name, *unit.aliases)):
                return UnitChoice(
                    unit.kind, unit.name, "guessed", "near_name", unit.id, alternatives=(name,)
                )
        return UnitChoice(kind, name, origin, why)

    # Board.

    def _board(self, administration: UnitChoice | None) -> UnitChoice | None:
        boards = self.around.of_kind("board")
        stated = self._stated("board") or self._addressed_board()
        by_goals = self._board_by_goals()
        if stated is not None:
            choice = self._choose("board", stated, boards)
            if choice.is_new and by_goals is not None:
                return self._named_by_goals(choice, by_goals)
            return choice
        if by_goals is not None:
            return UnitChoice(
                "board", by_goals.name, "guessed", "same_goals", by_goals.id,
                placeholder=by_goals.placeholder,
            )  # fmt: skip
        return self._board_around(administration) or self._nameless_board()

    def _addressed_board(self) -> tuple[str, Origin, str] | None:
        """The addressee, when it is a board by its name, or a unit's name that is a board's."""
        for value in (self.document.addressee, self.document.unit):
            if value and rules.names_board(value):
                return " ".join(value.split()), "document", "addressee"
        return None

    def _board_by_goals(self) -> KnownUnit | None:
        """The board that has most of the document's board goals already: at least half of them."""
        counts = self.around.boards_by_goals
        if not counts:
            return None
        best = max(sorted(counts), key=lambda each: counts[each])
        if counts[best] * 2 < self.around.board_goals:
            return None
        return next((unit for unit in self.around.units if unit.id == best), None)

    def _named_by_goals(self, choice: UnitChoice, there: KnownUnit) -> UnitChoice:
        """A board that has the same goals is the same if its name is missing or says less."""
        if there.placeholder or rules.is_vaguer(there.name, choice.name):
            return UnitChoice(
                "board", choice.name, choice.origin, choice.why, there.id, rename=True
            )
        if choice.origin == "guessed" or rules.is_vaguer(choice.name, there.name):
            return UnitChoice(
                "board", there.name, "guessed", "same_goals", there.id,
                alternatives=(choice.name,),
            )  # fmt: skip
        return choice

    def _board_around(self, administration: UnitChoice | None) -> UnitChoice | None:
        """The board above the administration or the unit, or named as the administration is."""
        for known, why in (
            (self._known(administration), "above_administration"),
            (self._known_own_unit(), "above_unit"),
        ):
            board = self.around.above(known, "board") if known is not None else None
            if board is not None:
                return UnitChoice(
                    "board", board.name, "guessed", why, board.id, placeholder=board.placeholder
                )
        name = rules.board_named_after(administration.name) if administration else None
        if name is None:
            return None
        stated: tuple[str, Origin, str] = (name, "guessed", "named_after_administration")
        return self._choose("board", stated, self.around.of_kind("board"))

    def _nameless_board(self) -> UnitChoice | None:
        """A board without a name, where the document shows that there is one."""
        if not self.around.board_goals:
            return None
        label = self.given.unit or self.document.unit or _stem(self.file_name)
        name = f"{UNKNOWN_BOARD} ({label.strip()})"[:200]
        stated: tuple[str, Origin, str] = (name, "guessed", "nothing_said")
        choice = self._choose("board", stated, ())
        return UnitChoice(choice.kind, name, "guessed", "nothing_said", placeholder=True)

    def _known(self, choice: UnitChoice | None) -> KnownUnit | None:
        if choice is None or choice.unit_id is None:
            return None
        return next((unit for unit in self.around.units if unit.id == choice.unit_id), None)

    def _known_own_unit(self) -> KnownUnit | None:
        stated = self._stated("unit")
        if stated is None:
            return None
        units = self.around.of_kind("unit", "department", "administration", "workplace")
        found = [unit for unit in units if _has_name(unit, stated[0])]
        return found[0] if len(found) == 1 else None

    # Municipality.

    def _municipality(self, board: UnitChoice | None) -> UnitChoice:
        there = self.around.of_kind("municipality")
        stated = self._stated("municipality")
        above = self._above_board(board)
        if stated is not None:
            choice = self._choose("municipality", stated, there)
            nameless = (
                above if above is not None else next((u for u in there if u.placeholder), None)
            )
            if choice.is_new and nameless is not None and nameless.placeholder:
                if above is not None or self._belongs_to(nameless):
                    name, origin, why = stated
                    return UnitChoice("municipality", name, origin, why, nameless.id, rename=True)
            return choice
        if above is not None:
            return _existing(above, "database", "above_unit")
        counts = self.around.municipalities_by_goals
        if counts:
            best = max(sorted(counts), key=lambda each: counts[each])
            found = next((unit for unit in there if unit.id == best), None)
            if found is not None:
                return _existing(found, "guessed", "same_goals")
        if len(there) == 1:
            return _existing(there[0], "guessed", "only_one")
        nameless = next((unit for unit in there if unit.placeholder), None)
        if nameless is not None:
            return _existing(nameless, "guessed", "nothing_said")
        return UnitChoice(
            "municipality", UNKNOWN_MUNICIPALITY, "guessed", "nothing_said", placeholder=True
        )

    def _above_board(self, board: UnitChoice | None) -> KnownUnit | None:
        known = self._known(board)
        return self.around.above(known, "municipality") if known is not None else None

    def _belongs_to(self, nameless: KnownUnit) -> bool:
        """Whether a document that names a municipality may name one that has no name."""
        return nameless.id in (self.around.same_model | set(self.around.municipalities_by_goals))

    # Administration and unit.

    def _administration(self) -> UnitChoice | None:
        stated = self._stated("administration")
        if stated is None:
            unit = self._stated("unit")
            if unit is None or not rules.names_administration(unit[0]):
                return None
            stated = unit
        return self._choose("administration", stated, self.around.of_kind("administration"))

    def _below(
        self,
        municipality: UnitChoice,
        board: UnitChoice | None,
        administration: UnitChoice | None,
    ) -> tuple[UnitChoice | None, UnitChoice | None]:
        """Boards and administrations of another municipality or board are not ours."""
        known = self._known(board)
        if board is not None and known is not None:
            above = self.around.above(known, "municipality")
            if above is not None and above.id != municipality.unit_id:
                board = UnitChoice("board", board.name, board.origin, board.why)
        known = self._known(administration)
        if administration is not None and known is not None:
            over = board or municipality
            if over.unit_id is None or not self._lies_below(known, over.unit_id):
                administration = UnitChoice(
                    "administration", administration.name, administration.origin, administration.why
                )
        return board, administration

    def _lies_below(self, unit: KnownUnit, ancestor: int) -> bool:
        by_id = {each.id: each for each in self.around.units}
        step: KnownUnit | None = unit
        while step is not None:
            if step.id == ancestor:
                return True
            step = by_id.get(step.parent) if step.parent is not None else None
        return False

    def _unit(
        self, board: UnitChoice | None, administration: UnitChoice | None
    ) -> UnitChoice | None:
        stated = self._stated("unit")
        if stated is None or not self._is_own_name(stated[0], board, administration):
            if not self.has_unit_goals:
                return None
            name = f"{UNKNOWN_UNIT} ({_stem(self.file_name)})"[:200]
            return UnitChoice("unit", name, "guessed", "nothing_said", placeholder=True)
        over = board.unit_id if board is not None else None
        kinds = ("unit", "department", "workplace", "administration")
        near = [
            unit
            for unit in self.around.of_kind(*kinds)
            if over is not None and self._lies_below(unit, over)
        ]
        kind = "department" if fold(stated[0]).startswith("avdelning") else "unit"
        return self._choose(kind, stated, near)

    def _is_own_name(
        self, name: str, board: UnitChoice | None, administration: UnitChoice | None
    ) -> bool:
        """Whether the unit's name is not just the board's or the administration's again."""
        if rules.names_board(name) or rules.names_administration(name):
            return False
        above = [choice.name for choice in (board, administration) if choice is not None]
        return not any(rules.name_stems(name) == rules.name_stems(each) for each in above)


def _existing(unit: KnownUnit, origin: Origin, why: str) -> UnitChoice:
    return UnitChoice(unit.kind, unit.name, origin, why, unit.id, placeholder=unit.placeholder)


def _has_name(unit: KnownUnit, name: str) -> bool:
    return any(rules.same_words(each, name) for each in (unit.name, *unit.aliases))


def _has_name_stems(unit: KnownUnit, name: str) -> bool:
    stems = rules.name_stems(name)
    return any(rules.name_stems(each) == stems for each in (unit.name, *unit.aliases))


def _stem(file_name: str) -> str:
    return file_name.rpartition(".")[0] or file_name


def _departments(document: PlanDocument) -> Iterator[str]:
    seen: set[tuple[str, ...]] = set()
    for each in (*document.activities, *document.needs, *document.changes):
        if each.department and (stems := rules.name_stems(each.department)) not in seen:
            seen.add(stems)
            yield each.department
