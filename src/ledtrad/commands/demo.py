# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad demo`: a fictional municipality, in a folder and a database of its own."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from ledtrad.commands.database import acting_user, open_database
from ledtrad.commands.serve import (
    HOST,
    add_port,
    check_address,
    check_settings,
    collect_static_files,
    serve,
)
from ledtrad.commands.terminal import CommandFailed, table, tell
from ledtrad.sentences import gettext as _

if TYPE_CHECKING:
    from ledtrad.commands.arguments import Subcommands

# What would let the demo reach the real database, or let others reach the demo.
_NOT_FOR_THE_DEMO = (
    "DATABASE_URL", "DATABASE_URL_FILE", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "EMAIL_HOST",
    "LEDTRAD_HTTPS", "LEDTRAD_BEHIND_PROXY", "SECURE_HSTS_SECONDS",
)  # fmt: skip


def add(subcommands: Subcommands) -> None:
    """Describe the command to the parser."""
    parser = subcommands.add_parser(
        "demo",
        help=_("start a fictional municipality to try"),
        description=_(
            "Makes a fictional municipality by importing its documents, in a folder and a "
            "database of its own, and serves it on this computer alone. What you do there is "
            "kept to the next time."
        ),
        allow_abbrev=False,
    )
    add_port(parser)
    parser.add_argument(
        "--no-serve", action="store_true", help=_("make it ready without starting it")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the demo ready, and serve it until told to stop."""
    if not arguments.no_serve:
        check_address(HOST, arguments.port)
    use_own_folder()
    open_database(may_update=True)  # nothing in it is anybody's own
    check_settings()
    set_up()
    collect_static_files()
    tell(_("The accounts, to choose among on the login page:"), *accounts())
    if not arguments.no_serve:
        serve(HOST, arguments.port)
    return 0


def use_own_folder() -> None:
    """Point the settings at the demo's own folder; they are read when Django starts."""
    from ledtrad.environment import data_folder

    folder = data_folder() / "demo"
    for name in _NOT_FOR_THE_DEMO:
        os.environ.pop(name, None)
    os.environ["LEDTRAD_DATA_DIR"] = str(folder)
    os.environ["LEDTRAD_DEMO"] = "True"


def set_up() -> None:
    """Import what has not been imported, and say which document it is."""
    from ledtrad.demo import actions

    def progress(done: int, total: int, name: str) -> None:
        about = {"number": done + 1, "total": total, "file": name}
        tell(_("File %(number)s of %(total)s: %(file)s") % about)

    try:
        actions.set_up(progress=progress, acting_user=acting_user())
    except actions.DemoDocumentUnreadable as error:
        message = _("The demo's document %(file)s cannot be read. Install the program again.")
        raise CommandFailed(message % {"file": error}) from error


def accounts() -> list[str]:
    """The demo's accounts, as lines: address, name and role."""
    from ledtrad.organisation.models import Membership, User

    roles = dict(Membership.Role.choices)
    return table(
        (user.email, f"{user.name}, {roles[role.role]}")
        for user in User.objects.demo_accounts().prefetch_related("memberships")
        for role in user.memberships.all()
    )
