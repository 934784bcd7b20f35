# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goals: broken down, measured, given resources, and worded as something that will be true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding
from plandoc.checks.phrases import (
    ACTIVITY_VERBS,
    AMOUNTS,
    DOING_VERBS,
    MEASURED_BY,
    NOT_CONCERNED,
    WORKING_FOR,
    holds,
)
from plandoc.checks.rule import Source, rule
from plandoc.model import Goal, Indicator, plain
from plandoc.words import fold

_LONGEST_VERB = 2  # words: "ta fram"
_SHALL = frozenset({"ska", "skall"})
_LATEST_SHALL = 4  # words, of which the subject is the first: "Alla våra enheter ska …"
_KPMG = Source("audit", "Uppsala kommun, KPMG 2019")
_BORGHOLM = Source("audit", "Borgholms kommun 2015")


def own_goals(plan: Examined) -> Iterator[Goal]:
    """The goals that the document's own unit or board answers for: those of the lowest level.

    The council's goals, and assignments, were worded by others.
    """
    if plan.lowest_owner in (None, "council"):
        return
    for goal in plan.document.goals:
        level = plan.level(goal)
        if level is not None and level.owner == plan.lowest_owner and not level.assignment:
            yield goal


def inherited_activities(plan: Examined) -> frozenset[str]:
    """The activities, in a unit's plan, that hang only under goals of others: the board's."""
    own = {goal.id for goal in own_goals(plan)}
    if plan.lowest_owner != "unit":
        return frozenset()
    return frozenset(
        activity.id
        for activity in plan.document.activities
        if activity.goals and not own & set(activity.goals)
    )


def concerns(plan: Examined, goal_id: str | None) -> bool:
    """Whether what hangs under a goal concerns the document's own unit.

    It does not where boards' goals stand there and the unit has broken down none of them: that is
    another finding (R4), and what hangs there is other units' work.
    """
    goal = plan.goals.get(goal_id or "")
    if goal is None or plan.lowest_owner != "unit":
        return True
    owners = {plan.owner(each) for each in (goal, *plan.below(goal))}
    return "unit" in owners or not owners & {"board", "department"}


@rule("R4", level="warning", source=Source("audit", "Malmö stad 2015 och 2016"))
def broken_down(plan: Examined) -> Iterator[Finding]:
    """A board's goal has no goal of the unit below it, and no word on why.

    Source: where units are silent on a goal, nobody can tell whether it does not concern them or
    was forgotten, and no joint assessment can be made (Malmö 2015 and 2016).
    """
    if plan.is_report or plan.lowest_owner != "unit":
        return
    for goal in plan.document.goals:
        level = plan.level(goal)
        if level is None or level.assignment or level.owner not in ("board", "department"):
            continue
        if any(plan.owner(below) == "unit" for below in plan.below(goal)) or is_of_others(goal):
            continue
        yield _finding("R4", goal, "title")


@rule("R5", level="warning", source=_KPMG)
def measured(plan: Examined) -> Iterator[Finding]:
    """A goal of the document's own has no indicator.

    Source: a goal needs a measure to be followed up by results rather than by what was done
    (KPMG's review of Uppsala 2019). A goal that says in its text what it is measured by has one,
    and so may a goal with indicators below it that reading did not connect to any.
    """
    if plan.is_report or not any(table.kind == "indicators" for table in plan.model.tables):
        return
    for goal in own_goals(plan):
        if plan.indicators(goal) or _says_its_measure(goal) or _has_loose_indicators(plan, goal):
            continue
        yield _finding("R5", goal, "title")


@rule("R7", level="warning", source=_BORGHOLM)
def resources(plan: Examined) -> Iterator[Finding]:
    """A goal of the unit says nothing of its resources, or names them without any amount.

    Source: whether goals and resources are connected is asked in every audit (Borgholm 2015).
    """
    with_resources = any(section.type == "resource_use" for section in plan.model.sections)
    if plan.is_report or not with_resources or plan.lowest_owner != "unit":
        return
    for goal in own_goals(plan):
        number, text = _resources(goal)
        if not text:
            yield _finding("R7", goal, "sections")
        elif not is_amount(text):
            yield _finding("R7", goal, f"sections.{number}.text", "amount")


@rule("R7", level="warning", source=_BORGHOLM)
def resources_of_activities(plan: Examined) -> Iterator[Finding]:
    """A table has a column for resources, and an activity in it names no amount there.

    Source: as for goals. Tables without the column are left alone.
    """
    activities = plan.document.activities
    columns = {each.department for each in activities if each.resources}
    for activity in activities:
        if activity.department in columns and not is_amount(activity.resources or ""):
            yield Finding(
                "R7", activity.id, "resources", activity.place, case="activity",
                quote=activity.resources or "", params={"title": activity.title},
            )  # fmt: skip


@rule("R39", level="info", source=_KPMG)
def worded_as_result(plan: Examined) -> Iterator[Finding]:
    """A goal, or the aim of an activity, is worded as an activity.

    Source: goals that say what will be done can be ticked off without anything getting better
    (KPMG's review of Uppsala 2019).
    """
    if plan.is_report:
        return
    for goal in own_goals(plan):
        if is_worded_as_activity(goal.title):
            yield _finding("R39", goal, "title")
    for activity in plan.document.activities:
        if activity.aim and is_worded_as_activity(activity.aim):
            yield Finding(
                "R39", activity.id, "aim", activity.place, case="aim", quote=activity.aim,
                params={"aim": " ".join(activity.aim.split())},
            )  # fmt: skip


@rule("R40", level="info", source=_KPMG)
def not_too_many(plan: Examined) -> Iterator[Finding]:
    """There are more goals of the document's own than the steering model allows.

    Source: too many goals and documents give competing signals (KPMG's review of Uppsala 2019);
    the budget should have few but clear goals (Mora 2004).
    """
    goals = list(own_goals(plan))
    if not plan.is_report and len(goals) > plan.settings.max_goals:
        yield Finding(
            "R40", place=goals[0].place, case="goals", field="goals",
            params={"number": len(goals), "limit": plan.settings.max_goals},
        )  # fmt: skip


def is_amount(text: str) -> bool:
    """Whether a text on resources says how much: a figure, a number in words, or "inom ram"."""
    return any(letter.isdigit() for letter in text) or holds(text, AMOUNTS)


def is_worded_as_activity(title: str) -> bool:
    """Whether a goal begins with a verb of doing, or is about working for it.

    "Utveckla …", "Att utveckla …", "Vi ska utveckla …" and "Enheten arbetar för …" do.
    """
    words = fold(title).removeprefix("att ").split()
    if _first_words(words) & ACTIVITY_VERBS or WORKING_FOR.search(title) is not None:
        return True
    shall = next((i for i, word in enumerate(words[:_LATEST_SHALL]) if word in _SHALL), None)
    return shall is not None and bool(_first_words(words[shall + 1 :]) & DOING_VERBS)


def _first_words(words: Sequence[str]) -> set[str]:
    """What the words begin with, as long as a verb may be."""
    return {" ".join(words[:size]) for size in range(1, _LONGEST_VERB + 1)}


def is_of_others(goal: Goal) -> bool:
    """Whether the goal says that it does not concern the unit."""
    if goal.assessment is not None and goal.assessment.kind == "not_applicable":
        return True
    sections = (section.text for section in goal.sections)
    texts = (goal.text, goal.comment, goal.analysis, *sections)
    return any(holds(plain(text), NOT_CONCERNED) for text in texts)


def _finding(code: str, goal: Goal, field: str, case: str = "") -> Finding:
    return Finding(code, goal.id, field, goal.place, case=case, params={"title": goal.title})


def _says_its_measure(goal: Goal) -> bool:
    """Whether a line of the goal's own text begins with a word for a measure."""
    texts = (goal.text, *(section.text for section in goal.sections))
    return any(MEASURED_BY.search(plain(text)) for text in texts)


def _has_loose_indicators(plan: Examined, goal: Goal) -> bool:
    """Whether indicators of no goal stand between this goal and the next."""
    goals = [_line(each) for each in plan.document.goals]
    start = _line(goal)
    end = min((line for line in goals if line > start), default=None)
    loose = [_line(each) for each in plan.document.indicators if not each.goal]
    return start > 0 and any(line > start and (end is None or line < end) for line in loose)


def _line(element: Goal | Indicator) -> int:
    return (element.place.line or 0) if element.place else 0


def _resources(goal: Goal) -> tuple[int, str]:
    """The number and the text of the goal's section on resources."""
    for number, section in enumerate(goal.sections):
        if section.type == "resource_use":
            return number, plain(section.text).strip()
    return 0, ""
