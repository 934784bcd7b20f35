# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word files without page numbers in their contents: setting a PDF to count them takes long."""

from __future__ import annotations

import pytest

from plandoc.manuscript.parts import Manuscript


@pytest.fixture(autouse=True)
def no_page_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count no pages: nothing here looks at the contents."""

    def none(manuscript: Manuscript) -> dict[str, int]:
        return {}

    monkeypatch.setattr("plandoc.writers.pdf.page_numbers", none)
