# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the figures of a sentence mean: counts, shares, named measures, money and changes.

Quantities are written in one way, so that they can be compared:
a count is its noun and what narrows it ("barn", "medarbetare 20–29 år");
a share is "andel PREDICATE", with "bland GROUP" where it is not of all staff;
a measure is its name, with "bland GROUP" where it is about some only ("personalomsättning bland
kvinnor"); a change is "ökning av …" or "minskning av …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from plandoc.facts.numbers import Figure, find_figures
from plandoc.facts.shares import (
    AGE,
    CHANGE,
    group_of,
    leading_group,
    narrowing_age,
    nearest_measure,
    normal_age,
    predicate_of,
    share,
)  # fmt: skip
from plandoc.facts.vocabulary import (
    ADDED,
    MEASURE,
    NEUTRAL,
    NO_NOUNS,
    OCCASIONS,
    WORD,
    gender,
    noun,
    unit_at,
)
from plandoc.model import Bound


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of a sentence and what it means; `position` is where it stands."""

    position: int
    quantity: str | None
    value: Decimal | None
    unit: str | None = None
    bound: Bound | None = None
    approximate: bool = False


_NEXT_WORD = re.compile(rf"\s+({WORD}(?:/{WORD})*)")
# An ending of adjectives and participles in the plural.
_ADJECTIVE = re.compile(r"^(?!.*(?:or|ar|er)$)\w{2,}(?:a|e|iga|ade)$", re.IGNORECASE)
_PLURAL = re.compile(
    r"^(?:[a-zåäö]{3,}(?:or|ar|er|ier|nden)"
    r"|[a-zåäö]*(?:lag|program|projekt|forum|möten|besök|lån|beslut|avtal|nätverk|fordon"
    r"|evenemang))$"
)
_NARROWING = re.compile(
    r"\s+(?P<words>(?:i behov av|i kö|i åldern|på heltid|på deltid|med|utan|som|per|med en|inom)\s"
    r"[^.,;:()\n]{2,60})",
    re.IGNORECASE,
)
_NARROWING_ENDS = re.compile(
    r"\s(?:och|samt|men|eller|vilket|där|fördelade|fördelat|på|är|ska|har|kan|får|blir|går|hör"
    r"|i enheten|till|för att|under|över)\b"
)
# "54 undersköterskor och vårdbiträden" are counted together.
_AND_NOUN = re.compile(rf"\s+(?:och|eller|samt)\s+(?P<noun>{WORD})(?!\w)")
_NUMBER_OF = re.compile(
    rf"\bantal(?:et)?\s+(?P<noun>{WORD})\s*(?::|är|var|uppgår\s+till|uppgick\s+till)?\s*$",
    re.IGNORECASE,
)
_ON_AVERAGE = re.compile(
    r"\b(?:i\s+(?:genom)?snitt|genomsnittlig[at]?|i\s+medeltal)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_PLACES_FOR = re.compile(r"\b(?:plats(?:er)?|utrymme|kapacitet)\s+(?:för|till)\s*$", re.IGNORECASE)
_REFERRING = re.compile(
    r"\b(?:de|dessa|båda|bägge|den|våra övriga|övriga|två av de)\s+(?:\w+a\s+)?$", re.IGNORECASE
)
_EACH = re.compile(
    r"\b(?:på|i|vid|har)\s+(?:varje|respektive)\s+(?P<one>[a-zåäö]+)"
    r"|\b(?:varje|respektive)\s+(?P<two>[a-zåäö]+)\s+(?:har|består)\b",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"\b(?:består|har|finns|leds|arbetar|omfattar|utgörs|ingår|delas)\b", re.IGNORECASE
)
_POST = re.compile(
    rf"(?P<who>(?:biträdande|bitr\.?|ställföreträdande)?\s*{WORD})\s*[,(]?\s*"
    r"(?:på|om|som arbetar)?\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\bmed\s+(?:totalt|sammanlagt|ytterligare|i snitt)?\s*$|\bpå\s+(?:totalt\s+)?$",
    re.IGNORECASE,
)
# Between a measure and its value stand a few words and one that states, or nothing at all.
_STATES = re.compile(r"^\s*(?:\w+\s+){0,2}(?:på|är|var|till|om|blev|=|:)?\s*$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s+(?!(?:och|men|av|på|i|under|vid|jämfört|för|mot|till|enligt|samt|sedan|efter|medan|vilket"
    r"|varav|fördelat|fördelade|inklusive|exklusive|när|där|just|nu)\b)\w",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?P<few>(?:endast|bara)\s+(?:ett\s+fåtal|enstaka|några\s+få|få)|ett\s+fåtal"
    r"|(?:mycket|väldigt|ytterst|några)\s+få|nästan\s+ing(?:en|a))\b"
    r"|\b(?P<most>majoriteten|merparten|de\s+flesta|flertalet)\b",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    rf"\bav\s+(?:(?:de|våra|totalt|enhetens|skolans|förskolans)\s+){{0,2}}(?P<whole>\d{{1,4}})\s+"
    rf"(?P<noun>{WORD})\s+(?:är|har|var|hade)\s+$",
    re.IGNORECASE,
)
_SAID_OF = re.compile(r"\s+(?P<said>[a-zåäö]{4,}[^.;:()]*)")
_IS = re.compile(r"\bär\s+", re.IGNORECASE)
_VAGUE_REACH = 140  # characters in which the claim must be made
_MAX_QUANTITY = 90


def stated(text: str) -> Iterator[Stated]:
    """What the figures of a sentence say, from left to right, and its claims without a number."""
    figures = list(find_figures(text))
    for number, figure in enumerate(figures):
        behind = figures[number - 1].end if number else 0
        found = _one(text, figure, behind)
        if found is not None:
            yield from _both_ends(found, figure)
    yield from _vague(text)


def _both_ends(found: Stated, figure: Figure) -> Iterator[Stated]:
    """A figure; a range as its two limits."""
    if figure.last is None:
        yield found
        return
    yield replace(found, bound="at_least")
    yield replace(found, value=figure.last, bound="at_most")


def _one(text: str, figure: Figure, behind: int) -> Stated | None:
    """What one figure says; None where it counts nothing that can be named."""
    before = text[: figure.start]
    if figure.percent:
        quantity = share(
            text, figure.start, figure.end, behind=behind, change=_changed(text, figure)
        )
        return _stated(figure, quantity, "%") if quantity else None
    measured = unit_at(text, figure.end)
    if measured is not None:
        unit, end = measured
        if unit in {"%", "‰"}:
            quantity = _post(before) or share(
                text, figure.start, end, behind=behind, change=_changed(text, figure)
            )
            return _stated(figure, quantity, unit)
        return _stated(figure, _measured(text, figure, end, unit), unit)
    if re.match(rf"\s*(?:st\.?\s+)?(?:\w+\s+)?{OCCASIONS}\b", text[figure.end :], re.IGNORECASE):
        return None
    if _REFERRING.search(before):
        return None
    return _count(text, figure, behind) or _of_whole(text, figure) or _bare_measure(text, figure)


def _of_whole(text: str, figure: Figure) -> Stated | None:
    """A number as a share of the one before it: "av våra 49 lärare är 43 legitimerade"."""
    match = _OF_WHOLE.search(text[: figure.start])
    known = noun(match["noun"]) if match else None
    whole = Decimal(match["whole"]) if match else Decimal(0)
    said = _SAID_OF.match(text, figure.end)
    if known is None or said is None or not 0 < figure.value <= whole:
        return None
    value = (100 * figure.value / whole).quantize(Decimal("0.1"))
    quantity = f"andel {predicate_of(said['said'])} bland {known.plural}"
    return Stated(figure.start, quantity, value, "%", figure.bound, figure.approximate)


def _stated(figure: Figure, quantity: str | None, unit: str | None) -> Stated:
    short = quantity[:_MAX_QUANTITY].rstrip() if quantity else None
    return Stated(figure.start, short, figure.value, unit, figure.bound, figure.approximate)


# --- counts --------------------------------------------------------------------------------------


def _count(text: str, figure: Figure, behind: int) -> Stated | None:
    """A number of people, groups, workplaces or other things."""
    phrase = _noun_phrase(text, figure.end)
    if phrase is None:
        return _numbered(text, figure)
    adjectives, word, end = phrase
    known = noun(word)
    if not _is_counted(text, figure, word, listed=behind > 0):
        return _numbered(text, figure)
    plural = known.plural if known else word.casefold()
    joined = _AND_NOUN.match(text, end)
    other = noun(joined["noun"]) if joined else None
    is_plural = (
        joined is not None and other is not None and other.plural == joined["noun"].casefold()
    )
    if joined and other and known and is_plural and other.concept == known.concept:
        plural, end = f"{plural} och {other.plural}", joined.end()
    if _PLACES_FOR.search(text[: figure.start]):
        return _stated(figure, "platser", None)
    change = _changed(text, figure)
    words = [word for each in adjectives if (word := each.casefold()) not in NEUTRAL]
    words.append(plural)
    if _ON_AVERAGE.search(text[: figure.start]):
        words.append("i genomsnitt")
    quantity = " ".join(words) + (_narrowed(text, end) or _each(text))
    if change:
        quantity = f"{change} {quantity}" + _changing(text[: figure.start], plural)
    return _stated(figure, quantity, None)


def _numbered(text: str, figure: Figure) -> Stated | None:
    """A number after what it counts: "Antal anställda: 48", "antalet elever är 312"."""
    match = _NUMBER_OF.search(text[: figure.start])
    known = noun(match["noun"]) if match else None
    if known is None or figure.word or _GOES_ON.match(text, figure.end):
        return None
    return _stated(figure, known.plural, None)


def _is_counted(text: str, figure: Figure, word: str, *, listed: bool) -> bool:
    """Whether a noun after a number is counted by it; `listed` says that a figure stands before."""
    known = noun(word)
    if known is not None and known.definite:
        return False
    if figure.word and figure.value == 1:
        # "en rektor" is a number in a list of staff; elsewhere "en" is an article.
        is_post = known is not None and known.concept in {"profession", "workplace"}
        return is_post and (listed or _HAS.search(text[: figure.start]) is not None)
    if known is None:
        is_many = figure.value >= 2 and figure.value == int(figure.value)
        return is_many and _PLURAL.match(word.casefold()) is not None
    return True


def _noun_phrase(text: str, position: int) -> tuple[list[str], str, int] | None:
    """Adjectives, the noun and its end, right after a figure."""
    adjectives: list[str] = []
    while match := _NEXT_WORD.match(text, position):
        word = match[1]
        following = _NEXT_WORD.match(text, match.end())
        if word.casefold() in NO_NOUNS:
            return None
        more = following is not None and following[1].casefold() not in NO_NOUNS
        is_modifier = _ADJECTIVE.match(word) and (
            word.casefold() in {"biträdande", "ställföreträdande"} or noun(word) is None
        )
        if is_modifier and more and len(adjectives) < 3:
            adjectives.append(word)
            position = match.end()
            continue
        if word[0].isupper() and noun(word) is None:
            return None
        return adjectives, word, match.end()
    return None


def _narrowed(text: str, position: int) -> str:
    """What narrows a count: an age or a few words after the noun; empty if nothing does."""
    age = narrowing_age(text, position)
    if age:
        return " " + age
    narrowing = _NARROWING.match(text, position)
    if narrowing is None:
        return ""
    words = re.split(r"\s(?=\d)", narrowing["words"])[0]
    if " " not in words:  # "med 23 boende" tells of others
        return ""
    end = _NARROWING_ENDS.search(words)
    return " " + " ".join(words[: end.start() if end else None].split()[:6]).casefold()


def _each(text: str) -> str:
    """How many each one has, not how many there are: "på varje förskola finns"."""
    match = _EACH.search(text)
    return f" per {(match['one'] or match['two']).casefold()}" if match else ""


def _changing(before: str, plural: str) -> str:
    """Among whom so many more or fewer are counted: "bland barn 1–5 år"."""
    group = group_of(before)
    if group is None or group == plural:
        return ""
    ages = list(AGE.finditer(before))
    return f" bland {group}" + (f" {normal_age(ages[-1])}" if ages else "")


def _bare_measure(text: str, figure: Figure) -> Stated | None:
    """A value without unit of a measure that is named right before it ("index 4,2")."""
    if figure.word:  # "två år i rad", "klockan nio"
        return None
    close = text[max(0, figure.start - 60) : figure.start]
    named = list(MEASURE.finditer(close))
    found = named[-1] if named else None
    if found is None or not _STATES.search(close[found.end() :]):
        return None
    if _GOES_ON.match(text, figure.end):
        return None
    return _stated(figure, found["measure"].casefold(), None)


# --- measures and shares -------------------------------------------------------------------------


def _is_substance(word: str) -> bool:
    """Whether a word after a measured amount can be what it is of: "12 ton matavfall"."""
    return word.islower() and word not in NO_NOUNS and _ADJECTIVE.match(word) is None


def _post(before: str) -> str | None:
    """How much somebody works, where a profession stands right before the percentage."""
    match = _POST.search(before)
    if match is None:
        return None
    words = match["who"].split()
    if not words or words[-1] != words[-1].lower():
        return None
    known = noun(words[-1])
    if known is None or known.concept != "profession" or known.definite:
        return None
    return f"tjänstgöringsgrad bland {' '.join([*words[:-1], known.plural]).strip().casefold()}"


def _measured(text: str, figure: Figure, end: int, unit: str) -> str | None:
    """What an amount of money, weight, energy, time is of."""
    before, after = text[: figure.start], text[end:]
    change = _changed(text, figure)
    name = nearest_measure(before, after)
    if name is None and unit not in {"dagar", "timmar", "minuter"}:
        of = re.match(rf"\s+({WORD})", after)
        if of and _is_substance(of[1]):
            name = of[1].casefold()
    if change and name and not name.startswith(("ök", "minsk")):
        return f"{change} {name}"
    return name or (unit if unit in {"timmar", "dagar", "poäng"} else None)


def _changed(text: str, figure: Figure) -> str | None:
    """Whether the figure says by how much something goes up or down."""
    before = text[: figure.start]
    added = _NEXT_WORD.match(text, figure.end)
    if added and added[1].casefold() in ADDED:
        return None
    if not _BY.search(before):
        return None
    verbs = list(CHANGE.finditer(before[-140:]))
    if not verbs:
        return None
    return "ökning av" if verbs[-1]["up"] else "minskning av"


# --- claims without a number ---------------------------------------------------------------------


def _vague(text: str) -> Iterator[Stated]:
    """Claims about a share without a figure: "bara några få är under 30 år".

    Only claims about ages, genders and professions are kept: others cannot be compared with any
    figure.
    """
    for match in _VAGUE.finditer(text):
        rest = text[match.end() : match.end() + _VAGUE_REACH]
        verb = _IS.search(rest)
        if verb is None:
            continue
        said = predicate_of(rest[verb.end() :])
        known = noun(said)
        is_profession = known is not None and known.concept == "profession"
        if not (AGE.search(rest[verb.end() :][:40]) or gender(said) or is_profession):
            continue
        group = leading_group(rest[: verb.start()])
        quantity = f"andel {said}" + (f" bland {group}" if group else "")
        bound: Bound = "at_most" if match["few"] else "at_least"
        yield Stated(match.start(), quantity, None, None, bound, True)
