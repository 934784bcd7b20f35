# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad demo`: one command from nothing to a municipality in the browser."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from ledtrad.demo.actions import ACCOUNTS, read_manifest
from tests.cli.conftest import Run, make_older


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answer(port: int, deadline: float) -> str:
    """The login page, as soon as there is one."""
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                assert page.status == 200
                return str(page.read().decode())
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_the_demo_is_made_by_importing_served_and_used_again(
    run: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path}/real.sqlite3"
    made = run("demo", "--no-serve")
    assert made.returncode == 0, made.stderr
    documents = read_manifest()["documents"]
    assert f"Fil {len(documents)} av {len(documents)}" in made.stderr
    assert not (tmp_path / "real.sqlite3").exists(), "the real database is left alone"

    make_older(Path(environment["LEDTRAD_DATA_DIR"]) / "demo" / "ledtrad.sqlite3")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "ledtrad", "demo", "--port", str(port)],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        page = answer(port, time.monotonic() + 60)
        taken = run("demo", "--port", str(port))
    finally:
        process.send_signal(signal.SIGINT)
        _out, said = process.communicate(timeout=30)
    for account in ACCOUNTS:
        assert account.email in page
        assert account.email in said
    assert "tidigare version och uppdateras" in said
    assert "Fil 1" not in said, "the second start imports nothing"
    assert f"http://127.0.0.1:{port}/" in said
    assert taken.returncode == 1
    assert f"port {port} kan inte användas" in taken.stderr
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
        pass

    environment["LEDTRAD_DATA_DIR"] += "/demo"
    del environment["DATABASE_URL"]
    counted = json.loads(run("status", "--json").stdout)
    assert counted["plans"] == len(documents)
    units = counted["units"]
    assert units.pop("workplace"), "the documents name their workplaces"
    assert sum(units.values()) == len(read_manifest()["units"]), "no unit was guessed"
    assert counted["goals"]
    assert run("check-integrity").returncode == 0
    assert not re.search(r"Traceback|ERROR", said)
