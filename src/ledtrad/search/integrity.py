# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold in search and SQL cannot state: the full-text tables follow the entries."""

from __future__ import annotations

from django.db import DatabaseError, connection, transaction

from ledtrad.organisation.integrity import Problem

TRIGGERS = ("search_entry_inserted", "search_entry_deleted", "search_entry_updated")
# With rank 1, FTS5 compares the index with the table that it was made from.
_CHECKS = {
    "search_stems": "INSERT INTO search_stems(search_stems, rank) VALUES ('integrity-check', 1)",
    "search_trigrams": (
        "INSERT INTO search_trigrams(search_trigrams, rank) VALUES ('integrity-check', 1)"
    ),
}


def problems() -> list[Problem]:
    """All that is wrong in search. PostgreSQL keeps its own indexes, so nothing can be there."""
    if connection.vendor != "sqlite":
        return []
    return [*_missing_triggers(), *_wrong_indexes()]


def _missing_triggers() -> list[Problem]:
    """A table that is rebuilt by a later migration may have lost its triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
    return [
        Problem("search_trigger_missing", {"trigger": name})
        for name in TRIGGERS
        if name not in there
    ]


def _wrong_indexes() -> list[Problem]:
    found = []
    for table, check in _CHECKS.items():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(check)
        except DatabaseError:
            found.append(Problem("search_index_wrong", {"table": table}))
    return found
