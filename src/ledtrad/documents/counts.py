# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much there is: the figures of `ledtrad status` and of the start page. Eleven queries."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Min

from ledtrad.followup.models import ActivityStatus, GoalStatus
from ledtrad.indicators.models import PlannedIndicator, Target
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import ExpectedResult, Goal, Plan, PlannedActivity


def status(user: User | AnonymousUser) -> dict[str, Any]:
    """Counts of what the user may read.

    Keys: `units` by kind, `plans`, `partial_plans` (apart), `goals` by the name of their level
    from the top down, `expected_results`, `indicators`, `targets`, `activities`, `statuses` (of
    activities and assignments).
    """
    units = Unit.objects.visible_to(user).values_list("kind").annotate(n=Count("pk"))
    by_kind = dict(units.order_by())
    plans = Plan.objects.visible_to(user)
    goals = (
        Goal.objects.visible_to(user)
        .order_by()
        .values_list("level__name")
        .annotate(n=Count("pk"), at=Min("level__position"))
        .order_by("at", "level__name")
    )
    results = ExpectedResult.objects.filter(goal__in=Goal.objects.visible_to(user))
    return {
        "units": {kind: by_kind[kind] for kind in Unit.Kind.values if kind in by_kind},
        "plans": plans.whole().count(),
        "partial_plans": plans.partial().count(),
        "goals": {name: count for name, count, _ in goals},
        "expected_results": results.count(),
        "indicators": PlannedIndicator.objects.visible_to(user).count(),
        "targets": Target.objects.visible_to(user).count(),
        "activities": PlannedActivity.objects.visible_to(user).count(),
        "statuses": ActivityStatus.objects.visible_to(user).count()
        + GoalStatus.objects.visible_to(user).count(),
    }
