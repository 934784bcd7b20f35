# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys: the way from a printed value to the value in the document.

A key is parts with full stops between them: a list of the document, an id, a field, sometimes a
number ("goals.g3.sections.0.text"). What is only printed for the reader's sake, such as a heading
"Aktiviteter", has a key that begins with `DERIVED`: it tells that Ledtråd wrote it, and is never
read back. Cells of a table may have no key at all.
"""

from __future__ import annotations

import hashlib
import re

DERIVED = "="
_EMPTY = "%"
_SAFE = re.compile(r"[\w-]+\Z", re.ASCII)


def key(*parts: str | int) -> str:
    """The key of these parts; ids may hold any characters."""
    return ".".join(_escaped(str(part)) for part in parts)


def derived(*parts: str | int) -> str:
    """The key of something that is printed but holds no value of its own."""
    return DERIVED + key(*parts)


def is_derived(of: str) -> bool:
    """Whether the printed value with this key is never read back."""
    return not of or of.startswith(DERIVED)


def parts(of: str) -> list[str]:
    """The parts of a key, as they were."""
    return ["" if part == _EMPTY else _plain(part) for part in of.removeprefix(DERIVED).split(".")]


def short(of: str) -> str:
    """A name of 14 letters and digits for a key, for formats that allow no more.

    The same key always gets the same name; two keys of one document do not meet (64 bits).
    """
    digest = hashlib.sha256(of.encode("utf-8")).digest()
    return "k" + "".join(_DIGITS[byte & 31] for byte in digest[:13])


_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"


def _escaped(part: str) -> str:
    # Two hyphens end a comment in HTML, and a full stop would begin another part.
    if _SAFE.match(part) and "--" not in part:
        return part
    quoted = "".join(char if _SAFE.match(char) else _percent(char) for char in part)
    return quoted.replace("--", "-%2D").replace("--", "-%2D") or _EMPTY


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


def _plain(part: str) -> str:
    if "%" not in part:
        return part
    data = re.sub(rb"%([0-9A-F]{2})", lambda found: bytes.fromhex(found[1].decode()), part.encode())
    return data.decode("utf-8", "replace")
