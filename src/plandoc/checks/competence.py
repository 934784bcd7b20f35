# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Competence: needs that activities answer, and phases and goals that have activities."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding
from plandoc.checks.goals import own_goals
from plandoc.checks.phrases import GENERAL
from plandoc.checks.rule import Source, rule
from plandoc.model import Activity, Need, Place, plain
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
    activities = sorted(plan.document.activities, key=lambda each: _line(each.place))
    for text, place in _headings(plan):
        phases = phases_of(text, plan)
        before = [each for each in activities if _line(each.place) < _line(place)]
        if phases and before:
            department = before[-1].department
            used = _used(plan).get(department, frozenset())
            if not phases <= used:
                yield Finding(
                    "R25", field="categories", place=place, case="heading", quote=text,
                    params={"phase": text, "department": department or plan.document.unit or ""},
                )  # fmt: skip


@rule("R25", level="info", source=_KIRUNA)
def missing_phase(plan: Examined) -> Iterator[Finding]:
    """A department goes by the phases, and lacks one that other departments have activities in.

    Source: as for a phase without activities.
    """
    used = _used(plan)
    everywhere = frozenset(phase for phases in used.values() for phase in phases)
    headed = {phase for text, _place in _headings(plan) for phase in phases_of(text, plan) or ()}
    names = {phase.code: phase.name for phase in plan.model.phases}
    for department, phases in used.items():
        missing = everywhere - phases
        if department is None or len(phases) <= len(everywhere) * _GOES_BY_PHASES:
            continue
        first = next(each for each in plan.document.activities if each.department == department)
        for phase in sorted(missing - _headed_in(plan, department, headed)):
            yield Finding(
                "R25", field="categories", place=first.place, case="phase", quote=department,
                params={"phase": names[phase], "department": department},
                group=names[phase],
            )  # fmt: skip


@rule("R25", level="warning", source=_KIRUNA)
def goal_without_activities(plan: Examined) -> Iterator[Finding]:
    """A goal of a plan has no activity, in a model where activities hang under goals.

    Source: as for a phase without activities.
    """
    if plan.is_report or not plan.document.activities or not _activities_under_goals(plan):
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
    activities = _subjects_by_department(plan)
    if not activities:
        return
    for need in plan.document.needs:
        subject = _subject(need.text)
        answers = activities.get(_key(need.department), ())
        if subject and not any(share(subject, answer.stems) for answer in answers):
            yield Finding(
                "R27", need.id, "text", need.place, quote=need.text,
                group=need.department or "",
                params={"need": need.text.rstrip("."), "department": need.department or ""},
            )  # fmt: skip


@rule("R27", level="info", source=_SKELLEFTEA)
def activities_without_need(plan: Examined) -> Iterator[Finding]:
    """A department says what it needs, and an activity that develops competence is about another.

    Source: as for needs without activities. Activities of other phases (recruiting, introducing)
    are not there to answer a need for competence.
    """
    needs: dict[str, list[Need]] = defaultdict(list)
    for need in plan.document.needs:
        needs[_key(need.department)].append(need)
    for department, answers in _subjects_by_department(plan).items():
        said = [_subject(need.text) for need in needs.get(department, ())]
        said += [
            _subject(f"{change.heading or ''} {plain(change.text)}")
            for change in plan.document.changes
            if _key(change.department) == department
        ]
        for answer in answers if needs.get(department) else ():
            if _is_for_competence(answer.activity, plan) and not any(
                share(each, answer.stems) for each in said
            ):
                activity = answer.activity
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


def _headings(plan: Examined) -> Iterator[tuple[str, Place]]:
    """What stands alone and may be the heading of a phase without activities, with its place."""
    for left in plan.document.leftovers:
        if left.place is not None and left.place.line is not None:
            yield left.text, left.place
    for chapter in plan.document.chapters:
        if chapter.place is not None and chapter.place.line is not None and not chapter.text:
            yield chapter.heading, chapter.place


def _headed_in(plan: Examined, department: str, headed: set[str]) -> set[str]:
    """The phases of empty headings that stand among a department's activities."""
    lines = [_line(each.place) for each in plan.document.activities
             if each.department == department]  # fmt: skip
    found: set[str] = set()
    for text, place in _headings(plan) if headed else ():
        before = [each for each in plan.document.activities if _line(each.place) < _line(place)]
        last = max(before, key=lambda each: _line(each.place), default=None)
        if last is not None and _line(last.place) in lines:
            found |= phases_of(text, plan) or set()
    return found


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
