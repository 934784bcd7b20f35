# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sentences of a document's own texts, each with the element it stands in and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plandoc.model import Place, PlanDocument, RichText
from plandoc.words import fold, sentences

_DEPARTMENT = re.compile(
    r"^(?:förvaltningen\s+)?(?:avdelning(?:en|ens)?|område|sektor|verksamhetsområde)\s+(?:för\s+)?",
    re.IGNORECASE,
)
# "Eken (Storgatan 1, 45 barn)" and "Eken: 45 barn" at the beginning of a sentence or an item.
_TITLED = re.compile(
    r"(?:^|[,;:]\s|\boch\s)(?P<name>[A-ZÅÄÖ][\wåäöé-]+(?:\s[A-ZÅÄÖ][\wåäöé-]+)?)\s?[(:](?=[^()]*$)"
)
_TOGETHER = re.compile(r"\b(?:tillsammans|totalt|sammanlagt|båda|bägge|alla)\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[,;:.]\s|\s(?:och|men|medan|samt|där)\s")
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, and the element that it stands in.

    `owner` is the department or workplace that the element belongs to, else the document's own
    unit. `wished` says that the element states what is to be reached.
    """

    element: str
    text: str
    place: Place | None
    owner: str | None
    wished: bool = False


class Owners:
    """The names that a figure may be about: the document's unit, its workplaces and departments."""

    def __init__(self, document: PlanDocument) -> None:
        self.whole = document.unit or document.administration or document.board
        departments = {
            each.department
            for group in (document.changes, document.needs, document.activities)
            for each in group
            if each.department
        }
        names = [(unit.name, unit.name) for unit in document.units]
        names += [(_DEPARTMENT.sub("", name), name) for name in sorted(departments)]
        self._names = tuple((fold(key), name) for key, name in names if len(key) >= _SHORTEST_NAME)
        self._patterns = tuple(
            # A name may carry the genitive's s, and a department its "avdelningen" before it.
            (re.compile(rf"(?<!\w){re.escape(key)}s?(?!\w)", re.IGNORECASE), name)
            for key, name in names
            if len(key) >= _SHORTEST_NAME
        )

    def named(self, heading: str) -> str | None:
        """Whose a heading says that its text is; None if it names nobody."""
        words = fold(_DEPARTMENT.sub("", heading.strip()))
        return next((name for key, name in self._names if key == words), None)

    def in_sentence(self, text: str, position: int) -> str | None:
        """The name that stands nearest before a position of the sentence, else the first after.

        Before a colon or a parenthesis stands a name even if nothing else has told of it.
        """
        titled = list(_TITLED.finditer(text, 0, position))
        if titled and not self._patterns:
            return titled[-1]["name"]
        found = [
            (match.start(), name)
            for pattern, name in self._patterns
            for match in pattern.finditer(text)
        ]
        before = sorted(each for each in found if each[0] < position)
        if before:
            return None if _is_of_several(text, before, position) else before[-1][1]
        # A name further on must be the only one, and stand in the same clause: "45 barn på Eken".
        end = _CLAUSE_ENDS.search(text, position)
        is_one = len({name for _at, name in found}) == 1
        return found[0][1] if is_one and (end is None or found[0][0] < end.start()) else None


def _is_of_several(text: str, names: list[tuple[int, str]], position: int) -> bool:
    """Whether a figure is of several names together: "Eken och Boken har 60 barn"."""
    last, name = names[-1]
    if _TOGETHER.search(text, last, position):
        return True
    if len(names) < 2:
        return False
    before, other = names[-2]
    between = text[before + len(other) : last]
    return other != name and re.fullmatch(r"\s*(?:,|och|samt)\s*", between) is not None


def passages(document: PlanDocument, owners: Owners) -> Iterator[Passage]:
    """Every sentence of the document's texts, element by element."""
    for element, text, place, owner, wished in _texts(document, owners):
        for line in _lines(text):
            for sentence in sentences(line):
                yield Passage(element, sentence, place, owner, wished)


_Text = tuple[str, RichText | str | None, Place | None, str | None, bool]


def _texts(document: PlanDocument, owners: Owners) -> Iterator[_Text]:
    whole = owners.whole
    for chapter in document.chapters:
        owner = owners.named(chapter.heading) or whole
        yield chapter.id, chapter.text, chapter.place, owner, False
    for unit in document.units:
        if unit.text and not _is_quoted(unit.text, document):
            yield unit.id, unit.text, unit.place, unit.name, False
    for goal in document.goals:
        yield goal.id, goal.title, goal.place, whole, True
        yield goal.id, goal.text, goal.place, whole, False
        for result in goal.expected_results:
            yield result.id, result.text, result.place or goal.place, whole, True
        for section in goal.sections:
            yield goal.id, section.text, section.place or goal.place, whole, False
        yield goal.id, goal.comment, goal.place, whole, False
        yield goal.id, goal.analysis, goal.place, whole, False
    for activity in document.activities:
        owner = activity.department or whole
        yield activity.id, activity.aim, activity.place, owner, True
        yield activity.id, activity.title, activity.place, owner, True
        yield activity.id, activity.resources, activity.place, owner, False
        yield activity.id, activity.comment, activity.place, owner, False
        yield activity.id, activity.planned_follow_up, activity.place, owner, False
    for need in document.needs:
        yield need.id, need.text, need.place, need.department or whole, True
    for change in document.changes:
        yield change.id, change.text, change.place, change.department or whole, False
    for indicator in document.indicators:
        yield indicator.id, indicator.comment, indicator.place, whole, False


def _is_quoted(text: str, document: PlanDocument) -> bool:
    """Whether the words about a workplace were taken out of a chapter that keeps them."""
    return any(text in block.text for chapter in document.chapters for block in chapter.text)


def _lines(text: RichText | str | None) -> Iterator[str]:
    """The paragraphs of a text; headings and tables inside it state no figures in sentences."""
    if text is None:
        return
    if isinstance(text, str):
        yield from text.split("\n")
        return
    for block in text:
        if block.type not in {"heading", "table"} and block.text.strip():
            yield block.text
