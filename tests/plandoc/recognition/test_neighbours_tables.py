# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Competence plans and follow-ups as other municipalities set their tables."""

from __future__ import annotations

from plandoc.model import PlanDocument, plain
from plandoc.readers import read
from plandoc.recognition import recognise

_PAGES = """\
Kompetensförsörjningsplan 2025

Omsorgsförvaltningen

Planen visar vad förvaltningen behöver göra för att ha rätt kompetens på varje enhet, och
den skrivs om varje höst av avdelningarna tillsammans.

Rönnhamra kommun, Omsorgsförvaltningen   Sida 1
\fAvdelning vård
Vad ska vi uppnå?      Aktivitet                 Måldatum     Ansvarig     Resurser    Uppföljning /
                       Hur gör vi det?           När ska det  (Funktion)   (timmar,    Kommentar
                                                 vara klart?               kronor,
                                                                           personal)
Utveckla
Trygg läkemedels-      Webbkurs med prov för     2025-05-31   Enhetschef   40 timmar   VB
hantering              alla med delegering
Rekrytera och attrahera
Fler som söker våra    Möt elever på tre mässor  2025-10-31   HR           9 000 kr    Tertial 2

Rönnhamra kommun, Omsorgsförvaltningen                        Sida 2
\fVad ska vi uppnå?    Aktivitet                 Måldatum     Ansvarig     Resurser    Uppföljning /
                       Hur gör vi det?           När ska det  (Funktion)   (timmar,    Kommentar
                                                 vara klart?               kronor,
                                                                           personal)
tjänster               och en öppen kväll
Avsluta
Kunskap stannar kvar   Samtal vid avslut         Löpande      Enhetschef               VB

Rönnhamra kommun, Omsorgsförvaltningen                 Sida 3
"""


def _read(text: str, name: str = "plan.txt") -> PlanDocument:
    return recognise(read(text.encode(), name)).document


def test_a_competence_plan_in_columns_over_pages() -> None:
    document = _read(_PAGES)
    found = [(a.aim, a.title, a.categories, a.resources) for a in document.activities]
    assert found == [
        (
            "Trygg läkemedelshantering",
            "Webbkurs med prov för alla med delegering",
            ("Utveckla",),
            "40 timmar",
        ),
        (
            "Fler som söker våra tjänster",
            "Möt elever på tre mässor och en öppen kväll",
            ("Rekrytera och attrahera",),
            "9 000 kr",
        ),
        ("Kunskap stannar kvar", "Samtal vid avslut", ("Avsluta",), None),
    ]
    assert {a.department for a in document.activities} == {"Avdelning vård"}
    assert document.leftovers == ()


_NARROW = """\
Uppföljning av förvaltningens verksamhetsplan 2023

Teknik- och parknämnden

Rapporten visar hur långt förvaltningen har kommit med det som den skulle göra under året, och
vad som är försenat.

Medborgare
Nämndmål         Aktivitet             Slutdatum     Status     Kommentar
                                       2023
Gröna platser    Anlägg en lekplats    Delrapport 1  Genomfö    Öppnad i
Alla har nära    vid ån                              rt         maj.
till en park     Märk ut stigarna      Verksamhets   Pågåend    Skyltar är
                                       berättelse    e          beställda.
                 Rensa dammen i        Delrapport 2  Ej         Vakant
                 parken                              påbörjat   tjänst.

Strategiskt utvecklingsuppdrag
                                  Slutdatum      Status      Kommentar
                                  2023
Uppdrag till samtliga nämnder     Verksamhetsb   Pågående    Halva parken
att byta till fossilfria          erättelse                  är bytt.
fordon.
Strategiskt utvecklingsuppdrag
(budget 2023 med plan 2024)
"""


def test_words_that_narrow_columns_break() -> None:
    document = _read(_NARROW)
    assert [
        (a.title, a.due and a.due.text, a.status and a.status.text, plain(a.comment))
        for a in document.activities
    ] == [
        ("Anlägg en lekplats vid ån", "Delrapport 1", "Genomfört", "Öppnad i maj."),
        ("Märk ut stigarna", "Verksamhetsberättelse", "Pågående", "Skyltar är beställda."),
        ("Rensa dammen i parken", "Delrapport 2", "Ej påbörjat", "Vakant tjänst."),
    ]
    assignment = next(g for g in document.goals if g.level == "assignment")
    assert assignment.title == "Uppdrag till samtliga nämnder att byta till fossilfria fordon."
    assert assignment.origin == "Strategiskt utvecklingsuppdrag (budget 2023 med plan 2024)"
    assert assignment.due is not None
    assert assignment.due.text == "Verksamhetsberättelse"


_COLUMNS = """\
# Kompetensförsörjningsplan 2025

## Aktivitetsplan Planenheten

| UBARA | Mål | Insats | Klart senast | Ansvariga | Status |
|---|---|---|---|---|---|
| Utveckla | Alla kan rita kartor | Kurs i kartprogram | Våren 2025 | Enhetschef | Pågår |
| | Lära av andra | Besök i två kommuner | 2025 | HR | |
| Behålla | Lägre sjuktal | Samtal på arbetsplatsträffar | Löpande | HR | |
| Totalt | | 3 insatser | | | |
"""


def test_phases_in_a_column_and_other_heads() -> None:
    document = _read(_COLUMNS, "plan.md")
    assert [(a.categories, a.aim, a.title) for a in document.activities] == [
        (("Utveckla",), "Alla kan rita kartor", "Kurs i kartprogram"),
        (("Utveckla",), "Lära av andra", "Besök i två kommuner"),
        (("Behålla",), "Lägre sjuktal", "Samtal på arbetsplatsträffar"),
    ]
    assert {a.department for a in document.activities} == {"Planenheten"}
    assert [left.text for left in document.leftovers] == ["Totalt", "3 insatser"]


def test_the_unit_beside_a_measure_is_what_it_counts() -> None:
    table = (
        "Verksamhetsberättelse 2025\n\nTekniska nämnden\n\nNyckeltal\n\n"
        "Mått\tEnhet\tUtfall 2025\tUtfall 2024\n"
        "Utbytta ledningar\tmeter\t1 400\t1 250\n"
        "Läckor per mil\tantal\t2,1\t2,4\n"
    )
    document = _read(table)
    units = {each.name: each.unit_of_measure for each in document.indicators}
    assert units == {"Utbytta ledningar": "meter", "Läckor per mil": "antal"}


_TWO_KINDS = """\
# Kompetensförsörjningsplan 2026

## Avdelning äldreboende

| Verksamhetsplan VP - mål | Kompetensförsörjningsaktivitet | Måldatum | Ansvarig | Kommentar |
|---|---|---|---|---|
| Nämndmål: 1.1 De boende möter utbildad personal | Språkombud (Utveckla) | 2026-05-31 | HR | VB |
| | Handledare (Utveckla) | 2026-09-30 | HR | VB |

## Avdelning LSS

| Vad vill vi uppnå? | Aktivitet Hur gör vi det? | Måldatum | Ansvarig | Uppföljning |
|---|---|---|---|---|
| Utveckla | | | | |
| Fler stödpedagoger | Åtta läser till stödpedagog | 2026-06-30 | Enhetschef | VB |
"""


def test_a_goal_of_a_cell_is_not_inherited_by_a_table_without_goals() -> None:
    found = {a.title: len(a.goals) for a in _read(_TWO_KINDS, "plan.md").activities}
    assert found == {"Språkombud": 1, "Handledare": 1, "Åtta läser till stödpedagog": 0}


def test_a_phase_above_a_table_is_no_department() -> None:
    head = "Aktivitet\tAnsvarig\tTidplan\tUppföljning\n"
    text = (
        "Kompetensförsörjningsplan 2026\n\nOmsorgsförvaltningen\n\n# 1 Nuläge\n\n"
        "Yrke\tAntal anställda\nUndersköterska\t212\n\n# 2 Aktiviteter\n\n## Attrahera\n\n"
        f"{head}Möta elever på mässor\tHR\t2026-05-31\tVB\n\n## Utveckla\n\n"
        f"{head}Utbilda vårdbiträden\tEnhetschef\t2026-12-31\tVB\n"
    )
    document = _read(text, "plan.md")
    found = [(each.title, each.categories, each.department) for each in document.activities]
    assert found == [
        ("Möta elever på mässor", ("Attrahera",), None),
        ("Utbilda vårdbiträden", ("Utveckla",), None),
    ]
