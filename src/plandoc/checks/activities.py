# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Activities as planned: who, when, how they are followed up, and what for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding, Proposal
from plandoc.checks.goals import concerns, inherited_activities, own_goals
from plandoc.checks.phrases import (
    ACTORS,
    COMES_BACK,
    DOES_IT,
    HAS_BEEN,
    MOMENT,
    NEXT_STEP,
    RECURS,
    TIME,
    YEAR_END_REPORT,
    holds,
)
from plandoc.checks.rule import Source, rule
from plandoc.dues import find_due
from plandoc.model import Activity, Due, plain
from plandoc.roles import only_roles
from plandoc.words import fold, split_title

_FAGERSTA = Source("audit", "Fagersta kommun 2005")
_MALMO = Source("audit", "Malmö stad 2015 och 2016")
_PERIOD = Source("model", "Planperioden")
_STEP = re.compile(r"(?<!\S)\d{1,2}[.)]\s*(?=[^\W\d])")
_STEPS_WORD = re.compile(r"[^\W\d_]{6,}")  # what is done: no word that only joins
_SHALL = re.compile(r"\s+(?:ska|skall)\s", re.IGNORECASE)
# What says which one of a role is meant: "Enhetschef LSS", "Avdelningens chef".
_WHOSE = re.compile(
    r"(?!HR\b)[A-ZÅÄÖ]{3,5}\.?|(?i:enhetens|avdelningens|förvaltningens|nämndens|skolans|förskolans"
    r"|verksamhetens|områdets|kontorets|kommunens|stadens)"
)
_YEAR_END = "12-31"
_LONGEST_ACTOR = 5  # words: "Förvaltningens avdelning för äldre och omsorg" is a sentence's length


@rule("R10", level="error", source=_FAGERSTA)
def nobody_responsible(plan: Examined) -> Iterator[Finding]:
    """Nobody is responsible for an activity, when there is somebody for others.

    Source: a decision must say who does what, or nobody reports back (Fagersta 2005).
    """
    if any(each.responsible for each in plan.document.activities):
        yield from _nobody(plan)


@rule("R10", level="error", imported="warning", source=_FAGERSTA)
def nobody_at_all(plan: Examined) -> Iterator[Finding]:
    """No activity of the document has anyone responsible.

    Source: as where some have. A document that was read in may have no column for it; a report
    without one is left alone: the plan said who.
    """
    if not plan.is_report and not any(each.responsible for each in plan.document.activities):
        yield from _nobody(plan)


@rule("R10", level="info", source=_FAGERSTA)
def responsible_in_the_sentence(plan: Examined) -> Iterator[Finding]:
    """Who is responsible stands only inside the sentence of the activity.

    Source: as for an activity without anyone; in a sentence, nobody can sort or search by it.
    """
    for activity in _without_responsible(plan):
        role = actor(activity.title)
        if role is not None:
            proposal = Proposal("responsible", "", role)
            yield _finding("R10", activity, "responsible", "sentence", proposal, role=role)


@rule("R11", level="warning", source=_FAGERSTA)
def no_end(plan: Examined) -> Iterator[Finding]:
    """An activity has no end date, or goes on without any time when it is looked at.

    Source: a decision should say when it is to be done, and deviations be reported back
    (Fagersta 2005). What reading left beside the row may be its time; what comes back, and what
    has its time in its title, has no end to miss.
    """
    if plan.is_report:
        return
    leftovers = _leftovers(plan)
    for activity in plan.document.activities:
        if activity.due is None or activity.due.kind == "none":
            beside = _beside(activity, leftovers)
            if any(not only_roles(text, plan.model) for text in beside):
                continue
            if _says_when(activity):
                continue
            yield _finding("R11", activity, "due")
        elif activity.due.kind == "ongoing" and _next_check(plan, activity) == "":
            yield _finding("R11", activity, "due", "ongoing", due=activity.due.text)


@rule("R11", level="info", source=_FAGERSTA)
def only_when_the_year_is_over(plan: Examined) -> Iterator[Finding]:
    """An activity goes on, and is looked at only in the report that is written after the year.

    Source: as for an activity without an end; then it is too late to do otherwise.
    """
    if plan.is_report:
        return
    for activity in plan.document.activities:
        due = activity.due
        if due is not None and due.kind == "ongoing" and _next_check(plan, activity) == "year_end":
            yield _finding("R11", activity, "due", "year_end", due=due.text)


@rule("R12", level="info", source=Source("model", "En aktivitet per rad"))
def several_steps(plan: Examined) -> Iterator[Finding]:
    """Several steps, or several dates, stand in one row.

    Source: the status of a row with two steps is right for one of them at most.
    """
    for activity in plan.document.activities:
        dated = len(activity.due.steps) if activity.due is not None else 0
        steps = split_steps(activity.title, dated)
        if dated > 1 or len(steps) > 1 or _goes_on(activity.title):
            new = "\n".join(steps)
            proposal = Proposal("title", activity.title, new) if len(steps) > 1 else None
            yield _finding("R12", activity, "title", proposal=proposal)


@rule("R13", level="warning", source=Source("audit", "Vänersborgs kommun 2022"))
def started_before(plan: Examined) -> Iterator[Finding]:
    """An activity began before the plan's period, and nothing says how it has gone so far.

    Source: what was not reached last year is taken over without a word (Vänersborg 2022). The
    board's activities are looked at where the unit has broken down their goal.
    """
    period = plan.document.period
    if plan.is_report or period is None or period.start is None or _period_is_guessed(plan):
        return
    for activity in plan.document.activities:
        first = _first_day(activity)
        if activity.goals and not any(concerns(plan, each) for each in activity.goals):
            continue
        if first is not None and first < period.start and activity.status is None:
            yield _finding("R13", activity, "start", start=first, period=period.text)


@rule("R20", level="info", source=Source("model", "Uppföljning: vem, hur och när"))
def follow_up_is_a_role(plan: Examined) -> Iterator[Finding]:
    """The follow-up says who and nothing more.

    Source: what is followed up has a way and a time; a role says neither.
    """
    for activity in plan.document.activities:
        field = "planned_follow_up"
        if not plan.is_report and not plain(activity.planned_follow_up).strip():
            field = "comment"  # where the column for follow-up is one for comments in the model
        text = plain(getattr(activity, field)).strip()
        if text and _only_who(text, plan):
            yield _finding("R20", activity, field, role=" ".join(text.split()))


@rule("R20", level="info", source=Source("model", "Uppföljning: vem, hur och när"))
def follow_up_of_a_goal_is_a_role(plan: Examined) -> Iterator[Finding]:
    """The section on follow-up of a goal says who and nothing more.

    Source: as for activities.
    """
    for goal in own_goals(plan) if not plan.is_report else ():
        for number, section in enumerate(goal.sections):
            text = plain(section.text).strip()
            if section.type == "follow_up" and text and _only_who(text, plan):
                role = " ".join(text.split())
                yield Finding(
                    "R20", goal.id, f"sections.{number}.text", section.place or goal.place,
                    quote=role, params={"title": goal.title, "role": role},
                )  # fmt: skip


def _only_who(text: str, plan: Examined) -> bool:
    """Whether a text is roles alone, with whose they are: "Enhetens ledningsgrupp"."""
    words = [word for word in text.split() if not _WHOSE.fullmatch(word)]
    return only_roles(" ".join(words) or text, plan.model)


@rule("R23", level="warning", source=_PERIOD)
def outside_period(plan: Examined) -> Iterator[Finding]:
    """An activity ends after the plan's period, before it, or before it has begun.

    Source: what ends outside the period is followed up in no report of this plan. The board's
    activities in a unit's plan have the board's period.
    """
    inherited = inherited_activities(plan)
    for activity, case in _outside(plan):
        if case == "order" or activity.id not in inherited:
            yield _outside_finding(plan, activity, case)


@rule("R23", level="info", source=_PERIOD)
def inherited_outside_period(plan: Examined) -> Iterator[Finding]:
    """An activity of the board's, in a unit's plan, ends outside the period; most others do not.

    Source: as for the unit's own. It may be right for a board that plans for several years.
    """
    inherited = inherited_activities(plan)
    number = sum(each.due is not None for each in plan.document.activities if each.id in inherited)
    outside = [(each, case) for each, case in _outside(plan) if each.id in inherited]
    for activity, case in outside if 2 * len(outside) < number else ():
        if case != "order":
            yield _outside_finding(plan, activity, case)


def _outside(plan: Examined) -> Iterator[tuple[Activity, str]]:
    """Activities that end "after" the plan's period, "before" it, or in the wrong "order"."""
    period = plan.document.period
    if plan.is_report or period is None or period.end is None or _period_is_guessed(plan):
        return
    for activity in plan.document.activities:
        if activity.due is None or activity.due.date is None:
            continue
        last, first = activity.due.date, _first_day(activity)
        if first is not None and last < first:
            yield activity, "order"
        elif period.start is not None and last < period.start:
            yield activity, "before"
        elif last > period.end:
            yield activity, "after"


def _outside_finding(plan: Examined, activity: Activity, case: str) -> Finding:
    due = activity.due.text if activity.due else ""
    period = plan.document.period.text if plan.document.period else ""
    return _finding("R23", activity, "due", case, due=due, period=period)


@rule("R26", level="warning", source=_MALMO)
def without_goal(plan: Examined) -> Iterator[Finding]:
    """An activity is not connected to any goal.

    Source: what does not serve a goal cannot be weighed into its assessment (Malmö 2015 and 2016).
    In a report it is too late: the plan is where it is said. A document that was read in without
    any goal has them where nobody understood that they are goals; plans for competence go by
    phases instead.
    """
    if plan.is_report or not plan.model.levels:
        return
    if plan.imported and not plan.document.goals and not plan.model.phases:
        return
    for activity in plan.document.activities:
        if not activity.goals:
            yield _finding("R26", activity, "goals")


@rule("R40", level="info", source=Source("audit", "Uppsala kommun, KPMG 2019"))
def too_many_of_one(plan: Examined) -> Iterator[Finding]:
    """One role has more activities in its department than the steering model allows.

    Source: too many tasks give competing signals (KPMG's review of Uppsala 2019). Each paragraph
    of a cell is an activity of its own. Only documents that say who are counted.
    """
    counts: Counter[tuple[str, str]] = Counter()
    rows: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Activity] = {}
    for activity in plan.document.activities:
        size = len([line for line in activity.title.splitlines() if line.strip()])
        for name in dict.fromkeys(role.name or role.text for role in activity.responsible):
            key = (activity.department or "", name)
            counts[key] += size
            rows[key] += 1
            first.setdefault(key, activity)
    for key, number in counts.items():
        if number > plan.settings.max_activities:
            department, role = key
            yield Finding(
                "R40", first[key].id, "responsible", first[key].place,
                case="department" if department else "activities", group=f"{department} {role}",
                params={
                    "number": number, "rows": rows[key], "role": role, "department": department,
                    "limit": plan.settings.max_activities,
                },
            )  # fmt: skip


def _goes_on(title: str) -> bool:
    """Whether a title tells of one step after another: each in its month, or "därefter …"."""
    if NEXT_STEP.search(title):
        return True
    moments = list(MOMENT.finditer(title))
    between = (title[one.end() : other.start()] for one, other in pairwise(moments))
    steps = [text for text in between if _STEPS_WORD.search(text)]
    return bool(steps) and len({each[0].casefold() for each in moments}) > 1


def actor(title: str) -> str | None:
    """Who acts, in a sentence that says so: "Förvaltningens enheter ska …"."""
    match = _SHALL.search(title)
    if match is None:
        return None
    subject = title[: match.start()].strip()
    words = subject.split()
    if not words or len(words) > _LONGEST_ACTOR or not words[0][0].isupper():
        return None
    return subject if ACTORS.search(words[-1]) or ACTORS.search(words[0]) else None


def split_steps(title: str, dates: int = 0) -> list[str]:
    """The steps of a title; the title itself when it has one, or when they cannot be told apart.

    They are numbered ("1. … 2. …"); or there are as many `dates` as the title has lines, or two
    and the title has two statements that run together.
    """
    marks = list(_STEP.finditer(title))
    numbers = [int(re.sub(r"\D", "", mark[0])) for mark in marks]
    if len(marks) > 1 and marks[0].start() == 0 and numbers == list(range(1, len(marks) + 1)):
        ends = [*(mark.start() for mark in marks[1:]), len(title)]
        return [title[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    lines = [line.strip() for line in title.splitlines() if line.strip()]
    if 1 < dates == len(lines):
        return lines
    two = split_title(" ".join(lines)) if dates == 2 else None
    return list(two) if two else [title]


def _finding(
    code: str, activity: Activity, field: str, case: str = "",
    proposal: Proposal | None = None, **more: str,
) -> Finding:  # fmt: skip
    title = " ".join(activity.title.split())
    return Finding(
        code, activity.id, field, activity.place, case=case, proposal=proposal,
        quote=more.get("due") or more.get("role") or "", params={"title": title, **more},
    )  # fmt: skip


def _nobody(plan: Examined) -> Iterator[Finding]:
    for activity in _without_responsible(plan):
        if actor(activity.title) is None and not DOES_IT.search(activity.title):
            yield _finding("R10", activity, "responsible")


def _without_responsible(plan: Examined) -> Iterator[Activity]:
    """Activities with nobody responsible; none in a report that has no place for it."""
    activities = plan.document.activities
    if plan.is_report and not any(each.responsible for each in activities):
        return
    leftovers = _leftovers(plan)
    for activity in activities:
        if activity.responsible or (activity.responsible_text or "").strip():
            continue
        if not any(only_roles(text, plan.model) for text in _beside(activity, leftovers)):
            yield activity


def _leftovers(plan: Examined) -> Mapping[int, list[str]]:
    """What reading left over, by line: beside an activity, a cell that it did not understand."""
    found: dict[int, list[str]] = defaultdict(list)
    for left in plan.document.leftovers:
        if left.place is not None and left.place.line is not None:
            found[left.place.line].append(left.text)
    return found


def _beside(activity: Activity, leftovers: Mapping[int, list[str]]) -> Iterator[str]:
    """What was left over on an activity's own lines."""
    place = activity.place
    if place is not None and place.line is not None:
        for line in range(place.line, (place.end_line or place.line) + 1):
            yield from leftovers.get(line, ())


def _says_when(activity: Activity) -> bool:
    """Whether the time that was not understood says when it comes back, or the title says when."""
    told = activity.due.text if activity.due is not None else ""
    comes_back = RECURS.search(told) or COMES_BACK.search(activity.title)
    return comes_back is not None or find_due(activity.title) is not None


def _next_check(plan: Examined, activity: Activity) -> str:
    """When an activity is looked at: "time" during the year, only at "year_end", or nothing."""
    text, comment = plain(activity.planned_follow_up), plain(activity.comment)
    if not HAS_BEEN.search(comment):  # a plan's column for follow-up may be called "Kommentar"
        text = f"{text}\n{comment}"
    named = [
        occasion
        for occasion in plan.model.occasions
        if holds(text, frozenset(fold(name) for name in (occasion.name, *occasion.labels)))
    ]
    if TIME.search(text) or any(occasion.ends != _YEAR_END for occasion in named):
        return "time"
    return "year_end" if named or YEAR_END_REPORT.search(text) else ""


def _first_day(activity: Activity) -> str | None:
    """When an activity begins, as far as the document says."""
    due: Due | None = activity.start
    if due is not None:
        return due.start or due.date
    return activity.due.start if activity.due is not None else None


def _period_is_guessed(plan: Examined) -> bool:
    """Whether the period was taken from the dates of the activities themselves."""
    return any(
        guess.field == "period" and guess.why == "year_from_dates"
        for guess in plan.document.guesses
    )
