# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules about plans on whole documents: what they find in each steering model, and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings

from plandoc.checks import check, rules
from plandoc.checks.activities import actor, split_steps
from plandoc.checks.competence import phases_of
from plandoc.checks.examined import Examined
from plandoc.checks.goals import is_amount, is_worded_as_activity
from plandoc.model import (
    Due,
    Ignored,
    Leftover,
    Period,
    Place,
    PlanDocument,
    SourceFile,
    Status,
    paragraphs,
)
from plandoc.steering import shipped_models
from tests.plandoc.checks.examples.builders import activity, plan
from tests.plandoc.recognition.test_documents import recognised
from tests.plandoc.strategies import documents

CODES = tuple(
    f"R{number}"
    for number in (1, 2, 3, 4, 5, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 23, 25, 26, 27,
                   32, 33, 34, 35, 36, 38, 39, 40, 42, 43)
)  # fmt: skip
YEAR = Period("2025", "2025-01-01", "2025-12-31")

FOLLOW_UP = {"R14": 2, "R15.addition": 1, "R15.mixed": 1, "R17": 1, "R18": 1, "R18.comment": 1,
             "R19": 2}  # fmt: skip
PLAN = {"R1": 5, "R2.direction": 9, "R4": 1, "R5": 2, "R7": 2, "R7.amount": 1, "R10": 2,
        "R10.sentence": 4, "R35": 3}  # fmt: skip
REPORT = {"R2.direction": 6, "R19": 1, "R32": 1, "R35": 3}
NEEDS = {"R26": 7, "R27": 2}
GOALS = {"R23.after": 1}
RESOURCES = {"R7.activity": 2, "R23.after": 1, "R26": 4}


def _found(document: PlanDocument) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for finding in check([document], codes=CODES).findings:
        counts[f"{finding.code}.{finding.case}".rstrip(".")] += finding.count
    return counts


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("linkoping_malomraden/follow_up.docx", FOLLOW_UP),
        ("linkoping_malomraden/follow_up_joined.txt", FOLLOW_UP),
        ("liten_kommun/plan_tables.docx", {"R2.direction": 5}),
        ("liten_kommun/plan_tabs.txt", {"R2.direction": 5}),
        ("stockholm_ils/plan.docx", PLAN),
        ("stockholm_ils/plan.md", PLAN),
        ("stockholm_ils/plan_extracted.txt", PLAN),
        ("stockholm_ils/report.docx", REPORT),
        ("stockholm_ils/report_tabs.txt", REPORT),
        ("ubara/plan.docx", NEEDS),
        ("ubara/plan_pipes.md", NEEDS),
        ("ubara/goals.docx", GOALS),
        ("ubara/goals_linear.txt", GOALS),
        ("ubara/resources.docx", RESOURCES),
    ],
)
def test_a_document_has_these_faults_in_any_format_and_no_others(
    name: str, expected: Mapping[str, int]
) -> None:
    assert _found(recognised(name)) == expected


def test_the_faults_of_a_plan_are_errors_here_and_warnings_where_nothing_can_be_said_of_them() -> (
    None
):
    imported = recognised("stockholm_ils/plan.docx")
    written = replace(imported, source=None)
    levels = {
        (finding.code, finding.level)
        for document in (imported, written)
        for finding in check([document], codes=("R2",)).findings
    }
    assert levels == {("R2", "warning"), ("R2", "error")}


def test_units_of_one_board_are_asked_who_takes_a_goal_that_none_has() -> None:
    one = recognised("stockholm_ils/plan.docx")
    other = replace(one, unit="Tallens förskolor")
    found = check([one, other], codes=("R38",)).findings
    assert [each.params["title"] for each in found] == [
        "Barnen möter utbildad personal i lagom stora grupper"
    ]
    assert check([one], codes=("R38",)).findings == ()


@pytest.mark.parametrize(
    ("title", "late"),
    [("Verksamhetsberättelse 2025", True), ("Tertialrapport 2 2025", True),
     ("Tertialrapport 1 2025", False), ("Uppföljning per den 31 mars 2025", False),
     ("Månadsrapport 2025", False), ("Uppföljning av verksamhetsplan 2025", True)],
)  # fmt: skip
def test_a_report_of_part_of_the_year_calls_nothing_late_that_is_not(
    title: str, late: bool
) -> None:
    due = activity("a1", "Köpa böcker", due=Due("2025-06-30", "date", "2025-06-30"),
                   status=Status("Pågående", "ongoing"))  # fmt: skip
    report = plan(kind="annual_report", title=title, period=YEAR, activities=(due,))
    assert bool(check([report], codes=("R14",)).findings) is late


@pytest.mark.parametrize(
    ("comment", "contradicts"),
    [
        ("Två av tre kurser är hållna, den tredje kvarstår.", True),
        ("Pilot med två enheter igång.", True),
        ("Införandet fortsätter 2026.", True),
        ("Utvärdering görs 2027 och 2028, upphandling är klar.", True),
        ("Fältarbetet pågår fortfarande.", True),
        ("Utbildning genomförd. Inget arbete kvarstår.", False),
        ("Klar i maj. Ingen ytterligare åtgärd kvarstår.", False),
        ("Beslut fattades i juni 2025.", False),
        ("Handlingsplan för 2026 är beslutad.", False),
        ("", False),
    ],
)
def test_a_comment_contradicts_only_by_words_that_surely_do(
    comment: str, contradicts: bool
) -> None:
    done = activity("a1", "Hålla kurser", status=Status("Genomfört", "done"),
                    comment=paragraphs(comment))  # fmt: skip
    report = plan(kind="follow_up", model="linkoping_malomraden", period=YEAR, activities=(done,))
    assert bool(check([report], codes=("R16",)).findings) is contradicts


@pytest.mark.parametrize(
    ("comment", "new"),
    [("Tas fram första kvartalet 2026.", "första kvartalet 2026"),
     ("Leveransen kommer i mars.", "mars"), ("Leveransen kom i mars.", None),
     ("Försenat sedan hösten 2024.", None), ("Klart under 2026.", "2026")],
)  # fmt: skip
def test_the_new_time_of_what_remains_is_proposed_when_the_comment_has_it(
    comment: str, new: str | None
) -> None:
    remains = activity("a1", "Bygga", status=Status("Kvarstår", "remaining"),
                       comment=paragraphs(comment))  # fmt: skip
    report = plan(
        kind="follow_up", model="linkoping_malomraden", period=YEAR, activities=(remains,)
    )
    (finding,) = check([report], codes=("R18",)).findings
    assert (finding.proposal.new if finding.proposal else None) == new
    assert finding.level == ("error" if new is None else "warning")


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Förvaltningen ska ordna kurser", "Förvaltningen"),
        ("Enhetens chefer ska fråga alla", "Enhetens chefer"),
        ("Ordna kurser som alla ska gå", None),
        ("Barnen ska få läsa", None),
        ("Ordna kurser", None),
    ],
)
def test_who_acts_is_told_by_the_sentence(title: str, who: str | None) -> None:
    assert actor(title) == who


def test_only_numbered_steps_are_taken_apart() -> None:
    assert split_steps("1.Fråga alla. 2. Sammanställa") == ["Fråga alla.", "Sammanställa"]
    assert split_steps("Nivå 2. Fråga alla") == ["Nivå 2. Fråga alla"]
    assert split_steps("1. Fråga 3. Svara") == ["1. Fråga 3. Svara"]


def test_steps_without_numbers_are_taken_apart_where_there_are_as_many_dates() -> None:
    assert split_steps("Fråga alla\nSvara dem", 2) == ["Fråga alla", "Svara dem"]
    assert split_steps("Fråga alla Ledningen svarar", 2) == ["Fråga alla", "Ledningen svarar"]
    assert split_steps("Fråga alla Ledningen svarar", 1) == ["Fråga alla Ledningen svarar"]
    assert split_steps("Fråga alla", 2) == ["Fråga alla"]


@pytest.mark.parametrize("text", ["4 timmar", "En kock på halvtid", "Inom befintlig ram", "2 tkr"])
def test_an_amount_is_a_figure_or_a_number_in_words(text: str) -> None:
    assert is_amount(text)
    assert not is_amount("Ledningsgruppen och köksrådet")


@pytest.mark.parametrize("title", ["Fortsätta utveckla samarbetet", "Ta fram en ny rutin",
                                   "Enheten arbetar aktivt för ett bättre klimat"])  # fmt: skip
def test_a_goal_of_doing_is_told_from_a_goal_of_being(title: str) -> None:
    assert is_worded_as_activity(title)
    assert not is_worded_as_activity("Alla som arbetar här trivs med varandra")


def test_headings_of_several_phases_are_known_and_other_words_are_not() -> None:
    examined = Examined(plan(), shipped_models()["ubara"])
    assert phases_of("Avsluta och avveckla", examined) == frozenset({"offboard"})
    assert phases_of("Rekrytera/introducera", examined) == frozenset({"recruit", "onboard"})
    assert phases_of("Rekrytera och städa", examined) is None


@settings(max_examples=15, deadline=None)
@given(documents())
def test_no_document_makes_a_rule_fail_or_point_at_what_is_not_there(
    document: PlanDocument,
) -> None:
    known = set(Examined(document, shipped_models()["ubara"]).elements)
    for finding in check([document, document], codes=CODES).findings:
        assert {each.element for each in finding.each()} <= known | {None}


def test_every_rule_says_where_it_comes_from() -> None:
    for rule in rules():
        function = rule.one or rule.many
        assert function is not None
        assert "Source:" in (function.__doc__ or ""), rule.code


def test_what_reading_left_beside_a_row_is_not_missing_from_it() -> None:
    row = activity("a1", "Ordna kurser", place=Place(7))
    both = (Leftover("2026-05-31", Place(7)), Leftover("Enhetschef", Place(7)))
    other = (Leftover("2026-05-31", Place(8)), Leftover("Enhetschef", Place(8)))
    for leftovers, count in ((both, 0), (other, 2)):
        document = plan(activities=(row,), leftovers=leftovers)
        assert len(check([document], codes=("R10", "R11")).findings) == count


def test_what_says_itself_that_it_is_late_is_left_alone() -> None:
    for comment, count in (("Leverantören är sen, klart i mars.", 0), ("", 1)):
        late = activity("a1", "Köpa böcker", due=Due("2025-06-30", "date", "2025-06-30"),
                        status=Status("Försenat", "deviates"), comment=paragraphs(comment),
                        )  # fmt: skip
        report = plan(kind="annual_report", period=YEAR, activities=(late,))
        assert len(check([report], codes=("R14",)).findings) == count


def test_what_a_file_was_misread_to_say_is_no_fault_of_the_plan() -> None:
    pdf, word = SourceFile("a.pdf", "pdf", "0" * 64), SourceFile("a.docx", "docx", "0" * 64)
    torn = Status("Kursen hölls på elva av fjorton skolor", "unknown")
    rows = (activity("a1", "Hålla kurser", status=torn), activity("a2", "", due=Due("", "none")))
    read = plan(kind="follow_up", model="linkoping_malomraden", period=YEAR, activities=rows)
    assert _found(replace(read, source=pdf)) == {}
    assert _found(replace(read, source=word)) == {"R15": 1}


def test_a_sentence_in_the_contents_was_no_entry() -> None:
    listed = tuple(Ignored(text, "contents") for text in ("Inledning 3", "Bilaga 9"))
    long = Ignored("Enheten arbetar " + "med alla barnen och " * 10, "contents")
    assert len(check([plan(ignored=listed)], codes=("R22",)).findings) == 1
    assert check([plan(ignored=(*listed, long))], codes=("R22",)).findings == ()
