# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two documents compared: every value that differs, what matters most first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from plandoc.diff import targets
from plandoc.diff.changes import TOPICS, Change, ChangeKind, Difference, ElementKind, Run
from plandoc.diff.content import content_fields, same_content
from plandoc.diff.kinds import kind_of_field, topic_of
from plandoc.diff.lists import Part, list_changes, pair_equal
from plandoc.diff.pairing import COLLECTIONS, Paired, pair_by_content, pair_by_id
from plandoc.diff.runs import word_runs
from plandoc.diff.splits import splits
from plandoc.diff.values import Names, is_text, text_of
from plandoc.manuscript.keys import key
from plandoc.model import (
    Activity,
    Indicator,
    PlanDocument,
    Section,
    plain,
)
from plandoc.words import fold

ELEMENTS: dict[str, ElementKind] = {
    "units": "unit",
    "chapters": "chapter",
    "goals": "goal",
    "expected_results": "expected_result",
    "sections": "section",
    "indicators": "indicator",
    "targets": "target",
    "outcomes": "outcome",
    "forecasts": "forecast",
    "activities": "activity",
    "needs": "need",
    "changes": "change",
    "facts": "fact",
    "events": "event",
    "leftovers": "leftover",
}
# Parts of an element that are compared one by one.
_LISTS = frozenset({"sections", "expected_results", "targets", "outcomes", "forecasts"})
# Fields that hold the id of another element.
_REFERENCES = frozenset({"parent", "same_as", "goal", "element"})
_FINAL = frozenset({"done", "dropped"})


def compare(old: PlanDocument, new: PlanDocument, *, same_ids: bool = False) -> Difference:
    """All that differs in content between two documents; empty if nothing does.

    With `same_ids` both come from one document and an element is the same if its id is: only then
    can the changes be applied. Otherwise elements are recognised by what they say. Reading notes
    (place, source, confidence, guesses, ignored, repairs) are no content; ids and their spelling
    are not either, but the order of elements is.
    """
    paired = pair_by_id(old, new) if same_ids else pair_by_content(old, new)
    same = tuple(_same(old, new, paired))
    if same_content(old, new, same_ids=same_ids):
        return Difference(same=same)
    found = list(_Comparison(old, new, paired).changes())
    order = {topic: number for number, topic in enumerate(TOPICS)}
    found.sort(key=lambda change: (order[change.topic], targets.weight(change)))
    return Difference(tuple(found), same)


def _same(
    old: PlanDocument, new: PlanDocument, paired: Paired
) -> Iterator[tuple[ElementKind, str, str]]:
    for name, pairs in paired.pairs.items():
        for i, j in pairs:
            yield ELEMENTS[name], getattr(old, name)[i].id, getattr(new, name)[j].id
    for (i, a), (j, b) in paired.results:
        yield (
            "expected_result",
            old.goals[i].expected_results[a].id,
            new.goals[j].expected_results[b].id,
        )


# A result's number in its goal, and of what it is in the other document: the goal's, and its own.
_Place = tuple[int, int, int]


class _Comparison:
    """One comparison: two documents and which elements are the same."""

    def __init__(self, old: PlanDocument, new: PlanDocument, paired: Paired) -> None:
        self._old = old
        self._new = new
        self._paired = paired
        self._old_names = Names(old)
        self._new_names = Names(new)

    def changes(self) -> Iterator[Change]:
        """Every change, collection by collection in the order of the document."""
        yield from self._fields("document", "", self._old, self._new)
        for name in COLLECTIONS:
            yield from self._collection(name)
        yield from self._results()
        yield from self._leftovers()
        yield from splits(self._old, self._new, self._paired)

    def _collection(self, name: str) -> Iterator[Change]:
        old, new = getattr(self._old, name), getattr(self._new, name)
        pairs = self._paired.pairs[name]
        parts = Part(name, [each.id for each in old], [each.id for each in new], pairs)
        yield from self._listed(ELEMENTS[name], parts, old, new)
        for i, j in pairs:
            path = key(name, old[i].id)
            yield from self._fields(ELEMENTS[name], path, old[i], new[j])
            for part in content_fields(old[i]):
                if part in _LISTS and part != "expected_results":
                    yield from self._part(part, path, old[i], new[j])

    def _listed(
        self, element: ElementKind, part: Part, old: Sequence[Any], new: Sequence[Any]
    ) -> Iterator[Change]:
        """What was added to a list, dropped from it, and put in another order."""
        for change in list_changes(part, old, new):
            kind = change.kind
            if kind == "dropped" and element == "activity":
                status = change.old.status if isinstance(change.old, Activity) else None
                if status is None or status.kind not in _FINAL:
                    kind = "vanished_without_status"
            if kind == "reordered":
                yield replace(change, element=element, topic="order")
                continue
            names = self._new_names if kind == "added" else self._old_names
            value = change.new if kind == "added" else change.old
            topic = topic_of(kind, element)
            if kind == "dropped" and isinstance(value, Indicator) and value.targets:
                topic = "targets"
            yield replace(
                change,
                kind=kind,
                element=element,
                topic=topic,
                name=names.of(value),
                under=names.above(value),
                old_text=text_of(change.old, self._old_names),
                new_text=text_of(change.new, self._new_names),
            )

    def _fields(self, element: ElementKind, path: str, old: Any, new: Any) -> Iterator[Change]:
        """The values of one element that differ; lists of parts are compared elsewhere."""
        for name in content_fields(old):
            before, after = getattr(old, name), getattr(new, name)
            if name in _LISTS or (element == "document" and isinstance(before, tuple)):
                continue
            if before != self._as_old(element, name, after):
                yield self._field(element, f"{path}.{name}" if path else name, name, old, new)

    def _as_old(self, element: ElementKind, name: str, value: Any) -> Any:
        """A reference of the new document as the old one would write it."""
        ids = self._paired.old_ids
        if (element, name) == ("activity", "goals"):
            return tuple(ids.get(each, each + "\0") for each in value)
        if name in _REFERENCES - {"element"} and value is not None:
            return ids.get(value, value + "\0")  # nothing of the old document is called so
        if name == "element" and value is not None:
            return ids.get(value, value)
        return value

    def _field(self, element: ElementKind, path: str, name: str, old: Any, new: Any) -> Change:
        before, after = getattr(old, name), getattr(new, name)
        kind = kind_of_field(element, name, before, after)
        if name in _REFERENCES:
            old_text = self._old_names.by_id(before) if before else ""
            new_text = self._new_names.by_id(after) if after else ""
        else:
            old_text = text_of(before, self._old_names)
            new_text = text_of(after, self._new_names)
        is_wording = name not in _REFERENCES and is_text(before, after)
        runs = _runs(kind, old_text, new_text) if is_wording and element != "document" else ()
        rolled = targets.is_rolled(before, after, self._old.period, self._new.period)
        return Change(
            kind=kind,
            topic="order" if rolled else topic_of(kind, element),
            element=element,
            path=path,
            field=name,
            old_id=getattr(old, "id", None),
            new_id=getattr(new, "id", None),
            old=before,
            new=after,
            old_text=old_text,
            new_text=new_text,
            name=self._new_names.of(new),
            under=self._new_names.above(new),
            runs=runs,
            days=targets.days_between(before, after),
            rolled=rolled,
        )

    # -- parts of an element that have no id of their own

    def _part(self, name: str, path: str, old: Any, new: Any) -> Iterator[Change]:
        before, after = getattr(old, name), getattr(new, name)
        element = ELEMENTS[name]
        pairs = _pair_sections(before, after) if name == "sections" else targets.pair(before, after)
        keys = [str(number) for number in range(len(before))]
        new_keys = [f"n{number}" for number in range(len(after))]
        part = Part(f"{path}.{name}", keys, new_keys, pairs)
        base = Change(
            kind="field_changed",
            topic="texts",
            element=element,
            path="",
            old_id=old.id,
            new_id=new.id,
            name=self._new_names.of(new),
            under=self._new_names.above(new),
        )
        for change in self._listed(element, part, before, after):
            said = replace(
                change,
                old_id=old.id if change.new is None or change.kind == "reordered" else None,
                new_id=new.id if change.old is None or change.kind == "reordered" else None,
                name=change.name or base.name,
                under=base.name if element == "section" else base.under,
            )
            if element == "target" and change.kind != "reordered":
                said = targets.classified_target(said, old, new, self._old.period, self._new.period)
            yield said
        for i, j in pairs:
            at = f"{path}.{name}.{i}"
            if element == "section":
                for change in self._fields(element, at, before[i], after[j]):
                    yield replace(change, old_id=old.id, new_id=new.id, under=base.name)
            elif before[i] != after[j]:
                changed = replace(
                    base,
                    path=at,
                    field=element,
                    kind="outcome_changed",
                    topic="follow_up",
                    old=before[i],
                    new=after[j],
                    old_text=text_of(before[i], self._old_names),
                    new_text=text_of(after[j], self._new_names),
                )
                if element == "target":
                    changed = targets.classified_target(
                        changed, old, new, self._old.period, self._new.period
                    )
                yield changed

    # -- expected results may move from one goal to another

    def _results(self) -> Iterator[Change]:
        went: dict[int, list[_Place]] = defaultdict(list)
        came: dict[int, list[_Place]] = defaultdict(list)
        for (i, a), (j, b) in self._paired.results:
            went[i].append((a, j, b))
            came[j].append((b, i, a))
        for i, j in self._paired.pairs["goals"]:
            yield from self._results_of(i, j, went[i], came[j])
        yield from self._kept_results()

    def _results_of(
        self, i: int, j: int, went: Sequence[_Place], came: Sequence[_Place]
    ) -> Iterator[Change]:
        """What was added to a goal's results and dropped from them; moves are told below."""
        old, new = self._old.goals[i], self._new.goals[j]
        moved_here = {b for b, at, _ in came if at != i}
        part = Part(
            key("goals", old.id, "expected_results"),
            [each.id for each in old.expected_results],
            [
                self._paired.old_ids[each.id] if number in moved_here else each.id
                for number, each in enumerate(new.expected_results)
            ],
            [(a, b) for a, to, b in went if to == j],
            frozenset(a for a, to, _ in went if to != j),
            frozenset(moved_here),
        )
        listed = self._listed("expected_result", part, old.expected_results, new.expected_results)
        for change in listed:
            yield replace(change, under=new.title)

    def _kept_results(self) -> Iterator[Change]:
        """What was reworded of the results that were there before, and which of them moved."""
        goal_pairs = dict(self._paired.pairs["goals"])
        anchors = self._result_anchors()
        for (i, a), (j, b) in self._paired.results:
            old, new = self._old.goals[i], self._new.goals[j]
            before, after = old.expected_results[a], new.expected_results[b]
            path = key("goals", old.id, "expected_results", before.id)
            for change in self._fields("expected_result", path, before, after):
                yield replace(change, under=new.title)
            if goal_pairs[i] != j:
                yield Change(
                    kind="moved",
                    topic=topic_of("moved", "expected_result"),
                    element="expected_result",
                    path=f"{path}.goal",
                    field="goal",
                    old_id=before.id,
                    new_id=after.id,
                    old=old.id,
                    new=self._paired.old_ids.get(new.id, new.id),
                    old_text=old.title,
                    new_text=new.title,
                    name=after.text,
                    under=new.title,
                    after=anchors[j, b],
                )

    def _result_anchors(self) -> dict[tuple[int, int], str | None]:
        """For each result of the new document that was there before: what it stands after."""
        kept = {there for _, there in self._paired.results}
        anchors: dict[tuple[int, int], str | None] = {}
        for j, goal in enumerate(self._new.goals):
            before: str | None = None
            for b, result in enumerate(goal.expected_results):
                anchors[j, b] = before
                if (j, b) in kept:
                    before = self._paired.old_ids[result.id]
        return anchors

    def _leftovers(self) -> Iterator[Change]:
        old, new = self._old.leftovers, self._new.leftovers
        pairs = sorted(pair_equal(lambda each: each.text, old, new))
        part = Part(
            "leftovers",
            [str(number) for number in range(len(old))],
            [f"n{number}" for number in range(len(new))],
            pairs,
        )
        yield from self._listed("leftover", part, old, new)


def _runs(kind: ChangeKind, old: str, new: str) -> tuple[Run, ...]:
    """A text word by word; a short value of a field only when some of its words stayed."""
    if kind in ("reworded", "text_changed"):
        return word_runs(old, new)
    if kind == "field_changed" and " " in old.strip() and " " in new.strip():
        runs = word_runs(old, new)
        return runs if any(run.operation == "equal" for run in runs) else ()
    return ()


def _pair_sections(old: Sequence[Section], new: Sequence[Section]) -> list[tuple[int, int]]:
    """The sections of a goal that are the same: by type and heading, then by type."""
    pairs: list[tuple[int, int]] = []
    for trait in (
        lambda each: (each.type, fold(each.heading or ""), plain(each.text)),
        lambda each: (each.type, fold(each.heading or "")),
        lambda each: each.type,
    ):
        pairs += pair_equal(trait, old, new, pairs)
    return sorted(pairs)
