# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The proof that nothing was lost: every word of every span is found again where it was claimed.

Spans and elements form groups, since a line may hold two elements and an element many lines. In
each group the words of the spans are counted against the words of the elements. What is missing
becomes a leftover at its place, so that a slip of recognition costs understanding, never text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from plandoc.blocks import Source, Span
from plandoc.model import Leftover, Place, PlanDocument
from plandoc.recognition.draft import DOCUMENT_ID, Claim
from plandoc.words import fold


def audited(source: Source, document: PlanDocument, claims: list[Claim]) -> PlanDocument:
    """The document with a leftover for everything in the source that it does not hold."""
    accounted = {claim.span for claim in claims}
    unseen = _unaccounted(source, document, accounted)
    missing = _missing_words(source, document, claims)
    leftovers = [
        *document.leftovers,
        *(Leftover(s.text.strip(), s.place) for s in unseen),
        *missing,
    ]
    return replace(document, leftovers=tuple(leftovers))


def _unaccounted(source: Source, document: PlanDocument, claimed: set[int]) -> list[Span]:
    """Spans that nobody claimed, ignored or left over."""
    loose = Counter((item.place, fold(item.text)) for item in document.ignored)
    loose.update((item.place, fold(item.text)) for item in document.leftovers)
    unseen = []
    for span in source.spans():
        if span.id in claimed or not fold(span.text):
            continue
        key = (span.place, fold(span.text))
        if loose[key]:
            loose[key] -= 1
        else:
            unseen.append(span)
    return unseen


def _missing_words(source: Source, document: PlanDocument, claims: list[Claim]) -> list[Leftover]:
    """Words of claimed spans that no claiming element holds, as one leftover a span."""
    spans = {span.id: span for span in source.spans()}
    words_of = _words_by_element(document)
    repaired = Counter(word for repair in document.repairs for word in fold(repair.written).split())
    labels: dict[Place | None, Counter[str]] = defaultdict(Counter)
    for item in document.ignored:
        labels[item.place].update(fold(item.text).split())
    left = []
    for elements, ids in _groups(claims):
        have = sum((words_of[element] for element in elements), Counter[str]())
        for span_id in sorted(ids):
            lost = []
            for word in fold(spans[span_id].text).split():
                if have[word]:
                    have[word] -= 1
                elif repaired[word]:
                    repaired[word] -= 1
                elif labels[spans[span_id].place][word]:
                    labels[spans[span_id].place][word] -= 1
                else:
                    lost.append(word)
            if lost:
                left.append(Leftover(" ".join(lost), spans[span_id].place))
    return left


def _groups(claims: list[Claim]) -> Iterator[tuple[set[str], set[int]]]:
    """Elements and spans that hang together through claims."""
    spans_of: dict[str, set[int]] = defaultdict(set)
    elements_of: dict[int, set[str]] = defaultdict(set)
    for claim in claims:
        spans_of[claim.element].add(claim.span)
        elements_of[claim.span].add(claim.element)
    seen: set[str] = set()
    for start in spans_of:
        if start in seen:
            continue
        elements, ids, queue = {start}, set[int](), [start]
        while queue:
            for span_id in spans_of[queue.pop()] - ids:
                ids.add(span_id)
                fresh = elements_of[span_id] - elements
                elements |= fresh
                queue += fresh
        seen |= elements
        yield elements, ids


def _words_by_element(document: PlanDocument) -> dict[str, Counter[str]]:
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for goal in document.goals:
        for result in goal.expected_results:
            words[result.id] = _words(result)
        words[goal.id] = _words(replace(goal, expected_results=()))
    for group in (
        document.units, document.chapters, document.indicators, document.activities,
        document.needs, document.changes,
    ):  # fmt: skip
        for element in group:
            words[element.id] = _words(element)
    front = (
        document.title, document.unit, document.administration, document.board,
        document.municipality, document.addressee, document.handler, document.case_number,
        document.decision, document.period, document.occasion,
    )  # fmt: skip
    words[DOCUMENT_ID] = sum((_words(value) for value in front), Counter[str]())
    return words


# Codes and names that the model supplies must not stand in for words of the source.
_NOT_CONTENT = {
    "id",
    "place",
    "confidence",
    "level",
    "parent",
    "same_as",
    "goals",
    "kind",
    "type",
    "set_by",
    "date",
}


def _words(value: object) -> Counter[str]:
    if isinstance(value, str):
        return Counter(fold(value).split())
    if isinstance(value, tuple):
        return sum((_words(item) for item in value), Counter[str]())
    if is_dataclass(value):
        kept = [field.name for field in fields(value) if field.name not in _NOT_CONTENT]
        return sum((_words(getattr(value, name)) for name in kept), Counter[str]())
    return Counter()
