# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""How wide the columns of a table are, from what stands in them, and which tables lie down.

Lengths are in thousandths of the size of the tables' letters (em). A column is at least as wide as
its longest word; what is left over goes to the columns with the most text, so that the table gets
low. PDF and Word set tables at about the same size, so that both can use the same widths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plandoc.manuscript.parts import Field
from plandoc.model import TextBlock

# The length of a line on an upright page and on one that lies down.
UPRIGHT, LYING = 48_000, 75_000
PAPER = (UPRIGHT, LYING)
# Between the text of a column and the next.
GUTTER = 1_300
# Words longer than this are broken rather than given a column of their own width.
LONGEST_WORD = 13_000
# In a low table they are broken sooner than the page is turned.
TIGHT_WORD, _LOW_TABLE = 6_800, 36
# On other paper than ours, where letters may be wide, they may be broken into less, and the table
# be higher.
_TIGHTEST, _TIGHT_STEP, _HIGHER_TABLE = 4_000, 1_400, 80
# Lines of a row that is high.
_HIGH_ROW = 12
# Statements no longer than this stay on one line where there is room.
SHORT_STATEMENT = 9_000
# Running text is hard to read in lines shorter than this.
_LEAST_LINE = 14_000
# With so many columns, and rows of so many lines, a table is easier to read lying down.
_MANY_COLUMNS, _TALL_ROW = 5, 25

# How wide the letters of Source Sans 3 are. Most others are like the average.
_LETTERS = {
    **dict.fromkeys("abdeghknopquåäö", 535), **dict.fromkeys("cszvxyr", 455),
    **dict.fromkeys("ft", 325), **dict.fromkeys("ijl", 255), **dict.fromkeys("mw", 790),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZÅÄÖ", 595), **dict.fromkeys("MW", 830),
    **dict.fromkeys("IJ", 330), **dict.fromkeys(" .,:;!'’|", 250),
    **dict.fromkeys("()-/[]", 325), **dict.fromkeys("%@&", 780),
}  # fmt: skip
_AVERAGE = 500
_SIGN = 1_000
_ELLIPSIS = "\u2026"
# Where a line may end within what has no blanks; numbers and dates are never cut.
_BREAK = re.compile(r"(?<=[^\W\d]-)(?=[^\W\d])|(?<=[\u2013\u2014])(?=[^\W\d])|\u00ad")


@dataclass(frozen=True, slots=True)
class Widths:
    """The columns' shares of the width, and whether the table wants a page that lies down."""

    shares: tuple[int, ...]
    lying: bool


@dataclass(frozen=True, slots=True)
class _Needs:
    """What a column needs: for its longest word, its short statements, its longest line; its text.

    `readable` is what it needs for lines of a few words. `texts` are the lengths of its cells, row
    by row.
    """

    word: int
    short: int
    readable: int
    line: int
    texts: tuple[int, ...]

    def tight(self, longest: int) -> _Needs:
        """What it needs when words longer than this may be broken."""
        word = min(self.word, longest + GUTTER)
        return replace(self, word=word, short=word, readable=word)

    @property
    def weight(self) -> int:
        """What counts when room is shared: the longest cell as much as all of them.

        A column with five times the text of another gets some three times its width.
        """
        mean = sum(self.texts) // max(len(self.texts), 1)
        return max(int((mean + max(self.texts, default=0)) ** 0.7), 1)


def widths(
    heads: Sequence[str],
    columns: Sequence[Sequence[Field]],
    *,
    lying: bool,
    paper: tuple[int, int] = PAPER,
) -> Widths:
    """Widths for these columns of cells; a table that is `lying` anyhow stays so.

    `paper` is the length of a line on an upright page and on one that lies down.
    """
    needs = [_needs(head, cells) for head, cells in zip(heads, columns, strict=True)]
    if not lying:
        upright = _shared(needs, paper[0])
        if upright is not None and not _is_tall(needs, upright):
            return Widths(tuple(upright), lying=False)
        tight = _tight(needs, paper[0], ours=paper == PAPER)
        if tight is not None:
            return Widths(tuple(tight), lying=False)
    return Widths(tuple(_lying(needs, paper[1])), lying=True)


def of_text_table(block: TextBlock, room: int = UPRIGHT) -> tuple[int, ...]:
    """The shares of the columns of a table within a text; its first row is its head."""
    columns = max((len(row) for row in block.rows), default=0)
    texts = [[row[at].text if at < len(row) else "" for row in block.rows] for at in range(columns)]
    heads = [column[0] for column in texts]
    cells = [[Field("", text) for text in column[1:]] for column in texts]
    return widths(heads, cells, lying=False, paper=(room, room)).shares


def length(text: str) -> int:
    """How long a text is on one line."""
    return sum(_LETTERS.get(letter, _AVERAGE) for letter in text)


def words(text: str) -> Iterator[str]:
    """The pieces of a text that a line cannot end within."""
    for word in text.split():
        yield from _BREAK.split(word)


def shortened(text: str, room: int) -> str:
    """As many of the text's first words as there is room for on a line, with an ellipsis."""
    if length(text) <= room:
        return text
    kept: list[str] = []
    for word in text.split():
        if length(" ".join((*kept, word, _ELLIPSIS))) > room:
            break
        kept.append(word)
    return f"{' '.join(kept)} {_ELLIPSIS}".strip()


def lines(text: str, room: int) -> list[str]:
    """The text in lines that there is room for."""
    made: list[str] = []
    for word in text.split(" "):
        if made and length(f"{made[-1]} {word}") <= room:
            made[-1] += f" {word}"
        else:
            made.append(word)
    return made


def _needs(head: str, cells: Sequence[Field]) -> _Needs:
    named = _cell(head, 0)
    found = [_cell(_text(cell), _SIGN if cell.symbol else 0) for cell in cells]
    word = max(min(each[0], LONGEST_WORD) for each in (named, *found))
    lines = [each[1] for each in found]
    short = max(word, *(each for each in (named[1], *lines, 0) if each <= SHORT_STATEMENT))
    readable = max(short, min(max(lines, default=0), _LEAST_LINE))
    line = max(named[1], *lines, 0)
    texts = tuple(each[2] + GUTTER for each in found)
    return _Needs(word + GUTTER, short + GUTTER, readable + GUTTER, line + GUTTER, texts)


def _cell(text: str, sign: int) -> tuple[int, int, int]:
    """The longest word, the longest line and the whole of a cell's text."""
    longest = max(map(length, set(words(text))), default=0)
    lines = text.split("\n")
    line = length(max(lines, key=len)[:200])
    # Each line of its own takes room to the end of it.
    whole = max(len(text) * _AVERAGE, line) + (len(lines) - 1) * SHORT_STATEMENT
    return longest + sign, line + sign, whole + sign


def _text(field: Field) -> str:
    if field.rich is None:
        return field.text
    made: list[str] = []
    for block in field.rich:
        made.append(block.text)
        made.extend("\u00a0".join(cell.text for cell in row) for row in block.rows)
    return "\n".join(made)


def _tight(needs: Sequence[_Needs], room: int, *, ours: bool) -> list[int] | None:
    """Widths on an upright page for which long words are broken; None for a high table."""
    least, most = (TIGHT_WORD, _LOW_TABLE) if ours else (_TIGHTEST, _HIGHER_TABLE)
    for word in range(TIGHT_WORD, least - 1, -_TIGHT_STEP):
        made = _shared([need.tight(word) for need in needs], room)
        if made is not None and sum(_heights(needs, made)) <= most:
            return made
    return None


def _lying(needs: Sequence[_Needs], room: int) -> list[int]:
    """Widths on a page that lies down. Words are broken where that makes high rows much lower."""
    made = _shared(needs, room)
    tight = _shared([need.tight(TIGHT_WORD) for need in needs], room)
    if made is None or tight is None:
        return made or tight or _squeezed(needs, room)
    high, low = sum(_heights(needs, made)), sum(_heights(needs, tight))
    return tight if high > _HIGH_ROW * len(needs[0].texts) and low * 4 < high * 3 else made


def _shared(needs: Sequence[_Needs], room: int) -> list[int] | None:
    """The columns' widths; None where the longest words have no room beside each other."""
    least = _least(needs, room)
    if least is None:
        return None
    most = [max(need.line, low) for need, low in zip(needs, least, strict=True)]
    if sum(most) <= room:
        return [width * room // sum(most) for width in most]
    return _between(least, most, [need.weight for need in needs], room)


def _least(needs: Sequence[_Needs], room: int) -> list[int] | None:
    """The least widths that there is room for, the most comfortable first.

    Comfort must leave some of the room (percent) to the columns with the most text.
    """
    for least, most in (
        ([need.readable for need in needs], 85),
        ([need.short for need in needs], 90),
        ([need.word for need in needs], 100),
    ):
        if sum(least) * 100 <= room * most:
            return least
    return None


def _between(
    least: Sequence[int], most: Sequence[int], weights: Sequence[int], room: int
) -> list[int]:
    """Widths in proportion to the weights, each within its bounds, that fill the room."""
    low, high = 0, 1_000 * room
    made = list(least)
    # `high` thousandths of each weight are too wide together, `low` are not.
    while high - low > 1:
        factor = (low + high) // 2
        tried = [
            min(max(weight * factor // 1_000, small), large)
            for weight, small, large in zip(weights, least, most, strict=True)
        ]
        if sum(tried) > room:
            high = factor
        else:
            low, made = factor, tried
    return made


def _squeezed(needs: Sequence[_Needs], room: int) -> list[int]:
    """Widths where the words do not fit: the widest columns give way first."""
    low, high = 0, LONGEST_WORD + GUTTER
    while high - low > 1:
        cap = (low + high) // 2
        if sum(min(need.word, cap) for need in needs) > room:
            high = cap
        else:
            low = cap
    return [max(min(need.word, low), 1) for need in needs]


def _is_tall(needs: Sequence[_Needs], made: Sequence[int]) -> bool:
    """Whether the rows of a table of many columns are high for the most part."""
    if len(needs) < _MANY_COLUMNS:
        return False
    rows = _heights(needs, made)
    return bool(rows) and sum(rows) > _TALL_ROW * len(rows)


def _heights(needs: Sequence[_Needs], made: Sequence[int]) -> list[int]:
    """About how many lines each row takes."""
    return [
        max(text // max(width - GUTTER, 1) + 1 for text, width in zip(row, made, strict=True))
        for row in zip(*(need.texts for need in needs), strict=True)
    ]
