# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws the rows of tables again that the reader could only tell by their blanks.

Where columns are kept apart by blanks alone, the reader knows the columns but not the rows: a head
runs into its first row, two tables under each other become one, and a heading below hangs on the
last row. The steering model's heads, labels and values show where rows and tables begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plandoc.blocks import Block, Cell, Paragraph, Row, Span, Table
from plandoc.dues import is_due
from plandoc.model import Place
from plandoc.recognition.heads import Head, match_head
from plandoc.recognition.labels import Labels, status_of
from plandoc.steering import SteeringModel
from plandoc.words import fold

_NARROW = 32
_HEAD_LINES = 6
_ONE_VALUE_A_ROW = frozenset({"due", "periodicity", "status"})


@dataclass(slots=True)
class _Line:
    """One visual line of a table: its spans by column, and whether the reader began a row here."""

    cells: dict[int, list[Span]] = field(default_factory=dict)
    begins: bool = False
    page_start: bool = False

    def texts(self, width: int) -> list[str]:
        """The text of each column on this line."""
        return [
            " ".join(span.text.strip() for span in self.cells.get(at, ())) for at in range(width)
        ]


class _Grid:
    """Draws one table anew; the blocks it becomes are in `blocks`."""

    def __init__(self, table: Table, model: SteeringModel, labels: Labels) -> None:
        self._model = model
        self._labels = labels
        self._width = max((len(row.cells) for row in table.rows), default=0)
        self._gap = table.gap_before
        self._head: Head | None = None
        self._rows: list[list[_Line]] = []
        self._head_lines: list[_Line] = []
        self._only_text = False
        self.blocks: list[Block] = []

    def draw(self, lines: Sequence[_Line]) -> list[Block]:
        """The blocks that the lines are."""
        index = 0
        while index < len(lines):
            used = (
                self._label(lines, index)
                or self._take_head(lines, index)
                or self._repeated_head(lines[index])
            )
            if not used:
                self._content(lines[index], lines[index + 1 : index + 2])
                used = 1
            index += used
        self._close()
        return self.blocks

    def _label(self, lines: Sequence[_Line], index: int) -> int:
        """A label of a level or section, alone in the first column, ends the table."""
        line = lines[index]
        texts = line.texts(self._width)
        if any(texts[1:]) or not texts[0]:
            return 0
        below = lines[index + 1].texts(self._width) if index + 1 < len(lines) else [""]
        if self._head is not None and below[0].startswith("("):
            return 0  # "Uppdrag" above "(budget 2025)" says where a cell's assignment comes from
        span = line.cells[0][0]
        paragraph = Paragraph(span, gap_before=1)
        known = (
            self._labels.level(paragraph) is not None
            or self._labels.section(texts[0]) is not None
            or self._labels.chapter(texts[0])
        )
        if not known and not self._only_text:
            return 0
        self._close()
        self._only_text = True
        self.blocks += [
            Paragraph(each, gap_before=1 if known else 0) for each in line.cells.get(0, ())
        ]
        return 1

    def _take_head(self, lines: Sequence[_Line], index: int) -> int:
        """A head, on one visual line or wrapped over a few."""
        for size in range(_HEAD_LINES, 0, -1):
            part = lines[index : index + size]
            texts = [
                " ".join(filter(None, column))
                for column in zip(*(line.texts(self._width) for line in part), strict=True)
            ]
            row = Row(tuple(Cell((_as_span(text),)) if text else Cell() for text in texts))
            head = match_head(row, self._model, None)
            if head is None or sum(map(bool, texts)) < 2:
                continue
            if not all(slot.field for slot in head.slots if slot.head):
                continue
            self._only_text = False
            self._head_lines = list(part)
            self._rows.append(self._head_lines)
            self._head = head
            self._rows.append([])
            return size
        return 0

    def _repeated_head(self, line: _Line) -> int:
        """The head again after a page break, as one line, since too little followed it there."""
        if self._head is None or not _is_head_line(self._head, " ".join(line.texts(self._width))):
            return 0
        self._rows += [[line], []]
        return 1

    def _content(self, line: _Line, below: Sequence[_Line]) -> None:
        self._only_text = False
        if not self._rows:
            self._rows.append([])
        if self._rows[-1] and self._begins_row(line, below):
            self._rows.append([])
        if len(self._rows) > 1 and self._rows[-2]:
            self._keep_goal_together(line)
        self._rows[-1].append(line)

    def _begins_row(self, line: _Line, below: Sequence[_Line]) -> bool:
        """Whether a row begins on this line.

        Columns that hold one value a row tell best, since their cells are set at the row's top.
        Without such a value the reader's own judgement counts, unless the text goes on.
        """
        texts = line.texts(self._width)
        if self._is_phase(texts) or (
            len(self._rows[-1]) == 1 and self._is_phase(self._rows[-1][0].texts(self._width))
        ):
            return True
        typed = {
            at: slot.column.type
            for at, slot in enumerate(self._head.slots if self._head else ())
            if slot.column and slot.column.type in _ONE_VALUE_A_ROW and at < self._width
        }
        if any(self._begins_value(at, type_, line, below) for at, type_ in typed.items()):
            return True
        main = self._main_column()
        if line.begins and texts[main][:1].isupper() and self._has_amount(texts):
            return True
        if not typed or not line.begins:
            return line.begins
        if any(self._labels.names_level(texts[main], lv) for lv in self._model.levels):
            return False
        return bool(texts[main]) and texts[main][0].isupper() and self._ended(main, texts[main])

    def _has_amount(self, texts: Sequence[str]) -> bool:
        """Whether a line holds figures beside the name, as the first line of an indicator does."""
        slots = self._head.slots if self._head else ()
        return any(
            slot.column is not None and slot.column.type == "amount" and text[:1].isdigit()
            for slot, text in zip(slots, texts, strict=False)
        )

    def _begins_value(self, at: int, type_: str, line: _Line, below: Sequence[_Line]) -> bool:
        """Whether a value begins on this line, be it that a narrow column has cut its word."""
        text = line.texts(self._width)[at]
        if not text or (type_ == "status" and text[0].islower()):
            return False  # "påbörjat" below "Ej" is no status of its own
        if self._is_value(type_, text):
            return True
        rest = below[0].texts(self._width)[at] if below else ""
        return rest[:1].islower() and self._is_value(type_, text + rest)

    def _is_phase(self, texts: Sequence[str]) -> bool:
        """Whether a line holds nothing but a phase, and so is a row of its own."""
        filled = [text for text in texts if text]
        alone = len(filled) == 1 and not filled[0].startswith("(")
        return alone and self._labels.phase(filled[0]) is not None

    def _main_column(self) -> int:
        """The column that every row has text in: the activity's or the indicator's name."""
        slots = self._head.slots if self._head else ()
        return next((at for at, s in enumerate(slots) if s.field in {"title", "name"}), 0)

    def _ended(self, column: int, text: str) -> bool:
        """Whether the cell above had ended: the next word would still have had room in it."""
        lines = [
            s.text.strip() for row in self._rows for ln in row for s in ln.cells.get(column, ())
        ]
        if not lines:
            return True
        width = max(map(len, lines))
        return len(lines[-1]) + 1 + len(text.split()[0]) <= width

    def _keep_goal_together(self, line: _Line) -> None:
        """A merged goal cell runs on beside the rows that it holds for: its lines stay with it."""
        for at, slot in enumerate(self._head.slots if self._head else ()):
            spans = line.cells.get(at)
            above = self._rows[-2]
            if above is self._head_lines or any(ln.cells.get(at) for ln in self._rows[-1]):
                continue
            known = [s for ln in above for s in ln.cells.get(at, ())]
            if slot.field != "goal" or not spans or not known:
                continue
            described = slot.column is not None and slot.column.described
            first = spans[0].text.strip()
            if first[0].islower() or not self._ended(at, first) or (described and len(known) == 1):
                above[-1].cells.setdefault(at, []).extend(spans)
                del line.cells[at]

    def _is_value(self, type_: str, text: str) -> bool:
        if type_ == "due":
            return is_due(text, self._model)
        if type_ == "status":
            return status_of(text, self._model) is not None
        names = {fold(n) for p in self._model.periodicities for n in (p.name, *p.labels)}
        return fold(text) in names

    def _close(self) -> None:
        """What was gathered becomes a table."""
        rows = tuple(self._as_row(lines) for lines in self._rows if lines)
        if rows:
            self.blocks.append(Table(rows, self._gap))
        self._rows, self._head, self._gap = [], None, 0

    def _as_row(self, lines: Sequence[_Line]) -> Row:
        used = {at for lines in self._rows for line in lines for at in line.cells}
        cells = tuple(
            Cell(tuple(span for line in lines for span in line.cells.get(at, ())))
            for at in range(self._width)
            if at in used
        )
        return Row(cells, page_start=lines[0].page_start)


def _as_span(text: str) -> Span:
    """A span only to be compared with heads, not one of the source."""
    return Span(-1, text, Place())


def regrid(blocks: Sequence[Block], model: SteeringModel) -> list[Block]:
    """The blocks with every table of several visual lines a row drawn again."""
    labels = Labels(model)
    made: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if not isinstance(block, Table):
            made.append(block)
            index += 1
            continue
        lines = _lines(block)
        index += 1
        absorbed = True
        while absorbed and lines:
            absorbed = False
            tail = _hanging(blocks, index, lines, labels)
            if tail:
                lines += [_Line({0: [each.span]}) for each in tail]
                index += len(tail)
            if index < len(blocks) and _repeats_head(block, blocks[index], model):
                again = blocks[index]
                if isinstance(again, Paragraph):
                    lines.append(_Line({0: [again.span]}, begins=True, page_start=True))
                    index += 1
                    absorbed = True
                    continue
            if index < len(blocks) and _same_run(block, blocks[index]):
                following = blocks[index]
                if isinstance(following, Table):
                    lines += _lines(following)
                    index += 1
                    absorbed = True
        if lines:
            made += _Grid(block, model, labels).draw(lines)
        else:
            made.append(block)
    return made


def _lines(table: Table) -> list[_Line]:
    """The table's visual lines, or none when its spans do not tell on which line they stand."""
    lines: dict[int, _Line] = {}
    for row in table.rows:
        numbers = [s.place.line for cell in row.cells for s in cell.spans]
        if any(number is None for number in numbers):
            return []
        for at, cell in enumerate(row.cells):
            for span in cell.spans:
                line = lines.setdefault(span.place.line or 0, _Line())
                line.cells.setdefault(at, []).append(span)
        known = [number for number in numbers if number is not None]
        if known:
            lines[min(known)].begins = True
            lines[min(known)].page_start = row.page_start
    return [lines[number] for number in sorted(lines)]


def _repeats_head(table: Table, following: Block, model: SteeringModel) -> bool:
    """Whether a line after a table holds nothing but the words of its head."""
    if not isinstance(following, Paragraph):
        return False
    heads = (match_head(row, model, None) for row in table.rows[:2])
    return any(head is not None and _is_head_line(head, following.text) for head in heads)


def _is_head_line(head: Head, text: str) -> bool:
    return fold(" ".join(slot.head for slot in head.slots if slot.head)) == fold(text)


def _same_run(first: Table, following: Block) -> bool:
    """Whether a table goes straight on in the next block."""
    if not isinstance(following, Table) or following.gap_before:
        return False
    width = max((len(row.cells) for row in first.rows), default=0)
    return max((len(row.cells) for row in following.rows), default=0) == width


def _hanging(
    blocks: Sequence[Block], start: int, lines: Sequence[_Line], labels: Labels
) -> list[Paragraph]:
    """Narrow lines right below a table that go on in its first column."""
    width = max((len(s.text) for line in lines for s in line.cells.get(0, ())), default=0)
    tail: list[Paragraph] = []
    for block in blocks[start:]:
        if (
            not isinstance(block, Paragraph)
            or (block.gap_before and (tail or not block.page_start))
            or block.heading
            or len(block.text.strip()) > max(1.5 * width, _NARROW)
            or labels.level(block) is not None
            or labels.section(block.text) is not None
            or labels.chapter(block.text)
            or not (tail or block.text.strip()[:1].islower())
        ):
            break
        tail.append(block)
    return tail
