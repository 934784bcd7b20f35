# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""R30: parts that a sentence lists after their whole, in its own words or in money.

"Vi hade 900 besök, varav 600 på torget och 400 i parken", "budgeten är 12 mnkr, fördelat på
personal 8 mnkr och lokaler 3 mnkr", "52 anställda, 40 kvinnor och 14 män".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plandoc.checks.examined import Examined, Text
from plandoc.checks.findings import Finding
from plandoc.checks.rule import rule
from plandoc.checks.stated import ROUGHLY, said
from plandoc.checks.sums import SOURCE
from plandoc.facts.numbers import Figure, find_figures
from plandoc.facts.vocabulary import noun, unit_at
from plandoc.words import sentences

_MONEY = frozenset({"kr", "tkr", "mnkr", "mdkr"})
_LEAST_PARTS = 2
# All of the whole is divided after these, and some of it after "varav".
_ALL = re.compile(
    r"\b(?:fördela[dt]e?s?|uppdela[dt]e?|delas upp|fördelar sig)\s+(?:på|mellan|enligt)\b"
)
_SOME = re.compile(r"\bvarav\b")
# Where the parts are: places exclude each other, as qualities do not.
_PLACED = re.compile(r"\s+(?:st\s+)?(?:på|i|vid|hos|inom|från|till)\s+(?=\w)")
_GENDERS = re.compile(
    r"(?P<a>\d+)\s+(?P<one>kvinnor|flickor|män|pojkar)\s+(?:och|samt|,)\s*(?P<b>\d+)\s+"
    r"(?P<other>kvinnor|flickor|män|pojkar)\b"
)
_PEOPLE = frozenset({"served", "staff", "profession"})


@dataclass(frozen=True, slots=True)
class _Amount:
    """A figure of a sentence with its unit of money ("" for counts), and whether it is placed."""

    figure: Figure
    unit: str
    placed: bool

    @property
    def value(self) -> Decimal:
        return self.figure.value


@rule("R30", level="info", source=SOURCE)
def parts_of_a_sentence(plan: Examined) -> Iterator[Finding]:
    """The parts that a sentence lists are more than their whole, or another sum than it.

    Source: the plan's own figures; parts sum to the whole, or the text says what is left out.
    """
    for text in plan.texts:
        for sentence in () if text.title else sentences(text.words):
            divided = _ALL.search(sentence) or _SOME.search(sentence)
            if divided is not None:
                yield from _listed(text, sentence, divided)
            yield from _by_gender(text, sentence)


def _listed(text: Text, sentence: str, divided: re.Match[str]) -> Iterator[Finding]:
    figures = [each for each in find_figures(sentence) if not each.percent and each.last is None]
    before = [each for each in figures if each.end <= divided.start()]
    after = [each for each in figures if each.start >= divided.end()]
    if not before or len(after) < _LEAST_PARTS or any(each.bound for each in (*before, *after)):
        return
    whole = _amount(sentence, before[-1])
    parts = [_amount(sentence, each) for each in after]
    is_money = bool(whole.unit) and all(each.unit in ("", whole.unit) for each in parts)
    is_placed = not whole.unit and all(each.placed for each in parts)
    if not (is_money or is_placed):
        return
    total = sum((each.value for each in parts), Decimal(0))
    is_some = _SOME.fullmatch(divided[0]) is not None
    margin = _margin([whole, *parts])
    if total > whole.value + margin or (not is_some and total < whole.value - margin):
        yield _finding(text, sentence, [each.value for each in parts], _told(sentence, whole))


def _amount(sentence: str, figure: Figure) -> _Amount:
    measured = unit_at(sentence, figure.end)
    unit = measured[0] if measured and measured[0] in _MONEY else ""
    placed = measured is None and _PLACED.match(sentence, figure.end) is not None
    return _Amount(figure, unit, placed)


def _margin(amounts: Sequence[_Amount]) -> Decimal:
    """How far rounding may have moved the sum, and "about" what it is held against."""
    exponents = [each.value.as_tuple().exponent for each in amounts]
    smallest = min((each for each in exponents if isinstance(each, int)), default=0)
    rounding = Decimal(1).scaleb(smallest) * len(amounts) / 2 if smallest < 0 else Decimal(0)
    rough = any(each.figure.approximate for each in amounts)
    return rounding + (amounts[0].value * ROUGHLY if rough else Decimal(0))


def _by_gender(text: Text, sentence: str) -> Iterator[Finding]:
    """The women and men who are said to be those of a number before are more, or fewer, than it."""
    pair = _GENDERS.search(sentence)
    if pair is None or pair["one"] == pair["other"]:
        return
    before = [each for each in find_figures(sentence[: pair.start()]) if not each.percent]
    whole = before[-1] if before else None
    if whole is None or whole.bound or whole.approximate or whole.last is not None:
        return
    after = sentence[whole.end : pair.start()].split()
    counted = noun(after[0].strip(",:(")) if after else None
    if counted is None or counted.concept not in _PEOPLE:
        return
    parts = [Decimal(pair["a"]), Decimal(pair["b"])]
    if sum(parts) != whole.value:
        yield _finding(text, sentence, parts, f"{said(whole.value)} {counted.plural}")


def _told(sentence: str, amount: _Amount) -> str:
    """The whole as it is written: "12 mnkr", "900 besök"."""
    if amount.unit:
        return f"{said(amount.value)} {amount.unit}"
    word = re.match(r"\s+([^\W\d_]+)", sentence[amount.figure.end :])
    return f"{said(amount.value)} {word[1]}" if word else said(amount.value)


def _finding(text: Text, sentence: str, parts: Sequence[Decimal], whole: str) -> Finding:
    total = said(sum(parts, Decimal(0)))
    calculation = f"{' + '.join(map(said, parts))} = {total}"
    return Finding(
        "R30", element=text.element, field=text.field, place=text.place, quote=sentence[:120],
        params={"calculation": calculation, "whole": whole}, case="parts", group=sentence[:80],
    )  # fmt: skip
