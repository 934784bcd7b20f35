# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steering models as rows: what a municipality may change, and what the code branches on."""

from __future__ import annotations

import datetime as dt

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledtrad.organisation.models import Revised, valid_on
from ledtrad.organisation.rules import MAX_KEY_LENGTH


class StatusKind(models.TextChoices):
    """What a status means, whatever the municipality calls it."""

    NOT_STARTED = "not_started", _("not started")
    ONGOING = "ongoing", _("ongoing")
    DONE = "done", _("done")
    REMAINING = "remaining", _("remaining")
    DEVIATES = "deviates", _("deviates")
    NOT_DONE = "not_done", _("not done")
    DROPPED = "dropped", _("dropped")
    UNKNOWN = "unknown", _("not understood")


class AssessmentKind(models.TextChoices):
    """What a judgement of a goal means, whatever the municipality calls it."""

    FULL = "full", _("fully reached")
    PARTIAL = "partial", _("partly reached")
    NONE = "none", _("not reached")
    UNCLEAR = "unclear", _("hard to judge")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    UNKNOWN = "unknown", _("not understood")


ENDING_STATUSES = (StatusKind.DONE, StatusKind.NOT_DONE, StatusKind.DROPPED)
"""After these an activity is no longer waited for."""


class SteeringModelQuerySet(models.QuerySet["SteeringModel"]):
    """Steering models, by time."""

    def in_use_on(self, day: dt.date) -> SteeringModelQuerySet:
        """Models in use on the day."""
        return self.filter(valid_on(day))

    def with_rows(self) -> SteeringModelQuerySet:
        """With all that belongs to them: seven queries in all."""
        return self.prefetch_related(
            "levels", "section_kinds", "status_names", "assessment_names", "occasions", "phases"
        )


class SteeringModel(Revised):
    """A grammar of plans. `definition` is what it was registered from, whole."""

    MAX_CODE_LENGTH = 60
    MAX_TITLE_LENGTH = 200

    code = models.SlugField(_("code"), max_length=MAX_CODE_LENGTH, unique=True)
    title = models.CharField(_("title"), max_length=MAX_TITLE_LENGTH)
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64, editable=False)
    valid_from = models.DateField(_("in use from"), null=True, blank=True)
    valid_to = models.DateField(_("in use to"), null=True, blank=True)

    objects = SteeringModelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="steering_model_ends_after_it_begins",
                violation_error_message=_("A steering model cannot end before it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Level(models.Model):
    """A level of goals, for example the board's goals, and whose plan it belongs to."""

    class Owner(models.TextChoices):
        COUNCIL = "council", _("the council")
        BOARD = "board", _("the board")
        ADMINISTRATION = "administration", _("the administration")
        DEPARTMENT = "department", _("the department")
        UNIT = "unit", _("the unit")
        TEAM = "team", _("the team")

    steering_model = models.ForeignKey(SteeringModel, models.PROTECT, related_name="levels")
    code = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=200)
    name_plural = models.CharField(_("name in plural"), max_length=200)
    position = models.PositiveSmallIntegerField(_("order"))
    owner = models.CharField(_("decided by"), max_length=20, choices=Owner.choices)
    is_assignment = models.BooleanField(
        _("assignment"), default=False, help_text=_("Has addressees and a status of its own.")
    )
    is_retired = models.BooleanField(
        default=False, help_text=_("No longer in the definition; goals may still hang on it.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["steering_model", "code"],
                name="level_code_once",
                violation_error_message=_("The steering model already has that level."),
            ),
            models.CheckConstraint(
                condition=Q(
                    owner__in=["council", "board", "administration", "department", "unit", "team"]
                ),
                name="level_owner_known",
                violation_error_message=_("Say who decides the goals of the level."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SectionKind(models.Model):
    """A named part of a goal's text: working method, use of resources and so on."""

    steering_model = models.ForeignKey(SteeringModel, models.CASCADE, related_name="section_kinds")
    code = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=200)
    position = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["steering_model", "code"],
                name="section_kind_once",
                violation_error_message=_("The steering model already has that section."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class StatusName(models.Model):
    """The municipality's word for a status, and the kind behind it."""

    steering_model = models.ForeignKey(SteeringModel, models.CASCADE, related_name="status_names")
    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=MAX_KEY_LENGTH, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=StatusKind.choices)
    position = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["steering_model", "name_key"],
                name="status_name_once",
                violation_error_message=_("The steering model already has that status."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class AssessmentName(models.Model):
    """The municipality's word for an assessment, and the kind behind it."""

    steering_model = models.ForeignKey(
        SteeringModel, models.CASCADE, related_name="assessment_names"
    )
    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=MAX_KEY_LENGTH, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=AssessmentKind.choices)
    position = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["steering_model", "name_key"],
                name="assessment_name_once",
                violation_error_message=_("The steering model already has that assessment."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ReportOccasion(models.Model):
    """An occasion to report, for example the first tertial, and what it reports up to."""

    steering_model = models.ForeignKey(SteeringModel, models.CASCADE, related_name="occasions")
    code = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=200)
    position = models.PositiveSmallIntegerField(_("order"))
    ends = models.CharField(
        _("last day of what it reports"),
        max_length=5,
        blank=True,
        help_text=_("Month and day, for example 08-31."),
        validators=[RegexValidator(r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")],
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["steering_model", "code"],
                name="report_occasion_once",
                violation_error_message=_("The steering model already has that occasion."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """A phase of competence supply (attract, recruit …) that activities are sorted under."""

    steering_model = models.ForeignKey(SteeringModel, models.CASCADE, related_name="phases")
    code = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=200)
    position = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["steering_model", "code"],
                name="phase_once",
                violation_error_message=_("The steering model already has that phase."),
            )
        ]

    def __str__(self) -> str:
        return self.name
