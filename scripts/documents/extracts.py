# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes of the tests' Word files what else is found of such plans: PDF from Word, and its text.

`python -m scripts.documents.extracts` needs LibreOffice and poppler's pdftotext, which the tests do
not: what they wrote is kept beside the documents.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from scripts.documents.expect import expect

FOLDER = Path("tests/documents")
WORD_FILES = (
    "stockholm_ils/plan.docx",
    "stockholm_ils/report.docx",
    "linkoping_malomraden/follow_up.docx",
    "ubara/plan.docx",
    "ubara/goals.docx",
    "ubara/resources.docx",
    "liten_kommun/plan.docx",
)


def write() -> None:
    """Write a PDF and its text with layout for each Word file, with expectations."""
    office, pdftotext = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or pdftotext is None:
        raise SystemExit("soffice and pdftotext are needed")
    for name in WORD_FILES:
        word = FOLDER / name
        pdf = word.with_name(f"{word.stem}_word.pdf")
        with tempfile.TemporaryDirectory() as folder:
            command = [office, "--headless", "--convert-to", "pdf", "--outdir", folder, str(word)]
            subprocess.run(command, check=True, capture_output=True)
            shutil.copyfile(Path(folder) / f"{word.stem}.pdf", pdf)
        layout = word.with_name(f"{word.stem}_word_layout.txt")
        subprocess.run([pdftotext, "-layout", str(pdf), str(layout)], check=True)
        for made in (pdf, layout):
            shutil.copyfile(
                word.with_name(f"{word.name}.json"), made.with_name(f"{made.name}.json")
            )
    _write_raw(FOLDER / "stockholm_ils/plan.pdf", pdftotext)


def _write_raw(pdf: Path, pdftotext: str) -> None:
    """The text without its layout: what stood in a table comes in any order, the rest is whole."""
    raw = pdf.with_name(f"{pdf.stem}_raw.txt")
    subprocess.run([pdftotext, str(pdf), str(raw)], check=True)
    golden = json.loads(pdf.with_name(f"{pdf.name}.json").read_text("utf-8"))
    bare = {
        name: value for name, value in golden.items() if name not in {"indicators", "activities"}
    }
    bare["goals"] = [
        {name: goal[name] for name in ("level", "number", "title", "parent")}
        for goal in golden["goals"]
    ]
    expect(raw, bare, left_over=0.15)


if __name__ == "__main__":
    write()
