# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What reports say in other words than the steering model's: statuses, and what is left to do."""

from __future__ import annotations

from typing import Any

import pytest

from plandoc.checks import check
from plandoc.model import Due, Period, PlanDocument, Status, StatusKind, paragraphs
from tests.plandoc.checks.examples.builders import activity, plan

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
