# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans as HTML: one file that needs nothing else, and the fragment that other pages take in.

No script, nothing fetched, no attribute that a strict content security policy refuses. Whatever
the document says is text: it is escaped, and links lead to the web, to a mail address or to a
heading of the page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from plandoc.manuscript.compose import compose
from plandoc.manuscript.parts import Manuscript
from plandoc.model import PlanDocument
from plandoc.steering import SteeringModel
from plandoc.writers.html.body import Body, escaped

_STYLE = Path(__file__).with_name("page.css")


def write(document: PlanDocument, model: SteeringModel | None = None) -> bytes:
    """The document as a whole HTML page in UTF-8."""
    return page(compose(document, model)).encode()


def page(manuscript: Manuscript) -> str:
    """A manuscript as a whole page."""
    language, title = escaped(manuscript.language), escaped(manuscript.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        '<a class="ld-skip" href="#innehallet">Hoppa till innehållet</a>\n'
        f'<main id="innehallet" tabindex="-1">\n{fragment(manuscript)}</main>\n</body>\n</html>\n'
    )


def fragment(manuscript: Manuscript, *, first_level: int = 1) -> str:
    """A manuscript as an article for another page; its title is a heading of `first_level`.

    Every class begins with "ld-", and `stylesheet` has their look.
    """
    return Body(manuscript, first_level).article()


@cache
def stylesheet() -> str:
    """The style of the article and of the page around it."""
    return _STYLE.read_text(encoding="utf-8")


def _style() -> str:
    """The style sheet without its first comment, which is about the file."""
    return stylesheet().partition("*/\n")[2]
