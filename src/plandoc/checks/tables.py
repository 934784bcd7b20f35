# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""R30: the row of sums of a table against the rows above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding
from plandoc.checks.rule import Source, rule
from plandoc.checks.stated import said
from plandoc.model import TextBlock
from plandoc.words import fold

_SUM = frozenset({"summa", "totalt", "total", "summa totalt", "totalsumma", "sammanlagt"})
# Rows that are a part of another row, or that make a sum of another kind than of all above.
_OTHER_ROWS = re.compile(
    r"\b(?:varav|därav|netto\w*|delsumma|summa|resultat|intäkt\w*|kostnad\w*|avgår)\b",
    re.IGNORECASE,
)
# Columns of what is not added up.
_OTHER_COLUMNS = re.compile(r"%|procent|andel|snitt|index|\bper\b|kvot", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<sign>[-−–+]?)\s?(?P<digits>\d{1,3}(?:[\s.]\d{3})+|\d+)(?P<part>,\d+)?")
_EMPTY = frozenset({"", "-", "–", "—"})
_LEAST_PARTS = 2
# A column by itself, and this far from its sum, was perhaps never meant to be one.
_FAR_OFF = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class _Column:
    """What stands in a column above the row of sums, and in that row."""

    heading: str
    label: str
    parts: tuple[Decimal, ...]
    whole: Decimal

    @property
    def total(self) -> Decimal:
        return sum(self.parts, Decimal(0))

    @property
    def is_right(self) -> bool:
        """Whether the parts make the whole, as far as each of them may have been rounded."""
        exponents = [each.as_tuple().exponent for each in (*self.parts, self.whole)]
        digits = max(-each for each in exponents if isinstance(each, int))
        return abs(self.total - self.whole) <= len(self.parts) * Decimal(1).scaleb(-digits) / 2


@rule("R30", level="info", source=Source("model", "Planens egna siffror"))
def sums_of_tables(plan: Examined) -> Iterator[Finding]:
    """The row of sums of a table in a text is not what the rows above it make.

    Source: the plan's own figures. Told of a column where another one of the table adds up, or
    where the difference is small: else the row may be a sum of something else.
    """
    for text in plan.texts:
        for block in text.rich:
            columns = list(_columns(block))
            wrong = [each for each in columns if not each.is_right]
            for column in wrong:
                group = f"{text.element} {column.heading}"
                is_near = abs(column.total - column.whole) <= abs(column.whole) * _FAR_OFF
                if len(wrong) < len(columns) or is_near:
                    yield Finding(
                        "R30", element=text.element, field=text.field, place=text.place,
                        quote=column.heading, case="table", group=group,
                        params={
                            "column": column.heading, "row": column.label,
                            "calculation": said(column.total), "whole": said(column.whole),
                        },
                    )  # fmt: skip


def _columns(block: TextBlock) -> Iterator[_Column]:
    """The columns of figures of a table whose last row is a sum."""
    rows = [[cell.text.strip() for cell in row] for row in block.rows]
    if len(rows) < _LEAST_PARTS + 2 or not rows[-1] or fold(rows[-1][0]) not in _SUM:
        return
    heading, *body, last = rows
    if any(not row or _OTHER_ROWS.search(row[0]) for row in body):
        return
    for number in range(1, len(heading)):
        column = [row[number] if number < len(row) else "" for row in (*body, last)]
        parts, whole = _numbers(column[:-1]), _number(column[-1])
        named = heading[number]
        if parts and whole is not None and named and not _OTHER_COLUMNS.search(named):
            yield _Column(named, last[0], parts, whole)


def _numbers(cells: Sequence[str]) -> tuple[Decimal, ...]:
    """The figures of cells; none when one of them is no figure."""
    written = [cell for cell in cells if cell not in _EMPTY]
    found = [number for cell in written if (number := _number(cell)) is not None]
    return tuple(found) if _LEAST_PARTS <= len(found) == len(written) else ()


def _number(cell: str) -> Decimal | None:
    match = _NUMBER.fullmatch(cell)
    if match is None:
        return None
    digits = re.sub(r"[\s.]", "", match["digits"]) + (match["part"] or "").replace(",", ".")
    return -Decimal(digits) if match["sign"] in {"-", "−", "–"} else Decimal(digits)
