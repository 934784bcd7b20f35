# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which style of the template each part of a plan is set in.

Styles are asked for by the ids of `styles.xml`. A template has its own ids and, when it was made in
a Swedish program, its own names for the built-in ones; what it lacks is added.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from plandoc.readers.docx_styles import W, number, value
from plandoc.readers.package import parse_xml
from plandoc.writers.docx.xml import AT_THE_MARGIN, UNNUMBERED

if TYPE_CHECKING:
    from lxml.etree import _Element

# What Swedish programs call the built-in styles; the name in the file is English in most.
_SWEDISH = {
    "normal": ("brödtext utan indrag", "standard"),
    "body text": ("brödtext", "löptext", "brödtext1"),
    "title": ("rubrik", "titel", "dokumenttitel"),
    "caption": ("beskrivning", "tabellrubrik", "bildtext"),
    "toc heading": ("innehållsförteckningsrubrik", "innehållsrubrik"),
    "list bullet": ("punktlista",),
    "list number": ("numrerad lista",),
    "header": ("sidhuvud",),
    "footer": ("sidfot",),
    "hyperlink": ("hyperlänk",),
    **{f"heading {n}": (f"rubrik {n}", f"rubrik{n}") for n in range(1, 10)},
    **{f"toc {n}": (f"innehåll {n}",) for n in range(1, 10)},
    **{f"list bullet {n}": (f"punktlista {n}",) for n in range(2, 6)},
    **{f"list number {n}": (f"numrerad lista {n}",) for n in range(2, 6)},
}
_LAYOUT = ("numPr", "pBdr")
_TYPEFACE = ("rFonts", "color")


class Styles:
    """The styles of the file being written. Asking for one that is missing adds it."""

    def __init__(self, root: Any, *, blank: bool) -> None:
        self._root = root
        self._blank = blank
        self._ids: dict[str, str] = {}
        self._new: set[str] = set()
        self._inherited: dict[tuple[str, str], _Element | None] = {}
        self._known: dict[tuple[str, str], str] = {}
        self._taken = {value(style, "styleId") or "" for style in root.findall(W + "style")}
        for style in root.findall(W + "style"):
            identity = value(style, "styleId") or ""
            for name in _names(style):
                self._known.setdefault((_type(style), name), identity)

    def __getitem__(self, ours: str) -> str:
        """The id in the template of one of our styles."""
        if ours not in self._ids:
            self._ids[ours] = self._found(ours) or self._added(ours)
        return self._ids[ours]

    def is_given(self, ours: str) -> bool:
        """Whether the style is the template's own, and not one that we added."""
        return not self._blank and self._found(ours) is not None and self[ours] not in self._new

    def list_level(self, ours: str) -> int:
        """The level of the list items that the style makes by itself; 0 when it makes none."""
        numbering = self.inherited(ours, "pPr/numPr")
        if numbering is None or not number(numbering.find(W + "numId")):
            return 0
        return number(numbering.find(W + "ilvl")) + 1

    def unnumbered(self, ours: str) -> tuple[str, str]:
        """What takes the number from a heading whose style would give it one: (`numPr`, `ind`)."""
        found = self.inherited(ours, "pPr/numPr/numId")
        return (UNNUMBERED, AT_THE_MARGIN) if number(found) else ("", "")

    def inherited(self, ours: str, path: str) -> _Element | None:
        """What a style says in an element (`pPr/numPr`), itself or by the styles it is based on."""
        if (ours, path) not in self._inherited:
            self._inherited[ours, path] = self._looked_up(ours, path)
        return self._inherited[ours, path]

    def _looked_up(self, ours: str, path: str) -> _Element | None:
        given = {value(style, "styleId"): style for style in self._root.findall(W + "style")}
        within = "/".join(W + name for name in path.split("/"))
        identity: str | None = self[ours]
        for _ in range(len(given)):
            style = given.get(identity)
            if style is None:
                break
            found: _Element | None = style.find(within)
            if found is not None:
                return found
            identity = value(style.find(W + "basedOn"))
        kind = path.partition("/")[0]
        default: _Element | None = self._root.find(f"{W}docDefaults/{W}{kind}Default/{within}")
        return default

    def _found(self, ours: str) -> str | None:
        style = our_styles()[ours]
        kind = _type(style)
        for name in _names(style):
            for known in (name, *_SWEDISH.get(name, ())):
                if (kind, known) in self._known:
                    return self._known[kind, known]
        if ours == "BodyText" and not self._blank:
            # A municipality that has no style for running text sets it in Normal.
            return self["Normal"]
        return None

    def _added(self, ours: str) -> str:
        style = copy.deepcopy(our_styles()[ours])
        identity = ours
        while identity in self._taken:
            identity += "1"
        self._taken.add(identity)
        self._new.add(identity)
        self._ids[ours] = identity
        style.set(W + "styleId", identity)
        for reference in ("basedOn", "next", "link"):
            element = style.find(W + reference)
            if element is not None:
                element.set(W + "val", self[value(element) or ""])
        if not self._blank:
            style.attrib.pop(W + "default", "")
            _follow_the_template(style)
        self._root.append(style)
        return identity


def _follow_the_template(style: _Element) -> None:
    """Leave numbering, typeface and colour of text to the template's own styles."""
    _without(style.find(W + "pPr"), _LAYOUT)
    if _type(style) == "paragraph":
        _without(style.find(W + "rPr"), _TYPEFACE)


def _without(properties: _Element | None, names: Sequence[str]) -> None:
    for name in names if properties is not None else ():
        found = properties.find(W + name) if properties is not None else None
        if properties is not None and found is not None:
            properties.remove(found)


def _names(style: _Element) -> list[str]:
    """The name of a style and the other names that it goes by, in small letters."""
    name = (value(style.find(W + "name")) or "").casefold().strip()
    aliases = (value(style.find(W + "aliases")) or "").casefold().split(",")
    return [name, *(alias.strip() for alias in aliases if alias.strip())]


def _type(style: _Element) -> str:
    return value(style, "type") or "paragraph"


@cache
def our_styles() -> dict[str, _Element]:
    """Our own styles by id."""
    root = parse_xml(styles_xml())
    return {value(style, "styleId") or "": style for style in root.findall(W + "style")}


@cache
def styles_xml() -> bytes:
    """The styles part of a file that follows no template."""
    return resources.files(__package__).joinpath("styles.xml").read_bytes()
