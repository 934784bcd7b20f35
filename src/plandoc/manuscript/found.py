# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A part of a document while it is being found in a file, and as plain data when it has been."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from plandoc.codec import plain_value
from plandoc.manuscript import keys, parsing
from plandoc.manuscript.fields import leaf
from plandoc.manuscript.reading import Read
from plandoc.manuscript.tree import INNER, LISTS, Node
from plandoc.model import Place, TextBlock
from plandoc.steering import SteeringModel

Columns = dict[int, dict[int, tuple[str, tuple[str, ...]]]]

PREFIXES = {
    "units": "u", "chapters": "c", "goals": "g", "indicators": "i", "activities": "a",
    "needs": "n", "changes": "f", "expected_results": "r",
}  # fmt: skip
MEASURES = {"target": "targets", "outcome": "outcomes", "forecast": "forecasts"}


@dataclass(eq=False, slots=True)
class Part:
    """A part that has been found: the raw texts of its fields, and where it stands."""

    kind: str
    id: str
    home: Node = field(default_factory=dict)
    raw: dict[str, list[TextBlock]] = field(default_factory=dict)
    inner: dict[str, dict[str, Part]] = field(default_factory=dict)
    place: Place | None = None
    owner: str = ""
    like: str | None = None


def node_of(part: Part, model: SteeringModel | None, year: int | None) -> Node:
    """The part as plain data, its values typed."""
    node: Node = {}
    if part.kind in PREFIXES:
        node["id"] = part.id
    node |= {name: value for name, value in part.home.items() if value is not None}
    if part.place is not None and part.kind not in MEASURES.values():
        node["place"] = plain_value(part.place)
    for name, raw in part.raw.items():
        leaf(node, part.kind, name, tuple(raw), model, year)
    if part.kind == "sections" and "type" not in node and "heading" in node:
        node["type"] = parsing.section(node["heading"], model)
    for name in INNER.get(part.kind, ()):
        found = part.inner.get(name, {})
        node[name] = {}
        for each in found.values():
            made = node_of(each, model, year)
            if name in MEASURES.values():
                made |= _whose(name, each.id)
                if "text" not in made:
                    continue
            node[name][each.id] = made
    return node


def _whose(name: str, identity: str) -> Node:
    """What the column of a figure says about it."""
    whose, _, when = identity.partition(".")
    if name == "targets":
        year = when.split(".")[0]
        known = year.isdecimal() and int(year) > 0 and len(year) < 7
        return {"set_by": whose} | ({"year": int(year)} if known else {})
    period = when.rpartition(".")[0] if re.search(r"\.\d+\Z", when) else when
    return {"period": period} | ({"group": whose} if whose != "total" else {})


def decide(node: Node) -> None:
    """Put the parts of the decision together."""
    text = node.pop("decision.text", None)
    told: dict[str, Any] = parsing.decision(text)
    for name in ("body", "date", "paragraph"):
        part = node.pop(f"decision.{name}", None)
        if part is not None and (name != "date" or parsing.is_day(part)):
            told[name] = part
    if told:
        node["decision"] = told


# -- what keys tell before anything is put together


def ids_of(reads: Sequence[Read]) -> set[str]:
    """Every id that the keys of a file name."""
    found: set[str] = set()
    for read in reads:
        for key in (read.key, *(cell.key for cell in read.cells)):
            found.update(keys.parts(key) if key else ())
        found.update([read.element] if read.element else [])
    return found


def columns_of(reads: Sequence[Read]) -> Columns:
    """For each table of ours, which list its rows are of, and the field in each column."""
    found: Columns = {}
    for read in reads:
        for at, cell in enumerate(read.cells if read.kind == "row" else ()):
            parts = value_parts(cell.key)
            if len(parts) >= 3 and parts[0] in LISTS:
                found.setdefault(read.table, {}).setdefault(at, (parts[0], tuple(parts[2:])))
    return found


def row_element(read: Read, kind: str) -> str | None:
    """The id of the part that a row shows; None for a row that a person has added."""
    for cell in read.cells:
        parts = value_parts(cell.key)
        if len(parts) >= 3 and parts[0] == kind:
            return None if keys.is_new(cell.key or "") else parts[1]
    return read.element


def value_parts(key: str | None) -> list[str]:
    """The parts of a value's key; none for fixed words and what has no key."""
    return keys.parts(key) if key and not keys.is_derived(key) else []
