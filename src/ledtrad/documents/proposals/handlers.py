# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which function makes which change. What is not in the table cannot be made here, and says why."""

from __future__ import annotations

from collections.abc import Mapping

from ledtrad.documents.proposals import elements, fields
from ledtrad.documents.proposals.fields import Do
from ledtrad.documents.proposals.paths import row_number
from ledtrad.documents.snapshot.rows import Rows
from plandoc.diff import Change
from plandoc.manuscript.keys import parts

CHANGES: Mapping[tuple[str, str], Do] = {
    ("document", "title"): fields.front,
    ("document", "handler"): fields.front,
    ("document", "addressee"): fields.front,
    ("document", "case_number"): fields.front,
    ("document", "decision"): fields.decision,
    ("goal", "title"): fields.text("title"),
    ("goal", "number"): fields.number,
    ("goal", "level"): fields.level,
    ("goal", "parent"): fields.parent,
    ("goal", "same_as"): fields.same_as,
    ("goal", "text"): fields.rich_text("text"),
    ("goal", "origin"): fields.text("origin"),
    ("goal", "addressees"): fields.addressees,
    ("goal", "responsible"): fields.goal_roles,
    ("goal", "due"): fields.due,
    ("goal", "comment"): fields.goal_comment,
    ("goal", "status"): fields.goal_status,
    ("goal", "assessment"): fields.goal_assessment,
    ("goal", "analysis"): fields.goal_analysis,
    ("expected_result", "text"): fields.result_text,
    ("expected_result", "goal"): fields.result_goal,
    ("section", "text"): fields.section_text,
    ("section", "heading"): fields.section_heading,
    ("indicator", "name"): fields.text("wording"),
    ("indicator", "comment"): fields.rich_text("comment"),
    ("indicator", "goal"): fields.indicator_goal,
    ("indicator", "periodicity"): fields.periodicity,
    ("indicator", "unit_of_measure"): fields.indicator("unit_of_measure"),
    ("indicator", "direction"): fields.indicator("direction"),
    ("indicator", "gender"): fields.indicator("gender_split"),
    ("target", "target"): fields.target,
    ("activity", "title"): fields.text("title"),
    ("activity", "goals"): fields.activity_goals,
    ("activity", "department"): fields.department,
    ("activity", "categories"): fields.categories,
    ("activity", "aim"): fields.text("aim"),
    ("activity", "start"): fields.start,
    ("activity", "due"): fields.due,
    ("activity", "responsible"): fields.activity_roles,
    ("activity", "responsible_text"): fields.activity_roles,
    ("activity", "resources"): fields.text("resources"),
    ("activity", "status"): fields.activity_status,
    ("activity", "comment"): fields.activity_comment,
    ("activity", "planned_follow_up"): fields.rich_text("planned_follow_up"),
    ("chapter", "heading"): fields.text("heading"),
    ("chapter", "text"): fields.rich_text("text"),
    ("chapter", "level"): fields.chapter_level,
    ("need", "text"): fields.text("text"),
    ("need", "department"): fields.department,
    ("change", "text"): fields.rich_text("text"),
    ("change", "heading"): fields.text("heading"),
    ("change", "department"): fields.department,
}
ADDITIONS: Mapping[str, Do] = {
    "goal": elements.add_goal,
    "expected_result": elements.add_result,
    "section": elements.add_section,
    "chapter": elements.add_chapter,
    "activity": elements.add_activity,
    "need": elements.add_need,
    "change": elements.add_change,
    "indicator": elements.add_indicator,
    "target": elements.add_target,
}
REMOVALS: Mapping[str, Do] = {
    "goal": elements.drop,
    "expected_result": elements.drop_result,
    "section": elements.drop_section,
    "chapter": elements.drop,
    "activity": elements.drop,
    "need": elements.drop,
    "change": elements.drop,
    "indicator": elements.drop_indicator,
    "target": elements.drop_target,
}
_REPORTED = frozenset({"outcome", "forecast"})
_NAMES = frozenset({"unit", "administration", "board", "municipality"})


def handler(change: Change) -> Do | None:
    """What makes the change; None when nothing here can."""
    if change.field == "order":
        return None
    if change.is_addition:
        return ADDITIONS.get(change.element)
    if change.is_removal:
        return REMOVALS.get(change.element)
    return CHANGES.get((change.element, change.field))


def hindrance(change: Change, rows: Rows) -> str:
    """Why nobody can make the change here, as a code; empty when somebody can."""
    if change.field == "order":
        return "order"
    if change.element in _REPORTED or _is_unreported(change, rows):
        return "reported"
    if change.element == "unit" or (change.element == "document" and change.field in _NAMES):
        return "organisation"
    if change.element == "document" and change.field == "period":
        return "period"
    return "" if handler(change) is not None else "not_here"


def _is_unreported(change: Change, rows: Rows) -> bool:
    """Whether it is a judgement that is made in the follow-up: there is none to change here."""
    if change.field not in ("status", "assessment", "analysis"):
        return False
    identity = parts(change.path)[1]
    number = row_number(identity, identity.partition("-")[0]) or 0
    if change.element == "activity":
        there = number in rows.activity_statuses
    elif change.field == "status":
        there = number in rows.goal_statuses
    else:
        there = change.element == "goal" and number in rows.assessments
    return not there or change.new is None
