# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the checks found when a plan was last examined, and which findings may stand."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledtrad.organisation.models import (
    Membership,
    ReadableQuerySet,
    Unit,
    UnitClosure,
    User,
    unit_in_reach,
)
from ledtrad.plans.models import Plan

MAX_REASON_LENGTH = 2000


class ExaminationQuerySet(ReadableQuerySet["Examination"]):
    """Examinations, by what was examined."""

    def editable_by(self, user: User | AnonymousUser) -> ExaminationQuerySet:
        """Those of units whose plans the user may change the words of."""
        return self.filter(unit_in_reach(user, Membership.EDITING_ROLES, path="unit__"))

    def of_plans(self, plans: Any) -> ExaminationQuerySet:
        """Those of the plans, each by itself."""
        return self.filter(plan__in=plans)

    def of_all_in(self, unit: Unit, year: int) -> ExaminationQuerySet:
        """That of all plans of the unit and those below it in a year, taken together."""
        return self.filter(unit=unit, year=year)

    def of_years_along(self, unit: Unit, year: int) -> ExaminationQuerySet:
        """Those of a year's plans taken together, of the unit, of those above it and below."""
        above = UnitClosure.objects.filter(descendant=unit).values("ancestor")
        below = UnitClosure.objects.filter(ancestor=unit).values("descendant")
        return self.filter(Q(unit__in=above) | Q(unit__in=below), plan=None, year=year)


class Examination(models.Model):
    """What the rules found in a plan, or in all plans of a unit and year taken together.

    `findings` are the faults one by one (`plandoc.checks.stored`), each with the `name` of its
    element, and with the name of the `report` when it is one about the plan that is wrong; waivers
    are taken into account when they are shown, and in `errors`, `warnings` and `infos`, which count
    what stands as pages show it. `sha256` is the digest of what was examined and of the rules, and
    `rules` that of the rules alone. `seen_from` and `seen_count` say how far the journal had come:
    while nothing is added there about the units, the plans are as they were.
    """

    plan = models.OneToOneField(
        Plan, models.CASCADE, null=True, blank=True, related_name="examination"
    )
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="examinations")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, editable=False)
    rules = models.CharField(max_length=64, blank=True, editable=False)
    findings = models.JSONField(default=list, blank=True)
    errors = models.PositiveIntegerField(default=0, editable=False)
    warnings = models.PositiveIntegerField(default=0, editable=False)
    infos = models.PositiveIntegerField(default=0, editable=False)
    examined_at = models.DateTimeField(default=timezone.now, editable=False)
    seen_from = models.BigIntegerField(default=0, editable=False)
    seen_count = models.PositiveIntegerField(default=0, editable=False)

    objects = ExaminationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=False, year__isnull=True)
                | Q(plan__isnull=True, year__isnull=False),
                name="examination_of_plan_or_year",
                violation_error_message=_("Either a plan is examined, or all plans of a year."),
            ),
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="examination_once_in_year",
                violation_error_message=_("The plans of that unit and year are examined already."),
            ),
        ]

    def __str__(self) -> str:
        return f"unit {self.unit_id}, plan {self.plan_id}, year {self.year}"


class WaiverQuerySet(ReadableQuerySet["Waiver"]):
    """Waivers, by what they are about."""

    def standing(self) -> WaiverQuerySet:
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_at=None)

    def of_plans(self, plans: Any) -> WaiverQuerySet:
        """Those given in the plans themselves."""
        return self.filter(plan__in=plans)

    def given_along(self, unit: Unit, year: int) -> WaiverQuerySet:
        """Those given for all plans of a year by the unit, by one above it or by one below."""
        above = UnitClosure.objects.filter(descendant=unit).values("ancestor")
        below = UnitClosure.objects.filter(ancestor=unit).values("descendant")
        return self.filter(Q(unit__in=above) | Q(unit__in=below), plan=None, year=year)

    def of_examination(self, examination: Examination) -> WaiverQuerySet:
        """Those that say what may stand of what the examination found."""
        if examination.plan_id is not None:
            return self.of_plans([examination.plan_id])
        return self.given_along(examination.unit, examination.year or 0)


class Waiver(models.Model):
    """Somebody's decision that a finding may stand, with the reason. Withdrawn, never deleted.

    Only with the plan itself it goes, when an import is undone; the journal remembers it.

    `plan` is the plan that the finding is in; for one that shows only when the plans of several
    units are taken together, `unit` and `year` say whose. `findings` are the faults as they were,
    so that one can be told what was waived when it has gone.
    """

    public_code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="waivers")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="waivers")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    code = models.CharField(_("rule"), max_length=10)
    fingerprint = models.CharField(max_length=64)
    findings = models.JSONField(default=list, blank=True, editable=False)
    reason = models.TextField(_("reason"), max_length=MAX_REASON_LENGTH)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = WaiverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="waiver_says_why",
                violation_error_message=_("Say why the finding may stand."),
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=False, year__isnull=True)
                | Q(plan__isnull=True, year__isnull=False),
                name="waiver_of_plan_or_year",
                violation_error_message=_("A waiver is for a plan, or for all plans of a year."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="waiver_withdrawn_by_somebody",
                violation_error_message=_("Say who withdrew the waiver, and when."),
            ),
            models.UniqueConstraint(
                fields=["plan", "fingerprint"],
                condition=Q(withdrawn_at=None, year=None),
                name="waiver_once_in_plan",
                violation_error_message=_("The finding is already waived."),
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "fingerprint"],
                condition=Q(withdrawn_at=None, plan=None),
                name="waiver_once_in_year",
                violation_error_message=_("The finding is already waived."),
            ),
        ]
        indexes = [models.Index(fields=["unit", "year"], name="waiver_by_unit_and_year")]

    def __str__(self) -> str:
        return f"{self.code} {self.fingerprint}"
