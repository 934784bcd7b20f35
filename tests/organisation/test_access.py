# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees what is planned and who may import: refused and allowed on the same data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ledtrad.organisation.actions import grant_role
from ledtrad.organisation.models import Membership, Unit, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Membership.Role.values)
def test_every_member_reads_everything(role: str) -> None:
    first, second = factories.a_board(), factories.a_unit(kind="board")
    member = factories.a_user(role, unit=first)

    assert set(Unit.objects.visible_to(member)) == {first.parent, first, second}


def test_others_see_nothing() -> None:
    unit = factories.a_unit()
    today, day = timezone.localdate(), dt.timedelta(days=1)
    former, future, closed = factories.a_user(), factories.a_user(), factories.a_user("reader")
    by = factories.operator()
    grant_role(former, role="reader", unit=unit, valid_to=today - day, acting_user=by)
    grant_role(future, role="reader", unit=unit, valid_from=today + day, acting_user=by)
    closed.is_active = False

    others: list[User | AnonymousUser] = [
        AnonymousUser(),
        factories.a_user(),
        former,
        future,
        closed,
    ]
    for user in others:
        assert not Unit.objects.visible_to(user).exists()
        assert not Unit.objects.importable_by(user).exists()
        assert not Membership.objects.may_import(user)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("administrator", True),
        ("controller", True),
        ("manager", False),
        ("contributor", False),
        ("reader", False),
    ],
)
def test_who_may_import_below_the_own_unit(role: str, may: bool) -> None:
    board = factories.a_board()
    unit = factories.a_unit(board)
    factories.a_board(board.parent, name="Omsorgsnämnden")
    user = factories.a_user(role, unit=board)

    assert set(Unit.objects.importable_by(user)) == ({board, unit} if may else set())
    assert Membership.objects.may_import(user) is may


@pytest.mark.parametrize("who", [factories.an_administrator, factories.operator])
def test_some_may_import_anywhere_and_into_an_empty_database(who: Callable[[], User]) -> None:
    user = who()
    assert Membership.objects.may_import(user)
    board = factories.a_board()
    assert set(Unit.objects.importable_by(user)) == {board, board.parent}


def test_demo_accounts_are_the_demos_alone() -> None:
    shown = factories.a_user(is_demo=True)
    factories.a_user()
    assert list(User.objects.demo_accounts()) == [shown]
