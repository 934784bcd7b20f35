# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the elements of a document are called, for those who tell people of them."""

from __future__ import annotations

from plandoc.model import PlanDocument


def element_names(document: PlanDocument) -> dict[str | None, str]:
    """What an element is called, by its id."""
    names: dict[str | None, str] = {}
    for goal in document.goals:
        names[goal.id] = goal.title
        names.update((result.id, result.text) for result in goal.expected_results)
    names.update((indicator.id, indicator.name) for indicator in document.indicators)
    names.update((activity.id, activity.title) for activity in document.activities)
    names.update((chapter.id, chapter.heading) for chapter in document.chapters)
    names.update((need.id, need.text) for need in document.needs)
    names.update((change.id, change.heading or "") for change in document.changes)
    names.update((unit.id, unit.name) for unit in document.units)
    return names
