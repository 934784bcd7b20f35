# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The document that a PDF written by Ledtråd carries as an attachment.

Anybody can attach anything to a PDF. The data are taken only when they are a whole document and
belong to the pages: every value that would be printed of it stands there, and the pages say
hardly a word that it would not print. Otherwise the pages are read as any others.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from plandoc import codec
from plandoc.blocks import Carried
from plandoc.errors import InvalidDocument
from plandoc.manuscript import grammar
from plandoc.manuscript.carry import BROKEN
from plandoc.manuscript.compose import compose
from plandoc.manuscript.parts import Field, Grid, Heading, Manuscript, Pairs
from plandoc.model import plain
from plandoc.readers.limits import MAX_TEXT_BYTES

ATTACHMENT = "plandoc.json"
STEERING = "steering-model.json"
FOREIGN = "carried_data_foreign"

_MAX_ATTACHMENTS = 50
# What pages and data are compared by: letters and digits of the alphabets that print surely keeps.
_LETTERS = re.compile(r"[0-9a-zà-öø-ɏ]+")
# Signs that stand for letters or digits, such as a square "19th day", which no font of ours draws.
_UNDRAWN = re.compile("[\u2121-\u212b\u3200-\u33ff\ua7f2-\ua7f4\uff00-\uff60\U00010780-\U0001fbff]")
# Words that the pages have and the data have not, before the pages are held to say something else:
# more than a few, and more than this share of all their different words.
_STRANGE_WORDS = 5
_STRANGE_SHARE = 0.02


def find(document: pypdfium2.PdfDocument) -> tuple[Carried | None, tuple[str, ...]]:
    """The document that the PDF carries, or None, and notes about it."""
    data = _attached(document, ATTACHMENT)
    if data is None:
        return None, ()
    steering = _attached(document, STEERING)
    try:
        carried = codec.loads(data)
        model = None if steering is None else grammar.unpacked(steering)
    except (InvalidDocument, RecursionError):
        return None, (BROKEN,)
    if not belongs(compose(carried, model), list(_page_texts(document))):
        return None, (FOREIGN,)
    return Carried(carried, model=model), ()


def belongs(manuscript: Manuscript, pages: list[str]) -> bool:
    """Whether the pages print the manuscript, and nothing much beside it."""
    foot = _letters(manuscript.title)
    printed = "".join(
        _without_foot(_letters(page), foot, number) for number, page in enumerate(pages, 1)
    )
    values = [_words(_text(field)) for field in manuscript.fields()]
    if not _are_printed(values, printed):
        return False
    known = "".join(
        [foot, "innehållsida", *("".join(words) for words in values), *_around(manuscript)]
    )
    found = {word for page in pages for word in _words(page) if len(word) > 3}
    different = len(found)
    found.difference_update(*values)  # most words; looking through all letters takes its time
    strange = sum(word not in known for word in found)
    return strange <= max(_STRANGE_WORDS, _STRANGE_SHARE * different)


def _are_printed(values: Sequence[Sequence[str]], printed: str) -> bool:
    """Whether the words of each value stand in the print, together or at least one by one."""
    at = 0
    for words in values:
        letters = "".join(words)
        # Most values follow the one before them.
        place = printed.find(letters, at)
        place = printed.find(letters) if place < 0 else place
        if place >= 0:
            at = place
        elif not all(word in printed for word in words):
            return False
    return True


def _around(manuscript: Manuscript) -> Iterator[str]:
    """What is printed around the values: names of rows and columns, captions, kinds of goals."""
    yield _letters(manuscript.cover.kind)
    for item in (manuscript.cover.pairs, *manuscript.items):
        if isinstance(item, Heading):
            # On one line, and so again in the contents.
            number = item.number.text if item.number else ""
            yield _letters(f"{item.kicker} {number} {item.title.text}")
        elif isinstance(item, Pairs):
            yield from (_letters(f"{name} {_text(field)}") for name, field in item.rows)
        elif isinstance(item, Grid):
            yield _letters(" ".join([item.caption, *(column.label for column in item.columns)]))


def _without_foot(letters: str, foot: str, number: int) -> str:
    """A page's letters without its running foot, which would part what goes on over the page."""
    return re.sub(f"{re.escape(foot)}sida{number}[0-9]+", "", letters, count=1)


def _text(field: Field) -> str:
    return field.text if field.rich is None else plain(field.rich)


def _letters(text: str) -> str:
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    drawn = text if text.isascii() else _UNDRAWN.sub("", unicodedata.normalize("NFC", text))
    words: list[str] = _LETTERS.findall(unicodedata.normalize("NFKC", drawn).lower())
    return words


def _page_texts(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue
        text = page.get_textpage()
        yield text.get_text_range()
        text.close()
        page.close()


def _attached(document: pypdfium2.PdfDocument, name: str) -> bytes | None:
    """The first attachment of this name; None when there is none of a reasonable size."""
    count = pdfium.FPDFDoc_GetAttachmentCount(document)
    for number in range(min(count, _MAX_ATTACHMENTS)):
        attachment = pdfium.FPDFDoc_GetAttachment(document, number)
        if attachment and _name(attachment) == name:
            return _content(attachment)
    return None


def _name(attachment: object) -> str:
    size = pdfium.FPDFAttachment_GetName(attachment, None, 0)
    if not 2 < size <= 512:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAttachment_GetName(
        attachment, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size
    )
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _content(attachment: object) -> bytes | None:
    size = ctypes.c_ulong()
    known = pdfium.FPDFAttachment_GetFile(attachment, None, 0, ctypes.byref(size))
    if not known or not 0 < size.value <= MAX_TEXT_BYTES:
        return None
    buffer = ctypes.create_string_buffer(size.value)
    written = ctypes.c_ulong()
    done = pdfium.FPDFAttachment_GetFile(attachment, buffer, size.value, ctypes.byref(written))
    return buffer.raw[: written.value] if done else None
