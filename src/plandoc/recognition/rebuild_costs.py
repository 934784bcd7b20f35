# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What speaks against putting an atom in a cell: the costs that the search adds up.

A cost is roughly the negative logarithm of how often such a thing happens in tables of this kind:
0 is the rule, 1 is common, 3 is rare, 6 hardly ever happens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from math import log

from plandoc.recognition.rebuild_atoms import Atom, widest
from plandoc.steering import Column

# So much room, in parts of the column's width, is within what the estimate may be wrong.
_TIGHT = 0.04
BLANK = 0.29  # the width of a blank
# Fields whose cells hold statements, and those whose cells may as well be empty.
_MAIN = frozenset({"title", "aim", "goal", "name"})
_EMPTY_CELL = {"title": 6.0, "name": 6.0, "aim": 3.5, "goal": 1.6, "comment": 1.0}
_EMPTY_TYPE = {"due": 2.2, "role": 1.8, "amount": 1.2, "periodicity": 1.2, "status": 1.2}
_EMPTY_SIDE = 0.5
_FEW_ROWS = 4
# What shows, in an atom's own words, that it belongs in a column of this field.
_NONE: frozenset[str] = frozenset()
_OF_FIELD = {
    "due": frozenset({"due"}),
    "start": frozenset({"due"}),
    "responsible": frozenset({"role"}),
    "resources": frozenset({"resource"}),
    "goal": frozenset({"goal"}),
    "follow_up": frozenset({"occasion", "follow_up", "followed"}),
    "status": frozenset({"status"}),
}
# How wide a column of roles is held to be until its own lines have shown it.
_NARROW = 13.0


@dataclass(frozen=True, slots=True)
class Place:
    """A column of the table by its position from the left."""

    index: int
    column: Column

    @property
    def main(self) -> bool:
        """Whether its cells hold statements: a goal, an aim or what is to be done."""
        return self.column.field in _MAIN

    @property
    def text(self) -> bool:
        """Whether its cells are free text."""
        return self.column.type == "text"


@dataclass(slots=True)
class Costs:
    """The costs for one table. `widths` and `empty` are learned from the table itself."""

    places: Sequence[Place]
    numbered: bool  # goals of this table have numbers or labels
    gapped: bool  # blank lines stand between cells, and only there
    widths: list[float | None] = attribute(default_factory=list)
    limits: list[float | None] = attribute(default_factory=list)
    empty: list[float] = attribute(default_factory=list)
    used: list[float] = attribute(default_factory=list)

    def __post_init__(self) -> None:
        self.widths = [None] * len(self.places)
        self.limits = [_NARROW if p.column.type == "role" else None for p in self.places]
        self.empty = [_usually_empty(place.column) for place in self.places]
        self.used = [0.0] * len(self.places)

    def learn_widths(
        self, lines: Sequence[Sequence[float]], overfull: Sequence[Sequence[float]]
    ) -> None:
        """The columns' widths, from their lines and from what was too much for a line.

        No line is wider than its column, so `widths` are the least that they can be. A line that
        goes on with a small letter had no room for the next word, so `limits` are the most.
        """
        for at, place in enumerate(self.places):
            found = widest(lines[at]) if len(lines[at]) >= _FEW_ROWS else None
            if place.column.type == "role":
                self.limits[at] = max(found * 1.1, _NARROW * 0.6) if found else _NARROW
            elif found is not None:
                too_much = sorted(overfull[at])
                most = too_much[1] if len(too_much) > 3 else found * 1.2
                self.limits[at] = max(found, most) * 1.03
                # Where few lines are wider than that, they are in the wrong column.
                if sorted(lines[at])[-3] <= most:
                    found = min(found, most)
            self.widths[at] = found

    def learn_use(self, filled: Sequence[int], rows: int) -> None:
        """How often each column has a cell: `filled` times in so many rows.

        What a search found is taken with some reserve, as if four more rows were half full.
        """
        for at, place in enumerate(self.places):
            if rows < _FEW_ROWS or (place.main and place.column.field != "goal"):
                continue
            share = (filled[at] + 2) / (rows + 4)
            self.used[at] = min(2.5, -log(share))
            self.empty[at] = min(3.0, -log(1 - share))

    # -- what an atom is

    def content(self, at: int, atom: Atom) -> float:
        """The atom in this column, whatever stands before it."""
        place = self.places[at]
        type_ = place.column.type
        if type_ == "text":
            return self._text(place, atom) + self._too_wide(at, atom.width)
        if type_ == "role":
            return self._role(atom) + self._too_wide(at, atom.width)
        if type_ == "phase":
            return 0.0 if "phase" in atom.kinds else 6.0
        if type_ == "due":
            return 0.0 if "due" in atom.kinds else 6.0
        return 0.0 if type_ in atom.kinds else 5.0

    def _text(self, place: Place, atom: Atom) -> float:
        kinds = atom.kinds
        if not place.main:
            return self._side(place, atom)
        if place.column.field == "goal":
            return self._goal(atom)
        if "due" in kinds:
            return 1.5 if atom.lower else 4.0
        if "phase" in kinds and ("parenthesis" in kinds or not atom.lower):
            return 3.0
        if "whole_role" in kinds and not atom.bullet:
            return 2.5
        if "goal" in kinds and self.numbered and self._has("goal"):
            return 3.0
        if "followed" in kinds:
            return 1.5
        return 0.4 if "role" in kinds else 0.0

    def _has(self, field: str) -> bool:
        return any(place.column.field == field for place in self.places)

    def _goal(self, atom: Atom) -> float:
        if "due" in atom.kinds or "whole_role" in atom.kinds:
            return 5.0
        if "phase" in atom.kinds:
            return 3.0
        return 0.8 if atom.text.endswith(".") else 0.0

    def _side(self, place: Place, atom: Atom) -> float:
        """Resources, follow-up and comments: short, and from a vocabulary of their own."""
        if "phase" in atom.kinds or ("goal" in atom.kinds and self.numbered):
            return 4.0
        if place.column.field == "resources":
            if "resource" in atom.kinds:
                return 0.0
            if "due" in atom.kinds:
                return 4.0
            return 2.5 if "role" in atom.kinds else 0.4 if "recurring" in atom.kinds else 1.3
        if {"occasion", "follow_up", "followed"} & atom.kinds:
            return 0.0
        if "due" in atom.kinds:
            return 2.0
        if "resource" in atom.kinds and self._has("resources"):
            return 3.0
        if "whole_role" in atom.kinds:
            return 2.0
        return 0.3 if place.column.field == "comment" else 1.4

    def _role(self, atom: Atom) -> float:
        if "due" in atom.kinds:
            return 5.0
        if "phase" in atom.kinds:
            return 4.0
        if {"follow_up", "followed"} & atom.kinds:
            return 2.5
        if "resource" in atom.kinds and self._has("resources"):
            return 1.2 if "role" in atom.kinds else 3.0
        # "Controller följer upp" is what somebody does, not only who.
        if "role" in atom.kinds:
            return 0.0 if "whole_role" in atom.kinds else 0.7
        if "recurring" in atom.kinds:
            return 1.8
        return 1.0 if atom.text.count(" ") > 2 else 0.0

    def _too_wide(self, at: int, width: float) -> float:
        """A line that the column is too narrow for."""
        limit = self.limits[at]
        if limit is None or width <= limit:
            return 0.0
        return min(5.0, 12.0 * (width / limit - 1.0))

    # -- how it follows what stands before it

    def stay(self, at: int, before: Atom, atom: Atom) -> float:
        """The atom goes on with the cell of the atom before it."""
        type_ = self.places[at].column.type
        if not atom.opens_line:
            apart = 2.5 if atom.blanks > 1 else 0.0
            apart += self._too_wide(at, before.width + BLANK + atom.width)
            known = {"role", "resource", "due"} & atom.kinds and type_ != "due"
            return apart + (0.8 if known else 0.1)
        if type_ == "due":
            return 0.6
        if type_ == "role":
            goes_on = 0.2 if atom.lower or "role" in atom.kinds else 0.6
            return goes_on + self._apart(before, atom)
        if type_ != "text":
            return 4.0
        return self._wrapped(at, before, atom) + self._apart(before, atom)

    def _wrapped(self, at: int, before: Atom, atom: Atom) -> float:
        """A line of text goes on with the next: by its letters, and by the room that was left."""
        room = self._room(at, before, atom)
        # A goal or an aim is one statement, an activity may be several.
        one = 0.7 if self.places[at].column.field in ("aim", "goal") else 0.0
        if atom.bullet:
            return one + 0.3
        if "goal" in atom.kinds and self.places[at].column.field == "goal":
            return 1.2  # two goals in one cell
        if atom.lower:
            return min(2.5, 0.1 + 8.0 * room) if room > 0 else 0.0
        if before.ends_open:
            return 1.2 if room > 0 else 0.3
        if before.ends_sentence:
            return one + 1.0
        return one + (1.5 if room > 0 else 1.1)

    def _apart(self, before: Atom, atom: Atom) -> float:
        """Blanks between two lines that speak against their being one cell."""
        cost = 0.0
        if atom.gap:
            cost += 2.5 if self.gapped else 1.0
        if before.trailing > 1:
            cost += 1.0 if atom.lower else 0.3
        if atom.blanks:
            cost += 0.4 if atom.lower else 1.2
        return cost

    def _room(self, at: int, before: Atom, atom: Atom) -> float:
        """How much of the column's width would have been left with the next word in the line."""
        limit = self.widths[at]
        if limit is None:
            return 0.0
        return (limit - before.width - BLANK - atom.first_width) / limit - _TIGHT

    def begin(self, at: int, before: Atom | None, atom: Atom) -> float:
        """The atom begins a cell in a row that has none there yet."""
        if self.gapped and atom.opens_line and not atom.gap and before is not None:
            return 1.5 + self._opens(at, before, atom)
        return self._opens(at, before, atom)

    def _opens(self, at: int, before: Atom | None, atom: Atom) -> float:
        """As `begin`, by the letters alone."""
        place = self.places[at]
        cost = 0.0 if _OF_FIELD.get(place.column.field, _NONE) & atom.kinds else self.used[at]
        if before is not None and before.ends_open and before.ends_line:
            cost += 2.5
        if not atom.opens_line and place.text:
            cost += 0.0 if atom.blanks > 1 or {"resource", "due"} & atom.kinds else 1.0
        if place.column.type == "role":
            return cost + self._begins_role(atom)
        if not place.text:
            return cost
        if not place.main and atom.opens_line and not atom.kinds:
            cost += self._fits_role(atom)
        if atom.lower and not atom.bullet:
            cost += 4.0 if place.main else 2.5
            if "resource" in atom.kinds and not place.main:
                cost -= 2.5
        if place.column.field == "goal":
            cost += self._begins_goal(atom)
        return cost

    def _begins_role(self, atom: Atom) -> float:
        if "role" in atom.kinds:
            return 0.0
        return 1.5 if atom.lower else 0.6

    def _fits_role(self, atom: Atom) -> float:
        """A short line may as well go on with the role before it as begin a cell of text."""
        for at, place in enumerate(self.places):
            limit = self.limits[at]
            if place.column.type == "role" and limit is not None and not atom.blanks:
                return 1.2 if atom.width <= limit else 0.0
        return 0.0

    def _begins_goal(self, atom: Atom) -> float:
        if "goal" in atom.kinds:
            return 0.0
        return (2.5 if self.numbered else 0.3) + (2.5 if atom.blanks else 0.0)

    def skip(self, first: int, last: int, before: Atom | None, atom: Atom | None) -> float:
        """The columns [first, last) are empty, which wide blanks show."""
        cost = sum(self.empty[first:last])
        shown = (atom is not None and atom.blanks > 0 and atom.opens_line) or (
            before is not None and before.trailing > 2
        )
        return cost * 0.3 if shown and cost < 6.0 else cost

    def end_of_row(self, at: int, filled: int, before: Atom) -> float:
        """The row ends with this atom in this column; `filled` has a bit for each cell of it."""
        missing = [self.empty[i] for i in range(len(self.places)) if not filled & 1 << i and i > at]
        cost = sum(missing) * (0.3 if before.trailing > 2 else 1.0)
        for i, place in enumerate(self.places):
            if place.column.field in ("title", "name") and not filled & 1 << i:
                cost += self.empty[i] * 0.5
        return cost + (2.5 if before.ends_open and self.places[at].text else 0.0)

    def resume(self, at: int, last: Atom | None, atom: Atom, before: Atom | None = None) -> float:
        """The atom goes on with a cell of the row that a page break has torn."""
        place = self.places[at]
        unfinished = 2.5 if before is not None and before.ends_open else 0.0
        if place.column.type == "role":
            return unfinished + (0.2 if "role" in atom.kinds else 1.5 if atom.lower else 2.0)
        if not place.text:
            return unfinished + (0.2 if last is not None else 1.0)
        if last is None:
            return unfinished + (4.0 if place.main else 0.8)
        if not place.main:
            return unfinished + (0.4 if atom.lower or atom.kinds else 2.0)
        room = self._room(at, last, atom)
        cost = unfinished + (min(1.5, 0.3 + 8.0 * room) if room > 0 else 0.0)
        if last.ends_sentence:
            cost += 1.5
        if atom.bullet:
            return cost * 0.3 + 0.5
        if atom.lower:
            return cost - (0.5 if last.ends_open else 0.0)
        return cost + (1.0 if last.ends_open else 2.0)


def _usually_empty(column: Column) -> float:
    if column.type != "text":
        return _EMPTY_TYPE.get(column.type, 1.0)
    return _EMPTY_CELL.get(column.field, _EMPTY_SIDE)
