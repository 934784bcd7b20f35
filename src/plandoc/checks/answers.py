# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was decided is answered: assignments by every board, measures by a result, goals by units.

Some of it shows in one document; most of it in a set: several boards' reports of the same year, a
plan and its report, the plans of a board's units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from plandoc.checks.economy import has_text
from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding
from plandoc.checks.goals import inherited_activities, is_of_others
from plandoc.checks.phrases import (
    EARLIER_MEASURES,
    EVERYBODY,
    LAST_YEAR,
    MEASURES,
    NOT_FOLLOWED_UP,
    OUTCOMES,
    holds,
)
from plandoc.checks.rule import Source, rule, set_rule
from plandoc.model import Activity, Chapter, Goal, TextBlock, plain
from plandoc.words import fold, sentences

_GOTEBORG = Source("audit", "Göteborgs stad 2017")
_MALMO = Source("audit", "Malmö stad 2015 och 2016")
_SKOLLAGEN = Source("law", "Skollagen (2010:800) 6 kap. 8 §")
_MISSED = ("partial", "none")
_LEAST_PLANS = 2


@rule("R43", level="warning", source=_GOTEBORG)
def unanswered_assignments(plan: Examined) -> Iterator[Finding]:
    """An assignment in a report has neither status nor comment, when others have.

    Source: boards that do not report on what they were asked to (Göteborg 2017).
    """
    assignments = list(_assignments(plan)) if plan.is_report else []
    if any(goal.status is not None for goal in assignments):
        for goal in assignments:
            if goal.status is None and not plain(goal.comment).strip():
                yield Finding(
                    "R43", goal.id, "status", goal.place, params={"title": goal.title}
                )  # fmt: skip


@set_rule("R43", level="warning", source=_GOTEBORG)
def boards_without_answer(plans: Sequence[Examined]) -> Iterator[Finding]:
    """An assignment to all boards, or to some by name, is not in the report of one of them.

    Source: as for an assignment without an answer. The reports compared are of the same period
    and steering model, and say themselves that they are reports and whose.
    """
    reports = [
        plan for plan in plans
        if plan.is_report and plan.document.board and not _is_guessed(plan)
    ]  # fmt: skip
    for plan in reports:
        titles = {fold(goal.title) for goal in _assignments(plan)}
        told: set[str] = set()
        for other in reports:
            if other is plan or not _comparable(plan, other) or _same_board(plan, other):
                continue
            for goal in _assignments(other):
                key = fold(goal.title)
                if key not in titles | told and _goes_to(goal, plan):
                    told.add(key)
                    yield Finding(
                        "R43", case="board", field="goals", quote=goal.title,
                        params={"title": goal.title, "board": plan.document.board,
                                "other": other.document.board},
                        document=plan.number,
                    )  # fmt: skip


@rule("R42", level="error", source=_SKOLLAGEN)
def measures_without_outcome(plan: Examined) -> Iterator[Finding]:
    """An activity in a report has neither status nor comment, when others have.

    Source: how last year's measures were carried out must be told (skollagen 6:8).
    """
    activities = plan.document.activities if plan.is_report else ()
    if any(each.status is not None for each in activities):
        for activity in activities:
            if activity.status is None and not plain(activity.comment).strip():
                yield _of_activity(activity, "status")


@set_rule("R42", level="error", source=_SKOLLAGEN)
def measures_left_out(plans: Sequence[Examined]) -> Iterator[Finding]:
    """An activity of the plan is not in the report of the same year.

    Source: as for an activity without an outcome. The report must follow up some of the plan's
    activities: one that has none was laid out in another way.
    """
    for report in plans:
        told = {fold(each.title) for each in report.document.activities}
        for plan in plans if report.is_report else ():
            if plan.is_report or not _comparable(plan, report) or not _same_unit(plan, report):
                continue
            own = list(_own_activities(plan))
            if any(fold(each.title) in told for each in own):
                for activity in own:
                    if fold(activity.title) not in told:
                        yield _of_activity(activity, "activities", "plan", plan.number)


@rule("R42", level="error", imported="warning", source=_SKOLLAGEN)
def earlier_measures(plan: Examined) -> Iterator[Finding]:
    """A chapter on last year's measures has none of their outcomes, or lacks that of some.

    Source: as for an activity without an outcome. Looked at are the rows of its tables with a
    column for what came of the measures, and sentences that say that they were not followed up.
    """
    headed: list[tuple[Chapter | Goal, str]] = [
        (each, each.heading) for each in plan.document.chapters
    ]
    headed += [(each, each.title) for each in plan.document.goals]  # a heading read as an area
    for part, heading in headed:
        if isinstance(part, Chapter) and not plain(part.text).strip() and has_text(plan, part):
            continue  # what it says stands in the chapters below it, or was read as activities
        is_of_them = LAST_YEAR.search(heading) and EARLIER_MEASURES.search(heading)
        for measure in _without_outcome(part, heading) if is_of_them else _said_so(part):
            yield Finding(
                "R42", part.id, "text", part.place, quote=measure[:120], case="earlier",
                params={"measure": measure, "heading": heading}, group=part.id,
            )  # fmt: skip


def _without_outcome(part: Chapter | Goal, heading: str) -> Iterator[str]:
    """The measures of a part that nothing is said of; its heading when it says nothing."""
    for block in part.text:
        if block.type == "table":
            yield from _rows_without_outcome(block)
        for sentence in sentences(block.text):
            if NOT_FOLLOWED_UP.search(sentence):
                yield sentence
    if isinstance(part, Chapter) and not plain(part.text).strip():
        yield heading


def _said_so(part: Chapter | Goal) -> Iterator[str]:
    """The sentences of any part that say that last year's measures were not followed up."""
    for sentence in sentences(plain(part.text)):
        if LAST_YEAR.search(sentence) and NOT_FOLLOWED_UP.search(sentence):
            yield sentence


def _rows_without_outcome(table: TextBlock) -> Iterator[str]:
    """What the first cell says, of rows with nothing in the columns for the outcome."""
    head, *rows = [[cell.text.strip() for cell in row] for row in table.rows]
    told = [i for i, text in enumerate(head) if i > 0 and OUTCOMES.search(text)]
    for row in rows if told else ():
        if row and row[0] and not any(row[i] for i in told if i < len(row)):
            yield row[0]


@set_rule("R36", level="warning", source=Source("audit", "Vänersborgs kommun 2022"))
def missed_again(plans: Sequence[Examined]) -> Iterator[Finding]:
    """A goal was missed in two reports after each other, and no new measure is taken.

    Source: the same goal is missed again as last year (Vänersborg 2022). A new activity, a section
    on development, or an analysis that says what will be done, is a measure.
    """
    reports = [plan for plan in plans if plan.is_report]
    for now in reports:
        for before in reports:
            if not _same_unit(now, before) or _year(now) is None or _year(now) != _next(before):
                continue
            missed = {(goal.level, fold(goal.title)): goal for goal in _missed(before)}
            for goal in _missed(now):
                earlier = missed.get((goal.level, fold(goal.title)))
                if earlier is not None and not _has_new_measure(now, goal, before, earlier):
                    yield Finding(
                        "R36", goal.id, "assessment", goal.place,
                        params={"title": goal.title}, document=now.number,
                    )  # fmt: skip


@set_rule("R38", level="warning", source=_MALMO)
def goals_that_no_unit_has(plans: Sequence[Examined]) -> Iterator[Finding]:
    """A goal of the board stands in several units' plans, and none of them has a goal below it.

    Source: goals that together do not cover the goal above them cannot be put together to an
    assessment (Malmö 2015 and 2016).
    """
    for units in _plans_by_board(plans).values():
        found: dict[str, list[tuple[Examined, Goal]]] = defaultdict(list)
        for plan in units:
            for goal in plan.document.goals:
                if plan.owner(goal) == "board":
                    found[fold(goal.title)].append((plan, goal))
        for everywhere in found.values():
            if len(everywhere) < _LEAST_PLANS or any(
                plan.owner(below) == "unit"
                for plan, goal in everywhere
                for below in plan.below(goal)
            ):
                continue
            plan, goal = everywhere[0]
            yield Finding(
                "R38", goal.id, "title", goal.place,
                params={"title": goal.title, "plans": len(everywhere)}, document=plan.number,
            )  # fmt: skip


@rule("R38", level="warning", source=_MALMO)
def goals_without_the_boards(plan: Examined) -> Iterator[Finding]:
    """A goal of the council's stands in a board's plan, and the board has no goal below it.

    Source: as for goals that no unit has. Looked at are the lowest of the council's levels, in
    plans whose board has broken down some of them.
    """
    if plan.is_report or plan.lowest_owner != "board":
        return
    goals = [goal for goal in plan.document.goals if plan.owner(goal) == "council"]
    lowest = [goal for goal in goals if not any(each in goals for each in plan.children(goal))]
    absent = [goal for goal in lowest if not any(plan.below(goal))]
    for goal in absent if 2 * len(absent) < len(lowest) else ():
        if not is_of_others(goal):
            yield Finding(
                "R38", goal.id, "title", goal.place, case="council", params={"title": goal.title}
            )  # fmt: skip


def _assignments(plan: Examined) -> Iterator[Goal]:
    for goal in plan.document.goals:
        level = plan.level(goal)
        if level is not None and level.assignment:
            yield goal


def _goes_to(assignment: Goal, plan: Examined) -> bool:
    """Whether an assignment goes to everybody, or to the board of a report by its name."""
    board = fold(plan.document.board or "")
    return any(
        holds(each, EVERYBODY) or (board and holds(each, frozenset({board})))
        for each in assignment.addressees
    )


def _of_activity(activity: Activity, field: str, case: str = "", document: int = 0) -> Finding:
    title = " ".join(activity.title.split())
    return Finding(
        "R42", activity.id, field, activity.place, case=case, params={"title": title},
        document=document,
    )  # fmt: skip


def _own_activities(plan: Examined) -> Iterator[Activity]:
    """The activities of the document's own: not those that hang under other levels' goals."""
    inherited = inherited_activities(plan)
    return (each for each in plan.document.activities if each.id not in inherited)


def _missed(plan: Examined) -> Iterator[Goal]:
    for goal in plan.document.goals:
        if goal.assessment is not None and goal.assessment.kind in _MISSED:
            yield goal


def _has_new_measure(now: Examined, goal: Goal, before: Examined, earlier: Goal) -> bool:
    """Whether the later report has an activity of its own under the goal, or says what will be.

    What is said in the same words as a year ago is nothing new.
    """
    old = {fold(each.title) for each in _activities_below(before, earlier)}
    if any(fold(each.title) not in old for each in _activities_below(now, goal)):
        return True
    said = {fold(each) for each in _said(before, earlier)}
    return any(
        fold(each) not in said and (develops or holds(each, MEASURES))
        for each, develops in _said_of_development(now, goal)
    )


def _said(plan: Examined, goal: Goal) -> Iterator[str]:
    """What the analyses and the sections of a goal and those below it say, by sentence."""
    return (sentence for sentence, _develops in _said_of_development(plan, goal))


def _said_of_development(plan: Examined, goal: Goal) -> Iterator[tuple[str, bool]]:
    """Each sentence of the same, and whether it stands in a section on development."""
    for each in (goal, *plan.below(goal)):
        yield from ((sentence, False) for sentence in sentences(plain(each.analysis)))
        for section in each.sections:
            develops = section.type == "development"
            yield from ((sentence, develops) for sentence in sentences(plain(section.text)))


def _activities_below(plan: Examined, goal: Goal) -> Iterator[Activity]:
    for each in (goal, *plan.below(goal)):
        yield from plan.activities(each)


def _plans_by_board(plans: Sequence[Examined]) -> Mapping[tuple[str, str], list[Examined]]:
    """The plans of units, by their board and period."""
    found: dict[tuple[str, str], list[Examined]] = defaultdict(list)
    for plan in plans:
        document = plan.document
        of_unit = document.kind == "operational_plan" and plan.lowest_owner == "unit"
        if of_unit and document.board and document.period:
            found[fold(document.board), document.period.text].append(plan)
    return found


def _comparable(first: Examined, second: Examined) -> bool:
    """Whether two documents are about the same period, in the same municipality and model."""
    one, other = first.document, second.document
    places = {each for each in (one.municipality, other.municipality) if each}
    periods = (one.period.end if one.period else None, other.period.end if other.period else None)
    return one.model == other.model and len(places) < 2 and periods[0] == periods[1] is not None


def _is_guessed(plan: Examined) -> bool:
    """Whether what the document is, or whose, was guessed when it was read."""
    fields = {each.field for each in plan.document.guesses if each.element is None}
    return bool(fields & {"kind", "board"})


def _same_board(first: Examined, second: Examined) -> bool:
    return fold(first.document.board or "") == fold(second.document.board or "")


def _same_unit(first: Examined, second: Examined) -> bool:
    """Whether two documents are about the same unit, or board where no unit is named."""
    one, other = first.document, second.document
    names = [fold(each.unit or each.board or "") for each in (one, other)]
    return bool(names[0]) and names[0] == names[1] and one.model == other.model


def _year(plan: Examined) -> int | None:
    period = plan.document.period
    return int(period.end[:4]) if period is not None and period.end else None


def _next(plan: Examined) -> int | None:
    year = _year(plan)
    return None if year is None else year + 1
