# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What reports say in other words than the steering model's: statuses, and what is left to do."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from plandoc.checks import check
from plandoc.model import (
    Assessment,
    AssessmentKind,
    Chapter,
    Due,
    Goal,
    Indicator,
    Outcome,
    Period,
    PlanDocument,
    Status,
    StatusKind,
    Target,
    TextBlock,
    TextCell,
    paragraphs,
)
from tests.plandoc.checks.examples.builders import activity, chapter, plan

YEAR = Period("2025", "2025-01-01", "2025-12-31")
EARLY = Due("Delrapport 1", "occasion", "2025-04-30")


def _report(
    status: str, comment: str, kind: StatusKind = "unknown", title: str = "Byta lampor",
    due: Due = EARLY, **parts: Any,
) -> PlanDocument:  # fmt: skip
    one = activity("a1", title, status=Status(status, kind), comment=paragraphs(comment), due=due)
    return plan(**{
        "kind": "follow_up", "model": "linkoping_malomraden", "period": YEAR,
        "board": "Kulturnämnden", "activities": (one,), **parts,
    })  # fmt: skip


def _codes(document: PlanDocument) -> set[str]:
    return {each.code for each in check([document]).findings}


@pytest.mark.parametrize(
    ("status", "comment", "told"),
    [
        ("Inställd", "", {"R15", "R17"}),
        ("Inställt", "Priset blev för högt.", {"R15"}),
        ("Ställs in", "", {"R15", "R17"}),
        ("Ej utfört", "", {"R15", "R17"}),
        ("Pausad", "Väntar på lokal.", {"R14", "R15", "R18"}),
        ("Vilande", "", {"R14", "R15", "R18"}),
        ("Utfört", "", {"R15", "R19"}),
        ("Utfört", "Alla tolv är bytta.", {"R15"}),
        ("Framflyttad", "Blir av i mars 2026.", {"R14", "R15", "R18"}),
    ],
)
def test_a_status_the_model_lacks_is_asked_what_its_meaning_is_asked(
    status: str, comment: str, told: set[str]
) -> None:
    assert _codes(_report(status, comment)) & {"R14", "R15", "R17", "R18", "R19"} == told


def test_what_is_late_needs_a_new_time_though_the_model_counts_it_as_a_deviation() -> None:
    late = _report("Försenad", "Handläggaren slutade.", "deviates")
    assert _codes(late) & {"R14", "R18"} == {"R18"}
    assert "R18" not in _codes(_report("Avviker", "Handläggaren slutade.", "deviates"))


@pytest.mark.parametrize(
    ("comment", "is_told"),
    [
        ("Tre skolor är inte klara.", True),
        ("Upphandlingen är ej avslutad.", True),
        ("Vi har inte hunnit med norra området.", True),
        ("Arbetet har påbörjats i två hus.", True),
        ("Den nya hallen väntas stå klar 2026.", True),
        ("Elva bryggor är lagade. Resten tas till våren.", True),
        ("Ungefär hälften av lådorna är gjorda.", True),
        ("Alla skolor är klara.", False),
        ("Arbetet gav en lathund som alla har fått.", False),
    ],
)
def test_what_is_done_and_has_something_left_contradicts_itself(
    comment: str, is_told: bool
) -> None:
    assert ("R16" in _codes(_report("Genomfört", comment, "done"))) is is_told


def test_what_was_only_to_be_begun_is_done_when_it_has_begun() -> None:
    begun = _report(
        "Genomfört", "Försöket har påbörjats.", "done", "Påbörja försök med kvällsöppet"
    )
    assert "R16" not in _codes(begun)


def test_a_list_kept_as_the_year_goes_is_asked_for_results_when_some_are_told() -> None:
    done = Status("Genomförd", "done")
    with_result = activity("a1", "Byta möbler", status=done, comment=paragraphs("Tolv bord."))
    without = activity("a2", "Köpa bord", status=done)
    listed = plan(activities=(with_result, without))
    found = [each.element for each in check([listed], codes=["R19"]).findings]
    assert found == ["a2"]
    assert check([plan(activities=(without,))], codes=["R19"]).findings == ()


@pytest.mark.parametrize(
    ("heading", "text", "told"),
    [
        ("Uppföljning av förra årets åtgärder", "", ["earlier"]),
        ("Åtgärder från föregående år", "Beslutet om en ny tvättstuga har inte följts upp.", [
            "earlier"]),
        ("Utvärdering av fjolårets handlingsplan", "Rondellen gav färre olyckor.", []),
        ("Inledning", "Förra årets två beslut har aldrig utvärderats.", ["earlier"]),
        ("Inledning", "Bullret har inte utvärderats.", []),
        ("Åtgärder", "", []),
        ("Förra årets höjdpunkter", "", []),
    ],
)  # fmt: skip
def test_a_chapter_on_last_years_measures_says_what_came_of_them(
    heading: str, text: str, told: list[str]
) -> None:
    document = plan(chapters=(chapter("c1", heading, text),))
    assert [each.case for each in check([document], codes=["R42"]).findings] == told


def test_a_heading_on_last_years_measures_that_was_read_as_an_area_is_looked_at() -> None:
    rows = tuple(
        (TextCell(one), TextCell(other))
        for one, other in (
            ("Åtgärd", "Resultat"),
            ("Tjejkvällar", ""),
            ("Lägre avgift", "340 fler"),
        )
    )
    area = Goal("g1", "goal_area", "målområde", "Förra årets åtgärder",
                text=(TextBlock("table", rows=rows),))  # fmt: skip
    document = plan(kind="follow_up", model="linkoping_malomraden", goals=(area,))
    assert [each.quote for each in check([document], codes=["R42"]).findings] == ["Tjejkvällar"]


def _named(board: str, *titles: str) -> PlanDocument:
    goals = tuple(
        Goal(f"u{n}", "assignment", "Uppdrag", title, status=Status("Genomfört", "done"),
             addressees=("byggnadsnämnden", "fritidsnämnden"))
        for n, title in enumerate(titles)
    )  # fmt: skip
    return plan(kind="follow_up", model="linkoping_malomraden", period=YEAR, board=board,
                goals=goals)  # fmt: skip


def test_an_assignment_to_boards_by_name_is_answered_by_each() -> None:
    asked = _named("Byggnadsnämnden", "En rutin för tillstånd")
    silent, other = _named("Fritidsnämnden", "Simhall"), _named("Kulturnämnden", "Bibliotek")
    found = check([asked, silent, other], codes=["R43"]).findings
    told = [(each.document, each.params["board"], each.params["title"]) for each in found]
    assert (1, "Fritidsnämnden", "En rutin för tillstånd") in told
    assert not any(board == "Kulturnämnden" for _number, board, _title in told)


def test_a_measure_in_last_years_words_is_no_new_measure() -> None:
    def report(year: int, measure: str) -> PlanDocument:
        period = Period(str(year), f"{year}-01-01", f"{year}-12-31")
        goal = Goal("g1", "unit_goal", "Enhetsmål", "Trygga", analysis=paragraphs(measure),
                    assessment=Assessment("Uppfylls delvis", "partial"))  # fmt: skip
        return plan(kind="annual_report", unit="Granen", period=period, goals=(goal,))

    first = report(2024, "Två ska anställas.")
    assert check([first, report(2025, "Två ska anställas.")], codes=["R36"]).findings
    assert not check([first, report(2025, "Nu ska nätterna delas.")], codes=["R36"]).findings


def _assessed(
    kind: AssessmentKind, name: str, outcome: str, target: str, analysis: str = ""
) -> PlanDocument:
    measured = Indicator(
        "i1", name, "g1", outcomes=(Outcome("2025", outcome, value=Decimal(outcome)),),
        targets=(Target("unit", target, year=2025, value=Decimal(target)),),
    )  # fmt: skip
    given = Goal("g1", "unit_goal", "Enhetsmål", "Trygga", analysis=paragraphs(analysis),
                 assessment=Assessment("Bedömt", kind))  # fmt: skip
    return plan(kind="annual_report", period=YEAR, goals=(given,), indicators=(measured,))


@pytest.mark.parametrize(
    ("document", "is_told"),
    [
        (_assessed("full", "Sjukfrånvaro", "9", "7"), True),
        (_assessed("full", "Sjukfrånvaro", "9", "7", "Vi har arbetat med hälsa."), True),
        (_assessed("full", "Sjukfrånvaro", "9", "7", "Den steg på grund av en smitta."), False),
        (_assessed("full", "Sjukfrånvaro", "6", "7"), False),
        (_assessed("none", "Andel nöjda", "90", "80"), True),
        (_assessed("partial", "Andel nöjda", "90", "80"), True),
        (_assessed("partial", "Andel nöjda", "70", "80"), False),
        (_assessed("full", "Antal besök", "70", "80"), False),  # nobody says that more is better
    ],
)
def test_a_goal_is_judged_as_its_figures_say_or_says_why(
    document: PlanDocument, is_told: bool
) -> None:
    assert bool(check([document], codes=["R33"]).findings) is is_told


def test_what_stands_under_measures_is_no_analysis() -> None:
    blocks = (
        TextBlock("paragraph", "Utfallet var 58 procent mot 75 i mål."),
        TextBlock("heading", "Åtgärder"),
        TextBlock("paragraph", "Vi börjar om i mars, eftersom två tjänster är tomma till dess."),
    )
    goal = Goal("g1", "unit_goal", "Enhetsmål", "Trygga", analysis=blocks)
    document = plan(kind="annual_report", goals=(goal,))
    assert [each.code for each in check([document], codes=["R34"]).findings] == ["R34"]


def test_a_list_of_contents_without_pages_is_held_against_the_headings() -> None:
    listed = (TextBlock("number", "1. Mål"), TextBlock("number", "2. Intern kontroll"),
              TextBlock("number", "3. Bemanning"))  # fmt: skip
    document = plan(
        chapters=(
            Chapter("c1", "Innehåll", 1, listed),
            chapter("c2", "1. Mål"),
            chapter("c3", "2. Internkontroll"),
        )
    )
    found = check([document], codes=["R22"]).findings
    assert {(each.case, each.quote) for each in found} == {
        ("differs", "2. Intern kontroll"),
        ("no_heading", "3. Bemanning"),
    }
