# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markdown: a plan as clean text, for people who keep their plans in git.

What marks the values are comments that no renderer shows; `plandoc.readers.markdown` reads them.
The same document always gives the same text, a value on a line of its own where Markdown allows.
docs/reference/markdown.md describes the form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import combining

from plandoc.manuscript import keys
from plandoc.manuscript.compose import compose
from plandoc.manuscript.parts import (
    Cover,
    Field,
    Grid,
    Heading,
    Item,
    Label,
    Listing,
    Manuscript,
    Pairs,
    Prose,
    Row,
)
from plandoc.manuscript.rejoining import skeleton
from plandoc.model import PlanDocument, RichText, TextBlock
from plandoc.readers import characters
from plandoc.steering import SteeringModel
from plandoc.writers.markdown import inline

MARKER = "ledtrad"
CAPTION = "table"
DIVIDER = "/"
SUBHEADING = "text"
_MAX_LEVEL = 6
_IN_MARKER = {"format", "kind", "model", "facts"}
_INDENT = "  "


def write(document: PlanDocument, model: SteeringModel | None = None) -> bytes:
    """The document as Markdown in UTF-8, with what print does not say in a comment at its end."""
    manuscript = compose(document, model)
    return set_in_markdown(manuscript, skeleton(document, manuscript, model))


def set_in_markdown(manuscript: Manuscript, bones: Mapping[str, Any]) -> bytes:
    """A manuscript as Markdown, carrying the skeleton of its document."""
    lines = [_marker(bones), *_Writer(manuscript).lines(), *_bones(bones)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _marker(bones: Mapping[str, Any]) -> str:
    told = [bones["format"], bones["kind"], keys.key(bones["model"])]
    told += ["facts"] if bones.get("facts") else []
    return f"<!-- {MARKER} {' '.join(told)} -->"


def _bones(bones: Mapping[str, Any]) -> Iterator[str]:
    """The rest of the skeleton, a line for each part; nothing when there is nothing to say."""
    told = {name: value for name, value in bones.items() if name not in _IN_MARKER}
    if not told:
        return
    yield ""
    yield f"<!-- {MARKER}"
    for name, value in told.items():
        for part, inner in value.items():
            yield f"{keys.key(name, part)} {_json(inner)}"
    yield "-->"


def _json(value: object) -> str:
    """JSON that ends no comment, with characters that every reader and editor leaves alone."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    text = text.replace("--", "-\\u002d").replace(">", "\\u003e")
    return text if text.isascii() and text.isprintable() else "".join(map(_plain, text))


def _plain(char: str) -> str:
    steady = char.isprintable() and characters.clean(char) == char and not combining(char)
    return char if steady else json.dumps(char)[1:-1]


def comment(key: str) -> str:
    """A value's mark."""
    return f"<!-- {key} -->"


class _Writer:
    """Writes the items of a manuscript one after the other."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._level = 1
        # The key that a running text has without being told, by what stands before it.
        self._implied = ""

    def lines(self) -> Iterator[str]:
        """All lines, with a blank one between things."""
        yield ""
        yield from self._cover(self._manuscript.cover)
        for item in self._manuscript.items:
            yield ""
            yield from self._item(item)

    def _cover(self, cover: Cover) -> Iterator[str]:
        kicker = "" if cover.kind.casefold() in cover.title.text.casefold() else cover.kind
        yield self._heading_line(1, kicker, None, cover.title)
        if cover.pairs.rows:
            yield ""
            yield from self._pairs(cover.pairs)

    def _item(self, item: Item) -> Iterator[str]:
        implied, self._implied = self._implied, ""
        if isinstance(item, Heading):
            self._level = item.level + 1
            yield self._heading_line(self._level, item.kicker, item.number, item.title)
            self._implied = keys.text_below(item.title.key)
        elif isinstance(item, Label):
            yield f"**{inline.escaped(item.title.text)}** {comment(item.title.key)}"
            self._implied = keys.text_below(item.title.key)
        elif isinstance(item, Prose):
            if item.field.key != implied:
                yield comment(item.field.key)
                yield ""
            yield from self._text(item.field)
        elif isinstance(item, Listing):
            for field in item.fields:
                said = inline.lines(_broken(field, inline.BREAK), _INDENT)
                yield f"- {said} {comment(field.key)}"
        elif isinstance(item, Pairs):
            yield from self._pairs(item)
        else:
            yield from _table(item)

    def _heading_line(self, level: int, kicker: str, number: Field | None, title: Field) -> str:
        said = _broken(title, " ")
        before = [f"{_before(kicker)}:"] if kicker else []
        before += [_before(number.text)] if number is not None else []
        if said.endswith("#"):
            said = f"{said[:-1]}\\#"
        return " ".join(["#" * level, *before, comment(keys.brief(title.key)), said])

    def _pairs(self, pairs: Pairs) -> Iterator[str]:
        for name, field in pairs.rows:
            said = _broken(field, inline.CELL_BREAK)
            # Another sign than that of lists, so that what follows a list is none of its items.
            yield f"* **{_before(name)}:** {said} {comment(field.key)}"

    def _text(self, field: Field) -> Iterator[str]:
        rich = field.rich or (TextBlock("paragraph", field.text),)
        yield from self._blocks(rich)

    def _blocks(self, rich: RichText) -> Iterator[str]:
        """The blocks of a running text; items of a list follow each other without blank lines."""
        numbers: list[int] = []
        last: TextBlock | None = None
        for block in rich:
            listed = block.type in {"bullet", "number"}
            if last is not None and not (listed and last.type == block.type):
                yield ""
                numbers = []
            if listed:
                yield self._list_item(block, numbers)
            elif block.rows:
                yield from _text_table(block)
            elif block.type == "heading":
                level = min(self._level + block.level, _MAX_LEVEL)
                said = inline.marked(block, line_break=inline.CELL_BREAK)
                said = f"{said[:-1]}\\#" if said.endswith("#") else said
                yield f"{'#' * level} {comment(f'{SUBHEADING}{block.level}')} {said}"
            else:
                yield inline.lines(inline.marked(block, label=True))
            last = block

    def _list_item(self, block: TextBlock, numbers: list[int]) -> str:
        del numbers[block.level :]
        numbers += [0] * (block.level - len(numbers))
        numbers[-1] += 1
        sign = "-" if block.type == "bullet" else f"{numbers[-1]}."
        indent = _INDENT * (block.level - 1) * (1 if block.type == "bullet" else 2)
        said = inline.lines(inline.marked(block, label=True), indent + _INDENT)
        return f"{indent}{sign} {said}"


def _before(text: str) -> str:
    """Words that a colon ends: a colon of theirs that could be taken for it is escaped."""
    return re.sub(r":(?=\s|$)", r"\\:", inline.escaped(text))


def _broken(field: Field, line_break: str) -> str:
    return inline.escaped(field.text).replace("\n", line_break)


def _table(grid: Grid) -> Iterator[str]:
    """A table of ours: its caption, its head with the names of the columns, its rows."""
    names = _columns(grid)
    yield f"*{inline.escaped(grid.caption)}* {comment(CAPTION)}"
    yield ""
    heads = [inline.escaped(column.label) for column in grid.columns]
    heads[-1] += f" {comment(names)}"
    yield _row(heads)
    yield _row(["---:" if column.align == "end" else "---" for column in grid.columns])
    for row in grid.rows:
        yield _grid_row(row, len(grid.columns))


def _columns(grid: Grid) -> str:
    """What the rows are, and the field in each column; a hyphen where none is read back."""
    kind = ""
    names = ["-"] * len(grid.columns)
    for row in grid.rows:
        for at, cell in enumerate(row.cells if not row.divider else ()):
            if cell.key and not keys.is_derived(cell.key):
                kind, _, rest = cell.key.split(".", 2)
                names[at] = rest
    return f"{kind}: {' '.join(names)}"


def _grid_row(row: Row, width: int) -> str:
    if row.divider:
        said = f"**{inline.escaped(row.cells[0].text)}** {comment(DIVIDER)}"
        return _row([said] + [""] * (width - 1))
    cells = [_cell(field) for field in row.cells]
    cells[0] = f"{comment(keys.key(row.element or ''))} {cells[0]}".rstrip()
    return _row(cells)


def _cell(field: Field) -> str:
    if field.rich is not None:
        return inline.in_cell(field.rich)
    return _broken(field, inline.CELL_BREAK)


def _text_table(block: TextBlock) -> Iterator[str]:
    rows = [[inline.marked(c, line_break=inline.CELL_BREAK) for c in row] for row in block.rows]
    yield _row(rows[0])
    yield _row(["---"] * len(rows[0]))
    for row in rows[1:]:
        yield _row(row)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
