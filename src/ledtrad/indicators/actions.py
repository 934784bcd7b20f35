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
from ledtrad.organisation.models import User
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


def _stamp(row: Outcome | Forecast, acting_user: User) -> None:
    period = rules.Period.parse(row.period)
    row.period_start, row.period_end = period.first_day, period.last_day
    row.entered_by = acting_user
