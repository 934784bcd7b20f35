# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Upright and wide pages: sections with the template's paper, headers and footers."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree

from plandoc.readers.docx_styles import W, number, value
from plandoc.writers.docx.blank import UPRIGHT_FOOTER, WIDE_FOOTER

if TYPE_CHECKING:
    from lxml.etree import _Element

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Kept of a template's section, in the schema's order; its columns and line numbers are not for us.
_KEPT = ("pgSz", "pgMar", "paperSrc", "pgBorders", "titlePg", "docGrid")
_A4 = (11906, 16838)
_MARGIN = 1418
# A line of text narrower than this is a mistake in the template, not a wish.
_LEAST_WIDTH = 3000


class Pages:
    """The sections of a file. `widths` are the lengths of a line in twentieths of a point."""

    def __init__(self, body: _Element, *, blank: bool) -> None:
        given = [*body.iter(W + "sectPr")]
        self.is_blank = blank
        self._upright = etree.Element(W + "sectPr")
        self._upright.extend(copy.deepcopy(each) for each in _effective_references(given))
        last = given[-1] if given else None
        kept = {name: last.find(W + name) if last is not None else None for name in _KEPT}
        if given and given[0].find(W + "titlePg") is not None:
            kept["titlePg"] = given[0].find(W + "titlePg")
        size = _size(kept["pgSz"])
        for name in _KEPT:
            element = kept[name]
            if name == "pgSz":
                element = etree.Element(W + "pgSz")
                element.set(W + "w", str(size[0]))
                element.set(W + "h", str(size[1]))
            elif name == "pgMar" and element is None:
                element = etree.Element(W + "pgMar")
                for side in ("top", "right", "bottom", "left"):
                    element.set(W + side, str(_MARGIN))
                for side in ("header", "footer"):
                    element.set(W + side, str(_MARGIN // 2))
                element.set(W + "gutter", "0")
            if element is not None:
                self._upright.append(copy.deepcopy(element))
        margins = self._upright.find(W + "pgMar")
        sides = sum(abs(number(margins, side)) for side in ("left", "right", "gutter"))
        self.widths = (max(size[0] - sides, _LEAST_WIDTH), max(size[1] - sides, _LEAST_WIDTH))

    def section(self, *, wide: bool, first: bool) -> str:
        """The properties of a section, with the page that it begins on turned or not."""
        made = copy.deepcopy(self._upright)
        title_page = made.find(W + "titlePg")
        if title_page is not None and not first:
            made.remove(title_page)
        if wide:
            self._turn(made)
        return etree.tostring(made, encoding="unicode")

    def _turn(self, section: _Element) -> None:
        size = section.find(W + "pgSz")
        if size is not None:
            width, height = value(size, "w") or "", value(size, "h") or ""
            size.set(W + "w", height)
            size.set(W + "h", width)
            size.set(W + "orient", "landscape")
        for reference in section.findall(W + "footerReference") if self.is_blank else ():
            if reference.get(_R + "id") == UPRIGHT_FOOTER:
                reference.set(_R + "id", WIDE_FOOTER)


def _effective_references(sections: list[_Element]) -> list[_Element]:
    """Headers and footers of the last section: what it does not say, it has from those before."""
    found: dict[tuple[str, str], _Element] = {}
    for section in sections:
        for name in ("headerReference", "footerReference"):
            for reference in section.findall(W + name):
                found[name, value(reference, "type") or "default"] = reference
    return [found[key] for key in sorted(found, reverse=True)]


def _size(element: _Element | None) -> tuple[int, int]:
    """Width and height of the upright page."""
    sides = number(element, "w", _A4[0]), number(element, "h", _A4[1])
    if min(sides) < 2 * _LEAST_WIDTH or max(sides) > 60_000:
        return _A4
    return min(sides), max(sides)
