# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that Ledtråd wrote has been read: its document, ready for whoever takes it in.

What the file says of itself comes from outside. Whatever is wrong with it, the file is still read,
as anybody's: a note tells that.
"""

from __future__ import annotations

from dataclasses import replace

from plandoc.blocks import Carried, Source
from plandoc.codec import digest, plain_value
from plandoc.manuscript.deriving import Derived
from plandoc.manuscript.tree import Node, document
from plandoc.model import Ignored, PlanDocument, SourceFile
from plandoc.steering import SteeringModel

BROKEN = "carried_data_broken"


def carry(
    source: Source,
    node: Node,
    now: Derived,
    *,
    model: SteeringModel | None,
    base: PlanDocument | None = None,
    written: str | None = None,
) -> Source:
    """The source with the document that the file carries, as it now stands in the file.

    `node` is the document's tree and `now` what the file says. Spans of the source that no value
    claims are words that Ledtråd printed around the values. For the rest see `Carried`. Raises
    `InvalidDocument`.
    """
    whole = document(_with_source(node, now, source))
    told = written if base is None else digest(base)
    return replace(source, carried=Carried(whole, now.claims, base, told, model))


def broken(source: Source) -> Source:
    """The source of a file whose own data cannot be used."""
    return replace(source, notes=(*source.notes, BROKEN))


def _with_source(node: Node, now: Derived, source: Source) -> Node:
    claimed = {span for span, _, _ in now.claims}
    around = tuple(
        Ignored(span.text.strip(), "label", span.place)
        for span in source.spans()
        if span.id not in claimed and span.text.strip()
    )
    file = SourceFile(source.name, source.format, source.sha256, source.pages)
    return {
        **node,
        "source": plain_value(file),
        "ignored": plain_value((*source.furniture, *around)),
    }
