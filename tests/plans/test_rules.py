# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The red thread: what hangs where, what is counted, and where it breaks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledtrad.plans import rules
from ledtrad.plans.rules import Break, GoalFacts

PARENTS = st.dictionaries(st.integers(1, 20), st.none() | st.integers(1, 25), max_size=20)


def test_children_hang_under_their_parents_in_order() -> None:
    goals = [
        GoalFacts(1, None, 0),
        GoalFacts(2, 1, 1, indicators=2),
        GoalFacts(3, 1, 1, activities=1),
        GoalFacts(4, 2, 2, indicators=1, activities=3),
    ]

    (root,) = rules.build_thread(goals)

    assert [node.goal.id for node in root.walk()] == [1, 2, 4, 3]
    assert (root.goals_below, root.indicators, root.activities) == (3, 3, 4)


@pytest.mark.parametrize(
    ("goal", "breaks"),
    [
        (GoalFacts(1, None, 0), ()),
        (GoalFacts(1, 99, 0), (Break.PARENT_NOT_FOUND,)),
        (GoalFacts(1, None, 1, hangs=True), (Break.NO_PARENT,)),
        (GoalFacts(1, 99, 1, hangs=True), (Break.PARENT_NOT_FOUND,)),
        (GoalFacts(1, None, 0, breaks_down=True), (Break.NOT_BROKEN_DOWN,)),
        (GoalFacts(1, None, 0, breaks_down=True, reason="Berör oss inte"), ()),
        (GoalFacts(1, None, 0, is_measured=True), (Break.NO_WAY_TO_SEE,)),
        (GoalFacts(1, None, 0, is_measured=True, results=1), ()),
        (GoalFacts(1, None, 0, is_measured=True, indicators=1), ()),
    ],
)
def test_where_the_thread_breaks(goal: GoalFacts, breaks: tuple[Break, ...]) -> None:
    (root,) = rules.build_thread([goal])
    assert root.breaks == breaks


def test_a_goal_that_is_taken_up_is_not_broken() -> None:
    (root,) = rules.build_thread([GoalFacts(1, None, 0, breaks_down=True), GoalFacts(2, 1, 1)])
    assert root.breaks == ()


@pytest.mark.parametrize(
    ("takers", "asked"),
    [
        ((), {11, 12, 21, 22}),
        ((11,), {11, 12}),
        ((11, 21), {11, 12, 21, 22}),
        ((99,), {99}),
    ],
)
def test_a_goal_waits_for_the_units_beside_those_that_took_it_up(
    takers: tuple[int, ...], asked: set[int]
) -> None:
    preschools, home_care = {11: 1, 12: 1}, {21: 2, 22: 2}
    assert rules.asked_to_take_up(takers, preschools | home_care) == asked


@given(PARENTS)
def test_every_goal_is_in_the_thread_once_also_in_circles(
    parents: dict[int, int | None],
) -> None:
    roots = rules.build_thread(GoalFacts(goal, parent, 0) for goal, parent in parents.items())
    found = [node.goal.id for root in roots for node in root.walk()]
    assert sorted(found) == sorted(parents)
    for root in roots:
        lost = Break.PARENT_NOT_FOUND in root.breaks
        assert lost == (root.goal.parent is not None)


def test_generations_put_parents_first() -> None:
    above = {"c": "b", "b": "a", "a": "elsewhere", "d": None}
    groups = list(rules.generations(list(above), lambda name: [above[name]]))
    assert groups == [["a", "d"], ["b"], ["c"]]


def test_generations_refuse_a_circle() -> None:
    above = {"a": "b", "b": "a"}
    with pytest.raises(rules.ParentsGoInCircle):
        list(rules.generations(list(above), lambda name: [above[name]]))


def test_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert rules.digest({"a": 1, "b": "å"}) == rules.digest({"b": "å", "a": 1})
    assert rules.digest({"a": 1}) != rules.digest({"a": 2})


def test_plain_text_holds_every_word() -> None:
    blocks: list[dict[str, Any]] = [
        {"type": "paragraph", "text": "Först"},
        {"type": "table", "rows": [[{"text": "a"}, {"text": "b"}]]},
    ]
    assert rules.plain_text(blocks) == "Först\na\tb"
