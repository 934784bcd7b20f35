# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Gives running text to the element that it belongs to, in the form that the element wants.

A description stays running text; expected results become sentences, lists of activities become
activities, answers to a standing question become needs and changes ahead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plandoc.blocks import Paragraph
from plandoc.model import Assessment, RichText
from plandoc.recognition.draft import Draft, Element
from plandoc.recognition.goals import GoalStack
from plandoc.recognition.labels import SectionLabel
from plandoc.recognition.listed import listed_activity
from plandoc.recognition.prose import Group, Layout, group, heading_like, joined, rich_text
from plandoc.steering import Level, SteeringModel
from plandoc.words import fold, sentences, strip_number


class Filler:
    """Fills elements with the lines that were gathered for them.

    `chapter` is the chapter that text without a better place goes to; `department` the department
    whose part is read.
    """

    def __init__(
        self, draft: Draft, model: SteeringModel, goals: GoalStack, layout: Layout, year: int | None
    ) -> None:
        self._draft = draft
        self._model = model
        self._goals = goals
        self._layout = layout
        self._year = year
        self.chapter: Element | None = None
        self.department: str | None = None

    def _text(self, lines: Sequence[Paragraph], *, subheadings: bool = True) -> RichText:
        text, repairs = rich_text(lines, self._layout, subheadings=subheadings)
        for repair, spans in repairs:
            self._draft.repair([repair], spans)
        return text

    def extend(self, element: Element, field: str, lines: Sequence[Paragraph]) -> None:
        """Add running text to an element's field."""
        element.values[field] = element.values.get(field, ()) + self._text(lines)
        self._draft.claim(element, [line.span for line in lines], field)

    def fill_section(self, goal: Element, label: SectionLabel, lines: Sequence[Paragraph]) -> None:
        """Put a section's lines into the field of the goal that the model says it fills."""
        section = label.section
        spans = [line.span for line in lines]
        match section.fills:
            case "text":
                self.extend(goal, "text", lines)
            case "expected_results":
                self._results(goal, lines)
            case "analysis":
                self.extend(goal, "analysis", lines)
            case "assessment":
                self._assess(goal, lines)
            case "activities":
                self._listed_activities(goal, lines)
            case _:
                self._goals.add_section(goal, section.type, label.heading, self._text(lines), spans)

    def _results(self, goal: Element, lines: Sequence[Paragraph]) -> None:
        """One expected result a sentence."""
        for part in group(lines, self._layout):
            text, repairs = joined(part.lines, self._layout)
            self._draft.repair(repairs, part.spans)
            for sentence in sentences(text):
                result = self._draft.add("result", part.spans, field="text", text=sentence)
                goal.results.append(result)

    def _assess(self, goal: Element, lines: Sequence[Paragraph]) -> None:
        """The assessment's word, and whatever is written beside it as analysis."""
        name = assessment_of(lines[0].text, self._model)
        if name is None:
            self.extend(goal, "analysis", lines)
            return
        goal.values["assessment"] = name
        self._draft.claim(goal, [lines[0].span], "assessment")
        if lines[1:]:
            self.extend(goal, "analysis", lines[1:])

    def _listed_activities(self, goal: Element, lines: Sequence[Paragraph]) -> None:
        for part in group(lines, self._layout):
            text, repairs = joined(part.lines, self._layout)
            self._draft.repair(repairs, part.spans)
            found = listed_activity(text, self._model, self._year)
            self._draft.add("activity", part.spans, goals=(goal.id,), **found.values)
            for label in found.labels:
                self._ignore_label(label, part)

    def _ignore_label(self, label: str, part: Group) -> None:
        """Note a label in running text as ignored, word by word where a line's end cuts it."""
        for span in reversed(part.spans):
            if label in span.text:
                self._draft.ignore_part(label, span, "label")
                return
        for word in label.split():
            where = [span for span in part.spans if word in span.text] or part.spans
            self._draft.ignore_part(word, where[-1], "label")

    def listed_goals(self, level: Level, lines: Sequence[Paragraph]) -> None:
        """Goals as a list below their level's heading; running text stays with the chapter."""
        for part in group(lines, self._layout):
            text, repairs = joined(part.lines, self._layout)
            number, rest = strip_number(_without_bullet(text))
            listed = part.type in {"bullet", "number"} or number is not None
            if not listed:
                self.to_chapter(part.lines)
                continue
            self._draft.repair(repairs, part.spans)
            self._goals.begin(level, number, rest, part.spans)

    def to_chapter(self, lines: Sequence[Paragraph]) -> None:
        """Give lines to the open chapter; without one they are left over."""
        if self.chapter is not None:
            self.extend(self.chapter, "text", lines)
        else:
            self._draft.leave(line.span for line in lines)

    def needs(self, lines: Sequence[Paragraph]) -> None:
        """Each list item is a need; without a list, each paragraph is."""
        parts = group(lines, self._layout)
        listed = any(part.type in {"bullet", "number"} for part in parts)
        for part in parts:
            if listed and part.type not in {"bullet", "number"}:
                self.to_chapter(part.lines)
                continue
            text, repairs = joined(part.lines, self._layout)
            self._draft.repair(repairs, part.spans)
            self._draft.add(
                "need", part.spans, field="text",
                text=_without_bullet(text), department=self.department,
            )  # fmt: skip

    def changes(self, lines: Sequence[Paragraph]) -> None:
        """Each heading begins a change that lies ahead; text without one is a change as well."""
        change: Element | None = None
        parts = group(lines, self._layout)
        for index, part in enumerate(parts):
            text, repairs = joined(part.lines, self._layout)
            self._draft.repair(repairs, part.spans)
            following = parts[index + 1] if index + 1 < len(parts) else None
            short = part.type == "heading" or (
                heading_like(text)
                and following is not None
                and not heading_like(following.lines[0].text)
            )
            if short:
                change = self._draft.add(
                    "change", part.spans, field="heading",
                    heading=text, department=self.department,
                )  # fmt: skip
                continue
            if change is None:
                change = self._draft.add("change", (), department=self.department)
            self.extend(change, "text", part.lines)


def assessment_of(text: str, model: SteeringModel) -> Assessment | None:
    """The assessment that a short text is, in the model's words."""
    folded = fold(text)
    for name in model.assessments:
        if folded in {fold(label) for label in (name.name, *name.labels)}:
            return Assessment(text.strip(), name.kind)
    return None


def _without_bullet(text: str) -> str:
    return re.sub(r"^\s*[-–•·▪●○*]\s*", "", text)
