# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The printed fields of each part of a document, and how each is read back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from plandoc.manuscript import parsing, printed, wording
from plandoc.manuscript.tree import Node
from plandoc.model import RichText
from plandoc.steering import SteeringModel

Form = Literal[
    "text", "rich", "due", "roles", "status", "assessment", "list", "whole", "yes", "direction",
    "figure", "period",
]  # fmt: skip

FIELDS: dict[str, dict[str, Form]] = {
    "document": {
        "title": "text", "unit": "text", "administration": "text", "board": "text",
        "municipality": "text", "addressee": "text", "handler": "text", "case_number": "text",
        "period": "period", "occasion": "text", "decision.text": "text", "decision.body": "text",
        "decision.date": "text", "decision.paragraph": "text",
    },
    "units": {"name": "text", "kind": "text", "text": "text"},
    "chapters": {"heading": "text", "text": "rich"},
    "goals": {
        "number": "text", "title": "text", "text": "rich", "addressees": "list", "origin": "text",
        "responsible": "roles", "due": "due", "status": "status", "comment": "rich",
        "assessment": "assessment", "analysis": "rich",
    },
    "sections": {"heading": "text", "text": "rich"},
    "expected_results": {"text": "text"},
    "indicators": {
        "name": "text", "unit_of_measure": "text", "periodicity": "text", "gender": "yes",
        "direction": "direction", "assessment": "assessment", "comment": "rich",
    },
    "targets": {"text": "figure"},
    "outcomes": {"text": "figure"},
    "forecasts": {"text": "figure"},
    "activities": {
        "title": "text", "aim": "text", "start": "due", "due": "due", "responsible": "roles",
        "resources": "text", "status": "status", "comment": "rich", "planned_follow_up": "rich",
        "categories": "whole",
    },
    "needs": {"text": "text"},
    "changes": {"heading": "text", "text": "rich"},
    "leftovers": {"text": "text"},
}  # fmt: skip

# What a part cannot be without: the empty text stands for one that is gone.
REQUIRED: dict[str, dict[str, str]] = {
    "units": {"name": ""},
    "chapters": {"heading": ""},
    "goals": {"title": ""},
    "expected_results": {"text": ""},
    "indicators": {"name": ""},
    "activities": {"title": ""},
    "needs": {"text": ""},
    "leftovers": {"text": ""},
}


def leaf(
    node: Node, kind: str, name: str, rich: RichText, model: SteeringModel | None, year: int | None
) -> None:
    """Put the value that a text says into a part's node; nothing where nothing is said."""
    form = FIELDS[kind][name]
    text = parsing.statement(rich) or ""
    if form == "figure":
        node.update(parsing.figure(text) if text else {})
        return
    value: object
    if form == "rich":
        value = parsing.running(rich)
    elif form == "roles":
        value, written = parsing.roles(text, model)
        if written is not None and kind == "activities":
            node["responsible_text"] = written
    elif form == "due":
        value = parsing.due(text, model, year)
    elif form == "status":
        value = parsing.status(text, model)
    elif form == "assessment":
        value = parsing.assessment(text, model)
    else:
        value = _PLAIN[form](text) if text else None
    if value is not None:
        node[name] = value


def _yes(text: str) -> bool | None:
    return True if text.casefold() == wording.YES.casefold() else None


_PLAIN: dict[str, Callable[[str], object]] = {
    "text": str,
    "list": parsing.listed,
    "whole": lambda text: [printed.one_line(text)],
    "yes": _yes,
    "direction": parsing.direction,
    "period": parsing.period,
}
