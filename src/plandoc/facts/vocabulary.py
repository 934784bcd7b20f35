# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What figures in municipal plans are about: people, professions, groups, workplaces, measures.

Nouns are known by their last part, so that "förskolebarn" counts as children and "måltidsbiträden"
as a profession. The words are the language's; no document is known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

Concept = Literal["served", "group", "workplace", "staff", "profession", "place"]

WORD = r"[A-Za-zÅÄÖåäöÉé]+(?:-[a-zåäö]+)*"
"""A word in a pattern, with its hyphens."""


def _listed(text: str) -> frozenset[str]:
    """A set of words written with blanks between them."""
    return frozenset(text.split())


# Kind of noun: singular and plural, as they end words.
_HEADS: dict[Concept, str] = {
    "served": """
        barn/barn elev/elever brukare/brukare boende/boende hyresgäst/hyresgäster klient/klienter
        kund/kunder patient/patienter deltagare/deltagare besökare/besökare ungdom/ungdomar
        invånare/invånare individ/individer person/personer hushåll/hushåll medborgare/medborgare
        vårdnadshavare/vårdnadshavare förälder/föräldrar student/studenter praktikant/praktikanter
        biståndstagare/biståndstagare feriearbetare/feriearbetare familj/familjer
        vårdtagare/vårdtagare omsorgstagare/omsorgstagare flicka/flickor pojke/pojkar
    """,
    "group": """
        avdelning/avdelningar barngrupp/barngrupper grupp/grupper klass/klasser arbetslag/arbetslag
        elevgrupp/elevgrupper hemvist/hemvister
    """,
    "staff": """
        medarbetare/medarbetare anställd/anställda årsarbetare/årsarbetare
        heltidstjänst/heltidstjänster tjänst/tjänster årsarbetskraft/årsarbetskrafter
        månadsavlönad/månadsavlönade timavlönad/timavlönade
        tillsvidareanställd/tillsvidareanställda kollega/kollegor
    """,
    "profession": """
        lärare/lärare skötare/skötare vårdare/vårdare kock/kockar biträde/biträden rektor/rektorer
        administratör/administratörer sköterska/sköterskor sekreterare/sekreterare
        handläggare/handläggare chef/chefer ledare/ledare pedagog/pedagoger kurator/kuratorer
        psykolog/psykologer assistent/assistenter terapeut/terapeuter vaktmästare/vaktmästare
        vikarie/vikarier samordnare/samordnare utredare/utredare controller/controllers
        ingenjör/ingenjörer tekniker/tekniker bibliotekarie/bibliotekarier arbetare/arbetare
        utvecklare/utvecklare strateg/strateger planerare/planerare inspektör/inspektörer
        konsulent/konsulenter rådgivare/rådgivare skyddsombud/skyddsombud instruktör/instruktörer
        coach/coacher fältare/fältare läkare/läkare logoped/logopeder ekonom/ekonomer
        intendent/intendenter jurist/jurister kommunikatör/kommunikatörer mentor/mentorer
        handledare/handledare tolk/tolkar förare/förare städare/städare resurs/resurser
        barnmorska/barnmorskor socionom/socionomer ombud/ombud värd/värdar
    """,
    "place": """
        plats/platser lägenhet/lägenheter rum/rum bädd/bäddar bostad/bostäder
    """,
}
# What workplaces are called in the plural, and what one of them is.
WORKPLACES = {
    "förskolor": "förskola", "förskolorna": "förskola", "skolor": "skola", "skolorna": "skola",
    "grundskolor": "grundskola", "grundskolorna": "grundskola",
    "hus": "hus", "husen": "hus", "fritidsgårdar": "fritidsgård", "fritidsgårdarna": "fritidsgård",
    "fritidshem": "fritidshem", "fritidshemmen": "fritidshem",
    "parklekar": "parklek", "parklekarna": "parklek", "gruppbostäder": "gruppbostad",
    "gruppbostäderna": "gruppbostad", "servicebostäder": "servicebostad",
    "servicebostäderna": "servicebostad", "boenden": "boende", "boendena": "boende",
    "äldreboenden": "äldreboende", "äldreboendena": "äldreboende", "bibliotek": "bibliotek",
    "biblioteken": "bibliotek", "hemtjänstgrupper": "hemtjänstgrupp", "grupper": "grupp",
    "hemtjänstgrupperna": "hemtjänstgrupp", "enheter": "enhet", "enheterna": "enhet",
    "verksamheter": "verksamhet", "verksamheterna": "verksamhet", "träffpunkter": "träffpunkt",
    "träffpunkterna": "träffpunkt", "mötesplatser": "mötesplats", "mötesplatserna": "mötesplats",
    "dagverksamheter": "dagverksamhet", "avdelningar": "avdelning", "parker": "park",
}  # fmt: skip
# Everybody who works somewhere, whatever their profession.
ALL_STAFF = "medarbetare"
_STAFF_NAMES = frozenset({"medarbetare", "anställda", "personal", "tillsvidareanställda"})
# Professions that work with the children themselves.
WITH_CHILDREN = ("förskollärare", "barnskötare", "pedagog", "lärare", "fritidsledare")
_GENDERS = {
    "kvinnor": "kvinnor", "kvinnorna": "kvinnor", "män": "män", "männen": "män",
    "flickor": "flickor", "flickorna": "flickor", "pojkar": "pojkar", "pojkarna": "pojkar",
}  # fmt: skip

# Words that look like nouns of a figure ("fem år", "två gånger") but say when, how often or where.
NO_NOUNS = _listed("""
    år åren året månader månad månaderna veckor vecka dagar dag dagarna gång gånger ggr tillfälle
    tillfällen termin terminer terminerna timme minut minuter kvartal tertial och samt eller av för
    med till som i på vid inom under över mot per är har kan ska var varav där när om den det de
    fram utifrån enligt från inom genom innan efter utan hos kring samtidigt dock totalt
    dagligen årligen totalt
    andra första tredje nästa sista största viktigaste senaste kommande kl st stycken sidor sida
    sidan alternativ olika varandra stycke dess deras våra dessa hela halva
""")
# How often: a figure before one of these belongs to an event.
OCCASIONS = (
    r"(?:gång(?:er)?|ggr|tillfällen?|träffar|möten?|samtal|workshops?|utvecklingsdagar"
    r"|planeringsdagar|studiedagar|tillsyner|uppföljningar)"
)
# Adjectives that say that the figure is an addition, not all there are.
ADDED = frozenset({"nya", "fler", "ytterligare", "extra", "nyanställda", "utökade"})

# Adjectives that leave the number what it is: all children of a preschool are enrolled.
NEUTRAL = frozenset({"inskrivna", "olika"})

# Measures that have a name of their own, by how the word ends.
_MEASURES = (
    "omsättning", "sjukfrånvaro", "frånvaro", "frisknärvaro", "närvaro", "svarsfrekvens",
    "sysselsättningsgrad", "täckningsgrad", "beläggningsgrad", "beläggning", "inskrivningsgrad",
    "nyttjandegrad", "bemanningsgrad", "självförsörjningsgrad", "måluppfyllelse", "nöjdhet",
    "nöjdhetsindex", "index", "behörighet", "utsläpp", "matsvinn", "svinn", "energianvändning",
    "energiförbrukning", "budget", "kostnad", "kostnader", "nettokostnad", "intäkter", "intäkt",
    "underskott", "överskott", "omslutning", "anslag", "besparing", "meritvärde", "kötid",
    "väntetid", "handläggningstid", "personaltäthet", "lärartäthet", "genomströmning",
    "återvinningsgrad", "självvärdering", "resultat", "investering", "investeringar", "statsbidrag",
    "bidrag", "hyra", "hyror", "nki", "nmi", "hme", "nps",
)  # fmt: skip
_ENDINGS = r"(?:en|n|et|t|erna|arna|na|s|ens|ets)?"
_ANY_MEASURE = "|".join(sorted(_MEASURES, key=len, reverse=True))
MEASURE = re.compile(
    rf"\b(?P<measure>[a-zåäö-]*(?:{_ANY_MEASURE})){_ENDINGS}\b",
    re.IGNORECASE,
)

# Units of measure as written, and how they are written here. The first that fits counts.
_UNITS = (
    (r"procentenhet(?:er)?\b", "procentenheter"),
    (r"%(?:-ig\w*)?|procent(?:ig\w*)?\b", "%"), (r"‰|promille\b", "‰"),
    (r"mnkr\b|mkr\b|msek\b", "mnkr"), (r"tkr\b|ksek\b", "tkr"), (r"mdkr\b", "mdkr"),
    (r"kr\b|kronor\b|sek\b|:-", "kr"),
    (r"ton\s+(?:CO(?:2|₂)e?|koldioxid(?:ekvivalenter)?)", "ton CO2e"), (r"ton\b", "ton"),
    (r"kg\s+CO(?:2|₂)e?(?:\s*(?:per|/)\s*kg\b)?", "kg CO2e"), (r"(?:kg|kilo(?:gram)?)\b", "kg"),
    (r"gram\b", "gram"),
    (r"GWh\b", "GWh"), (r"MWh\b", "MWh"), (r"kWh\b", "kWh"), (r"(?:km|kilometer)\b", "km"),
    (r"m(?:2|²)|kvadratmeter\b|kvm\b", "m²"), (r"(?:arbets|årsarbets)?timmar\b|tim\b", "timmar"),
    (r"minuter\b|min\b", "minuter"), (r"(?:hel|halv|arbets|sjuk)?dagar\b", "dagar"),
    (r"(?:högskole)?poäng\b", "poäng"), (r"grader\b", "grader"), (r"liter\b", "liter"),
)  # fmt: skip
_UNIT_PATTERNS = tuple(
    (re.compile(rf"\s?(?:{written})", re.IGNORECASE), name) for written, name in _UNITS
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that figures count: in the plural, what it is, and if it was written definite."""

    plural: str
    concept: Concept
    definite: bool = False


def unit_at(text: str, position: int) -> tuple[str, int] | None:
    """The unit of measure that stands at a position, and where it ends; None if there is none."""
    for pattern, name in _UNIT_PATTERNS:
        match = pattern.match(text, position)
        if match:
            return name, match.end()
    return None


@cache
def noun(word: str) -> Noun | None:
    """What a word counts, or None: "Barnskötarna" is the profession "barnskötare", definite."""
    parts = [part for part in word.casefold().split("/") if part]
    known = [found for part in parts if (found := _single(part.strip("-–"))) is not None]
    if not known or len(known) < len(parts):
        return None
    plural = "/".join(each.plural for each in known)
    return Noun(plural, known[0].concept, known[0].definite)


def is_all_staff(plural: str) -> bool:
    """Whether the noun means everybody who works there."""
    return plural in _STAFF_NAMES


def gender(word: str) -> str | None:
    """The gender that a word names in any form ("kvinnor", "män"); None if it names none."""
    return _GENDERS.get(word.casefold())


def _single(word: str) -> Noun | None:
    kind = WORKPLACES.get(word)
    if word.endswith(("personal", "personalen")):
        return Noun(word.removesuffix("en"), "staff", word.endswith("en"))
    for concept, heads in _forms().items():
        for form, plural, definite in heads:
            if word.endswith(form) and not (len(form) < 4 and word != form):
                prefix = word[: -len(form)]
                if prefix and (len(prefix) < 2 or not prefix.isalpha()):
                    continue
                return Noun(prefix + plural, concept, definite)
    if kind is not None:
        return Noun(_indefinite(kind), "workplace", word != _indefinite(kind))
    return None


@cache
def _indefinite(kind: str) -> str:
    """The indefinite plural of a kind of workplace: the shortest of its forms."""
    return min((many for many, one in WORKPLACES.items() if one == kind), key=len)


@cache
def _forms() -> dict[Concept, tuple[tuple[str, str, bool], ...]]:
    """(ending, indefinite plural, definite) of every head, longest ending first."""
    found: dict[Concept, tuple[tuple[str, str, bool], ...]] = {}
    for concept, listed in _HEADS.items():
        forms: list[tuple[str, str, bool]] = []
        for pair in listed.split():
            singular, plural = pair.split("/")
            forms += [(singular, plural, False), (plural, plural, False)]
            forms += [(form, plural, True) for form in _definite(singular, plural)]
        found[concept] = tuple(sorted(set(forms), key=lambda form: -len(form[0])))
    return found


def _definite(singular: str, plural: str) -> tuple[str, ...]:
    """The definite plural, and its genitive."""
    if plural.endswith("are"):
        form = plural[:-1] + "na"
    elif plural.endswith(("or", "ar", "er")):
        form = plural + "na"
    elif plural.endswith("a"):
        return ()
    elif plural == singular:
        form = plural + ("na" if plural.endswith("e") else "en")
    else:
        form = plural + "a" if plural.endswith("n") else plural + "na"
    return form, form + "s"


_LESS = (
    "omsättning", "sjukfrånvaro", "frånvaro", "utsläpp", "svinn", "energianvändning",
    "energiförbrukning", "klimatpåverkan", "underskott", "kötid", "väntetid", "handläggningstid",
    "olyck", "skad", "avhopp",
)  # fmt: skip
_MORE = (
    "frisknärvaro", "närvaro", "svarsfrekvens", "nöjdhet", "nöjda", "index", "behörighet",
    "behöriga", "legitimerade", "måluppfyllelse", "trygga", "ekologisk",
)  # fmt: skip


def better_less(name: str) -> bool:
    """Whether the name of a measure makes plain that less of it is better."""
    return any(word in name.casefold() for word in _LESS) and not better_more(name)


def better_more(name: str) -> bool:
    """Whether the name of a measure makes plain that more of it is better."""
    return any(word in name.casefold() for word in _MORE)
