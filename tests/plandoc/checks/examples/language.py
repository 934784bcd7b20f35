# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Examples of the rules about words: repeated texts, names, contents, spelling, personal data."""

from __future__ import annotations

from plandoc.model import Ignored, Need, PlanDocument, SourceFile, paragraphs
from tests.plandoc.checks.examples.builders import Example, chapter, plan, section, unit_goal

SAME = "Vi följer upp målet på arbetsplatsträffen varje månad och skriver ned vad vi har lärt oss."
OWN = "Vi räknar hur många familjer som kom till öppna förskolan och frågar dem vad de saknade."


def _follow_up(first: str, second: str) -> PlanDocument:
    goals = (
        ("g1", "Barnen möter språk hela dagen", first),
        ("g2", "Vårdnadshavarna känner sig välkomna", second),
    )
    return plan(
        goals=tuple(
            unit_goal(key, title, sections=(section("follow_up", "Uppföljning", text),))
            for key, title, text in goals
        )
    )


def _named(text: str, unit: str = "Norrgården/Sörgårdens förskolor") -> PlanDocument:
    return plan(unit=unit, goals=(unit_goal("g1", "Barnen möter språk", text=paragraphs(text)),))


def _of_department(text: str) -> PlanDocument:
    needs = (Need("n1", "Fler undersköterskor", "Avdelningen för äldreomsorg"),)
    usual = ("Avdelningen för äldreomsorg rekryterar.", "Det gör avdelningen för äldreomsorg.")
    chapters = (chapter("c1", "Inledning", text), chapter("c2", "Behov", "\n".join(usual)))
    return plan(chapters=chapters, needs=needs)


def _said(text: str) -> PlanDocument:
    return plan(chapters=(chapter("c1", "Inledning", text),))


def _listed(*entries: str, headings: tuple[str, ...]) -> PlanDocument:
    return plan(
        source=SourceFile("plan.docx", "docx", "0" * 64),
        chapters=tuple(chapter(f"c{n}", heading) for n, heading in enumerate(headings, 1)),
        ignored=tuple(Ignored(entry, "contents") for entry in entries),
    )


CHAPTERS = ("Inledning", "Ekonomi", "Medarbetare", "Lokaler", "Övrigt")

EXAMPLES = (
    Example("R9", (_follow_up(SAME, SAME),), (_follow_up(SAME, OWN),), "g1", "under 2 mål"),
    Example(
        "R21",
        (_named("Barnen på Nörrgårdens avdelningar läser varje dag."),),
        (_named("Barnen på Norrgårdens avdelningar läser varje dag."),),
        "g1",
        "”Nörrgårdens”, men enheten heter",
        case="misspelt",
    ),
    Example(
        "R21",
        (_named("I NorrgårdenSörgårdens förskolor läser vi varje dag."),),
        (_named("I Norrgården/Sörgårdens förskolor läser vi varje dag."),),
        "g1",
        "”NorrgårdenSörgårdens” här",
        case="written",
    ),
    Example(
        "R21",
        (_named("I Norrgårdens förskolor läser vi varje dag."),),
        (_named("På Norrgården läser vi varje dag."),),
        "g1",
        "bara en del av enhetens namn",
        case="shortened",
    ),
    Example(
        "R21",
        (_named("I Bergsbacken/Sörgårdens förskolor läser vi varje dag."),),
        (_named("I Bergsbackens förskolor läser man varje dag."),),
        "g1",
        "står ”Bergsbacken/Sörgårdens”",
        case="mixed",
    ),
    Example(
        "R21",
        (
            _named("I Solängens förskolor läser vi varje dag."),
            _named("Vi läser varje dag.", unit="Solängens förskolor"),
        ),
        (
            _named("Tillsammans med Solängens förskolor ordnar vi en läsdag."),
            _named("Vi läser varje dag.", unit="Solängens förskolor"),
        ),
        "g1",
        "handlar om ”Solängens förskolor”",
        case="other",
    ),
    Example(
        "R21",
        (_of_department("Avdelningen för Äldreomsorg växer."),),
        (_of_department("Avdelningen för äldreomsorg växer."),),
        "c1",
        "”Avdelningen för Äldreomsorg” skrivs oftast",
        case="department",
    ),
    Example(
        "R22",
        (_listed("Budget 2025 ..... 3", headings=("Budget 2026",)),),
        (_listed("Budget 2026 ..... 3", headings=("Budget 2026",)),),
        "c1",
        "men rubriken är ”Budget 2026”",
        case="differs",
    ),
    Example(
        "R22",
        (_listed("Inledning\t3", "Synpunkter och klagomål\t4", headings=("Inledning",)),),
        (_listed("Inledning\t3", headings=("Inledning",)),),
        None,
        "”Synpunkter och klagomål”, men den rubriken finns inte",
        case="no_heading",
    ),
    Example(
        "R22",
        (_listed("Inledning", "Ekonomi", "Medarbetare", "Övrigt", headings=CHAPTERS),),
        (_listed(*CHAPTERS, headings=CHAPTERS),),
        "c4",
        "”Lokaler” saknas",
        case="no_entry",
    ),
    Example(
        "R24",
        (_said("Utemiljöns årliga lekplatsbessiktning görs i maj."),),
        (_said("Utemiljöns årliga lekplatsbesiktning görs i maj, och lärväggen byggs om."),),
        "c1",
        "”lekplatsbessiktning” är felstavat",
    ),
    Example(
        "R24",
        (_said("Vi redovisar det i tertiärrapporten."),),
        (_said("Vi redovisar det i tertialrapporten."),),
        "c1",
        "”tertiärrapporten” är ett annat ord",
        case="confused",
    ),
    Example(
        "R24",
        (_said("Alla barn ska ska få en plats nära hemmet."),),
        (_said("Alla barn ska få en plats nära hemmet, om det det gäller är nytt."),),
        "c1",
        "”ska ska”",
        case="doubled",
    ),
    Example(
        "R24",
        (_said("Vi ser över husen (alla förskolo)r i år."),),
        (_said("Vi ser över förskola(n)s hus i år (förskolor)."),),
        "c1",
        "inne i ordet ”förskolo)r”",
        case="bracket",
    ),
    Example(
        "R24",
        (_said("Frånvaron var 5% i våras och 7 % i höstas."),),
        (_said("Frånvaron var 5 % i våras och 7 % i höstas."),),
        "c1",
        "tätt intill talet i ”5%”",
        case="percent",
    ),
    Example(
        "R44",
        (_said("Elev 19121212-1212 får stöd."),),
        (_said("Ärende 20121212-1213 och 202612-3112 följs upp."),),
        "c1",
        "Ett personnummer",
        case="identity_number",
    ),
    Example(
        "R44",
        (_said("Ring Kim på 070-174 06 05 när något händer."),),
        (_said("Ring växeln på 08-123 456 78 när något händer."),),
        "c1",
        "Ett mobilnummer",
        case="telephone",
    ),
    Example(
        "R44",
        (_said("Skriv till kim.almstrand@ronnhamra.example när något händer."),),
        (_said("Skriv till forskola@ronnhamra.example när något händer."),),
        "c1",
        "e-postadress står",
        case="mail_address",
    ),
    Example(
        "R44",
        (_said("Just nu har vi två elever som har en diagnos inom autism."),),
        (_said("Just nu har vi tolv elever som har en diagnos inom autism."),),
        "c1",
        "färre än 5 personer",
        case="small_group",
    ),
    Example(
        "R44",
        (_said("Nycklarna finns hos Ylva på Ekvägen 14."),),
        (_said("Nycklarna finns på Granen, Ekvägen 14."),),
        "c1",
        "namn och bostadsadress",
        case="home_address",
    ),
)
