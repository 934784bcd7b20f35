# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of contents against the headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding
from plandoc.checks.rule import Source, rule
from plandoc.model import Chapter, Place
from plandoc.words import fold, strip_number

_PAGE = re.compile(
    r"(?:[\s.…·_]+(?:(?:sidan?|sid\.?|s\.)\s*)?\d{0,3}(?:\s?[-–]\s?\d{1,3})?)?\s*$", re.IGNORECASE
)
_PAGE_CLOSE = re.compile(r"(?<=[^\W\d_])\d{1,3}$")  # "Övrigt5": the line of dots was lost
_CONTENTS = re.compile(r"innehåll(?:sförteckning|et)?")
_MADE_UP = re.compile(r"innehåll", re.IGNORECASE)
_ALIKE, _ALIKE_BY_LETTERS = 0.75, 0.88
# When this share of the headings of a level is in the contents, the others should be too.
_MOST = 0.75
# When more than this share of the contents has no heading, the file is an extract of the document,
# or its headings were not understood: nobody would look for them in it.
_MOST_ABSENT, _FEW_ABSENT = 0.5, 3
_MOST_ENTRIES = 500
_LONGEST_ENTRY = 30  # words
# So many entries, and headings, are held against all others to find one that is nearly alike.
_MOST_COMPARED = 50
_SOURCE = Source("guidance", "Diggs vägledning för webbutveckling, om rubriker och navigation")


@dataclass(frozen=True, slots=True)
class _Heading:
    element: str | None
    words: str
    group: str
    place: Place | None

    @property
    def key(self) -> str:
        return _key(self.words)


@rule("R22", level="info", source=_SOURCE)
def contents_against_headings(plan: Examined) -> Iterator[Finding]:
    """What the contents list and what the headings say is not the same.

    Source: guidance on headings and navigation: whoever looks a chapter up must find it. Only a
    document that was read from a file has contents of its own; what is written here makes its
    contents from the headings.
    """
    contents = [each for each in plan.document.ignored if each.reason == "contents"]
    entries = [
        (_PAGE.sub("", each.text).strip(), each.place)
        for each in contents[:_MOST_ENTRIES]
        if not _MADE_UP.match(each.text)
    ]
    entries += _of_lists(plan)
    entries = [(words, place) for words, place in entries if not words.isdigit() and _key(words)]
    if not entries or any(len(words.split()) > _LONGEST_ENTRY for words, _place in entries):
        return  # no contents, or text that was taken for contents
    headings = _headings(plan)
    yield from _without_heading(plan, entries, headings)
    yield from _without_entry(headings, [_key(words) for words, _place in entries])


def _of_lists(plan: Examined) -> Iterator[tuple[str, Place | None]]:
    """The items of lists under a heading for contents: without pages, they were read as text."""
    for chapter in filter(_is_contents, plan.document.chapters):
        for block in chapter.text[:_MOST_ENTRIES]:
            if block.type in ("number", "bullet"):
                yield block.text.strip(), chapter.place


def _is_contents(chapter: Chapter) -> bool:
    """Whether a chapter is the table of contents."""
    return _CONTENTS.fullmatch(fold(chapter.heading)) is not None


def _without_heading(
    plan: Examined, entries: list[tuple[str, Place | None]], headings: list[_Heading]
) -> Iterator[Finding]:
    keys = {heading.key for heading in headings}
    everything = " ".join(fold(words) for words in _all_words(plan))
    absent: list[Finding] = []
    compared = 0
    for words, place in entries:
        key = _key(words)
        if key in keys or any(key in each for each in keys) or _PAGE_CLOSE.sub("", key) in keys:
            continue
        compared += 1
        if compared > _MOST_COMPARED:
            break
        near = [each for each in get_close_matches(key, keys, 3, _ALIKE) if _is_like(key, each)]
        if near:
            nearest = next(heading for heading in headings if heading.key == near[0])
            yield Finding(
                "R22", element=nearest.element, field="heading", place=nearest.place, quote=words,
                params={"entry": words, "heading": nearest.words}, case="differs",
            )  # fmt: skip
        elif key not in everything:
            params = {"entry": words}
            absent.append(
                Finding("R22", place=place, quote=words, params=params, case="no_heading")
            )
    if len(absent) <= max(_FEW_ABSENT, len(entries) * _MOST_ABSENT):
        yield from absent


def _without_entry(headings: list[_Heading], keys: list[str]) -> Iterator[Finding]:
    groups: dict[str, list[_Heading]] = defaultdict(list)
    for heading in headings:
        if heading.group:
            groups[heading.group].append(heading)
    for group in groups.values():
        absent = [each for each in group if not any(_holds(each.key, key) for key in keys)]
        if len(absent) > max(_MOST_COMPARED, (1 - _MOST) * len(group) * 2):
            continue
        absent = [each for each in absent if not get_close_matches(each.key, keys, 1, _ALIKE)]
        if len(group) - len(absent) <= _MOST * len(group):
            continue
        for heading in absent:
            yield Finding(
                "R22", element=heading.element, field="heading", place=heading.place,
                quote=heading.words, params={"heading": heading.words}, case="no_entry",
            )  # fmt: skip


def _is_like(key: str, heading: str) -> bool:
    """Whether two that are nearly alike share a word: long compounds are alike by themselves."""
    shared = set(key.split()) & set(heading.split())
    return bool(shared) or SequenceMatcher(None, key, heading).ratio() > _ALIKE_BY_LETTERS


def _holds(key: str, entry: str) -> bool:
    return key in entry or entry in key


def _headings(plan: Examined) -> list[_Heading]:
    """What stands as headings, with the group of alike headings that each belongs to."""
    found = [
        _Heading(each.id, each.heading, f"chapter {each.level}", each.place)
        for each in plan.document.chapters
        if not _is_contents(each)
    ]
    found += [
        _Heading(each.id, each.title, f"goal {each.level}", each.place)
        for each in plan.document.goals
    ]
    return [each for each in found if each.key]


def _all_words(plan: Examined) -> Iterator[str]:
    """Every word of the document that may be a heading that was understood as something else."""
    document = plan.document
    contents = {each.id for each in document.chapters if _is_contents(each)}
    yield from (text.words for text in plan.texts if text.element not in contents)
    yield from (each.text for each in document.ignored if each.reason != "contents")
    yield from (each.department or "" for each in document.activities)
    yield from (section.heading or "" for goal in document.goals for section in goal.sections)


def _key(words: str) -> str:
    return fold(strip_number(words)[1])
