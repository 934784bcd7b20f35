# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Examples of the rules about figures: hidden and broken targets, contradictions and sums."""

from __future__ import annotations

from decimal import Decimal

from plandoc.facts import with_facts
from plandoc.model import (
    Chapter,
    ExpectedResult,
    Indicator,
    PlanDocument,
    Target,
    TextBlock,
    TextCell,
    UnitItem,
)
from tests.plandoc.checks.examples.builders import Example, chapter, plan, unit_goal


def _stated(*sentences: str, **parts: object) -> tuple[PlanDocument]:
    """A plan whose introduction says this."""
    about = chapter("c1", "Om enheten", "\n".join(sentences))
    return (with_facts(plan(unit="Björkängens förskolor", chapters=(about,), **parts)),)


def _indicator(name: str, value: str, unit: str | None = None) -> Indicator:
    target = Target("council", value, value=Decimal(value), unit=unit)
    return Indicator("i1", name, targets=(target,))


def _with_result(text: str, *indicators: Indicator) -> tuple[PlanDocument]:
    goal = unit_goal(
        "g1", "Maten är god och hållbar", expected_results=(ExpectedResult("r1", text),)
    )
    return (with_facts(plan(goals=(goal,), indicators=indicators)),)


def _budget(*rows: str) -> tuple[PlanDocument]:
    """A plan whose chapter on economy is a table, each row with its cells between bars."""
    cells = tuple(tuple(TextCell(cell.strip()) for cell in row.split("|")) for row in rows)
    economy = Chapter("c1", "Ekonomi", 1, (TextBlock("table", rows=cells),))
    return (plan(chapters=(economy,)),)


_CHILDREN = _indicator("Antal barn per grupp", "15")
_TEACHERS = _indicator("Andel förskollärare av totalt antal anställda", "40", "%")
_ORGANIC = Indicator(
    "i1", "Ekologisk mat", goal="g1", targets=(Target("unit", "55 %", value=Decimal(55), unit="%"),)
)
_HOUSES = tuple(UnitItem(f"u{n}", name, "hus") for n, name in enumerate(("Granen", "Tallen"), 1))

EXAMPLES = (
    Example(
        "R6",
        fires=_with_result("Minst 55 % av råvarorna är ekologiska."),
        silent=_with_result("Minst 55 % av råvarorna är ekologiska.", _ORGANIC),
        element="r1",
        says="Andel ekologiska bland råvarorna: minst 55",
    ),
    Example(
        "R28",
        case="above",
        fires=_stated("Hos oss går 132 barn i åtta grupper.", indicators=(_CHILDREN,)),
        silent=_stated("Hos oss går 132 barn i nio grupper.", indicators=(_CHILDREN,)),
        element="c1",
        says="132 barn / 8 grupper = 16,5",
    ),
    Example(
        "R28",
        case="below",
        fires=_stated("Vi är 40 medarbetare, varav 12 förskollärare.", indicators=(_TEACHERS,)),
        silent=_stated("Vi är 40 medarbetare, varav 17 förskollärare.", indicators=(_TEACHERS,)),
        element="c1",
        says="30\u00a0%",
    ),
    Example(
        "R29",
        case="values",
        fires=_stated("Enheten har 132 barn.", "Totalt är 141 barn inskrivna hos oss."),
        silent=_stated("Enheten har 132 barn.", "Totalt är 132 barn inskrivna hos oss."),
        element="c1",
        says="132 barn och 141 barn",
    ),
    Example(
        "R29",
        case="few",
        fires=_stated(
            "Bara ett fåtal är 60 år eller äldre.", "19 % av de anställda är över 62 år."
        ),
        silent=_stated(
            "Bara ett fåtal är 60 år eller äldre.", "3 % av de anställda är över 62 år."
        ),
        element="c1",
        says="19\u00a0%",
    ),
    Example(
        "R29",
        case="most",
        fires=_stated("Majoriteten av de anställda är män.", "Av de anställda är 44 % män."),
        silent=_stated("Majoriteten av de anställda är män.", "Av de anställda är 64 % män."),
        element="c1",
        says="mindre än hälften",
    ),
    Example(
        "R29",
        case="interval",
        fires=_stated("Arbetslagen träffas varje vecka.", "Arbetslagen träffas varannan vecka."),
        silent=_stated("Arbetslagen träffas varje vecka.", "Varje vecka träffas arbetslagen."),
        element="c1",
        says="varje vecka på ett ställe och varannan vecka på ett annat",
    ),
    Example(
        "R30",
        case="parts",
        fires=_stated("Budgeten är 12 mnkr, fördelat på personal 8 mnkr och lokaler 3 mnkr."),
        silent=_stated("Budgeten är 11 mnkr, fördelat på personal 8 mnkr och lokaler 3 mnkr."),
        element="c1",
        says="8 + 3 = 11, men i texten står 12 mnkr",
    ),
    Example(
        "R30",
        case="staff",
        fires=_stated("Vi är 30 medarbetare: 12 förskollärare, 15 barnskötare och 4 kockar."),
        silent=_stated("Vi är 31 medarbetare: 12 förskollärare, 15 barnskötare och 4 kockar."),
        element="c1",
        says="12 + 15 + 4 = 31",
    ),
    Example(
        "R30",
        case="workplaces",
        fires=_stated("Vi har 80 barn.", "Granen (44 barn) och Tallen (41 barn).", units=_HOUSES),
        silent=_stated("Vi har 85 barn.", "Granen (44 barn) och Tallen (41 barn).", units=_HOUSES),
        element="c1",
        says="44 + 41 = 85",
    ),
    Example(
        "R30",
        case="names",
        fires=_stated("Vi har tre hus: Granen och Tallen.", units=_HOUSES),
        silent=_stated("Vi har två hus: Granen och Tallen.", units=_HOUSES),
        element="c1",
        says="Granen och Tallen",
    ),
    Example(
        "R30",
        case="shares",
        fires=_stated("Bland cheferna är 70 % kvinnor och 20 % män."),
        silent=_stated("Bland cheferna är 70 % kvinnor och 30 % män."),
        element="c1",
        says="70 + 20 = 90",
    ),
    Example(
        "R30",
        case="part",
        fires=_stated(
            "Vi är 200 medarbetare.", "24 medarbetare i åldern 20–29 år motsvarar 18 % av alla."
        ),
        silent=_stated(
            "Vi är 200 medarbetare.", "24 medarbetare i åldern 20–29 år motsvarar 12 % av alla."
        ),
        element="c1",
        says="24 / 200 medarbetare = 12",
    ),
    Example(
        "R30",
        case="table",
        fires=_budget("Tkr | Budget", "Kost | 2 100", "Lokaler | 3 400", "Summa | 5 600"),
        silent=_budget("Tkr | Budget", "Kost | 2 100", "Lokaler | 3 400", "Summa | 5 500"),
        element="c1",
        says="blir 5500, men i raden ”Summa” står 5600",
    ),
    Example(
        "R30",
        case="mean",
        fires=_stated(
            "Sjukfrånvaron är 9 %.",
            "Kvinnorna har en sjukfrånvaro på 7 %.",
            "Männen har en sjukfrånvaro på 4 %.",
        ),
        silent=_stated(
            "Sjukfrånvaron är 6 %.",
            "Kvinnorna har en sjukfrånvaro på 7 %.",
            "Männen har en sjukfrånvaro på 4 %.",
        ),
        element="c1",
        says="sjukfrånvaro är 9",
    ),
)
