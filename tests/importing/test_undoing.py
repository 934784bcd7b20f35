# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""An import is taken back whole and to the letter, or not at all."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledtrad.documents import actions
from ledtrad.documents.models import Import
from ledtrad.documents.placement import Given
from ledtrad.documents.undo import what_builds_on
from ledtrad.organisation.actions import rename_unit
from ledtrad.organisation.models import JournalEntry, Membership, Unit
from ledtrad.plans import actions as plan_actions
from ledtrad.plans.models import Goal
from tests import factories
from tests.importing import ronnhamra
from tests.importing.test_accepting import bring
from tests.importing.told import rows

pytestmark = pytest.mark.django_db

# What the first import registers of the steering model stays, as what was read does.
KEPT = ("organisation.user ",)


def plan_rows() -> set[str]:
    return {row for row in rows() if not row.startswith(KEPT)}


@pytest.mark.parametrize("name", ["BJORK", "GRAN", "GRAN_WITHOUT_BOARD", "FOLLOW_UP"])
def test_undoing_the_only_import_leaves_nothing(name: str) -> None:
    before = plan_rows()
    import_ = bring(getattr(ronnhamra, name))
    assert plan_rows() != before

    undone = actions.undo_import(import_, acting_user=factories.operator())

    assert undone.state == Import.State.UNDONE
    assert plan_rows() == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("BJORK", "GRAN"),
        ("GRAN", "BJORK"),
        ("GRAN_WITHOUT_BOARD", "BJORK"),  # the second names the board
        ("BJORK", "FOLLOW_UP"),
    ],
)
def test_undoing_the_second_import_restores_exactly_the_first(first: str, second: str) -> None:
    bring(getattr(ronnhamra, first), "ett.txt")
    before = plan_rows()
    import_ = bring(getattr(ronnhamra, second), "två.txt")

    actions.undo_import(import_, acting_user=factories.operator())

    assert plan_rows() == before


def test_what_was_filled_is_empty_again_and_can_be_undone_further() -> None:
    bare = ronnhamra.BOARD.replace("5\t\tTertial", "\t\tTertial")
    bare = bare.replace("Beskrivning\n\nNämnden vill att böcker står framme på låg höjd.\n", "")
    first = bring(ronnhamra.unit_plan("Björkdungens förskolor", "Sagor", shared=bare))
    before = plan_rows()
    second = bring(ronnhamra.GRAN)
    assert second.result["filled"]

    actions.undo_import(second, acting_user=factories.operator())
    assert plan_rows() == before
    actions.undo_import(first, acting_user=factories.operator())
    assert not Goal.objects.exists()


def test_an_import_that_a_later_one_builds_on_stays_until_that_is_undone() -> None:
    first, second = bring(ronnhamra.BJORK, "ett.txt"), bring(ronnhamra.GRAN, "två.txt")
    before = rows()

    with pytest.raises(actions.NotUndoable) as refused:
        actions.undo_import(first, acting_user=factories.operator())
    (blocker,) = refused.value.blockers
    assert (blocker.code, blocker.names) == ("later_import", ("två.txt",))
    assert rows() == before

    for import_ in (second, first):
        actions.undo_import(import_, acting_user=factories.operator())
    assert not Unit.objects.exists()


def test_an_import_whose_rows_somebody_has_edited_stays() -> None:
    import_ = bring(ronnhamra.BJORK)
    goal = Goal.objects.get(level__code="unit_goal")
    plan_actions.fill(goal, values={"origin": "Ett samtal"}, acting_user=factories.operator())

    with pytest.raises(actions.NotUndoable) as refused:
        actions.undo_import(import_, acting_user=factories.operator())

    (blocker,) = refused.value.blockers
    assert (blocker.code, blocker.model, blocker.names) == (
        "changed_since", "plans.goal", (goal.title,),
    )  # fmt: skip


def test_an_import_that_other_rows_point_at_stays() -> None:
    import_ = bring(ronnhamra.BJORK)
    factories.an_activity(goal=Goal.objects.get(level__code="unit_goal"), title="Rita kartor")
    with pytest.raises(actions.NotUndoable) as refused:
        actions.undo_import(import_, acting_user=factories.operator())
    assert {blocker.code for blocker in refused.value.blockers} == {"referred_to"}


def test_a_renamed_unit_keeps_its_import() -> None:
    import_ = bring(ronnhamra.BJORK)
    unit = Unit.objects.get(kind="unit")
    rename_unit(unit, name="Björkens förskolor", acting_user=factories.operator())
    assert [each.code for each in what_builds_on(import_)] == ["changed_since", "referred_to"]


def test_the_same_file_can_be_read_in_after_it_was_undone() -> None:
    user = factories.operator()
    actions.undo_import(bring(ronnhamra.BJORK), acting_user=user)
    again = bring(ronnhamra.BJORK)
    assert again.repeats is None
    assert Goal.objects.count() == 4


def test_who_may_not_import_may_not_undo() -> None:
    import_ = bring(ronnhamra.BJORK)
    for role in (Membership.Role.READER, Membership.Role.MANAGER):
        with pytest.raises(actions.MayNotImport):
            actions.undo_import(import_, acting_user=factories.a_user(role))
    board = Unit.objects.get(kind="board")
    stranger = factories.a_user(
        Membership.Role.CONTROLLER, unit=factories.a_board(board.parent, name="Södra nämnden")
    )
    with pytest.raises(actions.MayNotImport):
        actions.undo_import(import_, acting_user=stranger)


def test_what_was_removed_is_in_the_journal() -> None:
    import_ = bring(ronnhamra.BJORK)
    actions.undo_import(import_, acting_user=factories.operator())
    removed = JournalEntry.objects.in_batch(import_.batch).filter(verb="goal.removed")
    assert "Björkdungens barn berättar egna sagor" in {entry.before["title"] for entry in removed}


def test_queries_of_undoing_do_not_grow_with_the_import() -> None:
    many = "".join(
        f"\nEnhetsmål:\n\nMål nummer {number} om lek\n\nFörväntat resultat\n\nResultat {number}.\n"
        for number in range(30)
    )
    counts = []
    for unit, extra in (("Björkdungens förskolor", ""), ("Granåsens förskolor", many)):
        data = ronnhamra.unit_plan(unit, "Leken är fri", shared=ronnhamra.BOARD + extra)
        import_ = bring(data)
        with CaptureQueriesContext(connection) as queries:
            actions.undo_import(import_, acting_user=factories.operator())
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 3


def test_given_and_notes_survive_on_the_import() -> None:
    user = factories.operator()
    read = actions.read_import(ronnhamra.BJORK, "a.txt", acting_user=user)
    said = actions.say_where(read, Given(board="Södra nämnden"), acting_user=user)
    assert said.placement["board"]["name"] == "Södra nämnden"
    assert said.placement["board"]["origin"] == "caller"
    accepted = actions.accept_import(said, acting_user=user)
    undone = actions.undo_import(accepted, acting_user=user)
    assert undone.placement["board"]["name"] == "Södra nämnden"
    assert undone.result["added"]["plans.goal"] == 4
