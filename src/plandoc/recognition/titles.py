# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts the title of a document together where the cover sets it over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plandoc.blocks import Paragraph

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_LONGEST = 140


def whole_title(cover: Sequence[Paragraph], title: Paragraph) -> list[Paragraph]:
    """The lines of a title that a page has wrapped: small letters or bare years go on with it."""
    first = last = next(i for i, line in enumerate(cover) if line is title)
    while first and _wraps(cover[first - 1], cover[first]):
        first -= 1
    while last + 1 < len(cover) and _wraps(cover[last], cover[last + 1]):
        last += 1
    return list(cover[first : last + 1])


def _wraps(line: Paragraph, following: Paragraph) -> bool:
    """Whether a line of the title goes on in the next."""
    before, text = line.text.strip(), following.text.strip()
    if following.gap_before or following.page_start or before.endswith((".", ":")):
        return False
    if line.heading != following.heading and not text[:1].isdigit():
        return False
    if text[:1].islower() or before.endswith(("–", "-")):
        return len(before) + len(text) <= _LONGEST
    return bool(re.fullmatch(r"(?:(?:19|20)\d{2}|[-–/\s])+", text)) and not _YEAR.search(before)


def same_title(before: Paragraph, line: Paragraph) -> bool:
    """Whether a line is set as the title before it, without a gap, or goes on in small letters."""
    if line.gap_before or line.heading != before.heading:
        return False
    return bool(line.heading) or line.text.strip()[:1].islower()
