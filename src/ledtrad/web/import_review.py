# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The review of an import: a page of the source beside what was understood of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from ledtrad.documents.actions import corrected_document
from ledtrad.documents.grammar import Grammar
from ledtrad.documents.models import Import
from ledtrad.sentences import of_confidence, of_document_kind
from ledtrad.web.import_guesses import (
    PlacedField,
    Question,
    guessed_elements,
    placed_fields,
    questions,
)
from ledtrad.web.import_parts import (
    KIND_NAMES,
    LeftOver,
    Part,
    count_elements,
    excerpt,
    left_over,
    parts_of,
)
from ledtrad.web.import_source import MarkedSource, SourcePage
from plandoc.model import PlanDocument

LEFTOVERS_SHOWN = 20
QUESTIONS_SHOWN = 12
GOALS_SHOWN = 200
CORRECTION_TEXT = 90


@dataclass(frozen=True, slots=True)
class Item:
    """A part or a leftover with its number, and where its mark in the source is."""

    number: int
    key: str
    source_href: str
    part: Part | None = None
    left: LeftOver | None = None
    says: str = ""
    thread: str = ""


@dataclass(slots=True)
class Branch:
    """A goal in the whole thread, with how much hangs on it."""

    item: Item
    counts: list[tuple[str, int]]
    below: list[Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its members as items, and its anchor on the page."""

    anchor: str
    question: Question
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A correction in words, so that it can be taken back."""

    id: str
    sentence: str
    about: str


class Review:
    """One import as it is understood now, with its corrections made."""

    def __init__(
        self,
        import_: Import,
        *,
        page: int = 1,
        known_units: Mapping[str, Sequence[str]] | None = None,
        found: frozenset[str] = frozenset(),
    ) -> None:
        self.import_ = import_
        self.grammar = Grammar(import_.steering_definition)
        corrected = corrected_document(import_)
        self.document: PlanDocument = corrected.document
        self.parts = parts_of(self.document, self.grammar)
        self.leftovers = left_over(self.document, corrected.leftover_ids)
        self.source = MarkedSource(import_.source_view, import_.claims, import_.document or {})
        self.source.number_others(self.parts)
        self.page_number = min(max(page, 1), self.source.count)
        self._known_units = known_units or {}
        self._found = found

    @cached_property
    def count(self) -> int:
        """How many parts accepting takes in."""
        return count_elements(self.document)

    @cached_property
    def places(self) -> list[PlacedField]:
        """Where the document belongs, guesses first."""
        return placed_fields(self.import_.placement, self.document, self._known_units)

    @property
    def guessed_places(self) -> list[PlacedField]:
        """Where the document belongs, as far as it was guessed."""
        return [each for each in self.places if each.is_guess]

    @cached_property
    def _questions(self) -> list[Question]:
        return questions(self.document, self.parts)

    @cached_property
    def asked(self) -> list[Asked]:
        """The first questions about guesses, with the numbers of what they are about."""
        return [
            Asked(
                f"g{index}",
                question,
                tuple(self._item(part.key) for part in question.members),
            )
            for index, question in enumerate(self._questions[:QUESTIONS_SHOWN], start=1)
        ]

    @property
    def more_questions(self) -> int:
        """How many questions are not shown yet."""
        return max(len(self._questions) - QUESTIONS_SHOWN, 0)

    @property
    def open_guesses(self) -> int:
        """How many guesses nobody has settled."""
        return len(self.guessed_places) + sum(each.count for each in self._questions)

    @property
    def element_guesses(self) -> int:
        """How many of the open guesses are about single parts."""
        return sum(each.count for each in self._questions if not each.is_of_document)

    @cached_property
    def page(self) -> SourcePage:
        """The page of the source that is shown, each mark with its state and where it leads."""
        page = self.source.page(self.page_number)
        guessed = guessed_elements(self.document)
        asked_at = {each: asked.anchor for asked in self.asked for each in asked.question.ids}
        left = {each.name for each in self.leftovers}
        for mark in page.marks():
            mark.href = f"#d{mark.number}"
            if mark.key in left:
                mark.state = "left"
            elif mark.key in guessed:
                mark.state = "guess"
                mark.href = f"#{asked_at[mark.key]}" if mark.key in asked_at else mark.href
            elif mark.key not in self.parts:
                mark.href = "#andringar"
        return page

    @property
    def pages(self) -> list[int | None]:
        """The numbers of the pages to link to; None for those left out."""
        last, now = self.source.count, self.page_number
        near = sorted({1, last, *range(max(now - 1, 1), min(now + 1, last) + 1)})
        shown: list[int | None] = []
        for number in near:
            if shown and shown[-1] is not None and number - shown[-1] > 1:
                shown.append(None)
            shown.append(number)
        return shown

    @cached_property
    def recognised(self) -> list[Item]:
        """The parts on this page of the source, in its order."""
        keys = [key for key in self.page.parts if key in self.parts]
        if self.page_number == self.source.count:
            marked = set(keys)
            keys += [
                key
                for key, page in self.source.pages.items()
                if page == self.page_number and key in self.parts and key not in marked
            ]
        items = [self._item(key) for key in keys]
        for index, item in enumerate(items):
            after = items[index + 1].thread if index + 1 < len(items) else ""
            if item.thread and not after:
                items[index] = replace(item, thread=f"{item.thread} t--end")
        return items

    def left_items(self, start: int) -> list[Item]:
        """The leftovers from `start`, as many as are shown at a time."""
        return [
            self._item(each.name, each) for each in self.leftovers[start : start + LEFTOVERS_SHOWN]
        ]

    def thread(self) -> list[Branch]:
        """The goals as a tree, with how much hangs on each; of very many the first."""
        hanging: dict[str, Counter[str]] = {}
        for part in self.parts.values():
            if part.goal and part.kind not in ("goal", "section"):
                hanging.setdefault(part.goal, Counter())[part.kind] += 1
        goals = self.document.goals[:GOALS_SHOWN]
        branches = {
            goal.id: Branch(self._item(goal.id), sorted(hanging.get(goal.id, {}).items()))
            for goal in goals
        }
        top: list[Branch] = []
        for goal in goals:
            above = branches.get(goal.parent or "")
            (above.below if above and goal.parent != goal.id else top).append(branches[goal.id])
        return top

    @property
    def hidden_goals(self) -> int:
        """How many goals the tree leaves out."""
        return max(len(self.document.goals) - GOALS_SHOWN, 0)

    def loose(self) -> list[tuple[str, int]]:
        """What hangs on no goal, by kind."""
        free = Counter(
            part.kind for part in self.parts.values() if part.goal is None and part.kind != "goal"
        )
        return sorted(free.items())

    def corrections(self) -> list[Told]:
        """The corrections that have been kept, the latest first."""
        names = {each.name: each.text for each in self.leftovers}
        told = []
        for each in reversed(self.import_.corrections):
            part = self.parts.get(each["element"])
            number = self.source.numbers.get(each["element"])
            about = part.title if part else names.get(each["element"], "")
            about = about or (_("part %(number)s") % {"number": number} if number else "")
            told.append(Told(each["id"], self._sentence(each), excerpt(about, CORRECTION_TEXT)))
        return told

    def item_of(self, name: str) -> Item | None:
        """An element or a leftover by its name, or None if there is none."""
        for each in self.leftovers:
            if each.name == name:
                return self._item(name, each)
        part = self.parts.get(name)
        return self._item(name) if part is not None and not part.is_section else None

    def page_of(self, key: str) -> int:
        """The page of the source that a part's mark stands on."""
        return self.source.pages.get(key, self.source.count)

    def _item(self, key: str, left: LeftOver | None = None) -> Item:
        if left is not None and key not in self.source.numbers:
            self.source.number_others([key])
        number = self.source.numbers[key]
        page = self.page_of(key)
        href = f"#k{number}" if page == self.page_number else f"?sida={page}#k{number}"
        part = None if left is not None else self.parts[key]
        return Item(number, key, href, part, left, self._says(part), _thread(part))

    def _says(self, part: Part | None) -> str:
        """How sure it is, or that it is there already."""
        if part is None or part.is_section:
            return ""
        if part.element in self._found:
            return _("Is there already, is linked")
        word = of_confidence(part.confidence)
        return word[:1].upper() + word[1:]

    def _sentence(self, correction: Mapping[str, Any]) -> str:
        """What a correction does, in words."""
        action, goal = correction["action"], self.parts.get(correction.get("goal") or "")
        if action == "retitle" and correction.get("field") == "kind":
            return _("Kind of document: %(kind)s") % {"kind": of_document_kind(correction["text"])}
        if action == "retitle":
            return _("New wording: %(text)s") % {"text": excerpt(correction["text"], 60)}
        if action == "relevel":
            return _("New level: %(level)s") % {"level": correction.get("level_name", "")}
        if action == "reparent":
            under = excerpt(goal.title, 60) if goal else _("no goal")
            return _("Hung under: %(goal)s") % {"goal": under}
        if action == "choose":
            return _("Guess settled")
        if correction.get("kind") == "leftover":
            return _("Not read in, left over")
        return _("Made into: %(kind)s") % {"kind": kind_word(correction, self.grammar)}


def _thread(part: Part | None) -> str:
    """How the thread passes a part: what hangs on no goal is beside it."""
    if part is None or (part.goal is None and part.kind != "goal"):
        return ""
    if part.kind != "goal":
        return "t"
    return "t knot knot--own" if part.is_own else "t knot"


def kind_word(correction: Mapping[str, Any], grammar: Grammar) -> str:
    """What a correction makes of an element, in words."""
    kind = correction.get("kind", "")
    if kind == "goal":
        level = grammar.level(correction.get("level") or "")
        return level.name if level else _("Goal")
    if kind == "section":
        for each in grammar.definition.get("sections", ()):
            if each["type"] == correction.get("section"):
                return str(each["name"])
    if kind == "chapter_text":
        return _("Text in a chapter")
    return str(KIND_NAMES.get(kind, kind))
