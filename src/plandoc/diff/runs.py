# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two wordings word by word: what stayed, what went, what came.

Lines are compared first (a paragraph that is the same in both is never looked into), then the
lines that are alike are paired in order, and only those are compared word by word. A pair that has
too little in common is shown as one text that went and another that came: a salad of words helps
nobody. Every step is bounded, so that no text makes it slow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from plandoc.diff.changes import Operation, Run

_ATOM = re.compile(r"\w+|[^\w\s]")
_ALIKE = 0.3
"""From this share of common words two lines are shown as one line that was changed."""
_MAX_LINES = 40_000
"""Pairs of lines that are weighed against each other; beyond it, the block is replaced whole."""
_MAX_WORDS = 1_000_000
"""Pairs of words; beyond it, what differs within a line is replaced whole."""


def word_runs(old: str, new: str) -> tuple[Run, ...]:
    """The runs that turn `old` into `new`.

    Equal and deleted runs joined give `old` exactly, equal and inserted ones `new`.
    """
    return tuple(_merged(_lines(old, new)))


Pieces = Iterator[tuple[Operation, str]]


def _lines(old: str, new: str) -> Pieces:
    """Whole lines that are the same, and what differs between them."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    yield "equal", "".join(before[:head])
    inner_old, inner_new = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(inner_old) * len(inner_new) > _MAX_LINES:
        yield "delete", "".join(inner_old)
        yield "insert", "".join(inner_new)
    else:
        matcher = SequenceMatcher(None, inner_old, inner_new, autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == "equal":
                yield "equal", "".join(inner_old[i1:i2])
            else:
                yield from _block(inner_old[i1:i2], inner_new[j1:j2])
    yield "equal", "".join(before[len(before) - tail :])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items two lists begin with in common."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _block(old: Sequence[str], new: Sequence[str]) -> Pieces:
    """Lines of which none is the same: pairs that are alike word by word, the others whole."""
    at_old = at_new = 0
    for i, j in [*_pairs(old, new), (len(old), len(new))]:
        yield "delete", "".join(old[at_old:i])
        yield "insert", "".join(new[at_new:j])
        if i < len(old):
            yield from _readable(_words(old[i], new[j]))
        at_old, at_new = i + 1, j + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of lines in order that together are most alike."""
    bags = (
        [Counter(_ATOM.findall(line)) for line in old],
        [Counter(_ATOM.findall(line)) for line in new],
    )
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_share(one, other) for other in bags[1]] for one in bags[0]]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            skip = max(best[i + 1][j], best[i][j + 1])
            best[i][j] = max(skip, alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0)
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _share(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two lines have in common; 0 when it is too small to show."""
    total = one.total() + other.total()
    share = 2 * (one & other).total() / total if total else 0.0
    return share if share >= _ALIKE else 0.0


def _words(old: str, new: str) -> Pieces:
    """Two lines word by word; blanks go with what stands around them."""
    a, b = list(_ATOM.finditer(old)), list(_ATOM.finditer(new))
    one, other = [match[0] for match in a], [match[0] for match in b]
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    inner_one, inner_other = one[head : len(one) - tail], other[head : len(other) - tail]
    same = [(i, i) for i in range(head)]
    if len(inner_one) * len(inner_other) <= _MAX_WORDS:
        matcher = SequenceMatcher(None, inner_one, inner_other, autojunk=False)
        for block in matcher.get_matching_blocks():
            same += [(head + block.a + k, head + block.b + k) for k in range(block.size)]
    same += [(len(one) - k, len(other) - k) for k in range(tail, 0, -1)]
    at_old = at_new = 0
    for i, j in same:
        yield from _gap(old[at_old : a[i].start()], new[at_new : b[j].start()])
        yield "equal", one[i]
        at_old, at_new = a[i].end(), b[j].end()
    yield from _gap(old[at_old:], new[at_new:])


def _gap(old: str, new: str) -> Pieces:
    """What stands between two common words; blanks at its ends that agree stay."""
    shortest = min(len(old), len(new))
    head = 0
    while head < shortest and old[head] == new[head] and old[head].isspace():
        head += 1
    tail = 0
    while tail < shortest - head and old[-1 - tail] == new[-1 - tail] and old[-1 - tail].isspace():
        tail += 1
    yield "equal", old[:head]
    yield "delete", old[head : len(old) - tail]
    yield "insert", new[head : len(new) - tail]
    yield "equal", old[len(old) - tail :]


def _readable(pieces: Pieces) -> Pieces:
    """Give up small islands of common words between larger changes."""
    changes: list[list[str]] = [["", ""]]  # what went and what came, between
    islands: list[str] = []
    for operation, text in pieces:
        if not text:
            continue
        if operation == "equal":
            if islands and changes[-1] == ["", ""]:
                islands[-1] += text
            else:
                islands.append(text)
                changes.append(["", ""])
        else:
            changes[-1][operation == "insert"] += text
    kept: list[list[str]] = [changes[0]]
    stayed: list[str] = []
    for island, (gone, came) in zip(islands, changes[1:], strict=True):
        before = kept[-1]
        if _is_small(island, before, (gone, came)):
            before[0] += island + gone
            before[1] += island + came
        else:
            stayed.append(island)
            kept.append([gone, came])
    for number, (gone, came) in enumerate(kept):
        yield "delete", gone
        yield "insert", came
        if number < len(stayed):
            yield "equal", stayed[number]


def _is_small(island: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether common words are so few that the changes around them read better as one."""
    size = len(island.strip())
    return size <= max(map(len, before)) and size <= max(map(len, after)) and size <= 12


def _merged(pieces: Pieces) -> Iterator[Run]:
    """Runs that follow each other as one; between two that stayed, what went before what came."""
    gone = came = stayed = ""
    for operation, text in pieces:
        if not text:
            continue
        if operation == "equal":
            if gone or came:
                yield from _told(stayed, gone, came)
                stayed = gone = came = ""
            stayed += text
        elif operation == "delete":
            gone += text
        else:
            came += text
    yield from _told(stayed, gone, came)


def _told(stayed: str, gone: str, came: str) -> Iterator[Run]:
    if stayed:
        yield Run("equal", stayed)
    if gone:
        yield Run("delete", gone)
    if came:
        yield Run("insert", came)
