# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds the unit's own workplaces where its prose lists them.

Plans list them right after the word for what they are ("Förskolorna Eken, Boken och Alen"), after a
count and a colon ("vi har två förskolor: Eken (Storgatan 1) och Boken (Lillgatan 2)"), between
commas ("två förskolor, Eken och Boken, har …") or in parentheses ("två hus (Eken och Boken)"). A
list needs at least two capitalised names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plandoc.blocks import Span
from plandoc.facts.vocabulary import WORKPLACES
from plandoc.model import plain
from plandoc.recognition.draft import Draft
from plandoc.words import fold, sentences

_KIND = "|".join(sorted(WORKPLACES, key=len, reverse=True))
_NAME = r"[A-ZÅÄÖ][\wåäöé-]*(?: (?!och\b|samt\b)[A-ZÅÄÖ][\wåäöé-]*){0,3}"
_ITEM = rf"{_NAME}(?:\s*\([^()]*\))?"
_LIST = rf"{_ITEM}(?:\s*,\s*{_ITEM})*\s*,?\s*(?:och|samt)\s+{_ITEM}"
_WHERE = r"\s*,?\s*som\s+ligger\s+i\s+[A-ZÅÄÖ][\wåäö-]*"
_NAMED = re.compile(rf"\b((?i:{_KIND}))\s+({_LIST}(?:{_WHERE}\s+och\s+{_LIST})*)")
_COUNTED = re.compile(
    rf"\b(?:har|består av|omfattar|driver|finns|ingår)\s+(?:\w+\s+){{0,3}}?({_KIND})\b"
    rf"[^.:;()]{{0,60}}[:;,.–-]\s*({_LIST})",
)
# "två nybyggda förskolor (Eken och Boken)"
_ENCLOSED = re.compile(rf"\b({_KIND})\s+\(({_LIST})\)")
# "Två förskolor, Eken och Boken, har …"
_APPOSED = re.compile(
    rf"\b(?i:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|båda|våra)\s+(?:[a-zåäö]+a\s+)?({_KIND})"
    rf"\s*[,:–-]\s*({_LIST})"
)
_IN_LIST = re.compile(rf"({_NAME})(?:\s*\(([^()]*)\))?")


def find_workplaces(draft: Draft) -> None:
    """Add the workplaces that the chapters list; the chapters keep their text."""
    known: set[str] = set()
    for chapter in draft.of_kind("chapter"):
        text = plain(chapter.values.get("text", ()))
        for kind, name, about in _listed(text):
            if fold(name) in known:
                continue
            known.add(fold(name))
            unit = draft.add("unit", name=name, text=about)
            unit.values["kind"] = kind
            # The chapter has claimed the text; here it only tells where the name stands.
            unit.spans = _where(chapter.spans, name)
            unit.confidence = "likely"


def _listed(text: str) -> Iterator[tuple[str, str, str | None]]:
    """Kind, name and what stands in parentheses behind it, of each workplace listed."""
    for sentence in sentences(text):
        for pattern in (_NAMED, _COUNTED, _ENCLOSED, _APPOSED):
            for match in pattern.finditer(sentence):
                for item in _IN_LIST.finditer(re.sub(_WHERE, "", match[2])):
                    yield WORKPLACES[match[1].casefold()], item[1], item[2]


def _where(spans: list[Span], name: str) -> list[Span]:
    """The first of the spans that holds the name."""
    return next(([span] for span in spans if name in span.text), [])
