# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF files: visual lines with their place, ruled tables, and columns parted by white gaps.

A first quick pass sees whether there is text at all; the second takes the words with their places.
Where the second fails on a page, the page's plain text is taken instead.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdfium2

from plandoc.blocks import Source
from plandoc.errors import UnreadableFile
from plandoc.readers.characters import clean
from plandoc.readers.columns import Segment
from plandoc.readers.limits import MAX_CHARACTERS, MAX_PAGES
from plandoc.readers.pdf_blocks import BlockMaker
from plandoc.readers.pdf_page import PageItem, PageLine, items

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

Progress = Callable[[int, int], None]

# What the parsers let through when a file breaks their expectations.
_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_WRONG_PASSWORD = 4
_JUNK_TITLE = re.compile(r"microsoft word|\.(?:docx?|pdf|dotx?)\Z|untitled|\Adokument\d", re.I)
# More on one page than any document has; such a page is read as plain text.
_MAX_PAGE_CHARACTERS = 40_000
_MAX_PAGE_OBJECTS = 20_000


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
    )


class _PdfReader:
    """Takes the lines and tables of every page."""

    def __init__(self, data: bytes, progress: Progress | None) -> None:
        self.title: str | None = None
        self.notes: list[str] = []
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
        if sum(characters) > MAX_CHARACTERS:
            raise UnreadableFile("too_large", limit=MAX_CHARACTERS, unit="characters")
        if not all(characters):
            self.notes.append("pages_without_text")
        title = clean(document.get_metadata_value("Title")).strip()
        self.title = None if not title or _JUNK_TITLE.search(title) else title
        plumber = self._open()
        found: list[list[PageItem]] = []
        try:
            for number in range(count):
                if self._progress:
                    self._progress(number, count)
                found.append(self._page(document, plumber, number, characters[number]))
        finally:
            if plumber is not None:
                plumber.close()
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

    def _open(self) -> PDF | None:
        import pdfplumber
        from pdfminer.pdfexceptions import PDFException
        from pdfminer.psexceptions import PSException

        try:
            opened = pdfplumber.open(io.BytesIO(self._data))
            if len(opened.pages) < 1:
                return None
        except (*_FAILURES, PDFException, PSException):
            return None
        return opened

    def _page(
        self,
        document: pypdfium2.PdfDocument,
        plumber: PDF | None,
        number: int,
        characters: int,
    ) -> list[PageItem]:
        if not characters:
            return []
        if (
            plumber is not None
            and number < len(plumber.pages)
            and self._is_light(document, number, characters)
        ):
            found = self._placed(plumber, number)
            if found:
                return found
        if "plain_pages" not in self.notes:
            self.notes.append("plain_pages")
        return _plain_lines(document, number)

    def _is_light(self, document: pypdfium2.PdfDocument, number: int, characters: int) -> bool:
        """Whether a page is one that can be looked through in reasonable time."""
        if characters > _MAX_PAGE_CHARACTERS:
            return False
        page = document[number]
        try:
            objects = sum(
                1 for _ in zip(page.get_objects(), range(_MAX_PAGE_OBJECTS), strict=False)
            )
        finally:
            page.close()
        return objects < _MAX_PAGE_OBJECTS

    def _placed(self, plumber: PDF, number: int) -> list[PageItem]:
        """The items of a page with their places; none when the parser fails on it."""
        from pdfminer.pdfexceptions import PDFException
        from pdfminer.psexceptions import PSException

        try:
            page = plumber.pages[number]
            try:
                return items(page)
            finally:
                page.close()
        except (*_FAILURES, PDFException, PSException):
            return []


def _plain_lines(document: pypdfium2.PdfDocument, number: int) -> list[PageItem]:
    page = document[number]
    text = page.get_textpage()
    found: list[PageItem] = []
    for count, line in enumerate(clean(text.get_text_range()).splitlines()):
        if line.strip():
            segment = Segment(0.0, float(len(line)), " ".join(line.split()))
            top = count * 14.0
            found.append(PageLine((segment,), 0.0, top, top + 12.0, 12.0))
    text.close()
    page.close()
    return found
