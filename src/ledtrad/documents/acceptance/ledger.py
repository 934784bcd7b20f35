# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What accepting an import does to the database, written down row by row."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models

from ledtrad.documents import rules
from ledtrad.documents.models import Import, ImportedRow
from ledtrad.organisation import journal
from ledtrad.organisation.models import JournalEntry, Revised, Unit, User
from ledtrad.plans.models import Plan
from plandoc.codec import text_to_list
from plandoc.model import RichText, plain

_EMPTY: tuple[object, ...] = (None, "", [], {})
_NOTHING_SAID = ("none", "unknown")
"""Values of choices that say that the document said nothing."""

_DERIVED = ("_key", "_kind", "_steps")
"""Fields with these endings follow from others, and are not shown to people."""


@dataclass(slots=True)
class _Filling:
    """A row with fields that were empty: how they were, and how they are now."""

    row: Revised
    element: str
    unit: Unit | None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)


class Ledger:
    """Adds rows, fills what is missing, and lists what differs; remembers all of it."""

    def __init__(self, source: Import, *, acting_user: User) -> None:
        self.source = source
        self.acting_user = acting_user
        self._differs: list[tuple[models.Model, dict[str, Any]]] = []
        self.notes: list[dict[str, Any]] = []
        self._rows: dict[tuple[str, int, str], ImportedRow] = {}
        self._fillings: dict[tuple[str, int], _Filling] = {}
        self._added: dict[str, int] = defaultdict(int)
        self._changed: list[dict[str, Any]] = []

    def remember_added(self, rows: Sequence[models.Model], elements: Sequence[str]) -> None:
        """Note new rows, and the elements that they were read from."""
        for row, element in zip(rows, elements, strict=True):
            self._note(row, element, ImportedRow.Action.ADDED)
            self._added[row._meta.label_lower] += 1

    def found(self, row: models.Model, element: str) -> None:
        """Note a row that was there already and that the document also speaks of."""
        if not self.has_added(row):
            self._note(row, element, ImportedRow.Action.FOUND)

    def has_added(self, row: models.Model) -> bool:
        """Whether this import has inserted the row."""
        return (row._meta.label_lower, row.pk, ImportedRow.Action.ADDED) in self._rows

    def rows_of(self, label: str) -> set[int]:
        """The rows of a model that the document speaks of."""
        return {row for model, row, _ in self._rows if model == label}

    def compare(
        self,
        row: Revised,
        values: Mapping[str, Any],
        *,
        element: str,
        plan: Plan | None,
        unit: Unit | None = None,
    ) -> None:
        """Fill each field that is empty in the row; list each that says something else."""
        for name, here in values.items():
            there = getattr(row, name)
            if here in _EMPTY or here in _NOTHING_SAID or there == here:
                continue
            if there in _EMPTY or there in _NOTHING_SAID:
                self.fill(row, {name: here}, element=element, plan=plan, unit=unit)
            elif not _says_the_same(there, here):
                self.differ(row, name, there=there, here=here, element=element)

    def fill(
        self,
        row: Revised,
        values: Mapping[str, Any],
        *,
        element: str,
        plan: Plan | None,
        unit: Unit | None = None,
    ) -> None:
        """Set the fields. In a plan that is no longer a draft, list them instead.

        A row that is not saved yet has been stated earlier in the same document.
        """
        if plan is not None and is_frozen(plan):
            for name, value in values.items():
                self.differ(row, name, there=getattr(row, name), here=value, element=element)
            return
        if row.pk is None:
            for name, value in values.items():
                setattr(row, name, value)
            return
        key = (row._meta.label_lower, row.pk)
        filling = self._fillings.setdefault(
            key, _Filling(row, element, unit or (plan.unit if plan is not None else None))
        )
        for name, value in values.items():
            column = _column(type(row), name)
            filling.before.setdefault(column, getattr(filling.row, column))
            for each in (row, filling.row):
                setattr(each, name, value)
            filling.after[column] = getattr(row, column)
            if not name.endswith(_DERIVED):
                filling.shown[name] = readable(value)

    def remember_filled(
        self,
        row: models.Model,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        *,
        shown: Mapping[str, Any],
        element: str = "",
    ) -> None:
        """Note a row whose values were filled: columns before and after, and what to show."""
        noted = self._note(row, element, ImportedRow.Action.FILLED)
        noted.before = dict(before) | noted.before
        noted.after = noted.after | dict(after)
        if not self.has_added(row):
            self._changed.append(_as_filled(row, element, shown))

    def differ(self, row: models.Model, name: str, *, there: Any, here: Any, element: str) -> None:
        """List a value that is not what is there. What is there stays."""
        listed = {
            "model": row._meta.label_lower,
            "field": name,
            "element": element,
            "label": str(row)[:300],
            "there": readable(there),
            "here": readable(here),
        }
        self._differs.append((row, listed))

    def note(self, code: str, *, element: str = "", **params: Any) -> None:
        """List something else that the person should know, as a code with parameters."""
        self.notes.append({"code": code, "element": element, "params": params})

    def finish(self, ordinals: Mapping[str, int]) -> dict[str, Any]:
        """Write what was filled, and which row is which. Returns what was done, as plain values.

        `ordinals` holds the place of each element of the document by its id.
        """
        self.flush()
        for noted in self._rows.values():
            noted.ordinal = ordinals.get(noted.element)
        ImportedRow.objects.bulk_create(self._rows.values(), batch_size=500)
        return {
            "added": dict(sorted(self._added.items())),
            "filled": self._changed,
            # A row that the document states twice had no key when it was first compared.
            "differs": [listed | {"row": row.pk} for row, listed in self._differs],
            "notes": self.notes,
        }

    def flush(self) -> None:
        """Write the filled values now, so that queries see them."""
        groups: dict[tuple[type[Revised], tuple[str, ...]], list[Revised]] = defaultdict(list)
        entries: list[JournalEntry] = []
        for filling in self._fillings.values():
            row = filling.row
            filling.before.setdefault("revision", row.revision)
            row.revision += 1
            journal.clean_alone(row)
            groups[type(row), (*sorted(filling.after), "revision")].append(row)
            after = filling.after | {"revision": row.revision}
            self.remember_filled(
                row, filling.before, after, shown=filling.shown, element=filling.element
            )
            entries.append(
                journal.entry(
                    row,
                    verb=f"{row._meta.model_name}.filled",
                    unit=filling.unit,
                    before=_without_revision(filling.before),
                    after=filling.after,
                    acting_user=self.acting_user,
                    batch=self.source.batch,
                )
            )
        for (model, columns), rows in groups.items():
            names = [_field_name(model, column) for column in columns]
            model._default_manager.bulk_update(rows, names, batch_size=200)
        JournalEntry.objects.bulk_create(entries, batch_size=500)
        self._fillings.clear()

    def _note(self, row: models.Model, element: str, action: ImportedRow.Action) -> ImportedRow:
        label = row._meta.label_lower
        return self._rows.setdefault(
            (label, row.pk, action),
            ImportedRow(
                source=self.source,
                model=label,
                row=row.pk,
                element=element[:60],
                action=action,
            ),
        )


def _without_revision(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "revision"}


def _column(model: type[models.Model], name: str) -> str:
    return next(each.attname for each in model._meta.concrete_fields if each.name == name)


def _field_name(model: type[models.Model], column: str) -> str:
    return next(each.name for each in model._meta.concrete_fields if each.attname == column)


def _as_filled(row: models.Model, element: str, shown: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "model": row._meta.label_lower,
        "row": row.pk,
        "element": element,
        "label": str(row)[:300],
        "fields": dict(shown),
    }


def is_frozen(plan: Plan) -> bool:
    """An adopted or closed plan is not changed by anybody's document."""
    return plan.state != Plan.State.DRAFT


def readable(value: Any) -> Any:
    """A field's value as a person may compare it: running text as its words."""
    if isinstance(value, list):
        return "\n".join(_block_text(item) for item in value)
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value


def _block_text(item: Any) -> str:
    """The words of one block of running text, or of one entry of another list."""
    if not isinstance(item, dict):
        return str(item)
    if item.get("rows"):
        return "\n".join(
            "\t".join(str(cell.get("text", "")) for cell in row) for row in item["rows"]
        )
    return str(item.get("text", ""))


def _says_the_same(there: Any, here: Any) -> bool:
    if isinstance(there, list | str) and isinstance(here, list | str):
        return rules.same_words(str(readable(there)), str(readable(here)))
    return bool(there == here)


def rich(text: RichText) -> list[dict[str, Any]]:
    """Running text as the plain values that the database keeps."""
    return text_to_list(text) if plain(text).strip() else []
