# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What recognition promises beyond the whole documents: text in, document out."""

from __future__ import annotations

import pytest

from plandoc.model import PlanDocument, plain
from plandoc.readers import read
from plandoc.recognition import recognise
from plandoc.steering import load_model

COVER = """Handläggare
Ylva Strand

Till
Södra Rönnhamra stadsdelsnämnd

Verksamhetsplan 2026

Videbäckens förskolor

"""
GOAL = """KF:s inriktningsmål:

1. En trygg kommun

KF:s mål för verksamhetsområdet:

1.1 Barnen lär och mår bra

Nämndmål:

Alla barn möts av ett rikt språk

"""


def understood(text: str, model: str | None = None) -> PlanDocument:
    given = load_model(model) if model else None
    return recognise(read(text.encode(), "plan.txt"), given).document


@pytest.mark.parametrize(
    ("prose", "names"),
    [
        ("Förskolorna Granen och Tallen ligger nära varandra.", ["Granen", "Tallen"]),
        (
            "Förskolorna Ormen och Havet som ligger i Vik och Udden och Viken som ligger i Sund.",
            ["Ormen", "Havet", "Udden", "Viken"],
        ),
        (
            "Vi har tre förskolor: Lärkan (Bygatan 1, 40 barn), Svalan (Ån 2) och Staren (Ån 9).",
            ["Lärkan", "Svalan", "Staren"],
        ),
        ("Våra två hus, Lind och Alm, ligger vid ån.", ["Lind", "Alm"]),
        ("Till hösten öppnar två nya förskolor (Björken och Rönnen).", ["Björken", "Rönnen"]),
        ("Två rektorer, Ek och Alm, leder arbetet.", []),
        ("Förskolorna ligger vid skogen och ån. Rektor Ek och biträdande rektor Alm leder.", []),
    ],
)  # fmt: skip
def test_workplaces_are_found_where_prose_lists_them(prose: str, names: list[str]) -> None:
    document = understood(f"{COVER}Inledning\n\n{prose}\n\n{GOAL}")
    assert [unit.name for unit in document.units] == names
    assert plain(document.chapters[0].text) == prose


def test_the_cover_names_whose_plan_it_is() -> None:
    document = understood(f"{COVER}Inledning\n\nVi börjar året med en planeringsdag.\n\n{GOAL}")
    assert document.title == "Verksamhetsplan 2026"
    assert document.unit == "Videbäckens förskolor"
    assert document.board == "Södra Rönnhamra stadsdelsnämnd"
    assert document.handler == "Ylva Strand"
    assert document.period is not None
    assert (document.period.start, document.period.end) == ("2026-01-01", "2026-12-31")
    assert not document.leftovers


def test_a_wrapped_sentence_that_ends_with_a_label_word_is_no_label() -> None:
    text = GOAL + (
        "Förväntat resultat\n\nBarnen får veta hur deras egna idéer bidrar till en hållbar\n"
        "utveckling. Alla är med och sorterar det som blir över efter\nmåltiderna varje dag.\n\n"
        "Arbetssätt\n\nVi sorterar tillsammans med barnen och talar om varför det\nspelar roll.\n"
    )
    goal = understood(text).goals[-1]
    assert [result.text for result in goal.expected_results] == [
        "Barnen får veta hur deras egna idéer bidrar till en hållbar utveckling.",
        "Alla är med och sorterar det som blir över efter måltiderna varje dag.",
    ]
    assert [section.type for section in goal.sections] == ["working_method"]


def test_a_lone_target_belongs_to_the_goals_owner_and_says_so() -> None:
    text = (
        "KF:s mål för verksamhetsområdet:\n1.1 Barnen lär och mår bra\n\n"
        " Indikator Årsmål KF:s årsmål Periodicitet\n\nBarn i varje grupp 15 Tertial\n"
        " Nämndmål:\nAlla barn möts av ett rikt språk\n\nBeskrivning\n\n"
        "Språket bär allt annat, och därför får det ta tid varje dag i alla\n"
        "grupper, också i de yngsta barnens.\n\n"
        " Indikator Årsmål KF:s årsmål Periodicitet\n\nAndel avdelningar med högläsning 95 År\n"
    )
    document = understood(text, "stockholm_ils")
    owners = {i.name: i.targets[0].set_by for i in document.indicators}
    assert owners == {"Barn i varje grupp": "council", "Andel avdelningar med högläsning": "unit"}
    guessed = {g.element for g in document.guesses if g.why == "lone_target"}
    assert guessed == {i.id for i in document.indicators}


def test_an_outline_at_the_end_makes_no_goals() -> None:
    body = f"{GOAL}Beskrivning\n\nVi läser varje dag.\n\nÖvrigt\n\n"
    outline = "\n".join(
        f"\t{line}"
        for line in (
            "1. En trygg kommun", "1.1 Barnen lär och mår bra", "Alla barn möts av ett rikt språk",
            "Beskrivning", "Vi läser varje dag.", "Övrigt",
        )
    )  # fmt: skip
    document = understood(body + outline)
    assert [goal.number for goal in document.goals] == ["1", "1.1", None]
    assert sum(item.reason == "outline" for item in document.ignored) == 6


def test_a_year_without_a_cover_is_guessed_and_said() -> None:
    document = understood(
        f"{GOAL}Beskrivning\n\nVi läser.\n\nBudget 2027\n\nÖvrigt\n", "stockholm_ils"
    )
    assert document.period is not None
    assert document.period.text == "2027"
    assert "year_from_heading" in {guess.why for guess in document.guesses}


def test_an_assignment_keeps_its_addressees_and_origin() -> None:
    text = (
        "Uppföljning av verksamhetsplan 2026\n\nTekniska nämnden\n\nSamhälle\n\n"
        "Strategiskt utvecklingsuppdrag\n\n\tSlutdatum 2026\tStatus\tKommentar\n"
        "<p>Uppdrag till tekniska nämnden och kulturnämnden att pröva delade lokaler.</p> "
        "<p>Strategiskt utvecklingsuppdrag (budget 2026).</p>\tDelrapport 2\tPågår\tProv i hus.\n"
    )
    area, assignment = understood(text).goals
    assert (area.title, area.level) == ("Samhälle", "goal_area")
    assert assignment.parent == area.id
    assert assignment.addressees == ("tekniska nämnden", "kulturnämnden")
    assert assignment.origin == "Strategiskt utvecklingsuppdrag (budget 2026)."
    assert assignment.status is not None
    assert assignment.status.kind == "ongoing"
    assert assignment.due is not None
    assert assignment.due.date == "2026-08-31"
