# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that come as scattered flows of lines, as text taken from a page without its layout."""

from __future__ import annotations

from plandoc.model import PlanDocument
from plandoc.readers.text import read
from plandoc.recognition import recognise

_BEFORE = """Verksamhetsplan 2026
Tallåsens förskolor

Inledning
Förskolan ligger vid sjön och har fyra avdelningar. Här beskriver vi vad
vi vill göra under året och hur vi ska veta om det blev som vi hade
tänkt oss från början, tillsammans med barnen och deras familjer.
KF:s mål för verksamhetsområdet:

1.1. Barnen får en trygg start
"""
_AFTER = """
Barnen hittar till skogen på egna ben
Beskrivning
Skogen börjar bakom grinden. Där finns sådant som ingen gård kan ge, och
barnen behöver tid för att upptäcka det.
"""


def recognised(*parts: str) -> PlanDocument:
    return recognise(read("\n".join(parts).encode(), "plan.txt")).document


def indicators(document: PlanDocument) -> list[tuple[str, list[tuple[str, str]], str | None]]:
    return [
        (each.name, [(t.set_by, t.text) for t in each.targets], each.periodicity)
        for each in document.indicators
    ]


def activities(document: PlanDocument) -> list[tuple[str, str, str]]:
    return [
        (each.title, each.start.text if each.start else "", each.due.text if each.due else "")
        for each in document.activities
    ]


def test_a_column_as_a_whole_and_its_values_after_it() -> None:
    """The label of the next goal stands before the values, and its title after them."""
    document = recognised(
        _BEFORE,
        "Indikator\nAndel barn som\ntrivs i sin\ngrupp\nAntal barn per\nvuxen\nNämndmål:",
        "\nÅrsmål\n\nKF:s årsmål\n92 %\n\nPeriodicitet\nÅr\n\n5,4\n\nTertial",
        _AFTER,
    )
    assert indicators(document) == [
        ("Andel barn som trivs i sin grupp", [("council", "92 %")], "År"),
        ("Antal barn per vuxen", [("council", "5,4")], "Tertial"),
    ]
    assert [goal.title for goal in document.goals] == [
        "Barnen får en trygg start",
        "Barnen hittar till skogen på egna ben",
    ]
    assert document.leftovers == ()


def test_several_columns_in_turn() -> None:
    """The values of a row stand behind the first line of its text, whose rest comes after them."""
    document = recognised(
        _BEFORE,
        "Aktivitet\nStartdatum\nSlutdatum",
        "Vi ska bygga en\n2026-01-15\n2026-06-30\nkoja vid bäcken",
        "Vi ska räkna fåglar\n2026-02-01\n2026-04-30\nvid sjön tillsammans",
        "Nämndmål:",
        _AFTER,
    )
    assert activities(document) == [
        ("Vi ska bygga en koja vid bäcken", "2026-01-15", "2026-06-30"),
        ("Vi ska räkna fåglar vid sjön tillsammans", "2026-02-01", "2026-04-30"),
    ]
    assert len(document.goals) == 2


def test_a_table_goes_on_over_a_page_break() -> None:
    document = recognised(
        _BEFORE,
        "Aktivitet\nVi ska bygga en\nkoja vid bäcken\nVi ska räkna fåglar\n",
        "Startdatum\n2026-01-15\n\nSlutdatum\n2026-06-30\n\n2026-02-01\n\n2026-04-30\n",
        "\fvid sjön tillsammans\nVi ska plantera\npumpor\nNämndmål:\n",
        "2026-03-01\n\n2026-10-31\n",
        _AFTER,
    )
    assert activities(document) == [
        ("Vi ska bygga en koja vid bäcken", "2026-01-15", "2026-06-30"),
        ("Vi ska räkna fåglar vid sjön tillsammans", "2026-02-01", "2026-04-30"),
        ("Vi ska plantera pumpor", "2026-03-01", "2026-10-31"),
    ]
    assert document.goals[-1].title == "Barnen hittar till skogen på egna ben"


def test_a_value_that_nobody_can_place_is_left_over() -> None:
    """Two rows, two columns and three targets: only what stands below its head has a place."""
    document = recognised(
        _BEFORE,
        "Indikator\nAndel barn som\ntrivs i sin\ngrupp\nAntal barn per\nvuxen\nNämndmål:",
        "\nÅrsmål\n95 %\n\nKF:s årsmål\n92 %\n\nPeriodicitet\nÅr\n\n5,4\n\nTertial",
        _AFTER,
    )
    assert indicators(document) == [
        ("Andel barn som trivs i sin grupp", [("unit", "95 %"), ("council", "92 %")], "År"),
        ("Antal barn per vuxen", [], "Tertial"),
    ]
    assert [left.text for left in document.leftovers] == ["5,4"]
