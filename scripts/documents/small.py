# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small municipality's plan: overarching goals, result goals with key figures, and activities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.documents.as_docx import write_docx
from scripts.documents.as_pdf import write_pdf
from scripts.documents.as_text import extracted, with_tabs
from scripts.documents.as_xlsx import write_xlsx
from scripts.documents.expect import expect
from scripts.documents.flow import Bullets, Cover, Grid, Heading, Item, Section, Text

YEARS = ("Utfall 2024", "Utfall 2025", "Mål 2026", "Mål 2027")


@dataclass(frozen=True)
class KeyFigure:
    """A key figure with two years' outcomes and two years' targets."""

    name: str
    outcomes: tuple[str, str]
    targets: tuple[str, str]


@dataclass(frozen=True)
class Task:
    """An activity: what, who and when."""

    title: str
    role: str
    due: str


@dataclass(frozen=True)
class ResultGoal:
    """A goal of the board under an overarching goal."""

    number: str
    title: str
    text: str
    figures: Sequence[KeyFigure]
    tasks: Sequence[Task]


GOALS: list[tuple[str, str, list[ResultGoal]]] = [
    (
        "1",
        "Barn och unga får en bra start",
        [
            ResultGoal(
                "1.1",
                "Fler elever går ut nionde klass med behörighet till gymnasiet",
                "Behörigheten har sjunkit två år i rad. De elever som inte når fram saknar oftast godkänt i "
                "matematik, och därför läggs kraften där.",
                [
                    KeyFigure("Behöriga till yrkesprogram", ("81 %", "79 %"), ("85 %", "88 %")),
                    KeyFigure("Godkända i matematik", ("84 %", "83 %"), ("88 %", "90 %")),
                ],
                [
                    Task(
                        "Starta läxhjälp i matematik på alla skolor", "Rektor", "30 september 2026"
                    ),
                    Task(
                        "Låta förstelärare planera tillsammans en gång i månaden",
                        "Skolchef",
                        "31 maj 2026",
                    ),
                ],
            ),
            ResultGoal(
                "1.2",
                "Barnen trivs på fritids",
                "Fritidshemmen är öppna längre än någonsin, men personalen räcker inte till på "
                "eftermiddagarna.",
                [KeyFigure("Elever som trivs på fritids", ("89 %", "91 %"), ("93 %", "93 %"))],
                [
                    Task(
                        "Se över bemanningen efter klockan tre",
                        "Biträdande rektor",
                        "31 augusti 2026",
                    )
                ],
            ),
        ],
    ),
    (
        "2",
        "Kommunen använder pengarna väl",
        [
            ResultGoal(
                "2.1",
                "Nämndens lokaler används hela dagen",
                "Skolornas lokaler står tomma efter fyra. Föreningarna efterfrågar dem.",
                [
                    KeyFigure("Bokade timmar per vecka", ("118", "134"), ("160", "180")),
                    KeyFigure(
                        "Energi per kvadratmeter", ("142 kWh", "137 kWh"), ("130 kWh", "125 kWh")
                    ),
                ],
                [
                    Task(
                        "Öppna idrottssalarna för bokning på nätet",
                        "Kultur- och fritidschef",
                        "1 mars 2026",
                    ),
                    Task("Byta till lysrör med rörelsevakt", "Teknisk chef", "31 december 2026"),
                ],
            )
        ],
    ),
]
TITLE = "Verksamhetsplan 2026"


def _flow(*, bullets: bool) -> list[Item]:
    items: list[Item] = [
        Cover(TITLE, "title"),
        Cover("Nämnd: Barn- och utbildningsnämnden"),
        Cover("Antagen av nämnden 2025-12-09"),
        Heading("Inledning", 1),
        Text(
            "Planen visar vad nämnden vill nå under 2026 och hur. Den bygger på de mål som fullmäktige "
            "beslutade i november."
        ),
    ]
    for number, title, goals in GOALS:
        items.append(Heading(f"Övergripande mål {number}: {title}", 1))
        for goal in goals:
            items += [Heading(f"Resultatmål {goal.number}: {goal.title}", 2), Text(goal.text)]
            rows = [[each.name, *each.outcomes, *each.targets] for each in goal.figures]
            items.append(Grid(["Nyckeltal", *YEARS], rows, (5, 2, 2, 2, 2)))
            if bullets:
                lines = [
                    f"{task.title} ({task.role}), klart senast {task.due}" for task in goal.tasks
                ]
                items += [Section("Aktiviteter"), Bullets(lines)]
            else:
                cells = [[task.title, task.role, task.due] for task in goal.tasks]
                items.append(Grid(["Aktivitet", "Ansvarig", "Klart senast"], cells, (5, 2, 2)))
    items.append(Heading("Budget", 1))
    items.append(Text("Nämndens ram är 412 miljoner kronor, varav hälften går till grundskolan."))
    return items


def _golden() -> dict[str, Any]:
    goals: list[dict[str, Any]] = []
    indicators: list[dict[str, Any]] = []
    activities: list[dict[str, Any]] = []
    for number, title, results in GOALS:
        goals.append(
            {"level": "overarching_goal", "number": number, "title": title, "parent": None}
        )
        for goal in results:
            goals.append(
                {
                    "level": "result_goal",
                    "number": goal.number,
                    "title": goal.title,
                    "parent": title,
                    "text": goal.text,
                }
            )
            indicators += [
                {
                    "name": each.name,
                    "goal": goal.title,
                    "outcomes": list(each.outcomes),
                    "target_years": dict(zip((2026, 2027), each.targets, strict=True)),
                }
                for each in goal.figures
            ]
            activities += [
                {
                    "title": task.title,
                    "goals": [goal.title],
                    "responsible": [task.role],
                    "due": task.due,
                }
                for task in goal.tasks
            ]
    return {
        "model": "liten_kommun",
        "kind": "operational_plan",
        "goals": goals,
        "indicators": indicators,
        "activities": activities,
    }


def write() -> None:
    """Write the plan in every format it occurs in, with what a reader must find."""
    folder = Path("tests/documents/liten_kommun")
    folder.mkdir(parents=True, exist_ok=True)
    flow = _flow(bullets=True)
    (folder / "plan_tabs.txt").write_text(with_tabs(flow), "utf-8")
    (folder / "plan_extracted.txt").write_text(extracted(flow), "utf-8")
    write_docx(flow, folder / "plan.docx", title=TITLE)
    write_pdf(flow, folder / "plan.pdf", title=TITLE, header="Barn- och utbildningsnämnden")
    write_xlsx({"Verksamhetsplan": _flow(bullets=False)}, folder / "plan.xlsx", title=TITLE)
    write_docx(_flow(bullets=False), folder / "plan_tables.docx", title=TITLE)
    front = {"title": TITLE, "board": "Barn- och utbildningsnämnden", "period": "2026"}
    for name in (
        "plan_tabs.txt",
        "plan_extracted.txt",
        "plan.docx",
        "plan.pdf",
        "plan.xlsx",
        "plan_tables.docx",
    ):
        expect(folder / name, _golden(), front=front)
