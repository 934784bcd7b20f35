# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The empty Word file that a plan is set in when the municipality has no template of its own."""

from __future__ import annotations

import io
import zipfile

from plandoc.writers.docx.styles import styles_xml
from plandoc.writers.docx.xml import NAMESPACES, escaped, field, run

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# A4 with margins of 25 mm at the sides, in twentieths of a point.
_WIDTH, _HEIGHT, _SIDE = 11906, 16838, 1418
_UPRIGHT, _WIDE = _WIDTH - 2 * _SIDE, _HEIGHT - 2 * _SIDE

_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "word/footer2.xml": f"{_WORD}.footer+xml",
    "word/footer3.xml": f"{_WORD}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
# What programs that lack our typefaces use instead, and how those look (PANOSE).
_FONTS = (
    ("Source Sans 3", "Source Sans Pro, Calibri, Carlito", "020B0503030403020204", "swiss"),
    ("Source Serif 4", "Source Serif Pro, Cambria, Caladea", "02040603050405020204", "roman"),
)
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:autoHyphenation/>'
    '<w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="425"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="sv-SE"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/>'
)


def blank(name: str) -> bytes:
    """An A4 Word file without text; `name` stands at the foot of its pages."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            *((f"{_OFFICE}/{part}", f"{part}.xml") for part in _SIDE_PARTS),
            *((f"{_OFFICE}/footer", f"footer{number}.xml") for number in (1, 2, 3)),
        ),
        "word/document.xml": _part("document", f"<w:body>{_section()}</w:body>"),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": _part("settings", _SETTINGS),
        "word/numbering.xml": _part("numbering", ""),
        "word/fontTable.xml": _part("fonts", "".join(_font(*each) for each in _FONTS)),
        "word/footer1.xml": _part("ftr", _footer(name, _UPRIGHT)),
        "word/footer2.xml": _part("ftr", _footer(name, _WIDE)),
        "word/footer3.xml": _part("ftr", '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>'),
        "docProps/core.xml": _CORE,
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
        f'<w:pgMar w:top="1304" w:right="{_SIDE}" w:bottom="1304" w:left="{_SIDE}" '
        'w:header="709" w:footer="624" w:gutter="0"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )


def _footer(name: str, width: int) -> str:
    tabs = (
        f'<w:tabs><w:tab w:val="clear" w:pos="{_UPRIGHT}"/>'
        f'<w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        if width != _UPRIGHT
        else ""
    )
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{tabs}</w:pPr>'
        f"{run(name)}<w:r><w:tab/></w:r>{run('Sida ')}{field('PAGE', '1')}{run(' (')}"
        f"{field('NUMPAGES', '1')}{run(')')}</w:p>"
    )


def _font(name: str, instead: str, panose: str, family: str) -> str:
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="00"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
    )


def _part(root: str, content: str) -> str:
    return f"{_HEAD}<w:{root} {NAMESPACES}>{content}</w:{root}>"


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in _TYPES.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{escaped(target)}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'
