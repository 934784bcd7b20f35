# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text of a Word file: cover, contents and the manuscript's parts in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plandoc.manuscript.parts import (
    Cover,
    Grid,
    Heading,
    Item,
    Label,
    Listing,
    Manuscript,
    Pairs,
    Prose,
)
from plandoc.model import plain
from plandoc.writers.docx.contents import Contents
from plandoc.writers.docx.pages import Pages
from plandoc.writers.docx.tables import Tables
from plandoc.writers.docx.text import Typesetter
from plandoc.writers.docx.xml import KEEP_NEXT, paragraph, run, spacer

# Between the number of a heading and its words.
_NUMBER_SPACE = "\u2002"
_AFTER_TABLE = 200
_AFTER_KICKER = 20
_AFTER_TITLE = 900
# Upright text between two wide tables that is shorter than this is not worth turning the paper for.
_WORTH_TURNING = 1500

Spread = tuple[bool, list[Item]]


class Body:
    """Sets a manuscript as the content of `w:body`."""

    def __init__(self, setter: Typesetter, pages: Pages, contents: Contents) -> None:
        self._set = setter
        self._pages = pages
        self._contents = contents
        self._tables = Tables(setter)

    def xml(self, manuscript: Manuscript, numbers: Mapping[str, int]) -> str:
        """The whole body, the last section's properties included."""
        made = [self._cover(manuscript.cover)]
        listed = self._contents.xml(manuscript.items, numbers, self._pages.widths[0])
        made.append(listed)
        # On its own page comes what follows cover and contents.
        spreads = list(spread_out(manuscript.items))
        if spreads and spreads[0][0]:
            made.append(self._end_of_section(wide=False, first=True))
        for number, (wide, items) in enumerate(spreads):
            page_break = number == 0 and not wide
            made.append(self._spread(items, self._pages.widths[wide], page_break=page_break))
            first = number == 0 and not wide
            if number < len(spreads) - 1:
                made.append(self._end_of_section(wide=wide, first=first))
            else:
                made.append(self._pages.section(wide=wide, first=first))
        if not spreads:
            made.append(self._pages.section(wide=False, first=True))
        return "".join(made)

    def _end_of_section(self, *, wide: bool, first: bool) -> str:
        section = self._pages.section(wide=wide, first=first)
        tiny = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        return f"<w:p><w:pPr>{tiny}{section}</w:pPr></w:p>"

    def _cover(self, cover: Cover) -> str:
        width = self._pages.widths[0]
        kind = (
            paragraph(self._set.styles["Dokumenttyp"], self._tables.words(cover.kind))
            if cover.kind.strip()
            else ""
        )
        title = self._set.statement(cover.title, "Title")
        pairs = self._tables.pairs(cover.pairs, width) if cover.pairs.rows else ""
        return kind + title + (spacer(_AFTER_TITLE) + pairs if pairs else "")

    def _spread(self, items: Sequence[Item], width: int, *, page_break: bool) -> str:
        made: list[str] = []
        after: Item | None = None
        for number, item in enumerate(items):
            content = self._item(item, after, width)
            if number == 0 and page_break:
                content = _on_new_page(content)
            made.append(content)
            after = item
        if isinstance(after, (Grid, Pairs)):
            made.append(spacer(_AFTER_TABLE))
        return "".join(made)

    def _item(self, item: Item, after: Item | None, width: int) -> str:
        table_before = isinstance(after, (Grid, Pairs))
        before = _AFTER_TABLE if table_before else None
        if isinstance(item, Heading):
            return self._heading(item)
        if isinstance(item, Label):
            return self._set.statement(item.title, "Etikett", KEEP_NEXT)
        if isinstance(item, Prose):
            return self._set.prose(item.field, width=width, before=before)
        if isinstance(item, Listing):
            gap = spacer(_AFTER_TABLE) if table_before else ""
            return gap + "".join(self._set.bullet(field) for field in item.fields)
        if isinstance(item, Pairs):
            return (spacer(_AFTER_TABLE) if table_before else "") + self._tables.pairs(item, width)
        gap = spacer(_AFTER_TABLE) if table_before and not item.caption.strip() else ""
        return gap + self._tables.grid(item, width)

    def _heading(self, heading: Heading) -> str:
        styles = self._set.styles
        number = ""
        if heading.number is not None and heading.number.text:
            number = self._set.inline(heading.number) + run(_NUMBER_SPACE)
        content = self._contents.target(heading, number + self._set.inline(heading.title))
        style = styles[f"Heading{min(max(heading.level, 1), 6)}"]
        if not heading.kicker:
            return paragraph(style, content, KEEP_NEXT)
        close = f'<w:spacing w:before="{_AFTER_KICKER}"/>'
        words = self._tables.words(heading.kicker)
        kicker = paragraph(styles["Overrubrik"], words, KEEP_NEXT)
        return kicker + paragraph(style, content, KEEP_NEXT + close)


def _on_new_page(content: str) -> str:
    """The first paragraph of the content at the top of a page."""
    if not content.startswith("<w:p>"):
        return f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>{content}"
    head, mark, rest = content.partition("/>")
    keep = KEEP_NEXT if rest.startswith(KEEP_NEXT) else ""
    return f"{head}{mark}{keep}<w:pageBreakBefore/>{rest.removeprefix(keep)}"


def spread_out(items: Sequence[Item]) -> Iterator[Spread]:
    """The items in runs of upright and wide pages.

    A wide table takes with it the headings and labels above it, and little texts between two wide
    tables stay on the wide page.
    """
    wide = [isinstance(item, Grid) and item.wide for item in items]
    for at in range(len(items) - 1, 0, -1):
        if wide[at] and isinstance(items[at - 1], (Heading, Label)):
            wide[at - 1] = True
    _keep_turned(items, wide)
    start = 0
    for at in range(1, len(items) + 1):
        if at == len(items) or wide[at] != wide[start]:
            yield wide[start], list(items[start:at])
            start = at


def _keep_turned(items: Sequence[Item], wide: list[bool]) -> None:
    at = 0
    while at < len(items):
        end = at
        while end < len(items) and not wide[end]:
            end += 1
        between = 0 < at < end < len(items)
        if between and sum(_length(item) for item in items[at:end]) < _WORTH_TURNING:
            wide[at:end] = [True] * (end - at)
        at = max(end, at) + 1


def _length(item: Item) -> int:
    """Roughly how many characters of page an item fills."""
    if isinstance(item, (Heading, Label)):
        return 100
    if isinstance(item, Prose):
        return len(plain(item.field.rich or ()) or item.field.text)
    if isinstance(item, Listing):
        return sum(80 + len(field.text) for field in item.fields)
    return 200 * (len(item.rows) + 1)
