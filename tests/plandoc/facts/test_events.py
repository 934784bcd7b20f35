# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What sentences of plans say of the year's rhythm: moments and recurrences, as written."""

from __future__ import annotations

import pytest

from plandoc.facts.events import rhythms

WHEN = {
    "Skyddsronden görs i maj.": ["i maj"],
    "Brukarundersökningen sänds ut i slutet av september.": ["i slutet av september"],
    "Inventering sker i mars och oktober.": ["i mars och oktober"],
    "Budgeten läggs inför hösten 2027.": ["inför hösten 2027"],
    "Planen är klar senast den 15 april 2026.": ["senast den 15 april 2026"],
    "Under vecka 9 och 10 har vi stängt.": ["Under vecka 9 och 10"],
    "Utvärdering görs under vårterminen.": ["under vårterminen"],
    "Rapport lämnas första kvartalet 2027.": ["första kvartalet 2027"],
    "Systemet byts vid årsskiftet.": ["vid årsskiftet"],
    "Vi är klara 2026-11-30.": ["2026-11-30"],
    "Till HT-26 anställs två lärare.": ["Till HT-26"],
    "Rekryteringen pågår från april till augusti.": ["från april till augusti"],
}
HOW_OFTEN = {
    "Vi har föräldramöte varje höst.": ["varje höst"],
    "Skyddsombuden träffas en gång i månaden.": ["en gång i månaden"],
    "Uppföljning sker vid två tillfällen per termin.": ["vid två tillfällen per termin"],
    "Ledningen möts var fjortonde dag, ombuden var tredje vecka.": [
        "var fjortonde dag",
        "var tredje vecka",
    ],
    "Ekonomin följs månadsvis.": ["månadsvis"],
    "Larmet provas minst 4 ggr per år.": ["minst 4 ggr per år"],
    "Rutinen ses över årligen.": ["årligen"],
    "Brandövning hålls 2 gånger/år.": ["2 gånger/år"],
    "Matrådet träffas varannan månad.": ["varannan månad"],
    "Resultatet redovisas per tertial.": ["per tertial"],
    "Vi har tre planeringsdagar om året.": ["tre planeringsdagar om året"],
}
NEITHER = (
    "Under 2026 ska vi utveckla arbetet.",
    "En i år aktuell fråga är maten.",
    "Varje barn får tid.",
    "Maj Lind ansvarar.",
    "Vi samordnar jul- och sommarstängning.",
    "Tjänsten omfattar 20 timmar per vecka.",
)


@pytest.mark.parametrize(("sentence", "moments"), WHEN.items())
def test_moments_are_kept_as_written(sentence: str, moments: list[str]) -> None:
    assert [(each.when, each.recurrence) for each in rhythms(sentence)] == [
        (moment, None) for moment in moments
    ]


@pytest.mark.parametrize(("sentence", "recurrences"), HOW_OFTEN.items())
def test_recurrences_are_kept_as_written(sentence: str, recurrences: list[str]) -> None:
    assert [(each.when, each.recurrence) for each in rhythms(sentence)] == [
        (None, recurrence) for recurrence in recurrences
    ]


@pytest.mark.parametrize("sentence", NEITHER)
def test_a_year_or_a_name_is_no_event(sentence: str) -> None:
    assert list(rhythms(sentence)) == []
