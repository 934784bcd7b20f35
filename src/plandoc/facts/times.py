# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""As of when a figure holds: the year, month or day that its sentence names nearest to it."""

from __future__ import annotations

import re

from plandoc.words import MONTHS

_YEAR = r"(?:19|20)\d\d"
_MONTH = "|".join(MONTHS)
_WHEN = re.compile(
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"|(?:(?P<day>\d{{1,2}})(?::?e)?\s+)?(?P<month>{_MONTH})\s+(?P<my>{_YEAR})"
    rf"|(?P<season>våren|hösten|sommaren|vårterminen|höstterminen|vt|ht)\s?-?(?P<sy>{_YEAR})"
    rf"|(?P<year>(?<![\d-]){_YEAR}(?![\d-]|\s?[-–/]\s?(?:{_YEAR}|\d\d\b)))"
    r"|(?P<now>just\s+nu|i\s+dagsläget|i\s*dag|för\s+närvarande|i\s+nuläget|nuvarande|i\s+år|detta\s+år|innevarande\s+år)\b"
    r"|(?P<past>föregående\s+år|förra\s+året|i\s+fjol|året\s+innan|tidigare\s+år)",
    re.IGNORECASE,
)


# What shall or will be …
_INTENDED = re.compile(
    r"\b(?:ska|skall|bör|måste|mål(?:et|värdet?|sättning(?:en)?)?|strävar|siktar|kommer|förväntas"
    r"|beräknas|planeras|prognos\w*|uppskattas|antas|avsikten|ambition\w*|fram\s+till|senast"
    r"|får\s+inte|räknar\s+(?:vi\s+)?med)\b",
    re.IGNORECASE,
)
# … and what is now; nearest before a figure counts.
_NOW = re.compile(
    r"\b(?:just\s+nu|i\s+dagsläget|i\s*dag|för\s+närvarande|nu(?:läget)?|idag)\b", re.IGNORECASE
)
_ASIDE = re.compile(r"\([^()]*\)")
_PART = re.compile(r"[,;:]\s|\s(?:och|men|medan|samt|vilket)\s")


def is_intended(text: str, position: int) -> bool:
    """Whether the figure at a position says what shall or will be, not what is."""
    text = _ASIDE.sub(lambda match: " " * len(match[0]), text)
    before = text[:position]
    intended = max((match.start() for match in _INTENDED.finditer(before)), default=-1)
    now = max((match.start() for match in _NOW.finditer(before)), default=-1)
    if intended >= 0 or now >= 0:
        return intended > now
    end = _PART.search(text, position)
    return _INTENDED.search(text, position, end.start() if end else len(text)) is not None


def as_of(text: str, position: int) -> str | None:
    """The date nearest to a position of a sentence, as ISO 8601 (a day, a month or a year).

    A season is kept as a word with its year ("hösten 2026"), and "förra året" as "föregående år".
    None when the sentence names no time.
    """
    found = list(_WHEN.finditer(text))
    if not found:
        return None
    match = min(found, key=lambda each: _distance(each, position))
    if match["iso"]:
        return match["iso"]
    if match["month"]:
        month = f"{match['my']}-{MONTHS.index(match['month'].casefold()) + 1:02}"
        return f"{month}-{int(match['day']):02}" if match["day"] else month
    if match["season"]:
        return f"{match['season'].casefold()} {match['sy']}"
    if match["now"]:
        return None
    return match["year"] or "föregående år"


def _distance(match: re.Match[str], position: int) -> int:
    return position - match.end() if match.end() <= position else match.start() - position
