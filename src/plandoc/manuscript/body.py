# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The body of a manuscript: chapters, goals with all that is theirs, departments, and the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from plandoc.manuscript import printed, wording
from plandoc.manuscript.indicators import indicators
from plandoc.manuscript.keys import derived, key
from plandoc.manuscript.order import Block, blocks
from plandoc.manuscript.parts import Field, Heading, Item, Label, Listing, Pairs, Prose
from plandoc.manuscript.tables import activities, assignments, goal_field, is_empty, units
from plandoc.manuscript.wording import Words
from plandoc.model import (
    Activity,
    Change,
    Chapter,
    Goal,
    Indicator,
    Need,
    PlanDocument,
    RichText,
    Section,
    UnitItem,
)
from plandoc.words import fold

# Below the title there is room for five levels of headings in every format.
_MAX_LEVEL = 5
_PAIRS = ("addressees", "origin", "responsible", "due", "status")


class Body:
    """Prints a document from top to bottom; remembers only the level of the last heading."""

    def __init__(self, document: PlanDocument, words: Words) -> None:
        self._document = document
        self._words = words
        self._items: list[Item] = []
        self._level = 0
        self._goals = {goal.id: goal for goal in document.goals}
        self._children: dict[str | None, list[Goal]] = defaultdict(list)
        self._activities: dict[str, list[Activity]] = defaultdict(list)
        self._indicators: dict[str | None, list[Indicator]] = defaultdict(list)
        # The goals under which a goal's other activities stand, in order.
        self._elsewhere: dict[str, dict[str, None]] = defaultdict(dict)
        self._printed: set[str] = set()
        self._department: str | None = None
        self._headings = 0
        self._departments = 0
        self._references = 0
        self._index()

    def _index(self) -> None:
        for goal in self._document.goals:
            self._children[goal.parent].append(goal)
        for indicator in self._document.indicators:
            self._indicators[indicator.goal].append(indicator)
        for activity in self._document.activities:
            if activity.goals and activity.department is None:
                first, *others = activity.goals
                self._activities[first].append(activity)
                for other in others:
                    self._elsewhere[other][first] = None
        self._shared = self._goals_of_departments()

    def items(self) -> list[Item]:
        """All items in the order of print."""
        roots = [goal for goal in self._children[None] if goal.id not in self._shared]
        for block in blocks(self._document, self._words, roots):
            self._block(block)
        self._loose_indicators()
        self._leftovers()
        return self._items

    def _goals_of_departments(self) -> set[str]:
        """Goals that only say what departments' activities are for: they stand with those."""
        used: dict[str, bool] = {}
        for activity in self._document.activities:
            for goal in activity.goals:
                used[goal] = used.get(goal, True) and activity.department is not None
        return {
            identity
            for identity, by_departments in used.items()
            if by_departments
            and self._goals[identity].parent is None
            and not self._children[identity]
        }

    def _block(self, block: Block) -> None:
        first = block.elements[0]
        if isinstance(first, Chapter):
            self._chapter(first)
        elif isinstance(first, Goal):
            self._goal(first, 1)
        elif isinstance(first, UnitItem):
            self._items.append(
                units([each for each in block.elements if isinstance(each, UnitItem)])
            )
        else:
            self._under_department(block.department)
            if block.kind == "changes":
                self._changes([each for each in block.elements if isinstance(each, Change)])
            elif block.kind == "needs":
                self._needs([each for each in block.elements if isinstance(each, Need)])
            else:
                self._plan([each for each in block.elements if isinstance(each, Activity)])

    # -- headings

    def _heading(
        self,
        level: int,
        title: Field,
        *,
        number: Field | None = None,
        kicker: str = "",
        element: str | None = None,
    ) -> int:
        """A heading that skips no level; returns the level that it got."""
        self._level = max(1, min(level, self._level + 1, _MAX_LEVEL))
        self._headings += 1
        anchor = f"h{self._headings}"
        self._items.append(Heading(self._level, title, anchor, number, kicker, element))
        return self._level

    def _label(self, at: str, text: str) -> None:
        self._items.append(Label(Field(at, printed.one_line(text) or wording.NO_TITLE)))

    def _prose(self, at: str, text: RichText) -> None:
        made = printed.rich(text)
        if made:
            self._items.append(Prose(Field(at, rich=made)))

    # -- chapters and goals

    def _chapter(self, chapter: Chapter) -> None:
        self._department = None
        at = key("chapters", chapter.id, "heading")
        title = printed.one_line(chapter.heading)
        self._heading(chapter.level, Field(at, title or wording.NO_TITLE), element=chapter.id)
        self._prose(key("chapters", chapter.id, "text"), chapter.text)

    def _goal(self, goal: Goal, level: int) -> None:
        """A goal, all that belongs to it, and the goals below it."""
        self._department = None
        level = self._goal_heading(goal, level)
        self._goal_parts(goal)
        mine = self._indicators[goal.id]
        if mine:
            self._items.append(indicators(mine, self._words, self._caption("indicators")))
        self._goal_activities(goal)
        self._below(goal, level)

    def _goal_heading(self, goal: Goal, level: int) -> int:
        self._printed.add(goal.id)
        number = printed.one_line(goal.number or "")
        title = printed.one_line(goal.title) or wording.NO_TITLE
        return self._heading(
            level,
            Field(key("goals", goal.id, "title"), title),
            number=Field(key("goals", goal.id, "number"), number) if number else None,
            kicker=self._kicker(goal),
            element=goal.id,
        )

    def _kicker(self, goal: Goal) -> str:
        name = printed.one_line(goal.level_name)
        return name[:1].upper() + name[1:]

    def _goal_parts(self, goal: Goal) -> None:
        """What is said of the goal itself."""
        self._prose(key("goals", goal.id, "text"), goal.text)
        pairs = [(self._pair_word(name), goal_field(goal, name)) for name in _PAIRS]
        if goal.same_as is not None:
            same = Field(derived("goals", goal.id, "same_as"), self._reference(goal.same_as))
            pairs.append((wording.SAME_AS, same))
        filled = tuple((label, field) for label, field in pairs if not is_empty(field))
        if filled:
            self._items.append(Pairs(filled))
        if goal.expected_results:
            self._results(goal)
        for number, section in enumerate(goal.sections):
            self._section(goal, number, section)
        self._named_text(goal, "comment", wording.COMMENT, goal.comment)
        if not is_empty(goal_field(goal, "assessment")):
            label = self._words.filled_by("assessment", wording.FIELDS["assessment"])
            self._items.append(Pairs(((label, goal_field(goal, "assessment")),)))
        analysis = self._words.filled_by("analysis", wording.ANALYSIS)
        self._named_text(goal, "analysis", analysis, goal.analysis)

    def _pair_word(self, name: str) -> str:
        for column in self._words.columns("assignments", _PAIRS):
            if column.field == name:
                return self._words.head(column)
        return wording.FIELDS[name]

    def _results(self, goal: Goal) -> None:
        fields = [
            Field(key("goals", goal.id, "results", result.id), printed.clean(result.text))
            for result in goal.expected_results
        ]
        shown = tuple(field for field in fields if field.text)
        if shown:
            label = self._words.filled_by("expected_results", wording.RESULTS)
            self._label(derived("goals", goal.id, "results"), label)
            self._items.append(Listing(shown))

    def _section(self, goal: Goal, number: int, section: Section) -> None:
        """A section under its own heading, else under the model's word for its type."""
        heading = printed.one_line(section.heading or "")
        at = key("goals", goal.id, "sections", number, "heading")
        if not heading:
            at = derived("goals", goal.id, "sections", number, section.type)
        self._label(at, heading or self._words.section(section.type))
        self._prose(key("goals", goal.id, "sections", number, "text"), section.text)

    def _named_text(self, goal: Goal, name: str, label: str, text: RichText) -> None:
        if printed.rich(text):
            self._label(derived("goals", goal.id, name), label)
            self._prose(key("goals", goal.id, name), text)

    def _goal_activities(self, goal: Goal) -> None:
        mine = self._activities[goal.id]
        if mine:
            self._items.append(activities(mine, self._words, self._caption("activities")))
        rows = [
            (
                wording.ELSEWHERE,
                Field(derived("goals", goal.id, "also", other), self._reference(other)),
            )
            for other in self._elsewhere[goal.id]
            if other != goal.id
        ]
        if rows:
            self._items.append(Pairs(tuple(rows)))

    def _below(self, goal: Goal, level: int) -> None:
        """The goals below: assignments that follow each other in a table, others as headings."""
        run: list[Goal] = []
        for child in self._children[goal.id]:
            if run and (not self._fits_row(child) or child.level != run[0].level):
                self._assignments(run, level)
                run = []
            if self._fits_row(child):
                run.append(child)
            else:
                self._goal(child, level + 1)
        if run:
            self._assignments(run, level)

    def _assignments(self, rows: Sequence[Goal], level: int) -> None:
        """Assignments in a table, under a heading of their own where another goal's would be."""
        self._printed.update(goal.id for goal in rows)
        caption = self._words.level_plural(rows[0].level, rows[0].level_name)
        if self._level > level:
            self._heading(level + 1, Field(derived("goals", rows[0].id, "among"), caption))
        self._items.append(assignments(rows, self._words, caption))

    def _fits_row(self, goal: Goal) -> bool:
        """Whether an assignment has no more to it than the columns of a table."""
        more = (
            goal.text, goal.sections, goal.expected_results, goal.assessment, goal.analysis,
            goal.same_as, self._children[goal.id], self._indicators[goal.id],
            self._activities[goal.id],
        )  # fmt: skip
        return self._words.is_assignment(goal.level) and not any(more)

    def _reference(self, identity: str) -> str:
        """How another goal is named in passing."""
        goal = self._goals[identity]
        parts = (printed.one_line(goal.number or ""), printed.one_line(goal.title))
        return " ".join(part for part in parts if part) or wording.NO_TITLE

    def _caption(self, kind: str) -> str:
        tables = self._words.model.tables if self._words.model else ()
        if kind == "indicators":
            return next((t.name for t in tables if t.kind == kind and t.name), wording.INDICATORS)
        return wording.ACTIVITIES

    # -- departments

    def _under_department(self, name: str | None) -> None:
        """A heading for the department, unless the last chapter or heading names it."""
        if name is None or name == self._department:
            return
        self._department = name
        last = next((item for item in reversed(self._items) if isinstance(item, Heading)), None)
        tail = fold(name).split()[-1:]
        if last is not None and last.element and tail and tail[0] in fold(last.title.text).split():
            return
        self._departments += 1
        at = key("departments", self._departments, "name")
        self._heading(1, Field(at, printed.one_line(name) or wording.NO_TITLE))

    def _changes(self, changes: Iterable[Change]) -> None:
        self._label(
            derived("changes", self._next()), self._words.prompt("changes", wording.CHANGES)
        )
        for change in changes:
            if not printed.is_blank(change.heading):
                self._label(key("changes", change.id, "heading"), change.heading or "")
            self._prose(key("changes", change.id, "text"), change.text)

    def _needs(self, needs: Iterable[Need]) -> None:
        fields = [Field(key("needs", need.id, "text"), printed.clean(need.text)) for need in needs]
        shown = tuple(field for field in fields if field.text)
        if shown:
            label = self._words.prompt("needs", wording.NEEDS)
            self._label(derived("needs", self._next()), label)
            self._items.append(Listing(shown))

    def _plan(self, rows: Sequence[Activity]) -> None:
        """A department's table of activities, below the goals that they are for."""
        above = self._level
        for identity in rows[0].goals:
            if identity in self._shared - self._printed:
                self._level = above
                self._goal_heading(self._goals[identity], above + 1)
                self._goal_parts(self._goals[identity])
            else:
                title = Field(derived("goals", identity, self._next()), self._reference(identity))
                self._heading(above + 1, title, kicker=self._kicker(self._goals[identity]))
        self._level = above
        wide = self._document.kind == "competence_plan"
        self._items.append(activities(rows, self._words, self._caption("activities"), wide=wide))

    def _next(self) -> int:
        self._references += 1
        return self._references

    # -- the rest

    def _loose_indicators(self) -> None:
        rows = self._indicators[None]
        if rows:
            self._heading(1, Field(derived("indicators"), wording.INDICATORS))
            self._items.append(indicators(rows, self._words, self._caption("indicators")))

    def _leftovers(self) -> None:
        left = [
            (number, leftover)
            for number, leftover in enumerate(self._document.leftovers)
            if not printed.is_blank(leftover.text)
        ]
        if left:
            self._heading(1, Field(derived("leftovers"), wording.LEFTOVERS))
        for number, leftover in left:
            text = printed.clean(leftover.text)
            self._items.append(Prose(Field(key("leftovers", number, "text"), text)))
