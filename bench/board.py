# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A board's plan with all its units, from the database to a file: pages, seconds and memory.

Run as `python bench/board.py`. It fills a database of its own with a plan for each of many units,
and writes them as one document, each format in a process of its own. Status 1 when a promise is
not kept.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, replace
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "src" / "ledtrad" / "demo" / "documents" / "verksamhetsplan-2026-abacken.docx"
FIRST = ("Björk", "Gran", "Ek", "Lind", "Rönn", "Hassel", "Fors", "Mossa", "Sten", "Vinter")
LAST = ("backen", "dalen", "hagen", "kullen", "lunden", "sjön", "vången", "åsen", "näset", "torpet")
"""The units' names: so unlike each other that none is taken for another's misspelling."""

SECONDS = 10.0
MEGABYTES = 500.0
PAGES = 300
FORMATS = ("json", "md", "html", "pdf", "docx")


def main() -> int:
    """Fill the database, measure each format, and say whether the promises are kept."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LEDTRAD_DATA_DIR": folder}
        environment.pop("DATABASE_URL", None)
        run = [sys.executable, __file__]
        subprocess.run([*run, "fill"], env=environment, check=True)
        statuses = [
            subprocess.run([*run, name], env=environment, check=False).returncode
            for name in FORMATS
        ]
    print(f"Promised: {PAGES} pages in under {SECONDS:.0f} s and under {MEGABYTES:.0f} MB.")
    return max(statuses)


def fill() -> None:
    """A plan for each unit, all of one board: one document, with other names of unit and goals."""
    from ledtrad.commands.database import acting_user, open_database

    open_database()
    from ledtrad.documents import actions
    from ledtrad.documents.models import Import
    from plandoc.codec import to_dict
    from plandoc.readers import read
    from plandoc.recognition import recognise
    from plandoc.steering import shipped_models

    user = acting_user()
    document = recognise(read(PLAN.read_bytes(), PLAN.name)).document
    model = asdict(shipped_models()[document.model])
    for first, last in product(FIRST, LAST):
        name = first + last
        goals = tuple(
            replace(goal, title=f"{goal.title} i {name}") if goal.level == "unit_goal" else goal
            for goal in document.goals
        )
        received = actions.receive_file(name.encode(), f"{name}.txt", acting_user=user)
        received.document = to_dict(replace(document, unit=name, goals=goals))
        received.steering_code, received.steering_definition = document.model, model
        received.state = Import.State.READ
        received.save()
        actions.accept_import(received, acting_user=user)


def measure(file_format: str) -> int:
    """Write the whole board in one format, and print what it took."""
    from ledtrad.commands.database import acting_user, open_database

    open_database()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from ledtrad.documents import writing
    from ledtrad.organisation.models import Unit
    from plandoc.writers import FORMATS as KNOWN

    name = next(each for each in KNOWN if each == file_format)
    board = Unit.objects.get(kind=Unit.Kind.BOARD)
    start = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        subject = writing.of_board(board, 2026)
        document = writing.document_of(subject)
    made = time.perf_counter() - start
    start = time.perf_counter()
    file = writing.write(subject, name, document=document, acting_user=acting_user())
    written = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pages = _pages(file.data) if file_format == "pdf" else None
    kept = made + written < SECONDS and memory < MEGABYTES and (pages is None or pages >= PAGES)
    told = f"{pages} pages, " if pages is not None else ""
    print(
        f"{file_format:5} {told}{len(file.data) / 1e6:.1f} MB: gathered in {made:.2f} s and "
        f"{len(queries)} queries, written in {written:.2f} s, {memory:.0f} MB of memory"
        f"{'' if kept else '  NOT KEPT'}"
    )
    return 0 if kept else 1


def _pages(data: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(data))


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(main())
    if sys.argv[1] == "fill":
        fill()
    else:
        sys.exit(measure(sys.argv[1]))
