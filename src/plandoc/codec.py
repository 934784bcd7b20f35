# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`PlanDocument` to and from `plandoc/1`, its JSON form.

Both directions follow the dataclasses of `plandoc.model`: a field is a key of the same name, what
is empty or at its default is left out, and a Decimal is a string. Reading refuses what the model
does not know, and says where.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from plandoc import links, model
from plandoc.errors import InvalidDocument
from plandoc.model import (
    FORMAT,
    Decision,
    Due,
    Period,
    PlanDocument,
    RichText,
    TextBlock,
    TextCell,
)

_DECIMAL = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?\Z")
# Always written, though they have defaults: a reader of the file needs them to know what it is.
ALWAYS = {"format"}
_MAX_DEPTH = 40
# No database and no UTF-8 file can hold these.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Strings that are days: ISO 8601, no time.
ISO_DATES: frozenset[tuple[type, str]] = frozenset(
    {
        (Decision, "date"),
        (Due, "date"),
        (Due, "start"),
        (Period, "start"),
        (Period, "end"),
    }
)

Read = Callable[[object, str], Any]


def to_dict(document: PlanDocument) -> dict[str, Any]:
    """The document as plain data for JSON; keys in the order of the model, `format` first."""
    data = plain_value(document)
    return {"format": data.pop("format"), **data}


def from_dict(data: object) -> PlanDocument:
    """The document that the data describe.

    Raises `InvalidDocument` with the path of what is wrong: an unknown or missing key, a wrong
    type or value, another format, or an id that refers to nothing.
    """
    if isinstance(data, Mapping) and data.get("format") != FORMAT:
        raise InvalidDocument("wrong_format", found=data.get("format"))
    document: PlanDocument = _reader(PlanDocument)(data, "")
    _check_references(document)
    return document


def text_to_list(text: RichText) -> list[dict[str, Any]]:
    """A running text alone, as the blocks that it has in `plandoc/1`."""
    blocks: list[dict[str, Any]] = plain_value(text)
    return blocks


def text_from_list(data: object) -> RichText:
    """A running text from its blocks in `plandoc/1`. Raises `InvalidDocument`."""
    text: RichText = _reader(RichText)(data, "text")
    return text


def dumps(document: PlanDocument) -> str:
    """The document as JSON text, indented, ending with a line feed."""
    return json.dumps(to_dict(document), ensure_ascii=False, indent=2) + "\n"


def digest(document: PlanDocument) -> str:
    """SHA-256 in hex of the document's canonical JSON: what a version of it is known by."""
    text = json.dumps(to_dict(document), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def loads(text: str | bytes) -> PlanDocument:
    """The document in a JSON text. Raises `InvalidDocument`, also for what is no JSON."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidDocument("not_json") from error
    return from_dict(data)


# -- writing


def plain_value(value: object) -> Any:
    """Any value of the model as it stands in `plandoc/1`."""
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name: plain_value(held)
            for name, default in _fields(type(value))
            if (held := getattr(value, name)) != default
        }
    return value


@cache
def _fields(of: type) -> tuple[tuple[str, object], ...]:
    """The fields of a class of the model, each with the value that is left out."""
    return tuple(
        (field.name, MISSING if field.name in ALWAYS else field.default) for field in fields(of)
    )


# -- reading


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind, vars(model))


@cache
def _reader(hint: Any) -> Read:
    """The function that reads a value of a type: `(value, path) -> value`."""
    origin = typing.get_origin(hint)
    arguments = typing.get_args(hint)
    if is_dataclass(hint):
        return _object_reader(typing.cast("type", hint))
    if origin is tuple:
        return _list_reader(arguments[0])
    if origin in (typing.Union, types.UnionType):
        return _optional_reader(next(item for item in arguments if item is not type(None)))
    if origin is Literal:
        return _choice_reader(arguments)
    if hint is Decimal:
        return _read_decimal
    return _scalar_reader(hint)


def _object_reader(kind: type) -> Read:
    known = {field.name: field for field in fields(kind)}

    def read(value: object, path: str) -> Any:
        if not isinstance(value, dict):
            raise InvalidDocument("wrong_type", path=path or "$", expected="object")
        if path.count(".") > _MAX_DEPTH:
            raise InvalidDocument("wrong_type", path=path, expected="a flatter structure")
        for key in value:
            if key not in known:
                raise InvalidDocument("unknown_key", path=path or "$", key=key)
        given = {}
        for name, field in known.items():
            if name in value:
                given[name] = _reader(_hints(kind)[name])(value[name], _join(path, name))
                if (kind, name) in ISO_DATES:
                    _check_date(given[name], _join(path, name))
            elif field.default is MISSING:
                raise InvalidDocument("missing_key", path=path or "$", key=name)
        made = kind(**given)
        if isinstance(made, TextBlock | TextCell):
            _check_marks(made, path)
        return made

    return read


def _list_reader(item: Any) -> Read:
    def read(value: object, path: str) -> Any:
        if not isinstance(value, list):
            raise InvalidDocument("wrong_type", path=path, expected="list")
        inner = _reader(item)
        return tuple(inner(each, f"{path}[{number}]") for number, each in enumerate(value))

    return read


def _optional_reader(inner: Any) -> Read:
    def read(value: object, path: str) -> Any:
        return None if value is None else _reader(inner)(value, path)

    return read


def _choice_reader(choices: tuple[str, ...]) -> Read:
    def read(value: object, path: str) -> Any:
        if value not in choices:
            raise InvalidDocument("wrong_type", path=path, expected=" | ".join(choices))
        return value

    return read


def _scalar_reader(kind: type) -> Read:
    names = {str: "string", int: "integer", bool: "boolean"}

    def read(value: object, path: str) -> Any:
        if type(value) is not kind or (isinstance(value, str) and _UNSTORABLE.search(value)):
            raise InvalidDocument("wrong_type", path=path, expected=names[kind])
        return value

    return read


def _check_marks(text: TextBlock | TextCell, path: str) -> None:
    """Marks lie within the text, and links lead somewhere harmless."""
    for number, mark in enumerate(text.marks):
        at = f"{path}.marks[{number}]"
        if not 0 <= mark.start < mark.end <= len(text.text):
            raise InvalidDocument("wrong_type", path=at, expected="offsets within the text")
        if (mark.type == "link") != (mark.href is not None):
            raise InvalidDocument("wrong_type", path=at, expected="href on links, and only there")
        if mark.href is not None and not links.is_safe(mark.href):
            raise InvalidDocument("wrong_type", path=f"{at}.href", expected="http, https, mailto")


def _check_date(value: object, path: str) -> None:
    if value is None:
        return
    try:
        known = datetime.date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        known = False
    if not known:
        raise InvalidDocument("wrong_type", path=path, expected="date as YYYY-MM-DD")


def _read_decimal(value: object, path: str) -> Decimal:
    if not isinstance(value, str) or not _DECIMAL.match(value):
        raise InvalidDocument("wrong_type", path=path, expected="decimal as string")
    return Decimal(value)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


# -- references


def _check_references(document: PlanDocument) -> None:
    """Every id is used once, and whatever refers to an element refers to one that exists."""
    seen: set[str] = set()
    for path, identity in _identities(document):
        if identity in seen:
            raise InvalidDocument("bad_reference", path=path, id=identity)
        seen.add(identity)
    goals = {goal.id for goal in document.goals}
    units = {unit.id for unit in document.units}
    for path, target, allowed in _references(document, goals, units, seen):
        if target not in allowed:
            raise InvalidDocument("bad_reference", path=path, id=target)
    _check_ancestors(document)


def _identities(document: PlanDocument) -> Iterator[tuple[str, str]]:
    for field in fields(document):
        elements = getattr(document, field.name)
        for number, element in enumerate(elements) if isinstance(elements, tuple) else ():
            path = f"{field.name}[{number}]"
            identity = getattr(element, "id", None)
            if identity is not None:
                yield f"{path}.id", identity
            for at, result in enumerate(getattr(element, "expected_results", ())):
                yield f"{path}.expected_results[{at}].id", result.id


def _references(
    document: PlanDocument, goals: set[str], units: set[str], every: set[str]
) -> Iterator[tuple[str, str, set[str]]]:
    for number, unit in enumerate(document.units):
        if unit.parent is not None:
            yield f"units[{number}].parent", unit.parent, units
    for number, goal in enumerate(document.goals):
        if goal.parent is not None:
            yield f"goals[{number}].parent", goal.parent, goals - {goal.id}
        if goal.same_as is not None:
            yield f"goals[{number}].same_as", goal.same_as, goals - {goal.id}
    for number, indicator in enumerate(document.indicators):
        if indicator.goal is not None:
            yield f"indicators[{number}].goal", indicator.goal, goals
    for number, activity in enumerate(document.activities):
        for at, goal_id in enumerate(activity.goals):
            yield f"activities[{number}].goals[{at}]", goal_id, goals
    for number, guess in enumerate(document.guesses):
        if guess.element is not None:
            yield f"guesses[{number}].element", guess.element, every


def _check_ancestors(document: PlanDocument) -> None:
    """No goal and no workplace is its own ancestor."""
    parents = {
        "goals": {goal.id: goal.parent for goal in document.goals},
        "units": {unit.id: unit.parent for unit in document.units},
    }
    for name, above in parents.items():
        cleared: set[str] = set()
        for number, identity in enumerate(above):
            passed: set[str] = set()
            at: str | None = identity
            while at is not None and at not in cleared:
                if at in passed:
                    raise InvalidDocument("bad_reference", path=f"{name}[{number}].parent", id=at)
                passed.add(at)
                at = above[at]
            cleared |= passed
