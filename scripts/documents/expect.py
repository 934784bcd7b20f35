# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes what a reader must find in a document, where the tests look for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def expect(path: Path, golden: dict[str, Any], **more: Any) -> None:
    """Write the expectations of the document at `path` beside it."""
    text = json.dumps({**golden, **more}, ensure_ascii=False, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(f"{path.name}.json").write_text(text + "\n", "utf-8")
