# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rounds, the statuses of activities and assignments, and the assessments of goals."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledtrad.indicators.models import PlannedIndicator
from ledtrad.organisation.models import ReadableQuerySet, Revised, Unit
from ledtrad.plans.models import Goal, PlannedActivity, PlannedActivityQuerySet
from ledtrad.steering.models import ENDING_STATUSES, AssessmentKind, StatusKind


class RoundQuerySet(ReadableQuerySet["Round"]):
    """Rounds, by whose they are and when."""

    def of_unit(self, unit: Unit) -> RoundQuerySet:
        """Those of the unit itself, not of the units below it."""
        return self.filter(unit=unit)

    def in_year(self, year: int) -> RoundQuerySet:
        """Rounds of the year."""
        return self.filter(year=year)

    def latest_first(self) -> RoundQuerySet:
        """The newest round first."""
        return self.order_by("-year", "-closes_on", "-pk")


class Round(Revised):
    """An occasion on which a municipality or a board follows up a year's plans."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rounds")
    year = models.PositiveSmallIntegerField(_("year"))
    occasion = models.SlugField(_("occasion"), max_length=60)
    name = models.CharField(_("name"), max_length=200)
    closes_on = models.DateField(_("closes on"))

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "occasion"],
                name="round_once",
                violation_error_message=_("The unit already has that round for the year."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1900, 2999)),
                name="round_year_plausible",
                violation_error_message=_("A round's year has four digits."),
            ),
        ]
        indexes = [models.Index(fields=["year", "unit"], name="round_by_year")]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class Judged(Revised):
    """Words, the kind behind them, who says so and when. `comment` is rich text."""

    text = models.CharField(_("as written"), max_length=300)
    comment = models.JSONField(_("comment"), default=list, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True


class ActivityStatusQuerySet(ReadableQuerySet["ActivityStatus"]):
    """Statuses of activities, over rounds."""

    def in_round(self, followup_round: Round) -> ActivityStatusQuerySet:
        """Those of one round."""
        return self.filter(round=followup_round)

    def ending(self) -> ActivityStatusQuerySet:
        """Statuses after which the activity is no longer waited for."""
        return self.filter(kind__in=ENDING_STATUSES)

    def newest(self) -> ActivityStatusQuerySet:
        """The newest status of each activity."""
        return self.filter(_no_later(ActivityStatus.objects.all(), "planned_activity"))


class ActivityStatus(Judged):
    """How an activity goes in a round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="activity_statuses")
    planned_activity = models.ForeignKey(PlannedActivity, models.PROTECT, related_name="statuses")
    kind = models.CharField(_("status"), max_length=20, choices=StatusKind.choices)

    objects = ActivityStatusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["planned_activity", "round"],
                name="activity_status_once",
                violation_error_message=_("The activity already has a status in the round."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=StatusKind.values),
                name="activity_status_kind_known",
                violation_error_message=_("That is not a kind of status."),
            ),
        ]
        indexes = [models.Index(fields=["round", "kind"], name="activity_status_by_kind")]

    def __str__(self) -> str:
        return self.text


class GoalStatusQuerySet(ReadableQuerySet["GoalStatus"]):
    """Statuses of assignments, over rounds."""

    def in_round(self, followup_round: Round) -> GoalStatusQuerySet:
        """Those of one round."""
        return self.filter(round=followup_round)

    def newest(self) -> GoalStatusQuerySet:
        """The newest status of each assignment."""
        return self.filter(_no_later(GoalStatus.objects.all(), "goal"))


class GoalStatus(Judged):
    """How an assignment goes in a round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="goal_statuses")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="statuses")
    kind = models.CharField(_("status"), max_length=20, choices=StatusKind.choices)

    objects = GoalStatusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "round"],
                name="goal_status_once",
                violation_error_message=_("The assignment already has a status in the round."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=StatusKind.values),
                name="goal_status_kind_known",
                violation_error_message=_("That is not a kind of status."),
            ),
        ]
        indexes = [models.Index(fields=["round", "kind"], name="goal_status_by_kind")]

    def __str__(self) -> str:
        return self.text


class GoalAssessmentQuerySet(ReadableQuerySet["GoalAssessment"]):
    """Assessments of goals, over rounds."""

    def in_round(self, followup_round: Round) -> GoalAssessmentQuerySet:
        """Those of one round."""
        return self.filter(round=followup_round)

    def newest(self) -> GoalAssessmentQuerySet:
        """The newest assessment of each goal."""
        return self.filter(_no_later(GoalAssessment.objects.all(), "goal"))


class GoalAssessment(Judged):
    """A judgement of how far a goal is reached; `comment` is its analysis, `remark` the rest."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="goal_assessments")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="assessments")
    kind = models.CharField(_("assessment"), max_length=20, choices=AssessmentKind.choices)
    reason = models.TextField(_("reason"), blank=True)
    remark = models.JSONField(_("remark"), default=list, blank=True)

    objects = GoalAssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "round"],
                name="goal_assessment_once",
                violation_error_message=_("The goal is already assessed in the round."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AssessmentKind.values),
                name="goal_assessment_kind_known",
                violation_error_message=_("That is not a kind of assessment."),
            ),
        ]
        indexes = [models.Index(fields=["round", "kind"], name="goal_assessment_by_kind")]

    def __str__(self) -> str:
        return self.text


class IndicatorAssessmentQuerySet(ReadableQuerySet["IndicatorAssessment"]):
    """Assessments of indicators, over rounds."""

    def in_round(self, followup_round: Round) -> IndicatorAssessmentQuerySet:
        """Those of one round."""
        return self.filter(round=followup_round)


class IndicatorAssessment(Judged):
    """A judgement of how far an indicator's target is reached, beside the computed one."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="indicator_assessments")
    planned_indicator = models.ForeignKey(
        PlannedIndicator, models.PROTECT, related_name="assessments"
    )
    kind = models.CharField(_("assessment"), max_length=20, choices=AssessmentKind.choices)

    objects = IndicatorAssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["planned_indicator", "round"],
                name="indicator_assessment_once",
                violation_error_message=_("The indicator is already assessed in the round."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AssessmentKind.values),
                name="indicator_assessment_kind_known",
                violation_error_message=_("That is not a kind of assessment."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


def late_activities(activities: PlannedActivityQuerySet, on: dt.date) -> PlannedActivityQuerySet:
    """Those of the activities whose last day has passed and that are not known to have ended."""
    ended = ActivityStatus.objects.newest().ending().filter(planned_activity=OuterRef("pk"))
    return activities.overdue(on).filter(~Exists(ended))


def with_newest_status(activities: PlannedActivityQuerySet) -> PlannedActivityQuerySet:
    """Adds `status_kind`, the kind of each activity's newest status; None where nothing is said."""
    return activities.annotate(status_kind=_newest_kind())


def of_status(activities: PlannedActivityQuerySet, kind: str | None) -> PlannedActivityQuerySet:
    """Those of the activities whose newest status is of the kind; None for those without any."""
    return activities.annotate(status_kind=_newest_kind()).filter(status_kind=kind)


def count_statuses(activities: PlannedActivityQuerySet) -> dict[str | None, int]:
    """How many activities have each kind as their newest status, None for no status. One query."""
    rows = activities.order_by().annotate(status_kind=_newest_kind())
    return dict(rows.values_list("status_kind").annotate(n=models.Count("pk")))


def _newest_kind() -> Subquery:
    statuses = ActivityStatus.objects.filter(planned_activity=OuterRef("pk"))
    return Subquery(statuses.order_by("-round__closes_on", "-pk").values("kind")[:1])


def _no_later(rows: models.QuerySet[models.Model], about: str) -> Q:
    """No row about the same thing belongs to a round that closes later."""
    later = rows.filter(**{about: OuterRef(about)}).filter(
        Q(round__closes_on__gt=OuterRef("round__closes_on"))
        | Q(round__closes_on=OuterRef("round__closes_on"), pk__gt=OuterRef("pk"))
    )
    return ~Q(Exists(later))
