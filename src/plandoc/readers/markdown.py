# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markdown that Ledtråd wrote, perhaps edited since: what stands in it, and what it carries.

The form is that of `plandoc.writers.markdown`; docs/reference/markdown.md describes it. Other
Markdown is read by `plandoc.readers.text` alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from plandoc.blocks import Source
from plandoc.errors import InvalidDocument
from plandoc.manuscript import keys
from plandoc.manuscript.carry import broken, carry
from plandoc.manuscript.reading import Read
from plandoc.manuscript.rejoining import inflated, model_of_bones
from plandoc.model import Place, RichText, TextBlock, TextCell
from plandoc.readers.markdown_inline import read, read_cell, unescaped
from plandoc.words import fold

_MARKER = re.compile(
    r"<!-- ledtrad (?P<format>\S+) (?P<kind>\S+) (?P<model>\S+)(?P<facts> facts)? -->"
    r"[ \t]*(?:\n|\Z)"
)
_BONES = re.compile(r"^<!-- ledtrad\n(?P<lines>.*?)^-->[ \t]*$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"(?<!\\)<!--(?P<inside>.*?)-->", re.DOTALL)
_MARK = re.compile(r"(?<!\\)<!-- (?P<key>.*?) -->")
_LONE_MARK = re.compile(r"\s*<!-- (?P<key>[^ ]+) -->\s*\Z")
_HEADING = re.compile(r" {0,3}(?P<signs>#{1,6})(?:[ \t]+(?P<text>.*?))?[ \t]*\Z")
_CLOSING_SIGNS = re.compile(r"(?:^|[ \t])#+\Z")
_KICKER = re.compile(r"(?P<kicker>(?:\\.|[^\\:]|:(?=\S))*):(?:\s|\Z)(?P<number>.*)\Z", re.DOTALL)
_LABEL = re.compile(r"\s*(?P<signs>\*\*|__)(?P<text>(?:\\.|[^\\])+?)(?P=signs)\s*\Z")
_PAIR = re.compile(r"\s*[-*+] (?:\*\*|__)(?P<name>.+?):(?:\*\*|__)\s*(?P<value>.*)\Z", re.DOTALL)
_ITEM = re.compile(r"(?P<indent>\s*)(?P<sign>[-*+]|\d{1,9}[.)])[ \t]+(?P<text>\S.*)\Z", re.DOTALL)
_RULE_CELL = re.compile(r"\s*:?-+:?\s*\Z")
_COLUMNS = re.compile(r"(?P<kind>\w+): (?P<names>.*)\Z")
_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_SUBHEADING = re.compile(r"text([12])\Z")
_MAX_BONES = 4 * 1024 * 1024  # characters; a skeleton is small


def is_ours(text: str) -> bool:
    """Whether Ledtråd wrote a text: its first line says so."""
    return bool(_MARKER.match(text))


def without_comments(text: str) -> str:
    """Markdown without its comments, on as many lines."""
    return _COMMENT.sub(lambda found: "\n" * found["inside"].count("\n"), text)


def with_carried(source: Source, text: str) -> Source:
    """The source of a text that Ledtråd wrote, with the document that it carries."""
    marker = _MARKER.match(text)
    if marker is None:
        return source
    bones: dict[str, Any] = {"format": marker["format"], "kind": marker["kind"]}
    bones["model"] = keys.parts(marker["model"])[0]
    bones["facts"] = bool(marker["facts"])
    found = _BONES.search(text)
    if found:
        told = _told(found["lines"])
        if told is None:
            return broken(source)
        bones |= told
        text = text[: found.start()] + text[found.end() :]
    try:
        node, now = inflated(bones, _Reader(text, source).reads())
        return carry(source, node, now, model=model_of_bones(bones))
    except InvalidDocument:
        return broken(source)


def _told(text: str) -> dict[str, Any] | None:
    """The skeleton in the comment at the end; None when it is broken."""
    bones: dict[str, Any] = {}
    if len(text) > _MAX_BONES:
        return None
    for line in text.splitlines():
        at, _, data = line.partition(" ")
        path = keys.parts(at)
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            return None
        if len(path) != 2:
            return None
        bones.setdefault(path[0], {})[path[1]] = value
    return bones


class _Reader:
    """Reads the lines from top to bottom."""

    def __init__(self, text: str, source: Source) -> None:
        self._lines = text.split("\n")
        self._at = 0
        self._reads: list[Read] = []
        self._spans: dict[int, list[tuple[int, str]]] = {}
        for span in source.spans():
            self._spans.setdefault(span.place.line or 0, []).append((span.id, span.text))
        # The key that running text has from here on, if a comment has said so.
        self._key: str | None = None
        self._tables = 0

    def reads(self) -> list[Read]:
        """Everything that stands in the text."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip() or _MARKER.match(line):
                self._at += 1
            else:
                self._thing(line)
        return self._reads

    def _thing(self, line: str) -> None:
        mark = _LONE_MARK.match(line)
        heading = _HEADING.match(line)
        bare = _MARK.sub("", line)
        if mark:
            self._key = mark["key"]
            self._at += 1
        elif heading:
            self._heading(len(heading["signs"]), heading["text"] or "")
        elif self._is_table():
            self._table()
        elif _PAIR.match(line):
            self._pair(line)
        elif _LABEL.match(bare) and self._ends(self._at + 1):
            self._label(line, bare)
        elif _ITEM.match(line):
            self._item()
        elif " <!-- table -->" in line:
            self._at += 1
        else:
            self._paragraph()

    def _add(self, kind: Any, key: str | None, rich: RichText, start: int, **more: Any) -> None:
        """Add what stands from a line up to the present one."""
        spans = [each for at in range(start, self._at) for each in self._spans.get(at + 1, ())]
        place = Place(line=start + 1, end_line=self._at if self._at > start + 1 else None)
        ids = tuple(identity for identity, _ in spans)
        self._reads.append(Read(kind, key, rich, spans=ids, place=place, **more))

    # -- headings and labels

    def _heading(self, signs: int, text: str) -> None:
        start, self._at = self._at, self._at + 1
        mark = _MARK.search(text)
        before, after = (text[: mark.start()], text[mark.end() :]) if mark else ("", text)
        title = read(_CLOSING_SIGNS.sub("", after.strip()).strip())
        sub = _SUBHEADING.match(mark["key"]) if mark else None
        if sub:
            block = replace(title, type="heading", level=int(sub[1]))
            self._add("text", self._key, (block,), start)
            return
        self._key = None
        key = keys.whole(mark["key"]) if mark else None
        if signs == 1 and key == "title":
            self._add("title", key, (title,), start)
            return
        kicker, number = _kicker(before)
        if number and key is not None and key.startswith("goals."):
            number_key = keys.sibling(key, "number")
            self._add("number", number_key, (TextBlock("paragraph", number),), start)
        self._add("heading", key, (title,), start, level=max(1, signs - 1), kicker=kicker)

    def _label(self, line: str, bare: str) -> None:
        start, self._at = self._at, self._at + 1
        found = _LABEL.match(bare)
        said = read(found["text"] if found else bare)
        self._key = None
        self._add("label", _key(line), (said,), start)

    def _pair(self, line: str) -> None:
        start, self._at = self._at, self._at + 1
        line = self._continued(line)
        found = _PAIR.match(_MARK.sub("", line))
        self._key = None
        if found:
            name = unescaped(found["name"])
            self._add("pair", _key(line), (read(found["value"].strip()),), start, name=name)

    # -- running text

    def _paragraph(self) -> None:
        start = self._at
        self._at += 1
        text = self._continued(self._lines[start])
        self._add("text", _key(text) or self._key, (read(_MARK.sub("", text)),), start)

    def _item(self) -> None:
        start = self._at
        self._at += 1
        text = self._continued(self._lines[start])
        found = _ITEM.match(_MARK.sub("", text).rstrip())
        if found is None:
            return
        number = found["sign"][0].isdecimal()
        step = 4 if number else 2
        level = 1 + min(len(found["indent"].expandtabs(4)) // step, 2)
        block = replace(read(found["text"]), type="number" if number else "bullet", level=level)
        key = _key(text)
        if key is not None:
            self._key = None
            self._add("item", key, (block,), start)
        elif self._key is not None:
            self._add("text", self._key, (block,), start)
        else:
            self._add("item", None, (block,), start)

    def _continued(self, text: str) -> str:
        """The text with the lines that go on from it: a paragraph ends where anything begins."""
        text = text.strip(" \t") if not _ITEM.match(text) else text.rstrip(" \t")
        while not self._ends(self._at):
            following = self._lines[self._at].strip()
            text = f"{text[:-1]}\n{following}" if _breaks(text) else f"{text} {following}"
            self._at += 1
        return text

    def _ends(self, at: int) -> bool:
        """Whether nothing goes on at a line."""
        if at >= len(self._lines) or not self._lines[at].strip():
            return True
        line = self._lines[at]
        if at and _breaks(self._lines[at - 1].rstrip()):
            return False
        return bool(
            _HEADING.match(line)
            or _ITEM.match(line)
            or _LONE_MARK.match(line)
            or line.lstrip().startswith("|")
        )

    # -- tables

    def _is_table(self) -> bool:
        line = self._lines[self._at]
        following = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        return "|" in line and _is_rule(following)

    def _table(self) -> None:
        start = self._at
        head = _cells(self._lines[start])
        mark = _MARK.search(head[-1])
        columns = _COLUMNS.match(mark["key"]) if mark else None
        end = start + 2
        while end < len(self._lines) and "|" in self._lines[end]:
            end += 1
        if columns is None:
            self._at = end
            rows = [head, *(_cells(line) for line in self._lines[start + 2 : end])]
            self._add("text", self._key, (_text_table(rows),), start)
            return
        self._key = None
        self._tables += 1
        self._at = start + 2
        for at in range(start + 2, end):
            self._at = at + 1
            self._row(at, columns["kind"], columns["names"].split(" "))

    def _row(self, at: int, kind: str, names: list[str]) -> None:
        cells = _cells(self._lines[at])[: len(names)]
        cells += [""] * (len(names) - len(cells))
        mark = _MARK.match(cells[0].strip())
        bare = [_MARK.sub("", cell).strip() for cell in cells]
        divider = _MARK.search(cells[0])
        alone = len(cells) > 1 and not any(bare[1:]) and _LABEL.match(bare[0]) and not mark
        if (divider and divider["key"] == "/") or alone:
            found = _LABEL.match(bare[0])
            said = (read(found["text"] if found else bare[0]),)
            self._add("divider", None, said, at, table=self._tables)
            return
        identity = keys.parts(mark["key"])[0] if mark else None
        spans = _dealt(self._spans.get(at + 1, ()), bare)
        reads = []
        for number, (name, cell) in enumerate(zip(names, bare, strict=True)):
            # A row that somebody has added has cells of a part that is not known yet.
            owner = mark["key"] if mark else keys.NEW
            key = f"{kind}.{owner}.{name}" if name != "-" else None
            rich = read_cell(cell)
            place = Place(line=at + 1)
            reads.append(Read("text", key, rich, spans=tuple(spans[number]), place=place))
        self._reads.append(
            Read("row", cells=tuple(reads), element=identity, table=self._tables,
                 place=Place(line=at + 1))
        )  # fmt: skip


def _key(text: str) -> str | None:
    """The key in a line's last comment."""
    found = list(_MARK.finditer(text))
    return found[-1]["key"] if found else None


def _kicker(before: str) -> tuple[str | None, str]:
    """The words above a heading and its number, from what stands before its mark."""
    found = _KICKER.match(before)
    if found is None:
        return "", unescaped(before).strip()
    return unescaped(found["kicker"]).strip(), unescaped(found["number"]).strip()


def _breaks(text: str) -> bool:
    """Whether a line ends with a break that is meant: an odd number of backslashes."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _is_rule(line: str) -> bool:
    return "-" in line and "|" in line and all(_RULE_CELL.match(c) for c in _cells(line))


def _cells(line: str) -> list[str]:
    """The cells of a table row; pipes with a backslash are text."""
    text = line.strip().removeprefix("|")
    cells = []
    at = 0
    for pipe in _PIPE.finditer(text):
        cells.append(text[at : pipe.end() - 1].strip())
        at = pipe.end()
    last = text[at:].strip()
    return [*cells, last] if last or not cells else cells


def _text_table(rows: list[list[str]]) -> TextBlock:
    width = max(len(row) for row in rows)
    made = []
    for row in rows:
        blocks = [read(cell) for cell in (*row, *[""] * (width - len(row)))]
        made.append(tuple(TextCell(block.text, block.marks) for block in blocks))
    return TextBlock("table", rows=tuple(made))


def _dealt(spans: Sequence[tuple[int, str]], cells: list[str]) -> list[list[int]]:
    """The spans of a line, each with the cell that holds its words."""
    dealt: list[list[int]] = [[] for _ in cells]
    folded = [fold(unescaped(cell)) for cell in cells]
    at = 0
    for identity, text in spans:
        wanted = fold(unescaped(text))
        later = (i for i in range(at, len(cells)) if wanted and wanted in folded[i])
        at = next(later, at)
        dealt[at].append(identity)
    return dealt
