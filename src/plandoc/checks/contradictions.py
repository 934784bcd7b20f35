# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""R29: figures and claims in one document that cannot all be true."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding
from plandoc.checks.rule import Source, rule
from plandoc.checks.stated import (
    ROUGHLY,
    Share,
    counted,
    facts_of,
    is_current,
    is_in_all,
    is_of_part,
    measure_of,
    shares,
    told,
)
from plandoc.facts.events import rhythms
from plandoc.facts.vocabulary import ALL_STAFF, Noun, is_all_staff
from plandoc.model import Fact

SOURCE = Source("audit", "Uppsala kommun 2025")
# One in ten or more is not "a few".
_NOT_FEW = Decimal(10)
_HALF = Decimal(50)
_MONEY = frozenset({"kr", "tkr", "mnkr", "mdkr"})
_OLDEST = 200
# Whose number it is: a department's is not the administration's.
_WHOSE = re.compile(
    r"\b(avdelning|förvaltning|kommun|stad|nämnd|bolag|koncern|kontor|sektion|område|region|arbetslag)"
    r"(?:en|et|ens|ets|s)?\b",
    re.IGNORECASE,
)
# "20 barn på avdelningen Solen", "24 lägenheter på Norrgården": of some place.
_AT_A_PLACE = re.compile(
    r"\d\s+\w+\s+(?:på|i|vid|hos)\s+(?:(?:avdelning|hus|plan|våning|gård)\w*\s+)?[A-ZÅÄÖ]\w+"
)
# What says that a budget is all of it, not that of some purpose.
_WHOLE_BUDGET = re.compile(
    r"\b(?:enhetens|nämndens|förvaltningens|avdelningens|skolans|verksamhetens|vår|total\w*|hela)"
    r"\s+budget(?:en)?\s+(?:för\s+(?:år\s+)?20\d\d\s+)?(?:är|uppgår|omfattar|på)\b"
    r"|^budgeten\s+(?:för\s+(?:år\s+)?20\d\d\s+)?(?:är|uppgår|omfattar)\b",
    re.IGNORECASE,
)


@rule("R29", level="warning", source=SOURCE)
def different_values(plan: Examined) -> Iterator[Finding]:
    """The same quantity of the same unit has different values in different sentences.

    Source: the auditors of Uppsala 2025 found reports without clearness and wholeness, so that it
    could not be judged what they said; figures that differ make neither believed.
    """
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts_of(plan):
        if _can_be_compared(fact):
            groups[_name(fact), fact.owner, fact.unit, fact.as_of, _whose(fact)].append(fact)
    for (quantity, owner, *_rest), facts in groups.items():
        values = {fact.value: fact for fact in facts}
        if len(values) < 2 or not _differ(facts) or len({fact.text for fact in facts}) < 2:
            continue
        for fact in values.values():
            yield Finding(
                "R29", element=fact.element, field="text", place=fact.place, quote=fact.text[:120],
                params={
                    "quantity": str(quantity), "owner": str(owner or ""),
                    "values": tuple(told(each) for each in values.values()),
                },
                case="values", group=f"{quantity} {owner}",
            )  # fmt: skip


def _name(fact: Fact) -> str | None:
    """What the fact is of, where all who work there are called employees or staff."""
    return ALL_STAFF if fact.quantity and is_all_staff(fact.quantity) else fact.quantity


def _whose(fact: Fact) -> str | None:
    """Which part of the organisation the sentence begins with, when it is not the unit itself."""
    named = _WHOSE.search(fact.text) if fact.unit is None else None
    return named[1].casefold() if named else None


def _can_be_compared(fact: Fact) -> bool:
    """Whether the fact stands for itself: all of something now, a share, or a measure."""
    if not is_current(fact) or fact.quantity is None:
        return False
    if fact.unit in _MONEY:
        return _WHOLE_BUDGET.search(fact.text) is not None and fact.quantity == "budget"
    if any(each.when for each in rhythms(fact.text)):
        return False  # of some time of the year, which another sentence need not be of
    if _AT_A_PLACE.search(fact.text):
        return False
    known = counted(fact)
    if known is not None:
        return is_in_all(fact) and known.concept in {"served", "group", "workplace", "staff"}
    return fact.unit == "%" and (
        bool(shares([fact])) or (measure_of(fact) is not None and not is_of_part(fact))
    )


def _differ(facts: list[Fact]) -> bool:
    """Whether the values are further apart than "about" allows."""
    values = [fact.value for fact in facts if fact.value is not None]
    low, high = min(values), max(values)
    margin = high * ROUGHLY * 2 if any(fact.approximate for fact in facts) else Decimal(0)
    return high - low > margin


@rule("R29", level="warning", source=SOURCE)
def claim_against_share(plan: Examined) -> Iterator[Finding]:
    """The text says that it is only a few, or most, and a share in it says otherwise.

    Source: as above; "bara några få" beside a fifth misleads who reads only one of them.
    """
    facts = facts_of(plan)
    claims = [each for each in shares(facts) if each.fact.value is None]
    known = [each for each in shares(facts) if is_current(each.fact) and each.fact.unit == "%"]
    for claim in claims:
        same = (each for each in known if _same_people(claim, each) and _contradicts(claim, each))
        against = next(same, None) or _of_counts(claim, facts)
        if against is None:
            continue
        for each in (claim, against):
            fact = each.fact
            yield Finding(
                "R29", element=fact.element, field="text", place=fact.place, quote=fact.text[:120],
                params={
                    "claim": _short(claim.fact.text), "share": told(against.fact),
                    "said": against.said,
                },
                case="few" if claim.fact.bound == "at_most" else "most",
                group=claim.fact.text[:80],
            )  # fmt: skip


def _of_counts(claim: Share, facts: Iterable[Fact]) -> Share | None:
    """How many have the profession that most are said to have, when they are less than half."""
    if claim.fact.bound != "at_least" or claim.group is not None:
        return None
    own = [fact for fact in facts if is_current(fact) and fact.owner == claim.fact.owner]
    part = _only_count(own, lambda known: known.plural == claim.said)
    whole = _only_count(own, lambda known: known.concept == "staff")
    if part is None or whole is None or not part.value or not whole.value:
        return None
    is_less = 2 * part.value < whole.value
    return Share(part, f"av {told(whole)}", None) if is_less else None


def _only_count(facts: Iterable[Fact], is_wanted: Callable[[Noun], bool]) -> Fact | None:
    """The count of what is wanted, when the facts agree on one."""
    found = [fact for fact in facts if (known := counted(fact)) and is_wanted(known)]
    return found[0] if len({fact.value for fact in found}) == 1 else None


def _same_people(claim: Share, other: Share) -> bool:
    return claim.group == other.group and claim.fact.owner == other.fact.owner


def _contradicts(claim: Share, other: Share) -> bool:
    """Whether the share shows that what is claimed to be few is not, or most is less than half."""
    value = other.fact.value or Decimal(0)
    if claim.fact.bound == "at_most":
        return value >= _NOT_FEW and _within(other.said, claim.said)
    return value < _HALF and _within(claim.said, other.said)


def _within(part: str, whole: str) -> bool:
    """Whether everybody of the one is of the other: who is over 65 is 60 or older."""
    if part == whole:
        return True
    inner, outer = _ages(part), _ages(whole)
    if inner is None or outer is None:
        return False
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _ages(words: str) -> tuple[int, int] | None:
    """The youngest and the oldest of an age as `plandoc.facts` writes it."""
    numbers = [int(each) for each in re.findall(r"\d+", words)]
    if not words.endswith(("år", "år eller äldre", "år eller yngre")) or not numbers:
        return None
    if len(numbers) == 2:
        return numbers[0], numbers[1]
    if words.startswith("över"):
        return numbers[0] + 1, _OLDEST
    if words.startswith("under"):
        return 0, numbers[0] - 1
    return (numbers[0], _OLDEST) if words.endswith("äldre") else (0, numbers[0])


def _short(text: str, most: int = 12) -> str:
    words: Iterable[str] = text.split()
    listed = list(words)
    return " ".join(listed[:most]) + (" …" if len(listed) > most else "")
