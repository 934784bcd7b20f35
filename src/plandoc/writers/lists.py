# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""List items, which a running text holds flat with a level each, as lists within lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from plandoc.model import RichText, TextBlock


@dataclass(frozen=True, slots=True)
class Entry:
    """A list item, and the lists of the deeper items that belong to it."""

    item: TextBlock
    below: tuple[NestedList, ...] = ()


@dataclass(frozen=True, slots=True)
class NestedList:
    """Items of one kind that follow each other."""

    kind: Literal["bullet", "number"]
    entries: tuple[Entry, ...]


def nested(text: RichText) -> Iterator[TextBlock | NestedList]:
    """The blocks of a running text in order, its list items gathered into lists."""
    pending: list[TextBlock] = []
    for block in text:
        if block.type in ("bullet", "number"):
            pending.append(block)
            continue
        yield from _lists(pending)
        pending = []
        yield block
    yield from _lists(pending)


def _lists(items: Sequence[TextBlock]) -> Iterator[NestedList]:
    start = 0
    while start < len(items):
        first = items[start]
        end = start + 1
        while end < len(items) and (
            items[end].level > first.level
            or (items[end].level == first.level and items[end].type == first.type)
        ):
            end += 1
        kind: Literal["bullet", "number"] = "number" if first.type == "number" else "bullet"
        yield NestedList(kind, tuple(_entries(items[start:end], first.level)))
        start = end


def _entries(items: Sequence[TextBlock], level: int) -> Iterator[Entry]:
    starts = [number for number, item in enumerate(items) if item.level <= level]
    for start, end in zip(starts, [*starts[1:], len(items)], strict=True):
        yield Entry(items[start], tuple(_lists(items[start + 1 : end])))
