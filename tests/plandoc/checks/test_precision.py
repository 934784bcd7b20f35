# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is no fault is left alone, beside what still is one: a checker that cries wolf is unused."""

from __future__ import annotations

import pytest

from plandoc.checks import Report, check
from plandoc.model import Ignored, Period, PlanDocument, SourceFile, Status, StatusKind, paragraphs
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


def _with_contents(*entries: str) -> PlanDocument:
    headings = ("Inledning", "Mål och riktlinjer", "Övrigt")
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
    often = ("Pågår", "ongoing")
    (told,) = _report(often, often, ("Pågående", "ongoing")).findings
    assert told.proposal is not None
    assert (told.proposal.old, told.proposal.new) == ("Pågående", "Pågår")
    (told,) = _report(often, ("Pågående", "ongoing")).findings
    assert told.proposal is not None
    assert told.proposal.new == "Pågående"
