# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""One indicator: its place in the thread, definition, targets and outcomes, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ledtrad.indicators.models import Group, Indicator, Outcome, PlannedIndicator, Target
from ledtrad.indicators.rules import Period
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import Goal
from ledtrad.web import indicator_chart
from ledtrad.web.http import MemberRequest, Place, unit_page
from ledtrad.web.indicator_chart import Chart
from ledtrad.web.indicator_values import (
    DRAWN,
    attainment,
    in_order_of_nearness,
    name_key_of,
    outcome_text,
    period_name,
    rule_in_words,
    target_text,
    whose,
)
from ledtrad.web.shell import url_if_routed

MOST_PLACES = 30
MOST_UNITS = 200
MOST_OUTCOMES = 300


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period's outcomes by group, the targets of its year, and how far they are reached."""

    number: int
    period: str
    total: Outcome | None
    total_text: str
    women: str
    men: str
    targets: tuple[str, ...]
    assessment: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit below, with its latest outcome of the year."""

    unit: Unit
    period: str
    value: str
    assessment: str | None


@require_safe
@unit_page
def show_indicator(request: MemberRequest, place: Place, code: str) -> HttpResponse:
    """The indicator of the place's unit or, named by `agare`, of a unit above it."""
    owner = request.GET.get("agare") or place.unit.public_code
    indicator = find_indicator(request.user, place, owner, code)
    if indicator is None:
        raise Http404
    places = list(
        PlannedIndicator.objects.visible_to(request.user)
        .filter(indicator=indicator)
        .with_parts()
        .select_related("goal__parent__level")
        .order_by("-plan__period_start", "position", "pk")[:MOST_PLACES]
    )
    targets = _targets(request.user, place, indicator)
    outcomes, measured_unit = _outcomes(request.user, place, indicator)
    owners = _target_owners(targets, place)
    rows = _period_rows(indicator, place, outcomes, targets, owners)
    chart = _chart(rows, outcomes, indicator, targets, place)
    here = next((each for each in places if _is_of_year(each, place.year)), None)
    planned = here or (places[0] if places else None)
    context = {
        "place": place,
        "year": str(place.year),
        "indicator": indicator,
        "planned": planned,
        "written_periodicity": written_periodicity(planned),
        "chain": chain(planned.goal if planned else None),
        "places": [
            (
                each,
                str(each.plan.period_start.year),
                url_if_routed(
                    "web:plan",
                    {
                        "unit_code": each.plan.unit.public_code,
                        "year": each.plan.period_start.year,
                    },
                ),
            )
            for each in places
        ],
        "target_owners": [whose(unit, place) for unit in owners],
        "years_of_targets": _targets_by_year(indicator, targets, owners),
        "rows": rows,
        "measured_unit": measured_unit,
        "has_groups": any(row.women or row.men for row in rows),
        "chart": chart,
        "latest": rows[0] if rows else None,
        "units": _unit_rows(request.user, place, indicator, targets),
        "missing": _missing(indicator, rows, targets, place.year),
    }
    return render(request, "web/indicator.html", context)


def find_indicator(user: User, place: Place, owner: str, code: str) -> Indicator | None:
    """The indicator with the code, owned by a unit of the place's line. One query."""
    line = [unit.pk for unit in place.line if unit.public_code == owner]
    return (
        Indicator.objects.visible_to(user)
        .filter(owner__in=line, name_key=name_key_of(code))
        .select_related("owner")
        .first()
    )


def chain(goal: Goal | None) -> tuple[Goal, ...]:
    """The goal that the indicator stands under, below the goal above it."""
    if goal is None:
        return ()
    return (goal.parent, goal) if goal.parent else (goal,)


def written_periodicity(planned: PlannedIndicator | None) -> str:
    """How often it is measured as the plan says it, where that says more than the indicator."""
    if planned is None:
        return ""
    known = str(planned.indicator.get_periodicity_display())
    written = planned.periodicity_text
    return "" if written.casefold() == known.casefold() else written


def _is_of_year(planned: PlannedIndicator, year: int) -> bool:
    return planned.plan.period_start.year <= year <= planned.plan.period_end.year


def _targets(user: User, place: Place, indicator: Indicator) -> list[Target]:
    units = [unit.pk for unit in place.line]
    return list(
        Target.objects.visible_to(user)
        .filter(indicator=indicator, unit__in=units)
        .select_related("unit")
        .order_by("-year")
    )


def _target_owners(targets: Sequence[Target], place: Place) -> list[Unit]:
    """The units that have targets, nearest first."""
    ordered = in_order_of_nearness(targets, place)
    return list({target.unit_id: target.unit for target in ordered}.values())


def _targets_by_year(
    indicator: Indicator, targets: Sequence[Target], owners: Sequence[Unit]
) -> list[tuple[str, list[str]]]:
    by_year: dict[int, dict[int, str]] = defaultdict(dict)
    for target in targets:
        by_year[target.year][target.unit_id] = target_text(target, indicator)
    return [
        (str(year), [texts.get(unit.pk, "") for unit in owners])
        for year, texts in sorted(by_year.items(), reverse=True)
    ]


def _outcomes(user: User, place: Place, indicator: Indicator) -> tuple[list[Outcome], Unit]:
    """The outcomes of the place's unit or, where it has none, of the indicator's owner."""
    units = {place.unit.pk: place.unit, indicator.owner_id: indicator.owner}
    found = list(
        Outcome.objects.visible_to(user)
        .filter(indicator=indicator, unit__in=units)
        .select_related("entered_by")
        .latest_first()[:MOST_OUTCOMES]
    )
    own = [outcome for outcome in found if outcome.unit_id == place.unit.pk]
    return (own, place.unit) if own else (found, indicator.owner)


def _period_rows(
    indicator: Indicator,
    place: Place,
    outcomes: Sequence[Outcome],
    targets: Sequence[Target],
    owners: Sequence[Unit],
) -> list[PeriodRow]:
    """A row a period, newest first."""
    by_period: dict[str, dict[str, Outcome]] = defaultdict(dict)
    for outcome in outcomes:
        by_period[outcome.period][outcome.group] = outcome
    codes = list(by_period)
    rows = []
    for number, code in enumerate(codes, start=1):
        groups = by_period[code]
        total = groups.get(Group.TOTAL)
        before = next(
            (t.value for c in codes[number:] if (t := by_period[c].get(Group.TOTAL))), None
        )
        of_year = [target for target in targets if target.year == Period.parse(code).year]
        texts = {target.unit_id: target_text(target, indicator) for target in of_year}
        nearest = next(iter(in_order_of_nearness(of_year, place)), None)
        reached = attainment(indicator, nearest, total.value if total else None, before)
        value = outcome_text(total, indicator) if total else ""
        rows.append(
            PeriodRow(
                number=number,
                period=period_name(code),
                total=total,
                total_text=value,
                women=_text_of(groups.get(Group.WOMEN), indicator),
                men=_text_of(groups.get(Group.MEN), indicator),
                targets=tuple(texts.get(unit.pk, "") for unit in owners),
                assessment=DRAWN[reached],
                rule=rule_in_words(
                    reached, value, target_text(nearest, indicator) if nearest else ""
                ),
            )
        )
    return rows


def _text_of(outcome: Outcome | None, indicator: Indicator) -> str:
    return outcome_text(outcome, indicator) if outcome else ""


def _chart(
    rows: Sequence[PeriodRow],
    outcomes: Sequence[Outcome],
    indicator: Indicator,
    targets: Sequence[Target],
    place: Place,
) -> Chart | None:
    """The outcomes of periods of one length, oldest first, with the nearest target."""
    if not outcomes:
        return None
    kind = Period.parse(outcomes[0].period).kind
    codes = sorted(
        {o.period for o in outcomes if Period.parse(o.period).kind is kind},
        key=lambda code: Period.parse(code).sort_key,
    )
    values = {(o.period, o.group): o.value for o in outcomes}
    aims: dict[int, Decimal | None] = {}
    for target in reversed(in_order_of_nearness(targets, place)):
        aims[target.year] = target.value
    series: dict[tuple[str, str], list[Decimal | None]] = {
        (_("All"), indicator_chart.INK): [values.get((code, Group.TOTAL)) for code in codes],
        (_("Women"), indicator_chart.SECOND): [values.get((code, Group.WOMEN)) for code in codes],
        (_("Men"), indicator_chart.SECOND): [values.get((code, Group.MEN)) for code in codes],
        (_("Target"), indicator_chart.TARGET): [
            aims.get(Period.parse(code).year) for code in codes
        ],
    }
    return indicator_chart.draw([period_name(code) for code in codes], series)


def _unit_rows(
    user: User, place: Place, indicator: Indicator, targets: Sequence[Target]
) -> list[UnitRow]:
    """The latest outcome of the year of each unit below the place. One query."""
    found = (
        Outcome.objects.visible_to(user)
        .filter(
            indicator=indicator,
            group=Group.TOTAL,
            period_start__year=place.year,
            unit__links_up__ancestor=place.unit,
            unit__links_up__depth__gt=0,
        )
        .select_related("unit")
        .order_by("unit__sort_key", "unit", "-period_end")[:MOST_OUTCOMES]
    )
    latest: dict[int, Outcome] = {}
    for outcome in found:
        latest.setdefault(outcome.unit_id, outcome)
    of_year = [target for target in targets if target.year == place.year]
    nearest = next(iter(in_order_of_nearness(of_year, place)), None)
    return [
        UnitRow(
            unit=outcome.unit,
            period=period_name(outcome.period),
            value=outcome_text(outcome, indicator),
            assessment=DRAWN[attainment(indicator, nearest, outcome.value, None)],
        )
        for outcome in list(latest.values())[:MOST_UNITS]
    ]


def _missing(
    indicator: Indicator, rows: Sequence[PeriodRow], targets: Sequence[Target], year: int
) -> list[str]:
    """What is not known and would be needed, a sentence each."""
    lacking = []
    if not any(target.year == year for target in targets):
        lacking.append(_("There is no target for %(year)s.") % {"year": year})
    if not rows:
        lacking.append(_("No outcome has been reported."))
    if indicator.direction == "unknown":
        lacking.append(_("It is not stated whether more or less is better."))
    if indicator.gender_split and rows and not any(row.women or row.men for row in rows):
        lacking.append(
            _("The outcomes are not split by gender, though the plan says that they are.")
        )
    return lacking
