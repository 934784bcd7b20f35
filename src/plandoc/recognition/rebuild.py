# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts tables together again whose columns were lost when a document became text.

A table begins with a head of the steering model and ends where the document's own structure goes
on. Its rows are found by `rebuild_inline` when each row has one cell of text and values after it,
and by `rebuild_scattered` when the cells stand one after another, line by line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plandoc.blocks import Block, Paragraph, Span
from plandoc.dues import is_due
from plandoc.recognition.rebuild_heads import Head, find_heads
from plandoc.recognition.rebuild_inline import inline_rows, is_inline
from plandoc.recognition.rebuild_scattered import scattered_rows
from plandoc.recognition.rebuild_table import (
    Part,
    Piece,
    RebuiltRow,
    RebuiltTable,
    usual_gap,
)
from plandoc.steering import SteeringModel
from plandoc.words import fold, strip_number

__all__ = ["Piece", "RebuiltRow", "RebuiltTable", "rebuild"]

_PAGE_NUMBER = re.compile(
    r"\s*(?:sid(?:a|an)?\s*)?\d{1,3}\s*(?:\(\s*\d{1,3}\s*\)|av\s+\d{1,3}|/\s*\d{1,3})\s*"
    r"|\s*sid(?:a|an)?\s*\d{1,3}\s*",
    re.IGNORECASE,
)
_WEB_ADDRESS = re.compile(r"\s*(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?\s*", re.IGNORECASE)
_YEAR_AT_END = re.compile(r" 20\d\d( 20\d\d)?$")
_LONGEST_HEADING = 60
# No line of a cell is longer than this, and no table goes on for so many lines without its head.
_LONGEST_LINE = 500
_MOST_LINES = 3000


@dataclass(frozen=True, slots=True)
class _Outline:
    """The folded words by which a document of the model shows that it goes on.

    `labels` are lines of their own: labels of levels, sections and prompts, and chapters.
    """

    model: SteeringModel
    levels: frozenset[str]
    labels: frozenset[str]
    departments: tuple[str, ...]
    furniture: frozenset[str]

    @classmethod
    def of(cls, model: SteeringModel) -> _Outline:
        """The words of this model."""
        levels = frozenset(fold(label) for level in model.levels for label in level.labels)
        labels = [label for section in model.sections for label in section.labels]
        labels += [label for prompt in model.prompts for label in prompt.labels]
        labels += [chapter.replace("{year}", "") for chapter in model.chapters]
        return cls(
            model=model,
            levels=levels,
            labels=levels | {fold(label) for label in labels},
            departments=tuple(fold(word) for word in model.department_words),
            furniture=frozenset(fold(word) for word in model.furniture),
        )


@dataclass(frozen=True, slots=True)
class _Body:
    """The lines of a table below one of its heads: blocks [start, end) without furniture."""

    lines: tuple[Paragraph, ...]
    furniture: tuple[Paragraph, ...]
    end: int


def rebuild(
    blocks: Sequence[Block | RebuiltTable], model: SteeringModel
) -> list[Block | RebuiltTable]:
    """The blocks with each run of a head and the lines below it replaced by its table.

    Other blocks stay as they are, in order. Every span of a replaced run stands in the table as
    pieces of rows, in `heads` or in `furniture`; lines below the last row are given back as blocks.
    """
    heads = find_heads(blocks, model)
    outline = _Outline.of(model)
    made: list[Block | RebuiltTable] = []
    at = 0
    index = 0
    while index < len(heads):
        made += blocks[at : heads[index].start]
        run, bodies = _run(blocks, heads, index, outline)
        table, left = _table(blocks, run, bodies, model)
        made.append(table)
        made += left
        at = bodies[-1].end
        index += len(run)
    made += blocks[at:]
    return made


def _run(
    blocks: Sequence[Block | RebuiltTable], heads: Sequence[Head], first: int, outline: _Outline
) -> tuple[list[Head], list[_Body]]:
    """The head and its repetitions as long as the same table goes on, and the lines below each."""
    run = [heads[first]]
    bodies: list[_Body] = []
    while True:
        index = first + len(run)
        following = heads[index] if index < len(heads) else None
        body = _body(blocks, run[-1], following, outline)
        bodies.append(body)
        if following is None or body.end != following.start or not run[0].same_table(following):
            return run, bodies
        if _begins_anew(blocks, run, bodies, following, outline):
            return run, bodies
        run.append(following)


def _begins_anew(
    blocks: Sequence[Block | RebuiltTable],
    run: Sequence[Head],
    bodies: Sequence[_Body],
    following: Head,
    outline: _Outline,
) -> bool:
    """Whether a repeated head begins another table, although no heading stands between the two.

    It does when it stands at least as far apart as any repetition has done, and the goals below it
    are written in another way than those of the table so far: with a label, not with a number.
    """
    gaps = [_gap(blocks[head.start]) for head in run[1:]]
    if not gaps or _gap(blocks[following.start]) <= max(gaps):
        return False
    before = {_form_of_goal(line, outline) for body in bodies for line in body.lines} - {""}
    opening = blocks[following.end] if following.end < len(blocks) else None
    form = _form_of_goal(opening, outline) if isinstance(opening, Paragraph) else ""
    return bool(before) and form != "" and form not in before


def _gap(line: Block | RebuiltTable) -> int:
    """How far a head stands from what is above it; heads begin at paragraphs."""
    return line.gap_before if isinstance(line, Paragraph) else 0


def _form_of_goal(line: Paragraph, outline: _Outline) -> str:
    """How a goal begins that begins with this line: with "number" or "label"; "" for neither."""
    label, colon, title = line.text.partition(":")
    if colon and title.strip() and fold(label) in outline.levels:
        return "label"
    return "number" if strip_number(line.text)[0] else ""


def _body(
    blocks: Sequence[Block | RebuiltTable], head: Head, following: Head | None, outline: _Outline
) -> _Body:
    """The lines from a head to the next one, or to where the document's structure goes on."""
    limit = following.start if following else len(blocks)
    goals = any(head.table.columns[index].field == "goal" for index in head.columns)
    lines: list[Paragraph] = []
    end = head.end
    while end < limit:
        block = blocks[end]
        if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_LINE:
            break
        if len(lines) == _MOST_LINES or _is_structure(block, outline, goals=goals):
            break
        lines.append(block)
        end += 1
    if following and end == limit:
        above = _lines_of_heading(blocks, head.end, following, outline)
        end -= above
        lines = lines[: len(lines) - above]
    furniture = _furniture(lines, outline)
    kept = tuple(line for number, line in enumerate(lines) if number not in furniture)
    return _Body(kept, tuple(lines[number] for number in sorted(furniture)), end)


def _table(
    blocks: Sequence[Block | RebuiltTable],
    run: Sequence[Head],
    bodies: Sequence[_Body],
    model: SteeringModel,
) -> tuple[RebuiltTable, list[Paragraph]]:
    """The table of a run, and the lines at its end that turned out not to belong to it."""
    parts = [Part(body.lines, torn=number > 0) for number, body in enumerate(bodies)]
    rows, left = (inline_rows if is_inline(run[0]) else scattered_rows)(run[0], parts, model)
    heads: list[Span] = []
    for head in run:
        heads += [b.span for b in blocks[head.start : head.end] if isinstance(b, Paragraph)]
    table = RebuiltTable(
        table=run[0].table,
        columns=run[0].columns,
        heads=tuple(heads),
        rows=tuple(rows),
        furniture=tuple(line.span for body in bodies for line in body.furniture),
    )
    return table, left


def _is_structure(line: Paragraph, outline: _Outline, *, goals: bool) -> bool:
    """Whether the document goes on with this line: a heading, or a label of the model.

    In a table that has a column of goals, a level's label with a title begins such a cell.
    """
    if line.heading:
        return True
    key = fold(line.text)
    if key in outline.labels or _YEAR_AT_END.sub("", key) in outline.labels:
        return True
    label, colon, _ = line.text.partition(":")
    if colon and fold(label) in outline.levels:
        return not goals
    number, title = strip_number(line.text)
    if number is None or goals:
        return False
    return "." in number or fold(title) in outline.labels


def _furniture(lines: Sequence[Paragraph], outline: _Outline) -> set[int]:
    """Which of the lines inside a table are page headers: page numbers and what stands at them."""
    sure = {
        number
        for number, line in enumerate(lines)
        if _PAGE_NUMBER.fullmatch(line.text) or fold(line.text) in outline.furniture
    }
    beside = {near for number in sure for near in (number - 2, number - 1, number + 1, number + 2)}
    return sure | {
        number
        for number in beside
        if 0 <= number < len(lines) and _WEB_ADDRESS.fullmatch(lines[number].text)
    }


def _lines_of_heading(
    blocks: Sequence[Block | RebuiltTable], start: int, head: Head, outline: _Outline
) -> int:
    """How many of the lines right above a head are the heading of what the head begins.

    A heading stands apart, more than the lines of cells do, and looks like a title.
    """
    if head.start - 1 < start:
        return 0
    line, opening = blocks[head.start - 1], blocks[head.start]
    if not isinstance(line, Paragraph) or not isinstance(opening, Paragraph):
        return 0
    text = line.text.strip()
    if len(text) > _LONGEST_HEADING or not text[:1].isalnum() or text[:1].islower():
        return 0
    if text.endswith((".", ",", "-", ":", ";", "/")) or is_due(text, outline.model):
        return 0
    if _begins_department(text, outline):
        return 1
    usual = usual_gap([b for b in blocks[start : head.start] if isinstance(b, Paragraph)])
    apart = line.gap_before > usual + 1 or line.page_start
    return 1 if apart and opening.gap_before > usual + 1 else 0


def _begins_department(text: str, outline: _Outline) -> bool:
    title = f"{fold(strip_number(text)[1])} "
    return any(title.startswith(f"{word} ") for word in outline.departments)
