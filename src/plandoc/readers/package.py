# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Office files: a zip of XML parts, opened so that a hostile one does no harm.

Nothing is ever unpacked to disk. Sizes are checked before anything is read, and XML is parsed
without document types, entities and network.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Literal

from plandoc.errors import UnreadableFile
from plandoc.readers import limits
from plandoc.readers.characters import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_ODT = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CLIMBS = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Package:
    """The parts of an Office file. Raises `UnreadableFile` when opened on what is unsafe."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _BROKEN as error:
            raise UnreadableFile("broken") from error
        _check(members)
        self.names = frozenset(member.filename for member in members)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; None when the package has none of that name."""
        if name not in self.names:
            return None
        try:
            info = self._zip.getinfo(name)
            if info.file_size > limits.MAX_ZIP_PART_BYTES:
                raise UnreadableFile(
                    "expands_too_much", limit=limits.MAX_ZIP_PART_BYTES, unit="bytes"
                )
            with self._zip.open(info) as file:
                return file.read(limits.MAX_ZIP_PART_BYTES)
        except _BROKEN as error:
            raise UnreadableFile("broken") from error

    def xml(self, name: str) -> _Element | None:
        """The root element of an XML part; None when there is no such part."""
        data = self.part(name)
        if data is None:
            return None
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return parse_xml(data)

    def title(self) -> str | None:
        """The title in the document's properties."""
        core = self.xml("docProps/core.xml")
        found = core.findtext(_TITLE) if core is not None else None
        return " ".join(clean(str(found or "")).split()) or None

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part points to: id → (last word of the kind, target)."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return {}
        found = {}
        for element in root:
            kind = str(element.get("Type", "")).rsplit("/", 1)[-1]
            target = str(element.get("Target", ""))
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[str(element.get("Id", ""))] = (kind, target)
        return found


def format_of_package(data: bytes) -> Literal["docx", "odt", "xlsx"]:
    """Which Office format a zip holds. Raises `UnreadableFile` for any other zip."""
    package = Package(data)
    names = package.names
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if "content.xml" in names and (package.part("mimetype") or b"").strip() in _ODT:
        return "odt"
    raise UnreadableFile("unknown_format")


def parse_xml(data: bytes) -> _Element:
    """Parse XML from an untrusted source. Raises `UnreadableFile` (`broken`, `unsafe`)."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFile("unsafe" if b"<!DOCTYPE" in data else "broken") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile("unsafe")
    return root


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > limits.MAX_ZIP_MEMBERS:
        raise UnreadableFile("expands_too_much", limit=limits.MAX_ZIP_MEMBERS, unit="parts")
    total = 0
    for member in members:
        if _CLIMBS.search(member.filename):
            raise UnreadableFile("unsafe")
        if member.flag_bits & 0x1:
            raise UnreadableFile("encrypted")
        total += member.file_size
        allowed = member.compress_size * limits.MAX_ZIP_RATIO
        if total > limits.MAX_ZIP_BYTES or (
            member.file_size > limits.MIN_RATIO_BYTES and member.file_size > allowed
        ):
            raise UnreadableFile("expands_too_much", limit=limits.MAX_ZIP_BYTES, unit="bytes")
