# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Searching gives the same answers, in the same order, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledtrad.organisation.models import Unit
from ledtrad.search import actions, queries, rules
from ledtrad.search.actions import Entry
from ledtrad.search.models import SearchEntry

pytestmark = pytest.mark.django_db

GOAL = Entry(
    kind="goal",
    object_id="1",
    title="Barnen äter näringsrik mat",
    body="Skolmåltiderna lagas på plats, och barnen är med och dukar.",
    path="/mal/1",
    unit_id=7,
    first_year=2026,
)
ACTIVITY = Entry(
    kind="activity",
    object_id="1",
    title="Laga måltiden tillsammans",
    body="Varje grupp lagar en måltid i veckan.",
    path="/aktiviteter/1",
    unit_id=8,
    first_year=2025,
    last_year=2027,
)
ELDERLY = Entry(
    kind="activity", object_id="2", title="Äldre möter förskolebarn", first_year=2024, unit_id=7
)
UNPLACED = Entry(kind="text", object_id="9", title="Så här mäter vi", body="Enkät till barn.")


@pytest.fixture(autouse=True)
def entries() -> None:
    actions.index([GOAL, ACTIVITY, ELDERLY, UNPLACED])


def found(query: str, **conditions: Any) -> list[tuple[str, str]]:
    return [(hit.kind, hit.object_id) for hit in queries.search(query, **conditions)]


def titles(query: str) -> list[str]:
    return [hit.title.text for hit in queries.search(query)]


@pytest.mark.parametrize("query", ["barn", "Barnens", "BARNEN", "  barnen!  "])
def test_any_inflection_finds_the_word_title_first_then_compounds(query: str) -> None:
    assert titles(query) == [GOAL.title, UNPLACED.title, ELDERLY.title]


def test_every_word_has_to_be_there_in_title_or_body() -> None:
    assert titles("barn mat") == [GOAL.title]
    assert titles("barn simhall") == []


def test_a_compound_is_found_by_its_parts_after_the_word_itself() -> None:
    hits = queries.search("måltider")
    assert [(hit.object_id, hit.kind, hit.exact) for hit in hits] == [
        ("1", "activity", True),
        ("1", "goal", False),
    ]


def test_a_short_word_is_looked_for_inside_others_only_when_nothing_else_is_found() -> None:
    assert titles("mat") == [GOAL.title]
    assert titles("näri") == [GOAL.title]
    assert titles("ät") == []


def test_a_and_ä_are_different_letters() -> None:
    assert titles("aldre") == []
    assert titles("äldre") == [ELDERLY.title]
    assert titles("a\u0308ldre") == [ELDERLY.title], "composed of two characters"


def test_units_and_year_limit_what_is_found() -> None:
    assert found("barn", units=[7]) == [("goal", "1"), ("text", "9"), ("activity", "2")]
    assert found("barn", units=[8]) == [("text", "9")], "what belongs to no unit is everybody's"
    assert found("barn", units=[]) == [("text", "9")]
    assert found("måltid", year=2027) == [("activity", "1")]
    assert found("måltid", year=2026) == [("activity", "1"), ("goal", "1")]
    assert found("barn", limit=1) == [("goal", "1")]
    assert found("barn", limit=-1) == []


def test_units_may_be_a_queryset() -> None:
    assert found("barn", units=Unit.objects.none()) == [("text", "9")]


def test_marks_are_places_in_the_text_and_not_markup() -> None:
    hit = queries.search("måltid")[1]
    assert [hit.excerpt.text[a:b] for a, b in hit.excerpt.marks] == ["Skolmåltiderna"]
    hit = queries.search("barn")[0]
    assert [hit.title.text[a:b] for a, b in hit.title.marks] == ["Barnen"]
    assert [hit.excerpt.text[a:b] for a, b in hit.excerpt.marks] == ["barnen"]


def test_indexing_again_replaces_and_removing_takes_away() -> None:
    actions.index([Entry(kind="goal", object_id="1", title="Ny lydelse")])
    assert found("näringsrik") == []
    assert found("lydelse") == [("goal", "1")]
    assert actions.remove("goal", ["1", "77"]) == 1
    assert found("lydelse") == []
    assert found("barn", units=[7]) == [("text", "9"), ("activity", "2")]


def test_what_else_writes_the_table_is_found_too() -> None:
    """The database keeps its own indexes: no writer can forget them."""
    SearchEntry.objects.filter(kind="goal").update(stems="simhall", folded="simhall")
    assert found("simhallen") == [("goal", "1")]
    SearchEntry.objects.all().delete()
    assert found("barn") == []


HOSTILE = [
    *("", " ", '"', "'", "\\", "%", "_", "*", "mål*", "NEAR(a b)", "a AND", "AND", "OR NOT"),
    *("title : x", "stems:barn", "(", "-barn", "barn & | ! <-> :*", "\0barn", "{a b} : c"),
    *("'; DROP TABLE x; --", "\ud800", "å" * 10_000, "barn " * 2_000),
    *("a b c d e f g h i j k l m n", "𝔹𝔸ℝℕ", "ŉ", "²³", "٣", "İ"),
]


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_is_an_error(query: str) -> None:
    queries.search(query)
    queries.search(f"barn {query} mat", units=[7], year=2026)
    assert titles("barn")[0] == GOAL.title


@given(st.text(max_size=80))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_is_found_by_its_own_words(text: str) -> None:
    actions.index([Entry(kind="any", object_id="1", title=text)])
    hits = queries.search(text)
    if rules.parse(text.replace("\0", "")).stems and not {"\0"} & set(text):
        assert any(hit.kind == "any" for hit in hits), rules.parse(text)


def test_the_number_of_queries_does_not_grow() -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        queries.search("barn", units=[7], year=2026)
    actions.index(
        Entry(kind="more", object_id=str(n), title=f"Barn nummer {n}", first_year=2026, unit_id=7)
        for n in range(300)
    )
    with CaptureQueriesContext(connection) as many:
        hits = queries.search("barn", units=[7], year=2026, limit=50)
    assert len(hits) == 50
    # 1. the words themselves  2. compounds, when there is room for more
    assert (len(few), len(many)) == (2, 1)


def test_an_entry_is_there_once_and_its_years_are_in_order() -> None:
    for wrong in (
        {"kind": "goal", "object_id": "1"},
        {"kind": "x", "object_id": "1", "first_year": 2026, "last_year": 2025},
        {"kind": "x", "object_id": "1", "last_year": 2025},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SearchEntry.objects.create(title="x", **wrong)
    SearchEntry.objects.create(title="x", kind="x", object_id="1", first_year=1, last_year=1)
