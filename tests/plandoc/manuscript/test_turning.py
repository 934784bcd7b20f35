# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stays on a page with what."""

from __future__ import annotations

import pytest

from plandoc.manuscript.parts import Column, Field, Grid, Item, Label, Prose
from plandoc.manuscript.turning import SHORT_LEAD, leads
from plandoc.model import TextBlock, TextCell

TABLE = Grid("Aktiviteter", (Column("title", "Aktivitet"),), ())
SHORT = Prose(Field("", "Så här gör vi."))


@pytest.mark.parametrize(
    ("item", "after", "expected"),
    [
        (SHORT, TABLE, True),
        (SHORT, SHORT, False),
        (SHORT, None, False),
        (Label(Field("", "Arbetssätt")), TABLE, False),
        (Prose(Field("", "x" * (SHORT_LEAD + 1))), TABLE, False),
        (
            Prose(Field("", rich=(TextBlock("paragraph", "Ett"), TextBlock("paragraph", "Två")))),
            TABLE,
            False,
        ),
        (Prose(Field("", rich=(TextBlock("table", rows=((TextCell("a"),),)),))), TABLE, False),
    ],
)
def test_a_short_text_before_a_table_leads_to_it(
    item: Item, after: Item | None, *, expected: bool
) -> None:
    assert leads(item, after) is expected
