# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes indicators, targets and outcomes. One function per use case.

The `add_…` functions take rows that are not yet saved; they save them with few queries and join
the caller's transaction, so that an import is one whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from ledtrad.indicators import rules
from ledtrad.indicators.models import Forecast, Indicator, Outcome, PlannedIndicator, Target
from ledtrad.organisation import journal
from ledtrad.organisation.models import Unit, User
from ledtrad.organisation.rules import sort_key, title_key


@transaction.atomic
def add_indicators(
    indicators: Sequence[Indicator], *, acting_user: User, batch: str = ""
) -> list[Indicator]:
    """Add indicators. Raises `ValidationError`, and `IntegrityError` for a name twice."""
    for indicator in indicators:
        indicator.name_key = title_key(indicator.name)
        indicator.sort_key = sort_key(indicator.name)
    return journal.insert_many(
        indicators,
        verb="indicator.added",
        unit=lambda row: row.owner,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def add_to_plans(
    planned: Sequence[PlannedIndicator], *, acting_user: User, batch: str = ""
) -> list[PlannedIndicator]:
    """Give indicators their place in plans. Raises `ValidationError`."""
    return journal.insert_many(
        planned,
        verb="indicator.planned",
        unit=lambda row: row.plan.unit,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def add_targets(targets: Sequence[Target], *, acting_user: User, batch: str = "") -> list[Target]:
    """Set targets where there were none. Raises `ValidationError`."""
    return journal.insert_many(
        targets,
        verb="target.set",
        unit=lambda row: row.unit,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def add_outcomes(
    outcomes: Sequence[Outcome], *, acting_user: User, batch: str = ""
) -> list[Outcome]:
    """Report outcomes where there were none; the acting user is who entered them.

    Raises `rules.NotAPeriod` and `ValidationError`.
    """
    for outcome in outcomes:
        _stamp(outcome, acting_user)
    return journal.insert_many(
        outcomes,
        verb="outcome.reported",
        unit=lambda row: row.unit,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def add_forecasts(
    forecasts: Sequence[Forecast], *, acting_user: User, batch: str = ""
) -> list[Forecast]:
    """Report forecasts where there were none; the acting user is who entered them.

    Raises `rules.NotAPeriod` and `ValidationError`.
    """
    for forecast in forecasts:
        _stamp(forecast, acting_user)
    return journal.insert_many(
        forecasts,
        verb="forecast.reported",
        unit=lambda row: row.unit,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def fill(
    row: Indicator | PlannedIndicator | Target,
    *,
    values: Mapping[str, Any],
    acting_user: User,
    batch: str = "",
) -> tuple[str, ...]:
    """Set fields that are still empty or unknown, and only those. Returns their names.

    Raises `journal.ChangedMeanwhile` and `ValidationError`.
    """
    unit = row.owner if isinstance(row, Indicator) else None
    if isinstance(row, PlannedIndicator):
        unit = row.plan.unit
    if isinstance(row, Target):
        unit = row.unit
    unknown = {name for name in values if getattr(row, name) in ("unknown", False)}
    known = {name: value for name, value in values.items() if value not in ("unknown", False)}
    changed: tuple[str, ...] = ()
    lacking = {name: value for name, value in known.items() if name in unknown}
    verb = f"{row._meta.model_name}.filled"
    if lacking:
        changed = journal.change(
            row, values=lacking, verb=verb, unit=unit, acting_user=acting_user, batch=batch
        )
    return changed + journal.fill(
        row, values=known, verb=verb, unit=unit, acting_user=acting_user, batch=batch
    )


@transaction.atomic
def revise(
    row: Indicator | PlannedIndicator | Target,
    *,
    values: Mapping[str, Any],
    acting_user: User,
    batch: str = "",
) -> tuple[str, ...]:
    """Give fields of a row new values. Returns the names of those that were changed.

    Raises `journal.ChangedMeanwhile` and `ValidationError`.
    """
    unit = row.unit if isinstance(row, Target) else None
    if not isinstance(row, Target):
        unit = row.owner if isinstance(row, Indicator) else row.plan.unit
    return journal.change(
        row,
        values=values,
        verb=f"{row._meta.model_name}.revised",
        unit=unit,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def remove_target(row: Target, *, acting_user: User, batch: str = "") -> None:
    """Take a target away."""
    _remove(row, "target.removed", row.unit, acting_user, batch)


@transaction.atomic
def remove_from_plan(row: PlannedIndicator, *, acting_user: User, batch: str = "") -> None:
    """Take an indicator out of a plan. Its targets and outcomes stay with the indicator.

    Raises `ProtectedError` when it has been assessed there.
    """
    _remove(row, "indicator.unplanned", row.plan.unit, acting_user, batch)


@transaction.atomic
def remove_indicator(row: Indicator, *, acting_user: User, batch: str = "") -> None:
    """Take away an indicator that nothing refers to. Raises `ProtectedError`."""
    _remove(row, "indicator.removed", row.owner, acting_user, batch)


def _remove(
    row: Target | PlannedIndicator | Indicator,
    verb: str,
    unit: Unit,
    acting_user: User,
    batch: str,
) -> None:
    journal.entry(
        row, verb=verb, unit=unit, before=journal.facts(row), acting_user=acting_user, batch=batch
    ).save(force_insert=True)
    row.delete()


def _stamp(row: Outcome | Forecast, acting_user: User) -> None:
    period = rules.Period.parse(row.period)
    row.period_start, row.period_end = period.first_day, period.last_day
    row.entered_by = acting_user
