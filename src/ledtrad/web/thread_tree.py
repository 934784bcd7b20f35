# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The red thread as nodes that a template draws: what hangs where, covered by whom, broken where.

Rows of the database in, nodes out; nothing here asks the database. Where a thread breaks is said by
`plans.rules`; here it gets its sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ledtrad.plans import rules
from ledtrad.plans.rules import Break, GoalFacts, ThreadNode
from ledtrad.steering.models import Level
from ledtrad.web.plan_address import plan_url

MOST_SQUARES = 24
MOST_NAMED = 6
OPEN_UP_TO = 60

# Units with the plan in which each has taken something up.
Takers = Mapping[int, "PlanFacts"]

COUNCIL, BOARD = Level.Owner.COUNCIL.value, Level.Owner.BOARD.value


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan of the year. `below` says that its unit is the page's unit or lies below it."""

    id: int
    unit: int
    unit_name: str
    unit_above: int | None
    unit_code: str
    is_operational: bool
    is_partial: bool
    below: bool
    word: str
    year: int

    @property
    def url(self) -> str:
        """The plan's page. Not stored: few of the year's plans are drawn."""
        return plan_url(self.unit_code, self.year, self.word)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal as read. `rank` orders the levels, top first; results and activities are counts."""

    id: int
    parent: int | None
    plan: PlanFacts
    level: str
    owner: str
    is_assignment: bool
    rank: int
    number: str
    title: str
    reason: str
    results: int
    activities: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """An indicator or an activity under a goal. An empty status kind: nothing reported yet."""

    kind: str
    title: str
    due: str = ""
    responsible: str = ""
    status_kind: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The newest assessment of a goal, or status of an assignment."""

    kind: str
    text: str
    is_status: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the units that a goal waits for have taken it up."""

    taken: int
    asked: int

    @property
    def words(self) -> str:
        """`7 of 12 units`."""
        words = ngettext("%(taken)d of %(asked)d unit", "%(taken)d of %(asked)d units", self.asked)
        return words % {"taken": self.taken, "asked": self.asked}

    @property
    def width(self) -> int:
        """The width of the drawing, ten for each square."""
        return 10 * min(self.asked, MOST_SQUARES) - 2

    @property
    def full_squares(self) -> str:
        """The filled squares as an SVG path; each stands for several units when they are many."""
        return _squares(0, self._filled)

    @property
    def empty_squares(self) -> str:
        """The squares of those who have not taken the goal up, as an SVG path."""
        return _squares(self._filled, min(self.asked, MOST_SQUARES))

    @property
    def _filled(self) -> int:
        return self.taken * min(self.asked, MOST_SQUARES) // self.asked


@dataclass(slots=True)
class GoalNode:
    """A goal in the tree, with what hangs under it. `breaks` and `gap` are sentences."""

    row: GoalRow
    breaks: list[str] = field(default_factory=list)
    gap: str = ""
    coverage: Coverage | None = None
    judgement: Judgement | None = None
    leaves: list[Leaf] = field(default_factory=list)
    children: list[GoalNode] = field(default_factory=list)
    is_open: bool = False
    before_broken: bool = False
    # Said once on the way down, where the thread comes into the plan.
    says_partial: bool = False

    @property
    def style(self) -> str:
        """`kf` for the council's goals, `unit` for those below the board's."""
        if self.row.is_assignment and self.row.owner == COUNCIL:
            return ""
        return {COUNCIL: "kf", BOARD: ""}.get(self.row.owner, "unit")

    @property
    def anchor(self) -> str:
        """Where the goal stands in its plan's page."""
        return f"{self.row.plan.url}#mal-{self.row.id}"

    @property
    def leaf_words(self) -> str:
        """`1 indicator, 3 activities`."""
        indicators = sum(leaf.kind == "indicator" for leaf in self.leaves)
        activities = len(self.leaves) - indicators
        return ", ".join(
            words(count)
            for count, words in ((indicators, _indicators), (activities, _activities))
            if count
        )

    @property
    def counts(self) -> str:
        """What is under the goal itself: `2 expected results, 1 indicator, 3 activities`."""
        results = _expected_results(self.row.results) if self.row.results else ""
        return ", ".join(part for part in (results, self.leaf_words) if part)

    @property
    def is_broken(self) -> bool:
        """Whether the thread breaks at the goal itself."""
        return bool(self.breaks)

    @property
    def has_state(self) -> bool:
        """Whether something has been reported on the goal or on what is done for it."""
        return self.judgement is not None or any(leaf.status_kind for leaf in self.leaves)

    def walk(self) -> Iterator[GoalNode]:
        """The node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Scope:
    """What the page is about: the year's plans around the unit. `is_top` is the whole of it."""

    plans: Sequence[PlanFacts]
    is_top: bool


# Kind of break and owner of the goal: what is missing and who can mend it.
SENTENCES = {
    (Break.NOT_BROKEN_DOWN, COUNCIL): gettext_lazy(
        "No board has taken up the goal. A board can break it down, or say why it does not concern "
        "the board."
    ),
    (Break.NOT_BROKEN_DOWN, BOARD): gettext_lazy(
        "No unit has broken down the goal. The units’ managers can break it down, or say why it "
        "does not concern them."
    ),
    (Break.NO_WAY_TO_SEE, COUNCIL): gettext_lazy(
        "The goal has neither expected result nor indicator. The council can add it."
    ),
    (Break.NO_WAY_TO_SEE, BOARD): gettext_lazy(
        "The goal has neither expected result nor indicator. The board can add it."
    ),
    (Break.NO_WAY_TO_SEE, ""): gettext_lazy(
        "The goal has neither expected result nor indicator. The unit’s manager can add it."
    ),
    (Break.NO_PARENT, BOARD): gettext_lazy(
        "The goal hangs under none of the council’s goals. The board can say which one it serves."
    ),
    (Break.NO_PARENT, ""): gettext_lazy(
        "The goal hangs under none of the board’s goals. The unit’s manager can say which one it "
        "serves."
    ),
    (Break.PARENT_NOT_FOUND, ""): gettext_lazy(
        "The goal hangs under one that is not among the year’s goals. The unit’s manager can say "
        "which one it serves now."
    ),
}


def grow(rows: Sequence[GoalRow], scope: Scope) -> list[GoalNode]:
    """The trees of the goals that concern the scope's unit, each with its breaks."""
    by_id = {row.id: row for row in rows}
    roots = rules.build_thread(_facts(rows, by_id, scope))
    takers = {
        tree.goal.id: _takers(tree, by_id)
        for root in roots
        for tree in root.walk()
        if by_id[tree.goal.id].owner == BOARD
    }
    planning: dict[int, dict[int, PlanFacts]] = defaultdict(dict)
    for goal, units in takers.items():
        planning[by_id[goal].plan.id] |= units
    nodes = [_node(root, by_id, takers, planning, scope) for root in roots]
    return _mark_order([node for node in nodes if node is not None])


def only_broken(nodes: Iterable[GoalNode]) -> list[GoalNode]:
    """The trees without what hangs together: broken places and the way down to them."""
    kept = []
    for node in nodes:
        node.children = only_broken(node.children)
        if node.children or node.breaks or node.gap:
            node.is_open = True
            kept.append(node)
    return _mark_order(kept)


def without_units(nodes: Iterable[GoalNode]) -> list[GoalNode]:
    """The trees down to the boards' goals, for organisations with more goals than can be drawn."""
    kept = []
    for node in nodes:
        if node.style == "unit":
            continue
        node.children = without_units(node.children)
        kept.append(node)
    return _mark_order(kept)


def open_up(nodes: Sequence[GoalNode]) -> None:
    """Open a small tree down to the last goal, of a single unit to its activities.

    Of a large one the council's goals are open, and the reader opens the rest.
    """
    every = [node for root in nodes for node in root.walk()]
    is_small = len(every) <= OPEN_UP_TO
    units = {node.row.plan.unit for node in every if node.style == "unit"}
    for node in every:
        has_more = bool(node.children or node.gap) and (is_small or node.row.owner == COUNCIL)
        node.is_open = has_more or (is_small and len(units) == 1 and node.style == "unit")


def count_breaks(nodes: Iterable[GoalNode]) -> int:
    """How many broken places there are."""
    every = (node for root in nodes for node in root.walk())
    return sum(len(node.breaks) + bool(node.gap) for node in every)


def _takers(tree: ThreadNode, rows: Mapping[int, GoalRow]) -> Takers:
    """The units that have taken up a board's goal in a whole plan of their own."""
    below = (rows[each.goal.id] for each in tree.walk())
    return {
        row.plan.unit: row.plan
        for row in below
        if row.owner not in (COUNCIL, BOARD) and not row.plan.is_partial
    }


def _facts(
    rows: Sequence[GoalRow], by_id: Mapping[int, GoalRow], scope: Scope
) -> Iterator[GoalFacts]:
    """What the rules need to know of each goal.

    Of a plan that is known only through others nobody can say what it lacks. What a board does
    right under a goal of the council's has taken that goal up.
    """
    has_children = {row.parent for row in rows}
    boards_are_known = any(row.owner == BOARD and not row.plan.is_partial for row in rows)
    # A board waits for its units when at least one of them has been read in.
    taken_up = {
        by_id[row.parent].plan.id
        for row in rows
        if row.owner not in (COUNCIL, BOARD) and row.parent is not None and row.parent in by_id
    }
    top = min((row.rank for row in rows), default=0)
    for row in rows:
        steers = not row.is_assignment
        is_known = steers and row.owner != COUNCIL and not row.plan.is_partial
        yield GoalFacts(
            id=row.id,
            parent=row.parent,
            level=row.rank,
            results=row.results,
            reason=row.reason,
            hangs=is_known and row.rank > top,
            breaks_down=steers
            and (
                (row.owner == BOARD and row.plan.id in taken_up)
                or (
                    row.owner == COUNCIL
                    and scope.is_top
                    and boards_are_known
                    and not row.activities
                )
            ),
            is_measured=is_known and row.id not in has_children,
        )


def _node(
    tree: ThreadNode,
    rows: Mapping[int, GoalRow],
    takers: Mapping[int, Takers],
    planning: Mapping[int, Takers],
    scope: Scope,
) -> GoalNode | None:
    """The goal as a node, or None when neither it nor anything below it concerns the unit."""
    row = rows[tree.goal.id]
    below = [_node(child, rows, takers, planning, scope) for child in tree.children]
    node = GoalNode(row, children=[child for child in below if child is not None])
    if row.owner == BOARD and not row.is_assignment:
        _cover(node, takers[row.id], planning[row.plan.id])
    concerns = scope.is_top or row.plan.below or node.children or node.gap
    nobody = Break.NOT_BROKEN_DOWN in tree.breaks and row.owner == BOARD
    if not concerns and not nobody:
        return None
    node.breaks = [_sentence(kind, row.owner) for kind in tree.breaks]
    node.says_partial = row.plan.is_partial
    for child in node.children:
        child.says_partial &= child.row.plan is not row.plan
    _mark_order(node.children)
    if node.gap and node.children:
        node.children[-1].before_broken = True
    return node


def _cover(node: GoalNode, takers: Takers, planning: Takers) -> None:
    """Say which of the page's units have taken up the board's goal, and which have not.

    `planning` holds the units that have taken up any of the board's goals.
    """
    above = {unit: plan.unit_above for unit, plan in planning.items()}
    asked = {unit for unit in rules.asked_to_take_up(takers.keys(), above) if planning[unit].below}
    if len(asked) > 1:
        node.coverage = Coverage(len(takers.keys() & asked), len(asked))
    missing = sorted(planning[unit].unit_name for unit in asked - takers.keys())
    if takers and missing and not node.row.reason:
        node.gap = _gap(missing)


def _gap(missing: Sequence[str]) -> str:
    named = ", ".join(missing[:MOST_NAMED])
    if len(missing) == 1:
        return _(
            "%(unit)s has not taken up the goal. The unit’s manager can break it down, or say why "
            "it does not concern the unit."
        ) % {"unit": named}
    if len(missing) > MOST_NAMED:
        named = _("%(named)s and %(count)d more") % {
            "named": named,
            "count": len(missing) - MOST_NAMED,
        }
    return _(
        "%(count)d units have not taken up the goal: %(named)s. Their managers can break it down, "
        "or say why it does not concern them."
    ) % {"count": len(missing), "named": named}


def _sentence(kind: Break, owner: str) -> str:
    return str(SENTENCES.get((kind, owner)) or SENTENCES[(kind, "")])


def _squares(first: int, end: int) -> str:
    return "".join(f"M{10 * n} 0h8v6h-8z" for n in range(first, end))


def _mark_order(nodes: list[GoalNode]) -> list[GoalNode]:
    """Let each node know whether the next one hangs by a broken thread."""
    for node, after in pairwise(nodes):
        node.before_broken = after.is_broken
    return nodes


def _expected_results(count: int) -> str:
    return ngettext("%(n)d expected result", "%(n)d expected results", count) % {"n": count}


def _indicators(count: int) -> str:
    return ngettext("%(n)d indicator", "%(n)d indicators", count) % {"n": count}


def _activities(count: int) -> str:
    return ngettext("%(n)d activity", "%(n)d activities", count) % {"n": count}
