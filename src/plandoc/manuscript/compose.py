# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Composing: a plan document becomes a manuscript.

First what stands in which order (`plandoc.manuscript.order`), then each part in its own shape.
Everything that the document says is printed once, even what has no natural place; what it says
about its own reading (places, guesses, repairs) is not, nor what is computed from its texts
(facts, events).
"""

from __future__ import annotations

from plandoc.manuscript import printed, wording
from plandoc.manuscript.body import Body
from plandoc.manuscript.keys import key
from plandoc.manuscript.parts import Cover, Field, Manuscript, Pairs
from plandoc.manuscript.wording import Words
from plandoc.model import Decision, PlanDocument
from plandoc.steering import SteeringModel

_FRONT = (
    "unit", "administration", "board", "municipality", "addressee", "handler", "case_number",
)  # fmt: skip


def compose(document: PlanDocument, model: SteeringModel | None = None) -> Manuscript:
    """What is printed of a document, in the words of its steering model.

    Without `model` the shipped one that the document names counts; without any, plain words do.
    """
    words = Words.of(document, model)
    cover = _cover(document, words)
    return Manuscript(
        title=" ".join(part for part in (cover.title.text, whose(document)) if part),
        cover=cover,
        items=tuple(Body(document, words).items()),
    )


def _cover(document: PlanDocument, words: Words) -> Cover:
    kind = words.kind(document)
    title = printed.one_line(document.title or "")
    pairs = [
        (words.front(name), Field(key(name), printed.one_line(getattr(document, name) or "")))
        for name in _FRONT
    ]
    if document.decision is not None:
        pairs += _decision(document.decision, words)
    if document.period is not None:
        pairs.append((words.front("period"), Field(key("period"), _period(document))))
    occasion = printed.one_line(document.occasion or "")
    pairs.append((words.front("occasion"), Field(key("occasion"), occasion)))
    return Cover(
        kind=kind,
        title=Field(key("title"), title or _untitled(document, kind)),
        pairs=Pairs(tuple((label, field) for label, field in pairs if field.text)),
    )


def _untitled(document: PlanDocument, kind: str) -> str:
    """A title for a document that has none."""
    period = _period(document)
    return f"{kind} {period}" if period else kind


def whose(document: PlanDocument) -> str:
    """The name of the unit that the document is of: the lowest that it says. Empty for none."""
    named = document.unit or document.administration or document.board or document.municipality
    return printed.one_line(named or "")


def _period(document: PlanDocument) -> str:
    if document.period is None:
        return ""
    text = printed.one_line(document.period.text)
    days = [day for day in (document.period.start, document.period.end) if day]
    return text or " \u2013 ".join(days)


def _decision(decision: Decision, words: Words) -> list[tuple[str, Field]]:
    """The decision as it was written, and whatever of its parts that does not tell."""
    text = printed.one_line(decision.text or "")
    pairs = [(words.front("decision"), Field(key("decision", "text"), text))]
    for name in ("body", "date", "paragraph"):
        part = printed.one_line(getattr(decision, name) or "")
        if part not in text:
            label = wording.FRONT[f"decision.{name}"]
            pairs.append((label, Field(key("decision", name), part)))
    return pairs
