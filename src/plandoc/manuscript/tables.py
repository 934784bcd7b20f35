# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables: which columns they have, in which order and words, and what stands in the cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from plandoc.manuscript import printed, wording
from plandoc.manuscript.keys import key
from plandoc.manuscript.parts import Align, Column, Field, Grid, Row
from plandoc.manuscript.widths import widths
from plandoc.manuscript.wording import Words
from plandoc.model import Activity, Assessment, Goal, Status, UnitItem
from plandoc.steering import Column as ModelColumn

ACTIVITY_FIELDS = (
    "aim", "title", "start", "due", "responsible", "resources", "status",
    "planned_follow_up", "comment",
)  # fmt: skip
ASSIGNMENT_FIELDS = (
    "number", "title", "addressees", "origin", "responsible", "due", "status", "comment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """A column to be: its name and head, and for each row the printed value."""

    name: str
    label: str
    cells: tuple[Field, ...]
    align: Align = "start"

    @property
    def used(self) -> bool:
        """Whether any row has a value here."""
        return any(not is_empty(cell) for cell in self.cells)


def is_empty(field: Field) -> bool:
    """Whether nothing of a printed value would be seen."""
    return not field.text and not field.rich


def grid(
    caption: str,
    slots: Sequence[Slot],
    elements: Sequence[str],
    *,
    always: str,
    wide: bool = False,
    dividers: Sequence[Field | None] = (),
) -> Grid:
    """A table of the slots that have any value, and of the slot named `always`.

    It lies down when asked to (`wide`) or when its columns are too many for an upright page.
    `dividers` has, for each element, the field of a row to stand before it, or None.
    """
    kept = [slot for slot in slots if slot.used or slot.name == always]
    labels = _distinct([slot.label for slot in kept])
    found = widths(labels, [slot.cells for slot in kept], lying=wide)
    columns = tuple(
        Column(slot.name, label, share, slot.align)
        for slot, label, share in zip(kept, labels, found.shares, strict=True)
    )
    rows: list[Row] = []
    for at, element in enumerate(elements):
        divider = dividers[at] if dividers else None
        if divider is not None:
            rows.append(Row(None, (divider,), divider=True))
        rows.append(Row(element, tuple(slot.cells[at] for slot in kept)))
    return Grid(printed.one_line(caption), columns, tuple(rows), wide=found.lying)


def fitted(found: Grid, paper: tuple[int, int]) -> Grid:
    """The table with columns for other paper or letters: the lengths of an upright and lying line.

    What lies down still does.
    """
    rows = [row.cells for row in found.rows if not row.divider]
    cells = [[row[at] for row in rows] for at in range(len(found.columns))]
    made = widths([column.label for column in found.columns], cells, lying=found.wide, paper=paper)
    columns = zip(found.columns, made.shares, strict=True)
    return replace(
        found,
        columns=tuple(replace(column, share=share) for column, share in columns),
        wide=made.lying,
    )


def _distinct(labels: Sequence[str]) -> list[str]:
    """The heads, so that no two columns of a table have the same one."""
    seen: dict[str, int] = {}
    found = []
    for label in labels:
        text = printed.one_line(label) or "\u2013"
        seen[text] = seen.get(text, 0) + 1
        found.append(f"{text} ({seen[text]})" if seen[text] > 1 else text)
    return found


# -- activities


def activities(rows: Sequence[Activity], words: Words, caption: str, *, wide: bool = False) -> Grid:
    """The table of these activities; a row divides it where the category changes.

    Where only some have a category it stands in a column of its own.
    """
    used = {name for name in ACTIVITY_FIELDS for row in rows if not is_empty(_activity(row, name))}
    model = words.columns("activities", used)
    heads = _heads(model, ACTIVITY_FIELDS, words, used)
    slots = [
        Slot(name, label, tuple(_activity(row, name) for row in rows)) for name, label in heads
    ]
    categories = [_category(row) for row in rows]
    dividers: list[Field | None] = []
    if all(field.text for field in categories):
        runs = groupby(categories, key=lambda field: field.text)
        dividers = [field for _, run in runs for field in _first_only(run)]
    else:
        slots.insert(0, Slot("categories", wording.FIELDS["categories"], tuple(categories)))
    return grid(
        caption, slots, [row.id for row in rows], always="title", wide=wide, dividers=dividers
    )


def _first_only(run: Iterator[Field]) -> Iterator[Field | None]:
    yield next(run)
    for _ in run:
        yield None


def _category(row: Activity) -> Field:
    texts = [printed.one_line(text) for text in row.categories]
    return Field(key("activities", row.id, "categories"), ", ".join(t for t in texts if t))


def _activity(row: Activity, name: str) -> Field:
    at = key("activities", row.id, name)
    if name in {"comment", "planned_follow_up"}:
        return Field(at, rich=printed.rich(getattr(row, name)))
    if name in {"due", "start"}:
        return Field(at, printed.due(getattr(row, name)))
    if name == "responsible":
        return Field(at, printed.roles(row.responsible, row.responsible_text))
    if name == "status":
        return judged_field(at, row.status)
    return Field(at, printed.clean(getattr(row, name) or ""))


def judged_field(at: str, judged: Status | Assessment | None) -> Field:
    """A status or an assessment with its symbol."""
    text = printed.clean(judged.text) if judged else ""
    return Field(at, text, symbol=printed.SYMBOLS.get(judged.kind, "") if judged and text else "")


def _heads(
    model: Sequence[ModelColumn], fields: Sequence[str], words: Words, used: set[str]
) -> list[tuple[str, str]]:
    """Field and head of each column: the model's order first, then what it does not know."""
    found: dict[str, str] = {}
    both = {"comment", "planned_follow_up"} <= used
    for column in model:
        names = [column.field]
        if column.field == "follow_up":
            names = [] if both else ["planned_follow_up", "comment"]
        for name in names:
            if name in fields and name not in found:
                found[name] = words.head(column)
    rest = {name: wording.FIELDS[name] for name in fields if name not in found}
    if "aim" in rest and "title" in found:
        return [("aim", rest.pop("aim")), *found.items(), *rest.items()]
    return [*found.items(), *rest.items()]


# -- assignments


def assignments(rows: Sequence[Goal], words: Words, caption: str) -> Grid:
    """The table of assignments: goals with addressees and a status, without more to them."""
    used = {
        name for name in ASSIGNMENT_FIELDS for row in rows if not is_empty(goal_field(row, name))
    }
    model = words.columns("assignments", used)
    found = dict(_heads(model, ASSIGNMENT_FIELDS, words, used))
    # A head that the model leaves empty says nothing to somebody who listens to the table.
    title = next((c for c in model if c.field == "title"), None)
    named = [head for head in title.heads if head] if title else []
    found["title"] = named[0] if named else wording.ASSIGNMENTS
    order = ["number", "title", *(name for name in found if name not in {"number", "title"})]
    slots = [Slot(n, found[n], tuple(goal_field(row, n) for row in rows)) for n in order]
    return grid(caption, slots, [row.id for row in rows], always="title")


def goal_field(goal: Goal, name: str) -> Field:
    """One of a goal's short values, or its comment."""
    at = key("goals", goal.id, name)
    if name == "comment":
        return Field(at, rich=printed.rich(goal.comment))
    if name == "due":
        return Field(at, printed.due(goal.due))
    if name == "responsible":
        return Field(at, printed.roles(goal.responsible))
    if name == "addressees":
        texts = [printed.one_line(text) for text in goal.addressees]
        return Field(at, ", ".join(text for text in texts if text))
    if name == "status":
        return judged_field(at, goal.status)
    if name == "assessment":
        return judged_field(at, goal.assessment)
    return Field(at, printed.clean(getattr(goal, name) or ""))


# -- workplaces


def units(rows: Sequence[UnitItem]) -> Grid:
    """The table of the unit's own workplaces."""
    names = {row.id: printed.one_line(row.name) for row in rows}

    def cell(row: UnitItem, name: str) -> Field:
        if name == "parent":
            return Field("", names.get(row.parent or "", ""))
        return Field(key("units", row.id, name), printed.clean(getattr(row, name) or ""))

    heads = {
        "name": wording.UNIT_NAME,
        "kind": wording.FIELDS["kind"],
        "text": wording.FIELDS["text"],
        "parent": wording.FIELDS["parent"],
    }
    slots = [Slot(n, label, tuple(cell(row, n) for row in rows)) for n, label in heads.items()]
    return grid(wording.UNITS, slots, [row.id for row in rows], always="name")
