# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""When something is to be done: the forms in which Swedish plans write it, and the day they mean.

Occasions of reporting ("Delrapport 2") and words for what goes on ("Löpande") come from the
steering model; all else is the language's own ways of writing dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from plandoc.model import Due
from plandoc.steering import Occasion, SteeringModel

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"), ("februari", "feb"), ("mars", "mar"), ("april", "apr"), ("maj",),
            ("juni", "jun"), ("juli", "jul"), ("augusti", "aug"), ("september", "sept", "sep"),
            ("oktober", "okt"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_SEASON_ENDS = {
    "våren": (6, 30), "vårterminen": (6, 30), "vår": (6, 30), "vt": (6, 30), "sommaren": (8, 31),
    "hösten": (12, 31), "höstterminen": (12, 31), "höst": (12, 31), "ht": (12, 31),
}  # fmt: skip
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 4}

_YEAR = r"(?:19|20)\d\d"
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DASH = r"\s*(?:[-–—]|\btill\b|\bt\.?o\.?m\.?|\btill och med\b)\s*"
_DAY = (
    rf"(?P<ymd>{_YEAR}-\d\d-\d\d|{_YEAR}/\d\d/\d\d)"
    rf"|(?P<d>\d{{1,2}})\s?[/.]\s?(?P<m>\d{{1,2}})\s*[-–—/.,\s]\s*(?P<y>{_YEAR}|\d\d)(?![\d/-])"
    rf"|(?P<d2>\d{{1,2}})(?::?e)?\s+(?P<m2>{_MONTH})(?:\s+(?P<y2>{_YEAR}))?"
    r"|(?P<d3>[0-3]?\d)/(?P<m3>[01]?\d)(?![\d/])"
)
_LEAD = re.compile(
    r"(?:(?:klart|klar|färdigt|färdig|senast|före|innan|fram\s+till|till\s+och\s+med|till|t\.?o\.?m\.?"
    r"|under|hela|cirka|ca\.?|per|vid|den|(?:i\s+)?(?:slutet|början|mitten)\s+(?:av|på)|i"
    r"|del(?:arna)?\s+\d(?:\s*(?:,|och|samt|&|-|–)\s*\d)*)\s*[:,]?\s+)*",
    re.IGNORECASE,
)
_PART = re.compile(r"del(?:arna)?\s+\d(?:\s*(?:,|och|samt|&|-|–)\s*\d)*", re.IGNORECASE)
_FROM = re.compile(r"(?:från\s+och\s+med|fr\.?\s?o\.?\s?m\.?|från)\s+", re.IGNORECASE)
_MARKER = re.compile(r"\d{1,2}[.)]\s*(?=\S)")
_BETWEEN = re.compile(r"(?:\s+(?:och|samt|&)\s+|\s*[,;/&]\s*|\.?\s+)", re.IGNORECASE)
# After these, a year at the end of a text is part of what it says.
_YEAR_IN_TEXT = re.compile(
    r"(?:\b(?:år|åren|inför|för|från|sedan|av|och|till|i|plan|program|budget|agenda|mot|efter)"
    r"|[-–/])\s*$",
    re.IGNORECASE,
)
# A date that a narrow cell broke over two lines: "2026-01-" and "01".
_BROKEN_DATE = re.compile(r"(?<=\d)([-–/])\s*\n\s*(?=\d)")
_LONGEST = 240  # characters; no due is longer, nor has it more words than the next
_LOOK_BACK = 12
_WORD = re.compile(r"(?<!\S)\S+")


@dataclass(frozen=True, slots=True)
class _Found:
    """One due, found at the beginning of a text: where it ends, and if it is words, not figures."""

    end: int
    due: Due
    worded: bool = False


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The steering model's own words for "when", as patterns."""

    occasions: tuple[tuple[re.Pattern[str], Occasion], ...]
    ongoing: re.Pattern[str] | None


def parse_due(text: str, model: SteeringModel, *, year: int | None = None) -> Due:
    """What `text` says about when; `year` is the plan's, for dues that name none.

    Never fails: what is no due has kind "none" and no day. `text` is kept as written, but that a
    date is in one piece.
    """
    written = _BROKEN_DATE.sub(r"\1", text.strip())
    if len(written) > _LONGEST:
        return Due(written, "none")
    found = list(_sequence(written, _vocabulary(model.occasions, model.ongoing), year))
    if not found or found[-1].end != len(written):
        return Due(written, "none")
    if len(found) == 1:
        return replace(found[0].due, text=written)
    steps = tuple(item.due for item in found)
    days = [step.date for step in steps if step.date is not None]
    return Due(written, "steps", date=max(days, default=None), steps=steps)


def is_due(text: str, model: SteeringModel) -> bool:
    """Whether the whole text is a due."""
    return parse_due(text, model).kind != "none"


def match_due(text: str, model: SteeringModel, *, single: bool = False) -> int:
    """The length of the longest beginning of `text` that is a due, 0 if there is none.

    A blank or the end must follow, and after words ("Löpande") no running text. With `single`,
    "2026-01-01 2026-12-31" counts as two dues, of which only the first is taken.
    """
    length = 0
    head = text[:_LONGEST]
    for found in _sequence(head, _vocabulary(model.occasions, model.ongoing), None):
        rest = head[found.end :]
        if rest and not rest[0].isspace():
            continue
        if not (found.worded and rest.strip()[:1].islower()):
            length = found.end
        if single:
            break
    return length


def match_due_end(text: str, model: SteeringModel, *, single: bool = True) -> int | None:
    """Where the due begins that ends `text`, or None. With `single`, it is one due, not a list.

    A year that belongs to the statement ("före år 2030") is none.
    """
    vocabulary = _vocabulary(model.occasions, model.ongoing)
    end = len(text.rstrip())
    first = max(0, end - _LONGEST)
    best: int | None = None
    for match in reversed(list(_WORD.finditer(text, first, end))[-_LOOK_BACK:]):
        start = match.start()
        found = list(_sequence(text[start:end], vocabulary, None))
        if not found or found[-1].end != end - start or (single and len(found) > 1):
            continue
        if found[0].due.kind == "year" and _YEAR_IN_TEXT.search(text[first:start]):
            continue
        best = start
    return best


def find_due(text: str, *, year: int | None = None) -> Due | None:
    """The first time with a day that a running text names; `year` is for times that name none.

    A year that belongs to the statement ("plan för 2026") is none.
    """
    for match in _WORD.finditer(text):
        start = match.start()
        found = _figure(text, start, year)
        if found is None or found.due.date is None or (found.worded and year is None):
            continue
        before = text[max(0, start - _LONGEST) : start]
        if found.due.kind == "year" and _YEAR_IN_TEXT.search(before):
            continue
        return replace(found.due, text=text[start : found.end].rstrip(".,"))
    return None


def _sequence(text: str, words: _Vocabulary, year: int | None) -> Iterator[_Found]:
    """The dues that stand one after another at the beginning of a text; `end` counts from 0."""
    position = 0
    while position < len(text):
        marker = _MARKER.match(text, position)
        start = marker.end() if marker and _one(text, marker.end(), words, year) else position
        found = _one(text, start, words, year)
        if found is None:
            return
        end = found.end
        if text[end:].strip() in (".", ","):
            end = len(text)
        yield replace(found, end=end, due=replace(found.due, text=text[position:end].strip()))
        between = _BETWEEN.match(text, end)
        if between is None:
            return
        position = between.end()


def _one(text: str, position: int, words: _Vocabulary, year: int | None) -> _Found | None:
    """The longest single due that begins at `position`."""
    since = _FROM.match(text, position)
    if since:
        first = _figure(text, since.end(), year)
        if first is not None and first.due.date is not None:
            if first.due.kind == "range":
                return first
            start = _first_day(first.due)
            return replace(first, due=Due("", "range", start=start))
    starts = {position}
    lead = _LEAD.match(text, position)
    if lead:
        starts.add(lead.end())
    candidates = [
        found
        for start in starts
        for found in (_figure(text, start, year), _worded(text, start, words, year))
        if found is not None
    ]
    part = _PART.match(text, position)
    if part and not text[part.end() : part.end() + 1].isalnum():
        candidates.append(_Found(part.end(), Due("", "period"), worded=True))
    return max(candidates, key=lambda found: found.end, default=None)


def _first_day(due: Due) -> str | None:
    """The first day of a single due: a year begins with January, anything else is its own day."""
    return f"{due.date[:4]}-01-01" if due.kind == "year" and due.date else due.date


def _figure(text: str, position: int, year: int | None) -> _Found | None:
    """A due written in figures or with the calendar's words."""
    readers = (_range, _day, _years, _month, _week, _season, _part_of_year)
    found = (reader(text, position, year) for reader in readers)
    whole = (each for each in found if each is not None and not text[each.end :][:1].isalnum())
    return max(whole, key=lambda each: each.end, default=None)


def _worded(text: str, position: int, words: _Vocabulary, year: int | None) -> _Found | None:
    """An occasion of the steering model, or one of its words for what goes on."""
    best: _Found | None = None
    for pattern, occasion in words.occasions:
        match = pattern.match(text, position)
        if match and (best is None or match.end() > best.end):
            said = int(match["year"]) if match["year"] else year
            day = f"{said}-{occasion.ends}" if said and occasion.ends else None
            best = _Found(match.end(), Due("", "occasion", date=day), worded=not match["year"])
    match = words.ongoing.match(text, position) if words.ongoing else None
    if match and (best is None or match.end() > best.end):
        best = _Found(match.end(), Due("", "ongoing"), worded=True)
    return best


@cache
def _vocabulary(occasions: tuple[Occasion, ...], ongoing: tuple[str, ...]) -> _Vocabulary:
    patterns = []
    for occasion in occasions:
        longest_first = sorted((occasion.name, *occasion.labels), key=len, reverse=True)
        names = "|".join(_flexible(name) for name in longest_first)
        pattern = rf"(?:{names})(?:[\s,-]+(?P<year>{_YEAR}))?(?!\w)"
        patterns.append((re.compile(pattern, re.IGNORECASE), occasion))
    names = "|".join(_flexible(name) for name in sorted(ongoing, key=len, reverse=True))
    during = rf"(?:\s+under\s+(?:hela\s+)?(?:året|perioden|{_YEAR})|\s+{_YEAR})?"
    going_on = re.compile(rf"(?:{names}){during}(?!\w)", re.IGNORECASE) if names else None
    return _Vocabulary(tuple(patterns), going_on)


def _flexible(name: str) -> str:
    """The name as a pattern in which any blank may be any run of blanks."""
    return r"\s+".join(re.escape(word) for word in name.split())


# --- the calendar's forms: each reads one at `position`, or gives None -------------------------


def _iso(year: int, month: int, day: int) -> str | None:
    """The day as ISO 8601; None if there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _last_of_month(year: int, month: int) -> str:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).isoformat()


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


_DAY_PATTERN = re.compile(_DAY, re.IGNORECASE)


def _day(text: str, position: int, year: int | None) -> _Found | None:
    """A day: 2026-06-30, 30/6-2026, 30/6 – 26, 30.6.2026, "30 juni 2026", "30 juni", 30/6."""
    match = _DAY_PATTERN.match(text, position)
    if match is None:
        return None
    if match["ymd"]:
        day = _iso(*(int(part) for part in re.split("[-/]", match["ymd"])))
    elif match["d"]:
        day = _iso(_full_year(match["y"]), int(match["m"]), int(match["d"]))
    else:
        month = _month_number(match["m2"]) if match["m2"] else int(match["m3"])
        said = int(match["y2"]) if match["y2"] else year
        number = int(match["d2"] or match["d3"])
        if _iso(2024, month, number) is None:  # a leap year knows every day there is
            return None
        day = _iso(said, month, number) if said else None
        return _Found(match.end(), Due("", "date", date=day))
    return _Found(match.end(), Due("", "date", date=day)) if day else None


def _month_number(name: str) -> int:
    return _MONTHS[name.rstrip(".").casefold()]


_SPAN_PATTERN = re.compile(_DASH, re.IGNORECASE)


def _range(text: str, position: int, year: int | None) -> _Found | None:
    """Two days or two months with a dash or "till" between them."""
    for reader in (_day, _month):
        first = reader(text, position, year)
        dash = _SPAN_PATTERN.match(text, first.end) if first else None
        second = reader(text, dash.end(), year) if dash else None
        if first is None or second is None:
            continue
        if first.due.date is None and second.due.date:  # "januari–juni 2026": one year for both
            first = reader(text, position, int(second.due.date[:4])) or first
        start = first.due.date
        if start and reader is _month:
            start = start[:8] + "01"
        if start and second.due.date and start > second.due.date:
            continue
        return _Found(second.end, Due("", "range", date=second.due.date, start=start))
    return None


_YEARS_PATTERN = re.compile(rf"(?P<a>{_YEAR})(?:\s?[-–/]\s?(?P<b>{_YEAR}|\d\d)(?![\d-]))?")


def _years(text: str, position: int, year: int | None) -> _Found | None:
    """A year, or the years from one to another: 2026, 2026-2028, 2026/2027, 2026-28."""
    match = _YEARS_PATTERN.match(text, position)
    if match is None:
        return None
    first = int(match["a"])
    last = _full_year(match["b"]) if match["b"] else first
    if last > first:
        due = Due("", "range", date=f"{last}-12-31", start=f"{first}-01-01")
        return _Found(match.end(), due)
    if match["b"]:
        return None
    return _Found(match.end("a"), Due("", "year", date=f"{first}-12-31"))


_MONTH_PATTERN = re.compile(
    rf"(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])(?![\d-])|(?P<m2>{_MONTH})(?:\s+(?P<y2>{_YEAR}))?",
    re.IGNORECASE,
)


def _month(text: str, position: int, year: int | None) -> _Found | None:
    """A month: 2026-06, "juni 2026", "juni"."""
    match = _MONTH_PATTERN.match(text, position)
    if match is None:
        return None
    month = int(match["m1"]) if match["m1"] else _month_number(match["m2"])
    said = match["y1"] or match["y2"]
    number = int(said) if said else year
    day = _last_of_month(number, month) if number else None
    return _Found(match.end(), Due("", "period", date=day), worded=not said)


_WEEK_PATTERN = re.compile(
    rf"(?:vecka|veckorna|v\.?)\s?(?P<a>\d{{1,2}})(?:\s?(?:[-–]|och)\s?(?P<b>\d{{1,2}}))?"
    rf"(?!\d)(?:,?\s+(?P<y>{_YEAR}))?",
    re.IGNORECASE,
)


def _week(text: str, position: int, year: int | None) -> _Found | None:
    """A week or several, by ISO 8601: "vecka 6 2026", "v. 6-7". The last day is the Sunday."""
    match = _WEEK_PATTERN.match(text, position)
    if match is None:
        return None
    number = int(match["y"]) if match["y"] else year
    week = int(match["b"] or match["a"])
    if not 1 <= week <= 53:
        return None
    try:
        day = date.fromisocalendar(number, week, 7).isoformat() if number else None
    except ValueError:  # a week 53 that the year does not have
        return None
    return _Found(match.end(), Due("", "period", date=day), worded=not match["y"])


_SEASON_PATTERN = re.compile(
    rf"(?P<s>{'|'.join(sorted(_SEASON_ENDS, key=len, reverse=True))})\b"
    rf"(?:\s?[-–]?\s?(?P<y>{_YEAR}|\d\d(?!\d)))?|(?P<s2>vt|ht)-?(?P<y2>{_YEAR}|\d\d)(?!\d)",
    re.IGNORECASE,
)


def _season(text: str, position: int, year: int | None) -> _Found | None:
    """A season or a term: "våren 2026", "HT-26", "höstterminen"."""
    match = _SEASON_PATTERN.match(text, position)
    if match is None:
        return None
    said = match["y"] or match["y2"]
    name = (match["s"] or match["s2"]).casefold()
    number = _full_year(said) if said else year
    if name in {"vår", "höst"} and not said:
        return None
    day = _iso(number, *_SEASON_ENDS[name]) if number else None
    return _Found(match.end(), Due("", "period", date=day), worded=not said)


_PART_PATTERN = re.compile(
    rf"(?:(?P<q1>{'|'.join(_ORDINALS)})\s+(?P<what>kvartalet|halvåret)|(?P<k>kvartal|kv\.?|q)\s?(?P<q2>[1-4])"
    rf"|(?P<h>halvår)\s?(?P<q3>[12]))(?!\w)(?:\s+(?P<y>{_YEAR}))?",
    re.IGNORECASE,
)


def _part_of_year(text: str, position: int, year: int | None) -> _Found | None:
    """A quarter or half of a year: "första kvartalet 2026", "Q1 2026", "andra halvåret"."""
    match = _PART_PATTERN.match(text, position)
    if match is None:
        return None
    halves = match["h"] or (match["what"] or "").casefold() == "halvåret"
    written = match["q2"] or match["q3"]
    part = int(written) if written else _ORDINALS[match["q1"].casefold()]
    months = 6 if halves else 3
    number = int(match["y"]) if match["y"] else year
    day = _last_of_month(number, min(12, part * months)) if number else None
    return _Found(match.end(), Due("", "period", date=day), worded=not match["y"])
