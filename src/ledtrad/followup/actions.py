# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes rounds, statuses and assessments. One function per use case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from ledtrad.followup.models import (
    ActivityStatus,
    GoalAssessment,
    GoalStatus,
    IndicatorAssessment,
    Judged,
    Round,
)
from ledtrad.organisation import journal
from ledtrad.organisation.models import Unit, User

J = TypeVar("J", bound=Judged)


class StatusOfAnotherRound(Exception):
    """A row that was to be added to the round belongs to another one."""


@transaction.atomic
def open_round(
    unit: Unit,
    *,
    year: int,
    occasion: str,
    name: str,
    closes_on: dt.date,
    acting_user: User,
    batch: str = "",
) -> Round:
    """Open a round of follow-up for a unit and all below it.

    Raises `ValidationError`, also when the unit has that round already.
    """
    return journal.insert(
        Round(unit=unit, year=year, occasion=occasion, name=name, closes_on=closes_on),
        verb="round.opened",
        unit=unit,
        acting_user=acting_user,
        batch=batch,
    )


@transaction.atomic
def add_activity_statuses(
    followup_round: Round,
    *,
    statuses: Sequence[ActivityStatus],
    acting_user: User,
    batch: str = "",
) -> list[ActivityStatus]:
    """Say how activities go. Raises `StatusOfAnotherRound` and `ValidationError`."""
    return _add(followup_round, statuses, "activity.status_set", acting_user, batch)


@transaction.atomic
def add_goal_statuses(
    followup_round: Round, *, statuses: Sequence[GoalStatus], acting_user: User, batch: str = ""
) -> list[GoalStatus]:
    """Say how assignments go. Raises `StatusOfAnotherRound` and `ValidationError`."""
    return _add(followup_round, statuses, "goal.status_set", acting_user, batch)


@transaction.atomic
def add_goal_assessments(
    followup_round: Round,
    *,
    assessments: Sequence[GoalAssessment],
    acting_user: User,
    batch: str = "",
) -> list[GoalAssessment]:
    """Judge how far goals are reached. Raises `StatusOfAnotherRound` and `ValidationError`."""
    return _add(followup_round, assessments, "goal.assessed", acting_user, batch)


@transaction.atomic
def add_indicator_assessments(
    followup_round: Round,
    *,
    assessments: Sequence[IndicatorAssessment],
    acting_user: User,
    batch: str = "",
) -> list[IndicatorAssessment]:
    """Judge how far targets are reached. Raises `StatusOfAnotherRound` and `ValidationError`."""
    return _add(followup_round, assessments, "indicator.assessed", acting_user, batch)


@transaction.atomic
def revise(
    row: ActivityStatus | GoalStatus | GoalAssessment | IndicatorAssessment,
    *,
    values: Mapping[str, Any],
    acting_user: User,
    batch: str = "",
) -> tuple[str, ...]:
    """Say something else of how it goes; the acting user is who says so now.

    Raises `journal.ChangedMeanwhile` and `ValidationError`.
    """
    return journal.change(
        row,
        values={"author": acting_user, "said_at": timezone.now(), **values},
        verb=f"{row._meta.model_name}.revised",
        unit=row.round.unit,
        acting_user=acting_user,
        batch=batch,
    )


def _add(
    followup_round: Round, rows: Sequence[J], verb: str, acting_user: User, batch: str
) -> list[J]:
    """Save rows of the round; the acting user is who says so."""
    for row in rows:
        if getattr(row, "round_id", None) != followup_round.pk:
            raise StatusOfAnotherRound(row)
        row.author = acting_user
    return journal.insert_many(
        rows, verb=verb, unit=followup_round.unit, acting_user=acting_user, batch=batch
    )
