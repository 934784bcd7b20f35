# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The year's rhythm in prose: what happens when ("i maj"), and how often ("varje månad").

A moment is kept as written, with the word before it that tells how it is meant ("inför hösten"). A
year alone is no event: it says only which year the plan is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plandoc.words import MONTHS

_YEAR = r"(?:19|20)\d\d"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_NUMBER = (
    r"(?:\d{1,2}(?:\s?[-–]\s?\d{1,2})?"
    r"|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|några|flera)"
)
_UNIT = (
    r"(?:år(?:et)?|kalenderår|läsår(?:et)?|verksamhetsår(?:et)?|halvår(?:et)?|termin(?:en)?"
    r"|kvartal(?:et)?|tertial(?:et)?|månad(?:en)?|vecka(?:n)?|dag(?:en)?)"
)
_PER = rf"(?:per|om|i|/|varje)\s?{_UNIT}"
_LIMIT = r"\b(?:(?:minst|högst|ca\.?|cirka|ungefär|omkring|upp till|max)\s+)?"
_RECURRENCE = re.compile(
    rf"(?P<times>{_LIMIT}(?:vid\s+)?{_NUMBER}\s?(?:gång(?:er)?|ggr|tillfällen?|st\.?|möten|träffar"
    rf"|samtal|dagar|workshops|utvecklingsdagar|studiedagar|planeringsdagar)?\s?{_PER})\b"
    rf"|(?P<every>\b(?:var(?:je|t)?|varannan|vartannat|var\s+(?:tredje|fjärde|femte|sjätte"
    r"|åttonde|tionde|fjortonde)"
    rf"|vart\s+(?:tredje|fjärde|femte))\s+(?:{_UNIT}|vår|höst|sommar|{_MONTH}|måndag|tisdag|onsdag"
    r"|torsdag|fredag|arbetsdag|morgon|vårtermin|hösttermin|budgetår|mandatperiod))\b"
    r"|(?P<adverb>\b(?:årligen|månatligen|månadsvis|veckovis|kvartalsvis|tertialvis|terminsvis"
    r"|dagligen|halvårsvis|en\s+gång\s+om\s+året))\b"
    rf"|(?P<counted>\bper\s+(?:termin|kvartal|tertial|månad|vecka|läsår)\b)",
    re.IGNORECASE,
)
# What may stand before a moment and belongs to it: "i slutet av", "inför", "fram till den".
_BEFORE_MOMENT = re.compile(
    r"(?<!\w)(?:(?:i\s+(?:slutet|början|mitten)\s+(?:av|på)|under|inför|senast(?:\s+i)?|innan"
    r"|före|efter|från|fram\s+till|till|i|på|per|vid|sedan|med\s+start(?:\s+i)?)\s+)?"
    r"(?:(?:den|slutet\s+av|början\s+av|mitten\s+av)\s+)?$",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 40  # characters
_MOMENT = re.compile(
    rf"(?:\b\d{{1,2}}(?::?e)?\s+)?\b{_MONTH}(?:\s?[-–]\s?{_MONTH}"
    rf"|(?:,\s{_MONTH})*\s+(?:och|till|eller)\s+{_MONTH})?\b(?:\s+(?:varje\s+år|{_YEAR}))?"
    r"|\b(?:våren|hösten|sommaren|vintern|vårterminen|höstterminen|läsåret)\b"
    rf"(?:\s+{_YEAR}(?:/\d\d(?:\d\d)?)?)?"
    rf"|\b(?:vt|ht)\s?-?(?:{_YEAR}|\d\d)\b"
    r"|\b(?:vecka|veckorna|v\.)\s?\d{1,2}(?:\s?(?:[-–]|och|samt)\s?\d{1,2})*"
    rf"(?:\s+{_YEAR})?"
    rf"|\b(?:första|andra|tredje|fjärde|sista)\s+(?:kvartalet|halvåret|tertialet)(?:\s+{_YEAR})?"
    rf"|\b{_YEAR}-\d\d-\d\d"
    r"|\b(?:årsskiftet|terminsstarten|terminsstart|läsårsstarten|läsårsslutet|jul|påsk|sportlovet"
    r"|höstlovet|påsklovet|sommarlovet)\b(?!-)",
    re.IGNORECASE,
)
# "20 timmar per vecka" is a rate, not how often something is done.
_A_RATE = re.compile(r"\d[\d ,]*\s?(?:[^\W\d]+|%)\s+$")
_NOT_MONTH = re.compile(r"\b(?:mars|maj|augusti)\b", re.IGNORECASE)


# One of these stands in every sentence that names a moment or a recurrence; to look for them is
# much quicker than to look for the forms.
_TELLING = (
    "år", "vår", "höst", "sommar", "vinter", "termin", "månad", "veck", "kvartal", "tertial",
    "dag", "morgon", "gång", "ggr", "tillfäll", *MONTHS, "vt", "ht", "v.", "jul", "påsk", "lov",
    "mandatperiod", "-0", "-1",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When or how often, as written."""

    when: str | None = None
    recurrence: str | None = None


def rhythms(text: str) -> Iterator[Rhythm]:
    """The moments and recurrences that a sentence names, in its order.

    A moment and a recurrence next to each other ("två gånger per termin, i mars") are two.
    """
    lower = text.casefold()
    if not any(word in lower for word in _TELLING):
        return
    found: list[tuple[int, Rhythm]] = []
    taken: list[tuple[int, int]] = []
    for match in _RECURRENCE.finditer(text):
        words = " ".join(match[0].split())
        if match["times"] and not _is_recurrence(words):
            continue
        if match["counted"] and _A_RATE.search(text[: match.start()]):
            continue
        taken.append(match.span())
        found.append((match.start(), Rhythm(recurrence=words)))
    for match in _MOMENT.finditer(text):
        start, end = match.span()
        lead = _BEFORE_MOMENT.search(text, max(0, start - _LONGEST_BEFORE), start)
        start = lead.start() if lead else start
        if any(start < b and a < end for a, b in taken):
            continue
        if not _is_moment(match[0]):
            continue
        found.append((start, Rhythm(when=" ".join(text[start:end].split()))))
    for _position, each in sorted(found, key=lambda pair: pair[0]):
        yield each


def _is_recurrence(words: str) -> bool:
    """Say that "två i veckan" is how often, and that "en i år" is not."""
    return re.search(r"\bi\s?år$|\bi\s+dag$|\d{3}", words) is None


def _is_moment(words: str) -> bool:
    """A word in small letters; a bare capitalised month may be a name ("Maj", "August")."""
    return not (_NOT_MONTH.fullmatch(words) and words[0].isupper())
