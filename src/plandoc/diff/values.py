# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values and elements of a document in its own words."""

from __future__ import annotations

from typing import Any

from plandoc.model import (
    Activity,
    Assessment,
    Change,
    Chapter,
    Decision,
    Due,
    Event,
    ExpectedResult,
    Fact,
    Goal,
    Indicator,
    Leftover,
    Need,
    Outcome,
    Period,
    PlanDocument,
    Role,
    Section,
    Status,
    Target,
    TextBlock,
    UnitItem,
    plain,
)


class Names:
    """What the elements of one document are called."""

    def __init__(self, document: PlanDocument) -> None:
        self._goals = {goal.id: goal for goal in document.goals}
        self._all = {
            element.id: element
            for elements in (
                document.units, document.chapters, document.goals, document.indicators,
                document.activities, document.needs, document.changes,
            )
            for element in elements
        }  # fmt: skip

    def by_id(self, identity: str) -> str:
        """What the element with this id is called; the id itself if there is none."""
        element = self._all.get(identity)
        return self.of(element) if element is not None else identity

    def of(self, element: object) -> str:
        """What an element is called: a goal with its number."""
        if isinstance(element, Goal):
            return f"{element.number} {element.title}" if element.number else element.title
        return _name(element)

    def above(self, element: object) -> str:
        """What the element stands in: its goal, department or workplace."""
        if isinstance(element, Goal):
            return self.by_id(element.parent) if element.parent else ""
        if isinstance(element, Indicator):
            return self.by_id(element.goal) if element.goal else ""
        if isinstance(element, Activity):
            return self.by_id(element.goals[0]) if element.goals else element.department or ""
        if isinstance(element, Need | Change):
            return element.department or ""
        if isinstance(element, UnitItem):
            return self.by_id(element.parent) if element.parent else ""
        return ""


def _name(element: object) -> str:
    match element:
        case ExpectedResult() | Need() | Fact() | Event() | Leftover():
            return element.text
        case Activity():
            return element.title
        case Indicator() | UnitItem():
            return element.name
        case Chapter():
            return element.heading
        case Section():
            return element.heading or element.type
        case Change():
            return element.heading or plain(element.text)
        case _:
            return ""


def is_text(*values: object) -> bool:
    """Whether all the values are wordings that can be compared word by word."""
    return all(
        value is None
        or isinstance(value, str)
        or (isinstance(value, tuple) and all(isinstance(each, TextBlock) for each in value))
        for value in values
    )


def text_of(value: Any, names: Names) -> str:
    """A value in the document's words; references are told by what they refer to."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return str(value)
        case Due() | Role() | Status() | Assessment() | Period() | Target() | Outcome():
            return value.text
        case Decision():
            parts = (value.text, value.body, value.date, value.paragraph)
            return value.text or " ".join(part for part in parts if part)
        case Section() | Chapter():
            return "\n".join(part for part in (value.heading, plain(value.text)) if part)
        case tuple() if value and isinstance(value[0], TextBlock):
            return plain(value)
        case tuple() if value and isinstance(value[0], Role):
            return ", ".join(role.text for role in value)
        case tuple():
            return ", ".join(names.by_id(each) for each in value)
        case int():
            return str(value)
    return names.of(value) or str(value)
