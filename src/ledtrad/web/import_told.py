# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What accepting an import does, or has done, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _

from ledtrad.documents.models import Import
from ledtrad.sentences import of_import_note, of_place, of_rows
from ledtrad.web.formats import swedish_moment
from ledtrad.web.import_parts import Part, excerpt
from plandoc.model import PlanDocument

LISTED = 50
VALUE_LENGTH = 300
CONTEXT = 5
"""Words beside a difference that are shown although both wordings have them."""
TOLD = (
    "organisation.unit", "plans.plan", "plans.goal", "plans.expectedresult", "plans.goalsection",
    "indicators.plannedindicator", "indicators.target", "indicators.outcome",
    "indicators.forecast", "plans.plannedactivity", "followup.activitystatus",
    "followup.goalstatus", "followup.goalassessment", "followup.indicatorassessment",
    "plans.competenceneed", "plans.changeahead", "plans.chapter",
)  # fmt: skip
"""The kinds of rows that people think of as things of their own, the largest first."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is there and that the document says otherwise."""

    label: str
    field: str
    there: str
    here: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A value that was missing and that the document gives."""

    label: str
    field: str
    here: str


@dataclass(frozen=True, slots=True)
class Told:
    """What accepting does or has done. The lists hold the first ones; the counts hold all."""

    refused: str = ""
    added: tuple[str, ...] = ()
    found: int = 0
    filled: tuple[Filled, ...] = ()
    filled_count: int = 0
    differs: tuple[Difference, ...] = ()
    differs_count: int = 0
    notes: tuple[str, ...] = ()
    notes_count: int = 0
    left_over: int = 0
    leftovers: tuple[tuple[str, str], ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether everything was there already."""
        return not self.added and not self.filled_count


def of_consequences(told: Mapping[str, Any], parts: Mapping[str, Part]) -> Told:
    """What accepting would do. `told` is what the preview gave, or why it gave nothing."""
    if "refused" in told:
        said = may_not_here() if told["refused"] != "already" else _("The file is read in before.")
        return Told(refused=said)
    names = {key: part.title for key, part in parts.items()}
    return _told(told, names, found=len([each for each in told["found"] if each in parts]))


def of_result(result: Mapping[str, Any], document: PlanDocument) -> Told:
    """What accepting has done."""
    names = {goal.id: goal.title for goal in document.goals}
    names |= {each.id: each.name for each in document.indicators}
    names |= {each.id: each.title for each in document.activities}
    left = tuple((of_place(each.place), each.text) for each in document.leftovers[:LISTED])
    return _told(result, names, leftovers=left)


def already(earlier: Import) -> str:
    """That the same file was read in before."""
    moment = timezone.localtime(earlier.closed_at or earlier.created_at)
    about = {"when": swedish_moment(moment)}
    return _("The same file was read in %(when)s. Nothing was added.") % about


def may_not_here() -> str:
    """That the user's roles do not reach where the document belongs."""
    return _(
        "You may not read in plans for the unit that the document belongs to. Nothing was changed. "
        "Ask an administrator, or change where it belongs."
    )


def _told(
    done: Mapping[str, Any],
    names: Mapping[str, str],
    *,
    found: int = 0,
    leftovers: tuple[tuple[str, str], ...] = (),
) -> Told:
    filled = [
        Filled(excerpt(row["label"]), field_name(row["model"], name), _shown(value))
        for row in done["filled"]
        for name, value in row["fields"].items()
    ]
    differs = [
        Difference(
            excerpt(row["label"]),
            field_name(row["model"], row["field"]),
            *map(_shown, around_difference(str(row["there"]), str(row["here"]))),
        )
        for row in done["differs"][:LISTED]
    ]
    return Told(
        added=tuple(
            of_rows(model, done["added"][model]) for model in TOLD if model in done["added"]
        ),
        found=found,
        filled=tuple(filled[:LISTED]),
        filled_count=len(filled),
        differs=tuple(differs),
        differs_count=len(done["differs"]),
        notes=tuple(_noted(note, names) for note in done["notes"][:LISTED]),
        notes_count=len(done["notes"]),
        left_over=done["left_over"],
        leftovers=leftovers,
    )


def field_name(model: str, name: str) -> str:
    """What people call a column, as the model's field says it."""
    columns = {field.attname: field for field in apps.get_model(model)._meta.concrete_fields}
    found = columns.get(name) or columns.get(f"{name}_id")
    return str(found.verbose_name) if found is not None else name


def around_difference(there: str, here: str) -> tuple[str, str]:
    """Two wordings without what both begin and end with, but for a few words to know them by."""
    one, other = there.split(), here.split()
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    end = next((at for at in range(most - start) if one[-1 - at] != other[-1 - at]), most - start)
    return _between(one, start, end), _between(other, start, end)


def _between(words: list[str], start: int, end: int) -> str:
    first = start - CONTEXT if start > CONTEXT + 1 else 0
    last = len(words) - end + CONTEXT if end > CONTEXT + 1 else len(words)
    before, after = ("… " if first else ""), (" …" if last < len(words) else "")
    return f"{before}{' '.join(words[first:last])}{after}"


def _noted(note: Mapping[str, Any], names: Mapping[str, str]) -> str:
    sentence = of_import_note(note["code"], note["params"])
    named = names.get(note["element"])
    return f"{excerpt(named, 70)}: {sentence}" if named else sentence


def _shown(value: object) -> str:
    text = excerpt(str(value), VALUE_LENGTH)
    return text or _("nothing")
