# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write rows and say so in the journal, in one go: what every app's actions are made of.

All functions join the caller's transaction. A change to one row is checked whole; rows in bulk are
checked field by field, and the database holds the constraints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from ledtrad.organisation.models import JournalEntry, Revised, Unit, User

M = TypeVar("M", bound=models.Model)
R = TypeVar("R", bound=Revised)

_EMPTY: tuple[object, ...] = (None, "", [], {})
_DERIVED = frozenset({"id", "revision", "name_key", "title_key", "text_key", "sort_key"})
# Whole documents and files are kept in their rows and named by their digests; a password is
# nobody's business.
_KEPT_ELSEWHERE = frozenset({"snapshot", "password", "definition", "document", "data"})


class ChangedMeanwhile(Exception):
    """Somebody else has changed the row since it was read. `current` is how it is now."""

    def __init__(self, current: Revised) -> None:
        super().__init__(f"{current._meta.label} {current.pk} is at revision {current.revision}")
        self.current = current


def facts(row: models.Model) -> dict[str, Any]:
    """What a row says, by field: foreign keys as ids; nothing empty, derived or secret."""
    found = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    left_out = _DERIVED | _KEPT_ELSEWHERE
    return {
        name: value for name, value in found.items() if name not in left_out and value not in _EMPTY
    }


def entry(
    row: models.Model,
    *,
    verb: str,
    unit: Unit | None,
    acting_user: User,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    batch: str = "",
) -> JournalEntry:
    """An entry about a saved row, not yet written."""
    return JournalEntry(
        actor=acting_user,
        verb=verb,
        object_type=row._meta.label_lower,
        object_id=str(row.pk),
        unit=unit,
        before=dict(before or {}),
        after=dict(after or {}),
        batch=batch,
    )


def insert(
    row: M,
    *,
    verb: str,
    unit: Unit | None,
    acting_user: User,
    batch: str = "",
    after: Mapping[str, Any] | None = None,
) -> M:
    """Check and save a new row, and write it in the journal. Raises `ValidationError`."""
    _save(row, force_insert=True)
    entry(
        row,
        verb=verb,
        unit=unit,
        after=facts(row) | dict(after or {}),
        acting_user=acting_user,
        batch=batch,
    ).save(force_insert=True)
    return row


def _save(row: models.Model, **how: Any) -> None:
    """Check the fields and save; which constraint a row breaks is asked only when it breaks one.

    The database holds them all; asking it about each beforehand would take longer than the rest.
    """
    row.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            row.save(**how)
    except IntegrityError:
        row.full_clean()
        raise


def insert_many(
    rows: Sequence[M],
    *,
    verb: str,
    unit: Unit | Callable[[M], Unit | None] | None,
    acting_user: User,
    batch: str = "",
    parts: Callable[[M], Mapping[str, Any]] | None = None,
) -> list[M]:
    """Check and save new rows of one model with few queries, and journal each of them.

    `unit` is whose rows they are, or says so for each row. `parts` adds to a row's entry what
    belongs to it and is saved apart. Raises `ValidationError`, or `IntegrityError` when a row
    breaks a constraint.
    """
    for row in rows:
        clean_alone(row)
    written = insert_parts(rows)
    JournalEntry.objects.bulk_create(
        entry(
            row,
            verb=verb,
            unit=unit(row) if callable(unit) else unit,
            after=facts(row) | dict(parts(row) if parts else {}),
            acting_user=acting_user,
            batch=batch,
        )
        for row in written
    )
    return written


def insert_parts(rows: Sequence[M]) -> list[M]:
    """Check and save rows that belong to a journalled one and need no entry of their own."""
    for row in rows:
        clean_alone(row)
    return type(rows[0])._default_manager.bulk_create(rows) if rows else []


def change(
    row: R,
    *,
    values: Mapping[str, Any],
    verb: str,
    unit: Unit | None,
    acting_user: User,
    batch: str = "",
) -> tuple[str, ...]:
    """Set the fields that differ, raise the revision and journal old and new.

    Returns the names of the fields that were changed. Raises `ChangedMeanwhile` when the row is
    no longer what the caller read, and `ValidationError`; `row` is then as it was.
    """
    current = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if current.revision != row.revision:
        raise ChangedMeanwhile(current)
    old = {name: getattr(current, name) for name in values}
    changed = tuple(name for name, value in values.items() if old[name] != value)
    if not changed:
        return ()
    before = facts(current)
    for name in changed:
        setattr(current, name, values[name])
    current.revision += 1
    _save(current, update_fields=[*changed, "revision"])
    after = facts(current)
    differing = [name for name in before | after if before.get(name) != after.get(name)]
    entry(
        current,
        verb=verb,
        unit=unit,
        before={name: before.get(name) for name in differing},
        after={name: after.get(name) for name in differing},
        acting_user=acting_user,
        batch=batch,
    ).save(force_insert=True)
    for name in (*changed, "revision"):
        setattr(row, name, getattr(current, name))
    return changed


def fill(
    row: R,
    *,
    values: Mapping[str, Any],
    verb: str,
    unit: Unit | None,
    acting_user: User,
    batch: str = "",
) -> tuple[str, ...]:
    """Set only what is empty in the row and not in `values`; never replace what is there."""
    lacking = {
        name: value
        for name, value in values.items()
        if getattr(row, name) in _EMPTY and value not in _EMPTY
    }
    return change(row, values=lacking, verb=verb, unit=unit, acting_user=acting_user, batch=batch)


def clean_alone(row: models.Model) -> None:
    """Check the row's own fields without asking the database. Raises `ValidationError`."""
    relations = [field.name for field in row._meta.concrete_fields if field.is_relation]
    row.clean_fields(exclude=relations)
    row.clean()
