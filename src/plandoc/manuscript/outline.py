# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was printed in which order, known again by the short names of the keys.

Formats that can only keep a short name for a key need to know what it stood for. Either the
document is there to compose anew, or the outline goes with the file as data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plandoc.errors import InvalidDocument
from plandoc.manuscript import keys
from plandoc.manuscript.parts import Field, Grid, Manuscript
from plandoc.manuscript.reading import Kind, Read, reads_of

# One letter a kind, for the data; the number of a heading's level follows it.
_LETTERS: dict[Kind, str] = {
    "title": "t", "heading": "h", "number": "n", "label": "l", "text": "p", "item": "i",
    "pair": "q", "row": "r", "divider": "d",
}  # fmt: skip
_KINDS: dict[str, Kind] = {letter: kind for kind, letter in _LETTERS.items()}
_LEVELS = ("1", "2")
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Printed:
    """A thing that was printed; `at` is its place in order. A row's `cells` are keys by column."""

    at: int
    kind: Kind
    key: str = ""
    level: int = 1
    table: int = 0
    element: str | None = None
    cells: tuple[str, ...] = ()


class Outline:
    """Everything that was printed, in order and by short name.

    `labels` are the heads of each table. `subheadings` tell which blocks of a running text, by
    its key, are subheadings: a character for each block, its level or "-".
    """

    def __init__(
        self,
        printed: Sequence[Printed],
        labels: Sequence[Sequence[str]],
        subheadings: Mapping[str, str],
    ) -> None:
        self.printed = tuple(printed)
        self.labels = tuple(tuple(each) for each in labels)
        self._subheadings = dict(subheadings)
        self._by_name: dict[str, Printed] = {}
        self._keys: dict[str, str] = {}
        self._rows: dict[str, Printed] = {}
        for each in self.printed:
            for key in (each.key, *each.cells):
                if key:
                    name = keys.short(key)
                    self._by_name[name], self._keys[name] = each, key
            if each.kind == "row" and each.element is not None:
                self._rows.setdefault(keys.short(each.element), each)

    @classmethod
    def of(cls, manuscript: Manuscript) -> Outline:
        """The outline of a manuscript."""
        printed = [_printed(at, read) for at, read in enumerate(reads_of(manuscript))]
        grids = (item for item in manuscript.items if isinstance(item, Grid))
        labels = [[column.label for column in grid.columns] for grid in grids]
        letters = {field.key: _letters(field) for field in manuscript.fields()}
        return cls(printed, labels, {key: each for key, each in letters.items() if each.strip("-")})

    @classmethod
    def from_data(cls, data: object) -> Outline:
        """The outline in the data of a file. Raises `InvalidDocument`."""
        try:
            if not isinstance(data, dict) or len(data["printed"]) > _MOST:
                raise TypeError
            printed = [_from_data(at, each) for at, each in enumerate(data["printed"])]
            labels = [[str(label) for label in table] for table in data["labels"]]
            subheadings = {str(key): str(each) for key, each in data["subheadings"].items()}
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise InvalidDocument("wrong_type", path="outline", expected="an outline") from error
        return cls(printed, labels, subheadings)

    def data(self) -> dict[str, Any]:
        """Plain data for JSON, as short as can be."""
        return {
            "printed": [_data(each) for each in self.printed],
            "labels": [list(each) for each in self.labels],
            "subheadings": self._subheadings,
        }

    def named(self, name: str) -> Printed | None:
        """What was printed with a key of this short name: the row, for a cell of a table."""
        return self._by_name.get(name)

    def key(self, name: str) -> str | None:
        """The key with this short name."""
        return self._keys.get(name)

    def subheading(self, key: str, part: int | None) -> int:
        """The level of the subheading that is this block of a running text, 0 for other blocks."""
        letter = "" if part is None else self._subheadings.get(key, "")[part : part + 1]
        return int(letter) if letter in _LEVELS else 0

    def row(self, name: str) -> Printed | None:
        """The row of the element whose id has this short name."""
        return self._rows.get(name)


def _letters(field: Field) -> str:
    return "".join(
        str(block.level) if block.type == "heading" else "-" for block in field.rich or ()
    )


def _printed(at: int, read: Read) -> Printed:
    return Printed(
        at,
        read.kind,
        read.key or "",
        level=read.level,
        table=read.table,
        element=read.element,
        cells=tuple(cell.key or "" for cell in read.cells),
    )


def _data(each: Printed) -> list[Any]:
    letter = _LETTERS[each.kind] + (str(each.level) if each.kind == "heading" else "")
    if each.kind == "row":
        return [letter, each.table, each.element, *each.cells]
    if each.kind == "divider":
        return [letter, each.table, each.key]
    return [letter, each.key]


def _from_data(at: int, data: list[Any]) -> Printed:
    kind = _KINDS[data[0][0]]
    if kind == "row":
        element = None if data[2] is None else str(data[2])
        cells = tuple(str(key) for key in data[3:])
        return Printed(at, kind, table=int(data[1]), element=element, cells=cells)
    if kind == "divider":
        return Printed(at, kind, str(data[2]), table=int(data[1]))
    level = int(data[0][1:]) if kind == "heading" else 1
    return Printed(at, kind, str(data[1]), level)
