# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Back from print: what is unchanged is exactly as it was, what was edited is edited."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandoc.blocks import Source
from plandoc.errors import InvalidDocument
from plandoc.manuscript.compose import compose
from plandoc.manuscript.outline import Outline
from plandoc.manuscript.reading import Read, reads_of, short_text
from plandoc.manuscript.rejoining import inflated, rejoined, skeleton
from plandoc.manuscript.tree import document as of_tree
from plandoc.model import (
    Activity,
    Due,
    ExpectedResult,
    Goal,
    PlanDocument,
    Section,
    Status,
    TextBlock,
    paragraphs,
    plain,
)
from plandoc.readers.carried import with_carried
from plandoc.recognition import recognise
from plandoc.writers.docx.carried import packed
from tests.plandoc.realistic import plan
from tests.plandoc.same import content
from tests.plandoc.strategies import documents

PLAN = PlanDocument(
    "operational_plan", "stockholm_ils", title="Verksamhetsplan 2026",
    goals=(
        Goal(
            "goal-1", "board_goal", "Nämndmål", "Alla läser", number="1.3",
            text=paragraphs("Läsning är grunden."),
            sections=(Section("working_method", paragraphs("Vi läser högt."), "Arbetssätt"),),
            expected_results=(ExpectedResult("r-1", "Alla barn har en bok."),),
        ),
        Goal("goal-2", "unit_goal", "Enhetsmål", "Vi läser varje dag", parent="goal-1"),
    ),
    activities=(
        Activity(
            "act-1", "Köpa böcker", ("goal-1",), due=Due("i  juni", "period", "2031-06-30"),
            status=Status("På gång", "ongoing"),
        ),
        Activity("act-2", "Bygga en hylla", ("goal-1",)),
    ),
)  # fmt: skip

Edit = Callable[[list[Read]], list[Read]]


def edited(edit: Edit) -> list[PlanDocument]:
    """The plan after an edit of its print: with the whole base, and with the skeleton only."""
    reads = edit(reads_of(compose(PLAN)))
    bones = json.loads(json.dumps(skeleton(PLAN)))
    return [of_tree(rejoined(PLAN, reads)[0]), of_tree(inflated(bones, reads)[0])]


def reworded(key: str, text: str) -> Edit:
    """An edit that gives the value with this key another text."""

    def change(read: Read) -> Read:
        read = replace(read, cells=tuple(map(change, read.cells)))
        return replace(read, rich=short_text(text)) if read.key == key else read

    return lambda reads: [change(read) for read in reads]


@settings(max_examples=30, deadline=None)
@given(documents() | st.integers(0, 10**9).map(plan))
def test_an_unedited_print_gives_the_same_document(document: PlanDocument) -> None:
    reads = reads_of(compose(document))
    assert content(of_tree(rejoined(document, reads)[0])) == content(document)
    bones = json.loads(json.dumps(skeleton(document)))
    assert content(of_tree(inflated(bones, reads)[0])) == content(document)


def test_a_reworded_title_is_still_the_same_goal() -> None:
    for found in edited(reworded("goals.goal-1.title", "Alla läser och skriver")):
        assert [(g.id, g.title, g.number) for g in found.goals] == [
            ("goal-1", "Alla läser och skriver", "1.3"),
            ("goal-2", "Vi läser varje dag", None),
        ]
        assert found.activities == PLAN.activities


def test_an_edited_due_is_parsed_and_an_unedited_one_keeps_its_day() -> None:
    for found in edited(reworded("activities.act-2.title", "Bygga två hyllor")):
        assert found.activities[0].due == PLAN.activities[0].due
        assert found.activities[1].title == "Bygga två hyllor"
    for found in edited(reworded("activities.act-1.due", "2026-03-31")):
        assert found.activities[0].due == Due("2026-03-31", "date", "2026-03-31")
    for found in edited(reworded("activities.act-1.status", "Slutförd")):
        assert found.activities[0].status == Status("Slutförd", "done")


def test_what_is_deleted_is_gone() -> None:
    for found in edited(lambda reads: [r for r in reads if r.element != "act-1"]):
        assert [each.id for each in found.activities] == ["act-2"]
    for found in edited(lambda reads: [r for r in reads if "sections" not in (r.key or "")]):
        assert found.goals[0].sections == ()
        assert found.goals[0].text == PLAN.goals[0].text


def test_rows_in_another_order_are_activities_in_another_order() -> None:
    def swap(reads: list[Read]) -> list[Read]:
        rows = [read for read in reads if read.kind == "row"]
        turned = iter(reversed(rows))
        return [next(turned) if read.kind == "row" else read for read in reads]

    for found in edited(swap):
        assert [each.id for each in found.activities] == ["act-2", "act-1"]


def test_what_is_added_belongs_to_what_it_stands_in() -> None:
    def add(reads: list[Read]) -> list[Read]:
        at = next(i for i, r in enumerate(reads) if r.key == "goals.goal-1.sections.0.text")
        more = Read("text", rich=short_text("Och vi läser tyst."))
        label = Read("label", rich=short_text("Resursanvändning"))
        text = Read("text", rich=short_text("En timme om dagen."))
        reads = [*reads[: at + 1], more, label, text, *reads[at + 1 :]]
        at = next(i for i, r in enumerate(reads) if r.key == "goals.goal-1.results.r-1")
        item = Read("item", rich=short_text("Alla väljer själva."))
        reads = [*reads[: at + 1], item, *reads[at + 1 :]]
        rows = [i for i, r in enumerate(reads) if r.kind == "row"]
        cells = tuple(Read("text", rich=short_text("Måla") if i == 0 else ()) for i in range(3))
        row = Read("row", cells=cells, table=reads[rows[0]].table)
        return [*reads[: rows[0]], row, *reads[rows[0] :]]

    for found in edited(add):
        goal = found.goals[0]
        assert plain(goal.sections[0].text) == "Vi läser högt.\nOch vi läser tyst."
        assert (goal.sections[1].type, plain(goal.sections[1].text)) == (
            "resource_use", "En timme om dagen.",
        )  # fmt: skip
        assert [r.text for r in goal.expected_results] == [
            "Alla barn har en bok.", "Alla väljer själva.",
        ]  # fmt: skip
        assert [(a.title, a.goals) for a in found.activities] == [
            ("Måla", ("goal-1",)), ("Köpa böcker", ("goal-1",)), ("Bygga en hylla", ("goal-1",)),
        ]  # fmt: skip
        assert len({a.id for a in found.activities}) == 3


def test_a_new_heading_with_a_levels_word_is_a_goal_and_another_a_section() -> None:
    def add(reads: list[Read]) -> list[Read]:
        return [
            *reads,
            Read("heading", level=2, rich=short_text("Enhetsmål: 1.4 Alla skriver")),
            Read("text", rich=(TextBlock("paragraph", "Varje dag."),)),
            Read("heading", level=3, rich=short_text("Så gör vi")),
            Read("text", rich=short_text("Med penna.")),
        ]

    for found in edited(add):
        new = found.goals[-1]
        assert (new.level, new.number, new.title) == ("unit_goal", "1.4", "Alla skriver")
        assert new.parent == "goal-1"
        assert plain(new.text) == "Varje dag."
        assert [(s.heading, plain(s.text)) for s in new.sections] == [("Så gör vi", "Med penna.")]


@pytest.mark.parametrize(
    "bones",
    [
        {}, {"format": "plandoc/2"}, {"format": "plandoc/1"},
        {"format": "plandoc/1", "kind": "other", "model": "x", "goals": []},
        {"format": "plandoc/1", "kind": "other", "model": "x", "goals": {"g": 3}},
        {"format": "plandoc/1", "kind": "other", "model": "x", "set": {"title": 5}},
        {"format": "plandoc/1", "kind": "other", "model": "x", "goals": {"*": {"order": 3}}},
        {"format": "plandoc/1", "kind": "nej", "model": "x"},
        {"format": "plandoc/1", "kind": "other", "model": "x",
         "goals": {"g": {"unprinted": True, "set": {"id": "g", "parent": ["g"]}}}},
    ],
)  # fmt: skip
def test_a_forged_skeleton_is_refused_and_the_file_is_read_as_any_other(
    bones: dict[str, object],
) -> None:
    with pytest.raises(InvalidDocument):
        of_tree(inflated(bones, [])[0])
    told = packed({"skeleton": bones, "outline": Outline.of(compose(PLAN)).data()})
    source = with_carried(Source("plan.odt", "odt", "", ()), (), pieces={1: told})
    assert source.carried is None
    assert source.notes == ("carried_data_broken",)
    assert recognise(source).document.source is not None
