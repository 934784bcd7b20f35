# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a comparison finds: changes, each naming one value of one element, old and new."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any, Literal

from plandoc.model import (
    Activity,
    Assessment,
    Chapter,
    Decision,
    Due,
    Event,
    ExpectedResult,
    Fact,
    Goal,
    Indicator,
    Leftover,
    Need,
    Outcome,
    Period,
    Role,
    Section,
    Status,
    Target,
    TextBlock,
    UnitItem,
)
from plandoc.model import Change as Ahead

FORMAT = "plandoc-diff/1"

ChangeKind = Literal[
    # what is asked for first
    "target_lowered", "target_removed", "target_raised", "target_changed", "target_added",
    "due_moved", "due_removed", "due_set", "due_changed",
    "vanished_without_status",
    # what came, went, or hangs elsewhere
    "added", "dropped", "moved", "split", "merged",
    # the same thing in other words
    "reworded", "renumbered", "level_changed",
    # who, and how it went
    "role_changed", "status_changed", "assessment_changed", "outcome_changed",
    # texts, and all the rest
    "text_changed", "formatting_changed", "field_changed", "carried_over", "reordered",
]  # fmt: skip
ElementKind = Literal[
    "document", "goal", "expected_result", "section", "indicator", "target", "outcome", "forecast",
    "activity", "unit", "chapter", "need", "change", "fact", "event", "leftover",
]  # fmt: skip
Topic = Literal[
    "targets", "dues", "vanished", "goals", "elements", "wording", "people", "follow_up", "texts",
    "figures", "front", "order",
]  # fmt: skip
TOPICS: tuple[Topic, ...] = (
    "targets", "dues", "vanished", "goals", "elements", "wording", "people", "follow_up", "texts",
    "figures", "front", "order",
)  # fmt: skip
Operation = Literal["equal", "delete", "insert"]
Element = (
    Goal | ExpectedResult | Section | Indicator | Target | Outcome | Activity | UnitItem | Chapter
    | Need | Ahead | Fact | Event | Leftover
)  # fmt: skip
Value = (
    Element | str | int | bool | Decimal | Due | Status | Assessment | Period | Decision
    | tuple[TextBlock, ...] | tuple[Role, ...] | tuple[str, ...] | None
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, went or came. The runs of a change rebuild both of its texts exactly."""

    operation: Operation
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `path` is the way to the value by ids, as in a manuscript's keys: "goals.g3.title" for a value,
    "goals.g3" for a whole element; the ids are the old document's for what was there. What has no
    id is named by its number: "indicators.i2.targets.0"; one that is new has "n" before it.
    `old` and `new` are values of the model, None where there is none. `old_text` and `new_text`
    say them in the document's words. `name` is what the element is called and `under` the
    goal, department or chapter that it stands in. `after` is, for an addition or a move, what it
    stands after in its list (None: first). `days` is how much later a day is (negative: earlier).
    `rolled` says that it moved just as many years as the plan itself, as what is done every year.
    `easier` says whether a changed target asks for less than before, where the indicator's
    direction tells.
    """

    kind: ChangeKind
    topic: Topic
    element: ElementKind
    path: str
    field: str = ""
    old_id: str | None = None
    new_id: str | None = None
    old: Value = None
    new: Value = None
    old_text: str = ""
    new_text: str = ""
    name: str = ""
    under: str = ""
    after: str | None = None
    runs: tuple[Run, ...] = ()
    days: int | None = None
    rolled: bool = False
    easier: bool | None = None

    @property
    def is_addition(self) -> bool:
        """Whether a whole element is only in the new document."""
        return not self.field and self.old_id is None and self.kind not in ("split", "reordered")

    @property
    def is_removal(self) -> bool:
        """Whether a whole element is only in the old document."""
        return not self.field and self.new_id is None and self.kind not in ("merged", "reordered")


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs, what matters most first. False when the contents are the same.

    `same` are the elements that are the same in both: (kind, old id, new id).
    """

    changes: tuple[Change, ...] = ()
    same: tuple[tuple[ElementKind, str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)


def to_dict(difference: Difference) -> dict[str, Any]:
    """The difference as plain data for JSON; Decimals are strings, what is empty is left out."""
    return {
        "format": FORMAT,
        "different": bool(difference),
        "changes": [_plain(change) for change in difference.changes],
    }


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value
