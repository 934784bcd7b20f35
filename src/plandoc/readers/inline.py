# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Formatting inside a line of text: bold, italic and links become marks on the bare text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from plandoc import links
from plandoc.blocks import Anchor
from plandoc.model import Mark, MarkType
from plandoc.readers import characters

_MARKUP = re.compile(
    r"(?<![\w*])(?P<stars>\*{1,3})(?P<starred>[^\s*](?:[^*\n]*[^\s*])?)(?P=stars)(?![\w*])"
    r"|(?<![\w_])__(?P<under>[^\s_](?:[^_\n]*[^\s_])?)__(?![\w_])"
    r"|(?<!!)\[(?P<label>[^\[\]\n]+)\]\((?P<href>[^()\s]+)\)"
)
_TAG = re.compile(r"</?p\s*/?>|<br\s*/?>", re.IGNORECASE)
_WORD = re.compile(r"\w")


def pieces(text: str) -> list[str]:
    """The parts of a text that `<p>` and `<br>` set apart; the tags themselves go."""
    if "<" not in text:
        return [text] if text.strip() else []
    return [part for part in _TAG.split(text) if part.strip()]


def unmarked(text: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without clear inline markup, and the marks that it stood for."""
    if "*" not in text and "__" not in text and "](" not in text:
        return text, ()
    out: list[str] = []
    marks: list[Mark] = []
    length = position = 0
    for found in _MARKUP.finditer(text):
        href = found["href"]
        if href is not None and not links.is_safe(href):
            continue
        inner = found["starred"] or found["under"] or found["label"]
        out += [text[position : found.start()], inner]
        length += found.start() - position
        marks += [Mark(length, length + len(inner), kind, href) for kind in _kinds(found)]
        length += len(inner)
        position = found.end()
    out.append(text[position:])
    return "".join(out), tuple(marks)


def _kinds(found: re.Match[str]) -> tuple[MarkType, ...]:
    if found["href"] is not None:
        return ("link",)
    match len(found["stars"] or "**"):
        case 1:
            return ("italic",)
        case 2:
            return ("bold",)
    return ("bold", "italic")


def cleaned(
    text: str, marks: Sequence[Mark], anchors: Sequence[Anchor]
) -> tuple[str, tuple[Mark, ...], tuple[Anchor, ...]]:
    """A paragraph's text in the characters that all readers give, its marks and bookmarks on that.

    What we wrote ourselves is formatted as it was meant; other formatting is of whole words.
    """
    made = characters.clean(text)
    if len(made) != len(text):
        ends = [(m.start, m.end) for m in marks] + [(a.start, a.end) for a in anchors]
        at = characters.places(text, chain.from_iterable(ends))
        marks = [Mark(at[m.start], at[m.end], m.type, m.href) for m in marks]
        anchors = [Anchor(a.name, at[a.start], at[a.end]) for a in anchors]
    kept = [mark for mark in marks if mark.end > mark.start]
    return made, tuple(kept) if anchors else whole_words(made, kept), tuple(anchors)


def whole_words(text: str, marks: list[Mark]) -> tuple[Mark, ...]:
    """Marks widened to the words they touch, joined where they meet, in order of place.

    Word files often format half a word (a run ends where somebody once edited); formatting must
    not tear a word apart.
    """
    joined: dict[tuple[MarkType, str | None], list[tuple[int, int]]] = {}
    for mark in sorted(marks, key=lambda mark: mark.start):
        ranges = joined.setdefault((mark.type, mark.href), [])
        if ranges and mark.end <= ranges[-1][1]:
            continue  # within a word that has been looked through
        start, end = _widened(text, mark.start, mark.end)
        if start >= end:
            continue
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((start, end))
    found = [
        Mark(start, end, kind, href)
        for (kind, href), ranges in joined.items()
        for start, end in ranges
    ]
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end, mark.type)))


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return start, start
    if _WORD.match(text[start]):
        while start and _WORD.match(text[start - 1]):
            start -= 1
    if _WORD.match(text[end - 1]):
        while end < len(text) and _WORD.match(text[end]):
            end += 1
    return start, end
