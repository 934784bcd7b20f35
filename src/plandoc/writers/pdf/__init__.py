# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans as PDF, set by typst: PDF/UA-1 and PDF/A-3a in one file, with the plan's data attached.

The same document gives the same bytes on every machine: the fonts are in the package, the
machine's own are not looked at, nothing is fetched, and no clock is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

from plandoc import codec
from plandoc.manuscript import grammar
from plandoc.manuscript.compose import compose
from plandoc.manuscript.parts import Manuscript
from plandoc.model import PlanDocument
from plandoc.steering import SteeringModel
from plandoc.writers.pdf.layout import page_data

ATTACHMENT = "plandoc.json"
NO_DATE = "1970-01-01"

_FOLDER = Path(__file__).parent
_TEMPLATE = _FOLDER / "template" / "plan.typ"
_PAGES = "headings"
# Swedish, as all that the document itself says.
_WORDS = {
    "page": "Sida",
    "contents": "Innehåll",
    "attachment": "Planens uppgifter som data (plandoc/1)",
    "steering": "Styrmodellen som planen är skriven efter",
}


def write(document: PlanDocument, model: SteeringModel | None = None) -> bytes:
    """The document as PDF."""
    data, steering = codec.dumps(document), grammar.packed(document, model)
    return render(compose(document, model), data, date=_date(document), steering=steering)


def render(manuscript: Manuscript, data: str, *, date: str = NO_DATE, steering: str = "") -> bytes:
    """A manuscript as PDF, with `data` attached as `plandoc.json`; `date` as ISO 8601.

    `steering` is the model that it is printed by, as JSON; it is attached too.
    """
    return typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        font_paths=_fonts(),
        format="pdf",
        pdf_standards=["ua-1", "a-3a"],
        timestamp=0,
        sys_inputs={**_inputs(manuscript, data, date), "steering": steering},
    )


def page_numbers(manuscript: Manuscript) -> Mapping[str, int]:
    """The page, counted from 1, that each heading stands on in print, by the heading's anchor."""
    found = typst.query(
        _TEMPLATE,
        f"<{_PAGES}>",
        field="value",
        root=_TEMPLATE.parent,
        font_paths=_fonts(),
        sys_inputs={**_inputs(manuscript, "{}", NO_DATE), "counting": "true"},
    )
    return dict(json.loads(found)[0])


@cache
def _fonts() -> typst.Fonts:
    """The fonts of the package and those within typst, and no others."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_FOLDER / "fonts")])


def _date(document: PlanDocument) -> str:
    """The date in the file's properties, which PDF/A-3 demands: no clock is read for it."""
    decided = document.decision.date if document.decision else None
    begins = document.period.start if document.period else None
    return decided or begins or NO_DATE


def _inputs(manuscript: Manuscript, data: str, date: str) -> dict[str, str]:
    return {
        "date": date,
        "data": json.dumps(page_data(manuscript), ensure_ascii=False),
        "words": json.dumps(_WORDS, ensure_ascii=False),
        "plandoc": data,
        "steering": "",
        "counting": "false",
    }
