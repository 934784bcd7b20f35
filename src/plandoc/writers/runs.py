# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Formatted text cut into runs of one look each, for every format that nests formatting."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plandoc import links
from plandoc.model import Mark


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that looks alike. `href` is a link that may be followed, or None."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


def runs(text: str, marks: Sequence[Mark]) -> Iterator[Run]:
    """The text in order, cut wherever a mark begins or ends.

    A link that leads anywhere but to the web, a mail address or this document is only text.
    """
    for start, end, over in stretches(text, marks):
        kinds = {mark.type for mark in over}
        href = next((mark.href for mark in over if mark.type == "link"), None)
        safe = href if href is not None and links.is_safe(href) else None
        yield Run(text[start:end], "bold" in kinds, "italic" in kinds, safe)


def stretches(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, list[Mark]]]:
    """The stretches [start, end) of a text that look alike, each with the marks over it."""
    cuts = sorted({0, len(text), *(at for mark in marks for at in (mark.start, mark.end))})
    ahead = deque(sorted(marks, key=lambda mark: mark.start))
    over: list[Mark] = []
    for start, end in itertools.pairwise(cuts):
        while ahead and ahead[0].start <= start:
            over.append(ahead.popleft())
        over = [mark for mark in over if mark.end > start]
        yield start, end, over
