# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The models of the plans, by noun."""

from __future__ import annotations

from ledtrad.plans.models.activities import (
    Activity,
    ActivityCategory,
    ActivityGoal,
    ActivityRole,
    PlannedActivity,
    PlannedActivityQuerySet,
)
from ledtrad.plans.models.dues import DueKind, HasDue
from ledtrad.plans.models.goals import ExpectedResult, Goal, GoalQuerySet, GoalSection
from ledtrad.plans.models.plans import (
    ChangeAhead,
    Chapter,
    CompetenceNeed,
    ListedWorkplace,
    Plan,
    PlanQuerySet,
)

__all__ = [
    "Activity",
    "ActivityCategory",
    "ActivityGoal",
    "ActivityRole",
    "ChangeAhead",
    "Chapter",
    "CompetenceNeed",
    "DueKind",
    "ExpectedResult",
    "Goal",
    "GoalQuerySet",
    "GoalSection",
    "HasDue",
    "ListedWorkplace",
    "Plan",
    "PlanQuerySet",
    "PlannedActivity",
    "PlannedActivityQuerySet",
]
