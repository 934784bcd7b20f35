# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deciding whose document it is, and of when. Pure; what is decided is a `Placement`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from ledtrad.documents import rules
from ledtrad.documents.placement import (
    PLAN_KINDS,
    UNKNOWN_BOARD,
    UNKNOWN_MUNICIPALITY,
    UNKNOWN_UNIT,
    Given,
    KnownUnit,
    Origin,
    Placement,
    Surroundings,
    UnitChoice,
    UnitField,
    is_plausible_year,
    years,
)
from plandoc.model import PlanDocument
from plandoc.words import fold


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
        if start <= end and is_plausible_year(start.year) and is_plausible_year(end.year):
            return start, end, period.text, "guessed" if guessed else "document", "stated"
    found = Counter(
        due.date[:4] for activity in document.activities if (due := activity.due) and due.date
    )
    found.update(str(t.year) for each in document.indicators for t in each.targets if t.year)
    found = Counter({year: n for year, n in found.items() if is_plausible_year(int(year))})
    if found:
        year = max(sorted(found), key=lambda each: found[each])
        return (*years(year), year, "guessed", "most_common_year")
    year = str(today.year)
    return (*years(year), year, "guessed", "nothing_said")


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
            unit=self._unit(municipality, board, administration),
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
            if any(rules.is_near_name(each, name) for each in (unit.name, *unit.aliases)):
                return UnitChoice(
                    unit.kind, unit.name, "guessed", "near_name", unit.id, alternatives=(name,)
                )
        return UnitChoice(kind, name, origin, why)

    # Board.

    def _board(self, administration: UnitChoice | None) -> UnitChoice | None:
        boards = self._boards()
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
        return next((unit for unit in self._boards() if unit.id == best), None)

    def _boards(self) -> list[KnownUnit]:
        """The boards that the document's may be: those of the municipality that it states.

        A municipality that is not there yet may be one that has no name.
        """
        boards = self.around.of_kind("board")
        stated = self._stated("municipality")
        if stated is None:
            return boards
        there = self.around.of_kind("municipality")
        chosen = self._choose("municipality", stated, there).unit_id
        ours = {unit.id for unit in there if unit.id == chosen or (not chosen and unit.placeholder)}
        return [
            board
            for board in boards
            if (above := self.around.above(board, "municipality")) is None or above.id in ours
        ]

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
            if board is not None and board in self._boards():
                return UnitChoice(
                    "board", board.name, "guessed", why, board.id, placeholder=board.placeholder
                )
        name = rules.board_named_after(administration.name) if administration else None
        if name is None:
            return None
        stated: tuple[str, Origin, str] = (name, "guessed", "named_after_administration")
        return self._choose("board", stated, self._boards())

    def _nameless_board(self) -> UnitChoice | None:
        """A board without a name, where the document shows that there is one."""
        if not self.around.board_goals:
            return None
        label = self.given.unit or self.document.unit or _stem(self.file_name)
        name = self._free_name(f"{UNKNOWN_BOARD} ({label.strip()})")
        return UnitChoice("board", name, "guessed", "nothing_said", placeholder=True)

    def _free_name(self, name: str) -> str:
        """A name that no unit has: two units without names are not one because of their files."""
        taken = {fold(unit.name) for unit in self.around.units}
        free, number = name[:190], 1
        while fold(free) in taken:
            number += 1
            free = f"{name[:190]} {number}"
        return free

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
            if choice.is_new and self._may_name(nameless, is_above=above is not None):
                name, origin, why = stated
                there_already = nameless.id if nameless is not None else None
                return UnitChoice("municipality", name, origin, why, there_already, rename=True)
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

    def _may_name(self, nameless: KnownUnit | None, *, is_above: bool) -> bool:
        """Whether a document that names a municipality names one that had no name."""
        if nameless is None or not nameless.placeholder:
            return False
        shared = self.around.same_model | set(self.around.municipalities_by_goals)
        return is_above or nameless.id in shared

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
        self, municipality: UnitChoice, board: UnitChoice | None, administration: UnitChoice | None
    ) -> UnitChoice | None:
        stated = self._stated("unit")
        if stated is None or not self._is_own_name(stated[0], board, administration):
            if not self.has_unit_goals:
                return None
            name = self._free_name(f"{UNKNOWN_UNIT} ({_stem(self.file_name)})")
            return UnitChoice("unit", name, "guessed", "nothing_said", placeholder=True)
        over = (board or municipality).unit_id
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
    named = [
        *(activity.department for activity in document.activities),
        *(need.department for need in document.needs),
        *(change.department for change in document.changes),
    ]
    for name in named:
        if name and (stems := rules.name_stems(name)) not in seen:
            seen.add(stems)
            yield name
