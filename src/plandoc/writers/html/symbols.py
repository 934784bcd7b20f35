# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The signs of assessments, drawn: whoever listens hears the word that follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

_SHAPES: Mapping[str, str] = {
    "full": '<circle cx="8" cy="8" r="7" fill="currentColor"/>',
    "partial": (
        '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor"/>'
    ),
    "none": '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>',
    "no_value": '<path d="M2 8h12" stroke="currentColor" stroke-width="2"/>',
}


def drawn(symbol: Literal["full", "partial", "none", "no_value"]) -> str:
    """The sign as SVG, hidden from those who listen."""
    name = symbol.replace("_", "-")
    return (
        f'<svg class="ld-sign ld-sign-{name}" viewBox="0 0 16 16" width="14" height="14"'
        f' aria-hidden="true" focusable="false">{_SHAPES[symbol]}</svg> '
    )
