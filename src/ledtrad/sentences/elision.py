# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long texts of which little changed, cut short for the reader."""

from __future__ import annotations

from typing import Literal

from plandoc.diff import Run

LONGEST_EQUAL = 160
"""Characters of a stretch without changes that are shown whole."""


def elided(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs with long stretches that stayed cut short, so that what changed is seen."""
    shown = []
    for number, run in enumerate(runs):
        text = run.text
        if run.operation == "equal" and len(text) > LONGEST_EQUAL:
            head = "" if number == 0 else f"{_cut(text[:LONGEST_EQUAL], -1)} "
            tail = "" if number == len(runs) - 1 else f" {_cut(text[-LONGEST_EQUAL:], 1)}"
            text = f"{head}…{tail}"
        shown.append(Run(run.operation, text))
    return tuple(shown)


def _cut(text: str, end: Literal[-1, 1]) -> str:
    """About half of the text, from its beginning (-1) or its end (1), without a torn word."""
    half = len(text) // 2
    if end == -1:
        return text[:half].rsplit(None, 1)[0] if " " in text[:half] else text[:half]
    return text[half:].split(None, 1)[-1]
