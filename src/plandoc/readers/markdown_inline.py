# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A line of Markdown as text with marks, by the rules that Ledtråd writes it and editors keep."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plandoc import links
from plandoc.model import BlockType, Mark, MarkType, RichText, TextBlock, TextCell

_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<comment><!--.*?-->)"
    r"|(?P<tag></?(?:b|i|strong|em|br|ul|ol|li|h[56]|table|tr|td)\s*/?>)"
    r"|(?P<signs>\*{1,3}|_{1,3})"
    r"|(?P<open>\[)"
    r"|(?P<close>\]\((?:<(?P<href>(?:[^<>\\]|\\.)*)>|(?P<bare>[^()\s<>]*))\))"
    r"|(?P<entity>&(?:lt|gt|amp|nbsp|quot|\#\d{1,7}|\#x[0-9a-f]{1,6});)",
    re.IGNORECASE | re.DOTALL,
)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "nbsp": "\u00a0", "quot": '"'}
_TAGS: dict[str, MarkType] = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}
_KINDS: dict[int, tuple[MarkType, ...]] = {
    1: ("italic",), 2: ("bold",), 3: ("bold", "italic"),
}  # fmt: skip
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(slots=True)
class _Block:
    """A block being read: its text so far, and the marks that have begun and ended."""

    type: BlockType = "paragraph"
    level: int = 1
    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    rows: list[list[TextCell]] = field(default_factory=list)


def unescaped(text: str) -> str:
    """Text without the backslashes that stand before signs, and without comments."""
    return read(text).text


def read(text: str) -> TextBlock:
    """One line, or several that belong together, as a paragraph."""
    blocks = _Reader(text, in_cell=False).blocks()
    return blocks[0] if blocks else TextBlock("paragraph")


def read_cell(text: str) -> RichText:
    """A table cell as a running text."""
    return _Reader(text, in_cell=True).blocks()


class _Reader:
    """Goes through the tokens of a text once."""

    def __init__(self, text: str, *, in_cell: bool) -> None:
        self._text = text
        self._in_cell = in_cell
        self._done: list[_Block] = []
        self._block = _Block()
        # Where bold, italic and links began: sign or tag, position in the block's text.
        self._begun: list[tuple[str, int]] = []
        self._depth: list[str] = []
        self._within_td = False

    def blocks(self) -> RichText:
        """The blocks of the text."""
        at = 0
        for token in _TOKEN.finditer(self._text):
            self._block.text += self._text[at : token.start()]
            at = token.end()
            self._token(token)
        self._block.text += self._text[at:]
        self._end()
        return tuple(
            TextBlock(b.type, b.text, tuple(b.marks), b.level, tuple(map(tuple, b.rows)))
            for b in self._done
        )

    def _token(self, token: re.Match[str]) -> None:
        if token["escape"]:
            self._block.text += token["escape"][1]
        elif token["entity"]:
            self._block.text += _entity(token["entity"][1:-1])
        elif token["tag"]:
            self._tag(token)
        elif token["signs"]:
            self._signs(token)
        elif token["open"]:
            self._begun.append(("[", len(self._block.text)))
            self._block.text += "["
        elif token["close"]:
            self._link(token)

    # -- marks

    def _signs(self, token: re.Match[str]) -> None:
        signs = token["signs"]
        before = self._text[token.start() - 1 : token.start()]
        after = self._text[token.end() : token.end() + 1]
        within_word = before.isalnum() and after.isalnum() and signs[0] == "_"
        open_ones = [each for each, _ in self._begun]
        if not within_word and signs in open_ones and before and not before.isspace():
            self._mark(self._take(signs), _KINDS[len(signs)])
            return
        if not within_word and after and not after.isspace():
            self._begun.append((signs, len(self._block.text)))
            self._block.text += signs
            return
        self._block.text += signs

    def _take(self, sign: str) -> int:
        """End what a sign began; the sign goes from the text."""
        at = max(i for i, (each, _) in enumerate(self._begun) if each == sign)
        start = self._begun[at][1]
        del self._begun[at:]
        text, size = self._block.text, len(sign)
        self._block.text = text[:start] + text[start + size :]
        self._block.marks = [_moved(mark, start, size) for mark in self._block.marks]
        return start

    def _mark(self, start: int, kinds: tuple[MarkType, ...], href: str | None = None) -> None:
        end = len(self._block.text)
        if start < end:
            self._block.marks += [Mark(start, end, kind, href) for kind in kinds]

    def _link(self, token: re.Match[str]) -> None:
        href = token["bare"] if token["href"] is None else _ESCAPED.sub(r"\1", token["href"])
        if any(sign == "[" for sign, _ in self._begun) and links.is_safe(href):
            self._mark(self._take("["), ("link",), href)
        else:
            self._block.text += token["close"]

    # -- tags

    def _tag(self, token: re.Match[str]) -> None:
        tag = token["tag"].strip("</> ").lower()
        closing = token["tag"].startswith("</")
        if tag in _TAGS:
            self._marking_tag(tag, closing=closing)
        elif tag == "br":
            self._break(token)
        elif not self._in_cell:
            self._block.text += token["tag"]
        elif tag in {"ul", "ol"}:
            self._end()
            if closing:
                self._depth = self._depth[:-1]
            else:
                self._depth.append(tag)
        elif tag in {"li", "h5", "h6"}:
            self._end()
            if not closing:
                self._begin(tag)
        else:
            self._table_tag(tag, closing=closing)

    def _marking_tag(self, tag: str, *, closing: bool) -> None:
        if not closing:
            self._begun.append((tag, len(self._block.text)))
            return
        starts = [start for each, start in self._begun if each == tag]
        if starts:
            at = max(i for i, (each, _) in enumerate(self._begun) if each == tag)
            del self._begun[at]
            self._mark(starts[-1], (_TAGS[tag],))

    def _break(self, token: re.Match[str]) -> None:
        following = self._text[token.end() : token.end() + 4].lower()
        if self._in_cell and following == "<br>" and not self._within_td:
            self._end()
            self._block.text = "\n"  # what the second one becomes is blank and goes
        else:
            self._block.text += "\n"

    def _begin(self, tag: str) -> None:
        if tag == "li":
            self._block.type = "number" if self._depth[-1:] == ["ol"] else "bullet"
            self._block.level = max(1, len(self._depth))
        else:
            self._block.type = "heading"
            self._block.level = int(tag[1]) - 4

    def _table_tag(self, tag: str, *, closing: bool) -> None:
        if tag == "table":
            self._end(rows=closing)
            self._block = self._block if closing else _Block(type="table")
        elif tag == "tr" and not closing:
            self._block.rows.append([])
        elif tag == "td" and self._block.rows:
            if closing and self._within_td:
                cell = TextCell(self._block.text, tuple(self._block.marks))
                self._block.rows[-1].append(cell)
            self._within_td = not closing
            self._block.text, self._block.marks, self._begun = "", [], []

    def _end(self, *, rows: bool = False) -> None:
        """End the block; one without anything is none."""
        block = self._block
        if block.text.strip() or (rows and block.rows):
            self._done.append(block)
        self._block, self._begun, self._within_td = _Block(), [], False


def _moved(mark: Mark, start: int, size: int) -> Mark:
    """A mark after `size` characters at `start` have gone."""
    first = mark.start - size if mark.start > start else mark.start
    return Mark(first, mark.end - size if mark.end > start else mark.end, mark.type, mark.href)


def _entity(name: str) -> str:
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        return chr(number) if 31 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    return _ENTITIES.get(name.lower(), "")
