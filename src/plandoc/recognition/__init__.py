# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recognition: blocks and a steering model in, a plan document and its provenance out.

The steps, each in a module of its own: choose the model by evidence (`choose`), take away what
belongs to the paper (`furniture`), draw tables again of which only blanks (`regrid`), scattered
lines (`unscramble`) or a head (`rebuild`) are left, read the cover (`front`), walk the rest from
top to bottom (`walk`, with `fill`, `goals`, `tables`, `rows`, `prose`), find the unit's workplaces
(`workplaces`), prove that every word is accounted for (`audit`), and add the figures and events
that its texts state (`stated`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from plandoc.blocks import Block, Paragraph, Source, Span
from plandoc.model import PlanDocument, SourceFile
from plandoc.recognition.audit import audited
from plandoc.recognition.choose import LEAST_EVIDENCE, Evidence, weigh
from plandoc.recognition.draft import Claim, Draft
from plandoc.recognition.front import read_front
from plandoc.recognition.furniture import remove_furniture
from plandoc.recognition.prose import BULLET, Layout, layout_width
from plandoc.recognition.rebuild import RebuiltTable, rebuild
from plandoc.recognition.regrid import regrid
from plandoc.recognition.stated import with_stated
from plandoc.recognition.unscramble import unscramble
from plandoc.recognition.walk import Walker
from plandoc.recognition.workplaces import find_workplaces
from plandoc.steering import SteeringModel, shipped_models, vocabulary
from plandoc.words import known_words

__all__ = ["Claim", "Recognition", "recognise"]

_SMALLEST_MODEL = "liten_kommun"
_USUAL = 0.4
_LONG_HEADING = 250


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was understood of a source, and which span went into which element."""

    document: PlanDocument
    claims: tuple[Claim, ...]


def recognise(
    source: Source,
    model: SteeringModel | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Recognition:
    """Understand a source with the given steering model, or with the one that fits best.

    A file that Ledtråd wrote carries its document: there is nothing to guess, and `model` does not
    count. `progress` hears now and then how many of the source's blocks have been understood.
    Never fails on content: what is not understood is left over.
    """
    if source.carried is not None:
        claims = tuple(Claim(*claim) for claim in source.carried.claims)
        return Recognition(source.carried.document, claims)
    found, others = (Evidence(model, LEAST_EVIDENCE), None) if model else _choose(source)
    chosen = found.model
    draft = Draft(source, chosen.code)
    draft.is_plan = found.score >= LEAST_EVIDENCE
    if others is not None:
        why = "model_by_evidence" if draft.is_plan else "model_without_evidence"
        draft.guess(None, "model", chosen.code, why, others)
    draft.front["source"] = SourceFile(source.name, source.format, source.sha256, source.pages)
    given = _with_true_headings(source.blocks) if source.format == "pdf" else source.blocks
    body = remove_furniture(given, draft, chosen.furniture)
    plain: Sequence[Block | RebuiltTable] = body
    if source.wrapped and source.format in {"text", "markdown"}:
        plain = unscramble(regrid(body, chosen), chosen)
    cover = read_front(rebuild(plain, chosen), draft, chosen)
    paragraphs = [block for block in plain if isinstance(block, Paragraph)]
    # Drawn again, the lines of a cell follow each other, so that words broken between them show.
    words = known_words([*vocabulary(chosen), *(s.text for block in plain for s in _spans(block))])
    layout = Layout(source.wrapped, layout_width(paragraphs), words)
    Walker(draft, chosen, layout, cover.year).walk(cover.rest, progress)
    find_workplaces(draft)
    document = with_stated(_in_reading_order(audited(draft)), draft)
    return Recognition(document, tuple(draft.claims))


def _with_true_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with paragraphs that only look like headings as plain ones.

    A page tells a heading by its type alone; type that most paragraphs are set in, or that sets
    list items and whole sentences, is the running text's.
    """
    levels = Counter(b.heading for b in blocks if isinstance(b, Paragraph))
    usual = {level for level, n in levels.items() if level and n > levels.total() * _USUAL}
    return [
        replace(block, heading=0)
        if isinstance(block, Paragraph)
        and block.heading
        and (block.heading in usual or BULLET.match(block.text) or len(block.text) > _LONG_HEADING)
        else block
        for block in blocks
    ]


def _spans(block: Block | RebuiltTable) -> Iterator[Span]:
    """The spans of a block; those of a table cell by cell."""
    if isinstance(block, Paragraph):
        yield block.span
    elif isinstance(block, RebuiltTable):
        yield from block.spans()
    else:
        for row in block.rows:
            for cell in row.cells:
                yield from cell.spans


def _choose(source: Source) -> tuple[Evidence, list[str]]:
    """The model with most evidence, and the codes of those that came near it.

    Where nothing speaks for any model, the smallest one promises least.
    """
    ranked = weigh(source, shipped_models().values())
    best = ranked[0]
    if best.score < LEAST_EVIDENCE:
        smallest = shipped_models()[_SMALLEST_MODEL]
        return Evidence(smallest, 0), [code for code in shipped_models() if code != smallest.code]
    near = [each.model.code for each in ranked[1:] if each.score * 2 >= best.score and each.score]
    return best, near


def _in_reading_order(document: PlanDocument) -> PlanDocument:
    """Leftovers as they stand in the source, wherever in the work they were found."""
    leftovers = sorted(
        document.leftovers, key=lambda left: (left.place.line or 0) if left.place else 0
    )
    return replace(document, leftovers=tuple(leftovers))
