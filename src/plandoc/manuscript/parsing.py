# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a printed value says, as plain `plandoc/1` data: the way back from `printed`.

Nothing here fails: what is no due or no figure stays the words that it is. None means that nothing
is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from plandoc.codec import plain_value
from plandoc.dues import parse_due
from plandoc.manuscript import printed, wording
from plandoc.model import Due, RichText, plain
from plandoc.readers import characters
from plandoc.roles import parse_roles
from plandoc.steering import AssessmentName, StatusName, SteeringModel
from plandoc.values import parse_amount
from plandoc.words import fold

_PLAIN_MODEL = SteeringModel(code="", title="")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?[-\u2013/]\s?((?:19|20)\d\d|\d\d))?(?![\d-])")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_PARAGRAPH = re.compile(r"§\s*(\d+)")
_WORD_DIRECTIONS = {word: code for code, word in wording.DIRECTIONS.items() if word}


def statement(rich: RichText) -> str | None:
    """A short statement; line breaks between what stood on lines of its own."""
    return printed.clean(plain(rich)) or None


def running(rich: RichText) -> list[dict[str, Any]] | None:
    """A running text; blocks that a format tore apart or left empty are tidied."""
    blocks: list[dict[str, Any]] = plain_value(printed.rich(rich))
    return blocks or None


def due(text: str, model: SteeringModel | None, year: int | None) -> dict[str, Any] | None:
    """When, typed."""
    if not text:
        return None
    found: Due = parse_due(text, model or _PLAIN_MODEL, year=year)
    parsed: dict[str, Any] = plain_value(found)
    return parsed


def roles(text: str, model: SteeringModel | None) -> tuple[list[dict[str, Any]] | None, str | None]:
    """Who, and the cell as written where the roles alone would lose words of it."""
    if not text:
        return None, None
    found = parse_roles(text, model or _PLAIN_MODEL)
    named: list[dict[str, Any]] = plain_value(found)
    whole = ", ".join(role.text for role in found)
    return named or None, None if whole == characters.clean(text) else text


def status(text: str, model: SteeringModel | None) -> dict[str, Any] | None:
    """A status, with the kind that the model's word for it has."""
    return _judged(text, model.statuses if model else ())


def assessment(text: str, model: SteeringModel | None) -> dict[str, Any] | None:
    """An assessment, with the kind that the model's word for it has."""
    return _judged(text, model.assessments if model else ())


def _judged(text: str, names: Iterable[StatusName | AssessmentName]) -> dict[str, Any] | None:
    if not text:
        return None
    said = fold(text).split()
    best, kind = 0, "unknown"
    for name in names:
        for label in (name.name, *name.labels):
            words = fold(label).split()
            if len(words) > best and said[: len(words)] == words:
                best, kind = len(words), name.kind
    return {"text": text, "kind": kind}


def figure(text: str) -> dict[str, Any]:
    """Text, value and unit of a target or an outcome."""
    amount = parse_amount(text)
    found: dict[str, Any] = {"text": text}
    if amount.value is not None:
        found["value"] = f"{amount.value:f}"
    if amount.unit is not None:
        found["unit"] = amount.unit
    return found


def period(text: str) -> dict[str, Any] | None:
    """The time that a document is about: whole years, where the text names years."""
    if not text:
        return None
    found = _YEARS.search(text)
    if found is None:
        return {"text": text}
    first = found[1]
    last = found[2] or first
    last = first[:2] + last if len(last) == 2 else last
    last = max(first, last)
    return {"text": text, "start": f"{first}-01-01", "end": f"{last}-12-31"}


def decision(text: str | None) -> dict[str, Any]:
    """What the line about the decision tells besides its words: the day and the paragraph."""
    if text is None:
        return {}
    found: dict[str, Any] = {"text": text}
    day = _DAY.search(text)
    if day and is_day(day[0]):
        found["date"] = day[0]
    paragraph = _PARAGRAPH.search(text)
    if paragraph:
        found["paragraph"] = paragraph[1]
    return found


def is_day(text: str) -> bool:
    """Whether a text is a day there is, as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def listed(text: str) -> list[str] | None:
    """What stands with commas between."""
    return [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()] or None


def direction(text: str) -> str | None:
    """Which way an indicator should go."""
    return _WORD_DIRECTIONS.get(text)


def level(
    kicker: str, model: SteeringModel | None, *, alone: bool = True
) -> tuple[str, str] | None:
    """Code and name of the goals that stand below a word ("Nämndmål")."""
    for known in model.levels if model else ():
        if fold(kicker) in {fold(word) for word in (known.name, known.plural or "", *known.labels)}:
            return known.code, known.name
    return ("goal", kicker) if alone and kicker else None


def section(heading: str, model: SteeringModel | None) -> str:
    """The type of a goal's section, by its heading."""
    for known in model.sections if model else ():
        if fold(heading) in {fold(word) for word in (known.name, *known.labels)}:
            return known.type
    return "other"
