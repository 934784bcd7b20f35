# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files for the readers' tests: Word parts written by hand, PDF pages set with typst."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping

import typst

from plandoc.blocks import Paragraph, Source, Table

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SIMPLE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def swollen(package: bytes, part: str, *, mebibytes: int) -> bytes:
    """The package with one part of so many spaces, which its directory tells truly.

    The same packed block stands there again and again: quicker than to pack it all.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = block * mebibytes + packer.flush()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            if name != part:
                after.writestr(name, before.read(name))
        after.writestr(part, packed)
        # Stored as it is, and then said to be packed.
        told = after.getinfo(part)
        told.compress_type, told.file_size = zipfile.ZIP_DEFLATED, mebibytes * 2**20
    return made.getvalue()


def docx(
    body: str,
    *,
    relations: Mapping[str, tuple[str, str]] | None = None,
    **parts: str,
) -> bytes:
    """A Word file with this body; `parts` are the inner XML of styles, numbering, footnotes …"""
    made: dict[str, str] = {
        "word/document.xml": _word("document", f"<w:body>{body}</w:body>"),
        **{f"word/{name}.xml": _word(_ROOTS.get(name, name), xml) for name, xml in parts.items()},
    }
    links = "".join(
        f'<Relationship Id="{identity}" Type="{_RELATIONS}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if kind == "hyperlink" else "/>")
        for identity, (kind, target) in (relations or {}).items()
    )
    made["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_SIMPLE_RELATIONS}">{links}</Relationships>'
    )
    return zipped(made)


_ROOTS = {"header1": "hdr", "footer1": "ftr"}


def _word(root: str, xml: str) -> str:
    return f'<w:{root} xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}">{xml}</w:{root}>'


def p(text: str, style: str = "", properties: str = "") -> str:
    """A Word paragraph of one run."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{styled}{properties}</w:pPr>"
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def pdf(markup: str) -> bytes:
    """A PDF of typst markup on small pages."""
    setup = '#set page(width: 16cm, height: 20cm, margin: 2cm)\n#set text(lang: "sv", size: 10pt)\n'
    made: bytes = typst.compile((setup + markup).encode())
    return made


def words(text: str) -> Counter[str]:
    """The words of a text and how often each stands in it."""
    return Counter(re.findall(r"\w+", text))


def words_of(source: Source) -> Counter[str]:
    """The words that a source holds, in spans and furniture together."""
    pieces = [span.text for span in source.spans()] + [each.text for each in source.furniture]
    return words("\n".join(pieces))


def tables(source: Source) -> list[list[list[str]]]:
    """The tables of a source as texts."""
    return [
        [[cell.text for cell in row.cells] for row in block.rows]
        for block in source.blocks
        if isinstance(block, Table)
    ]


def paragraphs(source: Source) -> list[Paragraph]:
    return [block for block in source.blocks if isinstance(block, Paragraph)]


def texts(source: Source) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(source)]
