# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that are broken or mean harm, by the names they come under, for every way in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import pikepdf

from tests.plandoc.readers.office import docx, p, pdf, swollen, zipped

MIB = 1024 * 1024
PROSE = "Personalen samtalar om hur dagen har varit och vad som ska prövas härnäst. " * 12
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"
PICTURE = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='60'>"
    "<rect width='60' height='60' fill='red'/></svg>"
)
WORD_TEXT = "word/document.xml"


def plan(sentence: str) -> bytes:
    """A plan with one goal and nothing strange but the sentence."""
    return f"Verksamhetsplan 2026\nBjörkens förskola\n\n{sentence}\n".encode()


def cut_zip() -> bytes:
    whole = docx(p("Verksamhetsplan 2026") + p(PROSE))
    return whole[: len(whole) // 2]


def entity_bomb() -> bytes:
    tenfold = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)]
    entities = f'<!ENTITY e0 "ha">{"".join(tenfold)}'
    return zipped({WORD_TEXT: f"<!DOCTYPE w [{entities}]><w>&e9;</w>"})


def outside_entity() -> bytes:
    entity = '<!ENTITY e SYSTEM "file:///etc/passwd">'
    return zipped({WORD_TEXT: f"<!DOCTYPE w [{entity}]><w>&e;</w>"})


def expanding() -> bytes:
    return swollen(docx(p("Verksamhetsplan 2026")), WORD_TEXT, mebibytes=1100)


def climbing() -> bytes:
    whole = docx(p("Verksamhetsplan 2026"))
    with zipfile.ZipFile(file := io.BytesIO(whole), "a") as package:
        package.writestr("../../climbed.txt", "x")
    return file.getvalue()


def locked_pdf() -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Verksamhetsplan 2026"))) as document:
        document.save(file, encryption=pikepdf.Encryption(user="hemligt", owner="annat"))
    return file.getvalue()


def scanned_pdf() -> bytes:
    return pdf(f'#image(bytes("{PICTURE}"), format: "svg")')


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "tom.docx": (lambda: b"", "Filen är tom"),
    "bild.docx": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "av ett slag som inte kan läsas"),
    "nollor.txt": (lambda: b"\0" * 5000, "Filen är tom"),
    "avbruten.docx": (cut_zip, "Filen är skadad"),
    "entiteter.docx": (entity_bomb, "den kan vara skadlig"),
    "utifran.docx": (outside_entity, "den kan vara skadlig"),
    "vaxer.docx": (expanding, "fylla minnet när den packas upp"),
    "klattrar.docx": (climbing, "den kan vara skadlig"),
    "last.pdf": (locked_pdf, "låst med lösenord"),
    "skannad.pdf": (scanned_pdf, "bilder av sidor"),
    "stor.txt": (lambda: PROSE.encode() * (60 * MIB // len(PROSE)), "större än vad som kan läsas"),
}
"""What must be refused: the file, and words of the sentence that says why."""

READ: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "prosa.pdf": (lambda: pdf("#pagebreak()\n".join([PROSE] * 200)), "vad som ska prövas"),
    "nul.txt": (lambda: plan("Barnen\0 trivs\0."), "trivs"),
    "skript.txt": (lambda: plan(f"Alla läser {SCRIPT} varje dag."), SCRIPT),
}
"""What is strange and is read with what it holds: the file, and words that are kept of it."""


@cache
def content(name: str) -> bytes:
    """The bytes of the file of that name."""
    make, _words = {**REFUSED, **READ}[name]
    return make()
