# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words, their Swedish stems, and where they stand in a text. Pure: no database."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

MAX_QUERY_LENGTH = 200
MAX_QUERY_WORDS = 8
MAX_WORD_LENGTH = 60
MIN_PART_LENGTH = 3
"""The shortest part of a word that the databases' trigram indexes can find."""
MIN_COMPOUND_LENGTH = 4
"""A part of a compound shorter than this says little: "mål" stands in "målning" too."""
EXCERPT_LENGTH = 200

MAX_KEY_LENGTH = 100

_SWEDISH_ORDER = str.maketrans("åäö", "{|}")
_WORD = re.compile(r"[^\W_]+")
_DEFINITE = re.compile(r"(?P<stem>.{2,}[bdfghjklmnprstv])ans?\Z(?<!plan)(?<!plans)(?<!organ)")
_local = threading.local()

Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, [start, end), and its stem."""

    start: int
    end: int
    folded: str
    stem: str


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks for: stems that all have to be there."""

    stems: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """The stems that are long enough to be looked for inside other words."""
        return tuple(stem for stem in self.stems if len(stem) >= MIN_PART_LENGTH)

    @property
    def short(self) -> tuple[str, ...]:
        """The stems that are too short for that, and have to be words of their own."""
        return tuple(stem for stem in self.stems if len(stem) < MIN_PART_LENGTH)

    @property
    def is_telling(self) -> bool:
        """Whether compounds of the words are worth showing after the words themselves."""
        return any(len(stem) >= MIN_COMPOUND_LENGTH for stem in self.stems)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text with the places [start, end) in it of what was asked for."""

    text: str
    marks: tuple[Mark, ...] = ()


def fold(text: str) -> str:
    """The text in small letters and composed characters: å, ä and ö are letters of their own."""
    return unicodedata.normalize("NFC", text).casefold()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Swedish stem of a folded word: "skolorna" → "skol"."""
    # The stemmer keeps the word that it works on, so each thread needs one of its own.
    if not hasattr(_local, "stemmer"):
        _local.stemmer = snowballstemmer.stemmer("swedish")
    return str(_local.stemmer.stemWord(_indefinite(word)))


def _indefinite(word: str) -> str:
    """The definite form as the basic one: "förskolan" as "förskola", which the stemmer misses."""
    match = _DEFINITE.match(word)
    return match["stem"] + "a" if match else word


def words(text: str) -> Iterator[Word]:
    """The words of a text in order, with their places in it."""
    for match in _WORD.finditer(text):
        folded = fold(match[0])[:MAX_WORD_LENGTH]
        # Folding may leave something that is no letter ("ŉ" becomes "ʼn"): keep the letters.
        for part in _WORD.findall(folded):
            yield Word(match.start(), match.end(), part, stem(part))


def sort_key(text: str) -> str:
    """A key by which titles stand in Swedish order, å, ä and ö last, in any database."""
    return fold(text).strip().translate(_SWEDISH_ORDER)[:MAX_KEY_LENGTH]


def stems(text: str) -> str:
    """The stems of a text's words, once each and in order, with a blank between."""
    return " ".join(dict.fromkeys(word.stem for word in words(text)))


def parse(query: str) -> Query:
    """What is asked for. Signs mean nothing: no query is wrong, and some ask for nothing."""
    cut = unicodedata.normalize("NFC", query[:MAX_QUERY_LENGTH])
    found = dict.fromkeys(word.stem for word in words(cut))
    return Query(tuple(found)[:MAX_QUERY_WORDS])


def marks(text: str, query: Query) -> tuple[Mark, ...]:
    """Where the words asked for, or words made with them, stand in a text."""
    found: list[Mark] = []
    for word in words(text):
        if word.stem in query.stems or any(part in word.folded for part in query.parts):
            place = (word.start, word.end)
            if not found or found[-1] != place:
                found.append(place)
    return tuple(found)


def excerpt(text: str, query: Query, length: int = EXCERPT_LENGTH) -> Excerpt:
    """The piece of a text where the words asked for stand closest, cut between words."""
    flat = " ".join(text.split())
    places = marks(flat, query)
    start = _start(flat, places, length)
    end = min(len(flat), start + length)
    if end < len(flat):
        blank = flat.rfind(" ", start, end + 1)
        end = blank if blank > start else end
    piece = flat[start:end]
    before, after = ("… " if start else ""), (" …" if end < len(flat) else "")
    shift = len(before) - start
    return Excerpt(
        f"{before}{piece}{after}",
        tuple((a + shift, b + shift) for a, b in places if a >= start and b <= end),
    )


def _start(text: str, places: Sequence[Mark], length: int) -> int:
    """Where to begin so that the most marks fit, with a few words before the first of them."""
    if not places or len(text) <= length:
        return 0
    best, most = places[0][0], 0
    for first, _end in places[:50]:
        inside = sum(1 for a, b in places if a >= first and b <= first + length * 3 // 4)
        if inside > most:
            best, most = first, inside
    wanted = max(0, best - length // 4)
    if wanted == 0:
        return 0
    blank = text.find(" ", wanted, best)
    return blank + 1 if blank >= 0 else best
