# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Properties of a Word file: title, who it is by, what it is about, and its language."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from plandoc.manuscript import printed
from plandoc.manuscript.compose import whose
from plandoc.manuscript.parts import Manuscript
from plandoc.model import PlanDocument

_LONGEST = 255
# Who wrote the template and when says nothing about the plan.
_DROPPED = (
    "cp:lastModifiedBy", "cp:lastPrinted", "cp:revision", "dcterms:created", "dcterms:modified",
)  # fmt: skip


def describe(file: Document, document: PlanDocument, manuscript: Manuscript) -> None:
    """Set the properties, and Swedish as the language of all text that says no other."""
    core = file.core_properties
    core.title = _line(manuscript.title)
    core.author = _line(whose(document))
    subject = [manuscript.cover.kind, document.period.text if document.period else ""]
    core.subject = _line(" ".join(subject))
    core.language = manuscript.language
    for name in _DROPPED:
        for element in core._element.findall(qn(name)):
            core._element.remove(element)
    _language_of_styles(file, manuscript.language)
    _language_of_theme(file, manuscript.language)


def _line(text: str) -> str:
    return printed.one_line(text)[:_LONGEST]


def _language_of_styles(file: Document, language: str) -> None:
    root = file.styles.element
    defaults = root.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = etree.SubElement(root, qn("w:docDefaults"))
        root.insert(0, defaults)
    run_default = defaults.find(qn("w:rPrDefault"))
    if run_default is None:
        run_default = etree.SubElement(defaults, qn("w:rPrDefault"))
        defaults.insert(0, run_default)
    run = run_default.find(qn("w:rPr"))
    if run is None:
        run = etree.SubElement(run_default, qn("w:rPr"))
    found = run.find(qn("w:lang"))
    if found is None:
        found = etree.SubElement(run, qn("w:lang"))
        for later in ("w:eastAsianLayout", "w:specVanish", "w:oMath"):
            for element in run.findall(qn(later)):
                run.append(element)
    found.set(qn("w:val"), language)
    # Styles of a template may say that they are in English; a plan is not.
    for element in root.iter(qn("w:lang")):
        if element.get(qn("w:val")):
            element.set(qn("w:val"), language)


def _language_of_theme(file: Document, language: str) -> None:
    settings = file.settings.element
    for element in settings.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), language)
