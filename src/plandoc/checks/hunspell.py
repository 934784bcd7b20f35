# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a Hunspell dictionary and answers whether a word is in it, as far as Swedish needs.

Suffixes (`SFX`, also those that make the first part of a compound), compounds of up to four words
(`COMPOUNDBEGIN`, `COMPOUNDMIDDLE`, `COMPOUNDEND`, `CHECKCOMPOUNDREP`, `SIMPLIFIEDTRIPLE`) and the
two prefixed kinds of words of the Swedish `COMPOUNDRULE`s. Flags are single characters. Prefixes,
continued suffixes and numbers are not read: Swedish has no use for them here.

A general reader (spylls) gives the same answers and takes a second to get ready; `bench/checks.py`
compares the two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import distribution
from pathlib import Path

# The flags that the Swedish affix file gives their meaning ("COMPOUNDBEGIN X" and so on).
_BEGIN, _MIDDLE, _END = "COMPOUNDBEGIN", "COMPOUNDMIDDLE", "COMPOUNDEND"
_ONLY_IN_COMPOUND, _NEEDS_AFFIX, _FORBIDDEN = "ONLYINCOMPOUND", "NEEDAFFIX", "FORBIDDENWORD"
_FLAG_OPTIONS = (_BEGIN, _MIDDLE, _END, _ONLY_IN_COMPOUND, _NEEDS_AFFIX, _FORBIDDEN)
_MAX_PARTS = 4
_MIN_PART = 2
_LONGEST_SUFFIX = 12
_LONGEST_WORD = 60
_REMEMBERED = 100_000
# A compound rule of two flags: any word with the first, then any with the second ("jätte" + "lik").
_PAIR_RULE = re.compile(r"COMPOUNDRULE\s+([^\s\w*?(])([^\W\d_])\s*$")


@dataclass(frozen=True, slots=True)
class Suffix:
    """One suffix rule, for roots with `flag` that fit `condition`.

    `gives` are the flags of what comes out, where that is the first part of a compound.
    """

    flag: str
    condition: re.Pattern[str]
    gives: str


Suffixes = dict[str, dict[str, list[Suffix]]]
"""The rules by what they add to a root, and by what they first take away from it."""

_NONE: dict[str, list[Suffix]] = {}


class WordList:
    """A dictionary that is ready to be asked."""

    def __init__(self, affixes: str, words: str) -> None:
        self._flag: dict[str, str] = dict.fromkeys(_FLAG_OPTIONS, "")
        # Suffixes of words, and those that make first parts of compounds, by what they add.
        self._endings: Suffixes = defaultdict(dict)
        self._links: Suffixes = defaultdict(dict)
        self._alike: list[tuple[str, str]] = []
        self._pairs: list[tuple[str, str]] = []
        for line in affixes.splitlines():
            self._read_rule(line)
        self._roots = _roots(words)
        self._is_form = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def _read_rule(self, line: str) -> None:
        parts = line.split()
        pair = _PAIR_RULE.match(line)
        if pair:
            self._pairs.append((pair[1], pair[2]))
        elif len(parts) >= 2 and parts[0] in self._flag:
            self._flag[parts[0]] = parts[1]
        elif len(parts) == 3 and parts[0] == "REP":
            self._alike.append((parts[1], parts[2].replace("_", " ")))
        elif len(parts) >= 5 and parts[0] == "SFX":
            add, _slash, gives = parts[3].partition("/")
            strip = "" if parts[2] == "0" else parts[2]
            condition = re.compile(f"(?:{parts[4]})$")
            kept = self._links if gives else self._endings
            same = kept["" if add == "0" else add].setdefault(strip, [])
            same.append(Suffix(parts[1], condition, gives))

    def knows(self, word: str) -> bool:
        """Whether the word is right as written, also at the beginning of a sentence or in capitals.

        Parts with hyphens between them have to be right each. Words that are too long are not.
        """
        if len(word) > _LONGEST_WORD:
            return False
        return any(map(self._is_right, _cases(word))) or (
            "-" in word.strip("-") and all(map(self.knows, filter(None, word.split("-"))))
        )

    def _is_right(self, word: str) -> bool:
        return self.knows_whole(word) or self.is_compound(word)

    def knows_whole(self, word: str) -> bool:
        """Whether the word, inflected or not, is in the dictionary itself: not put together."""
        return self._is_form(word, "")

    def is_compound(self, word: str) -> bool:
        """Whether the word can be put together of words that may be."""
        return (
            any(True for _parts in self.compounds(word)) or self._is_pair(word)
        ) and not self._is_like_a_word(word)

    def compounds(self, word: str, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        """The ways to put a word together of two to four parts, as their parts."""
        if len(before) >= _MAX_PARTS:
            return
        if before and before[-1] != word and self._is_form(word, self._flag[_END]):
            yield (*before, word)
        flag = self._flag[_MIDDLE if before else _BEGIN]
        for cut in range(_MIN_PART, len(word) - _MIN_PART + 1):
            part, rest = word[:cut], word[cut:]
            if part in before[-1:] or not self._is_form(part, flag):
                continue
            yield from self.compounds(rest, (*before, part))
            if part[-1] == part[-2]:  # "till" + "låta" is written "tillåta"
                yield from self.compounds(part[-1] + rest, (*before, part))

    def begins(self, part: str) -> bool:
        """Whether the part may be the first of a compound."""
        return self._is_form(part, self._flag[_BEGIN])

    def ends(self, part: str) -> bool:
        """Whether the part may be the last of a compound."""
        return self._is_form(part, self._flag[_END])

    def _look_up(self, word: str, flag: str) -> bool:
        """Whether the word is a root or an inflected form that has the flag.

        Without a flag, whether it may stand alone. Only forms made for it begin compounds.
        """
        barred = (_NEEDS_AFFIX,) if flag else (_NEEDS_AFFIX, _ONLY_IN_COMPOUND)
        for flags in self._flags_of(word):
            if self._flag[_FORBIDDEN] in flags:
                return False
            if flag in flags and not any(self._flag[each] in flags for each in barred):
                return True
        if flag in (self._flag[_BEGIN], self._flag[_MIDDLE]):
            return any(flag in rule.gives for rule, _flags in self._derivations(word, self._links))
        return any(flag in flags for _rule, flags in self._derivations(word, self._endings))

    def _derivations(self, word: str, suffixes: Suffixes) -> Iterator[tuple[Suffix, str]]:
        """The suffix rules that make the word, each with the flags of the root it is made from."""
        for length in range(min(_LONGEST_SUFFIX, len(word) - 1) + 1):
            cut = len(word) - length
            for strip, rules in suffixes.get(word[cut:], _NONE).items():
                root = word[:cut] + strip
                for flags in self._flags_of(root):
                    for rule in rules:
                        if rule.flag in flags and rule.condition.search(root):
                            yield rule, flags

    def _is_pair(self, word: str) -> bool:
        return any(
            self._has(word[:cut], first) and self._is_form(word[cut:], second)
            for cut in range(_MIN_PART, len(word) - _MIN_PART + 1)
            for first, second in self._pairs
        )

    def _has(self, word: str, flag: str) -> bool:
        return any(flag in flags for flags in self._flags_of(word))

    def _flags_of(self, root: str) -> Sequence[str]:
        """The flags of a root, once for each time it stands in the dictionary."""
        flags = self._roots.get(root)
        return () if flags is None else flags.split("/")

    def _is_like_a_word(self, word: str) -> bool:
        """Whether a compound is only a common misspelling of a word in the dictionary."""
        for wrong, right in self._alike:
            start = word.find(wrong) if wrong[0] != "^" else -1
            while start >= 0:
                candidate = word[:start] + right + word[start + len(wrong) :]
                if self.knows_whole(candidate):
                    return True
                start = word.find(wrong, start + 1)
        return False


def _roots(words: str) -> Mapping[str, str]:
    """The words of a `.dic` file with their flags, "/" between those of a word that recurs."""
    found: dict[str, str] = {}
    for line in words.split("\n")[1:]:
        root, _slash, flags = line.rpartition("/")
        if not root:
            root, flags = line, ""
        found[root] = f"{found[root]}/{flags}" if root in found else flags
    return found


def _cases(word: str) -> tuple[str, ...]:
    """A word as it is, and as it would be written inside a sentence."""
    if word.isupper() and len(word) > 1:
        return word, word.capitalize(), word.lower()
    if word[:1].isupper():
        return word, word[:1].lower() + word[1:]
    return (word,)


@cache
def swedish() -> WordList:
    """The Swedish dictionary, ready to be asked. It takes a fraction of a second."""
    affixes, words = swedish_files()
    return WordList(affixes.read_text("utf-8"), words.read_text("utf-8"))


def swedish_files() -> tuple[Path, Path]:
    """Where the package `hunspell-sv` has its affix file and its words."""
    files = distribution("hunspell-sv").files or ()
    paths = {Path(file).name: Path(str(file.locate())) for file in files}
    return paths["sv_SE.aff"], paths["sv_SE.dic"]
