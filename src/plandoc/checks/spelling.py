# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Misspelt words, confused terms and words written twice.

A checker of spelling that cries wolf is switched off, so only what is surely wrong is told: a word
that the dictionary lacks and of which there is one clear correction. Names, abbreviations, foreign
words, torn words and what the document writes often are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from plandoc.checks.corrections import correction
from plandoc.checks.examined import Examined, Text
from plandoc.checks.findings import Finding, Proposal
from plandoc.checks.hunspell import swedish
from plandoc.checks.rule import Source, rule
from plandoc.checks.vocabulary import pairs, words
from plandoc.steering import SteeringModel

_LANGUAGE = Source("language", "Svenska skrivregler, SAOL")
_WORD = re.compile(r"[^\W\d_]+")
# What may touch a word; anything else makes it a part of something: an address, a compound.
_FREE_BEFORE = re.compile(r"(?:[\s\"'(”“»]|\d[.)])$")
_FREE_AFTER = re.compile(r"$|[\s\"'),;:!?”“»…]|\.(?:$|[\s\"')”])")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s|[•–*-]\s|\d[.)]\s?)[\s\"”“'(]*$")
# In these fields, a capital does not show a name.
_CAPITALISED = frozenset({"responsible"})
_TWICE = re.compile(r"(?<![\w-])([^\W\d_]{2,}) (\1)(?![\w-])", re.IGNORECASE)
# "den den fasta stunden": no verb ends so, but past tenses, and a few adverbs.
_ADJECTIVE = re.compile(
    r"\s(?!(?:bara|inte|gärna|kanske|redan|alltså|både|ska|ju)\b)[a-zåäö]{2,}(?<![dt]e)[ae]\s"
)
# "uppföljning med med": after a verb, the first may belong to it ("arbetar med med stöd av").
_NOUN_BEFORE = re.compile(
    r"(?:ning|ningen|ningar|ningarna|het|heten|heter|tion|tionen|tioner|arna|erna|orna|skap)\s$"
)
_STRAY_BRACKET = re.compile(r"(?<![\w(])([^\W\d_]{4,})\)([^\W\d_]{1,3})(?!\w)")
_CLOSE_PERCENT, _SPACED_PERCENT = re.compile(r"\d+(?:,\d+)?%"), re.compile(r"\d\s%")
_LEAST_LETTERS, _MOST_LETTERS = 6, 45
_LEAST_FOREIGN = 4  # letters of a word beside it that show a foreign phrase: "learning walks"
# A word that is written so as often as this is meant to be.
_OFTEN = 4
# With more words than this unknown, and more than this share of them, it is not Swedish.
_MOST_UNKNOWN_WORDS, _MOST_UNKNOWN = 60, 0.2
_LOOK_BACK = 12


@rule("R24", level="info", source=_LANGUAGE)
def misspelt_words(plan: Examined) -> Iterator[Finding]:
    """A word that is not in the dictionary, with one clear correction.

    Source: the Swedish dictionary of hunspell-sv, and the vocabulary of the steering model.
    """
    counts = Counter(word for text in plan.texts for word in _WORD.findall(text.words))
    long = [word for word in counts if _LEAST_LETTERS <= len(word) <= _MOST_LETTERS]
    unknown = {word for word in long if not _known(word)}
    if len(unknown) > max(_MOST_UNKNOWN_WORDS, len(long) * _MOST_UNKNOWN):
        return  # another language
    used = frozenset(word.lower() for word in long if word not in unknown)
    used |= _own_names(plan) | _names(plan.model) | words("terms")
    suspects = {
        word
        for word in unknown
        if counts[word] < _OFTEN and word.lower() not in used and not _is_confused(word)
    }
    workplaces = {unit.id for unit in plan.document.units}
    rests = {_edge(text.words, 0) for text in plan.texts if text.field == "leftovers"}
    corrections: dict[str, str | None] = {}
    for text in plan.texts:
        if text.element in workplaces or text.field == "unit":  # names
            continue
        for word in dict.fromkeys(_suspects(text, suspects)):
            if text.field == "leftovers" and any(_is_torn("", word, rest) for rest in rests):
                continue  # lines of cells, where a word's rest may stand anywhere below
            if word not in corrections:
                corrections[word] = correction(word.lower(), swedish(), used)
            right = corrections[word]
            if right is not None and not (_may_be_a_names(word) and right not in used):
                yield _exchange(text, "", word, _as_written(word, right))


def _suspects(text: Text, suspects: AbstractSet[str]) -> Iterator[str]:
    """The words of a text that are among the suspects, and stand there as words of Swedish."""
    lines = text.words.split("\n")
    for number, line in enumerate(lines):
        found = list(_WORD.finditer(line))
        for i, match in enumerate(found):
            if match[0] not in suspects or not _is_plain_word(line, match, text):
                continue
            before = found[i - 1][0] if i else ""
            after = found[i + 1][0] if i + 1 < len(found) else ""
            if _is_torn_or_foreign(before, match[0], after):
                continue
            above = "" if before or not number else _edge(lines[number - 1], -1)
            below = "" if after or number + 1 == len(lines) else _edge(lines[number + 1], 0)
            if not _is_torn(above, match[0], below):
                yield match[0]


def _edge(line: str, at: int) -> str:
    """The first or the last word of a line."""
    found = _WORD.findall(line)
    return found[at] if found else ""


def _own_names(plan: Examined) -> set[str]:
    """The words of the names that the document gives itself, its unit and its workplaces."""
    document = plan.document
    names = [document.title, document.unit, document.board, document.administration]
    names += [document.municipality, document.addressee, document.handler]
    names += [unit.name for unit in document.units]
    return {word.lower() for name in names if name for word in _WORD.findall(name)}


def _names(model: SteeringModel) -> set[str]:
    """The words of the model's names. Its labels also hold the spellings that documents have."""
    names = [level.name for level in model.levels] + [section.name for section in model.sections]
    names += [status.name for status in model.statuses] + [phase.name for phase in model.phases]
    names += [*model.roles, *model.resources, *model.chapters]
    return {word.lower() for name in names for word in _WORD.findall(name)}


def _is_plain_word(line: str, match: re.Match[str], text: Text) -> bool:
    """Whether it is a word by itself, no name and no abbreviation."""
    word, start, end = match[0], match.start(), match.end()
    if not word[1:].islower():
        return False
    before = line[max(0, start - _LOOK_BACK) : start]
    if word[0].isupper() and text.field not in _CAPITALISED and start > 0:
        cut = start > _LOOK_BACK
        if not _SENTENCE_START.search(f"x{before}" if cut else before):
            return False
    return bool((not before or _FREE_BEFORE.search(before)) and _FREE_AFTER.match(line, end))


def _is_torn_or_foreign(before: str, word: str, after: str) -> bool:
    """Whether it is half of a torn word, or stands beside another unknown word as names do."""
    return _is_torn(before, word, after) or any(
        len(each) >= _LEAST_FOREIGN and not _known(each) for each in (before, after)
    )


def _may_be_a_names(word: str) -> bool:
    """Whether a word may be the genitive of a name, at the beginning of a sentence."""
    return word[0].isupper() and word.endswith("s")


def _is_torn(before: str, word: str, after: str) -> bool:
    """Whether it is a word together with the one before it, or with the one after it."""
    return bool(before and _known(f"{before}{word}".lower())) or bool(
        after and _known(f"{word}{after}".lower())
    )


def _is_confused(word: str) -> bool:
    return any(word.lower().startswith(wrong) for wrong in pairs("confused"))


@lru_cache(maxsize=50_000)
def _known(word: str) -> bool:
    return word.lower() in words("terms") or swedish().knows(word)


def _as_written(word: str, right: str) -> str:
    return right.capitalize() if word[0].isupper() else right


@rule("R24", level="info", source=_LANGUAGE)
def confused_terms(plan: Examined) -> Iterator[Finding]:
    """A term of the domain that is confused with another word ("tertiär" for "tertial").

    Source: what Swedish municipalities' own plans confuse.
    """
    for text in plan.texts:
        for word in dict.fromkeys(_WORD.findall(text.words)):
            for wrong, right in pairs("confused").items():
                if word.lower().startswith(wrong):
                    exchanged = _as_written(word, right + word[len(wrong) :].lower())
                    yield _exchange(text, "confused", word, exchanged)


@rule("R24", level="info", source=_LANGUAGE)
def doubled_words(plan: Examined) -> Iterator[Finding]:
    """The same word twice in a row, which Swedish does not have ("ska ska").

    Source: Swedish grammar; words that may repeat are left alone, but where what stands around
    them shows that they do not: "den den nya" before an adjective, "med med" after a noun.
    """
    for text in plan.texts:
        for match in _TWICE.finditer(text.words):
            first, second = match[1], match[2]
            if second[0].isupper() or first.isupper():
                continue
            if first.lower() in words("may_repeat") and not _is_surely_twice(text.words, match):
                continue
            yield _exchange(text, "doubled", match[0], first)


def _is_surely_twice(line: str, match: re.Match[str]) -> bool:
    """Whether a word that may repeat stands twice by mistake, by what is before or after it."""
    first = match[1].lower()
    if first in words("articles"):
        return _ADJECTIVE.match(line, match.end()) is not None
    return first in words("prepositions") and _NOUN_BEFORE.search(line[: match.start()]) is not None


@rule("R24", level="info", source=_LANGUAGE)
def stray_brackets(plan: Examined) -> Iterator[Finding]:
    """A closing bracket inside a word.

    Source: Swedish writing rules; "barn(en)", where it was opened inside the word, is right.
    """
    for text in plan.texts:
        for match in _STRAY_BRACKET.finditer(text.words):
            whole = match[1] + match[2]
            if _known(whole):
                opened = text.words[: match.start()].rpartition("\n")[2]
                close = ")" if opened.count("(") > opened.count(")") else ""
                yield _exchange(text, "bracket", match[0], whole + close)


@rule("R24", level="info", source=_LANGUAGE)
def percent_signs(plan: Examined) -> Iterator[Finding]:
    """A percent sign close to its number, in a document that otherwise has a space between.

    Source: Swedish writing rules: "5 %".
    """
    if not any(_SPACED_PERCENT.search(text.words) for text in plan.texts):
        return
    for text in plan.texts:
        for match in dict.fromkeys(each[0] for each in _CLOSE_PERCENT.finditer(text.words)):
            spaced = f"{match[:-1]}\N{NO-BREAK SPACE}%"
            yield _exchange(text, "percent", match, spaced)


def _exchange(text: Text, case: str, wrong: str, right: str) -> Finding:
    """A finding with the words to write instead."""
    return Finding(
        "R24", element=text.element, field=text.field, place=text.place, quote=wrong, case=case,
        params={"word": wrong, "right": right}, proposal=Proposal(text.field, wrong, right),
    )  # fmt: skip
