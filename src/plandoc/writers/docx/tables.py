# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan's own tables: one row an element, and pairs of names and values."""

from __future__ import annotations

from plandoc.manuscript import bookmarks
from plandoc.manuscript.parts import Column, Grid, Pairs, Row
from plandoc.model import plain
from plandoc.writers.docx.text import CELL_MARGIN, Typesetter, cell, table, table_row
from plandoc.writers.docx.xml import KEEP_NEXT, paragraph, run

_NAME_SHARE = 0.28
_MAX_NAME_WIDTH = 2500
_DIVIDER = "F4F1EA"
# A row with more characters than this may well fill a page, and is allowed to break.
_LONG_ROW = 1800


class Tables:
    """Sets tables; counts them, and the fixed words in them, as it goes."""

    def __init__(self, setter: Typesetter) -> None:
        self._set = setter
        self._grids = 0
        self._words = 0

    def words(self, text: str) -> str:
        """Words that belong to the print, marked so that they are not read as content."""
        self._words += 1
        return self._set.bookmarks.around(bookmarks.of_words(self._words), run(text))

    def pairs(
        self, pairs: Pairs, width: int, *, name_style: str = "Uppgift", style: str = "Tabelltext"
    ) -> str:
        """Names to the left, values to the right."""
        styles = self._set.styles
        names = min(int(width * _NAME_SHARE), _MAX_NAME_WIDTH)
        widths = [names, width - names]
        rows = [
            table_row(
                cell(paragraph(styles[name_style], self.words(name)), widths[0])
                + cell(self._set.cell(field, style, width=widths[1] - CELL_MARGIN), widths[1])
            )
            for name, field in pairs.rows
        ]
        return table(styles["Uppgiftstabell"], widths, "".join(rows), first_row=False)

    def grid(self, grid: Grid, width: int, *, before: str = "") -> str:
        """A table with its caption above it; `before` is the space above the caption."""
        styles = self._set.styles
        widths = _widths(grid.columns, width)
        caption = (
            paragraph(styles["Caption"], self.words(grid.caption), KEEP_NEXT + before)
            if grid.caption.strip()
            else ""
        )
        rows = [self._head(grid.columns, widths)]
        rows += [self._row(row, grid.columns, widths) for row in grid.rows]
        labels = ", ".join(column.label for column in grid.columns if column.label)
        told = f"Tabell med {len(grid.rows)} rader. Kolumner: {labels}."
        made = table(styles["Plantabell"], widths, "".join(rows), title=grid.caption, text=told)
        return caption + made

    def _head(self, columns: tuple[Column, ...], widths: list[int]) -> str:
        made: list[str] = []
        for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
            words = self._set.within(run(column.label), width - CELL_MARGIN)
            if at == 0:
                words = self._set.bookmarks.around(bookmarks.of_grid(self._grids), words)
            align = '<w:jc w:val="right"/>' if column.align == "end" else ""
            head = paragraph(self._set.styles["Tabellhuvud"], words, KEEP_NEXT + align)
            made.append(cell(head, width))
        self._grids += 1
        return table_row("".join(made), header=True)

    def _row(self, row: Row, columns: tuple[Column, ...], widths: list[int]) -> str:
        if row.divider:
            content = self._set.statement(row.cells[0], "Tabellmellanrubrik", KEEP_NEXT)
            return table_row(cell(content, sum(widths), across=len(widths), fill=_DIVIDER))
        made: list[str] = []
        for at, (field, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
            style = "Tabellsiffra" if column.align == "end" else "Tabelltext"
            content = self._set.cell(field, style, width=width - CELL_MARGIN)
            if at == 0 and row.element is not None:
                content = self._marked(content, row.element)
            made.append(cell(content, width))
        length = sum(len(plain(field.rich or ()) or field.text) for field in row.cells)
        return table_row("".join(made), split=length > _LONG_ROW)

    def _marked(self, content: str, element: str) -> str:
        """The first cell of a row, with the mark of the row's element in its first paragraph."""
        head, end, rest = content.partition("</w:pPr>")
        return head + end + self._set.bookmarks.around(bookmarks.of_row(element), "") + rest


def _widths(columns: tuple[Column, ...], width: int) -> list[int]:
    """The columns' widths by their shares; together exactly the width there is."""
    shares = [max(column.share, 1) for column in columns]
    made = [width * share // sum(shares) for share in shares]
    made[-1] += width - sum(made)
    return made
