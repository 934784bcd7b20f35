# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""R28: figures of the text that, put together, break the target of an indicator.

What is computed follows from the indicator's own name: "Antal barn per grupp" is a number of
children through a number of groups, "Andel förskollärare av totalt antal anställda" a number of
teachers through all who work there, and "Sjukfrånvaro" is a value that the text itself may state.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding
from plandoc.checks.rule import Source, rule
from plandoc.checks.stated import (
    ROUGHLY,
    counted,
    facts_of,
    is_current,
    is_in_all,
    measure_of,
    rounded,
    said,
    shares,
    told,
)
from plandoc.facts.vocabulary import (
    ALL_STAFF,
    MEASURE,
    WITH_CHILDREN,
    Noun,
    better_less,
    better_more,
    is_all_staff,
    noun,
)
from plandoc.model import Fact, Indicator, Target
from plandoc.words import fold

_WORD = re.compile(r"[^\W\d_]+")
_PER = re.compile(r"\b(?:per|på varje)\b", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"\bandel(?:en)?\s+(?P<part>.+?)\s+(?:av|bland)\s+(?P<whole>.+)", re.IGNORECASE
)
_SHARE = re.compile(r"\bandel(?:en)?\s+(?P<part>.+)", re.IGNORECASE)
_QUALIFIED = re.compile(r"(?:legitimera|behörig|utbilda|examinera|certifiera)", re.IGNORECASE)
_ANYBODY = "personer"
_FEW = 2  # values of the same, which contradict each other
# Words of an indicator's name that do not change what is measured.
_PLAIN = frozenset(
    {"andel", "andelen", "total", "totalt", "totala", "i", "procent", "för", "enheten", "enhetens",
     "genomsnittlig", "medarbetare", "medarbetarnas", "anställda", "personal", "personalens", "vår"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Derived:
    """A value computed from facts, and how ("132 barn / 8 grupper"); empty if it is stated itself.

    `facts` are those it was computed from, the first one where the finding stands.
    """

    value: Decimal
    how: str
    facts: tuple[Fact, ...]
    unit: str = ""

    @property
    def approximate(self) -> bool:
        """Whether any of the facts is only about so much."""
        return any(fact.approximate for fact in self.facts)


@rule("R28", level="info", source=Source("model", "Indikatorns målvärde"))
def broken_target(plan: Examined) -> Iterator[Finding]:
    """Figures that the text states break the target of an indicator when they are put together.

    Source: the plan's own target. Skolverket's key ratios are computed in this way, and a reader
    with the plan in hand computes them too (132 children in 8 groups are 16.5 a group).
    """
    current = [fact for fact in facts_of(plan) if is_current(fact)]
    by_owner: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in current:
        by_owner[fact.owner].append(fact)
    for indicator in plan.document.indicators:
        target = target_of(indicator)
        direction = direction_of(indicator)
        if target is None or target.value is None or direction is None:
            continue
        for owner, own in by_owner.items():
            found = list(_derived(indicator, target, own))
            broken = [each for each in found if _breaks(each, target.value, direction)]
            if found and len(broken) == len(found):
                best = min(broken, key=lambda each: abs(each.value - (target.value or 0)))
                yield _finding(indicator, target, best, owner, direction)


def _finding(
    indicator: Indicator, target: Target, best: Derived, owner: str | None, direction: str
) -> Finding:
    first = best.facts[0]
    unit = "\u00a0%" if best.unit == "%" else ""
    value = said(rounded(best.value, target.value or Decimal(1))) + unit
    return Finding(
        "R28", element=first.element, field="text", place=first.place, quote=first.text[:120],
        params={
            "indicator": indicator.name,
            "calculation": f"{best.how} = {value}" if best.how else value,
            "target": f"{said(target.value or Decimal(0))}{unit}", "owner": owner or "",
        },
        case="above" if direction == "less" else "below", group=f"{indicator.name} {owner}",
    )  # fmt: skip


def target_of(indicator: Indicator) -> Target | None:
    """The unit's own target of an indicator, else the council's."""
    valued = [each for each in indicator.targets if each.value is not None]
    own = [each for each in valued if each.set_by == "unit"]
    return next(iter(own or valued), None)


def direction_of(indicator: Indicator) -> str | None:
    """Whether more or less is better: as the indicator says, else as its name makes plain."""
    if indicator.direction in {"more", "less"}:
        return indicator.direction
    if indicator.direction == "interval":
        return None
    if _PER.search(indicator.name) or better_less(indicator.name):
        return "less"
    return "more" if better_more(indicator.name) or _part_of_staff(indicator.name) else None


def _part_of_staff(name: str) -> Noun | None:
    """The profession whose share of the staff an indicator is."""
    match = _SHARE_OF.search(name) or _SHARE.search(name)
    if match is None:
        return None
    named = [found for word in _WORD.findall(match["part"]) if (found := noun(word)) is not None]
    whole = match.groupdict().get("whole")
    if whole is not None:
        of = [found for word in _WORD.findall(whole) if (found := noun(word)) is not None]
        if not of or of[0].concept != "staff":
            return None
    elif _QUALIFIED.match(match["part"]) and not match["part"].endswith("förskollärare"):
        return None  # "andel legitimerade lärare" is a share of the teachers
    is_one = len(named) == 1 and named[0].concept == "profession"
    return named[0] if is_one and not named[0].plural.endswith("vikarier") else None


def _derived(indicator: Indicator, target: Target, facts: list[Fact]) -> Iterator[Derived]:
    """What the facts of one owner give for the indicator; several when it can be read in ways."""
    per = _PER.search(indicator.name)
    if per:
        yield from _ratio(indicator.name[: per.start()], indicator.name[per.end() :], facts)
        return
    part = _part_of_staff(indicator.name)
    if part is not None:
        yield from _share_of_staff(part, facts)
        return
    yield from _stated(indicator, target, facts)


def _ratio(of: str, per: str, facts: list[Fact]) -> Iterator[Derived]:
    """So many of one through so many of the other: children per group, staff per manager."""
    upper = [found for word in _WORD.findall(of) if (found := noun(word)) is not None]
    lower = [found for word in _WORD.findall(per) if (found := noun(word)) is not None]
    if not upper or not lower:
        return
    tops = _distinct(fact for fact in facts if _counts(fact, upper[-1]))
    if not tops and upper[-1].concept == "served":  # "här bor 22 personer" tells of the residents
        tops = _distinct(fact for fact in facts if fact.quantity == _ANYBODY and is_in_all(fact))
    bottoms = _distinct(fact for fact in facts if _counts(fact, lower[0]))
    for top, bottom in product(tops, bottoms):
        if top.value and bottom.value:
            yield _divided(top, bottom)


def _divided(top: Fact, bottom: Fact, factor: int = 1) -> Derived:
    value = factor * (top.value or Decimal(0)) / (bottom.value or Decimal(1))
    return Derived(
        value, f"{told(top)} / {told(bottom)}", (top, bottom), "%" if factor == 100 else ""
    )


def _share_of_staff(part: Noun, facts: list[Fact]) -> Iterator[Derived]:
    """The profession's share of all who work there, and of those who work with the children."""
    top = _only([fact for fact in facts if _counts(fact, part)])
    if top is None or top.value is None:
        return
    for everybody in _distinct(fact for fact in facts if _counts(fact, Noun(ALL_STAFF, "staff"))):
        if everybody.value and everybody.value >= top.value:
            yield _divided(top, everybody, 100)
    if _is_with_children(part.plural):
        near = [
            fact for fact in facts
            if fact.text == top.text
            and (known := counted(fact))
            and _is_with_children(known.plural)
        ]  # fmt: skip
        together = sum((fact.value or Decimal(0) for fact in near), Decimal(0))
        if len(near) > 1:
            how = f"{told(top)} / {said(together)} ({', '.join(told(fact) for fact in near)})"
            yield Derived(100 * top.value / together, how, (top, *near), "%")


def _is_with_children(plural: str) -> bool:
    return any(plural.endswith(name) or plural.startswith(name) for name in WITH_CHILDREN)


def _stated(indicator: Indicator, target: Target, facts: list[Fact]) -> Iterator[Derived]:
    """A value that the text states of the very thing that the indicator measures."""
    name = [word for word in fold(indicator.name).split() if word not in _PLAIN]
    measures = [match["measure"].casefold() for match in MEASURE.finditer(indicator.name)]
    unit = "%" if "%" in (target.unit or "") or "%" in target.text else None
    same = [
        fact for fact in facts
        if (unit is None or fact.unit == unit) and _names_same(fact, indicator, name, measures)
        and (target.year is None or fact.as_of is None or fact.as_of.startswith(str(target.year)))
    ]  # fmt: skip
    found = _only(same)
    if found is not None and found.value is not None:
        yield Derived(found.value, "", (found,), unit or "")


def _names_same(fact: Fact, indicator: Indicator, name: list[str], measures: list[str]) -> bool:
    measure = measure_of(fact)
    if measure is not None and measure[1] is None and measures == [measure[0]]:
        return len(name) == 1
    share = shares([fact])
    if share and share[0].group is not None:  # "andel behöriga bland lärare"
        words = fold(indicator.name).split()
        return sorted(words) == sorted(["andel", *fold(share[0].said).split(), share[0].group])
    return fact.quantity is not None and _folded(fact.quantity) == _folded(indicator.name)


_folded = lru_cache(maxsize=10_000)(fold)


def _counts(fact: Fact, wanted: Noun) -> bool:
    """Whether the fact says how many there are of what is wanted: "barn" are "förskolebarn"."""
    known = counted(fact)
    if known is None or known.concept != wanted.concept:
        return False
    if wanted.concept == "staff":
        return is_all_staff(known.plural)
    if wanted.concept == "group":
        return True
    return known.plural.endswith(wanted.plural) or wanted.plural.endswith(known.plural)


def _only(facts: Iterable[Fact]) -> Fact | None:
    """The one value that the facts agree on; None when they differ (another rule's matter)."""
    found = list(facts)
    return found[0] if found and len({fact.value for fact in found}) == 1 else None


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each value, of few; none when they are so many that they count other things.

    That they differ is another rule's matter: a target that each of them breaks is broken.
    """
    found = list({fact.value: fact for fact in facts}.values())
    return found if len(found) <= _FEW else []


def _breaks(derived: Derived, target: Decimal, direction: str) -> bool:
    value = rounded(derived.value, target)
    margin = target * ROUGHLY if derived.approximate else Decimal(0)
    return value > target + margin if direction == "less" else value < target - margin
