# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Examples of the rules about goals, indicators, resources and economy."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from plandoc.model import Assessment, Goal, Indicator, Outcome, Period, PlanDocument, Target
from tests.plandoc.checks.examples.builders import (
    Example,
    activity,
    board_goal,
    chapter,
    plan,
    section,
    unit_goal,
)

YEAR = Period("2026", "2026-01-01", "2026-12-31")
BOARD = board_goal("n1", "Barnen möter utbildad personal")
UNIT = unit_goal("e1", "Varje barn blir sett", parent="n1")
COUNCILS = Target("council", "88 %", 2026, Decimal(88), "%")
OWN = Target("unit", "90 %", 2026, Decimal(90), "%")


def _indicator(name: str = "Andel nöjda familjer", **parts: Any) -> Indicator:
    given = {"goal": "e1", "direction": "more", "unit_of_measure": "%", **parts}
    return Indicator("i1", name, **given)


def _plan(**parts: Any) -> PlanDocument:
    return plan(**{"goals": (BOARD, UNIT), **parts})


def _with(*indicators: Indicator) -> tuple[PlanDocument, ...]:
    return (_plan(indicators=indicators),)


def _of_board(*with_goals: str) -> tuple[PlanDocument, ...]:
    """A board's plan with three goals of the council's, and goals of its own below these."""
    above = tuple(Goal(key, "area_goal", "KF:s mål", f"Mål {key}") for key in ("k1", "k2", "k3"))
    own = tuple(board_goal(f"n{key}", f"Nämndens {key}", parent=key) for key in with_goals)
    return (plan(goals=(*above, *own)),)


def _years(*years: int) -> tuple[PlanDocument, ...]:
    """A plan for 2026 with an indicator for each of these years, which its target is for."""
    indicators = tuple(
        replace(_indicator(targets=(replace(OWN, year=year),)), id=f"i{number}")
        for number, year in enumerate(years)
    )
    return (_plan(period=YEAR, indicators=indicators),)


def _resourced(text: str) -> tuple[PlanDocument, ...]:
    used = section("resource_use", "Resursanvändning", text)
    return (_plan(goals=(BOARD, replace(UNIT, sections=(used,)))),)


def _chapters(*texts: str) -> tuple[PlanDocument, ...]:
    headings = ("Redovisning av ekonomi", "Resursanvändning", "Budget 2026")
    return (
        plan(chapters=tuple(
            chapter(f"k{n}", heading, text)
            for n, (heading, text) in enumerate(zip(headings, texts, strict=True))
        )),
    )  # fmt: skip


def _resources(*amounts: str | None) -> tuple[PlanDocument, ...]:
    return (
        plan(kind="competence_plan", model="ubara", activities=tuple(
            activity(f"a{n}", f"Kurs {n}", resources=amount) for n, amount in enumerate(amounts)
        )),
    )  # fmt: skip


def _two_units(second: tuple[Any, ...]) -> tuple[PlanDocument, ...]:
    shared = {"board": "Norra nämnden", "period": YEAR}
    return (
        plan(unit="Granen", goals=(BOARD, _other("e9")), **shared),
        plan(unit="Tallen", goals=(BOARD, _other("e9"), *second), **shared),
    )


def _other(key: str) -> Any:
    return unit_goal(key, "Maten är god")


NOT_OURS = replace(BOARD, assessment=Assessment("Berörs ej", "not_applicable"))

EXAMPLES = (
    Example("R1", fires=_with(_indicator(targets=(COUNCILS,))),
            silent=_with(_indicator(targets=(COUNCILS, OWN))),
            element="i1", says="inget eget"),
    Example("R1", case="none", fires=_with(_indicator()), silent=_with(_indicator(targets=(OWN,))),
            element="i1", says="saknar årsmål"),
    Example("R1", case="year", fires=_years(2025, 2026, 2026), silent=_years(2027, 2026, 2026),
            element="i0", says="målvärde för 2026"),
    Example("R2", case="direction",
            fires=_with(_indicator(direction="unknown", targets=(OWN,))),
            silent=_with(_indicator(targets=(OWN,))),
            element="i1", says="högre eller lägre"),
    Example("R2", case="unit",
            fires=_with(_indicator("Omdöme om maten", unit_of_measure=None,
                                   targets=(Target("unit", "4,1", 2026, Decimal("4.1")),))),
            silent=_with(_indicator("Omdöme om maten (1–5)", unit_of_measure=None,
                                    targets=(Target("unit", "4,1", 2026, Decimal("4.1")),))),
            element="i1", says="vad siffran"),
    Example("R3", fires=_with(_indicator(targets=(Target("council", "Sätts av nämnden"),))),
            silent=_with(_indicator(targets=(Target("council", "Sätts av nämnden"), OWN))),
            element="i1", says="Sätts av nämnden"),
    Example("R4", fires=(_plan(goals=(BOARD, replace(UNIT, parent=None))),),
            silent=(_plan(), _plan(goals=(NOT_OURS, replace(UNIT, parent=None)))),
            element="n1", says="inget enhetsmål"),
    Example("R5", fires=(_plan(),), silent=_with(_indicator()), element="e1",
            says="ingen indikator"),
    Example("R7", fires=(_plan(),), silent=_resourced("Fyra timmar i veckan"), element="e1",
            says="säger inget om resurser"),
    Example("R7", case="amount", fires=_resourced("Ledningsgruppen\nKöksrådet"),
            silent=_resourced("Inom budget"), element="e1", says="inte hur mycket"),
    Example("R7", case="activity", fires=_resources("12 timmar", "Utvecklingsenheten"),
            silent=(*_resources("12 timmar", "3 000 kr"), *_resources(None, None)),
            element="a1", says="inte hur mycket den kräver"),
    Example("R8", fires=_chapters("", "", ""), silent=_chapters("", "", "12 miljoner kronor."),
            element="k0", says="Redovisning av ekonomi, Resursanvändning och Budget 2026"),
    Example("R8", case="promised", fires=_chapters("", "", "Fylls i senare."),
            silent=_chapters("", "", "12 miljoner kronor."), element="k2", says="Fylls i senare."),
    Example("R8", case="some", fires=_chapters("12 miljoner kronor.", "Löner.", ""),
            silent=_chapters("", "Löner.", "12 miljoner kronor."),
            element="k2", says="Budget 2026"),
    Example("R35", fires=_with(_indicator("Andel nöjda vårdnadshavare")),
            silent=(*_with(_indicator("Andel nöjda vårdnadshavare", gender=True)),
                    *_with(_indicator("Andel nöjda vårdnadshavare",
                                      outcomes=(Outcome("2025", "90 %", "women", Decimal(90)),))),
                    *_with(_indicator("Andel ekologiska livsmedel"))),
            element="i1", says="delas inte upp på kön"),
    Example("R38", fires=_two_units(()), silent=_two_units((replace(UNIT, id="e2"),)),
            element="n1", says="i 2 planer"),
    Example("R38", case="council", fires=_of_board("k1", "k2"), silent=_of_board("k1", "k2", "k3"),
            element="k3", says="”Mål k3” har inget av nämndens mål under sig"),
    Example("R39", fires=(plan(goals=(unit_goal("e1", "Utveckla arbetet med språk"),)),),
            silent=(plan(goals=(unit_goal("e1", "Barnen använder sitt språk"),)),),
            element="e1", says="vad som ska göras"),
    Example("R39", case="aim",
            fires=(plan(activities=(activity("a1", "Kurs", aim="Fortsätta införa handledning"),)),),
            silent=(plan(activities=(activity("a1", "Kurs", aim="Alla vet vem de kan fråga"),)),),
            element="a1", says="Fortsätta införa handledning"),
    Example("R40", case="goals",
            fires=(plan(goals=tuple(unit_goal(f"e{n}", f"Mål {n}") for n in range(11))),),
            silent=(plan(goals=tuple(unit_goal(f"e{n}", f"Mål {n}") for n in range(10))),),
            element=None, says="11 egna mål"),
)  # fmt: skip
