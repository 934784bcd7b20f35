# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was understood of a document, part by part, in words for the review. No database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledtrad.documents.grammar import Grammar
from ledtrad.sentences import of_place
from plandoc.model import (
    Activity,
    Change,
    Chapter,
    Goal,
    Indicator,
    Need,
    PlanDocument,
    RichText,
    Target,
    UnitItem,
    plain,
)

EXCERPT = 220
SHORT = 70
OWN_LEVELS = ("department", "unit", "team")
KIND_NAMES = {
    "expected_result": gettext_lazy("Expected result"),
    "indicator": gettext_lazy("Indicator"),
    "activity": gettext_lazy("Activity"),
    "chapter": gettext_lazy("Chapter"),
    "need": gettext_lazy("Competence need"),
    "change": gettext_lazy("Change ahead"),
    "unit": gettext_lazy("Workplace"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """Something that will be read in. `key` is its element's id, or `g3/working_method`.

    `goal` is the goal that it hangs on, `under` that goal's title. `is_section` parts belong to
    their goal and are corrected with it.
    """

    key: str
    element: str
    kind: str
    kind_name: str
    title: str
    details: tuple[str, ...] = ()
    goal: str | None = None
    under: str = ""
    is_own: bool = False
    is_section: bool = False
    confidence: str = "sure"


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A piece that was not understood. `name` is how a correction names it."""

    name: str
    text: str
    place: str


def excerpt(text: str, most: int = EXCERPT) -> str:
    """The beginning of a text on one line, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    return f"{flat[:most].rsplit(' ', 1)[0]} …"


def count_elements(document: PlanDocument) -> int:
    """How many elements the document has: what `Ta in N delar` counts."""
    groups = (
        document.goals, document.indicators, document.activities, document.chapters,
        document.needs, document.changes, document.units,
    )  # fmt: skip
    return sum(map(len, groups)) + sum(len(goal.expected_results) for goal in document.goals)


def parts_of(document: PlanDocument, grammar: Grammar) -> dict[str, Part]:
    """Every part by its key."""
    titles = {goal.id: goal_title(goal) for goal in document.goals}
    sections = {
        str(each["type"]): str(each["name"]) for each in grammar.definition.get("sections", ())
    }
    found: dict[str, Part] = {}
    for goal in document.goals:
        for part in _goal_parts(goal, titles, grammar, sections):
            found[part.key] = part
    for part in (
        *(_indicator(each, titles) for each in document.indicators),
        *(_activity(each, titles) for each in document.activities),
        *(_plain(each) for each in document.chapters),
        *(_plain(each) for each in document.needs),
        *(_plain(each) for each in document.changes),
        *(_plain(each) for each in document.units),
    ):
        found[part.key] = part
    return found


def left_over(document: PlanDocument, names: tuple[str, ...]) -> list[LeftOver]:
    """The leftovers with the names by which they can be placed."""
    return [
        LeftOver(name, each.text, of_place(each.place))
        for name, each in zip(names, document.leftovers, strict=True)
    ]


def goal_title(goal: Goal) -> str:
    """Number and title."""
    return f"{goal.number} {goal.title}" if goal.number else goal.title


def _goal_parts(
    goal: Goal, titles: dict[str, str], grammar: Grammar, sections: dict[str, str]
) -> Iterator[Part]:
    level = grammar.level(goal.level)
    title = goal_title(goal)
    under = excerpt(titles.get(goal.parent or "", ""), SHORT)
    yield Part(
        key=goal.id,
        element=goal.id,
        kind="goal",
        kind_name=goal.level_name,
        title=title,
        details=tuple(_goal_details(goal)),
        goal=goal.parent,
        under=under,
        is_own=level is not None and level.owner in OWN_LEVELS,
        confidence=goal.confidence,
    )
    below = excerpt(title, SHORT)
    for section in goal.sections:
        yield Part(
            key=f"{goal.id}/{section.type}",
            element=goal.id,
            kind="section",
            kind_name=sections.get(section.type) or section.heading or section.type,
            title=excerpt(plain(section.text)),
            goal=goal.id,
            under=below,
            is_section=True,
        )
    for result in goal.expected_results:
        yield Part(
            key=result.id,
            element=result.id,
            kind="expected_result",
            kind_name=str(KIND_NAMES["expected_result"]),
            title=result.text,
            goal=goal.id,
            under=below,
            confidence=result.confidence,
        )


def _goal_details(goal: Goal) -> Iterator[str]:
    if goal.text:
        yield _shown(goal.text)
    if goal.addressees:
        yield _("given to %(who)s") % {"who": ", ".join(goal.addressees)}
    if goal.due:
        yield _("due %(when)s") % {"when": goal.due.text}
    if goal.responsible:
        yield _("responsible: %(who)s") % {"who": ", ".join(each.text for each in goal.responsible)}
    if goal.status:
        yield _("status: %(status)s") % {"status": goal.status.text}
    if goal.assessment:
        yield _("assessment: %(word)s") % {"word": goal.assessment.text}
    for text in (goal.comment, goal.analysis):
        if text:
            yield _shown(text)


def _indicator(indicator: Indicator, titles: dict[str, str]) -> Part:
    details = [_target(target) for target in indicator.targets]
    details += [f"{each.period}: {each.text or each.missing or '–'}" for each in indicator.outcomes]
    if indicator.periodicity:
        details.append(_("measured: %(how_often)s") % {"how_often": indicator.periodicity})
    if indicator.gender:
        details.append(_("split by gender"))
    return Part(
        key=indicator.id,
        element=indicator.id,
        kind="indicator",
        kind_name=str(KIND_NAMES["indicator"]),
        title=indicator.name,
        details=tuple(details),
        goal=indicator.goal,
        under=excerpt(titles.get(indicator.goal or "", ""), SHORT),
        confidence=indicator.confidence,
    )


def _target(target: Target) -> str:
    about = {"year": target.year or "", "text": target.text}
    if target.set_by == "council":
        return " ".join((_("the council's target %(year)s: %(text)s") % about).split())
    return " ".join((_("own target %(year)s: %(text)s") % about).split())


def _activity(activity: Activity, titles: dict[str, str]) -> Part:
    details = []
    if activity.aim:
        details.append(_("aim: %(aim)s") % {"aim": excerpt(activity.aim)})
    if activity.start:
        details.append(_("from %(when)s") % {"when": activity.start.text})
    if activity.due:
        details.append(_("due %(when)s") % {"when": activity.due.text})
    who = activity.responsible_text or ", ".join(each.text for each in activity.responsible)
    if who:
        details.append(_("responsible: %(who)s") % {"who": who})
    details += [text for text in (activity.department, *activity.categories) if text]
    if activity.resources:
        details.append(_("resources: %(what)s") % {"what": excerpt(activity.resources)})
    if activity.status:
        details.append(_("status: %(status)s") % {"status": activity.status.text})
    details += [_shown(text) for text in (activity.comment, activity.planned_follow_up) if text]
    goal = activity.goals[0] if activity.goals else None
    return Part(
        key=activity.id,
        element=activity.id,
        kind="activity",
        kind_name=str(KIND_NAMES["activity"]),
        title=activity.title,
        details=tuple(details),
        goal=goal,
        under=excerpt(titles.get(goal or "", ""), SHORT),
        confidence=activity.confidence,
    )


def _plain(element: Chapter | Need | Change | UnitItem) -> Part:
    """A part that hangs on no goal."""
    details: tuple[str | None, ...]
    if isinstance(element, Chapter):
        kind, title, details = "chapter", element.heading, (_shown(element.text),)
    elif isinstance(element, Need):
        kind, title, details = "need", element.text, (element.department,)
    elif isinstance(element, Change):
        kind, title = "change", element.heading or ""
        details = (element.department, _shown(element.text))
    else:
        kind, title, details = "unit", element.name, (element.text,)
    return Part(
        key=element.id,
        element=element.id,
        kind=kind,
        kind_name=str(KIND_NAMES[kind]),
        title=title,
        details=tuple(text for text in details if text),
        confidence=element.confidence,
    )


def _shown(text: RichText) -> str:
    return excerpt(plain(text))
