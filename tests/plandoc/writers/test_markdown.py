# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markdown: what is written is read again, edits are edits, and a broken writer is found out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plandoc.codec import dumps, loads
from plandoc.manuscript.compose import compose
from plandoc.manuscript.parts import Field, Grid, Item, Label, Manuscript, Prose
from plandoc.manuscript.rejoining import skeleton
from plandoc.model import Activity, PlanDocument, TextBlock, plain
from plandoc.readers import read, read_file
from plandoc.recognition import recognise
from plandoc.writers.markdown import set_in_markdown, write
from tests.plandoc.realistic import plan
from tests.plandoc.same import content
from tests.plandoc.strategies import documents

FILES = Path(__file__).parents[2] / "documents"
seeds = st.integers(0, 10**9)


def again(data: bytes) -> PlanDocument:
    """The document that a Markdown file holds."""
    return recognise(read(data, "plan.md")).document


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_a_plan_comes_back(seed: int) -> None:
    document = plan(seed)
    data = write(document)
    assert content(again(data)) == content(document)
    assert data == write(loads(dumps(document)))


def test_a_table_without_rows_has_no_rows() -> None:
    document = next(made for made in map(plan, range(50)) if made.activities)
    lines = write(document).decode().split("\n")
    rows = [line for line in lines if line.startswith("| ") and "<!-- activities:" not in line]
    kept = [line for line in lines if line not in rows or line.startswith("| ---")]
    assert again("\n".join(kept).encode()).activities == ()


@settings(max_examples=30, deadline=None)
@given(seeds, st.randoms())
def test_whatever_lines_are_lost_the_rest_is_read(seed: int, chance: Random) -> None:
    marker, *lines = write(plan(seed)).decode().split("\n")
    kept = [line for line in lines if chance.random() < 0.8]
    assert read("\n".join([marker, *kept, "Slut."]).encode(), "plan.md").blocks


UNBROKEN_BLANK = PlanDocument(
    "operational_plan",
    "språk",
    activities=(Activity("a1", "Läsa", responsible_text="Bitr.\xa0rektor"),),
)


@settings(max_examples=15, deadline=None)
@example(UNBROKEN_BLANK)
@given(documents())
def test_any_document_comes_back(document: PlanDocument) -> None:
    assert content(again(write(document))) == content(document)
    assert loads(dumps(document)) == document


@pytest.mark.parametrize(
    "name",
    [
        "stockholm_ils/report_tabs.txt",
        "ubara/plan_pipes.md",
        "linkoping_malomraden/follow_up_tabs.txt",
        "liten_kommun/plan_tabs.txt",
    ],
)
def test_a_recognised_document_comes_back_with_places_in_the_new_file(name: str) -> None:
    document = recognise(read_file(FILES / name)).document
    data = write(document)
    found = again(data)
    assert content(found) == content(document)
    lines = data.decode().split("\n")
    for goal in found.goals:
        assert goal.place is not None
        assert goal.place.line is not None
        assert goal.title in lines[goal.place.line - 1]
    assert found.source is not None
    assert found.source.format == "markdown"


def test_a_plan_from_the_database_has_nothing_hidden_but_its_ids() -> None:
    document = recognise(read_file(FILES / "stockholm_ils/plan_tabs.txt")).document
    clean = loads(
        dumps(replace(document, guesses=(), repairs=(), ignored=(), source=None, indicators=()))
        .replace('"confidence": "likely"', '"confidence": "sure"')
    )  # fmt: skip
    text = write(clean).decode()
    assert "\n<!-- ledtrad\n" not in text
    assert content(again(text.encode())) == content(clean)


Break = Callable[[Item], list[Item]]


def _rows(change: Callable[[Grid], Grid]) -> Break:
    return lambda item: [change(item) if isinstance(item, Grid) else item]


def _swapped(grid: Grid) -> Grid:
    """The grid with the first two filled cells of each row in each other's place."""
    rows = []
    for row in grid.rows:
        cells = list(row.cells)
        filled = [i for i, cell in enumerate(cells) if cell.text and i][:2]
        if len(filled) == 2 and cells[filled[0]].text != cells[filled[1]].text:
            one, two = filled
            texts = cells[one].text, cells[two].text
            cells[one] = replace(cells[one], text=texts[1])
            cells[two] = replace(cells[two], text=texts[0])
        rows.append(replace(row, cells=tuple(cells)))
    return replace(grid, rows=tuple(rows))


def _renumbered(grid: Grid) -> Grid:
    def wrong(field: Field) -> Field:
        return replace(field, text=field.text.replace("8", "3"))

    rows = [replace(row, cells=tuple(map(wrong, row.cells))) for row in grid.rows]
    return replace(grid, rows=tuple(rows))


def _cut(item: Item) -> list[Item]:
    if isinstance(item, Prose) and item.field.rich:
        first, *rest = item.field.rich
        short = TextBlock(first.type, first.text[:-3], level=first.level)
        return [Prose(replace(item.field, rich=(short, *rest)))]
    return [item]


BREAKS: dict[str, Break] = {
    "drops a row": _rows(lambda grid: replace(grid, rows=grid.rows[1:])),
    "swaps cells": _rows(_swapped),
    "writes a wrong number": _rows(_renumbered),
    "forgets a table": lambda item: [] if isinstance(item, Grid) else [item],
    "forgets headings of sections": lambda item: [] if isinstance(item, Label) else [item],
    "forgets texts": lambda item: [] if isinstance(item, Prose) else [item],
    "cuts texts": _cut,
}


@pytest.mark.parametrize("break_item", BREAKS.values(), ids=BREAKS.keys())
def test_a_broken_writer_is_caught(break_item: Break) -> None:
    plan_or_report = "plan" if break_item is BREAKS["forgets headings of sections"] else "report"
    document = recognise(read_file(FILES / f"stockholm_ils/{plan_or_report}_tabs.txt")).document
    manuscript = compose(document)
    bones = skeleton(document, manuscript)
    assert content(again(set_in_markdown(manuscript, bones))) == content(document)
    items = tuple(new for item in manuscript.items for new in break_item(item))
    broken: Manuscript = replace(manuscript, items=items)
    assert content(again(set_in_markdown(broken, bones))) != content(document)


def test_an_edited_file_is_the_document_with_the_edits() -> None:
    document = recognise(read_file(FILES / "stockholm_ils/report_tabs.txt")).document
    goal = next(goal for goal in document.goals if goal.expected_results)
    activity = document.activities[0]
    text = write(document).decode()
    result = goal.expected_results[0].text
    text = text.replace(f"- {result}", f"- Ett nytt resultat.\n- {result}")
    text = text.replace(f"--> {goal.title}", "--> En ny rubrik")
    text = text.replace(
        f"| <!-- {activity.id} --> ", f"| Helt ny | 2026 |\n| <!-- {activity.id} --> "
    )
    found = again(text.encode())
    same = next(each for each in found.goals if each.id == goal.id)
    assert same.title == "En ny rubrik"
    assert [r.text for r in same.expected_results][:2] == ["Ett nytt resultat.", result]
    assert found.activities[0].title == "Helt ny"
    assert found.activities[0].goals == activity.goals
    assert found.activities[1].id == activity.id
    assert len(found.goals) == len(document.goals)


def test_what_an_editor_does_to_the_form_changes_nothing() -> None:
    document = plan(7)
    text = write(document).decode()
    tidied = text.replace("\n", "\r\n").replace("\r\n- ", "\r\n* ").replace(" | ", "   |  ")
    assert content(again(tidied.encode("utf-8-sig"))) == content(document)


def test_broken_hidden_data_are_no_obstacle() -> None:
    document = recognise(read_file(FILES / "stockholm_ils/plan_extracted.txt")).document
    text = write(document).decode()
    assert "\n<!-- ledtrad\n" in text
    source = read(text.replace("\n<!-- ledtrad\n", "\n<!-- ledtrad\n{{{\n").encode(), "plan.md")
    assert source.notes == ("carried_data_broken",)
    found = recognise(source).document
    assert {goal.title for goal in document.goals} & {goal.title for goal in found.goals}
    assert "<!--" not in "".join(plain(chapter.text) for chapter in found.chapters)
