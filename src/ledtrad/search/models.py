# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be found: one row a thing, with its words in the form that the database looks up."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connections, models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ledtrad.search import postgresql, sqlite
from ledtrad.search.rules import Query


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """Questions about what can be found."""

    def matching(self, query: Query) -> SearchEntryQuerySet:
        """Entries that hold every word asked for, in whatever form."""
        return self.filter(self._engine().matching(query.stems))

    def containing(self, query: Query) -> SearchEntryQuerySet:
        """Entries that hold every word asked for, also inside other words."""
        found = self.filter(self._engine().containing(query.parts))
        return found.matching(Query(query.short)) if query.short else found

    def in_units(self, units: Collection[int] | QuerySet[models.Model]) -> SearchEntryQuerySet:
        """Entries of the units, and those that belong to no unit."""
        return self.filter(Q(unit_id=None) | Q(unit_id__in=units))

    def in_year(self, year: int) -> SearchEntryQuerySet:
        """Entries that the year is among, and those of no year."""
        return self.filter(Q(first_year=None) | Q(first_year__lte=year, last_year__gte=year))

    def titles_first(self, query: Query) -> SearchEntryQuerySet:
        """Those with the words in the title first, then the newest, then by title."""
        return self.annotate(
            in_title=models.Case(models.When(self._engine().titled(query.stems), then=1), default=0)
        ).order_by("-in_title", F("last_year").desc(nulls_last=True), "title_key", "pk")

    def _engine(self) -> sqlite.Engine | postgresql.Engine:
        """How this database looks stems up."""
        vendor = connections[self.db].vendor
        return sqlite.Engine() if vendor == "sqlite" else postgresql.Engine()


class SearchEntry(models.Model):
    """One thing that can be found.

    `kind` and `object_id` name it, `path` is the page it is shown on. `unit_id` is the unit whose
    it is, as a plain number: search does not know what a unit is. `stems`, `title_stems` and
    `folded` are made of `title` and `body` by `actions.index`. On SQLite triggers keep the
    full-text tables in step; a migration that alters this table has to make them again, because
    Django then makes the table anew.
    """

    MAX_KIND_LENGTH = 40
    MAX_ID_LENGTH = 64
    MAX_PATH_LENGTH = 500
    MAX_BODY_LENGTH = 50_000
    MAX_TITLE_LENGTH = 2_000

    kind = models.CharField(max_length=MAX_KIND_LENGTH)
    object_id = models.CharField(max_length=MAX_ID_LENGTH)
    title = models.TextField()
    body = models.TextField(blank=True)
    path = models.CharField(max_length=MAX_PATH_LENGTH, blank=True)
    unit_id = models.BigIntegerField(null=True, blank=True)
    first_year = models.SmallIntegerField(null=True, blank=True)
    last_year = models.SmallIntegerField(null=True, blank=True)
    stems = models.TextField(blank=True)
    title_stems = models.TextField(blank=True)
    title_key = models.CharField(max_length=100, blank=True)
    folded = models.TextField(blank=True)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"],
                name="search_entry_once",
                violation_error_message=_("The thing can already be found."),
            ),
            models.CheckConstraint(
                condition=Q(first_year=None, last_year=None)
                | Q(first_year__isnull=False, last_year__gte=F("first_year")),
                name="search_entry_years",
                violation_error_message=_("The last year cannot be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
