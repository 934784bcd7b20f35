# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A municipality's own Word file as the ground of a plan: its styles, pages, headers and footers.

What stands in the template's text is an example and goes; what it carries that could run, ask or
fetch something when the plan is opened goes too.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.parts.numbering import NumberingPart

from plandoc.errors import UnreadableFile, UnusableTemplate
from plandoc.readers.docx_styles import W
from plandoc.readers.limits import MAX_FILE_BYTES
from plandoc.readers.package import Package
from plandoc.readers.sniff import format_of
from plandoc.writers.docx.xml import NAMESPACES

_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml"
_AS_TEMPLATE = _WORD + b".template.main+xml"
_AS_DOCUMENT = _WORD + b".document.main+xml"
# What the names of relations begin with in the variant of the format that is called Strict.
_STRICT = b"http://purl.oclc.org/ooxml/"
_SIDES = ("/word/settings.xml",)
_TYPES = "[Content_Types].xml"
# What belongs to the template's example text, or to the program that it was written in.
_DROPPED = {
    "aFChunk", "attachedTemplate", "chart", "comments", "commentsExtended", "commentsIds",
    "commentsExtensible", "control", "diagramColors", "diagramData", "diagramLayout",
    "diagramQuickStyle", "glossaryDocument", "hyperlink", "image", "keyMapCustomizations",
    "oleObject", "package", "people", "recipientData", "subDocument", "frame", "mailMergeSource",
    "mailMergeRecipientData", "stylesWithEffects", "thumbnail",
}  # fmt: skip
_SETTINGS_DROPPED = (
    "updateFields", "attachedTemplate", "documentProtection", "writeProtection", "mailMerge",
    "trackRevisions", "linkStyles", "revisionView", "removePersonalInformation",
)  # fmt: skip


def opened(data: bytes) -> Document:
    """The template as an empty document. Raises `UnusableTemplate`."""
    package = _checked(data)
    if any("vbaProject" in name for name in package.names):
        raise UnusableTemplate("template_with_macros")
    types = package.part(_TYPES) or b""
    if b".macroEnabled" in types:
        raise UnusableTemplate("template_with_macros")
    if _STRICT in (package.part("_rels/.rels") or b""):
        raise UnusableTemplate("template_strict")
    try:
        found = docx.Document(io.BytesIO(_as_document(package, data, types)))
        body = found.element.body
        settings = found.settings.element
        found.core_properties.title = ""
    except (KeyError, ValueError, AttributeError, TypeError, AssertionError, IndexError) as error:
        # What python-docx meets in a package whose parts are missing or of another kind.
        raise UnusableTemplate("template_broken") from error
    if body is None:
        raise UnusableTemplate("template_broken")
    whole = found.part.package
    sides = [part.rels for part in whole.iter_parts() if part.partname in _SIDES]
    for relations in (found.part.rels, whole.rels, *sides):
        for identity, relation in list(relations.items()):
            if relation.is_external or relation.reltype.rsplit("/", 1)[-1] in _DROPPED:
                del relations[identity]
    for name in _SETTINGS_DROPPED:
        for element in settings.findall(W + name):
            settings.remove(element)
    return found


def numbering(file: Document) -> Any:
    """The root of the file's numbering part, made when there is none."""
    for relation in file.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    package = file.part.package
    empty = f"<w:numbering {NAMESPACES}/>".encode()
    name = PackURI("/word/numbering.xml")
    made = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, empty, package)
    file.part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made.element


def _checked(data: bytes) -> Package:
    """The package, with every part of XML parsed once by a parser that trusts nothing."""
    try:
        if len(data) > MAX_FILE_BYTES:
            raise UnusableTemplate("template_unsafe")
        if format_of(data) != "docx":
            raise UnusableTemplate("template_not_word")
        package = Package(data)
        for name in package.names:
            if name.endswith((".xml", ".rels")):
                package.xml(name)
    except UnreadableFile as error:
        raise UnusableTemplate(_CODES.get(error.code, "template_not_word")) from error
    return package


_CODES = {
    "broken": "template_broken",
    "unsafe": "template_unsafe",
    "expands_too_much": "template_unsafe",
    "too_large": "template_unsafe",
}


def _as_document(package: Package, data: bytes, types: bytes) -> bytes:
    """A .dotx is a .docx that says that it is a template."""
    if _AS_TEMPLATE not in types:
        return data
    return repacked(
        {
            name: types.replace(_AS_TEMPLATE, _AS_DOCUMENT)
            if name == _TYPES
            else package.part(name)
            for name in sorted(package.names)
        }
    )


def repacked(parts: dict[str, bytes | None]) -> bytes:
    """A package of these parts that is the same bytes each time: it tells no time of the clock."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in parts.items():
            if content is not None and not name.endswith("/"):
                info = zipfile.ZipInfo(name)
                info.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(info, content)
    return file.getvalue()
