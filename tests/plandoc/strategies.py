# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hypothesis strategies for plan documents: any document that `plandoc/1` can hold.

`documents()` gives whole documents whose references hold; ids are unique in each.
"""

from __future__ import annotations

import typing
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from hypothesis import strategies as st

from plandoc import model
from plandoc.codec import ISO_DATES
from plandoc.model import Mark, PlanDocument, TextBlock, TextCell

_WORDS = ["språk", "16 barn", "Årsmål", "a", "å\nä", "<b>", "  ", "2026-12-31", "CO₂", ""]

texts = st.sampled_from(_WORDS) | st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), max_size=12
)
decimals = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3)
iso_dates = st.dates().map(lambda date: date.isoformat())


@st.composite
def marked(draw: st.DrawFn, kind: type[TextBlock] | type[TextCell]) -> Any:
    """A block or a cell with marks that lie within its text."""
    text = draw(texts)
    marks = []
    for _ in range(draw(st.integers(0, 2)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        mark_type: Literal["bold", "italic", "link"] = draw(
            st.sampled_from(["bold", "italic", "link"])
        )
        href = "https://example.org/a" if mark_type == "link" else None
        marks.append(Mark(start, end, mark_type, href))
    if kind is TextCell:
        return TextCell(text, tuple(marks))
    rows = draw(st.lists(st.lists(marked(TextCell), max_size=2).map(tuple), max_size=2))
    block_type = draw(st.sampled_from(typing.get_args(model.BlockType)))
    return TextBlock(block_type, text, tuple(marks), draw(st.integers(1, 3)), tuple(rows))


# Making a strategy takes longer than drawing from it: each is made once.
@cache
def _parts(kind: type) -> st.SearchStrategy[Any]:
    """Any value of a dataclass of the model; references come later."""
    if kind in (TextBlock, TextCell):
        return marked(kind)
    hints = typing.get_type_hints(kind, vars(model))
    most = 3 if kind is PlanDocument else 1
    values = {
        field.name: (
            st.none() | iso_dates
            if (kind, field.name) in ISO_DATES
            else _of(hints[field.name], most)
        )
        for field in fields(kind)
        if (kind, field.name) != (model.Due, "steps")
    }
    return st.builds(kind, **values)


@cache
def _of(hint: Any, most: int = 1) -> st.SearchStrategy[Any]:
    """Any value of a type; lists of at most so many parts."""
    arguments = typing.get_args(hint)
    if hint is str:
        return texts
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(-(10**6), 10**6)
    if hint is Decimal:
        return decimals
    if typing.get_origin(hint) is Literal:
        return st.sampled_from(arguments)
    if typing.get_origin(hint) is tuple:
        return st.lists(_of(arguments[0]), max_size=most).map(tuple)
    if type(None) in arguments:
        return st.none() | _of(arguments[0])
    return _parts(hint)


@dataclass
class _Ids:
    given: int = 0

    def __call__(self, part: Any) -> Any:
        self.given += 1
        return replace(part, id=f"e{self.given}")


@st.composite
def documents(draw: st.DrawFn) -> PlanDocument:
    """A whole document: ids unique, parents above their children, references to what exists."""
    document: PlanDocument = draw(_parts(PlanDocument))
    ids = _Ids()
    units = tuple(map(ids, document.units))
    goals = tuple(map(ids, document.goals))
    parents = [None, *(goal.id for goal in goals)]
    any_goal = st.sampled_from(parents)
    kept = [goal.id for goal in goals]
    return replace(
        document,
        format=model.FORMAT,
        units=tuple(
            replace(unit, parent=draw(st.sampled_from([None, *(u.id for u in units[:number])])))
            for number, unit in enumerate(units)
        ),
        goals=tuple(
            replace(
                goal,
                parent=draw(st.sampled_from(parents[: number + 1])),
                same_as=draw(st.sampled_from([None, *(g for g in kept if g != goal.id)])),
                expected_results=tuple(map(ids, goal.expected_results)),
            )
            for number, goal in enumerate(goals)
        ),
        chapters=tuple(map(ids, document.chapters)),
        indicators=tuple(replace(ids(each), goal=draw(any_goal)) for each in document.indicators),
        activities=tuple(
            replace(ids(each), goals=tuple(draw(st.lists(st.sampled_from(kept), max_size=2))))
            if kept
            else replace(ids(each), goals=())
            for each in document.activities
        ),
        needs=tuple(map(ids, document.needs)),
        changes=tuple(map(ids, document.changes)),
        facts=tuple(map(ids, document.facts)),
        events=tuple(map(ids, document.events)),
        guesses=tuple(replace(guess, element=draw(any_goal)) for guess in document.guesses),
    )
