# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The grammar of figures in Swedish running text: numbers, how exact they are, and what is none.

Read are digits ("16,5", "60 000", "1.500.000"), words ("tre", "trettiofem", "hälften"), ratios
("tre av fyra"), ranges ("20–24", "fem till nio") and what stands before them ("ca", "minst").
Years, dates, ages, clock times, phone numbers, addresses, paragraphs of law, course points and
numbers of chapters are no amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from plandoc.model import Bound
from plandoc.words import MONTHS

_ONES = (
    "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
    "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
)  # fmt: skip
_TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")


@cache
def number_words() -> dict[str, int]:
    """The numbers that are written as one word, up to 999, and a thousand."""
    words = {word: number for number, word in enumerate(_ONES)} | {"ett": 1}
    for ten, word in enumerate(_TENS, start=2):
        words[word] = ten * 10
        words |= {word + _ONES[one]: ten * 10 + one for one in range(1, 10)}
        words[word + "ett"] = ten * 10 + 1
    below = {word: number for word, number in words.items() if 0 < number < 100}
    for hundred in range(1, 10):
        names = [_ONES[hundred] + "hundra"] if hundred > 1 else ["hundra", "etthundra"]
        for name in names:
            words[name] = hundred * 100
            words |= {name + word: hundred * 100 + number for word, number in below.items()}
    return words | {"tusen": 1000, "ettusen": 1000, "tvåtusen": 2000}


# Shares that are words of their own, in percent.
_SHARES = {
    "hälften": Decimal(50), "en tredjedel": Decimal("33.3"), "två tredjedelar": Decimal("66.7"),
    "en fjärdedel": Decimal(25), "tre fjärdedelar": Decimal(75), "en femtedel": Decimal(20),
    "en tiondel": Decimal(10), "var femte": Decimal(20), "var fjärde": Decimal(25),
    "var tredje": Decimal("33.3"), "varannan": Decimal(50), "var tionde": Decimal(10),
}  # fmt: skip
# "var tredje vecka" is how often, not how many.
_TENTH = Decimal("0.1")
_OF_TIME = r"(?!\s+(?:vecka|månad|dag|år|timme|termin|måndag|tisdag|onsdag|torsdag|fredag))"
_APPROXIMATE = (
    "ca", "ca.", "cirka", "c:a", "omkring", "ungefär", "runt", "kring", "drygt", "knappt",
    "nästan", "närmare", "uppemot", "uppskattningsvis", "i runda tal",
)  # fmt: skip
_AT_LEAST = (
    "minst", "lägst", "mer än", "fler än", "över", "åtminstone", "inte mindre än", "≥", ">",
)  # fmt: skip
_AT_MOST = (
    "högst", "max", "max.", "maximalt", "som mest", "upp till", "mindre än", "färre än", "under",
    "inte mer än", "inte fler än", "ej överstiga", "inte överstiga", "≤", "<",
)  # fmt: skip

_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|apr|aug|sept?|okt|nov|dec)\b"
_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s?[-–—]\s?"
# What measures a thing that has a year's digits: "1 945 GWh" is no year.
_MEASURED = (
    r"(?=\s?(?:%|procent|m?d?kr\b|tkr|mnkr|kronor|[kMGT]?Wh|k?g\b|ton\b|poäng|m2|m²|barn\b|elever\b"
    r"|medarbetare\b|anställda\b|invånare\b|personer\b|platser\b|timmar\b|brukare\b))"
)
_AGE = (
    rf"\d{{1,2}}(?:{_DASH}\d{{1,2}})?(?:\s?år\b(?=\s+(?:och|eller)\s+(?:äldre|yngre|uppåt))|"
    rf"\s?-?(?:åringar(?:na)?|åring(?:en)?|årig[at]?)\b)"
    rf"|\d{{1,2}}{_DASH}\d{{1,2}}\s?år\b"
    r"|(?:över|under|fyllt|yngre än|äldre än|åldern|till och med|från)\s+\d{1,2}\s?år\b"
    r"(?!\s+(?:sedan|framåt))"
    r"|\bålder(?:n|sgrupp(?:en)?|sspann(?:et)?)\s+\d{1,2}(?:\s?[-–—]\s?\d{1,2})?"
)
_NUMBERED = (
    r"\b(?:nivå|del|delen|kap(?:itel|\.)?|sid(?:an|a|\.)?|nr\.?|nummer|punkt(?:en)?|mål|bilaga|steg"
    r"|årskurs(?:erna)?|åk|vecka|veckorna|v\.?|kl(?:ockan|\.)?|tertial|T|kvartal|delår(?:srapport)?"
    r"|delrapport|tertialrapport|fas|etapp|tel(?:efon|\.)?|dnr|diarienummer|sfs|artikel|artiklarna"
    r"|rum|version|usk|paragraf|lag|grupp|modul|avsnitt|ämne|agenda|ISO|termin|rond|omgång"
    r"|pedagogik|specialpedagogik|tabell|figur|diagram|prioritet|klass|hus|byggnad|postnummer)"
    r"\s+\d+(?:[.,:]\d+)*(?:\s?(?:,|och|samt|eller|-|–|till)\s?\d+)*(?![\d,.]*\s?%)"
)
_STREET = (
    r"\b(?-i:[A-ZÅÄÖ])[\wåäö-]*(?:gatan|vägen|väg|gränd|gränden|torget|torg|stigen|stig|backen|allén|allé"
    r"|plan|slingan|ringen|kajen|leden|gata|platsen)\s+\d+\s?[A-Za-z]?\b"
)
_NOT_AMOUNTS = re.compile(
    "|".join(
        (
            rf"{_YEAR}-\d\d(?:-\d\d)?",
            rf"\d{{1,2}}[/.]\d{{1,2}}(?:\s?[-–/.]\s?(?:{_YEAR}|\d\d))?(?=$|[\s,;.)])(?!\s?(?:%|procent))",
            rf"\d{{1,2}}(?:{_DASH}\d{{1,2}})?(?::?[ea])?\s+{_MONTH}(?:\s+{_YEAR})?",
            rf"{_MONTH}\s+{_YEAR}",
            rf"{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d)(?!\d)",
            rf"(?<![\d,.]){_YEAR}(?![\d,]|\.\d|\s\d{{3}}){'(?!' + _MEASURED[3:]}",
            rf"\b(?:år|åren|sedan|hösten|våren|sommaren|vintern|för|under|inför|plan|budget)\s+{_YEAR}(?!\d)",
            r"\b[A-Za-zÅÄÖåäö]+\d[\w./-]*",  # KS2018-609, CO2, T1, v.6
            r"\d+[A-Za-zåäö]\b",  # 2b
            r"\b\d{2,4}-\d[\d ]{4,}\d",  # a phone number
            r"\+46[\d ()-]+",
            r"\b\d{4}:\d+",  # SFS 2010:800
            r"\d{1,2}[:.]\d\d(?=\s?[-–]\s?\d{1,2}[:.]\d\d)",
            r"(?:kl\.?|klockan)\s?\d{1,2}(?:[:.]\d\d)?(?:\s?[-–]\s?\d{1,2}(?:[:.]\d\d)?)?",
            r"\d{1,2}:\d\d",
            r"\d+\s?(?:a\s)?(?:kap\.?|kapitlet)(?:\s*\d+\s?§)?",
            r"§+\s?\d+(?:\s?[-–]\s?\d+)?|\d+(?:\s?[-–]\s?\d+)?\s?(?:[a-z]\s)?§+",
            r"\d+:(?:a|e|an|en)\b",
            r"^\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=(?-i:[A-ZÅÄÖ]))",
            r"(?<![\d,])\d{1,2}(?:\.\d{1,2})+\.?\s+(?=(?-i:[A-ZÅÄÖ]))",
            r"(?<=\s)\d{1,2}[.)]\s+(?=\S)",
            r"https?://\S+|www\.\S+|\S+@\S+",
            _AGE, _NUMBERED, _STREET,
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)  # fmt: skip

_DIGITS = (
    r"(?<![\w,.§:/-])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+)"
    r"(?:,\d+|\.\d+(?=\s?(?:%|procent|[a-zåäö])))?(?![\d:]|-\d{3})"
)


def _choice(words: tuple[str, ...]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


_TO_NINE = "en|ett|" + "|".join(_ONES[2:10])
_BELOW = rf"(?:(?:{'|'.join(_TENS)})(?:{_TO_NINE})?|{_choice((*_ONES, 'ett'))})"
_WORD = rf"\b(?:(?:(?:{_TO_NINE})?hundra)?{_BELOW}|(?:{_TO_NINE})?hundra|(?:ett|två)?tusen)\b"
_ABOUT = rf"(?:\bett\s+)?\b(?:{'|'.join(_TENS)}|tio|femton|hundra|tusen)tal\b"
_ONE = rf"(?:{_ABOUT}|{_DIGITS}|{_WORD})"
_SHARE = rf"\b(?:{_choice(tuple(_SHARES))})\b{_OF_TIME}"
_LEAD = rf"(?:(?<!\w)(?P<lead>(?:(?:{_choice(_APPROXIMATE + _AT_LEAST + _AT_MOST)})\s*)+))?"
_FIGURE = re.compile(
    rf"{_LEAD}(?:(?P<share>{_SHARE})|(?P<first>{_ONE})"
    rf"(?:\s+av\s+(?P<of>{_ONE})(?=\s|[.,;)]|$)|(?P<dash>\s?[-–—]\s?|\s+till\s+|\s+(?:och|à)\s+)(?P<last>{_ONE}))?)",
    re.IGNORECASE,
)
_MULTIPLIER = re.compile(r"\s+(?P<m>miljon(?:er)?|miljarder?|tusen)\b(?=\s+kronor|\s+kr|\s|$)")
_TIMES = {"miljon": 10**6, "miljoner": 10**6, "miljard": 10**9, "miljarder": 10**9, "tusen": 1000}
_BETWEEN = re.compile(r"\bmellan\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in a text: the characters [start, end), its value, and how exact it is.

    `last` is the other end of a range. `percent` says that the words alone mean a share
    ("hälften", "tre av fyra"). `word` says that it is written in letters.
    """

    start: int
    end: int
    value: Decimal
    last: Decimal | None = None
    bound: Bound | None = None
    approximate: bool = False
    percent: bool = False
    word: bool = False


def find_figures(text: str) -> Iterator[Figure]:
    """The amounts of a sentence from left to right; what is a date, an age or a number is left."""
    barred = [match.span() for match in _NOT_AMOUNTS.finditer(text)]
    position = 0
    while match := _FIGURE.search(text, position):
        figure = _figure(match, text, barred)
        if figure is not None:
            yield figure
            position = figure.end
            continue
        # What follows a barred number may still be an amount: "2026 20 barn".
        position = match.start("first" if match["first"] else "share") + 1
        while text[position : position + 1].isalnum():
            position += 1


def _figure(match: re.Match[str], text: str, barred: list[tuple[int, int]]) -> Figure | None:
    name = "share" if match["share"] else "first"
    start, end = match.span(name)
    if _is_barred((start, end), barred):
        return None
    bound, approximate = _lead(match["lead"] or "")
    begins = match.start("lead") if match["lead"] else start
    if match["share"]:
        words = " ".join(match["share"].casefold().split())
        return Figure(begins, end, _SHARES[words], None, bound, True, percent=True, word=True)
    value = _value(match["first"])
    approximate = approximate or match["first"].casefold().endswith("tal")
    word = not match["first"][0].isdigit()
    if match["of"] and not _is_barred(match.span("of"), barred):
        whole = _value(match["of"])
        if whole > value:
            percent = _whole((100 * value / whole).quantize(_TENTH))
            return Figure(begins, match.end("of"), percent, None, bound, approximate, True, word)
    last = None
    if match["last"] and not _is_barred(match.span("last"), barred):
        other = _value(match["last"])
        joined = match["dash"].strip().casefold()
        is_range = joined not in {"och", "à"} or bool(_BETWEEN.search(text[:begins]))
        if is_range and other > value:
            last, end = other, match.end("last")
    times = _MULTIPLIER.match(text, end)
    if times:
        factor = _TIMES[times["m"].casefold()]
        value, end = _whole(value * factor), times.end()
        last = _whole(last * factor) if last is not None else None
    return Figure(begins, end, value, last, bound, approximate, word=word)


def _whole(value: Decimal) -> Decimal:
    """The value without decimals when they are noughts."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _is_barred(span: tuple[int, int], barred: list[tuple[int, int]]) -> bool:
    return any(span[0] < b and a < span[1] for a, b in barred)


@lru_cache(maxsize=256)
def _lead(written: str) -> tuple[Bound | None, bool]:
    """What stands before a number: a limit, or that it is about so much."""
    said = " ".join(written.casefold().split())
    bound: Bound | None = None
    longest = 0
    limits: tuple[tuple[Bound, tuple[str, ...]], ...] = (
        ("at_least", _AT_LEAST), ("at_most", _AT_MOST),
    )  # fmt: skip
    for kind, words_of in limits:
        for word in words_of:
            if len(word) > longest and _holds(said, word):  # "inte mer än" holds "mer än"
                bound, longest = kind, len(word)
    return bound, any(_holds(said, word) for word in _APPROXIMATE)


def _holds(said: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) is not None


def _value(text: str) -> Decimal:
    words = text.casefold().removesuffix("tal").removeprefix("ett ").strip()
    known = number_words().get(words)
    if known is not None:
        return Decimal(known)
    plain = re.sub(r"[ \u00a0\u202f]", "", text)
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    return Decimal(plain.replace(",", "."))
