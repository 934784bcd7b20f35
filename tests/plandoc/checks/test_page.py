# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on the checks is what the rules, the sentences and the examples say."""

from __future__ import annotations

from scripts.checks_page import PAGE, page


def test_the_page_is_up_to_date() -> None:
    """Run scripts/checks_page.py when this fails."""
    assert PAGE.read_text(encoding="utf-8") == page()
