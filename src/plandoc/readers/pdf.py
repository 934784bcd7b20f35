# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF files: visual lines with their place, ruled tables, and columns parted by white gaps.

A first quick pass sees whether there is text at all, the second takes the words and drawn lines of
each page with their places.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

import pypdfium2

from plandoc.blocks import Carried, Source
from plandoc.errors import UnreadableFile
from plandoc.readers import pdf_carried
from plandoc.readers.characters import clean
from plandoc.readers.limits import MAX_CHARACTERS, MAX_PAGE_CHARACTERS, MAX_PAGES
from plandoc.readers.pdf_blocks import BlockMaker
from plandoc.readers.pdf_page import PageItem, items
from plandoc.readers.pdf_words import rules, words

Progress = Callable[[int, int], None]

_WRONG_PASSWORD = 4
_JUNK_TITLE = re.compile(r"microsoft word|\.(?:docx?|pdf|dotx?)\Z|untitled|\Adokument\d", re.I)


def read(data: bytes, name: str, progress: Progress | None = None) -> Source:
    """Read a PDF. Raises `UnreadableFile` when it is broken, locked, or only pictures of text."""
    reader = _PdfReader(data, progress)
    pages = reader.read()
    maker = BlockMaker(pages)
    maker.make()
    return Source(
        name=name,
        format="pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=tuple(maker.blocks),
        wrapped=True,
        pages=len(pages),
        title=reader.title,
        furniture=tuple(maker.ignored),
        notes=tuple(reader.notes),
        carried=reader.carried,
    )


class _PdfReader:
    """Takes the lines and tables of every page."""

    def __init__(self, data: bytes, progress: Progress | None) -> None:
        self.title: str | None = None
        self.notes: list[str] = []
        self.carried: Carried | None = None
        self._data = data
        self._progress = progress

    def read(self) -> list[list[PageItem]]:
        """The items of each page."""
        try:
            document = pypdfium2.PdfDocument(self._data)
        except pypdfium2.PdfiumError as error:
            code = "encrypted" if getattr(error, "err_code", None) == _WRONG_PASSWORD else "broken"
            raise UnreadableFile(code) from error
        try:
            return self._pages(document)
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile("broken") from error
        finally:
            document.close()

    def _pages(self, document: pypdfium2.PdfDocument) -> list[list[PageItem]]:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableFile("too_many_pages", limit=MAX_PAGES)
        characters, drawn = self._survey(document)
        if not any(characters):
            raise UnreadableFile("scanned" if drawn else "empty")
        for count_of, limit in ((sum, MAX_CHARACTERS), (max, MAX_PAGE_CHARACTERS)):
            if count_of(characters) > limit:
                raise UnreadableFile("too_large", limit=limit, unit="characters")
        if not all(characters):
            self.notes.append("pages_without_text")
        self.title = _title(document)
        self.carried, notes = pdf_carried.find(document)
        self.notes.extend(notes)
        found: list[list[PageItem]] = []
        for number in range(count):
            if self._progress:
                self._progress(number, count)
            found.append(_page(document, number) if characters[number] else [])
        return found

    def _survey(self, document: pypdfium2.PdfDocument) -> tuple[list[int], bool]:
        """How many characters each page has, and whether anything at all is drawn on any."""
        characters: list[int] = []
        drawn = False
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                characters.append(0)
                continue
            text = page.get_textpage()
            characters.append(len(text.get_text_range().split()) and text.count_chars())
            drawn = drawn or next(iter(page.get_objects(max_depth=1)), None) is not None
            text.close()
            page.close()
        return characters, drawn


def _title(document: pypdfium2.PdfDocument) -> str | None:
    """The title that the file gives itself, unless a program made it up."""
    try:
        title = " ".join(clean(document.get_metadata_value("Title")).split())
    except UnicodeError:
        return None
    return None if not title or _JUNK_TITLE.search(title) else title


def _page(document: pypdfium2.PdfDocument, number: int) -> list[PageItem]:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []
    try:
        return items(words(page), rules(page))
    finally:
        page.close()
