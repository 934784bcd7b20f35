# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules about figures on plans of other municipalities: right figures and wrong ones."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from plandoc.checks import Finding, check
from plandoc.facts import with_facts
from plandoc.model import (
    Activity,
    Chapter,
    Direction,
    ExpectedResult,
    Goal,
    Indicator,
    Period,
    PlanDocument,
    Target,
    TextBlock,
    TextCell,
    UnitItem,
    paragraphs,
)

CODES = ("R6", "R28", "R29", "R30")


def found(document: PlanDocument) -> list[Finding]:
    return list(check([document], codes=CODES).findings)


def codes(document: PlanDocument) -> list[str]:
    return sorted(f"{each.code}.{each.case}".rstrip(".") for each in found(document))


def text(*sentences: str, **parts: Any) -> PlanDocument:
    chapter = Chapter("c1", "Om enheten", 1, paragraphs("\n".join(sentences)))
    values: dict[str, Any] = {"unit": "Hagaskolan", "chapters": (chapter,), **parts}
    return with_facts(PlanDocument("operational_plan", "liten_kommun", **values))


def indicator(
    name: str, value: str, unit: str | None = None, direction: Direction = "unknown"
) -> tuple[Indicator, ...]:
    target = Target("unit", value, value=Decimal(value), unit=unit)
    return (Indicator("i1", name, direction=direction, targets=(target,)),)


PER_GROUP = indicator("Antal barn per barngrupp", "15.0")
PER_STAFF = indicator("Antal elever per lärare", "14")
NURSES = indicator("Andel undersköterskor av samtliga anställda", "70", "%")
SICK = indicator("Sjukfrånvaro", "6.5", "%")


@pytest.mark.parametrize(
    ("sentence", "indicators", "calculation"),
    [
        ("Vi har 163 barn i tio barngrupper.", PER_GROUP, "163 barn / 10 barngrupper = 16,3"),
        ("Här går 77 barn, fördelade på fem avdelningar.", PER_GROUP,
         "77 barn / 5 avdelningar = 15,4"),
        ("Skolan har 312 elever och 20 lärare.", PER_STAFF, "312 elever / 20 lärare = 15,6"),
        ("Vi är 40 anställda, varav 25 undersköterskor.", NURSES,
         "25 undersköterskor / 40 anställda = 62,5\u00a0%"),
        ("Sjukfrånvaron är 8,1 procent.", SICK, "8,1\u00a0%"),
        ("Personaltätheten är 4,2.", indicator("Personaltäthet", "5", direction="more"), "4,2"),
    ],
)  # fmt: skip
def test_figures_that_break_a_target_are_told_with_the_calculation(
    sentence: str, indicators: tuple[Indicator, ...], calculation: str
) -> None:
    (finding,) = found(text(sentence, indicators=indicators))
    assert (finding.code, finding.params["calculation"]) == ("R28", calculation)


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("Vi har 150 barn i tio barngrupper.", PER_GROUP),
        ("Vi har plats för 163 barn i tio barngrupper.", PER_GROUP),
        ("Vi har 163 barn. Grupperna är minst tio.", PER_GROUP),
        ("Hösten 2027 ska vi ha 163 barn i tio barngrupper.", PER_GROUP),
        ("Vi har ca 152 barn i tio barngrupper.", PER_GROUP),
        ("Skolan har 270 elever och 20 lärare.", PER_STAFF),
        ("Skolan har 312 elever och 20 lärarassistenter.", PER_STAFF),
        ("Vi är 40 anställda, varav 29 undersköterskor.", NURSES),
        ("Vi söker 25 undersköterskor.", NURSES),
        ("Sjukfrånvaron är 6,4 procent.", SICK),
        ("Korttidssjukfrånvaron är 9 procent.", SICK),
        ("Kvinnornas sjukfrånvaro är 9 procent.", indicator("Sjukfrånvaro bland män", "6", "%")),
        ("Personaltätheten är 4,2.", indicator("Personaltäthet", "5", direction="interval")),
        ("Vi har 163 barn i tio barngrupper.", indicator("Antal böcker per barngrupp", "15")),
    ],
)
def test_figures_that_reach_the_target_or_are_of_something_else_are_left(
    sentence: str, indicators: tuple[Indicator, ...]
) -> None:
    assert found(text(sentence, indicators=indicators)) == []


def test_each_workplace_is_held_against_the_target() -> None:
    units = (UnitItem("u1", "Linden", "hus"), UnitItem("u2", "Rönnen", "hus"))
    document = text(
        "Linden har 64 barn i fyra grupper och Rönnen har 58 barn i fyra grupper.",
        units=units, indicators=PER_GROUP,
    )  # fmt: skip
    (finding,) = found(document)
    assert (finding.params["owner"], finding.params["calculation"]) == (
        "Linden", "64 barn / 4 grupper = 16",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentences", "case"),
    [
        (("Skolan har totalt 412 elever.", "Hos oss går 398 elever."), ["R29.values"]),
        (("Sjukfrånvaron är 6 %.", "Vår sjukfrånvaro är 8 %."), ["R29.values"]),
        (("Vi har 12 grupper.", "Enheten består av 14 grupper."), ["R29.values"]),
        (("45 % av lärarna är kvinnor.", "De flesta av lärarna är kvinnor."), ["R29.most"]),
        (("Endast ett fåtal är över 60 år.", "22 % av personalen är över 63 år."), ["R29.few"]),
        # … and what does not contradict.
        (("Skolan har totalt 412 elever.", "Hos oss går 412 elever."), []),
        (("Skolan har totalt 412 elever.", "Hösten 2024 hade vi totalt 398 elever."), []),
        (("Skolan har totalt 412 elever.", "I maj har vi totalt 398 elever."), []),
        (("Skolan har totalt 412 elever.", "Målet är att vi har 430 elever."), []),
        (("Skolan har totalt 412 elever.", "Vi har ca 400 elever."), []),
        (("Skolan har totalt 412 elever.", "Vi har 18 elever i behov av stöd."), []),
        (("Skolan har totalt 412 elever.", "Åtta elever deltar i kören."), []),
        (("Sjukfrånvaron är 6 %.", "Den korta sjukfrånvaron är 2 %."), []),
        (("Sjukfrånvaron är 6 %.", "Sjukfrånvaron inom nattpatrullen är 9 %."), []),
        (("Sjukfrånvaron är 6 %.", "Sjukfrånvaron i hela enheten är 9 %."), ["R29.values"]),
        (("Omsättningen är 9 %, 8 % för kvinnor och 12 % för män.", "70 % är kvinnor."), []),
        (("Sjukfrånvaron är 6 %.", "Korttidssjukfrånvaron är 2 %."), []),
        (("Sjukfrånvaron är 6 %.", "Sjukfrånvaron ska vara högst 5 %."), []),
        (("Endast ett fåtal är över 60 år.", "22 % av cheferna är över 63 år."), []),
        (("Endast ett fåtal är över 60 år.", "4 % av personalen är över 63 år."), []),
        (("Endast ett fåtal är över 60 år.", "31 % av personalen är över 50 år."), []),
        (("De flesta är kvinnor.", "81 % av personalen är kvinnor."), []),
        (("Kostnaden är 3 mnkr.", "Kostnaden för kost är 1 mnkr."), []),
    ],
)
def test_contradictions(sentences: tuple[str, ...], case: list[str]) -> None:
    assert codes(text(*sentences)) == case


@pytest.mark.parametrize(
    ("sentences", "case"),
    [
        (("Vi är 52 medarbetare: 30 lärare, 14 fritidsledare och 5 kockar.",), ["R30.staff"]),
        (("Totalt är vi 20 anställda.", "Vi har 11 lärare, 7 kockar och 4 städare."),
         ["R30.staff"]),
        (("Bland lärarna är 61 % kvinnor och 29 % män.",), ["R30.shares"]),
        (("Vi är 300 anställda.", "45 anställda i åldern 30–39 år utgör 25 % av personalen."),
         ["R30.part"]),
        (("Personalomsättningen är 14 %.", "Kvinnorna har en personalomsättning på 9 %.",
          "Männen har en personalomsättning på 5 %."), ["R30.mean"]),
        (("75 % är kvinnor och 25 % är män.", "Sjukfrånvaron är 5 %.",
          "Kvinnorna har en sjukfrånvaro på 8 % och männen 4 %."), ["R30.mean"]),
        (("Sjukfrånvaron var 8,4 %, för kvinnor 7,9 % och för män 7,1 %.",), ["R30.mean"]),
        # … and sums that are right, or that nobody promised.
        (("Sjukfrånvaron var 7,6 %, för kvinnor 7,9 % och för män 7,1 %.",), []),
        (("Vi är 49 medarbetare: 30 lärare, 14 fritidsledare och 5 kockar.",), []),
        (("Vi är ca 50 medarbetare: 30 lärare, 14 fritidsledare och 5 kockar.",), []),
        (("Vi är 52 medarbetare, bland annat 30 lärare, 14 fritidsledare och 5 kockar.",), []),
        (("Vi är 90 medarbetare. Vi har 30 lärare, 14 fritidsledare och 5 kockar.",), []),
        (("Bland lärarna är 61 % kvinnor och 39 % män.",), []),
        (("Bland lärarna är 61 % kvinnor.", "Bland cheferna är 20 % män."), []),
        (("Vi är 300 anställda.", "45 anställda i åldern 30–39 år utgör 15 % av personalen."), []),
        (("Personalomsättningen är 8 %.", "Kvinnorna har en personalomsättning på 9 %.",
          "Männen har en personalomsättning på 5 %."), []),
        (("75 % är kvinnor och 25 % är män.", "Sjukfrånvaron är 7 %.",
          "Kvinnorna har en sjukfrånvaro på 8 % och männen 4 %."), []),
    ],
)  # fmt: skip
def test_sums_shares_and_means(sentences: tuple[str, ...], case: list[str]) -> None:
    assert codes(text(*sentences)) == case


@pytest.mark.parametrize(
    ("children", "case"), [((40, 38, 31), []), ((40, 38, 35), ["R30.workplaces"])]
)
def test_what_workplaces_have_is_summed(children: tuple[int, ...], case: list[str]) -> None:
    names = ("Almen", "Boken", "Cypressen")
    units = tuple(UnitItem(f"u{n}", name, "förskola") for n, name in enumerate(names))
    listed = ", ".join(f"{name} ({n} barn)" for name, n in zip(names, children, strict=True))
    assert codes(text("Vi har 109 barn.", f"Förskolorna är: {listed}.", units=units)) == case


@pytest.mark.parametrize(("said", "case"), [("tre", []), ("fyra", ["R30.names"])])
def test_workplaces_that_are_named_are_counted(said: str, case: list[str]) -> None:
    units = tuple(UnitItem(f"u{n}", name, "hus") for n, name in enumerate(("Ask", "Björk", "Lönn")))
    document = text(f"Vi har {said} hus. De heter Ask, Björk och Lönn.", units=units)
    assert codes(document) == case


def _goal(result: str, *, title: str = "Maten är god", body: str = "") -> Goal:
    return Goal(
        "g1", "unit_goal", "Enhetsmål", title, text=paragraphs(body),
        expected_results=(ExpectedResult("r1", result),) if result else (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("goal", "proposal"),
    [
        (_goal("Minst 65 % av råvarorna är ekologiska."),
         "Andel ekologiska bland råvarorna: minst 65\u00a0% (2027)"),
        (_goal("", body="Vi ska minska matsvinnet med 15 procent till 2029."),
         "Minskning av matsvinn: 15\u00a0% (2029)"),
        (_goal("", title="Minst nio av tio brukare är nöjda"),
         "Andel nöjda bland brukare: minst 90\u00a0% (2027)"),
        (_goal("Sjukfrånvaron är högst 5 %."), "Sjukfrånvaro: högst 5\u00a0% (2027)"),
    ],
)  # fmt: skip
def test_a_hidden_target_becomes_a_ready_indicator(goal: Goal, proposal: str) -> None:
    period = Period("2027", "2027-01-01", "2027-12-31")
    (finding,) = found(text(goals=(goal,), period=period))
    assert finding.code == "R6"
    assert finding.proposal is not None
    assert (finding.proposal.field, finding.proposal.new) == ("indicators", proposal)


@pytest.mark.parametrize(
    "goal",
    [
        _goal("Vi arbetar i två grupper."),
        _goal("", body="I dag är 62 % av råvarorna ekologiska."),
        _goal("", body="Antalet äldre väntas öka med 30 procent till 2035."),
        _goal("Rutinen ska vara klar senast 2028."),
        _goal("Alla barn äter frukost."),
    ],
)
def test_what_is_no_target_gives_no_indicator(goal: Goal) -> None:
    assert found(text(goals=(goal,))) == []


def test_a_target_that_an_indicator_has_is_not_hidden() -> None:
    goal = _goal("Minst 65 % av råvarorna är ekologiska.")
    target = Target("unit", "65 %", value=Decimal(65), unit="%")
    measured = Indicator("i1", "Ekologiska råvaror", goal="g1", targets=(target,))
    assert codes(text(goals=(goal,))) == ["R6"]
    assert codes(text(goals=(goal,), indicators=(measured,))) == []
    activity = Activity("a1", "65 % av råvarorna ska vara ekologiska", goals=("g1",))
    assert codes(text(goals=(goal,), activities=(activity,), indicators=(measured,))) == []


def test_figures_are_found_by_the_checks_when_nobody_has_looked_for_them() -> None:
    document = text("Vi har 163 barn i tio barngrupper.", indicators=PER_GROUP)
    bare = PlanDocument(
        document.kind, document.model, chapters=document.chapters, indicators=PER_GROUP
    )
    assert bare.facts == ()
    assert codes(bare) == ["R28.above"]


def budget(*rows: tuple[str, ...]) -> PlanDocument:
    cells = tuple(tuple(TextCell(cell) for cell in row) for row in rows)
    economy = Chapter("c1", "Ekonomi", 1, (TextBlock("table", rows=cells),))
    return PlanDocument(kind="operational_plan", model="stockholm_ils", chapters=(economy,))


HEAD = ("Tkr", "2025", "2026")


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ((("Kost", "200", "210"), ("Hyra", "300", "310"), ("Summa", "500", "620")), ["2026"]),
        ((("Kost", "2 000", "210"), ("Hyra", "-300", "310"), ("Totalt", "1 700", "520")), []),
        # rounding, gaps, and rows that are no parts of the sum
        ((("Kost", "1,4", "1"), ("Hyra", "1,4", "1"), ("Summa", "2,9", "3")), []),
        ((("Kost", "200", "–"), ("Hyra", "300", "310"), ("Summa", "500", "310")), []),
        ((("Kost", "200", "210"), ("varav mat", "90", "99"), ("Summa", "200", "210")), []),
        ((("Intäkter", "500", "510"), ("Kostnader", "490", "500"), ("Summa", "10", "10")), []),
        ((("Kost", "200", "nytt"), ("Hyra", "300", "310"), ("Summa", "500", "610")), []),
        ((("Kost", "200", "210"), ("Hyra", "300", "310"), ("Snitt", "250", "270")), []),
        ((("Kost", "200", "210"), ("Hyra", "300", "310"), ("Summa", "2 500", "2 620")), []),
    ],
)  # fmt: skip
def test_the_row_of_sums_of_a_table_is_added_up(
    rows: tuple[tuple[str, ...], ...], columns: list[str]
) -> None:
    findings = check([budget(HEAD, *rows)], codes=("R30",)).findings
    assert [each.params["column"] for each in findings] == columns
