#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts the differences between plans and what comes back from the files they were written to.

    .venv/bin/python bench/roundtrip.py [--format md] [--documents 2000] [--first 0]

Every generated plan (`tests/plandoc/realistic.py`, the number is its seed) is written in each
format and read again. Ends with status 1 when anything differs.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from plandoc.codec import loads
from plandoc.model import PlanDocument
from plandoc.readers import read
from plandoc.recognition import recognise
from plandoc.writers import docx as word
from plandoc.writers import write
from tests.plandoc.realistic import plan
from tests.plandoc.same import content

Again = Callable[[PlanDocument], PlanDocument]


def through_json(document: PlanDocument) -> PlanDocument:
    """The document as JSON gives it back."""
    return loads(write(document, "json"))


def through_markdown(document: PlanDocument) -> PlanDocument:
    """The document as a Markdown file gives it back."""
    return recognise(read(write(document, "md"), "plan.md")).document


def through_word(document: PlanDocument) -> PlanDocument:
    """The document as a Word file gives it back."""
    return recognise(read(word.write(document, pages={}), "plan.docx")).document


def through_pdf(document: PlanDocument) -> PlanDocument:
    """The document as our PDF gives it back."""
    return recognise(read(write(document, "pdf"), "plan.pdf")).document


def through_libreoffice(document: PlanDocument) -> PlanDocument:
    """The document as LibreOffice gives it back, from our Word file saved as .odt."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.docx"
        path.write_bytes(word.write(document, pages={}))
        # With a profile of its own, so that it does not matter what else LibreOffice is doing.
        profile = f"-env:UserInstallation=file://{tempfile.gettempdir()}/ledtrad-libreoffice"
        command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", folder]
        subprocess.run([*command, str(path)], check=True, capture_output=True)
        return recognise(read(path.with_suffix(".odt").read_bytes(), "plan.odt")).document


# How a document goes out and comes back, and how many are tried unless told otherwise.
FORMATS: Mapping[str, tuple[Again, int]] = {
    "json": (through_json, 2000),
    "md": (through_markdown, 2000),
    "docx": (through_word, 2000),
    "pdf": (through_pdf, 2000),
    "odt": (through_libreoffice, 50),
}


def main() -> int:
    """Try every format; 1 when a document came back otherwise than it went."""
    parser = argparse.ArgumentParser(description="Round trips of generated plans.")
    parser.add_argument("--format", action="append", choices=FORMATS, help="only this format")
    parser.add_argument("--documents", type=int, help="how many documents")
    parser.add_argument("--first", type=int, default=0, help="the first document's number")
    given = parser.parse_args()
    failed = 0
    for name in given.format or FORMATS:
        if name == "odt" and shutil.which("soffice") is None:
            print("odt    not tried: LibreOffice is not installed")
            continue
        again, usual = FORMATS[name]
        documents = given.documents or usual
        start = time.perf_counter()
        seeds = range(given.first, given.first + documents)
        wrong = [seed for seed in seeds if content(again(plan(seed))) != content(plan(seed))]
        taken = time.perf_counter() - start
        print(f"{name:5} {documents:6} documents, {len(wrong)} with differences, {taken:.0f} s")
        if wrong:
            print("      seeds: " + ", ".join(map(str, wrong[:20])))
        failed += len(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
