# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads tables row by row: heads, phases, departments, rows that a page break has torn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plandoc.blocks import Cell, Row, Span, Table
from plandoc.model import TextBlock, TextCell
from plandoc.recognition.draft import Draft
from plandoc.recognition.goals import GoalStack
from plandoc.recognition.heads import Head, Slot, match_head
from plandoc.recognition.labels import Labels
from plandoc.recognition.prose import BULLET, Layout
from plandoc.recognition.rebuild_table import Piece, RebuiltRow, RebuiltTable
from plandoc.recognition.rows import Content, RowData, RowWriter
from plandoc.steering import Level, SteeringModel
from plandoc.words import fold, join_lines

_YEAR_AT_END = re.compile(r"\s+(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|20)\d{2})?\s*$")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NUMBER = re.compile(r"^\s*\d+(?:\.\d+)*\.?\s+")


# A row that begins with one of these sums the others up.
_TOTALS = frozenset({"totalt", "total", "summa", "summa totalt"})


@dataclass(slots=True)
class _Phase:
    """The phase that rows stand under, and the spans of its line until a row has claimed them."""

    text: str | None = None
    spans: list[Span] = field(default_factory=list)


class TableReader:
    """Reads the tables of one document, in order; rows become elements of the draft."""

    def __init__(
        self, draft: Draft, model: SteeringModel, goals: GoalStack, layout: Layout, year: int | None
    ) -> None:
        self._draft = draft
        self._model = model
        self._labels = Labels(model)
        self._goals = goals
        self._layout = layout
        self.year = year
        self.department: str | None = None
        self._departments: dict[str, str] = {}
        self._is_guessed = False  # the department's name was taken from a heading like any other
        self._head: Head | None = None
        self._phase = _Phase()
        self._pending: RowData | None = None
        self._torn = False
        self._column_phase: str | None = None
        self._comment_awaited = False
        self._writer = RowWriter(draft, model, goals, layout, year)

    # --- where we are -------------------------------------------------------------------------

    def enter(self, heading: str) -> None:
        """A chapter begins: it may name the department that the tables below it belong to."""
        self._head = None
        self._drop_phase()
        name = self._department_in(heading)
        if name is not None:
            self.department, self._is_guessed = name, False

    def above_table(self, heading: str | None) -> None:
        """The heading right above a table names its phase, or a department even without a word."""
        if heading is None:
            return
        phase = self._labels.phase(_NUMBER.sub("", heading))
        if phase is not None:
            if self._is_guessed:
                self.department = None
            self._enter_phase(phase, [])
        elif self._department_in(heading) is None and self._model.phases:
            name = _YEAR_AT_END.sub("", _NUMBER.sub("", heading)).strip()
            name = self._without_kind(name)
            self.department = self._departments.setdefault(fold(name), name)
            self._is_guessed = True

    def _without_kind(self, heading: str) -> str:
        """A department's name without the kind of plan before it: "Aktivitetsplan Köket"."""
        labels = [label for document in self._model.documents for label in document.labels]
        for label in sorted(labels, key=len, reverse=True):
            match = re.match(rf"{re.escape(label)}(?: för)?\s*[:–-]?\s+(?=[A-ZÅÄÖ])", heading)
            if match:
                return heading[match.end() :]
        return heading

    def leave_department(self) -> None:
        """Another table begins without any heading: nobody says whose it is."""
        if self.department is not None and self._model.phases:
            self._draft.guess(None, "department", "", "department_missing", [self.department])
            self.department = None

    def is_department(self, heading: str) -> bool:
        """Whether a heading names a department."""
        return self._department_in(heading) is not None

    def _department_in(self, heading: str) -> str | None:
        """The department that a heading names, spelt as it was met first."""
        text = _YEAR_AT_END.sub("", _NUMBER.sub("", heading.strip()))
        for word in sorted(self._model.department_words, key=len, reverse=True):
            match = re.search(rf"(?:^|\s){re.escape(word)}\s+(\S.*)$", text, re.IGNORECASE)
            if match:
                name = match[0].strip()
                name = name[:1].upper() + name[1:]
                return self._departments.setdefault(fold(match[1]), name)
        ending = tuple(word.casefold() for word in self._model.department_words)
        if " " not in text and text.casefold().endswith(ending) and fold(text) not in ending:
            return self._departments.setdefault(fold(text), text)  # "Planenheten"
        return self._departments.get(fold(text))

    # --- tables as the source draws them ------------------------------------------------------

    def read(self, table: Table, announced: Level | None, *, continues: bool) -> bool:
        """Read a table; False when no head says what it is. `continues`: right after another."""
        if not continues:
            self.finish()
            self._head = None
        width = max((len(row.cells) for row in table.rows), default=0)
        known = self._head is not None and len(self._head.slots) >= width
        if not known and not any(match_head(row, self._model, announced) for row in table.rows[:6]):
            return False
        self._writer.level = announced
        above: list[Row] = []
        for row in table.rows:
            head = match_head(row, self._model, announced)
            if head is not None:
                self._take_head(head, row, above)
                above = []
            elif self._head is None:
                above.append(row)
            else:
                self._row(row, self._head)
        self._torn = True
        return True

    def _take_head(self, head: Head, row: Row, above: Sequence[Row]) -> None:
        """A head begins a table, or repeats itself after a page break."""
        if self._head is not None and head.slots == self._head.slots:
            self._torn = True
        else:
            self._emit()
            self._column_phase = None
        self._head = head
        self._draft.ignore((span for cell in row.cells for span in cell.spans), "table_head")
        for title in above:
            self._above(title)

    def _above(self, row: Row) -> None:
        """A row above the head: a department's or a phase's name, or a caption."""
        text = " ".join(cell.text for cell in row.cells if cell.text)
        spans = [span for cell in row.cells for span in cell.spans]
        if self._department_in(text):
            self.department = self._department_in(text)
            self._draft.ignore(spans, "label")
        else:
            self._draft.leave(spans)

    def _row(self, row: Row, head: Head) -> None:
        """One row below a head."""
        filled = [cell for cell in row.cells if cell.text]
        if not filled:
            self._torn = True
            return
        spans = [span for cell in filled for span in cell.spans]
        heads = " ".join(slot.head for slot in head.slots if slot.head)
        if len(filled) == 1 and fold(filled[0].text) == fold(heads) and len(head.slots) > 1:
            self._torn = True
            self._draft.ignore(spans, "table_head")
            return
        alone = len(filled) == 1 and not filled[0].text.startswith("(")
        if alone and self._model.phases and self._labels.phase(filled[0].text):
            self._enter_phase(" ".join(filled[0].text.split()), spans)
            return
        if len(filled) == 1 and len(row.cells) > 2 and self._is_department_row(filled[0]):
            self._emit()
            self.department = self._department_in(filled[0].text)
            self._draft.ignore(spans, "label")
            return
        if len(filled) == 1 and self._comment_below(filled[0], head):
            return
        if fold(filled[0].text) in _TOTALS:
            self._draft.leave(spans)
            return
        contents: list[tuple[Slot, Content]] = []
        slots = head.slots_of(len(row.cells))
        for slot, cell in zip(slots, row.cells, strict=False):
            contents.append((slot, self._cell_content(cell)))
        for cell in row.cells[len(slots) :]:
            self._draft.leave(cell.spans)
        self._data(RowData(head.table, contents))

    def _comment_below(self, cell: Cell, head: Head) -> bool:
        """A row of its own below another, "Analys: …", is the comment on that row.

        Its label may stand alone, with the text in the next row.
        """
        awaited, self._comment_awaited = self._comment_awaited, False
        column = next((c for c in head.table.columns if c.field == "comment"), None)
        if column is None or self._pending is None:
            return False
        names = "|".join(re.escape(name) for name in (*column.heads, "Analys", "Kommentar"))
        label = re.match(rf"(?:{names})\s*(?::|\n|$)", cell.text, re.IGNORECASE)
        if not (label or awaited):
            return False
        content = self._cell_content(cell)
        if label and label.end() == len(cell.text):
            self._comment_awaited = True
            self._draft.ignore(cell.spans, "label")
            return True
        if label:
            self._draft.ignore_part(label[0].strip(), content.spans[0], "label")
            first = content.texts[0][len(label[0].strip()) :].strip()
            content.texts = [first, *content.texts[1:]] if first else content.texts[1:]
        self._pending.cells.append((Slot("comment", column.heads[0], column), content))
        return True

    def _is_department_row(self, cell: Cell) -> bool:
        words = self._model.department_words
        return any(cell.text.casefold().startswith(word.casefold() + " ") for word in words) and (
            len(cell.text) < 80
        )

    # --- tables that were put together again --------------------------------------------------

    def rebuilt(self, table: RebuiltTable) -> None:
        """Read a table whose columns had been lost."""
        self.finish()
        self._draft.ignore(table.heads, "table_head")
        self._draft.ignore(table.furniture, "page_furniture")
        self._head = None
        self._writer.level = None
        for row in table.rows:
            if row.is_category:
                text, spans = self._joined(row.phase)
                self._enter_phase(text.strip("()"), spans)
            else:
                self._data(self._rebuilt_row(table, row))
                self._emit()
        self._drop_phase()

    def _rebuilt_row(self, table: RebuiltTable, row: RebuiltRow) -> RowData:
        contents: list[tuple[Slot, Content]] = []
        for index, pieces in sorted(row.cells.items()):
            column = table.table.columns[index]
            level = self._model.level(column.level) if column.level else None
            year = _YEAR.search(column.heads[0])
            slot = Slot(
                column.field, column.heads[0], column, level, int(year[0]) if year else None
            )
            contents.append((slot, self._content(pieces, paragraphs=column.field == "goal")))
        data = RowData(table.table, contents, unsure=row.unsure)
        if row.loose:
            data.loose = self._content(row.loose)
        if row.phase:
            text, spans = self._joined(row.phase)
            data.phase, data.phase_spans = text.strip("()").strip(), spans
        return data

    def _content(self, pieces: Sequence[Piece], *, paragraphs: bool = False) -> Content:
        spans = [piece.span for piece in pieces]
        if paragraphs:
            return Content(spans, [piece.text.strip() for piece in pieces], lines=True)
        text, _ = self._joined(pieces)
        return Content(spans, [text] if text else [])

    def _joined(self, pieces: Sequence[Piece]) -> tuple[str, list[Span]]:
        spans = [piece.span for piece in pieces]
        text, repairs = join_lines([piece.text for piece in pieces], self._layout.words)
        self._draft.repair(repairs, spans)
        return text, spans

    # --- rows ---------------------------------------------------------------------------------

    def _enter_phase(self, text: str, spans: list[Span]) -> None:
        self._emit()
        self._drop_phase()
        self._phase = _Phase(text, spans)

    def _drop_phase(self) -> None:
        """A phase without any activity is kept as a leftover: that it is empty says something."""
        self._draft.leave(self._phase.spans)
        self._phase = _Phase()

    def _data(self, row: RowData) -> None:
        """A row of its own, or the rest of the row before it."""
        if self._pending is not None and self._continues(row):
            self._pending.extend(row, self._layout.words)
            return
        self._emit()
        self._torn = False
        row.department = self._department_of(row)
        self._column_phase = self._phase_of(row)
        if row.phase is None:
            row.phase, row.phase_spans = self._phase.text, self._phase.spans
        row.phase = row.phase or self._column_phase
        self._phase.spans = []
        self._pending = row

    def _phase_of(self, row: RowData) -> str | None:
        """The phase that the rows' own column gives; an empty cell means the one above it."""
        cells = [content for slot, content in row.cells if slot.field == "category"]
        named = next((" ".join(cell.text.split()) for cell in cells if cell.texts), None)
        return named or (self._column_phase if cells else None)

    def _department_of(self, row: RowData) -> str | None:
        """The row's department: its own cell's, or that of the last row that named one."""
        cells = [content for slot, content in row.cells if slot.field == "department"]
        named = next((" ".join(cell.text.split()) for cell in cells if cell.texts), None)
        if named is not None:
            self.department = named
        return self.department

    def _continues(self, row: RowData) -> bool:
        """Whether a row is the rest of the one before it.

        Its own cells tell: it has no title, due or responsible of its own, or all but running text
        is empty and a page break or a small letter says that it goes on.
        """
        typed = row.filled({"due", "start", "responsible", "status", "target", "outcome"})
        if row.table.kind == "indicators":
            return not typed and row.begins_small()
        if self._torn and self._pending is not None and row.goes_on_from(self._pending):
            return True
        if typed or row.filled({"category", "department"}):
            return False
        if self._describes_goal(row):
            return True
        if not row.filled({"title"}):
            return not row.filled({"goal"}) or row.begins_small()
        if row.filled({"follow_up", "comment"}) and not row.begins_small():
            return False
        had_typed = self._pending is not None and self._pending.filled(
            {"due", "responsible", "status"}
        )
        return bool(had_typed) and (self._torn or row.begins_small())

    def _describes_goal(self, row: RowData) -> bool:
        """Whether a row holds nothing but the description of the goal that the last one named."""
        filled = [(slot, content) for slot, content in row.cells if content.texts]
        if len(filled) != 1 or filled[0][0].field != "goal" or self._pending is None:
            return False
        column = filled[0][0].column
        named = [c for slot, c in self._pending.cells if slot.field == "goal" and c.texts]
        return column is not None and column.described and [len(c.texts) for c in named] == [1]

    def _emit(self) -> None:
        row, self._pending = self._pending, None
        if row is not None:
            self._writer.write(row)

    def finish(self) -> None:
        """No more rows of this table: what was put aside is written."""
        self._emit()
        self._torn = False

    def close(self) -> None:
        """The document has ended."""
        self.finish()
        self._drop_phase()

    def _cell_content(self, cell: Cell) -> Content:
        """The cell's paragraphs; the lines of a page are put together to paragraphs first."""
        lines = [span for span in cell.spans if span.text.strip()]
        content = Content(lines, merged=cell.merged)
        if not self._layout.wrapped:
            content.texts = [" ".join(span.text.split()) for span in lines]
            content.groups = [[span] for span in lines]
            return content
        for part in _cell_paragraphs(lines):
            text, repairs = join_lines([span.text for span in part], self._layout.words)
            self._draft.repair(repairs, part)
            content.texts.append(text)
            content.groups.append(part)
        return content

    # --- tables that nobody knows -------------------------------------------------------------

    def as_text(self, table: Table) -> TextBlock:
        """The table as a table in running text."""
        rows = tuple(
            tuple(TextCell(cell.text) for cell in row.cells)
            for row in table.rows
            if any(cell.text for cell in row.cells)
        )
        return TextBlock("table", rows=rows)


def _cell_paragraphs(lines: Sequence[Span]) -> list[list[Span]]:
    """The lines of a cell as paragraphs: one ends where the next word would still have had room."""
    width = max((len(span.text.strip()) for span in lines), default=0)
    parts: list[list[Span]] = []
    for span in lines:
        text = span.text.strip()
        before = parts[-1][-1].text.strip() if parts else ""
        room = len(before) + 1 + len(text.split()[0]) <= width
        ended = room and text[0].isupper() and not before.endswith((",", "-", "–"))
        if not parts or BULLET.match(text) or ended:
            parts.append([])
        parts[-1].append(span)
    return parts
