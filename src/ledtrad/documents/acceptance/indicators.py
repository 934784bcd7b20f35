# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indicators, their places in plans, targets, outcomes and forecasts."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeVar

from ledtrad.documents import matching
from ledtrad.documents.acceptance.frame import Frame, fitting
from ledtrad.documents.acceptance.ledger import is_frozen, rich
from ledtrad.documents.placement import is_plausible_year
from ledtrad.indicators import actions, rules
from ledtrad.indicators.models import (
    DECIMALS,
    Forecast,
    Indicator,
    MissingReason,
    Outcome,
    PlannedIndicator,
    Target,
)
from ledtrad.organisation.models import Unit
from ledtrad.organisation.rules import title_key
from ledtrad.plans.models import Plan
from plandoc.model import Indicator as ReadIndicator
from plandoc.model import Outcome as ReadOutcome
from plandoc.model import Target as ReadTarget

R = TypeVar("R", Outcome, Forecast)


def accept_indicators(frame: Frame) -> None:
    """Find each indicator with the unit that owns its goal, or add it there."""
    if frame.document.indicators:
        _Indicators(frame).accept()


class _Indicators:
    """The indicators of one document on their way into the plans."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        plans = {frame.plan_of_goal(read.goal).pk for read in frame.document.indicators}
        owners = {frame.plan_of_goal(read.goal).unit_id for read in frame.document.indicators}
        self.there: dict[int, list[Indicator]] = defaultdict(list)
        for indicator in Indicator.objects.filter(owner__in=owners).order_by("pk"):
            self.there[indicator.owner_id].append(indicator)
        self.places = {
            (place.plan_id, place.goal_id, place.indicator_id): place
            for place in PlannedIndicator.objects.filter(plan__in=plans).select_related("indicator")
        }
        self.counts: dict[int, int] = defaultdict(int)
        for plan_id, _, _ in self.places:
            self.counts[plan_id] += 1
        self.rows: dict[str, Indicator] = {}

    def accept(self) -> None:
        self._find_indicators()
        self._find_places()
        self._accept_targets()
        self._accept_measured()

    def _find_indicators(self) -> None:
        """The things that are measured, which may have been there for years."""
        frame, new = self.frame, []
        for read in frame.document.indicators:
            if not read.name.strip():
                frame.ledger.note("without_name", element=read.id)
                continue
            plan = frame.plan_of_goal(read.goal)
            row = self._known(read, plan)
            if row is None and is_frozen(plan):
                frame.ledger.note("plan_not_draft", element=read.id, what="indicators")
                continue
            if row is None:
                row = Indicator(owner=plan.unit, name=read.name, **self._values(read))
                row.name_key = title_key(row.name)
                self.there[plan.unit_id].append(row)
                new.append((row, read.id))
            else:
                self._compare(row, read, plan)
            self.rows[read.id] = row
        rows = [row for row, _ in new]
        actions.add_indicators(rows, acting_user=frame.acting_user, batch=frame.batch)
        frame.ledger.remember_added(rows, [element for _, element in new])

    def _compare(self, row: Indicator, read: ReadIndicator, plan: Plan) -> None:
        """Fill what is missing in an indicator that is there, and list what differs."""
        ledger = self.frame.ledger
        if row.pk is not None:
            ledger.found(row, read.id)
        values = self._values(read)
        if values.pop("gender_split") and not row.gender_split:
            ledger.fill(row, {"gender_split": True}, element=read.id, plan=plan)
        ledger.compare(row, values, element=read.id, plan=plan)

    def _known(self, read: ReadIndicator, plan: Plan) -> Indicator | None:
        """The unit's indicator of the name, or of one so near that it is misspelt."""
        there = self.there[plan.unit_id]
        for row in there:
            if row.name_key == title_key(read.name):
                return row
        match = matching.find_text(read.name, ((i, row.name) for i, row in enumerate(there)))
        if match is None:
            return None
        row = there[match.ref]
        if row.pk is not None:
            self.frame.ledger.differ(row, "name", there=row.name, here=read.name, element=read.id)
        return row

    def _values(self, read: ReadIndicator) -> dict[str, Any]:
        grouped = any(each.group != "total" for each in (*read.outcomes, *read.forecasts))
        return {
            "gender_split": read.gender or grouped,
            "unit_of_measure": fitting(
                self.frame, read.unit_of_measure, 200, element=read.id, name="unit_of_measure"
            ),
            "direction": read.direction,
            "periodicity": self.frame.grammar.periodicity(read.periodicity),
        }

    def _find_places(self) -> None:
        """Where the indicators stand in the plans."""
        frame, new = self.frame, []
        for read in frame.document.indicators:
            row = self.rows.get(read.id)
            if row is None:
                continue
            plan, goal = frame.plan_of_goal(read.goal), frame.goals.get(read.goal or "")
            key = (plan.pk, goal.pk if goal else None, row.pk)
            values = {
                "periodicity_text": fitting(
                    frame, read.periodicity, 100, element=read.id, name="periodicity"
                ),
                "comment": rich(read.comment),
            }
            place = self.places.get(key)
            if place is not None:
                frame.indicators[read.id] = place
                if place.pk is not None:
                    frame.ledger.found(place, read.id)
                frame.ledger.compare(place, values, element=read.id, plan=plan)
                continue
            if is_frozen(plan):
                frame.ledger.note("plan_not_draft", element=read.id, what="indicators")
                continue
            place = PlannedIndicator(
                indicator=row, plan=plan, goal=goal, position=self.counts[plan.pk],
                wording=read.name, **values,
            )  # fmt: skip
            self.counts[plan.pk] += 1
            self.places[key] = frame.indicators[read.id] = place
            new.append((place, read.id))
        places = [place for place, _ in new]
        actions.add_to_plans(places, acting_user=frame.acting_user, batch=frame.batch)
        frame.ledger.remember_added(places, [element for _, element in new])

    def _target_unit(self, read: ReadIndicator, target: ReadTarget) -> Unit:
        """Whose target it is: below a goal of the council, the unit that answers is the board."""
        if target.set_by == "council":
            return self.frame.municipality
        plan = self.frame.plan_of_goal(read.goal)
        if plan.unit == self.frame.municipality and self.frame.board is not None:
            return self.frame.board
        return plan.unit

    def _accept_targets(self) -> None:
        frame = self.frame
        there = {
            (row.indicator_id, row.unit_id, row.year): row
            for row in Target.objects.filter(indicator__in=self._saved()).select_related("unit")
        }
        new: list[tuple[Target, str]] = []
        for read in frame.document.indicators:
            row = self.rows.get(read.id)
            plan = frame.plan_of_goal(read.goal)
            for target in read.targets if row is not None else ():
                unit = self._target_unit(read, target)
                stated = target.year or 0
                year = stated if is_plausible_year(stated) else frame.year
                values = self._target_values(read, target)
                known = there.get((row.pk if row else 0, unit.pk, year))
                if known is not None:
                    self._compare_target(known, values, read.id, plan)
                elif is_frozen(plan):
                    frame.ledger.note("plan_not_draft", element=read.id, what="targets")
                elif row is not None and (values["text"] or values["value"] is not None):
                    made = Target(indicator=row, unit=unit, year=year, **values)
                    there[row.pk, unit.pk, year] = made
                    new.append((made, read.id))
        rows = [target for target, _ in new]
        actions.add_targets(rows, acting_user=frame.acting_user, batch=frame.batch)
        frame.ledger.remember_added(rows, [element for _, element in new])

    def _target_values(self, read: ReadIndicator, target: ReadTarget) -> dict[str, Any]:
        value = target.value
        if value is not None and not _fits(value):
            self.frame.ledger.note("number_too_long", element=read.id, value=target.text)
            value = None
        return {
            "text": target.text,
            "value": value,
            "unit_of_measure": fitting(
                self.frame, target.unit, 200, element=read.id, name="unit_of_measure"
            ),
        }

    def _compare_target(
        self, known: Target, values: dict[str, Any], element: str, plan: Plan
    ) -> None:
        if known.pk is None:
            if known.text != values["text"]:
                self.frame.ledger.note(
                    "two_targets", element=element, there=known.text, here=values["text"]
                )
            return
        self.frame.ledger.found(known, element)
        if known.value is not None and known.value == values["value"]:
            return
        self.frame.ledger.compare(
            known, {"text": values["text"], "value": values["value"]}, element=element, plan=plan
        )

    def _accept_measured(self) -> None:
        """Outcomes and forecasts: what was measured, and what is expected for the year."""
        outcomes: list[tuple[Outcome, str]] = []
        forecasts: list[tuple[Forecast, str]] = []
        there: dict[tuple[object, ...], Outcome | Forecast] = {
            _key_of(row): row
            for model in (Outcome, Forecast)
            for row in model.objects.filter(indicator__in=self._saved()).select_related("unit")
        }
        for read in self.frame.document.indicators:
            row = self.rows.get(read.id)
            for each in read.outcomes if row is not None else ():
                self._measured(Outcome, read, row, each, there, outcomes)
            for each in read.forecasts if row is not None else ():
                self._measured(Forecast, read, row, each, there, forecasts)
        user, batch = self.frame.acting_user, self.frame.batch
        actions.add_outcomes([row for row, _ in outcomes], acting_user=user, batch=batch)
        actions.add_forecasts([row for row, _ in forecasts], acting_user=user, batch=batch)
        for rows in (outcomes, forecasts):
            self.frame.ledger.remember_added([row for row, _ in rows], [each for _, each in rows])

    def _measured(
        self,
        model: type[R],
        read: ReadIndicator,
        indicator: Indicator | None,
        each: ReadOutcome,
        there: dict[tuple[object, ...], Outcome | Forecast],
        new: list[tuple[R, str]],
    ) -> None:
        ledger = self.frame.ledger
        try:
            period = rules.Period.parse(each.period)
        except rules.NotAPeriod:
            ledger.note("not_a_period", element=read.id, period=each.period, text=each.text)
            return
        if each.value is not None and not _fits(each.value):
            ledger.note("number_too_long", element=read.id, value=each.text)
            return
        plan = self.frame.plan_of_goal(read.goal)
        unit = plan.unit
        if unit == self.frame.municipality and self.frame.board is not None:
            unit = self.frame.board
        row = model(
            indicator=indicator, unit=unit, period=each.period, group=each.group, value=each.value,
            missing_reason="" if each.value is not None else _reason(each.missing), text=each.text,
            unit_of_measure=fitting(
                self.frame, each.unit, 200, element=read.id, name="unit_of_measure"
            ),
            source=self.frame.ledger.source.file_name,
        )  # fmt: skip
        if isinstance(row, Forecast):
            row.year = period.year
        known = there.get(_key_of(row))
        if known is None:
            there[_key_of(row)] = row
            new.append((row, read.id))
        elif known.pk is not None:
            ledger.found(known, read.id)
            if known.value != row.value:
                ledger.differ(known, "value", there=known.text, here=row.text, element=read.id)

    def _saved(self) -> list[int]:
        return [row.pk for row in self.rows.values()]


def _key_of(row: Outcome | Forecast) -> tuple[object, ...]:
    return (type(row), row.indicator_id, row.unit_id, row.period, row.group)


def _reason(missing: str | None) -> str:
    """Why there is no value, if the document says it in one of our codes."""
    known = missing in MissingReason.values
    return missing if known and missing else MissingReason.NOT_STATED


def _fits(value: Any) -> bool:
    """Whether a number fits its column: at most six decimals and fourteen digits before them."""
    rounded = value.quantize(1) if value == value.to_integral_value() else value
    return bool(-rounded.as_tuple().exponent <= DECIMALS and abs(value) < 10**14)
