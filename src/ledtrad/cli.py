# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `ledtrad`: knows what was typed, and hands it on.

`--version` is answered before anything else is imported; everything else is in
`ledtrad.commands`, one module a subcommand.
"""

from __future__ import annotations

import sys

from ledtrad import __version__


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status: 0 done, 1 failed, 2 not understood or unanswered."""
    given = sys.argv[1:] if arguments is None else arguments
    if given == ["--version"]:
        print(f"ledtrad {__version__}")
        return 0
    from ledtrad.commands import run

    return run(given)
