# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accepted documents meet: one set of board goals, nothing twice, and the order does not matter."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledtrad.documents import actions
from ledtrad.documents.counts import status
from ledtrad.documents.models import Import
from ledtrad.documents.placement import Given
from ledtrad.followup import integrity as followup_integrity
from ledtrad.indicators import integrity as indicators_integrity
from ledtrad.indicators.models import Target
from ledtrad.organisation import integrity as organisation_integrity
from ledtrad.organisation.models import JournalEntry, Membership, Unit
from ledtrad.plans import integrity as plans_integrity
from ledtrad.plans.models import Goal, Plan, PlannedActivity
from ledtrad.search.queries import search
from tests import factories
from tests.importing import ronnhamra
from tests.importing.told import rows, told

pytestmark = pytest.mark.django_db


def bring(data: bytes, name: str = "plan.txt", **given: str) -> Import:
    """Read a file and accept it."""
    user = factories.operator()
    read = actions.read_import(data, name, given=Given(**given), acting_user=user)
    assert read.state == Import.State.READ, read.error_code
    return actions.accept_import(read, acting_user=user)


def nothing_is_wrong() -> bool:
    modules: Any = (
        organisation_integrity, plans_integrity, indicators_integrity, followup_integrity,
    )  # fmt: skip
    return [problem for module in modules for problem in module.problems()] == []


def test_two_units_plans_meet_in_one_set_of_board_goals() -> None:
    for data in (ronnhamra.BJORK, ronnhamra.GRAN):
        bring(data)

    assert status(factories.operator()) == {
        "units": {"municipality": 1, "board": 1, "unit": 2},
        "plans": 2,
        "partial_plans": 2,
        "goals": {
            "KF:s inriktningsmål": 1, "KF:s mål för verksamhetsområdet": 1, "Nämndmål": 1,
            "Enhetsmål": 2,
        },
        "expected_results": 3,
        "indicators": 2,
        "targets": 2,
        "activities": 2,
        "statuses": 0,
    }  # fmt: skip
    board_goal = Goal.objects.get(level__code="board_goal")
    assert board_goal.plan.is_partial
    assert board_goal.plan.unit.name == "Norra lärandenämnden"
    assert board_goal.children.count() == 2
    assert nothing_is_wrong()


def test_targets_belong_to_who_set_them() -> None:
    bring(ronnhamra.BJORK)
    assert set(Target.objects.values_list("indicator__name", "unit__kind", "text")) == {
        ("Andel utlånade bilderböcker per barn", "municipality", "12 %"),
        ("Antal lässtunder i veckan", "board", "5"),
    }


def test_what_is_under_a_goal_belongs_to_who_owns_the_goal() -> None:
    bring(ronnhamra.BJORK)
    units = PlannedActivity.objects.values_list("plan__unit__kind", flat=True)
    assert set(units) == {"board"}
    assert Goal.objects.get(level__code="area_goal").plan.unit.kind == "municipality"


@pytest.mark.parametrize(
    "documents",
    list(permutations(["BJORK", "GRAN", "FOLLOW_UP"])),
    ids=lambda names: "-".join(names),
)
def test_the_order_does_not_matter(documents: tuple[str, ...]) -> None:
    for name in documents:
        bring(getattr(ronnhamra, name), f"{name}.txt")
    here = told()
    assert len(here["goals"]) == 5 + 4
    assert len(here["statuses"]) == 3
    assert nothing_is_wrong()

    for import_ in Import.objects.accepted().order_by("-pk"):
        actions.undo_import(import_, acting_user=factories.operator())
    for name in ("BJORK", "GRAN", "FOLLOW_UP"):
        bring(getattr(ronnhamra, name), f"{name}.txt")
    assert told() == here


def test_the_same_file_adds_nothing_and_says_so() -> None:
    first = bring(ronnhamra.BJORK)
    before = rows()

    again = actions.read_import(ronnhamra.BJORK, "kopia.txt", acting_user=factories.operator())

    assert again.repeats == first
    with pytest.raises(actions.AlreadyAccepted) as refused:
        actions.accept_import(again, acting_user=factories.operator())
    assert refused.value.earlier == first
    assert rows() == before


def test_the_same_plan_in_another_file_adds_nothing() -> None:
    bring(ronnhamra.BJORK)
    before = told()

    again = bring(ronnhamra.BJORK + b"\n\n", "kopia.txt")

    assert told() == before
    assert again.result["added"] == {}
    assert again.result["filled"] == []
    assert again.result["differs"] == []


def test_an_import_that_was_read_before_another_was_accepted_meets_it() -> None:
    user = factories.operator()
    reads = [
        actions.read_import(data, "plan.txt", acting_user=user)
        for data in (ronnhamra.BJORK, ronnhamra.GRAN)
    ]
    for read in reads:
        actions.accept_import(read, acting_user=user)
    assert Unit.objects.of_kind("board").count() == 1


def test_a_stale_import_is_not_accepted_twice() -> None:
    user = factories.operator()
    read = actions.read_import(ronnhamra.BJORK, "a.txt", acting_user=user)
    stale = Import.objects.get(pk=read.pk)
    actions.accept_import(read, acting_user=user)
    with pytest.raises(actions.NotWaiting):
        actions.accept_import(stale, acting_user=user)


def test_a_missing_value_is_filled_and_a_conflicting_one_listed() -> None:
    bare = ronnhamra.BOARD.replace("Nämnden vill att böcker står framme på låg höjd.\n", "")
    bare = bare.replace("Beskrivning\n\n", "").replace("5\t\tTertial", "\t\tTertial")
    bring(ronnhamra.unit_plan("Björkdungens förskolor", "Sagor för alla", shared=bare))

    other = ronnhamra.BOARD.replace("2026-06-30", "2026-08-31")
    second = bring(ronnhamra.unit_plan("Granåsens förskolor", "Läsa ihop", shared=other))

    filled = {(row["model"], *row["fields"]) for row in second.result["filled"]}
    assert ("plans.goal", "text") in filled
    assert second.result["added"]["indicators.target"] == 1
    assert [(row["field"], row["there"], row["here"]) for row in second.result["differs"]] == [
        ("due_text", "2026-06-30", "2026-08-31")
    ]
    assert PlannedActivity.objects.get(title__contains="läsvecka").due_text == "2026-06-30"


def test_a_wording_that_is_nearly_the_same_is_one_row_and_is_listed() -> None:
    bring(ronnhamra.BJORK)
    misspelt = ronnhamra.BOARD.replace("ordnar en läsvecka", "ordnar en en läsveckka")

    second = bring(ronnhamra.unit_plan("Granåsens förskolor", "Läsa ihop", shared=misspelt))

    assert PlannedActivity.objects.count() == 2
    (row,) = second.result["differs"]
    assert (row["field"], row["there"]) == ("title", "Nämndens kontor ordnar en läsvecka")


def test_goals_of_other_words_are_other_goals() -> None:
    bring(ronnhamra.BJORK)
    other = ronnhamra.BOARD.replace("Lässtunder sker dagligen", "Utevistelse sker varje timme")
    bring(ronnhamra.unit_plan("Granåsens förskolor", "Läsa ihop", shared=other))
    assert Goal.objects.filter(level__code="board_goal").count() == 2


def test_goals_of_another_year_are_other_goals() -> None:
    bring(ronnhamra.BJORK)
    bring(ronnhamra.BJORK.replace(b"2026", b"2027"), "nasta.txt")
    assert Goal.objects.filter(level__code="board_goal").count() == 2
    assert Unit.objects.of_kind("unit").count() == 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_board_that_one_document_does_not_name_is_known_by_its_goals(
    order: tuple[int, int],
) -> None:
    documents = [ronnhamra.BJORK, ronnhamra.GRAN_WITHOUT_BOARD]
    for index in order:
        bring(documents[index], f"{index}.txt")
    boards = Unit.objects.of_kind("board")
    assert [board.name for board in boards] == ["Norra lärandenämnden"]
    assert Goal.objects.filter(level__code="board_goal").count() == 1
    assert nothing_is_wrong()


def test_follow_up_gives_statuses_in_a_round() -> None:
    bring(ronnhamra.FOLLOW_UP)
    here = told()
    assert here["statuses"] == [
        ("Bygga ett staket kring gården", "Genomfört", "done"),
        ("Måla om kapprummen", "Pågående", "ongoing"),
        ("Uppdrag till lärandenämnden att öppna ett lekbibliotek", "Kvarstår", "remaining"),
    ]
    assert status(factories.operator())["statuses"] == 3
    assert nothing_is_wrong()


def test_an_adopted_plan_is_not_changed_by_a_document() -> None:
    bring(ronnhamra.BJORK)
    plan = Plan.objects.get(unit__kind="unit")
    factories.adopt(plan)
    before = Goal.objects.filter(plan=plan).count()
    changed = ronnhamra.unit_plan("Björkdungens förskolor", "Ett helt nytt mål om teater")

    second = bring(changed, "nyare.txt")

    assert Goal.objects.filter(plan=plan).count() == before
    assert "plan_not_draft" in {note["code"] for note in second.result["notes"]}


def test_what_the_caller_says_goes_before_the_document() -> None:
    bring(ronnhamra.BJORK, board="Södra nämnden", unit="Ekens förskola", period="2028")
    assert {unit.name for unit in Unit.objects.of_kind("board", "unit")} == {
        "Södra nämnden", "Ekens förskola",
    }  # fmt: skip
    assert set(Plan.objects.values_list("period_start__year", flat=True)) == {2028}


def test_importers_import_into_their_own_units_only() -> None:
    bring(ronnhamra.BJORK)
    board = Unit.objects.get(kind="board")
    elsewhere = factories.a_board(board.parent, name="Södra nämnden")
    read = actions.read_import(ronnhamra.GRAN, "gran.txt", acting_user=factories.operator())

    stranger = factories.a_user(Membership.Role.CONTROLLER, unit=elsewhere)
    with pytest.raises(actions.MayNotImport):
        actions.accept_import(read, acting_user=stranger)
    assert Import.objects.get(pk=read.pk).state == Import.State.READ

    controller = factories.a_user(Membership.Role.CONTROLLER, unit=board)
    assert actions.accept_import(read, acting_user=controller).state == Import.State.ACCEPTED


def test_what_was_imported_can_be_found_until_it_is_undone() -> None:
    import_ = bring(ronnhamra.BJORK)
    assert {hit.kind for hit in search("talböcker")} == {"activity"}
    assert {hit.kind for hit in search("saga")} == {"goal"}

    actions.undo_import(import_, acting_user=factories.operator())

    assert search("talböcker") == []


def test_every_added_row_is_in_the_journal_under_the_import() -> None:
    import_ = bring(ronnhamra.BJORK)
    verbs = set(JournalEntry.objects.in_batch(import_.batch).values_list("verb", flat=True))
    assert {
        "unit.created",
        "plan.created",
        "goal.added",
        "activity.added",
        "import.accepted",
    } <= verbs


def test_queries_do_not_grow_with_the_document() -> None:
    many = "".join(
        f"\nEnhetsmål:\n\nMål nummer {number} som handlar om lek\n\n"
        f"Förväntat resultat\n\nResultat {number}.\n"
        for number in range(40)
    )
    user = factories.operator()
    bring(ronnhamra.unit_plan("Ekens förskolor", "Leken är fri"), "eken.txt")
    counts = []
    for extra, unit in (("", "Björkdungens förskolor"), (many, "Granåsens förskolor")):
        data = ronnhamra.unit_plan(unit, "Leken är fri", shared=ronnhamra.BOARD + extra)
        read = actions.read_import(data, "plan.txt", acting_user=user)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            actions.accept_import(read, acting_user=user)
        counts.append(len(queries))
    assert Goal.objects.filter(level__code="unit_goal").count() == 43
    assert counts[1] <= counts[0] + 5


def test_counts_ask_a_fixed_number_of_questions() -> None:
    user = factories.an_administrator()
    bring(ronnhamra.BJORK)
    with CaptureQueriesContext(connection) as few:
        status(user)
    bring(ronnhamra.GRAN)
    bring(ronnhamra.FOLLOW_UP, "rapport.txt")
    with CaptureQueriesContext(connection) as more:
        counts = status(user)
    # 1 units 2-3 plans 4 goals 5 results 6 indicators 7 targets 8 activities 9-10 statuses
    assert len(few) == len(more) == 10
    assert counts["statuses"] == 3
    assert status(factories.a_user())["goals"] == {}


def test_a_number_holds_a_goal_together_when_its_title_is_cut() -> None:
    bring(ronnhamra.BJORK)
    cut = ronnhamra.COUNCIL.replace("Ett Rönnhamra där alla växer", "Ett Rönnhamra där alla")

    second = bring(ronnhamra.unit_plan("Granåsens förskolor", "Läsa ihop", council=cut))

    assert Goal.objects.exclude(level__code="unit_goal").count() == 3
    assert [(row["field"], row["here"]) for row in second.result["differs"]] == [
        ("title", "Ett Rönnhamra där alla")
    ]


def test_one_number_on_two_quite_different_goals_is_told() -> None:
    bring(ronnhamra.BJORK)
    other = ronnhamra.COUNCIL.replace("Ett Rönnhamra där alla växer", "Hållbara kommunala vägar")

    second = bring(ronnhamra.unit_plan("Granåsens förskolor", "Läsa ihop", council=other))

    assert Goal.objects.filter(level__code="strategic_goal").count() == 2
    assert Goal.objects.filter(level__code="area_goal").count() == 1
    assert [note["code"] for note in second.result["notes"]] == ["same_number"]
    assert [row["field"] for row in second.result["differs"]] == ["parent"]
