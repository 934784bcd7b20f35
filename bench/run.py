#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures what has been promised of speed and memory; see README.md beside this file."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "documents"
DEMO = ROOT / "src" / "ledtrad" / "demo" / "documents"
OWN_DOCUMENTS = (
    FIXTURES / "stockholm_ils" / "plan_word_layout.txt",
    FIXTURES / "stockholm_ils" / "plan_extracted.txt",
    FIXTURES / "ubara" / "plan_pipes.md",
    FIXTURES / "ubara" / "goals_linear.txt",
    FIXTURES / "linkoping_malomraden" / "follow_up_tabs.txt",
)
PDF_PAGES = 56
LEDTRAD = Path(sys.prefix) / "bin" / "ledtrad"


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured, and what has been promised of it."""

    what: str
    value: float
    unit: str
    limit: float
    at_least: bool = False
    note: str = ""

    @property
    def is_kept(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def seconds(command: Sequence[str | Path], turns: int) -> float:
    """The best wall-clock time of several turns, after one that warms the caches."""
    taken = []
    for _turn in range(turns + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return min(taken[1:])


def peak_megabytes(command: Sequence[str | Path]) -> float:
    """The most memory that a command held, in MB."""
    # A process of its own asks, because the kernel keeps one maximum for all children.
    script = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL,"
        " stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, *map(str, command)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    # Linux counts in kB, macOS in bytes.
    return int(found.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def convert(documents: Sequence[Path], folder: Path) -> list[str | Path]:
    """The command that converts the documents in one process."""
    return [LEDTRAD, "convert", *documents, "--to", "json", "--out", folder]


def start(python: float) -> Measure:
    """How long `ledtrad --version` takes, as a multiple of Python's own start."""
    own = seconds([LEDTRAD, "--version"], 15)
    note = f"{own * 1000:.0f} ms against {python * 1000:.0f} ms"
    return Measure("ledtrad --version", own / python, "× python -c pass", 3, note=note)


def conversion(documents: Sequence[Path], folder: Path, python: float) -> Measure:
    """How long it takes to convert the documents, start included."""
    own = seconds(convert(documents, folder), 3)
    note = f"{len(documents)} documents, {own / python:.0f} × python -c pass"
    return Measure("convert, start included", own, "s", 2, note=note)


def pdf_speed(folder: Path) -> Measure:
    """Pages a second of a long PDF with tables, start excluded."""
    document = long_pdf(folder)
    script = (
        "import sys, time;"
        "from pathlib import Path;"
        "from plandoc.readers import read_file;"
        "from plandoc.readers import pdf;"
        "from plandoc.recognition import recognise;"
        "start = time.perf_counter();"
        "source = read_file(Path(sys.argv[1]));"
        "recognise(source);"
        "print(source.pages / (time.perf_counter() - start))"
    )
    rates = [
        float(
            subprocess.run(
                [sys.executable, "-c", script, document],
                check=True, capture_output=True, text=True,
            ).stdout
        )
        for _turn in range(3)
    ]  # fmt: skip
    return Measure("PDF read", max(rates), "pages/s", 15, at_least=True, note=f"{PDF_PAGES} pages")


def long_pdf(folder: Path) -> Path:
    """The demo's PDFs after each other, until there are enough pages."""
    import pikepdf

    target = folder / "long.pdf"
    with pikepdf.new() as long:
        while len(long.pages) < PDF_PAGES:
            for path in sorted(DEMO.glob("*.pdf")):
                with pikepdf.open(path) as plan:
                    long.pages.extend(plan.pages)
        del long.pages[PDF_PAGES:]
        long.save(target)
    return target


def memory(documents: Sequence[Path], folder: Path) -> list[Measure]:
    """The most memory held while converting the documents, and a long PDF."""
    return [
        Measure("memory, documents", peak_megabytes(convert(documents, folder)), "MB", 300),
        Measure("memory, long PDF", peak_megabytes(convert([long_pdf(folder)], folder)), "MB", 300),
    ]


def main() -> int:
    """Measure everything; exit status 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "documents", nargs="*", type=Path, help="documents of your own, or a folder of them"
    )
    given = parser.parse_args().documents
    found = [
        each
        for path in given
        for each in (sorted(path.iterdir()) if path.is_dir() else [path])
        if each.is_file()
    ]
    documents = found or list(OWN_DOCUMENTS)
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        python = seconds([sys.executable, "-c", "pass"], 15)
        steps: list[Callable[[], Measure | list[Measure]]] = [
            lambda: start(python),
            lambda: conversion(documents, folder, python),
            lambda: pdf_speed(folder),
            lambda: memory(documents, folder),
        ]
        kept = [show(measure) for step in steps for measure in as_list(step())]
    finally:
        shutil.rmtree(folder)
    return 0 if all(kept) else 1


def as_list(measured: Measure | list[Measure]) -> list[Measure]:
    return measured if isinstance(measured, list) else [measured]


def show(measure: Measure) -> bool:
    """Print a line of the table; return whether the promise is kept."""
    sign = "≥" if measure.at_least else "≤"
    verdict = "kept" if measure.is_kept else "NOT KEPT"
    promise = f"{sign} {measure.limit:g} {measure.unit}"
    print(f"{measure.what:<26}{measure.value:>9.2f}  {promise:<24}{verdict:<10}{measure.note}")
    return measure.is_kept


if __name__ == "__main__":
    sys.exit(main())
