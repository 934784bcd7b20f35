# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A change as its two sides: what stood, and what stands, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledtrad.sentences.differences import Told
from ledtrad.sentences.elision import elided
from plandoc.diff import Run


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one side's words: `mark` is "del", "ins" or empty."""

    mark: str
    text: str


def both_sides(told: Told) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """The old side and the new one: word by word where the words are alike, else whole."""
    if told.change.runs:
        return old_side(told.change.runs), list(_side(told.change.runs, "insert", "ins"))
    old = [Piece("del", told.old)] if told.old else []
    new = [Piece("ins", told.new)] if told.new else []
    return old, new


def old_side(runs: tuple[Run, ...]) -> Sequence[Piece]:
    """What stayed, and what went; long stretches that stayed are shortened."""
    return list(_side(runs, "delete", "del"))


def _side(runs: tuple[Run, ...], operation: str, mark: str) -> Iterator[Piece]:
    for run in elided(runs):
        if run.operation == "equal":
            yield Piece("", run.text)
        elif run.operation == operation:
            yield Piece(mark, run.text)
