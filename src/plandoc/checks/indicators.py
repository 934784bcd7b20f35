# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indicators: their targets, their units and directions, and whether they are split by gender."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding, Proposal
from plandoc.checks.goals import concerns
from plandoc.checks.phrases import BY_PERSON, PEOPLE
from plandoc.checks.rule import Source, rule
from plandoc.facts.vocabulary import better_less, better_more
from plandoc.model import Indicator, Outcome, SetBy, Target
from plandoc.words import fold

# What a share is of stands among the first words: "Andel nöjda föräldrar till barn i …".
_WORDS_OF_SHARE = 4
# A share, a mark or a number of days is smaller: so many are counted, of what the name says.
_A_COUNT = 1000
# "Sjukfrånvaro, %", "Handläggningstid, veckor", "Nettokostnad (tkr)".
_UNIT_IN_NAME = re.compile(
    r"%|‰|\bprocent\b|[,(:/]\s*(?:i\s+)?(?:kr|kronor|tkr|mnkr|mkr|mdkr|minuter|timmar|dagar"
    r"|dygn|veckor|månader|år|kg|ton|gram|km|mil|m2|m²|kvm|kWh|MWh|GWh|antal|andel|poäng|skala)"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)


@rule("R1", level="warning", source=Source("audit", "Skinnskattebergs kommun 2013"))
def own_targets(plan: Examined) -> Iterator[Finding]:
    """An indicator has no target of the plan's own: only the council's, or none at all.

    Source: goals that cannot be measured are the commonest ground for formal criticism
    (Skinnskatteberg 2013). The council's target is the city's mean; the unit's own is what the
    unit answers for.
    """
    if plan.is_report or not _has_target_column(plan, "unit"):
        return
    for indicator in plan.document.indicators:
        own = any(target.set_by == "unit" for target in indicator.targets)
        if own or not concerns(plan, indicator.goal):
            continue
        case = "" if indicator.targets else "none"
        yield _finding("R1", indicator, "targets", case)


@rule("R1", level="warning", source=Source("audit", "Skinnskattebergs kommun 2013"))
def targets_of_the_year(plan: Examined) -> Iterator[Finding]:
    """An indicator has targets for earlier years only, when most have one for the plan's year.

    Source: as for own targets.
    """
    period = plan.document.period
    if plan.is_report or period is None or not period.start:
        return
    year = int(period.start[:4])
    with_targets = [each for each in plan.document.indicators if each.targets]
    absent = [each for each in with_targets if not any(_is_for(t, year) for t in each.targets)]
    if 2 * len(absent) < len(with_targets):
        for indicator in absent:
            yield _finding("R1", indicator, "targets", "year", year=str(year))


def _is_for(target: Target, year: int) -> bool:
    """Whether a target holds in a year, or in some later one; one without a year always does."""
    return target.year is None or target.year >= year


@rule(
    "R2",
    level="error",
    imported="warning",
    source=Source("audit", "Göteborgs stad, arbetet med budgetmålen"),
)
def complete_indicators(plan: Examined) -> Iterator[Finding]:
    """It is not said whether more or less is better, or what the figure counts.

    Source: without a direction and a unit every colour is a guess (Göteborg: indicators that pull
    in different directions). A document that was read in has no place for the direction.
    """
    for indicator in plan.document.indicators:
        if not _is_inherited(plan, indicator):
            yield from _incomplete(indicator)


@rule("R2", level="warning", source=Source("audit", "Göteborgs stad, arbetet med budgetmålen"))
def complete_inherited_indicators(plan: Examined) -> Iterator[Finding]:
    """The same of an indicator of the council's or the board's, in a unit's plan.

    Source: as for the unit's own. It is not the unit that can say it, so it stops no decision.
    """
    for indicator in plan.document.indicators:
        if _is_inherited(plan, indicator):
            yield from _incomplete(indicator)


@rule("R3", level="warning", source=Source("audit", "Skinnskattebergs kommun 2013"))
def targets_in_figures(plan: Examined) -> Iterator[Finding]:
    """A target is words, and no other target of the indicator is a figure.

    Source: a target that is no figure cannot be reached or missed (Skinnskatteberg 2013).
    """
    for indicator in plan.document.indicators:
        if any(target.value is not None for target in indicator.targets):
            continue
        if not concerns(plan, indicator.goal):
            continue
        worded = next(
            (target.text for target in indicator.targets if any(map(str.isalpha, target.text))),
            None,
        )
        if worded is not None:
            yield _finding("R3", indicator, "targets", target=worded)


@rule("R35", level="warning", source=Source("guidance", "Stockholms stads årsredovisning"))
def split_by_gender(plan: Examined) -> Iterator[Finding]:
    """A share of people is not split by gender.

    Source: indicators that count individuals are reported by gender where figures are to be had.
    Only shares of people and judgements by people are recognised: other counts may be of anything.
    """
    for indicator in plan.document.indicators:
        if indicator.gender or any(each.group != "total" for each in indicator.outcomes):
            continue
        if _is_of_people(indicator.name) and concerns(plan, indicator.goal):
            yield _finding("R35", indicator, "gender")


def _finding(code: str, indicator: Indicator, field: str, case: str = "", **more: str) -> Finding:
    return Finding(
        code, indicator.id, field, indicator.place, case=case, quote=more.get("target", ""),
        params={"name": indicator.name, **more},
    )  # fmt: skip


def _incomplete(indicator: Indicator) -> Iterator[Finding]:
    if indicator.direction == "unknown":
        yield replace(
            _finding("R2", indicator, "direction", "direction"), proposal=_direction(indicator)
        )
    if _lacks_unit(indicator):
        yield _finding("R2", indicator, "unit_of_measure", "unit")


def _direction(indicator: Indicator) -> Proposal | None:
    """What the name makes plain, where it does: nobody has to think about sick leave."""
    if better_more(indicator.name):
        return Proposal("direction", "", "öka")
    return Proposal("direction", "", "minska") if better_less(indicator.name) else None


def _is_inherited(plan: Examined, indicator: Indicator) -> bool:
    """Whether an indicator in a unit's plan hangs under a goal of somebody else's."""
    goal = plan.goals.get(indicator.goal or "")
    return plan.lowest_owner == "unit" and goal is not None and plan.owner(goal) != "unit"


def _has_target_column(plan: Examined, set_by: SetBy) -> bool:
    """Whether the steering model's tables of indicators have a column for such a target."""
    return any(
        column.field == "target" and column.set_by == set_by
        for table in plan.model.tables
        if table.kind == "indicators"
        for column in table.columns
    )


def _lacks_unit(indicator: Indicator) -> bool:
    """Whether figures stand without a unit, and the name does not say what they count."""
    figures: list[Target | Outcome] = [*indicator.targets, *indicator.outcomes]
    if indicator.unit_of_measure or not any(each.value is not None for each in figures):
        return False
    if any(each.unit for each in figures):
        return False
    if any(each.value is not None and each.value >= _A_COUNT for each in figures):
        return False
    if _UNIT_IN_NAME.search(indicator.name):
        return False
    name = fold(indicator.name)
    words = name.split()
    if any(word.endswith("index") for word in words) or "per" in words:
        return False
    return not {"antal", "antalet"} & set(words) and not any(word.isdigit() for word in words)


def _is_of_people(name: str) -> bool:
    """Whether an indicator is a share of people, or people's judgement, by its name."""
    words = fold(name).split()
    if BY_PERSON.search(name):
        return True
    if words[:1] == ["andel"]:
        return any(PEOPLE.search(word) for word in words[1 : 1 + _WORDS_OF_SHARE])
    return bool(words) and words[0].endswith("s") and bool(PEOPLE.search(words[0]))
