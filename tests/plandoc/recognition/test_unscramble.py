# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that come as scattered flows of lines, as text taken from a page without its layout."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from plandoc.blocks import Block, Paragraph, Table
from plandoc.model import PlanDocument
from plandoc.readers.text import read
from plandoc.recognition import recognise
from plandoc.recognition.rebuild_table import RebuiltTable
from plandoc.recognition.unscramble import unscramble
from plandoc.steering import load_model

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


def test_two_tables_side_by_side() -> None:
    """The head of the second table stands before the last heads of the first."""
    document = recognised(
        _BEFORE,
        "Indikator\nAndel barn som trivs\n\nÅrsmål\n95 %\n\nAktivitet\nBygga en koja vid bäcken",
        "tillsammans\n\nNämndmål:\n\nKF:s årsmål\n\nStartdatum\n2026-01-15\n",
        "Periodicitet\nTertial\n\nSlutdatum\n2026-06-30\n",
        _AFTER,
    )
    assert indicators(document) == [("Andel barn som trivs", [("unit", "95 %")], "Tertial")]
    assert activities(document) == [
        ("Bygga en koja vid bäcken tillsammans", "2026-01-15", "2026-06-30")
    ]
    assert document.goals[-1].title == "Barnen hittar till skogen på egna ben"


def test_a_value_far_below_its_head_comes_last() -> None:
    """Where heads of two lines stand beside one of one line. The dates tell, or nobody can."""
    texts = (
        "Aktivitet\nVi ska bygga en koja vid\nbäcken\nVi ska räkna fåglar vid\nsjön\nNämndmål:\n"
    )
    values = "Startdatu\nm\n{}\n\nSlutdatum\n\n2026-02-01\n\n2026-04-30\n\n2026-06-30\n"
    document = recognised(_BEFORE, texts, values.format("2026-03-15"), _AFTER)
    assert activities(document) == [
        ("Vi ska bygga en koja vid bäcken", "2026-03-15", "2026-06-30"),
        ("Vi ska räkna fåglar vid sjön", "2026-02-01", "2026-04-30"),
    ]
    document = recognised(_BEFORE, texts, values.format("2026-01-15"), _AFTER)
    assert activities(document) == [
        ("Vi ska bygga en koja vid bäcken", "2026-01-15", ""),
        ("Vi ska räkna fåglar vid sjön", "", ""),
    ]
    assert [left.text for left in document.leftovers] == ["2026-02-01", "2026-04-30", "2026-06-30"]


def test_a_value_on_the_line_of_the_name() -> None:
    """It is told from the name where the other rows have a value, and not where none has."""
    rows = "Andel barn som\n88 %\nÅr\ntrivs i sin grupp\nAntal barn per 5\nÅr\nvuxen på gården\n"
    heads = "Indikator\nÅrsmål\nKF:s årsmål\nPeriodicitet\n"
    document = recognised(_BEFORE, heads + rows + "Nämndmål:", _AFTER)
    assert [each.name for each in document.indicators] == [
        "Andel barn som trivs i sin grupp",
        "Antal barn per vuxen på gården",
    ]
    assert [[t.text for t in each.targets] for each in document.indicators] == [["88 %"], ["5"]]
    document = recognised(_BEFORE, heads + rows.replace("88 %\n", "") + "Nämndmål:", _AFTER)
    assert document.indicators[1].name == "Antal barn per 5 vuxen på gården"


def test_heads_and_days_on_one_line() -> None:
    document = recognised(
        _BEFORE,
        "Aktivitet\nStartdatum Slutdatum\nVi ska bygga en\n2026-01-15 2026-06-30\nkoja vid bäcken",
        "Vi ska räkna fåglar\n2026-02-01 2026-04-30\nvid sjön tillsammans\nNämndmål:",
        _AFTER,
    )
    assert activities(document) == [
        ("Vi ska bygga en koja vid bäcken", "2026-01-15", "2026-06-30"),
        ("Vi ska räkna fåglar vid sjön tillsammans", "2026-02-01", "2026-04-30"),
    ]
    assert document.goals[-1].title == "Barnen hittar till skogen på egna ben"


def test_a_target_of_either_column_is_a_guess() -> None:
    """Both heads stand apart from the values: the rows can be told, not whose target it is."""
    document = recognised(
        _BEFORE,
        "Indikator\nAndel barn som\ntrivs i sin\ngrupp\nAntal barn per\nvuxen\nNämndmål:",
        "\nÅrsmål\n\nKF:s årsmål\n\nPeriodicitet\n\n92 %\n\nÅr\n\n5,4\n\nTertial",
        _AFTER,
    )
    assert [[t.text for t in each.targets] for each in document.indicators] == [["92 %"], ["5,4"]]
    assert [each.confidence for each in document.indicators] == ["guessed", "guessed"]


_LINES = st.sampled_from(
    """Indikator;Årsmål;KF:s årsmål;Periodicitet;Aktivitet;Startdatum;Slutdatum;Status;Kommentar
    88 %;12;År;Tertial;2026-01-01;2026-12-31;Slutförd;Vi ska bygga;en koja vid;Antal barn;per 5
    Nämndmål:;Uppföljning;Startdatu;m;Klart i mars.; ; ; ;\f""".replace("\n", ";").split(";")
)


@given(st.lists(_LINES, min_size=1, max_size=80))
def test_every_line_stays_and_none_comes_twice(lines: list[str]) -> None:
    text = "\n".join(["Indikator", *(line.strip(" ") for line in lines)])
    source = read(text.encode(), "plan.txt")
    made = unscramble(source.blocks, load_model("stockholm_ils"))
    words = Counter(word for text in map(_text, made) for word in text.split())
    assert words == Counter(word for span in source.spans() for word in span.text.split())


def _text(block: Block | RebuiltTable) -> str:
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Table):
        return " ".join(cell.text for row in block.rows for cell in row.cells)
    pieces = [piece.text for row in block.rows for piece in row.pieces()]
    return " ".join([*(span.text for span in block.heads), *pieces])
