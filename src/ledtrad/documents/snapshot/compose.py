# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The document of one plan, put together from its rows. Nothing here asks the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from ledtrad.documents.acceptance.frame import report_code
from ledtrad.documents.grammar import Grammar, mapped_level
from ledtrad.documents.snapshot import parts
from ledtrad.documents.snapshot.parts import in_places
from ledtrad.documents.snapshot.rows import Rows
from ledtrad.documents.snapshot.shown import Shown
from ledtrad.followup.models import Round
from ledtrad.indicators.models import Forecast, Outcome, PlannedIndicator
from ledtrad.organisation.models import Unit
from ledtrad.plans.models import Goal, Plan, PlannedActivity
from plandoc import model
from plandoc.codec import from_dict

R = TypeVar("R", Outcome, Forecast)

_YEARS_BACK = 2
"""So many years of outcomes stand beside the targets of a plan that no document came with."""


def compose(plan: Plan, rows: Rows) -> model.PlanDocument:
    """The plan as a document; with a round in the rows, the report of that round."""
    return _Composer(plan, rows).document()


class _Composer:
    def __init__(self, plan: Plan, rows: Rows) -> None:
        self.plan = plan
        self.rows = rows
        self.shown: Shown = rows.shown[plan.pk]
        self.line = rows.line.get(plan.unit_id, ())
        self.grammar = Grammar(plan.steering_model.definition)
        self.activities = self._activities()
        self.goals = self._goals()

    def document(self) -> model.PlanDocument:
        plan, rows, shown = self.plan, self.rows, self.shown
        report = report_code(rows.round.year, rows.round.occasion) if rows.round else ""
        chapters = [each for each in rows.chapters.get(plan.pk, ()) if each.report == report]
        workplaces = rows.workplaces.get(plan.pk, ()) if rows.round is None else ()
        return model.PlanDocument(
            model=plan.steering_model.code,
            **self._names(),
            **self._front(),
            period=model.Period(
                period_words(plan), plan.period_start.isoformat(), plan.period_end.isoformat()
            ),
            units=tuple(parts.workplace(row) for row in workplaces),
            chapters=tuple(
                parts.chapter(row) for row in in_places(chapters, shown.rows("plans.chapter"))
            ),
            goals=tuple(self._goal_elements()),
            indicators=tuple(self._indicators()),
            activities=tuple(
                parts.activity(row, rows, self.goals.keys()) for row in self.activities
            ),
            needs=tuple(parts.need(row) for row in rows.needs.get(plan.pk, ())),
            changes=tuple(parts.change(row) for row in rows.changes.get(plan.pk, ())),
            leftovers=tuple(model.Leftover(text) for text in shown.leftovers),
        )

    # -- who, when, by whom

    def _names(self) -> dict[str, Any]:
        """The units of the line, as far as anybody has named them."""
        names: dict[str, Any] = {}
        for above in self.line:
            if not above.is_nameless:
                names[_FIELDS.get(above.kind, "unit")] = above.name
        if self._own_kind() in _FIELDS:
            names["unit"] = None
        return names

    def _own_kind(self) -> str:
        return self.line[-1].kind if self.line else ""

    def _front(self) -> dict[str, Any]:
        """The front matter: a report has its own."""
        followup_round = self.rows.round
        if followup_round is not None:
            return self._report_front(followup_round)
        plan = self.plan
        decision = model.Decision(
            body=plan.decision_body or None,
            date=plan.decision_date.isoformat() if plan.decision_date else None,
            paragraph=plan.decision_paragraph or None,
            text=plan.decision_text or None,
        )
        return {
            "kind": plan.kind,
            "title": plan.title or None,
            "handler": plan.handler or None,
            "addressee": plan.addressee or None,
            "case_number": plan.case_number or None,
            "decision": decision if decision != model.Decision() else None,
        }

    def _report_front(self, followup_round: Round) -> dict[str, Any]:
        if not self.shown.front:
            return {
                "kind": "follow_up",
                "title": f"{followup_round.name} {followup_round.year}",
                "occasion": followup_round.name,
            }
        front = from_dict(dict(self.shown.front))
        names = (
            "kind", "title", "handler", "addressee", "case_number", "decision", "occasion",
        )  # fmt: skip
        return {name: getattr(front, name) for name in names}

    # -- goals

    def _activities(self) -> list[PlannedActivity]:
        """The plan's own activities, and those of others that its document showed."""
        places = self.shown.rows("plans.plannedactivity")
        return in_places(
            [
                row
                for row in self.rows.activities
                if row.plan_id == self.plan.pk or row.pk in places
            ],
            places,
        )

    def _goals(self) -> dict[int, Goal]:
        """Own goals, those that the document showed or that activities serve, and all above."""
        every = self.rows.goals
        waiting = [goal.pk for goal in every.values() if goal.plan_id == self.plan.pk]
        waiting += self.shown.rows("plans.goal")
        waiting += (key for row in self.activities for key in self.rows.links.get(row.pk, ()))
        found: dict[int, Goal] = {}
        while waiting:
            key = waiting.pop()
            if key in every and key not in found:
                found[key] = every[key]
                waiting += filter(None, [every[key].parent_id, every[key].same_as_id])
        return found

    def _goal_elements(self) -> Iterator[model.Goal]:
        """Each goal before those that hang under it, in the order of the document."""
        places = self.shown.rows("plans.goal")
        below: dict[int | None, list[Goal]] = defaultdict(list)
        own = sorted(
            self.goals.values(), key=lambda goal: (goal.level.position, goal.position, goal.pk)
        )
        for goal in in_places(own, places):
            below[goal.parent_id if goal.parent_id in self.goals else None].append(goal)
        waiting = list(reversed(below[None]))
        given: set[int] = set()
        while waiting:
            goal = waiting.pop()
            given.add(goal.pk)
            yield self._goal(goal, goal.parent_id if goal.parent_id in given else None)
            waiting += reversed(below[goal.pk])
        # Goals that hang in a circle, which check-integrity tells of, hang under nothing here.
        for goal in self.goals.values():
            if goal.pk not in given:
                yield self._goal(goal, None)

    def _goal(self, goal: Goal, parent: int | None) -> model.Goal:
        return parts.goal(
            goal, self.rows, level=self._level(goal), parent=parent, among=self.goals.keys()
        )

    def _level(self, goal: Goal) -> tuple[str, str]:
        """The level's code and name in the plan's own model.

        A goal of another model's is on the level that answers to it, where there is one.
        """
        level = goal.level
        if level.steering_model_id != self.plan.steering_model_id:
            answering = self.grammar.levels_of(level.owner, assignments=level.is_assignment)
            mapped = mapped_level(answering, goal.number)
            if mapped is not None:
                return mapped.code, mapped.name
        return level.code, level.name

    # -- indicators

    def _indicators(self) -> Iterator[model.Indicator]:
        rows, shown = self.rows, self.shown
        places = shown.rows("indicators.plannedindicator")
        wanted = [
            row
            for row in rows.indicators
            if row.plan_id == self.plan.pk
            or row.pk in places
            or (not shown.is_read and row.goal_id in self.goals)
        ]
        for row in in_places(wanted, places):
            yield parts.indicator(
                row, rows, self.goals.keys(),
                targets=self._targets(row),
                outcomes=self._measured(row, rows.outcomes, "indicators.outcome"),
                forecasts=self._measured(row, rows.forecasts, "indicators.forecast"),
            )  # fmt: skip

    def _targets(self, row: PlannedIndicator) -> Iterator[model.Target]:
        """Those of the plan's years, and others that its document showed."""
        told = self.shown.rows("indicators.target")
        council = self._unit_of("municipality")
        units = self._answering(row)
        for target in self.rows.targets.get(row.indicator_id, ()):
            in_period = self.plan.period_start.year <= target.year <= self.plan.period_end.year
            if target.unit_id in {council, *units} and (in_period or target.pk in told):
                yield parts.target(target, is_council=target.unit_id == council)

    def _measured(
        self, row: PlannedIndicator, measured: Mapping[int, Iterable[R]], label: str
    ) -> Iterator[model.Outcome]:
        told = self.shown.rows(label)
        units = self._answering(row)
        belongs = self._belonging()
        for each in measured.get(row.indicator_id, ()):
            if each.unit_id in units and (each.pk in told or belongs(each)):
                yield parts.measured(each)

    def _belonging(self) -> Callable[[Outcome | Forecast], bool]:
        """Whether a value belongs in the document although no document had it.

        To a report belongs what is of the year so far; to a plan that was written here, what was
        known when it began.
        """
        followup_round, plan = self.rows.round, self.plan
        if followup_round is not None:
            year, last = followup_round.year, followup_round.closes_on
            return lambda each: each.period_start.year == year and each.period_end <= last
        if self.shown.is_read:
            return lambda each: False
        first = plan.period_start.year - _YEARS_BACK
        return lambda each: each.period_start.year >= first and each.period_end < plan.period_start

    def _answering(self, row: PlannedIndicator) -> set[int | None]:
        """The unit that a value under the goal is of: below the council's goals, the board."""
        council = self._unit_of("municipality")
        goal = self.rows.goals.get(row.goal_id or 0)
        owner = goal.plan.unit_id if goal is not None else row.indicator.owner_id
        return {self._unit_of("board") or owner} if owner == council else {owner}

    def _unit_of(self, kind: str) -> int | None:
        return next((above.id for above in self.line if above.kind == kind), None)


_FIELDS: Mapping[str, str] = {
    Unit.Kind.MUNICIPALITY: "municipality",
    Unit.Kind.BOARD: "board",
    Unit.Kind.ADMINISTRATION: "administration",
}
"""Where the name of a unit above goes; that of the plan's own unit goes in `unit`."""


def period_words(plan: Plan) -> str:
    """The period as written, or its years."""
    if plan.period_text:
        return plan.period_text
    first, last = plan.period_start.year, plan.period_end.year
    return str(first) if first == last else f"{first}–{last}"
