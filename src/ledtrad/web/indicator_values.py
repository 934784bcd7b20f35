# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Targets and outcomes in words: whose target it is, which period, and how far it is reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ledtrad.indicators.models import Indicator, MissingReason, Outcome, Target
from ledtrad.indicators.rules import Aim, Attainment, Direction, Period, PeriodKind, assess
from ledtrad.organisation.models import Unit
from ledtrad.web import formats
from ledtrad.web.http import Place

# A computed attainment, as the kind of assessment that is drawn; None is not drawn.
DRAWN = {
    Attainment.FULL: "full",
    Attainment.PARTIAL: "partial",
    Attainment.NONE: "none",
    Attainment.UNDECIDED: "unclear",
    Attainment.NO_OUTCOME: None,
    Attainment.NO_TARGET: None,
}


@dataclass(frozen=True, slots=True)
class Aimed:
    """A target as the pages show it: whose it is in words, and what it says."""

    whose: str
    text: str
    target: Target


def code_of(indicator: Indicator) -> str:
    """The indicator's name in an address: `andel-nöjda-vårdnadshavare`."""
    return indicator.name_key.replace(" ", "-")


def name_key_of(code: str) -> str:
    """The name's key that the code in an address stands for."""
    return code.replace("-", " ")


def indicator_url(place: Place, indicator: Indicator, owner: Unit) -> str:
    """The indicator's page: of the place when the owner is there or above, otherwise the owner's.

    An owner above is named, since two units of a line may have indicators of the same name.
    """
    in_line = owner.pk in {unit.pk for unit in place.line}
    unit = place.unit if in_line else owner
    kwargs = {
        "unit_code": unit.public_code, "year": place.year, "code": code_of(indicator)
    }  # fmt: skip
    url = reverse("web:indicators-detail", kwargs=kwargs)
    return url if owner.pk == unit.pk else f"{url}?{urlencode({'agare': owner.public_code})}"


def whose(unit: Unit, place: Place) -> str:
    """Whose target it is, in words."""
    if unit.kind == Unit.Kind.MUNICIPALITY:
        return _("The council's target")
    if unit.kind == Unit.Kind.BOARD:
        return _("The board's target")
    if unit.pk == place.unit.pk:
        return _("Own target")
    return _("Target of %(unit)s") % {"unit": unit.name}


def amount(value: Decimal, indicator: Indicator) -> str:
    """A value with as many decimals as are meant, and its unit of measure."""
    if indicator.decimals is None:
        value = value.normalize()
        number = formats.swedish_number(value.quantize(Decimal(1)) if value % 1 == 0 else value)
    else:
        number = formats.swedish_number(value, indicator.decimals)
    return formats.with_unit(number, indicator.unit_of_measure)


def target_text(target: Target, indicator: Indicator) -> str:
    """The target as written, or its value or interval."""
    if target.text:
        return target.text
    if target.value is not None:
        return amount(target.value, indicator)
    bounds = [
        amount(bound, indicator) for bound in (target.lower, target.upper) if bound is not None
    ]
    if len(bounds) == 2:
        return "–".join(bounds)
    word = _("at least %(value)s") if target.lower is not None else _("at most %(value)s")
    return word % {"value": bounds[0]} if bounds else ""


def in_order_of_nearness(targets: Iterable[Target], place: Place) -> list[Target]:
    """Targets of the place's own unit first, then those of the units above it, nearest first."""
    nearness = {unit.pk: n for n, unit in enumerate(reversed(place.line))}
    return sorted(targets, key=lambda target: (nearness.get(target.unit_id, 999), target.unit_id))


def aimed(targets: Sequence[Target], indicator: Indicator, place: Place) -> tuple[Aimed, ...]:
    """The targets in words, nearest first."""
    return tuple(
        Aimed(whose(target.unit, place), target_text(target, indicator), target)
        for target in in_order_of_nearness(targets, place)
    )


def attainment(
    indicator: Indicator, target: Target | None, value: Decimal | None, previous: Decimal | None
) -> Attainment:
    """How far the value reaches the target, by the rule of the indicators."""
    aim = Aim(target.value, target.lower, target.upper) if target else Aim()
    return assess(
        value,
        aim,
        Direction(indicator.direction),
        decimals=indicator.decimals,
        previous=previous,
    )


def rule_in_words(found: Attainment, value: str, target: str) -> str:
    """Why the attainment became what it is."""
    sentences = {
        Attainment.FULL: _("%(value)s reaches the target %(target)s."),
        Attainment.PARTIAL: _(
            "%(value)s does not reach the target %(target)s, but is at least 90 percent of the way "
            "or better than the time before."
        ),
        Attainment.NONE: _("%(value)s is far from the target %(target)s."),
        Attainment.UNDECIDED: _(
            "It is not stated whether more or less is better, so %(value)s cannot be judged "
            "against the target %(target)s."
        ),
        Attainment.NO_OUTCOME: _("There is no outcome to compare with the target %(target)s."),
        Attainment.NO_TARGET: _("There is no target in figures to compare %(value)s with."),
    }
    return sentences[found] % {"value": value, "target": target or "–"}


def period_name(code: str) -> str:
    """`2026`, `tertial 1 2026`, `mars 2026`."""
    period = Period.parse(code)
    if period.kind is PeriodKind.YEAR:
        return str(period.year)
    if period.kind is PeriodKind.MONTH:
        return f"{formats.MONTHS[period.index - 1]} {period.year}"
    words = {
        PeriodKind.HALF_YEAR: _("half-year"),
        PeriodKind.TERTIAL: _("tertial"),
        PeriodKind.QUARTER: _("quarter"),
    }
    return f"{words[period.kind]} {period.index} {period.year}"


def outcome_text(outcome: Outcome, indicator: Indicator) -> str:
    """The value with its unit, or why there is none."""
    if outcome.value is not None:
        return amount(outcome.value, indicator)
    return capfirst(str(MissingReason(outcome.missing_reason).label))
