# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad check-integrity`: prove what the database itself cannot."""

from __future__ import annotations

import argparse
import json
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ledtrad.commands.database import open_database
from ledtrad.commands.terminal import say
from ledtrad.sentences import gettext as _
from ledtrad.sentences import ngettext, of_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledtrad.commands.arguments import Subcommands
    from ledtrad.organisation.integrity import Problem


def add(subcommands: Subcommands) -> None:
    """Describe the command to the parser."""
    parser = subcommands.add_parser(
        "check-integrity",
        help=_("prove that what the database holds fits together"),
        description=_(
            "Looks through the whole database for what must not be and the database itself "
            "cannot refuse. Changes nothing. Exit status 1 when something is wrong."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help=_("as JSON, for programs"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print each problem; the exit status says whether there was any."""
    open_database()
    found = list(problems())
    if arguments.json:
        say(json.dumps([{"code": each.code, **each.params} for each in found], default=str))
    elif not found:
        say(_("Nothing is wrong: all that the database holds fits together."))
    else:
        say(*(of_problem(each.code, each.params) for each in found))
        say(
            ngettext(
                "%(count)s problem. Nothing was changed. Restore a backup copy, or send this list "
                "to whoever runs the program.",
                "%(count)s problems. Nothing was changed. Restore a backup copy, or send this "
                "list to whoever runs the program.",
                len(found),
            )
            % {"count": len(found)}
        )
    return 1 if found else 0


def problems() -> Iterator[Problem]:
    """What every app finds wrong: each has its own knowledge in a module `integrity`."""
    from django.apps import apps

    for app in apps.get_app_configs():
        name = f"{app.name}.integrity"
        if app.name.startswith("ledtrad.") and find_spec(name) is not None:
            yield from import_module(name).problems()
