# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which element of one document is which of another, when their ids say nothing.

Numbers are not stable over years and wordings drift, so a goal is recognised by all that is known
of it together: its title's telling words, its number and level, its texts, and what hangs on it.
The pairs are chosen so that the whole agrees best. When it is not sure that two are the same, they
are not: one went and another came, which a reader can see and judge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plandoc.diff import traits
from plandoc.diff.assignment import best_pairs
from plandoc.diff.likeness import Weights, letters, share, weights
from plandoc.diff.traits import Traits
from plandoc.model import PlanDocument

Pairs = list[tuple[int, int]]

COLLECTIONS = (
    "units", "chapters", "goals", "indicators", "activities", "needs", "changes", "facts", "events",
)  # fmt: skip

_SURE = 0.58
"""From this score two elements are the same."""
_LEAST = 0.2
"""A wording with less in common than this is another statement, whatever stands around it."""
_MISSPELT = 0.3
"""From this share of common words, a wording may be another with slips of spelling."""
_NEAREST = 3
"""So many elements are considered for what stands around them, beside those alike in wording."""
_APART = 0.15
"""Two goals with less in common than this in what hangs on them speak of different things …"""
_MAINLY = 0.85
"""… unless their titles are mainly the same."""


@dataclass(slots=True)
class Paired:
    """The elements that are the same.

    `pairs` has their numbers in each collection, old and new; `results` those of expected results
    as (goal, result). `old_ids` gives, for the id of a new element, what the old document calls it.
    """

    pairs: dict[str, Pairs] = field(default_factory=dict)
    results: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    old_ids: dict[str, str] = field(default_factory=dict)


def pair_by_id(old: PlanDocument, new: PlanDocument) -> Paired:
    """The elements that have the same id in both."""
    paired = Paired()
    for name in COLLECTIONS:
        there = {element.id: number for number, element in enumerate(getattr(old, name))}
        paired.pairs[name] = sorted(
            (there[element.id], number)
            for number, element in enumerate(getattr(new, name))
            if element.id in there
        )
    kept = dict(paired.pairs["goals"])
    places = {
        result.id: (i, number)
        for i, goal in enumerate(old.goals)
        if i in kept
        for number, result in enumerate(goal.expected_results)
    }
    stayed = set(kept.values())
    for j, goal in enumerate(new.goals):
        for number, result in enumerate(goal.expected_results):
            if j in stayed and result.id in places:
                paired.results.append((places[result.id], (j, number)))
    paired.results.sort()
    _name(paired, old, new)
    return paired


def pair_by_content(old: PlanDocument, new: PlanDocument) -> Paired:
    """The elements that say the same thing. Which document is called old does not matter."""
    if _precedes(new, old):
        return _turned(pair_by_content(new, old), old, new)
    paired = Paired()
    here, there = _Homes(old), _Homes(new)
    for name in COLLECTIONS:
        measure = getattr(traits, name)
        paired.pairs[name] = _pair(
            [here.at(each) for each in measure(old)],
            [there.at(each) for each in measure(new)],
            _SCORES.get(name, _statement),
        )
        for i, j in paired.pairs[name]:
            here.labels[getattr(old, name)[i].id] = f"{name} {i}"
            there.labels[getattr(new, name)[j].id] = f"{name} {i}"
        if name == "goals":
            _pair_results(paired, old, new, here, there)
    _name(paired, old, new)
    return paired


class _Homes:
    """What elements stand under, named alike in both documents once it is known to be the same."""

    def __init__(self, document: PlanDocument) -> None:
        self._ids = {element.id for name in COLLECTIONS for element in getattr(document, name)}
        self._ids |= {result.id for goal in document.goals for result in goal.expected_results}
        self.labels: dict[str, str] = {}

    def at(self, each: Traits) -> Traits:
        """The traits with their home as both documents know it; none where only one has it."""
        if each.home in self.labels:
            return replace(each, home=self.labels[each.home])
        return replace(each, home="") if each.home in self._ids else each


def _precedes(one: PlanDocument, other: PlanDocument) -> bool:
    """An order of documents by what they say, so that both directions give the same pairs."""
    first, second = _summary(one), _summary(other)
    return first < second if first != second else repr(one) < repr(other)


def _summary(document: PlanDocument) -> list[str]:
    return [document.title or "", *(goal.title for goal in document.goals)] + [
        activity.title for activity in document.activities
    ]


def _turned(paired: Paired, old: PlanDocument, new: PlanDocument) -> Paired:
    turned = Paired(
        {name: sorted((j, i) for i, j in pairs) for name, pairs in paired.pairs.items()},
        sorted((there, here) for here, there in paired.results),
    )
    _name(turned, old, new)
    return turned


def _name(paired: Paired, old: PlanDocument, new: PlanDocument) -> None:
    for name, pairs in paired.pairs.items():
        for i, j in pairs:
            paired.old_ids[getattr(new, name)[j].id] = getattr(old, name)[i].id
    for (i, a), (j, b) in paired.results:
        result = new.goals[j].expected_results[b]
        paired.old_ids[result.id] = old.goals[i].expected_results[a].id


def _pair_results(
    paired: Paired, old: PlanDocument, new: PlanDocument, here: _Homes, there: _Homes
) -> None:
    """Pair expected results within the goals that are in both."""
    old_places, new_places = _result_places(old, here), _result_places(new, there)
    one = [here.at(each) for each in traits.results(old) if each.home in here.labels]
    other = [there.at(each) for each in traits.results(new) if each.home in there.labels]
    paired.results = sorted(
        (old_places[i], new_places[j]) for i, j in _pair(one, other, _statement)
    )
    for (i, a), (j, b) in paired.results:
        here.labels[old.goals[i].expected_results[a].id] = f"result {i} {a}"
        there.labels[new.goals[j].expected_results[b].id] = f"result {i} {a}"


def _result_places(document: PlanDocument, homes: _Homes) -> list[tuple[int, int]]:
    return [
        (i, number)
        for i, goal in enumerate(document.goals)
        if goal.id in homes.labels
        for number in range(len(goal.expected_results))
    ]


# -- one collection

Score = Callable[[Traits, Traits, float, Weights], float]


def _pair(old: Sequence[Traits], new: Sequence[Traits], score: Score) -> Pairs:
    """The pairs of one collection: first what is the same in all, then what agrees best.

    What alone in both is called so, under the same, is one too. Most elements of two years are, and
    what is left to be weighed against each other, each against all, is little.
    """
    pairs = _pair_equal(old, new)
    pairs += _pair_only(old, new, pairs)
    left = sorted(set(range(len(old))) - {i for i, _ in pairs})
    right = sorted(set(range(len(new))) - {j for _, j in pairs})
    told = weights(each.words for each in (*old, *new))
    scores: dict[tuple[int, int], float] = {}
    for i, j, common in _candidates(old, new, left, right, told):
        found = score(old[i], new[j], common, told)
        if found >= _SURE:
            distance = abs(i / max(1, len(old)) - j / max(1, len(new)))
            scores[i, j] = found + 0.02 * (1 - distance)
    return sorted(pairs + best_pairs(scores))


def _pair_equal(old: Sequence[Traits], new: Sequence[Traits]) -> Pairs:
    """What is equal in every trait and is so only once in each document, or as often in both."""
    here: dict[Traits, list[int]] = defaultdict(list)
    there: dict[Traits, list[int]] = defaultdict(list)
    for number, each in enumerate(old):
        here[each].append(number)
    for number, each in enumerate(new):
        there[each].append(number)
    return [
        pair
        for each, numbers in here.items()
        if len(numbers) == len(there.get(each, ()))
        for pair in zip(numbers, there[each], strict=True)
    ]


def _pair_only(old: Sequence[Traits], new: Sequence[Traits], pairs: Pairs) -> Pairs:
    """What is left of those that only one element in each document is called, at one place."""
    here, there = _only(old, {i for i, _ in pairs}), _only(new, {j for _, j in pairs})
    return [(i, there[called]) for called, i in here.items() if called in there]


def _only(elements: Sequence[Traits], taken: set[int]) -> dict[tuple[str, str, str], int]:
    """The elements that are alone with their wording, kind and home, where they have a home."""
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(elements):
        if each.words and each.home:
            found[each.wording, each.kind, each.home].append(number)
    return {
        called: numbers[0]
        for called, numbers in found.items()
        if len(numbers) == 1 and numbers[0] not in taken
    }


def _candidates(
    old: Sequence[Traits], new: Sequence[Traits], left: list[int], right: list[int], told: Weights
) -> list[tuple[int, int, float]]:
    """Pairs that may be the same, with how much their wording has in common."""
    by_word: dict[str, list[int]] = defaultdict(list)
    by_number: dict[tuple[str, str], list[int]] = defaultdict(list)
    by_home: dict[str, list[int]] = defaultdict(list)
    by_support: dict[str, list[int]] = defaultdict(list)
    for j in right:
        for word in new[j].words:
            by_word[word].append(j)
        for word in new[j].body | new[j].hanging:
            by_support[word].append(j)
        if new[j].number:
            by_number[new[j].kind, new[j].number].append(j)
        if new[j].home or not new[j].words:
            by_home[new[j].home].append(j)
    found = []
    for i in left:
        each = old[i]
        possible = {j for word in each.words for j in by_word.get(word, ())}
        if each.number:
            possible.update(by_number.get((each.kind, each.number), ()))
        if each.home or not each.words:
            possible.update(by_home.get(each.home, ()))
        possible.update(_alike_around(each, by_support))
        found += [(i, j, _common(each, new[j], told)) for j in sorted(possible)]
    return found


def _alike_around(each: Traits, by_support: Mapping[str, Sequence[int]]) -> list[int]:
    """The few whose texts, and what hangs on them, have most words in common with an element's."""
    shared = Counter(j for word in each.body | each.hanging for j in by_support.get(word, ()))
    ranked = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))
    return [j for j, _ in ranked[:_NEAREST]]


def _common(one: Traits, other: Traits, told: Weights) -> float:
    if one.wording == other.wording:
        return 1.0
    common = share(one.words, other.words, told)
    if common > 0.95:  # the same words, but not in the same form or order
        return 0.95
    # With few words in common, no slip of spelling can explain the rest of a longer wording.
    if common >= _MAINLY or (common < _MISSPELT and min(len(one.words), len(other.words)) > 3):
        return common
    return max(common, letters(one.wording, other.wording))


def _statement(one: Traits, other: Traits, common: float, told: Weights) -> float:
    """How sure it is that two statements are one: a result, a need, an indicator's name."""
    if common < _LEAST:
        return 0.0
    return common + 0.1 * (one.home == other.home) + 0.06 * _agreement(one, other)


def _agreement(one: Traits, other: Traits) -> float:
    """How far the signs that both have agree, -1 to 1."""
    both = [(a, b) for a, b in zip(one.signs, other.signs, strict=True) if a and b]
    return sum(1 if a == b else -1 for a, b in both) / len(both) if both else 0.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float | None:
    """The share of words in common; None if either has none."""
    if not one or not other:
        return None
    return 2 * len(one & other) / (len(one) + len(other))


def _goal(one: Traits, other: Traits, common: float, told: Weights) -> float:
    """How sure it is that two goals are one.

    The title weighs most. A goal whose wording is all new is the same only if what stands in it
    and hangs on it is, and a number alone never makes it so.
    """
    around = [
        found
        for found in (_overlap(one.body, other.body), _overlap(one.hanging, other.hanging))
        if found is not None
    ]
    support = max(around, default=0.0)
    if common < _LEAST and support < 0.6:
        return 0.0
    evidence = common
    if around:
        evidence = max(common, 0.6 * common + 0.4 * support, 0.4 * common + 0.6 * support)
    if around and support < _APART and common < _MAINLY:
        evidence -= 0.1
    if one.number and one.number == other.number:
        evidence += 0.12
    if one.home and one.home == other.home:
        evidence += 0.05
    if one.kind != other.kind:
        evidence -= 0.3 if common < 1.0 else 0.1
    return evidence + 0.03 * _agreement(one, other)


def _activity(one: Traits, other: Traits, common: float, told: Weights) -> float:
    """How sure it is that two activities are one."""
    if common < _LEAST:
        return 0.0
    aim = _overlap(one.body, other.body)
    return (
        common
        + 0.1 * (one.home == other.home)
        + (0.12 * (2 * aim - 1) if aim is not None else 0.0)
        + 0.08 * _agreement(one, other)
    )


def _chapter(one: Traits, other: Traits, common: float, told: Weights) -> float:
    """How sure it is that two chapters are one: the heading, or what it says."""
    said = _overlap(one.body, other.body)
    evidence = max(common, said or 0.0)
    if said is not None and common >= _LEAST:
        evidence = max(evidence, 0.5 * common + 0.5 * said + 0.1)
    return evidence + 0.05 * (one.number == other.number)


_SCORES: dict[str, Score] = {"goals": _goal, "activities": _activity, "chapters": _chapter}
