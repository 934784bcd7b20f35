# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs: what was asked for, how far it has come, and how it ended."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledtrad.organisation.models import User


class JobQuerySet(models.QuerySet["Job"]):
    """Questions about jobs."""

    def visible_to(self, user: User | AnonymousUser) -> JobQuerySet:
        """The jobs that the user has asked for, and nobody else's."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(created_by=user)

    def under_way(self) -> JobQuerySet:
        """Jobs that wait or run."""
        return self.filter(state__in=Job.UNDER_WAY)

    def silent_since(self, moment: dt.datetime) -> JobQuerySet:
        """Running jobs that have given no sign of life since the moment."""
        return self.filter(state=Job.State.RUNNING, seen_at__lt=moment)

    def ended_before(self, moment: dt.datetime) -> JobQuerySet:
        """Jobs that were done or failed before the moment."""
        return self.filter(ended_at__lt=moment)

    def newest_first(self) -> JobQuerySet:
        """In the order that people look for them."""
        return self.order_by("-created_at", "-pk")


class Job(models.Model):
    """A piece of long work. `message` is a text to translate; `error` is the sentence as said.

    `total` is null as long as nobody knows how much there is to do.
    """

    class State(models.TextChoices):
        """Where a job is in its life."""

        QUEUED = "queued", _("queued")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    UNDER_WAY = (State.QUEUED, State.RUNNING)

    public_code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    payload = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True)
    progress = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)
    message = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], ended_at__isnull=True)
                | Q(state__in=["done", "failed"], ended_at__isnull=False),
                name="job_ended_when_done_or_failed",
                violation_error_message=_("Work that has ended says when, and no other does."),
            ),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(error="") | ~Q(state="failed") & Q(error=""),
                name="job_failed_says_why",
                violation_error_message=_("Work that failed says why, and no other does."),
            ),
            models.CheckConstraint(
                condition=Q(total=None) | Q(progress__lte=F("total")),
                name="job_progress_within_total",
                violation_error_message=_("No more can be done than there is to do."),
            ),
        ]
        indexes = [
            models.Index(fields=["created_by", "-created_at"], name="job_by_author"),
            models.Index(fields=["state", "seen_at"], name="job_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_code}"

    @property
    def percent(self) -> int | None:
        """How much is done, 0 to 100; None while nobody knows how much there is."""
        if self.state == Job.State.DONE:
            return 100
        return 100 * self.progress // self.total if self.total else None

    @property
    def has_ended(self) -> bool:
        """Whether the job is done or has failed."""
        return self.state not in Job.UNDER_WAY
