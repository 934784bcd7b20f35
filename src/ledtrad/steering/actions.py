# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes a steering model. One function per use case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction

from ledtrad.organisation import journal
from ledtrad.organisation.models import User
from ledtrad.organisation.rules import public_code, title_key
from ledtrad.steering import rules
from ledtrad.steering.models import (
    AssessmentName,
    Level,
    Phase,
    ReportOccasion,
    SectionKind,
    StatusName,
    SteeringModel,
)


@transaction.atomic
def register_model(definition: Mapping[str, Any], *, acting_user: User) -> SteeringModel:
    """Make the rows of a steering model what its definition says.

    `definition` is a `plandoc` steering model as a mapping of plain values. An unchanged one
    changes nothing. A level that is gone from it is retired, not deleted, since goals may hang on
    it. Raises `KeyError` for a definition without code, title or what a row needs, and
    `ValidationError`.
    """
    plain = _plain(definition)
    sha256 = rules.digest(plain)
    code, title = plain["code"], plain["title"]
    model = SteeringModel.objects.select_for_update().filter(code=code).first()
    if model is not None and model.sha256 == sha256:
        return model
    values = {"title": title, "definition": plain, "sha256": sha256}
    if model is None:
        model = journal.insert(
            SteeringModel(code=code, **values),
            verb="steering_model.registered",
            unit=None,
            acting_user=acting_user,
        )
    else:
        journal.change(
            model,
            values=values,
            verb="steering_model.changed",
            unit=None,
            acting_user=acting_user,
        )
    _write_levels(model, plain.get("levels", []))
    _write_words(model, plain)
    return model


def _write_levels(model: SteeringModel, levels: Iterable[Mapping[str, Any]]) -> None:
    there = {level.code: level for level in model.levels.all()}
    for position, written in enumerate(levels):
        level = there.pop(written["code"], None) or Level(
            steering_model=model, code=written["code"]
        )
        level.name = written["name"]
        level.name_plural = written.get("plural") or written["name"]
        level.position = position
        level.owner = written["owner"]
        level.is_assignment = bool(written.get("assignment"))
        level.is_retired = False
        level.full_clean()
        level.save()
    for level in there.values():
        level.is_retired = True
        level.save(update_fields=["is_retired"])


def _write_words(model: SteeringModel, definition: Mapping[str, Any]) -> None:
    """Replace sections, statuses, assessments, occasions and phases: nothing hangs on them."""
    sections = [
        SectionKind(steering_model=model, code=item["type"], name=item["name"], position=n)
        for n, item in enumerate(definition.get("sections", []))
    ]
    _replace(model, SectionKind, sections)
    _replace(
        model,
        StatusName,
        [
            StatusName(
                steering_model=model,
                name=item["name"],
                name_key=title_key(item["name"]),
                kind=item["kind"],
                position=n,
            )
            for n, item in enumerate(definition.get("statuses", []))
        ],
    )
    _replace(
        model,
        AssessmentName,
        [
            AssessmentName(
                steering_model=model,
                name=item["name"],
                name_key=title_key(item["name"]),
                kind=item["kind"],
                position=n,
            )
            for n, item in enumerate(definition.get("assessments", []))
        ],
    )
    _replace(
        model,
        ReportOccasion,
        [
            ReportOccasion(
                steering_model=model,
                code=public_code(item["name"], set()),
                name=item["name"],
                ends=item.get("ends") or "",
                position=n,
            )
            for n, item in enumerate(definition.get("occasions", []))
        ],
    )
    _replace(
        model,
        Phase,
        [
            Phase(steering_model=model, code=item["code"], name=item["name"], position=n)
            for n, item in enumerate(definition.get("phases", []))
        ],
    )


def _replace(model: SteeringModel, kind: type[models.Model], rows: Iterable[models.Model]) -> None:
    kind._default_manager.filter(steering_model=model).delete()
    journal.insert_parts(list(rows))


def _plain(value: Any) -> Any:
    """Tuples as lists, so that what is stored equals what is read back."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
