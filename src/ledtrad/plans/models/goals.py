# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goals of every level, their sections and their expected results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from ledtrad.organisation.models import ReadableQuerySet, Revised, Unit
from ledtrad.organisation.rules import MAX_KEY_LENGTH
from ledtrad.plans.models.dues import DueKind, HasDue
from ledtrad.plans.models.plans import Plan
from ledtrad.steering.models import Level


class GoalQuerySet(ReadableQuerySet["Goal"]):
    """Goals, by plan, place and year."""

    def in_year(self, year: int) -> GoalQuerySet:
        """Goals of the plans whose period has at least one day in the year."""
        return self.filter(
            plan__period_start__lte=dt.date(year, 12, 31),
            plan__period_end__gte=dt.date(year, 1, 1),
        )

    def within(self, unit: Unit) -> GoalQuerySet:
        """Goals of the plans of the unit and of every unit below it."""
        return self.filter(plan__unit__links_up__ancestor=unit)

    def of_units(self, units: Iterable[Unit]) -> GoalQuerySet:
        """Goals of the plans of the units themselves, not of those below them."""
        return self.filter(plan__unit__in=[unit.pk for unit in units])

    def between(self, first: dt.date, last: dt.date) -> GoalQuerySet:
        """Goals of the plans whose period has at least one of the days."""
        return self.filter(plan__period_start__lte=last, plan__period_end__gte=first)

    def below(self, goals: Iterable[Goal]) -> GoalQuerySet:
        """The goals that hang right under one of the goals."""
        return self.filter(parent__in=[goal.pk for goal in goals])

    def of_plan(self, plan: Plan) -> GoalQuerySet:
        """Those of one plan."""
        return self.filter(plan=plan)

    def of_plans(self, plans: Iterable[int]) -> GoalQuerySet:
        """Those of the plans with the ids, in the order of levels and of the documents."""
        return self.filter(plan__in=plans).order_by("level__position", "position", "pk")

    def assignments(self) -> GoalQuerySet:
        """Goals with addressees and a status of their own."""
        return self.filter(level__is_assignment=True)

    def sound_economy(self) -> GoalQuerySet:
        """Goals of god ekonomisk hushållning."""
        return self.filter(is_sound_economy=True)

    def with_counts(self) -> GoalQuerySet:
        """Adds `result_count` and `activity_count`, each by one correlated index scan."""
        counts = {
            "result_count": _count("expected_results"),
            "activity_count": _count("activity_links"),
        }
        return self.annotate(**counts)

    def thread(self, municipality: Unit, year: int) -> GoalQuerySet:
        """All goals of a year below a municipality, with plan, unit, level and counts: one query.

        In the order of levels and of the documents; `rules.build_thread` makes the tree.
        """
        return (
            self.within(municipality)
            .in_year(year)
            .select_related("plan__unit", "level")
            .defer("plan__snapshot", "text")
            .with_counts()
            .order_by("level__position", "position", "pk")
        )


class Goal(HasDue):
    """A goal of one level in one plan. Its parent may belong to the plan of a unit above.

    `text` is rich text as in `plandoc/1`, and so is `comment`, a remark that belongs to no status
    or assessment. An assignment has `addressees`, `responsible` (objects with `text` and `name`)
    and a due; other goals leave them empty.
    """

    MAX_NUMBER_LENGTH = 20

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    level = models.ForeignKey(Level, models.PROTECT, related_name="goals")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="restatements"
    )
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    position = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=MAX_NUMBER_LENGTH, blank=True)
    title = models.TextField(_("title"))
    title_key = models.CharField(max_length=MAX_KEY_LENGTH, editable=False)
    text = models.JSONField(_("text"), default=list, blank=True)
    comment = models.JSONField(_("comment"), default=list, blank=True)
    origin = models.TextField(_("origin"), blank=True)
    addressees = models.JSONField(_("addressees"), default=list, blank=True)
    responsible = models.JSONField(_("responsible"), default=list, blank=True)
    not_broken_down_reason = models.TextField(_("why no unit breaks it down"), blank=True)
    is_sound_economy = models.BooleanField(_("goal of sound financial management"), default=False)

    # Both are there on rows from `with_counts` alone.
    result_count: int
    activity_count: int

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "level", "parent", "number", "title_key"],
                name="goal_once_below_parent",
                violation_error_message=_("The plan already has that goal there."),
            ),
            # A null parent is not equal to another null: goals at the top need their own rule.
            models.UniqueConstraint(
                fields=["plan", "level", "number", "title_key"],
                condition=Q(parent=None),
                name="goal_once_at_top",
                violation_error_message=_("The plan already has that goal."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(pk=F("parent")),
                name="goal_is_not_its_own_parent",
                violation_error_message=_("A goal cannot lie below itself."),
            ),
            models.CheckConstraint(
                condition=Q(same_as=None) | ~Q(pk=F("same_as")),
                name="goal_is_not_its_own_double",
                violation_error_message=_("A goal cannot be a restatement of itself."),
            ),
            models.CheckConstraint(
                condition=Q(predecessor=None) | ~Q(pk=F("predecessor")),
                name="goal_does_not_precede_itself",
                violation_error_message=_("A goal cannot be its own predecessor."),
            ),
            models.CheckConstraint(
                condition=Q(due_kind__in=DueKind.values),
                name="goal_due_kind_known",
                violation_error_message=_("That is not a kind of due."),
            ),
        ]
        indexes = [models.Index(fields=["plan", "position"], name="goal_by_position")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class GoalSection(Revised):
    """A named part of a goal: its working methods, follow-up … `type` is the section's code."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="sections")
    type = models.SlugField(max_length=60)
    heading = models.TextField(_("heading as written"), blank=True)
    position = models.PositiveIntegerField()
    text = models.JSONField(_("text"), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "type", "position"],
                name="goal_section_once",
                violation_error_message=_("The goal already has that section."),
            )
        ]

    def __str__(self) -> str:
        return self.heading or self.type


class ExpectedResult(Revised):
    """One thing that is true when the goal is reached."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="expected_results")
    position = models.PositiveIntegerField()
    text = models.TextField(_("expected result"))
    text_key = models.CharField(max_length=MAX_KEY_LENGTH, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "text_key"],
                name="expected_result_once",
                violation_error_message=_("The goal already has that expected result."),
            )
        ]

    def __str__(self) -> str:
        return self.text


def _count(relation: str) -> Subquery:
    """How many rows a goal has in the relation, in a query of its own: joins would multiply."""
    own = Goal.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
    return Subquery(own.annotate(n=Count(relation)).values("n"), output_field=IntegerField())
