# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for any two documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from plandoc.diff import Change, Difference, apply, compare, same_content, to_dict, word_runs
from plandoc.model import (
    Due,
    ExpectedResult,
    Place,
    PlanDocument,
    Role,
    Status,
    Target,
    TextBlock,
)
from tests.plandoc.diff.plans import edited, plan
from tests.plandoc.strategies import documents, texts

Pair = tuple[PlanDocument, PlanDocument]

few = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
some = settings(max_examples=60, deadline=None)
chances = st.randoms(use_true_random=True)
plans = chances.map(plan)


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Return a plan, and the same after some edits or another one altogether."""
    chance = draw(chances)
    old = plan(chance)
    return old, (edited(old, chance) if chance.random() < 0.7 else plan(chance))


def rebuilt(change: Change) -> tuple[str, str]:
    old = "".join(run.text for run in change.runs if run.operation != "insert")
    new = "".join(run.text for run in change.runs if run.operation != "delete")
    return old, new


@some
@given(plans)
def test_a_document_does_not_differ_from_itself(document: PlanDocument) -> None:
    unread = replace(
        document,
        source=None,
        guesses=(),
        ignored=(),
        repairs=(),
        goals=tuple(replace(goal, place=Place(7), confidence="guessed") for goal in document.goals),
    )
    assert not compare(document, document)
    assert not compare(document, unread)
    assert not compare(unread, document, same_ids=True)


def renamed(document: PlanDocument) -> PlanDocument:
    """Return the document with other ids."""

    def other(value: str | None) -> str | None:
        return None if value is None else f"x{value}"

    def all_of(elements: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(each, id=f"x{each.id}") for each in elements)

    known = {
        each.id
        for elements in (
            document.units, document.chapters, document.goals, document.indicators,
            document.activities, document.needs, document.changes, document.facts, document.events,
        )
        for each in elements
    }  # fmt: skip
    known |= {result.id for goal in document.goals for result in goal.expected_results}
    return replace(
        document,
        units=tuple(replace(each, parent=other(each.parent)) for each in all_of(document.units)),
        chapters=all_of(document.chapters),
        goals=tuple(
            replace(
                goal,
                parent=other(goal.parent),
                same_as=other(goal.same_as),
                expected_results=all_of(goal.expected_results),
            )
            for goal in all_of(document.goals)
        ),
        indicators=tuple(
            replace(each, goal=other(each.goal)) for each in all_of(document.indicators)
        ),
        activities=tuple(
            replace(each, goals=tuple(f"x{goal}" for goal in each.goals))
            for each in all_of(document.activities)
        ),
        needs=all_of(document.needs),
        changes=all_of(document.changes),
        facts=tuple(
            replace(each, element=other(each.element) if each.element in known else each.element)
            for each in all_of(document.facts)
        ),
        events=tuple(
            replace(each, element=other(each.element) if each.element in known else each.element)
            for each in all_of(document.events)
        ),
    )


@some
@given(plans)
def test_ids_are_no_content(document: PlanDocument) -> None:
    assert not compare(document, renamed(document))


@some
@given(pairs())
def test_empty_only_if_nothing_differs(pair: Pair) -> None:
    old, new = pair
    for same_ids in (False, True):
        found = compare(old, new, same_ids=same_ids)
        assert bool(found) is not same_content(old, new, same_ids=same_ids)


@some
@given(pairs())
def test_what_comes_one_way_goes_the_other(pair: Pair) -> None:
    old, new = pair
    there, back = compare(old, new), compare(new, old)

    def counted(difference: Difference, *, added: bool) -> Counter[str]:
        return Counter(
            each.element
            for each in difference.changes
            if (each.is_addition if added else each.is_removal)
        )

    assert counted(there, added=True) == counted(back, added=False)
    assert counted(there, added=False) == counted(back, added=True)
    assert {(kind, one, other) for kind, one, other in there.same} == {
        (kind, one, other) for kind, other, one in back.same
    }


@some
@given(pairs())
def test_all_changes_applied_give_the_new_document(pair: Pair) -> None:
    old, new = pair
    found = compare(old, new, same_ids=True)
    assert same_content(apply(old, found.changes), new, same_ids=True)


@some
@given(pairs(), chances)
def test_some_changes_applied_give_a_document_that_holds(pair: Pair, chance: Random) -> None:
    old, new = pair
    found = compare(old, new, same_ids=True).changes
    made = apply(old, [change for change in found if chance.random() < 0.5])
    goals = {goal.id for goal in made.goals}
    assert all(goal.parent is None or goal.parent in goals for goal in made.goals)
    assert all(each.goal is None or each.goal in goals for each in made.indicators)
    assert all(set(each.goals) <= goals for each in made.activities)
    for goal in made.goals:
        above, at = {goal.id}, goal.parent
        parents = {each.id: each.parent for each in made.goals}
        while at is not None:
            assert at not in above
            above.add(at)
            at = parents[at]


@some
@given(pairs())
def test_runs_rebuild_both_texts(pair: Pair) -> None:
    old, new = pair
    for change in compare(old, new, same_ids=True).changes:
        if change.runs:
            assert rebuilt(change) == (change.old_text, change.new_text)


words = st.lists(
    st.sampled_from(["barn", "och", "språk", "\n", " ", ".", "–", "å\u0308", "lek", "  ", "\r\n"])
    | texts,
    max_size=40,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(words, words)
def test_runs_rebuild_any_texts(old: str, new: str) -> None:
    runs = word_runs(old, new)
    assert "".join(run.text for run in runs if run.operation != "insert") == old
    assert "".join(run.text for run in runs if run.operation != "delete") == new
    assert all(run.text for run in runs)
    kinds = [run.operation for run in runs]
    assert all(one != other for one, other in pairwise(kinds))
    if old == new:
        assert set(kinds) <= {"equal"}


@some
@given(pairs())
def test_a_difference_is_plain_data(pair: Pair) -> None:
    old, new = pair
    import json

    data = json.loads(json.dumps(to_dict(compare(old, new))))
    assert data["different"] is bool(compare(old, new))
    assert all({"kind", "topic", "element", "path"} <= set(change) for change in data["changes"])


@few
@given(documents(), documents())
def test_all_of_it_holds_for_whatever_a_document_can_hold(
    old: PlanDocument, new: PlanDocument
) -> None:
    assert not compare(old, renamed(old))
    found = compare(old, new, same_ids=True)
    assert bool(found) is not same_content(old, new, same_ids=True)
    assert same_content(apply(old, found.changes), new, same_ids=True)
    assert bool(compare(old, new)) is not same_content(old, new)
    assert all(
        rebuilt(change) == (change.old_text, change.new_text)
        for change in found.changes
        if change.runs
    )


# -- single mutations are found, and named

Mutation = Callable[[PlanDocument, st.DataObject], tuple[PlanDocument, str, str] | None]


def one_of(data: st.DataObject, items: tuple[Any, ...]) -> int:
    return data.draw(st.integers(0, len(items) - 1))


def changed(items: tuple[Any, ...], at: int, **values: Any) -> tuple[Any, ...]:
    return (*items[:at], replace(items[at], **values), *items[at + 1 :])


def title_of_goal(document: PlanDocument, data: st.DataObject) -> Any:
    at = one_of(data, document.goals)
    title = document.goals[at].title + " tillsammans"
    return (
        replace(document, goals=changed(document.goals, at, title=title)),
        "reworded",
        f"goals.{document.goals[at].id}.title",
    )


def number_of_goal(document: PlanDocument, data: st.DataObject) -> Any:
    at = one_of(data, document.goals)
    number = (document.goals[at].number or "") + "9"
    return (
        replace(document, goals=changed(document.goals, at, number=number)),
        "renumbered",
        f"goals.{document.goals[at].id}.number",
    )


def text_of_goal(document: PlanDocument, data: st.DataObject) -> Any:
    at = one_of(data, document.goals)
    goal = document.goals[at]
    text = (*goal.text, TextBlock("paragraph", "Ett nytt stycke."))
    return (
        replace(document, goals=changed(document.goals, at, text=text)),
        "text_changed",
        f"goals.{goal.id}.text",
    )


def dropped_goal_leaf(document: PlanDocument, data: st.DataObject) -> Any:
    used = {goal.parent for goal in document.goals} | {goal.same_as for goal in document.goals}
    used |= {each.goal for each in document.indicators}
    used |= {goal for each in document.activities for goal in each.goals}
    free = [at for at, goal in enumerate(document.goals) if goal.id not in used]
    if not free:
        return None
    at = data.draw(st.sampled_from(free))
    return (
        replace(document, goals=document.goals[:at] + document.goals[at + 1 :]),
        "dropped",
        f"goals.{document.goals[at].id}",
    )


def added_result(document: PlanDocument, data: st.DataObject) -> Any:
    at = one_of(data, document.goals)
    goal = document.goals[at]
    results = (*goal.expected_results, ExpectedResult("ny", "Barnen läser varje dag."))
    return (
        replace(document, goals=changed(document.goals, at, expected_results=results)),
        "added",
        f"goals.{goal.id}.expected_results.ny",
    )


def moved_goal(document: PlanDocument, data: st.DataObject) -> Any:
    inner = [at for at, goal in enumerate(document.goals) if goal.parent is not None]
    if not inner:
        return None
    at = data.draw(st.sampled_from(inner))
    return (
        replace(document, goals=changed(document.goals, at, parent=None)),
        "moved",
        f"goals.{document.goals[at].id}.parent",
    )


def lowered_target(document: PlanDocument, data: st.DataObject) -> Any:
    there = [
        (at, number)
        for at, each in enumerate(document.indicators)
        for number, target in enumerate(each.targets)
        if target.value is not None
    ]
    if not there:
        return None
    at, number = data.draw(st.sampled_from(there))
    indicator = document.indicators[at]
    target = indicator.targets[number]
    lower = replace(target, value=(target.value or Decimal(0)) - 1, text="mindre")
    targets = (*indicator.targets[:number], lower, *indicator.targets[number + 1 :])
    return (
        replace(document, indicators=changed(document.indicators, at, targets=targets)),
        "target_lowered",
        f"indicators.{indicator.id}.targets.{number}",
    )


def added_target(document: PlanDocument, data: st.DataObject) -> Any:
    at = one_of(data, document.indicators)
    indicator = document.indicators[at]
    targets = (*indicator.targets, Target("unit", "7", year=1066, value=Decimal(7)))
    return (
        replace(document, indicators=changed(document.indicators, at, targets=targets)),
        "target_added",
        f"indicators.{indicator.id}.targets.n{len(indicator.targets)}",
    )


def later_due(document: PlanDocument, data: st.DataObject) -> Any:
    there = [at for at, each in enumerate(document.activities) if each.due and each.due.date]
    if not there:
        return None
    at = data.draw(st.sampled_from(there))
    activity = document.activities[at]
    due = Due("sent", "date", "9999-12-31")
    assume(activity.due and activity.due.date != due.date)
    return (
        replace(document, activities=changed(document.activities, at, due=due)),
        "due_moved",
        f"activities.{activity.id}.due",
    )


def vanished_activity(document: PlanDocument, data: st.DataObject) -> Any:
    at = one_of(data, document.activities)
    status = document.activities[at].status
    assume(status is None or status.kind not in ("done", "dropped"))
    kept = document.activities[:at] + document.activities[at + 1 :]
    return (
        replace(document, activities=kept),
        "vanished_without_status",
        f"activities.{document.activities[at].id}",
    )


def roles_of_activity(document: PlanDocument, data: st.DataObject) -> Any:
    at = one_of(data, document.activities)
    activity = document.activities[at]
    roles = (*activity.responsible, Role("Rektor"))
    return (
        replace(document, activities=changed(document.activities, at, responsible=roles)),
        "role_changed",
        f"activities.{activity.id}.responsible",
    )


def status_of_activity(document: PlanDocument, data: st.DataObject) -> Any:
    at = one_of(data, document.activities)
    activity = document.activities[at]
    status = Status("Avslutad med beröm", "done")
    return (
        replace(document, activities=changed(document.activities, at, status=status)),
        "status_changed",
        f"activities.{activity.id}.status",
    )


def title_of_document(document: PlanDocument, data: st.DataObject) -> Any:
    return replace(document, title=f"{document.title} ny"), "field_changed", "title"


MUTATIONS: list[tuple[str, Any]] = [
    ("goals", title_of_goal),
    ("goals", number_of_goal),
    ("goals", text_of_goal),
    ("goals", dropped_goal_leaf),
    ("goals", added_result),
    ("goals", moved_goal),
    ("indicators", lowered_target),
    ("indicators", added_target),
    ("activities", later_due),
    ("activities", vanished_activity),
    ("activities", roles_of_activity),
    ("activities", status_of_activity),
    ("", title_of_document),
]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(plans, st.sampled_from(MUTATIONS), st.data())
def test_one_mutation_is_found_and_named(
    document: PlanDocument, mutation: tuple[str, Any], data: st.DataObject
) -> None:
    collection, mutate = mutation
    assume(not collection or getattr(document, collection))
    made = mutate(document, data)
    assume(made is not None)
    mutated, kind, path = made
    found = compare(document, mutated, same_ids=True)
    told = [(change.kind, change.path) for change in found.changes]
    assert (kind, path) in told
    # An element that comes or goes may leave others in another order, but changes nothing else.
    assert {each for each in told if each[0] != "reordered"} == {(kind, path)}
    assert compare(document, mutated)
