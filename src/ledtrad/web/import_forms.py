# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person sends about an import, as corrections and places. Nothing sent is believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledtrad.documents.corrections import InvalidCorrection
from ledtrad.documents.placement import Given, InvalidGiven
from ledtrad.web.import_guesses import PLACED, Choice
from ledtrad.web.import_parts import KIND_NAMES, Part, excerpt, goal_title
from ledtrad.web.import_review import Item, Review

GOAL_LENGTH = 90
FREE_KINDS = ("activity", "indicator", "need", "change", "chapter")
"""Kinds that a part can be made into without anything more being said."""

REFUSALS = {
    "circle": gettext_lazy("A part cannot hang under itself. Nothing was changed."),
    "no_such_goal": gettext_lazy("Choose the goal that it belongs to. Nothing was changed."),
    "no_such_element": gettext_lazy(
        "That part is no longer there. Somebody may have changed it. Nothing was changed."
    ),
    "not_possible": gettext_lazy("That cannot be changed in this way. Nothing was changed."),
    "needed_by_later": gettext_lazy(
        "A later change builds on this one. Take the later one back first. Nothing was changed."
    ),
}
REFUSED = gettext_lazy("What was sent could not be understood. Nothing was changed. Try again.")


@dataclass(frozen=True, slots=True)
class PartForm:
    """The form about one part: what it is now, and all that it can be."""

    item: Item
    title: str
    source: str
    shape: str
    shapes: tuple[tuple[str, tuple[Choice, ...]], ...]
    goal: str
    goals: tuple[Choice, ...]
    chapters: tuple[Choice, ...]
    may_retitle: bool


def refusal(error: InvalidCorrection) -> str:
    """Why a correction was not made, in a sentence."""
    return str(REFUSALS.get(error.code, REFUSED))


def part_form(review: Review, item: Item) -> PartForm:
    """The form about a part or a leftover."""
    part = item.part
    grammar = review.grammar
    goals = tuple(
        Choice(goal.id, f"{goal.level_name}: {excerpt(goal_title(goal), GOAL_LENGTH)}")
        for goal in review.document.goals
        if goal.id != item.key
    )
    chapters = tuple(
        Choice(chapter.id, excerpt(chapter.heading, GOAL_LENGTH))
        for chapter in review.document.chapters
        if chapter.id != item.key
    )
    levels = tuple(Choice(f"goal:{each.code}", each.name) for each in grammar.levels)
    sections = tuple(
        Choice(f"section:{each['type']}", each["name"])
        for each in grammar.definition.get("sections", ())
        if not each.get("fills")
    )
    inside = (Choice("expected_result", str(KIND_NAMES["expected_result"])), *sections)
    others = tuple(Choice(kind, str(KIND_NAMES[kind])) for kind in FREE_KINDS)
    if chapters:
        others += (Choice("chapter_text", _("Text in a chapter")),)
    shapes = [(_("A goal"), levels), (_("Something else"), others)]
    if goals:
        shapes.insert(1, (_("Part of a goal"), inside))
    shapes.append((_("Nothing"), (Choice("leftover", _("Do not read it in (left over)")),)))
    if part is not None and part.kind == "unit":
        shapes.insert(0, (_("As now"), (Choice("unit", str(KIND_NAMES["unit"])),)))
    return PartForm(
        item=item,
        title=title_of(review, item),
        source=item.left.text if item.left else "",
        shape=_shape(review, part),
        shapes=tuple((name, choices) for name, choices in shapes if choices),
        goal=part.goal or "" if part else "",
        goals=goals,
        chapters=chapters,
        may_retitle=part is not None,
    )


def title_of(review: Review, item: Item) -> str:
    """The words that a correction of the title replaces: without a goal's number."""
    for goal in review.document.goals:
        if goal.id == item.key:
            return goal.title
    return item.part.title if item.part else ""


def corrections_of(review: Review, item: Item, sent: QueryDict) -> list[dict[str, Any]]:
    """The corrections that make the part what was sent. Empty when nothing is different."""
    name = item.key
    found: list[dict[str, Any]] = []
    title = " ".join(sent.get("title", "").split())
    if item.part is not None and title and title != " ".join(title_of(review, item).split()):
        found.append({"action": "retitle", "element": name, "text": title})
    now = _shape(review, item.part)
    shape = sent.get("shape", now)
    goal = sent.get("goal", "")
    kind, _colon, which = shape.partition(":")
    was_goal = item.part is not None and item.part.kind == "goal"
    if shape != now and kind == "goal" and was_goal:
        found.append({"action": "relevel", "element": name, "level": which})
    elif shape != now:
        return [*found, _conversion(name, kind, which, goal, sent.get("chapter", ""))]
    if item.part is not None and goal != (item.part.goal or "") and kind in _HANGING:
        found.append({"action": "reparent", "element": name, "goal": goal or None})
    return found


def given_of(before: dict[str, Any], sent: QueryDict) -> Given:
    """Where the person says that the document belongs. Raises InvalidGiven."""
    values = dict(before)
    for name in PLACED:
        written = " ".join(sent.get(f"{name}_other", "").split())
        chosen = " ".join(sent.get(name, "").split())
        if sent.get(f"{name}_back"):
            values[name] = None
        elif written or chosen:
            values[name] = written or chosen
    return Given(**values)


def given_refusal(error: InvalidGiven) -> str:
    """Why a place was not taken, in a sentence."""
    if error.field == "period":
        return _("Write the period as a year, 2026, or as years, 2026-2028. Nothing was changed.")
    return _("The name is too long. Write at most 200 characters. Nothing was changed.")


_HANGING = ("goal", "expected_result", "indicator", "activity")


def _shape(review: Review, part: Part | None) -> str:
    if part is None:
        return "leftover"
    if part.kind != "goal":
        return part.kind
    level = next(goal.level for goal in review.document.goals if goal.id == part.key)
    return f"goal:{level}"


def _conversion(name: str, kind: str, which: str, goal: str, chapter: str) -> dict[str, Any]:
    made = {"action": "convert", "element": name, "kind": kind}
    if kind == "goal":
        made["level"] = which
    if kind == "section":
        made["section"] = which
    if kind == "chapter_text":
        made["chapter"] = chapter
    if goal and kind in (*_HANGING, "section"):
        made["goal"] = goal
    return made
