# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The park unit's plan and the administration's competence plan, of the demo municipality."""

from __future__ import annotations

from scripts.documents.board import BOARD
from scripts.documents.flow import Text
from scripts.documents.plans import Activity, Indicator, Plan, UnitGoal
from scripts.documents.tables import Department, Measure

PARKS = Plan(
    unit="Parkenheten Norra Rönnhamra",
    title="Verksamhetsplan 2026",
    addressee=BOARD,
    handler="Lars Hedman",
    case="NRS 2025/452",
    opening=[
        (
            "Inledning",
            1,
            [
                Text(
                    "Parkenheten sköter fjorton parker, 62 hektar naturmark, elva lekplatser och tre "
                    "badplatser. Vi är 19 tillsvidareanställda, och från april till oktober arbetar "
                    "dessutom tolv säsongsanställda och ett trettiotal feriearbetare hos oss."
                ),
                Text(
                    "Sedan vi tog över skötseln i egen regi har vi lagt mycket kraft på maskiner och rutiner. "
                    "Nu vill vi lyfta blicken. Trygghet handlar om ljus och sikt, men också om att det finns "
                    "människor i parken."
                ),
            ],
        ),
        (
            "Så arbetar vi under året",
            1,
            [
                Text(
                    "Vintern går till träd och planering, våren till städning och plantering. Under sommaren "
                    "är gräs, bad och skräp det som syns mest. Hösten är till för ängarna och lövet."
                )
            ],
        ),
    ],
    unit_goals={
        "parks": [
            UnitGoal(
                "Ljuset räcker hela vägen hem",
                [
                    "Alla lampor längs de fyra stora stråken lyser.",
                    "Den som anmäler en trasig lampa får svar inom tre dagar.",
                ],
                [
                    (
                        "Vi går stråken efter mörkrets inbrott varannan vecka från september till mars. Lampor, "
                        "sly och klotter noteras på samma lista."
                    ),
                    (
                        "Trygghetsvandringarna gör vi tillsammans med polisen, skolan och dem som bor vid "
                        "parken. Det som kan göras direkt görs samma vecka."
                    ),
                ],
                ["Två medarbetare en kväll varannan vecka", "Entreprenör för belysning"],
                [
                    "Felanmälningar varje månad",
                    "Anteckningar från vandringarna",
                    "Tertialrapport 1 och 2",
                ],
                [
                    "Felanmälan sker i dag på tre ställen. Till hösten vill vi att allt samlas på ett."
                ],
                [
                    Indicator(
                        "Andel felanmälningar som besvaras inom tre dagar",
                        own="90 %",
                        period="Tertial",
                    ),
                ],
                [
                    Activity(
                        "Gå de fyra stråken i mörker varannan vecka", "2026-01-01", "2026-03-31"
                    ),
                    Activity("Röja sly vid Åparkens gångväg", end="2026-03-15"),
                    Activity("Göra trygghetsvandringar i fyra parker", "2026-04-01", "2026-10-31"),
                ],
            ),
            UnitGoal(
                "Ängen är planerad, inte bortglömd",
                [
                    "Tre hektar gräs har blivit äng när året är slut.",
                    "Besökarna förstår varför gräset är högt.",
                ],
                [
                    (
                        "Ängarna slås en gång i augusti och höet förs bort. En klippt kant på en meter visar att "
                        "det är meningen."
                    ),
                ],
                ["Slåtterbalk", "Skyltar som Verkstan gör"],
                ["Inventering av blommor i juli"],
                indicators=[Indicator("Antal hektar som sköts som äng", own="3,0")],
                activities=[
                    Activity("Sätta upp skyltar vid ängarna", end="2026-05-31"),
                    Activity("Slå ängarna och föra bort höet", "2026-08-10", "2026-09-10"),
                ],
            ),
            UnitGoal(
                "Lekplatserna är hela och roliga",
                ["Inga allvarliga fel vid säkerhetsbesiktningen."],
                [
                    "Varje lekplats ses över en gång i veckan. Barnen på förskolorna föreslår vad som saknas."
                ],
                activities=[
                    Activity("Besikta alla elva lekplatser", "2026-04-01", "2026-04-30"),
                    Activity("Bygga om lekplatsen vid Nedre bäcken", "2026-05-15", "2026-09-30"),
                ],
            ),
        ],
        "budget": [
            UnitGoal(
                "Maskinerna håller hela säsongen",
                ["Budgeten är i balans utan att skötseln skärs ned i augusti."],
                [
                    "Service görs i november och december, när verkstaden har tid och priset är lägre."
                ],
                follow_up=["Kostnad per maskin varje tertial"],
                activities=[
                    Activity("Byta de två äldsta gräsklipparna mot eldrivna", end="2026-04-15")
                ],
            )
        ],
        "workplace": [
            UnitGoal(
                "Säsongsanställda vill komma tillbaka",
                ["Minst hälften av fjolårets säsongsanställda söker igen."],
                [
                    (
                        "Introduktionen är två dagar, med maskiner den ena och bemötande den andra. Alla har en "
                        "arbetsledare som de träffar varje morgon."
                    ),
                ],
                follow_up=["Samtal i slutet av säsongen"],
                indicators=[Indicator("Andel säsongsanställda som söker igen", own="50 %")],
                activities=[
                    Activity("Annonsera säsongsjobben", "2026-01-15", "2026-02-15"),
                    Activity("Hålla introduktion för säsongsanställda", "2026-04-07", "2026-04-08"),
                ],
            )
        ],
    },
    closing=[
        (
            "Redovisning av ekonomi",
            1,
            [
                Text(
                    "Budgeten för skötseln är 27,5 miljoner kronor och för investeringar 4,2 miljoner. En "
                    "snörik vinter kan kosta upp till en miljon mer."
                )
            ],
        ),
        ("Resursanvändning", 1, []),
        ("Övrigt", 1, []),
    ],
)

PRESCHOOLS = Department(
    "Avdelning förskola",
    [
        (
            "Färre barn men större behov",
            (
                "Antalet barn sjunker med fem procent fram till 2028. Samtidigt behöver fler barn särskilt "
                "stöd, och fler har ett annat modersmål än svenska."
            ),
        ),
        (
            "Många går i pension",
            "Var sjätte förskollärare fyller 65 under perioden. De flesta arbetar på de äldsta husen.",
        ),
    ],
    [
        "Förskollärare som kan leda ett arbetslag",
        "Kunskap om flerspråkiga barns utveckling",
        "Barnskötare med god svenska i tal och skrift",
    ],
    [
        (
            "Utveckla",
            [
                Measure(
                    "Arbetslagen kan stödja barn med flera språk",
                    "Fyra halvdagar med talpedagog, handledning i grupp mellan dagarna",
                    "2026-11-30",
                    "Rektor",
                    "Självskattning i maj 2027",
                ),
                Measure(
                    "Fler barnskötare blir förskollärare",
                    "Femton studieplatser med en dag i veckan på betald arbetstid",
                    "2026-2028",
                    "Avdelningschef och rektorer",
                    "Antal studerande varje termin",
                    roles=["Avdelningschef", "rektorer"],
                ),
            ],
        ),
        (
            "Behålla",
            [
                Measure(
                    "Den som är nyexaminerad stannar",
                    "Mentor under ett år och nätverk en gång i månaden",
                    "Löpande",
                    "Biträdande rektorer",
                    "Samtal efter första året",
                )
            ],
        ),
        (
            "Rekrytera",
            [
                Measure(
                    "Vi annonserar en gång för alla förskolor",
                    "Gemensam rekrytering två gånger om året",
                    "2026-03-31",
                    "HR",
                    "Antal behöriga sökande per tjänst",
                )
            ],
        ),
    ],
)
CARE = Department(
    "Avdelning vård och omsorg",
    [
        (
            "Fler äldre bor hemma",
            (
                "Antalet personer över 80 år i stadsdelen ökar från 2 900 till 3 500 fram till 2030. De flesta "
                "vill bo kvar hemma, också när behoven är stora."
            ),
        ),
        (
            "Teknik som ska förklaras",
            (
                "Digital tillsyn, läkemedelsrobotar och ett nytt planeringsstöd införs under perioden. Den som "
                "är hemma hos någon måste kunna svara på frågor om dem."
            ),
        ),
    ],
    [
        "Undersköterskor med kunskap om demens",
        "Stödpedagoger på alla gruppbostäder",
        "Chefer som kan leda i förändring",
    ],
    [
        (
            "Utveckla",
            [
                Measure(
                    "Alla i hemtjänsten förstår demenssjukdom",
                    "Webbutbildning i två steg. Demensteamet handleder i området.",
                    "2026-12-31",
                    "Enhetschef",
                    "Tertial 2 och verksamhetsberättelsen",
                ),
                Measure(
                    "Stödassistenter kan bli stödpedagoger",
                    "Sex utbildningsplatser per år, på halvtid och med bibehållen lön",
                    "2027-06-30",
                    "Avdelningschef",
                    "Antal som går klart",
                ),
            ],
        ),
        (
            "Behålla",
            [
                Measure(
                    "Färre väljer att sluta under sitt första år",
                    "Samtal efter en, tre och sex månader. Introduktion enligt gemensam mall.",
                    "2026-08-31",
                    "Enhetschefer tillsammans med HR",
                    "Personalomsättning varje tertial",
                    roles=["Enhetschefer", "HR"],
                )
            ],
        ),
        (
            "Attrahera",
            [
                Measure(
                    "Ungdomar har prövat på yrket",
                    "Feriearbete och praktik i alla enheter. Medarbetare besöker gymnasiet.",
                    "Löpande",
                    "Samordnare",
                    "Antal praktikanter per år",
                )
            ],
        ),
        (
            "Avsluta",
            [
                Measure(
                    "Vi vet varför människor slutar",
                    "Avslutningssamtal med närmaste chefs chef",
                    "2026",
                    "Avdelningschef",
                    "Sammanställs av HR i december",
                )
            ],
        ),
    ],
)
STREETS = Department(
    "Avdelning stadsmiljö",
    [
        (
            "Skötsel i egen regi",
            "Parkerna sköts sedan 2024 av egen personal. Det kräver kunskap som tidigare köptes.",
        )
    ],
    ["Trädgårdsmästare med ansvar för egna områden", "Arbetsledare för säsongsanställda"],
    [
        (
            "Utveckla",
            [
                Measure(
                    "Vi kan sköta ängar så att de håller",
                    "Kurs i slåtter och inventering, två dagar i juni",
                    "30/6-2026",
                    "Enhetschef parkenheten",
                    "Inventering i juli",
                )
            ],
        ),
        (
            "Introducera",
            [
                Measure(
                    "Säsongsanställda är trygga första dagen",
                    "Två dagars introduktion med maskiner och bemötande",
                    "våren 2026",
                    "Arbetsledare",
                    "Samtal efter säsongen",
                )
            ],
        ),
    ],
)
DEPARTMENTS = [PRESCHOOLS, CARE, STREETS]
