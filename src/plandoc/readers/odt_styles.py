# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an OpenDocument file's styles and list styles say about a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plandoc.blocks import ListKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT = f"{_OASIS}office:1.0}}", f"{_OASIS}style:1.0}}", f"{_OASIS}text:1.0}}"
TABLE, FO = f"{_OASIS}table:1.0}}", f"{_OASIS}xsl-fo-compatible:1.0}}"
META = f"{_OASIS}meta:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"

_TITLE = re.compile(r"(?:title|titel|dokumenttitel|rubrik)\Z", re.IGNORECASE)
_MAX_CHAIN = 30
_MAX_LEVEL = 10
_LETTERS = {"a", "A"}


def whole(element: _Element, name: str, default: int = 0) -> int:
    """A whole number from an attribute, kept within reason."""
    text = str(element.get(name, ""))
    return int(text) if re.fullmatch(r"\d{1,9}", text) else default


@dataclass(slots=True)
class Style:
    """A style, with what it says itself; the rest comes from its parent."""

    name: str
    parent: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool = False
    page_break: bool = False
    list_style: str | None = None


class OdtStyles:
    """The paragraph and character styles of a file."""

    def __init__(self, roots: list[_Element]) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        for root in roots:
            for element in root.iter(f"{STYLE}style"):
                key = str(element.get(f"{STYLE}family")), str(element.get(f"{STYLE}name"))
                self._styles[key] = _style(element)

    def chain(self, family: str, name: str | None) -> Iterator[Style]:
        """A style and its parents, nearest first."""
        for _ in range(_MAX_CHAIN):
            style = self._styles.get((family, name or ""))
            if style is None:
                return
            yield style
            name = style.parent

    def is_title(self, name: str | None) -> bool:
        """Whether the paragraph style is that of the document's own title."""
        return any(_TITLE.match(style.name) for style in self.chain("paragraph", name))

    def breaks_page(self, name: str | None) -> bool:
        """Whether a paragraph of the style begins a page."""
        return any(style.page_break for style in self.chain("paragraph", name))

    def list_style(self, name: str | None) -> str | None:
        """The list style that a paragraph style carries."""
        found = (style.list_style for style in self.chain("paragraph", name))
        return next((each for each in found if each), None)

    def character(self, name: str | None) -> tuple[bool | None, bool | None, bool]:
        """Bold, italic and hidden, of a character style."""
        bold = italic = None
        hidden = False
        for style in self.chain("text", name):
            bold = style.bold if bold is None else bold
            italic = style.italic if italic is None else italic
            hidden = hidden or style.hidden
        return bold, italic, hidden


def _style(element: _Element) -> Style:
    shown = element.get(f"{STYLE}display-name") or element.get(f"{STYLE}name") or ""
    style = Style(
        str(shown),
        parent=element.get(f"{STYLE}parent-style-name"),
        list_style=element.get(f"{STYLE}list-style-name"),
    )
    text = element.find(f"{STYLE}text-properties")
    if text is not None:
        weight = text.get(f"{FO}font-weight")
        slant = text.get(f"{FO}font-style")
        style.bold = None if weight is None else weight in ("bold", "600", "700", "800", "900")
        style.italic = None if slant is None else slant in ("italic", "oblique")
        style.hidden = text.get(f"{TEXT}display") == "none"
    paragraph = element.find(f"{STYLE}paragraph-properties")
    style.page_break = paragraph is not None and paragraph.get(f"{FO}break-before") == "page"
    return style


@dataclass(slots=True)
class _Level:
    form: str = ""
    bullet: bool = False
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1


@dataclass(slots=True)
class _Counted:
    levels: dict[int, _Level]
    counters: dict[int, int] = field(default_factory=dict)


class OdtLists:
    """List styles and the outline's numbers; counts as it is asked, so ask in document order."""

    def __init__(self, roots: list[_Element]) -> None:
        self._lists: dict[str, _Counted] = {}
        self._outline = _Counted({})
        for root in roots:
            for element in root.iter(f"{TEXT}list-style"):
                self._lists[str(element.get(f"{STYLE}name"))] = _Counted(_levels(element))
            for element in root.iter(f"{TEXT}outline-style"):
                self._outline = _Counted(_levels(element))

    def begin(self, name: str | None) -> None:
        """A list begins that does not go on from another."""
        found = self._lists.get(name or "")
        if found is not None:
            found.counters.clear()

    def next(self, name: str | None, level: int) -> tuple[ListKind, str]:
        """Kind of list of the next item, and the number that stands before it."""
        return _next(self._lists.get(name or ""), level)

    def heading(self, level: int) -> str:
        """The number that the outline gives the next heading."""
        return _next(self._outline, level)[1]


def _next(found: _Counted | None, level: int) -> tuple[ListKind, str]:
    definition = found.levels.get(level) if found is not None else None
    if found is None or definition is None:
        return "", ""
    if definition.bullet:
        return "bullet", ""
    if not definition.form:
        return "", ""
    counters = found.counters
    counters[level] = counters.get(level, definition.start - 1) + 1
    for deeper in [at for at in counters if at > level]:
        del counters[deeper]
    parts = [
        _figure(counters.get(at, found.levels.get(at, definition).start), found.levels.get(at))
        for at in range(max(level - definition.shown + 1, 1), level + 1)
    ]
    return "number", f"{definition.prefix}{'.'.join(parts)}{definition.suffix}".strip()


def _levels(element: _Element) -> dict[int, _Level]:
    made: dict[int, _Level] = {}
    for child in element:
        at = whole(child, f"{TEXT}level", 1)
        if at > _MAX_LEVEL:
            continue
        made[at] = _Level(
            form=str(child.get(f"{STYLE}num-format", ""))[:4],
            bullet=child.tag.endswith(("-bullet", "-image")),
            prefix=str(child.get(f"{STYLE}num-prefix", ""))[:20],
            suffix=str(child.get(f"{STYLE}num-suffix", ""))[:20],
            start=whole(child, f"{TEXT}start-value", 1),
            shown=whole(child, f"{TEXT}display-levels", 1),
        )
    return made


def _figure(count: int, level: _Level | None) -> str:
    form = level.form if level is not None else "1"
    if form in _LETTERS:
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form == "A" else letter
    if form in ("i", "I") and 0 < count < 40:
        roman = "X" * (count // 10) + _ONES[count % 10]
        return roman if form == "I" else roman.lower()
    return str(count)


_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
