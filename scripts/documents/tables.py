# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents that are mostly tables: competence plans and follow-ups, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scripts.documents.flow import Bullets, Cover, Grid, Heading, Item, Text

AIM_HEAD = ["Vad vill vi uppnå?", "Aktivitet\nHur gör vi det?", "Måldatum", "Ansvarig"]
GOAL_HEAD = [
    "VP - mål",
    "Kompetensförsörjningsaktivitet\nUBARA",
    "Måldatum",
    "Ansvarig\n(Funktion)",
    "Uppföljning",
]


@dataclass(frozen=True)
class Measure:
    """An activity of a competence plan: a row of its table."""

    aim: str
    title: str
    due: str
    responsible: str
    follow_up: str = ""
    resources: str = ""
    roles: Sequence[str] = ()  # when the cell names several


@dataclass(frozen=True)
class Department:
    """A department's part: what lies ahead, what competence it needs, and its measures by phase."""

    name: str
    changes: Sequence[tuple[str, str]] = ()
    needs: Sequence[str] = ()
    phases: Sequence[tuple[str, Sequence[Measure]]] = ()
    goals: Sequence[tuple[str, Sequence[tuple[str, Measure]]]] = ()  # by goal: phase and measure


def prose_of(department: Department, level: int) -> list[Item]:
    """The department's questions and answers."""
    items: list[Item] = [Heading(department.name, level)]
    if department.changes:
        items.append(Heading("Vilka förändringar står verksamheten inför?", level + 1))
        for heading, text in department.changes:
            items += [Heading(heading, level + 2), Text(text)]
    if department.needs:
        items.append(Heading("Vilken kompetens behöver verksamheten?", level + 1))
        items.append(Bullets(list(department.needs)))
    return items


def aim_table(department: Department, *, resources: bool = False, banner: bool = True) -> Grid:
    """The measures under their phases, with the columns aim, activity, date and responsible."""
    head = [*AIM_HEAD, *(["Resurser\n(timmar, kronor, personal)"] if resources else []),
            "Uppföljning/kommentar"]  # fmt: skip
    rows: list[list[str]] = []
    for phase, measures in department.phases:
        rows.append([phase] if banner else [phase, *("" for _ in head[1:])])
        for each in measures:
            extra = [each.resources] if resources else []
            rows.append([each.aim, each.title, each.due, each.responsible, *extra, each.follow_up])
    return Grid(head, rows, (4, 4, 3, 4, *((3,) if resources else ()), 3))


def goal_table(department: Department) -> Grid:
    """The measures under the plan's goals, with the phase in parentheses after the activity."""
    rows = []
    for goal, measures in department.goals:
        for i, (phase, each) in enumerate(measures):
            title = f"{each.title}\n({phase})"
            rows.append([goal if i == 0 else "", title, each.due, each.responsible, each.follow_up])
    return Grid(GOAL_HEAD, rows, (4, 5, 2, 3, 3), merged=True)


def golden_measures(
    departments: Sequence[Department], *, resources: bool = False, named: bool = True
) -> dict[str, Any]:
    """What a reader must find in a competence plan. `named` says that departments are headings."""
    activities: list[dict[str, Any]] = []
    goals: list[dict[str, Any]] = []
    for department in departments:
        for phase, measures in department.phases:
            activities += [_golden(each, department, phase, named, resources) for each in measures]
        for goal, pairs in department.goals:
            number, _, title = goal.partition(" ")
            goals.append({"level": "plan_goal", "number": number, "title": title, "parent": None})
            activities += [
                {**_golden(each, department, phase, named, resources), "goals": [title]}
                for phase, each in pairs
            ]
    return {
        "model": "ubara",
        "kind": "competence_plan",
        "goals": goals,
        "indicators": [],
        "activities": activities,
        "needs": sum(len(department.needs) for department in departments),
        "changes": sum(len(department.changes) for department in departments),
    }


def _golden(
    each: Measure, department: Department, phase: str, named: bool, resources: bool
) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "title": each.title,
        "due": each.due,
        "responsible": list(each.roles or [each.responsible]),
        "categories": [phase],
        "follow_up": each.follow_up or None,
    }
    if each.aim:
        entry["aim"] = each.aim
    if named:
        entry["department"] = re.sub(r"\s+\d{4}$", "", department.name)
    if resources:
        entry["resources"] = each.resources or None
    return entry


@dataclass(frozen=True)
class Followed:
    """An activity of a follow-up."""

    title: str
    due: str
    status: str
    comment: str = ""


@dataclass(frozen=True)
class Assignment:
    """An assignment from the council, with its own status."""

    title: str
    origin: str
    due: str
    status: str
    comment: str = ""


@dataclass(frozen=True)
class Area:
    """An area of goals: the board's goals (title, text, activities) and the assignments."""

    name: str
    goals: Sequence[tuple[str, str, Sequence[Followed]]] = ()
    assignments: Sequence[Assignment] = ()


def follow_up_of(areas: Sequence[Area], year: int) -> list[Item]:
    """The follow-up's areas with their tables."""
    items: list[Item] = []
    for area in areas:
        items.append(Heading(area.name, 1))
        if area.goals:
            rows = [
                [
                    f"{title}\n{text}" if i == 0 else "",
                    each.title,
                    each.due,
                    each.status,
                    each.comment,
                ]
                for title, text, followed in area.goals
                for i, each in enumerate(followed)
            ]
            head = ["Nämndmål", "Aktivitet", f"Slutdatum {year}", "Status", "Kommentar"]
            items.append(Grid(head, rows, (4, 4, 3, 2, 4), merged=True))
        if area.assignments:
            several = len(area.assignments) > 1
            name = "Strategiska utvecklingsuppdrag" if several else "Strategiskt utvecklingsuppdrag"
            items.append(Heading(name, 2))
            rows = [
                [f"{each.title}\n{each.origin}", each.due, each.status, each.comment]
                for each in area.assignments
            ]
            head = ["", f"Slutdatum {year}", "Status", "Kommentar"]
            items.append(Grid(head, rows, (5, 3, 2, 4)))
    return items


def golden_follow_up(areas: Sequence[Area]) -> dict[str, Any]:
    """What a reader must find in a follow-up."""
    goals: list[dict[str, Any]] = []
    activities: list[dict[str, Any]] = []
    for area in areas:
        goals.append({"level": "goal_area", "number": None, "title": area.name, "parent": None})
        for title, text, followed in area.goals:
            goals.append(
                {
                    "level": "board_goal",
                    "number": None,
                    "title": title,
                    "parent": area.name,
                    "text": text,
                }
            )
            activities += [
                {
                    "title": each.title,
                    "goals": [title],
                    "due": each.due,
                    "status": each.status,
                    "follow_up": each.comment or None,
                }
                for each in followed
            ]
        goals += [
            {
                "level": "assignment",
                "number": None,
                "title": each.title,
                "parent": area.name,
                "origin": each.origin,
                "due": each.due,
                "status": each.status,
                "comment": each.comment or None,
            }
            for each in area.assignments
        ]
    return {
        "model": "linkoping_malomraden",
        "kind": "follow_up",
        "goals": goals,
        "indicators": [],
        "activities": activities,
    }


def cover(*lines: str, title: str) -> list[Item]:
    """A first page: its title, and lines below it."""
    return [Cover(title, "title"), *(Cover(line) for line in lines)]
