# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The document while it is being recognised, and the ledger of which span went where.

Elements are plain dictionaries of constructor arguments under a stable id; `freeze` makes the
document of them. Every span of the source is claimed by an element, ignored with a reason, or ends
as a leftover; `plandoc.recognition.audit` proves it word by word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from plandoc.blocks import Source, Span
from plandoc.model import (
    Activity,
    Change,
    Chapter,
    Confidence,
    ExpectedResult,
    Goal,
    Guess,
    Ignored,
    IgnoredReason,
    Indicator,
    Leftover,
    Need,
    Place,
    PlanDocument,
    Repair,
    UnitItem,
)
from plandoc.words import fold

ElementKind = Literal[
    "goal", "result", "indicator", "activity", "chapter", "need", "change", "unit", "document"
]
PREFIX: dict[ElementKind, str] = {
    "goal": "g", "result": "r", "indicator": "i", "activity": "a", "chapter": "c",
    "need": "n", "change": "f", "unit": "u", "document": "d",
}  # fmt: skip
DOCUMENT_ID = "document"


@dataclass(frozen=True, slots=True)
class Claim:
    """Says that a span went into a field of an element."""

    span: int
    element: str
    field: str


@dataclass(eq=False, slots=True)
class Element:
    """An element being put together: what it is, its constructor arguments and its spans."""

    id: str
    kind: ElementKind
    values: dict[str, Any] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    results: list[Element] = field(default_factory=list)
    confidence: Confidence = "sure"


class Draft:
    """All elements, claims and findings of one recognition."""

    def __init__(self, source: Source, model: str) -> None:
        self.source = source
        self.front: dict[str, Any] = {"model": model, "kind": "other"}
        self.elements: dict[str, Element] = {}
        self.claims: list[Claim] = []
        self.ignored: list[Ignored] = []
        # Whether anything shows that the source is a plan or report of the model at all.
        self.is_plan = True
        self.leftovers: list[Span] = []
        self.set_aside: dict[int, Counter[str]] = defaultdict(Counter)
        self.guesses: list[Guess] = []
        self.repairs: list[Repair] = []
        self._by_kind: dict[ElementKind, list[Element]] = defaultdict(list)

    def add(
        self, kind: ElementKind, spans: Iterable[Span] = (), *, field: str = "title", **values: Any
    ) -> Element:
        """A new element with the next id of its kind; `spans` are what it was read from."""
        number = len(self._by_kind[kind]) + 1
        element = Element(f"{PREFIX[kind]}{number}", kind, dict(values))
        self.elements[element.id] = element
        self._by_kind[kind].append(element)
        self.claim(element, spans, field)
        return element

    def claim(self, element: Element, spans: Iterable[Span], field: str) -> None:
        """Note that these spans went into a field of the element."""
        for span in spans:
            if all(span is not known for known in element.spans):
                element.spans.append(span)
            claim = Claim(span.id, element.id, field)
            if not self.claims or self.claims[-1] != claim:
                self.claims.append(claim)

    def claim_front(self, spans: Iterable[Span], field: str) -> None:
        """Note that these spans went into a field of the document itself."""
        self.claims += [Claim(span.id, DOCUMENT_ID, field) for span in spans]

    def ignore(self, spans: Iterable[Span], reason: IgnoredReason) -> None:
        """Note that whole spans carry no content of their own."""
        for span in spans:
            if span.text.strip():
                self.ignore_part(span.text.strip(), span, reason)

    def ignore_part(self, text: str, span: Span, reason: IgnoredReason) -> None:
        """Note that these words of a span carry no content of their own."""
        self.set_aside[span.id].update(fold(text).split())
        self.ignored.append(Ignored(text, reason, span.place))

    def leave(self, spans: Iterable[Span]) -> None:
        """Note that these spans were not understood."""
        self.leftovers += [span for span in spans if span.text.strip()]

    def guess(
        self,
        element: str | None,
        field: str,
        chosen: str,
        why: str,
        alternatives: Sequence[str] = (),
    ) -> None:
        """Note a choice: what was chosen, by which rule (a code), and what else it could be."""
        self.guesses.append(Guess(element, field, chosen, why, tuple(alternatives)))

    def repair(self, repairs: Iterable[tuple[str, str]], spans: Sequence[Span]) -> None:
        """Keep how broken words were written."""
        place = place_of(spans)
        self.repairs += [Repair(written, text, place) for written, text in repairs]

    def of_kind(self, kind: ElementKind) -> list[Element]:
        """The elements of a kind, in reading order."""
        return list(self._by_kind[kind])

    def freeze(self) -> PlanDocument:
        """The document of all that was recognised."""
        return PlanDocument(
            **self.front,
            units=tuple(self._all("unit", UnitItem)),
            chapters=tuple(self._all("chapter", Chapter)),
            goals=tuple(self._all("goal", Goal)),
            indicators=tuple(self._all("indicator", Indicator)),
            activities=tuple(self._all("activity", Activity)),
            needs=tuple(self._all("need", Need)),
            changes=tuple(self._all("change", Change)),
            leftovers=tuple(Leftover(span.text.strip(), span.place) for span in self.leftovers),
            ignored=self.source.furniture + tuple(self.ignored),
            guesses=tuple(self.guesses),
            repairs=tuple(self.repairs),
        )

    def _all(self, kind: ElementKind, cls: type[Any]) -> list[Any]:
        return [self._freeze(element, cls) for element in self.of_kind(kind)]

    def _freeze(self, element: Element, cls: type[Any]) -> Any:
        values = dict(element.values)
        if element.kind == "goal":
            values["expected_results"] = tuple(
                self._freeze(result, ExpectedResult) for result in element.results
            )
        return cls(
            id=element.id,
            place=place_of(element.spans),
            confidence=element.confidence,
            **values,
        )


def place_of(spans: Sequence[Span]) -> Place | None:
    """One place for several spans: where the first stands, down to the last line of its run.

    A torn element continues elsewhere; the claims tell every span of it.
    """
    if not spans:
        return None
    first = spans[0].place
    end = first.line
    for span in spans:
        line = span.place.line
        if line is not None and end is not None and end <= line <= end + 4:
            end = span.place.end_line or line
    return Place(
        line=first.line,
        end_line=end if end != first.line else first.end_line,
        page=first.page,
        x=first.x,
        y=first.y,
        sheet=first.sheet,
        cell=first.cell,
    )
