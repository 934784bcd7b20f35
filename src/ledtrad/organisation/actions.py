# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes units, people and roles. One function per use case."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth import password_validation
from django.db import transaction

from ledtrad.organisation import journal, rules
from ledtrad.organisation.models import (
    Membership,
    Unit,
    UnitAlias,
    UnitClosure,
    UnitSuccession,
    User,
)

OPERATOR_EMAIL = "command-line@localhost.invalid"


class UnitDoesNotFitThere(Exception):
    """A unit of that kind cannot lie below a unit of the parent's kind."""


class UnitBelowItself(Exception):
    """The new parent is the unit itself or lies below it."""


class UnitHasOpenUnitsBelow(Exception):
    """Units below are still open: they have to be moved or closed first."""


class UnitIsClosed(Exception):
    """The unit has ended and takes no new units."""


@transaction.atomic
def create_unit(
    parent: Unit | None,
    *,
    kind: str,
    name: str,
    valid_from: dt.date | None = None,
    acting_user: User,
    batch: str = "",
) -> Unit:
    """Add a unit below another, or at the top. Its public code is made of its name.

    Raises `UnitDoesNotFitThere`, `UnitIsClosed` and `ValidationError`.
    """
    _lock_tree()
    _refuse_misplaced(kind, parent)
    unit = Unit(
        parent=parent,
        kind=kind,
        name=name.strip(),
        name_key=rules.title_key(name),
        sort_key=rules.sort_key(name),
        public_code=_free_code(name),
        valid_from=valid_from,
    )
    journal.insert(unit, verb="unit.created", unit=parent, acting_user=acting_user, batch=batch)
    _link_below(unit, parent)
    return unit


@transaction.atomic
def rename_unit(unit: Unit, *, name: str, acting_user: User, batch: str = "") -> Unit:
    """Give the unit a new name. The old one is kept as an alias; the public code stays."""
    old = unit.name
    changed = journal.change(
        unit,
        values={
            "name": name.strip(),
            "name_key": rules.title_key(name),
            "sort_key": rules.sort_key(name),
        },
        verb="unit.renamed",
        unit=unit,
        acting_user=acting_user,
        batch=batch,
    )
    if "name_key" in changed:
        add_alias(unit, name=old, acting_user=acting_user, batch=batch)
    return unit


@transaction.atomic
def add_alias(unit: Unit, *, name: str, acting_user: User, batch: str = "") -> UnitAlias | None:
    """Keep another way in which the unit's name is written. None if it is known already."""
    key = rules.title_key(name)
    if key == unit.name_key or unit.aliases.filter(name_key=key).exists():
        return None
    return journal.insert(
        UnitAlias(unit=unit, name=name.strip(), name_key=key),
        verb="unit.alias_added",
        unit=unit,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def move_unit(unit: Unit, *, parent: Unit | None, acting_user: User) -> Unit:
    """Put the unit, and all below it, under another parent.

    Raises `UnitBelowItself`, `UnitDoesNotFitThere`, `UnitIsClosed` and `ValidationError`.
    """
    _lock_tree()
    if parent is not None and UnitClosure.objects.filter(ancestor=unit, descendant=parent).exists():
        raise UnitBelowItself
    _refuse_misplaced(unit.kind, parent)
    changed = journal.change(
        unit, values={"parent": parent}, verb="unit.moved", unit=unit, acting_user=acting_user
    )
    if changed:
        _relink(unit, parent)
    return unit


@transaction.atomic
def close_unit(unit: Unit, *, last_day: dt.date, acting_user: User) -> Unit:
    """Let the unit exist up to and including the day. It is kept, with all its plans.

    Raises `UnitHasOpenUnitsBelow` and `ValidationError`.
    """
    if unit.children.open_on(last_day + dt.timedelta(days=1)).exists():
        raise UnitHasOpenUnitsBelow
    journal.change(
        unit, values={"valid_to": last_day}, verb="unit.closed", unit=unit, acting_user=acting_user
    )
    return unit


@transaction.atomic
def succeed_unit(
    unit: Unit, *, successor: Unit, since: dt.date, acting_user: User
) -> UnitSuccession:
    """Say that the successor carries on what the unit did. Raises `ValidationError`."""
    return journal.insert(
        UnitSuccession(predecessor=unit, successor=successor, since=since),
        verb="unit.succeeded",
        unit=unit,
        acting_user=acting_user,
    )


@transaction.atomic
def rebuild_closure() -> int:
    """Make the closure table what the tree says. Returns how many rows were wrong or missing.

    Raises `rules.TreeHasCycle`.
    """
    _lock_tree()
    wanted = rules.closure(dict(Unit.objects.values_list("pk", "parent_id")))
    rows = UnitClosure.objects.values_list("pk", "ancestor_id", "descendant_id", "depth")
    there = {rules.Link(*pair): pk for pk, *pair in rows}
    wrong = [pk for link, pk in there.items() if link not in wanted]
    missing = wanted - there.keys()
    UnitClosure.objects.filter(pk__in=wrong).delete()
    UnitClosure.objects.bulk_create(
        UnitClosure(ancestor_id=link.ancestor, descendant_id=link.descendant, depth=link.depth)
        for link in missing
    )
    return len(wrong) + len(missing)


@transaction.atomic
def create_user(
    email: str,
    *,
    name: str = "",
    password: str | None = None,
    is_demo: bool = False,
    acting_user: User,
) -> User:
    """Make an account. Without a password it cannot be used until one is set.

    Raises `ValidationError`, also for a password that is easily guessed; a demo's may be.
    """
    user = User(email=User.objects.normalize_email(email).strip(), name=name, is_demo=is_demo)
    if password is not None and not is_demo:
        password_validation.validate_password(password, user)
    user.set_password(password)
    return journal.insert(user, verb="user.created", unit=None, acting_user=acting_user)


@transaction.atomic
def grant_role(
    user: User,
    *,
    role: str,
    unit: Unit | None = None,
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    acting_user: User,
) -> Membership:
    """Give somebody a role in a unit and all below it, or everywhere. Raises `ValidationError`."""
    return journal.insert(
        Membership(user=user, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to),
        verb="role.granted",
        unit=unit,
        acting_user=acting_user,
    )


@transaction.atomic
def command_line_user() -> User:
    """The account in whose name the command line acts, made when it is first needed."""
    user = User.objects.filter(is_operator=True).first()
    if user is None:
        user = User(email=OPERATOR_EMAIL, is_operator=True, is_active=False)
        user.set_unusable_password()
        user.full_clean()
        user.save(force_insert=True)
    return user


_RANK = {kind: rank for rank, kind in enumerate(Unit.Kind.values)}
_MAY_LIE_BELOW_ITS_OWN_KIND = {Unit.Kind.DEPARTMENT, Unit.Kind.UNIT, Unit.Kind.WORKPLACE}


def _refuse_misplaced(kind: str, parent: Unit | None) -> None:
    """Units get smaller downwards; departments, units and workplaces may hold their own kind."""
    if parent is None or kind not in _RANK:
        return
    if parent.valid_to is not None:
        raise UnitIsClosed
    own_kind = kind == parent.kind and kind in _MAY_LIE_BELOW_ITS_OWN_KIND
    if not own_kind and _RANK[kind] <= _RANK[parent.kind]:
        raise UnitDoesNotFitThere


def _lock_tree() -> None:
    """Let changes of the tree wait for each other, so that two cannot close a circle."""
    list(Unit.objects.select_for_update().filter(parent=None).values_list("pk"))


def _free_code(name: str) -> str:
    stem = rules.public_code(name, set())
    taken = Unit.objects.filter(public_code__startswith=stem).values_list("public_code", flat=True)
    return rules.public_code(name, set(taken))


def _link_below(unit: Unit, parent: Unit | None) -> None:
    """Add a new unit's pairs: with itself, and with every unit above it."""
    above = UnitClosure.objects.filter(descendant=parent).values_list("ancestor_id", "depth")
    links = [UnitClosure(ancestor=unit, descendant=unit, depth=0)]
    links += [
        UnitClosure(ancestor_id=ancestor, descendant=unit, depth=depth + 1)
        for ancestor, depth in (above if parent is not None else [])
    ]
    UnitClosure.objects.bulk_create(links)


def _relink(unit: Unit, parent: Unit | None) -> None:
    """Cut the moved subtree from the units above it, and tie it to the new ones."""
    below = dict(UnitClosure.objects.filter(ancestor=unit).values_list("descendant_id", "depth"))
    UnitClosure.objects.filter(descendant__in=below).exclude(ancestor__in=below).delete()
    above = UnitClosure.objects.filter(descendant=parent).values_list("ancestor_id", "depth")
    UnitClosure.objects.bulk_create(
        UnitClosure(ancestor_id=ancestor, descendant_id=descendant, depth=up + down + 1)
        for ancestor, up in (above if parent is not None else [])
        for descendant, down in below.items()
    )
