# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes an activity, an indicator or an assignment of a table row."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from plandoc.blocks import Span
from plandoc.dues import parse_due
from plandoc.model import Assessment, Outcome, RichText, SetBy, Status, Target, TextBlock
from plandoc.recognition.draft import Draft, Element
from plandoc.recognition.goals import GoalStack
from plandoc.recognition.heads import Slot
from plandoc.recognition.labels import Labels, status_of
from plandoc.recognition.prose import BULLET, Layout
from plandoc.roles import parse_roles
from plandoc.steering import Level, SteeringModel, TableType
from plandoc.values import parse_amount
from plandoc.words import fold, join_lines, split_title, strip_number

_ICONS = re.compile(r"^[\s♀♂⚥\ue000-\uf8ff]+|[\s♀♂⚥\ue000-\uf8ff]+$")
_GENDER_ICON = re.compile(r"[♀♂⚥]")
_ADDRESSEES = re.compile(
    r"\buppdrag(?:et)?\s+(?:till|åt)\s+(?P<who>.+?)[,]?\s+att\b", re.IGNORECASE
)
_OUTCOME_WORDS = re.compile(r"\b(?:har|hade|blev|genomfördes|är nu)\b", re.IGNORECASE)
_PLANNED_WORDS = re.compile(r"\b(?:följs|följa|uppföljning|redovisas|stäms)\b", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"\(([^()]+)\)\s*$")
_NO_VALUE = frozenset(
    {"", "-", "–", "—", "ej mätt", "saknas", "i u", "iu", "uppgift saknas", "n a"}
)


@dataclass(slots=True)
class Content:
    """What stands in a cell: its spans and its texts, one a paragraph (or a line, with `lines`).

    `groups` are the spans of each text, where the cell is known in such detail. `rest` says that
    it goes on with a cell that an earlier row began.
    """

    spans: list[Span] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    groups: list[list[Span]] = field(default_factory=list)
    merged: bool = False
    lines: bool = False
    rest: bool = False

    def spans_of(self, index: int) -> list[Span]:
        """The spans of one of the texts; all of them when nobody knows better."""
        if index < len(self.groups):
            return self.groups[index]
        return [self.spans[index]] if len(self.spans) == len(self.texts) else list(self.spans)

    @property
    def text(self) -> str:
        """All of it, one text a line."""
        return "\n".join(self.texts)


@dataclass(slots=True)
class RowData:
    """A row before it becomes an element: its cells and where it stands."""

    table: TableType
    cells: list[tuple[Slot, Content]]
    phase: str | None = None
    phase_spans: list[Span] = field(default_factory=list)
    department: str | None = None
    loose: Content | None = None
    unsure: tuple[str, ...] = ()

    def filled(self, names: Collection[str]) -> bool:
        """Whether any cell of these fields holds text."""
        return any(slot.field in names and content.texts for slot, content in self.cells)

    def begins_small(self) -> bool:
        """Whether the row's first text goes on in the middle of a sentence."""
        first = next((c.texts[0] for _, c in self.cells if c.texts), "")
        return first[:1].islower()

    def goes_on_from(self, above: RowData) -> bool:
        """Whether each cell goes on in the middle of the word or sentence of the one above it."""
        pairs = [
            (before.texts, content.texts)
            for (_, before), (_, content) in zip(above.cells, self.cells, strict=False)
            if content.texts
        ]
        return bool(pairs) and all(
            bool(before) and (after[0][:1].islower() or before[-1].endswith(("-", "–")))
            for before, after in pairs
        )

    def extend(self, rest: RowData, words: AbstractSet[str]) -> None:
        """Add the rest of a torn row, cell by cell."""
        for index, (slot, content) in enumerate(rest.cells):
            if index >= len(self.cells):
                self.cells.append((slot, content))
                continue
            own = self.cells[index][1]
            if not own.texts and content.texts and content.texts[0][:1].islower():
                own.rest = True
            own.spans += content.spans
            own.groups = []
            if own.texts and content.texts and _goes_on(own.texts[-1], content.texts[0]):
                joined, _ = join_lines([own.texts[-1], content.texts[0]], words)
                own.texts = [*own.texts[:-1], joined, *content.texts[1:]]
            else:
                own.texts = own.texts + content.texts


def _has_goals(table: TableType) -> bool:
    """Whether tables of this type have a column for goals."""
    return any(column.field == "goal" for column in table.columns)


def _split_by_lines(spans: Sequence[Span], title: str) -> tuple[str, str] | None:
    """A title of capitalised words and its description, parted where a line of the cell ends."""
    for index, span in enumerate(spans[1:], start=1):
        above = " ".join(" ".join(each.text.split()) for each in spans[:index])
        text = span.text.strip()
        if not text[:1].isupper() or not above[-1:].isalnum() or not title.startswith(above):
            continue
        if len(spans) - index > 1 and " " in title[len(above) :].strip():
            return above, title[len(above) :].strip()
    return None


def _goes_on(before: str, after: str) -> bool:
    """Whether a text continues another: no full stop before, or a small letter after."""
    return after[:1].islower() or not re.search(r"[.!?:]\s*$", before)


class RowWriter:
    """Writes rows into the draft. `level` is the level announced above the table, if any."""

    def __init__(
        self, draft: Draft, model: SteeringModel, goals: GoalStack, layout: Layout, year: int | None
    ) -> None:
        self._draft = draft
        self._model = model
        self._labels = Labels(model)
        self._goals = goals
        self._layout = layout
        self._year = year
        self.level: Level | None = None
        self._owners: list[Element] = []
        self._in_cells: set[str] = set()

    def forget(self) -> None:
        """Another table begins: its rows inherit nothing from the rows before."""
        self._owners = []

    def write(self, row: RowData) -> None:
        """Make the element that the row is; its goal cells open goals first."""
        owners = self._open_goals(row)
        match row.table.kind:
            case "indicators":
                self._indicators(row, owners)
            case "assignments":
                self._assignment(row)
            case _:
                self._activity(row, owners)
        for slot, content in row.cells:
            if not slot.field:
                self._draft.leave(content.spans)

    # --- goals in cells -----------------------------------------------------------------------

    def _open_goals(self, row: RowData) -> list[Element]:
        """The goals of the row's goal cells, opened; an empty or merged cell inherits."""
        owners: list[Element] = []
        for slot, content in row.cells:
            if slot.field != "goal" or slot.level is None or not content.texts:
                continue
            if content.rest and self._owners:
                self._go_on(self._owners[-1], slot, content)
                continue
            opened = [
                self._open_goal(slot, texts, spans) for texts, spans in self._goals_in(content)
            ]
            if opened:
                owners = opened
                self._owners = owners
                self._in_cells |= {goal.id for goal in opened}
        has_goals = _has_goals(row.table)
        if owners or (self._owners and has_goals):
            return owners or self._owners
        current = self._goals.current
        if current is None or (current.id in self._in_cells and not has_goals):
            return []  # a goal of a cell is that of its own table's rows
        return [current]

    def _go_on(self, goal: Element, slot: Slot, content: Content) -> None:
        """The rest of a merged goal cell, which a page break has put beside a later row."""
        known = goal.values.get("text", ())
        first, *more = content.texts
        described = slot.column is not None and slot.column.described
        if known and known[-1].type == "paragraph":
            before = known[-1].text
            joined, _ = join_lines([before, first], self._layout.words)
            goal.values["text"] = (*known[:-1], replace(known[-1], text=joined))
        elif described and (split := split_title(f"{goal.values['title']} {first}")) is not None:
            goal.values["title"], text = split
            goal.values["text"] = (TextBlock("paragraph", text),)
            goal.confidence = "likely"
            self._draft.guess(goal.id, "title", split[0], "title_split", [" ".join(split)])
        else:
            joined, _ = join_lines([goal.values["title"], first], self._layout.words)
            goal.values["title"] = joined
        rest = tuple(TextBlock("paragraph", text) for text in more)
        if rest:
            goal.values["text"] = (*goal.values.get("text", ()), *rest)
        self._draft.claim(goal, content.spans, "text")

    def _goals_in(self, content: Content) -> list[tuple[list[str], list[Span]]]:
        """The goals of a cell: each number or level label at the start of a line begins one."""
        parts: list[tuple[list[str], list[Span]]] = []
        for index, text in enumerate(content.texts):
            spans = content.spans_of(index)
            number, _ = strip_number(text)
            if not parts or (number and parts[-1][0]):
                parts.append(([], []))
            parts[-1][0].append(text)
            parts[-1][1].extend(spans)
        if not content.lines:
            return parts
        joined: list[tuple[list[str], list[Span]]] = []
        for texts, spans in parts:
            text, repairs = join_lines(texts, self._layout.words)
            self._draft.repair(repairs, spans)
            joined.append(([text], spans))
        return joined

    def _open_goal(self, slot: Slot, texts: list[str], spans: list[Span]) -> Element:
        level = slot.level
        if level is None:
            raise KeyError(slot.head)
        title, rest = texts[0], texts[1:]
        label = self._labels.level_of(title)
        if label is not None and label.title:
            level, title = label.level, label.title
        number, title = strip_number(title)
        guess = None
        described = slot.column is not None and slot.column.described
        if described and not rest:
            split = split_title(title) or _split_by_lines(spans, title)
            if split is not None:
                title, rest, guess = split[0], [split[1]], "title_split"
        elif rest and not described:
            title, rest = " ".join([title, *rest]), []
        before = len(self._draft.of_kind("goal"))
        goal = self._goals.begin(level, number, title, spans)
        fresh = len(self._draft.of_kind("goal")) > before
        if fresh and rest:
            goal.values["text"] = tuple(TextBlock("paragraph", text) for text in rest)
        if fresh and guess:
            goal.confidence = "likely"
            self._draft.guess(goal.id, "title", title, guess, [" ".join([title, *rest])])
        return goal

    # --- activities ---------------------------------------------------------------------------

    def _activity(self, row: RowData, owners: Sequence[Element]) -> None:
        values: dict[str, Any] = {"goals": tuple(goal.id for goal in owners)}
        spans: list[Span] = []
        for slot, content in row.cells:
            if not content.texts or slot.field in {"", "goal"}:
                continue
            spans += content.spans
            self._fill_activity(values, slot, content)
        if row.loose is not None:
            spans += row.loose.spans
            values.setdefault("due", parse_due(row.loose.text, self._model, year=self._year))
        if not spans:
            return
        self._phase_in_title(values)
        if row.phase and "categories" not in values:
            values["categories"] = (row.phase,)
            spans += row.phase_spans
        if "title" not in values:
            values["title"] = values.pop("aim", "")
        values.setdefault("department", row.department)
        activity = self._draft.add("activity", spans, **values)
        self._note(activity, row.unsure)

    def _phase_in_title(self, values: dict[str, Any]) -> None:
        """A phase in parentheses at the end of the activity is its category."""
        found = _IN_PARENTHESES.search(values.get("title", ""))
        if found is None or "categories" in values or self._labels.phase(found[1]) is None:
            return
        values["categories"] = (" ".join(found[1].split()),)
        values["title"] = values["title"][: found.start()].rstrip()

    def _fill_activity(self, values: dict[str, Any], slot: Slot, content: Content) -> None:
        text = content.text
        match slot.field:
            case "start" | "due":
                values[slot.field] = parse_due(" ".join(text.split()), self._model, year=self._year)
            case "responsible":
                values.update(self._responsible(content))
            case "status":
                values["status"] = self._status(text)
            case "comment" | "planned_follow_up":
                values[slot.field] = values.get(slot.field, ()) + _rich(content)
            case "follow_up":
                found = _OUTCOME_WORDS.search(text) and not _PLANNED_WORDS.search(text)
                values["comment" if found else "planned_follow_up"] = _rich(content)
            case "category":
                values["categories"] = (" ".join(text.split()),)
            case "department":
                values["department"] = " ".join(text.split())
            case "number":
                values["title"] = f"{text} {values.get('title', '')}".strip()
            case _:
                before = values.get(slot.field)
                values[slot.field] = f"{before} {text}" if before else text

    def _responsible(self, content: Content) -> dict[str, Any]:
        roles = parse_roles(content.text, self._model)
        written = " ".join(content.text.split())
        values: dict[str, Any] = {"responsible": roles}
        if " ".join(role.text for role in roles) != written:
            values["responsible_text"] = written
        return values

    def _status(self, text: str) -> Status:
        name = status_of(text, self._model)
        return Status(" ".join(text.split()), name.kind if name else "unknown")

    # --- assignments --------------------------------------------------------------------------

    def _assignment(self, row: RowData) -> None:
        """An assignment is a goal with addressees, a due and a status of its own."""
        level = self.level if self.level is not None and self.level.assignment else None
        level = level or next((lv for lv in self._model.levels if lv.assignment), None)
        cells = {slot.field: content for slot, content in row.cells if content.texts}
        title = cells.get("title")
        if level is None or title is None:
            self._draft.leave(span for _, content in row.cells for span in content.spans)
            return
        texts, origin = self._labels.split_origin(title.texts, level), None
        while len(texts) > 1 and self._labels.names_level(texts[-1], level):
            origin = " ".join(filter(None, (texts.pop(), origin)))
        goal = self._goals.begin(level, None, " ".join(texts), title.spans)
        if origin:
            goal.values["origin"] = origin
        found = _ADDRESSEES.search(goal.values["title"])
        if found:
            goal.values["addressees"] = tuple(
                part.strip() for part in re.split(r",|(?<!-)\s+och\b", found["who"]) if part.strip()
            )
        self._fill_goal(goal, cells)

    def _fill_goal(self, goal: Element, cells: dict[str, Content]) -> None:
        values = goal.values
        for name, content in cells.items():
            match name:
                case "due":
                    values["due"] = parse_due(content.text, self._model, year=self._year)
                case "status":
                    values["status"] = self._status(content.text)
                case "comment":
                    values["comment"] = _rich(content)
                case "responsible":
                    values["responsible"] = parse_roles(content.text, self._model)
                case _:
                    continue
            self._draft.claim(goal, content.spans, name)

    # --- indicators ---------------------------------------------------------------------------

    def _indicators(self, row: RowData, owners: Sequence[Element]) -> None:
        goal = owners[0] if owners else None
        values: dict[str, Any] = {"goal": goal.id if goal else None}
        targets: list[Target] = []
        outcomes: list[Outcome] = []
        forecasts: list[Outcome] = []
        spans: list[Span] = []
        for slot, content in row.cells:
            if not content.texts or slot.field in {"", "goal"}:
                continue
            spans += content.spans
            text = " ".join(content.text.split())
            match slot.field:
                case "target":
                    targets.append(self._target(slot, text))
                case "outcome":
                    outcomes.append(self._outcome(slot, text))
                case "forecast":
                    forecasts.append(self._outcome(slot, text))
                case "name" | "number":
                    values["name"] = f"{values.get('name', '')} {text}".strip()
                case "assessment":
                    values["assessment"] = self._assessment(text)
                case "comment":
                    values["comment"] = values.get("comment", ()) + _rich(content)
                case _:
                    values[slot.field] = text
        if row.loose is not None:
            spans += row.loose.spans
            targets += self._lone_targets(row, goal)
        name = values.get("name", "")
        values["name"] = _ICONS.sub("", name)
        values["gender"] = bool(_GENDER_ICON.search(name))
        values |= {
            "targets": tuple(targets),
            "outcomes": tuple(outcomes),
            "forecasts": tuple(forecasts),
        }
        units = [t.unit for t in targets if t.unit] + [o.unit for o in outcomes if o.unit]
        values.setdefault("unit_of_measure", units[0] if units else None)
        if not spans:
            return
        indicator = self._draft.add("indicator", spans, field="name", **values)
        lone = "lone_target" in row.unsure
        self._note(indicator, tuple(code for code in row.unsure if code != "lone_target"))
        if lone and targets:
            indicator.confidence = "guessed"
            chosen = targets[-1].set_by
            other = "unit" if chosen == "council" else "council"
            self._draft.guess(indicator.id, "target", chosen, "lone_target", [other])

    def _lone_targets(self, row: RowData, goal: Element | None) -> list[Target]:
        """A value that may stand in either target column belongs to whoever owns the goal."""
        if row.loose is None or not row.loose.text.strip():
            return []
        owner = self._model.level(goal.values["level"]).owner if goal else "council"
        text = " ".join(row.loose.text.split())
        amount = parse_amount(text)
        set_by: SetBy = "council" if owner == "council" else "unit"
        return [Target(set_by, text, self._year, amount.value, amount.unit)]

    def _target(self, slot: Slot, text: str) -> Target:
        amount = parse_amount(text)
        set_by = slot.column.set_by if slot.column and slot.column.set_by else "unit"
        return Target(set_by, text, slot.year or self._year, amount.value, amount.unit)

    def _outcome(self, slot: Slot, text: str) -> Outcome:
        amount = parse_amount(text)
        offset = slot.column.offset if slot.column else 0
        group = slot.column.group if slot.column else "total"
        year = slot.year or (self._year + offset if self._year is not None else None)
        period = str(year) if year is not None else ""
        missing = text if amount.value is None or fold(text) in _NO_VALUE else None
        value = None if missing else amount.value
        return Outcome(period, text, group, value, amount.unit, missing)

    def _assessment(self, text: str) -> Assessment:
        folded = fold(text)
        for name in self._model.assessments:
            if folded in {fold(label) for label in (name.name, *name.labels)}:
                return Assessment(text, name.kind)
        return Assessment(text, "unknown")

    def _note(self, element: Element, unsure: Sequence[str]) -> None:
        """Keep the guesses that were made when the row was put together."""
        for code in unsure:
            element.confidence = "guessed" if element.confidence != "sure" else "likely"
            self._draft.guess(element.id, "row", code, code)


def _rich(content: Content) -> RichText:
    blocks = []
    for text in content.texts:
        cut = BULLET.match(text)
        if cut:
            blocks.append(TextBlock("bullet", text[cut.end() :]))
        else:
            blocks.append(TextBlock("paragraph", text))
    return tuple(blocks)
