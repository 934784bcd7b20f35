# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must be the same when a document comes back from a file that Ledtråd wrote."""

from __future__ import annotations

from typing import Any

from plandoc.codec import to_dict
from plandoc.model import PlanDocument

# These are of the file that was read, not of the document.
OF_THE_FILE = {"place", "source", "ignored"}


def content(document: PlanDocument) -> Any:
    """The document as plain data, ids included, without what tells of the file it was read from."""
    return _without(to_dict(document))


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without(each) for name, each in value.items() if name not in OF_THE_FILE}
    if isinstance(value, list):
        return [_without(each) for each in value]
    return value
