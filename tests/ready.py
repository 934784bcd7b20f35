# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A data folder that the product has made ready: made once a run, and copied where one is needed.

Migrating takes seconds, and each process of a run and each test of the command line needs a
database of its own.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

DATABASE = "ledtrad.sqlite3"
_NOT_OURS = ("DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "ALLOWED_HOSTS")


def own_environment(folder: Path) -> dict[str, str]:
    """The environment of somebody who has just installed the program, with this data folder."""
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    return {**kept, "LEDTRAD_DATA_DIR": str(folder)}


def ready_in(root: Path) -> Path:
    """The folder below `root`, which all processes of the run share: the first one makes it."""
    folder = root / "ready"
    with (root / "ready.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            making = root / "making-ready"
            command = [sys.executable, "-m", "ledtrad", "migrate"]
            subprocess.run(command, env=own_environment(making), check=True, capture_output=True)
            making.rename(folder)
    return folder
