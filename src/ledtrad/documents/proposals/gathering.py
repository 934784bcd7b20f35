# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The proposals of an import: what was changed in the file, and how the database stands to it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import models
from django.db.models import Q

from ledtrad.documents.grammar import Grammar
from ledtrad.documents.models import Decision, Import, ImportedRow, Version
from ledtrad.documents.proposals.handlers import hindrance
from ledtrad.documents.proposals.paths import MODELS, Found, Values, alike, row_number
from ledtrad.documents.rules import REPORTS
from ledtrad.documents.snapshot import QUERIES as SNAPSHOT_QUERIES
from ledtrad.documents.snapshot import board_plans, snapshot_board
from ledtrad.documents.snapshot.compose import compose
from ledtrad.documents.snapshot.rows import Rows, read_rows
from ledtrad.documents.versions import reported_rounds
from ledtrad.followup.models import Round
from ledtrad.indicators.models import PlannedIndicator
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import (
    ChangeAhead,
    Chapter,
    CompetenceNeed,
    Goal,
    Plan,
    PlannedActivity,
)
from plandoc.blocks import Source
from plandoc.codec import from_dict
from plandoc.diff import Change, compare, word_runs
from plandoc.diff.changes import Run
from plandoc.diff.values import Names, is_text, text_of
from plandoc.facts import with_facts
from plandoc.manuscript.fixed import ChangedWords, changed_words
from plandoc.model import Goal as ReadGoal
from plandoc.model import PlanDocument, Target
from plandoc.steering import from_definition

State = Literal["open", "conflict", "hindered", "settled", "accepted", "refused"]
QUERIES = SNAPSHOT_QUERIES + 14
"""How many queries gathering takes at the most, for a plan."""

# What follows from other changes, and is not decided by itself.
_FOLLOWS = frozenset({"fact", "event"})
_TOLD_ONLY = frozenset({"split", "merged", "carried_over"})


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a proposal cannot be accepted by this person, now: a code with parameters.

    Codes: `not_yours` (unit: who decides), `adopted`, `gone`, `not_here` (what is no field of a
    plan in Ledtråd), `order`, `reported` (is said in the follow-up), `organisation` (names of
    units), `period`.
    """

    code: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change of the file, as it stands to the database.

    `change` has what the value was in the version and is in the file; `now` is what the database
    says where that is neither. `follows` are changes that are made along with it. `affected` are
    the units whose plans show the row as well.
    """

    key: str
    change: Change
    state: State
    now: Any = None
    now_text: str = ""
    now_runs: tuple[Run, ...] = ()
    obstacle: Obstacle | None = None
    owner: str = ""
    affected: tuple[str, ...] = ()
    decision: Decision | None = None
    follows: tuple[Change, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide it: accept, or refuse."""
        return self.state in ("open", "conflict", "hindered")

    @property
    def is_acceptable(self) -> bool:
        """Whether this person may accept it now."""
        return self.state in ("open", "conflict")


@dataclass(frozen=True, slots=True)
class Proposals:
    """All proposals of an import, and the documents that they come from.

    `fixed` are words of ours that were changed in the file, which changes nothing.
    """

    source: Import
    plan: Plan
    version: Version
    base: PlanDocument
    edited: PlanDocument
    current: PlanDocument
    rows: Rows
    may_decide: bool
    every: tuple[Proposal, ...]
    fixed: tuple[ChangedWords, ...] = ()

    def find(self, key: str) -> Proposal | None:
        """The proposal with the key."""
        return next((each for each in self.every if each.key == key), None)

    def count(self, *states: State) -> int:
        """How many are in one of the states."""
        return sum(each.state in states for each in self.every)


def base_of(source: Source) -> Version | None:
    """The version of a plan that a file was written from; None if it was not written here.

    The file gives a digest. Only a version that is kept here with that digest counts.
    """
    written = source.carried.written if source.carried is not None else None
    if not written:
        return None
    return Version.objects.whole().known_as(written).filter(plan__isnull=False).first()


def gather(source: Import, user: User) -> Proposals | None:
    """The proposals as things are now; None for an import that is no edited copy of a plan.

    Give the import with its whole document. At most `QUERIES` queries, whatever was changed.
    """
    version = (
        Version.objects.whole()
        .select_related("plan__unit", "plan__steering_model")
        .filter(pk=source.base_id or 0)
        .first()
    )
    if version is None or version.plan is None or source.document is None:
        return None
    plan, base = version.plan, from_dict(version.document)
    edited = from_dict(source.document)
    followup_round = _round_of(plan, base) if base.kind in REPORTS else None
    current, rows = _current(plan, base, followup_round)
    decisions = {each.key: each for each in source.decisions.select_related("author")}
    groups = list(_grouped(compare(base, edited, same_ids=True).changes))
    reach = _Reach(plan, [change for change, _ in groups], user)
    judge = _Judge(plan, Values(current, base), Names(current), reach, rows)
    every = tuple(
        judge.proposal(change, follows, decisions.get(key_of(change))) for change, follows in groups
    )
    return Proposals(
        source, plan, version, base, edited, current, rows, reach.may_decide, every,
        changed_words(base, edited, from_definition(plan.steering_model.definition)),
    )  # fmt: skip


def _current(
    plan: Plan, base: PlanDocument, followup_round: Round | None
) -> tuple[PlanDocument, Rows]:
    """What the database says now where the base was written from: a plan, or a whole board's."""
    if any(chapter.id.startswith(PART) for chapter in base.chapters):
        year = plan.period_start.year
        plans = board_plans(plan.unit, year, plan.kind)
        return snapshot_board(plan.unit, year, plan.kind), read_rows(plans)
    rows = read_rows([plan], followup_round)
    return with_facts(compose(plan, rows)), rows


PART = "part-"
"""What the id of a unit's chapter in a whole board's document begins with."""


def key_of(change: Change) -> str:
    """What a change is known by within its import."""
    told = "\n".join((change.path, change.field, change.old_id or "", change.new_id or ""))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _grouped(changes: Iterable[Change]) -> Iterator[tuple[Change, tuple[Change, ...]]]:
    """The changes to decide, each with those that are the same edit seen from another field."""
    wanted = [
        each for each in changes if each.element not in _FOLLOWS and each.kind not in _TOLD_ONLY
    ]
    there = {(each.old_id, each.field) for each in wanted}
    along: dict[tuple[str | None, str], list[Change]] = defaultdict(list)
    for each in wanted:
        leader = _LEADERS.get(each.field)
        if leader and (each.old_id, leader) in there:
            along[each.old_id, leader].append(each)
    following = {id(each) for group in along.values() for each in group}
    for each in wanted:
        if id(each) not in following:
            yield each, tuple(along.get((each.old_id, each.field), ()))


OWNER_OF_KIND: Mapping[str, str] = {
    Unit.Kind.MUNICIPALITY: "council",
    Unit.Kind.BOARD: "board",
    Unit.Kind.ADMINISTRATION: "administration",
    Unit.Kind.DEPARTMENT: "department",
}
"""Who decides the goals of a level, by the kind of unit; below these, the unit itself."""

_OF_PLANS: tuple[type[models.Model], ...] = (
    Goal, PlannedActivity, PlannedIndicator, Chapter, CompetenceNeed, ChangeAhead,
)  # fmt: skip

_LEADERS = {"responsible_text": "responsible", "level_name": "level"}


def _round_of(plan: Plan, base: PlanDocument) -> Round | None:
    """The round that a report was written from."""
    rounds = reported_rounds(Round.objects.filter(unit__links_down__descendant=plan.unit_id), plan)
    grammar = Grammar(plan.steering_model.definition)
    code = grammar.occasion(base.occasion).code
    return next((each for each in rounds if code == each.occasion), None)


class _Reach:
    """Whose rows the changes are about: which plans, who may change them, who else shows them."""

    def __init__(self, plan: Plan, changes: Sequence[Change], user: User) -> None:
        self.plan = plan
        rows: dict[str, set[int]] = defaultdict(set)
        for change in changes:
            for model, row in _rows_of(change):
                rows[model].add(row)
        self._plan_of = self._plans(rows)
        plans = {plan.pk, *self._plan_of.values()}
        found = Plan.objects.filter(pk__in=plans).select_related("unit").defer("snapshot")
        self.plans = {each.pk: each for each in found}
        editable = Plan.objects.editable_by(user).filter(pk__in=plans)
        self.editable = set(editable.values_list("pk", flat=True))
        self._shown_by = self._showing(rows)
        above = Unit.objects.editable_by(user).filter(links_down__descendant=plan.unit_id)
        self.units = set(above.values_list("pk", flat=True))

    @property
    def may_decide(self) -> bool:
        """Whether the user may change anything of what the changes are about."""
        return bool(self.editable)

    def plan_of(self, change: Change) -> Plan:
        """The plan whose words the change is about."""
        for row in _rows_of(change):
            if row in self._plan_of:
                return self.plans[self._plan_of[row]]
        return self.plans[self.plan.pk]

    def affected(self, change: Change) -> tuple[str, ...]:
        """Units that show the row in their plans as well, by name."""
        names = {name for row in _rows_of(change) for name in self._shown_by.get(row, ())}
        return tuple(sorted(names))

    def _plans(self, rows: Mapping[str, set[int]]) -> dict[tuple[str, int], int]:
        found: dict[tuple[str, int], int] = {}
        for model in _OF_PLANS:
            label = model._meta.label_lower
            if rows.get(label):
                manager: Any = model._default_manager
                held = manager.filter(pk__in=rows[label]).values_list("pk", "plan")
                found |= {(label, row): plan for row, plan in held}
        return found

    def _showing(self, rows: Mapping[str, set[int]]) -> dict[tuple[str, int], set[str]]:
        """The names of other units whose documents spoke of the rows, or hang goals under them."""
        told = Q()
        for model, numbers in rows.items():
            told |= Q(model=model, row__in=numbers)
        shown: dict[tuple[str, int], set[str]] = defaultdict(set)
        if not told:
            return shown
        by_plan: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for model, row, plan in (
            ImportedRow.objects.filter(told, source__state=Import.State.ACCEPTED)
            .exclude(source__own_plan=None)
            .values_list("model", "row", "source__own_plan")
            .distinct()
        ):
            by_plan[plan or 0].append((model, row))
        below = Goal.objects.filter(parent__in=rows.get("plans.goal", ()))
        for parent, plan in below.values_list("parent", "plan"):
            by_plan[plan].append(("plans.goal", parent or 0))
        for key, name in Plan.objects.filter(pk__in=by_plan).values_list("pk", "unit__name"):
            if key != self.plan.pk:
                for shown_row in by_plan[key]:
                    shown[shown_row].add(name)
        return shown


def _rows_of(change: Change) -> Iterator[tuple[str, int]]:
    """The row that a change is about: the one in its path, which our version gave its id."""
    path = change.path.split(".")
    identity = path[1] if len(path) > 1 else ""
    kind = identity.partition("-")[0]
    number = row_number(identity, kind) if kind in MODELS else None
    if number is not None and not (change.is_addition and len(path) == 2):
        yield MODELS[kind], number


class _Judge:
    """Says of each change how it stands to the database."""

    def __init__(
        self,
        plan: Plan,
        values: Values,
        names: Names,
        reach: _Reach,
        rows: Rows,
    ) -> None:
        self._plan = plan
        self._values = values
        self._names = names
        self._reach = reach
        self._rows = rows
        self._grammar = Grammar(plan.steering_model.definition)

    def proposal(
        self, change: Change, follows: tuple[Change, ...], decision: Decision | None
    ) -> Proposal:
        """The change as a proposal."""
        owner = self._reach.plan_of(change)
        now = self._values.at(change)
        common: dict[str, Any] = {
            "key": key_of(change),
            "change": change,
            "follows": follows,
            "owner": owner.unit.name,
            "affected": self._reach.affected(change),
            "decision": decision,
        }
        if decision is not None:
            return Proposal(state="accepted" if decision.is_accepted else "refused", **common)
        if _is_settled(change, now):
            return Proposal(state="settled", **common)
        obstacle = self._obstacle(change, owner, now)
        is_conflict = _is_conflict(change, now)
        if is_conflict:
            text = text_of(now.value, self._names)
            worded = is_text(now.value, change.new) and not change.is_removal
            common |= {
                "now": now.value,
                "now_text": text,
                "now_runs": word_runs(text, change.new_text) if worded else (),
            }
        if obstacle is not None:
            return Proposal(state="hindered", obstacle=obstacle, **common)
        return Proposal(state="conflict" if is_conflict else "open", **common)

    def _obstacle(self, change: Change, owner: Plan, now: Found) -> Obstacle | None:
        if not now.is_there and not change.is_addition:
            return Obstacle("gone")
        code = hindrance(change, self._rows)
        if code:
            return Obstacle(code)
        if owner.state != Plan.State.DRAFT:
            return Obstacle("adopted", owner.unit.name)
        decider = self._decider(change)
        if decider is not None:
            return Obstacle("not_yours", decider)
        if owner.pk not in self._reach.editable:
            return Obstacle("not_yours", owner.unit.name)
        return None

    def _decider(self, change: Change) -> str | None:
        """Who decides what stands in the plan but is another unit's, unless it is the user's."""
        line = self._rows.line.get(self._plan.unit_id, ())
        wanted = ""
        for value in (change.old, change.new):
            if isinstance(value, Target) and value.set_by == "council":
                wanted = "council"
        if isinstance(change.new, ReadGoal) and change.is_addition:
            level = self._grammar.level(change.new.level)
            wanted = level.owner if level is not None else ""
        above = next((each for each in line if OWNER_OF_KIND.get(each.kind) == wanted), None)
        if above is None or above.id == self._plan.unit_id:
            return None
        if isinstance(change.new, ReadGoal):
            return above.name
        return None if above.id in self._reach.units else above.name


def _is_settled(change: Change, now: Found) -> bool:
    """Whether the database already says what the file says."""
    if change.is_addition:
        return now.is_there
    if change.is_removal:
        return not now.is_there
    return now.is_there and now.value == change.new


def _is_conflict(change: Change, now: Found) -> bool:
    """Whether the database says something else than it did when the file was written."""
    if change.is_addition or not now.is_there or change.field == "order":
        return False
    if change.is_removal:
        return not alike(now.value, change.old)
    return bool(now.value != change.old)
