# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad serve`: the pages, and the jobs beside them."""

from __future__ import annotations

import argparse
import io
import socket
from typing import TYPE_CHECKING, Any

from ledtrad.commands.database import open_database
from ledtrad.commands.terminal import CommandFailed, tell
from ledtrad.commands.worker import WorkerProcess
from ledtrad.sentences import gettext as _

if TYPE_CHECKING:
    from ledtrad.commands.arguments import Subcommands

HOST = "127.0.0.1"
PORT = 8000
APPLICATION = "ledtrad.wsgi:application"
# Without a limit granian offers hundreds of threads, and each holds a database connection.
THREADS = 4
WAITING = 16


def add(subcommands: Subcommands) -> None:
    """Describe the command to the parser."""
    parser = subcommands.add_parser(
        "serve",
        help=_("serve the pages, and run the jobs"),
        description=_(
            "Serves the pages and runs the jobs. Other computers reach it through a proxy with "
            "TLS; see ALLOWED_HOSTS and LEDTRAD_HTTPS in the README."
        ),
        allow_abbrev=False,
    )
    parser.add_argument(
        "--host", default=HOST, metavar=_("HOST"), help=_("the address to answer on")
    )
    add_port(parser)
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        metavar=_("NUMBER"),
        help=_("how many processes answer; more than one needs PostgreSQL"),
    )
    parser.add_argument(
        "--no-jobs", action="store_true", help=_("leave the jobs to `ledtrad worker`")
    )
    parser.set_defaults(run=run)


def add_port(parser: argparse.ArgumentParser) -> None:
    """Add the argument that says on which port to answer."""
    parser.add_argument(
        "--port", type=int, default=PORT, metavar=_("PORT"), help=_("the port to answer on")
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop."""
    check_address(arguments.host, arguments.port)
    open_database()
    check_settings()
    collect_static_files()
    if not _somebody_can_log_in():
        tell(
            _("Nobody can log in yet. Make the first account in another window:"),
            "  ledtrad user add EMAIL --role administrator",
        )
    serve(
        arguments.host, arguments.port, workers=arguments.workers, with_jobs=not arguments.no_jobs
    )
    return 0


def check_address(host: str, port: int) -> None:
    """See that nobody else answers there. Raises CommandFailed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = _(
            "%(host)s port %(port)s cannot be used (%(reason)s). Nothing was started. Choose "
            "another port with --port."
        )
        raise CommandFailed(message % {"host": host, "port": port, "reason": reason}) from error


def check_settings() -> None:
    """Run the product's system checks. Raises CommandFailed for what will hurt later."""
    from django.core.management import CommandError, call_command

    try:
        call_command("check", stdout=io.StringIO())
    except CommandError as error:
        message = _("The settings are wrong: %(error)s. Nothing was changed.")
        raise CommandFailed(message % {"error": error}) from error


def collect_static_files() -> None:
    """Put fonts, styles and scripts where the pages find them; only what has changed."""
    from django.conf import settings
    from django.core.management import call_command

    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)


def serve(host: str, port: int, *, workers: int = 1, with_jobs: bool = True) -> None:
    """Answer requests, and run jobs beside, until told to stop."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    shown = f"[{host}]" if ":" in host else host
    jobs = WorkerProcess() if with_jobs else None
    close_connections()
    if jobs is not None:
        jobs.start()
    tell(
        _("Ledtråd answers on http://%(host)s:%(port)s/") % {"host": shown, "port": port},
        _("Press Ctrl+C to stop."),
    )
    try:
        Server(
            APPLICATION,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            backpressure=WAITING,
            respawn_failed_workers=True,
            log_level=LogLevels.warning,
        ).serve()
    finally:
        if jobs is not None:
            jobs.stop()


def close_connections() -> None:
    """Close what this process has open, so that the processes it forks do not share it."""
    from django.db import connection, connections

    connections.close_all()
    backend: Any = connection
    if backend.vendor == "postgresql":
        backend.close_pool()


def _somebody_can_log_in() -> bool:
    from ledtrad.organisation.models import User

    return User.objects.get_queryset().filter(is_active=True).exists()
