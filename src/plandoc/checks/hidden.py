# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""R6: a target that hides in a text, and the indicator that it could be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding, Proposal
from plandoc.checks.rule import Source, rule
from plandoc.checks.stated import facts_of, said
from plandoc.facts.vocabulary import MEASURE, noun
from plandoc.model import Activity, ExpectedResult, Fact, Goal

# What measures a result; hours and days are mostly how something is done.
_UNITS = frozenset({"%", "‰", "procentenheter", "ton CO2e", "kg CO2e", "kWh", "MWh", "GWh", "gram"})
_UNTIL = re.compile(r"\b(?:till|år|senast|under|fram till|före|innan)\s+(?:år\s+)?((?:20)\d\d)\b")
_SHALL = re.compile(
    r"\b(?:ska|skall|bör|måste|målet|minst|högst|max|lägst|senast|uppgå|överstiga)\b", re.IGNORECASE
)
_FORECAST = re.compile(
    r"\b(?:förväntas|beräknas|prognos\w*|uppskattas|antas|väntas)\b", re.IGNORECASE
)
# "Andel inventerade avlopp: 100 %" is a listed indicator, though it stands in no table.
_LISTED = re.compile(r"\W*(?:andel|antal)\w*\b[^:.]*:\s*\S", re.IGNORECASE)
_TIME_IN_NAME = re.compile(r"\b(?:senast|20\d\d)\b", re.IGNORECASE)
_LONGEST_NAME = 80
# A name that was cut does not end in the middle of a phrase.
_LOOSE_END = re.compile(r"(?:\s+(?:bland|av|i|på|för|som|och|att|med|till|hos|deras|sin|sitt))+$")


@rule("R6", level="info", source=Source("audit", "Skinnskattebergs kommun 2013"))
def hidden_indicator(plan: Examined) -> Iterator[Finding]:
    """A goal's or an activity's text holds a target that no indicator measures.

    Source: the auditors' formal criticism of Skinnskatteberg 2013, that goals could not be
    measured; here the goal's own text holds the number.
    """
    for fact in facts_of(plan):
        if fact.quantity is None or not _is_target(plan, fact) or not _states_a_target(plan, fact):
            continue
        if _measured(plan, fact):
            continue
        name, value, year = _name(fact), _value(fact), _year(plan, fact)
        written = f"{name}: {value}" + (f" ({year})" if year else "")
        yield Finding(
            "R6", element=fact.element, field="text", place=fact.place, quote=fact.text[:160],
            params={
                "name": name, "target": value, "year": year, "unit": fact.unit or "",
                "proposal": written,
            },
            proposal=Proposal("indicators", "", written), group=fact.text[:80],
        )  # fmt: skip


def _is_target(plan: Examined, fact: Fact) -> bool:
    """Whether the fact is a value to reach that can be measured.

    A limit of a named measure is ("väntetiden är högst 14 dagar"), and a least number of anything
    in an expected result; elsewhere, only of those whom the work is for.
    """
    if fact.value is None or fact.quantity is None:
        return False
    if fact.unit in _UNITS:
        return True
    if fact.unit is not None or fact.bound is None:
        return fact.bound is not None and MEASURE.fullmatch(fact.quantity) is not None
    known = noun(fact.quantity.split()[0])
    is_result = isinstance(plan.elements.get(fact.element or ""), ExpectedResult)
    return is_result or (known is not None and known.concept == "served")


def _states_a_target(plan: Examined, fact: Fact) -> bool:
    """Whether it is said of what shall be reached, and not of how it is or is foreseen.

    An activity may name a limit that is no target ("kartlägger all frånvaro över 10 procent").
    """
    if plan.is_report or _FORECAST.search(fact.text) or _LISTED.match(fact.text):
        return False
    if _TIME_IN_NAME.search(fact.quantity or ""):
        return False  # what is measured was not understood
    element = plan.elements.get(fact.element or "")
    if not isinstance(element, Goal | ExpectedResult | Activity) or not fact.target:
        return False
    if isinstance(element, ExpectedResult) and fact.unit == "%" and fact.bound is None:
        return not fact.approximate  # an exact share that is expected, with or without "ska"
    with_bound = fact.bound is not None and not isinstance(element, Activity)
    return with_bound or _SHALL.search(fact.text) is not None


def _measured(plan: Examined, fact: Fact) -> bool:
    """Whether an indicator near the text has the value as its target already."""
    near = _near(plan, fact.element)
    return any(
        target.value == fact.value
        for indicator in plan.document.indicators
        if not near or indicator.goal in near
        for target in indicator.targets
    )


def _near(plan: Examined, element: str | None) -> set[str]:
    """The goals that the text belongs to, with the goals right above and below them."""
    found = plan.elements.get(element or "")
    if isinstance(found, Activity):
        own = [plan.goals[each] for each in found.goals if each in plan.goals]
    else:
        own = [
            goal for goal in plan.document.goals
            if goal.id == element or any(each.id == element for each in goal.expected_results)
        ]  # fmt: skip
    near = {goal.id for goal in own} | {goal.parent for goal in own if goal.parent}
    return near | {child.id for goal in own for child in plan.children(goal)}


def _name(fact: Fact) -> str:
    """What the indicator could be called: "Andel ekologiska livsmedel", "Antal elever"."""
    quantity = fact.quantity or ""
    known = noun(quantity.split()[0]) if quantity else None
    if fact.unit is None and known is not None:
        quantity = f"antal {quantity}"
    if len(quantity) > _LONGEST_NAME:
        quantity = _LOOSE_END.sub("", quantity[:_LONGEST_NAME].rsplit(" ", 1)[0])
    return quantity[:1].upper() + quantity[1:]


def _value(fact: Fact) -> str:
    """The target as written in a plan: "minst 60 %"."""
    limit = {"at_least": "minst ", "at_most": "högst "}.get(fact.bound or "", "")
    unit = f"\u00a0{fact.unit}" if fact.unit else ""
    return f"{limit}{said(fact.value or Decimal(0))}{unit}"


def _year(plan: Examined, fact: Fact) -> str:
    """The year that the text names, else the activity's, else the period's; empty if none."""
    until = _UNTIL.search(fact.text)
    if until:
        return until[1]
    element = plan.elements.get(fact.element or "")
    if isinstance(element, Activity) and element.due is not None and element.due.date:
        return element.due.date[:4]
    period = plan.document.period
    if period is None or not period.end or (period.start or period.end)[:4] != period.end[:4]:
        return ""
    return period.end[:4]
