# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Economy: that the chapters on it say something."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding
from plandoc.checks.phrases import ECONOMY, TO_BE_WRITTEN
from plandoc.checks.rule import Source, rule
from plandoc.model import Chapter, Place, plain
from plandoc.words import fold

_LONGEST_HEADING = 6  # words; what is longer is a sentence that looks like a heading
_LONGEST_PROMISE = 20  # words
_BORGHOLM = Source("audit", "Borgholms kommun 2015")


@rule("R8", level="error", source=_BORGHOLM)
def no_economy(plan: Examined) -> Iterator[Finding]:
    """The chapters on economy are there, and all of them are empty.

    Source: goals without money are what auditors ask about every year (Borgholm 2015).
    """
    economy = list(_economy(plan))
    if economy and not any(has_text(plan, chapter) for chapter in economy):
        for chapter in economy:
            yield _finding(chapter, "")


@rule("R8", level="warning", source=_BORGHOLM)
def gaps_in_economy(plan: Examined) -> Iterator[Finding]:
    """Some chapter on economy is empty, and others are not.

    Source: as for a document without any. A chapter that only gathers the next ones may be empty.
    """
    economy = list(_economy(plan))
    if not any(has_text(plan, chapter) for chapter in economy):
        return
    for chapter in economy:
        following = _following(plan, chapter)
        if not has_text(plan, chapter) and following not in economy:
            yield _finding(chapter, "some")


def _economy(plan: Examined) -> Iterator[Chapter]:
    """The chapters on economy; one that stands twice counts where it says something."""
    said = {fold(each.heading) for each in plan.document.chapters if plain(each.text).strip()}
    for chapter in plan.document.chapters:
        heading = fold(chapter.heading)
        if len(heading.split()) > _LONGEST_HEADING or not ECONOMY.search(heading):
            continue
        if _is_a_goals(plan, chapter):
            continue
        if plain(chapter.text).strip() or heading not in said:
            yield chapter


def _is_a_goals(plan: Examined, chapter: Chapter) -> bool:
    """Whether the heading stands in a chapter on goals: it is the name of one, "God ekonomi"."""
    chapters = plan.document.chapters[: plan.document.chapters.index(chapter)]
    above = next((each for each in reversed(chapters) if each.level < chapter.level), None)
    return above is not None and any(word.startswith("mål") for word in fold(above.heading).split())


def _finding(chapter: Chapter, case: str) -> Finding:
    text = plain(chapter.text).strip()
    params = {"heading": chapter.heading, "text": text}
    case = "promised" if text else case
    return Finding("R8", chapter.id, "text", chapter.place, case=case, quote=text, params=params)


def _following(plan: Examined, chapter: Chapter) -> Chapter | None:
    """The next chapter of the document."""
    chapters = plan.document.chapters
    position = chapters.index(chapter) + 1
    return chapters[position] if position < len(chapters) else None


def _below(plan: Examined, chapter: Chapter) -> Iterator[Chapter]:
    """The chapters of lower levels that follow, until one of the same level."""
    chapters = plan.document.chapters
    following = chapters[chapters.index(chapter) + 1 :]
    return takewhile(lambda each: each.level > chapter.level, following)


def has_text(plan: Examined, chapter: Chapter) -> bool:
    """Whether a chapter says something: itself, or with what was read from below its heading.

    That it will be written says nothing yet.
    """
    if any(_is_said(plain(each.text)) for each in (chapter, *_below(plan, chapter))):
        return True
    following = _following(plan, chapter)
    end = _line(following.place) if following else None
    start = _line(chapter.place)
    if start is None:
        return False
    below = (_line(place) for place in _places(plan))
    return any(line > start and (end is None or line < end) for line in below if line is not None)


def _is_said(text: str) -> bool:
    """Whether a text says something: not that it is to come, not a mark alone."""
    words = text.split()
    is_short = len(words) <= _LONGEST_PROMISE and not any(map(str.isdigit, text))
    if is_short and TO_BE_WRITTEN.search(text):
        return False
    return any(map(str.isalnum, text))


def _places(plan: Examined) -> Iterator[Place | None]:
    """Where anything but chapters stands."""
    document = plan.document
    for group in (document.goals, document.indicators, document.activities, document.leftovers):
        for element in group:
            yield element.place


def _line(place: Place | None) -> int | None:
    return place.line if place else None
