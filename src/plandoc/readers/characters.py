# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""From bytes to text, and from odd characters to the ones that mean the same.

All readers pass their text through `clean`, so that the same sentence is the same string whichever
format it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from plandoc.errors import UnreadableFile

# Blanks that only differ in width or in where a line may break become the common blank; characters
# that show nothing at all (soft hyphen, zero-width ones, byte order mark) go.
_BLANKS = dict.fromkeys(
    [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x85, 0x0B], " "
)
_LINE_ENDS = {0x2028: "\n", 0x2029: "\n"}
_UNSEEN = dict.fromkeys([0x00, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF])
_LIGATURES = dict(enumerate(["ff", "fi", "fl", "ffi", "ffl", "ft", "st"], start=0xFB00))
_CONTROLS = dict.fromkeys([*range(0x01, 0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)], " ")
_TABLE: dict[int, str | None] = {**_LIGATURES, **_CONTROLS, **_BLANKS, **_LINE_ENDS, **_UNSEEN}
_PLAIN = re.compile(r"[\t\n\f\r -~åäöÅÄÖéÉüÜ§”–]*\Z")
_SURROGATES = re.compile("[\ud800-\udfff]")

# Characters that may become one letter; whoever writes more of them wants to waste our time.
_LONGEST_LETTER = 100

_CONTROL_BYTES = bytes(code for code in range(32) if code not in b"\t\n\r\f\0")
# More control characters than this is no text in any encoding.
_MAX_CONTROL_SHARE = 0.02
_SAMPLE = 200_000


def clean(text: str) -> str:
    """The text with composed letters, common blanks and no invisible or control characters."""
    if _PLAIN.match(text):
        return text
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text.translate(_TABLE))


def places(text: str, wanted: Iterable[int]) -> dict[int, int]:
    """Where places of a text are when it has been cleaned: each piece is cleaned once."""
    found = {}
    done = before = 0
    for place in sorted(set(wanted)):
        piece = clean(text[done:place])
        found[place] = before + len(piece)
        if place - done > _LONGEST_LETTER or not _goes_on(piece[-1:], text[place : place + 1]):
            done, before = place, found[place]
    return found


def _goes_on(last: str, letter: str) -> bool:
    """Whether a letter goes on in the character after it: an accent, or one that shows nothing."""
    if not letter or letter.isascii():
        return False
    if ord(letter) in _UNSEEN or unicodedata.combining(letter):
        return True
    return len(unicodedata.normalize("NFC", last + letter)) < 2


def decode(data: bytes) -> str:
    """Text of unknown encoding: UTF-8, UTF-16 (marked or not), otherwise Windows-1252.

    Lines end with line feeds afterwards. Raises `UnreadableFile` (`unknown_format`) when the bytes
    are no text in any of them.
    """
    text = _decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return clean(text)


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    wide = _unmarked_utf16(data)
    if wide is not None:
        return data.decode(wide, errors="replace")
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    nulls = sample.count(0)
    if controls > _MAX_CONTROL_SHARE * len(sample) or nulls > len(sample) / 2:
        raise UnreadableFile("unknown_format")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data, error):
            return data.decode("utf-8-sig", errors="replace")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _unmarked_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: nearly every other byte of western text is zero."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    high, low = sample[::2].count(0), sample[1::2].count(0)
    if low > 0.7 * half and high < 0.1 * half:
        return "utf-16-le"
    if high > 0.7 * half and low < 0.1 * half:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether a few broken bytes stand in what is UTF-8 otherwise (a file cut in a letter)."""
    if error.start >= len(data) - 4:
        return error.start > 0 and not data[: error.start].isascii()
    replaced = data.decode("utf-8", errors="replace")
    broken = replaced.count("\ufffd")
    letters = sum(replaced.count(letter) for letter in "åäöÅÄÖ")
    return letters > 20 * broken
