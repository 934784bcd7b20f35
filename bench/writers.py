#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures how fast plans are written, with the pages counted; see README.md beside this file."""

from __future__ import annotations

import argparse
import dataclasses
import subprocess
import sys
import tempfile
from pathlib import Path

from plandoc.codec import dumps
from plandoc.model import Goal, PlanDocument
from plandoc.readers import read_file
from plandoc.recognition import recognise
from run import DEMO, Measure, peak_megabytes, show

FORMATS = ("pdf", "docx", "html", "md", "json")
LONG, BOARD = 61, 300
# What one process does: it starts, writes once to warm up, and then once on the clock.
WRITE = """
import sys, time
from pathlib import Path
from plandoc.codec import loads
from plandoc.writers import write
document = loads(Path(sys.argv[1]).read_bytes())
turns = int(sys.argv[3])
for _turn in range(turns):
    start = time.perf_counter()
    content = write(document, sys.argv[2])
    taken = time.perf_counter() - start
pages = 0
if sys.argv[2] == "pdf":
    import pypdfium2
    pages = len(pypdfium2.PdfDocument(content))
print(taken, pages)
"""


def renamed(plan: PlanDocument, turn: int) -> PlanDocument:
    """The plan with ids of its own, so that it can stand beside itself."""

    def own(identity: str | None) -> str | None:
        return f"{identity}-{turn}" if identity else None

    def goal(each: Goal) -> Goal:
        results = tuple(
            dataclasses.replace(result, id=f"{result.id}-{turn}")
            for result in each.expected_results
        )
        return dataclasses.replace(
            each,
            id=f"{each.id}-{turn}",
            parent=own(each.parent),
            same_as=own(each.same_as),
            expected_results=results,
        )

    return dataclasses.replace(
        plan,
        goals=tuple(map(goal, plan.goals)),
        chapters=tuple(dataclasses.replace(c, id=f"{c.id}-{turn}") for c in plan.chapters),
        indicators=tuple(
            dataclasses.replace(i, id=f"{i.id}-{turn}", goal=own(i.goal)) for i in plan.indicators
        ),
        activities=tuple(
            dataclasses.replace(
                a, id=f"{a.id}-{turn}", goals=tuple(f"{goal}-{turn}" for goal in a.goals)
            )
            for a in plan.activities
        ),
        units=(), needs=(), changes=(), facts=(), events=(), guesses=(), leftovers=(), ignored=(),
        repairs=(),
    )  # fmt: skip


def long_plan(copies: int) -> PlanDocument:
    """The demo's plans after each other, so many times."""
    found = [recognise(read_file(path)).document for path in sorted(DEMO.glob("v*.docx"))]
    plans = [
        renamed(plan, n) for n, plan in enumerate(found[n % len(found)] for n in range(copies))
    ]
    return dataclasses.replace(
        plans[0],
        **{
            name: tuple(each for plan in plans for each in getattr(plan, name))
            for name in ("chapters", "goals", "indicators", "activities")
        },
    )


def written(path: Path, format_name: str, turns: int = 3) -> tuple[float, int]:
    """Seconds that writing takes in a process that has written before, and pages of a PDF."""
    command = [sys.executable, "-c", WRITE, path, format_name, str(turns)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(out[0]), int(out[1])


def plan_of(pages: int, folder: Path) -> tuple[Path, int]:
    """A file with a plan that is at least so long in print, and its pages."""
    path = folder / f"{pages}.json"
    copies = 1
    while True:
        path.write_text(dumps(long_plan(copies)), encoding="utf-8")
        count = written(path, "pdf", 1)[1]
        if count >= pages:
            return path, count
        copies = max(copies + 1, copies * pages // count)


def main() -> int:
    """Measure everything; exit status 1 when a promise is not kept."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    kept = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        path, pages = plan_of(LONG, Path(name))
        for each in FORMATS:
            taken = min(written(path, each, 1)[0] for _turn in range(3))
            kept.append(show(Measure(f"{each}, long plan", taken, "s", 1, note=f"{pages} pages")))
        path, pages = plan_of(BOARD, Path(name))
        taken = written(path, "pdf", 1)[0]
        kept.append(show(Measure("pdf, board's plan", taken, "s", 10, note=f"{pages} pages")))
        command = [sys.executable, "-c", WRITE, path, "pdf", "1"]
        peak = peak_megabytes(command)
        kept.append(show(Measure("memory, board's plan", peak, "MB", 500, note=f"{pages} pages")))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
