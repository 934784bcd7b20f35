# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures of whole documents: whose they are, of when, what is and what shall be, and where."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings

from plandoc.facts import with_facts
from plandoc.model import (
    Activity,
    Change,
    Chapter,
    ExpectedResult,
    Fact,
    Goal,
    PlanDocument,
    TextBlock,
    TextCell,
    UnitItem,
    paragraphs,
)
from plandoc.readers import read
from plandoc.recognition import recognise
from tests.plandoc.strategies import documents


def _document(*sentences: str, **parts: Any) -> PlanDocument:
    chapter = Chapter("c1", "Om oss", 1, paragraphs("\n".join(sentences)))
    values: dict[str, Any] = {"unit": "Ådalens hemtjänst", "chapters": (chapter,), **parts}
    return with_facts(PlanDocument("operational_plan", "stockholm_ils", **values))


def _of(document: PlanDocument, quantity: str) -> Fact:
    return next(fact for fact in document.facts if fact.quantity == quantity)


def test_a_figure_is_the_units_unless_a_workplace_or_a_department_is_named() -> None:
    units = (UnitItem("u1", "Norrgården", "boende"), UnitItem("u2", "Sörgården", "boende"))
    document = _document(
        "Enheten har 61 brukare.",
        "På Norrgården bor 24 brukare och på Sörgården 19 hyresgäster.",
        "Norrgården och Sörgården har tillsammans 43 lägenheter.",
        "Norrgården (12 rum), Sörgården (9 rum).",
        units=units,
    )
    found = [(fact.quantity, int(fact.value or 0), fact.owner) for fact in document.facts]
    assert found == [
        ("brukare", 61, "Ådalens hemtjänst"),
        ("brukare", 24, "Norrgården"),
        ("hyresgäster", 19, "Sörgården"),
        ("lägenheter", 43, "Ådalens hemtjänst"),
        ("rum", 12, "Norrgården"),
        ("rum", 9, "Sörgården"),
    ]


def test_what_a_department_says_is_about_it() -> None:
    change = Change("f1", paragraphs("En tredjedel går i pension."), department="Avdelning vård")
    others = Change("f2", paragraphs("Inom vård är 30 % över 60 år."), department="Avdelning skola")
    document = _document(changes=(change, others))
    assert {fact.owner for fact in document.facts} == {"Avdelning vård"}


def test_the_time_a_figure_is_of_and_whether_it_is_a_target() -> None:
    document = _document(
        "I dag har vi 54 elever, och hösten 2027 räknar vi med 60 barn.",
        "Sjukfrånvaron var 8 % under 2024.",
        "Per den 31 december 2025 hade vi 31 anställda.",
        "Personalomsättningen ska vara högst 9 %.",
        "Förra året var frisknärvaron 61 %.",
    )
    told = {fact.quantity: (fact.as_of, fact.target, fact.bound) for fact in document.facts}
    assert told == {
        "elever": (None, False, None),
        "barn": ("hösten 2027", True, None),
        "sjukfrånvaro": ("2024", False, None),
        "anställda": ("2025-12-31", False, None),
        "personalomsättning": (None, True, "at_most"),
        "frisknärvaro": ("föregående år", False, None),
    }


def test_what_goals_and_activities_state_is_a_target_in_its_element() -> None:
    goal = Goal(
        "g1", "unit_goal", "Enhetsmål", "Minst 80 % av brukarna är nöjda",
        text=paragraphs("I dag är 71 % av brukarna nöjda."),
        expected_results=(ExpectedResult("r1", "Högst 11 medarbetare möter den enskilde."),),
    )  # fmt: skip
    activity = Activity("a1", "Utbilda tolv ombud", comment=paragraphs("Fem ombud är klara."))
    document = _document(goals=(goal,), activities=(activity,))
    assert [(f.element, int(f.value or 0), f.target) for f in document.facts] == [
        ("g1", 80, True),
        ("g1", 71, False),
        ("r1", 11, True),
        ("a1", 12, True),
        ("a1", 5, False),
    ]


def test_events_know_their_element() -> None:
    document = _document("Vi har planeringsdag i augusti och rond varje månad.")
    assert [(e.element, e.when, e.recurrence) for e in document.events] == [
        ("c1", "i augusti", None),
        ("c1", None, "varje månad"),
    ]


def test_tables_and_subheadings_in_a_text_are_no_sentences() -> None:
    rows = ((TextCell("12 barn"), TextCell("3 grupper")),)
    text = (TextBlock("heading", "7 barn"), TextBlock("table", rows=rows))
    document = _document(chapters=(Chapter("c1", "Om oss", 1, text),))
    assert document.facts == ()


def test_a_figure_stands_at_the_lines_of_its_sentence() -> None:
    lines = (
        "Verksamhetsplan 2026", "", "Tallbackens förskolor", "", "Inledning", "",
        "Vi arbetar nära varandra och lär av varandra varje dag i våra",
        "hus. Hos oss går just nu 84 barn som delas in",
        "i fem grupper, och alla har en egen ingång.",
    )  # fmt: skip
    document = recognise(read("\n".join(lines).encode(), "plan.txt")).document
    fact = next(each for each in document.facts if each.value == Decimal(84))
    assert fact.place is not None
    assert (fact.place.line, fact.place.end_line) == (8, 9)


@given(documents())
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_nothing_but_facts_and_events_changes_and_twice_is_the_same(document: PlanDocument) -> None:
    found = with_facts(document)
    assert replace(found, facts=document.facts, events=document.events) == document
    assert with_facts(found) == found
    ids = [each.id for each in found.facts] + [each.id for each in found.events]
    assert len(ids) == len(set(ids))
