# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each constraint of the organisation, broken once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Model

from ledtrad.organisation.models import (
    Membership,
    Unit,
    UnitAlias,
    UnitClosure,
    UnitSuccession,
    User,
)
from tests import factories
from tests.factories.constraints import Breaks, assert_refused, named

pytestmark = pytest.mark.django_db

JANUARY, JUNE = dt.date(2026, 1, 1), dt.date(2026, 6, 30)


def unit_like(unit: Unit, **values: object) -> Unit:
    """An unsaved unit of the same kind, name and place, but for the values."""
    same = {"parent": unit.parent, "kind": unit.kind, "name": unit.name, "name_key": unit.name_key}
    return Unit(**{"public_code": "another", "sort_key": unit.sort_key} | same | values)


def below_itself() -> Model:
    unit = factories.a_unit()
    unit.parent = unit
    return unit


def alias_twice() -> Model:
    unit = factories.a_unit()
    UnitAlias.objects.create(unit=unit, name="Granen", name_key="granen")
    return UnitAlias(unit=unit, name="GRANEN", name_key="granen")


def succession_twice() -> Model:
    row = UnitSuccession.objects.create(
        predecessor=factories.a_unit(), successor=factories.a_unit(), since=JANUARY
    )
    return UnitSuccession(predecessor=row.predecessor, successor=row.successor, since=JUNE)


def own_successor() -> Model:
    unit = factories.a_unit()
    return UnitSuccession(predecessor=unit, successor=unit, since=JANUARY)


def closure_twice() -> Model:
    unit = factories.a_unit()
    return UnitClosure(ancestor=unit, descendant=unit, depth=0)


def closure_with_wrong_depth() -> Model:
    return UnitClosure(ancestor=factories.a_unit(), descendant=factories.a_unit(), depth=0)


def membership_twice() -> Model:
    unit = factories.a_unit()
    user = factories.a_user("reader", unit=unit)
    return Membership(user=user, unit=unit, role="reader")


def membership_everywhere_twice() -> Model:
    return Membership(user=factories.a_user("reader"), role="reader")


def membership_backwards() -> Model:
    return Membership(user=factories.a_user(), role="reader", valid_from=JUNE, valid_to=JANUARY)


def operator_who_logs_in() -> Model:
    return User(email="x@ronnhamra.example", is_operator=True, is_active=True)


def second_operator() -> Model:
    factories.operator()
    return User(email="x@ronnhamra.example", is_operator=True, is_active=False)


def address_in_capitals() -> Model:
    return User(email=factories.a_user().email.upper())


BREAKS: Breaks = {
    "user_operator_cannot_log_in": operator_who_logs_in,
    "user_one_operator": second_operator,
    "user_email_in_any_case": address_in_capitals,
    "unit_is_not_its_own_parent": below_itself,
    "unit_ends_after_it_begins": lambda: unit_like(
        factories.a_unit(), valid_from=JUNE, valid_to=JANUARY
    ),
    "unit_name_once_below_parent": lambda: unit_like(factories.a_unit(factories.a_board())),
    "unit_name_once_at_top": lambda: unit_like(factories.a_municipality()),
    "unit_alias_once": alias_twice,
    "unit_succession_once": succession_twice,
    "unit_does_not_succeed_itself": own_successor,
    "unit_closure_once": closure_twice,
    "unit_closure_depth": closure_with_wrong_depth,
    "membership_once_in_unit": membership_twice,
    "membership_once_everywhere": membership_everywhere_twice,
    "membership_ends_after_it_begins": membership_backwards,
}


@pytest.mark.parametrize("name", BREAKS)
def test_refused_with_its_own_sentence(name: str) -> None:
    assert_refused("organisation", name, BREAKS[name]())


def test_no_constraint_is_forgotten() -> None:
    assert set(BREAKS) == set(named("organisation"))


def test_what_the_constraints_allow() -> None:
    unit = factories.a_unit(factories.a_board())
    unit_like(unit, kind="department").save()
    unit_like(unit, valid_to=JANUARY, public_code="closed").save()
