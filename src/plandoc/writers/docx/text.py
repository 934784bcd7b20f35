# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Printed values as paragraphs: short statements, running texts, lists, and tables within texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from plandoc.manuscript import bookmarks
from plandoc.manuscript.parts import Field, Symbol
from plandoc.manuscript.widths import of_text_table
from plandoc.model import RichText, TextBlock
from plandoc.writers.docx.lists import Lists
from plandoc.writers.docx.styles import Styles
from plandoc.writers.docx.xml import (
    KEEP_NEXT,
    Bookmarks,
    escaped,
    marked,
    paragraph,
    run,
    softened,
    spacer,
)

# What stands before a status or an assessment, and the style of the sign. The word follows.
SIGNS: dict[Symbol, tuple[str, str]] = {
    "full": ("\u25cf", "Teckenhelt"),
    "partial": ("\u25d0", "Teckendelvis"),
    "none": ("\u25cb", "Teckeninte"),
    "no_value": ("\u2013", "Teckensaknas"),
}
_BODY = {"paragraph": "BodyText", "bullet": "ListBullet", "number": "ListNumber"}
_CELL_INDENT = 198
# Between the text of a column and the next.
CELL_MARGIN = 227
_AFTER_TABLE = 160


@dataclass(slots=True)
class Typesetter:
    """What is needed to set any value: styles, bookmarks, lists and links of one file."""

    styles: Styles
    bookmarks: Bookmarks
    lists: Lists
    relate: Callable[[str], str]
    # The size of the letters in tables, in twentieths of a point.
    em: int
    # The space kept to the right of running text, where it is not the style's own.
    beside: int | None = None
    _links: dict[str, str] = field(default_factory=dict)
    _text_tables: int = 0

    def link(self, href: str) -> str:
        """The attribute of a hyperlink that says where it leads."""
        if href.startswith("#"):
            return f'w:anchor="{escaped(href[1:41])}"'
        if href not in self._links:
            self._links[href] = self.relate(href)
        return f'r:id="{self._links[href]}"'

    def inline(self, value: Field) -> str:
        """A short statement with its sign, marked with its key."""
        sign = ""
        if value.symbol:
            shape, style = SIGNS[value.symbol]
            sign = run(shape, f'<w:rStyle w:val="{self.styles[style]}"/>') + run("\u00a0")
        return sign + self.bookmarks.keyed(value.key, run(value.text))

    def statement(self, value: Field, style: str, properties: str = "") -> str:
        """A short statement as a paragraph of its own."""
        return paragraph(self.styles[style], self.inline(value), properties)

    def bullet(self, value: Field) -> str:
        """A short statement as an item of a bulleted list."""
        block = TextBlock("bullet")
        return self.statement(
            value, "ListBullet", self.lists.numbering(block, "ListBullet") + self._aside()
        )

    def prose(
        self, value: Field, *, width: int, before: int | None = None, leads: bool = False
    ) -> str:
        """A running text; `before` is the space above it when it follows a table.

        A text that `leads` to something stays on the page with it.
        """
        keep = KEEP_NEXT if leads else ""
        if value.rich is None:
            return self.statement(value, "BodyText", keep + _space(before) + self._aside())
        made: list[str] = []
        for number, block in enumerate(self._in_lists(value.rich)):
            space = _space(before) if number == 0 else ""
            made.append(self._block(block, value.key, number, width, (keep, space)))
        return "".join(made)

    def cell(self, value: Field, style: str, *, width: int) -> str:
        """A value in a table cell: at least one paragraph, and a paragraph last."""
        if value.rich is None or not value.rich:
            return paragraph(self.styles[style], self.within(self.inline(value), width))
        made: list[str] = []
        for number, block in enumerate(self._in_lists(value.rich)):
            if block.rows:
                made.append(self._table(block, value.key, number, width))
                made.append(paragraph(self.styles[style], "") if block is value.rich[-1] else "")
                continue
            content = self.within(self._content(block, value.key, number), width)
            made.append(paragraph(*self._cell_style(block, style, content)))
        return "".join(made)

    def within(self, content: str, width: int) -> str:
        """The content, with places to break the words that are too long for the width."""
        return softened(content, width * 1000 // self.em)

    def _in_lists(self, text: RichText) -> RichText:
        """The text itself; a numbered list that begins in it begins at one."""
        self.lists.begin()
        return text

    def _block(
        self, block: TextBlock, key: str, number: int, width: int, around: tuple[str, str]
    ) -> str:
        """A block of a text; `around` is what keeps it on the page, and the space above it."""
        if block.rows:
            return self._table(block, key, number, width)
        content = self._content(block, key, number)
        keep, space = around
        if block.type == "heading":
            style = "Mellanrubrik" if block.level == 1 else "Mellanrubrik2"
            return paragraph(self.styles[style], content, keep + space)
        level = block.level
        style = _BODY[block.type] + (str(level) if block.type != "paragraph" and level > 1 else "")
        numbering = self.lists.numbering(block, style)
        return paragraph(self.styles[style], content, keep + numbering + space + self._aside())

    def _aside(self) -> str:
        return "" if self.beside is None else f'<w:ind w:right="{self.beside}"/>'

    def _content(self, block: TextBlock, key: str, number: int) -> str:
        content = marked(block.text, block.marks, self.link, self.styles["Hyperlink"])
        return self.bookmarks.keyed(key, content, number)

    def _cell_style(self, block: TextBlock, style: str, content: str) -> tuple[str, str, str]:
        numbering = self.lists.numbering(block, "Tabellpunkt" if block.type == "bullet" else "")
        if block.type == "heading":
            return self.styles["Tabellmellanrubrik"], content, ""
        if block.type == "paragraph":
            return self.styles[style], content, ""
        left = _CELL_INDENT * block.level
        indent = f'<w:ind w:left="{left}" w:hanging="{_CELL_INDENT}"/>'
        return self.styles["Tabellpunkt"], content, numbering + indent

    def _table(self, block: TextBlock, key: str, number: int, width: int) -> str:
        """A table within a text; its first row is its head."""
        self._text_tables += 1
        columns = max(len(row) for row in block.rows)
        shares = of_text_table(block, width * 1000 // self.em)
        widths = [width * share // sum(shares) for share in shares]
        head, body = self.styles["Tabellhuvud"], self.styles["Tabelltext"]
        rows: list[str] = []
        for index, row in enumerate(block.rows):
            cells: list[str] = []
            for at in range(columns):
                found = row[at] if at < len(row) else None
                content = (
                    marked(found.text, found.marks, self.link, self.styles["Hyperlink"])
                    if found
                    else ""
                )
                if key and found and found.text:
                    mark = bookmarks.of_text_cell(self._text_tables, index, at, columns)
                    content = self.bookmarks.around(mark, content)
                    content = self.bookmarks.around(bookmarks.of_text_table(key, number), content)
                content = self.within(content, widths[at] - CELL_MARGIN)
                made = paragraph(body, content) if index else paragraph(head, content, KEEP_NEXT)
                cells.append(cell(made, widths[at]))
            rows.append(table_row("".join(cells), header=index == 0))
        return table(self.styles["Plantabell"], widths, "".join(rows)) + spacer(_AFTER_TABLE)


def table(
    style: str,
    widths: list[int],
    rows: str,
    *,
    title: str = "",
    text: str = "",
    first_row: bool = True,
) -> str:
    """A table as wide as its columns; `title` and `text` are read out by screen readers.

    Without a `first_row` of heads, the first column names what stands beside it.
    """
    look = (
        'w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        if first_row
        else 'w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1"'
    )
    told = f'<w:tblCaption w:val="{escaped(title)}"/>' if title else ""
    told += f'<w:tblDescription w:val="{escaped(text)}"/>' if text else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook '
        f'{look} w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{told}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def table_row(cells: str, *, header: bool = False, split: bool = False) -> str:
    """A row that stays on one page unless `split`; a `header` returns on each page."""
    whole = "" if split else "<w:cantSplit/>"
    repeated = "<w:tblHeader/>" if header else ""
    properties = f"<w:trPr>{whole}{repeated}</w:trPr>" if whole or repeated else ""
    return f"<w:tr>{properties}{cells}</w:tr>"


def cell(content: str, width: int, *, across: int = 1, fill: str = "") -> str:
    """A cell over one or more columns."""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{shade}</w:tcPr>{content}</w:tc>'
    )


def _space(before: int | None) -> str:
    return "" if before is None else f'<w:spacing w:before="{before}"/>'
