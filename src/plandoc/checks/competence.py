# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Competence: needs that activities answer, and phases and goals that have activities."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding
from plandoc.checks.goals import own_goals
from plandoc.checks.phrases import GENERAL
from plandoc.checks.rule import Source, rule
from plandoc.model import Activity, Place, plain
from plandoc.stems import share, stems
from plandoc.words import fold

_KIRUNA = Source("audit", "Kiruna kommun 2021")
_SKELLEFTEA = Source("audit", "Skellefteå kommun, kompetensförsörjning")
_BETWEEN_PHASES = re.compile(r"\s*(?:/|,|;|&|\boch\b|\bsamt\b)\s*", re.IGNORECASE)
# A department that has activities in more than this share of the phases goes by them all.
_GOES_BY_PHASES = 2 / 3
_DEVELOP = "develop"
_NO_PHASE = "other"  # "Övrigt" is what is left
_GENERAL_STEMS = frozenset(stem for phrase in GENERAL for stem in stems(phrase))


@rule("R25", level="warning", source=_KIRUNA)
def empty_phase(plan: Examined) -> Iterator[Finding]:
    """The heading of a phase stands there, and no activity below it.

    Source: action plans that are used unevenly (Kiruna 2021).
    """
    used = _used(plan)
    for heading in _headings(plan):
        if not heading.phases <= used.get(heading.department, frozenset()):
            department = heading.department or plan.document.unit or ""
            yield Finding(
                "R25", field="categories", place=heading.place, case="heading",
                quote=heading.text, params={"phase": heading.text, "department": department},
            )  # fmt: skip


@rule("R25", level="info", source=_KIRUNA)
def missing_phase(plan: Examined) -> Iterator[Finding]:
    """A department goes by the phases, and lacks one that other departments have activities in.

    Source: as for a phase without activities.
    """
    used = _used(plan)
    everywhere = frozenset(phase for phases in used.values() for phase in phases)
    headed: dict[str | None, set[str]] = defaultdict(set)
    for heading in _headings(plan):
        headed[heading.department] |= heading.phases
    names = {phase.code: phase.name for phase in plan.model.phases}
    for department, phases in used.items():
        missing = everywhere - phases
        if department is None or len(phases) <= len(everywhere) * _GOES_BY_PHASES:
            continue
        first = next(each for each in plan.document.activities if each.department == department)
        for phase in sorted(missing - headed[department]):
            yield Finding(
                "R25", field="categories", place=first.place, case="phase", quote=department,
                params={"phase": names[phase], "department": department},
                group=names[phase],
            )  # fmt: skip


@rule("R25", level="warning", source=_KIRUNA)
def goal_without_activities(plan: Examined) -> Iterator[Finding]:
    """A goal of a plan has no activity, in a model where activities hang under goals.

    Source: as for a phase without activities. Where most activities of a document that was read in
    hang under no goal, that is another finding (R26), and any goal may have them.
    """
    activities = plan.document.activities
    if plan.is_report or not activities or not _activities_under_goals(plan):
        return
    if plan.imported and 2 * sum(not each.goals for each in activities) >= len(activities):
        return
    for goal in own_goals(plan):
        below = [goal, *plan.below(goal)]
        if not any(plan.activities(each) for each in below):
            yield Finding(
                "R25", goal.id, "activities", goal.place, case="goal", params={"title": goal.title}
            )


@rule("R27", level="warning", source=_SKELLEFTEA)
def unanswered_needs(plan: Examined) -> Iterator[Finding]:
    """A department needs a competence, and none of its activities speaks of it.

    Source: are future needs mapped, and do measures meet them (Skellefteå)? A need counts as met
    when an activity of the department shares any word with it that says which competence, or the
    part of a compound.
    """
    said = {department: _together(each.stems for each in answers)
            for department, answers in _subjects_by_department(plan).items()}  # fmt: skip
    for need in plan.document.needs if said else ():
        subject = _subject(need.text)
        if subject and not share(subject, said.get(_key(need.department), ())):
            yield Finding(
                "R27", need.id, "text", need.place, quote=need.text,
                case="" if need.department else "plan",
                params={"need": need.text.rstrip("."), "department": need.department or ""},
            )  # fmt: skip


@rule("R27", level="info", source=_SKELLEFTEA)
def activities_without_need(plan: Examined) -> Iterator[Finding]:
    """A department says what it needs, and an activity that develops competence is about another.

    Source: as for needs without activities. Activities of other phases (recruiting, introducing)
    are not there to answer a need for competence.
    """
    with_needs = {_key(need.department) for need in plan.document.needs}
    said: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for need in plan.document.needs:
        said[_key(need.department)].append(_subject(need.text))
    for change in plan.document.changes:
        text = f"{change.heading or ''} {plain(change.text)}"
        said[_key(change.department)].append(_subject(text))
    for department, answers in _subjects_by_department(plan).items():
        needed = _together(said[department])
        for answer in answers if department in with_needs else ():
            activity = answer.activity
            if _is_for_competence(activity, plan) and not share(needed, answer.stems):
                yield Finding(
                    "R27", activity.id, "title", activity.place, case="activity",
                    params={"title": " ".join(activity.title.split())},
                )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Answer:
    """An activity, and the stems that say what it is about."""

    activity: Activity
    stems: frozenset[str]


def _subjects_by_department(plan: Examined) -> Mapping[str, list[_Answer]]:
    """What the activities of each department are about."""
    found: dict[str, list[_Answer]] = defaultdict(list)
    for each in plan.document.activities:
        followed = (plain(each.comment), plain(each.planned_follow_up))
        text = "\n".join((each.title, each.aim or "", *followed))
        found[_key(each.department)].append(_Answer(each, frozenset(_subject(text))))
    return found


def _together(texts: Iterable[Iterable[str]]) -> frozenset[str]:
    """The stems of several texts."""
    return frozenset(each for text in texts for each in text)


def _is_for_competence(activity: Activity, plan: Examined) -> bool:
    """Whether an activity develops competence, as far as its phases tell."""
    phases = {code for each in activity.categories for code in phases_of(each, plan) or ()}
    return not phases or _DEVELOP in phases


def _subject(text: str) -> tuple[str, ...]:
    """The stems that say what a text is about."""
    return tuple(each for each in stems(text) if len(each) > 2 and each not in _GENERAL_STEMS)


def phases_of(text: str, plan: Examined) -> frozenset[str] | None:
    """The codes of the phases that a text is made of ("Rekrytera/introducera"), or None."""
    known = {
        fold(name): phase.code
        for phase in plan.model.phases
        for name in (phase.name, *phase.labels)
    }
    if fold(text) in known:
        return frozenset({known[fold(text)]})
    parts = [fold(part) for part in _BETWEEN_PHASES.split(text)]
    codes = frozenset(known[part] for part in parts if part in known)
    return codes if codes and all(part in known for part in parts) else None


def _used(plan: Examined) -> Mapping[str | None, frozenset[str]]:
    """The phases in which each department has activities."""
    found: dict[str | None, set[str]] = defaultdict(set)
    for activity in plan.document.activities:
        for category in activity.categories:
            found[activity.department] |= (phases_of(category, plan) or set()) - {_NO_PHASE}
    return {department: frozenset(phases) for department, phases in found.items()}


@dataclass(frozen=True, slots=True)
class _Heading:
    """The heading of a phase that nothing was read under, and the department that it stands in."""

    text: str
    phases: frozenset[str]
    department: str | None
    place: Place


def _headings(plan: Examined) -> Iterator[_Heading]:
    """What stands alone among the activities and is the name of a phase."""
    alone = [(left.text, left.place) for left in plan.document.leftovers]
    alone += [(each.heading, each.place) for each in plan.document.chapters if not each.text]
    activities = sorted(plan.document.activities, key=lambda each: _line(each.place))
    lines = [_line(each.place) for each in activities]
    for text, place in alone:
        phases = phases_of(text, plan)
        before = bisect_left(lines, _line(place))
        if phases and before and place is not None and place.line is not None:
            yield _Heading(text, phases, activities[before - 1].department, place)


def _activities_under_goals(plan: Examined) -> bool:
    """Whether the steering model's activities stand under the goals of their own documents."""
    if any(section.fills == "activities" for section in plan.model.sections):
        return True
    tables = (table for table in plan.model.tables if table.kind == "activities")
    return plan.model.phases == () and any(
        column.field == "goal" for table in tables for column in table.columns
    )


def _key(department: str | None) -> str:
    return fold(department or "")


def _line(place: Place | None) -> int:
    return (place.line or 0) if place else 0
