# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A preschool's plan and annual report, with what a reader must find in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scripts.documents import board
from scripts.documents.as_docx import write_docx
from scripts.documents.as_pdf import write_pdf
from scripts.documents.as_text import as_markdown, extracted, with_tabs
from scripts.documents.expect import expect
from scripts.documents.flow import Text
from scripts.documents.plans import (
    Activity,
    Indicator,
    Plan,
    StrategicGoal,
    UnitGoal,
    flow_of,
    golden_of,
)

FOLDER = Path("tests/documents/stockholm_ils")


def write() -> None:
    """Write the plan and the report in every format, with their expectations."""
    _write_plans()
    _write_reports()


UNIT = "Björkängens förskolor"
_FIRST, _SECOND, _THIRD = board.GOALS
GOALS: list[StrategicGoal] = [
    replace(_FIRST, areas=[_FIRST.areas[0]]),
    replace(_SECOND, areas=[_SECOND.areas[1]]),
    replace(_THIRD, areas=[replace(_THIRD.areas[0], indicators=())]),
]
PLAN = Plan(
    unit=UNIT,
    title="Verksamhetsplan 2026",
    addressee=board.BOARD,
    handler="Rektor",
    opening=[
        (
            "Inledning",
            1,
            [
                Text(
                    "Björkängens förskolor består av tre hus vid skogsbrynet: Granen, Tallen och Enen. "
                    "Här går 132 barn i nio grupper. Många familjer har nyligen flyttat till området, "
                    "och därför lägger vi stor vikt vid de första veckorna på förskolan."
                ),
                Text(
                    "Planen har vuxit fram under hösten i samtal med arbetslagen. Det vi lovade förra "
                    "året och inte hann med finns kvar i årets plan."
                ),
            ],
        ),
        (
            "Så följer vi upp",
            2,
            [
                Text(
                    "Varje arbetslag skriver ned vad de ser på reflektionstiden. Ledningen läser, frågar "
                    "och återkopplar inom två veckor."
                )
            ],
        ),
    ],
    unit_goals={
        "language": [
            UnitGoal(
                "Barnen på Björkängen berättar för varandra",
                [
                    "Barnen återberättar sagor och egna upplevelser med ord, tecken eller bilder.",
                    "Varje barn deltar i en liten samtalsgrupp minst två gånger i veckan.",
                ],
                [
                    (
                        "Vi delar barngruppen på förmiddagarna så att varje samtalsgrupp har högst fyra barn. "
                        "Pedagogen lyssnar mer än hon frågar och skriver upp barnens egna ord."
                    ),
                    (
                        "Sagopåsar finns på alla avdelningar. Barnen packar dem tillsammans med pedagogerna "
                        "och tar med en påse hem över helgen."
                    ),
                ],
                ["Språkombud", "Reflektionstid varje torsdag", "Biblioteket i Kvarnhuset"],
                ["Lärloggar", "Självskattning i maj", "Tertialrapport 2"],
                [
                    (
                        "Förra året kom samtalsgrupperna i gång sent. I år börjar de redan i vecka 4, och "
                        "vikarierna får en egen introduktion i arbetssättet."
                    )
                ],
                indicators=[
                    Indicator("Andel barn i samtalsgrupp varje vecka", own="95 %", period="Tertial")
                ],
                activities=[
                    Activity("Packa sagopåsar till alla avdelningar", end="2026-02-28"),
                    Activity(
                        "Ordna en föräldrakväll om flerspråkighet tillsammans med modersmålsenheten",
                        "2026-03-01",
                        "2026-04-30",
                    ),
                ],
            )
        ],
        "food": [
            UnitGoal(
                "Vi lagar lagom mycket och tar vara på resten",
                ["Matsvinnet är högst 28 gram per portion.", "Barnen vet var maten kommer ifrån."],
                [
                    "Kocken och barnen väger det som blir över varje dag och ritar kurvan på tavlan i hallen."
                ],
                follow_up=["Månadsmöte mellan kockarna och biträdande rektor."],
            )
        ],
        "budget": [
            UnitGoal(
                "Vi planerar bemanningen efter barnens närvaro",
                ["En budget i balans"],
                ["Schemat läggs efter barnens tider och justeras varje månad."],
                follow_up=["Månadsuppföljning med controller."],
            )
        ],
    },
    closing=[
        (
            "Redovisning av ekonomi",
            1,
            [
                Text(
                    "Budgeten för året är 19,4 miljoner kronor. Hyrorna stiger med tre procent och "
                    "ryms genom att en avdelning på Enen är stängd till augusti."
                )
            ],
        ),
        ("Övrigt", 1, []),
    ],
)


def _write_plans() -> None:
    folder = FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    flow, golden = flow_of(PLAN, GOALS), golden_of(PLAN, GOALS)
    front = {"title": PLAN.title, "unit": UNIT, "addressee": board.BOARD, "period": "2026"}
    (folder / "plan_tabs.txt").write_text(with_tabs(flow), "utf-8")
    head = "Verksamhetsplan\nSid 5 (9)\n\nronnhamra.example"
    bare = flow_of(PLAN, GOALS, contents=False)
    lost = extracted(bare, header=head)
    (folder / "plan_extracted.txt").write_text(lost, "utf-8")
    write_docx(
        flow, folder / "plan.docx", title=PLAN.title, header=f"Verksamhetsplan 2026 – {UNIT}"
    )
    write_pdf(flow, folder / "plan.pdf", title=PLAN.title, header=f"Verksamhetsplan 2026 – {UNIT}")
    (folder / "plan.md").write_text(as_markdown(flow), "utf-8")
    for name in ("plan_tabs.txt", "plan_extracted.txt", "plan.docx", "plan.pdf", "plan.md"):
        expect(folder / name, golden, front=front)


def _reported(goals: Sequence[StrategicGoal]) -> list[StrategicGoal]:
    """The board's goals with last year's outcomes, as they stand in an annual report."""
    outcomes = {
        "Andel vårdnadshavare som är nöjda med förskolan": ("86 %", "83 %", "Uppfylls delvis"),
        "Antal barn per grupp": ("15,1", "15,9", "Uppfylls helt"),
        "Andel förskollärare av alla anställda i förskolan (årsarbetare)": (
            "34 %",
            "33 %",
            "Uppfylls inte",
        ),
    }

    def told(each: Indicator) -> Indicator:
        outcome, before, assessment = outcomes.get(each.name, ("", "", ""))
        return replace(each, outcome=outcome, before=before, assessment=assessment)

    first = goals[0]
    area = first.areas[0]
    language, staffing = area.goals
    language = replace(
        language,
        assessment="Uppfylls delvis",
        indicators=[
            replace(
                language.indicators[0], outcome="3,6", before="3,4", assessment="Uppfylls delvis"
            ),
            replace(
                language.indicators[1], outcome="100 %", before="91 %", assessment="Uppfylls helt"
            ),
        ],
        activities=[
            replace(
                language.activities[0], status="Slutförd", start="2025-01-01", end="2025-05-31"
            ),
            replace(
                language.activities[1],
                status="Avviker",
                start="2025-01-01",
                end="2025-12-31",
                comment="Två språk saknas ännu, boklådorna blir klara i mars.",
            ),
        ],
        analysis=[
            (
                "Högläsningen har fått fäste på alla avdelningar, medan arbetet med modersmålen går "
                "långsammare än väntat. Nätverket för språkombuden började först efter sommaren."
            )
        ],
    )
    staffing = replace(staffing, assessment="Uppfylls inte", activities=())
    told_area = replace(
        area,
        goals=[language, staffing],
        indicators=[told(each) for each in area.indicators],
        assessment="Uppfylls delvis",
    )
    return [replace(first, areas=[told_area])]


REPORT = replace(
    PLAN,
    title="Verksamhetsberättelse 2025",
    report=True,
    opening=[
        (
            "Sammanfattande analys",
            1,
            [
                Text(
                    "Året präglades av att två hus fick nya chefer. Trots det har språkarbetet tagit "
                    "steg framåt, och vårdnadshavarna är nöjdare än förra året."
                )
            ],
        )
    ],
    unit_goals={
        "language": [
            UnitGoal(
                "Barnen på Björkängen berättar för varandra",
                ["Barnen återberättar sagor och egna upplevelser med ord, tecken eller bilder."],
                indicators=[
                    Indicator(
                        "Andel barn i samtalsgrupp varje vecka",
                        own="90 %",
                        period="Tertial",
                        outcome="92 %",
                        before="71 %",
                        assessment="Uppfylls helt",
                    )
                ],
                activities=[
                    Activity(
                        "Packa sagopåsar till alla avdelningar",
                        "2025-01-01",
                        "2025-03-31",
                        "Slutförd",
                        "Klart i februari.",
                    )
                ],
                assessment="Uppfylls helt",
                analysis=[
                    (
                        "Samtalsgrupperna har gett de tystaste barnen plats. Vi ser det i lärloggarna och "
                        "hör det av vårdnadshavarna."
                    )
                ],
            )
        ]
    },
    closing=[
        ("Uppföljning av ekonomi", 1, [Text("Enheten gick med ett överskott på 140 tusen kronor.")])
    ],
)


def _write_reports() -> None:
    folder = FOLDER
    goals = _reported(GOALS)
    flow, golden = flow_of(REPORT, goals), golden_of(REPORT, goals)
    front = {"title": REPORT.title, "unit": UNIT, "addressee": board.BOARD, "period": "2025"}
    (folder / "report_tabs.txt").write_text(with_tabs(flow), "utf-8")
    write_docx(flow, folder / "report.docx", title=REPORT.title, header=f"{REPORT.title} – {UNIT}")
    for name in ("report_tabs.txt", "report.docx"):
        expect(folder / name, golden, front=front)
