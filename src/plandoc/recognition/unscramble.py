# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Gives tables back that text extraction has taken apart into flows of lines.

Without its layout, the text of a page comes in flows: the first column of a table as a whole and
the others after it, or several columns in turn. A heading below the table stands at its left edge
and so may come before the table's last values. Such a stretch begins with the head of a table's
first column and holds the heads of other columns further down; what it holds becomes a table, and
what only stood between its flows comes after it. A stretch that cannot be told is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plandoc.blocks import Block, Cell, Paragraph, Row, Span, Table
from plandoc.recognition.heads import match_head
from plandoc.recognition.prose import layout_width
from plandoc.recognition.rebuild_table import Piece, RebuiltRow, RebuiltTable
from plandoc.recognition.unscramble_lines import Flow, Reader, Seen, Token, flows_from
from plandoc.recognition.unscramble_rows import solve
from plandoc.recognition.unscramble_sheet import Part, Sheet, SolvedRow, TextLine, ValueFlow
from plandoc.steering import SteeringModel, TableType

_LONGEST_CELL_LINE = 40


def unscramble(blocks: Sequence[Block], model: SteeringModel) -> list[Block | RebuiltTable]:
    """The blocks with each scattered table put together; every span stays, once.

    Only for sources whose paragraphs are visual lines.
    """
    width = layout_width([block for block in blocks if isinstance(block, Paragraph)])
    reader = Reader(model, width)
    made: list[Block | RebuiltTable] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        found = None
        if isinstance(block, Paragraph) and not block.heading and not block.list:
            for table in reader.opening(block.text):
                found = found or _Stretch(blocks, index, table, reader, width).tables(model)
        if found is None:
            made.append(block)
            index += 1
        else:
            tables, drifted, used = found
            made += [*tables, *drifted]
            index += used
    return made


@dataclass(slots=True)
class _Stretch:
    """The flows of one scattered table, or of two that stand side by side in the text."""

    blocks: Sequence[Block]
    start: int
    first: TableType
    reader: Reader
    width: int
    sheets: list[Sheet] = field(default_factory=list)
    drifted: list[Paragraph] = field(default_factory=list)
    _met: set[Seen] = field(default_factory=set)
    _recent: TableType | None = None
    _taken: set[int] = field(default_factory=set)
    _apart: bool = False
    _ended: bool = False

    def tables(
        self, model: SteeringModel
    ) -> tuple[list[Table | RebuiltTable], list[Paragraph], int] | None:
        """The tables, the lines that come after them, and how many blocks they all were."""
        self._read()
        if not self.sheets or not self._apart:
            return None
        made: list[Table | RebuiltTable] = []
        for sheet in self.sheets:
            rows = solve(sheet) if len(sheet.heads) > 1 else None
            table = _as_table(sheet, rows, model) if rows else None
            if table is None:
                return None
            made.append(table)
        return made, self.drifted, len(self._taken)

    def _read(self) -> None:
        flows = list(flows_from(self.blocks, self.start))
        for number, flow in enumerate(flows):
            following = flows[number + 1] if number + 1 < len(flows) else None
            tables = [sheet.table for sheet in self.sheets]
            tokens = self.reader.tokens(flow, tables, self._met, self._recent)
            tokens = self._until_another(tokens, flows, number)
            if not tokens or (self.drifted and flow.page_start):
                return
            match tokens[0].kind:
                case "main":
                    self._take_texts(tokens, flow)
                case "head" | "value":
                    if not self._take_values(tokens):
                        return
                case "text":
                    if not (
                        self._take_comment(tokens, flow)
                        or self._take_more_texts(tokens, flow, following)
                    ):
                        return
                case "label":
                    if not self._goes_on(following):
                        return
                    self._drift(flow.lines)
                case _:
                    return
            if self._ended:
                return

    def _until_another(
        self, tokens: Sequence[Token], flows: Sequence[Flow], number: int
    ) -> list[Token]:
        """The flow's tokens up to the head of another table, unless both go on side by side."""
        kept: list[Token] = []
        opened = [sheet.table for sheet in self.sheets]
        for token in tokens:
            if token.kind == "main" and opened:
                alone = len(opened) == 1 and token.table not in opened
                if not alone or not self._both_go_on(opened[0], token, flows[number + 1 :]):
                    self._ended = True
                    return kept
            if token.kind == "main" and token.table is not None:
                opened.append(token.table)
            kept.append(token)
        return kept

    def _both_go_on(self, first: TableType, main: Token, flows: Sequence[Flow]) -> bool:
        """Whether a head of the first table comes after the head of another."""
        if main.table is None:
            return False
        open_tables = [first, main.table]
        for flow in flows:
            if flow.page_start:
                return False
            for token in self.reader.tokens(flow, open_tables, self._met):
                if token.kind in {"main", "end"}:
                    return False
                if token.kind == "head" and token.table is first:
                    return True
        return False

    def _goes_on(self, following: Flow | None) -> bool:
        """Whether the next flow holds heads or values of the tables."""
        if following is None or following.page_start:
            return False
        tables = [sheet.table for sheet in self.sheets]
        tokens = self.reader.tokens(following, tables, self._met, self._recent)
        return tokens[0].kind in {"head", "value"} and all(
            token.kind in {"head", "value", "text"} for token in tokens
        )

    # --- flows of text --------------------------------------------------------------------------

    def _take_texts(self, tokens: Sequence[Token], flow: Flow) -> None:
        """A flow of the first column, with or without other columns' cells among its lines."""
        inline = any(token.kind == "head" for token in tokens) or flow.page_start
        last_head = -1
        for at, token in enumerate(tokens):
            match token.kind:
                case "main" if token.table is not None:
                    self.sheets.append(Sheet(token.table, [token]))
                    self._recent = token.table
                    self._met.add((len(self.sheets) - 1, 0, ""))
                    self._own(token)
                    last_head = -1
                case "head":
                    sheet = self._add_head(token)
                    last_head = len(sheet.heads) - 1
                    sheet.parts[-1].inline.append(last_head)
                case "value" if inline and self.sheets[-1].parts[-1].texts:
                    self._take_run(token)
                case "value" if inline and last_head > 0:
                    self._own(token)
                    cell = ValueFlow([[token]], last_head, token.types, last_head)
                    self.sheets[-1].parts[-1].flows.append(cell)
                case "value" | "text":
                    self._own(token)
                    part = self.sheets[-1].parts[-1]
                    self._apart = self._apart or bool(
                        token.goes_on and part.texts and part.texts[-1].run
                    )
                    part.texts.append(TextLine(token.lines[0]))
                case "label":
                    self._drift([line for each in tokens[at:] for line in each.lines])
                    return
                case _:
                    self._ended = True
                    return

    def _take_run(self, token: Token) -> None:
        """A value among the text stands on the page beside the line before it."""
        sheet = self.sheets[-1]
        part = sheet.parts[-1]
        if not part.inline:
            part.inline = list(range(1, len(sheet.heads)))
        part.texts[-1].run.append(token)
        self._own(token)

    def _take_more_texts(self, tokens: Sequence[Token], flow: Flow, following: Flow | None) -> bool:
        """A further flow of the first column: on a new page, or with heads or values after it."""
        if self.drifted:
            return False
        sheet = self.sheets[-1]
        plain = sum(token.kind in {"text", "value"} for token in tokens)
        prose = any(token.kind == "end" for token in tokens[: plain + 1])
        if not prose and (self._goes_on(following) or _has_run(tokens)):
            kept = list(tokens)
        else:
            kept = self._rest_of_cell(tokens) if flow.page_start else []
            self._ended = True
        if not kept:
            return False
        if flow.page_start:
            sheet.parts.append(Part())
        self._take_texts(kept, flow)
        return True

    def _rest_of_cell(self, tokens: Sequence[Token]) -> list[Token]:
        """The lines with which the last cell ends on a new page: narrow ones, as those above."""
        kept: list[Token] = []
        widest = max(
            (
                len(each.line.text.strip())
                for sheet in self.sheets[-1:]
                for part in sheet.parts
                for each in part.texts
            ),
            default=0,
        )
        widest = max(widest, self.width // 2)
        for token in tokens:
            if token.kind != "text" or not token.text[:1].islower() or len(token.text) > widest + 2:
                break
            kept.append(token)
        return kept

    # --- flows of values ------------------------------------------------------------------------

    def _take_values(self, tokens: Sequence[Token]) -> bool:
        """A flow of one column's cells, mostly; False when it is none."""
        plain = [token for token in tokens if token.kind in {"head", "value", "text"}]
        rest = tokens[len(plain) :]
        if [*plain, *rest] != list(tokens) or any(
            token.kind not in {"label"} for token in rest[:1]
        ):
            return False
        if any(len(t.text) > _LONGEST_CELL_LINE for t in plain if t.kind == "text"):
            return False
        flow: ValueFlow | None = None
        sheet = self.sheets[0]
        fresh = True
        for token in plain:
            if token.kind == "head":
                sheet = self._add_head(token)
                flow = ValueFlow([], len(sheet.heads) - 1, after=len(sheet.heads) - 1)
                sheet.parts[-1].flows.append(flow)
                self._apart, fresh = True, True
                continue
            if flow is None:
                found = self._sheet_with(token)
                if found is None:
                    return False
                sheet, flow = found, ValueFlow([], None, token.types, len(found.heads) - 1)
                sheet.parts[-1].flows.append(flow)
            self._own(token)
            if token.kind == "text" and flow.cells and (token.goes_on or not fresh):
                flow.cells[-1].append(token)
            else:
                flow.cells.append([token])
            fresh = False
        if rest:
            self._drift([line for each in rest for line in each.lines])
        return True

    def _take_comment(self, tokens: Sequence[Token], flow: Flow) -> bool:
        """A flow of a text that stands in no row's first column, below the head of another one."""
        sheet = next((each for each in self.sheets if each.table is self._recent), None)
        texts = sheet.columns_of("text") if sheet else []
        if sheet is None or not texts or self.drifted or flow.page_start:
            return False
        if any(t.kind not in {"text", "value"} or len(t.text) > _LONGEST_CELL_LINE for t in tokens):
            return False
        ended = tokens[-1].text.endswith((".", "!", "?"))
        if not ended or any(token.goes_on for token in tokens[:1]):
            return False
        sheet.parts[-1].flows.append(ValueFlow([list(tokens)], texts[-1], after=len(sheet.heads)))
        for token in tokens:
            self._own(token)
        return True

    def _sheet_with(self, token: Token) -> Sheet | None:
        """The table that a value belongs to: one that has a column of its type, open by now."""
        for sheet in reversed(self.sheets):
            types = {sheet.column_type(at) for at in range(1, len(sheet.heads))}
            if types & token.types:
                return sheet
        return None

    # --- what all flows have --------------------------------------------------------------------

    def _add_head(self, token: Token) -> Sheet:
        sheet = next(each for each in self.sheets if each.table is token.table)
        sheet.heads.append(token)
        self._recent = sheet.table
        self._met.add(self.reader.key(token, self.sheets.index(sheet)))
        self._own(token)
        return sheet

    def _own(self, token: Token) -> None:
        self._taken.update(line.span.id for line in token.lines)

    def _drift(self, lines: Sequence[Paragraph]) -> None:
        self.drifted += lines
        self._taken.update(line.span.id for line in lines)


def _has_run(tokens: Sequence[Token]) -> bool:
    """Whether values stand among the text: behind a line, and text goes on behind them."""
    kinds = [token.kind for token in tokens]
    return any(
        kinds[at - 1 : at + 2] in (["text", "value", "value"], ["text", "value", "text"])
        for at in range(1, len(kinds) - 1)
    )


# --- tables --------------------------------------------------------------------------------------


def _as_table(
    sheet: Sheet, rows: Sequence[SolvedRow], model: SteeringModel
) -> Table | RebuiltTable | None:
    """The rows as a table that the model knows; None if it does not know the head."""
    head = Row(tuple(Cell(_spans_of(token.lines)) for token in sheet.heads))
    known = match_head(head, model, None)
    if known is None or not all(slot.column for slot in known.slots):
        return None
    columns = tuple(token.column for token in sheet.heads)
    lost = any(row.lost for row in rows)
    if any(row.loose for row in rows) and not lost and len(set(columns)) == len(columns):
        return RebuiltTable(
            table=sheet.table,
            columns=columns,
            heads=tuple(span for cell in head.cells for span in cell.spans),
            rows=tuple(_as_rebuilt(row, columns) for row in rows),
        )
    return Table((head, *(_as_row(row, len(columns)) for row in rows)), gap_before=1)


def _as_row(row: SolvedRow, width: int) -> Row:
    """A row of whole spans; what has no column stands behind the last one."""
    cells = [Cell(_spans(row.cells.get(at, ()))) for at in range(width)]
    lost = [*row.loose, *row.lost]
    return Row((*cells, Cell(_spans(lost)))) if lost else Row(tuple(cells))


def _as_rebuilt(row: SolvedRow, columns: Sequence[int]) -> RebuiltRow:
    cells = {columns[at]: tuple(pieces) for at, pieces in row.cells.items() if pieces}
    return RebuiltRow(cells, loose=tuple(row.loose), unsure=tuple(row.unsure))


def _spans(pieces: Sequence[Piece]) -> tuple[Span, ...]:
    return tuple(piece.span for piece in pieces)


def _spans_of(lines: Sequence[Paragraph]) -> tuple[Span, ...]:
    return tuple(line.span for line in lines)
