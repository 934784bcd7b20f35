# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of a document as the rules on figures compare them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from plandoc.checks.examined import Examined
from plandoc.facts import with_facts
from plandoc.facts.vocabulary import ALL_STAFF, Noun, is_all_staff, noun
from plandoc.model import Fact

_TENTH = Decimal("0.1")
# A figure that is said to be about so much may be so far off.
ROUGHLY = Decimal("0.05")
_SHARE = re.compile(r"andel (?P<said>.+?)(?: bland (?P<group>[^ ]+(?: [^ ]+)?))?")
_MEASURE_OF = re.compile(r"(?P<measure>[a-zåäö-]+)(?: bland (?P<group>.+))?")
# A sentence that says how many there are in all, not some of them.
_IN_ALL = re.compile(
    r"\b(?:består av|totalt|sammanlagt|tillsammans|fördelade|inskrivna|omfattar|i enheten|har vi"
    r"|vi har|vi är|hos oss|här går|går det|det finns|finns det|arbetar|bor|antalet|tar emot"
    r"|uppgår till|(?:enheten|förvaltningen|avdelningen|skolan|förskolan|boendet|verksamheten"
    r"|hemtjänsten|biblioteket|kontoret|nämnden) (?:har|hade))\b",
    re.IGNORECASE,
)


# "Sjukfrånvaron inom hemtjänsten" is of a part; "i förvaltningen" is of all that the plan is about.
_OF_PART = r"\w*\s+(?:inom|i|på|vid|hos|bland|för)\s+(?:de\s+|den\s+)?(?P<part>[^\W\d]+)"
_WHOLES = re.compile(
    r"(?:hela|enhet|förvaltning|verksamhet|nämnd|kommun|stad|organisation|avdelning|skola|snitt"
    r"|genomsnitt|medeltal|dag|år|samtliga|alla|vår|medarbetar|personal|anställd)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage of a group: what is said of how many of whom; `group` None is all staff."""

    fact: Fact
    said: str
    group: str | None


def facts_of(plan: Examined) -> tuple[Fact, ...]:
    """The figures of the document; found in its texts when nobody has looked for them yet."""
    return plan.document.facts or with_facts(plan.document).facts


def is_current(fact: Fact) -> bool:
    """Whether the fact says how it is: a value, no limit and nothing that is to come."""
    return fact.value is not None and not fact.target and fact.bound is None


def counted(fact: Fact) -> Noun | None:
    """The noun that a fact counts all of ("132 barn"); None if anything narrows it."""
    if fact.unit is not None or fact.quantity is None:
        return None
    return _counted(fact.quantity)


@lru_cache(maxsize=10_000)
def _counted(quantity: str) -> Noun | None:
    found = noun(quantity) if " " not in quantity else None
    return found if found is not None and found.plural == quantity else None


def is_in_all(fact: Fact) -> bool:
    """Whether the sentence says how many there are in all."""
    return _IN_ALL.search(fact.text) is not None


def shares(facts: Iterable[Fact]) -> list[Share]:
    """The facts that say how large a share of a group something is true of."""
    found = []
    for fact in facts:
        match = _SHARE.fullmatch(fact.quantity or "")
        if match and fact.unit in {"%", None}:
            group = match["group"]
            is_all = group is None or is_all_staff(group) or group == ALL_STAFF
            found.append(Share(fact, match["said"], None if is_all else group))
    return found


def measure_of(fact: Fact) -> tuple[str, str | None] | None:
    """The measure that a fact is a value of, and among whom ("personalomsättning", "kvinnor")."""
    return _measured(fact.quantity or "")


@lru_cache(maxsize=10_000)
def _measured(quantity: str) -> tuple[str, str | None] | None:
    match = _MEASURE_OF.fullmatch(quantity)
    return (match["measure"], match["group"]) if match else None


def is_of_part(fact: Fact) -> bool:
    """Whether the sentence says the measure of some part of the unit only."""
    measure = measure_of(fact)
    match = re.search(re.escape(measure[0]) + _OF_PART, fact.text, re.I) if measure else None
    return match is not None and _WHOLES.match(match["part"]) is None


def said(value: Decimal) -> str:
    """A value as it is written in Swedish: "16,5", "60 000"; at most one decimal is computed."""
    sign, digits = ("−" if value < 0 else ""), f"{abs(value):f}"
    whole, _, part = digits.partition(".")
    part = part.rstrip("0")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", "\u00a0")
    return f"{sign}{whole},{part}" if part else f"{sign}{whole}"


def told(fact: Fact) -> str:
    """A count with its noun or a value with its unit, as a finding says it: "132 barn"."""
    if fact.value is None:
        return fact.text
    if fact.unit:
        blank = "\u00a0" if fact.unit in {"%", "‰"} else " "
        return f"{said(fact.value)}{blank}{fact.unit}"
    return f"{said(fact.value)} {fact.quantity or ''}".strip()


def rounded(value: Decimal, like: Decimal = _TENTH) -> Decimal:
    """A computed value with as many decimals as what it is compared with, but at least one."""
    exponent = like.as_tuple().exponent
    places = max(1, -exponent) if isinstance(exponent, int) else 1
    return value.quantize(Decimal(1).scaleb(-places))
