# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences of plans from all sorts of workplaces, and what their figures say."""

from __future__ import annotations

import pytest

from plandoc.facts.figures import Stated, stated

AT_LEAST, AT_MOST, ABOUT = "at_least", "at_most", "about"


def told(each: Stated) -> str:
    """One figure in short: value, unit, quantity, limit, "about"."""
    value = "–" if each.value is None else f"{each.value:f}"
    marks = (each.bound or "", ABOUT if each.approximate else "")
    return " ".join(part for part in (value, each.unit or "", each.quantity or "?", *marks) if part)


SENTENCES = {
    "Enheten har 87 inskrivna barn i sex barngrupper.": ["87 barn", "6 barngrupper"],
    "På Lönnens förskola går 64 barn fördelade på fyra avdelningar.": [
        "64 barn", "4 avdelningar",
    ],
    "Skolan har 412 elever i årskurs F–6 och 38 anställda.": ["412 elever", "38 anställda"],
    "Totalt arbetar 1 245 personer i förvaltningen.": ["1245 personer"],
    "Vi är 27 medarbetare: elva undersköterskor, tolv vårdbiträden, tre sjuksköterskor och en "
    "enhetschef.": [
        "27 medarbetare", "11 undersköterskor", "12 vårdbiträden", "3 sjuksköterskor",
        "1 enhetschefer",
    ],
    "Två rektorer och fyra biträdande rektorer leder arbetet.": [
        "2 rektorer", "4 biträdande rektorer",
    ],
    "Av 140 anställda är 35 timavlönade.": ["140 anställda", "35 timavlönade"],
    "Antal anställda: 48": ["48 anställda"],
    "I kommunen bor 18 650 invånare.": ["18650 invånare"],
    "Vi sköter arton parker och ett fyrtiotal lekplatser.": [
        "18 parker", "40 lekplatser about",
    ],
    "Här bor 23 hyresgäster med beslut om boende med särskild service.": [
        "23 hyresgäster med beslut om boende med särskild",
    ],
    "Åtta elever i behov av särskilt stöd har eget rum.": [
        "8 elever i behov av särskilt stöd",
    ],
    "Mellan 15 och 20 ungdomar besöker fritidsgården varje kväll.": [
        "15 ungdomar at_least", "20 ungdomar at_most",
    ],
    "Grupperna har 12–14 barn.": ["12 barn at_least", "14 barn at_most"],
    "Varje lärare har upp till 22 elever.": ["22 elever per lärare at_most"],
    "På varje hus finns en arbetslagsledare.": ["1 arbetslagsledare per hus"],
    "Gruppernas storlek är i snitt 14,8 barn.": ["14.8 barn i genomsnitt"],
    "Högst 18 barn per grupp är riktmärket.": ["18 barn per grupp at_most"],
    "Gruppbostaden har sex lägenheter och plats för åtta boende.": ["6 lägenheter", "8 platser"],
    "Vi räknar med 40 nya platser i förskolan.": ["40 nya platser"],
    "Biblioteket hade 48 200 besök under 2024.": ["48200 besök"],
    "Vi tar emot femton praktikanter varje termin.": ["15 praktikanter"],
    "Med 12,5 årsarbetare klarar vi schemat.": ["12.5 årsarbetare"],
    "Närmare 300 familjer har sökt plats.": ["300 familjer about"],
    "Inte fler än tio deltagare per ledare.": ["10 deltagare per ledare at_most"],
    "Inte mindre än tolv vikarier behövs.": ["12 vikarier at_least"],
    # shares
    "Andelen behöriga lärare är 82 %.": ["82 % andel behöriga lärare"],
    "Andelen medarbetare som arbetar heltid ska öka till minst 75 procent senast 2027.": [
        "75 % andel som arbetar heltid bland medarbetare at_least",
    ],
    "Tre av fyra medarbetare har gått utbildningen.": [
        "75 % andel som har gått utbildningen bland medarbetare",
    ],
    "12 av 15 chefer har genomgått programmet.": [
        "80 % andel som har genomgått programmet bland chefer",
    ],
    "Drygt hälften av brukarna är över 85 år.": ["50 % andel över 85 år bland brukare about"],
    "Knappt en tredjedel av lärarna saknar legitimation.": [
        "33.3 % andel som saknar legitimation bland lärare about",
    ],
    "Var femte anställd fyller 60 år inom kort.": [
        "20 % andel som fyller 60 år bland medarbetare about",
    ],
    "Bland undersköterskorna är 92 % kvinnor.": ["92 % andel kvinnor bland undersköterskor"],
    "Av våra chefer är 37,5 procent män.": ["37.5 % andel män bland chefer"],
    "41 % av personalen är 50 år eller äldre.": ["41 % andel 50 år eller äldre bland medarbetare"],
    "Maten består till 65 % av ekologiska råvaror.": ["65 % andel ekologiska råvaror"],
    "Minst 70 % ekologiska, närproducerade råvaror används.": [
        "70 % andel ekologiska, närproducerade råvaror används at_least",
    ],
    "80 % av eleverna i årskurs 9 ska nå gymnasiebehörighet.": [
        "80 % andel som ska nå gymnasiebehörighet bland elever",
    ],
    "Minst nio av tio vårdnadshavare ska känna sig trygga.": [
        "90 % andel som ska känna sig trygga bland vårdnadshavare at_least",
    ],
    "48 medarbetare i åldern 20–29 år motsvarar 12 % av personalen.": [
        "48 medarbetare 20–29 år", "12 % andel 20–29 år bland medarbetare",
    ],
    "En specialpedagog på 60 % och en kurator på 40 % arbetar i elevhälsan.": [
        "60 % tjänstgöringsgrad bland specialpedagoger", "1 kuratorer",
        "40 % tjänstgöringsgrad bland kuratorer",
    ],
    # measures, money and changes
    "Sjukfrånvaron var 7,4 % under 2025, en minskning med 0,6 procentenheter.": [
        "7.4 % sjukfrånvaro", "0.6 procentenheter minskning av sjukfrånvaro",
    ],
    "Korttidssjukfrånvaron ligger på 3,1 procent.": ["3.1 % korttidssjukfrånvaro"],
    "Personalomsättningen uppgick till 11 procent.": ["11 % personalomsättning"],
    "Kvinnorna har en sjukfrånvaro på 8,2 % och männen 4,9 %.": [
        "8.2 % sjukfrånvaro bland kvinnor", "4.9 % sjukfrånvaro bland män",
    ],
    "Frånvaron får inte överstiga 6 %.": ["6 % frånvaro at_most"],
    "Svarsfrekvensen i enkäten var 91 %.": ["91 % svarsfrekvens"],
    "NKI blev 74.": ["74 nki"],
    "Kostnaden per brukare är 412 tkr.": ["412 tkr kostnad"],
    "Nämndens budget är 1,2 miljarder kronor.": ["1200000000 kr budget"],
    "Underskottet beräknas bli 3,5 mnkr.": ["3.5 mnkr underskott"],
    "Intäkterna minskade med 1,8 miljoner kronor.": ["1800000 kr minskning av intäkter"],
    "Matsvinnet ska minska med 20 procent till 2028.": ["20 % minskning av matsvinn"],
    "Utsläppen från fordonen har minskat med 12 ton CO2e sedan 2022.": [
        "12 ton CO2e minskning av utsläpp",
    ],
    "Antalet personer över 80 år väntas öka med 34 procent fram till 2035.": [
        "34 % ökning av personer",
    ],
    "Energianvändningen är 142 kWh per kvadratmeter.": ["142 kWh energianvändning"],
    "Hemtjänsten utför ca 9 500 timmar i månaden.": ["9500 timmar timmar about"],
    # claims
    "Majoriteten av cheferna är kvinnor.": ["– andel kvinnor bland chefer at_least about"],
    "Endast ett fåtal är under 30 år.": ["– andel under 30 år at_most about"],
}  # fmt: skip

NO_FIGURES = (
    "Den 15 mars 2026 börjar den nya chefen.",
    "Se 4 kap. 3 § skollagen och SFS 2018:218.",
    "Ring 019-21 10 00 för frågor.",
    "Besöksadressen är Storgatan 14, 2 tr.",
    "Postadress 123 45 Rönnhamra.",
    "Mål 3 och mål 4 hör ihop.",
    "Under 2026–2028 byggs ett nytt äldreboende.",
    "Barn i åldern 1–5 år erbjuds plats.",
    "Arbetet beskrivs i kapitel 2 och bilaga 3.",
    "Dnr 2025/123 gäller upphandlingen, KS2025-77 arkivet.",
    "Mötet hålls kl. 13.00–15.30 i rum 204.",
    "Elever i årskurs 7–9 får läxhjälp.",
    "Kursen Pedagogik 2 ges i vår.",
    "De två förskolorna samarbetar.",
    "Fas 2 startar vecka 14.",
    "3.2 Kommunen har en stark ekonomi",
    "En viktig del är arbetsron.",
    "Handlingsplanen gäller i tre år.",
    "Behörigheten har sjunkit två år i rad.",
    "Kockarna ser på närvaron klockan nio.",
    "Följs upp i tertial 1 och 2 samt delår.",
)


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.items())
def test_what_the_figures_of_a_sentence_say(sentence: str, expected: list[str]) -> None:
    assert [told(each) for each in stated(sentence)] == expected


@pytest.mark.parametrize("sentence", NO_FIGURES)
def test_dates_ages_addresses_and_numbers_are_no_figures(sentence: str) -> None:
    assert [told(each) for each in stated(sentence)] == []
