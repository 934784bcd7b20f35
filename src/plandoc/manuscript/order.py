# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The order of a document's parts: chapters, goals and what departments plan.

A document that was read from a file knows where each part stood: then the parts follow each other
as they did there. A document from the database does not: then chapters come first, the goals after
them, the departments after those, and from the first chapter that the steering model knows as a
closing one (the economy, "Övrigt"), the remaining chapters last. A department that chapters are
named after stands with them: what it needs with the first, what it does with the last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from plandoc.manuscript.wording import Words
from plandoc.model import Activity, Change, Chapter, Goal, Need, PlanDocument, UnitItem
from plandoc.words import fold

Kind = Literal["chapter", "goal", "changes", "needs", "activities", "units"]
Element = Chapter | Goal | Change | Need | Activity | UnitItem


@dataclass(frozen=True, slots=True)
class Block:
    """Parts that stand together: one chapter or root goal, or a run of a department's parts."""

    kind: Kind
    elements: tuple[Element, ...]
    department: str | None = None

    @property
    def line(self) -> int | None:
        """Where the first part stood in the source."""
        place = self.elements[0].place
        return place.line if place else None


def blocks(document: PlanDocument, words: Words, roots: Sequence[Goal]) -> list[Block]:
    """Everything but indicators and leftovers, in the order of print; `roots` have no parent."""
    chapters = [Block("chapter", (chapter,)) for chapter in document.chapters]
    goals = [Block("goal", (goal,)) for goal in roots]
    units = [Block("units", document.units)] if document.units else []
    if _tells_places(document, roots):
        cuts = sorted(_line(chapter) for chapter in document.chapters)
        return _merged(chapters, goals, _runs(document, cuts), units)
    closing = _first_closing(document.chapters, words)
    departments = [block for name in departments_of(document) for block in _of(document, name)]
    homes = [_home(block, document.chapters) for block in departments]
    placed = [
        [chapter, *(each for each, home in zip(departments, homes, strict=True) if home == at)]
        for at, chapter in enumerate(chapters)
    ]
    homeless = [each for each, home in zip(departments, homes, strict=True) if home is None]
    opening, last = chain(*placed[:closing]), chain(*placed[closing:])
    return [*opening, *units, *goals, *homeless, *last]


def is_named_after(heading: str, department: str) -> bool:
    """Whether a heading names the department: all its words but "Avdelning" stand there."""
    wanted = {word for word in fold(department).split() if not word.startswith("avdelning")}
    return bool(wanted) and wanted <= set(fold(heading).split())


def _home(block: Block, chapters: Sequence[Chapter]) -> int | None:
    """Which chapter a department's parts stand with, if any is named after it."""
    if block.department is None:
        return None
    named = [
        at
        for at, chapter in enumerate(chapters)
        if is_named_after(chapter.heading, block.department)
    ]
    if not named:
        return None
    return named[-1] if block.kind == "activities" else named[0]


def departments_of(document: PlanDocument) -> list[str | None]:
    """The departments in order of appearance; None when something of theirs names none."""
    parts: list[Change | Need | Activity] = [
        *document.changes,
        *document.needs,
        *_free(document.activities),
    ]
    return list(dict.fromkeys(part.department for part in parts))


def _free(activities: Iterable[Activity]) -> list[Activity]:
    """The activities that stand with a department, or with nothing: not with their goals."""
    return [each for each in activities if each.department is not None or not each.goals]


def _tells_places(document: PlanDocument, roots: Sequence[Goal]) -> bool:
    parts: list[Element] = [
        *document.chapters, *roots, *document.changes, *document.needs, *_free(document.activities),
    ]  # fmt: skip
    return bool(document.chapters) and all(part.place and part.place.line for part in parts)


def _of(document: PlanDocument, department: str | None) -> list[Block]:
    """A department's parts: what lies ahead, what is needed, what is done."""
    found = [
        Block(
            "changes", tuple(c for c in document.changes if c.department == department), department
        ),
        Block("needs", tuple(n for n in document.needs if n.department == department), department),
        *_by_goals([a for a in _free(document.activities) if a.department == department]),
    ]
    return [block for block in found if block.elements]


def _by_goals(activities: Sequence[Activity]) -> list[Block]:
    """Activities of one department as a table for each set of goals, in order of appearance."""
    sets = dict.fromkeys(each.goals for each in activities)
    return [
        Block(
            "activities", tuple(a for a in activities if a.goals == goals), activities[0].department
        )
        for goals in sets
    ]


def _runs(document: PlanDocument, cuts: Sequence[int]) -> list[Block]:
    """The departments' parts as they stood: a run ends where a chapter begins (`cuts`)."""
    parts: list[tuple[int, Kind, Change | Need | Activity]] = [
        *((_line(each), "changes", each) for each in document.changes),
        *((_line(each), "needs", each) for each in document.needs),
        *((_line(each), "activities", each) for each in _free(document.activities)),
    ]
    runs: list[Block] = []
    chapter = -1
    for line, kind, part in sorted(parts, key=lambda each: each[0]):
        within = bisect_right(cuts, line)
        last = runs[-1] if runs else None
        goals = part.goals if isinstance(part, Activity) else ()
        if (
            last is not None
            and within == chapter
            and (last.kind, last.department) == (kind, part.department)
            and goals == getattr(last.elements[0], "goals", ())
        ):
            runs[-1] = Block(kind, (*last.elements, part), part.department)
        else:
            runs.append(Block(kind, (part,), part.department))
        chapter = within
    return runs


def _line(part: Element) -> int:
    return (part.place.line or 0) if part.place else 0


def _merged(*lists: Sequence[Block]) -> list[Block]:
    """Lists of blocks put together by where they stood; the order in each list is kept."""
    placed: list[tuple[int, int, Block]] = []
    for which, blocks_of in enumerate(lists):
        last = 0
        for block in blocks_of:
            last = max(last, block.line or last)
            placed.append((last, which, block))
    return [block for _, _, block in sorted(placed, key=lambda each: each[:2])]


def _first_closing(chapters: Sequence[Chapter], words: Words) -> int:
    """The number of chapters before the first closing one of the outermost level."""
    known = words.model.closing if words.model else ()
    closing = {fold(heading.replace("{year}", "")) for heading in known}
    outermost = min((chapter.level for chapter in chapters), default=1)
    for at, chapter in enumerate(chapters):
        heading = fold(re.sub(r"\b(?:19|20)\d\d\b|^[\d.]+\s", " ", chapter.heading))
        if chapter.level == outermost and heading in closing:
            return at
    return len(chapters)
