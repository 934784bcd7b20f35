# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of a table whose cells stand one after another, line by line.

Each atom is given a place (row and column) such that the costs of all places together are least:
the search goes through the atoms once and keeps, for each state a row can be in, the cheapest way
to it. What it needs to know of the table, above all how wide the columns are, it learns from the
outcome of a first search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plandoc.blocks import Paragraph
from plandoc.recognition.rebuild_atoms import Atom, Cutter, width
from plandoc.recognition.rebuild_costs import BLANK, Costs, Place
from plandoc.recognition.rebuild_heads import Head
from plandoc.recognition.rebuild_table import Part, Piece, RebuiltRow, is_gapped
from plandoc.steering import SteeringModel

_SEARCHES = 4
# What a table is like is learned from so many atoms at its beginning, to save time.
_SAMPLE = 1500
# Ways that are so much dearer than the cheapest one are given up.
_BEAM = 6.0
_CATEGORY = -1
# Lines that are so much wider than any cell's are prose, if there are some to compare them with.
_WIDER = 1.3
_FEWEST_LINES = 8


@dataclass(frozen=True, slots=True)
class _State:
    """A row in the making: the column of its last atom, and which columns have one (as bits).

    `phase` says that the row has a phase of its own, `closed` that it was the last thing read,
    `resumed` that the row has been taken up again behind a page break.
    """

    at: int
    filled: int = 0
    phase: bool = False
    closed: bool = False
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    """The cheapest way to a state: its cost, the last atom in each column, and how it came."""

    cost: float
    state: _State
    last: tuple[Atom | None, ...]
    step: tuple[str, int]
    before: _Way | None


def scattered_rows(
    head: Head, parts: Sequence[Part], model: SteeringModel
) -> tuple[list[RebuiltRow], list[Paragraph]]:
    """The rows of the table, and the lines at the end that belong to none of them."""
    places = [Place(index, head.table.columns[index]) for index in head.columns]
    parts, left = _without_prose(parts)
    lines = [line for part in parts for line in part.lines]
    cutter = Cutter([(place.index, place.column) for place in places], model)
    atoms = cutter.atoms(parts)
    if not atoms:
        return [], left
    numbered = sum("goal" in atom.kinds and atom.opens_line for atom in atoms) > 0
    costs = Costs(places, numbered=numbered, gapped=is_gapped(lines))
    steps: list[tuple[str, int]] = []
    sample = atoms[:_SAMPLE]
    for _ in range(_SEARCHES):
        found = _search(sample, costs)
        if found == steps:
            break
        steps = found
        _learn(costs, sample, steps)
    if len(atoms) > len(sample):
        steps = _search(atoms, costs)
    return _rows(atoms, steps, places), left


def _without_prose(parts: Sequence[Part]) -> tuple[list[Part], list[Paragraph]]:
    """The parts without the prose that follows the table although no heading stands between.

    Prose fills the page, so its lines are wider than those of any cell.
    """
    last = parts[-1].lines
    widths = [width(line.text.strip()) for part in parts[:-1] for line in part.lines]
    for number, line in enumerate(last):
        wide = width(line.text.strip())
        if len(widths) >= _FEWEST_LINES and wide > max(widths) * _WIDER:
            after = [width(each.text.strip()) > max(widths) * _WIDER for each in last[number:]]
            if line.text.strip()[0].isupper() and sum(after) * 3 >= len(after):
                kept = Part(last[:number], parts[-1].torn)
                return [*parts[:-1], kept], list(last[number:])
        widths.append(wide)
    return list(parts), []


def _search(atoms: Sequence[Atom], costs: Costs) -> list[tuple[str, int]]:
    """For each atom what it does and its column's position, by the cheapest way."""
    nothing: tuple[Atom | None, ...] = (None,) * len(costs.places)
    ways = {_State(_CATEGORY): _Way(0.0, _State(_CATEGORY), nothing, ("", 0), None)}
    before: Atom | None = None
    for atom in atoms:
        content = [costs.content(at, atom) for at in range(len(costs.places))]
        reached: dict[_State, _Way] = {}
        for way, moves in _moves(ways.values(), before, atom, content, costs):
            for cost, state, last, step in moves:
                total = way.cost + cost
                best = reached.get(state)
                if best is None or total < best.cost:
                    reached[state] = _Way(total, state, last, step, way)
        limit = min(way.cost for way in reached.values()) + _BEAM
        ways = {state: way for state, way in reached.items() if way.cost <= limit}
        before = atom
    return _steps(min(ways.values(), key=lambda way: way.cost + _end(way.state, before, costs)))


def _steps(way: _Way) -> list[tuple[str, int]]:
    """What each atom did on the way."""
    steps: list[tuple[str, int]] = []
    while way.before is not None:
        steps.append(way.step)
        way = way.before
    return steps[::-1]


_Move = tuple[float, _State, tuple[Atom | None, ...], tuple[str, int]]


def _moves(
    ways: Iterable[_Way],
    before: Atom | None,
    atom: Atom,
    content: Sequence[float],
    costs: Costs,
) -> Iterator[tuple[_Way, Iterator[_Move]]]:
    """Everything that the atom may do after each of the ways.

    A new row knows nothing of the one before, so it is begun from the cheapest end of a row alone.
    """
    ended: list[tuple[float, _Way]] = []
    for way in ways:
        if way.state.at >= 0 and before is not None:
            yield way, _in_row(way, before, atom, content, costs)
            if atom.torn:
                yield way, _resumed(way, atom, content, costs)
        ended.append((way.cost + _end(way.state, before, costs), way))
    cost, best = min(ended, key=lambda each: each[0])
    yield best, _new_row(cost - best.cost, atom, content, costs)


def _in_row(
    way: _Way, before: Atom, atom: Atom, content: Sequence[float], costs: Costs
) -> Iterator[_Move]:
    """The atom goes on with the cell, begins one further to the right, or is the row's phase."""
    state, last = way.state, way.last
    at = state.at
    torn = 1.5 if atom.torn else 0.0
    after_phase = 4.0 if state.closed else 0.0
    stay = costs.stay(at, before, atom) + content[at] + after_phase + torn
    waits = any(each is not None and each.ends_open for each in last[at + 1 :])
    if state.resumed and waits and costs.widths[at] is not None:
        stay += 0.3  # a cell further to the right waits for the rest of its sentence
    same = _State(at, state.filled, state.phase, resumed=state.resumed)
    yield stay, same, _put(last, at, atom), ("stay", at)
    if "phase" in atom.kinds:
        yield from _phase_in_row(way, atom, costs)
    for to in range(at + 1, len(content)):
        skipped = costs.skip(at + 1, to, before, atom)
        if state.resumed:
            skipped = 0.0
            opening = costs.resume(to, last[to], atom, before)
        else:
            opening = costs.begin(to, None if state.closed else before, atom)
        filled = state.filled | 1 << to
        new = _State(to, filled, state.phase, resumed=state.resumed)
        yield skipped + opening + content[to] + torn, new, _put(last, to, atom), ("cell", to)


def _phase_in_row(way: _Way, atom: Atom, costs: Costs) -> Iterator[_Move]:
    """The atom is the phase of the row, behind its goal or at the end of its activity."""
    state = way.state
    place = costs.places[state.at]
    if not place.main or place.column.type != "text":
        return
    cost = 3.0 if state.phase and "rest" not in atom.kinds else 0.0
    if "parenthesis" not in atom.kinds:
        cost += 0.4 if place.column.field == "goal" else 3.0
    new = _State(state.at, state.filled, phase=True, closed=True, resumed=state.resumed)
    yield cost, new, way.last, ("phase", state.at)


def _resumed(way: _Way, atom: Atom, content: Sequence[float], costs: Costs) -> Iterator[_Move]:
    """The atom stands at the top of a page and goes on with the row that the page break tore."""
    state = way.state
    for to in range(len(content)):
        cost = 0.8 + costs.resume(to, way.last[to], atom) + content[to]
        new = _State(to, state.filled | 1 << to, state.phase, resumed=True)
        yield cost, new, _put(way.last, to, atom), ("resume", to)
    if "phase" in atom.kinds and not state.phase:
        main = [to for to, place in enumerate(costs.places) if place.main and place.text]
        new = _State(main[-1], state.filled, phase=True, closed=True, resumed=True)
        yield (0.5 if "parenthesis" in atom.kinds else 3.0), new, way.last, ("phase", main[-1])


def _new_row(end: float, atom: Atom, content: Sequence[float], costs: Costs) -> Iterator[_Move]:
    """The row has ended, at this cost; the atom is a category line or begins the next row."""
    cost = end + 0.3 + (0.0 if atom.opens_line else 5.0)
    nothing: tuple[Atom | None, ...] = (None,) * len(content)
    bare = "phase" in atom.kinds and "parenthesis" not in atom.kinds and not atom.lower
    if bare and atom.opens_line and atom.ends_line:
        yield cost, _State(_CATEGORY), nothing, ("category", _CATEGORY)
    for to, place in enumerate(costs.places):
        opening = costs.skip(0, to, None, atom) + costs.begin(to, None, atom) + content[to]
        if atom.bullet and place.main:
            opening += 1.5
        yield cost + opening, _State(to, 1 << to), _put(nothing, to, atom), ("row", to)


def _end(state: _State, before: Atom | None, costs: Costs) -> float:
    """What it costs that the row ends here."""
    if state.at < 0 or before is None:
        return 0.0
    return costs.end_of_row(state.at, state.filled, before)


def _put(last: tuple[Atom | None, ...], at: int, atom: Atom) -> tuple[Atom | None, ...]:
    return (*last[:at], atom, *last[at + 1 :])


def _learn(costs: Costs, atoms: Sequence[Atom], steps: Sequence[tuple[str, int]]) -> None:
    """Take from a search how wide the columns are, and how often each has a cell."""
    lines: list[list[float]] = [[] for _ in costs.places]
    overfull: list[list[float]] = [[] for _ in costs.places]
    wide = 0.0  # of the line so far, as far as it is in one cell
    for number, (atom, (step, at)) in enumerate(zip(atoms, steps, strict=True)):
        goes_on = step == "stay" and not atom.opens_line
        wide = wide + BLANK + atom.width if goes_on else atom.width
        following, (then, _) = (
            (atoms[number + 1], steps[number + 1]) if number + 1 < len(atoms) else (None, ("", 0))
        )
        if at < 0 or step == "phase" or (following and then == "stay" and not following.opens_line):
            continue
        lines[at].append(wide)
        if following is not None and then == "stay" and following.lower:
            overfull[at].append(wide + BLANK + following.first_width)
    costs.learn_widths(lines, overfull)
    costs.learn_use(*_filled(steps, len(costs.places)))


def _filled(steps: Sequence[tuple[str, int]], columns: int) -> tuple[list[int], int]:
    """In how many rows each column has a cell, and how many rows there are."""
    filled = [0] * columns
    row: set[int] = set()
    for step, at in (*steps, ("row", _CATEGORY)):
        if step in ("row", "category"):
            for used in row - {_CATEGORY}:
                filled[used] += 1
            row = set()
        row.add(at)
    return filled, sum(step == "row" for step, _ in steps)


def _rows(
    atoms: Sequence[Atom], steps: Sequence[tuple[str, int]], places: Sequence[Place]
) -> list[RebuiltRow]:
    """The rows that the steps make of the atoms."""
    rows: list[RebuiltRow] = []
    cells: dict[int, list[Piece]] = {}
    phase: list[Piece] = []
    unsure: list[str] = []

    def close() -> None:
        if cells or phase:
            made = {index: _joined(pieces) for index, pieces in cells.items()}
            loose = _loose(made, places, unsure)
            codes = tuple(dict.fromkeys(unsure))
            rows.append(RebuiltRow(made, tuple(phase), loose, codes))
        cells.clear()
        phase.clear()
        unsure.clear()

    with_aim = any(place.column.field == "aim" for place in places)
    for atom, (step, at) in zip(atoms, steps, strict=True):
        if step in ("row", "category"):
            close()
        if step in ("phase", "category"):
            phase.append(atom.piece)
            continue
        if step == "resume":
            unsure.append("torn_row")
        if step == "stay" and with_aim and places[at].main and _may_begin_cell(atom):
            unsure.append("aim_or_activity")
        cells.setdefault(places[at].index, []).append(atom.piece)
    close()
    return rows


def _may_begin_cell(atom: Atom) -> bool:
    """Whether another cell might have begun where this one went on."""
    return atom.opens_line and not atom.lower and not atom.bullet


def _loose(
    cells: dict[int, tuple[Piece, ...]], places: Sequence[Place], unsure: list[str]
) -> tuple[Piece, ...]:
    """Take values out that may as well belong to a neighbouring column, since that has none."""
    loose: list[Piece] = []
    for type_, group in groupby(places, key=lambda place: place.column.type):
        alike = [place.index for place in group]
        filled = [index for index in alike if index in cells]
        if not filled or len(filled) == len(alike):
            continue
        if type_ == "amount":
            loose += [piece for index in filled for piece in cells.pop(index)]
            unsure.append("lone_target")
        elif type_ == "due":  # a single date is the day when it is to be done
            cells[alike[-1]] = cells.pop(filled[0])
            unsure.append("lone_due")
    return tuple(loose)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces of one span that follow one another as one piece."""
    made: list[Piece] = []
    for piece in pieces:
        if made and made[-1].span is piece.span:
            made[-1] = Piece(piece.span, made[-1].start, piece.end)
        else:
            made.append(piece)
    return tuple(made)
