# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a Swedish word may be broken that no column is wide enough for.

Programs that know Swedish break words better; this is for those that may not, and would cut the
word anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The fewest letters before and after a break.
_LEAST = 3
# Compounds are joined by an s after these endings: "verksamhets-berättelse".
_JOINT = re.compile(r"(?:het|ing|ion|ism|dom|skap|tet|else|ment)s")
# Otherwise the last of the consonants before a vowel goes to the next line; ck, ng and x do not.
_VOWELS = "aeiouyåäöéAEIOUYÅÄÖÉ"
_SYLLABLE = re.compile(
    rf"(?<=[{_VOWELS}])(?:[^{_VOWELS}\W\d_]*(?:ck|ng|x)(?=[{_VOWELS}])|"
    rf"[^{_VOWELS}\W\d_]*(?=[^{_VOWELS}\W\d_][{_VOWELS}]))"
)


def broken(word: str, longest: int) -> list[str]:
    """The word in pieces between which a line may end, of some `longest` letters at most."""
    found: list[str] = []
    for piece in _cut(word, (joint.end() for joint in _JOINT.finditer(word))):
        if len(piece) <= longest:
            found.append(piece)
        else:
            found += _cut(piece, (syllable.end() for syllable in _SYLLABLE.finditer(piece)))
    return found


def _cut(word: str, places: Iterator[int]) -> list[str]:
    made: list[str] = []
    start = 0
    for place in places:
        if place - start >= _LEAST and len(word) - place >= _LEAST:
            made.append(word[start:place])
            start = place
    return [*made, word[start:]]
