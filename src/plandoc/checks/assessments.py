# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assessments of goals in a report: that they are analysed, and agree with their indicators."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding
from plandoc.checks.phrases import CAUSES, MEASURES, holds
from plandoc.checks.rule import Source, rule
from plandoc.checks.statuses import FINISHED
from plandoc.checks.targets import direction_of, target_of
from plandoc.model import Goal, Indicator, RichText, plain
from plandoc.words import fold

_ANALYSING = ("analysis", "result", "contribution", "development")
# How a goal is judged against what all its indicators say.
_AGAINST = frozenset({("full", "none"), ("none", "full"), ("partial", "full")})
_ANALYSED = Source(
    "audit", "Malmö stad 2015; i skola och förskola även skollagen (2010:800) 4 kap. 3–8 §§"
)


@rule("R32", level="error", source=_ANALYSED)
def missed_without_analysis(plan: Examined) -> Iterator[Finding]:
    """A goal that was reached in part or not at all has no analysis.

    Source: causes must be analysed, and lead to measures (Skolverket; Malmö 2015). A goal whose
    goals below are analysed needs no analysis of its own; where the report has no heading for it,
    a text that names a cause is one.
    """
    for goal in _missed(plan):
        analysed = any(_analysis(each) for each in (goal, *plan.below(goal)))
        told = plain(goal.comment).strip() or holds(plain(goal.text), CAUSES)
        if not analysed and not told:
            yield _finding("R32", goal, "analysis")


@rule("R32", level="warning", source=_ANALYSED)
def missed_without_measure(plan: Examined) -> Iterator[Finding]:
    """A goal that was reached in part or not at all is analysed, and nothing is to be done.

    Source: as for goals without analysis. A section on development, a word on what will be done,
    or an activity that goes on, is a measure.
    """
    for goal in _missed(plan):
        text = f"{_analysis(goal)}\n{plain(goal.comment)}"
        develops = any(section.type == "development" for section in goal.sections)
        if text.strip() and not develops and not holds(text, MEASURES) and not _goes_on(plan, goal):
            yield _finding("R32", goal, "analysis", "measure")


@rule(
    "R33", level="warning", source=Source("audit", "Stockholms stad, revisorernas årsöversikt 2004")
)
def against_indicators(plan: Examined) -> Iterator[Finding]:
    """A goal is said to be reached when all its indicators were missed, or the other way round.

    Source: a better analysis is asked for in the annual report (Stockholm 2004). A goal whose
    analysis names a cause may well be judged otherwise than its figures.
    """
    for goal in plan.document.goals:
        judged = {kind for each in plan.indicators(goal) if (kind := _judged(each)) is not None}
        if goal.assessment is None or len(judged) != 1 or holds(_analysis(goal), CAUSES):
            continue
        if (goal.assessment.kind, *judged) in _AGAINST:
            yield _finding("R33", goal, "assessment")


def _judged(indicator: Indicator) -> str | None:
    """Whether an indicator was reached: as it is assessed, else as its figures say.

    Figures say it where more or less is surely better. None when neither does.
    """
    if indicator.assessment is not None:
        kind = indicator.assessment.kind
        return kind if kind in ("full", "partial", "none") else None
    target, direction = target_of(indicator), direction_of(indicator)
    outcomes = [each for each in indicator.outcomes if each.group == "total"]
    last = max(outcomes, key=lambda each: each.period, default=None)
    if target is None or target.value is None or direction is None or last is None:
        return None
    if last.value is None or (target.year is not None and str(target.year) not in last.period):
        return None
    is_reached = last.value >= target.value if direction == "more" else last.value <= target.value
    return "full" if is_reached else "none"


@rule("R34", level="info", source=_ANALYSED)
def repeats_figures(plan: Examined) -> Iterator[Finding]:
    """An analysis is short, names figures or the assessment, and no cause.

    Source: it is not enough to put together or describe the results (Skolverket).
    """
    known = {fold(word) for each in plan.model.assessments for word in (each.name, *each.labels)}
    for goal in plan.document.goals:
        analysis = plain(_before_measures(goal.analysis)).strip()
        short = len(analysis.split()) < plan.settings.min_analysis_words
        if not analysis or not short or holds(analysis, CAUSES):
            continue
        if any(letter.isdigit() for letter in analysis) or fold(analysis) in known:
            yield _finding("R34", goal, "analysis")


def _finding(code: str, goal: Goal, field: str, case: str = "") -> Finding:
    assessment = goal.assessment.text if goal.assessment else ""
    params = {"title": goal.title, "assessment": assessment}
    return Finding(code, goal.id, field, goal.place, case=case, params=params)


def _missed(plan: Examined) -> Iterator[Goal]:
    """Goals that a report says were reached in part or not at all."""
    if plan.is_report:
        for goal in plan.document.goals:
            if goal.assessment is not None and goal.assessment.kind in ("partial", "none"):
                yield goal


def _goes_on(plan: Examined, goal: Goal) -> bool:
    """Whether an activity of the goal, or of one below it, is not finished."""
    return any(
        activity.status is None or activity.status.kind not in FINISHED
        for each in (goal, *plan.below(goal))
        for activity in plan.activities(each)
    )


def _before_measures(analysis: RichText) -> RichText:
    """The analysis without what stands below a subheading on measures."""
    return tuple(
        takewhile(lambda each: each.type != "heading" or "åtgärd" not in fold(each.text), analysis)
    )


def _analysis(goal: Goal) -> str:
    """What is said of how it went: the analysis, or the sections that stand for one."""
    sections = (plain(each.text) for each in goal.sections if each.type in _ANALYSING)
    return "\n".join(text for text in (plain(goal.analysis), *sections) if text.strip())
