# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goals of every level, with their sections and expected results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from ledtrad.documents import matching
from ledtrad.documents.acceptance.frame import OWNERS, Frame, compare_due, due_values, fitting
from ledtrad.documents.acceptance.ledger import is_frozen, rich
from ledtrad.documents.grammar import Grammar, mapped_level
from ledtrad.documents.matching import GoalKey, bare_number
from ledtrad.organisation.rules import number_key, title_key
from ledtrad.plans import actions
from ledtrad.plans.models import ExpectedResult, Goal, GoalSection, Plan
from ledtrad.steering.models import Level
from plandoc.model import Goal as ReadGoal

_UNNUMBERED = 1_000_000
"""Goals with a number come first in a plan, in the order of the numbers, whoever brought them."""


def accept_goals(frame: Frame) -> None:
    """Find each goal in the plan of the unit that decides it, or add it there."""
    _Goals(frame).accept()
    _accept_parts(frame)


class _Goals:
    """The goals of one document on their way into the plans."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.plans = list({plan.pk: plan for plan in frame.plans.values()}.values())
        self.levels = {
            (level.steering_model_id, level.code): level
            for level in Level.objects.filter(
                steering_model__in={
                    frame.steering_model.pk,
                    *(plan.steering_model_id for plan in self.plans),
                }
            )
        }
        self.grammars = {
            plan.steering_model_id: Grammar(plan.steering_model.definition) for plan in self.plans
        }
        self.there: dict[int, list[tuple[int, GoalKey]]] = defaultdict(list)
        self.rows: dict[int, Goal] = {}
        self.taken: dict[int, str] = {}
        self.new: dict[int, list[tuple[Goal, str]]] = defaultdict(list)
        self.counts: dict[int, int] = defaultdict(int)
        self.orphans: list[tuple[Goal, Goal, str]] = []

    def accept(self) -> None:
        self._load()
        for goal in in_order(self.frame.document.goals):
            self._place(goal)
        self._save()
        self._adopt()
        self._restate()

    def _load(self) -> None:
        goals = Goal.objects.filter(plan__in=self.plans).select_related("level")
        by_pk = {plan.pk: plan for plan in self.plans}
        for goal in goals.order_by("position", "pk"):
            goal.plan = by_pk[goal.plan_id]
            self.rows[goal.pk] = goal
            self.there[goal.plan_id].append((goal.pk, self._key_of(goal)))
            self.counts[goal.plan_id] += 1

    def _key_of(self, goal: Goal) -> GoalKey:
        level = goal.level
        return GoalKey(
            level.steering_model_id, level.code, level.owner, goal.number, goal.title,
            goal.parent_id,
        )  # fmt: skip

    def _place(self, read: ReadGoal) -> None:
        """Decide which row a goal of the document is; a new one is saved later."""
        frame = self.frame
        facts = frame.grammar.level(read.level)
        if facts is None:
            frame.ledger.note("unknown_level", element=read.id, level=read.level)
            return
        if not read.title.strip():
            frame.ledger.note("without_name", element=read.id)
            return
        plan = frame.plans[facts.owner]
        frame.goal_owners[read.id] = facts.owner
        parent = self._parent(read, facts.owner)
        number = bare_number(read.number)[: Goal.MAX_NUMBER_LENGTH]
        wanted = GoalKey(
            frame.steering_model.pk, read.level, facts.owner, number, read.title,
            self._ref(parent),
        )  # fmt: skip
        match = matching.find_goal(wanted, self._free(plan, wanted))
        if match is not None:
            self._found(read, self.rows[match.ref], parent)
        elif is_frozen(plan):
            frame.ledger.note("plan_not_draft", element=read.id, what="goals", label=read.title)
        else:
            self._add(read, plan, wanted, parent)

    def _free(self, plan: Plan, wanted: GoalKey) -> Iterator[tuple[int, GoalKey]]:
        """Goals of the plan that no other element is; a goal that is stated twice is one."""
        for ref, key in self.there[plan.pk]:
            if ref not in self.taken or (
                key.parent == wanted.parent
                and key.number == wanted.number
                and title_key(key.title) == title_key(wanted.title)
            ):
                yield ref, key

    def _parent(self, read: ReadGoal, owner: str) -> Goal | None:
        """The row above. A goal does not hang below one of a unit further down."""
        parent = self.frame.goals.get(read.parent or "")
        if parent is None:
            return None
        if OWNERS.index(self.frame.goal_owners[read.parent or ""]) > OWNERS.index(owner):
            self.frame.ledger.note("parent_further_down", element=read.id, label=read.title)
            return None
        return parent

    def _ref(self, goal: Goal | None) -> int | None:
        """A number for a row, saved or not."""
        return None if goal is None else goal.pk or -id(goal)

    def _found(self, read: ReadGoal, row: Goal, parent: Goal | None) -> None:
        ledger, plan = self.frame.ledger, row.plan
        self.frame.goals[read.id] = row
        ref = row.pk or -id(row)
        self.taken.setdefault(ref, read.id)
        ledger.compare(row, self._values(read), element=read.id, plan=plan)
        compare_due(frame=self.frame, row=row, due=read.due, element=read.id)
        if ref < 0:
            return
        ledger.found(row, read.id)
        if parent is not None and row.parent_id is None and parent.pk is not None:
            ledger.fill(row, {"parent": parent}, element=read.id, plan=plan)
        elif parent is not None and row.parent_id is None:
            self.orphans.append((row, parent, read.id))
        elif parent is not None and parent.pk != row.parent_id:
            above = self.rows.get(row.parent_id or 0)
            ledger.differ(row, "parent", there=above, here=parent, element=read.id)
        level = self._level(plan, read, bare_number(read.number))
        if level is not None and level.pk != row.level_id and self._knows_better(plan):
            ledger.fill(row, {"level": level}, element=read.id, plan=plan)

    def _knows_better(self, plan: Plan) -> bool:
        """Whether the document's model is the plan's own, so that its levels are exact."""
        return plan.steering_model_id == self.frame.steering_model.pk

    def _level(self, plan: Plan, read: ReadGoal, number: str) -> Level | None:
        """The level of the document's model in a plan that follows it, or that is partial.

        In other plans, and for a model that only mentions goals, the one that answers to it.
        """
        facts = self.frame.grammar.level(read.level)
        if facts is None:
            return None
        own = self.levels[self.frame.steering_model.pk, read.level]
        fits = plan.steering_model_id == self.frame.steering_model.pk
        if fits or (plan.is_partial and not self.frame.grammar.is_loose()):
            return own
        levels = self.grammars[plan.steering_model_id].levels_of(
            facts.owner, assignments=facts.is_assignment
        )
        mapped = mapped_level(levels, number)
        return self.levels[plan.steering_model_id, mapped.code] if mapped is not None else None

    def _values(self, read: ReadGoal) -> dict[str, Any]:
        # A comment belongs to a judgement; without one it is the goal's own.
        judged = read.status or read.assessment or read.analysis
        return {
            "title": read.title,
            "number": bare_number(read.number)[: Goal.MAX_NUMBER_LENGTH],
            "text": rich(read.text),
            "comment": rich(() if judged else read.comment),
            "origin": read.origin or "",
            "addressees": list(read.addressees),
            "responsible": [{"text": role.text, "name": role.name} for role in read.responsible],
        }

    def _add(self, read: ReadGoal, plan: Plan, wanted: GoalKey, parent: Goal | None) -> None:
        level = self._level(plan, read, wanted.number)
        if level is None:
            self.frame.ledger.note("no_such_level", element=read.id, label=read.title)
            return
        self._warn_of_number(read, plan, wanted)
        values = self._values(read)
        values["number"] = fitting(
            self.frame, wanted.number, Goal.MAX_NUMBER_LENGTH, element=read.id, name="number"
        )
        row = Goal(
            plan=plan, level=level, parent=parent, position=self._position(plan, wanted.number),
            **values, **due_values(read.due),
        )  # fmt: skip
        self.frame.goals[read.id] = row
        ref = -id(row)
        self.rows[ref] = row
        self.taken[ref] = read.id
        self.there[plan.pk].append((ref, wanted))
        self.new[plan.pk].append((row, read.id))

    def _warn_of_number(self, read: ReadGoal, plan: Plan, wanted: GoalKey) -> None:
        """Two goals with one number are both kept, and somebody is told."""
        for ref, key in self.there[plan.pk]:
            same = key.level == wanted.level and key.number == wanted.number != ""
            if same and ref not in self.taken:
                self.frame.ledger.note(
                    "same_number", element=read.id, number=key.number, here=read.title,
                    there=key.title,
                )  # fmt: skip

    def _position(self, plan: Plan, number: str) -> int:
        self.counts[plan.pk] += 1
        if not number or not number[0].isdigit():
            return _UNNUMBERED + self.counts[plan.pk]
        first, second, third = (*number_key(number), 0, 0)[:3]
        return min(first, 99) * 10_000 + min(second, 99) * 100 + min(third, 99)

    def _save(self) -> None:
        """New goals, plan by plan from the top, so that every parent is saved before."""
        saved: set[int] = set()
        for owner in OWNERS:
            plan = self.frame.plans.get(owner)
            if plan is None or plan.pk in saved or not self.new[plan.pk]:
                continue
            saved.add(plan.pk)
            rows = [row for row, _ in self.new[plan.pk]]
            actions.add_goals(
                plan, goals=rows, acting_user=self.frame.acting_user, batch=self.frame.batch
            )
            self.frame.ledger.remember_added(rows, [element for _, element in self.new[plan.pk]])

    def _adopt(self) -> None:
        """Goals that were there without a parent, and whose parent is new."""
        for row, parent, element in self.orphans:
            self.frame.ledger.fill(row, {"parent": parent}, element=element, plan=row.plan)

    def _restate(self) -> None:
        """Goals that the document says are the same as another one of it."""
        restated = []
        for read in self.frame.document.goals:
            row = self.frame.goals.get(read.id)
            same = self.frame.goals.get(read.same_as or "")
            if row is None or same is None or row is same or row.same_as_id is not None:
                continue
            if self.frame.ledger.has_added(row):
                row.same_as = same
                restated.append(row)
            else:
                self.frame.ledger.fill(row, {"same_as": same}, element=read.id, plan=row.plan)
        Goal.objects.bulk_update(restated, ["same_as"])


def in_order(goals: Sequence[ReadGoal]) -> list[ReadGoal]:
    """Goals with every parent before what hangs below it, otherwise as they stand."""
    by_id = {goal.id: goal for goal in goals}
    placed: dict[str, ReadGoal] = {}
    for goal in goals:
        way: list[ReadGoal] = []
        step: ReadGoal | None = goal
        while step is not None and step.id not in placed and step not in way:
            way.append(step)
            step = by_id.get(step.parent or "")
        for each in reversed(way):
            placed[each.id] = each
    return list(placed.values())


def _accept_parts(frame: Frame) -> None:
    """Sections and expected results of all goals of the document."""
    rows = {goal.pk: goal for goal in frame.goals.values()}
    sections: dict[int, list[GoalSection]] = defaultdict(list)
    for section in GoalSection.objects.filter(goal__in=rows).order_by("position", "pk"):
        sections[section.goal_id].append(section)
    results: dict[int, list[ExpectedResult]] = defaultdict(list)
    for result in ExpectedResult.objects.filter(goal__in=rows).order_by("position", "pk"):
        results[result.goal_id].append(result)
    new_sections: dict[int, list[tuple[GoalSection, str]]] = defaultdict(list)
    new_results: dict[int, list[tuple[ExpectedResult, str]]] = defaultdict(list)
    for read in frame.document.goals:
        goal = frame.goals.get(read.id)
        if goal is not None:
            _sections(frame, read, goal, sections[goal.pk], new_sections[goal.plan_id])
            _results(frame, read, goal, results[goal.pk], new_results[goal.plan_id])
    for plan in {plan.pk: plan for plan in frame.plans.values()}.values():
        _save_parts(frame, plan, new_sections[plan.pk], new_results[plan.pk])


def _sections(
    frame: Frame,
    read: ReadGoal,
    goal: Goal,
    there: list[GoalSection],
    new: list[tuple[GoalSection, str]],
) -> None:
    """A goal's sections by type, and of one type in order."""
    free: dict[str, list[GoalSection]] = defaultdict(list)
    for section in there:
        free[section.type].append(section)
    for item in read.sections:
        text = rich(item.text)
        if free[item.type]:
            section = free[item.type].pop(0)
            frame.ledger.compare(section, {"text": text}, element=read.id, plan=goal.plan)
            continue
        section = GoalSection(
            goal=goal, type=item.type, heading=item.heading or "", position=_next(there), text=text
        )
        there.append(section)
        new.append((section, read.id))


def _next(parts: Sequence[GoalSection] | Sequence[ExpectedResult]) -> int:
    return max((part.position for part in parts), default=-1) + 1


def _results(
    frame: Frame,
    read: ReadGoal,
    goal: Goal,
    there: list[ExpectedResult],
    new: list[tuple[ExpectedResult, str]],
) -> None:
    """A goal's expected results. One that is worded nearly as another one there is the same."""
    free = {index: result.text for index, result in enumerate(there)}
    for item in read.expected_results:
        match = matching.find_text(item.text, free.items())
        if match is not None:
            result = there[match.ref]
            del free[match.ref]
            if result.pk is not None:
                frame.ledger.found(result, item.id)
                frame.ledger.compare(result, {"text": item.text}, element=item.id, plan=goal.plan)
            continue
        if not item.text.strip():
            continue
        if any(title_key(item.text) == title_key(result.text) for result in there):
            frame.ledger.note("stated_twice", element=item.id, label=item.text)
            continue
        result = ExpectedResult(goal=goal, position=_next(there), text=item.text)
        there.append(result)
        new.append((result, item.id))


def _save_parts(
    frame: Frame,
    plan: Plan,
    sections: Sequence[tuple[GoalSection, str]],
    results: Sequence[tuple[ExpectedResult, str]],
) -> None:
    if not sections and not results:
        return
    if is_frozen(plan):
        count = len(sections) + len(results)
        frame.ledger.note("plan_not_draft", what="sections", count=count)
        return
    actions.add_goal_parts(
        plan,
        sections=[section for section, _ in sections],
        expected_results=[result for result, _ in results],
        acting_user=frame.acting_user,
        batch=frame.batch,
    )
    frame.ledger.remember_added([row for row, _ in sections], [each for _, each in sections])
    frame.ledger.remember_added([row for row, _ in results], [each for _, each in results])
