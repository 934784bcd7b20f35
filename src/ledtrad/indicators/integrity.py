# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold among indicators and SQL cannot state: each function lists what does not."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists, F, OuterRef, Q

from ledtrad.indicators import rules
from ledtrad.indicators.models import Forecast, Indicator, Outcome, PlannedIndicator, Target
from ledtrad.organisation.integrity import Problem
from ledtrad.organisation.models import UnitClosure
from ledtrad.organisation.rules import sort_key, title_key


def problems() -> list[Problem]:
    """All that is wrong among indicators. The number of queries does not depend on the data."""
    checks: tuple[Callable[[], list[Problem]], ...] = (
        _planned_under_goals_of_other_plans,
        _targets_of_unrelated_units,
        _wrong_periods,
        _groups_without_split,
        _wrong_keys,
    )
    return [problem for check in checks for problem in check()]


def _planned_under_goals_of_other_plans() -> list[Problem]:
    found = PlannedIndicator.objects.exclude(goal=None).exclude(goal__plan=F("plan"))
    return [
        Problem("indicator_goal_of_other_plan", {"planned_indicator": pk})
        for pk in found.order_by("pk").values_list("pk", flat=True)
    ]


def _targets_of_unrelated_units() -> list[Problem]:
    """A target is set by the indicator's owner, by a unit above it or by one below it."""
    owner, unit = OuterRef("indicator__owner"), OuterRef("unit")
    related = UnitClosure.objects.filter(
        Q(ancestor=owner, descendant=unit) | Q(ancestor=unit, descendant=owner)
    )
    found = Target.objects.filter(~Exists(related))
    return [
        Problem("target_of_unrelated_unit", {"target": pk})
        for pk in found.order_by("pk").values_list("pk", flat=True)
    ]


def _wrong_periods() -> list[Problem]:
    """Outcomes and forecasts whose period is none, or whose days are not the period's."""
    found = []
    for code, model in (("outcome_period_wrong", Outcome), ("forecast_period_wrong", Forecast)):
        rows = model._default_manager.order_by("pk").values_list(
            "pk", "period", "period_start", "period_end"
        )
        for pk, text, start, end in rows.iterator():
            try:
                period = rules.Period.parse(text)
            except rules.NotAPeriod:
                found.append(Problem(code, {"id": pk}))
                continue
            if (start, end) != (period.first_day, period.last_day):
                found.append(Problem(code, {"id": pk}))
    return found


def _groups_without_split() -> list[Problem]:
    """Outcomes of women or men on an indicator that is not split by gender."""
    found = Outcome.objects.exclude(group="total").filter(indicator__gender_split=False)
    return [
        Problem("outcome_group_not_split", {"outcome": pk})
        for pk in found.order_by("pk").values_list("pk", flat=True)
    ]


def _wrong_keys() -> list[Problem]:
    rows = Indicator.objects.order_by("pk").values_list("pk", "name", "name_key", "sort_key")
    return [
        Problem("indicator_key_wrong", {"indicator": pk})
        for pk, name, key, order in rows.iterator()
        if (key, order) != (title_key(name), sort_key(name))
    ]
