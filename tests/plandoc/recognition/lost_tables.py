# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes tables of invented rows and takes them apart as text extraction does.

Cells are wrapped at a width in print, so the number of letters in a line varies; a page break cuts
a row at a height, through all of its cells at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from plandoc.blocks import Paragraph, Span
from plandoc.model import Place

_WHO = [
    "Medarbetarna", "Cheferna", "Alla grupper", "Nya kollegor", "Köken", "Teamen", "Vikarierna",
]  # fmt: skip
_STATE = [
    "har den kunskap som uppdraget kräver", "känner till hur verksamheten planeras",
    "får tid för gemensam reflektion varje månad", "arbetar efter samma rutiner oavsett hus",
    "är trygga i samtal med anhöriga", "vet vem som gör vad när något händer",
    "ser hur det egna arbetet bidrar till helheten",
]  # fmt: skip
_GAIN = [
    "Ökad kunskap om", "Bättre stöd för", "Fler sökande till", "Kortare väntan på",
    "Mindre slitage på",
]  # fmt: skip
_TOPIC = [
    "demens och åldrande", "tillgänglig kommunikation", "lågaffektivt bemötande",
    "digitala verktyg", "odling och utemiljö", "dokumentation i vardagen",
    "vikariernas första vecka", "mat som doftar och smakar", "utbildningsplatser i hamnområdet",
]  # fmt: skip
_DO = [
    "Ta fram en utbildning om", "Starta nätverk för", "Bjuda in till föreläsningar om",
    "Utse ombud för", "Genomföra studiebesök kring", "Skriva en gemensam handledning för",
    "Följa upp arbetet med", "Pröva nya former för", "Samla exempel på",
]  # fmt: skip
_HOW = [
    "tillsammans med grannkommunerna", "i samverkan med yrkeshögskolan", "med stöd av handledare",
    "under introduktionens första månader", "så att alla hinner delta på arbetstid",
    "vid gemensamma planeringsdagar", "genom korta filmer som alla kan se",
]  # fmt: skip
_ROLES = [
    "Enhetschef", "Rektor", "Avdelningschef", "Verksamhetschef", "HR", "Samordnare", "Controller",
    "Enhetschef hemtjänst", "Avdelningschef omsorg", "Rektor och samordnare",
    "Enhetschefer Biträdande enhetschefer", "Chef för måltid", "Enhetschef Norra hamnen",
    "Kostansvarig", "Skolsköterskan", "Lokalstrateg", "Enhetschef LSS",
    "Avdelningschef HR och lön",
]  # fmt: skip
_DUES = [
    "2027", "2026", "Löpande", "Kontinuerligt", "2026-12-31", "30/6-2027", "2026-2028", "VT 2026",
]  # fmt: skip
_RESOURCES = [
    "Utvecklingsenheten", "Resursenheten", "20 timmar", "Arbetsgruppen lärande", "Stödteamet",
    "Egna medel",
]  # fmt: skip
_OCCASIONS = [
    "Tertial 1 och 2", "VB", "Tertial 2 och VB", "Tertial samt VB", "Tertialrapport 1",
]  # fmt: skip
_COMMENTS = [
    "Samordnaren sammanställer varje halvår", "Redovisas i ledningsgruppen", "Följs upp på APT",
    "Gruppen lämnar en lägesbild i maj", "Antal deltagare räknas", "Samtliga berörda enheter",
]  # fmt: skip
_PHASES = [
    "Attrahera", "Rekrytera", "Introducera", "Utveckla", "Behålla", "Avsluta",
    "Utveckla och behålla",
]  # fmt: skip
_GOALS = [
    "Hamnstaden ska vara en plats för alla åldrar", "Barn och unga lyckas i skolan",
    "Äldre har en meningsfull vardag med god omsorg", "Kommunen är en arbetsgivare att räkna med",
    "Service ges snabbt och på lika villkor", "Naturen nära bostaden vårdas och används",
]  # fmt: skip

HEADS = {
    "aim": (
        ["Vad vill vi uppnå?"],
        ["Aktivitet", "Hur gör vi det?"],
        ["Måldatum"],
        ["Ansvarig", "(Funktion)"],
        ["Resurser"],
        ["Uppföljning/", "kommentar"],
    ),
    "goal": (
        ["VP-mål"],
        ["Kompetensförsörjnings-", "aktivitet"],
        ["Måldatum"],
        ["Ansvarig"],
        ["Uppföljning"],
    ),
}
_NARROW = frozenset("iljtfr.,:;()/!'I ")
_WIDE = frozenset("mwMW")


@dataclass(slots=True)
class Style:
    """How one document is laid out and how its extraction looks."""

    kind: str  # "aim" or "goal": which of the two tables
    widths: list[float]
    spaced: bool  # a blank line between all lines; otherwise only between cells
    blanks: bool  # empty cells leave blanks behind
    phases: str  # "", "category", "suffix", "between"
    together: float  # how often short cells stand on one line
    page: int  # lines of text that a page holds
    dues: bool = True
    labelled: bool = True  # goals have numbers or labels
    bullets: bool = False  # activities of several parts are lists


@dataclass(slots=True)
class Made:
    """A table as it was meant, row by row and column by column, and as extraction gives it."""

    style: Style
    rows: list[dict[int, str]] = field(default_factory=list)
    phases: list[str] = field(default_factory=list)
    lines: list[tuple[str, int]] = field(default_factory=list)  # text, blank lines before

    def blocks(self) -> list[Paragraph]:
        return [
            Paragraph(Span(number, text, Place(line=number + 1)), gap_before=gap)
            for number, (text, gap) in enumerate(self.lines)
        ]


class Chance(Random):
    """The same chances for the same seed."""


def style(random: Random) -> Style:
    """A layout by chance."""
    kind = random.choice(["aim", "goal"])
    main = [random.uniform(15, 26), random.uniform(13, 24)]
    rest = [6.5, random.uniform(7.5, 10)]
    rest += [random.uniform(9, 12)] if kind == "aim" else []
    rest += [random.uniform(9, 13)]
    return Style(
        kind=kind,
        widths=main + rest,
        spaced=random.random() < 0.6,
        blanks=random.random() < 0.6,
        phases=random.choice(["category" if kind == "aim" else "between", "suffix", ""]),
        together=random.choice([0.0, 0.3, 0.8]),
        page=random.choice([25, 40, 1000]),
        dues=random.random() < 0.85,
        labelled=random.random() < 0.85,
        bullets=random.random() < 0.2,
    )


def make(random: Random, how: Style, count: int) -> Made:
    """A table of so many rows in this layout."""
    made = Made(how)
    made.lines += _head(how)
    room = how.page
    phase, goal = "", ""
    for number in range(count):
        if how.phases == "category" and (number == 0 or random.random() < 0.3):
            new = random.choice(_PHASES[:-1])
            if new != phase:
                phase = new
                blanks = random.choice(["", " ", "      "])
                made.lines.append((phase + blanks, 3 if how.spaced else 1))
        elif how.phases in ("suffix", "between"):
            phase = random.choice(_PHASES)
        if how.kind == "goal" and (number == 0 or how.phases == "between" or random.random() < 0.4):
            goal = _goal(random, how)
            shown = goal
        else:
            shown = ""
        row = _row(random, how, shown)
        cells = _cells(row, how, phase)
        room = _write(made, random, cells, room)
        made.rows.append(row)
        made.phases.append(phase)
    return made


def _goal(random: Random, how: Style) -> str:
    text = random.choice(_GOALS)
    if not how.labelled:
        return text
    number = f"{random.randint(1, 4)}.{random.randint(1, 6)}"
    return random.choice([f"{number} {text}", f"{number} {text}", f"Nämndmål: {text}"])


def _statement(random: Random) -> str:
    said = f"{random.choice(_DO)} {random.choice(_TOPIC)}"
    if random.random() < 0.6:
        said += f" {random.choice(_HOW)}"
    return said + random.choice(["", "", "."])


def _row(random: Random, how: Style, goal: str) -> dict[int, str]:
    row: dict[int, str] = {}
    if how.kind == "goal":
        row[0] = goal
    elif random.random() < 0.6:
        row[0] = f"{random.choice(_WHO)} {random.choice(_STATE)}" + random.choice(["", "."])
    else:
        row[0] = f"{random.choice(_GAIN)} {random.choice(_TOPIC)}"
    parts = [_statement(random) for _ in range(random.choice([1, 1, 1, 1, 2]))]
    sign = "- " if how.bullets and len(parts) > 1 else ""
    row[1] = "\n".join(f"{sign}{part}" for part in parts)
    row[2] = random.choice(_DUES) if how.dues else ""
    row[3] = "\n".join(random.sample(_ROLES, random.choice([1, 1, 1, 2])))
    follow_up = random.choice([random.choice(_OCCASIONS)] * 3 + ["", random.choice(_COMMENTS)])
    if how.kind == "aim":
        row[4] = random.choice([random.choice(_RESOURCES), ""])
        row[5] = follow_up
    else:
        row[4] = follow_up
    return {index: text for index, text in row.items() if text}


def _cells(row: dict[int, str], how: Style, phase: str) -> list[list[str]]:
    """Each cell's visual lines; a cell of its own for a phase between goal and activity."""
    cells: list[list[str]] = []
    for index, wide in enumerate(how.widths):
        text = row.get(index, "")
        if index == 1 and how.phases == "suffix":
            text += f" ({phase})"
        if index == 1 and how.phases == "between":
            text = f"{phase}\n{text}"
        cells.append([line for part in text.split("\n") if part for line in _wrap(part, wide)])
    return cells


def _wrap(text: str, wide: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and _print_width(f"{lines[-1]} {word}") <= wide:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _print_width(text: str) -> float:
    return sum(
        0.3 if c in _NARROW else 0.85 if c in _WIDE else 0.68 if c.isupper() else 0.55 for c in text
    )


def _head(how: Style) -> list[tuple[str, int]]:
    lines: list[tuple[str, int]] = []
    for number, head in enumerate(HEADS[how.kind]):
        for part, text in enumerate(head):
            lines.append((f"{text} ", 1 if how.spaced or part == 0 else 0))
            if how.kind == "goal" and number and part == 0 and how.spaced:
                lines[-1] = (lines[-1][0], 3)
    return lines


def _write(made: Made, random: Random, cells: list[list[str]], room: int) -> int:
    """Write a row, cut where the page ends; returns the room that is left on the page."""
    height = max(len(cell) for cell in cells)
    while height > room:
        upper = [cell[:room] for cell in cells] if room > 1 else None
        if upper:
            _write_cells(made, random, upper, torn=True)
            cells = [cell[room:] for cell in cells]
        head = _head(made.style)
        made.lines += [(head[0][0], head[0][1] + 3), *head[1:]]
        room = made.style.page
        height = max(len(cell) for cell in cells)
        _write_cells(made, random, cells, torn=bool(upper))
        return room - height
    _write_cells(made, random, cells, torn=False)
    return room - height


def _write_cells(made: Made, random: Random, cells: list[list[str]], *, torn: bool) -> None:
    how = made.style
    lead, gap = "", 1
    for index, cell in enumerate(cells):
        if not cell:
            if how.blanks and not torn and index in (0, 2, 4):
                lead = random.choice([" ", "      "])
                gap = 3 if how.spaced and random.random() < 0.5 else gap
            continue
        for number, line in enumerate(cell):
            joined = index > 1 and not number and not lead and random.random() < how.together
            short = made.lines and len(made.lines[-1][0]) < 30 and index > 2
            if joined and short:
                above, before = made.lines.pop()
                between = random.choice([" ", "  "])
                made.lines.append((above.rstrip() + between + line + " ", before))
            else:
                first = gap if number == 0 else 1
                made.lines.append((lead + line + " ", first if how.spaced else int(number == 0)))
            lead, gap = "", 1
