# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much room letters take in the typefaces of a template, which nobody here may have.

Lengths of text are reckoned in letters of Source Sans 3 (`plandoc.manuscript.widths`). Other
typefaces are wider; and the program that opens the file may lack them and take its own.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document

from plandoc.errors import UnreadableFile
from plandoc.readers.docx_styles import number, value
from plandoc.readers.package import parse_xml
from plandoc.writers.docx.fonts import FACES
from plandoc.writers.docx.styles import Styles

# Letters in percent of the width of Source Sans 3. These are replaced by equally wide ones where
# they are missing.
_PERCENT = {
    **{face.name.casefold(): 100 for face in FACES},
    **dict.fromkeys(("calibri", "carlito", "source sans pro", "source sans 3"), 100),
    **dict.fromkeys(("arial", "helvetica", "liberation sans", "cambria", "caladea"), 107),
    **dict.fromkeys(("times new roman", "times", "liberation serif"), 100),
    **dict.fromkeys(("arial narrow", "liberation sans narrow"), 90),
}
# Others may be as wide as what is mostly there instead: DejaVu.
_WIDEST = 124
# In half points, where no style says anything: what ECMA-376 prescribes.
_SIZE = 20
_THEME = "/theme"
_LATIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}latin"


class Measures:
    """The sizes of letters in a file's styles."""

    def __init__(self, file: Document, styles: Styles) -> None:
        self._styles = styles
        self._theme = _theme_faces(file)

    def em(self, ours: str) -> int:
        """The size of a style's letters in twentieths of a point, as if of Source Sans 3."""
        half_points = number(self._styles.inherited(ours, "rPr/sz"), default=_SIZE)
        percent = _PERCENT.get(self._face(ours).casefold(), _WIDEST)
        return max(half_points, 2) * 10 * percent // 100

    def _face(self, ours: str) -> str:
        fonts = self._styles.inherited(ours, "rPr/rFonts")
        theme = value(fonts, "asciiTheme")
        if theme is not None:
            return self._theme["major" if theme.startswith("major") else "minor"]
        return value(fonts, "ascii") or ""


def _theme_faces(file: Document) -> dict[str, str]:
    """The typefaces of headings (`major`) and text (`minor`) in the file's theme."""
    found = {"major": "", "minor": ""}
    parts = [each for each in file.part.rels.values() if each.reltype.endswith(_THEME)]
    for relation in parts[:1]:
        if relation.is_external:
            continue
        try:
            root: Any = parse_xml(relation.target_part.blob)
        except UnreadableFile:
            continue
        latin = [str(each.get("typeface", "")) for each in root.iter(_LATIN)]
        found.update(zip(("major", "minor"), latin, strict=False))
    return found
