# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text of a Word file: cover, contents and the manuscript's parts in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

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
from plandoc.manuscript.turning import is_goal, stretches
from plandoc.writers.docx.contents import Contents
from plandoc.writers.docx.pages import Pages
from plandoc.writers.docx.tables import Tables
from plandoc.writers.docx.text import Typesetter
from plandoc.writers.docx.xml import KEEP_NEXT, paragraph, run, spacer

# Between the number of a heading and its words.
_NUMBER_SPACE = "\u2002"
_AFTER_TABLE = 300
_AFTER_KICKER = 50
_AFTER_TITLE = 900
# Above a heading of each level, when the words above it begin it.
_BEFORE_KICKER = {1: 600, 2: 455, 3: 378}
_BEFORE_LOW_KICKER = 300
# The length of a line of running text: some 70 characters.
_MEASURE = 7313
# A goal's heading hangs on the red thread.
_THREAD = '<w:pBdr><w:left w:val="single" w:sz="12" w:space="16" w:color="B5142E"/></w:pBdr>'


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
        spreads = [
            (wide, [item for _, _, items in part for item in items])
            for wide, part in groupby(stretches(manuscript.items), key=itemgetter(0))
        ]
        if spreads and spreads[0][0]:
            made.append(self._end_of_section(wide=False, first=True))
        for number, (wide, items) in enumerate(spreads):
            page_break = number == 0 and not wide
            width = self._pages.widths[wide]
            # Lines of running text are no longer on a page that lies down.
            self._set.beside = width - _MEASURE if wide and self._pages.is_blank else None
            made.append(self._spread(items, width, page_break=page_break))
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
        pairs = (
            self._tables.pairs(cover.pairs, width, name_style="Omslagsnamn", style="Omslagsuppgift")
            if cover.pairs.rows
            else ""
        )
        return kind + title + (spacer(_AFTER_TITLE) + pairs if pairs else "")

    def _spread(self, items: Sequence[Item], width: int, *, page_break: bool) -> str:
        made: list[str] = []
        after: Item | None = None
        for number, item in enumerate(items):
            content = self._item(item, after, width, top=number == 0)
            if number == 0 and page_break:
                content = _on_new_page(content)
            made.append(content)
            after = item
        if isinstance(after, (Grid, Pairs)):
            made.append(spacer(_AFTER_TABLE))
        return "".join(made)

    def _item(self, item: Item, after: Item | None, width: int, *, top: bool) -> str:
        table_before = isinstance(after, (Grid, Pairs))
        before = _AFTER_TABLE if table_before else None
        if isinstance(item, Heading):
            return self._heading(item, top=top)
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
        above = f'<w:spacing w:before="{_AFTER_TABLE}"/>' if table_before else ""
        return gap + self._tables.grid(item, width, before=above)

    def _heading(self, heading: Heading, *, top: bool) -> str:
        """A heading; at the `top` of a page there is no space above it."""
        styles = self._set.styles
        number = ""
        if heading.number is not None and heading.number.text:
            number = self._set.inline(heading.number) + run(_NUMBER_SPACE)
        content = self._contents.target(heading, number + self._set.inline(heading.title))
        style = styles[f"Heading{min(max(heading.level, 1), 6)}"]
        thread = _THREAD if is_goal(heading) and self._pages.is_blank else ""
        if not heading.kicker:
            close = '<w:spacing w:before="0"/>' if top else ""
            return paragraph(style, content, KEEP_NEXT + thread + close)
        above = 0 if top else _BEFORE_KICKER.get(heading.level, _BEFORE_LOW_KICKER)
        words = self._tables.words(heading.kicker)
        kicker = paragraph(
            styles["Overrubrik"], words, f'{KEEP_NEXT}{thread}<w:spacing w:before="{above}"/>'
        )
        close = f'<w:spacing w:before="{_AFTER_KICKER}"/>'
        return kicker + paragraph(style, content, KEEP_NEXT + thread + close)


def _on_new_page(content: str) -> str:
    """The first paragraph of the content at the top of a page."""
    if not content.startswith("<w:p>"):
        return f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>{content}"
    head, mark, rest = content.partition("/>")
    keep = KEEP_NEXT if rest.startswith(KEEP_NEXT) else ""
    return f"{head}{mark}{keep}<w:pageBreakBefore/>{rest.removeprefix(keep)}"
