# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walks a document from top to bottom and makes elements of its blocks.

The walker knows where it is: on the cover, in a chapter, in a goal's section, in a department's
part. A label of the steering model moves it; text without a label goes where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from plandoc.blocks import Block, Paragraph, Table
from plandoc.recognition.draft import Draft
from plandoc.recognition.fill import Filler, assessment_of
from plandoc.recognition.goals import GoalStack
from plandoc.recognition.labels import Labels, LevelLabel, SectionLabel
from plandoc.recognition.prose import Layout, heading_like, joined
from plandoc.recognition.rebuild import RebuiltTable
from plandoc.recognition.tables import TableReader
from plandoc.steering import Prompt, SteeringModel
from plandoc.words import strip_number

_NUMBERED_HEADING = re.compile(r"^\s*(\d+(?:\.\d+)*)\.?\s+\S")
_SENTENCE_INSIDE = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")
_TITLE_LINES = 5
_BLOCKS_A_TURN = 500


class Walker:
    """Turns blocks into elements of a draft. Use once."""

    def __init__(
        self, draft: Draft, model: SteeringModel, layout: Layout, year: int | None
    ) -> None:
        self.draft = draft
        self.model = model
        self.layout = layout
        self.labels = Labels(model)
        self.goals = GoalStack(draft, model)
        self.tables = TableReader(draft, model, self.goals, layout, year)
        self.fill = Filler(draft, model, self.goals, layout, year)
        self.sink = "chapter"
        self.section: SectionLabel | None = None
        self.lines: list[Paragraph] = []
        self.goal_heading = 0
        self.prompt_heading = 0
        self._headed = False
        self._fresh_heading: str | None = None
        self._after_rebuilt = False

    def walk(
        self,
        blocks: Sequence[Block | RebuiltTable],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Make elements of all blocks."""
        self._headed = any(isinstance(b, Paragraph) and b.heading for b in blocks)
        index = 0
        told = 0
        while index < len(blocks):
            if progress is not None and index >= told:
                progress(index, len(blocks))
                told = index + _BLOCKS_A_TURN
            block = blocks[index]
            if isinstance(block, Paragraph):
                self._fresh_heading, self._after_rebuilt = None, False
                index += self._paragraph(block, blocks, index)
            else:
                end = index + 1
                while (
                    end < len(blocks)
                    and isinstance(blocks[end], Table)
                    and isinstance(block, Table)
                ):
                    end += 1
                self._tables(blocks[index:end])
                index = end
        self._flush()
        self.tables.close()

    # --- paragraphs ---------------------------------------------------------------------------

    def _paragraph(
        self, block: Paragraph, blocks: Sequence[Block | RebuiltTable], index: int
    ) -> int:
        """Take in one paragraph; returns how many blocks were used."""
        text = block.text.strip()
        if not text:
            return 1
        level = self.labels.level(block)
        if level is not None and not block.list:
            return self._begin_goal(level, block, blocks, index)
        section = self.labels.section(text) if self.goals.current else None
        if section is not None and not self._leaves_goal(block):
            self._begin_section(section, block)
            return 1
        prompt = self.labels.prompt(text)
        if prompt is not None:
            self._begin_prompt(prompt, block)
            return 1
        if self._is_bare_assessment(block):
            return 1
        if self._is_chapter(block, blocks, index):
            self._begin_chapter(block, blocks, index)
            return 1
        self.lines.append(block)
        return 1

    def _leaves_goal(self, block: Paragraph) -> bool:
        """Whether a formatted heading stands as high as the goals themselves."""
        return bool(block.heading and self.goal_heading and block.heading < self.goal_heading)

    def _begin_goal(
        self,
        label: LevelLabel,
        block: Paragraph,
        blocks: Sequence[Block | RebuiltTable],
        index: int,
    ) -> int:
        self._flush()
        title, used = [block.span] if label.title else [], 1
        lines: list[Paragraph] = []
        if not label.title:
            self.draft.ignore([block.span], "label")
            lines = self._title_lines(blocks, index + 1)
            used += len(lines)
            title = [line.span for line in lines]
        elif self.layout.wrapped:
            lines = self._more_title(block, blocks, index + 1)
            used += len(lines)
            title += [line.span for line in lines]
        if not title:
            # A level's name as the heading of a list of goals, or of assignments in a table.
            self.goals.announce(label.level)
            self.sink, self.section = "level", None
            return used
        text, repairs = joined(lines, self.layout)
        text = " ".join(part for part in (label.title, text) if part)
        self.draft.repair(repairs, title)
        number, rest = strip_number(text)
        heading = lines[0].heading if lines and lines[0].heading else block.heading
        self.goal_heading = min(filter(None, (self.goal_heading, heading)), default=0)
        self.goals.begin(
            label.level, label.number or number, rest if not label.number else text, title
        )
        self.fill.chapter = None
        self.sink, self.section = "goal", None
        return used

    def _title_lines(self, blocks: Sequence[Block | RebuiltTable], start: int) -> list[Paragraph]:
        """The lines of the title below a level's label."""
        lines: list[Paragraph] = []
        for at in range(start, len(blocks)):
            block = blocks[at]
            if not isinstance(block, Paragraph):
                break
            if not block.text.strip():
                continue
            if self._is_label(block):
                break
            if lines and (not self.layout.wrapped or not self._title_goes_on(lines, block)):
                break
            lines.append(block)
        return self._without_prose(lines, blocks, start)

    def _title_goes_on(self, lines: Sequence[Paragraph], block: Paragraph) -> bool:
        """Whether a line may belong to the title that the lines before it began."""
        if block.gap_before or len(lines) >= _TITLE_LINES:
            return False
        if block.text.strip()[:1].islower():
            return block.heading in {0, lines[0].heading}
        if block.heading != lines[0].heading:
            return False
        prose = _SENTENCE_INSIDE.search(block.text) or lines[-1].text.rstrip().endswith(".")
        return not prose and len(lines[-1].text.rstrip()) >= self.layout.width * 0.6

    def _without_prose(
        self, lines: list[Paragraph], blocks: Sequence[Block | RebuiltTable], start: int
    ) -> list[Paragraph]:
        """A title ends before a gap or a label; where text follows tight, it had one line."""
        if not lines or lines[0].heading:
            return lines
        after = start + len(lines)
        following = blocks[after] if after < len(blocks) else None
        tight = (
            isinstance(following, Paragraph)
            and not following.gap_before
            and not self._is_label(following)
        )
        while tight and len(lines) > 1 and not lines[-1].text.strip()[:1].islower():
            lines = lines[:-1]
        return lines

    def _more_title(
        self, block: Paragraph, blocks: Sequence[Block | RebuiltTable], start: int
    ) -> list[Paragraph]:
        """Further lines of a title that begins on its label's line and fills it."""
        lines: list[Paragraph] = [block]
        for at in range(start, len(blocks)):
            following = blocks[at]
            if (
                not isinstance(following, Paragraph)
                or self._is_label(following)
                or not self._title_goes_on(lines, following)
            ):
                break
            lines.append(following)
        return self._without_prose(lines, blocks, start - 1)[1:]

    def _is_label(self, block: Paragraph) -> bool:
        text = block.text
        return (
            self.labels.level(block) is not None
            or self.labels.section(text) is not None
            or self.labels.chapter(text)
            or assessment_of(text, self.model) is not None
        )

    def _is_bare_assessment(self, block: Paragraph) -> bool:
        """An assessment's word alone, right below a goal's title, is the goal's assessment."""
        goal = self.goals.current
        if goal is None or self.sink != "goal" or self.lines or "assessment" in goal.values:
            return False
        name = assessment_of(block.text, self.model)
        if name is None:
            return False
        goal.values["assessment"] = name
        self.draft.claim(goal, [block.span], "assessment")
        return True

    def _begin_section(self, label: SectionLabel, block: Paragraph) -> None:
        self._flush()
        self.sink, self.section = "section", label
        if label.text:
            self.lines = [replace(block, span=replace(block.span, text=label.text, marks=()))]
            self.draft.ignore_part(label.heading, block.span, "label")
        else:
            self.draft.ignore([block.span], "label")

    def _begin_prompt(self, prompt: Prompt, block: Paragraph) -> None:
        self._flush()
        self.goals.close()
        self.draft.ignore([block.span], "label")
        self.sink, self.section = prompt.collects, None
        self.prompt_heading = block.heading

    # --- chapters -----------------------------------------------------------------------------

    def _is_chapter(
        self, block: Paragraph, blocks: Sequence[Block | RebuiltTable], index: int
    ) -> bool:
        """Whether a paragraph is the heading of a chapter."""
        if block.heading and self.sink in {"changes", "needs"} and self.prompt_heading:
            # A page may set the question and the headings of its answers alike.
            return block.heading < self.prompt_heading or self.tables.is_department(block.text)
        if block.heading:
            inside = self.goals.current is not None and self.goal_heading
            return (
                not inside or block.heading <= self.goal_heading or self.labels.chapter(block.text)
            )
        if self.labels.chapter(block.text):
            return True
        if self._above_table(blocks, index):
            return heading_like(block.text) and not self.goals.current_is_open(self.sink)
        if self._headed or self.goals.current is not None or self._is_item(blocks, index):
            return False
        if self.sink == "changes":
            return bool(_NUMBERED_HEADING.match(block.text)) and heading_like(block.text)
        return self._looks_like_heading(block, blocks, index)

    def _is_item(self, blocks: Sequence[Block | RebuiltTable], index: int) -> bool:
        """Whether a paragraph is a list item; a numbered one that stands alone is a heading."""
        block = blocks[index]
        if not isinstance(block, Paragraph) or not block.list:
            return False
        around = [*blocks[max(index - 1, 0) : index], *blocks[index + 1 : index + 2]]
        beside = any(isinstance(b, Paragraph) and b.list == block.list for b in around)
        return block.list == "bullet" or beside or not heading_like(block.text)

    def _looks_like_heading(
        self, block: Paragraph, blocks: Sequence[Block | RebuiltTable], index: int
    ) -> bool:
        """In a source without formatting: a short line that stands apart above running text."""
        text = block.text.strip()
        if not heading_like(text):
            return False
        following = next(iter(_paragraphs_after(blocks, index)), None)
        if following is None:
            return index == len(blocks) - 1 or block.gap_before > 0
        if _NUMBERED_HEADING.match(text) and not following.text.strip()[:1].islower():
            return True
        if self.tables.is_department(text) and (
            block.gap_before or self.labels.prompt(following.text) is not None
        ):
            return True
        if not self.layout.wrapped:
            return block.gap_before > 0 and following.gap_before > 0 and not following.list
        return (
            len(text) < self.layout.width * 0.75
            and following.text.strip()[:1].isupper()
            and len(following.text) > self.layout.width * 0.6
            and not block.text.startswith(" " * 2)
            and self._ended_before(blocks, index)
        )

    def _ended_before(self, blocks: Sequence[Block | RebuiltTable], index: int) -> bool:
        """Whether the text before has come to an end, so that a heading may follow."""
        before = blocks[index - 1] if index else None
        block = blocks[index]
        if not isinstance(before, Paragraph) or not isinstance(block, Paragraph):
            return True
        return block.gap_before > 0 or bool(re.search(r"[.!?:][\"”’)]*\s*$", before.text))

    def _above_table(self, blocks: Sequence[Block | RebuiltTable], index: int) -> bool:
        """Whether the next block with any text is a table, or a level's label above one."""
        for at in range(index + 1, len(blocks)):
            block = blocks[at]
            if not isinstance(block, Paragraph):
                return True
            label = self.labels.level(block)
            if label is not None and label.level.assignment and not label.title:
                continue
            if block.text.strip():
                return False
        return False

    def _begin_chapter(
        self, block: Paragraph, blocks: Sequence[Block | RebuiltTable], index: int
    ) -> None:
        self._flush()
        text = block.text.strip()
        heading_level = next((lv for lv in self.model.levels if lv.heading), None)
        if heading_level is not None and self._above_table(blocks, index):
            title = self.labels.without_label(text, heading_level)
            self.goals.begin(heading_level, None, title, [block.span], guess="level_by_heading")
            self.sink, self.section, self.fill.chapter = "goal", None, None
            return
        self.goals.close()
        self.tables.enter(text)
        self.fill.department = self.tables.department
        number = _NUMBERED_HEADING.match(text)
        level = block.heading or (number[1].count(".") + 1 if number else 1)
        self.fill.chapter = self.draft.add(
            "chapter", [block.span], field="heading", heading=text, level=level
        )
        self.sink, self.section = "chapter", None
        self._fresh_heading = text

    def _flush(self) -> None:
        """Give the lines that were gathered to where they belong."""
        lines, self.lines = self.lines, []
        if not lines:
            return
        match self.sink:
            case "section" if self.section is not None and self.goals.current is not None:
                self.fill.fill_section(self.goals.current, self.section, lines)
            case "goal" if self.goals.current is not None:
                self.fill.extend(self.goals.current, "text", lines)
            case "level" if self.goals.announced is not None:
                self.fill.listed_goals(self.goals.announced, lines)
            case "needs":
                self.fill.needs(lines)
            case "changes":
                self.fill.changes(lines)
            case _:
                self.fill.to_chapter(lines)

    # --- tables -------------------------------------------------------------------------------

    def _tables(self, tables: Sequence[Block | RebuiltTable]) -> None:
        """Read tables that follow each other; an unknown one stays as text where it stands."""
        self._flush()
        announced = self.goals.announced
        if self._fresh_heading:
            self.tables.above_table(self._fresh_heading)
        elif self._after_rebuilt and isinstance(tables[0], RebuiltTable):
            self.tables.leave_department()
        self._fresh_heading, self._after_rebuilt = None, isinstance(tables[-1], RebuiltTable)
        for number, table in enumerate(tables):
            if isinstance(table, RebuiltTable):
                self.tables.rebuilt(table)
            elif isinstance(table, Table) and not self.tables.read(
                table, announced, continues=number > 0
            ):
                self._unknown_table(table)
        self.tables.finish()
        self.goals.announced = None
        if self.sink == "level":
            self.sink = "chapter"

    def _unknown_table(self, table: Table) -> None:
        """Keep a table that the model does not know as a table in the text."""
        spans = [span for row in table.rows for cell in row.cells for span in cell.spans]
        goal = self.goals.current
        block = self.tables.as_text(table)
        if not block.rows:
            return
        if goal is not None and self.sink == "section" and self.section is not None:
            self.goals.add_section(
                goal, self.section.section.type, self.section.heading, (block,), spans
            )
            return
        owner = goal or self.fill.chapter
        if owner is None:
            self.draft.leave(spans)
            return
        owner.values["text"] = (*owner.values.get("text", ()), block)
        self.draft.claim(owner, spans, "text")


def _paragraphs_after(blocks: Sequence[Block | RebuiltTable], index: int) -> Sequence[Paragraph]:
    following = blocks[index + 1 : index + 2]
    return [block for block in following if isinstance(block, Paragraph)]
