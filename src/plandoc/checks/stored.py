# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings as plain values for JSON and back, to be kept beside what was examined."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from plandoc.checks.findings import Finding, Proposal
from plandoc.model import Place

_DECIMAL = "decimal"
_PLAIN = ("code", "element", "field", "quote", "case", "group", "level", "document",
          "fingerprint", "kind_fingerprint")  # fmt: skip


class NoFinding(ValueError):
    """The value is no finding that was kept."""


def to_value(finding: Finding) -> dict[str, Any]:
    """One fault as plain values. What was put together with it (`more`) is not in it."""
    value = {name: getattr(finding, name) for name in _PLAIN}
    value["params"] = {name: _out(each) for name, each in finding.params.items()}
    place, proposal = finding.place, finding.proposal
    value["place"] = (
        None
        if place is None
        else {
            name: _out(each) for name, each in dataclasses.asdict(place).items() if each is not None
        }
    )
    value["proposal"] = proposal and dataclasses.asdict(proposal)
    return {name: each for name, each in value.items() if each not in (None, "")}


def from_value(value: Any) -> Finding:
    """The fault that was kept. Raises `NoFinding`."""
    try:
        place, proposal = value.get("place"), value.get("proposal")
        known = {name: value[name] for name in _PLAIN if name in value}
        return Finding(
            **known,
            params={name: _in(each) for name, each in value.get("params", {}).items()},
            place=None
            if place is None
            else Place(**{name: _in(each) for name, each in place.items()}),
            proposal=proposal and Proposal(**proposal),
        )
    except (AttributeError, TypeError, ArithmeticError, KeyError) as error:
        raise NoFinding(str(error)) from error


def _out(value: object) -> object:
    if isinstance(value, Decimal):
        return {_DECIMAL: str(value)}
    if isinstance(value, tuple | list):
        return [_out(each) for each in value]
    return value


def _in(value: Any) -> Any:
    if isinstance(value, Mapping):
        return Decimal(value[_DECIMAL])
    if isinstance(value, list):
        return tuple(_in(each) for each in value)
    return value
