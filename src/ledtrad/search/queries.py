# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking: words in, hits out, with what was found marked in the texts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet

from ledtrad.search import rules
from ledtrad.search.models import SearchEntry, SearchEntryQuerySet

MAX_HITS = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found. Marks are places [start, end) in the text they belong to.

    `exact` says that the words themselves are there; otherwise they are parts of other words.
    """

    kind: str
    object_id: str
    path: str
    unit_id: int | None
    year: int | None
    title: rules.Excerpt
    excerpt: rules.Excerpt
    exact: bool


def search(
    query: str,
    *,
    units: Collection[int] | QuerySet[models.Model] | None = None,
    year: int | None = None,
    limit: int = 20,
) -> list[Hit]:
    """What holds all the words asked for: in any inflection first, then as parts of compounds.

    `units` are the units that may be shown (their ids, or a queryset of units), None for all.
    `year` keeps what the year is among. At most three queries, whatever there is to find.
    """
    asked = rules.parse(query)
    wanted = max(0, min(limit, MAX_HITS))
    if not asked.stems or not wanted:
        return []
    within = SearchEntry.objects.all()
    if units is not None:
        within = within.in_units(units)
    if year is not None:
        within = within.in_year(year)
    exact = list(_ordered(within.matching(asked), asked)[:wanted])
    found = [_hit(entry, asked, exact=True) for entry in exact]
    if len(found) < wanted and asked.parts and (asked.is_telling or not found):
        known = [entry.pk for entry in exact]
        others = _ordered(within.containing(asked).exclude(pk__in=known), asked)
        found += [_hit(entry, asked, exact=False) for entry in others[: wanted - len(found)]]
    return found


def _ordered(entries: SearchEntryQuerySet, asked: rules.Query) -> SearchEntryQuerySet:
    return entries.titles_first(asked).defer("stems", "title_stems", "folded")


def _hit(entry: SearchEntry, asked: rules.Query, *, exact: bool) -> Hit:
    return Hit(
        kind=entry.kind,
        object_id=entry.object_id,
        path=entry.path,
        unit_id=entry.unit_id,
        year=entry.last_year,
        title=rules.Excerpt(entry.title, rules.marks(entry.title, asked)),
        excerpt=rules.excerpt(entry.body, asked),
        exact=exact,
    )
