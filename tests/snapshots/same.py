# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a document says, with its ids by place instead of by name, so that two can be compared."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from plandoc.codec import to_dict
from plandoc.model import PlanDocument

NOTES = ("source", "guesses", "ignored", "repairs", "format")
"""What a document says of how it was read."""

FOUND_ANEW = ("facts", "events")
"""What is found in the texts whenever a document is made."""


def content(document: PlanDocument) -> dict[str, Any]:
    """All that the document says, in order. Ids become "goals 3" and the like."""
    data = to_dict(document)
    for name in (*NOTES, *FOUND_ANEW):
        data.pop(name, None)
    names: dict[str, str] = {}
    for kind, elements in data.items():
        for number, element in enumerate(elements if isinstance(elements, list) else ()):
            if "id" in element:
                names[element["id"]] = f"{kind} {number}"
            for at, result in enumerate(element.get("expected_results", ())):
                names[result["id"]] = f"{kind} {number} result {at}"
    return {name: _renamed(value, names) for name, value in data.items()}


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            key: names.get(item, item)
            if key in ("id", "goal", "parent", "same_as") and isinstance(item, str)
            else [names.get(each, each) for each in item]
            if key == "goals"
            else Decimal(item)
            if key == "value"
            else _renamed(item, names)
            for key, item in value.items()
            if key not in ("place", "confidence")
        }
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    return value


def differing(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """The ways to the values that differ, with both values."""
    return list(_differing("", one, other))


def _differing(path: str, one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() | other.keys():
            yield from _differing(f"{path}.{key}", one.get(key), other.get(key))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (here, there) in enumerate(zip(one, other, strict=True)):
            yield from _differing(f"{path}[{number}]", here, there)
    elif one != other:
        yield f"{path}: {one!r} | {other!r}"
