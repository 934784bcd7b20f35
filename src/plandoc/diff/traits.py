# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of an element helps to recognise it in another document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plandoc.diff.likeness import Stems, stems
from plandoc.model import Due, PlanDocument, RichText, Role, plain
from plandoc.words import fold


@dataclass(frozen=True, slots=True)
class Traits:
    """An element as it is recognised.

    `wording` is its title, name or statement. `kind` tells apart what can hardly be the same (a
    goal's level); `number` is its own number. `home` is what it stands under, in words. `body` and
    `hanging` are the stems of its texts and of what hangs on it. `signs` are small things
    that agree or not (the due, the roles, the targets); an empty one says nothing.
    """

    wording: str
    words: Stems
    kind: str = ""
    number: str = ""
    home: str = ""
    body: Stems = frozenset()
    hanging: Stems = frozenset()
    signs: tuple[str, ...] = ()


_MAX_BODY = 4_000
"""Characters of an element's texts that are looked at to recognise it."""


def _of_text(*texts: RichText) -> Stems:
    joined = "\n".join(plain(text) for text in texts)
    return stems(joined[:_MAX_BODY]) if joined.strip() else frozenset()


def _of_many(statements: Iterable[str]) -> Stems:
    found: frozenset[str] = frozenset()
    return found.union(*map(stems, statements))


def bare(number: str | None) -> str:
    """A number without blanks and a final stop: "1.3." is "1.3"."""
    return (number or "").strip().rstrip(".")


def _when(due: Due | None) -> str:
    return (due.date or fold(due.text)) if due else ""


def _who(roles: Sequence[Role]) -> str:
    return " ".join(fold(role.name or role.text) for role in roles)


class Titles:
    """What the elements of a document are called, by their ids; a goal's home is its parent."""

    def __init__(self, document: PlanDocument) -> None:
        self.goals = {goal.id: goal.title for goal in document.goals}
        self.units = {unit.id: unit.name for unit in document.units}

    def of(self, identity: str | None) -> str:
        """The title of a goal or the name of a workplace; empty if there is none."""
        if identity is None:
            return ""
        return self.goals.get(identity) or self.units.get(identity, "")


def goals(document: PlanDocument) -> list[Traits]:
    """The goals' traits, with the wording of all that hangs on each."""
    titles = Titles(document)
    hanging: dict[str, list[str]] = {goal.id: [] for goal in document.goals}
    for goal in document.goals:
        hanging[goal.id] += [result.text for result in goal.expected_results]
        if goal.parent in hanging:
            hanging[goal.parent].append(goal.title)
    for indicator in document.indicators:
        if indicator.goal in hanging:
            hanging[indicator.goal].append(indicator.name)
    for activity in document.activities:
        for reference in activity.goals:
            if reference in hanging:
                hanging[reference].append(activity.title)
    return [
        Traits(
            wording=goal.title,
            words=stems(goal.title),
            kind=goal.level,
            number=bare(goal.number),
            home=fold(titles.of(goal.parent)),
            body=_of_text(goal.text, *(section.text for section in goal.sections)),
            hanging=_of_many(hanging[goal.id]),
            signs=(fold(goal.origin or ""), fold(" ".join(goal.addressees))),
        )
        for goal in document.goals
    ]


def results(document: PlanDocument) -> list[Traits]:
    """The expected results' traits, goal by goal."""
    return [
        Traits(result.text, stems(result.text), home=goal.id)
        for goal in document.goals
        for result in goal.expected_results
    ]


def indicators(document: PlanDocument) -> list[Traits]:
    """The indicators' traits."""
    return [
        Traits(
            each.name,
            stems(each.name),
            home=each.goal or "",
            signs=(
                " ".join(fold(target.text) for target in each.targets),
                fold(each.periodicity or ""),
                fold(each.unit_of_measure or ""),
            ),
        )
        for each in document.indicators
    ]


def activities(document: PlanDocument) -> list[Traits]:
    """The activities' traits."""
    return [
        Traits(
            each.title,
            stems(each.title),
            home=each.goals[0] if each.goals else fold(each.department or ""),
            body=stems(each.aim) if each.aim and each.aim.strip() else frozenset(),
            signs=(
                _when(each.due),
                _who(each.responsible),
                fold(each.department or ""),
                fold(" ".join(each.categories)),
            ),
        )
        for each in document.activities
    ]


def chapters(document: PlanDocument) -> list[Traits]:
    """The chapters' traits; a chapter is its heading and what it says."""
    return [
        Traits(
            each.heading,
            stems(each.heading),
            number=str(each.level),
            body=_of_text(each.text),
        )
        for each in document.chapters
    ]


def units(document: PlanDocument) -> list[Traits]:
    """The workplaces' traits."""
    titles = Titles(document)
    return [
        Traits(
            each.name,
            stems(each.name),
            home=fold(titles.of(each.parent)),
            signs=(fold(each.kind or ""),),
        )
        for each in document.units
    ]


def needs(document: PlanDocument) -> list[Traits]:
    """The needs' traits."""
    return [
        Traits(each.text, stems(each.text), home=fold(each.department or ""))
        for each in document.needs
    ]


def changes(document: PlanDocument) -> list[Traits]:
    """The traits of what lies ahead: the heading, or the text where there is none."""
    return [
        Traits(
            wording := each.heading or plain(each.text),
            stems(wording),
            home=fold(each.department or ""),
            body=_of_text(each.text),
        )
        for each in document.changes
    ]


def facts(document: PlanDocument) -> list[Traits]:
    """The figures' traits."""
    return [
        Traits(
            each.text,
            stems(each.text),
            home=each.element or "",
            signs=(fold(each.quantity or ""), fold(each.unit or ""), fold(each.owner or "")),
        )
        for each in document.facts
    ]


def events(document: PlanDocument) -> list[Traits]:
    """The events' traits."""
    return [
        Traits(each.text, stems(each.text), home=each.element or "", signs=(fold(each.when or ""),))
        for each in document.events
    ]
