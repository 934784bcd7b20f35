# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units, people and roles: what may be done, what is refused, and what the journal says."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ledtrad.organisation import actions, integrity, journal
from ledtrad.organisation.models import JournalEntry, Unit, UnitClosure
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_new_unit_is_found_below_all_above_it() -> None:
    board = factories.a_board()
    unit = factories.a_unit(board, name="Ängens förskola")

    assert board.parent is not None
    assert list(Unit.objects.within(board.parent)) == [board.parent, board, unit]
    assert list(Unit.objects.above(unit)) == [board.parent, board]
    assert unit.public_code == "angens-forskola"
    assert integrity.problems() == []


def test_creation_is_journalled_with_who_and_what() -> None:
    board = factories.a_board()

    entry = JournalEntry.objects.about(board).get()

    assert (entry.verb, entry.actor) == ("unit.created", factories.operator())
    assert entry.before == {}
    assert entry.after["name"] == "Lärandenämnden"
    assert entry.after["parent_id"] == board.parent_id


def test_two_units_of_one_name_get_two_codes() -> None:
    board = factories.a_board()
    one = factories.a_unit(board, name="Granen")
    other = factories.a_unit(board, name="Granen", kind="department")

    assert (one.public_code, other.public_code) == ("granen", "granen-2")


@pytest.mark.parametrize(
    ("kind", "parent_kind", "fits"),
    [
        ("unit", "board", True),
        ("unit", "unit", True),
        ("board", "unit", False),
        ("board", "board", False),
        ("municipality", "municipality", False),
    ],
)
def test_units_get_smaller_downwards(kind: str, parent_kind: str, fits: bool) -> None:
    parent = factories.a_unit(kind=parent_kind)
    if fits:
        assert factories.a_unit(parent, kind=kind).parent == parent
        return
    with pytest.raises(actions.UnitDoesNotFitThere):
        factories.a_unit(parent, kind=kind)
    assert Unit.objects.count() == 1


def test_a_renamed_unit_is_found_by_its_old_name_too() -> None:
    unit = factories.a_unit(name="Blåklintens förskolor")

    actions.rename_unit(unit, name="Ängsklockan", acting_user=factories.operator())

    for name in ("ÄNGSKLOCKAN", "Blåklintens  förskolor"):
        assert Unit.objects.named(name).get() == unit
    entry = JournalEntry.objects.about(unit).get(verb="unit.renamed")
    assert entry.before["name"] == "Blåklintens förskolor"
    assert entry.after["name"] == "Ängsklockan"
    assert unit.revision == 2


def test_an_alias_is_kept_once() -> None:
    unit = factories.a_unit(name="Granen")
    for name in ("Granens förskola", "granens FÖRSKOLA", "Granen"):
        actions.add_alias(unit, name=name, acting_user=factories.operator())

    assert [alias.name for alias in unit.aliases.all()] == ["Granens förskola"]


def test_a_moved_subtree_is_found_in_its_new_place_only() -> None:
    first = factories.a_board()
    second = factories.a_board(first.parent, name="Omsorgsnämnden")
    unit = factories.a_unit(first)
    workplace = factories.a_unit(unit, kind="workplace")

    actions.move_unit(unit, parent=second, acting_user=factories.operator())

    assert list(Unit.objects.within(first)) == [first]
    assert set(Unit.objects.within(second)) == {second, unit, workplace}
    assert integrity.problems() == []


def test_a_unit_is_not_moved_below_itself() -> None:
    upper = factories.a_unit()
    lower = factories.a_unit(upper)

    for parent in (upper, lower):
        with pytest.raises(actions.UnitBelowItself):
            actions.move_unit(upper, parent=parent, acting_user=factories.operator())

    actions.move_unit(lower, parent=None, acting_user=factories.operator())
    assert integrity.problems() == []


def test_the_database_refuses_a_cycle_whoever_writes_it() -> None:
    upper = factories.a_unit()
    lower = factories.a_unit(upper)

    with pytest.raises(IntegrityError, match="unit_has_no_cycle"), transaction.atomic():
        Unit.objects.filter(pk=upper.pk).update(parent=lower)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE organisation_unit SET parent_id = id WHERE id = %s", [upper.pk])
    Unit.objects.filter(pk=lower.pk).update(parent=None)


def test_integrity_proves_cycle_lost_trigger_and_closure() -> None:
    upper = factories.a_unit()
    lower = factories.a_unit(upper)
    on_table = " ON organisation_unit" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER organisation_unit_no_cycle{on_table}")
    UnitClosure.objects.filter(depth=1).delete()
    assert {problem.code for problem in integrity.problems()} == {
        "unit_trigger_missing",
        "closure_missing",
    }

    Unit.objects.filter(pk=upper.pk).update(parent=lower, name="Annat")
    assert {problem.code for problem in integrity.problems()} == {
        "unit_trigger_missing",
        "unit_cycle",
        "unit_key_wrong",
    }


def test_the_closure_is_rebuilt_from_the_tree() -> None:
    board = factories.a_board()
    unit = factories.a_unit(board)
    UnitClosure.objects.filter(descendant=unit).delete()
    UnitClosure.objects.create(ancestor=unit, descendant=board, depth=1)

    assert actions.rebuild_closure() == 4
    assert integrity.problems() == []
    assert actions.rebuild_closure() == 0


def test_a_closed_unit_is_kept_and_takes_no_more() -> None:
    board = factories.a_board()
    unit = factories.a_unit(board)
    last_day = dt.date(2026, 6, 30)
    with pytest.raises(actions.UnitHasOpenUnitsBelow):
        actions.close_unit(board, last_day=last_day, acting_user=factories.operator())

    actions.close_unit(unit, last_day=last_day, acting_user=factories.operator())

    assert unit in Unit.objects.open_on(last_day)
    assert unit not in Unit.objects.open_on(last_day + dt.timedelta(days=1))
    with pytest.raises(actions.UnitIsClosed):
        factories.a_unit(unit, kind="team")
    factories.a_unit(board, name=unit.name)


def test_a_successor_carries_on() -> None:
    old, new = factories.a_unit(), factories.a_unit()
    actions.succeed_unit(
        old, successor=new, since=dt.date(2026, 7, 1), acting_user=factories.operator()
    )
    assert [row.successor for row in old.successions_out.all()] == [new]
    with pytest.raises(ValidationError):
        actions.succeed_unit(
            old, successor=old, since=dt.date(2026, 7, 1), acting_user=factories.operator()
        )


def test_two_changes_at_once_lose_nothing() -> None:
    unit = factories.a_unit(name="Granen")
    mine, theirs = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=unit.pk)
    actions.rename_unit(theirs, name="Tallen", acting_user=factories.operator())

    with pytest.raises(journal.ChangedMeanwhile) as caught:
        actions.rename_unit(mine, name="Björken", acting_user=factories.operator())

    assert str(caught.value.current) == "Tallen"
    assert (mine.name, Unit.objects.get(pk=unit.pk).name) == ("Granen", "Tallen")


def test_a_refused_change_leaves_the_row_as_it_was() -> None:
    board = factories.a_board()
    factories.a_unit(board, name="Granen")
    other = factories.a_unit(board, name="Tallen")

    with pytest.raises(ValidationError) as caught:
        actions.rename_unit(other, name="Granen", acting_user=factories.operator())

    assert "Där finns redan en öppen enhet" in str(caught.value)
    assert (other.name, other.revision) == ("Tallen", 1)
    assert not JournalEntry.objects.filter(verb="unit.renamed").exists()


def test_nothing_changed_is_not_journalled() -> None:
    unit = factories.a_unit(name="Granen")
    actions.rename_unit(unit, name="Granen", acting_user=factories.operator())
    assert unit.revision == 1
    assert JournalEntry.objects.about(unit).count() == 1


def test_fill_never_replaces() -> None:
    unit = factories.a_unit(name="Granen")
    filled = journal.fill(
        unit,
        values={"name": "Tallen", "valid_from": dt.date(2026, 1, 1), "valid_to": None},
        verb="unit.filled",
        unit=unit,
        acting_user=factories.operator(),
    )
    assert filled == ("valid_from",)
    unit.refresh_from_db()
    assert (unit.name, unit.valid_from) == ("Granen", dt.date(2026, 1, 1))


def test_journal_never_tells_a_password() -> None:
    user = factories.a_user()
    entry = JournalEntry.objects.about(user).get()
    assert "password" not in entry.after
    assert entry.after["email"] == user.email


def test_a_password_is_kept_hashed_and_a_weak_one_refused() -> None:
    assert factories.a_user(password="tre gula bokhyllor").check_password("tre gula bokhyllor")
    with pytest.raises(ValidationError):
        factories.a_user(password="12345678")
    assert factories.a_user(password="demo", is_demo=True).is_demo


def test_one_account_per_address_in_any_case() -> None:
    factories.a_user(email="mirja.ek@ronnhamra.example")
    with pytest.raises(ValidationError):
        factories.a_user(email="Mirja.Ek@ronnhamra.example")


def test_the_command_line_has_one_account_that_cannot_log_in() -> None:
    user = factories.operator()
    assert factories.operator() == user
    assert not user.is_active
    assert not user.has_usable_password()


class ClosureEqualsTheTree(TestCase):
    """However units are made and moved, the closure table is what the tree says."""

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8))
    def test_after_any_moves(self, moves: list[tuple[int, int]]) -> None:
        user = factories.operator()
        units = [factories.a_unit(name=f"U{number}") for number in range(6)]
        for child, parent in moves:
            unit = Unit.objects.get(pk=units[child].pk)
            try:
                actions.move_unit(
                    unit, parent=Unit.objects.get(pk=units[parent].pk), acting_user=user
                )
            except (actions.UnitBelowItself, ValidationError):
                continue
        assert integrity.problems() == []
