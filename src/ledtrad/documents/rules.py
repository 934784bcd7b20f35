# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure rules of imports: names of files, and when two texts say the same."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from plandoc.words import fold

MAX_FILE_SIZE = 50 * 1024 * 1024
"""Bytes of one file."""

MAX_TEMPLATE_SIZE = 5 * 1024 * 1024
"""Bytes of a Word template."""

MAX_WRITTEN_SIZE = 100 * 1024 * 1024
"""Bytes of a file that is written for somebody."""

FILES_KEPT = dt.timedelta(days=7)
"""How long a file that a job wrote is kept."""

FILES_OF_ONE = 20
"""How many such files are kept for one person; the oldest go first."""

VERSIONS_KEPT = dt.timedelta(days=3 * 366)
"""How long a version that nobody adopted is kept after it was last used: a term of planning."""

MAX_NAME_LENGTH = 200

REPORTS = ("follow_up", "annual_report")
"""Kinds of documents that say how it went."""

NEAR = 0.9
"""From this share of common letters two wordings are one statement, misspelt or mended."""

LIKELY = 0.6
"""From this share two titles with the same number, in the same plan and level, are one goal."""

MAX_FILE_STEM = 100
"""Characters before the ending in the name of a file that is written: every system takes it."""

_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_TELLER = re.compile(r"\d|^.$|^[ivx]+$")
_ENDINGS = ("ernas", "arnas", "ornas", "erna", "arna", "orna", "ens", "ets", "en", "et", "s")


def safe_file_name(name: str) -> str:
    """The last part of a file name, without anything that is not a name.

    Whatever folders, drives or control characters it came with, they are gone; the result is never
    empty and never longer than `MAX_NAME_LENGTH`. It is shown, and never used as a path.
    """
    last = re.split(r"[/\\]", name)[-1]
    clean = _UNPRINTABLE.sub("", unicodedata.normalize("NFC", last)).strip().lstrip(".").strip()
    if len(clean) > MAX_NAME_LENGTH:
        stem, dot, ending = clean.rpartition(".")
        tail = f"{dot}{ending}" if dot and len(ending) <= 10 else ""
        clean = (stem if tail else clean)[: MAX_NAME_LENGTH - len(tail)] + tail
    return clean or "namnlös"


def storable(value: Any) -> Any:
    """Plain values without the characters that a database cannot hold."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value) if _UNSTORABLE.search(value) else value
    if isinstance(value, Mapping):
        return {key: storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    return value


def similarity(one: str, other: str, *, least: float = NEAR) -> float:
    """How alike two texts are, 0 to 1, when case, punctuation and icons do not count.

    Less than `least` may be given as 0, which spares the comparison of what is plainly different.
    """
    a, b = fold(one), fold(other)
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    shortest, longest = sorted((len(a), len(b)))
    if 2 * shortest / (shortest + longest) < least:
        return 0.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= least else 0.0


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ at most in case, punctuation and icons."""
    return fold(one) == fold(other)


def is_near(one: str, other: str) -> bool:
    """Whether two wordings are so alike that they are one statement."""
    return similarity(one, other) >= NEAR


def is_near_name(one: str, other: str) -> bool:
    """Whether two names of units are so alike that they are one, misspelt.

    What tells units with the same name apart is short: "Område 1" is not "Område 2", nor is
    "Grupp A" "Grupp B".
    """
    return is_near(one, other) and _tellers(one) == _tellers(other)


def name_stems(name: str) -> tuple[str, ...]:
    """The words of a unit's name without endings: "Norra nämndens" and "norra nämnd" agree."""
    return tuple(_stem(word) for word in fold(name).split())


def is_vaguer(name: str, than: str) -> bool:
    """Whether a name says less of the same thing: "Nämnden" than "Norra nämnden"."""
    few, many = name_stems(name), name_stems(than)
    return 0 < len(few) < len(many) and set(few) < set(many)


def _tellers(name: str) -> list[str]:
    """The numbers and single letters of a name, and its Roman numerals."""
    return [word for word in fold(name).split() if _TELLER.search(word)]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def board_named_after(administration: str) -> str | None:
    """The board that an administration works for, as its name suggests; None if it does not.

    "Norra stadsdelsförvaltningen" gives "Norra stadsdelsnämnden".
    """
    match = re.search(r"förvaltning(en)?s?$", administration.strip(), re.IGNORECASE)
    if match is None:
        return None
    stem = administration.strip()[: match.start()]
    if not stem.strip():
        return None
    return stem + ("nämnden" if match[1] else "nämnd")


def names_board(name: str) -> bool:
    """Whether the words of a name show that it is a board."""
    return any(
        word.endswith(("nämnd", "styrels", "styrelse", "utskott")) for word in name_stems(name)
    )


def names_administration(name: str) -> bool:
    """Whether the words of a name show that it is an administration."""
    return any(word.endswith(("förvaltning", "kontor")) for word in name_stems(name))
