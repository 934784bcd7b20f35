# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan document: the one shape in which a plan or report enters or leaves anything.

Every part is a frozen dataclass. A part that was read from a source knows its `id`, its `place`
and how sure the recognition was. What was normalised keeps `text` as it was written.

Titles, names and other short statements are strings (line breaks kept); running texts are
`RichText`: a flat sequence of blocks, each with plain text and marks on character offsets, so that
formatting never tears a word apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

FORMAT = "plandoc/1"

DocumentKind = Literal["operational_plan", "competence_plan", "follow_up", "annual_report", "other"]
Confidence = Literal["sure", "likely", "guessed"]
BlockType = Literal["paragraph", "heading", "bullet", "number", "table"]
MarkType = Literal["bold", "italic", "link"]
DueKind = Literal["date", "year", "range", "period", "occasion", "ongoing", "steps", "none"]
StatusKind = Literal[
    "not_started", "ongoing", "done", "remaining", "deviates", "not_done", "dropped", "unknown"
]
AssessmentKind = Literal["full", "partial", "none", "unclear", "not_applicable", "unknown"]
SetBy = Literal["unit", "council"]
Group = Literal["total", "women", "men"]
Bound = Literal["at_least", "at_most"]
Direction = Literal["unknown", "more", "less", "interval"]
IgnoredReason = Literal[
    "page_furniture", "contents", "outline", "label", "table_head", "separator", "repeated"
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its source.

    `line` and `end_line` are 1-based and refer to the lines of a text file, or to the lines of the
    text view of any other format. `page` is 1-based; `x` and `y` are points from the page's top
    left corner; `sheet` and `cell` name a spreadsheet cell ("Aktiviteter", "B3").
    """

    line: int | None = None
    end_line: int | None = None
    page: int | None = None
    x: Decimal | None = None
    y: Decimal | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Formatting of the characters [start, end) of a block's text; `href` only for links."""

    start: int
    end: int
    type: MarkType
    href: str | None = None


@dataclass(frozen=True, slots=True)
class TextCell:
    """One cell of a table inside a text."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, subheading (level 1-2), list item (level 1-3) or table of a running text."""

    type: BlockType
    text: str = ""
    marks: tuple[Mark, ...] = ()
    level: int = 1
    rows: tuple[tuple[TextCell, ...], ...] = ()


RichText = tuple[TextBlock, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """When something starts or is to be done: as written, its kind, and its computed last day.

    `date` is the last day as ISO 8601 (`start` the first day of a range); None when the text
    gives no day that can be computed. Several steps in one cell are `steps`, in order.
    """

    text: str
    kind: DueKind
    date: str | None = None
    start: str | None = None
    steps: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody responsible, as a role: as written, and the role's name in its basic form."""

    text: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """An activity's or assignment's status: the municipality's word and the kind behind it."""

    text: str
    kind: StatusKind


@dataclass(frozen=True, slots=True)
class Assessment:
    """A judgement of how far a goal was reached: the municipality's word and its kind."""

    text: str
    kind: AssessmentKind


@dataclass(frozen=True, slots=True)
class Period:
    """The time a document is about; `start` and `end` are ISO dates, both included."""

    text: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided the document, when (ISO date), and in which paragraph of the minutes."""

    body: str | None = None
    date: str | None = None
    paragraph: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file the document was read from."""

    name: str
    format: str
    sha256: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class UnitItem:
    """One of the unit's own workplaces or parts, as the document lists them."""

    id: str
    name: str
    kind: str | None = None
    parent: str | None = None
    text: str | None = None
    place: Place | None = None
    confidence: Confidence = "sure"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with its prose. An empty chapter is kept: that it is empty is a finding."""

    id: str
    heading: str
    level: int
    text: RichText = ()
    place: Place | None = None
    confidence: Confidence = "sure"


@dataclass(frozen=True, slots=True)
class Section:
    """A named part of a goal: working method, use of resources, follow-up, and the like."""

    type: str
    text: RichText
    heading: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ExpectedResult:
    """One thing that is true when the goal is reached: one sentence of the source."""

    id: str
    text: str
    place: Place | None = None
    confidence: Confidence = "sure"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of any level, or an assignment (a goal with addressees and a status of its own).

    `level` is the level's code in the steering model, `level_name` its name there. `parent` and
    `same_as` are ids of goals in this document.
    """

    id: str
    level: str
    level_name: str
    title: str
    number: str | None = None
    text: RichText = ()
    parent: str | None = None
    same_as: str | None = None
    sections: tuple[Section, ...] = ()
    expected_results: tuple[ExpectedResult, ...] = ()
    addressees: tuple[str, ...] = ()
    origin: str | None = None
    due: Due | None = None
    responsible: tuple[Role, ...] = ()
    status: Status | None = None
    comment: RichText = ()
    assessment: Assessment | None = None
    analysis: RichText = ()
    place: Place | None = None
    confidence: Confidence = "sure"


@dataclass(frozen=True, slots=True)
class Target:
    """A target value for a year. `set_by` "unit" is the unit that owns the goal.

    `value` is None when the target is words ("Tas fram av nämnd"); zero is a value.
    """

    set_by: SetBy
    text: str
    year: int | None = None
    value: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured in a period ("2025", "2025T1"), or why there is no value (`missing`)."""

    period: str
    text: str
    group: Group = "total"
    value: Decimal | None = None
    unit: str | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """How a goal is seen to be reached. `gender` says that it is to be split by gender."""

    id: str
    name: str
    goal: str | None = None
    gender: bool = False
    unit_of_measure: str | None = None
    direction: Direction = "unknown"
    periodicity: str | None = None
    targets: tuple[Target, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    forecasts: tuple[Outcome, ...] = ()
    assessment: Assessment | None = None
    comment: RichText = ()
    place: Place | None = None
    confidence: Confidence = "sure"


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to be done. `aim` says what for, where the source has a column for it.

    `responsible_text` keeps the cell when the roles alone would lose words of it.
    """

    id: str
    title: str
    goals: tuple[str, ...] = ()
    department: str | None = None
    categories: tuple[str, ...] = ()
    aim: str | None = None
    start: Due | None = None
    due: Due | None = None
    responsible: tuple[Role, ...] = ()
    responsible_text: str | None = None
    resources: str | None = None
    status: Status | None = None
    comment: RichText = ()
    planned_follow_up: RichText = ()
    place: Place | None = None
    confidence: Confidence = "sure"


@dataclass(frozen=True, slots=True)
class Need:
    """A competence that a department needs."""

    id: str
    text: str
    department: str | None = None
    place: Place | None = None
    confidence: Confidence = "sure"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that lies ahead of a department, and that its competence must meet."""

    id: str
    text: RichText = ()
    heading: str | None = None
    department: str | None = None
    place: Place | None = None
    confidence: Confidence = "sure"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure stated in prose: what of, how much, as of when.

    `text` is the sentence and `element` the id of what it stands in. `owner` is the unit,
    department or workplace that the figure is about. `value` is None for a claim without a number
    ("only a few"). `bound` says that it is a limit, `target` that it is what shall be, not what is.
    """

    id: str
    text: str
    owner: str | None = None
    quantity: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    as_of: str | None = None
    approximate: bool = False
    place: Place | None = None
    element: str | None = None
    bound: Bound | None = None
    target: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something in the year's rhythm that prose mentions, in the words of `text`.

    `when` is the moment as written ("under våren 2026"), `recurrence` how often ("varje månad");
    `element` is the id of what it stands in.
    """

    id: str
    text: str
    when: str | None = None
    recurrence: str | None = None
    place: Place | None = None
    element: str | None = None


@dataclass(frozen=True, slots=True)
class Leftover:
    """A piece of the source that was kept but not understood."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A piece of the source that carries no content of its own, and why."""

    text: str
    reason: IgnoredReason
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """Where recognition had to choose: what it chose, what else it could be, and why (a code)."""

    element: str | None
    field: str
    chosen: str
    why: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """Words that the extraction had broken: as written in the source, and as mended."""

    written: str
    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A plan or a report, whole."""

    kind: DocumentKind
    model: str
    title: str | None = None
    unit: str | None = None
    administration: str | None = None
    board: str | None = None
    municipality: str | None = None
    addressee: str | None = None
    handler: str | None = None
    case_number: str | None = None
    decision: Decision | None = None
    period: Period | None = None
    occasion: str | None = None
    source: SourceFile | None = None
    units: tuple[UnitItem, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    activities: tuple[Activity, ...] = ()
    needs: tuple[Need, ...] = ()
    changes: tuple[Change, ...] = ()
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    guesses: tuple[Guess, ...] = ()
    repairs: tuple[Repair, ...] = ()
    format: str = FORMAT


def plain(text: RichText) -> str:
    """The words of a running text, one line a block; table cells are joined with tabs."""
    lines = []
    for block in text:
        if block.rows:
            lines += ["\t".join(cell.text for cell in row) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def paragraphs(text: str) -> RichText:
    """Plain text as rich text: one paragraph a non-blank line."""
    return tuple(TextBlock("paragraph", line) for line in text.split("\n") if line.strip())
