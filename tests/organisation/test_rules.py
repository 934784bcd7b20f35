# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that match, names that sort, and trees that end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledtrad.organisation import rules
from ledtrad.organisation.rules import Link

TREES = st.dictionaries(st.integers(1, 30), st.none() | st.integers(1, 30), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Klimatpåverkan, CO₂e", "klimatpåverkan co2e"),
        ("♀ Nöjda  familjer", "Nöjda familjer."),
        ("Rönn\u00adhamra", "RÖNNHAMRA"),
        ("A\u030angbåt", "Ångbåt"),
        ("Bo\u200bkby", "Bokby"),
    ],
)
def test_the_same_words_match(one: str, other: str) -> None:
    assert rules.title_key(one) == rules.title_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Mål 1", "Mål 2"), ("Rad", "Råd"), ("ab c", "a bc")])
def test_other_words_do_not_match(one: str, other: str) -> None:
    assert rules.title_key(one) != rules.title_key(other)


@given(st.text(max_size=600))
def test_a_key_fits_its_index_and_is_its_own_key(text: str) -> None:
    key = rules.title_key(text)
    assert len(key) <= rules.MAX_KEY_LENGTH
    assert rules.title_key(key) == key


def test_long_titles_that_differ_at_the_end_do_not_match() -> None:
    long = "läsa " * 100
    assert rules.title_key(long + "högt") != rules.title_key(long + "tyst")
    assert len(rules.title_key(long)) == rules.MAX_KEY_LENGTH


def test_swedish_order() -> None:
    names = ["Ö", "Ä", "Å", "Z", "a", "B"]
    assert sorted(names, key=rules.sort_key) == ["a", "B", "Z", "Å", "Ä", "Ö"]


def test_goal_numbers_sort_as_people_count() -> None:
    numbers = ["", "1.10", "2", "1.2.", "1"]
    assert sorted(numbers, key=rules.number_key) == ["1", "1.2.", "1.10", "2", ""]


def test_public_codes_are_plain_and_free() -> None:
    assert rules.public_code("Förskolan Ängsgården", set()) == "forskolan-angsgarden"
    assert rules.public_code("Hav & ö", {"hav-o", "hav-o-2"}) == "hav-o-3"
    assert rules.public_code("♀", set()) == "enhet"


def test_closure_of_a_small_tree() -> None:
    assert rules.closure({1: None, 2: 1, 3: 2}) == {
        Link(1, 1, 0),
        Link(2, 2, 0),
        Link(3, 3, 0),
        Link(1, 2, 1),
        Link(2, 3, 1),
        Link(1, 3, 2),
    }


@given(TREES)
def test_either_there_is_a_cycle_or_every_way_up_ends(parents: dict[int, int | None]) -> None:
    if rules.cycles(parents):
        with pytest.raises(rules.TreeHasCycle):
            rules.closure(parents)
        return
    links = rules.closure(parents)
    for ancestor, descendant, depth in links:
        step = descendant
        for _ in range(depth):
            above = parents[step]
            assert above is not None
            step = above
        assert step == ancestor
    assert {link.descendant for link in links if link.depth == 0} == parents.keys()


def test_a_cycle_is_named_once() -> None:
    assert rules.cycles({1: 2, 2: 3, 3: 1, 4: 1, 5: None, 6: 6}) == [(1, 2, 3), (6,)]
