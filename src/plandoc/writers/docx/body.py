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
from plandoc.manuscript.turning import is_goal, leads, stretches
from plandoc.readers.docx_styles import is_on, number
from plandoc.writers.docx.contents import Contents
from plandoc.writers.docx.pages import Pages
from plandoc.writers.docx.tables import Tables
from plandoc.writers.docx.text import Typesetter
from plandoc.writers.docx.xml import KEEP_NEXT, NEW_PAGE, SAME_PAGE, paragraph, run, spacer

# Between the number of a heading and its words.
_NUMBER_SPACE = "\u2002"
_AFTER_TABLE = 300
_BEFORE_CAPTION = 160
_TINY = 20
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
        for at, (wide, items) in enumerate(spreads):
            page_break = at == 0 and not wide
            width = self._pages.widths[wide]
            # Lines of running text are no longer on a page that lies down.
            self._set.beside = width - _MEASURE if wide and self._pages.is_blank else None
            made.append(self._spread(items, width, page_break=page_break))
            first = at == 0 and not wide
            if at < len(spreads) - 1:
                made.append(self._end_of_section(wide=wide, first=first))
            else:
                # A file must not end with a table.
                last = spacer(_TINY) if isinstance(items[-1], (Grid, Pairs)) else ""
                made.append(last + self._pages.section(wide=wide, first=first))
        if not spreads:
            made.append(self._pages.section(wide=False, first=True))
        return "".join(made)

    def _end_of_section(self, *, wide: bool, first: bool) -> str:
        """The paragraph that ends a section: so low that it never needs a page of its own."""
        return spacer(_TINY, self._pages.section(wide=wide, first=first))

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
        neighbours = zip((None, *items), items, (*items[1:], None), strict=False)
        for at, (before, item, after) in enumerate(neighbours):
            content = self._item(before, item, after, width, top=at == 0)
            if at == 0 and page_break:
                content = _on_new_page(content)
            made.append(content)
        return "".join(made)

    def _item(
        self, above: Item | None, item: Item, below: Item | None, width: int, *, top: bool
    ) -> str:
        table_before = isinstance(above, (Grid, Pairs))
        before = _AFTER_TABLE if table_before else None
        if isinstance(item, Heading):
            return self._heading(item, top=top, table_before=table_before)
        if isinstance(item, Label):
            return self._set.statement(item.title, "Etikett", KEEP_NEXT)
        if isinstance(item, Prose):
            leading = leads(item, below)
            return self._set.prose(item.field, width=width, before=before, leads=leading)
        if isinstance(item, Listing):
            gap = spacer(_AFTER_TABLE) if table_before else ""
            return gap + "".join(self._set.bullet(field) for field in item.fields)
        if isinstance(item, Pairs):
            return (spacer(_AFTER_TABLE) if table_before else "") + self._tables.pairs(item, width)
        gap = spacer(_AFTER_TABLE) if table_before and not item.caption.strip() else ""
        space = self._space("Caption", _AFTER_TABLE if table_before else _BEFORE_CAPTION)
        return gap + self._tables.grid(item, width, before=space)

    def _heading(self, heading: Heading, *, top: bool, table_before: bool) -> str:
        """A heading; at the `top` of a page there is no space above it."""
        ours = f"Heading{min(max(heading.level, 1), 6)}"
        shown = ""
        if heading.number is not None and heading.number.text:
            shown = self._set.inline(heading.number) + run(_NUMBER_SPACE)
        content = self._contents.target(heading, shown + self._set.inline(heading.title))
        thread = _THREAD if is_goal(heading) and self._pages.is_blank else ""
        numbered, indent = self._set.styles.unnumbered(ours)
        if not heading.kicker:
            close = self._space(ours, _AFTER_TABLE if table_before else 0)
            close = _space(0) if top else close
            return self._styled(ours, content, KEEP_NEXT + numbered + thread + close + indent)
        above = 0 if top else _BEFORE_KICKER.get(heading.level, _BEFORE_LOW_KICKER)
        begin = KEEP_NEXT
        if is_on(self._set.styles.inherited(ours, "pPr/pageBreakBefore")):
            # The page begins with the words above the heading.
            begin, numbered = begin + NEW_PAGE, SAME_PAGE + numbered
        words = self._tables.words(heading.kicker)
        kicker = self._styled("Overrubrik", words, begin + thread + _space(above))
        close = _space(_AFTER_KICKER)
        return kicker + self._styled(ours, content, KEEP_NEXT + numbered + thread + close + indent)

    def _styled(self, ours: str, content: str, properties: str) -> str:
        return paragraph(self._set.styles[ours], content, properties)

    def _space(self, ours: str, least: int) -> str:
        """The space above a paragraph, where the template's style gives less than the least."""
        if self._pages.is_blank and ours != "Caption":
            return ""
        given = number(self._set.styles.inherited(ours, "pPr/spacing"), "before")
        return _space(least) if given < least else ""


def _space(before: int) -> str:
    return f'<w:spacing w:before="{before}"/>'


def _on_new_page(content: str) -> str:
    """The first paragraph of the content at the top of a page."""
    if not content.startswith("<w:p>"):
        return f"<w:p><w:pPr>{NEW_PAGE}</w:pPr></w:p>{content}"
    head, mark, rest = content.partition("/>")
    keep = KEEP_NEXT if rest.startswith(KEEP_NEXT) else ""
    return f"{head}{mark}{keep}{NEW_PAGE}{rest.removeprefix(keep).removeprefix(NEW_PAGE)}"
