# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""R30: parts that do not add up to their whole, and means that lie outside what they are of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding
from plandoc.checks.rule import Source, rule
from plandoc.checks.stated import (
    ROUGHLY,
    counted,
    facts_of,
    is_current,
    measure_of,
    rounded,
    said,
    shares,
    told,
)
from plandoc.facts.numbers import find_figures
from plandoc.facts.vocabulary import WORKPLACES, noun
from plandoc.model import Fact, UnitItem

SOURCE = Source("model", "Planens egna siffror")
_LEAST_PARTS = 3
# Nobody lists everything when the sentence says that these are some of them.
_SOME = re.compile(
    r"\b(?:bland annat|bl\.?\s?a|till exempel|t\.?\s?ex|exempelvis|varav|däribland|främst|flera)\b",
    re.IGNORECASE,
)
# A list that leaves out more than so much of the whole was never meant to be all of it.
_LEFT_OUT = Decimal("0.8")
_PAIRS = (("kvinnor", "män"), ("flickor", "pojkar"))
_HUNDRED = Decimal(100)
_ROUNDED = Decimal("0.6")  # a mean that is said in whole numbers
_EQUALS = re.compile(r"\b(?:motsvarar|det vill säga|dvs|alltså)\b", re.IGNORECASE)
_LISTED_NAMES = 2


@rule("R30", level="info", source=SOURCE)
def staff_by_profession(plan: Examined) -> Iterator[Finding]:
    """The professions that are listed do not add up to the number of staff that is stated.

    Source: the plan's own figures; parts sum to the whole, or the text says what is left out.
    """
    by_element = _by_element(fact for fact in facts_of(plan) if is_current(fact))
    for facts in by_element.values():
        for number in range(len(facts)):
            yield from _staff_from(facts, number)


def _staff_from(facts: Sequence[Fact], number: int) -> Iterator[Finding]:
    """The sum of what is listed after a number of staff, when it is another."""
    whole = facts[number]
    known = counted(whole)
    if known is None or known.concept != "staff" or whole.value is None:
        return
    parts = _list_after(facts, number)
    if len(parts) < _LEAST_PARTS or _SOME.search(parts[0].text):
        return
    beside = [fact for fact in facts if fact not in parts and _is_profession(fact)]
    total = _total(parts)
    listed = _figures_of_list(whole, parts[0].text)
    fits = {total, total + _total(beside), sum(listed, Decimal(0))}
    margin = whole.value * ROUGHLY if any(f.approximate for f in (whole, *parts)) else Decimal(0)
    if any(abs(each - whole.value) <= margin for each in fits):
        return
    if total < whole.value * _LEFT_OUT:
        return
    if len(listed) > len(parts):  # professions that are not known are some of the parts too
        parts = [replace(whole, value=value) for value in listed]
    yield _sum_finding(whole, parts, "staff")


def _figures_of_list(whole: Fact, text: str) -> list[Decimal]:
    """Every number of the sentence that lists the professions, but for the whole itself."""
    values = [each.value for each in find_figures(text) if not each.percent and each.last is None]
    if whole.text == text and whole.value in values:
        del values[: values.index(whole.value) + 1]
    return values


def _by_element(facts: Iterable[Fact]) -> dict[str | None, list[Fact]]:
    """The facts of each element, in their order."""
    found: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.element].append(fact)
    return found


def _list_after(facts: Sequence[Fact], number: int) -> list[Fact]:
    """The professions that the sentence of a whole lists, or the sentence right after it."""
    whole = facts[number]
    following = facts[number + 1 :]
    if not following:
        return []
    text = following[0].text
    found = []
    for fact in following:
        if fact.text != text:
            break
        if _is_profession(fact) and fact.owner == whole.owner:
            found.append(fact)
    return found


def _is_profession(fact: Fact) -> bool:
    """Whether the fact counts people of a profession, or of several together."""
    words = (fact.quantity or "").split()
    if fact.unit is not None or not words:
        return False
    last = counted(_renamed(fact, words[-1]))
    return last is not None and last.concept == "profession"


def _renamed(fact: Fact, quantity: str) -> Fact:
    return Fact(fact.id, fact.text, quantity=quantity, value=fact.value)


def _total(facts: Iterable[Fact]) -> Decimal:
    return sum((fact.value or Decimal(0) for fact in facts), Decimal(0))


def _sum_finding(whole: Fact, parts: Sequence[Fact], case: str) -> Finding:
    calculation = " + ".join(said(part.value or Decimal(0)) for part in parts)
    return Finding(
        "R30", element=whole.element, field="text", place=whole.place, quote=whole.text[:120],
        params={"calculation": f"{calculation} = {said(_total(parts))}", "whole": told(whole)},
        case=case, group=whole.text[:80],
    )  # fmt: skip


@rule("R30", level="info", source=SOURCE)
def workplaces_together(plan: Examined) -> Iterator[Finding]:
    """What the workplaces have does not add up to what the unit is said to have.

    Source: as above.
    """
    names = {unit.name for unit in plan.document.units}
    facts = [fact for fact in facts_of(plan) if is_current(fact) and counted(fact) is not None]
    of_workplaces: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.owner in names and fact.as_of is None:
            of_workplaces[fact.quantity].append(fact)
    for whole in facts:
        if whole.owner in names or whole.value is None or whole.as_of is not None:
            continue
        parts = {fact.owner: fact for fact in of_workplaces[whole.quantity]}
        total = _total(parts.values())
        margin = total * ROUGHLY if any(part.approximate for part in parts.values()) else Decimal(0)
        is_whole = len(parts) == len(names) and abs(total - whole.value) > margin
        if len(parts) > 1 and (is_whole or total - whole.value > margin):
            yield _sum_finding(whole, list(parts.values()), "workplaces")


@rule("R30", level="info", source=SOURCE)
def names_of_workplaces(plan: Examined) -> Iterator[Finding]:
    """The text says how many workplaces there are, and lists another number of them.

    Source: as above.
    """
    texts = _texts_by_element(plan) if plan.document.units else {}
    for fact in facts_of(plan) if plan.document.units else ():
        known = counted(fact)
        if known is None or known.concept not in {"workplace", "group"} or not is_current(fact):
            continue
        kind = WORKPLACES.get(known.plural)
        units = [unit for unit in plan.document.units if unit.kind == kind and kind is not None]
        listed = _named_in(units, _with_next(plan, texts.get(fact.element, ()), fact))
        if len(listed) >= _LISTED_NAMES and fact.value != len(listed):
            yield Finding(
                "R30", element=fact.element, field="text", place=fact.place, quote=fact.text[:120],
                params={
                    "whole": told(fact), "number": str(len(listed)), "names": tuple(listed),
                },
                case="names", group=fact.text[:80],
            )  # fmt: skip


def _texts_by_element(plan: Examined) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = defaultdict(list)
    for text in plan.texts:
        found[text.element].append(text.words)
    return found


def _with_next(plan: Examined, texts: Iterable[str], fact: Fact) -> str:
    """The sentence of a fact, and the one after it when that goes on with the list."""
    for words in texts:
        if fact.text in words:
            rest = words.split(fact.text, 1)[1].lstrip()
            following = re.split(r"(?<=[.!?])\s", rest, maxsplit=1)[0]
            has_names = any(unit.name in fact.text for unit in plan.document.units)
            return fact.text if has_names else f"{fact.text} {following}"
    return fact.text


def _named_in(units: Iterable[UnitItem], text: str) -> list[str]:
    return [
        unit.name
        for unit in units
        if unit.name in text and re.search(rf"(?<!\w){re.escape(unit.name)}\b", text)
    ]


@rule("R30", level="info", source=SOURCE)
def shares_of_all(plan: Examined) -> Iterator[Finding]:
    """The shares of women and men, who are all there are, do not add up to a hundred.

    Source: as above.
    """
    known = [each for each in shares(facts_of(plan)) if is_current(each.fact)]
    for pair in _PAIRS:
        groups: dict[tuple[object, ...], dict[str, Fact]] = defaultdict(dict)
        for each in known:
            if each.said in pair and each.fact.unit == "%":
                key = (each.group, each.fact.owner, each.fact.as_of, each.fact.element)
                groups[key].setdefault(each.said, each.fact)
        for both in groups.values():
            if len(both) < len(pair):
                continue
            parts = list(both.values())
            margin = 3 if any(part.approximate for part in parts) else 1
            if abs(_total(parts) - _HUNDRED) > margin:
                yield _sum_finding(parts[0], parts, "shares")


@rule("R30", level="info", source=SOURCE)
def part_and_its_share(plan: Examined) -> Iterator[Finding]:
    """A number of people and the percentage that it is said to be do not fit the whole.

    Source: as above.
    """
    facts = [fact for fact in facts_of(plan) if is_current(fact)]
    wholes = {
        fact.owner: fact for fact in facts if (known := counted(fact)) and known.concept == "staff"
    }
    by_text: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_text[fact.text].append(fact)
    for each in shares(facts):
        part = next(
            (
                fact for fact in by_text[each.fact.text]
                if fact.unit is None
                and ((fact.quantity or "").endswith(" " + each.said) or _is_equalled(fact))
            ),
            None,
        )  # fmt: skip
        whole = wholes.get(each.fact.owner)
        if part is None or whole is None or not whole.value or part.value is None:
            continue
        share = _HUNDRED * part.value / whole.value
        stated = each.fact.value or Decimal(0)
        rough = any(fact.approximate for fact in (part, whole, each.fact))
        if abs(share - stated) > (2 if rough else 1):
            yield Finding(
                "R30", element=part.element, field="text", place=part.place, quote=part.text[:120],
                params={
                    "calculation": f"{said(part.value)} / {told(whole)} = "
                    f"{said(rounded(share))}\u00a0%",
                    "whole": told(each.fact),
                },
                case="part", group=part.text[:80],
            )  # fmt: skip


def _is_equalled(fact: Fact) -> bool:
    """Whether a number of people is what a share before it comes to ("vilket motsvarar …")."""
    known = counted(fact)
    return (
        known is not None
        and known.concept in {"served", "staff"}
        and _EQUALS.search(fact.text) is not None
    )


@rule("R30", level="info", source=SOURCE)
def stated_mean(plan: Examined) -> Iterator[Finding]:
    """How many there are on average in a group is not the whole divided by the groups.

    Source: as above.
    """
    facts = [fact for fact in facts_of(plan) if is_current(fact) and fact.unit is None]
    for fact in facts:
        what = (fact.quantity or "").removesuffix(" i genomsnitt")
        if what == fact.quantity or not fact.value:
            continue
        wholes = _counts(facts, fact.owner, {what})
        groups = _counts(facts, fact.owner, _groups_named(fact.text))
        if len(wholes) != 1 or len(groups) != 1 or not wholes[0].value or not groups[0].value:
            continue
        mean = wholes[0].value / groups[0].value
        if abs(mean - fact.value) > max(_ROUNDED, mean * ROUGHLY):
            yield Finding(
                "R30", element=fact.element, field="text", place=fact.place, quote=fact.text[:120],
                params={
                    "calculation": f"{told(wholes[0])} / {told(groups[0])} = "
                    f"{said(rounded(mean))}",
                    "whole": told(fact),
                },
                case="part", group=fact.text[:80],
            )  # fmt: skip


def _counts(facts: Iterable[Fact], owner: str | None, wanted: AbstractSet[str]) -> list[Fact]:
    """One fact for each value of what is wanted, of the same owner."""
    found = [
        fact for fact in facts
        if fact.owner == owner and fact.quantity in wanted and counted(fact) is not None
    ]  # fmt: skip
    return list({fact.value: fact for fact in found}.values())


def _groups_named(text: str) -> set[str]:
    """The kinds of groups that a sentence on a mean is about: "avdelningarna", "per avdelning"."""
    nouns = (noun(word) for word in re.findall(r"[^\W\d_]+", text))
    kinds = {"group", "workplace"}
    return {each.plural for each in nouns if each is not None and each.concept in kinds}


@rule("R30", level="info", source=SOURCE)
def weighted_mean(plan: Examined) -> Iterator[Finding]:
    """A percentage for all does not fit those of women and men, weighed by how many they are.

    Source: as above; sick leave and turnover are shown in all and by gender (SKR's definitions).
    """
    facts = [fact for fact in facts_of(plan) if is_current(fact) and fact.unit == "%"]
    weights = {
        (each.fact.owner, each.said): each.fact.value
        for each in shares(facts)
        if each.group is None and each.fact.value is not None
    }
    groups: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        groups.setdefault((measure_of(fact), fact.owner, fact.as_of), fact)
    for whole in facts:
        of_all = measure_of(whole)
        if of_all is None or of_all[1] is not None or whole.value is None:
            continue
        for pair in _PAIRS:
            first, second = (
                groups.get(((of_all[0], who), whole.owner, whole.as_of)) for who in pair
            )
            if first is None or second is None or first.value is None or second.value is None:
                continue
            calculation, mean = _mean((first, second), weights, whole.owner, pair)
            low, high = sorted((first.value, second.value))
            margin = _margin((whole, first, second))
            is_outside = whole.value < low - margin or whole.value > high + margin
            is_off = mean is not None and abs(mean - whole.value) > margin
            if is_outside or is_off:
                yield Finding(
                    "R30", element=whole.element, field="text", place=whole.place,
                    quote=whole.text[:120], case="mean", group=whole.text[:80],
                    params={
                        "measure": of_all[0], "whole": told(whole), "first": told(first),
                        "second": told(second), "calculation": calculation,
                    },
                )  # fmt: skip


def _mean(
    parts: tuple[Fact, Fact],
    weights: dict[tuple[str | None, str], Decimal],
    owner: str | None,
    pair: tuple[str, str],
) -> tuple[str, Decimal | None]:
    """How the mean is computed and what it is; without known weights, the two it lies between."""
    known = [weights.get((owner, who)) for who in pair]
    one, other = known
    first, second = (part.value or Decimal(0) for part in parts)
    if one is None and other is not None:
        one = _HUNDRED - other
    if other is None and one is not None:
        other = _HUNDRED - one
    if one is None or other is None:
        return f"{said(min(first, second))}–{said(max(first, second))}\u00a0%", None
    mean = (one * first + other * second) / _HUNDRED
    weighed = f"{said(one / _HUNDRED)} × {said(first)} + {said(other / _HUNDRED)} × {said(second)}"
    return f"{weighed} = {said(rounded(mean))}\u00a0%", mean


def _margin(facts: Iterable[Fact]) -> Decimal:
    """How far rounding, and "about", may have moved the values."""
    margin = Decimal("0.6")
    for fact in facts:
        exponent = (fact.value or Decimal(0)).as_tuple().exponent
        if isinstance(exponent, int) and exponent < 0:
            margin = min(margin, Decimal("0.3"))
    rough = any(fact.approximate for fact in facts)
    return margin + (Decimal("0.5") if rough else Decimal(0))
