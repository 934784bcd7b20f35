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

from ledtrad.documents.snapshot.compose import compose
from ledtrad.documents.snapshot.rows import QUERIES, read_rows
from ledtrad.followup.models import Round
from ledtrad.plans.models import Plan
from plandoc.model import PlanDocument

__all__ = ["QUERIES", "snapshot", "snapshots"]


def snapshot(plan: Plan, followup_round: Round | None = None) -> PlanDocument:
    """The plan as a document, or with a round the report about it. `QUERIES` queries.

    Give the plan with its steering model loaded, or it takes one query more.
    """
    return compose(plan, read_rows([plan], followup_round))


def snapshots(
    plans: Sequence[Plan], followup_round: Round | None = None
) -> tuple[PlanDocument, ...]:
    """The documents of several plans, in their order. As many queries as for one."""
    rows = read_rows(plans, followup_round)
    return tuple(compose(plan, rows) for plan in plans)
