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
# In the place of an id: a part that the document does not have yet. (A real id's "+" is escaped.)
NEW = "+"
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


def is_new(of: str) -> bool:
    """Whether a key leads to a part that the document does not have yet."""
    return of.split(".")[1:2] == [NEW]


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


_MAIN = {
    "chapters": "heading", "goals": "title", "changes": "heading", "departments": "name",
}  # fmt: skip


def brief(of: str) -> str:
    """A key without the field that its part is named by ("goals.g3" for "goals.g3.title")."""
    kind, _, rest = of.partition(".")
    main = _MAIN.get(kind)
    return of.removesuffix(f".{main}") if main and rest.count(".") == 1 else of


def whole(of: str) -> str:
    """A key that `brief` may have shortened, as it was."""
    main = _MAIN.get(of.partition(".")[0])
    return f"{of}.{main}" if main and of.count(".") == 1 else of


def sibling(of: str, field: str) -> str:
    """The key of another field of the same part."""
    return f"{of.rpartition('.')[0]}.{field}"


def text_below(of: str) -> str:
    """The key of the running text that follows a heading with this key; "" when none does."""
    found = parts(of)
    if is_derived(of):
        if len(found) == 5 and found[2] == "sections":
            return key(*found[:4], "text")
        return of.removeprefix(DERIVED) if found[-1] in {"comment", "analysis"} else ""
    kinds = {"chapters", "goals", "changes"}
    heading = found[-1] == "heading" or (len(found) == 3 and found[0] == "goals")
    return key(*found[:-1], "text") if found[0] in kinds and heading else ""
