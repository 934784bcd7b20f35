# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the council and the board of Norra Rönnhamra have decided for 2026; in every unit's plan."""

from __future__ import annotations

from scripts.documents.plans import Activity, AreaGoal, BoardGoal, Indicator, StrategicGoal

BOARD = "Norra Rönnhamra stadsdelsnämnd"

LANGUAGE = BoardGoal(
    "language",
    "Alla barn i förskolan får ett rikt språk",
    [
        (
            "Språket är barnets väg till lek, inflytande och lärande. I norra Rönnhamra växer vart tredje "
            "barn upp med ett annat modersmål än svenska, och skillnaderna mellan förskolorna är stora. "
            "Nämnden vill att varje förskola arbetar medvetet med samtal, böcker och de språk som barnen "
            "bär med sig hemifrån."
        ),
        (
            "Arbetet bygger på det som redan fungerar. Språkombuden får tid att handleda sina kollegor, "
            "och biblioteket i Kvarnhuset är en självklar samarbetspart."
        ),
    ],
    [
        "Barnen använder språket för att berätta, fråga och leka tillsammans.",
        "Högläsning är en del av varje dag på alla avdelningar.",
        "Vårdnadshavare upplever att barnets språk utvecklas på förskolan.",
    ],
    [
        Indicator("Självskattning av språkarbetet (1–5)", own="3,8"),
        Indicator("Andel avdelningar med högläsning varje dag", own="100 %", period="Tertial"),
    ],
    [
        Activity(
            "Förvaltningen ska starta ett nätverk för förskolornas språkombud", end="2026-05-31"
        ),
        Activity(
            "Förvaltningen ska tillsammans med biblioteket i Kvarnhuset ta fram boklådor på barnens "
            "modersmål"
        ),
    ],
)
STAFFING = BoardGoal(
    "staffing",
    "Barnen möter utbildad personal i lagom stora grupper",
    [
        (
            "Trygga barn kräver vuxna som har tid. Nämnden följer gruppernas storlek och personalens "
            "utbildning varje tertial och för över pengar till de enheter där behoven är störst. Andelen "
            "förskollärare har stigit tre år i rad men är fortfarande lägre än i kommunen som helhet."
        ),
    ],
    [
        "Grupperna är så små att varje barn blir sett och lyssnat på.",
        "Fler barnskötare har påbörjat utbildning till förskollärare.",
    ],
    [],
    [
        Activity(
            "Förvaltningen ska erbjuda femton barnskötare betald utbildning till förskollärare",
            "2025-08-15",
            "2026-12-31",
        ),
    ],
)
HOME_CARE = BoardGoal(
    "home_care",
    "Den som får stöd hemma möter få och kända medarbetare",
    [
        (
            "Kontinuitet är det som de äldre själva sätter högst. Den som har hemtjänst ska veta vem som "
            "kommer, när, och vad som ska göras. Genomförandeplanen är till för den enskilde och skrivs "
            "tillsammans med honom eller henne inom två veckor."
        ),
        (
            "Under året införs ett nytt planeringsstöd. Det ska göra det lättare att låta samma medarbetare "
            "komma till samma personer, utan att schemat blir sämre för personalen."
        ),
    ],
    [
        "Den enskilde känner till vem som kommer och när.",
        "Genomförandeplanen är aktuell och skriven tillsammans med den enskilde.",
    ],
    [
        Indicator("Antal medarbetare som en person möter under 14 dagar", own="11"),
        Indicator("Andel aktuella genomförandeplaner", own="95 %", period="Tertial"),
    ],
    [
        Activity(
            "Förvaltningen ska införa ett nytt planeringsstöd i hemtjänsten", end="2026-09-30"
        ),
        Activity("Förvaltningen ska utbilda kontaktpersoner i att skriva genomförandeplaner"),
    ],
)
OWN_LIFE = BoardGoal(
    "own_life",
    "Den som har stöd enligt LSS väljer sin egen vardag",
    [
        (
            "Att välja vad man vill äta, vem man vill träffa och hur dagen ska se ut är en rättighet. "
            "Nämndens boenden och dagliga verksamheter arbetar med tydliggörande pedagogik så att alla "
            "kan uttrycka vad de vill, också den som inte har ett talat språk."
        ),
    ],
    [
        "De som bor i nämndens bostäder bestämmer själva om sin vardag.",
        "Fler prövar arbete eller praktik utanför daglig verksamhet.",
    ],
    [
        Indicator(
            "Andel boende som får bestämma om saker som är viktiga", own="85 %", council="83 %"
        )
    ],
    [Activity("Förvaltningen ska ta fram en lättläst handbok om delaktighet", end="2026-06-30")],
)
PARKS = BoardGoal(
    "parks",
    "Parkerna i norra Rönnhamra är trygga och välskötta året runt",
    [
        (
            "Parkerna är stadsdelens gemensamma vardagsrum. Nämnden tog över skötseln i egen regi för två "
            "år sedan och vill nu se effekt: bättre belysning, färre nedskräpade platser och mer för unga "
            "att göra på kvällarna. Ängar och döda träd får finnas där de gör nytta för pollinerare och "
            "fåglar."
        ),
    ],
    [
        "Invånarna känner sig trygga i parkerna också efter mörkrets inbrott.",
        "Fler ytor sköts så att växter och djur trivs.",
    ],
    [Indicator("Andel invånare som är nöjda med skötseln av parkerna", council="72 %")],
    [
        Activity("Förvaltningen ska göra trygghetsvandringar i fyra parker, vår och höst"),
        Activity(
            "Förvaltningen ska ställa om tre hektar gräsmatta till äng", "2025-04-01", "2027-10-31"
        ),
    ],
)
FOOD = BoardGoal(
    "food",
    "Nämndens verksamheter lagar klimatsmart mat och slänger lite",
    [
        (
            "Maten står för en stor del av nämndens klimatpåverkan. Kökens viktigaste uppgift är att laga "
            "god mat av råvaror i säsong och att mäta vad som slängs. Leverantörerna väljs i kommunens "
            "gemensamma upphandling, så det som återstår att påverka är vad som lagas och hur mycket."
        ),
    ],
    ["Matsvinnet minskar i alla kök.", "Minst hälften av måltiderna är vegetariska."],
    [Indicator("Matsvinn per portion", own="32 g", period="Tertial")],
    [
        Activity(
            "Förvaltningen ska utbilda kökspersonalen i vegetarisk matlagning", end="2026-04-30"
        )
    ],
)
BUDGET = BoardGoal(
    "budget",
    "Varje enhet har en budget i balans",
    [
        (
            "Enheterna styr bemanningen efter behoven och följer ekonomin varje månad tillsammans med "
            "controller. Avvikelser rapporteras samma månad som de upptäcks, med förslag till åtgärd."
        ),
    ],
    ["Nämndens verksamheter bedrivs inom beslutad budget."],
)
WORKPLACE = BoardGoal(
    "workplace",
    "Medarbetarna har en hållbar arbetsmiljö och rätt kompetens",
    [
        (
            "Sjukfrånvaron har sjunkit men är hög i hemtjänsten och på gruppbostäderna. Nämnden satsar på "
            "chefernas tid i verksamheten, på introduktionen av nya medarbetare och på svenska i arbetet."
        ),
    ],
    [
        "Medarbetarna vet vad som förväntas av dem och får återkoppling.",
        "Alla nya medarbetare får en introduktion värd namnet.",
    ],
    [],
    [
        Activity(
            "Förvaltningen ska införa en gemensam introduktion för alla nya medarbetare",
            end="2026-03-31",
        ),
        Activity("Förvaltningen ska erbjuda språkstöd på arbetstid till hundra medarbetare"),
    ],
)

GOALS = [
    StrategicGoal(
        "1",
        "Alla i Rönnhamra har en trygg uppväxt och ett gott liv",
        [
            AreaGoal(
                "1.1",
                "Förskolan ger alla barn lika goda villkor att lära",
                [LANGUAGE, STAFFING],
                [
                    Indicator("Andel vårdnadshavare som är nöjda med förskolan", council="88 %"),
                    Indicator("Antal barn per grupp", council="15,5", period="Tertial"),
                    Indicator(
                        "Andel förskollärare av alla anställda i förskolan (årsarbetare)",
                        council="38 %",
                        period="Tertial",
                    ),
                ],
            ),
            AreaGoal(
                "1.2",
                "Äldre och personer med funktionsnedsättning bestämmer över sin vardag",
                [HOME_CARE, OWN_LIFE],
                [Indicator("Andel äldre som är nöjda med hemtjänsten", council="87 %")],
            ),
        ],
    ),
    StrategicGoal(
        "2",
        "Rönnhamra är en grön kommun för nästa generation",
        [
            AreaGoal("2.1", "Parker och natur är vackra, trygga och rika på liv", [PARKS]),
            AreaGoal(
                "2.2",
                "Kommunen släpper ut mindre från mat, resor och lokaler",
                [FOOD],
                [
                    Indicator(
                        "Klimatpåverkan från inköpta livsmedel",
                        council="1,6 kg CO2e per kg livsmedel",
                    ),
                    Indicator("Köpt energi i kommunens lokaler", council="184 GWh"),
                ],
            ),
        ],
    ),
    StrategicGoal(
        "3",
        "Kommunens ekonomi och bemanning håller över tid",
        [
            AreaGoal(
                "3.1",
                "Nämnderna håller sin budget",
                [BUDGET],
                [
                    Indicator(
                        "Budgetföljsamhet efter resultatöverföringar",
                        council="100 %",
                        period="Tertial",
                    )
                ],
            ),
            AreaGoal(
                "3.2",
                "Rönnhamra är en arbetsgivare som människor söker sig till",
                [WORKPLACE],
                [
                    Indicator("Aktivt medskapandeindex", council="Tas fram av nämnden"),
                    Indicator("Sjukfrånvaro", council="7,2 %", period="Tertial"),
                ],
            ),
        ],
    ),
]
