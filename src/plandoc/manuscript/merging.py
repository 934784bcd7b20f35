# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Putting a document together: what it was, what was printed of it, and what the file says now.

What the file says as it was printed keeps the exact value that it had; what it says otherwise is
the file's; what it does not say any more is gone; and what was never printed stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from plandoc.manuscript.deriving import Derived
from plandoc.manuscript.fields import REQUIRED
from plandoc.manuscript.tree import INNER, LISTS, Node
from plandoc.readers import characters

# What print does not always tell: where a file says nothing of it, it is as it was.
_UNTOLD = {"level", "level_name", "type"}
_FALLBACK = {"goals": {"level": "goal", "level_name": "Mål"}, "sections": {"type": "other"}}
_HOMES = {
    "goals": ("parent", "level", "level_name"),
    "indicators": ("goal",),
    "activities": ("goals", "department", "categories"),
    "needs": ("department",),
    "changes": ("department",),
}
_BLANK = re.compile(r"\s+")


def merge(was: Node, before: Derived, now: Derived) -> Node:
    """The document's tree: `was` with what `now` says otherwise than `before`."""
    merged = _part("", was, before.tree, now.tree)
    finish(merged, now)
    return merged


def _part(kind: str, was: Node, before: Node, now: Node) -> Node:
    merged: Node = {}
    maps = LISTS if not kind else INNER.get(kind, ())
    for name in dict.fromkeys((*was, *now)):
        if name in maps:
            parts = (each.get(name, {}) for each in (was, before, now))
            merged[name] = _parts(name, *parts)
        elif name == "place":
            continue
        elif alike(now.get(name), before.get(name)) or (name in _UNTOLD and name not in now):
            _keep(merged, name, was)
        else:
            _keep(merged, name, now)
    if "place" in now:
        merged["place"] = now["place"]
    return merged


def _keep(merged: Node, name: str, source: Node) -> None:
    if name in source:
        merged[name] = source[name]


def _parts(
    kind: str, was: Mapping[str, Node], before: Mapping[str, Node], now: Mapping[str, Node]
) -> dict[str, Node]:
    """Parts of a kind, each merged, in order."""
    unprinted = [identity for identity in was if identity not in before]
    order = ordered(list(was), list(before), list(now), unprinted)
    merged: dict[str, Node] = {}
    for identity in order:
        if identity not in now:
            merged[identity] = {n: v for n, v in was[identity].items() if n != "place"}
        elif identity not in was:
            merged[identity] = now[identity]
        else:
            merged[identity] = _part(kind, was[identity], before.get(identity, {}), now[identity])
    return merged


def ordered(
    was: Sequence[str], before: Sequence[str], now: Sequence[str], unprinted: Sequence[str]
) -> list[str]:
    """Identities in order: as they were unless the file has another order than was printed.

    What is new stands after what it follows in the file; what is not printed after what it
    followed in the document.
    """
    known, present = set(was), set(now)
    kept = [identity for identity in was if identity in present]
    if [i for i in before if i in present and i in known] != [i for i in now if i in known]:
        kept = [identity for identity in now if identity in known]
    order = _inserted(kept, now)
    placed = {*order, *unprinted}
    return _inserted(order, [identity for identity in was if identity in placed])


def _inserted(order: Sequence[str], sequence: Sequence[str]) -> list[str]:
    """`order` with what it lacks of `sequence`, each after the one before it there."""
    have = set(order)
    following: dict[str | None, list[str]] = {}
    last: str | None = None
    for identity in sequence:
        if identity in have:
            last = identity
        else:
            following.setdefault(last, []).append(identity)
    found = list(following.get(None, ()))
    for identity in order:
        found.append(identity)
        found += following.get(identity, ())
    return found


# -- comparing


def alike(one: Any, other: Any) -> bool:
    """Whether two values look the same: kinds of blanks and what nobody sees do not count."""
    return bool(one == other or seen(one) == seen(other))


def seen(value: Any) -> Any:
    """A value as the eye sees it."""
    return _with_strings(value, lambda text: _BLANK.sub(" ", characters.clean(text)).strip())


def as_read(value: Any) -> Any:
    """A printed value as readers give it: with common blanks only."""
    return _with_strings(value, characters.clean)


def _with_strings(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {name: _with_strings(inner, change) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_strings(inner, change) for inner in value]
    return value


# -- what must hold


def finish(node: Node, now: Derived) -> None:
    """Give new parts the homes of those beside them, and take away what refers to nothing."""
    for kind, identity, beside in now.like:
        part, model = node[kind].get(identity), node[kind].get(beside or "")
        if part is None or model is None:
            continue
        for name in _HOMES.get(kind, ()):
            if name != "categories" or name not in part:
                part.pop(name, None)
                _keep(part, name, model)
    for kind, needed in (*REQUIRED.items(), *_FALLBACK.items()):
        for part in _every(node, kind):
            for name, value in needed.items():
                part.setdefault(name, value)
    _mend_references(node)


def _every(node: Node, kind: str) -> list[Node]:
    """All parts of a kind, wherever they are."""
    if kind in LISTS:
        return list(node.get(kind, {}).values())
    owners = next(owner for owner, names in INNER.items() if kind in names)
    return [part for each in node.get(owners, {}).values() for part in each.get(kind, {}).values()]


def _mend_references(node: Node) -> None:
    goals, units = node.get("goals", {}), node.get("units", {})
    for parts in (goals, units):
        for identity, part in parts.items():
            if part.get("parent") not in parts or _is_above(parts, part["parent"], identity):
                part.pop("parent", None)
    for identity, goal in goals.items():
        if goal.get("same_as") not in goals or goal.get("same_as") == identity:
            goal.pop("same_as", None)
    for indicator in node.get("indicators", {}).values():
        if indicator.get("goal") not in goals:
            indicator.pop("goal", None)
    for activity in node.get("activities", {}).values():
        activity["goals"] = [goal for goal in activity.get("goals", ()) if goal in goals]
    every = {part["id"] for kind in LISTS for part in _every(node, kind) if "id" in part}
    every |= {part["id"] for part in _every(node, "expected_results")}
    every |= {part["id"] for name in ("facts", "events") for part in node.get(name, ())}
    guesses = [g for g in node.get("guesses", ()) if g["element"] is None or g["element"] in every]
    if "guesses" in node:
        node["guesses"] = guesses


def _is_above(parts: Mapping[str, Node], start: str, identity: str) -> bool:
    """Whether a part is among those above another, or that chain never ends."""
    at: str | None = start
    for _ in range(len(parts) + 1):
        if at == identity:
            return True
        if at is None or at not in parts:
            return False
        at = parts[at].get("parent")
    return True
