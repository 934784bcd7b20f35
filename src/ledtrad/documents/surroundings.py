# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the database says that placing a document needs: five queries, whatever the size."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from ledtrad.documents import rules
from ledtrad.documents.grammar import Grammar
from ledtrad.documents.matching import bare_number
from ledtrad.documents.models import PlaceholderUnit
from ledtrad.documents.placement import Given, KnownUnit, Placement, Surroundings
from ledtrad.documents.placing import period_of, place
from ledtrad.organisation.models import Unit, UnitAlias
from ledtrad.plans.models import Goal, Plan
from plandoc.model import PlanDocument
from plandoc.words import fold


def place_document(
    document: PlanDocument, grammar: Grammar, given: Given, *, file_name: str, today: dt.date
) -> Placement:
    """Where the document belongs, as the database is now."""
    start, end, *_ = period_of(document, given, today)
    council, board = _titles(document, grammar, "council"), _titles(document, grammar, "board")
    goals = (
        Goal.objects.filter(
            plan__kind=Plan.Kind.OPERATIONAL, plan__period_start__lte=end,
            plan__period_end__gte=start, level__owner__in=["council", "board"],
        )
        .order_by("pk")
        .values_list("level__owner", "plan__unit_id", "plan__unit__kind", "number", "title")
    )  # fmt: skip
    titles: dict[tuple[str, str, int], list[tuple[str, str]]] = defaultdict(list)
    for owner, unit, kind, number, title in goals:
        titles[owner, kind, unit].append((number, title))
    around = Surroundings(
        units=_units(),
        boards_by_goals=_shared(board, titles, "board", Unit.Kind.BOARD),
        municipalities_by_goals=_shared(council, titles, "council", Unit.Kind.MUNICIPALITY),
        same_model=frozenset(_municipalities_using(grammar.code)),
        board_goals=len(board),
        today=today,
    )
    has_unit_goals = any(
        (level := grammar.level(goal.level)) is not None
        and level.owner in ("department", "unit", "team")
        for goal in document.goals
    )
    return place(document, given, around, file_name=file_name, has_unit_goals=has_unit_goals)


def _titles(document: PlanDocument, grammar: Grammar, owner: str) -> list[tuple[str, str]]:
    return [
        (bare_number(goal.number), goal.title)
        for goal in document.goals
        if (level := grammar.level(goal.level)) is not None and level.owner == owner
    ]


def _shared(
    wanted: list[tuple[str, str]],
    titles: dict[tuple[str, str, int], list[tuple[str, str]]],
    owner: str,
    kind: str,
) -> dict[int, int]:
    """For each unit, how many of the wanted goals it has; units without any are left out."""
    counts = {}
    for (goal_owner, unit_kind, unit), there in titles.items():
        if goal_owner == owner and unit_kind == kind:
            count = _count_shared(wanted, there)
            if count:
                counts[unit] = count
    return counts


def _count_shared(wanted: Iterable[tuple[str, str]], there: list[tuple[str, str]]) -> int:
    exact = {(number, fold(title)) for number, title in there}
    return sum(
        (number, fold(title)) in exact
        or any(number == other and rules.is_near(title, name) for other, name in there)
        for number, title in wanted
    )


def _units() -> list[KnownUnit]:
    """Every open unit with the names it has had."""
    aliases: dict[int, list[str]] = defaultdict(list)
    for unit, name in UnitAlias.objects.order_by("pk").values_list("unit_id", "name"):
        aliases[unit].append(name)
    nameless = set(PlaceholderUnit.objects.values_list("unit_id", flat=True))
    rows = Unit.objects.filter(valid_to=None).order_by("pk")
    return [
        KnownUnit(pk, kind, name, parent, tuple(aliases[pk]), pk in nameless)
        for pk, kind, name, parent in rows.values_list("pk", "kind", "name", "parent_id")
    ]


def _municipalities_using(code: str) -> list[int]:
    return list(
        Unit.objects.filter(
            kind=Unit.Kind.MUNICIPALITY, links_down__descendant__plans__steering_model__code=code
        )
        .distinct()
        .values_list("pk", flat=True)
    )
