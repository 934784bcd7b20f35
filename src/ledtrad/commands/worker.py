# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad worker`: run jobs in a process of its own, beside the web servers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ledtrad.commands.database import open_database
from ledtrad.commands.terminal import tell
from ledtrad.sentences import gettext as _

if TYPE_CHECKING:
    from ledtrad.commands.arguments import Subcommands


def add(subcommands: Subcommands) -> None:
    """Describe the command to the parser."""
    parser = subcommands.add_parser(
        "worker",
        help=_("run jobs in a process of its own"),
        description=_(
            "Runs jobs, such as reading files. Needed where several machines share a "
            "PostgreSQL database; serve and demo run the jobs themselves."
        ),
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run jobs until the process is told to stop."""
    open_database()
    from ledtrad.jobs.worker import run_in_foreground

    tell(_("Waiting for jobs. Press Ctrl+C to stop."))
    run_in_foreground()
    return 0
