# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""An element of a document taken to pieces, so that it can become one of another kind. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plandoc.model import (
    Activity,
    Change,
    Chapter,
    Due,
    ExpectedResult,
    Goal,
    Indicator,
    Leftover,
    Need,
    Place,
    RichText,
    Role,
    Status,
    UnitItem,
    paragraphs,
    plain,
)

Element = (
    Goal | Indicator | Activity | Chapter | Need | Change | UnitItem | ExpectedResult | Leftover
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Everything that an element says. `rest` are its short values, as they were written.

    `inner` are the ids of elements that were part of it and are no elements any more.
    """

    title: str
    place: Place | None
    number: str | None = None
    body: RichText = ()
    rest: tuple[str, ...] = ()
    due: Due | None = None
    responsible: tuple[Role, ...] = ()
    status: Status | None = None
    inner: tuple[str, ...] = ()

    def shared_texts(self) -> tuple[str, ...]:
        """The values that goals and activities both have a field for."""
        due = (self.due.text,) if self.due else ()
        status = (self.status.text,) if self.status else ()
        return due + status + tuple(role.text for role in self.responsible)

    def numbered_title(self) -> str:
        """The title with its number, for kinds that have no number of their own."""
        return f"{self.number} {self.title}" if self.number else self.title

    def running(self, but: Iterable[str] = ()) -> RichText:
        """Running text and short values, except values that have a place of their own."""
        kept = list(but)
        values = []
        for value in (*self.rest, *self.shared_texts()):
            if value in kept:
                kept.remove(value)
            else:
                values.append(value)
        return self.body + paragraphs("\n".join(values))

    def whole(self) -> RichText:
        """Title and all, as running text."""
        return paragraphs(self.numbered_title()) + self.running()

    def beside_title(self) -> str:
        """All but the title, as lines."""
        return plain(self.running())

    def everything(self) -> str:
        """All of it, as lines."""
        return plain(self.whole())


def pieces_of(element: Element) -> Pieces:
    """What an element says, in pieces."""
    if isinstance(element, Goal):
        return _goal(element)
    if isinstance(element, Activity):
        return _activity(element)
    if isinstance(element, Indicator):
        return _indicator(element)
    if isinstance(element, Chapter):
        return Pieces(element.heading, element.place, body=element.text)
    if isinstance(element, Need):
        return Pieces(element.text, element.place, rest=_given(element.department))
    if isinstance(element, Change):
        title = element.heading or ""
        rest = _given(element.department)
        return Pieces(title, element.place, body=element.text, rest=rest)
    if isinstance(element, UnitItem):
        return Pieces(element.name, element.place, rest=_given(element.text))
    return Pieces(element.text, element.place)


def _given(*values: str | None) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _goal(goal: Goal) -> Pieces:
    sections: RichText = ()
    for section in goal.sections:
        sections += paragraphs(section.heading or "") + section.text
    rest = (
        *(result.text for result in goal.expected_results),
        *goal.addressees,
        *_given(goal.origin, goal.assessment.text if goal.assessment else None),
    )
    return Pieces(
        goal.title,
        goal.place,
        number=goal.number,
        body=goal.text + sections + goal.comment + goal.analysis,
        rest=rest,
        due=goal.due,
        responsible=goal.responsible,
        status=goal.status,
        inner=tuple(result.id for result in goal.expected_results),
    )


def _activity(activity: Activity) -> Pieces:
    rest = (
        *_given(activity.aim, activity.department, activity.responsible_text, activity.resources),
        *activity.categories,
        *_given(activity.start.text if activity.start else None),
    )
    return Pieces(
        activity.title,
        activity.place,
        body=activity.comment + activity.planned_follow_up,
        rest=rest,
        due=activity.due,
        responsible=activity.responsible,
        status=activity.status,
    )


def _indicator(indicator: Indicator) -> Pieces:
    measured = (*indicator.outcomes, *indicator.forecasts)
    rest = (
        *_given(indicator.unit_of_measure, indicator.periodicity),
        *(f"{target.year or ''} {target.text}".strip() for target in indicator.targets),
        *(f"{each.period} {each.text} {each.missing or ''}".strip() for each in measured),
        *_given(indicator.assessment.text if indicator.assessment else None),
    )
    return Pieces(indicator.name, indicator.place, body=indicator.comment, rest=rest)
