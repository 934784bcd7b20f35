# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plans of the demo municipality's preschools for 2026."""

from __future__ import annotations

from scripts.documents.board import BOARD
from scripts.documents.flow import Text
from scripts.documents.plans import Activity, Indicator, Plan, UnitGoal, bullets

TITLE = "Verksamhetsplan 2026"

TVABACKEN = Plan(
    unit="Tvåbäckens förskolor",
    title=TITLE,
    addressee=BOARD,
    handler="Karin Ekdahl",
    case="NRS 2025/418",
    opening=[
        (
            "Inledning",
            1,
            [
                Text(
                    "Tvåbäckens förskolor är Övre bäcken, Nedre bäcken och Backen, tre förskolor inom "
                    "gångavstånd från varandra på båda sidor om ån. Hos oss går 148 barn i tio grupper, "
                    "och vi är 31 medarbetare: 12 förskollärare, 16 barnskötare, 2 kockar och en "
                    "administratör. Ledningen består av rektor och biträdande rektor."
                ),
                Text(
                    "I nästan vart tredje hem talas ett annat språk än svenska. Det präglar hur vi "
                    "möblerar, hur vi läser och hur vi pratar med familjerna. Under hösten öppnar en ny "
                    "avdelning på Backen, med plats för 15 barn."
                ),
            ],
        ),
        (
            "Kvalitetsarbete",
            1,
            [
                Text(
                    "Arbetslagen har reflektionstid en timme i veckan. Det de ser skriver de ned i "
                    "lärloggen, och en gång i månaden läser vi varandras loggar över husgränserna. "
                    "Frågan är alltid densamma: vad lärde sig barnen, och hur vet vi det?"
                ),
                Text("Under året samlas vi kring följande:"),
                bullets(
                    "Högläsning som leder till samtal",
                    "Miljöer som barnen själva kan förändra",
                    "Övergången mellan hem och förskola",
                ),
            ],
        ),
    ],
    unit_goals={
        "language": [
            UnitGoal(
                "Varje barn har ord för det som händer i dagen",
                [
                    "Barnen berättar om något de varit med om, med ord, tecken eller bilder.",
                    "Minst 87 % av vårdnadshavarna tycker att barnets språk utvecklas hos oss.",
                    "Barnen utmanas i sitt språk varje dag.",
                ],
                [
                    (
                        "Böckerna står framme i alla rum och byts varje månad tillsammans med barnen. Vi läser "
                        "i små grupper och stannar upp där barnen vill prata."
                    ),
                    (
                        "Varje arbetslag väljer fem ord i veckan som hör till det vi utforskar. Familjerna får "
                        "orden på tavlan i hallen, gärna på fler språk."
                    ),
                ],
                [
                    "Språkombuden träffas två timmar i månaden",
                    "40 000 kronor till böcker och material",
                    "Biblioteket i Kvarnhuset",
                ],
                [
                    "Reflektionstid var fjärde vecka",
                    "Enkät till vårdnadshavare i april",
                    "Tertialrapport 1 och 2",
                    "Verksamhetsberättelse",
                ],
                [
                    (
                        "Vi vill bli bättre på att ta vara på barnens andra språk. Till hösten prövar vi att "
                        "låta vårdnadshavare läsa in sagor som barnen lyssnar på i bokhörnan."
                    )
                ],
                [
                    Indicator(
                        "Andel vårdnadshavare som tycker att barnets språk utvecklas", own="87 %"
                    )
                ],
                [
                    Activity("Bygga en bokhörna i varje rum", end="2026-03-31"),
                    Activity("Utbilda alla i tecken som stöd, grundkurs", end="2026-08-31"),
                    Activity("Ta fram ordtavlor till hallarna", end="2026-06-30"),
                    Activity("Byta böcker med biblioteket varje månad"),
                ],
            )
        ],
        "staffing": [
            UnitGoal(
                "Grupper där alla hinner bli sedda",
                [
                    "Barnen delas i mindre grupper under större delen av dagen.",
                    "Varje barn har minst ett eget samtal med en vuxen varje dag.",
                ],
                [
                    (
                        "Vi lägger schemat så att det alltid finns två vuxna ute på morgonen. Förmiddagarna är "
                        "delade: den ena gruppen är i skogen medan den andra har huset."
                    ),
                    (
                        "När någon är borta flyttar vi i första hand medarbetare mellan husen. Vikarier som "
                        "barnen känner rings in i andra hand."
                    ),
                ],
                ["Gemensam vikariebank för de tre husen"],
                ["Gruppernas storlek följs varje månad", "Medarbetarenkäten i november"],
                indicators=[
                    Indicator("Antal barn per grupp på Tvåbäcken", own="14,8", period="Tertial")
                ],
                activities=[
                    Activity(
                        "Pröva gemensam planering för Övre och Nedre bäcken", end="2026-05-31"
                    ),
                    Activity(
                        "Anställa två förskollärare inför den nya avdelningen", end="2026-08-01"
                    ),
                ],
            )
        ],
        "food": [
            UnitGoal(
                "Vi äter upp det vi lagar",
                ["Matsvinnet är högst 30 gram per portion."],
                [
                    (
                        "Barnen tar själva och får gärna ta två gånger. Kockarna ser på närvaron klockan nio "
                        "och lagar efter den, inte efter listan."
                    )
                ],
                follow_up=["Vi väger varje dag och ritar veckans stapel tillsammans med barnen."],
                indicators=[
                    Indicator("Matsvinn per portion på Tvåbäcken", own="30 g", period="Tertial")
                ],
                activities=[
                    Activity("Köpa in en köksvåg till varje hus", end="2026-02-15"),
                    Activity("Plantera ätbara växter på gården", "2026-04-15", "2026-06-15"),
                ],
            )
        ],
        "budget": [
            UnitGoal(
                "Vi styr bemanningen efter antalet barn",
                ["Enheten når en budget i balans."],
                [
                    "Schemat ses över den första veckan i varje månad, när vi vet hur många barn som kommer."
                ],
                follow_up=["Månadsmöte med controller"],
            )
        ],
        "workplace": [
            UnitGoal(
                "Ny på Tvåbäcken ska vara trygg på Tvåbäcken",
                [
                    "Den som är ny har en fadder under sina tre första månader.",
                    "Medarbetarna rekommenderar oss till andra.",
                ],
                [
                    (
                        "Faddern är en erfaren kollega från ett annat hus. De träffas en halvtimme i veckan "
                        "och går igenom det som den nya undrar över."
                    )
                ],
                follow_up=["Samtal med rektor efter en, tre och sex månader"],
                activities=[Activity("Skriva en handbok för faddrar", end="2026-04-30")],
            )
        ],
    },
    closing=[
        (
            "Redovisning av ekonomi",
            1,
            [
                Text(
                    "Budgeten för 2026 är 23,6 miljoner kronor. Av den går 82 procent till löner. Den nya "
                    "avdelningen på Backen är finansierad från september, men inredningen, 310 tusen "
                    "kronor, betalas av enheten själv."
                )
            ],
        ),
        ("Övrigt", 1, []),
    ],
)

MOSSBERGET = Plan(
    unit="Mossbergets förskolor",
    title=TITLE,
    addressee=BOARD,
    handler="Amir Sandell",
    case="NRS 2025/419",
    opening=[
        (
            "Inledning",
            1,
            [
                Text(
                    "Mossberget ligger högst upp i stadsdelen, med skogen som granne. Två förskolor, "
                    "Utsikten och Stenbrottet, har tillsammans 96 barn i sex grupper. Stenbrottet är en "
                    "friluftsförskola, där barnen är ute hela dagen utom när de äter och sover."
                ),
                Text(
                    "Förra året lyckades vi med det vi tyckte var svårast: att få alla arbetslag att "
                    "dokumentera på samma sätt. I år vill vi använda det vi skriver för att ändra något."
                ),
            ],
        ),
        (
            "Organisation",
            2,
            [
                Text(
                    "Rektor leder enheten. På varje hus finns en arbetslagsledare med fyra timmars "
                    "planeringstid i veckan. Av 21 medarbetare är nio förskollärare."
                )
            ],
        ),
    ],
    unit_goals={
        "language": [
            UnitGoal(
                "Barnen berättar och blir lyssnade på",
                [
                    "Barnen tar plats i samtal, också i stora grupper.",
                    "Pedagogerna väntar in barnens svar.",
                ],
                [
                    (
                        "Samlingen är borta. I stället samtalar vi i grupper om fem, ofta ute, alltid om något "
                        "som barnen har valt."
                    ),
                    (
                        "Två gånger per termin filmar vi ett samtal och tittar på det tillsammans. Hur länge "
                        "väntade vi? Vem fick prata?"
                    ),
                ],
                ["Kamera och lånad dator", "Språkombud på båda husen"],
                ["Filmerna", "Arbetslagets lärlogg"],
                indicators=[
                    Indicator(
                        "Antal barn som deltar i samtalsgrupp varje vecka",
                        own="96",
                        period="Tertial",
                    )
                ],
                activities=[
                    Activity(
                        "Utbilda arbetslagen i att filma och titta tillsammans", end="2026-02-28"
                    ),
                    Activity(
                        "Låna boklådor till Stenbrottets vindskydd", "2026-03-01", "2026-11-30"
                    ),
                ],
            )
        ],
        "staffing": [
            UnitGoal(
                "Fler av oss blir förskollärare",
                ["Minst två barnskötare läser till förskollärare vid årets slut."],
                [
                    (
                        "Den som studerar har en dag i veckan fri med lön. Kollegorna vet vilken dag det är, "
                        "och vi planerar så att den dagen är lugn."
                    )
                ],
                ["Förvaltningens studieplatser"],
                ["Samtal en gång per termin med den som studerar"],
                activities=[Activity("Söka tre av förvaltningens studieplatser", end="2026-01-31")],
            )
        ],
        "food": [
            UnitGoal(
                "Maten ute är lika god som maten inne",
                ["Barnen på Stenbrottet äter varm mat varje dag."],
                [
                    (
                        "Soppa, gröt och grytor går att bära ut. Kocken lagar hälften av rätterna helt utan "
                        "kött och fisk."
                    )
                ],
                follow_up=["Barnen röstar om veckans rätt varje fredag"],
                activities=[Activity("Bygga ett uteköp med tak", "2026-04-01", "2026-09-30")],
            )
        ],
        "workplace": [
            UnitGoal(
                "Vi mår bra av att vara ute",
                [
                    "Sjukfrånvaron är under sex procent.",
                    "Alla har kläder som håller för arbetet.",
                ],
                ["Vi byter hus med varandra två veckor per termin, så att ingen fryser ensam."],
                ["Arbetskläder för 60 000 kronor"],
                ["Skyddsrond i mars och oktober", "Sjukfrånvaron varje månad"],
                indicators=[Indicator("Sjukfrånvaro på Mossberget", own="6,0 %", period="Tertial")],
            )
        ],
    },
    closing=[
        (
            "Redovisning av ekonomi",
            1,
            [
                Text(
                    "Enheten har 15,1 miljoner kronor för 2026. Barnantalet sjunker med fyra till hösten, "
                    "och därför tillsätter vi inte den tjänst som blir ledig i juni."
                )
            ],
        ),
        ("Resursanvändning", 1, []),
        ("Övrigt", 1, []),
    ],
)

NORRLYCKAN = Plan(
    unit="Norrlyckans förskolor",
    title=TITLE,
    addressee=BOARD,
    handler="Eva-Lena Korhonen",
    opening=[
        (
            "Inledning",
            1,
            [
                Text(
                    "Norrlyckan har fyra förskolor: Ekorren, Igelkotten, Haren och Tranan. Med 204 barn är "
                    "vi stadsdelens största enhet. Området är nytt, husen är nya och nästan alla familjer "
                    "har flyttat hit de senaste fem åren."
                ),
                Text(
                    "Tranan har nattöppet för barn vars vårdnadshavare arbetar obekväm tid. Där är grupperna "
                    "små och barnen i olika åldrar, och personalen arbetar ofta ensam. Det ställer krav på "
                    "hur vi delar det vi vet om varje barn."
                ),
                Text(
                    "Planen har lästs och ändrats på två arbetsplatsträffar. Två mål från förra året följer "
                    "med, eftersom vi inte blev klara."
                ),
            ],
        )
    ],
    unit_goals={
        "language": [
            UnitGoal(
                "Alla språk i huset syns och hörs",
                [
                    "Barnen hör sitt modersmål på förskolan varje vecka.",
                    "Vårdnadshavarna förstår det vi skriver till dem.",
                ],
                [
                    (
                        "I hallen finns en karta där familjerna själva sätter ut sina språk. Medarbetare som "
                        "talar samma språk som ett barn använder det i leken, inte bara när något är svårt."
                    ),
                    (
                        "Det vi skickar hem är kort och har bilder. Innan vi skickar läser en kollega som inte "
                        "har svenska som första språk."
                    ),
                ],
                ["Elva språk i personalgruppen", "Boklådor från biblioteket"],
                ["Kartläggning i februari och september"],
                [
                    (
                        "Vi vet för lite om hur barn med flera språk förstår samlingen. Under våren hjälper en "
                        "talpedagog oss att observera."
                    )
                ],
                activities=[
                    Activity("Kartlägga barnens språk", "2026-02-01", "2026-02-28"),
                    Activity("Bjuda in vårdnadshavare som läsare en gång i månaden"),
                ],
            )
        ],
        "food": [
            UnitGoal(
                "Barnen lagar mat med oss",
                [
                    "Varje barn har lagat mat i köket under året.",
                    "Matsvinnet är under 32 gram per portion.",
                ],
                [
                    "En grupp i taget, fyra barn, en förmiddag i veckan. Barnen väljer rätt och skriver recept."
                ],
                follow_up=["Svinnet vägs varje dag"],
                indicators=[
                    Indicator("Matsvinn per portion på Norrlyckan", own="32 g", period="Tertial")
                ],
            )
        ],
        "budget": [
            UnitGoal(
                "Nattöppet ryms i budgeten",
                ["Kostnaden för nattöppet håller sig inom 2,4 miljoner kronor."],
                [
                    (
                        "Schemat för Tranan läggs fyra veckor i förväg efter familjernas tider. Den som ändrar "
                        "sent får en annan plats om den egna är full."
                    )
                ],
                follow_up=["Månadsuppföljning med controller"],
            )
        ],
        "workplace": [
            UnitGoal(
                "Ingen är ensam med det svåra",
                ["Den som arbetar natt har alltid någon att ringa."],
                [
                    (
                        "Chefsjouren är gemensam för stadsdelens nattöppna verksamheter. Efter en svår natt "
                        "ringer rektor upp dagen därpå."
                    )
                ],
                activities=[
                    Activity("Införa gemensam chefsjour natt", end="2026-03-01"),
                    Activity("Utbilda nattpersonalen i första hjälpen", end="2026-05-31"),
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
                    "Budgeten är 31,9 miljoner kronor. Förra året gick enheten med ett underskott på 620 "
                    "tusen kronor, främst för vikarier på natten. Underskottet arbetas bort under två år."
                )
            ],
        ),
        ("Övrigt", 1, []),
    ],
)

PLANS = [TVABACKEN, MOSSBERGET, NORRLYCKAN]
