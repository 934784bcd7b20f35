# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests. Each process of a run has a data folder of its own, chosen before any setting is read."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="ledtrad-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["LEDTRAD_DATA_DIR"] = _folder
