# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was guessed of a document, in the order and groups in which a person settles it.

First where the document belongs, then the document itself, then its elements: the same guess about
many elements is one question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ledtrad.documents.corrections import DOCUMENT
from ledtrad.documents.placement import UNIT_FIELDS
from ledtrad.sentences import of_document_kind, of_field, of_guess, of_placement
from ledtrad.web.import_parts import Part, excerpt
from plandoc.model import Guess, PlanDocument

PLACED = (*UNIT_FIELDS, "period")
MEMBERS_SHOWN = 6
CHOICE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question. `value` is what is sent, `label` what is read."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlacedField:
    """Where the document belongs, in one respect: which unit, or which period."""

    name: str
    label: str
    value: str
    note: str
    why: str
    choices: tuple[Choice, ...]
    known: tuple[str, ...]
    is_guess: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A guess about one or many elements, with its answers.

    `ids` are the elements; `members` the first of them, with what to read. `key` finds the group
    again when it is answered.
    """

    key: str
    field_name: str
    why: str
    ids: tuple[str, ...]
    members: tuple[Part, ...]
    choices: tuple[Choice, ...]

    @property
    def count(self) -> int:
        """How many elements the question is about."""
        return len(self.ids)

    @property
    def more(self) -> int:
        """How many of them are not named."""
        return len(self.ids) - len(self.members)

    @property
    def is_of_document(self) -> bool:
        """Whether it is about the document as a whole."""
        return self.ids == (DOCUMENT,)


def placed_fields(
    placement: Mapping[str, Any], document: PlanDocument, known: Mapping[str, Sequence[str]]
) -> list[PlacedField]:
    """Where the document belongs, guesses first. `known` names the units there are, by kind."""
    found = []
    for name in UNIT_FIELDS:
        choice = placement.get(name)
        others = _alternatives(document, name)
        if choice is None:
            found.append(_placed(name, "", "", "", (), known, is_guess=False))
            continue
        is_guess = name in placement["guesses"]
        others = [*choice["alternatives"], *others] if is_guess else []
        note = _("new, is added") if choice["unit_id"] is None else _("is there already")
        if choice["rename"]:
            note = _("is there already, gets this name")
        choices = _choices(choice["name"], note, others) if is_guess else ()
        why = of_placement(choice["why"]) if is_guess else ""
        found.append(_placed(name, choice["name"], note, why, choices, known, is_guess=is_guess))
    is_guess = "period" in placement["guesses"]
    text = placement["period_text"]
    others = _alternatives(document, "period") if is_guess else []
    choices = _choices(text, "", others) if is_guess else ()
    why = of_placement(placement["period_why"]) if is_guess else ""
    found.append(_placed("period", text, "", why, choices, known, is_guess=is_guess))
    return sorted(found, key=lambda each: not each.is_guess)


def questions(document: PlanDocument, parts: Mapping[str, Part]) -> list[Question]:
    """The guesses that are still open, the document's own first."""
    groups: dict[str, list[Guess]] = {}
    for guess in document.guesses:
        about = guess.element or DOCUMENT
        if about == DOCUMENT and guess.field in (*PLACED, "model"):
            continue
        if about == DOCUMENT or about in parts:
            groups.setdefault(_key(guess), []).append(guess)
    found = [_question(key, group, parts) for key, group in groups.items()]
    return sorted(found, key=lambda each: not each.is_of_document)


def guessed_elements(document: PlanDocument) -> frozenset[str]:
    """The elements that some open guess is about."""
    return frozenset(guess.element for guess in document.guesses if guess.element)


def answers(document: PlanDocument, key: str, value: str) -> list[dict[str, str]]:
    """The corrections that answer a question: the same for every element that it is about.

    An empty key answers every question about elements with what was chosen.
    """
    found = []
    for guess in document.guesses:
        about = guess.element or DOCUMENT
        is_placed = about == DOCUMENT and guess.field in (*PLACED, "model")
        if is_placed or (key and _key(guess) != key) or (not key and about == DOCUMENT):
            continue
        text = value if key else guess.chosen
        found.append({"action": "choose", "element": about, "field": guess.field, "text": text})
    return found


def _alternatives(document: PlanDocument, name: str) -> list[str]:
    """What else the document could mean by one of the texts at its front."""
    return [
        other
        for guess in document.guesses
        if guess.element in (None, DOCUMENT) and guess.field == name
        for other in guess.alternatives
    ]


def _choices(chosen: str, note: str, others: Sequence[str]) -> tuple[Choice, ...]:
    rest = [other for other in dict.fromkeys(others) if other and other != chosen]
    return (Choice(chosen, chosen, note), *(Choice(each, each) for each in rest))


def _placed(
    name: str,
    value: str,
    note: str,
    why: str,
    choices: tuple[Choice, ...],
    known: Mapping[str, Sequence[str]],
    *,
    is_guess: bool,
) -> PlacedField:
    label = of_field(name)
    return PlacedField(
        name=name,
        label=label[:1].upper() + label[1:],
        value=value,
        note=note,
        why=why,
        choices=choices,
        known=tuple(known.get(name, ())),
        is_guess=is_guess,
    )


def _key(guess: Guess) -> str:
    """The same for guesses that are one question."""
    if (guess.element or DOCUMENT) == DOCUMENT:
        return f"{DOCUMENT}:{guess.field}"
    if guess.field in ("title", "aim"):
        return f"{guess.element}:{guess.field}"
    answer = guess.chosen if guess.alternatives else ""
    return f"{guess.field}:{guess.why}:{answer}"


def _question(key: str, group: Sequence[Guess], parts: Mapping[str, Part]) -> Question:
    first = group[0]
    ids = tuple(dict.fromkeys(guess.element or DOCUMENT for guess in group))
    bare = Guess(first.element, first.field, first.why, first.why)
    values = [first.chosen, *(each for each in first.alternatives if each != first.chosen)]
    choices: tuple[Choice, ...] = ()
    if first.alternatives and _may_be_chosen(first):
        choices = tuple(Choice(each, _answer(first.field, each)) for each in values)
    return Question(
        key=key,
        field_name=of_field(first.field),
        why=of_guess(bare if choices else first),
        ids=ids,
        members=tuple(parts[each] for each in ids[:MEMBERS_SHOWN] if each in parts),
        choices=choices,
    )


def _may_be_chosen(guess: Guess) -> bool:
    """Whether a correction can take another alternative; if not, the element itself is changed."""
    if (guess.element or DOCUMENT) == DOCUMENT:
        return guess.field == "kind"
    return guess.field in ("title", "target", "aim")


def _answer(field: str, value: str) -> str:
    if field == "kind":
        return of_document_kind(value)
    if field == "target":
        return {"unit": _("the unit's own target"), "council": _("the council's target")}.get(
            value, value
        )
    return excerpt(value, CHOICE_LENGTH) or _("nothing")
