# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the database to a document: a plan, a report of a round, or a board's plan with all units.

What a document said and the database holds comes back: the plan's own rows, and of the units above
the goals, indicators and activities that its document showed, as they are now. A plan that was
written here shows the goals that its own hang under, with their indicators. Not everything can be
as it was: rows that several documents speak of have the words of the first one, a unit has one
name, an undated target has the plan's year, and figures and events are found anew in the texts.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledtrad.documents.snapshot.board import Part, joined
from ledtrad.documents.snapshot.compose import compose
from ledtrad.documents.snapshot.parts import activity_id, goal_id
from ledtrad.documents.snapshot.rows import QUERIES, Rows, read_rows
from ledtrad.followup.models import Round
from ledtrad.organisation.models import Unit
from ledtrad.plans.models import Plan
from plandoc.facts import with_facts
from plandoc.model import PlanDocument

__all__ = ["QUERIES", "NoPlans", "board_plans", "snapshot", "snapshot_board", "snapshots"]


class NoPlans(Exception):
    """Neither the board nor any unit below it has a plan of that kind for the year."""


def snapshot(plan: Plan, followup_round: Round | None = None) -> PlanDocument:
    """The plan as a document, or with a round the report about it. `QUERIES` queries.

    Give the plan with its steering model loaded, or it takes one query more.
    """
    return with_facts(compose(plan, read_rows([plan], followup_round)))


def snapshots(
    plans: Sequence[Plan], followup_round: Round | None = None
) -> tuple[PlanDocument, ...]:
    """The documents of several plans, in their order. As many queries as for one."""
    rows = read_rows(plans, followup_round)
    return tuple(with_facts(compose(plan, rows)) for plan in plans)


def board_plans(board: Unit, year: int, kind: str = Plan.Kind.OPERATIONAL) -> list[Plan]:
    """The plans of a whole board: its own first, then its units' by name. One query.

    Of the units below, those that are known only through others' documents are left out.
    """
    plans = (
        Plan.objects.within(board)
        .of_kind(kind)
        .overlapping(year)
        .select_related("unit", "steering_model")
        .in_unit_order()
    )
    own = [plan for plan in plans if plan.unit_id == board.pk]
    return own[:1] + [plan for plan in plans if plan.unit_id != board.pk and not plan.is_partial]


def snapshot_board(board: Unit, year: int, kind: str = Plan.Kind.OPERATIONAL) -> PlanDocument:
    """A board's plan with those of all its units, as one document. `QUERIES` queries and one.

    Raises `NoPlans`.
    """
    plans = board_plans(board, year, kind)
    if not plans:
        raise NoPlans(board.pk)
    rows = read_rows(plans)
    documents = {plan.pk: compose(plan, rows) for plan in plans}
    units = [plan for plan in plans if plan.unit_id != board.pk]
    own = next((documents[plan.pk] for plan in plans if plan.unit_id == board.pk), None)
    if own is None:
        first = documents[plans[0].pk]
        own = PlanDocument(
            kind=first.kind, model=first.model, board=board.name,
            municipality=first.municipality, period=first.period,
        )  # fmt: skip
    return with_facts(joined(own, [_part(plan, documents[plan.pk], rows) for plan in units]))


def _part(plan: Plan, document: PlanDocument, rows: Rows) -> Part:
    own = {goal_id(goal.pk) for goal in rows.goals.values() if goal.plan_id == plan.pk}
    own |= {activity_id(row.pk) for row in rows.activities if row.plan_id == plan.pk}
    return Part(plan.pk, plan.unit.name, plan.unit.kind, document, frozenset(own))
