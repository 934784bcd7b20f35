# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person may say against a recognised document before accepting it. Pure.

`correcting` makes the corrections. An element keeps its id when it changes kind, so that its marks
in the source stay right. A leftover is named `leftover-0`, `leftover-1` … in the order of the
document as it was recognised; an element that was dropped is a leftover under its own id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, Literal, get_args

from plandoc.model import PlanDocument

Action = Literal["retitle", "relevel", "reparent", "convert", "choose"]
Kind = Literal[
    "goal", "expected_result", "indicator", "activity", "chapter", "need", "change", "section",
    "chapter_text", "leftover",
]  # fmt: skip
DOCUMENT = "document"
FRONT_TEXTS = (
    "title", "unit", "administration", "board", "municipality", "addressee", "handler",
    "case_number", "occasion",
)  # fmt: skip
MAX_TEXT_LENGTH = 20_000


class InvalidCorrection(Exception):
    """A correction that cannot be made.

    Codes: `wrong_shape` (key), `no_such_element` (element), `no_such_goal` (goal), `circle`
    (element), `not_possible` (element, action), `needed_by_later` (correction).
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. Which fields count depends on the action.

    - `retitle`: `text` replaces the element's title; the old words are kept as a repair; of the
      document, `field` names the text at its front, or `kind` what kind of document it is;
    - `relevel`: the goal gets `level` and `level_name`;
    - `reparent`: the goal, indicator, activity or expected result hangs below `goal` (None: free);
    - `convert`: the element or leftover becomes a `kind`, below `goal`, with `level`,
      `level_name` for a goal, `section` for a goal's section, `chapter` for a chapter's text;
    - `choose`: of the guess about `element` and `field`, the alternative `text` holds.
    """

    action: Action
    element: str
    text: str | None = None
    kind: Kind | None = None
    level: str | None = None
    level_name: str | None = None
    goal: str | None = None
    section: str | None = None
    chapter: str | None = None
    field: str | None = None

    def at_level(self, code: str, name: str) -> Correction:
        """The same correction with the level's code and name."""
        return replace(self, level=code, level_name=name)


@dataclass(frozen=True, slots=True)
class Corrected:
    """The document after the corrections, and the name of each of its leftovers, in order."""

    document: PlanDocument
    leftover_ids: tuple[str, ...]


def correction_from(data: Mapping[str, object]) -> Correction:
    """A correction from JSON; keys with null count as left out. Raises InvalidCorrection."""
    known = {field.name: field for field in fields(Correction)}
    given = {key: value for key, value in data.items() if key != "id" and value is not None}
    for key, value in given.items():
        if key not in known or not isinstance(value, str) or len(value) > MAX_TEXT_LENGTH:
            raise InvalidCorrection("wrong_shape", key=key)
    for key, field in known.items():
        if field.default is MISSING and key not in given:
            raise InvalidCorrection("wrong_shape", key=key)
    values: dict[str, Any] = dict(given)
    correction = Correction(**values)
    if correction.action not in get_args(Action):
        raise InvalidCorrection("wrong_shape", key="action")
    if correction.kind is not None and correction.kind not in get_args(Kind):
        raise InvalidCorrection("wrong_shape", key="kind")
    return correction
