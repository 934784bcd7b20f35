# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a database tells, without keys, times and positions: two that tell the same are the same."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models

from ledtrad.followup.models import ActivityStatus, GoalStatus
from ledtrad.indicators.models import PlannedIndicator, Target
from ledtrad.organisation.models import Unit
from ledtrad.plans.models import Chapter, ExpectedResult, Goal, GoalSection, Plan, PlannedActivity
from ledtrad.plans.rules import plain_text

REMEMBERING = {
    "organisation.journalentry", "documents.import", "documents.importedrow",
    "documents.storedfile",
}  # fmt: skip
APPS = ("organisation", "plans", "indicators", "followup", "documents", "search")


def told() -> dict[str, Any]:
    """What is planned and followed up, as sorted lists of plain values."""
    goals = Goal.objects.select_related("plan__unit", "level", "parent")
    return {
        "units": sorted(
            (unit.kind, unit.name, unit.parent.name if unit.parent else "")
            for unit in Unit.objects.select_related("parent")
        ),
        "plans": sorted(
            (plan.unit.name, plan.kind, plan.period_start, plan.period_end, plan.is_partial,
             plan.title, plan.handler, plan.steering_model.code)
            for plan in Plan.objects.select_related("unit", "steering_model")
        ),
        "goals": sorted(
            (goal.plan.unit.name, goal.level.code, goal.number, goal.title,
             goal.parent.title if goal.parent else "", plain_text(goal.text), goal.due_text)
            for goal in goals
        ),
        "results": sorted(
            ExpectedResult.objects.values_list("goal__plan__unit__name", "goal__title", "text")
        ),
        "sections": sorted(
            (row.goal.title, row.type, plain_text(row.text))
            for row in GoalSection.objects.select_related("goal")
        ),
        "chapters": sorted(
            (row.plan.unit.name, row.heading, plain_text(row.text))
            for row in Chapter.objects.select_related("plan__unit")
        ),
        "indicators": sorted(
            (row.plan.unit.name, row.goal.title if row.goal else "", row.indicator.name,
             row.indicator.periodicity, row.indicator.owner.name)
            for row in PlannedIndicator.objects.select_related(
                "plan__unit", "goal", "indicator__owner"
            )
        ),
        "targets": sorted(
            Target.objects.values_list("indicator__name", "unit__name", "year", "text", "value")
        ),
        "activities": sorted(
            (row.plan.unit.name, row.title, row.due_text, row.aim,
             sorted(goal.title for goal in row.goals.all()))
            for row in PlannedActivity.objects.select_related("plan__unit")
        ),
        "statuses": sorted(
            [
                *ActivityStatus.objects.values_list("planned_activity__title", "text", "kind"),
                *GoalStatus.objects.values_list("goal__title", "text", "kind"),
            ]
        ),
    }  # fmt: skip


def rows() -> set[str]:
    """Every row of every table of the plans, to the letter, but for revisions."""
    found: set[str] = set()
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            if model._meta.label_lower not in REMEMBERING:
                found |= {_row(row) for row in model._default_manager.all()}
    return found


def _row(row: models.Model) -> str:
    (data,) = serializers.serialize("python", [row])
    fields = {name: value for name, value in data["fields"].items() if name != "revision"}
    return f"{data['model']} {data['pk']} {sorted(fields.items())}"
