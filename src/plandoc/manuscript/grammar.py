# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steering model that a file was printed by, as the file carries it.

Whoever reads a file may have other models than whoever wrote it, or another edition of the same
one. What a file says has to be compared with what was printed in the words of then, so the model
goes with the file: as plain data, which come from anyone when they are read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from plandoc.codec import plain_value
from plandoc.errors import InvalidDocument, InvalidSteeringModel
from plandoc.manuscript.wording import Words
from plandoc.model import PlanDocument
from plandoc.steering import SteeringModel, from_definition, shipped_models

# Far more than any municipality's model has; what is longer only costs time.
_MOST_ENTRIES = 300
_LONGEST = 1_000  # characters of a word or label
_MOST_BYTES = 1024 * 1024
_DEEPEST = 6


def definition(document: PlanDocument, model: SteeringModel | None = None) -> dict[str, Any] | None:
    """The model that a document is printed by, as plain data; None when it is printed by none."""
    used = Words.of(document, model).model
    plain: dict[str, Any] | None = None if used is None else plain_value(used)
    return plain


def own_definition(
    document: PlanDocument, model: SteeringModel | None = None
) -> dict[str, Any] | None:
    """The same, but None also for a model that every reader has: the shipped one that is named."""
    used = Words.of(document, model).model
    return None if used == shipped_models().get(document.model) else definition(document, model)


def packed(document: PlanDocument, model: SteeringModel | None = None) -> str:
    """The definition as JSON in ASCII; "" when there is none."""
    told = definition(document, model)
    return "" if told is None else json.dumps(told, ensure_ascii=True, separators=(",", ":"))


def unpacked(data: bytes) -> SteeringModel:
    """The model in the JSON of a file. Raises `InvalidDocument`."""
    if len(data) > _MOST_BYTES:
        raise InvalidDocument("not_json")
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InvalidDocument("not_json") from error
    return model_of(told)


def model_of(told: object) -> SteeringModel:
    """The model that the data of a file describe. Raises `InvalidDocument`."""
    if not isinstance(told, Mapping) or not _is_reasonable(told, _DEEPEST):
        raise InvalidDocument("wrong_type", path="steering", expected="a steering model")
    try:
        return from_definition(told)
    except InvalidSteeringModel as error:
        raise InvalidDocument("wrong_type", path="steering", expected="a steering model") from error


def _is_reasonable(value: object, depth: int) -> bool:
    """Whether plain data are of a size that models have."""
    if isinstance(value, str):
        return len(value) <= _LONGEST
    if isinstance(value, Mapping):
        inner = list(value.values())
    elif isinstance(value, list):
        inner = value
    else:
        return True
    return (
        depth > 0
        and len(inner) <= _MOST_ENTRIES
        and all(_is_reasonable(each, depth - 1) for each in inner)
    )
