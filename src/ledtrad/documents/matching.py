# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which row of the database an element of a document is, if any. Pure.

Two documents of the same board say the same thing with small differences of spelling. Titles that
are alike (`rules.is_near`) and that nothing else tells apart are one row, and so are goals of one
level and number whose titles are fairly alike; the difference is listed by who accepts. Anything
less alike is two rows: nothing is merged in silence.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ledtrad.documents import rules
from plandoc.words import fold

Ref = TypeVar("Ref", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Match(Generic[Ref]):
    """The row that was found, and whether its wording is the same to the letter."""

    ref: Ref
    exact: bool


@dataclass(frozen=True, slots=True)
class GoalKey:
    """What tells one goal of a plan from another.

    `level` is the level within its steering model; goals of two models agree if the same kind of
    unit decides them. `parent` is None at the top, and where it is not known.
    """

    model: int
    level: str
    owner: str
    number: str
    title: str
    parent: int | None = None


def bare_number(number: str | None) -> str:
    """A goal's number without blanks and a final stop: "1.3." is "1.3"."""
    return (number or "").strip().rstrip(".")


def find_goal(wanted: GoalKey, there: Iterable[tuple[int, GoalKey]]) -> Match[int] | None:
    """The goal that is the wanted one; of several, the one most alike."""
    best: tuple[tuple[bool, bool, float], int] | None = None
    for ref, key in there:
        if not _may_be_same_goal(wanted, key):
            continue
        # A number is given once in a plan and level: with it, wording may differ more.
        numbered = wanted.number == key.number != "" and wanted.level == key.level
        least = rules.LIKELY if numbered else rules.NEAR
        alike = rules.similarity(wanted.title, key.title, least=least)
        if alike < least or not (numbered or _hang_alike(wanted, key)):
            continue
        same_place = wanted.parent == key.parent and wanted.number == key.number
        score = (alike == 1.0, same_place, alike)
        if best is None or score > best[0]:
            best = (score, ref)
    return Match(best[1], best[0][0]) if best is not None else None


def _may_be_same_goal(one: GoalKey, other: GoalKey) -> bool:
    if one.model == other.model:
        if one.level != other.level:
            return False
    elif one.owner != other.owner:
        return False
    return not (one.number and other.number) or one.number == other.number


def _hang_alike(one: GoalKey, other: GoalKey) -> bool:
    """Whether two goals hang below the same one, as far as is known."""
    return one.parent is None or other.parent is None or one.parent == other.parent


@dataclass(frozen=True, slots=True)
class ActivityKey:
    """What tells one activity of a plan from another. Goals and department by their rows."""

    department: int | None
    title: str
    aim: str = ""
    due: str = ""
    responsible: str = ""
    goals: frozenset[int] = frozenset()


def pair_activities(
    wanted: Sequence[ActivityKey], there: Sequence[tuple[int, ActivityKey]]
) -> dict[int, Match[int]]:
    """For each wanted one (by index) the row that it is. A row is used once, best match first."""
    found = _pairs(wanted, there, set(range(len(wanted))), {ref for ref, _ in there}, exact=True)
    rest = set(range(len(wanted))) - found.keys()
    free = {ref for ref, _ in there} - {match.ref for match in found.values()}
    return found | _pairs(wanted, there, rest, free, exact=False)


def _pairs(
    wanted: Sequence[ActivityKey],
    there: Sequence[tuple[int, ActivityKey]],
    open_wanted: set[int],
    open_there: set[int],
    *,
    exact: bool,
) -> dict[int, Match[int]]:
    """One round of pairing: on equal titles, or on titles that are nearly equal."""
    by_title: dict[tuple[int | None, str], list[tuple[int, ActivityKey]]] = {}
    for ref, key in there:
        if ref in open_there:
            name = fold(key.title) if exact else ""
            by_title.setdefault((key.department, name), []).append((ref, key))
    scores: list[tuple[tuple[bool, int, float], int, int]] = []
    for index in sorted(open_wanted):
        key = wanted[index]
        name = fold(key.title) if exact else ""
        for ref, other in by_title.get((key.department, name), ()):
            score = _score(key, other, exact=exact)
            if score is not None:
                scores.append((score, -index, ref))
    scores.sort(key=lambda each: (each[0], each[1], -each[2]), reverse=True)
    found: dict[int, Match[int]] = {}
    used: set[int] = set()
    for _, negative, ref in scores:
        if -negative not in found and ref not in used:
            found[-negative] = Match(ref, exact)
            used.add(ref)
    return found


def _score(one: ActivityKey, other: ActivityKey, *, exact: bool) -> tuple[bool, int, float] | None:
    """How well two activities agree; None if something tells them apart."""
    if one.goals and other.goals and not one.goals & other.goals:
        return None
    if one.aim and other.aim and not rules.is_near(one.aim, other.aim):
        return None
    alike = 1.0 if exact else rules.similarity(one.title, other.title)
    if alike < rules.NEAR:
        return None
    agreeing = sum(
        (
            fold(one.aim) == fold(other.aim),
            one.due == other.due,
            fold(one.responsible) == fold(other.responsible),
        )
    )
    return (one.goals == other.goals, agreeing, alike)


def find_text(text: str, there: Iterable[tuple[int, str]]) -> Match[int] | None:
    """The row that says the same, to the letter or nearly."""
    best: tuple[float, int] | None = None
    for ref, other in there:
        alike = rules.similarity(text, other)
        if alike >= rules.NEAR and (best is None or alike > best[0]):
            best = (alike, ref)
    return Match(best[1], best[0] == 1.0) if best is not None else None
