# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bulleted and numbered lists: each numbered list begins at one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plandoc.model import TextBlock
from plandoc.readers.docx_styles import W, number
from plandoc.readers.package import parse_xml
from plandoc.writers.docx.styles import Styles
from plandoc.writers.docx.xml import NAMESPACES

if TYPE_CHECKING:
    from lxml.etree import _Element

_BULLETS = ("\u2022", "\u2013", "\u2022")
_FORMS = (("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3."))
_STEP = 284


class Lists:
    """The lists of the file being written, in its numbering part."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._root = root
        self._styles = styles
        abstracts = [number(each, "abstractNumId") for each in root.findall(W + "abstractNum")]
        self._abstract = max(abstracts, default=0) + 1
        self._last = max((number(each, "numId") for each in root.findall(W + "num")), default=0)
        self._define(self._abstract, _bullets())
        self._define(self._abstract + 1, _numbers())
        self._bullets = self._instance(self._abstract)
        self._own_bullets: dict[str, bool] = {}
        self._open: int | None = None

    def begin(self) -> None:
        """A new text begins: no list goes on into it."""
        self._open = None

    def numbering(self, block: TextBlock, style: str) -> str:
        """The numbering of a block of text, when its style alone does not give it."""
        if block.type == "bullet":
            if block.level == 1:
                self._open = None
            drawn = self._style_has_bullets(style, block.level)
            return "" if drawn else _reference(self._bullets, block.level)
        if block.type != "number":
            self._open = None
            return ""
        if self._open is None:
            self._open = self._instance(self._abstract + 1, restart=True)
        return _reference(self._open, block.level)

    def _style_has_bullets(self, style: str, level: int) -> bool:
        """Whether a municipality's own list style draws its own bullets, of this level."""
        if style not in self._own_bullets:
            self._own_bullets[style] = (
                self._styles.is_given(style) and self._styles.list_level(style) == level
            )
        return self._own_bullets[style]

    def _define(self, identity: int, levels: str) -> None:
        made = parse_xml(
            f'<w:abstractNum {NAMESPACES} w:abstractNumId="{identity}">'
            f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'.encode()
        )
        # Definitions stand before the lists that use them.
        before = len(self._root.findall(W + "numPicBullet")) + len(
            self._root.findall(W + "abstractNum")
        )
        self._root.insert(before, made)

    def _instance(self, abstract: int, *, restart: bool = False) -> int:
        self._last += 1
        begin = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
            for level in (range(3) if restart else ())
        )
        made = parse_xml(
            f'<w:num {NAMESPACES} w:numId="{self._last}">'
            f'<w:abstractNumId w:val="{abstract}"/>{begin}</w:num>'.encode()
        )
        last: _Element | None = next(iter(self._root.findall(W + "num")[-1:]), None)
        if last is not None:
            last.addnext(made)
        else:
            self._root.insert(self._abstract_end(), made)
        return self._last

    def _abstract_end(self) -> int:
        return sum(1 for each in self._root if each.tag in (W + "numPicBullet", W + "abstractNum"))


def _reference(identity: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{identity}"/></w:numPr>'


def _bullets() -> str:
    return "".join(
        _level(
            at,
            "bullet",
            sign,
            '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" '
            'w:cs="Arial" w:hint="default"/></w:rPr>',
        )
        for at, sign in enumerate(_BULLETS)
    )


def _numbers() -> str:
    return "".join(_level(at, form, text) for at, (form, text) in enumerate(_FORMS))


def _level(at: int, form: str, text: str, look: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{_STEP * (at + 1)}" w:hanging="{_STEP}"/></w:pPr>{look}</w:lvl>'
    )
