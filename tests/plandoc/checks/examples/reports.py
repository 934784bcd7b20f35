# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Examples of the rules about reports: statuses, assessments, and what is left out of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from plandoc.model import (
    Assessment,
    Chapter,
    Due,
    Goal,
    Indicator,
    Outcome,
    Period,
    PlanDocument,
    Status,
    TextBlock,
    TextCell,
    paragraphs,
)
from tests.plandoc.checks.examples.builders import Example, activity, plan, unit_goal

YEAR = Period("2025", "2025-01-01", "2025-12-31")
NEXT = Period("2026", "2026-01-01", "2026-12-31")
DONE = Status("Genomfört", "done")
REMAINS = Status("Kvarstår", "remaining")
PARTLY = Assessment("Uppfylls delvis", "partial")
CAUSE = "Vi nådde inte ända fram eftersom två tjänster stod tomma hela våren."


def _report(*statuses: Any, **parts: Any) -> PlanDocument:
    """A follow-up with one activity for each status and comment that is given."""
    activities = tuple(
        activity(f"a{n}", f"Insats {n}", status=status, comment=paragraphs(comment),
                 due=Due("Delrapport 2", "occasion", "2025-08-31"))
        for n, (status, comment) in enumerate(statuses)
    )  # fmt: skip
    return plan(**{
        "kind": "follow_up", "model": "linkoping_malomraden", "period": YEAR,
        "board": "Kulturnämnden", "activities": activities, **parts,
    })  # fmt: skip


def _goal(title: str = "Barnen trivs", **parts: Any) -> Goal:
    return unit_goal("g1", title, **parts)


def _assessed(analysis: str = "", **parts: Any) -> PlanDocument:
    """An annual report with one goal that was reached in part."""
    given: dict[str, Any] = {"assessment": PARTLY, "analysis": paragraphs(analysis)}
    given.update({key: parts.pop(key) for key in ("assessment", "title") if key in parts})
    return plan(**{
        "kind": "annual_report", "period": YEAR, "unit": "Granen", "goals": (_goal(**given),),
        **parts,
    })  # fmt: skip


def _assignment(key: str, title: str, status: Status | None) -> Goal:
    return Goal(
        key, "assignment", "Uppdrag", title, addressees=("samtliga nämnder",), status=status
    )


def _judged(goal: str, kind: Any, indicator: Any) -> tuple[PlanDocument, ...]:
    found = Indicator(
        "i1", "Andel nöjda", "g1", assessment=Assessment("Bedömt", indicator),
        outcomes=(Outcome("2025", "70 %", value=Decimal(70)),),
    )  # fmt: skip
    return (_assessed(assessment=Assessment(goal, kind), indicators=(found,)),)


RIDDLE = _assignment("u1", "Redovisa resor", DONE)
UNANSWERED = _assignment("u2", "Spara el", None)
GOAL = _goal()
PLANNED = plan(
    unit="Granen", period=YEAR, goals=(GOAL,),
    activities=(activity("p1", "Byta lampor", goals=("g1",)),
                activity("p2", "Måla om", goals=("g1",))),
)  # fmt: skip


def _reported(*titles: str) -> PlanDocument:
    activities = tuple(
        activity(f"r{n}", title, status=DONE, comment=paragraphs("Klart."))
        for n, title in enumerate(titles)
    )
    return plan(kind="annual_report", unit="Granen", period=YEAR, activities=activities)


def _measures(*row: str) -> PlanDocument:
    cells = tuple(tuple(TextCell(text) for text in each) for each in (("Åtgärd", "Utfall"), row))
    told = Chapter("c1", "Förra årets åtgärder", 1, (TextBlock("table", rows=cells),))
    return plan(kind="annual_report", chapters=(told,))


EXAMPLES = (
    Example("R14", fires=(_report((Status("Pågående", "ongoing"), "")),),
            silent=(_report((DONE, "Tolv kom.")),
                    _report((Status("Pågående", "ongoing"), ""), occasion="Delrapport 2")),
            element="a0", says="Delrapport 2"),
    Example("R15", fires=(_report((Status("Halvvägs", "unknown"), "")),),
            silent=(_report((DONE, "Tolv kom.")),), element="a0", says="Halvvägs"),
    Example("R15", case="addition",
            fires=(_report((Status("Kvarstår pga ombyggnad", "remaining"), "")),),
            silent=(_report((REMAINS, "På grund av ombyggnad.")),),
            element="a0", says="Kvarstår pga ombyggnad"),
    Example("R15", case="mixed",
            fires=(_report((Status("Pågående", "ongoing"), ""), (Status("Pågår", "ongoing"), "")),),
            silent=(_report((Status("Pågår", "ongoing"), ""), (Status("Pågår", "ongoing"), "")),
                    _report((DONE, "Tolv kom."), (Status("Genomförd", "done"), "Elva kom."))),
            element="a1", says="både Pågår och Pågående"),
    Example("R16", fires=(_report((DONE, "Utbildningen är hållen. Köken kvarstår.")),),
            silent=(_report((DONE, "Utbildningen är hållen. Inget kvarstår.")),
                    _report((DONE, "Underlag till budget 2026 är lämnat."))),
            element="a0", says="kvarstår"),
    Example("R17", fires=(_report((Status("Ej aktuellt", "dropped"), "Ej aktuellt")),),
            silent=(_report((Status("Ej aktuellt", "dropped"), "Fullmäktige sade nej.")),),
            element="a0", says="utan något skäl"),
    Example("R18", fires=(_report((REMAINS, "Leverantören är sen.")),),
            silent=(_report((DONE, "Tolv kom.")),), element="a0", says="utan någon ny tid"),
    Example("R18", case="comment", fires=(_report((REMAINS, "Tas fram första kvartalet 2026.")),),
            silent=(_report((DONE, "Tolv kom.")),), element="a0", says="första kvartalet 2026"),
    Example("R19", fires=(_report((DONE, "")),), silent=(_report((DONE, "Tolv kom.")),),
            element="a0", says="inget sägs om resultatet"),
    Example("R32", fires=(_assessed(),),
            silent=(_assessed(f"{CAUSE} Tjänsterna ska tillsättas i mars."),),
            element="g1", says="saknar analys"),
    Example("R32", case="measure", fires=(_assessed(CAUSE),),
            silent=(_assessed(f"{CAUSE} Tjänsterna ska tillsättas i mars."),),
            element="g1", says="vad som ska göras"),
    Example("R33", fires=_judged("Uppfylls helt", "full", "none"),
            silent=_judged("Uppfylls helt", "full", "full"),
            element="g1", says="tvärtemot alla"),
    Example("R34", fires=(_assessed("Utfallet blev 71 % mot 80 %."),),
            silent=(_assessed("Utfallet blev 71 % på grund av vikariebrist."),),
            element="g1", says="nämner ingen orsak"),
    Example("R36", fires=(_assessed(CAUSE), _assessed(CAUSE, period=NEXT)),
            silent=(_assessed(CAUSE), _assessed(f"{CAUSE} Två ska anställas.", period=NEXT)),
            element="g1", says="också förra året"),
    Example("R42", fires=(_report((DONE, "Tolv kom."), (None, "")),),
            silent=(_report((DONE, "Tolv kom."), (None, "Väntar på bygglov.")),),
            element="a1", says="varken status eller kommentar"),
    Example("R42", case="plan", fires=(PLANNED, _reported("Byta lampor")),
            silent=(PLANNED, _reported("Byta lampor", "Måla om")),
            element="p2", says="Måla om"),
    Example("R42", case="earlier", fires=(_measures("Ny tvättrutin", ""),),
            silent=(_measures("Ny tvättrutin", "Sjukfrånvaron sjönk."),),
            element="c1", says="vad det blev av: Ny tvättrutin"),
    Example("R43", fires=(_report(goals=(RIDDLE, UNANSWERED)),),
            silent=(_report(goals=(RIDDLE, replace(UNANSWERED, status=REMAINS))),),
            element="u2", says="Spara el"),
    Example("R43", case="board",
            fires=(_report(goals=(RIDDLE,)), _report(board="Skolnämnden")),
            silent=(_report(goals=(RIDDLE,)), _report(goals=(RIDDLE,), board="Skolnämnden")),
            element=None, says="Skolnämnden"),
)  # fmt: skip
