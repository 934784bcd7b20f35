# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words and drawn lines of a PDF page, measured in points from the page's top left corner."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
from pypdfium2 import raw

from plandoc.readers.characters import clean

_BOLD = re.compile(rb"bold|black|heavy|semib|demi", re.IGNORECASE)
_ITALIC = re.compile(rb"italic|oblique", re.IGNORECASE)
_FLAG_ITALIC = 0x40
_FLAG_BOLD = 0x40000
# pdfium's signs for a hyphen at a line's end.
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
# In parts of the letters' size.
_WORD_GAP = 0.25
_LINE_SHIFT = 0.5
# Two sides of a drawn line, or a line that is not quite straight.
_THIN = 1.5
_MIN_RULE = 4.0
_FARTHEST = 20_000.0
_MAX_OBJECTS = 30_000
_MAX_SEGMENTS = 40_000

_Turn = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box; `turned` words do not stand upright on the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    italic: bool = False
    turned: bool = False

    @property
    def middle(self) -> float:
        """The height of the word's middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: where it stands (`at`: x of a vertical one), and from where to where."""

    vertical: bool
    at: float
    start: float
    end: float


def words(page: pypdfium2.PdfPage) -> list[Word]:
    """The words of a page in the order that the file has them."""
    text = page.get_textpage()
    try:
        return [_word(text.raw, letters) for letters in _letter_runs(text, page)]
    finally:
        text.close()


@dataclass(slots=True)
class _Letter:
    index: int
    character: str
    x0: float
    x1: float
    top: float
    bottom: float


def _letter_runs(text: Any, page: pypdfium2.PdfPage) -> Iterator[list[_Letter]]:
    """The letters of each word: parted by blanks, by gaps and by steps to another line."""
    turn = _turner(page)
    box = raw.FS_RECTF()
    run: list[_Letter] = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        character = _HYPHENS.get(code) or chr(code)
        if character.isspace() or code == 0:
            if run:
                yield run
            run = []
            continue
        raw.FPDFText_GetLooseCharBox(text.raw, index, box)
        left, upper = map(_bounded, turn(box.left, box.top))
        right, lower = map(_bounded, turn(box.right, box.bottom))
        letter = _Letter(
            index,
            character,
            min(left, right),
            max(left, right),
            min(upper, lower),
            max(upper, lower),
        )
        if run and _apart(run[-1], letter):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _apart(before: _Letter, after: _Letter) -> bool:
    """Whether two letters belong to different words, going by their places alone."""
    height = max(min(before.bottom - before.top, after.bottom - after.top), 1.0)
    width = max(min(before.x1 - before.x0, after.x1 - after.x0), 1.0)
    gap = after.x0 - before.x1
    shift = abs((after.top + after.bottom) - (before.top + before.bottom)) / 2
    if shift > _LINE_SHIFT * height:
        # Letters of a turned word stand above each other.
        return abs((after.x0 + after.x1) - (before.x0 + before.x1)) / 2 > 0.5 * width
    return gap > _WORD_GAP * height or gap < -2 * height


def _word(textpage: Any, letters: list[_Letter]) -> Word:
    first, last = letters[0], letters[-1]
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(textpage, first.index, name, 128, flags)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, first.index, matrix)
    size = raw.FPDFText_GetFontSize(textpage, first.index) * math.hypot(matrix.c, matrix.d)
    across = abs((last.x0 + last.x1) - (first.x0 + first.x1))
    along = abs((last.top + last.bottom) - (first.top + first.bottom))
    return Word(
        text=_text(letters),
        x0=min(letter.x0 for letter in letters),
        x1=max(letter.x1 for letter in letters),
        top=min(letter.top for letter in letters),
        bottom=max(letter.bottom for letter in letters),
        size=size if 1 <= size <= 400 else max(first.bottom - first.top, 1.0),
        bold=bool(_BOLD.search(name.value)) or bool(flags.value & _FLAG_BOLD),
        italic=bool(_ITALIC.search(name.value)) or bool(flags.value & _FLAG_ITALIC),
        turned=len(letters) > 1 and along > across,
    )


def _text(letters: list[_Letter]) -> str:
    text = "".join(letter.character for letter in letters)
    # Letters beyond the first plane come as two halves.
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return clean(joined)


def _bounded(value: float) -> float:
    """A position that a page can have; broken files claim any."""
    return 0.0 if math.isnan(value) else min(max(value, -_FARTHEST), _FARTHEST)


def _turner(page: pypdfium2.PdfPage) -> _Turn:
    """From the file's coordinates to the page as it is seen, turned if the page is."""
    left, bottom, right, top = page.get_cropbox()
    match page.get_rotation():
        case 90:
            return lambda x, y: (y - bottom, x - left)
        case 180:
            return lambda x, y: (right - x, y - bottom)
        case 270:
            return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


# -- drawn lines


def rules(page: pypdfium2.PdfPage) -> list[Rule]:
    """The straight lines that are drawn on a page; none when there are more than a table has."""
    turn = _turner(page)
    found: list[Rule] = []
    budget = _MAX_SEGMENTS
    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)
    for count, path in enumerate(_readable(paths)):
        segments = raw.FPDFPath_CountSegments(path.raw)
        budget -= max(segments, 0)
        if count > _MAX_OBJECTS or budget < 0:
            return []
        if segments < 2 or not _is_drawn(path):
            continue
        points = [turn(*point) for point in _corners(path, segments)]
        found += _straight(points)
    return found


def _readable(objects: Iterator[Any]) -> Iterator[Any]:
    """The objects up to the first that cannot be read."""
    with suppress(pypdfium2.PdfiumError):
        yield from objects


def _is_drawn(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.raw, fill, stroke)
    return bool(fill.value or stroke.value)


def _corners(path: Any, count: int) -> Iterator[tuple[float, float]]:
    """The corners of a path in page coordinates; NaN where the pen is lifted."""
    matrix = path.get_matrix()
    container = path.container
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if container is not None:
            point = container.get_matrix().on_point(*point)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            yield math.nan, math.nan
            start = point
        yield point
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield start


def _straight(points: list[tuple[float, float]]) -> Iterator[Rule]:
    """The vertical and horizontal sides among the lines between points."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(x1 - x0) < _THIN and abs(y1 - y0) >= _MIN_RULE:
            yield Rule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
        elif abs(y1 - y0) < _THIN and abs(x1 - x0) >= _MIN_RULE:
            yield Rule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
