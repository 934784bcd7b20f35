# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts the lines of running text together: paragraphs, list items and subheadings.

A page's lines are joined where the paragraph only wrapped, and kept apart where it ended: after a
gap, before a bullet, or where the next line begins with a capital although its first word would
still have had room. Text that a page break cut in two is joined again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from plandoc.blocks import Paragraph, Span
from plandoc.model import Mark, RichText, TextBlock
from plandoc.words import join_lines

BULLET = re.compile(r"^\s*(?:[-–•·▪●○*]|\uf0b7)\s*(?=\S)")
_NUMBERED = re.compile(r"^\s*(\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_TERMINAL = re.compile(r"[.!?:;…][\"”’»')\]*_]*\s*$")
_FITS = 0.93


@dataclass(slots=True)
class Group:
    """The lines of one block of text: how they begin, and whether they are a list item."""

    lines: list[Paragraph] = field(default_factory=list)
    type: str = "paragraph"

    @property
    def spans(self) -> list[Span]:
        """The spans of its lines."""
        return [line.span for line in self.lines]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the source's lines are set: whether they are wrapped, at what width, and its words."""

    wrapped: bool
    width: int
    words: AbstractSet[str]


def layout_width(paragraphs: Sequence[Paragraph]) -> int:
    """The length in characters of a full line: nearly all lines are shorter."""
    lengths = sorted(len(p.text.rstrip()) for p in paragraphs if p.text.strip())
    return lengths[len(lengths) * 19 // 20] if lengths else 0


def group(lines: Sequence[Paragraph], layout: Layout) -> list[Group]:
    """The lines as blocks of text, in order."""
    groups: list[Group] = []
    for line in lines:
        if not line.text.strip():
            continue
        if groups and _continues(groups[-1], line, layout):
            groups[-1].lines.append(line)
        else:
            groups.append(Group([line], _type(groups, line, layout)))
    return groups


def _type(groups: Sequence[Group], line: Paragraph, layout: Layout) -> str:
    if line.list == "bullet" or BULLET.match(line.text):
        return "bullet"
    if line.heading:
        return "heading"
    if line.list == "number":
        return "number"
    if layout.wrapped and _lost_bullet(groups, line):
        return "bullet"
    return "paragraph"


def _lost_bullet(groups: Sequence[Group], line: Paragraph) -> bool:
    """Extraction often leaves nothing but a leading blank of a bullet, or of a page's first line.

    It is a bullet where a list has begun already, or where a gap and a capital say so.
    """
    if not line.text.startswith(" ") or not line.text.strip()[:1].isupper():
        return False
    return line.gap_before > 0 or bool(groups and groups[-1].type == "bullet")


def _continues(previous: Group, line: Paragraph, layout: Layout) -> bool:
    """Whether the line goes on where the group's last line ended."""
    last = previous.lines[-1]
    text = line.text.strip()
    if line.heading or previous.type == "heading":
        return bool(line.heading and line.heading == last.heading and layout.wrapped
                    and not line.gap_before)  # fmt: skip
    if line.list or BULLET.match(line.text) or _NUMBERED.match(line.text):
        return False
    if text[:1].islower():
        return not _TERMINAL.search(last.text) and (
            layout.wrapped or not last.list or not line.list
        )
    if not layout.wrapped or line.gap_before:
        return False
    if line.text.startswith(" ") and previous.type == "bullet" and text[:1].isupper():
        return False
    first_word = text.split()[0]
    room = len(last.text.rstrip()) + 1 + len(first_word) <= layout.width * _FITS
    return not room


def rich_text(
    lines: Sequence[Paragraph], layout: Layout, *, subheadings: bool = False
) -> tuple[RichText, list[tuple[tuple[str, str], list[Span]]]]:
    """Running text of the lines, and the repairs made with the spans they were made in.

    With `subheadings`, a short line without a full stop above a long paragraph is a subheading.
    """
    groups = group(lines, layout)
    blocks: list[TextBlock] = []
    repairs: list[tuple[tuple[str, str], list[Span]]] = []
    for index, part in enumerate(groups):
        text, mended = joined(part.lines, layout)
        repairs += [(each, part.spans) for each in mended]
        kind = part.type
        following = groups[index + 1] if index + 1 < len(groups) else None
        if subheadings and kind == "paragraph" and is_subheading(part, following, layout):
            kind = "heading"
        blocks.append(_block(kind, text, part))
    return tuple(blocks), repairs


def _block(kind: str, text: str, part: Group) -> TextBlock:
    first = part.lines[0]
    marks = _marks(text, part.spans)
    cut = BULLET.match(text) if kind == "bullet" else None
    if cut:
        text = text[cut.end() :]
        marks = tuple(
            Mark(max(mark.start - cut.end(), 0), mark.end - cut.end(), mark.type, mark.href)
            for mark in marks
            if mark.end > cut.end()
        )
    if kind == "bullet":
        return TextBlock("bullet", text, marks, level=min(first.list_level, 3))
    if kind == "number":
        return TextBlock("number", text, marks, level=min(first.list_level, 3))
    if kind == "heading":
        return TextBlock("heading", text, marks)
    return TextBlock("paragraph", text, marks)


def joined(lines: Sequence[Paragraph], layout: Layout) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The lines as one text, and the words that were mended."""
    return join_lines([line.text.strip() for line in lines], layout.words)


def _marks(text: str, spans: Sequence[Span]) -> tuple[Mark, ...]:
    """The spans' marks moved to where their text stands in the joined one."""
    marks: list[Mark] = []
    cursor = 0
    for span in spans:
        for mark in span.marks:
            piece = span.text[mark.start : mark.end].strip()
            at = text.find(piece, cursor) if piece else -1
            if at >= 0:
                marks.append(Mark(at, at + len(piece), mark.type, mark.href))
                cursor = at
    return tuple(marks)


_HEADING_LENGTH = 80
_HEADING_WORDS = 9


def is_subheading(part: Group, following: Group | None, layout: Layout) -> bool:
    """A short line without a full stop that stands apart above a longer paragraph."""
    if following is None or following.type != "paragraph" or len(part.lines) > 1:
        return False
    text = part.lines[0].text.strip()
    if not heading_like(text):
        return False
    length = sum(len(line.text) for line in following.lines)
    if not layout.wrapped:
        return length > max(100, 2 * len(text))
    return len(text) < layout.width * 0.75 and length > layout.width


def heading_like(text: str) -> bool:
    """Whether a line reads as a heading: short, with a capital or number first, no full stop."""
    text = text.strip()
    return (
        0 < len(text) <= _HEADING_LENGTH
        and len(text.split()) <= _HEADING_WORDS
        and (text[0].isupper() or text[0].isdigit())
        and not re.search(r"[.,;:!][\"”’)]*$", text)
        and any(c.isalpha() for c in text)
    )
