# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Readers: a file of any supported format becomes a `Source`.

The format is found from the content, never from the name. A format's reader and the libraries it
needs are imported when a file of that format comes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from plandoc.blocks import Source
from plandoc.errors import UnreadableFile
from plandoc.readers.limits import MAX_FILE_BYTES
from plandoc.readers.sniff import format_of

Progress = Callable[[int, int], None]


def read(data: bytes, name: str, *, progress: Progress | None = None) -> Source:
    """Read a file. `progress` is called with what is done and what there is in all.

    Raises `UnreadableFile` when the file cannot be read at all, whatever is wrong with it.
    """
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFile("too_large", limit=MAX_FILE_BYTES, unit="bytes")
    kind = format_of(data)
    if kind == "docx":
        from plandoc.readers.docx import read as read_docx

        return read_docx(data, name, progress)
    if kind == "odt":
        from plandoc.readers.odt import read as read_odt

        return read_odt(data, name, progress)
    if kind == "pdf":
        from plandoc.readers.pdf import read as read_pdf

        return read_pdf(data, name, progress)
    if kind == "xlsx":
        from plandoc.readers.xlsx import read as read_xlsx

        return read_xlsx(data, name, progress)
    from plandoc.readers.text import read as read_text

    return read_text(data, name, progress)


def read_file(path: Path, *, progress: Progress | None = None) -> Source:
    """Read the file at a path; see `read`. Raises `OSError` when it cannot be opened."""
    if path.stat().st_size > MAX_FILE_BYTES:
        raise UnreadableFile("too_large", limit=MAX_FILE_BYTES, unit="bytes")
    return read(path.read_bytes(), path.name, progress=progress)
