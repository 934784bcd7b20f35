# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan as the database holds it: stable, current, whole, and read with few queries."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from pytest_django import DjangoAssertNumQueries

from ledtrad.documents.models import Import
from ledtrad.documents.snapshot import (
    QUERIES,
    NoPlans,
    board_plans,
    snapshot,
    snapshot_board,
    snapshots,
)
from ledtrad.documents.versions import reported_rounds
from ledtrad.followup.models import Round
from ledtrad.organisation.models import Unit
from ledtrad.plans.models import ActivityGoal, Goal, Plan, PlannedActivity
from plandoc.codec import dumps, from_dict, to_dict
from plandoc.diff import compare
from plandoc.model import PlanDocument, plain
from plandoc.steering import shipped_models
from tests import factories
from tests.importing import ronnhamra
from tests.importing.test_properties import accepted, documents, undo_all
from tests.snapshots.bring import DOCUMENTS, accept, plan_of, read_of, written_again
from tests.snapshots.same import content, differing

pytestmark = pytest.mark.django_db

STOCKHOLM = DOCUMENTS / "stockholm_ils"


def names(document: PlanDocument) -> list[str]:
    return [goal.title for goal in document.goals]


def two_units() -> tuple[Import, Import]:
    return accept(ronnhamra.BJORK, "björk.txt"), accept(ronnhamra.GRAN, "gran.txt")


def test_the_same_plan_is_the_same_document_to_the_letter() -> None:
    bjork, _ = two_units()
    first = dumps(snapshot(plan_of(bjork)))

    assert dumps(snapshot(plan_of(bjork))) == first
    assert dumps(from_dict(to_dict(snapshot(plan_of(bjork))))) == first


def test_ids_are_the_rows_own_and_outlive_a_change_of_words() -> None:
    bjork, _ = two_units()
    plan = plan_of(bjork)
    goal = Goal.objects.get(plan=plan)
    before = snapshot(plan)
    Goal.objects.filter(pk=goal.pk).update(title="Björkdungens barn sjunger")
    after = snapshot(plan)

    assert f"goal-{goal.pk}" in {each.id for each in before.goals}
    assert [each.id for each in before.goals] == [each.id for each in after.goals]
    changes = compare(before, after, same_ids=True).changes
    assert [(change.old_id, change.field) for change in changes] == [(f"goal-{goal.pk}", "title")]


def test_as_many_queries_for_a_whole_board_as_for_one_plan(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    bjork, _ = two_units()
    plan = plan_of(bjork)
    with django_assert_num_queries(QUERIES):
        alone = snapshot(plan)

    for name in ("Ekens skola", "Lindgårdens förskola", "Rönnvallens fritidshem"):
        accept(ronnhamra.unit_plan(name, f"Vi räknar på {name}"), f"{name}.txt")
    # What others have added below the board's goals does not change what this document shows.
    with django_assert_num_queries(QUERIES):
        assert snapshot(plan) == alone
    board = Unit.objects.get(kind="board")
    with django_assert_num_queries(QUERIES + 1):
        snapshot_board(board, 2026)
    plans = board_plans(board, 2026)
    with django_assert_num_queries(QUERIES):
        assert len(snapshots(plans)) == 6


def test_two_units_of_one_board_each_get_their_own_document_back() -> None:
    for import_ in two_units():
        read, written = content(read_of(import_)), content(written_again(import_))

        # The two say the same of the board, so even what they share comes back in full.
        assert differing(read, written) == []


def test_what_is_inherited_is_as_it_is_now() -> None:
    bjork, gran = two_units()
    shared = Goal.objects.get(level__owner="board")
    Goal.objects.filter(pk=shared.pk).update(title="Lässtunder sker varje timme")

    for import_ in (bjork, gran):
        assert "Lässtunder sker varje timme" in names(snapshot(plan_of(import_)))


def test_a_unit_shows_of_others_only_what_its_own_document_showed() -> None:
    lone = ronnhamra.BOARD.replace(
        "Nämndens kontor ordnar en läsvecka\t2026-01-01\t2026-06-30\n", ""
    )
    bjork = accept(ronnhamra.unit_plan("Björkdungens förskolor", "Sagor", shared=lone), "b.txt")
    gran = accept(ronnhamra.GRAN, "gran.txt")

    assert [each.title for each in snapshot(plan_of(bjork)).activities] == [
        "Nämndens kontor köper in talböcker"
    ]
    assert len(snapshot(plan_of(gran)).activities) == 2
    board = Plan.objects.select_related("steering_model", "unit").get(unit__kind="board")
    assert len(snapshot(board).activities) == PlannedActivity.objects.count() == 2


def test_a_plan_without_documents_shows_the_goals_that_its_own_hang_under() -> None:
    bjork, _ = two_units()
    plan = plan_of(bjork)
    Import.objects.all().update(own_plan=None)
    written = snapshot(plan)

    assert names(written) == names(read_of(bjork))
    assert [each.name for each in written.indicators] == [
        each.name for each in read_of(bjork).indicators
    ]
    assert written.activities == ()


def test_a_report_is_apart_from_the_plan_that_it_tells_of() -> None:
    plan_file, report_file = (STOCKHOLM / name for name in ("plan.docx", "report.docx"))
    planned = accept(plan_file.read_bytes(), "plan.docx", period="2025")
    before = snapshot(plan_of(planned))
    reported = accept(report_file.read_bytes(), "report.docx")
    plan = plan_of(planned)

    assert reported.own_plan == plan.pk
    assert [each.pk for each in reported_rounds(Round.objects.all(), plan)] == [
        Round.objects.get().pk
    ]
    after = snapshot(plan)
    assert [each.heading for each in after.chapters] == [each.heading for each in before.chapters]
    assert [each.status for each in after.activities] == [each.status for each in before.activities]
    assert (after.kind, after.title) == (before.kind, before.title)

    report, read = snapshot(plan, Round.objects.get()), read_of(reported)
    assert (report.kind, report.title) == ("annual_report", read.title)
    assert [plain(each.text) for each in report.chapters] == [
        plain(each.text) for each in read.chapters
    ]
    said = {each.title: each.status for each in report.activities}
    assert {each.title: each.status for each in read.activities}.items() <= said.items()


def test_what_judges_nothing_and_what_is_no_day_is_kept() -> None:
    document = {
        "format": "plandoc/1", "kind": "operational_plan", "model": "liten_kommun",
        "unit": "Träbackens skola", "board": "Skolnämnden", "municipality": "Rönnhamra kommun",
        "period": {"text": "2026", "start": "2026-01-01", "end": "2026-12-31"},
        "decision": {"body": "Skolnämnden", "date": "2025-12-01", "text": "Antagen 1 december"},
        "units": [
            {"id": "u1", "name": "Träbacken", "kind": "skola", "text": "210 elever"},
            {"id": "u2", "name": "Flygeln", "parent": "u1"},
        ],
        "goals": [
            {
                "id": "a", "level": "overarching_goal", "level_name": "Övergripande mål",
                "title": "Alla läser", "number": "1",
                "comment": [{"type": "paragraph", "text": "Se även bilagan."}],
            },
        ],
        "indicators": [
            {
                "id": "i", "goal": "a", "name": "Andel som läser varje dag",
                "targets": [{"set_by": "unit", "text": "62,50 %", "year": 2026, "value": "62.50",
                             "unit": "%"}],
                "outcomes": [{"period": "2025", "text": "0 %", "value": "0", "unit": "%"},
                             {"period": "2024", "text": "-", "missing": "not_measured"}],
            },
        ],
        "activities": [
            {
                "id": "x", "title": "Köpa böcker", "goals": ["a"],
                "start": {"text": "mars till maj", "kind": "range", "start": "2026-03-01",
                          "date": "2026-05-31"},
                "comment": [{"type": "paragraph", "text": "Beror på priset."}],
                "planned_follow_up": [{"type": "bullet", "text": "i juni"}],
            },
        ],
        "leftovers": [{"text": "En rad som ingen förstod"}],
    }  # fmt: skip
    read = from_dict(document)
    written = written_again(accepted(read, factories.operator()))

    assert differing(content(read), content(written)) == []
    assert written.indicators[0].outcomes[0].value == Decimal(0)


def test_a_board_with_all_its_units_reads_as_one_plan() -> None:
    bjork, gran = two_units()
    whole = snapshot_board(Unit.objects.get(kind="board"), 2026)

    assert from_dict(to_dict(whole)) == whole
    assert names(whole) == [
        "Ett Rönnhamra där alla växer",
        "Barn i Rönnhamra tycker om att läsa",
        "Lässtunder sker dagligen i samtliga grupper",
        "Björkdungens barn berättar egna sagor",
        "Granåsens barn läser för varandra",
    ]
    assert [goal.level_name for goal in whole.goals][-2:] == [
        "Enhetsmål, Björkdungens förskolor", "Enhetsmål, Granåsens förskolor",
    ]  # fmt: skip
    assert [(each.level, each.heading) for each in whole.chapters] == [
        (1, "Björkdungens förskolor"), (2, "Inledning"), (2, "Övrigt"),
        (1, "Granåsens förskolor"), (2, "Inledning"), (2, "Övrigt"),
    ]  # fmt: skip
    assert len(whole.activities) == PlannedActivity.objects.count() == 2
    assert whole.title == "Verksamhetsplan 2026 med enheternas planer"
    assert [(each.name, each.kind) for each in whole.units if each.parent is None] == [
        ("Björkdungens förskolor", "enhet"), ("Granåsens förskolor", "enhet"),
    ]  # fmt: skip
    # Every word of the two units' own documents is in the board's.
    words = dumps(whole)
    for import_ in (bjork, gran):
        for chapter in read_of(import_).chapters:
            assert all(block.text in words for block in chapter.text)


def test_a_units_activities_stand_under_its_own_goals_in_the_boards_plan() -> None:
    two_units()
    board = Unit.objects.get(kind="board")
    units = {plan.unit.name: plan for plan in board_plans(board, 2026)}
    own = Goal.objects.get(plan=units["Björkdungens förskolor"])
    above = Goal.objects.get(level__owner="board")
    under, beside = PlannedActivity.objects.order_by("pk")
    PlannedActivity.objects.update(plan=own.plan)
    ActivityGoal.objects.filter(planned_activity=under).update(goal=own)
    ActivityGoal.objects.filter(planned_activity=beside).update(goal=above)

    whole = {each.id: each.department for each in snapshot_board(board, 2026).activities}
    # The goal tells whose it is; below the board's goal, only the unit's name does.
    assert whole[f"activity-{under.pk}"] is None
    assert whole[f"activity-{beside.pk}"] == "Björkdungens förskolor"


def test_a_board_without_plans_has_no_document() -> None:
    two_units()
    board = Unit.objects.get(kind="board")

    assert snapshot_board(board, 2026).board == board.name
    with pytest.raises(NoPlans):
        snapshot_board(board, 2031)


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(documents("Björken"))
def test_any_document_comes_back(document: PlanDocument) -> None:
    # Two indicators of one name are one indicator, and its targets are told wherever it stands.
    assume(len({each.name for each in document.indicators}) == len(document.indicators))
    user = factories.operator()
    undo_all(user)
    written = written_again(accepted(document, user))

    # Levels have the names of the steering model, and a target without a year is the plan's.
    levels = {level.code: level.name for level in shipped_models()[document.model].levels}
    expected = replace(
        document,
        goals=tuple(replace(each, level_name=levels[each.level]) for each in document.goals),
        indicators=tuple(
            replace(each, targets=tuple(replace(target, year=2026) for target in each.targets))
            for each in document.indicators
        ),
    )
    assert differing(content(expected), content(written)) == []
