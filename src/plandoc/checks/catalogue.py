# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The modules that hold rules. A new module of rules is named here, and nowhere else."""

from __future__ import annotations

from functools import cache
from importlib import import_module

MODULES = (
    "activities",
    "answers",
    "assessments",
    "competence",
    "contents",
    "contradictions",
    "economy",
    "goals",
    "hidden",
    "indicators",
    "names",
    "parts",
    "privacy",
    "recurrences",
    "repeated",
    "spelling",
    "statuses",
    "sums",
    "tables",
    "targets",
)


@cache
def load() -> None:
    """Import every module of rules, so that its rules are registered."""
    for name in MODULES:
        import_module(f"plandoc.checks.{name}")
