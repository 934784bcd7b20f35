# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Activities: what is to be done, by whom and when, in a unit and all below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ledtrad.followup.models import ActivityStatus, late_activities
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import DueKind, Goal, PlannedActivity
from ledtrad.steering.models import StatusKind
from ledtrad.web import formats
from ledtrad.web.activity_filter import (
    BY_GOAL,
    BY_MONTH,
    BY_ROLE,
    BY_STATUS,
    BY_UNIT,
    GROUPINGS,
    LATE,
    NOTHING,
    SCOPES,
    UNGROUPED,
    ActivityFilter,
    belongs_under_a_goal,
    choices,
    in_scope,
)
from ledtrad.web.http import MemberRequest, Place, answers_fragment, unit_page
from ledtrad.web.plan_address import anchor, plan_url, plan_word
from ledtrad.web.shell import imports_url

ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """An activity as the list shows it: with its newest status, and whether it is late.

    What it is grouped by comes from the order of the list; what that did not need is None.
    """

    number: int
    activity: PlannedActivity
    first_goal: int | None
    first_role: str | None
    group_size: int
    unit: Unit
    due: str
    goals: tuple[Goal, ...]
    responsible: str
    categories: str
    status: ActivityStatus | None
    is_late: bool
    plan_url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together. `count` is how many there are on all pages of the list.

    `is_broken` says that the activities ought to serve a goal and do not.
    """

    heading: str
    level: str
    count: int
    is_broken: bool
    rows: tuple[Row, ...]


@require_safe
@answers_fragment
@unit_page
def show_activities(request: MemberRequest, place: Place) -> HttpResponse:
    """The activities of the place, filtered, grouped, sorted and paged."""
    today = timezone.localdate()
    chosen = ActivityFilter.parse(request.GET, grouping=usual_grouping(place))
    everything = in_scope(request, place, chosen.scope)
    shown = chosen.apply(everything, today)
    page = Paginator(chosen.order(shown).only("pk"), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = _rows(request.user, place, list(page.object_list), today)
    is_fragment = request.htmx and request.htmx.target == "lista"
    offered = choices(everything)
    context: dict[str, Any] = {
        "place": place,
        "year": str(place.year),
        "today": today,
        "chosen": chosen,
        "sort": chosen.sort,
        "page": page,
        "groups": _groups(rows, chosen.grouping),
        "offered": offered,
        "summary": summary(
            page.paginator.count, offered.total, late_activities(shown.order_by(), today).count()
        ),
        "has_groups": chosen.grouping != UNGROUPED,
        "shows_unit": chosen.grouping != BY_UNIT and len(offered.units) > 1,
        "is_fragment": is_fragment,
        "scopes": SCOPES,
        "groupings": GROUPINGS,
        "late": LATE,
        "nothing": NOTHING,
        "imports_url": imports_url(request.user),
    }
    return render(
        request, "web/activities_rows.html" if is_fragment else "web/activities.html", context
    )


def usual_grouping(place: Place) -> str:
    """By goal in a unit of its own; by unit where there are units below."""
    has_below = any(unit.parent_id == place.unit.pk for unit in place.near)
    return BY_UNIT if has_below else BY_GOAL


def summary(shown: int, total: int, late: int) -> str:
    """How many activities there are, and how many of those shown are late."""
    if shown == total:
        first = ngettext("%(n)s activity.", "%(n)s activities.", total)
    else:
        first = ngettext(
            "%(shown)s of %(n)s activity is shown.",
            "%(shown)s of %(n)s activities are shown.",
            total,
        )
    words = first % {"n": formats.swedish_number(total), "shown": formats.swedish_number(shown)}
    if not shown:
        return words
    if not late:
        return f"{words} {_('None of them is late.')}"
    second = ngettext("%(n)s of them is late.", "%(n)s of them are late.", late)
    return f"{words} {second % {'n': formats.swedish_number(late)}}"


def _rows(user: User, place: Place, found: Sequence[PlannedActivity], today: dt.date) -> list[Row]:
    """The rows of one page, given its activities in order. Six queries."""
    of_page = PlannedActivity.objects.visible_to(user).filter(pk__in=[each.pk for each in found])
    goals = Goal.objects.visible_to(user).select_related("level").defer("text")
    whole = {
        activity.pk: activity
        for activity in of_page.select_related("plan__unit", "department")
        .defer("plan__snapshot")
        .prefetch_related(
            "roles",
            "categories",
            Prefetch("goals", queryset=goals.order_by("level__position", "position", "pk")),
        )
    }
    late = set(late_activities(of_page, today).values_list("pk", flat=True))
    statuses = {
        status.planned_activity_id: status
        for status in ActivityStatus.objects.visible_to(user)
        .newest()
        .filter(planned_activity__in=list(whole))
        .select_related("round")
    }
    return [
        _row(place, number, whole[each.pk], each, statuses.get(each.pk), is_late=each.pk in late)
        for number, each in enumerate(found, start=1)
        if each.pk in whole
    ]


def _row(
    place: Place,
    number: int,
    activity: PlannedActivity,
    found: PlannedActivity,
    status: ActivityStatus | None,
    *,
    is_late: bool,
) -> Row:
    plan = activity.plan
    roles = sorted(activity.roles.all(), key=lambda role: role.position)
    names = dict.fromkeys(capfirst(str(role)) for role in roles)
    word = plan_word(plan.kind, plan.period_start, plan.period_end)
    return Row(
        number=number,
        activity=activity,
        first_goal=getattr(found, "first_goal", None),
        first_role=getattr(found, "first_role", None),
        group_size=getattr(found, "group_size", 0),
        unit=activity.department or plan.unit,
        due=_due(activity),
        goals=tuple(activity.goals.all()),
        responsible=", ".join(names) or activity.responsible_text,
        categories=", ".join(category.name for category in activity.categories.all()),
        status=status,
        is_late=is_late,
        plan_url=f"{plan_url(plan.unit.public_code, place.year, word)}"
        f"#{anchor('activity', activity.pk)}",
    )


def _due(activity: PlannedActivity) -> str:
    """A day as days are written here, and all else in the plan's own words."""
    if activity.due_kind == DueKind.DATE and activity.due_date:
        return formats.swedish_date(activity.due_date)
    return activity.due_text


def _groups(rows: Sequence[Row], grouping: str) -> list[Group]:
    """The rows under their headings, in the order given."""
    groups = []
    for _key, members in groupby(rows, key=lambda row: _group_key(row, grouping)):
        inside = tuple(members)
        first = inside[0]
        goal = _first_goal(first) if grouping == BY_GOAL else None
        groups.append(
            Group(
                heading=_heading(first, grouping),
                level=goal.level.name if goal else "",
                count=first.group_size,
                is_broken=grouping == BY_GOAL
                and goal is None
                and belongs_under_a_goal(first.activity.plan),
                rows=inside,
            )
        )
    return groups


def _group_key(row: Row, grouping: str) -> object:
    activity = row.activity
    if grouping == BY_GOAL:
        return row.first_goal or activity.plan.kind
    if grouping == BY_ROLE:
        return row.first_role
    if grouping == BY_UNIT:
        return row.unit.pk
    if grouping == BY_MONTH:
        return activity.due_date and (activity.due_date.year, activity.due_date.month)
    return row.status and row.status.kind if grouping == BY_STATUS else None


def _heading(row: Row, grouping: str) -> str:
    """What the rows of the group have in common, in words."""
    if grouping == BY_GOAL:
        goal = _first_goal(row)
        if goal:
            return str(goal)
        under_goals = belongs_under_a_goal(row.activity.plan)
        return _("Without a goal") if under_goals else _("Of the competence plan")
    if grouping == BY_ROLE:
        roles = sorted(row.activity.roles.all(), key=lambda role: role.position)
        return capfirst(str(roles[0])) if roles else _("Nobody is named")
    if grouping == BY_UNIT:
        return row.unit.name
    if grouping == BY_MONTH:
        due = row.activity.due_date
        return f"{capfirst(formats.MONTHS[due.month - 1])} {due.year}" if due else _("No last day")
    if grouping == BY_STATUS:
        kind = row.status.kind if row.status else ""
        return capfirst(str(StatusKind(kind).label)) if kind else _("Without a status")
    return ""


def _first_goal(row: Row) -> Goal | None:
    """The goal that the list groups the activity under."""
    return next((goal for goal in row.goals if goal.pk == row.first_goal), None)
