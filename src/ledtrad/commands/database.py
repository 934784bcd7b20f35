# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening the database: Django starts here, and nowhere else on the command line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from ledtrad.commands.terminal import CommandFailed, tell
from ledtrad.sentences import gettext as _

if TYPE_CHECKING:
    from ledtrad.organisation.models import User

SETTINGS = "ledtrad.settings"


def start_django() -> None:
    """Start Django with the product's settings. Raises CommandFailed when they are wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        message = _("The settings are wrong: %(error)s. Nothing was changed.")
        raise CommandFailed(message % {"error": error}) from error


def open_database(*, may_update: bool = False) -> None:
    """Start Django and see that the database is as this version wants it.

    An empty database is made ready, and that is said. One that an older version has left is
    not touched without `may_update`: whoever runs it decides when. Raises CommandFailed.
    """
    start_django()
    from django.db import DatabaseError

    try:
        reach_database()
        pending, empty = state_of_database()
        if pending and empty:
            tell(_("The database is empty and is being made ready …"))
            migrate()
        elif pending and may_update:
            tell(_("The database was made by an earlier version and is brought up to date …"))
            migrate()
        elif pending:
            raise CommandFailed(
                _(
                    "The database was made by an earlier version and has to be brought up to "
                    "date. Nothing was changed. Take a backup copy and run: ledtrad migrate"
                )
            )
    except DatabaseError as error:
        message = _("The database cannot be reached: %(error)s. Check DATABASE_URL.")
        raise CommandFailed(message % {"error": str(error).strip()}) from error


def reach_database() -> None:
    """See that the database answers. Raises DatabaseError.

    The pool of connections to PostgreSQL would try for half a minute before it said so.
    """
    from django.db import connection

    backend: Any = connection
    if backend.vendor == "postgresql":
        with backend.wrap_database_errors:
            backend.Database.connect(**backend.get_connection_params()).close()


def state_of_database() -> tuple[bool, bool]:
    """Whether migrations are waiting, and whether there is not a single table."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    pending = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return pending, not connection.introspection.table_names()


def migrate() -> None:
    """Bring the database up to date; the table of the shared cache is made with it."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def acting_user() -> User:
    """The account in whose name the command line acts."""
    from ledtrad.organisation.actions import command_line_user

    return command_line_user()
