# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Start: the next step, what is there for a unit and a year, and what has changed lately."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from ledtrad.documents.examining import standing
from ledtrad.documents.models import Import
from ledtrad.followup.models import late_activities
from ledtrad.indicators.models import PlannedIndicator
from ledtrad.organisation.models import JournalEntry, User
from ledtrad.plans.models import Goal, Plan, PlannedActivity
from ledtrad.web import thread_tree
from ledtrad.web.formats import swedish_moment
from ledtrad.web.http import MemberRequest, Place, first_place, remembered_place, unit_page
from ledtrad.web.shell import imports_url, reads_in, unit_url, url_if_routed
from ledtrad.web.thread import find_scope, goal_rows

MOST_CHANGES = 8
MOST_PLANS_COUNTED = 500

# What the journal's verbs are called here; `what` is the plan's or the round's own name.
CHANGES = {
    "plan.created": gettext_lazy("%(what)s was added for %(unit)s."),
    "plan.completed": gettext_lazy("%(unit)s’s own plan was read in. Before, others told of it."),
    "plan.adopted": gettext_lazy("The plan of %(unit)s was adopted."),
    "round.opened": gettext_lazy("%(what)s was opened for %(unit)s."),
    "unit.renamed": gettext_lazy("%(unit)s got a new name."),
    "unit.moved": gettext_lazy("%(unit)s was moved in the organisation."),
    "unit.closed": gettext_lazy("%(unit)s was closed."),
}


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits. `count` stands first; the first task of the list is the next step."""

    count: int
    unit: str
    title: str
    text: str
    url: str
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the six figures, with the same of the year before."""

    label: str
    now: int
    before: int
    url: str | None
    more: str


@dataclass(frozen=True, slots=True)
class Change:
    """A line of what has changed lately."""

    day: dt.date
    is_this_year: bool
    text: str


@require_safe
def go_home(request: MemberRequest) -> HttpResponse:
    """To where the user last was; else to a first place; else say how to begin."""
    if remembered := remembered_place(request):
        return redirect(unit_url("web:unit", remembered.unit, remembered.year))
    if first := first_place(request.user):
        return redirect(unit_url("web:unit", *first))
    return render(request, "web/empty_start.html", {"imports_url": imports_url(request.user)})


@require_safe
@unit_page
def show_start(request: MemberRequest, place: Place) -> HttpResponse:
    """A unit's first page for a year."""
    today = timezone.localdate()
    figures = six_figures(request.user, place, today)
    context = {
        "place": place,
        "year": str(place.year),
        "last_year": str(place.year - 1),
        "today": today,
        "figures": figures,
        "has_plans": any(figure.now for figure in figures),
        "tasks": tasks(request.user, place, figures, late=figures[-1].now),
        "changes": latest_changes(request.user, place),
    }
    return render(request, "web/start.html", context)


def six_figures(user: User, place: Place, today: dt.date) -> list[Figure]:
    """What there is in the unit and below it this year and the year before. Five queries."""
    unit, year = place.unit, place.year
    plans = Plan.objects.visible_to(user).within(unit)
    goals = Goal.objects.visible_to(user).within(unit)
    indicators = PlannedIndicator.objects.visible_to(user).within(unit)
    activities = PlannedActivity.objects.visible_to(user).within(unit)
    of_plans = _count(plans, year, "", whole=("pk", Q(is_partial=False)), every=("pk", Q()))
    of_goals = _count(goals, year, "plan__", goals=("pk", Q()), results=("expected_results", Q()))
    of_indicators = _count(indicators, year, "plan__", every=("pk", Q()))
    of_activities = _count(activities, year, "plan__", every=("pk", Q()))
    of_late = _count(late_activities(activities, today), year, "plan__", every=("pk", Q()))
    partial = of_plans["every"] - of_plans["whole"]
    known = ngettext(
        "%(n)d more is known only through others’ plans",
        "%(n)d more are known only through others’ plans",
        partial,
    )

    def figure(label: str, counts: dict[str, int], key: str, page: str, more: str = "") -> Figure:
        kwargs = {"unit_code": unit.public_code, "year": year}
        return Figure(
            label, counts[key], counts[f"{key}_before"], url_if_routed(page, kwargs), more
        )

    return [
        figure(
            _("Plans"), of_plans, "whole", "web:plan", known % {"n": partial} if partial else ""
        ),
        figure(_("Goals"), of_goals, "goals", "web:goals"),
        figure(_("Expected results"), of_goals, "results", "web:goals"),
        figure(_("Indicators"), of_indicators, "every", "web:indicators"),
        figure(_("Activities"), of_activities, "every", "web:activities"),
        figure(_("Activities that are late"), of_late, "every", "web:activities"),
    ]


def tasks(user: User, place: Place, figures: Sequence[Figure], late: int) -> list[Task]:
    """What waits, the next step first. At most four queries, and three for who may edit plans."""
    found = []
    reading = imports_url(user)
    waiting = Import.objects.visible_to(user).waiting().count() if reading else 0
    if reading and waiting:
        found.append(
            Task(
                waiting,
                ngettext("document", "documents", waiting),
                _("Look through what was read in"),
                _("Nothing of it is in the plans before somebody has accepted it."),
                reading,
            )
        )
    if reading and not figures[0].now:
        found.append(
            Task(
                0,
                "",
                _("Read in a plan for %(year)s") % {"year": place.year},
                _("There is no plan of %(unit)s or of a unit below it.")
                % {"unit": place.unit.name},
                reading,
            )
        )
    breaks = count_breaks(user, place)
    if breaks != 0:
        found.append(
            Task(
                breaks or 0,
                ngettext("place", "places", breaks or 0),
                _("See where the thread breaks"),
                _("Goals that no unit has taken up, or that nothing shows when they are reached."),
                f"{unit_url('web:goals', place.unit, place.year)}?brister=1",
                is_broken=True,
            )
        )
    activities_url = url_if_routed(
        "web:activities", {"unit_code": place.unit.public_code, "year": place.year}
    )
    if late and activities_url:
        found.append(
            Task(
                late,
                ngettext("activity", "activities", late),
                _("Follow up what is late"),
                _("Their last day has passed, and nothing says that they are done."),
                activities_url,
            )
        )
    if reads_in(user) and (checks := to_mend(user, place)):
        found.append(checks)
    return found


def to_mend(user: User, place: Place) -> Task | None:
    """What the checks last found in the plans that the user may edit. At most three queries.

    None when nothing stands. Nothing is examined here: that is asked for on the page itself.
    """
    stands = standing(user, place.unit, place.year)
    count, unseen = stands.errors + stands.warnings, stands.plans - stands.examined
    url = unit_url("web:findings", place.unit, place.year)
    if not stands.plans or (not count and not unseen):
        return None
    if not stands.examined or stands.since is None:
        text = ngettext(
            "The plan has not been checked yet.",
            "The %(n)d plans have not been checked yet.",
            stands.plans,
        )
        return Task(0, "", _("Have the plans checked"), text % {"n": stands.plans}, url)
    sentences = [
        ngettext(
            "%(levels)s in one plan, checked %(when)s.",
            "%(levels)s in %(n)d plans, checked %(when)s.",
            stands.examined,
        )
        % {
            "levels": _levels(stands.errors, stands.warnings),
            "n": stands.examined,
            "when": swedish_moment(timezone.localtime(stands.since)),
        }
    ]
    if stands.has_changed:
        sentences.append(_("Something has changed since."))
    if unseen:
        more = ngettext(
            "One plan has not been checked by today’s rules.",
            "%(n)d plans have not been checked by today’s rules.",
            unseen,
        )
        sentences.append(more % {"n": unseen})
    return Task(
        count,
        ngettext("finding", "findings", count),
        _("Look at what the checks found"),
        " ".join(sentences),
        url,
    )


def _levels(errors: int, warnings: int) -> str:
    """`3 errors and 9 warnings`, without what there is none of."""
    counts = [
        ngettext("%(n)d error", "%(n)d errors", errors) % {"n": errors},
        ngettext("%(n)d warning", "%(n)d warnings", warnings) % {"n": warnings},
    ]
    said = [words for words, number in zip(counts, (errors, warnings), strict=True) if number]
    return _(" and ").join(said) or _("Nothing to mend")


def count_breaks(user: User, place: Place) -> int | None:
    """In how many places the thread breaks around the unit, activities under no goal aside.

    None when the plans are too many to go through for a number. At most two queries.
    """
    scope = find_scope(user, place)
    if len(scope.plans) > MOST_PLANS_COUNTED:
        return None
    return thread_tree.count_breaks(thread_tree.grow(goal_rows(user, scope), scope))


def latest_changes(user: User, place: Place) -> list[Change]:
    """What has happened to plans, rounds and units lately. One query."""
    entries = (
        JournalEntry.objects.visible_to(user)
        .latest_within(place.unit, CHANGES)
        .select_related("unit")[:MOST_CHANGES]
    )
    year = timezone.localdate().year
    days = ((entry, timezone.localdate(entry.at)) for entry in entries)
    return [Change(day, day.year == year, _sentence(entry)) for entry, day in days]


def _sentence(entry: JournalEntry) -> str:
    unit = entry.unit.name if entry.unit else ""
    kinds = dict(Plan.Kind.choices)
    said = entry.after.get("title") or entry.after.get("name")
    kind = kinds.get(entry.after.get("kind", ""), "")
    period = entry.after.get("period_text") or str(entry.after.get("period_start", ""))[:4]
    what = said or f"{kind} {period}".strip().capitalize()
    if entry.verb == "plan.created" and entry.after.get("is_partial"):
        sentence = _("Goals of %(unit)s became known through another unit’s plan.")
    else:
        sentence = str(CHANGES[entry.verb])
    return sentence % {"what": what, "unit": unit}


def _count(rows: QuerySet[Any], year: int, plan: str, **wanted: tuple[str, Q]) -> dict[str, int]:
    """Counts of the year, and of the year before as `…_before`, in one query.

    `plan` leads from a row to its plan, ending in `__`. Each wanted count has the field that it
    counts and a condition of its own.
    """

    def in_year(which: int) -> Q:
        return Q(
            **{
                f"{plan}period_start__lte": dt.date(which, 12, 31),
                f"{plan}period_end__gte": dt.date(which, 1, 1),
            }
        )

    counts = {
        f"{name}{suffix}": Count(counted, filter=in_year(which) & own, distinct=True)
        for name, (counted, own) in wanted.items()
        for suffix, which in (("", year), ("_before", year - 1))
    }
    found: dict[str, int] = rows.order_by().aggregate(**counts)
    return found
