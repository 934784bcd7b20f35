# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a Word file carries of its document beside the print: data, properties and skeleton.

The whole document stands as JSON in a part of custom XML, which Word keeps. LibreOffice drops such
parts but keeps custom properties of at most 255 characters: the skeleton is cut up for those.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from plandoc import codec
from plandoc.model import PlanDocument
from plandoc.readers import carried
from plandoc.readers.package import parse_xml
from plandoc.writers.docx.xml import escaped

_PIECE = 250

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM_XML = f"{_OFFICE}/relationships/customXml"
_CUSTOM_XML_PROPS = f"{_OFFICE}/relationships/customXmlProps"
_CUSTOM_XML_PROPS_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_CUSTOM = f"{_OFFICE}/relationships/custom-properties"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTIES = f"{_OFFICE}/custom-properties"
_VALUES = f"{_OFFICE}/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_NUMBER = 2  # of a property; the two below are the format's own
_STORE_ID = "{6C656474-7261-4464-8000-706C616E646F}"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def carry(
    file: Document, document: PlanDocument, unprinted: Mapping[str, Any], steering: str = ""
) -> None:
    """Put the document's data into the file: whole, and as what its print alone does not say.

    `steering` is the model that the file is printed by, as JSON.
    """
    _whole(file, document, steering)
    _pieces(file, packed(unprinted))


def packed(data: Mapping[str, Any]) -> str:
    """The data as letters and digits that any property can hold."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return base64.b85encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def _whole(file: Document, document: PlanDocument, steering: str) -> None:
    # JSON with escapes holds characters that XML cannot.
    text = json.dumps(codec.to_dict(document), ensure_ascii=True, separators=(",", ":"))
    model = f"<steering>{escape(steering)}</steering>" if steering else ""
    package = file.part.package
    name = package.next_partname("/customXml/item%d.xml")
    number = name.idx
    item = Part(
        name,
        "application/xml",
        f'{_HEAD}<plandoc xmlns="{carried.NAMESPACE}">{escape(text)}{model}</plandoc>'.encode(),
        package,
    )
    described = Part(
        PackURI(f"/customXml/itemProps{number}.xml"),
        _CUSTOM_XML_PROPS_TYPE,
        (
            f'{_HEAD}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{_STORE_ID}">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{carried.NAMESPACE}"/></ds:schemaRefs>'
            "</ds:datastoreItem>"
        ).encode(),
        package,
    )
    item.relate_to(described, _CUSTOM_XML_PROPS)
    file.part.relate_to(item, _CUSTOM_XML)


def _pieces(file: Document, text: str) -> None:
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    package = file.part.package
    root, given = _properties(package)
    for count, piece in enumerate(pieces, start=1):
        root.append(
            parse_xml(
                f'<property xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}" fmtid="{_FORMAT_ID}" '
                f'name="{carried.PROPERTY}{count}">'
                f"<vt:lpwstr>{escaped(piece)}</vt:lpwstr></property>".encode()
            )
        )
    for number, each in enumerate(root, start=_FIRST_NUMBER):
        each.set("pid", str(number))
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if given is not None:
        given.target_part._blob = content
        return
    made = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, content, package)
    package.relate_to(made, _CUSTOM)


def _properties(package: Any) -> tuple[Any, Any]:
    """The custom properties of the template without ours, and the relation that leads to them."""
    for relation in package.rels.values():
        if relation.reltype == _CUSTOM:
            root = parse_xml(relation.target_part.blob)
            for each in list(root):
                if str(each.get("name", "")).startswith(carried.PROPERTY):
                    root.remove(each)
            return root, relation
    return parse_xml(f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}"/>'.encode()), None
