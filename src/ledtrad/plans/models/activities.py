# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Activities: a thing that lives on, and its place and wording in one plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from ledtrad.organisation.models import ReadableQuerySet, Unit, UnitClosure
from ledtrad.organisation.rules import MAX_KEY_LENGTH
from ledtrad.plans.models.dues import DueKind, HasDue
from ledtrad.plans.models.goals import Goal
from ledtrad.plans.models.plans import Plan, in_subtree


class Activity(models.Model):
    """What is done, year after year. Its wording in each plan is a `PlannedActivity`."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="activities")

    def __str__(self) -> str:
        return f"activity {self.pk}"


class PlannedActivityQuerySet(ReadableQuerySet["PlannedActivity"]):
    """Activities as plans have them."""

    def in_year(self, year: int) -> PlannedActivityQuerySet:
        """Activities of the plans whose period has at least one day in the year."""
        return self.filter(
            plan__period_start__lte=dt.date(year, 12, 31),
            plan__period_end__gte=dt.date(year, 1, 1),
        )

    def within(self, unit: Unit) -> PlannedActivityQuerySet:
        """Of the unit and of every unit below it, whoever's plan they stand in."""
        return self.filter(in_subtree(self.model, unit))

    def along(self, unit: Unit) -> PlannedActivityQuerySet:
        """Of the unit and all below it, and of the plans of the units above it."""
        above = UnitClosure.objects.filter(descendant=unit).values("ancestor")
        return self.filter(in_subtree(self.model, unit) | Q(plan__unit__in=above))

    def of_unit(self, unit: Unit) -> PlannedActivityQuerySet:
        """Of the unit's own plans, and those that name it as department."""
        return self.filter(Q(plan__unit=unit) | Q(department=unit))

    def of_plan(self, plan: Plan) -> PlannedActivityQuerySet:
        """Those of one plan."""
        return self.filter(plan=plan)

    def with_role(self, name_key: str) -> PlannedActivityQuerySet:
        """Those that the role answers for, alone or with others."""
        roles = ActivityRole.objects.filter(planned_activity=OuterRef("pk"), name_key=name_key)
        return self.filter(Exists(roles))

    def in_category(self, name: str) -> PlannedActivityQuerySet:
        """Those of the category, as written."""
        categories = ActivityCategory.objects.filter(planned_activity=OuterRef("pk"), name=name)
        return self.filter(Exists(categories))

    def serving(self, title_key: str) -> PlannedActivityQuerySet:
        """Those that serve a goal of that title, in whatever plan it stands."""
        links = ActivityGoal.objects.filter(planned_activity=OuterRef("pk"))
        return self.filter(Exists(links.filter(goal__title_key=title_key)))

    def due_by(self, day: dt.date) -> PlannedActivityQuerySet:
        """Activities with a last day, no later than the given one."""
        return self.filter(due_date__lte=day)

    def with_first_role(self) -> PlannedActivityQuerySet:
        """Adds `first_role`, the key of the first role, None where there is none."""
        roles = ActivityRole.objects.filter(planned_activity=OuterRef("pk"))
        return self.annotate(first_role=Subquery(roles.order_by("position").values("name_key")[:1]))

    def with_first_goal(self) -> PlannedActivityQuerySet:
        """Adds `first_goal` (its id) and `goal_place`, None where the activity serves no goal.

        `goal_place` sorts by level, plan and place in the document. One number, since the database
        looks for the first goal anew for every column.
        """
        links = ActivityGoal.objects.filter(planned_activity=OuterRef("pk"))
        first = links.order_by("position", "pk")
        place = F("goal__level__position") * 10**15 + F("goal__plan") * 10**6 + F("goal__position")
        return self.annotate(
            first_goal=Subquery(first.values("goal")[:1]),
            goal_place=Subquery(
                first.annotate(place=place).values("place")[:1],
                output_field=models.BigIntegerField(),
            ),
        )

    def overdue(self, on: dt.date) -> PlannedActivityQuerySet:
        """Activities whose last day has passed. Whether they were done, the follow-up knows."""
        return self.filter(due_date__lt=on)

    def without_goal(self) -> PlannedActivityQuerySet:
        """Activities that serve no goal."""
        return self.filter(~Exists(ActivityGoal.objects.filter(planned_activity=OuterRef("pk"))))

    def under_goals(self, goals: Iterable[int]) -> PlannedActivityQuerySet:
        """Those that serve the goals with the ids, once for each: `goal` says which."""
        return (
            self.filter(goal_links__goal__in=goals)
            .annotate(goal=F("goal_links__goal"))
            .order_by("plan", "position", "pk")
        )

    def with_parts(self) -> PlannedActivityQuerySet:
        """With plan, unit and department, and roles, categories and goals: four queries."""
        return (
            self.select_related("plan__unit", "department")
            .defer("plan__snapshot")
            .prefetch_related("roles", "categories", "goals")
        )


class PlannedActivity(HasDue):
    """An activity as one plan has it: wording, aim, time, roles and resources.

    `planned_follow_up` and `comment`, a remark that belongs to no status, are rich text as in
    `plandoc/1`. `start_date` is the first day; the rest of a beginning that is no single day is in
    `start_end` and, as `due_steps`, in `start_steps`. `occurrence` counts the rows of the same
    title in the plan and department, so that each can be found again.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="in_plans")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="activities")
    department = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="department_activities"
    )
    position = models.PositiveIntegerField()
    title = models.TextField(_("activity"))
    title_key = models.CharField(max_length=MAX_KEY_LENGTH, editable=False)
    occurrence = models.PositiveSmallIntegerField(default=1, editable=False)
    aim = models.TextField(_("aim"), blank=True)
    start_text = models.TextField(_("begins"), blank=True)
    start_kind = models.CharField(
        max_length=10, choices=DueKind.choices, default=DueKind.NONE, blank=True
    )
    start_date = models.DateField(_("begins on"), null=True, blank=True)
    start_end = models.DateField(_("begins no later than"), null=True, blank=True)
    start_steps = models.JSONField(default=list, blank=True)
    responsible_text = models.TextField(_("responsible as written"), blank=True)
    resources = models.TextField(_("resources"), blank=True)
    planned_follow_up = models.JSONField(_("planned follow-up"), default=list, blank=True)
    comment = models.JSONField(_("comment"), default=list, blank=True)

    goals: models.ManyToManyField[Goal, ActivityGoal] = models.ManyToManyField(
        Goal, through="ActivityGoal", related_name="activities"
    )

    objects = PlannedActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "department", "title_key", "occurrence"],
                name="activity_once_in_department",
                violation_error_message=_("The department already has that activity."),
            ),
            # A null department is not equal to another null.
            models.UniqueConstraint(
                fields=["plan", "title_key", "occurrence"],
                condition=Q(department=None),
                name="activity_once_in_plan",
                violation_error_message=_("The plan already has that activity."),
            ),
            models.CheckConstraint(
                condition=Q(due_kind__in=DueKind.values) & Q(start_kind__in=DueKind.values),
                name="activity_due_kind_known",
                violation_error_message=_("That is not a kind of due."),
            ),
            models.CheckConstraint(
                condition=Q(occurrence__gte=1),
                name="activity_occurrence_counts_from_one",
                violation_error_message=_("The first occurrence of an activity is number 1."),
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "position"], name="activity_by_position"),
            models.Index(
                fields=["due_date"], condition=Q(due_date__isnull=False), name="activity_by_due"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityGoal(models.Model):
    """That an activity serves a goal, which may stand in another plan."""

    planned_activity = models.ForeignKey(PlannedActivity, models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="activity_links")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["planned_activity", "goal"],
                name="activity_goal_once",
                violation_error_message=_("The activity already serves that goal."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.planned_activity_id} → {self.goal_id}"


class ActivityRole(models.Model):
    """Somebody responsible, as a role: as written, and its name in the basic form."""

    planned_activity = models.ForeignKey(PlannedActivity, models.CASCADE, related_name="roles")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("role as written"))
    name = models.CharField(_("role"), max_length=200, blank=True)
    name_key = models.CharField(max_length=MAX_KEY_LENGTH, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["planned_activity", "position"],
                name="activity_role_once",
                violation_error_message=_("The activity already has a role in that place."),
            )
        ]
        indexes = [models.Index(fields=["name_key"], name="activity_role_by_name")]

    def __str__(self) -> str:
        return self.name or self.text


class ActivityCategory(models.Model):
    """A category of an activity as written, and the phase it stands for (a code, or empty)."""

    planned_activity = models.ForeignKey(PlannedActivity, models.CASCADE, related_name="categories")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("category"), max_length=200)
    phase = models.SlugField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["planned_activity", "position"],
                name="activity_category_once",
                violation_error_message=_("The activity already has a category in that place."),
            )
        ]
        indexes = [models.Index(fields=["phase"], name="activity_category_by_phase")]

    def __str__(self) -> str:
        return self.name
