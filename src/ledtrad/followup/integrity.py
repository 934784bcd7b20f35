# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold in the follow-up and SQL cannot state: each function lists what does not."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q

from ledtrad.followup.models import ActivityStatus, GoalAssessment, GoalStatus
from ledtrad.organisation.integrity import Problem
from ledtrad.organisation.models import UnitClosure


def problems() -> list[Problem]:
    """All that is wrong in the follow-up. Four queries."""
    return [
        *_statuses_outside_their_round(),
        *_statuses_of_goals_that_are_no_assignments(),
    ]


def _statuses_outside_their_round() -> list[Problem]:
    """What is followed up stands in a plan of the round's unit or below it, and of its year."""
    found = []
    for code, model, path in (
        ("activity_status_outside_round", ActivityStatus, "planned_activity__plan"),
        ("goal_status_outside_round", GoalStatus, "goal__plan"),
        ("goal_assessment_outside_round", GoalAssessment, "goal__plan"),
    ):
        related = UnitClosure.objects.filter(
            Q(ancestor=OuterRef("round__unit"), descendant=OuterRef(f"{path}__unit"))
            | Q(descendant=OuterRef("round__unit"), ancestor=OuterRef(f"{path}__unit"))
        )
        outside = (
            ~Exists(related)
            | Q(**{f"{path}__period_start__year__gt": F("round__year")})
            | Q(**{f"{path}__period_end__year__lt": F("round__year")})
        )
        rows = model._default_manager.filter(outside).order_by("pk").values_list("pk", flat=True)
        found += [Problem(code, {"id": pk}) for pk in rows]
    return found


def _statuses_of_goals_that_are_no_assignments() -> list[Problem]:
    rows = GoalStatus.objects.filter(goal__level__is_assignment=False)
    return [
        Problem("goal_status_of_no_assignment", {"id": pk})
        for pk in rows.order_by("pk").values_list("pk", flat=True)
    ]
