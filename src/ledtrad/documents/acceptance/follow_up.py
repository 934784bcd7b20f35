# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a document says of how it went: statuses and assessments in a round."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db import models

from ledtrad.documents.acceptance.frame import Frame
from ledtrad.documents.acceptance.ledger import rich
from ledtrad.followup import actions
from ledtrad.followup.models import (
    ActivityStatus,
    GoalAssessment,
    GoalStatus,
    IndicatorAssessment,
    Judged,
    Round,
)
from plandoc.model import Assessment, RichText, Status, paragraphs

J = TypeVar("J", bound=Judged)


def accept_follow_up(frame: Frame) -> None:
    """Statuses of activities and assignments, and assessments of goals, in one round."""
    document = frame.document
    says_how_it_went = document.kind in ("follow_up", "annual_report")
    judged = (
        any(activity.status for activity in document.activities)
        or any(goal.status or goal.assessment for goal in document.goals)
        or any(indicator.assessment for indicator in document.indicators)
    )
    if not says_how_it_went and not judged:
        return
    followup_round = _round(frame)
    _activity_statuses(frame, followup_round)
    _goal_statuses(frame, followup_round)
    _assessments(frame, followup_round)
    _indicator_assessments(frame, followup_round)


def _round(frame: Frame) -> Round:
    """The municipality's round of the document's occasion and year."""
    occasion = frame.grammar.occasion(frame.document.occasion)
    there = Round.objects.filter(
        unit=frame.municipality, year=frame.year, occasion=occasion.code
    ).first()
    if there is not None:
        frame.ledger.found(there, "document")
        return there
    if frame.document.occasion is None:
        frame.ledger.note("occasion_guessed", element="document", occasion=occasion.name)
    made = actions.open_round(
        frame.municipality, year=frame.year, occasion=occasion.code, name=occasion.name,
        closes_on=occasion.closes_on(frame.year), acting_user=frame.acting_user,
        batch=frame.batch,
    )  # fmt: skip
    frame.ledger.remember_added([made], ["document"])
    return made


def _activity_statuses(frame: Frame, followup_round: Round) -> None:
    said = {
        frame.activities[read.id].pk: (read.id, read.status, read.comment)
        for read in frame.document.activities
        if read.status is not None and read.id in frame.activities
    }
    there = {
        row.planned_activity_id: row
        for row in ActivityStatus.objects.filter(round=followup_round, planned_activity__in=said)
    }
    _judge(
        frame, said, there, actions.add_activity_statuses, "statuses",
        lambda pk, values: ActivityStatus(round=followup_round, planned_activity_id=pk, **values),
        followup_round,
    )  # fmt: skip


def _goal_statuses(frame: Frame, followup_round: Round) -> None:
    said: dict[int, tuple[str, Status | Assessment, RichText]] = {}
    for read in frame.document.goals:
        goal = frame.goals.get(read.id)
        if goal is None or read.status is None:
            continue
        if goal.level.is_assignment:
            said[goal.pk] = (read.id, read.status, read.comment)
        else:
            frame.ledger.note("status_of_no_assignment", element=read.id, text=read.status.text)
    there = {
        row.goal_id: row for row in GoalStatus.objects.filter(round=followup_round, goal__in=said)
    }
    _judge(
        frame, said, there, actions.add_goal_statuses, "statuses",
        lambda pk, values: GoalStatus(round=followup_round, goal_id=pk, **values),
        followup_round,
    )  # fmt: skip


def _assessments(frame: Frame, followup_round: Round) -> None:
    said = {
        frame.goals[read.id].pk: (
            read.id,
            read.assessment or Assessment("–", "unknown"),
            read.analysis,
        )
        for read in frame.document.goals
        if (read.assessment is not None or read.analysis) and read.id in frame.goals
    }
    there = {
        row.goal_id: row
        for row in GoalAssessment.objects.filter(round=followup_round, goal__in=said)
    }
    # A comment belongs to the status, where there is one.
    remarks = {
        frame.goals[read.id].pk: rich(read.comment)
        for read in frame.document.goals
        if read.id in frame.goals and read.status is None
    }
    for pk, row in there.items():
        frame.ledger.compare(row, {"remark": remarks.get(pk, [])}, element=said[pk][0], plan=None)
    _judge(
        frame, said, there, actions.add_goal_assessments, "assessments",
        lambda pk, values: GoalAssessment(
            round=followup_round, goal_id=pk, remark=remarks.get(pk, []), **values
        ),
        followup_round,
    )  # fmt: skip


def _indicator_assessments(frame: Frame, followup_round: Round) -> None:
    nothing: RichText = ()
    said = {
        frame.indicators[read.id].pk: (read.id, read.assessment, nothing)
        for read in frame.document.indicators
        if read.assessment is not None and read.id in frame.indicators
    }
    there = {
        row.planned_indicator_id: row
        for row in IndicatorAssessment.objects.filter(
            round=followup_round, planned_indicator__in=said
        )
    }
    _judge(
        frame, said, there, actions.add_indicator_assessments, "assessments",
        lambda pk, values: IndicatorAssessment(
            round=followup_round, planned_indicator_id=pk, **values
        ),
        followup_round,
    )  # fmt: skip


def _judge(
    frame: Frame,
    said: dict[int, Any],
    there: dict[int, J],
    action: Callable[..., Iterable[models.Model]],
    name: str,
    make: Callable[[int, dict[str, Any]], J],
    followup_round: Round,
) -> None:
    """Add the judgements that are not there; list those that say something else."""
    new: list[J] = []
    elements: list[str] = []
    for pk, (element, judgement, comment) in said.items():
        values = _values(judgement, comment)
        if pk in there:
            frame.ledger.found(there[pk], element)
            frame.ledger.compare(
                there[pk], {"text": values["text"], "comment": values["comment"]},
                element=element, plan=None,
            )  # fmt: skip
        else:
            new.append(make(pk, values))
            elements.append(element)
    keywords: dict[str, Any] = {name: new}
    action(followup_round, **keywords, acting_user=frame.acting_user, batch=frame.batch)
    frame.ledger.remember_added(new, elements)


def _values(judgement: Status | Assessment, comment: RichText) -> dict[str, Any]:
    """A judgement as fields. Words that do not fit beside it go into the comment, whole."""
    text = " ".join(judgement.text.split())
    limit = Judged._meta.get_field("text").max_length or 0
    if len(text) > limit:
        comment = (*paragraphs(judgement.text), *comment)
        text = text[: limit - 1].rstrip() + "…"
    return {"text": text, "kind": judgement.kind, "comment": rich(comment)}
