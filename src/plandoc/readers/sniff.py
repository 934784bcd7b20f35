# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What format a file has, by its content."""

from __future__ import annotations

from typing import Literal

from plandoc.errors import UnreadableFile

Format = Literal["text", "docx", "odt", "xlsx", "pdf"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNKNOWN = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\x1f\x8b", b"BZh",
    b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ", b"SQLite format 3\0", b"ID3", b"OggS",
)  # fmt: skip
_BLANKS = b" \t\r\n\f\0\xef\xbb\xbf"


def format_of(data: bytes) -> Format:
    """The format of a file. Raises `UnreadableFile` for what is empty or nothing we read."""
    if not data.strip(_BLANKS):
        raise UnreadableFile("empty")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        from plandoc.readers.package import format_of_package

        return format_of_package(data)
    if data.startswith(_OLE):
        raise _ole_failure(data)
    start = data[:1024].lstrip(_BLANKS)
    if b"%PDF-" in data[:1024] and not start[:1].isalpha():
        return "pdf"
    if start.startswith(b"{\\rtf"):
        raise UnreadableFile("legacy_format", format="rtf")
    if start[:1024].lower().startswith((b"<!doctype html", b"<html")):
        raise UnreadableFile("unknown_format")
    for signature in _UNKNOWN:
        if data.startswith(signature) and (len(signature) > 3 or _binary(data)):
            raise UnreadableFile("unknown_format")
    return "text"


def _binary(data: bytes) -> bool:
    """Whether the first bytes hold what no text holds."""
    return any(byte < 9 for byte in data[:512])


def _ole_failure(data: bytes) -> UnreadableFile:
    """An OLE container is an encrypted Office file, or one from before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableFile("encrypted")
    if "Workbook".encode("utf-16-le") in data:
        return UnreadableFile("legacy_format", format="xls")
    if "PowerPoint".encode("utf-16-le") in data:
        return UnreadableFile("legacy_format", format="ppt")
    return UnreadableFile("legacy_format", format="doc")
