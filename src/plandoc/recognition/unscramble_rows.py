# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of a table whose columns came apart: texts are cut to cells, values are dealt out to them.

How many rows there are is what fits best: each column that has values has one for every row, and
the text of the first column can be cut into so many cells where a line ended early.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plandoc.blocks import Paragraph
from plandoc.recognition.rebuild_table import Piece
from plandoc.recognition.unscramble_deal import Deal, Usual, deal
from plandoc.recognition.unscramble_lines import Token
from plandoc.recognition.unscramble_sheet import (
    Part,
    Sheet,
    SolvedRow,
    TextLine,
    begins_small,
    whole,
)
from plandoc.values import match_amount_end

_MOST_ROWS = 60
_PLACED = 2.5
_CUT = 1.5


def solve(sheet: Sheet) -> list[SolvedRow] | None:
    """The rows of the table; None when it cannot be told how they go."""
    rows: list[SolvedRow] = []
    width = max((_width(each.line) for part in sheet.parts for each in part.texts), default=0)
    usual: Usual = {}
    for number, part in enumerate(sheet.parts):
        if not part.texts and not any(flow.cells for flow in part.flows):
            continue
        found = _solve_part(part, sheet, width, usual, torn=number > 0 and bool(rows))
        if found is None:
            return None
        lead, made = found
        if lead:
            if not rows:
                return None
            rows[-1].cells.setdefault(0, []).extend(lead)
        rows += made
    return rows or None


def _solve_part(
    part: Part,
    sheet: Sheet,
    width: int,
    usual: Usual,
    *,
    torn: bool,
) -> tuple[list[Piece], list[SolvedRow]] | None:
    """The text that goes on from the page before, and the rows that begin on this page."""
    _take_values_from_lines(part, sheet)
    lines = [each.line for each in part.texts]
    goes_on = torn and bool(lines) and not part.texts[0].run and begins_small(lines[0])
    if not part.flows and not any(each.run for each in part.texts):
        return ([whole(line) for line in lines], []) if goes_on else None
    cuts = _Cuts(part.texts, width, goes_on=goes_on)
    best: tuple[float, int, Deal] | None = None
    most = max(len(cuts.possible), sum(bool(each.run) for each in part.texts))
    for count in range(1, min(most, _MOST_ROWS) + 1):
        if cuts.starts(count) is None:
            continue
        found = deal(part, sheet, count, usual)
        worth = _PLACED * found.fit + cuts.worth(count)
        if best is None or worth > best[0]:
            best = (worth, count, found)
    if best is None or best[2].fit <= 0:
        return None
    _, count, found = best
    starts = cuts.starts(count) or []
    rows = [SolvedRow() for _ in range(count)]
    for number, row in enumerate(rows):
        end = starts[number + 1] if number + 1 < count else len(lines)
        row.cells[0] = [whole(line) for line in lines[starts[number] : end]]
    found.fill(rows)
    usual.update(found.used)
    return [whole(line) for line in lines[: starts[0]]], rows


def _take_values_from_lines(part: Part, sheet: Sheet) -> None:
    """Amounts that stand on the line of the text that they are beside.

    Where other rows of the page have an amount among their values and a row has none, the amount
    at the end of its line is that.
    """
    columns = [at for at in part.inline if sheet.column_type(at) == "amount"]
    runs = [each for each in part.texts if each.run]
    without = [each for each in runs if not any("amount" in token.types for token in each.run)]
    if not columns or len(without) == len(runs):
        return
    for each in without:
        text = each.line.text.rstrip()
        start = match_amount_end(text)
        if start:
            value = replace(each.line, span=replace(each.line.span, text=text[start:], marks=()))
            name = replace(each.line.span, text=text[:start].rstrip(), marks=())
            each.line = replace(each.line, span=name)
            each.run.insert(0, Token("value", (value,), types=frozenset({"amount"})))


class _Cuts:
    """Where the lines of the first column may be cut into cells."""

    def __init__(self, texts: Sequence[TextLine], width: int, *, goes_on: bool) -> None:
        self._texts = texts
        self._width = width
        self.forced = [at for at, each in enumerate(texts) if each.run]
        self._first = 0 if not goes_on else -1
        self.possible = [
            at
            for at, each in enumerate(texts)
            if at == self._first or at in self.forced or not begins_small(each.line)
        ]

    def starts(self, count: int) -> list[int] | None:
        """The lines with which so many cells begin; None if there are not so many."""
        sure = {*self.forced}
        if self._first == 0 and (not self.forced or self.forced[0] > 0):
            # What stands before the first row's first line is that line, if it is one.
            sure.add(0)
        last = self.forced[-1] if self.forced else -1
        free = [at for at in self.possible if at not in sure and at > last]
        needed = count - len(sure)
        if needed < 0 or needed > len(free):
            return None
        free.sort(key=lambda at: (-self._worth(at), at))
        return sorted({*sure, *free[:needed]})

    def worth(self, count: int) -> float:
        """How well the lines take so many cells: cuts that should be made, and are, or not."""
        starts = set(self.starts(count) or ())
        last = self.forced[-1] if self.forced else -1
        worth = 0.0
        for at in range(max(1, last + 1), len(self._texts)):
            worth += self._worth(at) if at in starts else -max(0.0, self._worth(at))
        return worth

    def _worth(self, at: int) -> float:
        """How much speaks for a cell that begins here; less than 0 when more speaks against it."""
        text, before = self._texts[at].line.text.strip(), self._texts[at - 1].line.text.strip()
        if at == 0 or not before:
            return _CUT
        if begins_small(self._texts[at].line):
            return -_CUT
        room = self._width - len(before) - 1 - len(text.split()[0])
        worth = _CUT if room > 1 else 0.5 if room >= 0 else -0.5
        if before.endswith((".", "!", "?", ")")):
            worth += 0.5
        if before.endswith((",", "-", "–", "/", "&", ":")):
            worth -= 2 * _CUT
        if text.split()[0] == self._texts[0].line.text.split()[0]:
            worth += 0.5
        return worth


def _width(line: Paragraph) -> int:
    return len(line.text.strip())
