# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The best way to pair the items of two lists, given how well each pair agrees."""

from __future__ import annotations

from collections.abc import Mapping

_MAX_EXACT = 300
"""The largest group that is solved exactly; the time grows with its cube."""

Scores = Mapping[tuple[int, int], float]


def best_pairs(scores: Scores) -> list[tuple[int, int]]:
    """The pairs (left, right) whose scores sum to the most, each item used at most once.

    Only pairs in `scores` are possible; scores are positive. Groups of items that have nothing to
    do with each other are solved one by one. In a group beyond `_MAX_EXACT`, which is hundreds of
    statements that are all alike, the best pair is taken first, then the best of the rest.
    """
    pairs: list[tuple[int, int]] = []
    for group in _groups(scores):
        lefts, rights = sorted({i for i, _ in group}), sorted({j for _, j in group})
        if len(lefts) == len(rights) == 1:
            pairs.append((lefts[0], rights[0]))
        elif max(len(lefts), len(rights)) > _MAX_EXACT:
            pairs += _greedy(group)
        else:
            pairs += _optimal(lefts, rights, group)
    return sorted(pairs)


def _groups(scores: Scores) -> list[dict[tuple[int, int], float]]:
    """The scores divided into groups that share no item."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, j in scores:
        parent[root(("left", i))] = root(("right", j))
    groups: dict[tuple[str, int], dict[tuple[int, int], float]] = {}
    for (i, j), score in sorted(scores.items()):
        groups.setdefault(root(("left", i)), {})[i, j] = score
    return list(groups.values())


def _greedy(scores: Scores) -> list[tuple[int, int]]:
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for (i, j), _ in sorted(scores.items(), key=lambda each: (-each[1], each[0])):
        if i not in used_left and j not in used_right:
            pairs.append((i, j))
            used_left.add(i)
            used_right.add(j)
    return pairs


def _optimal(lefts: list[int], rights: list[int], scores: Scores) -> list[tuple[int, int]]:
    """The Hungarian method (Kuhn 1955, Munkres 1957), in O(n²m) with potentials.

    A pair that is not in `scores` is worth nothing, and is taken out of the answer.
    """
    if len(lefts) > len(rights):
        turned = _optimal(rights, lefts, {(j, i): score for (i, j), score in scores.items()})
        return [(i, j) for j, i in turned]
    cost = [[-scores.get((i, j), 0.0) for j in rights] for i in lefts]
    columns = len(rights)
    row_potential = [0.0] * (len(lefts) + 1)
    column_potential = [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)  # 1-based; 0: the column is free
    for row in range(1, len(lefts) + 1):
        row_of[0] = row
        way = [0] * (columns + 1)
        least = [float("inf")] * (columns + 1)
        done = [False] * (columns + 1)
        column = 0
        while row_of[column]:
            done[column] = True
            current, delta, nearest = row_of[column], float("inf"), 0
            for other in range(1, columns + 1):
                if done[other]:
                    continue
                reduced = (
                    cost[current - 1][other - 1] - row_potential[current] - column_potential[other]
                )
                if reduced < least[other]:
                    least[other], way[other] = reduced, column
                if least[other] < delta:
                    delta, nearest = least[other], other
            for other in range(columns + 1):
                if done[other]:
                    row_potential[row_of[other]] += delta
                    column_potential[other] -= delta
                else:
                    least[other] -= delta
            column = nearest
        while column:
            row_of[column] = row_of[way[column]]
            column = way[column]
    found = [(lefts[row_of[c] - 1], rights[c - 1]) for c in range(1, columns + 1) if row_of[c]]
    return [pair for pair in found if pair in scores]
