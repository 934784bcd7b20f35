# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans and their prose."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledtrad.organisation.models import (
    Membership,
    ReadableQuerySet,
    Revised,
    Unit,
    UnitClosure,
    User,
    unit_in_reach,
)
from ledtrad.steering.models import SteeringModel


class PlanQuerySet(ReadableQuerySet["Plan"]):
    """Plans, by unit, kind and time."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The plans the user may read, without their frozen copies, which are large."""
        return super().visible_to(user).defer("snapshot")

    def importable_by(self, user: User | AnonymousUser) -> PlanQuerySet:
        """Plans that the user's imports may add to."""
        return self.filter(unit_in_reach(user, Membership.IMPORTING_ROLES, path="unit__"))

    def editable_by(self, user: User | AnonymousUser) -> PlanQuerySet:
        """Plans whose words the user may change: those of units that they lead or administer."""
        return self.filter(unit_in_reach(user, Membership.EDITING_ROLES, path="unit__"))

    def of_unit(self, unit: Unit) -> PlanQuerySet:
        """Those of the unit itself, not of the units below it."""
        return self.filter(unit=unit)

    def within(self, unit: Unit) -> PlanQuerySet:
        """Plans of the unit and of every unit below it."""
        return self.filter(unit__links_up__ancestor=unit)

    def along(self, unit: Unit) -> PlanQuerySet:
        """Plans of the unit, of the units above it and of the units below it."""
        above = UnitClosure.objects.filter(descendant=unit).values("ancestor")
        below = UnitClosure.objects.filter(ancestor=unit).values("descendant")
        return self.filter(Q(unit__in=above) | Q(unit__in=below))

    def of_kind(self, kind: str) -> PlanQuerySet:
        """Those of the kinds."""
        return self.filter(kind=kind)

    def overlapping(self, year: int) -> PlanQuerySet:
        """Plans whose period has at least one day in the year."""
        return self.filter(
            period_start__lte=dt.date(year, 12, 31), period_end__gte=dt.date(year, 1, 1)
        )

    def partial(self) -> PlanQuerySet:
        """Plans that are known only through another unit's document."""
        return self.filter(is_partial=True)

    def whole(self) -> PlanQuerySet:
        """Plans that were read or written as documents of their own."""
        return self.filter(is_partial=False)

    def adopted(self) -> PlanQuerySet:
        """Plans that have been decided."""
        return self.filter(state=Plan.State.ADOPTED)

    def in_unit_order(self) -> PlanQuerySet:
        """By the unit's name, newest period first."""
        return self.order_by("unit__sort_key", "-period_start", "kind", "pk")


class Plan(Revised):
    """What a unit is to do in a period. Partial when only others' documents tell of it."""

    class Kind(models.TextChoices):
        OPERATIONAL = "operational_plan", _("operational plan")
        COMPETENCE = "competence_plan", _("competence plan")
        OTHER = "other", _("other plan")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")
        CLOSED = "closed", _("closed")

    MAX_TITLE_LENGTH = 300
    MAX_LINE_LENGTH = 300

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    period_start = models.DateField(_("first day"))
    period_end = models.DateField(_("last day"))
    period_text = models.CharField(_("period as written"), max_length=100, blank=True)
    title = models.CharField(_("title"), max_length=MAX_TITLE_LENGTH, blank=True)
    steering_model = models.ForeignKey(SteeringModel, models.PROTECT, related_name="plans")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    is_partial = models.BooleanField(default=False)
    handler = models.CharField(_("handler"), max_length=MAX_LINE_LENGTH, blank=True)
    addressee = models.CharField(_("addressee"), max_length=MAX_LINE_LENGTH, blank=True)
    case_number = models.CharField(_("case number"), max_length=100, blank=True)
    decision_body = models.CharField(_("decided by"), max_length=MAX_LINE_LENGTH, blank=True)
    decision_date = models.DateField(_("decided on"), null=True, blank=True)
    decision_paragraph = models.CharField(_("paragraph"), max_length=50, blank=True)
    decision_text = models.TextField(_("decision as written"), blank=True)
    snapshot = models.JSONField(null=True, blank=True, editable=False)
    snapshot_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "period_start", "period_end"],
                name="plan_once_per_unit_period_kind",
                violation_error_message=_(
                    "The unit already has a plan of that kind for the period."
                ),
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="plan_ends_after_it_begins",
                violation_error_message=_("A plan's period cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(state="adopted")
                | (
                    Q(snapshot__isnull=False, decision_date__isnull=False)
                    & ~Q(snapshot_sha256="")
                    & ~Q(decision_body="")
                ),
                name="plan_adopted_is_frozen",
                violation_error_message=_(
                    "An adopted plan needs its frozen copy, and who decided it and when."
                ),
            ),
            models.CheckConstraint(
                condition=Q(is_partial=False) | Q(state="draft"),
                name="plan_partial_is_draft",
                violation_error_message=_(
                    "A plan that is known only through other documents cannot be adopted."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["period_start", "period_end"], name="plan_by_period"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.period_start}–{self.period_end}"


class ChapterQuerySet(ReadableQuerySet["Chapter"]):
    """A plan's prose."""

    def in_reading_order(self) -> ChapterQuerySet:
        """In the order of the document."""
        return self.order_by("position", "pk")


class Chapter(Revised):
    """A heading of a plan with its prose. An empty chapter is kept, since that says something.

    `text` is rich text: a list of blocks as in `plandoc/1`. `report` says which report's prose it
    is, by year and occasion ("2026-delrapport-1"); empty for the plan's own.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="chapters")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    heading = models.TextField(_("heading"))
    heading_key = models.CharField(max_length=200, editable=False)
    text = models.JSONField(_("text"), default=list, blank=True)
    report = models.SlugField(max_length=70, blank=True, editable=False)

    objects = ChapterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(level__range=(1, 6)),
                name="chapter_level_known",
                violation_error_message=_("A heading's level is a number from 1 to 6."),
            )
        ]
        indexes = [models.Index(fields=["plan", "position"], name="chapter_by_position")]

    def __str__(self) -> str:
        return self.heading


class ListedWorkplace(models.Model):
    """One of the unit's own workplaces as the plan lists them, with what it says of each.

    `kind` is the document's own word ("förskola"); `parent` a workplace that this is a part of.
    `unit` is the workplace in the organisation, if there is one.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="workplaces")
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    position = models.PositiveIntegerField()
    name = models.TextField(_("name"))
    kind = models.CharField(_("kind"), max_length=100, blank=True)
    text = models.TextField(_("text"), blank=True)

    objects = ReadableQuerySet["ListedWorkplace"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="listed_workplace_once",
                violation_error_message=_("The plan already lists a workplace in that place."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(pk=F("parent")),
                name="listed_workplace_is_not_its_own_part",
                violation_error_message=_("A workplace cannot be a part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NeedQuerySet(ReadableQuerySet["CompetenceNeed"]):
    """Competence needs, by department and year."""

    def within(self, unit: Unit) -> NeedQuerySet:
        """Of the unit and of every unit below it, whoever's plan says so."""
        return self.filter(in_subtree(self.model, unit))

    def overlapping(self, year: int) -> NeedQuerySet:
        """Those of plans with at least one day in the year."""
        return self.filter(
            plan__period_start__lte=dt.date(year, 12, 31),
            plan__period_end__gte=dt.date(year, 1, 1),
        )


class CompetenceNeed(Revised):
    """A competence that a department needs, or the whole unit if `department` is null."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="needs")
    department = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="needs"
    )
    position = models.PositiveIntegerField()
    text = models.TextField(_("need"))
    text_key = models.CharField(max_length=200, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["plan", "position"], name="need_by_position")]

    def __str__(self) -> str:
        return self.text


class ChangeQuerySet(ReadableQuerySet["ChangeAhead"]):
    """Changes ahead, by department and year."""

    def within(self, unit: Unit) -> ChangeQuerySet:
        """Of the unit and of every unit below it, whoever's plan says so."""
        return self.filter(in_subtree(self.model, unit))

    def overlapping(self, year: int) -> ChangeQuerySet:
        """Those of plans with at least one day in the year."""
        return self.filter(
            plan__period_start__lte=dt.date(year, 12, 31),
            plan__period_end__gte=dt.date(year, 1, 1),
        )


class ChangeAhead(Revised):
    """Something that lies ahead of a department, and that its competence must meet."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="changes")
    department = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    position = models.PositiveIntegerField()
    heading = models.TextField(_("heading"), blank=True)
    text = models.JSONField(_("text"), default=list, blank=True)
    text_key = models.CharField(max_length=200, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["plan", "position"], name="change_by_position")]

    def __str__(self) -> str:
        return self.heading or f"change {self.pk}"


def in_subtree(model: type[models.Model], unit: Unit) -> Q:
    """Rows of plans of the unit or below it, and rows that name a department there.

    A union of two searches by index: PostgreSQL answers an OR of the two by reading the table.
    Below the top there is every plan that could name a department there, and one join is enough.
    """
    if unit.parent_id is None:
        return Q(plan__unit__links_up__ancestor=unit)
    below = UnitClosure.objects.filter(ancestor=unit).values("descendant")
    rows = model._default_manager.order_by()
    of_plan = rows.filter(plan__unit__in=below).values("pk")
    of_department = rows.filter(department__in=below).values("pk")
    return Q(pk__in=of_plan.union(of_department, all=True))
