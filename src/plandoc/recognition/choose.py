# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Chooses the steering model of a document by evidence: whose words stand where they should."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plandoc.blocks import Block, Paragraph, Source
from plandoc.steering import SteeringModel
from plandoc.words import fold

# What a find is worth. Heads of a whole table say most; a document's title says least, since most
# municipalities call their plans the same.
_LEVEL = 4
_COLUMN = 3
_PROMPT = 6
_SECTION = 1
_PHASE = 1
_TITLE = 2
_MOST_OF_ONE_WORD = 5
# Below this nothing but a stray word speaks for a model.
LEAST_EVIDENCE = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much speaks for a model; `score` has no unit and only compares within a document."""

    model: SteeringModel
    score: int


def weigh(source: Source, models: Iterable[SteeringModel]) -> list[Evidence]:
    """The models with the evidence for each, strongest first; equal ones in the given order."""
    lines = [fold(text) for block in source.blocks for text in _texts(block)]
    joined = " " + " ".join(line for line in lines if line) + " "
    found = [Evidence(model, _score(model, lines, joined)) for model in models]
    return sorted(found, key=lambda evidence: -evidence.score)


def _texts(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    return [cell.text for row in block.rows for cell in row.cells]


def _score(model: SteeringModel, lines: Sequence[str], joined: str) -> int:
    score = 0
    for level in model.levels:
        score += _LEVEL * _begins(lines, level.labels)
    for section in model.sections:
        score += _SECTION * min(_stands_alone(lines, section.labels), 3)
    for phase in model.phases:
        score += _PHASE * min(_stands_alone(lines, (phase.name, *phase.labels)), 3)
    for prompt in model.prompts:
        score += _PROMPT * min(_contained(joined, prompt.labels), 3)
    for table in model.tables:
        heads = [
            max((_has_head(joined, head) for head in column.heads), default=0)
            for column in table.columns
        ]
        score += _COLUMN * sum(heads) if sum(heads) >= 2 else 0
    for document in model.documents:
        score += _TITLE * any(_begins(lines[:40], (label,)) for label in document.labels)
    return score


def _begins(lines: Sequence[str], labels: Sequence[str]) -> int:
    """In how many lines a label stands first; capped, so that a long document does not decide."""
    folded = tuple(fold(label) for label in labels)
    hits = sum(any(line == f or line.startswith(f + " ") for f in folded) for line in lines)
    return min(hits, _MOST_OF_ONE_WORD)


def _stands_alone(lines: Sequence[str], labels: Sequence[str]) -> int:
    folded = {fold(label) for label in labels}
    return sum(line in folded for line in lines)


def _contained(joined: str, labels: Sequence[str]) -> int:
    return sum(f" {fold(label)} " in joined for label in labels)


def _has_head(joined: str, head: str) -> int:
    """1 when a head of several words, or with a year, stands anywhere; a short word is no proof."""
    words = fold(head.replace("{year}", "")).split()
    if not words or (len(words) == 1 and "{year}" not in head and len(words[0]) < 10):
        return 0
    pattern = " " + " ".join(words) + (r" \d{4} " if "{year}" in head else " ")
    return int(bool(re.search(pattern, joined)))
