# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""How values look in print: the one place for texts, dues, roles, amounts and symbols.

What is printed can be set in every format: no control characters, no runs of blanks, list levels
and marks in order. A document keeps what it has; only print is tidied.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from plandoc.manuscript.parts import Symbol
from plandoc.model import (
    AssessmentKind,
    Due,
    Mark,
    Outcome,
    RichText,
    Role,
    StatusKind,
    Target,
    TextBlock,
    TextCell,
)
from plandoc.readers import characters

_MAX_LIST_LEVEL = 3
_MAX_HEADING_LEVEL = 2
# Blanks that are set as one blank; the no-break spaces hold "1 000" together and stay.
_BLANKS = re.compile(r"[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+")
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
NO_BREAK = "\u00a0"
_ANY_BLANK = f" {NO_BREAK}"
_RUN = re.compile(f"[{_ANY_BLANK}]{{2,}}")
_NO_BREAK = re.compile("[\u00a0\u202f]")
# Control characters, halves of characters, and the code points that are no characters.
_NO_PRINT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

SYMBOLS: dict[AssessmentKind | StatusKind, Symbol] = {
    "full": "full", "partial": "partial", "none": "none", "unclear": "no_value",
    "not_applicable": "no_value",
    "done": "full", "ongoing": "partial", "remaining": "partial", "deviates": "partial",
    "not_done": "none", "not_started": "no_value", "dropped": "no_value",
}  # fmt: skip


def clean(text: str) -> str:
    """A short statement as it is printed: lines without blanks at their ends, no empty ones."""
    lines = (_RUN.sub(" ", line).strip(_ANY_BLANK) for line in _characters(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _characters(text: str) -> str:
    """The text in the characters that print and readers know, with line feeds between lines."""
    if text.isascii() and text.isprintable():
        return text
    seen = _NO_PRINT.sub("", _BLANKS.sub(" ", _BREAKS.sub("\n", text)))
    return NO_BREAK.join(characters.clean(part) for part in _NO_BREAK.split(seen))


def one_line(text: str) -> str:
    """A statement for a place that holds one line only: a heading in the contents, a caption."""
    return clean(text).replace("\n", " ")


def is_blank(text: str | None) -> bool:
    """Whether nothing of a text would be seen."""
    return text is None or not clean(text)


def rich(text: RichText) -> RichText:
    """A running text as it is printed: blank blocks gone, levels and marks in order."""
    return tuple(_nested([made for block in text for made in _blocks(block)]))


def _nested(blocks: Iterable[TextBlock]) -> Iterable[TextBlock]:
    """The blocks; a list item is at most one level deeper than the one before it."""
    deepest = 0
    for block in blocks:
        if block.type not in {"bullet", "number"}:
            deepest = 0
            yield block
            continue
        deepest = min(block.level, deepest + 1)
        yield replace(block, level=deepest)


def _blocks(block: TextBlock) -> Iterable[TextBlock]:
    # Text and rows in one block are set one after the other.
    kind = "paragraph" if block.type == "table" else block.type
    most = {"heading": _MAX_HEADING_LEVEL, "bullet": _MAX_LIST_LEVEL, "number": _MAX_LIST_LEVEL}
    text, marks = _marked(block.text, block.marks)
    if text:
        yield TextBlock(kind, text, marks, max(1, min(block.level, most.get(kind, 1))))
    rows = [tuple(TextCell(*_marked(c.text, c.marks)) for c in row) for row in block.rows]
    rows = [row for row in rows if any(cell.text for cell in row)]
    if rows:
        width = max(len(row) for row in rows)
        padded = tuple(row + (TextCell(""),) * (width - len(row)) for row in rows)
        yield TextBlock("table", rows=padded)


def _marked(text: str, marks: Iterable[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """The text as printed, with its marks at the places they then have."""
    given = tuple(marks)
    if not given:
        return clean(text), ()
    cuts = sorted({0, len(text), *(m.start for m in given), *(m.end for m in given)})
    at = {0: 0}
    pieces = []
    for start, end in pairwise(cuts):
        pieces.append(_characters(text[start:end]))
        at[end] = at[start] + len(pieces[-1])
    whole = "".join(pieces)
    if unicodedata.normalize("NFC", whole) != whole:
        return clean(text), ()  # a mark begins inside a letter
    printed, origin = _traced(whole)
    kept: list[Mark] = []
    for mark in given:
        first = bisect_left(origin, at[mark.start])
        last = bisect_left(origin, at[mark.end])
        if first < last:
            kept.append(Mark(first, last, mark.type, mark.href))
    return printed, tidy_marks(printed, kept)


def _traced(text: str) -> tuple[str, list[int]]:
    """The cleaned text and, for each of its characters, where it stood before."""
    printed = clean(text)
    origin: list[int] = []
    at = 0
    for char in printed:
        while text[at] != char and not (char == " " and text[at] == NO_BREAK):
            at += 1
        origin.append(at)
        at += 1
    return printed, origin


def tidy_marks(text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks without blanks at their ends; those of a kind that touch are one; in order."""
    joined: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.type, m.href or "", m.start, m.end)):
        last = joined[-1] if joined else None
        alike = last is not None and (last.type, last.href) == (mark.type, mark.href)
        if last is not None and alike and not text[last.end : mark.start].strip():
            joined[-1] = Mark(last.start, max(last.end, mark.end), mark.type, mark.href)
        else:
            joined.append(mark)
    trimmed = []
    for mark in joined:
        inner = text[mark.start : mark.end]
        start = mark.start + len(inner) - len(inner.lstrip())
        end = mark.end - (len(inner) - len(inner.rstrip()))
        if start < end:
            trimmed.append(Mark(start, end, mark.type, mark.href))
    return tuple(sorted(trimmed, key=lambda m: (m.start, m.end, m.type, m.href or "")))


# -- values


def due(value: Due | None) -> str:
    """When, as written; the last day where nothing was written."""
    if value is None:
        return ""
    return clean(value.text) or value.date or value.start or ""


def roles(values: Iterable[Role], written: str | None = None) -> str:
    """Who, as the cell had it (`written`), and whoever it does not name."""
    cell = clean(written or "")
    texts = [one_line(role.text or role.name or "") for role in values]
    missing = [text for text in texts if text and text not in cell.replace("\n", " ")]
    return "\n".join(part for part in (cell, ", ".join(missing)) if part)


def target(value: Target) -> str:
    """A target as written; its figure where nothing was written."""
    return clean(value.text) or amount(value.value, value.unit)


def outcome(value: Outcome) -> str:
    """An outcome as written; its figure, or why there is none, where nothing was written."""
    return clean(value.text) or amount(value.value, value.unit) or clean(value.missing or "")


def amount(value: Decimal | None, unit: str | None) -> str:
    """A figure as Swedish print has it: "1 945,5 GWh", with spaces that do not break."""
    if value is None:
        return ""
    whole, _, part = f"{abs(value):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", NO_BREAK)
    part = part.rstrip("0")
    sign = "\u2212" if value < 0 else ""
    figure = f"{sign}{grouped},{part}" if part else f"{sign}{grouped}"
    return f"{figure}{NO_BREAK}{one_line(unit)}" if unit and one_line(unit) else figure
