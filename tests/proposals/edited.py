# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan that leaves as a Word file, what a colleague does to the file, and how it comes back."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

from ledtrad.documents import actions, proposals, writing
from ledtrad.documents.models import Import
from ledtrad.documents.proposals import Proposal, Proposals
from ledtrad.organisation.models import User
from ledtrad.plans.models import Plan
from tests import factories


class WordFile:
    """The file of a plan as it was downloaded, and edits of the kinds that people make."""

    def __init__(
        self, plan: Plan, user: User | None = None, *, subject: writing.Subject | None = None
    ) -> None:
        self.user = user or factories.operator()
        chosen = subject or writing.of_plan(plan)
        written = writing.write(chosen, "docx", acting_user=self.user)
        self.name = written.name
        self.file: Document = docx.Document(io.BytesIO(written.data))

    def data(self) -> bytes:
        """The file as it is now."""
        stream = io.BytesIO()
        self.file.save(stream)
        return stream.getvalue()

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph, those of cells too."""
        yield from self.file.paragraphs
        for table in self.file.tables:
            for row in table.rows:
                for cell in row.cells:
                    yield from cell.paragraphs

    def reword(self, old: str, new: str) -> None:
        """Replace words wherever they stand."""
        found = False
        for paragraph in self.paragraphs():
            for run in paragraph.runs:
                if old in run.text:
                    run.text = run.text.replace(old, new)
                    found = True
        assert found, old

    def paragraph(self, text: str) -> Paragraph:
        """The first paragraph that begins with the text."""
        return next(each for each in self.paragraphs() if each.text.startswith(text))

    def delete(self, text: str) -> None:
        """Delete a paragraph."""
        element: Any = self.paragraph(text)._p
        element.getparent().remove(element)

    def write_after(self, text: str, new: str) -> None:
        """A new paragraph of the same style after another, as Enter gives."""
        after = self.paragraph(text)
        element: Any = copy.deepcopy(after._p)
        for child in list(element):
            if not child.tag.endswith("}pPr"):
                element.remove(child)
        after._p.addnext(element)
        Paragraph(element, after._parent).add_run(new)

    def row(self, text: str) -> Any:
        """The table row whose first cell begins with the text."""
        return next(
            row
            for table in self.file.tables
            for row in table.rows
            if row.cells[0].text.startswith(text)
        )

    def delete_row(self, text: str) -> None:
        """Delete a table row."""
        row = self.row(text)._tr
        row.getparent().remove(row)

    def add_row(self, after: str, *cells: str) -> None:
        """A new row after another, with these cells."""
        row = self.row(after)
        element: Any = copy.deepcopy(row._tr)
        for child in list(element.iter()):
            if child.tag.endswith(("}bookmarkStart", "}bookmarkEnd")):
                child.getparent().remove(child)
        row._tr.addnext(element)
        new = next(each for table in self.file.tables for each in table.rows if each._tr is element)
        for cell, text in zip(new.cells, cells, strict=True):
            cell.text = text


def brought_back(file: WordFile, user: User | None = None) -> Import:
    """The file read in again."""
    read = actions.read_import(file.data(), file.name, acting_user=user or file.user)
    assert read.state == Import.State.READ, read.error_code
    return read


def gathered(import_: Import, user: User) -> Proposals:
    """The proposals as things are now."""
    found = proposals.gather(Import.objects.get(pk=import_.pk), user)
    assert found is not None
    return found


def told(found: Proposals) -> list[tuple[str, str, str, str]]:
    """Field, old, new and state of each proposal."""
    return [
        (f"{each.change.element}.{each.change.field}", each.change.old_text,
         each.change.new_text, each.state)
        for each in found.every
    ]  # fmt: skip


def about(found: Proposals, element: str, field: str = "") -> Proposal:
    """The first proposal about a field of a kind of element."""
    return next(
        each for each in found.every if (each.change.element, each.change.field) == (element, field)
    )
