# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A line of Markdown as text with marks, by the rules that Ledtråd writes it and editors keep."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate

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


# A sign that was opened so many signs ago was none.
_MOST_OPEN = 50


@dataclass(slots=True)
class _Block:
    """A block being read, in pieces: marks reach from one piece to another until it ends."""

    type: BlockType = "paragraph"
    level: int = 1
    pieces: list[str] = field(default_factory=list)
    marks: list[tuple[int, int, MarkType, str | None]] = field(default_factory=list)
    rows: list[list[TextCell]] = field(default_factory=list)

    def cell(self) -> TextCell:
        """The text so far, with its marks at their characters."""
        starts = list(accumulate(map(len, self.pieces), initial=0))
        marks = (Mark(starts[a], starts[b], kind, href) for a, b, kind, href in self.marks)
        kept = tuple(mark for mark in marks if mark.start < mark.end)
        return TextCell("".join(self.pieces), kept)


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
        self._done: list[TextBlock] = []
        self._block = _Block()
        # Where bold, italic and links began: sign or tag, and its piece of the block.
        self._begun: list[tuple[str, int]] = []
        self._depth: list[str] = []
        self._within_td = False

    def blocks(self) -> RichText:
        """The blocks of the text."""
        at = 0
        for token in _TOKEN.finditer(self._text):
            self._add(self._text[at : token.start()])
            at = token.end()
            self._token(token)
        self._add(self._text[at:])
        self._end()
        return tuple(self._done)

    def _add(self, text: str) -> None:
        self._block.pieces.append(text)

    def _token(self, token: re.Match[str]) -> None:
        if token["escape"]:
            self._add(token["escape"][1])
        elif token["entity"]:
            self._add(_entity(token["entity"][1:-1]))
        elif token["tag"]:
            self._tag(token)
        elif token["signs"]:
            self._signs(token)
        elif token["open"]:
            self._open("[", shown="[")
        elif token["close"]:
            self._link(token)

    # -- marks

    def _signs(self, token: re.Match[str]) -> None:
        signs = token["signs"]
        before = self._text[token.start() - 1 : token.start()]
        after = self._text[token.end() : token.end() + 1]
        within_word = before.isalnum() and after.isalnum() and signs[0] == "_"
        if not within_word and self._is_open(signs) and before and not before.isspace():
            self._close(signs, _KINDS[len(signs)])
        elif not within_word and after and not after.isspace():
            self._open(signs, shown=signs)
        else:
            self._add(signs)

    def _open(self, sign: str, *, shown: str = "") -> None:
        """Begin what a sign or a tag begins; a sign that nothing ends is `shown` as it stands."""
        self._begun = [*self._begun[-_MOST_OPEN:], (sign, len(self._block.pieces))]
        self._add(shown)

    def _is_open(self, sign: str) -> bool:
        return any(each == sign for each, _ in self._begun)

    def _close(self, sign: str, kinds: tuple[MarkType, ...], href: str | None = None) -> None:
        """End what a sign began; the sign goes from the text, signs within it stay as they are."""
        at = max(i for i, (each, _) in enumerate(self._begun) if each == sign)
        start = self._begun[at][1]
        del self._begun[at:]
        self._block.pieces[start] = ""
        self._mark(start, kinds, href)

    def _mark(self, start: int, kinds: tuple[MarkType, ...], href: str | None = None) -> None:
        end = len(self._block.pieces)
        self._block.marks += [(start, end, kind, href) for kind in kinds]

    def _link(self, token: re.Match[str]) -> None:
        href = token["bare"] if token["href"] is None else _ESCAPED.sub(r"\1", token["href"])
        if self._is_open("[") and links.is_safe(href):
            self._close("[", ("link",), href)
        else:
            self._add(token["close"])

    # -- tags

    def _tag(self, token: re.Match[str]) -> None:
        tag = token["tag"].strip("</> ").lower()
        closing = token["tag"].startswith("</")
        if tag in _TAGS:
            self._marking_tag(tag, closing=closing)
        elif tag == "br":
            self._break(token)
        elif not self._in_cell:
            self._add(token["tag"])
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
            self._open(tag)
        elif self._is_open(tag):
            at = max(i for i, (each, _) in enumerate(self._begun) if each == tag)
            self._mark(self._begun.pop(at)[1], (_TAGS[tag],))

    def _break(self, token: re.Match[str]) -> None:
        following = self._text[token.end() : token.end() + 4].lower()
        if self._in_cell and following == "<br>" and not self._within_td:
            self._end()
        self._add("\n")  # where a block has ended, what the second one becomes is blank and goes

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
                self._block.rows[-1].append(self._block.cell())
            self._within_td = not closing
            self._block.pieces, self._block.marks, self._begun = [], [], []

    def _end(self, *, rows: bool = False) -> None:
        """End the block; one without anything is none."""
        block, said = self._block, self._block.cell()
        if said.text.strip() or (rows and block.rows):
            held = tuple(map(tuple, block.rows))
            self._done.append(TextBlock(block.type, said.text, said.marks, block.level, held))
        self._block, self._begun, self._within_td = _Block(), [], False


def _entity(name: str) -> str:
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        return chr(number) if 31 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    return _ENTITIES.get(name.lower(), "")
