# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Print the JSON Schema of `plandoc/1` as the model asks for it."""

from __future__ import annotations

import json
import sys

from plandoc.schema import build

sys.stdout.write(json.dumps(build(), ensure_ascii=False, indent=2) + "\n")
