# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""For every rule, a document that it says something of and one that it leaves alone.

The tests run them, and docs/reference/checks.md shows them (`scripts/checks_page.py`). A module's
`EXAMPLES` are listed in `all_examples`.
"""

from __future__ import annotations

from importlib import import_module

from tests.plandoc.checks.examples.builders import Example

MODULES = ("activities", "goals", "language", "reports", "figures")


def all_examples() -> tuple[Example, ...]:
    """Every example, by the rule's number and case."""
    found: list[Example] = []
    for name in MODULES:
        found += import_module(f"tests.plandoc.checks.examples.{name}").EXAMPLES
    return tuple(sorted(found, key=lambda each: (int(each.code[1:]), each.case)))
