# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Competence plans meet the goals of the board's plan; hollow and nameless documents do no harm."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from ledtrad.documents import actions
from ledtrad.documents.models import Import
from ledtrad.organisation.models import Unit
from ledtrad.plans.models import ChangeAhead, CompetenceNeed, Goal, Plan, PlannedActivity
from plandoc.codec import to_dict
from plandoc.model import (
    Activity,
    Change,
    Chapter,
    Indicator,
    Need,
    Period,
    PlanDocument,
    UnitItem,
    paragraphs,
)
from plandoc.model import (
    Goal as ReadGoal,
)
from plandoc.steering import shipped_models
from tests import factories
from tests.importing.test_accepting import nothing_is_wrong
from tests.importing.test_properties import accepted
from tests.importing.told import rows, told

pytestmark = pytest.mark.django_db

PLAN = PlanDocument(
    kind="operational_plan",
    model="stockholm_ils",
    title="Verksamhetsplan 2026",
    unit="Granåsens förskolor",
    board="Norra lärandenämnden",
    municipality="Rönnhamra kommun",
    period=Period("2026", "2026-01-01", "2026-12-31"),
    goals=(
        ReadGoal("g1", "strategic_goal", "KF:s inriktningsmål", "Alla växer", number="1"),
        ReadGoal("g2", "area_goal", "KF:s mål", "Barn läser gärna", number="1.1", parent="g1"),
        ReadGoal("g3", "board_goal", "Nämndmål", "Lässtunder varje dag", parent="g2"),
    ),
)
COMPETENCE = PlanDocument(
    kind="competence_plan",
    model="ubara",
    title="Kompetensförsörjningsplan 2026-2028",
    board="Norra lärandenämnden",
    administration="Norra lärandeförvaltningen",
    municipality="Rönnhamra kommun",
    period=Period("2026-2028", "2026-01-01", "2028-12-31"),
    goals=(
        ReadGoal("v1", "plan_goal", "VP-mål", "Barn läser gärna", number="1.1"),
        ReadGoal("v2", "board_goal", "Nämndmål", "Lässtunder varje dag"),
        ReadGoal("v3", "plan_goal", "VP-mål", "Systematisk omtanke"),
    ),
    activities=(
        Activity("a1", "Kurs i högläsning", goals=("v1", "v2"), department="Avdelning förskola",
                 categories=("Utveckla",), aim="Fler läsare"),
        Activity("a2", "Kurs i högläsning", goals=("v3",), department="Avdelning park"),
        Activity("a3", "Mentorer", department="avdelningen Förskola", categories=("Behålla",)),
    ),
    needs=(Need("n1", "Fler bibliotekarier", department="Avdelning förskola"),),
    changes=(Change("f1", paragraphs("Fler barn."), department="Avdelning förskola"),),
)  # fmt: skip


@pytest.mark.parametrize("first", [PLAN, COMPETENCE], ids=["plan", "competence"])
def test_the_goals_meet_whichever_plan_came_first(first: PlanDocument) -> None:
    user = factories.operator()
    second = COMPETENCE if first is PLAN else PLAN
    accepted(first, user)
    before = rows()
    import_ = accepted(second, user)

    assert list(
        Goal.objects.order_by("title").values_list("title", "level__code", "parent__title")
    ) == [
        ("Alla växer", "strategic_goal", None),
        ("Barn läser gärna", "area_goal", "Alla växer"),
        ("Lässtunder varje dag", "board_goal", "Barn läser gärna"),
        ("Systematisk omtanke", "area_goal", None),
    ]
    goals = {
        row.title: {goal.title for goal in row.goals.all()}
        for row in PlannedActivity.objects.exclude(aim="")
    }
    assert goals == {"Kurs i högläsning": {"Barn läser gärna", "Lässtunder varje dag"}}
    fields = ("unit__kind", "kind", "is_partial", "period_end__year")
    assert set(Plan.objects.values_list(*fields)) == {
        ("municipality", "operational_plan", True, 2026),
        ("board", "operational_plan", True, 2026),
        ("unit", "operational_plan", False, 2026),
        ("administration", "competence_plan", False, 2028),
    }  # fmt: skip
    assert nothing_is_wrong()

    actions.undo_import(import_, acting_user=user)
    assert rows() == before


def test_departments_are_units_once_in_whatever_inflection() -> None:
    accepted(COMPETENCE, factories.operator())
    departments = Unit.objects.of_kind("department")
    assert {unit.name for unit in departments} == {"Avdelning förskola", "Avdelning park"}
    assert CompetenceNeed.objects.get().department == departments.get(name="Avdelning förskola")
    assert ChangeAhead.objects.get().department == departments.get(name="Avdelning förskola")


def test_a_competence_plan_again_in_another_file_adds_nothing() -> None:
    user = factories.operator()
    accepted(COMPETENCE, user)
    before = told()
    again: Import = accepted(COMPETENCE, user)
    assert (again.result["added"], again.result["filled"]) == ({}, [])
    assert told() == before


def test_elements_without_words_are_left_out_and_told() -> None:
    hollow = PlanDocument(
        kind="operational_plan",
        model="stockholm_ils",
        unit="Granåsens förskolor",
        period=Period("2026", "2026-01-01", "2026-12-31"),
        goals=(ReadGoal("g1", "unit_goal", "Enhetsmål", " "),),
        indicators=(Indicator("i1", ""),),
        activities=(Activity("a1", "", aim="Ro"), Activity("a2", "Vila", goals=("g1",))),
        needs=(Need("n1", " "),),
        chapters=(Chapter("c1", "", 1),),
        units=(UnitItem("u1", ""),),
    )
    import_ = accepted(hollow, factories.operator())
    assert [(note["code"], note["element"]) for note in import_.result["notes"]] == [
        ("without_name", "g1"), ("without_name", "i1"), ("without_name", "a1"),
    ]  # fmt: skip
    assert PlannedActivity.objects.get().title == "Vila"


def test_two_nameless_documents_are_not_one_because_of_their_files() -> None:
    nameless = PlanDocument(
        kind="operational_plan",
        model="stockholm_ils",
        period=Period("2026", "2026-01-01", "2026-12-31"),
        goals=(ReadGoal("g1", "unit_goal", "Enhetsmål", "Vila efter maten"),),
    )
    user = factories.operator()
    for content in (b"one", b"two"):
        read = actions.receive_file(content, "plan.txt", acting_user=user)
        read.document, read.state = to_dict(nameless), Import.State.READ
        read.steering_definition = asdict(shipped_models()["stockholm_ils"])
        read.save()
        actions.accept_import(read, acting_user=user)
    assert set(Unit.objects.of_kind("unit").values_list("name", flat=True)) == {
        "Okänd enhet (plan)", "Okänd enhet (plan) 2",
    }  # fmt: skip
