# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small documents, written as they are read: what matters to the example, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plandoc.model import Activity, Chapter, Goal, PlanDocument, Section, paragraphs


@dataclass(frozen=True)
class Example:
    """Documents that a rule says something of, and the same documents mended.

    More than one document is a set. `element` is the id of what the finding is about, and `says`
    are words that its Swedish sentence holds.
    """

    code: str
    fires: tuple[PlanDocument, ...]
    silent: tuple[PlanDocument, ...]
    element: str | None
    says: str
    case: str = ""


def plan(**parts: Any) -> PlanDocument:
    """An operational plan that was written here: nothing of it is unknown."""
    return PlanDocument(**{"kind": "operational_plan", "model": "stockholm_ils", **parts})


def unit_goal(key: str, title: str, **parts: Any) -> Goal:
    return Goal(key, "unit_goal", "Enhetsmål", title, **parts)


def board_goal(key: str, title: str, **parts: Any) -> Goal:
    return Goal(key, "board_goal", "Nämndmål", title, **parts)


def section(kind: str, heading: str, text: str) -> Section:
    return Section(kind, paragraphs(text), heading)


def chapter(key: str, heading: str, text: str = "") -> Chapter:
    return Chapter(key, heading, 1, paragraphs(text))


def activity(key: str, title: str, **parts: Any) -> Activity:
    return Activity(key, title, **parts)
