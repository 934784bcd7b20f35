# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each database looks words up in, kept in step with the table by the database itself."""

from __future__ import annotations

import logging

from django.db import DatabaseError, migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

logger = logging.getLogger(__name__)

# The tables hold no texts of their own: FTS5 reads them from the entry when it has to.
SQLITE_TABLES = [
    """
    CREATE VIRTUAL TABLE search_stems USING fts5(
        title_stems, stems, content='search_searchentry', content_rowid='id',
        tokenize='unicode61 remove_diacritics 0')
    """,
    """
    CREATE VIRTUAL TABLE search_trigrams USING fts5(
        folded, content='search_searchentry', content_rowid='id', tokenize='trigram')
    """,
    "INSERT INTO search_stems(search_stems) VALUES ('rebuild')",
    "INSERT INTO search_trigrams(search_trigrams) VALUES ('rebuild')",
]
SQLITE_TRIGGERS = [
    """
    CREATE TRIGGER search_entry_inserted AFTER INSERT ON search_searchentry BEGIN
        INSERT INTO search_stems(rowid, title_stems, stems)
            VALUES (new.id, new.title_stems, new.stems);
        INSERT INTO search_trigrams(rowid, folded) VALUES (new.id, new.folded);
    END
    """,
    """
    CREATE TRIGGER search_entry_deleted AFTER DELETE ON search_searchentry BEGIN
        INSERT INTO search_stems(search_stems, rowid, title_stems, stems)
            VALUES ('delete', old.id, old.title_stems, old.stems);
        INSERT INTO search_trigrams(search_trigrams, rowid, folded)
            VALUES ('delete', old.id, old.folded);
    END
    """,
    """
    CREATE TRIGGER search_entry_updated AFTER UPDATE ON search_searchentry BEGIN
        INSERT INTO search_stems(search_stems, rowid, title_stems, stems)
            VALUES ('delete', old.id, old.title_stems, old.stems);
        INSERT INTO search_stems(rowid, title_stems, stems)
            VALUES (new.id, new.title_stems, new.stems);
        INSERT INTO search_trigrams(search_trigrams, rowid, folded)
            VALUES ('delete', old.id, old.folded);
        INSERT INTO search_trigrams(rowid, folded) VALUES (new.id, new.folded);
    END
    """,
]
SQLITE_DROP = [
    "DROP TRIGGER search_entry_updated",
    "DROP TRIGGER search_entry_deleted",
    "DROP TRIGGER search_entry_inserted",
    "DROP TABLE search_trigrams",
    "DROP TABLE search_stems",
]
# Computed once when the row is written: a common word would otherwise be computed for every row.
POSTGRESQL_STEMS = [
    """
    ALTER TABLE search_searchentry
        ADD COLUMN stems_vector tsvector GENERATED ALWAYS AS
            (array_to_tsvector(string_to_array(stems, ' '))) STORED,
        ADD COLUMN title_vector tsvector GENERATED ALWAYS AS
            (array_to_tsvector(string_to_array(title_stems, ' '))) STORED
    """,
    "CREATE INDEX search_stems ON search_searchentry USING gin (stems_vector)",
]
POSTGRESQL_TRIGRAMS = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX search_trigrams ON search_searchentry USING gin (folded gin_trgm_ops)",
]
POSTGRESQL_DROP = [
    "DROP INDEX IF EXISTS search_trigrams",
    "ALTER TABLE search_searchentry DROP COLUMN stems_vector, DROP COLUMN title_vector",
]


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make what the database at hand needs."""
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        for statement in SQLITE_TABLES + SQLITE_TRIGGERS:
            schema_editor.execute(statement)
    elif connection.vendor == "postgresql":
        for statement in POSTGRESQL_STEMS:
            schema_editor.execute(statement)
        try:
            with transaction.atomic(using=connection.alias):
                for statement in POSTGRESQL_TRIGRAMS:
                    schema_editor.execute(statement)
        except DatabaseError as error:
            # Parts of words are found without the index too, only slower.
            logger.warning("search has no trigram index: %s", str(error).strip())


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    statements = SQLITE_DROP if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_DROP
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
