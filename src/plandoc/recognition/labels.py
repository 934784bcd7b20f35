# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds the steering model's labels: of levels, sections, chapters, prompts, phases, statuses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plandoc.blocks import Paragraph
from plandoc.steering import Level, Phase, Prompt, SectionType, StatusName, SteeringModel
from plandoc.words import fold

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True, slots=True)
class LevelLabel:
    """A level's label, with the number and title that stand on the same line, if any."""

    level: Level
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class SectionLabel:
    """A section's heading, with the text that stands after it on the same line, if any."""

    section: SectionType
    heading: str
    text: str


class Labels:
    """All labels of a model, compiled."""

    def __init__(self, model: SteeringModel) -> None:
        self.model = model
        # A longer label first: "Enhetens mål" must not hide "Enhetens mål för året".
        labels = [(lb, lv) for lv in model.levels for lb in sorted({lv.name, *lv.labels})]
        labels.sort(key=lambda pair: -len(pair[0]))
        self._levels = [(_level_pattern(label), level) for label, level in labels]
        self._sections = {
            fold(label): section
            for section in model.sections
            for label in (section.name, *section.labels)
        }
        self._section_starts = [
            (
                re.compile(rf"^\s*({_flexible(label)})\s*:\s*(\S.*)$", re.IGNORECASE | re.DOTALL),
                section,
            )
            for section in model.sections
            for label in (section.name, *section.labels)
        ]
        self._chapters = {fold(_YEAR.sub("", c.replace("{year}", ""))) for c in model.chapters}
        self._prompts = {fold(label): p for p in model.prompts for label in p.labels}

    def level(self, block: Paragraph) -> LevelLabel | None:
        """The level label that the paragraph begins with; see `level_of`."""
        return self.level_of(block.text)

    def names_level(self, text: str, level: Level) -> bool:
        """Whether a text begins with a name of the level, whatever follows."""
        folded = fold(text)
        return any(folded.startswith(fold(n)) for n in (level.name, *level.labels))

    def split_origin(self, texts: Sequence[str], level: Level) -> list[str]:
        """The texts with a name of the level that follows a full stop on a line of its own."""
        parts: list[str] = []
        for text in texts:
            for label in sorted({level.name, *level.labels}, key=len, reverse=True):
                match = re.search(rf"[.!?)]\s+(?={_flexible(label)}\b)", text, re.IGNORECASE)
                if match:
                    parts += [text[: match.start() + 1], text[match.end() :]]
                    break
            else:
                parts.append(text)
        return parts

    def level_of(self, text: str) -> LevelLabel | None:
        """The level label that a text begins with.

        Alone, or followed by a colon or dash, or by a number, and the title.
        """
        text = text.strip()
        for pattern, level in self._levels:
            match = pattern.match(text)
            if match is None:
                continue
            rest = text[match.end() :].strip()
            separated = bool(match["sep"].strip()) or not rest
            if not (separated or match["number"]):
                continue
            number = match["number"].strip().rstrip(".") if match["number"] else None
            if number and _YEAR.fullmatch(number):
                if rest:
                    continue
                number = None
            return LevelLabel(level, number, rest)
        return None

    def without_label(self, text: str, level: Level) -> str:
        """A heading without the level's name before its own: "Målområde Miljö" is "Miljö"."""
        for label in sorted({level.name, *level.labels}, key=len, reverse=True):
            match = re.match(rf"{_flexible(label)}\s+(?=[A-ZÅÄÖ\"”“])", text, re.IGNORECASE)
            if match and text[match.end() :][:1] in '"”“' + text[match.end() :][:1].upper():
                return text[match.end() :].strip()
        return text

    def section(self, text: str) -> SectionLabel | None:
        """The section whose heading the line is, or begins with before a colon."""
        section = self._sections.get(fold(text))
        if section is not None and _stands_alone(text):
            return SectionLabel(section, text.strip().rstrip(":").strip(), "")
        for pattern, section in self._section_starts:
            match = pattern.match(text)
            if match:
                return SectionLabel(section, match[1].strip(), match[2].strip())
        return None

    def chapter(self, text: str) -> bool:
        """Whether the line is the heading of one of the model's standing chapters."""
        stripped = text.strip()
        if not _stands_alone(stripped):
            return False
        return fold(_YEAR.sub("", stripped)) in self._chapters

    def prompt(self, text: str) -> Prompt | None:
        """The standing question that the line is."""
        return self._prompts.get(fold(text))

    def phase(self, text: str) -> str | None:
        """The line as a phase of competence supply ("Utveckla/behålla"), if it is nothing else."""
        return text.strip().strip("()").strip() if phases_of(text, self.model) else None


def phases_of(text: str, model: SteeringModel) -> tuple[Phase, ...]:
    """The phases that a category names, in order; empty when it holds any other word.

    "Avsluta och avveckla" is one phase where the model says so, "Utveckla och behålla" two.
    """
    names = {fold(n): phase for phase in model.phases for n in (phase.name, *phase.labels)}
    words = fold(text).split()
    found: list[Phase] = []
    at = 0
    while at < len(words):
        for size in range(len(words) - at, 0, -1):
            phase = names.get(" ".join(words[at : at + size]))
            if phase is not None:
                found += [phase] if phase not in found else []
                at += size
                break
        else:
            if words[at] not in {"och", "samt", "eller"} or not found:
                return ()
            at += 1
    return tuple(found)


def status_of(text: str, model: SteeringModel) -> StatusName | None:
    """The model's status behind a cell: the word itself, another spelling, or its first words."""
    folded = fold(text)
    names = [(fold(n), s) for s in model.statuses for n in (s.name, *s.labels)]
    for name, status in names:
        if folded == name:
            return status
    for name, status in sorted(names, key=lambda pair: -len(pair[0])):
        if folded.startswith(name + " "):
            return status
    return None


def _stands_alone(text: str) -> bool:
    """Whether a line may be a label: the last word of a wrapped sentence is none."""
    stripped = text.strip()
    return 0 < len(stripped) < 80 and not stripped[0].islower() and not stripped.endswith(".")


def _level_pattern(label: str) -> re.Pattern[str]:
    """A level's label, with a number or not, up to what parts it from the title."""
    number, end = r"(?P<number>\s+\d+(?:\.\d+)*\.?)?", r"(?P<sep>\s*[:–]|\s-\s|\s*$|\s)"
    return re.compile(f"{_flexible(label)}{number}{end}", re.IGNORECASE)


def _flexible(label: str) -> str:
    """A label as a pattern in which any run of blanks, or none around a dash, may stand."""
    words = re.split(r"\s+", label.strip())
    return r"\s+".join(re.escape(word) for word in words).replace(r"\s+\-\s+", r"\s*[-–]\s*")
