# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Back from print: the document that a file holds, by what it was and what stands in the file.

`rejoined` has the whole document as it was written. `inflated` has only its skeleton: what the
print does not say or would not give back exactly. Either way the print is the truth: what is
missing there is gone, what was changed there is changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from plandoc.codec import to_dict
from plandoc.errors import InvalidDocument
from plandoc.facts import with_facts
from plandoc.manuscript.compose import compose
from plandoc.manuscript.deriving import Derived, derive
from plandoc.manuscript.grammar import model_of, own_definition
from plandoc.manuscript.merging import as_read, finish, merge, ordered, seen
from plandoc.manuscript.parts import Manuscript
from plandoc.manuscript.reading import Read, reads_of
from plandoc.manuscript.tree import INNER, LISTS, Node, document, tree
from plandoc.manuscript.wording import Words
from plandoc.model import FORMAT, PlanDocument
from plandoc.steering import SteeringModel, shipped_models

# Where the document was read from is the file's business, not the document's.
_OF_ANOTHER_FILE = ("source", "ignored")
# What is only found in the document's own texts is found again in the texts as they now are.
_FROM_TEXTS = ("facts", "events")
_HASH = 10  # digits: enough to tell whether a value was edited


def rejoined(
    base: PlanDocument, reads: Sequence[Read], model: SteeringModel | None = None
) -> tuple[Node, Derived]:
    """The tree of the document `base` as the file now has it, and what the file says.

    Everything that stands in the file as it was printed keeps its exact value and its id. The
    document has the places of the reads, and no source.
    """
    known = Words.of(base, model).model
    was = _without_file(tree(base))
    before = derive(reads_of(compose(base, model)), known)
    now = derive(reads, known, taken=_ids(was))
    merged = merge(was, before, now)
    return (_with_facts(merged) if _follow_from_texts(base) else merged), now


def skeleton(
    base: PlanDocument, manuscript: Manuscript | None = None, model: SteeringModel | None = None
) -> dict[str, Any]:
    """What the print of a document does not say: `inflated` makes the document of it and the print.

    Plain data for JSON. A value that is printed, but reads back otherwise (a due typed by hand,
    blanks that are not set), comes with the digest of what is printed, so that it counts only as
    long as nobody has edited it. The model goes with it ("steering") when it is not one that
    every reader has.
    """
    known = Words.of(base, model).model
    was = _without_file(tree(base))
    printed = derive(reads_of(manuscript or compose(base, model)), known).tree
    bones = _bones("", was, printed)
    if _follow_from_texts(base):
        bones["facts"] = True
        for name in _FROM_TEXTS:
            bones.get("set", {}).pop(name, None)
    told = {name: was[name] for name in ("format", "kind", "model")}
    for name in told:
        bones.get("set", {}).pop(name, None)
    if not bones.get("set", True):
        del bones["set"]
    own = own_definition(base, model)
    if own is not None:
        bones["steering"] = own
    return {**told, **bones}


def inflated(bones: Mapping[str, Any], reads: Sequence[Read]) -> tuple[Node, Derived]:
    """The tree of the document of a skeleton as the file now has it, and what the file says.

    Raises `InvalidDocument`.
    """
    if bones.get("format") != FORMAT:
        raise InvalidDocument("wrong_format", found=bones.get("format"))
    now = derive(reads, model_of_bones(bones), taken=_ids(bones))
    told = {name: bones[name] for name in ("format", "kind", "model") if name in bones}
    try:
        node = {**told, **_fleshed("", bones, now.tree)}
        finish(node, now)
        node = _with_facts(node) if bones.get("facts") else node
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # Somebody else's data in our place: of any shape whatever.
        raise InvalidDocument("wrong_type", path="skeleton", expected="a skeleton") from error
    return node, now


def model_of_bones(bones: Mapping[str, Any]) -> SteeringModel | None:
    """The model that the document of a skeleton was printed by. Raises `InvalidDocument`."""
    if "steering" in bones:
        return model_of(bones["steering"])
    return shipped_models().get(str(bones.get("model")))


def _follow_from_texts(base: PlanDocument) -> bool:
    """Whether the facts and events are those that the document's own texts state."""
    if not (base.facts or base.events):
        return False
    found, had = to_dict(with_facts(base)), to_dict(base)
    return all(_unplaced(found.get(n, [])) == _unplaced(had.get(n, [])) for n in _FROM_TEXTS)


def _unplaced(parts: Sequence[Node]) -> list[Node]:
    return [{name: value for name, value in part.items() if name != "place"} for part in parts]


def _with_facts(node: Node) -> Node:
    """The tree with the facts and events that its texts now state."""
    return tree(with_facts(document({n: v for n, v in node.items() if n not in _FROM_TEXTS})))


def _without_file(node: Node) -> Node:
    return {name: value for name, value in node.items() if name not in _OF_ANOTHER_FILE}


def _ids(node: Mapping[str, Any]) -> set[str]:
    """The ids in a tree or a skeleton; more than those does no harm."""
    found: set[str] = set()
    waiting: list[Any] = [node]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            found.update(str(name) for name in value)
            if isinstance(value.get("id"), str):
                found.add(value["id"])
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return found


# -- taking apart


def _bones(kind: str, was: Node, printed: Node) -> Node:
    """What makes a printed part the one it was."""
    bones: Node = {}
    maps = LISTS if not kind else INNER.get(kind, ())
    values: Node = {}
    digests: Node = {}
    for name in dict.fromkeys((*was, *printed)):
        if name in maps:
            inner = _map_bones(name, was.get(name, {}), printed.get(name, {}))
            if inner:
                bones[name] = inner
        elif name != "place" and was.get(name) != as_read(printed.get(name)):
            values[name] = was.get(name)
            if name in printed:
                digests[name] = digest(printed[name])
    if values:
        bones["set"] = values
    if digests:
        bones["printed"] = digests
    return bones


def _map_bones(kind: str, was: Mapping[str, Node], printed: Mapping[str, Node]) -> Node:
    bones: Node = {}
    for identity, part in was.items():
        if identity in printed:
            inner = _bones(kind, part, printed[identity])
        else:
            inner = {**_bones(kind, part, {}), "unprinted": True}
        if inner:
            bones[identity] = inner
    visible = [identity for identity in was if identity in printed]
    if list(printed) != visible or len(visible) != len(was):
        bones["*"] = {"order": list(was), "printed": list(printed)}
    return bones


def digest(value: Any) -> str:
    """A short digest of a value as the eye sees it."""
    text = json.dumps(seen(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


# -- putting together


def _fleshed(kind: str, bones: Mapping[str, Any], now: Node) -> Node:
    """The part that print and bones give together."""
    maps = LISTS if not kind else INNER.get(kind, ())
    node = {name: value for name, value in now.items() if name not in maps}
    for name, value in bones.get("set", {}).items():
        wanted = bones.get("printed", {}).get(name)
        if (name in now and digest(now[name]) != wanted) or (name not in now and wanted):
            continue
        if value is None:
            node.pop(name, None)
        else:
            node[name] = value
    for name in maps:
        node[name] = _map_fleshed(name, bones.get(name, {}), now.get(name, {}))
    return node


def _map_fleshed(kind: str, bones: Mapping[str, Any], now: Mapping[str, Node]) -> Node:
    made = {
        identity: _fleshed(kind, bones.get(identity, {}), part) for identity, part in now.items()
    }
    unprinted = [i for i, b in bones.items() if i != "*" and b.get("unprinted") and i not in made]
    for identity in unprinted:
        made[identity] = _fleshed(kind, bones[identity], {})
    told = bones.get("*")
    if told is None:
        return made
    order = ordered(told["order"], told["printed"], list(now), unprinted)
    return {identity: made[identity] for identity in order if identity in made}
