# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was understood of a document, as lines to read: guesses first, the thread as a tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ledtrad.commands.terminal import one_line, table
from ledtrad.sentences import gettext as _
from ledtrad.sentences import ngettext, of_document_kind, of_guess, of_place
from plandoc.model import Goal, Guess, PlanDocument
from plandoc.naming import element_names
from plandoc.steering import shipped_models

WIDTH = 100
MAX_LEFTOVERS = 20


def summary(document: PlanDocument) -> list[str]:
    """The document in short: its front, the guesses, the thread, counts and leftovers."""
    lines = front(document)
    for heading, part in (
        (_("Guesses to check"), guesses(document)),
        (_("The red thread"), list(thread(document))),
        (_("Counts"), counts(document)),
        (_("Left over"), leftovers(document)),
    ):
        if part:
            lines += ["", heading, *part]
    return lines


def front(document: PlanDocument) -> list[str]:
    """What the document is, as a table of names and values."""
    model = shipped_models().get(document.model)
    rows = (
        (_("Title"), document.title),
        (_("Kind"), of_document_kind(document.kind)),
        (_("Unit"), document.unit),
        (_("Board"), document.board),
        (_("Administration"), document.administration),
        (_("Municipality"), document.municipality),
        (_("Period"), document.period.text if document.period else None),
        (_("Occasion"), document.occasion),
        (_("Addressee"), document.addressee),
        (_("Handler"), document.handler),
        (_("Steering model"), f"{model.title} ({model.code})" if model else document.model),
    )
    return table([(name, one_line(value, WIDTH)) for name, value in rows if value])


def guesses(document: PlanDocument) -> list[str]:
    """Each guess with the element it is about; the same guess of many elements once."""
    names = element_names(document)
    groups: dict[tuple[str, str], list[Guess]] = {}
    for guess in document.guesses:
        groups.setdefault((guess.why, of_guess(guess)), []).append(guess)
    lines = []
    for (_why, sentence), group in groups.items():
        named = [names[guess.element] for guess in group if guess.element in names]
        about = one_line(named[0], 60) if named else _("The document")
        if len(group) > 1:
            about += ngettext(" and %(count)s more", " and %(count)s more", len(group) - 1) % {
                "count": len(group) - 1
            }
        lines.append(f"  {about}: {sentence}")
    return lines


def thread(document: PlanDocument) -> Iterator[str]:
    """The goals as a tree, each with its level, number and what hangs on it."""
    children: dict[str | None, list[Goal]] = {}
    ids = {goal.id for goal in document.goals}
    for goal in document.goals:
        parent = goal.parent if goal.parent in ids and goal.parent != goal.id else None
        children.setdefault(parent, []).append(goal)
    indicators = Counter(indicator.goal for indicator in document.indicators)
    activities = Counter(goal for activity in document.activities for goal in activity.goals)
    yield from _branches(children, None, "  ", {"i": indicators, "a": activities})
    loose = sum(1 for activity in document.activities if not activity.goals)
    if loose and document.goals:
        yield "  " + ngettext(
            "%(count)s activity under no goal", "%(count)s activities under no goal", loose
        ) % {"count": loose}


def _branches(
    children: Mapping[str | None, Sequence[Goal]],
    parent: str | None,
    indent: str,
    hanging: Mapping[str, Counter[str | None] | Counter[str]],
) -> Iterator[str]:
    goals = children.get(parent, ())
    for position, goal in enumerate(goals):
        last = position == len(goals) - 1
        branch = "" if parent is None else ("└ " if last else "├ ")
        number = f"{goal.number} " if goal.number else ""
        heading = f"{indent}{branch}{goal.level_name}: {number}"
        hangs = ", ".join(_hangs(goal, hanging))
        yield (
            heading
            + one_line(goal.title, max(30, WIDTH - len(heading)))
            + (f"  ({hangs})" if hangs else "")
        )
        deeper = indent if parent is None else indent + ("  " if last else "│ ")
        yield from _branches(children, goal.id, deeper + "  ", hanging)


def _hangs(goal: Goal, hanging: Mapping[str, Counter[str | None] | Counter[str]]) -> Iterator[str]:
    """What hangs on the goal itself, in words: "2 indikatorer", "klar"."""
    results = len(goal.expected_results)
    indicators, activities = hanging["i"][goal.id], hanging["a"][goal.id]
    for count, text in (
        (results, ngettext("%(count)s expected result", "%(count)s expected results", results)),
        (indicators, ngettext("%(count)s indicator", "%(count)s indicators", indicators)),
        (activities, ngettext("%(count)s activity", "%(count)s activities", activities)),
    ):
        if count:
            yield text % {"count": count}
    if goal.status:
        yield goal.status.text
    if goal.assessment:
        yield goal.assessment.text


def counts(document: PlanDocument) -> list[str]:
    """How many there are of each kind of element, goals level by level."""
    levels = Counter(goal.level_name for goal in document.goals)
    rows = [*levels.items()]
    rows += [
        (_("Expected results"), sum(len(goal.expected_results) for goal in document.goals)),
        (_("Indicators"), len(document.indicators)),
        (_("Targets"), sum(len(indicator.targets) for indicator in document.indicators)),
        (_("Outcomes"), sum(len(indicator.outcomes) for indicator in document.indicators)),
        (_("Activities"), len(document.activities)),
        (_("Statuses"), statuses(document)),
        (_("Workplaces and departments"), len(document.units)),
        (_("Competence needs"), len(document.needs)),
        (_("Changes ahead"), len(document.changes)),
        (_("Chapters"), len(document.chapters)),
        (_("Figures in texts"), len(document.facts)),
        (_("Dates and recurrences in texts"), len(document.events)),
        (_("Left over"), len(document.leftovers)),
    ]
    return table([(name, str(count)) for name, count in rows if count])


def statuses(document: PlanDocument) -> int:
    """How many activities and assignments have a status."""
    goals = sum(1 for goal in document.goals if goal.status)
    return goals + sum(1 for activity in document.activities if activity.status)


def leftovers(document: PlanDocument) -> list[str]:
    """What was kept but not understood, with its place."""
    lines = []
    for leftover in document.leftovers[:MAX_LEFTOVERS]:
        place = of_place(leftover.place)
        lines.append(
            "  " + one_line(f"{place}: {leftover.text}" if place else leftover.text, WIDTH)
        )
    more = len(document.leftovers) - len(lines)
    if more > 0:
        lines.append("  " + _("and %(count)s more") % {"count": more})
    return lines
