# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Examples of the rules about activities, and about needs for competence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from plandoc.model import (
    Chapter,
    Due,
    Guess,
    Need,
    Period,
    Place,
    PlanDocument,
    Role,
    SourceFile,
    Status,
    paragraphs,
)
from tests.plandoc.checks.examples.builders import Example, activity, board_goal, plan

YEAR = Period("2026", "2026-01-01", "2026-12-31")
CHIEF = (Role("Enhetschef", "Enhetschef"),)
MAY = Due("2026-05-31", "date", "2026-05-31")
ONGOING = Due("Löpande", "ongoing")


def _activity(**parts: Any) -> tuple[PlanDocument, ...]:
    """A plan with one activity that nothing is wrong with, but what is given."""
    given = {"title": "Hålla en kurs i första hjälpen", "due": MAY, "responsible": CHIEF, **parts}
    title = given.pop("title")
    return (plan(period=YEAR, activities=(activity("a1", title, **given),)),)


def _competence(**parts: Any) -> PlanDocument:
    return plan(**{"kind": "competence_plan", "model": "ubara", "period": YEAR, **parts})


def _phased(*phases: str, department: str = "Avdelning fritid", line: int = 1) -> tuple[Any, ...]:
    return tuple(
        activity(f"{department[-1]}{line + n}", f"Insats {line + n}", department=department,
                 categories=(phase,), place=Place(line + n))
        for n, phase in enumerate(phases)
    )  # fmt: skip


def _heading(key: str, heading: str, line: int) -> Chapter:
    return Chapter(key, heading, 3, place=Place(line))


ALL = ("Utveckla", "Behålla", "Attrahera", "Rekrytera", "Avsluta")
NEED = (Need("b1", "Kunskap om demenssjukdomar", "Avdelning hemtjänst"),)


def _answered(*titles: str) -> tuple[PlanDocument, ...]:
    activities = tuple(
        activity(f"a{n}", title, department="Avdelning hemtjänst") for n, title in enumerate(titles)
    )
    return (_competence(needs=NEED, activities=activities),)


def _whole(title: str) -> tuple[PlanDocument, ...]:
    """A plan without departments."""
    needs = tuple(replace(need, department=None) for need in NEED)
    return (_competence(needs=needs, activities=(activity("a1", title),)),)


def _many(number: int, department: str | None) -> tuple[PlanDocument, ...]:
    activities = tuple(
        activity(f"a{n}", f"Insats {n}", department=department, responsible=CHIEF)
        for n in range(number)
    )
    return (_competence(activities=activities),)


def _goals(*linked: str) -> tuple[PlanDocument, ...]:
    goals = (board_goal("m1", "Biblioteket är öppet för alla"),)
    activities = (activity("a1", "Öppna på söndagar", goals=linked), activity("a2", "Byta skyltar"))
    return (plan(model="linkoping_malomraden", goals=goals, activities=activities),)


GUESSED = Guess(None, "period", "2026", "year_from_dates")
IMPORTED = SourceFile("plan.xlsx", "xlsx", "0" * 64)
LATE = activity("a1", "Bygga om köket", due=Due("2027", "year", "2027-12-31"))

EXAMPLES = (
    Example("R10", fires=_activity(responsible=()), silent=_activity(), element="a1",
            says="Ingen ansvarar"),
    Example("R10", case="sentence",
            fires=_activity(title="Förvaltningens enheter ska minska svinnet", responsible=()),
            silent=_activity(title="Förvaltningens enheter ska minska svinnet"),
            element="a1", says="Förvaltningens enheter"),
    Example("R11", fires=_activity(due=None), silent=_activity(), element="a1",
            says="saknar slutdatum"),
    Example("R11", case="ongoing", fires=_activity(due=ONGOING),
            silent=_activity(due=ONGOING, planned_follow_up=paragraphs("APT i mars")),
            element="a1", says="utan att nästa avstämning"),
    Example("R11", case="year_end",
            fires=_activity(due=ONGOING, planned_follow_up=paragraphs("Verksamhetsberättelse")),
            silent=_activity(due=ONGOING, planned_follow_up=paragraphs("Tertialrapport 1")),
            element="a1", says="när året är slut"),
    Example("R12", fires=_activity(title="1. Fråga alla 2. Sammanställa svaren"),
            silent=_activity(title="Fråga alla och sammanställa svaren"),
            element="a1", says="flera steg"),
    Example("R13", fires=_activity(start=Due("2025-08-15", "date", "2025-08-15")),
            silent=_activity(start=Due("2025-08-15", "date", "2025-08-15"),
                             status=Status("Pågående", "ongoing")),
            element="a1", says="började 2025-08-15"),
    Example("R20", fires=_activity(planned_follow_up=paragraphs("Enhetschefer och rektor")),
            silent=_activity(planned_follow_up=paragraphs("Enhetschef frågar på APT")),
            element="a1", says="Enhetschefer och rektor"),
    Example("R23", case="after", fires=(plan(period=YEAR, activities=(LATE,)),),
            silent=(*_activity(), plan(period=YEAR, activities=(LATE,), guesses=(GUESSED,),
                                       source=IMPORTED)),
            element="a1", says="efter planens period"),
    Example("R23", case="before", fires=_activity(due=Due("2025", "year", "2025-12-31")),
            silent=_activity(), element="a1", says="före planens period"),
    Example("R23", case="order", fires=_activity(start=Due("2026-06-01", "date", "2026-06-01")),
            silent=_activity(start=Due("2026-05-01", "date", "2026-05-01")),
            element="a1", says="innan den börjar"),
    Example("R25", case="heading",
            fires=(_competence(chapters=(_heading("k1", "Avsluta", 9),),
                               activities=_phased("Utveckla", "Behålla")),),
            silent=(_competence(chapters=(_heading("k1", "Avsluta", 9),),
                                activities=_phased("Utveckla", "Avsluta")),),
            element=None, says="Avsluta"),
    Example("R25", case="phase",
            fires=(_competence(activities=(*_phased(*ALL), *_phased(
                *ALL[:4], department="Avdelning vård", line=20))),),
            silent=(_competence(activities=(*_phased(*ALL), *_phased(
                *ALL[:2], department="Avdelning vård", line=20))),),
            element=None, says="Avdelning vård"),
    Example("R25", case="goal", fires=_goals(), silent=_goals("m1"), element="m1",
            says="inga aktiviteter"),
    Example("R26", fires=_activity(),
            silent=(plan(goals=(board_goal("m1", "Alla kan hjälpa"),),
                         activities=(activity("a1", "Hålla en kurs", goals=("m1",)),)),),
            element="a1", says="inte kopplad"),
    Example("R27", fires=_answered("Byta till elbilar"), silent=_answered("Demensteamet handleder"),
            element="b1", says="demenssjukdomar"),
    Example("R27", case="plan", fires=_whole("Byta till elbilar"),
            silent=_whole("Demensteamet handleder"), element="b1", says="Planen tar upp"),
    Example("R27", case="activity", fires=_answered("Demensteamet handleder", "Byta till elbilar"),
            silent=_answered("Demensteamet handleder"), element="a1", says="Byta till elbilar"),
    Example("R40", case="department", fires=_many(26, "Avdelning fritid"),
            silent=_many(25, "Avdelning fritid"), element="a0", says="26 aktiviteter"),
    Example("R40", case="activities", fires=_many(26, None), silent=_many(25, None), element="a0",
            says="26 aktiviteter"),
)  # fmt: skip
