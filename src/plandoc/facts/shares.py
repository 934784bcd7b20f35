# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a percentage is of: the predicate, and the group it is said of.

"31 % av lärarna är över 55 år" is "andel över 55 år bland lärare"; "5 %" after "männen har en
sjukfrånvaro på" is "sjukfrånvaro bland män".
"""

from __future__ import annotations

import re

from plandoc.facts.vocabulary import (
    ALL_STAFF,
    MEASURE,
    NO_NOUNS,
    WORD,
    Noun,
    gender,
    is_all_staff,
    noun,
)  # fmt: skip

AGE = re.compile(
    r"(?:(?P<a>\d{1,2})\s?[-–]\s?(?P<b>\d{1,2})|(?P<over>över|fyllt|äldre än)\s+(?P<c>\d{1,2})"
    r"|(?P<under>under|yngre än)\s+(?P<d>\d{1,2})"
    r"|(?P<e>\d{1,2})(?=\s?år\s+(?:och|eller)\s+(?P<way>äldre|yngre|uppåt)))\s?-?år(?:s)?\b"
    r"(?:\s+(?:och|eller)\s+(?:äldre|yngre|uppåt))?",
    re.IGNORECASE,
)
_AGE_INTRODUCED = re.compile(
    r"\s*(?:\(|,\s)?(?:(?:som är|i|inom|mellan)\s+)?(?:(?:spannet|åldern|åldrarna|åldersgruppen"
    r"|ålders+pannet|ålder)\s+)?",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"\b(?:(?P<up>ök(?:a|ar|at|ade|as|ning(?:en)?|ande)|väx(?:er|a|t)|höj(?:a|s|er|ts|ning)"
    r"|stiga|stigit|stiger|utöka[rst]?)"
    r"|(?P<down>minsk(?:a|ar|at|ade|as|ning(?:en)?)|sänk(?:a|s|er|t)|ner|ned|reducera[st]?"
    r"|sjunk(?:a|er|it)|besparing))\b",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    r"\s+(?:av|utav|bland)\s+(?:(?:de|alla|samtliga|våra|den|det)\s+)?(?P<rest>[^.;:()]+)",
    re.IGNORECASE,
)
_SHARE_SUBJECT = re.compile(
    r"\bandel(?:en|ar)?\s+(?P<what>[^.;:]+)\b(?:är|ligger|låg|uppgår|uppgick|var|ska|skall|bör"
    r"|utgör|motsvarar|blev|beräknas|förväntas|ökar|ökade|ökat|minskar|minskade|minskat)\b[^.;:]*$",
    re.IGNORECASE,
)
_PREDICATE_START = re.compile(
    r"\b(?P<verb>ska vara|ska ha|ska|är|har|saknar|arbetar|deltar|deltog|upplever|uppger|anser"
    r"|tycker|fyller|känner|når|nådde|får|fick|utgörs av|utgör|består av|innehåller)\b\s*",
    re.IGNORECASE,
)
_BEING = {"är", "ska vara", "utgörs av", "utgör", "består av"}
_PREDICATE_ENDS = re.compile(
    r"[,.;:()–]|\s(?:vilket|medan|men|och att|genom|samt|för att|enligt|jämfört|fram till|senast"
    r"|under|inom|till(?=\s+\d)|år(?=\s+\d{4})|den(?=\s+\d))\b|\s+och\s+(?=\d)"
)
# Adjectives in a row belong to one noun: "ekologiska, svenskproducerade produkter".
_ADJECTIVES = re.compile(r"(?:[a-zåäö-]+[ae],\s+)+(?=[a-zåäö-]+[ae]\s+[a-zåäö])")
_AMONG = re.compile(
    r"\b(?:bland|hos|av|för|inom)\s+(?:de|alla|våra|samtliga|stadens|kommunens)?\s*"
    rf"(?P<who>{WORD})(?!\w)",
    re.IGNORECASE,
)
_AMONG_THEM = re.compile(r"\b(?:bland|av|hos)\s+(?:dessa|dem)\b", re.IGNORECASE)
_THAN = re.compile(r"\bän\s+\w+", re.IGNORECASE)
_GENDERED = re.compile(r"\b(?P<who>kvinnorna|männen|flickorna|pojkarna)\b", re.IGNORECASE)
# Whom a value is of, right after it or right before: "12 % för kvinnor", "för män 7,1 %".
_GENDER = r"(?P<who>kvinnor(?:na)?|män(?:nen)?|flickor(?:na)?|pojkar(?:na)?)"
_FOR_GENDER_AFTER = re.compile(rf"\s+(?:för|bland|hos)\s+{_GENDER}\b", re.IGNORECASE)
_FOR_GENDER_BEFORE = re.compile(
    rf"\b(?:för|bland|hos)\s+{_GENDER}\s+(?:(?:är|var|blev|på|till)\s+)?$", re.IGNORECASE
)
# "Den korta sjukfrånvaron" is another measure than "sjukfrånvaron".
_NARROW_MEASURE = re.compile(
    r"\b(?P<kind>kort|korta|lång|långa|upprepad|upprepade|ogiltig|ogiltiga|arbetsrelaterade?)\s+$",
    re.IGNORECASE,
)
_CONSISTS = re.compile(r"\b(?:består|utgörs|bestå|utgöras)\s+till\s*$", re.IGNORECASE)
_EQUALS = re.compile(r"\b(?:utgör|motsvarar|är|blir)\b[^.;,]*$", re.IGNORECASE)
_PEOPLE = frozenset({"staff", "profession", "served"})


def share(text: str, start: int, end: int, *, behind: int, change: str | None) -> str | None:
    """What the percentage at [start, end) of a sentence is of; None if nothing says it.

    `behind` is where the figure before it ends, `change` that it says by how much something goes
    up or down.
    """
    before, after = text[:start], text[end:]
    group = group_of(before)
    measure = nearest_measure(before[behind:], "")
    if change:
        return of_change(change, before, measure)
    by_gender = _FOR_GENDER_AFTER.match(after) or _FOR_GENDER_BEFORE.search(before)
    if by_gender:
        return _of_gender(gender(by_gender["who"]), before)
    of = _SHARE_OF.match(after)
    if of and _CONSISTS.search(before):
        return f"andel {predicate_of(of['rest'])}"  # "består till 65 % av ekologiska råvaror"
    if of:
        return _share_of(of["rest"], before)
    subject = _SHARE_SUBJECT.search(before)
    if subject and not measure:
        return _share_of_subject(subject["what"])
    if measure:
        return _bland(measure, group)
    counted = re.match(rf"\s+(?P<group>{WORD})(?!\w)", after)
    if counted and noun(counted["group"]) is not None and _PREDICATE_START.search(after):
        return _share_of(after.strip(), before)  # "tre av fyra chefer har gått utbildningen"
    said = _PREDICATE_START.match(after.lstrip())
    if said and said["verb"].casefold() in _BEING:  # "75 % är kvinnor"
        return _bland(f"andel {predicate_of(after.lstrip()[said.end() :])}", group)
    gendered = list(_GENDERED.finditer(before[behind:])) if behind else []
    measure = nearest_measure(before, "") if gendered else None
    if measure:  # "… kvinnorna har en sjukfrånvaro på 8 % och männen 5 %"
        return _bland(measure, group)
    predicate = _following(after) or _preceding(before[behind:])
    if predicate:
        return _bland(f"andel {predicate}", group if group != predicate else None)
    measure = nearest_measure(before, after)
    return _bland(measure, group) if measure else None


def _of_gender(who: str | None, before: str) -> str | None:
    """A measure, or the share that is the subject, among women or men only."""
    measure = nearest_measure(before, "")
    if measure:
        return _bland(measure, who)
    subject = _SHARE_SUBJECT.search(before)
    named = _share_of_subject(subject["what"]) if subject else None
    return _bland(named, who) if named and " bland " not in named else None


def _bland(quantity: str, group: str | None) -> str:
    return f"{quantity} bland {group}" if group else quantity


def _share_of(rest: str, before: str) -> str | None:
    """The group after "90 % av", and what is said of it: "personalen ska ha utbildning"."""
    found = _PREDICATE_START.search(rest)
    group = _leading_group(rest[: found.start()] if found else rest)
    if found is None:
        # "48 anställda under 30 år, vilket motsvarar 12 % av alla": it stands before.
        said = _equalled(before) or _said_of(rest)
        return _bland(f"andel {said}" if said else "andel", group) if group or said else None
    verb = found["verb"].casefold()
    words = predicate_of(rest[found.end() :])
    if not words:
        return None
    if verb not in _BEING:
        words = f"som {'har' if verb == 'ska ha' else verb} {words}"
    return _bland(f"andel {words}", group if group != words else None)


def _said_of(rest: str) -> str | None:
    """What follows the group with a verb of its own: "fjolårets vikarier söker igen"."""
    match = re.match(
        rf"(?:{WORD}\s+){{0,2}}?{WORD}\s+(?P<said>[a-zåäö]{{2,}}(?:er|ar|år)\b.*)", rest
    )
    words = predicate_of(match["said"]) if match else ""
    return f"som {words}" if words and noun(words.split()[0]) is None else None


def _equalled(before: str) -> str | None:
    """What a share is the same as: the age, the gender or the noun before its verb."""
    if not _EQUALS.search(before):
        return None
    ages = list(AGE.finditer(before))
    if ages:
        return normal_age(ages[-1])
    for word in reversed(re.findall(WORD, before)):
        known = noun(word)
        if gender(word) or (known is not None and known.concept in _PEOPLE):
            return gender(word) or (known.plural if known else None)
    return None


def _share_of_subject(what: str) -> str:
    """What a share is of that is the subject: "andelen lärare som är över 55 år"."""
    who, _, said = what.strip().partition(" som ")
    group = next((known for word in who.split() if (known := noun(word)) is not None), None)
    said = re.sub(r"^(?:är|har fyllt)\s+", "", said.strip())
    if said:
        predicate = predicate_of(said)
        if _PREDICATE_START.match(predicate):
            predicate = f"som {predicate}"
        return _bland(f"andel {predicate}", _name(group) if group else None)
    return f"andel {predicate_of(who)}"


def of_change(change: str, before: str, measure: str | None) -> str:
    """What goes up or down by so much: a measure, or the subject of the verb."""
    verbs = list(CHANGE.finditer(before))
    subject = before[: verbs[-1].start()] if verbs else before
    behind = before[verbs[-1].end() :] if verbs else ""
    if measure:
        return f"{change} {measure}"
    named = [w for w in re.findall(WORD, behind) if w.casefold() not in NO_NOUNS and len(w) > 4]
    if named:
        return f"{change} {named[0].casefold()}"
    words = [w for w in re.findall(WORD, subject) if w.casefold() not in NO_NOUNS]
    counted = [known.plural for word in words if (known := noun(word)) is not None]
    if counted:
        return f"{change} {counted[-1]}"
    return f"{change} {next((w for w in reversed(words) if len(w) > 6), '').casefold()}".strip()


def _following(after: str) -> str | None:
    """What stands right after the share ("16 % män", "60 % ekologiska livsmedel")."""
    match = re.match(r"\s+(?P<what>[a-zåäö][^.;:()]*)", after)
    if match is None:
        return None
    age = narrowing_age(after, 0)
    words = predicate_of(match["what"])
    first = words.split()[0] if words else ""
    if age or gender(first):
        return age or gender(first)
    if len(first) < 4 or first in NO_NOUNS:
        return None
    return words


def _preceding(before: str) -> str | None:
    """What stands right before the share ("är kvinnor, 84 %")."""
    return next((g for w in reversed(re.findall(WORD, before)[-8:]) if (g := gender(w))), None)


def predicate_of(words: str) -> str:
    """What is said of a share, in short and in one form; ages and genders in theirs."""
    age = AGE.search(words[:50])
    if age:
        return normal_age(age)
    row = _ADJECTIVES.match(words)
    start = row.end() if row else 0
    end = _PREDICATE_ENDS.search(words, start)
    short = " ".join(words[: end.start() if end else None].split()[:9]).strip(" ,.–-")
    first = short.split()[0] if short else ""
    return gender(first) or short[:1].lower() + short[1:]


def narrowing_age(text: str, position: int) -> str | None:
    """The age that stands at a position, with or without "i spannet" before it."""
    introduced = _AGE_INTRODUCED.match(text, position)
    found = AGE.match(text, introduced.end() if introduced else position)
    return normal_age(found) if found else None


def normal_age(match: re.Match[str]) -> str:
    """An age in one form: "20–29 år", "över 55 år", "65 år eller äldre"."""
    if match["a"]:
        return f"{match['a']}–{match['b']} år"
    if match["c"]:
        is_reached = match["over"].casefold() == "fyllt"
        return f"{match['c']} år eller äldre" if is_reached else f"över {match['c']} år"
    if match["d"]:
        return f"under {match['d']} år"
    return f"{match['e']} år eller {'yngre' if match['way'].casefold() == 'yngre' else 'äldre'}"


def group_of(before: str) -> str | None:
    """Whom a share or measure is about: the group named last before it, but not after "än"."""
    said = re.split(r"[.;]", _THAN.sub(lambda match: " " * len(match[0]), before))[-1]
    them = list(_AMONG_THEM.finditer(said))
    if them:
        words = re.findall(WORD, said[: them[-1].start()])
        known = [each for word in words if (each := noun(word)) and each.concept in _PEOPLE]
        return _name(known[-1]) if known else None
    found: list[tuple[int, str]] = []
    for match in _AMONG.finditer(said):
        each = noun(match["who"])
        if each is not None and each.concept in _PEOPLE:
            found.append((match.start(), _name(each)))
    gendered = _GENDERED.finditer(said)
    found += [(match.start(), gender(match["who"]) or "") for match in gendered]
    return max(found)[1] if found else None


def _leading_group(words: str) -> str | None:
    """Whom the words right after "% av" name."""
    first = re.findall(WORD, words)[:5]
    for word in first:
        each = noun(word)
        if gender(word) or each is not None:
            return gender(word) or (_name(each) if each else None)
    return next((word.casefold() for word in first if word.casefold() not in NO_NOUNS), None)


def leading_group(words: str) -> str | None:
    """Whom the words after "majoriteten" name; None if they name nobody."""
    return _leading_group(re.sub(r"^\s*av\s+(?:de\s+)?", "", words)) if words.strip() else None


def _name(known: Noun) -> str:
    return ALL_STAFF if is_all_staff(known.plural) else known.plural


def nearest_measure(before: str, after: str) -> str | None:
    """The measure named nearest before a figure, else the first right after it."""
    found = list(MEASURE.finditer(before))
    if found:
        measure = found[-1]["measure"].casefold()
        kind = _NARROW_MEASURE.search(before, 0, found[-1].start())
        return f"{kind['kind'].casefold()} {measure}" if kind else measure
    match = re.match(r"\s+(?:i\s+|av\s+)?(?:\w+\s+)?", after)
    first = MEASURE.match(after, match.end()) if match else None
    return first["measure"].casefold() if first else None
