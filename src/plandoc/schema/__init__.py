# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The JSON Schema of `plandoc/1`, made from the dataclasses of `plandoc.model`.

`python -m plandoc.schema > src/plandoc/schema/plandoc-1.schema.json` writes it again after the
model has changed; a test compares the two.
"""

from __future__ import annotations

import inspect
import json
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any, Literal

from plandoc import model
from plandoc.codec import ALWAYS, ISO_DATES
from plandoc.model import FORMAT, PlanDocument

FILE_NAME = "plandoc-1.schema.json"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS = {str: "string", int: "integer", bool: "boolean"}


def packaged() -> dict[str, Any]:
    """The schema as shipped with the package."""
    text = files("plandoc.schema").joinpath(FILE_NAME).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def build() -> dict[str, Any]:
    """The schema that the model asks for."""
    definitions: dict[str, Any] = {}
    _define(PlanDocument, definitions)
    root = definitions.pop("PlanDocument")
    root["properties"]["format"] = {"const": FORMAT}
    return {
        "$schema": _DIALECT,
        "$id": "urn:ledtrad:plandoc:1",
        "title": "plandoc/1",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _define(kind: type, definitions: dict[str, Any]) -> None:
    if kind.__name__ in definitions:
        return
    definitions[kind.__name__] = {}
    hints = typing.get_type_hints(kind, vars(model))
    properties = {}
    for field in fields(kind):
        properties[field.name] = _schema(hints[field.name], definitions)
        if (kind, field.name) in ISO_DATES:
            properties[field.name] = {"type": ["string", "null"], "format": "date"}
    definitions[kind.__name__] = {
        "description": inspect.cleandoc(kind.__doc__ or ""),
        "type": "object",
        "properties": properties,
        "required": [
            field.name for field in fields(kind) if field.default is MISSING or field.name in ALWAYS
        ],
        "additionalProperties": False,
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = typing.get_origin(hint)
    arguments = typing.get_args(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        _define(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin in (typing.Union, types.UnionType):
        inner = next(item for item in arguments if item is not type(None))
        return {"anyOf": [_schema(inner, definitions), {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if hint is Decimal:
        return {"type": "string", "pattern": r"^-?\d{1,30}(\.\d{1,30})?$"}
    return {"type": _SCALARS[hint]}
