# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold in the organisation and SQL cannot state: each function lists what does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from ledtrad.organisation import rules
from ledtrad.organisation.models import Unit, UnitAlias, UnitClosure

TRIGGER = "organisation_unit_no_cycle"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the database that must not be: a code and what it is about."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


def problems() -> list[Problem]:
    """All that is wrong in the organisation. Five queries."""
    rows = Unit.objects.values_list("pk", "parent_id", "name", "name_key", "sort_key")
    units = list(rows)
    parents = {pk: parent for pk, parent, *_rest in units}
    return [
        *_missing_trigger(),
        *_cycles(parents),
        *_wrong_closure(parents),
        *_wrong_keys(units),
    ]


def _missing_trigger() -> list[Problem]:
    """A table that is rebuilt by a later migration may have lost its trigger."""
    catalogue = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = %s",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname = %s",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor], [TRIGGER])
        (count,) = cursor.fetchone()
    return [] if count else [Problem("unit_trigger_missing", {"trigger": TRIGGER})]


def _cycles(parents: Mapping[int, int | None]) -> list[Problem]:
    return [Problem("unit_cycle", {"units": list(units)}) for units in rules.cycles(parents)]


def _wrong_closure(parents: Mapping[int, int | None]) -> list[Problem]:
    """Pairs that the tree has and the table lacks, or the other way."""
    if rules.cycles(parents):
        return []
    wanted = rules.closure(parents)
    rows = UnitClosure.objects.values_list("ancestor_id", "descendant_id", "depth")
    there = {rules.Link(*row) for row in rows}
    return [
        Problem(code, {"ancestor": link.ancestor, "descendant": link.descendant})
        for code, links in (("closure_missing", wanted - there), ("closure_wrong", there - wanted))
        for link in sorted(links)
    ]


def _wrong_keys(units: Sequence[tuple[int, int | None, str, str, str]]) -> list[Problem]:
    aliases = UnitAlias.objects.values_list("unit_id", "name", "name_key")
    wrong = {
        pk
        for pk, _parent, name, key, order in units
        if (key, order) != (rules.title_key(name), rules.sort_key(name))
    }
    wrong |= {unit for unit, name, key in aliases if key != rules.title_key(name)}
    return [Problem("unit_key_wrong", {"unit": unit}) for unit in sorted(wrong)]
