# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personal data in free text: numbers of persons, telephones, addresses, and groups too small.

A plan is a public document. What is found is never repeated in the finding, not even in part: only
where it stands. That goes for the fingerprint too, which is made from the kind of data.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from plandoc.checks.examined import Examined, Text
from plandoc.checks.findings import Finding
from plandoc.checks.rule import Source, rule
from plandoc.checks.vocabulary import words
from plandoc.words import sentences

_LAW = Source(
    "law", "Dataskyddsförordningen (EU) 2016/679 art. 5, 9 och 87; 3 kap. 10 § lagen (2018:218)"
)
_IDENTITY = re.compile(
    r"(?<![\d-])(?:(\d{2})(?=\d{6}))?(\d{2})(\d{2})(\d{2})([-+\u2013]?)(\d{4})(?![\d-])"
)
_SAID_TO_BE = re.compile(
    r"\b(?:person(?:nummer|nr)|samordningsnummer|pnr|p\.?nr|född|födda)\W{0,3}$", re.IGNORECASE
)
# What numbers of other things are called: six figures, a hyphen and four are some diaries' too.
_SAID_OTHERWISE = re.compile(
    r"\b(?:ärende\w*|dnr|diarie\w*|org\.?\s?(?:nr|nummer)?|organisationsnummer|bankgiro|plusgiro|faktura\w*"
    r"|beteckning|protokoll)\W{0,3}(?:nr\W{0,2})?$",
    re.IGNORECASE,
)
# Who has learnt of something sensitive does not suffer from it.
_LEARNT = re.compile(
    r"utbild|kurs|kompetens|kunskap|föreläs|handled|certifier|ansvarar|specialist|arbetar",
    re.IGNORECASE,
)
_COORDINATION = 60  # is added to the day in a coordination number
_MOBILE = re.compile(r"(?<![\d+-])(?:\+46[ -]?|0046[ -]?|0)7[02369](?:[ -]?\d){7}(?!\d)")
_ADDRESS = re.compile(
    r"(?<![\w.])(?P<given>[^\W\d_]{2,})(?:-[^\W\d_]+)?\.(?:[^\W\d_]\.)?"
    r"(?P<family>[^\W\d_]{2,})(?:-[^\W\d_]+)?\d{0,4}@[\w-]+(?:\.[\w-]+)+"
)
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{2,64}@(?P<at>[a-z0-9-]{2,30})\.[a-z]{2,3}\b", re.IGNORECASE
)
# A given name with the street and number where its owner lives: "Ylva på Lövstigen 3".
_AT_HOME = re.compile(
    r"\b(?P<given>[A-ZÅÄÖ][a-zåäöéü]+)(?:-[A-ZÅÄÖ][a-zåäöéü]+)?(?: [A-ZÅÄÖ][a-zåäöéü-]+)?,?"
    r"(?: (?:som )?bor)?(?: (?:på|i))? [A-ZÅÄÖ][a-zåäöé]*(?:gatan|vägen|stigen|gränd|gränden|backen"
    r"|torget|slingan|allén|leden|ringen|kroken|ängen) \d{1,3}\b"
)
# A given name and a family name, as in "Ylva Almstrand" and "Ylva Berg-Almstrand".
_NAME = re.compile(
    r"\b(?=([A-ZÅÄÖ][a-zåäöéü]+)(?:-[A-ZÅÄÖ]\w+)? (?:[A-ZÅÄÖ]\w+-)?([A-ZÅÄÖ][a-zåäöéü]+))"
)
_AS_IN_ADDRESSES = str.maketrans("åäöéü", "aaoeu")
_WRITTEN_NUMBERS = {"två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8,
                    "nio": 9}  # fmt: skip
_ALL_OF_THEM = r"(?:båda|bägge|alla|samtliga|varav \w+|en av dem) (?:har|hade|med|är|var)(?: \w+)?"
_STATE = r"(?:som )?(?:har|hade|med|är|var|fick|får|lever med|lider av|varit|blivit)"


@rule("R44", level="error", source=_LAW)
def identity_numbers(plan: Examined) -> Iterator[Finding]:
    """A personal identity number or a coordination number: a day that exists, and its checksum.

    Source: a personal identity number may be used without consent only when it is clearly
    justified (3 kap. 10 § of the Swedish act on data protection); in a plan it never is. A number
    that is miswritten is no less somebody's: one that is called so, or written as one with six
    figures, a hyphen and four, needs no checksum. (The third and fourth figures of organisations'
    numbers are no month.)
    """
    for text in plan.texts:
        if any(_is_identity_number(match) for match in _IDENTITY.finditer(text.words)):
            yield _finding(text, "identity_number")


def _is_identity_number(match: re.Match[str]) -> bool:
    century, year, month, day, mark, last = match.groups()
    day_of_birth = int(day) - _COORDINATION if int(day) > _COORDINATION else int(day)
    if century is not None and century not in ("18", "19", "20"):
        return False
    if not 1 <= int(month) <= 12:
        return False
    before = match.string[: match.start()]
    is_written_as_one = century is None and mark == "-" and not _SAID_OTHERWISE.search(before)
    is_said_to_be = _SAID_TO_BE.search(before) is not None
    if not (is_written_as_one or is_said_to_be or _is_checked(f"{year}{month}{day}{last}")):
        return False
    years = [int(f"{each}{year}") for each in ([century] if century else ["19", "20"])]
    return any(1 <= day_of_birth <= monthrange(each, int(month))[1] for each in years)


def _is_checked(number: str) -> bool:
    """Whether the last digit is the checksum of the others (Luhn)."""
    digits = (int(digit) * (2 - i % 2) for i, digit in enumerate(number))
    return sum(digit // 10 + digit % 10 for digit in digits) % 10 == 0


@rule("R44", level="warning", source=_LAW)
def persons_contacts(plan: Examined) -> Iterator[Finding]:
    """A mobile telephone number, a person's mail address, or where a person lives, in running text.

    Source: no more personal data than the purpose needs (art. 5). Whom to ask stands on the cover,
    which is not examined.
    """
    for text in plan.texts:
        if text.element is None:
            continue
        if _MOBILE.search(text.words):
            yield _finding(text, "telephone")
        is_private = any(
            match["at"].lower() in words("private_mail") for match in _MAIL.finditer(text.words)
        )
        if is_private or any(_is_a_persons(match) for match in _ADDRESS.finditer(text.words)):
            yield _finding(text, "mail_address")
        if any(_is_given(match["given"]) for match in _AT_HOME.finditer(text.words)):
            yield _finding(text, "home_address")


def _is_a_persons(match: re.Match[str]) -> bool:
    """Whether an address is a person's, as one of a given name or of a name beside it is.

    Functions have addresses with a dot as well ("hemtjanst.norra@…").
    """
    given, family = (match[part].lower().translate(_AS_IN_ADDRESSES) for part in match.groupdict())
    if _is_given(given):
        return True
    names = _NAME.finditer(match.string)
    return any(_in_addresses(name) == (given, family) for name in names)


def _is_given(name: str) -> bool:
    """Whether a word is a given name."""
    return name.lower().translate(_AS_IN_ADDRESSES) in words("given_names")


def _in_addresses(name: re.Match[str]) -> tuple[str, ...]:
    return tuple(part.lower().translate(_AS_IN_ADDRESSES) for part in name.groups())


@rule("R44", level="error", source=_LAW)
def small_groups(plan: Examined) -> Iterator[Finding]:
    """Something sensitive is said of a group so small that its members can be recognised.

    Source: data on health and the like are forbidden to reveal (art. 9), also of persons who are
    not named but can be recognised. The limit stands in the steering model.
    """
    limit = plan.settings.smallest_group
    persons, sensitive = _alternatives("persons"), _alternatives("sensitive")
    pattern = re.compile(
        rf"(?<![\d,.%–-])(\d|{'|'.join(_WRITTEN_NUMBERS)})(?: av \w+)?(?: \w+)? (?:{persons})\w*"
        rf"(?:(?: \w+)? {_STATE}(?: [\w-]+){{0,4}}?|(?:,? [\w-]+){{0,8}},? {_ALL_OF_THEM})"
        rf" (?:{sensitive})",
        re.IGNORECASE,
    )
    for text in plan.texts:
        for sentence in sentences(text.words):
            match = pattern.search(sentence)
            if match is None or _LEARNT.search(match[0]):
                continue
            if 0 < _count(match[1]) < limit:
                yield _finding(text, "small_group", limit=limit)
                break


def _alternatives(name: str) -> str:
    return "|".join(sorted(map(re.escape, words(name)), key=len, reverse=True))


def _count(written: str) -> int:
    return int(written) if written.isdigit() else _WRITTEN_NUMBERS[written.lower()]


def _finding(text: Text, case: str, **params: object) -> Finding:
    return Finding(
        "R44", element=text.element, field=text.field, place=text.place, case=case, params=params
    )
