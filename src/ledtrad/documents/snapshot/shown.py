# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the documents that a plan was read from showed: which rows, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ledtrad.documents.models import Import, ImportedRow
from ledtrad.documents.rules import REPORTS
from ledtrad.followup.models import Round
from ledtrad.plans.models import Plan

_LABELS = (
    "plans.goal", "plans.expectedresult", "plans.plannedactivity", "plans.chapter",
    "indicators.plannedindicator", "indicators.target", "indicators.outcome",
    "indicators.forecast", "followup.activitystatus", "followup.goalstatus",
    "followup.goalassessment", "followup.indicatorassessment", "followup.round",
)  # fmt: skip


@dataclass(slots=True)
class Shown:
    """The rows of one plan's documents. `ordinals` says in which place each stood, by model.

    `is_read` says that there is such a document; without one nothing is known of what to show,
    and what the plan's own rows lead to is shown. `front` is the latest report's front matter.
    """

    ordinals: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    leftovers: list[str] = field(default_factory=list)
    front: Mapping[str, Any] = field(default_factory=dict)
    is_read: bool = False

    def rows(self, label: str) -> Mapping[int, int]:
        """The rows of a model with their places."""
        return self.ordinals.get(label, {})


_LAST = 1_000_000_000
"""The place of what stands in no document."""


def read_shown(plans: Collection[Plan], followup_round: Round | None) -> dict[int, Shown]:
    """What the documents of each plan showed, by plan. Two queries.

    With a round, what the reports in that round showed comes first, and then the plan; without
    one, the plan alone.
    """
    found: dict[int, Shown] = {plan.pk: Shown() for plan in plans}
    imports = list(
        Import.objects.accepted()
        .filter(own_plan__in=found)
        .order_by("closed_at", "pk")
        .values_list("pk", "own_plan", "document_kind", "front", "leftovers")
    )
    rows: dict[int, list[tuple[str, int, int | None]]] = defaultdict(list)
    for source, label, row, ordinal in (
        ImportedRow.objects.filter(source__in=[each[0] for each in imports], model__in=_LABELS)
        .order_by("pk")
        .values_list("source", "model", "row", "ordinal")
    ):
        rows[source].append((label, row, ordinal))
    for pk, plan, kind, front, leftovers in _in_order(imports, followup_round, rows):
        shown = found[plan or 0]
        shown.is_read = True
        _note(shown, rows[pk])
        is_report = kind in REPORTS
        if is_report == (followup_round is not None):
            shown.leftovers += [text for text in leftovers if text not in shown.leftovers]
        if is_report and front:
            shown.front = front
    return found


def _in_order(
    imports: Sequence[tuple[int, int | None, str, Any, Any]],
    followup_round: Round | None,
    rows: Mapping[int, Sequence[tuple[str, int, int | None]]],
) -> list[tuple[int, int | None, str, Any, Any]]:
    """The imports that count, the document in question first."""
    plans = [each for each in imports if each[2] not in REPORTS]
    if followup_round is None:
        return plans
    mark = ("followup.round", followup_round.pk)
    reports = [
        each
        for each in imports
        if each[2] in REPORTS and any((label, row) == mark for label, row, _ in rows[each[0]])
    ]
    return reports + plans


def _note(shown: Shown, rows: Sequence[tuple[str, int, int | None]]) -> None:
    """Add an import's rows after those that are there."""
    last = {label: max(there.values(), default=-1) + 1 for label, there in shown.ordinals.items()}
    for label, row, ordinal in rows:
        place = last.get(label, 0) + (ordinal if ordinal is not None else _LAST)
        shown.ordinals[label].setdefault(row, place)
