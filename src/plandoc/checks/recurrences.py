# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""R29: the same meeting or survey is said to come back with different intervals.

"Arbetsmiljögruppen träffas varannan vecka" and "arbetsmiljögruppen har möte var tredje vecka". Two
sentences are of the same thing when they name the same bodies and occasions, and nothing else that
tells them apart: with whom, for what, of which kind. "Arbetslagen har möte varje vecka" and
"arbetslagen har möte med specialpedagog varje månad" are both true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from plandoc.checks.contradictions import SOURCE
from plandoc.checks.examined import Examined, Text
from plandoc.checks.findings import Finding
from plandoc.checks.phrases import ABOUT_ANY_MEETING
from plandoc.checks.rule import rule
from plandoc.facts.events import rhythms
from plandoc.facts.numbers import number_words
from plandoc.words import fold, sentences

_WORD = re.compile(r"[^\W\d_]{3,}")
_WORD_OR_INITIALS = re.compile(r"[^\W\d_]{3,}|\b[A-ZÅÄÖ]{2}\b")
# Who meets, and what is held, by the beginning of the word's last part.
_BODIES = re.compile(
    r"(?P<stem>\w*(?:grupp|arbetslag|råd|team|nätverk|forum|kommitté|ledning))"
    r"(?:en|et|er|erna|ar|arna|na|n)?"
)
_OCCASIONS = re.compile(
    r"(?P<stem>\w*(?:enkät|rond|övning|samtal|apt|prognos|tillsyn|kontroll|handledning|mätning"
    r"|uppföljning|genomgång|rådslag|besiktning))(?:en|et|er|erna|ar|arna|na|n)?"
)
_MEETING = re.compile(r"(?P<which>\w*?s?)(?:möten?|mötet|mötena|träff\w*|ses|sammanträd\w*|samlas)")
# What stands before these is said of another thing: "resultatet av enkäten redovisas varje månad".
_ABOUT = re.compile(r"\b(?:av|om|kring|från|enligt|inför|efter)\s+(?:\w+\s+)?$", re.IGNORECASE)
# A meeting of no certain kind: "reflektionsmöte" is another than "planeringsmöte".
_ANY_MEETING = re.compile(r"(?:möten?|mötet|mötena|träff\w*|ses|sammanträd\w*|samlas)")
_TIMES_A_YEAR = {
    "dag": 230, "arbetsdag": 230, "vecka": 52, "månad": 12, "kvartal": 4, "tertial": 3, "termin": 2,
    "halvår": 2, "år": 1, "läsår": 1, "kalenderår": 1, "verksamhetsår": 1,
}  # fmt: skip
_ADVERBS = {
    "dagligen": 230, "veckovis": 52, "månatligen": 12, "månadsvis": 12, "kvartalsvis": 4,
    "tertialvis": 3, "terminsvis": 2, "halvårsvis": 2, "årligen": 1,
}  # fmt: skip
_ORDINALS = {"varannan": 2, "vartannat": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6,
             "åttonde": 8, "tionde": 10}  # fmt: skip
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag")
# Every fourth week and every month are as often.
_AS_OFTEN = 1.3
_STEM = 6
_CERTAIN_BODY = 12  # letters: "arbetsmiljögrupp" is one, "arbetslag" any
_UNIT = 4  # letters that tell weeks from months
_NEAR = 2.1
_WITH = re.compile(r"\b(?:med|tillsammans|utan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """How often a sentence says that something is: the times of a year, and its words."""

    text: Text
    sentence: str
    recurrence: str
    times: float
    what: frozenset[str]
    besides: frozenset[str]


@rule("R29", level="warning", source=SOURCE)
def different_intervals(plan: Examined) -> Iterator[Finding]:
    """The same group's meeting, or the same survey, comes back with different intervals.

    Source: as for figures that differ. Where a document is about several departments, each may
    have its own meetings.
    """
    departments = {each.department for each in plan.document.activities if each.department}
    found = [each for text in plan.texts if not text.title for each in _said(text)]
    for one, other in combinations(found, 2):
        same = one.what == other.what and (one.besides == other.besides or _is_close(one, other))
        if one.sentence == other.sentence or not same or not _differ(one, other):
            continue
        if len(departments) > 1 and one.text.element != other.text.element:
            continue
        for each in (one, other):
            yield Finding(
                "R29", element=each.text.element, field=each.text.field, place=each.text.place,
                quote=each.sentence[:120], case="interval", group=" ".join(sorted(one.what)),
                params={"first": one.recurrence, "second": other.recurrence},
            )  # fmt: skip


def _is_close(one: _Said, other: _Said) -> bool:
    """Whether two are of one body in weeks, or months, and so near that one is surely meant.

    What a group does with others, or does for another purpose, it mostly does much more seldom.
    """
    named = any(len(each) >= _CERTAIN_BODY for each in one.what)
    units = {fold(each.recurrence).split()[-1][:_UNIT] for each in (one, other)}
    low, high = sorted((one.times, other.times))
    with_others = any(_WITH.search(each.sentence) for each in (one, other))
    return named and len(units) == 1 and high / low <= _NEAR and not with_others


def _differ(one: _Said, other: _Said) -> bool:
    """Whether two are as far apart as to contradict each other."""
    low, high = sorted((one.times, other.times))
    return high / low > _AS_OFTEN


def _said(text: Text) -> Iterator[_Said]:
    """The recurrences of a text, one for each sentence that names only one."""
    for sentence in sentences(text.words):
        named = [each for each in rhythms(sentence) if each.recurrence]
        if len(named) != 1 or named[0].recurrence is None:
            continue
        times = _times_a_year(named[0].recurrence)
        position = " ".join(sentence.split()).find(named[0].recurrence)
        if times is None or position < 0:
            continue
        line = " ".join(sentence.split())
        what = _what(line[:position])
        if what:
            rest = f"{line[:position]} {line[position + len(named[0].recurrence) :]}"
            yield _Said(text, sentence, named[0].recurrence, times, what, _besides(rest))


def _what(before: str) -> frozenset[str]:
    """The bodies and occasions that are named before how often, when something is held.

    A meeting of some body's is a meeting, whatever it is called; else it is one by its name.
    """
    found: set[str] = set()
    meetings: set[str] = set()
    held = False
    for match in _WORD.finditer(before.casefold()):
        if _ABOUT.search(before[: match.start()]):
            continue
        if meeting := _MEETING.fullmatch(match[0]):
            meetings.add(f"{meeting['which']}möte")
            held = True
        elif occasion := _OCCASIONS.fullmatch(match[0]):
            found.add(occasion["stem"])
            held = True
        elif body := _BODIES.fullmatch(match[0]):
            found.add(body["stem"])
    if not found:
        return frozenset(meetings - {"möte"})
    return frozenset(found | {"möte"} if meetings else found) if held else frozenset()


def _besides(words: str) -> frozenset[str]:
    """What else a sentence names than who meets and what is held, as the beginnings of words."""
    return frozenset(
        word[:_STEM]
        for word in map(str.casefold, _WORD_OR_INITIALS.findall(words))
        if word not in ABOUT_ANY_MEETING
        and not word.startswith(_WEEKDAYS)
        and not (
            _ANY_MEETING.fullmatch(word) or _BODIES.fullmatch(word) or _OCCASIONS.fullmatch(word)
        )
    )


def _times_a_year(recurrence: str) -> float | None:
    """How many times a year: "varannan vecka" is 26; None where it cannot be told."""
    words = fold(recurrence).split()
    if words[-1] in _ADVERBS:
        return float(_ADVERBS[words[-1]])
    if words[-1].startswith(_WEEKDAYS):
        period = _TIMES_A_YEAR["vecka"]
    else:
        known = [name for name in _TIMES_A_YEAR if re.fullmatch(rf"{name}(?:e[nt]|n)?", words[-1])]
        if not known:
            return None
        period = _TIMES_A_YEAR[known[0]]
    every = next((_ORDINALS[word] for word in words if word in _ORDINALS), 1)
    numbers = [int(word) if word.isdigit() else number_words().get(word) for word in words]
    times = [each for each in numbers if each]
    if len(times) > 1:
        return None  # "3–4 gånger per termin"
    return (times[0] if times else 1) * period / every
