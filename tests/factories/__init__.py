# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows in the states that the domain speaks of, made as people make them: through actions.

Names are those of Rönnhamra, a municipality that does not exist.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from itertools import count
from typing import Any

from ledtrad.followup import actions as followup_actions
from ledtrad.followup.models import Round
from ledtrad.indicators import actions as indicator_actions
from ledtrad.indicators.models import Indicator, PlannedIndicator, Target
from ledtrad.organisation import actions as organisation_actions
from ledtrad.organisation.models import Membership, Unit, User
from ledtrad.plans import actions as plan_actions
from ledtrad.plans.models import ActivityGoal, Goal, Plan, PlannedActivity
from ledtrad.steering.actions import register_model
from ledtrad.steering.models import SteeringModel

_numbers = count(1)

DEFINITION: Mapping[str, Any] = {
    "code": "ronnhamra",
    "title": "Rönnhamras styrmodell",
    "levels": [
        {"code": "council_goal", "name": "Kommunmål", "plural": "Kommunmål", "owner": "council"},
        {"code": "board_goal", "name": "Nämndmål", "owner": "board", "parents": ["council_goal"]},
        {"code": "unit_goal", "name": "Enhetsmål", "owner": "unit", "parents": ["board_goal"]},
        {"code": "assignment", "name": "Uppdrag", "owner": "council", "assignment": True},
    ],
    "sections": [{"type": "working_method", "name": "Arbetssätt"}],
    "statuses": [
        {"name": "Pågår", "kind": "ongoing"},
        {"name": "Klart", "kind": "done"},
    ],
    "assessments": [{"name": "Uppfylls helt", "kind": "full"}],
    "occasions": [{"name": "Tertial 1", "ends": "04-30"}, {"name": "Årsbokslut", "ends": "12-31"}],
    "phases": [{"code": "attract", "name": "Attrahera"}],
}


def operator() -> User:
    """The account of the command line."""
    # Asked for once a row: without what `User.objects` tells of rights, and without a savepoint.
    found = User._base_manager.filter(is_operator=True).first()
    return found or organisation_actions.command_line_user()


def a_user(role: str | None = None, *, unit: Unit | None = None, **values: Any) -> User:
    """Somebody who can log in, with a role in a unit (or everywhere), or with none."""
    values = {"name": "Mirja Ek", "password": "tre gula bokhyllor"} | values
    email = values.pop("email", f"person{next(_numbers)}@ronnhamra.example")
    user = organisation_actions.create_user(email, acting_user=operator(), **values)
    if role is not None:
        organisation_actions.grant_role(user, role=role, unit=unit, acting_user=operator())
    return user


def an_administrator() -> User:
    return a_user(Membership.Role.ADMINISTRATOR)


def a_unit(parent: Unit | None = None, *, kind: str = "unit", name: str = "") -> Unit:
    return organisation_actions.create_unit(
        parent, kind=kind, name=name or f"Enhet {next(_numbers)}", acting_user=operator()
    )


def a_municipality(name: str = "Rönnhamra kommun") -> Unit:
    return a_unit(kind=Unit.Kind.MUNICIPALITY, name=name)


def a_board(municipality: Unit | None = None, *, name: str = "Lärandenämnden") -> Unit:
    return a_unit(municipality or a_municipality(), kind=Unit.Kind.BOARD, name=name)


def a_steering_model() -> SteeringModel:
    return register_model(DEFINITION, acting_user=operator())


def a_plan(
    unit: Unit | None = None,
    *,
    year: int = 2026,
    kind: str = Plan.Kind.OPERATIONAL,
    partial: bool = False,
    adopted: bool = False,
    **values: Any,
) -> Plan:
    """A draft for a year, or one that is known through others only, or an adopted one."""
    plan = plan_actions.create_plan(
        unit or a_unit(),
        kind=kind,
        period_start=dt.date(year, 1, 1),
        period_end=values.pop("period_end", dt.date(year, 12, 31)),
        steering_model=a_steering_model(),
        is_partial=partial,
        values=values,
        acting_user=operator(),
    )
    return adopt(plan) if adopted else plan


def adopt(plan: Plan) -> Plan:
    return plan_actions.adopt_plan(
        plan,
        snapshot={"format": "plandoc/1", "title": plan.title},
        decision_body="Lärandenämnden",
        decision_date=plan.period_start,
        decision_paragraph="§ 4",
        acting_user=operator(),
    )


def a_goal(
    plan: Plan | None = None, *, level: str = "unit_goal", title: str = "", **values: Any
) -> Goal:
    plan = plan or a_plan()
    number = next(_numbers)
    goal = Goal(
        plan=plan,
        level=plan.steering_model.levels.get(code=level),
        title=title or f"Alla barn hittar sin favoritbok {number}",
        position=values.pop("position", number),
        **values,
    )
    (saved,) = plan_actions.add_goals(plan, goals=[goal], acting_user=operator())
    return saved


def an_assignment(plan: Plan | None = None, **values: Any) -> Goal:
    return a_goal(plan, level="assignment", **values)


def an_activity(
    plan: Plan | None = None, *, goal: Goal | None = None, title: str = "", **values: Any
) -> PlannedActivity:
    plan = plan or (goal.plan if goal else a_plan())
    number = next(_numbers)
    activity = PlannedActivity(
        plan=plan, title=title or f"Bygga bokhyllor {number}", position=number, **values
    )
    links = [ActivityGoal(planned_activity=activity, goal=goal)] if goal else []
    (saved,) = plan_actions.add_activities(
        plan, activities=[activity], goals=links, acting_user=operator()
    )
    return saved


def an_indicator(owner: Unit | None = None, *, name: str = "", **values: Any) -> Indicator:
    indicator = Indicator(
        owner=owner or a_unit(), name=name or f"Andel lånade böcker {next(_numbers)}", **values
    )
    (saved,) = indicator_actions.add_indicators([indicator], acting_user=operator())
    return saved


def a_planned_indicator(goal: Goal, *, indicator: Indicator | None = None) -> PlannedIndicator:
    indicator = indicator or an_indicator(goal.plan.unit)
    row = PlannedIndicator(
        indicator=indicator,
        plan=goal.plan,
        goal=goal,
        position=next(_numbers),
        wording=indicator.name,
    )
    (saved,) = indicator_actions.add_to_plans([row], acting_user=operator())
    return saved


def a_target(indicator: Indicator | None = None, *, year: int = 2026, **values: Any) -> Target:
    indicator = indicator or an_indicator()
    values = {"value": Decimal("88"), "text": "88 %", "unit": indicator.owner} | values
    row = Target(indicator=indicator, year=year, **values)
    (saved,) = indicator_actions.add_targets([row], acting_user=operator())
    return saved


def a_round(
    unit: Unit | None = None, *, year: int = 2026, occasion: str = "tertial-1", month: int = 4
) -> Round:
    return followup_actions.open_round(
        unit or a_board(),
        year=year,
        occasion=occasion,
        name=occasion.replace("-", " ").capitalize(),
        closes_on=dt.date(year, month, 28),
        acting_user=operator(),
    )
