# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that are printed around the values: the steering model's, else the ones here.

Plans are written in Swedish whatever language the pages are shown in.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from plandoc.model import Direction, DocumentKind, PlanDocument
from plandoc.steering import Column, SteeringModel, TableKind, shipped_models

KINDS: dict[DocumentKind, str] = {
    "operational_plan": "Verksamhetsplan",
    "competence_plan": "Kompetensförsörjningsplan",
    "follow_up": "Uppföljning",
    "annual_report": "Verksamhetsberättelse",
    "other": "Dokument",
}
FRONT = {
    "unit": "Enhet",
    "administration": "Förvaltning",
    "board": "Nämnd",
    "municipality": "Kommun",
    "addressee": "Till",
    "handler": "Handläggare",
    "case_number": "Diarienummer",
    "decision": "Beslut",
    "decision.body": "Beslutat av",
    "decision.date": "Beslutsdatum",
    "decision.paragraph": "Paragraf",
    "period": "Period",
    "occasion": "Rapport",
}
FIELDS = {
    "title": "Aktivitet",
    "aim": "Syfte",
    "categories": "Område",
    "start": "Start",
    "due": "Klart",
    "responsible": "Ansvarig",
    "resources": "Resurser",
    "status": "Status",
    "comment": "Kommentar",
    "planned_follow_up": "Planerad uppföljning",
    "addressees": "Till",
    "origin": "Kommer från",
    "assessment": "Bedömning",
    "name": "Indikator",
    "unit_of_measure": "Mätenhet",
    "gender": "Könsuppdelad",
    "direction": "Önskad riktning",
    "periodicity": "Periodicitet",
    "target": "Mål",
    "outcome": "Utfall",
    "forecast": "Prognos",
    "number": "Nr",
    "text": "Beskrivning",
    "kind": "Slag",
    "parent": "Del av",
}
SET_BY = {"unit": "Årsmål", "council": "Kommunfullmäktiges årsmål"}
GROUPS = {"total": "", "women": "kvinnor", "men": "män"}
DIRECTIONS: dict[Direction, str] = {
    "unknown": "", "more": "Öka", "less": "Minska", "interval": "Inom ett intervall",
}  # fmt: skip
YES = "Ja"
UNITS = "Arbetsplatser"
UNIT_NAME = "Namn"
INDICATORS = "Indikatorer"
ACTIVITIES = "Aktiviteter"
CHANGES = "Förändringar framåt"
NEEDS = "Kompetensbehov"
GOALS = "Mål"
ASSIGNMENTS = "Uppdrag"
ANALYSIS = "Analys"
RESULTS = "Förväntat resultat"
COMMENT = "Kommentar"
LEFTOVERS = "Övrigt ur underlaget"
SAME_AS = "Samma mål som"
ELSEWHERE = "Fler aktiviteter"
NO_TITLE = "Utan rubrik"

_PERIOD = re.compile(r"((?:19|20)\d\d)(?:([TQH])([1-4]))?\Z")
_PARTS = {"T": "tertial", "Q": "kvartal", "H": "halvår"}
_YEAR = "{year}"


@dataclass(frozen=True, slots=True)
class Words:
    """The words for one document: those of its steering model where it has them."""

    model: SteeringModel | None
    year: int | None

    @classmethod
    def of(cls, document: PlanDocument, model: SteeringModel | None = None) -> Words:
        """The words for a document, in the model given or else the one that it names."""
        found = model or shipped_models().get(document.model)
        start = document.period.start if document.period else None
        return cls(found, int(start[:4]) if start else None)

    def kind(self, document: PlanDocument) -> str:
        """What a document is: the model's word that its title has, else the model's first."""
        labels = [
            label
            for each in (self.model.documents if self.model else ())
            if each.kind == document.kind
            for label in each.labels
        ]
        # "Uppföljning av" begins a title; alone it says nothing.
        labels = [label for label in labels if not label.endswith((" av", " för"))]
        title = (document.title or "").casefold()
        named = [label for label in labels if label.casefold() in title]
        return max(named, key=len) if named else (labels or [KINDS[document.kind]])[0]

    def front(self, field: str) -> str:
        """The word on the cover for one of the document's own values."""
        for label in self.model.front if self.model else ():
            if label.field == field and label.labels:
                return label.labels[0]
        return FRONT[field]

    def section(self, kind: str) -> str:
        """The heading of a part of a goal that has none of its own."""
        for section in self.model.sections if self.model else ():
            if section.type == kind:
                return section.name
        return kind

    def filled_by(self, fills: str, otherwise: str) -> str:
        """The heading above what the model's sections fill (results, analysis, assessment)."""
        for section in self.model.sections if self.model else ():
            if section.fills == fills:
                return section.name
        return otherwise

    def prompt(self, collects: str, otherwise: str) -> str:
        """The model's standing question for needs or changes."""
        for prompt in self.model.prompts if self.model else ():
            if prompt.collects == collects and prompt.labels:
                return prompt.labels[0]
        return otherwise

    def level_plural(self, code: str, name: str) -> str:
        """Several goals of a level."""
        for level in self.model.levels if self.model else ():
            if level.code == code:
                return _capital(level.plural or level.name)
        return _capital(name)

    def is_assignment(self, code: str) -> bool:
        """Whether goals of a level are assignments, which stand in a table."""
        return any(
            lv.assignment for lv in (self.model.levels if self.model else ()) if lv.code == code
        )

    def columns(self, kind: TableKind, used: Collection[str]) -> tuple[Column, ...]:
        """The columns of the model's table of a kind that knows most of the used fields."""
        tables = [t.columns for t in (self.model.tables if self.model else ()) if t.kind == kind]
        return max(
            tables,
            key=lambda columns: len({column.field for column in columns} & set(used)),
            default=(),
        )

    def head(self, column: Column, year: int | None = None, *, dated: bool = False) -> str:
        """What stands above a column; with `dated`, a head that tells the year if there is one."""
        known = year or self.year
        with_year = [head for head in column.heads if _YEAR in head]
        plain = [head for head in column.heads if head and _YEAR not in head]
        if known and with_year and (dated or not plain or _YEAR in column.heads[0]):
            return with_year[0].replace(_YEAR, str(known))
        return plain[0] if plain else FIELDS.get(column.field, "")


def period(code: str) -> str:
    """A period in words: "2025", "tertial 1 2025"; as written where it is another's code."""
    found = _PERIOD.match(code)
    if found is None:
        return code
    return f"{_PARTS[found[2]]} {found[3]} {found[1]}" if found[2] else found[1]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
