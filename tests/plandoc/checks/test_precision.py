# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is no fault is left alone, beside what still is one: a checker that cries wolf is unused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from plandoc.checks import Report, check
from plandoc.model import (
    Chapter,
    Due,
    Goal,
    Guess,
    Ignored,
    Indicator,
    Leftover,
    Period,
    Place,
    PlanDocument,
    Role,
    SourceFile,
    Status,
    StatusKind,
    Target,
    paragraphs,
)
from tests.plandoc.checks.examples.builders import activity, chapter, plan

YEAR = Period("2025", "2025-01-01", "2025-12-31")
FILE = SourceFile("plan.docx", "docx", "0" * 64)


def _said(text: str) -> PlanDocument:
    return plan(chapters=(chapter("c1", "Inledning", text),))


def _quotes(document: PlanDocument, code: str) -> list[str]:
    return [one.quote for each in check([document], codes=(code,)).findings for one in each.each()]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Arbetet med interkultur går vidare.", []),  # a beginning that makes new words
        ("Arbetet med arbetsmiljöronnd går vidare.", ["arbetsmiljöronnd"]),
        ("Vi följer nämndsmål och planer.", []),  # a linking s more than the dictionary has
        ("Klart. Herrängens förskola växer.", []),  # the genitive of a name
        ("Klart. Verksamhhetens mål nås.", ["Verksamhhetens"]),
    ],
)
def test_words_that_are_new_or_names_are_right(text: str, told: list[str]) -> None:
    document = _said(f"{text} Klart är verksamhetens mål.")
    assert _quotes(document, "R24") == told


def _with_contents(
    *entries: str, headings: tuple[str, ...] = ("Inledning", "Mål och riktlinjer", "Övrigt")
) -> PlanDocument:
    return plan(
        source=FILE,
        chapters=tuple(chapter(f"c{n}", heading) for n, heading in enumerate(headings, 1)),
        ignored=tuple(Ignored(entry, "contents") for entry in entries),
    )


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("Mål och riktlinjer sida 4-5", []),
        ("Mål och riktlinjer … s. 4", []),
        ("Övrigt9", []),
        ("Mål och riktlinnjer 4", ["Mål och riktlinnjer"]),
    ],
)
def test_page_numbers_are_no_part_of_an_entry(entry: str, told: list[str]) -> None:
    assert _quotes(_with_contents(entry), "R22") == told


def test_a_long_compound_in_the_contents_is_not_another_heading() -> None:
    headings = ("Inledning", "Samhällsbyggnadsnämnden", "Verksamhetsidé")
    entries = ("Inledning 2", "Samhällsbyggnadsprocessen 3", "Verksamhetside 4")
    document = _with_contents(*entries, headings=headings)
    found = check([document], codes=("R22",)).findings
    assert {each.case: each.quote for each in found} == {
        "differs": "Verksamhetside",
        "no_heading": "Samhällsbyggnadsprocessen",
    }


def test_an_extract_is_not_asked_for_the_chapters_that_its_contents_list() -> None:
    rest = ("Omvärld 4", "Nuläge 6", "Bemanning 9", "Lokaler 11", "Säkerhet 12")
    whole = ("Mål och riktlinjer 4", "Övrigt 9", "Synpunkter 14")
    assert _quotes(_with_contents("Inledning 3", *rest), "R22") == []
    assert _quotes(_with_contents("Inledning 3", *whole), "R22") == ["Synpunkter"]


def _report(*statuses: tuple[str, StatusKind]) -> Report:
    rows = tuple(
        activity(f"a{n}", f"Insats {n}", status=Status(*status), comment=paragraphs("Tolv kom."))
        for n, status in enumerate(statuses)
    )
    read = plan(kind="follow_up", model="stockholm_ils", source=FILE, period=YEAR, activities=rows)
    return check([read], codes=("R15",))


def test_statuses_outside_the_model_are_one_finding_and_answers_none() -> None:
    (told,) = _report(("Halvvägs", "unknown"), ("Sover", "unknown")).findings
    assert told.count == 2
    assert _report(("Ja", "unknown"), ("Nej", "unknown")).findings == ()


def test_the_commonest_of_two_statuses_is_proposed_for_what_was_read_in() -> None:
    often: tuple[str, StatusKind] = ("Pågår", "ongoing")
    (told,) = _report(often, often, ("Pågående", "ongoing")).findings
    assert told.proposal is not None
    assert (told.proposal.old, told.proposal.new) == ("Pågående", "Pågår")
    (told,) = _report(often, ("Pågående", "ongoing")).findings
    assert told.proposal is not None
    assert told.proposal.new == "Pågående"


GOAL = "Handläggningen är rättssäker"
LONG_NAME = "Andelen vårdnadshavare som anser att deras barn uppmuntras i sin språkutveckling"


def _read_plan(**parts: Any) -> PlanDocument:
    goal = Goal("g1", "result_goal", "Resultatmål", title=GOAL, place=Place(3))
    given = {"model": "liten_kommun", "source": FILE, "period": YEAR, "goals": (goal,)} | parts
    return plan(**given)


def _codes(document: PlanDocument) -> set[str]:
    return {each.code for each in check([document]).findings}


def test_a_goal_that_says_what_it_is_measured_by_has_a_measure() -> None:
    listed = paragraphs("Indikatorer:\nAndel bygglov inom tio veckor: 100 %")
    spoken = paragraphs("Vi handlägger bygglov inom tio veckor.")
    for text, told in ((listed, set()), (spoken, {"R5"})):
        document = _read_plan(
            goals=(Goal("g1", "result_goal", "Resultatmål", title=GOAL, text=text),)
        )
        assert _codes(document) & {"R5", "R6"} == told


def test_indicators_below_a_goal_that_reading_left_loose_may_be_its_own() -> None:
    for line, told in ((5, set()), (2, {"R5"})):
        loose = Indicator("i1", "Nöjd-kund-index", direction="more", place=Place(line))
        assert _codes(_read_plan(indicators=(loose,))) & {"R5"} == told


def test_without_any_goal_understood_activities_are_not_said_to_lack_one() -> None:
    row = activity("a1", "Se över mallar", due=Due("2025-06-30", "date", "2025-06-30"))
    assert "R26" not in _codes(_read_plan(goals=(), activities=(row,)))
    assert "R26" in _codes(_read_plan(activities=(row,)))
    competence = _read_plan(goals=(), activities=(row,), model="ubara")
    assert "R26" in _codes(competence)


@pytest.mark.parametrize(
    ("title", "due", "followed", "told"),
    [
        ("Erbjuda feriepraktik", Due("Årligen juni", "none"), "", False),
        ("Ordna mässa", Due("Vår och höst", "none"), "", False),
        ("Mallar ses över senast 2025-09-30", None, "", False),
        ("Lekplatserna besiktas varje vår", None, "", False),
        ("Varje barn får en egen plan", None, "", True),
        ("Mallar ses över", None, "", True),
        ("Heltidsresan", Due("Löpande", "ongoing"), "Delårsrapport", False),
        ("Heltidsresan", Due("Löpande", "ongoing"), "Medarbetarsamtal", True),
    ],
)
def test_what_comes_back_has_a_time(title: str, due: Due | None, followed: str, told: bool) -> None:
    row = activity("a1", title, due=due, planned_follow_up=paragraphs(followed))
    assert ("R11" in _codes(_read_plan(activities=(row,)))) is told


def test_a_goal_on_economy_is_no_chapter_on_it() -> None:
    goals = Chapter("c1", "Måluppfyllelse", level=1)
    heading = Chapter("c2", "God ekonomi och effektivitet", level=2)
    money = chapter("c3", "Budget", "Ramen är 9 miljoner kronor.")
    rest = chapter("c4", "Personal", "Vi är nio.")
    assert "R8" not in _codes(plan(chapters=(goals, heading, rest, money)))
    assert "R8" in _codes(plan(chapters=(heading, rest, money)))


@pytest.mark.parametrize(
    ("text", "proposals"),
    [
        ("Kartlägga all frånvaro över 10 procent varje månad", []),
        ("Frånvaron ska vara högst 10 procent", ["Frånvaro: högst 10\u00a0% (2025)"]),
        ("Andel inventerade avlopp: 100 % senast 2028", []),
        (
            f"{LONG_NAME} ska öka till 92 %",
            ["Andel som anser att deras barn uppmuntras i sin språkutveckling: 92\u00a0% (2025)"],
        ),
    ],
)
def test_a_limit_within_the_work_is_no_target(text: str, proposals: list[str]) -> None:
    found = check([_read_plan(activities=(activity("a1", text),))], codes=("R6",)).findings
    assert [each.proposal.new for each in found if each.proposal] == proposals


def test_large_numbers_are_counts_of_what_the_name_says() -> None:
    for value, told in ((61_200, set()), (61, {"R2"})):
        target = Target("unit", str(value), 2025, Decimal(value))
        visits = Indicator("i1", "Besök på museet", direction="more", goal="g1", targets=(target,))
        assert _codes(_read_plan(indicators=(visits,))) & {"R2"} == told


def test_two_words_for_one_status_are_no_addition() -> None:
    assert _report(("Pågår enligt plan", "ongoing")).findings == ()
    (told,) = _report(("Pågår, klart i mars", "ongoing")).findings
    assert told.case == "addition"


def test_no_goal_lacks_activities_where_most_hang_under_none() -> None:
    loose = [activity(f"a{n}", f"Se över mall {n}") for n in (1, 2)]
    under = replace(activity("a3", "Se över mall 3"), goals=("g2",))
    goals = tuple(
        Goal(f"g{n}", "result_goal", "Resultatmål", title=f"Handläggningen är god {n}")
        for n in (1, 2)
    )
    for rows, told in (((*loose, under), 0), ((loose[0], under, replace(under, id="a4")), 1)):
        document = _read_plan(goals=goals, activities=rows)
        found = check([document], codes=("R25",)).findings
        assert len(found) == told


def test_a_word_that_a_narrow_column_breaks_is_whole() -> None:
    for text, told in (("familjeomsor\ng och vård", 0), ("familjeommsorg\noch vård", 1)):
        assert len(_quotes(_said(text), "R24")) == told
    left = (Leftover("återhämtnin", Place(9)), Leftover("g", Place(10)))
    assert _quotes(plan(source=FILE, leftovers=left), "R24") == []
    assert _quotes(plan(source=FILE, leftovers=left[:1]), "R24") == ["återhämtnin"]


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        ("Arbetslagen har möte varje vecka. De har möte med specialpedagog varje månad.", 0),
        ("Ledningsgruppen träffas varje vecka. Ledningsgruppen träffas med HR varje månad.", 0),
        ("Skyddsrond görs varje år. Skyddsrond i köket görs varje termin.", 0),
        ("Arbetslaget har planeringsmöte varje vecka och reflektionsmöte varje månad.", 0),
        ("APT hålls varje månad. APT för nattpersonal hålls varannan månad.", 0),
        ("Arbetslaget har planeringsmöte varje vecka. Det har reflektionsmöte varje månad.", 0),
        ("Prognos lämnas varje månad. Prognosen lämnas till nämnden varje kvartal.", 0),
        ("Trygghetsteamet träffas varannan vecka. Trygghetsteamet ses varje vecka, tisdagar.", 1),
        ("Skyddsgruppen träffas varje månad. Skyddsgruppen har möte varje kvartal.", 1),
    ],
)
def test_meetings_of_other_kinds_come_back_with_other_intervals(sentences: str, told: int) -> None:
    assert len(check([_said(sentences)], codes=("R29",)).findings) == told


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        ("Avdelningen har 12 medarbetare. Förvaltningen har 420 medarbetare.", 0),
        ("Förskolan har 85 barn. Hos oss går 20 barn på avdelningen Solen.", 0),
        ("Förskolan har 85 barn. Hos oss går 20 barn.", 1),
    ],
)
def test_numbers_of_other_parts_do_not_contradict_each_other(sentences: str, told: int) -> None:
    assert len(check([_said(sentences)], codes=("R29",)).findings) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Två medarbetare har utbildats i demens.", []),
        ("Just nu har vi två elever som har en diagnos inom autism.", ["small_group"]),
        ("Ärende 200102-1234 följs upp.", []),
        ("Eleven 200102-1234 får stöd.", ["identity_number"]),
    ],
)
def test_who_has_learnt_of_it_and_what_has_a_number_are_no_persons(
    sentence: str, told: list[str]
) -> None:
    assert [each.case for each in check([_said(sentence)], codes=("R44",)).findings] == told


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("Sjukfrånvaro, %", "minska"),
        ("Andel nöjda familjer", "öka"),
        ("Antal barn per grupp", None),
    ],
)
def test_the_direction_is_proposed_where_the_name_makes_it_plain(
    name: str, direction: str | None
) -> None:
    document = _read_plan(indicators=(Indicator("i1", name, goal="g1"),))
    (told,) = (
        each for each in check([document], codes=("R2",)).findings if each.case == "direction"
    )
    assert (told.proposal.new if told.proposal else None) == direction


def test_whose_report_it_is_must_be_said() -> None:
    everybody = Goal("u1", "assignment", "Uppdrag", title="Spara el",
                     addressees=("samtliga nämnder",), status=Status("Klar", "done"))  # fmt: skip
    given = {"kind": "follow_up", "model": "linkoping_malomraden", "period": YEAR}
    one = plan(board="Kulturnämnden", goals=(everybody,), **given)
    guess = Guess(None, "board", "Skolnämnden", "board_from_text")
    for guesses, told in (((), 1), ((guess,), 0)):
        other = plan(board="Skolnämnden", goals=(), guesses=guesses, **given)
        assert len(check([one, other], codes=("R43",)).findings) == told


def test_last_years_measures_may_stand_in_the_chapters_below() -> None:
    above = Chapter("c1", "Utvärdering av förra årets åtgärder", level=1, place=Place(3))
    below = Chapter("c2", "Språk", 2, text=paragraphs("Tolv barn deltog."), place=Place(4))
    beside = replace(below, level=1)
    for second, told in ((below, 0), (beside, 1)):
        document = plan(kind="annual_report", period=YEAR, chapters=(above, second))
        assert len(check([document], codes=("R42",)).findings) == told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Arbetsledaren gör ronder", False),
        ("Lekplatserna besiktas av extern besiktningsman", False),
        ("Göra ronder i parkerna", True),
        ("Utbildning av arbetsledare", True),
    ],
)
def test_who_does_it_is_no_one_missing(title: str, told: bool) -> None:
    rows = (activity("a1", title), activity("a2", "Byta korgar", responsible=(Role("Parkchef"),)))
    found = check([_read_plan(activities=rows)], codes=("R10",)).findings
    assert [each.case for each in found if each.element == "a1"] == ([""] if told else [])
