# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A source as plain values, so that a page can draw it beside what was understood. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plandoc.blocks import Paragraph, Source, Span
from plandoc.recognition import Claim


def source_view(source: Source) -> list[dict[str, Any]]:
    """The blocks in reading order.

    A paragraph is `{"span": id, "text": …}` with `heading` (1-9), `list` ("bullet", "number"),
    `line`, `page`, `sheet` and `cell` where there are any. A table is
    `{"rows": [[[span, …], …], …]}`: rows of cells of spans in the same form.
    """
    view: list[dict[str, Any]] = []
    for block in source.blocks:
        if isinstance(block, Paragraph):
            drawn = _span(block.span)
            if block.heading:
                drawn["heading"] = block.heading
            if block.list:
                drawn["list"] = block.list
            view.append(drawn)
        else:
            rows = [
                [[_span(span) for span in cell.spans] for cell in row.cells] for row in block.rows
            ]
            view.append({"rows": rows})
    return view


def claims_list(claims: Iterable[Claim]) -> list[list[Any]]:
    """Claims as `[span, element, field]`."""
    return [[claim.span, claim.element, claim.field] for claim in claims]


def _span(span: Span) -> dict[str, Any]:
    place = span.place
    drawn: dict[str, Any] = {"span": span.id, "text": span.text}
    for name in ("line", "page", "sheet", "cell"):
        value = getattr(place, name)
        if value is not None:
            drawn[name] = value
    return drawn
