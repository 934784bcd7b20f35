# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Excel workbooks: each sheet a heading and its tables, cells with the text that Excel shows.

Only cells that exist are read, so a sheet with one cell in its last corner costs nothing. Wholly
empty rows and columns set tables apart.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plandoc.blocks import Block, Cell, Paragraph, Row, Source, Span, Table
from plandoc.errors import UnreadableFile
from plandoc.model import Place
from plandoc.readers.characters import clean
from plandoc.readers.limits import MAX_CELLS, Budget
from plandoc.readers.package import Package
from plandoc.readers.xlsx_values import Format, S, formats, shown

if TYPE_CHECKING:
    from lxml.etree import _Element

Progress = Callable[[int, int], None]

_WORKBOOK = "xl/workbook.xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})\Z")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class _Grid:
    """The filled cells of a sheet, and what is merged. Rows and columns are counted from 1."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    below: set[tuple[int, int]] = field(default_factory=set)
    covered: list[tuple[int, int, int, int]] = field(default_factory=list)


def read(data: bytes, name: str, progress: Progress | None = None) -> Source:
    """Read a workbook. Raises `UnreadableFile` when it is broken, hostile or empty."""
    package = Package(data)
    workbook = package.xml(_WORKBOOK)
    if workbook is None:
        raise UnreadableFile("legacy_format", format="xlsb")
    reader = _WorkbookReader(package, workbook)
    reader.read(progress)
    if not reader.blocks:
        raise UnreadableFile("empty")
    return Source(
        name=name,
        format="xlsx",
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=tuple(reader.blocks),
        title=package.title(),
        notes=("hidden_sheets",) if reader.hidden else (),
    )


class _WorkbookReader:
    def __init__(self, package: Package, workbook: _Element) -> None:
        self.blocks: list[Block] = []
        self.hidden = False
        self._package = package
        self._relations = package.relations(_WORKBOOK)
        self._workbook = workbook
        properties = workbook.find(S + "workbookPr")
        self._base_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._strings = _shared_strings(self._part("sharedStrings"))
        self._formats = formats(self._part("styles"))
        self._budget = Budget()
        self._count = 0

    def read(self, progress: Progress | None) -> None:
        """Fill `blocks`."""
        sheets = list(self._workbook.iterfind(f"{S}sheets/{S}sheet"))
        for done, sheet in enumerate(sheets):
            if progress:
                progress(done, len(sheets))
            kind, target = self._relations.get(str(sheet.get(_R, "")), ("", ""))
            root = self._package.xml(target) if kind == "worksheet" else None
            if root is None:
                continue
            grid = self._grid(root)
            if grid.cells:
                self.hidden = self.hidden or sheet.get("state", "visible") != "visible"
                self._sheet(clean(str(sheet.get("name", ""))), grid)

    def _part(self, kind: str) -> _Element | None:
        target = next((path for found, path in self._relations.values() if found == kind), None)
        return None if target is None else self._package.xml(target)

    # -- a sheet's cells

    def _grid(self, root: _Element) -> _Grid:
        grid = _Grid()
        row_number = 0
        for row in root.iterfind(f"{S}sheetData/{S}row"):
            given = str(row.get("r", ""))
            row_number = int(given) if re.fullmatch(r"\d{1,7}", given) else row_number + 1
            column = 0
            for cell in row.iterfind(S + "c"):
                address = _ADDRESS.match(str(cell.get("r", "")))
                column = _column_number(address[1]) if address else column + 1
                text = self._text(cell)
                if text.strip():
                    grid.cells[row_number, column] = text
                self._count += 1
                if self._count > MAX_CELLS:
                    raise UnreadableFile("too_large", limit=MAX_CELLS, unit="cells")
        _take_merged(grid, root)
        return grid

    def _text(self, cell: _Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _rich(cell.find(S + "is"))
        stored = str(cell.findtext(S + "v") or "")
        if kind == "s":
            known = stored.isdigit() and len(stored) < 9 and int(stored) < len(self._strings)
            return self._strings[int(stored)] if known else ""
        if kind == "n":
            return shown(stored.strip(), self._format(cell), base_1904=self._base_1904)
        if kind == "b":
            return {"1": "SANT", "0": "FALSKT"}.get(stored.strip(), stored)
        return clean(_unescaped(stored))

    def _format(self, cell: _Element) -> Format:
        style = str(cell.get("s", "0"))
        known = style.isdigit() and len(style) < 9 and int(style) < len(self._formats)
        return self._formats[int(style)] if known else Format()

    # -- a sheet's blocks

    def _sheet(self, name: str, grid: _Grid) -> None:
        identity = self._budget.take(name)
        heading = Span(identity, name, Place(line=identity, sheet=name))
        self.blocks.append(Paragraph(heading, heading=1, page_start=True))
        last = 0
        tables: list[range] = []
        for rows in _runs({row for row, _ in grid.cells}):
            gap = rows[0] - last - 1
            last = rows[-1]
            for columns in _runs(_used_columns(grid, rows[0], rows[-1], tables)):
                gap = self._island(name, grid, rows, columns, gap)
                tables.append(columns)

    def _island(self, sheet: str, grid: _Grid, rows: range, columns: range, gap: int) -> int:
        """What stands together: single lines above it, then a table. Returns the gap left over."""
        filled = {row: [c for c in columns if (row, c) in grid.cells] for row in rows}
        shape = [row for row in rows if len(filled[row]) > 1]
        last = max((row for row in rows if filled[row]), default=rows[0])
        body = range(shape[0], last + 1) if shape else range(0)
        for row in rows:
            if row in body:
                break
            for column in filled[row]:
                for span in self._spans(sheet, grid, row, column):
                    self.blocks.append(Paragraph(span, gap_before=gap))
                    gap = 0
        if body:
            made = tuple(self._row(sheet, grid, row, columns) for row in body)
            self.blocks.append(Table(made, gap_before=gap))
            gap = 0
        return gap

    def _row(self, sheet: str, grid: _Grid, row: int, columns: range) -> Row:
        return Row(
            tuple(
                Cell(
                    tuple(self._spans(sheet, grid, row, column)),
                    merged=(row, column) in grid.below,
                )
                for column in columns
            )
        )

    def _spans(self, sheet: str, grid: _Grid, row: int, column: int) -> Iterator[Span]:
        for text in grid.cells.get((row, column), "").split("\n"):
            if text.strip():
                identity = self._budget.take(text)
                place = Place(line=identity, sheet=sheet, cell=f"{_column_name(column)}{row}")
                yield Span(identity, text, place)


def _take_merged(grid: _Grid, root: _Element) -> None:
    """Note merged cells, as far as there is text beside them."""
    used = {row for row, _ in grid.cells}
    for element in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, last = str(element.get("ref", "")).partition(":")
        start, end = _ADDRESS.match(first), _ADDRESS.match(last)
        if not start or not end:
            continue
        top, left = int(start[2]), _column_number(start[1])
        bottom, right = int(end[2]), _column_number(end[1])
        if (top, left) not in grid.cells or len(grid.covered) >= MAX_CELLS:
            continue
        grid.covered.append((top, left, bottom, right))
        below = [row for row in used if top < row <= bottom]
        if len(grid.below) + len(below) <= MAX_CELLS:
            grid.below.update((row, left) for row in below)


def _used_columns(grid: _Grid, first: int, last: int, above: list[range]) -> set[int]:
    """Columns with text in some of the rows, or below what is merged across them.

    Where a table stands `above` that the rows may go on with, its columns to the left of their last
    count as used, so that columns stay in line.
    """
    used = {column for row, column in grid.cells if first <= row <= last}
    for columns in above:
        shared = used.intersection(columns)
        if shared:
            used.update(range(columns.start, max(shared) + 1))
    end = max(used)
    for top, left, bottom, right in grid.covered:
        if top <= last and bottom >= first:
            used.update(range(left, min(right, end) + 1))
    return used


def _runs(numbers: set[int]) -> Iterator[range]:
    """The numbers as ranges without holes."""
    ordered = sorted(numbers)
    start = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at] != ordered[at - 1] + 1:
            yield range(ordered[start], ordered[at - 1] + 1)
            start = at


def _shared_strings(root: _Element | None) -> list[str]:
    return [] if root is None else [_rich(item) for item in root.findall(S + "si")]


def _rich(element: _Element | None) -> str:
    """The text of a string; what is only there to show how it is pronounced is left out."""
    if element is None:
        return ""
    parts = [*element.findall(S + "t"), *element.iterfind(f"{S}r/{S}t")]
    return clean(_unescaped("".join(str(part.text or "") for part in parts)))


def _unescaped(text: str) -> str:
    """Excel writes characters that XML cannot hold as _x000D_."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _column_name(number: int) -> str:
    name = ""
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
