# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much: target values and outcomes as Swedish plans write them, and their periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_MINUS = "-−–"
# "1 945,5", "12,5", "4.9", "1.945.000", "−1,1": blanks group digits, one stop is a comma.
_NUMBER = (
    rf"(?P<sign>[{_MINUS}+]\s?)?"
    r"(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+)"
    r"(?:[,.](?P<part>\d+))?(?!\d)"
)
_LEAD = (
    r"(?:(?:minst|lägst|mer än|fler än|över|högst|max(?:imalt)?|mindre än|färre än|under"
    r"|ca\.?|cirka|omkring|≥|≤|>|<|~|=)\s*)?"
)
_AMOUNT = re.compile(rf"\s*{_LEAD}{_NUMBER}(?P<unit>.*)", re.IGNORECASE | re.DOTALL)
# What may follow a number as its unit where nothing else shows the border of the value.
_UNIT = (
    r"(?:%|‰|procent(?:enheter)?|(?:t|mn|m|md)?kr|kronor|st(?:ycken)?|[kMGT]?Wh|k?g|ton|km|m²|m2"
    r"|dagar|timmar|tim|minuter|min|veckor|månader|år|personer|barn|elever|platser|poäng|ggr|gånger)"
)
_UNIT_TAIL = r"(?:\s+CO(?:2|₂)e?)?(?:\s*(?:per|/)\s*[^\W\d]+(?:\s[a-zåäö]+)?)?"
_AT_END = re.compile(
    rf"(?:^|(?<=\s))(?:{_LEAD}{_NUMBER}(?:\s?{_UNIT}{_UNIT_TAIL})?)\s*$", re.IGNORECASE
)
_LONGEST = 80  # characters; no value is longer
_PERIOD = re.compile(
    r"\b(?:(?:T|tertial(?:rapport)?)\s?(?P<t>[123])|(?:Q|kv\.?|kvartal)\s?(?P<q>[1-4])"
    r"|(?:H|halvår)\s?(?P<h>[12])|(?P<vb>VB|verksamhetsberättelse|helår|bokslut|årsredovisning)"
    r"|(?P<d>delår(?:srapport)?))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value and its unit; None where the text holds no figure or no unit. Zero is a value."""

    value: Decimal | None
    unit: str | None


def parse_amount(text: str) -> Amount:
    """The figure of a target or an outcome: "1,8 kg CO2 per kg livsmedel", "minst 90 %", "1 945,5".

    A text that begins with words ("Tas fram av nämnd"), or that holds a list or a range of figures,
    has no value that could be compared.
    """
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return Amount(None, None)
    unit = " ".join(match["unit"].split())
    if re.match(r"[,.:/–-]", unit) or re.search(r"(?:^|[\s(–-])\d", unit):
        return Amount(None, None)
    return Amount(_decimal(match), unit or None)


def match_amount_end(text: str) -> int | None:
    """Where the value begins that ends `text` ("Antal barn per grupp 16"), or None."""
    match = _AT_END.search(text, max(0, len(text) - _LONGEST))
    return match.start() if match else None


def period_of(text: str, year: int | None = None) -> str | None:
    """The period that a column head names, as "2026", "2026T1", "2026Q1" or "2026H1".

    `year` counts where the text names none. None if neither says a year.
    """
    said = _YEAR.search(text)
    number = said[1] if said else str(year) if year else None
    if number is None:
        return None
    match = _PERIOD.search(text)
    if match is None or match["vb"]:
        return number
    for letter in ("t", "q", "h"):
        if match[letter]:
            return f"{number}{letter.upper()}{match[letter]}"
    return f"{number}T2"


def _decimal(match: re.Match[str]) -> Decimal:
    whole = re.sub(r"\D", "", match["whole"])
    value = Decimal(f"{whole}.{match['part']}") if match["part"] else Decimal(whole)
    sign = (match["sign"] or "").strip()
    return -value if sign and sign in _MINUS else value
