# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeps the goals that are open while a document is walked, and hangs each new one in its place."""

from __future__ import annotations

from collections.abc import Sequence

from plandoc.blocks import Span
from plandoc.model import RichText, Section
from plandoc.recognition.draft import Draft, Element, place_of
from plandoc.steering import Level, SteeringModel
from plandoc.words import fold


class GoalStack:
    """The goal in force on each level, and the one that text now belongs to."""

    def __init__(self, draft: Draft, model: SteeringModel) -> None:
        self._draft = draft
        self._model = model
        self._order = {level.code: i for i, level in enumerate(model.levels)}
        self._active: dict[str, Element] = {}
        self._known: dict[tuple[str, str | None, str, str | None], Element] = {}
        self._twins: dict[tuple[str, str | None, str], Element] = {}
        self.current: Element | None = None
        self.announced: Level | None = None

    def announce(self, level: Level) -> None:
        """A level's name stood alone: goals of it follow as a list or a table."""
        self.announced = level

    def close(self) -> None:
        """No goal is open any longer: a chapter has begun."""
        self._active.clear()
        self.current = None
        self.announced = None

    def begin(
        self,
        level: Level,
        number: str | None,
        title: str,
        spans: Sequence[Span],
        *,
        guess: str | None = None,
    ) -> Element:
        """Open a goal below the open goals of higher levels.

        The same goal of the same parent, met again, is opened once more instead of made anew.
        """
        parent = self.parent_of(level)
        known = self.find(level, number, title, parent) or self._numbered(level, number, title)
        if known is not None:
            self._draft.ignore(spans, "repeated")
        else:
            known = self._draft.add(
                "goal", spans, level=level.code, level_name=level.name, number=number, title=title,
                parent=parent.id if parent else None,
            )  # fmt: skip
            self._known[(level.code, number, fold(title), known.values["parent"])] = known
            twin = self._twin(known)
            if twin is not None:
                known.values["same_as"] = twin.id
            if guess:
                known.confidence = "likely"
                self._draft.guess(known.id, "level", level.name, guess)
        position = self._order[level.code]
        self._active = {
            code: goal for code, goal in self._active.items() if self._order[code] < position
        }
        self._active[level.code] = known
        self.current = known
        return known

    def parent_of(self, level: Level) -> Element | None:
        """The nearest open goal that a goal of this level may hang under."""
        return next((self._active[code] for code in level.parents if code in self._active), None)

    def find(
        self, level: Level, number: str | None, title: str, parent: Element | None
    ) -> Element | None:
        """The goal of this level, parent, number and title, if it has been met."""
        return self._known.get((level.code, number, fold(title), parent.id if parent else None))

    def _numbered(self, level: Level, number: str | None, title: str) -> Element | None:
        """A goal met before, on another sheet say: its number of several parts tells the parent."""
        if number is None or "." not in number:
            return None
        return self._twins.get((level.code, number, fold(title)))

    def _twin(self, goal: Element) -> Element | None:
        """An earlier goal of the same level and title below another parent."""
        values = goal.values
        key = (values["level"], values["number"], fold(values["title"]))
        first = self._twins.setdefault(key, goal)
        return None if first is goal else first

    def current_is_open(self, sink: str) -> bool:
        """Whether text that comes now would go into a goal's section."""
        return self.current is not None and sink == "section"

    def add_section(
        self, goal: Element, type_: str, heading: str, text: RichText, spans: Sequence[Span]
    ) -> None:
        """Add text to a goal's section, which is made when it is not there."""
        sections: list[Section] = list(goal.values.get("sections", ()))
        if sections and sections[-1].type == type_:
            last = sections[-1]
            sections[-1] = Section(type_, last.text + text, last.heading, last.place)
        else:
            sections.append(Section(type_, text, heading, place_of(spans)))
        goal.values["sections"] = tuple(sections)
        self._draft.claim(goal, spans, f"section:{type_}")
