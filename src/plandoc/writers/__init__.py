# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writers: a plan document becomes a file of any format.

A format's writer and the libraries it needs are imported when a file of that format is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from plandoc.model import PlanDocument
    from plandoc.steering import SteeringModel

Format = Literal["docx", "pdf", "html", "md", "json"]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """What a format's files are called and sent as. `is_binary` says that no terminal shows it."""

    suffix: str
    media_type: str
    is_binary: bool = False


FORMATS: Mapping[Format, FileFormat] = {
    "docx": FileFormat(
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        is_binary=True,
    ),
    "pdf": FileFormat(".pdf", "application/pdf", is_binary=True),
    "html": FileFormat(".html", "text/html; charset=utf-8"),
    "md": FileFormat(".md", "text/markdown; charset=utf-8"),
    "json": FileFormat(".json", "application/json"),
}


def write(
    document: PlanDocument,
    kind: Format,
    *,
    model: SteeringModel | None = None,
    template: bytes | None = None,
) -> bytes:
    """The document as a file of the format `kind`.

    `model` gives the words of the headings and columns; without it they are those of the shipped
    model that the document names. `template` is a Word file whose styles, header and footer a
    Word file is to have; raises `UnusableTemplate` when it cannot be used.
    """
    if kind == "json":
        from plandoc.codec import dumps

        return dumps(document).encode()
    if kind == "docx":
        from plandoc.writers import docx

        return docx.write(document, model, template=template)
    if kind == "pdf":
        from plandoc.writers import pdf

        return pdf.write(document, model)
    if kind == "html":
        from plandoc.writers import html

        return html.write(document, model)
    from plandoc.writers import markdown

    return markdown.write(document, model)
