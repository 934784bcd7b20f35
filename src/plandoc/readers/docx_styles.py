# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a Word file's styles and numbering say about a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plandoc.blocks import ListKind

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HEADING = re.compile(r"(?:heading|rubrik)\s*([1-9])\Z", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|rubrik|titel|dokumenttitel)\Z", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc\s*\d|toc heading|toa heading|table of figures|contents (?:heading|\d)|"
    r"innehåll\s*\d|innehållsförteckning.*|figurförteckning)\Z",
    re.IGNORECASE,
)
_OFF = {"0", "false", "off", "none"}
_MAX_LEVEL = 9
_MAX_CHAIN = 30


def value(element: _Element | None, name: str = "val") -> str | None:
    """An attribute of a Word element; None when the element or the attribute is missing."""
    if element is None:
        return None
    found = element.get(W + name)
    return None if found is None else str(found)


def number(element: _Element | None, name: str = "val", default: int = 0) -> int:
    """A whole number from an attribute, kept within what Word itself allows."""
    text = value(element, name)
    if text is None or not re.fullmatch(r"-?\d{1,9}", text):
        return default
    return int(text)


def is_on(element: _Element | None) -> bool | None:
    """A switch of a run or paragraph: on, off, or not said."""
    if element is None:
        return None
    return (value(element) or "").lower() not in _OFF


@dataclass(slots=True)
class Style:
    """A style, with what it says itself; the rest comes from the style it is based on."""

    name: str = ""
    based_on: str | None = None
    outline: int | None = None
    num: str | None = None
    num_level: int | None = None
    bold: bool | None = None
    italic: bool | None = None


class Styles:
    """The styles of a Word file."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        for element in root.findall(W + "style") if root is not None else ():
            identity = value(element, "styleId") or ""
            self._styles[identity] = _style(element)
            if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true"):
                self.default = identity

    def chain(self, identity: str | None) -> Iterator[Style]:
        """A style and those it is based on, nearest first."""
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(identity or "")
            if style is None:
                return
            yield style
            identity = style.based_on

    def heading(self, identity: str | None) -> int:
        """The heading level of a paragraph style, 0 for body text."""
        for style in self.chain(identity):
            if style.outline is not None:
                return style.outline + 1 if style.outline < _MAX_LEVEL else 0
            found = _HEADING.match(style.name)
            if found:
                return int(found[1])
            if _TITLE.match(style.name):
                return 1
        return 0

    def is_title(self, identity: str | None) -> bool:
        """Whether the style is that of the document's own title."""
        return any(_TITLE.match(style.name) for style in self.chain(identity))

    def is_contents(self, identity: str | None) -> bool:
        """Whether the style is one of a table of contents."""
        return any(_CONTENTS.match(style.name) for style in self.chain(identity))

    def numbering(self, identity: str | None) -> tuple[str | None, int | None]:
        """Numbering and level that a paragraph style carries."""
        num, level = None, None
        for style in self.chain(identity):
            level = style.num_level if level is None else level
            num = style.num if num is None else num
        return num, level

    def character(self, identity: str | None) -> tuple[bool | None, bool | None]:
        """Bold and italic of a character style."""
        bold, italic = None, None
        for style in self.chain(identity):
            bold = style.bold if bold is None else bold
            italic = style.italic if italic is None else italic
        return bold, italic


def _style(element: _Element) -> Style:
    paragraph = element.find(W + "pPr")
    run = element.find(W + "rPr")
    style = Style(
        name=value(element.find(W + "name")) or "",
        based_on=value(element.find(W + "basedOn")),
    )
    if paragraph is not None:
        outline = paragraph.find(W + "outlineLvl")
        style.outline = None if outline is None else number(outline, default=_MAX_LEVEL)
        numbering = paragraph.find(W + "numPr")
        if numbering is not None:
            style.num = value(numbering.find(W + "numId"))
            level = numbering.find(W + "ilvl")
            style.num_level = None if level is None else number(level)
    if run is not None:
        style.bold = is_on(run.find(W + "b"))
        style.italic = is_on(run.find(W + "i"))
    return style


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    by_style: dict[str, int] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a Word file; counts as it is asked, so ask in document order."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        abstract = {
            value(element, "abstractNumId"): element for element in root.findall(W + "abstractNum")
        }
        shared: dict[str | None, _List] = {}
        for element in root.findall(W + "num"):
            target = value(element.find(W + "abstractNumId"))
            overrides = element.findall(W + "lvlOverride")
            made = _list(abstract.get(target), overrides)
            if not any(item.find(W + "startOverride") is not None for item in overrides):
                made.counters = shared.setdefault(target, made).counters
            self._lists[value(element, "numId") or ""] = made

    def next(self, num: str | None, level: int | None, style: str | None) -> tuple[ListKind, str]:
        """Kind of list of the next paragraph, and the number that Word shows before it."""
        found = self._lists.get(num or "")
        if found is None:
            return "", ""
        at = level if level is not None else found.by_style.get(style or "", 0)
        definition = found.levels.get(at)
        if definition is None or definition.form == "none":
            return "", ""
        if definition.form == "bullet":
            return "bullet", ""
        found.counters[at] = found.counters.get(at, definition.start - 1) + 1
        for deeper in [key for key in found.counters if key > at]:
            del found.counters[deeper]
        return "number", _label(found, at)


def _list(abstract: _Element | None, overrides: list[_Element]) -> _List:
    made = _List()
    for element in abstract.findall(W + "lvl") if abstract is not None else ():
        _take_level(made, element)
    for override in overrides:
        at = number(override, "ilvl")
        definition = override.find(W + "lvl")
        if definition is not None:
            _take_level(made, definition)
        start = override.find(W + "startOverride")
        if start is not None and at in made.levels:
            made.levels[at].start = number(start, default=1)
    return made


def _take_level(made: _List, element: _Element) -> None:
    at = number(element, "ilvl")
    made.levels[at] = _Level(
        form=value(element.find(W + "numFmt")) or "decimal",
        pattern=(value(element.find(W + "lvlText")) or "")[:60],
        start=number(element.find(W + "start"), default=1),
    )
    style = value(element.find(W + "pStyle"))
    if style:
        made.by_style[style] = at


def _label(found: _List, at: int) -> str:
    text = found.levels[at].pattern
    for level in range(at + 1):
        definition = found.levels.get(level, _Level())
        count = found.counters.setdefault(level, definition.start)
        text = text.replace(f"%{level + 1}", _figure(count, definition.form))
    return text.strip()


def _figure(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 100:
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form == "decimalZero":
        return f"{count:02d}"
    return str(count)


def _roman(count: int) -> str:
    tens, ones = divmod(count, 10)
    return ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")[tens] + (
        "",
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
    )[ones]
