# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command as a process of its own, with a data folder and a database of its own."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ready import own_environment

Run = Callable[..., "subprocess.CompletedProcess[str]"]
# These use no database or make one of their own, so a run on PostgreSQL would only repeat them.
if os.environ.get("DATABASE_URL", "").startswith("postgres"):
    collect_ignore = ["test_convert.py", "test_database.py", "test_demo.py"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who has just installed the program."""
    return own_environment(tmp_path / "data")


@pytest.fixture
def empty(ready_folder: Path, tmp_path: Path) -> None:
    """Let the test begin with a database that is ready and holds nothing."""
    shutil.copytree(ready_folder, tmp_path / "data")


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """A function that runs `ledtrad` with arguments; nobody sits at the terminal."""

    def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ledtrad", *map(str, arguments)],
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def branch(environment: dict[str, str], tmp_path: Path) -> Iterator[Run]:
    """Like `run`, for many commands in a row: each a process that need not import everything."""
    folder = tmp_path / "streams"
    folder.mkdir()
    started = subprocess.Popen(
        [sys.executable, "-P", Path(__file__).with_name("branching.py")],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with started as process:
        asked, answered = process.stdin, process.stdout
        assert asked is not None
        assert answered is not None

        def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
            command = list(map(str, arguments))
            (folder / "stdin").write_text(stdin, encoding="utf-8")
            asked.write(json.dumps([str(folder), *command]) + "\n")
            asked.flush()
            status = int(answered.readline())
            said = [(folder / name).read_text(encoding="utf-8") for name in ("stdout", "stderr")]
            return subprocess.CompletedProcess(command, status, *said)

        yield run


def make_older(path: Path) -> None:
    """Leave the SQLite database at `path` as a version before full-text search had it."""
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'search' AND name LIKE '0002%'")
        for kind, name in database.execute(
            "SELECT type, name FROM sqlite_master "
            "WHERE name LIKE 'search_entry_%ed' OR name IN ('search_stems', 'search_trigrams')"
        ).fetchall():
            database.execute(f"DROP {kind} {name}")
