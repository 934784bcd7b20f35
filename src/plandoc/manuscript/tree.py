# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document as a tree of plain data in which every part is found by its identity.

It is `plandoc/1` with lists of parts turned into mappings, in order: chapters, goals and the like
by id, sections and leftovers by number, targets and outcomes by what they are for. In this form
two documents can be put together part by part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from plandoc.codec import from_dict, to_dict
from plandoc.model import PlanDocument

Node = dict[str, Any]

LISTS = ("units", "chapters", "goals", "indicators", "activities", "needs", "changes", "leftovers")
INNER = {
    "goals": ("sections", "expected_results"),
    "indicators": ("targets", "outcomes", "forecasts"),
}
NO_YEAR = "0"


def tree(document: PlanDocument) -> Node:
    """The document as a tree."""
    node = to_dict(document)
    for name in LISTS:
        node[name] = _mapped(name, node.get(name, []))
        for inner in INNER.get(name, ()):
            for part in node[name].values():
                part[inner] = _mapped(inner, part.get(inner, []))
    return node


def document(node: Mapping[str, Any]) -> PlanDocument:
    """The document that a tree describes. Raises `InvalidDocument` when it describes none."""
    data = dict(node)
    for name in LISTS:
        parts = [dict(part) for part in data.pop(name, {}).values()]
        for inner in INNER.get(name, ()):
            for part in parts:
                _put(part, inner, list(part.pop(inner, {}).values()))
        _put(data, name, parts)
    return from_dict(data)


def _put(node: Node, name: str, parts: list[Any]) -> None:
    if parts:
        node[name] = parts


def _mapped(name: str, parts: list[Node]) -> dict[str, Node]:
    """Parts by their identity. Parts without one are told apart by a number."""
    identity = _IDENTITIES.get(name, _by_id)
    found: dict[str, Node] = {}
    for number, part in enumerate(parts):
        wanted = identity(part, number)
        alike = 0
        given = wanted
        while given in found:
            alike += 1
            given = f"{wanted}.{alike}"
        found[given] = part
    return found


def _by_id(part: Node, number: int) -> str:
    return str(part["id"])


def _by_number(part: Node, number: int) -> str:
    return str(number)


def _by_target(part: Node, number: int) -> str:
    return f"{part['set_by']}.{part.get('year') or NO_YEAR}"


def _by_period(part: Node, number: int) -> str:
    return f"{part.get('group', 'total')}.{part['period']}"


_IDENTITIES: dict[str, Callable[[Node, int], str]] = {
    "sections": _by_number,
    "leftovers": _by_number,
    "targets": _by_target,
    "outcomes": _by_period,
    "forecasts": _by_period,
}
