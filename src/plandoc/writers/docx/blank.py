# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The empty Word file that a plan is set in when the municipality has no template of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from importlib import resources

from plandoc.manuscript.widths import shortened
from plandoc.writers.docx.fonts import FACES, embedded
from plandoc.writers.docx.styles import styles_xml
from plandoc.writers.docx.xml import NAMESPACES, escaped, field, run

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT_TYPES = "[Content_Types].xml"
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"

# The footer's letters and the room for "Sida 100 (100)", in twentieths of a point.
_FOOTER_SIZE, _PAGE_NUMBER = 160, 1700

# A4 with the margins of the PDF, in twentieths of a point.
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 11906, 16838, 1701, 1247, 1361, 1417
_UPRIGHT, _WIDE = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _LEFT - _RIGHT

_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "word/footer2.xml": f"{_WORD}.footer+xml",
    "word/footer3.xml": f"{_WORD}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:embedTrueTypeFonts/><w:defaultTabStop w:val="567"/>'
    "<w:autoHyphenation/>"
    '<w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="425"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="sv-SE"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/>'
)


def blank(name: str) -> bytes:
    """An A4 Word file without text; `name` stands at the foot of its pages."""
    fonts = embedded()
    parts: dict[str, str | bytes] = {
        CONTENT_TYPES: content_types({f"/{part}": kind for part, kind in _TYPES.items()}),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            *((f"{_OFFICE}/{part}", f"{part}.xml") for part in _SIDE_PARTS),
            *((f"{_OFFICE}/footer", f"footer{number}.xml") for number in (1, 2, 3)),
            (f"{_OFFICE}/theme", "theme/theme1.xml"),
        ),
        "word/document.xml": _part("document", f"<w:body>{_section()}</w:body>"),
        "word/styles.xml": styles_xml(),
        "word/theme/theme1.xml": resources.files(__package__).joinpath("theme.xml").read_bytes(),
        "word/settings.xml": _part("settings", _SETTINGS),
        "word/numbering.xml": _part("numbering", ""),
        "word/fontTable.xml": _part("fonts", _faces(fonts)),
        "word/_rels/fontTable.xml.rels": _relations(
            *((f"{_OFFICE}/font", f"fonts/{name}.odttf") for name in fonts)
        ),
        "word/footer1.xml": _part("ftr", _footer(name, _UPRIGHT)),
        "word/footer2.xml": _part("ftr", _footer(name, _WIDE)),
        "word/footer3.xml": _part("ftr", '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>'),
        "docProps/core.xml": _CORE,
        **{f"word/fonts/{name}.odttf": content for name, (_, content) in fonts.items()},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        for part, content in parts.items():
            package.writestr(zipfile.ZipInfo(part), content)
    return file.getvalue()


# The first relations are the parts beside the text; the footers follow as rId5-7.
_SIDE_PARTS = ("styles", "settings", "numbering", "fontTable")
UPRIGHT_FOOTER, WIDE_FOOTER, FIRST_FOOTER = "rId5", "rId6", "rId7"
_CORE = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)


def _section() -> str:
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{UPRIGHT_FOOTER}"/>'
        f'<w:footerReference w:type="first" r:id="{FIRST_FOOTER}"/>'
        f'<w:pgSz w:w="{_WIDTH}" w:h="{_HEIGHT}"/>'
        f'<w:pgMar w:top="{_TOP}" w:right="{_RIGHT}" w:bottom="{_BOTTOM}" w:left="{_LEFT}" '
        'w:header="709" w:footer="680" w:gutter="0"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )


def _footer(name: str, width: int) -> str:
    shown = shortened(name, (width - _PAGE_NUMBER) * 1000 // _FOOTER_SIZE)
    tabs = (
        f'<w:tabs><w:tab w:val="clear" w:pos="{_UPRIGHT}"/>'
        f'<w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        if width != _UPRIGHT
        else ""
    )
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{tabs}</w:pPr>'
        f"{run(shown)}<w:r><w:tab/></w:r>{run('Sida ')}{field('PAGE', '1')}{run(' (')}"
        f"{field('NUMPAGES', '1')}{run(')')}</w:p>"
    )


def _faces(fonts: Mapping[str, tuple[str, bytes]]) -> str:
    """The table of typefaces; each file of one is a relation, numbered in the order of `fonts`."""
    relations = {name: f"rId{number}" for number, name in enumerate(fonts, start=1)}
    made = []
    for face in FACES:
        files = "".join(
            f'<w:{element} r:id="{relations[name]}" w:fontKey="{fonts[name][0]}"/>'
            for element, name in face.files
        )
        made.append(
            f'<w:font w:name="{face.name}"><w:altName w:val="{face.instead}"/>'
            f'<w:panose1 w:val="{face.panose}"/><w:charset w:val="00"/>'
            f'<w:family w:val="{face.family}"/><w:pitch w:val="variable"/>{files}</w:font>'
        )
    return "".join(made)


def _part(root: str, content: str) -> str:
    return f"{_HEAD}<w:{root} {NAMESPACES}>{content}</w:{root}>"


def content_types(kinds: Mapping[str, str]) -> bytes:
    """The part that says of what kind each part of a package is, by its name with a slash first."""
    overrides = "".join(
        f'<Override PartName="{escaped(part)}" ContentType="{escaped(kind)}"/>'
        for part, kind in kinds.items()
        if kind != _FONT_TYPE
    )
    made = (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="odttf" ContentType="{_FONT_TYPE}"/>{overrides}</Types>'
    )
    return made.encode()


def _relations(*targets: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{escaped(target)}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'
