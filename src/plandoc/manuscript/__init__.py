# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan document on its way to print and back: see `plandoc.manuscript.parts`."""

from __future__ import annotations

from plandoc.manuscript.carry import carry
from plandoc.manuscript.compose import compose
from plandoc.manuscript.reading import Read, names, reads_of, short_text
from plandoc.manuscript.rejoining import inflate, rejoin, skeleton

__all__ = [
    "Read",
    "carry",
    "compose",
    "inflate",
    "names",
    "reads_of",
    "rejoin",
    "short_text",
    "skeleton",
]
