# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What kind of change a difference is, and which topic it belongs to."""

from __future__ import annotations

from typing import Any

from plandoc.diff.changes import ChangeKind, ElementKind, Topic
from plandoc.model import Due, plain

_BY_FIELD: dict[str, ChangeKind] = {
    "title": "reworded",
    "name": "reworded",
    "heading": "reworded",
    "aim": "reworded",
    "resources": "reworded",
    "number": "renumbered",
    "level": "level_changed",
    "level_name": "level_changed",
    "parent": "moved",
    "goal": "moved",
    "goals": "moved",
    "department": "moved",
    "responsible": "role_changed",
    "responsible_text": "role_changed",
    "addressees": "role_changed",
    "status": "status_changed",
    "assessment": "assessment_changed",
    "comment": "text_changed",
    "analysis": "text_changed",
    "planned_follow_up": "text_changed",
}
_STATEMENTS = frozenset({"expected_result", "need", "fact", "event"})
_BY_KIND: dict[ChangeKind, Topic] = {
    "target_lowered": "targets",
    "target_removed": "targets",
    "target_raised": "targets",
    "target_changed": "targets",
    "target_added": "targets",
    "due_moved": "dues",
    "due_removed": "dues",
    "due_set": "dues",
    "due_changed": "dues",
    "vanished_without_status": "vanished",
    "split": "goals",
    "merged": "goals",
    "level_changed": "goals",
    "reworded": "wording",
    "renumbered": "wording",
    "role_changed": "people",
    "status_changed": "follow_up",
    "assessment_changed": "follow_up",
    "outcome_changed": "follow_up",
    "carried_over": "order",
    "reordered": "order",
}
_TEXTS = frozenset({"section", "chapter", "need", "change", "fact", "event", "leftover"})


def kind_of_field(element: ElementKind, name: str, old: Any, new: Any) -> ChangeKind:
    """The kind of change when the field of an element has another value."""
    if isinstance(old, Due) or isinstance(new, Due):
        return _of_due(old, new)
    if element == "document":
        return "field_changed"
    if element == "chapter" and name == "level":
        return "field_changed"
    if name == "text":
        if element in _STATEMENTS:
            return "reworded"
        return _of_text(old, new)
    kind = _BY_FIELD.get(name, "field_changed")
    return _of_text(old, new) if kind == "text_changed" else kind


def _of_due(old: Due | None, new: Due | None) -> ChangeKind:
    if old is None or (not old.text and new is not None):
        return "due_set"
    if new is None:
        return "due_removed"
    if old.date and new.date and old.date != new.date:
        return "due_moved"
    if old.date and not new.date and new.kind == "none":
        return "due_removed"
    return "due_changed"


def _of_text(old: Any, new: Any) -> ChangeKind:
    """A text with other words, or with the same words set in another way."""
    if isinstance(old, tuple) and isinstance(new, tuple) and plain(old) == plain(new):
        return "formatting_changed"
    return "text_changed"


def topic_of(kind: ChangeKind, element: ElementKind) -> Topic:
    """Under which topic a change is told. Figures are found in texts, and told after them."""
    if element in ("fact", "event"):
        return "figures"
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    if element == "document":
        return "front"
    if kind in ("added", "dropped", "moved"):
        if element == "goal":
            return "goals"
        if element in ("outcome", "forecast"):
            return "follow_up"
        return "texts" if element in _TEXTS else "elements"
    return "texts"
