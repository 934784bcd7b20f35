# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Activities written as list items: "Öppna en lekplats (parkchef), klart senast 30 april 2026"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from plandoc.dues import is_due, parse_due
from plandoc.roles import parse_roles
from plandoc.steering import SteeringModel

_DUE = re.compile(
    r"[\s,;.–-]*\(?\b(?:(?:ska\s+vara\s+)?(?:klart?|klara|färdigt?|slutfört?|genomfört?)"
    r"(?:\s+(?:senast|till|under|i|den))?|senast|slutdatum|tidplan|när)\s*:?\s*"
    r"(?P<due>[^()]+?)\s*\)?\s*\.?\s*$",
    re.IGNORECASE,
)
_IN_PARENTHESES = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*[,.;]?\s*$")
_RESPONSIBLE = re.compile(
    r"[\s,;.–-]*\b(?:ansvarig(?:a|t)?|ansvar)\s*:?\s*(?P<roles>[^.;()]+?)\s*\.?\s*$", re.IGNORECASE
)


@dataclass(slots=True)
class Listed:
    """What a list item says: the activity's fields, and the words that only introduce them."""

    values: dict[str, Any] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)


def listed_activity(text: str, model: SteeringModel, year: int | None) -> Listed:
    """The fields of an activity that is one list item; everything that is no field is its title."""
    rest = re.sub(r"^\s*[-–•·▪●○*]\s*", "", text).strip()
    found = Listed()
    for _ in range(3):
        rest = _take_one(rest, found, model, year)
    found.values["title"] = rest or text.strip()
    return found


def _take_one(text: str, found: Listed, model: SteeringModel, year: int | None) -> str:
    """Take the due or the responsible off the end of the text, if one stands there."""
    values = found.values
    due = _DUE.search(text)
    if due and due.start() > 0 and "due" not in values:
        parsed = parse_due(due["due"], model, year=year)
        if parsed.kind != "none" and is_due(due["due"], model):
            values["due"] = parsed
            found.labels.append(text[due.start() : due.start("due")].strip(" ,;–-("))
            return text[: due.start()].rstrip(" ,;–-")
    responsible = _RESPONSIBLE.search(text)
    if responsible and responsible.start() > 0 and "responsible" not in values:
        _set_roles(values, responsible["roles"], model)
        found.labels.append(text[responsible.start() : responsible.start("roles")].strip(" ,;–-:"))
        return text[: responsible.start()].rstrip(" ,;–-")
    inside = _IN_PARENTHESES.search(text)
    if inside and inside.start() > 0:
        content = inside["inside"].strip()
        if is_due(content, model) and "due" not in values:
            values["due"] = parse_due(content, model, year=year)
            return text[: inside.start()]
        if "responsible" not in values and _names_roles(content, model):
            _set_roles(values, content, model)
            return text[: inside.start()]
    return text


def _names_roles(text: str, model: SteeringModel) -> bool:
    """Whether a parenthesis holds roles: known ones, or few words without a verb or figure."""
    roles = parse_roles(text, model)
    if any(role.name for role in roles):
        return True
    return 0 < len(text.split()) <= 4 and not re.search(r"\d|%", text)


def _set_roles(values: dict[str, Any], text: str, model: SteeringModel) -> None:
    roles = parse_roles(text, model)
    values["responsible"] = roles
    if " ".join(role.text for role in roles) != text.strip():
        values["responsible_text"] = text.strip()
