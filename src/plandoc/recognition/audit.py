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

from plandoc.blocks import Span
from plandoc.model import Leftover, PlanDocument
from plandoc.recognition.draft import DOCUMENT_ID, Claim, Draft
from plandoc.words import fold


def audited(draft: Draft) -> PlanDocument:
    """The document, with a leftover for everything in the source that it does not hold."""
    document = draft.freeze()
    leftovers = [
        *document.leftovers,
        *(Leftover(span.text.strip(), span.place) for span in _unseen(draft)),
        *_missing_words(draft, document),
    ]
    return replace(document, leftovers=tuple(leftovers))


def _unseen(draft: Draft) -> list[Span]:
    """Spans that nobody claimed, ignored or left over."""
    seen = {claim.span for claim in draft.claims} | {span.id for span in draft.leftovers}
    seen |= set(draft.set_aside)
    return [span for span in draft.source.spans() if span.id not in seen and fold(span.text)]


def _missing_words(draft: Draft, document: PlanDocument) -> list[Leftover]:
    """Words of claimed or partly ignored spans that nothing holds, as one leftover a span."""
    spans = {span.id: span for span in draft.source.spans()}
    words_of = _words_by_element(document)
    repaired = Counter(word for repair in document.repairs for word in fold(repair.written).split())
    whole = {span.id for span in draft.leftovers}
    claimed = {claim.span for claim in draft.claims}
    groups = [
        *_groups(draft.claims),
        *((set[str](), {i}) for i in draft.set_aside if i not in claimed),
    ]
    left = []
    for elements, ids in groups:
        have = sum((words_of[element] for element in elements), Counter[str]())
        for span_id in sorted(ids - whole):
            aside = draft.set_aside.get(span_id, Counter())
            lost = []
            for word in fold(spans[span_id].text).split():
                for stock in (aside, have, repaired):
                    if stock[word]:
                        stock[word] -= 1
                        break
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
