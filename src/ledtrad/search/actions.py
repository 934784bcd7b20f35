# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving things to be found, and taking them back. Both join the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from ledtrad.search import rules
from ledtrad.search.models import SearchEntry

BATCH = 500
_UPDATED = (
    "title", "body", "path", "unit_id", "first_year", "last_year",
    "stems", "title_stems", "title_key", "folded",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing to be found; see `SearchEntry`. Without `last_year` it is of `first_year` alone."""

    kind: str
    object_id: str
    title: str
    body: str = ""
    path: str = ""
    unit_id: int | None = None
    first_year: int | None = None
    last_year: int | None = None


@transaction.atomic
def index(entries: Iterable[Entry]) -> int:
    """Let the things be found, with these words from now on. Returns how many.

    Of two entries for the same thing, the last counts.
    """
    rows = {(entry.kind, entry.object_id): _row(entry) for entry in entries}
    SearchEntry.objects.bulk_create(
        rows.values(),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=_UPDATED,
    )
    return len(rows)


@transaction.atomic
def remove(kind: str, object_ids: Collection[str]) -> int:
    """Let the things of a kind be found no more. Returns how many could be."""
    ids = list(object_ids)
    removed = 0
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        removed += SearchEntry.objects.filter(kind=kind, object_id__in=batch).delete()[0]
    return removed


def _row(entry: Entry) -> SearchEntry:
    title = _clean(entry.title)[: SearchEntry.MAX_TITLE_LENGTH]
    body = _clean(entry.body)[: SearchEntry.MAX_BODY_LENGTH]
    last = entry.last_year if entry.last_year is not None else entry.first_year
    return SearchEntry(
        kind=entry.kind,
        object_id=entry.object_id,
        title=title,
        body=body,
        path=entry.path,
        unit_id=entry.unit_id,
        first_year=entry.first_year,
        last_year=last,
        stems=rules.stems(f"{title}\n{body}"),
        title_stems=rules.stems(title),
        title_key=rules.sort_key(title),
        folded=rules.fold(f"{title}\n{body}"),
    )


def _clean(text: str) -> str:
    """The text without NUL, which PostgreSQL cannot hold, and without halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
