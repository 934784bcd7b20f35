# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""How alike two wordings are: by the stems of their telling words, and by their letters."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from plandoc.stems import stem
from plandoc.words import fold

Stems = frozenset[str]

# Words that stand in any statement and tell nothing of what it is about.
_SILENT_WORDS = """
    alla allt andra att av blir bli bra både de dem den denna deras dess det detta du där efter
    eller en ett finns från få får för genom ge ger gör göra ha han har hos hur i ifrån in inför
    inom inte ja kan kommer kring man med mellan mer men mot mycket någon något när och också om
    oss på samt se sig sin sina sitt ska skall som så till under upp ur ut utan utifrån vad vara
    vi via vid vår våra vårt åt än är även över ökad öka ökar god goda gott hög höga högt bättre
    enhet enheten enhetens
"""
_SILENT = frozenset(_SILENT_WORDS.split())
_TYPO = 0.85
"""From this share of common letters two wordings are alike, whatever their words are."""
_CONTAINED = 3
"""So many telling words a wording needs to be seen as the whole of a part of another."""

# What the stemmer leaves of participles and definite forms: "minskad", "frånvaron".
_ENDING = re.compile(r"(?<=\w{5})(?:ad|and|ning|on|en|o)\Z")


@lru_cache(maxsize=50_000)
def _bare(word: str) -> str:
    """The stem of a folded word without the endings that stemming leaves."""
    return _ENDING.sub("", stem(word))


@lru_cache(maxsize=20_000)
def stems(text: str) -> Stems:
    """The stems of the telling words of a text; all its words where none of them tells."""
    words = fold(text).split()
    return frozenset(map(_bare, [word for word in words if word not in _SILENT] or words))


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each stem tells among the statements compared: the rarer, the more."""

    of: Mapping[str, float]

    def sum(self, words: Iterable[str]) -> float:
        """What words tell together, added in one order so that the sum is always the same."""
        return math.fsum(self.of.get(word, 1.0) for word in words)


def weights(statements: Iterable[Stems]) -> Weights:
    """The weights of the stems in a collection of statements."""
    listed = list(statements)
    counts = Counter(word for words in listed for word in words)
    return Weights({word: math.log(1 + len(listed) / count) for word, count in counts.items()})


def share(one: Stems, other: Stems, told: Weights) -> float:
    """The share of telling words that two statements have in common, 0 to 1.

    A statement whose every word stands in the other counts for more than its share: a title is
    often made longer or shorter.
    """
    common = told.sum(one & other)
    if not common:
        return 0.0
    first, second = told.sum(one), told.sum(other)
    dice = 2 * common / (first + second)
    if min(len(one), len(other)) < _CONTAINED:
        return dice
    return max(dice, 0.5 * dice + 0.5 * common / min(first, second))


def letters(one: str, other: str) -> float:
    """The share of common letters where it is high enough to be the same with a slip; else 0."""
    a, b = fold(one), fold(other)
    if a == b:
        return 1.0
    shortest, longest = sorted((len(a), len(b)))
    if not shortest or 2 * shortest / (shortest + longest) < _TYPO:
        return 0.0
    first, second = sorted((a, b))  # the matcher's answer depends on the order
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.quick_ratio() < _TYPO:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _TYPO else 0.0
