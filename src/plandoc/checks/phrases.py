# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Swedish words and phrases that the rules about plans know a meaning of.

They are the language's own. A municipality's words (its statuses, roles, occasions) are in its
steering model. A phrase of a set is folded (`plandoc.words.fold`) and matched as whole words.
"""

from __future__ import annotations

import re

from plandoc.words import MONTHS, fold


def _listed(text: str) -> frozenset[str]:
    """A set of phrases, with commas or line breaks between."""
    return frozenset(fold(each) for line in text.splitlines() for each in line.split(",")) - {""}


def holds(text: str, phrases: frozenset[str]) -> bool:
    """Whether one of the phrases stands in the text, as whole words."""
    padded = f" {fold(text)} "
    return any(f" {phrase} " in padded for phrase in phrases)


# A heading of a chapter on economy holds one of these, by itself or in a compound.
ECONOMY = re.compile(
    r"ekonomi|budget|bokslut|resursanvändning|investering|resultatenhet|omslutning|driftram"
    r"|intäkter|kostnader",
    re.IGNORECASE,
)

# Why a goal is not broken down.
NOT_CONCERNED = _listed("""
    berörs ej, berörs inte, berör inte, berör ej, ej aktuellt, inte aktuellt, ej aktuell
    inte aktuell, ej tillämpligt, inte tillämpligt, hanteras i ordinarie arbete
    hanteras inom ordinarie arbete, ingår i ordinarie arbete, ingår i det ordinarie arbetet
    hanteras i det ordinarie arbetet, inget eget enhetsmål, inga egna enhetsmål
""")

# What makes a resource an amount: figures, and these words.
AMOUNTS = _listed("""
    en, ett, två, tre, fyra, fem, sex, sju, åtta, nio, tio, elva, tolv, femton, tjugo, hundra
    halv, halva, heltid, halvtid, deltid, timme, timmar, timmarna, dag, dagar, vecka, veckor
    tjänst, tjänster, årsarbetare, kr, tkr, mnkr, kronor, tusen, miljoner, procent
    inom ram, inom ramen, inom budget, inom befintlig ram, befintliga resurser
    ordinarie resurser, egna medel, statsbidrag, ingen kostnad, inga kostnader, utan kostnad
    kostnadsfritt, inga extra resurser, inga särskilda resurser
""")

# The first words of a goal that says what will be done rather than what will be true.
ACTIVITY_VERBS = _listed("""
    utveckla, vidareutveckla, implementera, fortsätta, fortsätt, arbeta, genomföra, införa, skapa
    ta fram, se över, utreda, kartlägga, starta, påbörja, erbjuda, utbilda, revidera, upprätta
    planera, bedriva, verka för, följa upp, inventera, undersöka, delta, medverka, samverka
    samarbeta, ordna, anordna, inrätta, tydliggöra, bygga, organisera, informera, formulera
    fortsatt utveckling, fortsatt arbete, fortsatt implementering, genomgå, tillämpa
    utveckling av, vidareutveckling av, implementering av, införande av, översyn av, revidering av
    kartläggning av, framtagande av, genomförande av, inventering av, utredning av
""")
# After "ska" only these: "ska erbjuda" and "ska skapa" may well tell what will be true.
DOING_VERBS = _listed("""
    utveckla, vidareutveckla, implementera, fortsätta, genomföra, införa, ta fram, se över, utreda
    kartlägga, starta, påbörja, revidera, upprätta, inventera, undersöka, följa upp, tillämpa
""")
# … and verbs inside it that say the same: "Enheten arbetar aktivt för att …".
WORKING_FOR = re.compile(
    r"\b(?:arbetar|ska(?:ll)? arbeta)\s+(?:\w+t\s+)?(?:för|med att)\b", re.IGNORECASE
)

# Who acts in a sentence that has no column for it: "Förvaltningens enheter ska …".
ACTORS = re.compile(
    r"(?:förvaltning|enhet|verksamhet|nämnd|avdelning|styrelse|kontor|kommun|bolag|skol"
    r"|rektor|chef|arbetslag|ledning)\w*$",
    re.IGNORECASE,
)

# A text that says only that there will be one.
TO_BE_WRITTEN = re.compile(
    r"\b(?:fylls? i|att fylla i|skrivs (?:senare|när|efter)|kompletteras?|återkommer|tillkommer"
    r"|text kommer|kommer (?:senare|att (?:kompletteras|läggas till|fyllas))|ännu inte"
    r"|(?:är )?(?:ej|inte) (?:klar[ta]?|beslutad|framtagen|fastställd)|under (?:arbete|framtagande)"
    r"|tas fram|saknas|tbd|todo|xxx*|lorem ipsum)\b",
    re.IGNORECASE,
)

# Then something else is done: a step of its own.
NEXT_STEP = re.compile(
    r"[,;.]\s*(?:och\s+)?(?:därefter|sedan|slutligen|avslutningsvis)\s", re.IGNORECASE
)
# A part of the year that a step is done in.
MOMENT = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}"
    r"|våren|sommaren|hösten|vårterminen|höstterminen|(?:första|andra|tredje|fjärde) kvartalet)\b",
    re.IGNORECASE,
)

# When something is looked at, in what is said of its follow-up.
TIME = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}"
    r"|våren|sommaren|hösten|vintern|vårterminen|höstterminen|vecka \d+|kvartal|kvartalet"
    r"|(?:varje|per|i|en gång (?:i|per|om)) (?:månad|kvartal|termin|vecka|månaden|kvartalet"
    r"|terminen|veckan|året|år)|årligen|månadsvis|kvartalsvis|veckovis|(?:19|20)\d\d"
    r"|(?:delår|tertial|kvartal|månad|halvår)\w*)\b",
    re.IGNORECASE,
)
# When something is done that comes back, in the place of its end date.
RECURS = re.compile(
    r"\b(?:årlig\w*|varje|vår(?:en)?|sommar(?:en)?|höst(?:en)?|vinter(?:n)?|vårtermin\w*"
    r"|hösttermin\w*|månadsvis|kvartalsvis|veckovis|terminsvis|gång(?:er)? (?:per|om|i))\b",
    re.IGNORECASE,
)
# What has been, in a comment.
HAS_BEEN = re.compile(r"\b(?:har|hade|blev|blivit|var|genomfördes|är nu)\b", re.IGNORECASE)
# What is looked at when the year is over.
YEAR_END_REPORT = re.compile(
    r"\b(?:årsredovisning|årsrapport|årsbokslut|bokslut|verksamhetsberättelse|årsberättelse)\w*",
    re.IGNORECASE,
)
# A line that says how a goal is measured, where no table does.
MEASURED_BY = re.compile(
    r"^\W*(?:indikator(?:er|n|erna)?|mått(?:et|en)?|nyckeltal(?:et|en)?|målvärde\w*|mätetal\w*"
    r"|mäts (?:genom|med|i))\b\W*(?:$|:|\S)|\bmäts (?:genom|med|via)\b",
    re.IGNORECASE | re.MULTILINE,
)
# What comes back, in the title of an activity.
COMES_BACK = re.compile(
    r"\b(?:varje|varannan|en gång (?:per|i|om)|\w+ gånger (?:per|om|i))\s+(?:dag|vecka|veckan|månad"
    r"|månaden|kvartal|kvartalet|termin|terminen|halvår|år|året|vår|höst|sommar|vinter)\b"
    r"|\b(?:årlig|veckovis|månadsvis|månatlig|kvartalsvis|terminsvis|daglig)\w*",
    re.IGNORECASE,
)
# Who does it, at the beginning of a title or after "av": "Arbetsledaren gör ronder".
_DOER = (
    r"\w*(?:chef|ledare|ledning|samordnare|ombud|sköterska|sköterskor|lärare|pedagog|team|grupp"
    r"|utvecklare|controller|handläggare|sekreterare|rektor|kurator|enhet|avdelning|förvaltning"
    r"|nämnd|kontor|arbetslag|personal|besiktningsman|konsult|strateg|ingenjör|inspektör|planerare)"
)
DOES_IT = re.compile(
    rf"^{_DOER}(?:en|et|n|na|erna|arna)\s+\w+r\b"
    rf"|\b\w{{3,}}s(?: \w{{2,5}})? av\s+(?:\w+\s+)?{_DOER}(?:en|n|er|na|erna)?\b",
    re.IGNORECASE,
)

# A report of part of a year.
PART_OF_YEAR = re.compile(r"delår|delrapport|tertial|kvartal|månads|halvår", re.IGNORECASE)

# Done, and yet something is left. Each stands for work that is not finished.
NOT_FINISHED = re.compile(
    r"\b(?:kvarstår|återstår|(?:är|har) försena[dt]e?|ännu inte"
    r"|(?:inte|ej) (?:helt |riktigt |ännu )?(?:klar[ta]?|färdig[ta]?|slutför[dt]a?|avsluta[dt]e?)"
    r"|har inte hunnits?|hann inte|saknas (?:fortfarande|ännu)|(?:är|finns) kvar att"
    r"|nästan (?:klar[ta]?|färdig[ta]?)|pågående arbete"
    r"|(?:kontinuerligt|löpande|fortsatt|ytterligare) arbete"
    r"|arbetet (?:pågår|fortsätter|fortgår)|pågår (?:fortfarande|fortsatt|ännu)"
    r"|(?:resten|återstoden|återstående|övriga) (?:\w+ )?(?:tas|görs|genomförs|följer|blir|sker)"
    r"|(?:hälften|halva|delar|en (?:tredje|fjärde)del) av \w+ är (?:gjord|klar|färdig|genomförd)\w*"
    r"|pilot\b[^.]*\bigång|delvis genomför[td])\b",
    re.IGNORECASE,
)
# Work that has begun, and of which nothing more is said.
ONLY_BEGUN = re.compile(
    r"\b(?:påbörja\w*|(?:är|har) (?:just |nyss |nyligen )?(?:startats?|inlett?s|inledd)"
    r"|är (?:igång|på gång|under arbete)|starta\b)",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:inget|inga|ingen|ingenting|inte|ej|aldrig|utan)\s+(?:\w+\s+){0,4}$", re.IGNORECASE
)
# Work that a later year is named for.
LATER_WORK = re.compile(
    r"\b(?:implementering\w*|implementeras|införande\w*|införs|utvärdering|utvärderas|genomförs"
    r"|genomförande\w*|färdigställ\w*|slutför\w*|start|startar|startas|påbörjas|fortsätter"
    r"|fortgår|pågår|planeras|skjuts|uppskjut\w*|senarelägg\w*|framflytta\w*|kommer att|väntas"
    r"|beräknas|levereras|lanseras|byggs|återupptas|flyttas)\b",
    re.IGNORECASE,
)
# What will come, and is not yet there.
TO_COME = re.compile(
    r"\b(?:kommer|blir|ska|planeras|planerad\w*|beräknas|väntas|levereras|införs|startar|påbörjas"
    r"|genomförs|färdigställs|återupptas|flyttas|skjuts|uppskjut\w*|framflytta\w*)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![\d-])20\d\d(?![\d-])")

# A cause is named with one of these.
CAUSES = _listed("""
    eftersom, därför, därför att, på grund av, pga, p g a, beror på, berodde på, orsak, orsaken
    orsaker, orsakerna, orsakas, förklaras av, förklaring, förklaringen, till följd av, tack vare
    medfört, medför, lett till, leder till, ledde till, bidragit, bidragit till, bidrar till
    resulterat i, inneburit att, genom att, då vi, då det, i och med, med anledning av
    anledning, anledningen, vilket gjort, vilket har gjort, har gett, har gjort att
    påverkat, påverkats, påverkas, konsekvens, konsekvensen
""")
# Something that will be done is named with one of these.
MEASURES = _listed("""
    ska, skall, kommer att, åtgärd, åtgärder, åtgärden, planeras, planerar, planerat, fortsätter
    nästa år, kommande år, framöver, behöver, behövs, inför, införs, prioriterar, prioriteras
    utökas, utökar, förstärks, förstärker, startar, påbörjas, tas fram, tar fram, anställer
    rekryterar, satsar, satsning, fokus, vidare arbete, fortsatt arbete, handlingsplan, klar i
    klara i, senast
""")

# A heading on what was decided a year ago …
LAST_YEAR = re.compile(r"\b(?:förra|föregående|fjol|förgående|tidigare års)", re.IGNORECASE)
EARLIER_MEASURES = re.compile(
    r"åtgärd|insats|aktivitet|handlingsplan|plan(?:en)?\b|beslut|förbättrings|utvecklings|mål\b",
    re.IGNORECASE,
)
# … its column for what came of it …
OUTCOMES = re.compile(
    r"utfall|resultat|effekt|utvärder|uppfölj|status|hur gick|vad (?:blev|gav)|genomför[td]"
    r"|kommentar",
    re.IGNORECASE,
)
# … and a sentence that says that nobody knows.
NOT_FOLLOWED_UP = re.compile(
    r"\b(?:inte|ej|aldrig) (?:ännu )?(?:följts upp|utvärderats|redovisats|återrapporterats"
    r"|blivit (?:uppföljd|utvärderad)\w*)|\b(?:uppföljning|utvärdering|utfall|resultat) saknas"
    r"|\bsaknar (?:uppföljning|utvärdering|utfall)",
    re.IGNORECASE,
)

# Whom an assignment goes to, when it goes to all.
EVERYBODY = _listed("samtliga, alla nämnder, alla styrelser, alla bolag")

# People that an indicator may be about, as the end of a word.
PEOPLE = re.compile(
    r"(?:lärare|skötare|sköterskor|biträden|pedagoger|föräldrar|vårdnadshavare|medarbetare"
    r"|anställda|elever|barn|ungdomar|unga|äldre|brukare|invånare|personer|deltagare|klienter"
    r"|boende|chefer|studenter|patienter|medborgare|besökare)s?$"
)
# Shares that are counted by person.
BY_PERSON = re.compile(r"\b(?:sjukfrånvaro|frisknärvaro|sysselsättningsgrad)\b", re.IGNORECASE)

# Words that a need for competence is written with, and that say nothing of which competence.
GENERAL = _listed("""
    kompetens, kompetenser, kunskap, kunskaper, kunskaperna, kunnig, kunniga, erfarenhet
    utbildning, utbildningar, utbildade, utbildad, förmåga, färdigheter, trygghet, förståelse
    ökad, ökade, öka, ökning, stärka, stärkt, stärkta, god, goda, bra, rätt, bättre, fler, mer
    ny, nya, hög, stor, större, olika, aktuella, relevanta, generell, grundläggande, fortsatt
    fortsätta, behov, behöver, behövs, kan, ska, skall, får, har, är, finns, leda, arbeta
    arbetar, arbete, arbetet, verksamhet, verksamheten, verksamheter, verksamhetens
    verksamheterna, medarbetare, medarbetarna, personal, personalen, chefer, alla, samtliga
    inom, om, kring, med, för, av, till, som, den, det, de, en, ett, på, hos, bland, mellan
    så, kallad, att, och, samt, eller, i, vid, mot, hur, vad, vilka, annat, andra, sina, sin
    inklusive, exempelvis, bland annat, enligt, utifrån, genom, detta, denna, dessa, vi, oss
    metoder, metod, metodik, uppföljning, följa, upp, insatser, insats, utveckla, utveckling
    möta, roll, roller, uppdrag, uppdraget, tydlig, tydliga, nå, ut, egen, egna, området
    områden, område, tid, året, år, staden, stadens, stads, kommunen, kommunens, avdelningen
    avdelningens, enheten, enheterna, förvaltningen, förvaltningens, team, via, ha, bli, blir
    inte, också, även, vara, var, varje, under, över, efter, hela, tal, ansvar, stöd
""")

# Words of a sentence on a meeting or a survey that do not say which one it is.
ABOUT_ANY_MEETING = _listed("""
    alla, samtliga, vår, våra, vårt, oss, hos, har, hålls, hålla, görs, gör, göra, genomförs
    genomför, sker, äger, rum, ska, skall, kommer, att, och, enheten, enhetens, förskolan
    förskolans, skolan, skolans, verksamheten, verksamhetens, regelbundet, även, också, det, den
    som, kontinuerligt, minst, cirka, ungefär, dessutom, under, året, läsåret, för, med, från
    till, ordinarie, gemensamt, gemensamma, vecka, veckan, månad, månaden
""")
