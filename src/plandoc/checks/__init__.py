# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks: the faults that auditors find every year, found before the plan is decided on.

`check(documents)` gives a report of findings. Each rule is one function in a module of its group,
listed in `catalogue`; its docstring names where the rule comes from. A finding is a code with
parameters: the sentences are the interfaces' own. `found_in` gives the same fault by fault, to be
kept and made a report of later with `report_of`.
"""

from __future__ import annotations

from plandoc.checks.engine import Report, Scope, Waived, check, found_in, report_of
from plandoc.checks.findings import Finding, Level, Proposal, Waiver
from plandoc.checks.rule import Rule, rules

__all__ = [
    "Finding",
    "Level",
    "Proposal",
    "Report",
    "Rule",
    "Scope",
    "Waived",
    "Waiver",
    "check",
    "found_in",
    "report_of",
    "rules",
]
