# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indicators that live on, their place in plans, and their targets, outcomes and forecasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledtrad.indicators import rules
from ledtrad.organisation.models import ReadableQuerySet, Revised, Unit, UnitClosure
from ledtrad.organisation.rules import MAX_KEY_LENGTH
from ledtrad.plans.models import Goal, Plan

DIGITS = 20
DECIMALS = 6


class Direction(models.TextChoices):
    """Which way is better."""

    UNKNOWN = "unknown", _("not stated")
    MORE = "more", _("more is better")
    LESS = "less", _("less is better")
    INTERVAL = "interval", _("within an interval")


class Periodicity(models.TextChoices):
    """How often an indicator is measured."""

    YEAR = "year", _("year")
    HALF_YEAR = "half_year", _("half-year")
    TERTIAL = "tertial", _("tertial")
    QUARTER = "quarter", _("quarter")
    MONTH = "month", _("month")
    UNKNOWN = "unknown", _("not stated")


class Group(models.TextChoices):
    """Whom an outcome is about."""

    TOTAL = "total", _("total")
    WOMEN = "women", _("women")
    MEN = "men", _("men")


class MissingReason(models.TextChoices):
    """Why there is no value. Zero is a value and needs no reason."""

    NOT_YET = "not_yet", _("not available yet")
    NOT_MEASURED = "not_measured", _("not measured")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    CONFIDENTIAL = "confidential", _("not shown, too small a group")
    NOT_STATED = "not_stated", _("no reason given")


class IndicatorQuerySet(ReadableQuerySet["Indicator"]):
    """Indicators, by who owns them."""

    def within(self, unit: Unit) -> IndicatorQuerySet:
        """Indicators owned by the unit or by a unit below it."""
        return self.filter(owner__links_up__ancestor=unit)

    def in_name_order(self) -> IndicatorQuerySet:
        """By name in Swedish order."""
        return self.order_by("sort_key", "pk")


class Indicator(Revised):
    """Something that is measured, year after year, by the unit that owns it."""

    class Aggregation(models.TextChoices):
        NONE = "none", _("does not add up")
        SUM = "sum", _("sum")
        MEAN = "mean", _("mean")
        WEIGHTED_MEAN = "weighted_mean", _("weighted mean")

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="indicators")
    name = models.TextField(_("name"))
    name_key = models.CharField(max_length=MAX_KEY_LENGTH, editable=False)
    sort_key = models.CharField(max_length=MAX_KEY_LENGTH, editable=False)
    gender_split = models.BooleanField(_("split by gender"), default=False)
    unit_of_measure = models.CharField(_("unit of measure"), max_length=200, blank=True)
    direction = models.CharField(
        _("direction"), max_length=10, choices=Direction.choices, default=Direction.UNKNOWN
    )
    decimals = models.PositiveSmallIntegerField(_("decimals"), null=True, blank=True)
    periodicity = models.CharField(
        _("periodicity"), max_length=10, choices=Periodicity.choices, default=Periodicity.UNKNOWN
    )
    aggregation = models.CharField(
        _("adds up as"), max_length=15, choices=Aggregation.choices, default=Aggregation.NONE
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name_key"],
                name="indicator_once_per_owner",
                violation_error_message=_("The unit already has an indicator of that name."),
            ),
            models.CheckConstraint(
                condition=Q(decimals=None) | Q(decimals__lte=DECIMALS),
                name="indicator_decimals",
                violation_error_message=_("An indicator has at most six decimals."),
            ),
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values) & Q(periodicity__in=Periodicity.values),
                name="indicator_choices_known",
                violation_error_message=_("That is not a direction or a periodicity."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlannedIndicatorQuerySet(ReadableQuerySet["PlannedIndicator"]):
    """Indicators as plans have them."""

    def in_year(self, year: int) -> PlannedIndicatorQuerySet:
        """Of the plans whose period has at least one day in the year."""
        return self.filter(
            plan__period_start__lte=dt.date(year, 12, 31),
            plan__period_end__gte=dt.date(year, 1, 1),
        )

    def within(self, unit: Unit) -> PlannedIndicatorQuerySet:
        """Of the plans of the unit and of every unit below it."""
        return self.filter(plan__unit__links_up__ancestor=unit)

    def along(self, unit: Unit) -> PlannedIndicatorQuerySet:
        """Of the plans of the unit, of the units above it and of the units below it."""
        above = UnitClosure.objects.filter(descendant=unit).values("ancestor")
        below = UnitClosure.objects.filter(ancestor=unit).values("descendant")
        return self.filter(Q(plan__unit__in=above) | Q(plan__unit__in=below))

    def of_unit(self, unit: Unit) -> PlannedIndicatorQuerySet:
        """Of the unit's own plans."""
        return self.filter(plan__unit=unit)

    def of_plan(self, plan: Plan) -> PlannedIndicatorQuerySet:
        """Those of one plan."""
        return self.filter(plan=plan)

    def under_goals(self, goals: Iterable[int]) -> PlannedIndicatorQuerySet:
        """Those under the goals with the ids, in the order of the documents."""
        return self.filter(goal__in=goals).order_by("plan", "position", "pk")

    def with_parts(self) -> PlannedIndicatorQuerySet:
        """With indicator, owner, goal and plan: one query."""
        return self.select_related("indicator__owner", "goal__level", "plan__unit").defer(
            "plan__snapshot"
        )

    def counts_by_goal(self) -> dict[int, int]:
        """How many indicators each goal has; goals without any are left out. One query."""
        rows = self.order_by().values_list("goal").annotate(n=models.Count("pk"))
        return {goal: n for goal, n in rows if goal is not None}


class PlannedIndicator(Revised):
    """An indicator's place in one plan: below which goal, and how it is worded there.

    `goal` is null for an indicator that the document puts under no goal.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="in_plans")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="indicators")
    goal = models.ForeignKey(
        Goal, models.PROTECT, null=True, blank=True, related_name="planned_indicators"
    )
    position = models.PositiveIntegerField()
    wording = models.TextField(_("name as written"))
    periodicity_text = models.CharField(_("periodicity as written"), max_length=100, blank=True)
    comment = models.JSONField(_("comment"), default=list, blank=True)

    objects = PlannedIndicatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "goal", "indicator"],
                name="planned_indicator_once_per_goal",
                violation_error_message=_("The goal already has that indicator."),
            ),
            # A null goal is not equal to another null.
            models.UniqueConstraint(
                fields=["plan", "indicator"],
                condition=Q(goal=None),
                name="planned_indicator_once_without_goal",
                violation_error_message=_("The plan already has that indicator."),
            ),
        ]
        indexes = [models.Index(fields=["plan", "position"], name="planned_indicator_position")]

    def __str__(self) -> str:
        return self.wording


class TargetQuerySet(ReadableQuerySet["Target"]):
    """Targets, by year and indicator."""

    def for_year(self, year: int) -> TargetQuerySet:
        """Those of the year."""
        return self.filter(year=year)

    def of(self, indicators: models.QuerySet[Indicator]) -> TargetQuerySet:
        """Those of the indicators."""
        return self.filter(indicator__in=indicators)


class Target(Revised):
    """What a unit aims for in a year. The council's annual target is the municipality's.

    `value` is null when the target is words; `lower` and `upper` bound an interval.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField(_("year"))
    text = models.TextField(_("target as written"), blank=True)
    value = models.DecimalField(
        _("target"), max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True
    )
    lower = models.DecimalField(
        _("at least"), max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True
    )
    upper = models.DecimalField(
        _("at most"), max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True
    )
    unit_of_measure = models.CharField(_("unit of measure"), max_length=200, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "year"],
                name="target_once_per_year",
                violation_error_message=_("The unit already has a target for that year."),
            ),
            models.CheckConstraint(
                condition=~Q(text="")
                | Q(value__isnull=False)
                | Q(lower__isnull=False)
                | Q(upper__isnull=False),
                name="target_says_something",
                violation_error_message=_("Give the target as a value or in words."),
            ),
            models.CheckConstraint(
                condition=Q(lower=None) | Q(upper=None) | Q(upper__gte=F("lower")),
                name="target_interval_in_order",
                violation_error_message=_("The interval's upper bound is below its lower."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1900, 2999)),
                name="target_year_plausible",
                violation_error_message=_("A target's year has four digits."),
            ),
        ]
        indexes = [models.Index(fields=["unit", "year"], name="target_by_unit_year")]

    def __str__(self) -> str:
        return self.text or str(self.value)


class Reported(Revised):
    """A number or a stated reason why there is none; who entered it, when, and from where.

    `period` is the id of a period (`rules.Period`); its days are kept beside it for sorting.
    """

    period = models.CharField(_("period"), max_length=6)
    period_start = models.DateField(editable=False)
    period_end = models.DateField(editable=False)
    group = models.CharField(max_length=5, choices=Group.choices, default=Group.TOTAL)
    value = models.DecimalField(
        _("value"), max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True
    )
    missing_reason = models.CharField(
        _("why there is no value"), max_length=15, choices=MissingReason.choices, blank=True
    )
    text = models.TextField(_("as written"), blank=True)
    unit_of_measure = models.CharField(_("unit of measure"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """The days are those of the period."""
        try:
            period = rules.Period.parse(self.period)
        except rules.NotAPeriod as error:
            raise ValidationError({"period": _("That is not a period.")}) from error
        if (self.period_start, self.period_end) != (period.first_day, period.last_day):
            raise ValidationError({"period": _("The days are not those of the period.")})


class OutcomeQuerySet(ReadableQuerySet["Outcome"]):
    """Outcomes, by indicator and time."""

    def of(self, indicators: models.QuerySet[Indicator]) -> OutcomeQuerySet:
        """Those of the indicators."""
        return self.filter(indicator__in=indicators)

    def up_to(self, day: dt.date) -> OutcomeQuerySet:
        """Outcomes of periods that have ended by the day."""
        return self.filter(period_end__lte=day)

    def latest_first(self) -> OutcomeQuerySet:
        """The newest period first."""
        return self.order_by("-period_start", "period_end", "group", "pk")


class Outcome(Reported):
    """What was measured in a unit, a period and a group."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="outcomes")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="outcomes")

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "group"],
                name="outcome_once",
                violation_error_message=_("There is already an outcome for that period."),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing_reason="")
                | (Q(value__isnull=True) & ~Q(missing_reason="")),
                name="outcome_is_value_or_reason",
                violation_error_message=_("Give a value, or say why there is none."),
            ),
            models.CheckConstraint(
                condition=Q(group__in=Group.values),
                name="outcome_group_known",
                violation_error_message=_("That is not a group."),
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "unit", "-period_start"], name="outcome_latest"),
            models.Index(fields=["unit", "period_start"], name="outcome_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period} {self.group}"


class ForecastQuerySet(ReadableQuerySet["Forecast"]):
    """Forecasts, by year."""

    def for_year(self, year: int) -> ForecastQuerySet:
        """Those of the year."""
        return self.filter(year=year)


class Forecast(Reported):
    """What a unit expects for the whole of `year`, as seen at the end of `period`."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="forecasts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="forecasts")
    year = models.PositiveSmallIntegerField(_("year"))

    objects = ForecastQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "year", "period", "group"],
                name="forecast_once",
                violation_error_message=_("There is already a forecast from that period."),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing_reason="")
                | (Q(value__isnull=True) & ~Q(missing_reason="")),
                name="forecast_is_value_or_reason",
                violation_error_message=_("Give a value, or say why there is none."),
            ),
            models.CheckConstraint(
                condition=Q(group__in=Group.values),
                name="forecast_group_known",
                violation_error_message=_("That is not a group."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year} from {self.period}"
