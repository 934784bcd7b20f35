# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much a file may hold before a reader refuses it.

A plan of a hundred pages is some 300,000 characters; the limits leave room for twenty of those and
keep a hostile file from filling the memory or holding a worker.
"""

from __future__ import annotations

from plandoc.errors import UnreadableFile

MAX_FILE_BYTES = 100 * 1024 * 1024
MAX_TEXT_BYTES = 12 * 1024 * 1024
MAX_CHARACTERS = 6_000_000
MAX_SPANS = 100_000
MAX_PAGES = 1_000
MAX_PAGE_CHARACTERS = 200_000
MAX_CELLS = 500_000

MAX_ZIP_MEMBERS = 5_000
MAX_ZIP_BYTES = 256 * 1024 * 1024
MAX_ZIP_PART_BYTES = 32 * 1024 * 1024
MAX_ZIP_RATIO = 200
# Below this size the ratio says nothing: a sheet of zeros compresses well and harms nobody.
MIN_RATIO_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 60


class Budget:
    """Counts what a reader hands out, and refuses when it is more than a document can hold."""

    def __init__(self) -> None:
        self._spans = 0
        self._characters = 0

    def take(self, text: str) -> int:
        """Account for a piece of text and return its number, which is the span's id."""
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise UnreadableFile("too_large", limit=MAX_CHARACTERS, unit="characters")
        if self._spans >= MAX_SPANS:
            raise UnreadableFile("too_large", limit=MAX_SPANS, unit="pieces")
        self._spans += 1
        return self._spans
