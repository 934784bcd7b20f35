# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manuscript: everything is printed, once, in order and in the model's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandoc.codec import to_dict
from plandoc.manuscript.compose import compose
from plandoc.manuscript.parts import Grid, Heading, Listing, Manuscript, Pairs
from plandoc.manuscript.reading import reads_of
from plandoc.manuscript.rejoining import rejoined
from plandoc.model import (
    Activity,
    Chapter,
    Goal,
    Indicator,
    Need,
    Outcome,
    Place,
    PlanDocument,
    Status,
    Target,
    plain,
)
from plandoc.words import fold
from tests.plandoc.realistic import plan
from tests.plandoc.strategies import documents

# What says how the document was read or is put together, or what a text that is printed means.
NOT_PRINTED = {
    "id", "place", "source", "ignored", "guesses", "repairs", "facts", "events", "model", "format",
    "kind", "type", "level", "confidence", "parent", "same_as", "goal", "date", "start",
    "end", "steps", "value", "set_by", "year", "period", "group", "direction",
    "href", "marks", "body", "paragraph",
}  # fmt: skip
# Printed once for several parts.
SHARED = {"department", "categories", "level_name"}


def words_of(document: PlanDocument) -> Iterator[tuple[str, str]]:
    """Every word that the document says, with the name of the field that it stands in."""

    def walk(value: Any, name: str, above: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict):
            for key, inner in value.items():
                typed = above in {"targets", "outcomes", "forecasts"} and key == "unit"
                normal = above == "responsible" and key == "name"
                linked = above == "activities" and key == "goals"
                if key not in NOT_PRINTED and not (typed or normal or linked):
                    yield from walk(inner, key, name)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner, name, name)
        elif isinstance(value, str):
            seen = "".join(char for char in value if char.isprintable() or char.isspace())
            yield from ((name, word) for word in fold(seen).split())

    data = to_dict(document)
    for activity in data.get("activities", ()):
        if "responsible_text" in activity:
            del activity["responsible"]
    yield from walk(data, "", "")


def printed_words(manuscript: Manuscript) -> Counter[str]:
    """Every word that is printed."""
    texts = [
        field.text if field.rich is None else plain(field.rich) for field in manuscript.fields()
    ]
    texts += [item.kicker for item in manuscript.items if isinstance(item, Heading)]
    return Counter(word for text in texts for word in fold(text).split())


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_every_word_is_printed(seed: int) -> None:
    document = plan(seed)
    said = list(words_of(document))
    printed = printed_words(compose(document))
    assert Counter(word for name, word in said if name not in SHARED) - printed == Counter()
    assert {word for name, word in said if name in SHARED} <= set(printed)


@settings(max_examples=30, deadline=None)
@given(documents() | st.integers(0, 10**9).map(plan))
def test_keys_are_unique_headings_skip_no_level_and_rows_are_full(document: PlanDocument) -> None:
    manuscript = compose(document)
    keys = [field.key for field in manuscript.fields() if field.key]
    assert len(keys) == len(set(keys))
    anchors = [item.anchor for item in manuscript.items if isinstance(item, Heading)]
    assert len(anchors) == len(set(anchors))
    level = 0
    for item in manuscript.items:
        if isinstance(item, Heading):
            assert 1 <= item.level <= min(level + 1, 5)
            level = item.level
            assert item.title.text
        elif isinstance(item, Grid):
            assert all(row.divider or len(row.cells) == len(item.columns) for row in item.rows)
            assert len({column.label for column in item.columns}) == len(item.columns)
    for field in manuscript.fields():
        assert field.text.replace("\n", "").isprintable() or not field.text.isascii()


def headings(document: PlanDocument) -> list[str]:
    return [item.title.text for item in compose(document).items if isinstance(item, Heading)]


GOAL = Goal("g1", "unit_goal", "Enhetsmål", "Alla läser")


def test_closing_chapters_stand_after_the_goals() -> None:
    chapters = tuple(
        Chapter(f"c{n}", heading, 1)
        for n, heading in enumerate(["Inledning", "Budget 2026", "Vårt eget", "Övrigt"])
    )
    document = PlanDocument("operational_plan", "stockholm_ils", chapters=chapters, goals=(GOAL,))
    assert headings(document) == ["Inledning", "Alla läser", "Budget 2026", "Vårt eget", "Övrigt"]


def test_departments_stand_with_the_chapters_that_are_named_after_them() -> None:
    told = ["1. Läget", "1.1 Avdelning skola", "1.2 Kultur och skola", "2. Det vi gör", "Avdelning"]
    told += ["Aktiviteter avdelningen Skola", "Övrigt"]
    document = PlanDocument(
        "competence_plan", "stockholm_ils",
        chapters=tuple(Chapter(f"c{n}", heading, 1) for n, heading in enumerate(told)),
        needs=(Need("n1", "Fler lärare", "Avdelning skola"), Need("n2", "Ro", "Avdelning fritid")),
        activities=(Activity("a1", "Söka platser", department="Avdelning skola"),),
    )  # fmt: skip
    assert headings(document) == [*told[:-1], "Avdelning fritid", "Övrigt"]
    printed = [
        item.title.text if isinstance(item, Heading) else type(item).__name__
        for item in compose(document).items
        if isinstance(item, Heading | Listing | Grid)
    ]
    assert printed == [
        *told[:2], "Listing", *told[2:6], "Grid", "Avdelning fritid", "Listing", "Övrigt",
    ]  # fmt: skip


def test_what_was_read_keeps_the_order_of_its_source() -> None:
    places = {"Övrigt": 1, "Inledning": 30}
    chapters = tuple(
        Chapter(f"c{line}", heading, 1, place=Place(line)) for heading, line in places.items()
    )
    goal = Goal("g1", "unit_goal", "Enhetsmål", "Alla läser", place=Place(20))
    document = PlanDocument("operational_plan", "stockholm_ils", chapters=chapters, goals=(goal,))
    assert headings(document) == ["Övrigt", "Alla läser", "Inledning"]


def test_tables_have_the_models_words_and_only_columns_with_values() -> None:
    indicator = Indicator(
        "i1", "Andel nöjda", "g1", targets=(Target("council", "88 %", 2026),),
        outcomes=(Outcome("2025T1", "0 %"),),
    )  # fmt: skip
    activity = Activity("a1", "Läsa varje dag", ("g1",), status=Status("Avviker", "deviates"))
    document = PlanDocument(
        "operational_plan", "stockholm_ils", goals=(GOAL,), indicators=(indicator,),
        activities=(activity,),
    )  # fmt: skip
    figures, plans = (item for item in compose(document).items if isinstance(item, Grid))
    assert [c.label for c in figures.columns] == [
        "Indikator",
        "Utfall tertial 1 2025",
        "KF:s årsmål 2026",
    ]
    assert [c.label for c in plans.columns] == ["Aktivitet", "Status"]
    assert plans.rows[0].cells[1].symbol == "partial"


@pytest.mark.parametrize("title", [None, "", "\x07", "Plan"])
def test_the_cover_has_what_is_present(title: str | None) -> None:
    document = PlanDocument("follow_up", "okänd modell", title=title, unit="Ekbackens skola")
    cover = compose(document).cover
    assert cover.title.text == (title if title == "Plan" else "Uppföljning")
    assert [(name, field.text) for name, field in cover.pairs.rows] == [
        ("Enhet", "Ekbackens skola")
    ]


def test_an_assignment_stands_in_a_table_and_one_with_more_to_it_under_a_heading() -> None:
    area = Goal("g1", "goal_area", "målområde", "Samhälle")
    short = Goal("g2", "assignment", "Strategiskt utvecklingsuppdrag", "Utreda", parent="g1")
    long = Goal(
        "g3", "assignment", "Strategiskt utvecklingsuppdrag", "Bygga", parent="g1",
        same_as="g2",
    )  # fmt: skip
    document = PlanDocument("follow_up", "linkoping_malomraden", goals=(area, short, long))
    items = compose(document).items
    rows = [row.element for item in items if isinstance(item, Grid) for row in item.rows]
    assert rows == ["g2"]
    assert headings(document) == ["Samhälle", "Bygga"]
    assert any(isinstance(item, Pairs) for item in items)


def test_a_goal_that_stands_after_its_departments_activities_is_printed_once() -> None:
    """The source's order puts the department's table before the goal it is for."""
    shared = Goal(
        id="g1", level="goal", level_name="M\u00e5l", title="Fler l\u00e4ser", place=Place(line=9)
    )
    rows = (
        Activity(
            id="a1", title="L\u00e4sstund", goals=("g1",), department="Norr", place=Place(line=4)
        ),
        Activity(id="a2", title="Boklista", goals=("g1",), place=Place(line=12)),
    )
    chapter = Chapter(id="c1", heading="Inledning", level=1, place=Place(line=1))
    document = PlanDocument(
        kind="operational_plan", model="x", chapters=(chapter,), goals=(shared,), activities=rows
    )
    printed_keys = [field.key for field in compose(document).fields()]
    assert printed_keys.count("goals.g1.title") == 1
    node, _now = rejoined(document, reads_of(compose(document)))
    assert node["goals"]["g1"]["title"] == shared.title


def test_the_title_names_the_unit_that_the_document_is_of() -> None:
    above = PlanDocument(
        kind="operational_plan", model="liten_kommun", title="Plan", board="Norra nämnden",
        administration="Norra förvaltningen", municipality="Rönnhamra kommun",
    )  # fmt: skip
    titles = [
        compose(each).title
        for each in (
            replace(above, unit="Björkens förskola"),
            above,
            replace(above, administration=None),
            replace(above, administration=None, board=None),
        )
    ]
    assert titles == [
        "Plan Björkens förskola", "Plan Norra förvaltningen", "Plan Norra nämnden",
        "Plan Rönnhamra kommun",
    ]  # fmt: skip
