# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which links a document may hold."""

from __future__ import annotations

import re

_SAFE = re.compile(r"(?:https?://|mailto:|#)[^\s\x00-\x1f]+\Z", re.IGNORECASE)


def is_safe(href: str) -> bool:
    """Whether a link leads to the web, to a mail address or within the document."""
    return bool(_SAFE.match(href))
