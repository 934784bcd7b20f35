# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Start the product once, then branch off a process for each command that is asked for.

Importing everything takes a second, which many commands in a row need not each wait for. A line of
input is a list: a folder with `stdin`, where `stdout` and `stderr` are written, and the command's
arguments. A line of output is its exit status.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from ledtrad import cli
from ledtrad.commands.database import start_django

_WRITING = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
_STREAMS = (("stdin", os.O_RDONLY), ("stdout", _WRITING), ("stderr", _WRITING))


def main() -> None:
    """Answer until nothing more is asked for."""
    start_django()
    for line in sys.stdin:
        folder, *arguments = json.loads(line)
        child = os.fork()
        if not child:
            for number, (name, flags) in enumerate(_STREAMS):
                os.dup2(os.open(Path(folder) / name, flags, 0o600), number)
            sys.exit(cli.main(arguments))
        _child, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
