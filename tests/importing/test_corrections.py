# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Corrections change what an element is and where it hangs, and never lose a word."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledtrad.documents import actions
from ledtrad.documents.correcting import apply_corrections, corrected
from ledtrad.documents.corrections import Correction, InvalidCorrection, correction_from
from plandoc.codec import from_dict, to_dict
from plandoc.model import (
    Activity,
    Chapter,
    Due,
    ExpectedResult,
    Goal,
    Guess,
    Indicator,
    Leftover,
    Need,
    PlanDocument,
    Role,
    Section,
    Status,
    Target,
    UnitItem,
    paragraphs,
    plain,
)
from plandoc.words import fold
from tests import factories
from tests.importing import ronnhamra

LEVELS = ("board_goal", "unit_goal")
# What is no word of the document: ids, codes, and names that the model supplies.
NOT_WORDS = {
    "id", "place", "confidence", "level", "level_name", "parent", "same_as", "goal",
    "type", "kind", "set_by", "date", "start", "group", "guesses", "format", "model", "direction",
}  # fmt: skip


# The ids of an activity's goals, and the basic form of a role beside the role as written.
_NOT_WORDS_OF: dict[type[Any], set[str]] = {Activity: {"goals"}, Role: {"name"}}


def words(value: object) -> Counter[str]:
    """The words that a document holds, wherever they stand in it."""
    if isinstance(value, str):
        return Counter(fold(value).split())
    if isinstance(value, tuple):
        return sum((words(item) for item in value), Counter[str]())
    if is_dataclass(value):
        ids = NOT_WORDS | _NOT_WORDS_OF.get(type(value), set())
        kept = [each.name for each in fields(value) if each.name not in ids]
        found = sum((words(getattr(value, name)) for name in kept), Counter[str]())
        return found + (words(value.start) if isinstance(value, Activity) else Counter())
    return Counter()


DOCUMENT = PlanDocument(
    kind="operational_plan",
    model="stockholm_ils",
    title="Plan för lek",
    unit="Björkdungen",
    units=(UnitItem("u1", "Eken"), UnitItem("u2", "Ekens bakgård", parent="u1", text="liten")),
    chapters=(Chapter("c1", "Inledning", 1, paragraphs("Vi finns vid sjön.")),),
    goals=(
        Goal("g1", "board_goal", "Nämndmål", "Alla läser", number="1.1"),
        Goal(
            "g2",
            "unit_goal",
            "Enhetsmål",
            "Björkdungen berättar",
            parent="g1",
            text=paragraphs("Sagor varje dag."),
            sections=(Section("working_method", paragraphs("Två och två."), heading="Arbetsätt"),),
            expected_results=(ExpectedResult("r1", "Barnen lånar hem."),),
            addressees=("alla nämnder",),
            origin="Budget",
            due=Due("vid årets slut", "none"),
            responsible=(Role("rektorerna", "rektor"),),
            status=Status("Pågår", "ongoing"),
            comment=paragraphs("Går bra."),
        ),
        Goal("g3", "unit_goal", "Enhetsmål", "Sjunga", parent="g2", same_as="g2"),
    ),
    indicators=(
        Indicator(
            "i1",
            "Utlån",
            goal="g2",
            periodicity="Tertial",
            unit_of_measure="böcker",
            targets=(Target("council", "minst sju", year=2026, value=Decimal(7)),),
        ),
    ),
    activities=(
        Activity(
            "a1",
            "Bygga hyllor",
            goals=("g2",),
            department="Avdelning hav",
            categories=("Utveckla",),
            aim="Ordning",
            start=Due("i januari", "none"),
            due=Due("i maj", "none"),
            responsible=(Role("Snickaren"),),
            resources="plank",
            status=Status("Klart", "done"),
            comment=paragraphs("Målade gröna."),
            planned_follow_up=paragraphs("På APT."),
        ),
    ),
    needs=(Need("n1", "Fler sagoberättare", department="Avdelning hav"),),
    leftovers=(Leftover("Lös rad ett"), Leftover("Lös rad två\nmed mera")),
    guesses=(
        Guess("g2", "title", "Björkdungen berättar", "title_split",
              ("Björkdungen berättar Sagor varje dag.",)),
        Guess("i1", "target", "council", "lone_target", ("unit",)),
        Guess(None, "board", "Nämnden", "board_from_text", ("Norra nämnden",)),
        Guess(None, "period", "2026", "year_from_dates", ("2025",)),
    ),
)  # fmt: skip
ELEMENTS = (
    "u1", "c1", "g1", "g2", "g3", "r1", "i1", "a1", "n1", "leftover-0", "leftover-1", "g9",
)  # fmt: skip
GOALS = st.sampled_from(["g1", "g2", "g3", "a1", None])
CORRECTIONS = st.one_of(
    st.builds(
        Correction,
        st.just("convert"),
        st.sampled_from(ELEMENTS),
        kind=st.sampled_from(
            ["goal", "expected_result", "indicator", "activity", "chapter", "need", "change",
             "section", "chapter_text", "leftover"]
        ),
        level=st.sampled_from([*LEVELS, None]),
        goal=GOALS,
        section=st.sampled_from(["working_method", "follow_up"]),
        chapter=st.sampled_from(["c1", "leftover-0"]),
    ),
    st.builds(Correction, st.just("reparent"), st.sampled_from(ELEMENTS), goal=GOALS),
    st.builds(
        Correction,
        st.just("relevel"),
        st.sampled_from(ELEMENTS),
        level=st.sampled_from(LEVELS),
    ),
    st.builds(
        Correction,
        st.just("retitle"),
        st.sampled_from([*ELEMENTS, "document"]),
        text=st.sampled_from(["Nytt namn", "Alla läser", ""]),
        field=st.sampled_from(["title", "board", "goals", None]),
    ),
    st.builds(
        Correction,
        st.just("choose"),
        st.sampled_from(["g2", "i1", "document"]),
        field=st.sampled_from(["title", "target", "board", "period"]),
        text=st.sampled_from(
            ["Björkdungen berättar Sagor varje dag.", "unit", "Norra nämnden", "2025", "council"]
        ),
    ),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(CORRECTIONS, max_size=8))
def test_no_correction_loses_a_word(wanted: list[Correction]) -> None:
    made: list[Correction] = []
    for correction in wanted:
        try:
            apply_corrections(DOCUMENT, [*made, correction])
        except InvalidCorrection:
            continue
        made.append(correction)

    after = corrected(DOCUMENT, made)

    assert words(DOCUMENT) - words(after.document) == Counter()
    assert from_dict(to_dict(after.document)) == after.document
    assert len(after.leftover_ids) == len(after.document.leftovers)


def test_an_activity_becomes_a_goal_and_keeps_its_id() -> None:
    after = apply_corrections(
        DOCUMENT,
        [Correction("convert", "a1", kind="goal", level="unit_goal", level_name="Enhetsmål",
                    goal="g1")],
    )  # fmt: skip
    goal = next(goal for goal in after.goals if goal.id == "a1")
    assert (goal.title, goal.parent, goal.level_name) == ("Bygga hyllor", "g1", "Enhetsmål")
    assert goal.status == Status("Klart", "done")
    assert "plank" in plain(goal.text)
    assert after.activities == ()


def test_what_hung_below_a_dropped_goal_hangs_below_the_goal_above() -> None:
    after = corrected(DOCUMENT, [Correction("convert", "g2", kind="leftover")])
    document = after.document
    assert {goal.id: goal.parent for goal in document.goals} == {"g1": None, "g3": "g1"}
    assert document.indicators[0].goal == "g1"
    assert document.activities[0].goals == ("g1",)
    assert after.leftover_ids == ("leftover-0", "leftover-1", "g2")
    assert "Barnen lånar hem." in document.leftovers[2].text


def test_a_dropped_element_can_be_taken_back_as_something_else() -> None:
    after = corrected(
        DOCUMENT,
        [
            Correction("convert", "a1", kind="leftover"),
            Correction("convert", "a1", kind="expected_result", goal="g2"),
        ],
    )
    assert [result.id for result in after.document.goals[1].expected_results] == ["r1", "a1"]


def test_a_leftover_moves_into_a_goals_section_and_into_a_chapter() -> None:
    after = apply_corrections(
        DOCUMENT,
        [
            Correction(
                "convert", "leftover-0", kind="section", goal="g2", section="working_method"
            ),
            Correction("convert", "leftover-1", kind="chapter_text", chapter="c1"),
        ],
    )
    assert plain(after.goals[1].sections[0].text) == "Två och två.\nLös rad ett"
    assert plain(after.chapters[0].text) == "Vi finns vid sjön.\nLös rad två\nmed mera"
    assert after.leftovers == ()


def test_choosing_an_alternative_settles_the_guess() -> None:
    after = apply_corrections(
        DOCUMENT,
        [
            Correction("choose", "i1", field="target", text="unit"),
            Correction("choose", "document", field="board", text="Norra nämnden"),
            Correction("choose", "document", field="period", text="2025"),
            Correction("choose", "g2", field="title", text="Björkdungen berättar Sagor varje dag."),
        ],
    )
    assert after.indicators[0].targets[0].set_by == "unit"
    assert after.board == "Norra nämnden"
    assert after.period is not None
    assert after.period.start == "2025-01-01"
    assert (after.goals[1].title, after.goals[1].text) == (
        "Björkdungen berättar Sagor varje dag.", (),
    )  # fmt: skip
    assert after.guesses == ()


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        (Correction("convert", "nothing", kind="need"), "no_such_element"),
        (Correction("convert", "a1", kind="section", goal="a1", section="x"), "circle"),
        (Correction("convert", "a1", kind="section", goal="c1", section="x"), "no_such_goal"),
        (Correction("convert", "g1", kind="goal", level="unit_goal", goal="g3"), "circle"),
        (Correction("reparent", "g1", goal="g3"), "circle"),
        (Correction("reparent", "c1", goal="g1"), "not_possible"),
        (Correction("relevel", "a1", level="unit_goal"), "not_possible"),
        (Correction("retitle", "g1", text=" "), "wrong_shape"),
        (Correction("choose", "i1", field="target", text="everybody"), "wrong_shape"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_code(correction: Correction, code: str) -> None:
    with pytest.raises(InvalidCorrection) as refused:
        apply_corrections(DOCUMENT, [correction])
    assert refused.value.code == code


@pytest.mark.parametrize(
    "data",
    [
        {"action": "explode", "element": "g1"},
        {"action": "retitle"},
        {"action": "retitle", "element": "g1", "text": 7},
        {"action": "retitle", "element": "g1", "text": "x" * 20_001},
        {"action": "convert", "element": "g1", "kind": "spoon"},
        {"action": "retitle", "element": "g1", "colour": "red"},
    ],
)
def test_a_correction_from_outside_is_checked(data: dict[str, Any]) -> None:
    with pytest.raises(InvalidCorrection):
        correction_from(data)


@pytest.mark.django_db
def test_corrections_are_kept_until_the_import_is_accepted() -> None:
    user = factories.operator()
    read = actions.read_import(ronnhamra.BJORK, "a.txt", acting_user=user)
    assert read.document is not None
    goal = read.document["goals"][-1]["id"]

    read = actions.save_correction(
        read, {"action": "retitle", "element": goal, "text": "Barnen diktar"}, acting_user=user
    )
    read = actions.save_correction(
        read,
        {"action": "convert", "element": goal, "kind": "goal", "level": "board_goal"},
        acting_user=user,
    )
    assert [each["id"] for each in read.corrections] == ["k1", "k2"]
    assert read.corrections[1]["level_name"] == "Nämndmål"
    read = actions.remove_correction(read, "k2", acting_user=user)
    assert [each["id"] for each in read.corrections] == ["k1"]

    accepted = actions.accept_import(read, acting_user=user)

    from ledtrad.plans.models import Goal as GoalRow

    assert GoalRow.objects.filter(title="Barnen diktar", level__code="unit_goal").count() == 1
    with pytest.raises(actions.NotWaiting):
        actions.remove_correction(accepted, "k1", acting_user=user)


@pytest.mark.django_db
def test_a_correction_that_a_later_one_needs_stays() -> None:
    user = factories.operator()
    read = actions.read_import(ronnhamra.BJORK, "a.txt", acting_user=user)
    assert read.document is not None
    activity = read.document["activities"][0]["id"]
    goal = read.document["goals"][-1]["id"]
    for correction in (
        {"action": "convert", "element": activity, "kind": "goal", "level": "unit_goal"},
        {"action": "reparent", "element": goal, "goal": activity},
    ):
        read = actions.save_correction(read, correction, acting_user=user)

    with pytest.raises(InvalidCorrection) as refused:
        actions.remove_correction(read, "k1", acting_user=user)

    assert refused.value.code == "needed_by_later"
    assert len(actions.remove_correction(read, "k2", acting_user=user).corrections) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"level": "emperor_goal"}, {"section": "gossip"}])
def test_levels_and_sections_are_those_of_the_model(wrong: dict[str, str]) -> None:
    user = factories.operator()
    read = actions.read_import(ronnhamra.BJORK, "a.txt", acting_user=user)
    assert read.document is not None
    goals = [goal["id"] for goal in read.document["goals"]]
    kind = "goal" if "level" in wrong else "section"
    correction = {"action": "convert", "element": goals[-1], "kind": kind, "goal": goals[0]}
    with pytest.raises(InvalidCorrection):
        actions.save_correction(read, correction | wrong, acting_user=user)
    right = {"level": "unit_goal"} if "level" in wrong else {"section": "working_method"}
    assert actions.save_correction(read, correction | right, acting_user=user).corrections
