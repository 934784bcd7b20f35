# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure rules about names and about the tree of units. Values in, answers out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

MAX_KEY_LENGTH = 200
"""Longest matching key: a database index holds it whole, whatever the title's length."""

_KEPT_OF_LONG_KEY = 160
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SWEDISH_ORDER = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})
_SLUG_LETTERS = str.maketrans({"å": "a", "ä": "a", "ö": "o", "æ": "a", "ø": "o"})


class Link(NamedTuple):
    """One row of the closure table: `descendant` lies `depth` steps below `ancestor`."""

    ancestor: int
    descendant: int
    depth: int


class TreeHasCycle(Exception):
    """The parents go round in a circle. `units` holds the ids of the circle."""

    def __init__(self, units: tuple[int, ...]) -> None:
        super().__init__(f"units {units} lie below themselves")
        self.units = units


def title_key(text: str) -> str:
    """The words of a title, for matching: case, punctuation and icons do not count.

    `CO₂e` and `CO2e` give the same key. At most `MAX_KEY_LENGTH` characters: a longer
    one keeps its beginning and ends in a digest of the whole.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    key = " ".join(_WORD.findall(folded))
    if len(key) <= MAX_KEY_LENGTH:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[: MAX_KEY_LENGTH - _KEPT_OF_LONG_KEY - 1]
    return f"{key[:_KEPT_OF_LONG_KEY]} {digest}"


def sort_key(text: str) -> str:
    """A key that puts å, ä and ö last, and in that order, in any database."""
    return (
        unicodedata.normalize("NFC", text)
        .strip()
        .casefold()
        .translate(_SWEDISH_ORDER)[:MAX_KEY_LENGTH]
    )


def number_key(number: str) -> tuple[int, ...]:
    """Orders goal numbers as people do: 1.2 before 1.10, and no number last."""
    parts = tuple(int(part) for part in re.findall(r"\d{1,9}", number))
    return parts or (10**9,)


def public_code(name: str, taken: set[str]) -> str:
    """A short permanent code for addresses, made of the name and not in `taken`."""
    plain = unicodedata.normalize("NFC", name).casefold().translate(_SLUG_LETTERS)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "enhet"
    code, count = stem, 1
    while code in taken:
        count += 1
        code = f"{stem}-{count}"
    return code


def ancestors(unit: int, parents: Mapping[int, int | None]) -> list[int]:
    """The unit and the units above it, nearest first.

    Raises `TreeHasCycle` if the way up never ends. A parent that is not a key of
    `parents` ends the way.
    """
    way: list[int] = []
    seen: set[int] = set()
    step: int | None = unit
    while step is not None and step in parents:
        if step in seen:
            raise TreeHasCycle(tuple(way[way.index(step) :]))
        seen.add(step)
        way.append(step)
        step = parents[step]
    return way


def closure(parents: Mapping[int, int | None]) -> set[Link]:
    """Every pair of ancestor and descendant; each unit is its own at depth 0."""
    return {
        Link(ancestor, unit, depth)
        for unit in parents
        for depth, ancestor in enumerate(ancestors(unit, parents))
    }


def cycles(parents: Mapping[int, int | None]) -> list[tuple[int, ...]]:
    """The circles among the units, each given once, as sorted ids."""
    found: set[tuple[int, ...]] = set()
    for unit in parents:
        try:
            ancestors(unit, parents)
        except TreeHasCycle as error:
            found.add(tuple(sorted(error.units)))
    return sorted(found)
