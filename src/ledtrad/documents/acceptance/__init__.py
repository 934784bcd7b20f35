# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Turning an accepted document into rows, by noun. All of it joins the caller's transaction."""

from __future__ import annotations

from ledtrad.documents import findable
from ledtrad.documents.acceptance.activities import accept_activities
from ledtrad.documents.acceptance.follow_up import accept_follow_up
from ledtrad.documents.acceptance.frame import Frame
from ledtrad.documents.acceptance.goals import accept_goals
from ledtrad.documents.acceptance.indicators import accept_indicators
from ledtrad.documents.acceptance.plans import accept_plans, accept_prose
from ledtrad.documents.acceptance.units import accept_units

__all__ = ["accept_document"]


def accept_document(frame: Frame) -> None:
    """Everything of the document, in the order in which rows need each other."""
    accept_units(frame)
    accept_plans(frame)
    accept_prose(frame)
    accept_goals(frame)
    accept_indicators(frame)
    accept_activities(frame)
    accept_follow_up(frame)
    frame.ledger.flush()
    for label in findable.KINDS:
        findable.index_rows(label, frame.ledger.rows_of(label))
