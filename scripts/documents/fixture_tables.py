# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A follow-up and competence plans in three column sets, with what a reader must find in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scripts.documents import tables
from scripts.documents.as_docx import write_docx
from scripts.documents.as_pdf import write_pdf
from scripts.documents.as_text import as_markdown, cells_one_by_one, with_tabs
from scripts.documents.as_xlsx import write_xlsx
from scripts.documents.expect import expect
from scripts.documents.flow import Break, Contents, Cover, Heading, Item, Text
from scripts.documents.tables import Area, Assignment, Department, Followed, Measure

FOLDER = Path("tests/documents")


def write() -> None:
    """Write every document in every format, with its expectations."""
    _write_follow_ups()
    _write_competence_plans()


ORIGIN = "Strategiskt utvecklingsuppdrag (budget 2025 med plan 2026-2028)"
AREAS = [
    Area(
        "Samhälle",
        assignments=[
            Assignment(
                "Uppdrag till samtliga nämnder att redovisa hur verksamheten klarar sig vid ett "
                "strömavbrott på tre dygn.",
                ORIGIN,
                "Verksamhetsberättelse",
                "Kvarstår",
                "Reservkraften på simhallen är beställd men inte levererad.",
            )
        ],
    ),
    Area(
        "Medborgare",
        [
            (
                "Kultur för alla",
                "Barn och vuxna i hela kommunen kan ta del av kultur nära hemmet",
                [
                    Followed(
                        "Låta bokbussen stanna i de fem byar som saknar bibliotek",
                        "Delrapport 1",
                        "Genomfört",
                        "Bussen går sedan i mars, med 40 besökare per tur.",
                    ),
                    Followed(
                        "Pröva öppen scen för unga på två platser",
                        "Delrapport 2",
                        "Pågående",
                        "Premiär i Kvarnhuset i oktober.",
                    ),
                    Followed("Digitalisera bildarkivet", "Verksamhetsberättelse", "Ej genomfört"),
                ],
            ),
            (
                "Rörelse hela livet",
                "Alla hittar en plats att röra sig på, oavsett ålder och plånbok",
                [
                    Followed("Öppna utegymmet vid Åparken", "Delrapport 2", "Genomfört"),
                    Followed(
                        "Införa låneskridskor på isbanorna",
                        "Verksamhetsberättelse",
                        "Kvarstår pga sen leverans",
                        "Skridskorna kommer i januari.",
                    ),
                ],
            ),
        ],
    ),
    Area(
        "Ekonomi",
        [
            (
                "Rätt pris",
                "Avgifterna är enkla att förstå och täcker det som nämnden beslutat",
                [
                    Followed(
                        "Se över taxan för lokaler",
                        "Delrapport 2",
                        "Ej aktuellt",
                        "Taxan ses över 2027.",
                    )
                ],
            )
        ],
        [
            Assignment(
                "Uppdrag till kultur- och fritidsnämnden att pröva om fler lokaler kan bokas kvällstid.",
                ORIGIN,
                "Delrapport 2",
                "Genomfört",
                "Tolv lokaler är öppna för bokning.",
            ),
            Assignment(
                "Uppdrag till samtliga nämnder att minska kostnaden för resor i tjänsten.",
                ORIGIN,
                "Verksamhetsberättelse",
                "Pågår",
            ),
        ],
    ),
    Area(
        "Medarbetare",
        [
            (
                "Ett gott värdskap",
                "Varje besökare möts av någon som har tid och kan svara",
                [
                    Followed(
                        "Utbilda alla säsongsanställda i bemötande", "Delrapport 1", "Genomfört"
                    ),
                    Followed(
                        "Införa gemensam introduktion",
                        "Delrapport 2",
                        "Pågående",
                        "Två av tre delar klara.",
                    ),
                ],
            )
        ],
    ),
]


def _write_follow_ups() -> None:
    folder = FOLDER / "linkoping_malomraden"
    folder.mkdir(parents=True, exist_ok=True)
    title = "Uppföljning av verksamhetsplan 2025"
    flow: list[Item] = [
        Cover(title, "title"),
        Cover("Kultur- och fritidsnämnden"),
        Contents([("Medborgare", 3), ("Ekonomi", 4), ("Medarbetare", 5)]),
        Break(),
        Heading("Om uppföljningen", 1),
        Text(
            "Här redovisas hur det gick med det som nämnden planerade för året. Måtten och det "
            "ekonomiska resultatet finns i årsredovisningen."
        ),
        *tables.follow_up_of(AREAS, 2025),
    ]
    golden = tables.golden_follow_up(AREAS)
    (folder / "follow_up_tabs.txt").write_text(with_tabs(flow, html_cells=True), "utf-8")
    (folder / "follow_up_joined.txt").write_text(with_tabs(flow), "utf-8")
    write_docx(flow, folder / "follow_up.docx", title=title, wide=True)
    for name in ("follow_up_tabs.txt", "follow_up_joined.txt", "follow_up.docx"):
        expect(folder / name, golden, front={"title": title, "period": "2025"})


CARE = Department(
    "Avdelning hemtjänst",
    [
        (
            "Fler bor kvar hemma",
            (
                "Antalet personer över åttio år ökar med en femtedel till 2030. Fler av dem bor kvar hemma, "
                "också med stora behov av vård."
            ),
        ),
        (
            "Ny teknik i hemmet",
            (
                "Läkemedelsrobotar och digital tillsyn prövas i två områden. Medarbetarna behöver kunna "
                "förklara tekniken för dem som bor där."
            ),
        ),
    ],
    ["Undersköterskor med kunskap om demens", "Svenska i tal och skrift", "Trygghet i ny teknik"],
    [
        (
            "Utveckla",
            [
                Measure(
                    "Alla i omvårdnaden har goda kunskaper om demens",
                    "Webbutbildning i två steg och handledning av demensteamet.",
                    "2026-12-31",
                    "Enhetschef",
                    "Följs upp i medarbetarsamtal och VB",
                    "12 timmar per medarbetare",
                ),
                Measure(
                    "Medarbetarna dokumenterar på god svenska",
                    "Språkombud på varje enhet och kurs på arbetstid",
                    "Löpande",
                    "Enhetschefer och HR",
                    "Tertial 1 och 2 samt VB",
                    "Språkombud",
                    roles=["Enhetschefer", "HR"],
                ),
            ],
        ),
        (
            "Behålla",
            [
                Measure(
                    "Färre slutar under första året",
                    "Samtal efter en, tre och sex månader med alla nyanställda",
                    "2026-2027",
                    "Avdelningschef/enhetschef",
                    "Statistik varje tertial",
                    "",
                    roles=["Avdelningschef", "enhetschef"],
                )
            ],
        ),
        (
            "Rekrytera",
            [
                Measure(
                    "Sommaren är bemannad före maj",
                    "Annonsera i januari och intervjua i grupp",
                    "30/4-2026",
                    "Bemanningsenheten",
                    "",
                    "En rekryterare på halvtid",
                )
            ],
        ),
    ],
)
CULTURE = Department(
    "Avdelning kultur och fritid",
    [
        (
            "Unga väljer annat",
            (
                "Besöken på fritidsgårdarna sjunker medan de öppna idrottshallarna fylls. Ledarna behöver "
                "arbeta där ungdomarna är."
            ),
        )
    ],
    ["Fritidsledare som kan arbeta uppsökande", "Kunskap om ungas liv på nätet"],
    [
        (
            "Utveckla",
            [
                Measure(
                    "Fritidsledarna arbetar tryggt på kvällar och helger",
                    "Utbildning i lågaffektivt bemötande. Övning två gånger om året.",
                    "2026-06-30",
                    "Enhetschef fritid",
                    "Följs upp på APT",
                )
            ],
        ),
        (
            "Attrahera",
            [
                Measure(
                    "Fler söker jobb som fritidsledare",
                    "Visa yrket på folkhögskolornas öppna hus",
                    "våren 2026",
                    "Chef för fritid",
                    "Antal sökande per tjänst",
                )
            ],
        ),
        (
            "Introducera/avsluta",
            [
                Measure(
                    "Det som den som slutar kan går inte förlorat",
                    "Överlämning under två veckor enligt mall",
                    "2027",
                    "Enhetschef fritid",
                    "Avslutningssamtal",
                )
            ],
        ),
    ],
)
SOCIAL = Department(
    "Social omsorg 2026",
    goals=[
        (
            "2.1 Den som behöver stöd får det i tid",
            [
                (
                    "Utveckla",
                    Measure(
                        "",
                        "Handläggarna går utbildning i att skriva beslut som är lätta att förstå",
                        "2026",
                        "Enhetschef myndighet",
                    ),
                ),
                (
                    "Utveckla/behålla",
                    Measure(
                        "",
                        "Handledning i grupp var fjärde vecka för alla som arbetar med barn",
                        "2026",
                        "Enhetschefer",
                        "Verksamhetscontroller följer upp",
                    ),
                ),
                (
                    "Introducera",
                    Measure(
                        "",
                        "Nya handläggare följer en erfaren kollega under sin första månad",
                        "31/5 – 2026",
                        "Enhetschef myndighet",
                    ),
                ),
            ],
        ),
        (
            "3.2 Kommunen är en arbetsgivare att lita på",
            [
                (
                    "Attrahera och rekrytera",
                    Measure(
                        "",
                        "Avdelningen tar emot studenter från två lärosäten",
                        "2026-2027",
                        "Enhetschefer",
                    ),
                ),
                (
                    "Avsluta",
                    Measure(
                        "",
                        "Enkät till alla som väljer att sluta",
                        "2026",
                        "Avdelningschef",
                        "HR sammanställer",
                    ),
                ),
            ],
        ),
    ],
)


def _write_competence_plans() -> None:
    folder = FOLDER / "ubara"
    folder.mkdir(parents=True, exist_ok=True)
    title = "Kompetensförsörjningsplan 2026-2028"
    prose: list[Item] = [
        Cover(title, "title"),
        Cover("Rönnhamra kommun"),
        Heading("1. Inledning", 1),
        Text(
            "Planen gäller i tre år och ses över varje höst. Den bygger på samtal i alla arbetsgrupper "
            "om vad som förändras och vad vi behöver kunna."
        ),
        Heading("2. Avdelningarnas planering", 1),
        *tables.prose_of(CARE, 2),
        *tables.prose_of(CULTURE, 2),
        Heading("3. Aktivitetsplaner", 1),
    ]
    both = [CARE, CULTURE]

    def flow(*, banner: bool) -> list[Item]:
        plans = [
            item
            for each in both
            for item in (
                Heading(f"Aktivitetsplan {each.name[:1].lower()}{each.name[1:]}", 2),
                tables.aim_table(each, banner=banner),
            )
        ]
        return [*prose, *plans]

    golden = tables.golden_measures(both)
    front = {"title": title, "period": "2026-2028"}
    (folder / "plan_pipes.md").write_text(as_markdown(flow(banner=False)), "utf-8")
    write_docx(flow(banner=True), folder / "plan.docx", title=title, wide=True)
    write_pdf(flow(banner=False), folder / "plan.pdf", title=title, header=title, wide=True)
    for name in ("plan_pipes.md", "plan.docx", "plan.pdf"):
        expect(folder / name, golden, front=front)

    resources: list[Item] = [
        Cover("Kompetensförsörjningsplan 2026", "title"),
        Heading(CARE.name, 1),
        tables.aim_table(CARE, resources=True),
    ]
    write_docx(
        resources, folder / "resources.docx", title="Kompetensförsörjningsplan 2026", wide=True
    )
    bare = tables.golden_measures([replace(CARE, needs=(), changes=())], resources=True)
    expect(folder / "resources.docx", bare)

    named: list[Item] = [Heading(SOCIAL.name, 1), tables.goal_table(SOCIAL)]
    (folder / "goals_linear.txt").write_text(cells_one_by_one(named), "utf-8")
    write_docx(
        [Cover("Kompetensförsörjningsplan 2026", "title"), *named],
        folder / "goals.docx",
        title="Kompetensförsörjningsplan 2026",
        wide=True,
    )
    for name in ("goals_linear.txt", "goals.docx"):
        expect(folder / name, tables.golden_measures([SOCIAL]))

    sheets: dict[str, list[Item]] = {
        each.name[:31]: [Heading(f"Aktivitetsplan {each.name}", 1), tables.aim_table(each)]
        for each in both
    }
    write_xlsx(sheets, folder / "plan.xlsx", title=title)
    expect(
        folder / "plan.xlsx",
        tables.golden_measures([replace(each, needs=(), changes=()) for each in both]),
    )
