# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is recognised as the same, what is told of it, and in which order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from plandoc.diff import Change, compare, likeness
from plandoc.diff.assignment import best_pairs
from plandoc.model import (
    Activity,
    Chapter,
    Direction,
    Due,
    ExpectedResult,
    Fact,
    Goal,
    Indicator,
    Outcome,
    Period,
    PlanDocument,
    Section,
    Status,
    StatusKind,
    Target,
    paragraphs,
)


def document(**parts: Any) -> PlanDocument:
    return PlanDocument("operational_plan", "liten_kommun", **parts)


def goal(identity: str, title: str, **values: Any) -> Goal:
    return Goal(identity, values.pop("level", "unit"), "Enhetsmål", title, **values)


def told(old: PlanDocument, new: PlanDocument, **how: Any) -> list[tuple[str, str]]:
    return [(change.kind, change.path) for change in compare(old, new, **how).changes]


def of_year(year: int, **parts: Any) -> PlanDocument:
    return document(period=Period(str(year), f"{year}-01-01", f"{year}-12-31"), **parts)


def test_what_an_indicator_says_is_told_in_the_order_of_its_columns() -> None:
    old, new = (
        document(
            indicators=(
                Indicator(
                    "i1", "Andel nöjda",
                    outcomes=(Outcome("2030", text), Outcome("2031", text)),
                    forecasts=(Outcome("2032", text),),
                ),
            )
        )
        for text in ("80 %", "85 %")
    )  # fmt: skip
    assert told(old, new) == [
        ("outcome_changed", "indicators.i1.outcomes.0"),
        ("outcome_changed", "indicators.i1.outcomes.1"),
        ("outcome_changed", "indicators.i1.forecasts.0"),
    ]


# -- recognising


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Barnen möter ett rikt språk varje dag", "Alla barn möter ett rikt och varierat språk"),
        ("Vi har en ekonomi i balans", "Enheten har ekonomi i balans"),
        ("Sjukfrånvaron minskar", "Minskad sjukfrånvaro"),
        ("Maten är god och lagad från grunden", "Vi serverar god mat lagad från grunden"),
        ("Förskolans gårdar inbjuder till lek", "Förskolans gårdar inbuder till lek"),
    ],
)
def test_a_goal_is_the_same_although_its_number_and_wording_changed(
    before: str, after: str
) -> None:
    found = compare(
        document(goals=(goal("g1", before, number="1.1"),)),
        document(goals=(goal("g7", after, number="3.2"),)),
    )

    assert found.same == (("goal", "g1", "g7"),)
    assert [change.kind for change in found.changes] == ["reworded", "renumbered"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Barnen möter ett rikt språk", "Barnen möter utbildad personal"),
        ("Kommuninvånarna försörjer sig själva", "Alla barn får en jämlik skola"),
        ("Enheten har en god arbetsmiljö", "Enheten har en god ekonomi"),
    ],
)
def test_a_number_in_common_does_not_make_two_goals_one(before: str, after: str) -> None:
    found = compare(
        document(goals=(goal("g1", before, number="1.1"),)),
        document(goals=(goal("g1", after, number="1.1"),)),
    )

    assert not found.same
    assert [change.kind for change in found.changes] == ["dropped", "added"]


def test_a_goal_with_a_wholly_new_title_is_known_by_what_hangs_on_it() -> None:
    def plan(title: str, prefix: str) -> PlanDocument:
        return document(
            goals=(
                goal(
                    f"{prefix}g",
                    title,
                    text=paragraphs("Vi läser högt varje dag och samtalar om det lästa."),
                    expected_results=(
                        ExpectedResult(f"{prefix}r", "Barnen berättar om en bok de tycker om."),
                    ),
                ),
            ),
            activities=(Activity(f"{prefix}a", "Läsa högt i alla grupper", goals=(f"{prefix}g",)),),
        )

    found = compare(plan("Språket växer", "x"), plan("Ord öppnar världen", "y"))

    assert [(change.kind, change.path) for change in found.changes] == [
        ("reworded", "goals.xg.title")
    ]


def test_the_whole_agrees_best_where_the_nearest_would_not() -> None:
    assert best_pairs({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.85}) == [(0, 1), (1, 0)]
    assert best_pairs({}) == []
    assert best_pairs({(3, 5): 0.1}) == [(3, 5)]


def test_goals_change_places_and_number_but_stay_themselves() -> None:
    titles = [f"Ämne {word} fördjupas" for word in ("musik", "bild", "slöjd", "idrott")]
    old = document(
        goals=tuple(goal(f"g{n}", title, number=f"1.{n}") for n, title in enumerate(titles))
    )
    new = document(
        goals=tuple(
            goal(f"g{n}", title, number=f"1.{n}") for n, title in enumerate(reversed(titles))
        )
    )

    found = compare(old, new)

    assert {(one, other) for _, one, other in found.same} == {
        ("g0", "g3"), ("g1", "g2"), ("g2", "g1"), ("g3", "g0"),
    }  # fmt: skip
    assert {change.kind for change in found.changes} == {"renumbered", "reordered"}


def test_a_goal_that_became_two_and_two_that_became_one() -> None:
    whole = document(goals=(goal("g1", "Barnen utvecklar språk och matematik genom lek"),))
    parts = document(
        goals=(
            goal("g1", "Barnen utvecklar språk genom lek"),
            goal("g2", "Barnen utvecklar matematik"),
        )
    )

    assert "split" in {change.kind for change in compare(whole, parts).changes}
    assert "merged" in {change.kind for change in compare(parts, whole).changes}
    assert "split" not in {change.kind for change in compare(whole, whole).changes}


# -- targets, dues, activities


def one_target(
    year: int, value: str | None, direction: Direction = "unknown", unit: str = "%"
) -> PlanDocument:
    target = (
        (Target("unit", f"{value} {unit}", year, Decimal(value), unit),)
        if value is not None
        else ()
    )
    indicator = Indicator("i1", "Andel nöjda", direction=direction, targets=target)
    return of_year(year, indicators=(indicator,))


@pytest.mark.parametrize(
    ("before", "after", "direction", "kind", "easier"),
    [
        ("90", "80", "more", "target_lowered", True),
        ("90", "80", "less", "target_lowered", False),
        ("90", "80", "unknown", "target_lowered", None),
        ("80", "90", "less", "target_raised", True),
        ("80", "90", "more", "target_raised", False),
        ("0", "-1", "more", "target_lowered", True),
        ("90", None, "more", "target_removed", True),
        (None, "90", "more", "target_added", None),
    ],
)
def test_a_target_is_lowered_raised_or_removed(
    before: str | None, after: str | None, direction: Direction, kind: str, easier: bool | None
) -> None:
    (change,) = compare(
        one_target(2026, before, direction), one_target(2026, after, direction)
    ).changes

    assert (change.kind, change.easier, change.topic) == (kind, easier, "targets")
    assert change.name == "Andel nöjda"


def test_targets_of_two_years_answer_to_each_other() -> None:
    (change, *_) = compare(one_target(2025, "90"), one_target(2026, "80")).changes
    assert change.kind == "target_lowered"

    same = compare(one_target(2025, "90"), one_target(2026, "90")).changes
    assert [each.kind for each in same if each.element == "target"] == ["carried_over"]


def test_figures_of_different_units_are_not_compared() -> None:
    (change,) = compare(one_target(2026, "90"), one_target(2026, "80", unit="st")).changes
    assert (change.kind, change.easier) == ("target_changed", None)


def one_activity(
    day: str | None, status: StatusKind | None = None, year: int = 2026
) -> PlanDocument:
    due = Due(day, "date", day) if day else None
    held = Status("som det står", status) if status else None
    return of_year(year, activities=(Activity("a1", "Bygga om köket", due=due, status=held),))


@pytest.mark.parametrize(
    ("before", "after", "kind", "days"),
    [
        ("2026-03-31", "2026-06-30", "due_moved", 91),
        ("2026-06-30", "2026-03-31", "due_moved", -91),
        ("2026-06-30", None, "due_removed", None),
        (None, "2026-06-30", "due_set", None),
    ],
)
def test_a_due_is_moved(before: str | None, after: str | None, kind: str, days: int | None) -> None:
    (change,) = compare(one_activity(before), one_activity(after)).changes
    assert (change.kind, change.days, change.topic) == (kind, days, "dues")


def test_a_due_that_moves_with_the_plans_year_is_told_last() -> None:
    old, new = one_activity("2025-06-30", year=2025), one_activity("2026-06-30", year=2026)
    late = Activity("a2", "Köpa cyklar", due=Due("2025-05-01", "date", "2025-05-01"))
    later = replace(late, due=Due("2026-09-01", "date", "2026-09-01"))

    dues = [
        change
        for change in compare(
            replace(old, activities=(*old.activities, late)),
            replace(new, activities=(*new.activities, later)),
        ).changes
        if change.kind == "due_moved"
    ]

    assert [(change.name, change.rolled, change.topic) for change in dues] == [
        ("Köpa cyklar", False, "dues"),
        ("Bygga om köket", True, "order"),
    ]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (None, "vanished_without_status"),
        ("ongoing", "vanished_without_status"),
        ("not_done", "vanished_without_status"),
        ("done", "dropped"),
        ("dropped", "dropped"),
    ],
)
def test_an_activity_that_is_gone_without_a_status_has_vanished(
    status: StatusKind | None, kind: str
) -> None:
    (change,) = compare(one_activity("2026-03-31", status), of_year(2026)).changes
    assert change.kind == kind


def test_what_is_asked_for_first_comes_first() -> None:
    old = of_year(
        2026,
        title="Plan",
        chapters=(Chapter("c1", "Inledning", 1, paragraphs("Vi är tre förskolor.")),),
        goals=(goal("g1", "Barnen läser varje dag"), goal("g2", "Maten är lagad från grunden")),
        indicators=one_target(2026, "90", "more").indicators,
        activities=(
            *one_activity("2026-03-31").activities,
            Activity("a2", "Köpa in böcker", goals=("g1",)),
        ),
    )
    new = of_year(
        2026,
        title="Planen",
        chapters=(Chapter("c1", "Inledning", 1, paragraphs("Vi är fyra förskolor.")),),
        goals=(goal("g1", "Barnen läser ofta varje dag"),),
        indicators=one_target(2026, "80", "more").indicators,
        activities=one_activity("2026-06-30").activities,
    )

    topics = [change.topic for change in compare(old, new).changes]

    assert topics == ["targets", "dues", "vanished", "goals", "wording", "texts", "front"]


# -- moves, parts, figures


@pytest.mark.parametrize("same_ids", [True, False])
def test_an_expected_result_moves_to_another_goal(same_ids: bool) -> None:
    moving = ExpectedResult("r1", "Barnen berättar om en bok de tycker om.")
    first, second = goal("g1", "Barnen läser varje dag"), goal("g2", "Språket växer hos alla")

    (change, *others) = compare(
        document(goals=(replace(first, expected_results=(moving,)), second)),
        document(goals=(first, replace(second, expected_results=(moving,)))),
        same_ids=same_ids,
    ).changes

    assert (change.kind, change.path) == ("moved", "goals.g1.expected_results.r1.goal")
    assert (change.old, change.new, change.new_text) == ("g1", "g2", "Språket växer hos alla")
    assert {each.kind for each in others} <= {"reordered"}


def test_the_id_decides_when_ids_are_shared_and_says_nothing_otherwise() -> None:
    old = document(goals=(goal("g1", "Barnen läser varje dag"),))
    new = document(goals=(goal("g1", "Sjukfrånvaron är låg"),))

    assert told(old, new, same_ids=True) == [("reworded", "goals.g1.title")]
    assert told(old, new) == [("dropped", "goals.g1"), ("added", "goals.g1")]


def test_words_of_a_section_are_told_one_by_one() -> None:
    def plan(text: str) -> PlanDocument:
        section = Section("working_method", paragraphs(text), "Arbetssätt")
        return document(goals=(goal("g1", "Barnen läser", sections=(section,)),))

    (change,) = compare(
        plan("Vi läser högt varje dag.\nVi går till biblioteket."),
        plan("Vi läser högt två gånger om dagen.\nVi går till biblioteket."),
    ).changes

    assert change.path == "goals.g1.sections.0.text"
    assert [(run.operation, run.text) for run in change.runs] == [
        ("equal", "Vi läser högt "),
        ("delete", "varje dag"),
        ("insert", "två gånger om dagen"),
        ("equal", ".\nVi går till biblioteket."),
    ]


def test_formatting_alone_is_another_kind_of_change() -> None:
    plain = document(chapters=(Chapter("c1", "Inledning", 1, paragraphs("Vi läser.")),))
    bullets = tuple(replace(block, type="bullet") for block in plain.chapters[0].text)
    listed = document(chapters=(Chapter("c1", "Inledning", 1, bullets),))

    assert told(plain, listed) == [("formatting_changed", "chapters.c1.text")]


def test_a_figure_is_the_same_by_the_text_that_it_stands_in() -> None:
    def plan(identity: str, count: int) -> PlanDocument:
        return document(
            chapters=(Chapter(identity, "Om oss", 1),),
            facts=(Fact("f1", "Vi har barn", value=Decimal(count), element=identity),),
        )

    assert told(plan("c1", 40), plan("c9", 40)) == []
    assert told(plan("c1", 40), plan("c9", 42)) == [("field_changed", "facts.f1.value")]


def test_an_id_may_hold_any_characters() -> None:
    old = document(goals=(goal("1.2 / å", "Barnen läser"),))
    new = document(goals=(goal("1.2 / å", "Barnen läser mycket"),))
    (change,) = compare(old, new, same_ids=True).changes
    assert change.path.count(".") == 2
    assert isinstance(change, Change)


def test_activities_that_go_on_are_not_weighed_each_against_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def of(prefix: str, due: Due | None) -> PlanDocument:
        titles = [f"Läsa bok nummer {number} med alla barn i gruppen" for number in range(300)]
        made = [Activity(f"{prefix}{t}", t, goals=(f"{prefix}g",), due=due) for t in titles]
        return document(goals=(goal(f"{prefix}g", "Barnen läser"),), activities=tuple(made))

    weighed: list[str] = []
    real = likeness.letters

    def letters(one: str, other: str) -> float:
        weighed.append(one)
        return real(one, other)

    monkeypatch.setattr("plandoc.diff.pairing.letters", letters)
    found = compare(of("a", None), of("b", Due("2027-03-31", "date", "2027-03-31"))).changes

    assert [(change.kind, change.name) for change in found[:1]] == [
        ("due_set", "Läsa bok nummer 0 med alla barn i gruppen")
    ]
    assert {change.kind for change in found} == {"due_set"}
    assert (len(found), weighed) == (300, [])
