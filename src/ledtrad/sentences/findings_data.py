# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings for programs: a JSON list of our own, and SARIF 2.1.0 that other tools read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ledtrad import __version__
from ledtrad.sentences.findings import of_finding, of_source, rule_texts
from plandoc.checks import Finding, Report, Rule, rules
from plandoc.model import Place

Names = Mapping[str | None, str]
"""What the elements of a document are called (`plandoc.naming`)."""

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
# Formats in which a line of ours is a line of the file.
_LINED = frozenset({".txt", ".md", ".text", ".markdown"})
_PLACE_KEYS = ("line", "end_line", "page", "sheet", "cell")


def findings_data(
    report: Report, names: Sequence[str], called: Sequence[Names]
) -> list[dict[str, Any]]:
    """The findings as a list of objects, worst first. What was waived is not among them.

    `names` are those of the files, and `called` the names of their elements.
    """
    sources = {rule.code: of_source(rule.source) for rule in rules()}
    found = []
    for finding in report.findings:
        told = of_finding(finding)
        found.append(
            {
                "code": finding.code,
                "case": finding.case,
                "level": finding.level,
                "file": names[finding.document],
                **_spot(finding, called[finding.document]),
                "title": told.title,
                "message": told.what,
                "why": told.why,
                "source": sources[finding.code],
                "remedy": told.remedy,
                "fingerprint": finding.key,
                "count": finding.count,
                "places": [
                    {**_spot(each, called[each.document]), "fingerprint": each.fingerprint}
                    for each in finding.each()
                ],
            }
        )
    return found


def _spot(finding: Finding, called: Names) -> dict[str, Any]:
    proposal = finding.proposal
    return {
        "element": finding.element,
        "name": called.get(finding.element),
        "field": finding.field,
        "place": _place(finding.place),
        "quote": finding.quote,
        "proposal": proposal
        and {"field": proposal.field, "old": proposal.old, "new": proposal.new},
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    values = ((key, getattr(place, key)) for key in _PLACE_KEYS)
    return {key: value for key, value in values if value is not None}


def sarif(report: Report, names: Sequence[str], called: Sequence[Names]) -> dict[str, Any]:
    """The findings as a SARIF log. What was waived is there too, as suppressed."""
    codes = _codes(rules())
    results = [
        _result(finding, names, called, codes, reason)
        for finding, reason in (
            *((each, None) for each in report.findings),
            *((each.finding, each.reason) for each in report.waived),
        )
    ]
    driver = {
        "name": "ledtrad",
        "version": __version__,
        "language": "sv",
        "rules": [_descriptor(rule) for rule in codes.values()],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _codes(known: Iterable[Rule]) -> dict[str, Rule]:
    """One rule for each code, in order."""
    found: dict[str, Rule] = {}
    for rule in known:
        found.setdefault(rule.code, rule)
    return found


def _descriptor(rule: Rule) -> dict[str, Any]:
    """A rule as SARIF describes it, with the texts of all its cases."""
    texts = rule_texts(rule.code)
    help_text = "\n\n".join(f"{each.title}. {each.why} {each.remedy}" for each in texts)
    return {
        "id": rule.code,
        "name": texts[0].title,
        "shortDescription": {"text": texts[0].title},
        "fullDescription": {"text": f"{texts[0].why} ({of_source(rule.source)})"},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.level]},
    }


def _result(
    finding: Finding,
    names: Sequence[str],
    called: Sequence[Names],
    codes: dict[str, Rule],
    reason: str | None,
) -> dict[str, Any]:
    told = of_finding(finding)
    file = names[finding.document]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": list(codes).index(finding.code),
        "level": _SARIF_LEVELS[finding.level],
        "message": {"text": f"{told.what} {told.remedy}".strip()},
        "locations": [_location(each, file, called[each.document]) for each in finding.each()],
        "partialFingerprints": {"ledtrad/v1": finding.key},
    }
    if reason is not None:
        result["suppressions"] = [{"kind": "external", "justification": reason}]
    return result


def _location(finding: Finding, file: str, called: Names) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    line = finding.place.line if finding.place else None
    if line is not None and Path(file).suffix.lower() in _LINED:
        physical["region"] = {"startLine": line}
    location: dict[str, Any] = {"physicalLocation": physical}
    name = called.get(finding.element)
    if finding.element is not None:
        logical = {"fullyQualifiedName": finding.element, "kind": "element"}
        location["logicalLocations"] = [{**logical, "name": name} if name else logical]
    return location


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
