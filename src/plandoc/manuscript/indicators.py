# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of a goal's indicators: a column for each year's target and each period's outcome."""

from __future__ import annotations

from collections.abc import Sequence

from plandoc.manuscript import printed, wording
from plandoc.manuscript.keys import key
from plandoc.manuscript.parts import Field, Grid
from plandoc.manuscript.tables import Slot, grid, judged_field
from plandoc.manuscript.tree import NO_YEAR
from plandoc.manuscript.wording import Words
from plandoc.model import Indicator
from plandoc.steering import Column as ModelColumn

# What a column of figures holds: the list, then set_by and year or group and period, and which of
# several alike it is. The same parts make the keys of its cells.
Measure = tuple[str, str, str, int]

_GROUPS = ("total", "women", "men")
_PLAIN = ("name", "unit_of_measure", "direction", "gender", "assessment", "periodicity", "comment")
_ORDER = (
    "name", "unit_of_measure", "direction", "gender", "outcome", "forecast", "target",
    "assessment", "periodicity", "comment",
)  # fmt: skip


def indicators(rows: Sequence[Indicator], words: Words, caption: str) -> Grid:
    """The table of these indicators, in the model's words and order of columns."""
    printed_of = [_measured(row) for row in rows]
    found = sorted({measure for each in printed_of for measure in each}, key=_by_time)
    model = words.columns("indicators", ["name", *(measure[0] for measure in found)])
    plain = {name: _plain_head(name, model, words) for name in _PLAIN}
    slots = [
        (
            (_position(name, "", model), 0),
            Slot(name, head, tuple(_plain(row, name) for row in rows)),
        )
        for name, head in plain.items()
    ]
    for at, measure in enumerate(found):
        cells = tuple(
            Field(_key(row, measure), each.get(measure, ""))
            for row, each in zip(rows, printed_of, strict=True)
        )
        head = _head(measure, found, model, words)
        place = (_position(measure[0], measure[1], model), at)
        slots.append((place, Slot(_name(measure), head, cells, align="end")))
    ordered = [slot for _, slot in sorted(slots, key=lambda each: each[0])]
    return grid(caption, ordered, [row.id for row in rows], always="name")


def _measured(row: Indicator) -> dict[Measure, str]:
    """The printed figures of an indicator, by the columns that they stand in."""
    found: dict[Measure, str] = {}
    texts: list[tuple[str, str, str, str]] = [
        *(("target", t.set_by, str(t.year or NO_YEAR), printed.target(t)) for t in row.targets),
        *(("outcome", o.group, o.period, printed.outcome(o)) for o in row.outcomes),
        *(("forecast", o.group, o.period, printed.outcome(o)) for o in row.forecasts),
    ]
    for kind, whose, when, text in texts:
        alike = sum(1 for measure in found if measure[:3] == (kind, whose, when))
        found[kind, whose, when, alike] = text
    return found


def _key(row: Indicator, measure: Measure) -> str:
    return f"{key('indicators', row.id)}.{_name(measure)}"


def _name(measure: Measure) -> str:
    """The name of a column of figures: the end of its cells' keys."""
    kind, whose, when, alike = measure
    return key(kind, whose, when, *([alike] if alike else []))


def _by_time(measure: Measure) -> tuple[str, str, int, int]:
    kind, whose, when, alike = measure
    return kind, when, _GROUPS.index(whose) if whose in _GROUPS else whose == "unit", alike


def _position(name: str, whose: str, model: Sequence[ModelColumn]) -> float:
    """Where a column stands: as in the model, else as usual among those that it knows."""
    known = {column.field for column in model}
    for at, column in enumerate(model):
        if column.field == name and (name != "target" or column.set_by == whose):
            return at
    before = _ORDER[: _ORDER.index(name)]
    last = [at for at, column in enumerate(model) if column.field in before]
    same = [at for at, column in enumerate(model) if column.field == name and name in known]
    return max([*last, *same], default=-1) + (0.5 + _ORDER.index(name) / 100)


def _plain(row: Indicator, name: str) -> Field:
    at = key("indicators", row.id, name)
    if name == "comment":
        return Field(at, rich=printed.rich(row.comment))
    if name == "gender":
        return Field(at, wording.YES if row.gender else "")
    if name == "direction":
        return Field(at, wording.DIRECTIONS[row.direction])
    if name == "assessment":
        return judged_field(at, row.assessment)
    return Field(at, printed.clean(getattr(row, name) or ""))


def _plain_head(name: str, model: Sequence[ModelColumn], words: Words) -> str:
    for column in model:
        if column.field == name:
            return words.head(column)
    return wording.FIELDS[name]


def _head(
    measure: Measure, found: Sequence[Measure], model: Sequence[ModelColumn], words: Words
) -> str:
    """What stands above a column of figures, telling its year where that is not plain."""
    kind, whose, when, _ = measure
    alike = {each[2] for each in found if each[:2] == (kind, whose)}
    year = int(when[:4]) if when[:4].isdecimal() else None
    dated = len(alike) > 1 or (when != NO_YEAR and year != words.year) or len(when) > 4
    if kind == "target":
        head = _target_head(whose, year, model, words, dated=dated)
        return head if not dated or when in head else f"{head} {when}"
    known = _outcome_head(kind, whose, when, model, words)
    if known is not None and not (dated and wording.period(when) not in known):
        return known
    told = wording.period(printed.one_line(when))
    group = wording.GROUPS[whose]
    return " ".join(part for part in (wording.FIELDS[kind], told, group) if part)


def _target_head(
    whose: str, year: int | None, model: Sequence[ModelColumn], words: Words, *, dated: bool
) -> str:
    for column in model:
        if column.field == "target" and column.set_by == whose:
            return words.head(column, year, dated=dated and bool(year))
    return wording.SET_BY["council" if whose == "council" else "unit"]


def _outcome_head(
    kind: str, group: str, when: str, model: Sequence[ModelColumn], words: Words
) -> str | None:
    """The model's head for an outcome or a forecast of this group and year, if it has one."""
    if not when.isdecimal() or len(when) != 4:
        return None
    offset = int(when) - words.year if words.year else 0
    for column in model:
        if column.field == kind and column.group == group and column.offset in {offset, 0}:
            if column.offset == 0 and offset and not any("{year}" in h for h in column.heads):
                continue
            return words.head(column, int(when), dated=True)
    return None
