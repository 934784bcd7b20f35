# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Unit plans and annual reports in Stockholm's layout: what they hold, and their flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from scripts.documents.flow import (
    Break,
    Bullets,
    Contents,
    Cover,
    Grid,
    Heading,
    Item,
    Label,
    Lines,
    Section,
    Text,
)

LEVELS = {
    "strategic_goal": "KF:s inriktningsmål:",
    "area_goal": "KF:s mål för verksamhetsområdet:",
    "board_goal": "Nämndmål:",
    "unit_goal": "Enhetsmål:",
}


@dataclass(frozen=True)
class Indicator:
    """An indicator: what the unit and the council aim at, and what came out (annual report)."""

    name: str
    own: str = ""
    council: str = ""
    period: str = "År"
    outcome: str = ""
    before: str = ""
    assessment: str = ""


@dataclass(frozen=True)
class Activity:
    """An activity: when it starts and ends, and how it went (annual report)."""

    title: str
    start: str = "2026-01-01"
    end: str = "2026-12-31"
    status: str = ""
    comment: str = ""


@dataclass(frozen=True)
class UnitGoal:
    """A unit's own goal, with the sections that the unit fills in."""

    title: str
    results: Sequence[str] = ()
    methods: Sequence[str] = ()
    resources: Sequence[str] = ()
    follow_up: Sequence[str] = ()
    development: Sequence[str] = ()
    indicators: Sequence[Indicator] = ()
    activities: Sequence[Activity] = ()
    assessment: str = ""
    analysis: Sequence[str] = ()


@dataclass(frozen=True)
class BoardGoal:
    """A goal of the board, the same in every unit's plan."""

    key: str
    title: str
    description: Sequence[str] = ()
    results: Sequence[str] = ()
    indicators: Sequence[Indicator] = ()
    activities: Sequence[Activity] = ()
    assessment: str = ""
    analysis: Sequence[str] = ()


@dataclass(frozen=True)
class AreaGoal:
    """A goal of the council for an area of operations."""

    number: str
    title: str
    goals: Sequence[BoardGoal]
    indicators: Sequence[Indicator] = ()
    assessment: str = ""


@dataclass(frozen=True)
class StrategicGoal:
    """One of the council's overarching goals."""

    number: str
    title: str
    areas: Sequence[AreaGoal]


Chapter = tuple[str, int, Sequence[Item]]


@dataclass(frozen=True)
class Plan:
    """A unit's plan or annual report for a year."""

    unit: str
    title: str
    addressee: str
    handler: str = ""
    case: str = ""
    opening: Sequence[Chapter] = ()
    unit_goals: dict[str, Sequence[UnitGoal]] = field(default_factory=dict)
    closing: Sequence[Chapter] = ()
    report: bool = False


def flow_of(plan: Plan, board: Sequence[StrategicGoal], *, contents: bool = True) -> list[Item]:
    """The document from cover to last chapter."""
    items: list[Item] = []
    if plan.handler:
        items += [Cover("Handläggare"), Cover(plan.handler)]
    if plan.case:
        items.append(Cover(f"Dnr {plan.case}"))
    items += [Cover("Till"), Cover(plan.addressee), Cover(plan.title, "title"), Cover(plan.unit)]
    if contents:
        items += [Contents(_contents(plan, board)), Break()]
    for heading, level, parts in plan.opening:
        items += [Heading(heading, level), *parts]
    for strategic in board:
        items += [
            Label(LEVELS["strategic_goal"]),
            Heading(f"{strategic.number}. {strategic.title}", 1),
        ]
        for area in strategic.areas:
            items += _area(area, plan)
    for heading, level, parts in plan.closing:
        items += [Heading(heading, level), *parts]
    return items


def _contents(plan: Plan, board: Sequence[StrategicGoal]) -> list[tuple[str, int]]:
    titles = [heading for heading, level, _ in plan.opening if level == 1]
    for strategic in board:
        titles.append(f"{strategic.number}. {strategic.title}")
        titles += [f"{area.number}. {area.title}" for area in strategic.areas]
    titles += [heading for heading, level, _ in plan.closing if level == 1]
    return [(title, 3 + number) for number, title in enumerate(titles)]


def _area(area: AreaGoal, plan: Plan) -> Iterator[Item]:
    yield Label(LEVELS["area_goal"])
    yield Heading(f"{area.number}. {area.title}", 2)
    if plan.report and area.assessment:
        yield Text(area.assessment)
    yield from _indicators(area.indicators, plan.report)
    for goal in area.goals:
        yield Label(LEVELS["board_goal"])
        yield Heading(goal.title, 3)
        if plan.report and goal.assessment:
            yield Text(goal.assessment)
        if goal.description:
            yield Section("Beskrivning")
            yield from (Text(each) for each in goal.description)
        yield from _results(goal.results)
        yield from _indicators(goal.indicators, plan.report)
        yield from _activities(goal.activities, plan.report)
        if plan.report and goal.analysis:
            yield Section("Analys")
            yield from (Text(each) for each in goal.analysis)
        for own in plan.unit_goals.get(goal.key, ()):
            yield from _unit_goal(own, plan)


def _unit_goal(goal: UnitGoal, plan: Plan) -> Iterator[Item]:
    yield Label(LEVELS["unit_goal"])
    yield Heading(goal.title, 4)
    if plan.report and goal.assessment:
        yield Text(goal.assessment)
    yield from _results(goal.results)
    for heading, parts, listed in (
        ("Arbetssätt", goal.methods, False),
        ("Resursanvändning", goal.resources, True),
        ("Uppföljning", goal.follow_up, True),
        ("Utveckling", goal.development, False),
    ):
        if parts:
            yield Section(heading)
            if listed and len(parts) > 1:
                yield Lines(list(parts))
            else:
                yield from (Text(each) for each in parts)
    yield from _indicators(goal.indicators, plan.report)
    yield from _activities(goal.activities, plan.report)
    if plan.report and goal.analysis:
        yield Section("Analys")
        yield from (Text(each) for each in goal.analysis)


def _results(results: Sequence[str]) -> Iterator[Item]:
    if results:
        yield Section("Förväntat resultat")
        yield Lines(list(results)) if len(results) > 1 else Text(results[0])


def _indicators(indicators: Sequence[Indicator], report: bool) -> Iterator[Item]:
    if not indicators:
        return
    if report:
        head = ["Indikator", "Periodens utfall", "Utfall VB 2024", "Årsmål", "KF:s årsmål",
                "Måluppfyllelse", "Periodicitet"]  # fmt: skip
        rows = [
            [
                each.name,
                each.outcome,
                each.before,
                each.own,
                each.council,
                each.assessment,
                each.period,
            ]
            for each in indicators
        ]
        yield Grid(head, rows, (4, 2, 2, 2, 2, 3, 3))
        return
    head = ["Indikator", "Årsmål", "KF:s årsmål", "Periodicitet"]
    rows = [[each.name, each.own, each.council, each.period] for each in indicators]
    yield Grid(head, rows, (6, 2, 2, 2))


def _activities(activities: Sequence[Activity], report: bool) -> Iterator[Item]:
    if not activities:
        return
    if report:
        head = ["Aktivitet", "Startdatum", "Slutdatum", "Status", "Kommentar"]
        rows = [
            [each.title, each.start, each.end, each.status, each.comment] for each in activities
        ]
        yield Grid(head, rows, (5, 2, 2, 2, 4))
        return
    rows = [[each.title, each.start, each.end] for each in activities]
    yield Grid(["Aktivitet", "Startdatum", "Slutdatum"], rows, (6, 2, 2))


def golden_of(plan: Plan, board: Sequence[StrategicGoal]) -> dict[str, Any]:
    """What a reader must find in the document, whatever its format."""
    goals: list[dict[str, Any]] = []
    indicators: list[dict[str, Any]] = []
    activities: list[dict[str, Any]] = []

    def goal(level: str, number: str | None, title: str, parent: str | None, part: Any) -> None:
        entry: dict[str, Any] = {"level": level, "number": number, "title": title, "parent": parent}
        entry["results"] = list(getattr(part, "results", ()))
        if level == "unit_goal":
            entry["sections"] = [
                name
                for name, parts in (
                    ("working_method", part.methods),
                    ("resource_use", part.resources),
                    ("follow_up", part.follow_up),
                    ("development", part.development),
                )
                if parts
            ]
        if plan.report:
            entry["assessment"] = getattr(part, "assessment", "") or None
        goals.append(entry)
        own_indicators, own_activities = (
            getattr(part, "indicators", ()),
            getattr(part, "activities", ()),
        )
        indicators.extend(_golden_indicator(each, title, plan.report) for each in own_indicators)
        activities.extend(_golden_activity(each, title, plan.report) for each in own_activities)

    for strategic in board:
        goal("strategic_goal", strategic.number, strategic.title, None, None)
        for area in strategic.areas:
            goal("area_goal", area.number, area.title, strategic.title, area)
            for each in area.goals:
                goal("board_goal", None, each.title, area.title, each)
                for own in plan.unit_goals.get(each.key, ()):
                    goal("unit_goal", None, own.title, each.title, own)
    return {
        "model": "stockholm_ils",
        "kind": "annual_report" if plan.report else "operational_plan",
        "goals": goals,
        "indicators": indicators,
        "activities": activities,
    }


def _golden_indicator(each: Indicator, goal: str, report: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": each.name,
        "goal": goal,
        "targets": {
            **({"unit": each.own} if each.own else {}),
            **({"council": each.council} if each.council else {}),
        },
        "periodicity": each.period,
    }
    if report:
        entry["outcomes"] = [text for text in (each.outcome, each.before) if text]
        entry["assessment"] = each.assessment or None
    return entry


def _golden_activity(each: Activity, goal: str, report: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "title": each.title,
        "goals": [goal],
        "start": each.start,
        "due": each.end,
    }
    if report:
        entry["status"] = each.status or None
        entry["comment"] = each.comment or None
    return entry


def bullets(*items: str) -> Bullets:
    """A list, written shortly."""
    return Bullets(list(items))
