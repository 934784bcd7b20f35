# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word files: a plan set in real styles, in a municipality's own template where it has one."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from plandoc.codec import digest
from plandoc.manuscript import grammar
from plandoc.manuscript.compose import compose
from plandoc.manuscript.outline import Outline
from plandoc.manuscript.parts import Grid, Manuscript
from plandoc.manuscript.rejoining import skeleton
from plandoc.manuscript.tables import fitted
from plandoc.model import PlanDocument
from plandoc.readers.package import parse_xml
from plandoc.steering import SteeringModel
from plandoc.writers.docx import template as templates
from plandoc.writers.docx.blank import CONTENT_TYPES, blank, content_types
from plandoc.writers.docx.body import Body
from plandoc.writers.docx.carried import carry
from plandoc.writers.docx.contents import Contents
from plandoc.writers.docx.lists import Lists
from plandoc.writers.docx.measures import Measures
from plandoc.writers.docx.pages import Pages
from plandoc.writers.docx.properties import describe
from plandoc.writers.docx.styles import Styles
from plandoc.writers.docx.text import Typesetter
from plandoc.writers.docx.xml import NAMESPACES, Bookmarks

# Headers and footers of a template may have bookmarks of their own.
_FIRST_BOOKMARK = 10_000


def write(
    document: PlanDocument,
    model: SteeringModel | None = None,
    *,
    template: bytes | None = None,
    pages: Mapping[str, int] | None = None,
) -> bytes:
    """The document as a Word file (.docx).

    `template` is a municipality's own .docx or .dotx: its styles, page size, headers and footers
    are used. `pages` says on which page each heading of the manuscript stands, by anchor, for the
    contents; without it they are counted in the PDF's layout. Raises `UnusableTemplate`.
    """
    manuscript = compose(document, model)
    with _counted(manuscript, pages) as counted:
        file = _opened(template, manuscript)
        describe(file, document, manuscript)
        bones = skeleton(document, manuscript, model)
        unprinted = {"skeleton": bones, "outline": Outline.of(manuscript).data()}
        told = {**unprinted, "written": digest(document)}
        carry(file, document, told, grammar.packed(document, model))
        _set(file, manuscript, counted(), is_blank=template is None)
    return _saved(file)


@contextmanager
def _counted(
    manuscript: Manuscript, pages: Mapping[str, int] | None
) -> Iterator[Callable[[], Mapping[str, int]]]:
    """Gives the pages when they are asked for; they are counted while the rest is written.

    typst works without Python's lock, and for as long as all the rest takes.
    """
    if pages is not None:
        yield lambda: pages
        return
    from plandoc.writers.pdf import page_numbers

    with ThreadPoolExecutor(1, thread_name_prefix="pages") as pool:
        yield pool.submit(page_numbers, manuscript).result


def _opened(template: bytes | None, manuscript: Manuscript) -> Document:
    if template is not None:
        return templates.opened(template)
    return docx.Document(io.BytesIO(blank(manuscript.title)))


def _set(
    file: Document, manuscript: Manuscript, pages: Mapping[str, int], *, is_blank: bool
) -> None:
    """Put the manuscript where the text of the empty document or of the template was."""
    body = file.element.body
    styles = Styles(file.styles.element, blank=is_blank)
    bookmarks = Bookmarks(_FIRST_BOOKMARK)
    lists = Lists(templates.numbering(file), styles)
    measures = Measures(file, styles)
    em = measures.em("Tabelltext")
    setter = Typesetter(styles, bookmarks, lists, _linker(file), em)
    paper = Pages(body, blank=is_blank)
    if not is_blank:
        manuscript = _on_paper(manuscript, paper, em)
    text = Body(setter, paper, Contents(styles, bookmarks, measures)).xml(manuscript, pages)
    made = parse_xml(f"<w:body {NAMESPACES}>{text}</w:body>".encode())
    for child in list(body):
        body.remove(child)
    body.extend(list(made))


def _on_paper(manuscript: Manuscript, pages: Pages, em: int) -> Manuscript:
    """The manuscript with tables for a template's paper and letters of this size."""
    upright, lying = (width * 1000 // em for width in pages.widths)
    items = (
        fitted(item, (upright, lying)) if isinstance(item, Grid) else item
        for item in manuscript.items
    )
    return replace(manuscript, items=tuple(items))


def _linker(file: Document) -> Callable[[str], str]:
    def relate(href: str) -> str:
        identity: str = file.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return identity

    return relate


def _saved(file: Document) -> bytes:
    """The file as bytes; the same document always gives the same."""
    package = file.part.package
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    packed: dict[str, bytes | None] = {
        CONTENT_TYPES: content_types({str(part.partname): part.content_type for part in parts}),
        "_rels/.rels": _relations(package),
    }
    for part in parts:
        part.before_marshal()
        packed[part.partname.membername] = part.blob
        if part.rels:
            packed[part.partname.rels_uri.membername] = _relations(part)
    return templates.repacked(packed)


def _relations(source: Any) -> bytes:
    """The relations of a package or a part, as python-docx writes them."""
    made: bytes = source.rels.xml
    return made
