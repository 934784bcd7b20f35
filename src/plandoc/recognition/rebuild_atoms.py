# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The smallest pieces of a scattered table: lines, cut wherever another cell might begin.

A cut is only an offer: two pieces of one line may well end in the same cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plandoc.blocks import Paragraph
from plandoc.dues import is_due, match_due, match_due_end
from plandoc.recognition.rebuild_table import Part, Piece, is_gapped, usual_gap
from plandoc.recognition.rebuild_values import Values
from plandoc.roles import parse_roles, role_start
from plandoc.steering import Column, SteeringModel
from plandoc.words import fold, strip_number

_BLANKS = re.compile(r"\s{2,}")
_WORD = re.compile(r"(?<=\s)\S+")
_CAPITALISED = re.compile(r"(?<=\s)[\"”“]?[^\W\d_]")
_PARENTHESIS = re.compile(r"\(([^()]+)\)\s*$")
_OPENS = re.compile(r"\(([^()]+)$")
_CLOSES = re.compile(r"\s*([^()]+)\)")
_BULLET = re.compile(r"\s*[-–—•●▪*·]\s")
_BETWEEN_PHASES = re.compile(r"\s*[/,&+]\s*|\s+(?:och|samt|eller)\s+", re.IGNORECASE)
# How something is followed up, rather than who does it.
_FOLLOW_UP = re.compile(
    r"\b(?:följ(?:s|er)\s+upp|uppfölj|redovisa|rapporter|utvärder|sammanställ|stäms? av|avstämning"
    r"|mäts|mätning|enkät|APT\b)",
    re.IGNORECASE,
)
# No cell ends with one of these words, or with a comma or hyphen.
_OPEN = (
    "i på av från till med och för vid inom om hos mot under över genom mellan enligt samt eller "
    "som att en ett den det de via per är ska har kan utan utifrån efter innan än när där hur vad "
    "vilka vilken sin sitt sina våra vår deras bland gällande avseende"
)
_OPEN_WORDS = frozenset(_OPEN.split())
# The widths of a common proportional typeface, in parts of its size; all other letters are 0.54.
_WIDTHS = {
    **dict.fromkeys("iljtfIr.,:;|!'’()[]/ ", 0.29),
    **dict.fromkeys("mwMW%@", 0.84),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZÅÄÖ&", 0.67),
}
# A line of so few blanks may be the ends of two cells.
_SHORT = 4
# So many letters of a role are alike in all its forms.
_STEM = 8
# A line so much longer than the next one has come into the wrong column.
_OUTLIER = 1.25


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a line, with what can be seen of it without knowing its cell.

    `blanks` are the blanks before it, `trailing` those after it; `gap` counts the blank lines
    before it beyond the usual number. `width` is in parts of the typeface's size.
    """

    piece: Piece
    text: str
    opens_line: bool
    ends_line: bool
    blanks: int
    trailing: int
    gap: int
    torn: bool
    bullet: bool
    width: float
    first_width: float
    lower: bool
    ends_open: bool
    ends_sentence: bool
    kinds: frozenset[str]


class Cutter:
    """Cuts the lines of one table; knows the vocabulary of its columns."""

    def __init__(self, columns: Sequence[tuple[int, Column]], model: SteeringModel) -> None:
        self.model = model
        typed = [each for each in columns if each[1].type not in ("text", "role", "phase")]
        self.values = Values(typed, model) if typed else None
        self.types = {column.type for _, column in columns}
        self.words = {
            type_: Values([(0, Column("x", (), type_))], model)
            for type_ in ("amount", "periodicity", "status", "assessment")
            if type_ in self.types
        }
        self.phases = frozenset(
            fold(name) for phase in model.phases for name in (phase.name, *phase.labels)
        )
        self.resources = tuple(fold(word) for word in model.resources)
        self.levels = tuple(fold(label) for level in model.levels for label in level.labels)

    def atoms(self, parts: Sequence[Part]) -> list[Atom]:
        """The atoms of all lines, in order."""
        lines = [line for part in parts for line in part.lines]
        usual = 0 if is_gapped(lines) else usual_gap(lines)
        found: list[Atom] = []
        for part in parts:
            for number, line in enumerate(part.lines):
                torn = (part.torn and number == 0) or line.page_start
                around = (
                    part.lines[number - 1].text if number else "",
                    part.lines[number + 1].text if number + 1 < len(part.lines) else "",
                )
                gap = max(0, line.gap_before - usual)
                found += self._line(line, gap, self._halves(*around, line.text), torn=torn)
        return _with_recurring(found)

    def _halves(self, above: str, below: str, text: str) -> tuple[int, int]:
        """Where a phase in parentheses ends that began on the line above, and where one begins."""
        closes, opens = _CLOSES.match(text), _OPENS.search(text)
        end = start = 0
        if closes and (begun := _OPENS.search(above)) and self.is_phase(f"{begun[1]} {closes[1]}"):
            end = closes.end()
        if opens and (ended := _CLOSES.match(below)) and self.is_phase(f"{opens[1]} {ended[1]}"):
            start = opens.start() + 1
        return end, start

    def is_phase(self, text: str) -> bool:
        """Whether the text names one phase, or several with "och" or a stroke between."""
        names = _BETWEEN_PHASES.split(text.strip())
        return fold(text) in self.phases or all(fold(name) in self.phases for name in names)

    def _line(
        self, line: Paragraph, gap: int, halves: tuple[int, int], *, torn: bool
    ) -> Iterator[Atom]:
        text = line.text
        rest, begun = halves[0], halves[1] - 1
        cuts = sorted({0, *self._cuts(text), rest, max(begun, 0)} - {len(text)})
        pieces = [
            (start, end)
            for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)
            if text[start:end].strip()
        ]
        after = 0
        for number, (start, end) in enumerate(pieces):
            said = text[start:end].strip()
            first = text.index(said, start)
            last = first + len(said)
            following = text[last:]
            opens = number == 0
            kinds = set(self._kinds(said))
            if start == begun:
                kinds |= {"phase", "parenthesis"}
            if end <= rest:
                kinds |= {"phase", "parenthesis", "rest"}
            yield Atom(
                piece=Piece(line.span, first, last),
                text=said,
                opens_line=opens,
                ends_line=number == len(pieces) - 1,
                blanks=first - after,
                trailing=len(following) - len(following.lstrip()),
                gap=gap if opens else 0,
                torn=torn and opens,
                bullet=opens and (line.list == "bullet" or bool(_BULLET.match(said))),
                width=width(said),
                first_width=width(said.split()[0]),
                lower=said.lstrip("\"”“'(–- ")[:1].islower(),
                ends_open=_ends_open(said),
                ends_sentence=said.endswith((".", "!", "?", ":", ".”", '."')),
                kinds=frozenset(kinds),
            )
            after = last

    def _cuts(self, text: str) -> Iterator[int]:
        """Where in a line another cell might begin."""
        begin = len(text) - len(text.lstrip())
        for blank in _BLANKS.finditer(text, begin):
            yield blank.end()
        for start, end in _segments(text, begin):
            segment = text[start:end]
            yield from (start + cut for cut in self._cuts_of_words(segment))

    def _cuts_of_words(self, text: str) -> Iterator[int]:
        """Where the vocabulary shows that another cell may begin in a text without wide blanks."""
        start = self._after_due(text)
        yield start
        occasion = match_due_end(text, self.model, single=False)
        if occasion is not None and text[occasion].isupper():
            yield occasion
        for value in self.values.find(text) if self.values else ():
            if occasion is None or value.start <= occasion or not text[occasion].isupper():
                yield value.start
        for word in _WORD.finditer(text[:occasion], 1):
            if word[0][0].isupper() or word[0][0].isdigit():
                said = text[word.start() : occasion]
                if self._is_resource(said) or _FOLLOW_UP.match(said):
                    yield word.start()
        rest = text[start:occasion]
        short = rest[:1].islower() and rest.count(" ") < _SHORT
        if start or short or role_start(rest, self.model) or self._is_resource(rest):
            capitals = _CAPITALISED.finditer(rest)
            yield from (start + match.start() for match in capitals if match[0][-1].isupper())
        phase = _PARENTHESIS.search(text)
        if phase and self.is_phase(phase[1]):
            yield phase.start()
        else:
            yield from self._bare_phase(text)

    def _is_resource(self, text: str) -> bool:
        """Whether the text begins with a resource of the model: a name, or so many of something."""
        key = re.sub(r"^\d+ (?=\D)", "", fold(text))
        return any(key == word or key.startswith(f"{word} ") for word in self.resources)

    def _after_due(self, text: str) -> int:
        """Where the text goes on after a due at its beginning; 0 if it does not."""
        end = match_due(text, self.model)
        rest = text[end:]
        if not end or not rest.strip() or rest.strip()[0].islower():
            return 0
        return end + len(rest) - len(rest.lstrip())

    def _bare_phase(self, text: str) -> Iterator[int]:
        """Where a phase begins that closes the text without parentheses, with a capital."""
        words = list(re.finditer(r"\S+", text))
        for number in range(1, len(words)):
            at = words[number].start()
            if text[at].isupper() and self.is_phase(text[at:]):
                if not _ends_open(text[:at].strip()):
                    yield at
                return

    def _kinds(self, text: str) -> Iterator[str]:
        """What the vocabulary says of an atom."""
        if is_due(text, self.model):
            yield "due"
            if text[0].isalpha():
                yield "occasion"
        if role_start(text, self.model):
            yield "role"
            roles = len(parse_roles(text, self.model))
            if len(text.split()) <= 2 * roles and not _ends_open(text):
                yield "whole_role"
        bare = text.strip("() ")
        if bare and self.is_phase(bare):
            yield "phase"
            if text.startswith("("):
                yield "parenthesis"
        if self._is_resource(text):
            yield "resource"
        follow_up = _FOLLOW_UP.search(text)
        if follow_up:
            yield "follow_up" if follow_up.start() else "followed"
        key = fold(text)
        labelled = ":" in text and any(key.startswith(f"{label} ") for label in self.levels)
        if labelled or strip_number(text)[0]:
            yield "goal"
        for type_, values in self.words.items():
            if values.start(text) == 0:
                yield type_


def _with_recurring(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms, with those marked that stand behind different roles and so qualify none."""
    behind: dict[str, set[str]] = {}
    for before, atom in pairwise(atoms):
        if "role" in before.kinds and not atom.kinds and not atom.lower:
            behind.setdefault(fold(atom.text), set()).add(fold(before.text)[:_STEM])
    recurring = {text for text, roles in behind.items() if len(roles) > 1}
    return [
        replace(atom, kinds=frozenset({"recurring"}))
        if not atom.kinds and fold(atom.text) in recurring
        else atom
        for atom in atoms
    ]


def _segments(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """The stretches of a line between wide blanks."""
    start = begin
    for blank in _BLANKS.finditer(text, begin):
        yield start, blank.start()
        start = blank.end()
    if start < len(text):
        yield start, len(text.rstrip())


def _ends_open(text: str) -> bool:
    """Whether a sentence must go on after this text."""
    if text.endswith((",", "-", "(", "–")):
        return True
    words = text.rsplit(None, 1)
    return bool(words) and words[-1] in _OPEN_WORDS


def width(text: str) -> float:
    """How wide a text is in print, in parts of the size of its letters."""
    return sum(_WIDTHS.get(letter, 0.54) for letter in text)


def widest(widths: Iterable[float]) -> float | None:
    """The width of a column from its full lines, an outlier left out; None for too few lines."""
    ordered = sorted(widths)
    if len(ordered) < 3:
        return None
    return ordered[-1] if ordered[-1] <= ordered[-2] * _OUTLIER else ordered[-2]
