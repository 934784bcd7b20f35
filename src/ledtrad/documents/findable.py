# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words by which what was imported can be found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ledtrad.indicators.models import PlannedIndicator
from ledtrad.plans.models import Chapter, Goal, Plan, PlannedActivity
from ledtrad.plans.rules import plain_text
from ledtrad.search import actions
from ledtrad.search.actions import Entry

KINDS = {
    "plans.goal": "goal",
    "plans.plannedactivity": "activity",
    "indicators.plannedindicator": "indicator",
    "plans.chapter": "text",
    "plans.plan": "plan",
}
"""Models that can be found, by label, and what search calls them."""


def index_rows(label: str, pks: Collection[int]) -> None:
    """Let rows of one model be found by what they say now. At most four queries."""
    if pks:
        actions.index(_ENTRIES[label](pks))


def forget_rows(label: str, pks: Iterable[int]) -> None:
    """Let rows that are gone be found no more."""
    actions.remove(KINDS[label], [str(pk) for pk in pks])


def _entry(kind: str, row: int, title: str, body: Iterable[str], plan: Plan) -> Entry:
    return Entry(
        kind=kind,
        object_id=str(row),
        title=title,
        body="\n".join(part for part in body if part),
        unit_id=plan.unit_id,
        first_year=plan.period_start.year,
        last_year=plan.period_end.year,
    )


def _goals(pks: Collection[int]) -> Iterator[Entry]:
    goals = Goal.objects.filter(pk__in=pks).select_related("plan").order_by("pk")
    for goal in goals.prefetch_related("sections", "expected_results"):
        sections = (plain_text(section.text) for section in goal.sections.all())
        results = (result.text for result in goal.expected_results.all())
        body = (plain_text(goal.text), *results, *sections)
        yield _entry("goal", goal.pk, str(goal), body, goal.plan)


def _activities(pks: Collection[int]) -> Iterator[Entry]:
    rows = PlannedActivity.objects.filter(pk__in=pks).select_related("plan", "department")
    for row in rows.order_by("pk"):
        department = row.department.name if row.department else ""
        body = (
            row.aim,
            row.responsible_text,
            row.resources,
            department,
            plain_text(row.planned_follow_up),
        )
        yield _entry("activity", row.pk, row.title, body, row.plan)


def _indicators(pks: Collection[int]) -> Iterator[Entry]:
    rows = PlannedIndicator.objects.filter(pk__in=pks).select_related("plan").order_by("pk")
    for row in rows:
        yield _entry("indicator", row.pk, row.wording, (plain_text(row.comment),), row.plan)


def _chapters(pks: Collection[int]) -> Iterator[Entry]:
    for row in Chapter.objects.filter(pk__in=pks).select_related("plan").order_by("pk"):
        yield _entry("text", row.pk, row.heading, (plain_text(row.text),), row.plan)


def _plans(pks: Collection[int]) -> Iterator[Entry]:
    for plan in Plan.objects.filter(pk__in=pks).select_related("unit").order_by("pk"):
        title = f"{plan.title or plan.get_kind_display()}, {plan.unit.name}"
        yield _entry("plan", plan.pk, title, (plan.handler, plan.case_number), plan)


_ENTRIES = {
    "plans.goal": _goals,
    "plans.plannedactivity": _activities,
    "indicators.plannedindicator": _indicators,
    "plans.chapter": _chapters,
    "plans.plan": _plans,
}
