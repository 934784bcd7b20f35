# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures and events in prose: what a document's own texts say in numbers, and when things recur.

`with_facts(document)` reads the texts that the document already holds (`passages`), finds the
amounts in them (`numbers`), what they are of (`figures`, `vocabulary`), and the dates and
recurrences of the year (`events`). It adds facts and events and changes nothing else, so that it
serves a document read from a file as well as one put together from a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from plandoc.facts.events import rhythms
from plandoc.facts.figures import Stated, stated
from plandoc.facts.passages import Owners, Passage, passages
from plandoc.facts.times import as_of, is_intended
from plandoc.model import Event, Fact, PlanDocument

__all__ = ["with_facts"]

# "en" and "ett" alone are articles, and say how many only in a list of other figures.
_ANY_FIGURE = re.compile(
    r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|hälften|fåtal|flesta|majoritet\w*"
    r"|merparten|flertalet|enstaka|få|en\s+(?:tredje|fjärde|fem|tion)del|\w+(?:ton|tio)|tjugo\w*"
    r"|\w*hundra\w*|\w*tusen|\w+tal|varannan|var\s+(?:tredje|fjärde|femte|tionde))\b",
    re.IGNORECASE,
)
_LONGEST = 600  # characters; no sentence that states a figure is longer


def with_facts(document: PlanDocument) -> PlanDocument:
    """The document with the figures and events that its texts state; all else is as it was.

    Facts and events that the document had are replaced.
    """
    owners = Owners(document)
    facts: list[Fact] = []
    events: list[Event] = []
    for passage in passages(document, owners):
        if len(passage.text) > _LONGEST:
            continue
        if _ANY_FIGURE.search(passage.text):
            facts += _facts(passage, owners, len(facts))
        events += _events(passage, len(events))
    return replace(document, facts=tuple(facts), events=tuple(events))


def _facts(passage: Passage, owners: Owners, known: int) -> Iterator[Fact]:
    for number, each in enumerate(stated(passage.text), start=known + 1):
        yield Fact(
            id=f"k{number}",
            text=passage.text,
            owner=_owner(passage, owners, each),
            quantity=each.quantity,
            value=each.value,
            unit=each.unit,
            as_of=as_of(passage.text, each.position),
            approximate=each.approximate,
            place=passage.place,
            element=passage.element,
            bound=each.bound,
            target=passage.wished or is_intended(passage.text, each.position),
        )


def _owner(passage: Passage, owners: Owners, each: Stated) -> str | None:
    return owners.in_sentence(passage.text, each.position) or passage.owner


def _events(passage: Passage, known: int) -> Iterator[Event]:
    for number, each in enumerate(rhythms(passage.text), start=known + 1):
        yield Event(
            id=f"e{number}",
            text=passage.text,
            when=each.when,
            recurrence=each.recurrence,
            place=passage.place,
            element=passage.element,
        )
