# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses a unit that would lie below itself, whoever writes the row."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# On PostgreSQL a function walks up from the new parent. The roots are locked first, so that two
# moves at the same time cannot each miss the other's half of the circle.
POSTGRESQL = [
    """
    CREATE FUNCTION organisation_unit_refuse_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM organisation_unit WHERE parent_id IS NULL FOR UPDATE;
        IF EXISTS (
            WITH RECURSIVE up(id) AS (
                SELECT NEW.parent_id
                UNION
                SELECT unit.parent_id FROM organisation_unit unit JOIN up ON unit.id = up.id
            )
            SELECT 1 FROM up WHERE id = NEW.id
        ) THEN
            RAISE EXCEPTION 'unit_has_no_cycle' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER organisation_unit_no_cycle
    BEFORE INSERT OR UPDATE OF parent_id ON organisation_unit
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL)
    EXECUTE FUNCTION organisation_unit_refuse_cycle()
    """,
]
# SQLite writes one transaction at a time. A new row cannot close a circle here, since nothing
# can point at it yet.
SQLITE = [
    """
    CREATE TRIGGER organisation_unit_no_cycle
    BEFORE UPDATE OF parent_id ON organisation_unit
    WHEN NEW.parent_id IS NOT NULL AND NEW.id IN (
        WITH RECURSIVE up(id) AS (
            SELECT NEW.parent_id
            UNION
            SELECT unit.parent_id FROM organisation_unit unit JOIN up ON unit.id = up.id
        )
        SELECT id FROM up WHERE id IS NOT NULL
    )
    BEGIN
        SELECT RAISE(ABORT, 'unit_has_no_cycle');
    END
    """,
]
STATEMENTS = {"postgresql": POSTGRESQL, "sqlite": SQLITE}
UNDO = {
    "postgresql": [
        "DROP TRIGGER organisation_unit_no_cycle ON organisation_unit",
        "DROP FUNCTION organisation_unit_refuse_cycle()",
    ],
    "sqlite": ["DROP TRIGGER organisation_unit_no_cycle"],
}


def create_trigger(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_trigger(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [migrations.RunPython(create_trigger, drop_trigger)]
