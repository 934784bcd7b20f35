# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures and events of a document that was read, each at the lines where its sentence stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plandoc.blocks import Span
from plandoc.facts import with_facts
from plandoc.model import Place, PlanDocument
from plandoc.recognition.draft import Draft, place_of
from plandoc.words import fold

_ENOUGH = 4  # words that tell where a sentence begins


def with_stated(document: PlanDocument, draft: Draft) -> PlanDocument:
    """The document with facts and events, placed by the spans that their elements claimed."""
    found = with_facts(document)
    lines: dict[str, list[tuple[Span, list[str]]]] = {}
    known: dict[tuple[str, str], Place | None] = {}

    def place(element: str | None, text: str, otherwise: Place | None) -> Place | None:
        if element is None or element not in draft.elements:
            return otherwise
        if element not in lines:
            spans = draft.elements[element].spans
            lines[element] = [(span, fold(span.text).split()) for span in spans]
        key = (element, text)
        if key not in known:
            known[key] = _where(lines[element], fold(text).split())
        return known[key] or otherwise

    return replace(
        found,
        facts=tuple(
            replace(each, place=place(each.element, each.text, each.place)) for each in found.facts
        ),
        events=tuple(
            replace(each, place=place(each.element, each.text, each.place)) for each in found.events
        ),
    )


def _where(lines: Sequence[tuple[Span, list[str]]], sentence: list[str]) -> Place | None:
    """The lines of the sentence: where it begins, down to where as many words have passed."""
    first = sentence[:_ENOUGH]
    for number, (_span, words) in enumerate(lines):
        following = lines[number + 1][1] if number + 1 < len(lines) else []
        joined = words + following
        for start in range(len(words)):
            if joined[start : start + len(first)] == first:
                last, passed = number, len(words) - start
                while passed < len(sentence) and last + 1 < len(lines):
                    last += 1
                    passed += len(lines[last][1])
                return place_of([span for span, _words in lines[number : last + 1]])
    return None
