# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every part of accepting an import needs: the document, where it belongs, and the ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from ledtrad.documents.acceptance.ledger import Ledger
from ledtrad.documents.grammar import Grammar
from ledtrad.documents.placement import Placement
from ledtrad.documents.rules import REPORTS
from ledtrad.indicators.models import PlannedIndicator
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import Goal, Plan, PlannedActivity
from ledtrad.steering.models import SteeringModel
from plandoc.model import Due, PlanDocument

OWNERS = ("council", "board", "administration", "department", "unit", "team")
"""Who decides goals, from the top down."""


@dataclass(slots=True)
class Frame:
    """Filled in as accepting goes on: units, plans, goals, indicators and activities."""

    document: PlanDocument
    grammar: Grammar
    placement: Placement
    ledger: Ledger
    steering_model: SteeringModel
    acting_user: User
    batch: str
    municipality: Unit = field(init=False)
    board: Unit | None = None
    administration: Unit | None = None
    own_unit: Unit = field(init=False)
    departments: dict[tuple[str, ...], Unit] = field(default_factory=dict)
    workplaces: dict[str, Unit] = field(default_factory=dict)
    own_plan: Plan = field(init=False)
    plans: dict[str, Plan] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    goal_owners: dict[str, str] = field(default_factory=dict)
    activities: dict[str, PlannedActivity] = field(default_factory=dict)
    indicators: dict[str, PlannedIndicator] = field(default_factory=dict)

    @property
    def report(self) -> str:
        """Which report the document is, as its prose is known by; empty for a plan."""
        if self.document.kind not in REPORTS:
            return ""
        return report_code(self.year, self.grammar.occasion(self.document.occasion).code)

    @property
    def year(self) -> int:
        """The year that undated targets and follow-up are about."""
        return self.placement.period_start.year

    def plan_of_goal(self, goal_id: str | None) -> Plan:
        """The plan that a goal of the document stands in; the document's own without a goal."""
        goal = self.goals.get(goal_id or "")
        return goal.plan if goal is not None else self.own_plan


def report_code(year: int, occasion: str) -> str:
    """The name of a report: its year and the code of its occasion."""
    return f"{year}-{occasion}"[:70]


def day(value: str | None) -> dt.date | None:
    """A day from ISO 8601."""
    return dt.date.fromisoformat(value) if value else None


def due_values(due: Due | None) -> dict[str, object]:
    """A due as the fields of a row; nothing when the document says nothing."""
    if due is None:
        return {}
    return {
        "due_text": due.text,
        "due_kind": due.kind,
        "due_start": day(due.start),
        "due_date": day(due.date),
        "due_steps": step_values(due),
    }


def step_values(due: Due) -> list[dict[str, str | None]]:
    """The steps of a due, as the list that a row keeps."""
    return [
        {"text": step.text, "kind": step.kind, "start": step.start, "date": step.date}
        for step in due.steps
    ]


def compare_due(frame: Frame, row: Goal | PlannedActivity, due: Due | None, element: str) -> None:
    """Fill a due that is missing, whole; list one that is written otherwise."""
    if due is None:
        return
    if row.due_text:
        frame.ledger.compare(row, {"due_text": due.text}, element=element, plan=row.plan)
    else:
        frame.ledger.fill(row, due_values(due), element=element, plan=row.plan)


def fitting(frame: Frame, text: str | None, limit: int, *, element: str, name: str) -> str:
    """A short value within the limit of its field. What is cut stays in the import's document."""
    value = " ".join((text or "").split())
    if len(value) > limit:
        frame.ledger.note("shortened", element=element, field=name, text=value)
        return value[: limit - 1].rstrip() + "…"
    return value
