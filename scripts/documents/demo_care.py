# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plans of the demo municipality's home care and support for 2026."""

from __future__ import annotations

from scripts.documents.board import BOARD
from scripts.documents.flow import Text
from scripts.documents.plans import Activity, Indicator, Plan, UnitGoal, bullets

TITLE = "Verksamhetsplan 2026"

ABACKEN = Plan(
    unit="Åbackens hemtjänst",
    title=TITLE,
    addressee=BOARD,
    handler="Marit Åkesson",
    case="NRS 2025/431",
    opening=[
        (
            "Inledning",
            1,
            [
                Text(
                    "Åbackens hemtjänst ger stöd till 186 personer i centrala delen av norra Rönnhamra. Vi "
                    "är 54 undersköterskor och vårdbiträden, två planerare, en samordnare och två "
                    "enhetschefer. Arbetet pågår dygnet runt; natten sköts av nattpatrullen på Sandhöjden."
                ),
                Text(
                    "Det som de äldre säger oftast, i enkäten och vid köksbordet, är att de vill veta vem "
                    "som kommer. Förra året mötte den som har mest hjälp i snitt 14 personer på två veckor. "
                    "Vi vill ned till 11, och vi börjar med dem som har en demenssjukdom."
                ),
            ],
        ),
        (
            "Vårt uppdrag",
            2,
            [
                Text(
                    "Uppdraget styrs av socialtjänstlagen och av beslutet som biståndshandläggaren har "
                    "fattat. Hur hjälpen ges bestämmer den enskilde tillsammans med sin kontaktperson."
                )
            ],
        ),
    ],
    unit_goals={
        "home_care": [
            UnitGoal(
                "Du känner den som ringer på",
                [
                    "Den som har hjälp varje dag möter högst 11 medarbetare på två veckor.",
                    "Alla har en kontaktperson som de vet namnet på.",
                    "Den som kommer vet vad som ska göras innan dörren öppnas.",
                ],
                [
                    (
                        "Vi arbetar i fem områden med tio medarbetare i varje. Området planerar sina egna "
                        "rutter, och planerarna hjälper till när någon är borta."
                    ),
                    (
                        "Kontaktpersonen har två timmar i månaden avsatta för varje person: till "
                        "genomförandeplanen, till samtal med anhöriga och till att rätta det som gått snett."
                    ),
                ],
                [
                    "Planerarnas tid",
                    "Två timmar i månaden för kontaktpersoner",
                    "Nytt planeringsstöd",
                ],
                [
                    "Kontinuiteten mäts varje vecka",
                    "Genomgång på områdesmötet",
                    "Tertialrapport 1 och 2",
                ],
                [
                    (
                        "Rutterna ändras fortfarande för ofta samma morgon. Under våren prövar vi att låta ett "
                        "område vara helt utan lån av personal från de andra."
                    )
                ],
                [
                    Indicator(
                        "Antal medarbetare under 14 dagar hos den som har hjälp varje dag", own="11"
                    ),
                    Indicator(
                        "Andel personer som vet vem kontaktpersonen är",
                        own="92 %",
                        period="Tertial",
                    ),
                ],
                [
                    Activity("Dela in enheten i fem områden", end="2026-02-28"),
                    Activity("Pröva ett område utan lån av personal", "2026-03-01", "2026-05-31"),
                    Activity("Utbilda tio kontaktpersoner i genomförandeplaner", end="2026-06-30"),
                ],
            ),
            UnitGoal(
                "Maten smakar och sällskap finns",
                ["Den som vill äter tillsammans med någon minst en gång i veckan."],
                [
                    (
                        "Vi lagar frukost i hemmet och äter den tillsammans när tiden räcker. På torsdagar är "
                        "matsalen i Lindhuset öppen för alla som har hemtjänst."
                    )
                ],
                follow_up=["Frågan ställs i samtalet om genomförandeplanen"],
                activities=[
                    Activity("Öppna torsdagslunch i Lindhuset", "2026-02-05", "2026-12-17")
                ],
            ),
        ],
        "budget": [
            UnitGoal(
                "Tiden hos den enskilde är mer än tiden på väg",
                ["Minst 72 % av arbetstiden är utförd tid."],
                ["Rutterna går till fots eller med elcykel där det är närmare än en kilometer."],
                ["Fem elcyklar"],
                ["Utförd tid varje vecka, med controller varje månad"],
                indicators=[Indicator("Andel utförd tid", own="72 %", period="Tertial")],
                activities=[Activity("Köpa fem elcyklar", end="2026-04-15")],
            )
        ],
        "workplace": [
            UnitGoal(
                "Vi orkar hela yrkeslivet",
                [
                    "Sjukfrånvaron är under nio procent.",
                    "Den som vill arbeta heltid gör det utan delade turer.",
                ],
                [
                    (
                        "Schemat görs av arbetsgruppen i området. Chefen ser till att det går ihop och att "
                        "helgerna delas lika."
                    ),
                ],
                follow_up=["Sjukfrånvaro och turer varje månad", "Skyddsrond två gånger om året"],
                indicators=[Indicator("Sjukfrånvaro på Åbacken", own="9,0 %", period="Tertial")],
                activities=[
                    Activity("Ta bort delade turer i tre områden", end="2026-09-30"),
                    Activity("Ge språkstöd på arbetstid till åtta medarbetare"),
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
                    "Intäkterna beror på hur många timmar som beviljas. Vi räknar med 128 000 timmar och "
                    "61,2 miljoner kronor. Vinterns frånvaro är den största risken."
                )
            ],
        ),
        ("Övrigt", 1, []),
    ],
)

SANDHOJDEN = Plan(
    unit="Sandhöjdens hemtjänst",
    title=TITLE,
    addressee=BOARD,
    handler="Peter Wallgren",
    opening=[
        (
            "Inledning",
            1,
            [
                Text(
                    "Sandhöjden är stadsdelens ytterområde, med villor, radhus och långa avstånd. Vi har 143 "
                    "personer med hemtjänst och dessutom nattpatrullen, som kör i hela norra Rönnhamra."
                ),
                Text(
                    "Under förra året bytte vi chef två gånger. Det märks: planerna blev kvar i pärmar och "
                    "mötena ställdes in. I år vill vi få ordning på grunden, och därför är målen få."
                ),
            ],
        )
    ],
    unit_goals={
        "home_care": [
            UnitGoal(
                "Genomförandeplanen går att lita på",
                [
                    "Alla har en plan som är yngre än sex månader.",
                    "Planen beskriver hur hjälpen ska ges, inte bara att den ska ges.",
                ],
                [
                    (
                        "Planen skrivs hemma hos den det gäller, gärna med någon anhörig. Vi läser upp den "
                        "innan vi går, så att alla hör vad vi har lovat."
                    ),
                ],
                ["Samordnarens tid, en dag i veckan"],
                activities=[
                    Activity("Gå igenom alla planer som är äldre än sex månader", end="2026-03-31"),
                    Activity(
                        "Ta fram en kort mall för det som är viktigt för den enskilde",
                        end="2026-02-15",
                    ),
                ],
            ),
            UnitGoal(
                "Natten är lugn",
                ["Den som larmar får svar inom tio minuter."],
                [
                    (
                        "Nattpatrullen kör två bilar. Den digitala tillsynen prövas hos tolv personer som själva "
                        "vill ha kamera i stället för besök."
                    )
                ],
                follow_up=["Svarstider varje vecka"],
                indicators=[Indicator("Svarstid på larm nattetid", own="10 min", period="Tertial")],
                activities=[
                    Activity("Pröva digital tillsyn hos tolv personer", "2026-02-01", "2026-08-31")
                ],
            ),
        ],
        "workplace": [
            UnitGoal(
                "Vi har en chef som är på plats",
                ["Chefen är med på områdesmötet varje vecka."],
                [
                    "Enhetschefen arbetar från Sandhöjden fyra dagar i veckan och svarar i telefon varje morgon."
                ],
                follow_up=["Medarbetarenkäten"],
                activities=[Activity("Anställa en samordnare", end="2026-02-28")],
            )
        ],
    },
    closing=[
        (
            "Redovisning av ekonomi",
            1,
            [
                Text(
                    "Vi räknar med 94 000 timmar och 48,7 miljoner kronor, varav nattpatrullen 9,1. "
                    "Bilarna kostar mer än väntat, eftersom avtalet löper ut i maj."
                )
            ],
        ),
        ("Budget 2026", 1, []),
    ],
)

KVARNVRETEN = Plan(
    unit="Gruppbostäderna Kvarnvreten",
    title=TITLE,
    addressee=BOARD,
    handler="Sofia Lindbom",
    case="NRS 2025/447",
    opening=[
        (
            "Inledning",
            1,
            [
                Text(
                    "Kvarnvreten är fyra gruppbostäder med 23 boende, de flesta mellan 20 och 45 år. Hos oss "
                    "arbetar 38 stödassistenter och stödpedagoger, dygnet runt. Två av husen ligger i samma "
                    "kvarter, de andra två vid ån."
                ),
                Text(
                    "Vi arbetar med tydliggörande pedagogik: bilder, scheman och ord som alla förstår. Det "
                    "är inte ett hjälpmedel för dem som inte pratar, utan vårt gemensamma språk i huset."
                ),
            ],
        ),
        (
            "Boendes egna önskemål",
            1,
            [
                Text("På boendemötena i november sa de som bor här vad de vill ha mer av:"),
                bullets(
                    "Bestämma mat och inköp själv",
                    "Resa och se konserter",
                    "Färre personer som jobbar samtidigt",
                ),
            ],
        ),
    ],
    unit_goals={
        "own_life": [
            UnitGoal(
                "Jag bestämmer över min dag",
                [
                    "Alla boende har valt minst en aktivitet i veckan som de själva tycker om.",
                    "Ingen rutin i huset finns bara för att den alltid har funnits.",
                ],
                [
                    (
                        "Varje söndag görs veckan tillsammans. Den boende väljer, personalen skriver eller "
                        "ritar, och det som inte går sägs rakt ut med skäl."
                    ),
                    (
                        "Stödpedagogerna går igenom en rutin i månaden och frågar vem den är till för. Det som "
                        "ingen kan svara på tas bort."
                    ),
                ],
                ["Två stödpedagoger på halvtid", "Bildstödsprogram i varje hus"],
                ["Boendemöten varje månad", "Brukarundersökningen", "Tertialrapport 2"],
                [
                    (
                        "De som inte har ett talat språk får fortfarande sämre möjlighet att säga nej. Vi söker "
                        "handledning om det under våren."
                    )
                ],
                [
                    Indicator(
                        "Andel boende som får bestämma om viktiga saker på Kvarnvreten", own="85 %"
                    )
                ],
                [
                    Activity("Göra veckoplanen med bildstöd i alla fyra hus", end="2026-04-30"),
                    Activity("Gå igenom husens rutiner, en i månaden"),
                    Activity(
                        "Ordna en resa som de boende planerar själva", "2026-03-01", "2026-09-30"
                    ),
                ],
            )
        ],
        "workplace": [
            UnitGoal(
                "Vi vet vad vi gör när det blir svårt",
                ["Alla är utbildade i lågaffektivt bemötande.", "Händelser tas upp inom två dygn."],
                [
                    "Vi pratar om det som hänt på nästa arbetsplatsträff, utan att leta efter vems fel det var."
                ],
                ["Handledning åtta tillfällen per hus"],
                ["Skyddsrond och händelserapporter varje månad"],
                indicators=[
                    Indicator(
                        "Antal rapporterade händelser utan uppföljning", own="0", period="Tertial"
                    )
                ],
                activities=[
                    Activity("Utbilda alla i lågaffektivt bemötande", end="2026-05-31"),
                    Activity("Ordna introduktion med praktiska övningar för nya", end="2026-03-31"),
                ],
            )
        ],
        "budget": [
            UnitGoal(
                "Fyra hus, en bemanning",
                ["Enheten går ihop utan att boende får sämre stöd."],
                [
                    "Vi lånar personal mellan husen som ligger nära varandra och planerar semestern i januari."
                ],
                follow_up=["Månadsuppföljning med controller"],
            )
        ],
    },
    closing=[
        (
            "Redovisning av ekonomi",
            1,
            [
                Text(
                    "Ersättningen är 44,3 miljoner kronor. En lägenhet är tom under våren, vilket motsvarar "
                    "410 tusen kronor."
                )
            ],
        ),
        ("Övrigt", 1, []),
    ],
)

VERKSTAN = Plan(
    unit="Verkstan daglig verksamhet",
    title=TITLE,
    addressee=BOARD,
    handler="Jonas Ek",
    opening=[
        (
            "Inledning",
            1,
            [
                Text(
                    "Verkstan har 61 deltagare i fyra inriktningar: snickeri, kök, media och gård. Gården "
                    "sköter bland annat rabatterna i Åparken tillsammans med parkenheten."
                ),
                Text(
                    "Vi vill att fler ska få jobb, och vi vill att den som är här ska ha det bra. De två "
                    "målen går ihop när vi lyssnar på vad den enskilde vill."
                ),
            ],
        )
    ],
    unit_goals={
        "own_life": [
            UnitGoal(
                "Fler prövar ett arbete utanför",
                [
                    "Tio deltagare har praktik på ett företag under året.",
                    "Två går vidare till anställning.",
                ],
                [
                    (
                        "Varje inriktning har två företag som vi besöker regelbundet. Deltagaren följer med på "
                        "besöket innan praktiken, så att det är känt när det börjar."
                    ),
                ],
                ["En arbetskonsulent", "Arbetsförmedlingen", "Åtta företag i stadsdelen"],
                ["Samtal en gång i månaden med deltagaren och företaget"],
                indicators=[
                    Indicator(
                        "Antal deltagare med praktik utanför Verkstan", own="10", period="Tertial"
                    )
                ],
                activities=[
                    Activity("Skriva avtal med åtta företag", end="2026-04-30"),
                    Activity("Följa upp praktiken efter tre månader"),
                ],
            ),
            UnitGoal(
                "Det jag gör är till nytta",
                ["Deltagarna kan visa något de gjort för någon annan."],
                [
                    (
                        "Snickeriet bygger bänkar till parkerna, köket lagar lunch till Lindhuset och media "
                        "gör stadsdelens kalender."
                    )
                ],
                activities=[
                    Activity("Bygga tolv bänkar till Åparken", "2026-02-01", "2026-05-31"),
                    Activity("Laga torsdagslunch till Lindhuset", "2026-02-05", "2026-12-17"),
                ],
            ),
        ],
        "food": [
            UnitGoal(
                "Köket lär andra kök",
                ["Verkstans kök har visat sina recept för tre andra kök."],
                [
                    "Deltagarna håller i visningen och har skrivit recepten själva, med bild till varje steg."
                ],
                follow_up=["Svinnet vägs varje dag"],
                activities=[Activity("Ordna visning för tre kök", "2026-09-01", "2026-11-30")],
            )
        ],
        "budget": [
            UnitGoal(
                "Hyran ryms",
                [],
                ["Vi hyr ut snickeriet två kvällar i veckan till studieförbundet."],
            )
        ],
    },
    closing=[
        (
            "Redovisning av ekonomi",
            1,
            [
                Text(
                    "Budgeten är 13,8 miljoner kronor. Hyran för snickeriet stiger med åtta procent i juli."
                )
            ],
        ),
        ("Övrigt", 1, []),
    ],
)

PLANS = [ABACKEN, SANDHOJDEN, KVARNVRETEN, VERKSTAN]
