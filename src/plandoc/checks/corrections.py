# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a misspelt word was meant to be: the one word that is a single slip away, or nothing.

A slip is one letter too many, missing, wrong or in the wrong order, or a syllable written twice.
Where two words are as near, nobody can tell which was meant, and there is no correction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet

from plandoc.checks.hunspell import WordList
from plandoc.checks.vocabulary import words as terms

_LETTERS = "abcdefghijklmnopqrstuvwxyzåäöé"
# Letters that are written for each other: neighbours on the keyboard, and alike in sound.
_EXCHANGED = {
    "a": "sqwzåäe", "b": "vghnp", "c": "xdfvsk", "d": "sfertcx", "e": "wrsdäai", "f": "dgrtcv",
    "g": "fhtyvbkj", "h": "gjyubn", "i": "uojkye", "j": "hkuinmg", "k": "jlioc", "l": "kopö",
    "m": "njk", "n": "bmhj", "o": "iplkåö", "p": "oåölb", "q": "wa", "r": "etdf", "s": "adwxezc",
    "t": "ryfgd", "u": "yihjo", "v": "cbfgw", "w": "qeasv", "x": "zcsd", "y": "tughi",
    "z": "xas", "å": "päöoa", "ä": "öåaep", "ö": "läpåo",
}  # fmt: skip
# A shorter word is near so many others that only a doubled letter can be told for a slip.
_LEAST_LETTERS = 7
# Shorter parts of a compound are too often there by chance: "in" + "kör" + "spolicy".
_LEAST_PART = 4
_LEAST_FREE_PARTS = 3, 5
_LINK = "s"
_ENDING_LETTERS = frozenset("adeinorst")


def correction(word: str, words: WordList, used: AbstractSet[str]) -> str | None:
    """The word that was surely meant, given in small letters as the word is; None if unsure.

    `used` are right words of the document and the domain: what is written right elsewhere was
    meant here too. The surest slips are tried first.
    """
    doubled = dict.fromkeys(_doubled(word))
    whole = [each for each in doubled if each in used or words.knows_whole(each)]
    if whole:
        return _only(whole)
    if _is_free_compound(word, words):
        return _linked(word, words)
    if len(word) < _LEAST_LETTERS or _is_new_formation(word, words):
        return None
    for candidates in (
        (each for each in doubled if words.is_compound(each)),
        (each for each in _single(word) if each in used),
        (each for each in _single(word) if words.knows_whole(each)),
        _mended_compounds(word, words),
    ):
        found = {each for each in candidates if not _is_longer_in_front(word, each)}
        if any(_is_other_form(word, each) for each in found):
            return None  # perhaps no slip at all
        if found:
            return _only(found)
    return None


def _only(found: Collection[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _is_free_compound(word: str, words: WordList) -> bool:
    """Whether it is two words put together ("lär" + "loggar"): new, but nothing misspelt."""
    return any(True for _cut in _seams(word, words))


def _is_new_formation(word: str, words: WordList) -> bool:
    """Whether it is a right word with a beginning that makes new words ("inter" + "kultur").

    Or with a linking s that the dictionary has it without: "nämndsmål" beside "nämndmål".
    """
    for prefix in terms("prefixes"):
        if word.startswith(prefix) and words.knows_whole(word.removeprefix(prefix)):
            return True
    inside = range(_LEAST_PART, len(word) - _LEAST_FREE_PARTS[0])
    return any(
        word[i] == _LINK
        and _LINK not in (word[i - 1], word[i + 1])
        and words.begins(word[:i])
        and words.ends(word[i + 1 :])
        for i in inside
    )


def _seams(word: str, words: WordList) -> Iterator[int]:
    first, last = _LEAST_FREE_PARTS
    for cut in range(first, len(word) - last + 1):
        if words.knows_whole(word[:cut]) and words.knows(word[cut:]):
            yield cut


def _linked(word: str, words: WordList) -> str | None:
    """A compound with the s that its first part always has ("livsmedel-s-hygien")."""
    found = set()
    for cut in _seams(word, words):
        linked = f"{word[:cut]}{_LINK}{word[cut:]}"
        if cut >= _LEAST_PART and words.knows(linked):
            found.add(linked)
    return _only(found)


def _is_other_form(word: str, candidate: str) -> bool:
    """Whether the two differ at the end only and in letters that endings are made of."""
    pairs = zip(word, candidate, strict=False)
    shared = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(word), len(candidate)))
    tails = word[shared:] + candidate[shared:]
    cut_term = candidate in terms("terms") and candidate[:-1] == word
    return shared >= len(word) - 1 and set(tails) <= _ENDING_LETTERS and not cut_term


def _is_longer_in_front(word: str, candidate: str) -> bool:
    """Whether the candidate is the word with a letter before it: nobody drops the first letter."""
    return candidate.endswith(word)


def _doubled(word: str) -> Iterator[str]:
    """Words from which a letter was doubled, made single, exchanged with the next, or repeated."""
    for i, letter in enumerate(word[:-1]):
        yield word[:i] + letter + word[i:]
        if word[i + 1 : i + 2] == letter:
            yield word[:i] + word[i + 1 :]
        elif i + 2 < len(word):
            yield word[:i] + word[i + 1] + letter + word[i + 2 :]
        for size in (2, 3):
            if word[i : i + size] == word[i + size : i + 2 * size]:
                yield word[:i] + word[i + size :]


def _single(word: str) -> Iterator[str]:
    """Words that differ in one letter: one too many, one missing, or one for another."""
    yield from _lacking(word)
    for i, letter in enumerate(word):
        yield word[:i] + word[i + 1 :]
        for other in _EXCHANGED.get(letter, ""):
            yield word[:i] + other + word[i + 1 :]


def _lacking(word: str) -> Iterator[str]:
    """Words from which one letter was left out."""
    for i in range(len(word) + 1):
        for letter in _LETTERS:
            yield word[:i] + letter + word[i:]


def _mended_compounds(word: str, words: WordList) -> Iterator[str]:
    """Compounds one of whose two parts lacks a letter."""
    for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        first, last = word[:cut], word[cut:]
        if words.ends(last):
            yield from (part + last for part in _fitting(_lacking(first), words.begins))
        if words.begins(first):
            yield from (first + part for part in _fitting(_lacking(last), words.ends))


def _fitting(parts: Iterable[str], fits: Callable[[str], bool]) -> Iterator[str]:
    return (part for part in parts if len(part) >= _LEAST_PART and fits(part))
