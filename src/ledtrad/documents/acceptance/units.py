# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The units that a document belongs to and speaks of: found, named or created."""

from __future__ import annotations

from collections.abc import Iterable

from ledtrad.documents import rules
from ledtrad.documents.acceptance.frame import Frame, fitting
from ledtrad.documents.models import PlaceholderUnit
from ledtrad.documents.placement import UnitChoice
from ledtrad.organisation import actions
from ledtrad.organisation.models import Unit, UnitAlias


def accept_units(frame: Frame) -> None:
    """Municipality, board, administration and unit from the top down, then what lies below."""
    placement = frame.placement
    frame.municipality = _unit(frame, placement.municipality, None)
    above = frame.municipality
    if placement.board is not None:
        frame.board = above = _unit(frame, placement.board, above)
    if placement.administration is not None:
        frame.administration = above = _unit(frame, placement.administration, above)
    frame.own_unit = _unit(frame, placement.unit, above) if placement.unit is not None else above
    _accept_departments(frame)
    _accept_workplaces(frame)


def _unit(frame: Frame, choice: UnitChoice, parent: Unit | None) -> Unit:
    if choice.unit_id is None:
        unit = _created(frame, choice.kind, choice.name, parent)
        if choice.is_guess or choice.placeholder:
            mark = PlaceholderUnit.objects.create(unit=unit)
            frame.ledger.remember_added([mark], [""])
        return unit
    unit = Unit.objects.get(pk=choice.unit_id)
    if choice.rename:
        _rename(frame, unit, choice.name)
    frame.ledger.found(unit, "")
    return unit


def _created(frame: Frame, kind: str, name: str, parent: Unit | None) -> Unit:
    unit = actions.create_unit(
        parent,
        kind=kind,
        name=fitting(frame, name, Unit.MAX_NAME_LENGTH, element="", name="name"),
        acting_user=frame.acting_user,
        batch=frame.batch,
    )
    frame.ledger.remember_added([unit], [""])
    return unit


def _rename(frame: Frame, unit: Unit, name: str) -> None:
    """Give a unit that had no name of its own, or a vaguer one, the name that is stated now."""
    columns = ("name", "name_key", "sort_key", "revision")
    before = {each: getattr(unit, each) for each in columns}
    known = set(unit.aliases.values_list("pk", flat=True))
    actions.rename_unit(unit, name=name, acting_user=frame.acting_user, batch=frame.batch)
    after = {each: getattr(unit, each) for each in columns}
    frame.ledger.remember_filled(unit, before, after, shown={"name": unit.name})
    new = UnitAlias.objects.filter(unit=unit).exclude(pk__in=known)
    frame.ledger.remember_added(list(new), [""] * len(new))


def _accept_departments(frame: Frame) -> None:
    """The departments that activities, needs and changes are grouped by."""
    if not frame.placement.departments:
        return
    over = frame.administration or frame.board or frame.municipality
    there = list(
        Unit.objects.within(over).of_kind(Unit.Kind.DEPARTMENT).filter(valid_to=None)
        .prefetch_related("aliases").order_by("pk")
    )  # fmt: skip
    for name in frame.placement.departments:
        unit = _named(there, name)
        if unit is None:
            unit = _created(frame, Unit.Kind.DEPARTMENT, name, over)
            there.append(unit)
        else:
            frame.ledger.found(unit, "")
        frame.departments[rules.name_stems(name)] = unit


def _accept_workplaces(frame: Frame) -> None:
    """The unit's own workplaces, as the document lists them."""
    document = frame.document
    if not document.units or frame.own_unit.kind in (Unit.Kind.WORKPLACE, Unit.Kind.TEAM):
        return
    there = list(
        Unit.objects.filter(parent=frame.own_unit, kind=Unit.Kind.WORKPLACE, valid_to=None)
        .prefetch_related("aliases").order_by("pk")
    )  # fmt: skip
    for item in document.units:
        if not item.name.strip():
            continue
        unit = _named(there, item.name)
        if unit is None:
            unit = _created(frame, Unit.Kind.WORKPLACE, item.name, frame.own_unit)
            there.append(unit)
        else:
            frame.ledger.found(unit, item.id)
        frame.workplaces[item.id] = unit


def _named(units: Iterable[Unit], name: str) -> Unit | None:
    """The unit with the name, in any inflection."""
    stems = rules.name_stems(name)
    for unit in units:
        names = [unit.name, *(alias.name for alias in unit.aliases.all())]
        if any(rules.name_stems(each) == stems for each in names):
            return unit
    return None
