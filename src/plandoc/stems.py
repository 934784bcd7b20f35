# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether two Swedish texts speak of the same thing: their words' stems, and parts of compounds."""

from __future__ import annotations

import threading
from collections.abc import Collection
from functools import lru_cache

import snowballstemmer

from plandoc.words import fold

# Shorter parts of compounds ("mål" in "målning") say nothing of what a word is about.
_LEAST_SHARED = 5
_local = threading.local()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Swedish stem of a folded word: "utbildningarna" is "utbildning"."""
    # The stemmer keeps the word that it works on, so each thread needs one of its own.
    if not hasattr(_local, "stemmer"):
        _local.stemmer = snowballstemmer.stemmer("swedish")
    return str(_local.stemmer.stemWord(word))


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words, each once and in order.

    A word whose stem is too short to tell it from others is kept whole: "demens", not "dem".
    """
    found = ((word, stem(word)) for word in fold(text).split())
    return tuple(dict.fromkeys(
        short if len(short) >= _LEAST_SHARED else word for word, short in found
    ))  # fmt: skip


def akin(first: str, second: str) -> bool:
    """Whether two stems are the same or share a part: "språkombud" and "språkkunskap"."""
    if first == second:
        return True
    if min(len(first), len(second)) < _LEAST_SHARED:
        return False
    return first[:_LEAST_SHARED] == second[:_LEAST_SHARED] or first in second or second in first


def share(first: Collection[str], second: Collection[str]) -> bool:
    """Whether some stem of the one is akin to some stem of the other."""
    return any(akin(one, other) for one in first for other in second)
