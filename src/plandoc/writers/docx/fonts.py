# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The typefaces that go with a Word file, so that it looks the same where nobody has them.

They are obfuscated as ECMA-376 part 4 (section 2.8.1) says: their first 32 bytes are mixed with
the digits of an identifier. Their licence (OFL) lets them be carried by documents.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

SANS, SERIF, DISPLAY = "Ledtrad Sans", "Ledtrad Serif", "Ledtrad Serif Display"
_MIXED = 32


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface: what is used where it cannot be, how it looks (PANOSE), and its files."""

    name: str
    instead: str
    panose: str
    family: str
    files: tuple[tuple[str, str], ...]


# The elements of `w:font` are in the order of the schema. Words that are bold and italic are so few
# that programs may slant the bold letters.
FACES = (
    Face(
        SANS, "Source Sans 3, Source Sans Pro, Calibri, Carlito", "020B0503030403020204", "swiss",
        (
            ("embedRegular", "source-sans-3-400"),
            ("embedBold", "source-sans-3-600"),
            ("embedItalic", "source-sans-3-400-italic"),
        ),
    ),
    Face(
        SERIF, "Source Serif 4, Source Serif Pro, Cambria, Caladea", "02040603050405020204",
        "roman",
        (
            ("embedRegular", "source-serif-4-400"),
            ("embedBold", "source-serif-4-600"),
            ("embedItalic", "source-serif-4-400-italic"),
        ),
    ),
    Face(
        DISPLAY, "Source Serif 4 Display, Source Serif 4, Cambria, Caladea", "02040603050405020204",
        "roman", (("embedBold", "source-serif-4-display-560"),),
    ),
)  # fmt: skip


def embedded() -> dict[str, tuple[str, bytes]]:
    """For each file of a typeface by name: the identifier it is mixed with, and the content."""
    return {name: _mixed(name) for face in FACES for _, name in face.files}


@cache
def _mixed(name: str) -> tuple[str, bytes]:
    fonts = resources.files("plandoc.writers.pdf").joinpath("fonts")
    content = fonts.joinpath(f"{name}.ttf").read_bytes()
    digits = hashlib.sha256(content).hexdigest()[:32].upper()
    parts = digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]
    key = bytes.fromhex(digits)[::-1] * 2
    head = bytes(a ^ b for a, b in zip(content[:_MIXED], key, strict=True))
    return f"{{{'-'.join(parts)}}}", head + content[_MIXED:]
