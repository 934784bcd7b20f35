# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What differs between two plan documents, and how to apply chosen differences."""

from __future__ import annotations

from plandoc.diff.applying import apply
from plandoc.diff.changes import TOPICS, Change, Difference, Run, Topic, to_dict
from plandoc.diff.comparing import compare
from plandoc.diff.content import same_content
from plandoc.diff.runs import word_runs

__all__ = [
    "TOPICS",
    "Change",
    "Difference",
    "Run",
    "Topic",
    "apply",
    "compare",
    "same_content",
    "to_dict",
    "word_runs",
]
