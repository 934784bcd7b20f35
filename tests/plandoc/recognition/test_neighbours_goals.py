# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans and reports with goals, in the layouts of other municipalities and years."""

from __future__ import annotations

from plandoc.model import PlanDocument, plain
from plandoc.readers import read
from plandoc.recognition import recognise

REPORT = """Södra Rönnhamra stadsdelsförvaltning
Avdelningen för äldreomsorg
Tjänsteutlåtande
2024-01-22
Handläggare
Ylva Strand
Telefon: 010-123 45 67
Till
Södra Rönnhamra stadsdelsnämnd
2024-02-08

Verksamhetsberättelse 2023
Videbäckens hemtjänst

KF:s inriktningsmål:

1. En trygg kommun

KF:s mål för verksamhetsområdet:

1.4 De äldre är trygga
Uppfylls delvis

Nämndmål:

De äldre har inflytande över sin omsorg

"""


def understood(text: str) -> PlanDocument:
    return recognise(read(text.encode(), "rapport.txt")).document


def test_the_unit_stands_below_the_title_and_its_owners_above_it() -> None:
    document = understood(REPORT)
    assert document.unit == "Videbäckens hemtjänst"
    assert document.administration == "Södra Rönnhamra stadsdelsförvaltning"


def test_a_value_of_the_cover_ends_before_telephone_numbers_and_dates() -> None:
    document = understood(REPORT)
    assert document.handler == "Ylva Strand"
    assert document.addressee == "Södra Rönnhamra stadsdelsnämnd"
    assert document.board == "Södra Rönnhamra stadsdelsnämnd"


def test_rows_of_figures_are_apart_although_the_name_above_fills_its_column() -> None:
    document = understood(
        REPORT
        + """Indikator                   Periodens    Utfall    VB      Årsmål   Period
                            utfall       män       202
                                                   2
Andel nöjda i hemtjänsten   83 %         82 %      81 %    85 %     2023
hemtjänsten totalt sett
Kontinuitet i hemtjänsten   11                     12      10       VB
under dagtid                                                        2023
"""
    )
    names = [indicator.name for indicator in document.indicators]
    assert names == [
        "Andel nöjda i hemtjänsten hemtjänsten totalt sett",
        "Kontinuitet i hemtjänsten under dagtid",
    ]
    # The year of a head that a narrow column cut in two is still the year.
    assert ("2022", "12") in [(o.period, o.text) for o in document.indicators[1].outcomes]


def test_page_numbers_on_lines_of_their_own_belong_to_the_contents() -> None:
    document = understood(
        """Verksamhetsberättelse 2023

Innehållsförteckning
Sammanfattande analys 3
1. En trygg kommun

4

1.4 De äldre är trygga
De äldre har inflytande över sin omsorg

4

Övrigt5

Sammanfattande analys

Året har varit lugnt, och de flesta som har svarat är nöjda med hur arbetet har gått till.

KF:s inriktningsmål:

1. En trygg kommun
"""
    )
    assert document.leftovers == ()
    assert [goal.title for goal in document.goals] == ["En trygg kommun"]


LIST = """Verksamhetsplan 2025

Övergripande mål 1: Barn får en god start

Resultatmål 1.1: Fler elever når målen
"""


def test_a_label_that_a_lines_end_cuts_is_no_leftover() -> None:
    document = understood(
        LIST
        + """
Aktiviteter
• Ta fram en plan för språkutveckling i alla förskolor (skolchef), klart
  senast 31 mars 2025
"""
    )
    assert [activity.title for activity in document.activities] == [
        "Ta fram en plan för språkutveckling i alla förskolor"
    ]
    assert document.leftovers == ()


def test_a_head_repeated_above_the_rest_of_a_row_begins_no_table() -> None:
    document = understood(
        LIST
        + """
Aktivitet                          Ansvarig           Klart senast
Genomföra vandringar i skolorna    Rektorer           2025-05-31
Revidera planen mot kränkande      Förvaltningschef   Våren 2025



Aktivitet                          Ansvarig           Klart senast
behandling


Övergripande mål 2: Kommunen växer
Kommunen ska växa med hundra invånare om året under hela perioden, och det ska
märkas i alla tätorter. Planeringen av bostäder, skolor och vägar sker därför
samlat, och förvaltningarna ansvarar för att underlagen till planerna är klara i
god tid före budgetarbetet. Näringslivet ska få snabba besked om mark och tillstånd
under hela året, och den som vill bygga ska mötas av en samlad kommun som kan
svara på frågor om allt från vatten till skolskjuts.
"""
    )
    assert [activity.title for activity in document.activities] == [
        "Genomföra vandringar i skolorna",
        "Revidera planen mot kränkande behandling",
    ]
    assert document.goals[-1].title == "Kommunen växer"


def test_a_case_number_or_a_municipality_below_the_title_is_no_unit() -> None:
    document = understood("Åsbo kommun\nVerksamhetsplan 2025\nDnr BUN 2024/117\n" + LIST[21:])
    assert (document.unit, document.case_number) == (None, "BUN 2024/117")
    assert document.municipality == "Åsbo kommun"


def test_years_below_the_heads_of_a_page_are_the_heads_own() -> None:
    document = understood(
        REPORT
        + """Indikator                           Årsmål        KF:s årsmål    Periodicitet
                                    2023          2023
Nöjd kund-index särskilt boende     84            86             År
"""
    )
    (indicator,) = document.indicators
    assert [(t.set_by, t.year, t.text) for t in indicator.targets] == [
        ("unit", 2023, "84"),
        ("council", 2023, "86"),
    ]


def test_a_title_of_the_contents_may_leave_one_blank_before_its_page() -> None:
    document = understood(
        """Rönnhamra stadsdelsnämnd
Verksamhetsplan 2026
Rönnhamra stadsdelsnämnd
Fastställd av stadsdelsnämnden 2025-12-18

Innehållsförteckning

Inledning                                3

1. En stad som håller ihop               5

Förskolorna ger alla barn en likvärdig utbildning 5

En ekonomi att lita på                   6

Inledning

Nämnden ansvarar för förskola, äldreomsorg och parker i de båda stadsdelarna.

KF:s inriktningsmål:

1. En stad som håller ihop
"""
    )
    assert document.leftovers == ()
    assert (document.board, document.unit) == ("Rönnhamra stadsdelsnämnd", None)
    assert document.decision is not None
    assert document.decision.date == "2025-12-18"


def test_a_row_of_analysis_below_an_indicator_is_its_comment() -> None:
    document = understood(
        REPORT.replace("Uppfylls delvis", "Prognos: Uppfylls helt")
        + """| Indikator | Periodens utfall | Prognos helår | Årsmål | Period |
|---|---|---|---|---|
| Andel trygga | 85 % | 85 % | 84 % | Tertial |
| Analys: Utfallet är högre än i våras. | | | | |
| Andel nöjda | 88 % | | 90 % | År |
"""
    )
    assert [indicator.name for indicator in document.indicators] == ["Andel trygga", "Andel nöjda"]
    assert plain(document.indicators[0].comment) == "Utfallet är högre än i våras."
    assessment = document.goals[1].assessment
    assert assessment is not None
    assert assessment.kind == "full"


def test_a_numbered_goal_on_another_sheet_is_the_goal_that_was_met() -> None:
    document = understood(
        """# Verksamhetsplan 2025 Tekniska nämnden

| Övergripande mål | Resultatmål | Nyckeltal | Utfall 2024 | Mål 2025 |
|---|---|---|---|---|
| 1. En trygg kommun | 1.1 Vägarna är säkra | Antal olyckor | 12 | 10 |
| 2. En hållbar kommun | 2.1 Energin räcker | Energi per kvadratmeter | 158 | 150 |

## Aktiviteter

| Resultatmål | Aktivitet | Ansvarig | Klart senast |
|---|---|---|---|
| 1.1 Vägarna är säkra | Byta armaturer på Storgatan | Gatuchef | 2025-06-30 |
"""
    )
    titles = [goal.title for goal in document.goals]
    assert titles == [
        "En trygg kommun", "Vägarna är säkra", "En hållbar kommun", "Energin räcker",
    ]  # fmt: skip
    assert document.activities[0].goals == (document.goals[1].id,)


def test_a_small_municipalitys_board_report_is_no_city_districts() -> None:
    document = understood(
        """# Årsredovisning 2025 – Kultur- och fritidsnämnden

## Kommunövergripande mål: En kommun att växa i

### Nämndens mål: Fler unga har en aktiv fritid

Delvis uppfyllt

| Indikator | Utfall 2024 | Målvärde 2025 |
|---|---|---|
| Antal besök | 13 150 | 14 000 |
"""
    )
    assert document.model == "liten_kommun"
    assert document.kind == "annual_report"
    assert [goal.level for goal in document.goals] == ["overarching_goal", "result_goal"]
    assert document.indicators[0].targets[0].text == "14 000"


def test_a_line_of_text_that_ends_with_a_small_number_is_no_entry_of_the_contents() -> None:
    document = understood(
        "Verksamhetsplan 2026\n\nInnehåll\n\nInledning 3\nEkonomi 7\nÖvrigt 9\n\nInledning\n"
        "Enheten sköter parker enligt avtal\nav typen AB 04\noch ansvarar för lekplatser.\n"
    )
    assert [each.text for each in document.ignored if each.reason == "contents"] == [
        "Innehåll", "Inledning 3", "Ekonomi 7", "Övrigt 9",
    ]  # fmt: skip
