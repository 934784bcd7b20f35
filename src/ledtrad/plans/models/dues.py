# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""When something is to be done: a typed value, not a date."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledtrad.organisation.models import Revised


class DueKind(models.TextChoices):
    """What kind of answer "when" has got."""

    DATE = "date", _("a day")
    YEAR = "year", _("a year")
    RANGE = "range", _("from one day to another")
    PERIOD = "period", _("a period")
    OCCASION = "occasion", _("a report occasion")
    ONGOING = "ongoing", _("all the time")
    STEPS = "steps", _("several steps")
    NONE = "none", _("not said")


class HasDue(Revised):
    """A due as written, its kind, and the last day when one can be computed.

    `due_steps` lists the parts of a due in several steps, in order, as objects with `text`,
    `kind`, `start` and `date`; empty for every other kind.
    """

    due_text = models.TextField(_("to be done by"), blank=True)
    due_kind = models.CharField(
        max_length=10, choices=DueKind.choices, default=DueKind.NONE, blank=True
    )
    due_start = models.DateField(_("first day"), null=True, blank=True)
    due_date = models.DateField(_("last day"), null=True, blank=True)
    due_steps = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True
