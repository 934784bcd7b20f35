# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad migrate`: bring the database up to date with this version."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ledtrad.commands.database import (
    migrate,
    reach_database,
    start_django,
    state_of_database,
)
from ledtrad.commands.terminal import CommandFailed, say
from ledtrad.sentences import gettext as _

if TYPE_CHECKING:
    from ledtrad.commands.arguments import Subcommands


def add(subcommands: Subcommands) -> None:
    """Describe the command to the parser."""
    parser = subcommands.add_parser(
        "migrate",
        help=_("bring the database up to date with this version"),
        description=_("Brings the database up to date. Take a backup copy of it first."),
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Migrate, and say whether there was anything to do."""
    start_django()
    from django.db import DatabaseError

    try:
        reach_database()
        pending, _empty = state_of_database()
        migrate()
    except DatabaseError as error:
        message = _("The database cannot be reached: %(error)s. Check DATABASE_URL.")
        raise CommandFailed(message % {"error": str(error).strip()}) from error
    if pending:
        say(_("The database is now up to date."))
    else:
        say(_("The database was up to date already."))
    return 0
