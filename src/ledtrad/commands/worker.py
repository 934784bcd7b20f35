# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad worker`: run jobs in a process of its own, beside the web servers."""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
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
    parser.add_argument(
        "--once", action="store_true", help=_("run the jobs that are waiting, and stop")
    )
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run jobs until the process is told to stop."""
    open_database()
    from ledtrad.jobs.worker import run_in_foreground, run_waiting

    if arguments.once:
        run_waiting()
        return 0
    if not arguments.with_parent:
        tell(_("Waiting for jobs. Press Ctrl+C to stop."))
    run_in_foreground(with_parent=arguments.with_parent)
    return 0


class WorkerProcess:
    """`ledtrad worker` as a child of `serve`, started again if it dies.

    A process, not a thread: reading a long document must not slow the pages, and a file that
    brings down a C library must bring down nothing else.
    """

    STOP_SECONDS = 10.0
    PAUSE_SECONDS = 1.0

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep_alive, daemon=True)

    def start(self) -> None:
        """Start the process, and watch it."""
        self._process = self._started()
        self._thread.start()

    def stop(self) -> None:
        """Let the process finish the job under way, but not for ever."""
        self._stopping.set()
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(self.STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._thread.join(self.STOP_SECONDS)

    def _started(self) -> subprocess.Popen[bytes]:
        # In a session of its own, so that Ctrl+C reaches it through `stop` alone.
        return subprocess.Popen(
            [sys.executable, "-m", "ledtrad", "worker", "--with-parent"],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _keep_alive(self) -> None:
        while self._process is not None and not self._stopping.is_set():
            self._process.wait()
            if not self._stopping.wait(self.PAUSE_SECONDS):
                self._process = self._started()
