# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document made ready to be examined: its steering model, and its parts as rules look them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from plandoc.model import (
    Activity,
    Change,
    Chapter,
    Event,
    ExpectedResult,
    Fact,
    Goal,
    Indicator,
    Need,
    Place,
    PlanDocument,
    RichText,
    UnitItem,
    plain,
)  # fmt: skip
from plandoc.steering import CheckSettings, Level, Owner, SteeringModel

Element = (
    Goal | Indicator | Activity | Chapter | ExpectedResult | Need | Change | UnitItem | Fact | Event
)

Part = TypeVar("Part", Goal, Indicator, Activity)


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a document: whose, which field, its words, and where it stands.

    `title` says that it is a title or a name rather than running text. `rich` is the running text
    itself, for rules that look at its blocks.
    """

    element: str | None
    field: str
    words: str
    place: Place | None
    title: bool = False
    rich: RichText = ()


class Examined:
    """A document with its steering model and indexes. `number` is its place among those checked."""

    def __init__(self, document: PlanDocument, model: SteeringModel, number: int = 0) -> None:
        self.document = document
        self.model = model
        self.number = number

    @property
    def settings(self) -> CheckSettings:
        """The limits of the rules, from the steering model."""
        return self.model.checks

    @property
    def imported(self) -> bool:
        """Whether the document was read from a file, and cannot say all that a plan here can."""
        return self.document.source is not None

    @property
    def is_report(self) -> bool:
        """Whether the document follows up rather than plans."""
        return self.document.kind in ("follow_up", "annual_report")

    @cached_property
    def elements(self) -> Mapping[str, Element]:
        """Every element that has an id, by its id."""
        document = self.document
        found: dict[str, Element] = {}
        for group in (
            document.units, document.chapters, document.goals, document.indicators,
            document.activities, document.needs, document.changes, document.facts, document.events,
        ):  # fmt: skip
            for element in group:
                found[element.id] = element
        for goal in document.goals:
            for result in goal.expected_results:
                found[result.id] = result
        return found

    @cached_property
    def goals(self) -> Mapping[str, Goal]:
        """The goals by id."""
        return {goal.id: goal for goal in self.document.goals}

    @cached_property
    def _children(self) -> Mapping[str, tuple[Goal, ...]]:
        return _by(self.document.goals, lambda goal: (goal.parent,))

    @cached_property
    def _indicators(self) -> Mapping[str, tuple[Indicator, ...]]:
        return _by(self.document.indicators, lambda indicator: (indicator.goal,))

    @cached_property
    def _activities(self) -> Mapping[str, tuple[Activity, ...]]:
        return _by(self.document.activities, lambda activity: activity.goals)

    def children(self, goal: Goal) -> tuple[Goal, ...]:
        """The goals directly below a goal, in the document's order."""
        return self._children.get(goal.id, ())

    def below(self, goal: Goal) -> Iterator[Goal]:
        """Every goal below a goal, at any depth; a circle ends where it closes."""
        seen = {goal.id}
        waiting = list(self.children(goal))
        while waiting:
            child = waiting.pop(0)
            if child.id not in seen:
                seen.add(child.id)
                yield child
                waiting += self.children(child)

    def indicators(self, goal: Goal) -> tuple[Indicator, ...]:
        """The indicators of a goal."""
        return self._indicators.get(goal.id, ())

    def activities(self, goal: Goal) -> tuple[Activity, ...]:
        """The activities of a goal."""
        return self._activities.get(goal.id, ())

    def level(self, goal: Goal) -> Level | None:
        """The goal's level in the steering model; None when the model does not know it."""
        return next((each for each in self.model.levels if each.code == goal.level), None)

    def owner(self, goal: Goal) -> Owner | None:
        """Who owns goals of this goal's level: council, board, administration, department, unit."""
        level = self.level(goal)
        return level.owner if level else None

    @cached_property
    def lowest_owner(self) -> Owner | None:
        """The owner nearest to the work among the document's goals: whose own plan this is."""
        owners = {owner for goal in self.document.goals if (owner := self.owner(goal))}
        order: Sequence[Owner] = ("unit", "department", "administration", "board", "council")
        return next((owner for owner in order if owner in owners), None)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the document that somebody wrote, in the document's order by kind."""
        return tuple(text for text in _texts(self.document) if text.words.strip())

    def identity(self, element: str | None) -> str:
        """What an element is known by when the document is read anew: not its id, its words."""
        found = self.elements.get(element) if element else None
        if found is None:
            return ""
        if isinstance(found, Goal):
            return f"{found.level} {found.number or found.title}"
        for name in ("name", "title", "heading", "text"):
            words = getattr(found, name, None)
            if isinstance(words, str) and words.strip():
                return words
        return plain(found.text) if isinstance(found, Change) else ""

    @cached_property
    def document_identity(self) -> str:
        """What the document is known by: kind, unit (or what it is about instead) and period."""
        document = self.document
        about = document.unit or document.administration or document.board or document.title or ""
        period = document.period.text if document.period else ""
        return f"{document.kind} {about} {period}"


def _by(
    parts: Iterable[Part], keys: Callable[[Part], Iterable[str | None]]
) -> Mapping[str, tuple[Part, ...]]:
    """Parts by the ids of the goals that they hang under, in order."""
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        for key in keys(part):
            if key is not None:
                found[key].append(part)
    return {key: tuple(each) for key, each in found.items()}


def _texts(document: PlanDocument) -> Iterator[Text]:
    """The texts of a document, the cover first and the leftovers last."""
    for name in ("title", "unit"):
        words = getattr(document, name)
        if words:
            yield Text(None, name, words, None, title=True)
    for unit in document.units:
        yield Text(unit.id, "name", unit.name, unit.place, title=True)
        yield Text(unit.id, "text", unit.text or "", unit.place)
    for chapter in document.chapters:
        yield Text(chapter.id, "heading", chapter.heading, chapter.place, title=True)
        yield _running(chapter.id, "text", chapter.text, chapter.place)
    for goal in document.goals:
        yield from _goal_texts(goal)
    for indicator in document.indicators:
        yield Text(indicator.id, "name", indicator.name, indicator.place, title=True)
        yield _running(indicator.id, "comment", indicator.comment, indicator.place)
    for activity in document.activities:
        yield from _activity_texts(activity)
    for need in document.needs:
        yield Text(need.id, "text", need.text, need.place)
    for change in document.changes:
        yield Text(change.id, "heading", change.heading or "", change.place, title=True)
        yield _running(change.id, "text", change.text, change.place)
    for left in document.leftovers:
        yield Text(None, "leftovers", left.text, left.place)


def _goal_texts(goal: Goal) -> Iterator[Text]:
    yield Text(goal.id, "title", goal.title, goal.place, title=True)
    yield _running(goal.id, "text", goal.text, goal.place)
    for position, section in enumerate(goal.sections):
        place = section.place or goal.place
        yield _running(goal.id, f"sections.{position}.text", section.text, place)
    for result in goal.expected_results:
        yield Text(result.id, "text", result.text, result.place)
    yield _running(goal.id, "comment", goal.comment, goal.place)
    yield _running(goal.id, "analysis", goal.analysis, goal.place)


def _activity_texts(activity: Activity) -> Iterator[Text]:
    place = activity.place
    yield Text(activity.id, "title", activity.title, place, title=True)
    yield Text(activity.id, "aim", activity.aim or "", place)
    roles = activity.responsible_text or ", ".join(role.text for role in activity.responsible)
    yield Text(activity.id, "responsible", roles, place, title=True)
    yield Text(activity.id, "resources", activity.resources or "", place, title=True)
    yield _running(activity.id, "comment", activity.comment, place)
    yield _running(activity.id, "planned_follow_up", activity.planned_follow_up, place)


def _running(element: str, field: str, text: RichText, place: Place | None) -> Text:
    return Text(element, field, plain(text), place, rich=text)
