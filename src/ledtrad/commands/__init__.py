# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The subcommands of `ledtrad`, one module each.

A module has `add(subcommands)`, which describes its arguments and names the function that runs it.
It imports nothing heavy before it runs: `convert` never imports Django, and the commands that
need the database call `ledtrad.commands.database.open_database` first.
"""

from __future__ import annotations

import os
import sys

from ledtrad.commands import (
    check,
    convert,
    demo,
    diff,
    export,
    import_files,
    imports,
    integrity,
    migrate,
    serve,
    status,
    user,
    worker,
)
from ledtrad.commands.arguments import new_parser, swedish_messages
from ledtrad.commands.terminal import CommandFailed, complain
from ledtrad.sentences import gettext as _
from plandoc.errors import PlanDocError

_MODULES = (
    convert, check, diff, import_files, export, imports, status, integrity, user, demo,
    serve, worker, migrate,
)  # fmt: skip
INTERRUPTED = 130


def run(arguments: list[str]) -> int:
    """Parse the arguments and run the subcommand that they name; return the exit status."""
    with swedish_messages():
        parser, subcommands = new_parser()
        for module in _MODULES:
            module.add(subcommands)
        if not arguments:
            parser.print_help()
            return 2
        chosen = parser.parse_args(arguments)
    try:
        status: int = chosen.run(chosen)
    except CommandFailed as failure:
        complain(failure.message)
        return failure.status
    except PlanDocError as error:
        from ledtrad.sentences import of_error

        complain(of_error(error))
        return 1
    except KeyboardInterrupt:
        complain(_("Interrupted. What was not finished has not been saved."))
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone, as with `| head`; nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status
