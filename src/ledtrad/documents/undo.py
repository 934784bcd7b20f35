# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking an import back as a whole, while nothing has built upon it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Max, OuterRef, QuerySet

from ledtrad.documents import findable
from ledtrad.documents.models import Examination, Import, ImportedRow, Version, Waiver
from ledtrad.organisation import journal
from ledtrad.organisation.models import JournalEntry, Revised, UnitClosure, User
from ledtrad.plans.models import Goal

REMOVAL_ORDER = (
    "followup.indicatorassessment", "followup.goalassessment", "followup.goalstatus",
    "followup.activitystatus", "followup.round",
    "indicators.forecast", "indicators.outcome", "indicators.target",
    "indicators.plannedindicator", "indicators.indicator",
    "plans.activitycategory", "plans.activityrole", "plans.activitygoal",
    "plans.plannedactivity", "plans.activity", "plans.changeahead", "plans.competenceneed",
    "plans.listedworkplace", "plans.chapter", "plans.expectedresult", "plans.goalsection",
    "plans.goal", "plans.plan",
    "documents.placeholderunit", "organisation.unitalias", "organisation.unit",
)  # fmt: skip
"""What points at something goes before it."""

TREES = {"plans.goal": "children", "organisation.unit": "children"}
"""Rows that hang below rows of their own kind go from below."""

_FOLLOWS_ITS_ROW = (UnitClosure, JournalEntry, Version, Examination, Waiver)
"""What points at a row without building upon it: it goes, or lets go, with the row."""

MAX_NAMED = 5


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that has built upon an import.

    Codes: `later_import` (names of the imports), `changed_since` (names of the rows, and what they
    are), `referred_to` (what refers, how many, and the names of what it refers to).
    """

    code: str
    count: int
    names: tuple[str, ...]
    model: str = ""


class NotUndoable(Exception):
    """Something has built upon the import. `blockers` say what."""

    def __init__(self, blockers: list[Blocker]) -> None:
        super().__init__(", ".join(blocker.code for blocker in blockers))
        self.blockers = blockers


def what_builds_on(import_: Import) -> list[Blocker]:
    """All that stands in the way of undoing the import. Empty when it can be undone."""
    later = [*_later_imports(import_)]
    # What later imports brought refers to this one's rows; their names say it all.
    return later or [*_changed_rows(import_), *_references(import_)]


def take_back(import_: Import, *, acting_user: User) -> None:
    """Restore what was filled and remove what was added, and say so in the journal."""
    entries: list[JournalEntry] = []
    for model, noted in _filled(import_).items():
        entries += _restore(model, noted, import_, acting_user)
    Goal.objects.filter(pk__in=_rows(import_, "plans.goal")).update(same_as=None)
    for label in REMOVAL_ORDER:
        entries += _remove(label, import_, acting_user)
    JournalEntry.objects.bulk_create(entries, batch_size=500)
    for label in findable.KINDS:
        kept = import_.rows.filter(model=label).exclude(action=ImportedRow.Action.ADDED)
        findable.index_rows(label, set(kept.values_list("row", flat=True)))


def _rows(import_: Import, label: str) -> QuerySet[ImportedRow, int]:
    """The ids of the rows of a model that the import added, as a subquery."""
    return import_.rows.filter(model=label, action=ImportedRow.Action.ADDED).values_list(
        "row", flat=True
    )


def _labels(import_: Import) -> list[str]:
    added = import_.rows.filter(action=ImportedRow.Action.ADDED)
    there = set(added.order_by().values_list("model", flat=True).distinct())
    return [label for label in REMOVAL_ORDER if label in there]


def _filled(import_: Import) -> dict[type[Revised], dict[int, ImportedRow]]:
    """What the import filled in rows that it did not add itself, by model and row."""
    added = set(import_.rows.filter(action=ImportedRow.Action.ADDED).values_list("model", "row"))
    found: dict[type[Revised], dict[int, ImportedRow]] = defaultdict(dict)
    for noted in import_.rows.filter(action=ImportedRow.Action.FILLED):
        if (noted.model, noted.row) not in added:
            model: Any = apps.get_model(noted.model)
            found[model][noted.row] = noted
    return found


def _later_imports(import_: Import) -> Iterator[Blocker]:
    """Imports accepted since that speak of rows which this one added or filled."""
    ours = import_.rows.exclude(action=ImportedRow.Action.FOUND)
    last = import_.rows.aggregate(last=Max("pk"))["last"]
    if last is None:
        return
    touched = ours.filter(model=OuterRef("model"), row=OuterRef("row"))
    later = (
        ImportedRow.objects.filter(
            models.Exists(touched), pk__gt=last, source__state=Import.State.ACCEPTED
        )
        .exclude(source=import_)
        .values("source")
    )
    names = list(
        Import.objects.filter(pk__in=later).order_by("pk").values_list("file_name", flat=True)
    )
    if names:
        yield Blocker("later_import", len(names), tuple(names[:MAX_NAMED]))


def _changed_rows(import_: Import) -> Iterator[Blocker]:
    """Rows that somebody has edited since."""
    filled = _filled(import_)
    left_at = {
        (noted.model, noted.row): noted.after["revision"]
        for noted in import_.rows.exclude(action=ImportedRow.Action.FOUND).order_by("pk")
        if "revision" in noted.after
    }
    for label in _labels(import_):
        model: Any = apps.get_model(label)
        if issubclass(model, Revised):
            rows = model._default_manager.filter(pk__in=_rows(import_, label))
            edited = [
                row
                for row in rows.exclude(revision=1).order_by("pk")
                if row.revision != left_at.get((label, row.pk), 1)
            ]
            yield from _changed(label, edited)
    for filled_model, noted in filled.items():
        now = filled_model._default_manager.filter(pk__in=noted)
        edited = [row for row in now if row.revision != noted[row.pk].after["revision"]]
        yield from _changed(filled_model._meta.label_lower, edited)


def _changed(label: str, edited: list[Revised]) -> Iterator[Blocker]:
    if edited:
        names = tuple(str(row)[:120] for row in edited[:MAX_NAMED])
        yield Blocker("changed_since", len(edited), names, label)


def _references(import_: Import) -> Iterator[Blocker]:
    """Rows that are not the import's own and that point at rows which it added."""
    filled: dict[tuple[str, str], list[int]] = defaultdict(list)
    for noted in import_.rows.filter(action=ImportedRow.Action.FILLED):
        for column in noted.after:
            filled[noted.model, column].append(noted.row)
    for label in _labels(import_):
        model = apps.get_model(label)
        for relation in model._meta.related_objects:
            other = relation.related_model
            if other in _FOLLOWS_ITS_ROW or other == "self" or isinstance(other, str):
                continue
            field = relation.field
            if field.many_to_many or not field.concrete:
                continue
            pointing = other._default_manager.filter(
                **{f"{field.name}__in": _rows(import_, label)}
            ).exclude(pk__in=_rows(import_, other._meta.label_lower))
            # What the import itself let point there is restored first.
            pointing = pointing.exclude(pk__in=filled[other._meta.label_lower, field.attname])
            count = pointing.count()
            if count:
                names = tuple(str(row)[:120] for row in pointing.order_by("pk")[:MAX_NAMED])
                yield Blocker("referred_to", count, names, other._meta.label_lower)


def _restore(
    model: type[Revised], noted: dict[int, ImportedRow], import_: Import, acting_user: User
) -> Iterator[JournalEntry]:
    """Set the filled columns back. The revision goes on, so that nobody saves over it unseen."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rows = list(model._default_manager.filter(pk__in=noted))
    names: set[str] = {"revision"}
    for row in rows:
        before = {name: value for name, value in noted[row.pk].before.items() if name != "revision"}
        after = {name: noted[row.pk].after.get(name) for name in before}
        for column, value in before.items():
            setattr(row, column, fields[column].to_python(value))
            names.add(fields[column].name)
        row.revision += 1
        yield journal.entry(
            row,
            verb=f"{row._meta.model_name}.restored",
            unit=None,
            before=after,
            after=before,
            acting_user=acting_user,
            batch=import_.batch,
        )
    model._default_manager.bulk_update(rows, sorted(names), batch_size=200)
    _tell_earlier_imports(model, rows, noted, import_)


def _tell_earlier_imports(
    model: type[Revised], rows: list[Revised], noted: dict[int, ImportedRow], import_: Import
) -> None:
    """Earlier imports shall not take the restored revision for somebody's edit."""
    revisions = {row.pk: row.revision for row in rows}
    earlier = ImportedRow.objects.filter(
        model=model._meta.label_lower, row__in=noted, source__state=Import.State.ACCEPTED
    ).exclude(source=import_)
    told = [
        each
        for each in earlier.exclude(action=ImportedRow.Action.FOUND)
        if each.after.get("revision", 1) == noted[each.row].before["revision"]
    ]
    for each in told:
        each.after["revision"] = revisions[each.row]
    ImportedRow.objects.bulk_update(told, ["after"], batch_size=200)


def _remove(label: str, import_: Import, acting_user: User) -> Iterator[JournalEntry]:
    """Remove the rows of a model that the import added."""
    manager = apps.get_model(label)._default_manager
    ours = manager.filter(pk__in=_rows(import_, label))
    rows = list(ours)
    for row in rows:
        yield journal.entry(
            row,
            verb=f"{row._meta.model_name}.removed",
            unit=None,
            before=journal.facts(row),
            acting_user=acting_user,
            batch=import_.batch,
        )
    if label in findable.KINDS:
        findable.forget_rows(label, [row.pk for row in rows])
    below = TREES.get(label)
    if below is None:
        ours.delete()
        return
    while ours.filter(**{f"{below}__isnull": True}).delete()[0]:
        pass
