# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long it takes to tell two plans apart: `python bench/diff.py`.

The plans are the demo's, repeated with other numbers and words until they have as many pages as is
promised; of two that are compared, the later has changes in every part. Two plans that have nothing
in common are compared as well, since that is when most has to be weighed against most.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from plandoc.codec import dumps
from plandoc.diff import compare
from plandoc.model import PlanDocument
from plandoc.readers import read_file
from plandoc.recognition import recognise
from run import DEMO, LEDTRAD, Measure, seconds, show

CHARACTERS_A_PAGE = 2_200
"""Characters of a printed page with headings and tables."""
KINDS = ("chapters", "goals", "indicators", "activities", "needs", "changes", "facts", "events")


def texts(value: Any) -> Iterator[str]:
    """Every text of a document or a part of it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("place", "guesses", "ignored", "repairs", "source"):
                yield from texts(getattr(value, field.name))


def pages(document: PlanDocument) -> float:
    return sum(map(len, texts(document))) / CHARACTERS_A_PAGE


def changed(value: Any, mark: str) -> Any:
    """The same part with other ids, and each title and text told from its likes."""
    if isinstance(value, tuple):
        return tuple(changed(item, mark) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    values = {field.name: getattr(value, field.name) for field in fields(value)}
    for name, own in values.items():
        if name in ("id", "parent", "goal", "element", "same_as") and own is not None:
            values[name] = f"{own}-{mark}"
        elif (type(value).__name__, name) == ("Activity", "goals"):
            values[name] = tuple(f"{goal}-{mark}" for goal in own)
        elif name in ("title", "name", "heading") and isinstance(own, str):
            values[name] = f"{own} i {mark}"
        elif isinstance(own, tuple):
            values[name] = changed(own, mark)
    return replace(value, **values)


def enlarged(document: PlanDocument, wanted: int, word: str) -> PlanDocument:
    """The document repeated until it has so many pages."""
    whole = replace(document, units=())
    turn = 0
    while pages(whole) < wanted:
        turn += 1
        more = {name: changed(getattr(document, name), f"{word}{turn}") for name in KINDS}
        whole = replace(whole, **{name: getattr(whole, name) + more[name] for name in KINDS})
    return whole


def later(document: PlanDocument) -> PlanDocument:
    """The document a year later: things came, went, moved, and were worded otherwise."""
    goals = [
        replace(goal, number=f"9.{n}", title=f"{goal.title} för alla", text=edited(goal.text))
        if n % 5 == 0
        else goal
        for n, goal in enumerate(document.goals)
    ]
    activities = [each for n, each in enumerate(document.activities) if n % 9]
    chapters = [replace(each, text=edited(each.text)) for each in document.chapters]
    return replace(
        document,
        goals=tuple(goals[:1] + goals[3:] + goals[1:3]),
        activities=tuple(activities),
        chapters=tuple(chapters),
    )


def edited(text: Any) -> Any:
    """A running text with every seventh word exchanged."""
    return tuple(
        replace(
            block,
            marks=(),
            text=" ".join(
                "varsamt" if n % 7 == 6 else word for n, word in enumerate(block.text.split(" "))
            ),
        )
        for block in text
    )


def compared(old: PlanDocument, new: PlanDocument) -> tuple[float, int]:
    """The shortest time of three turns in seconds, and how many changes there are."""
    best, count = float("inf"), 0
    for _turn in range(3):
        begun = time.perf_counter()
        count = len(compare(old, new).changes)
        best = min(best, time.perf_counter() - begun)
    return best, count


def main() -> int:
    """Measure everything; exit status 1 when a promise is not kept."""
    first, second = (
        recognise(read_file(DEMO / f"verksamhetsplan-2026-{name}")).document
        for name in ("norrlyckan.txt", "sandhojden.txt")
    )
    small, large = enlarged(first, 60, "del"), enlarged(first, 300, "del")
    cases = (
        ("60 pages, edited", small, later(small), 1.0),
        ("60 pages, unrelated", small, enlarged(second, 60, "avdelning"), 1.0),
        ("300 pages, edited", large, later(large), 10.0),
    )
    kept = []
    for what, old, new, limit in cases:
        spent, count = compared(old, new)
        note = f"{pages(old):.0f} and {pages(new):.0f} pages, {count} changes"
        kept.append(show(Measure(f"compare, {what}", spent, "s", limit, note=note)))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        paths = [Path(folder) / f"{name}.json" for name in ("old", "new")]
        for path, document in zip(paths, (small, later(small)), strict=True):
            path.write_text(dumps(document), encoding="utf-8")
        spent = seconds([LEDTRAD, "diff", *paths], 3)
        kept.append(show(Measure("ledtrad diff, start included", spent, "s", 1.0)))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
