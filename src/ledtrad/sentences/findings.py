# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings of the checks as sentences: what is wrong, why it matters, what to do.

The texts stand in `findings_goals`, `findings_activities` and their like, by the rule's code
("R9"), or by code and case ("R24.doubled") where a rule has several things to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ledtrad.sentences.catalogue import SWEDISH, gettext, ngettext
from ledtrad.sentences.catalogue import marked as _
from ledtrad.sentences.finding_text import FindingText
from ledtrad.sentences.findings_activities import ACTIVITIES
from ledtrad.sentences.findings_figures import FIGURES
from ledtrad.sentences.findings_goals import GOALS
from ledtrad.sentences.findings_language import LANGUAGE
from ledtrad.sentences.findings_reports import REPORTS
from plandoc.checks.findings import Finding
from plandoc.checks.rule import Source

FINDINGS: Mapping[str, FindingText] = {**GOALS, **ACTIVITIES, **REPORTS, **LANGUAGE, **FIGURES}

LEVELS: Mapping[str, str] = {
    "error": _("error"),
    "warning": _("warning"),
    "info": _("information"),
}
SOURCES: Mapping[str, str] = {
    "law": _("Law"),
    "audit": _("Audit"),
    "guidance": _("Guidance"),
    "model": _("Steering model"),
    "language": _("Language"),
}
UNKNOWN = _("A check found something (%(code)s) that has no sentence here.")
MAX_LISTED = 5
_PLACEHOLDER = re.compile(r"%\(\w+\)s")


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding in words: its rule's title, what is wrong, why it matters, and what to do."""

    title: str
    what: str
    why: str
    remedy: str


def of_finding(finding: Finding, language: str = SWEDISH) -> ToldFinding:
    """What a finding says. A code from a newer core is named and does not fail."""
    text = text_of(finding.code, finding.case)
    if text is None:
        unknown = gettext(UNKNOWN, language) % {"code": finding.code}
        return ToldFinding(finding.code, unknown, "", "")
    params = {**_params(finding, language), "count": str(finding.count)}
    if isinstance(text.what, str):
        what = gettext(text.what, language)
    else:
        what = ngettext(*text.what, finding.count, language)
    return ToldFinding(
        gettext(text.title, language),
        what % params,
        gettext(text.why, language),
        gettext(text.remedy, language) % params,
    )


def text_of(code: str, case: str = "") -> FindingText | None:
    """The texts of a code and case."""
    return FINDINGS.get(f"{code}.{case}" if case else code)


def rule_texts(code: str, language: str = SWEDISH) -> tuple[ToldFinding, ...]:
    """What is said of a rule in general, case by case; `what` is empty without a finding."""
    return tuple(
        ToldFinding(
            gettext(text.title, language),
            "",
            gettext(text.why, language),
            _PLACEHOLDER.sub("…", gettext(text.remedy, language)).replace("%%", "%"),
        )
        for key, text in FINDINGS.items()
        if key.split(".")[0] == code
    )


def of_level(level: str, language: str = SWEDISH) -> str:
    """The name of a level."""
    return gettext(LEVELS[level], language) if level in LEVELS else level


def of_source(source: Source, language: str = SWEDISH) -> str:
    """Where a rule comes from: "Revision: Uppsala kommun, KPMG 2019"."""
    kind = gettext(SOURCES[source.kind], language)
    return f"{kind}: {source.reference}" if source.reference else kind


def _params(finding: Finding, language: str) -> dict[str, str]:
    """The parameters as people write them; those of several findings are listed, each once."""
    names = dict.fromkeys(name for each in finding.each() for name in each.params)
    return {
        name: listed(
            (_said(each.params[name], language) for each in finding.each() if name in each.params),
            language,
        )
        for name in names
    }


def _said(value: object, language: str) -> str:
    if isinstance(value, tuple | list):
        return listed((_said(each, language) for each in value), language)
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return str(value)


def listed(values: Iterable[str], language: str = SWEDISH) -> str:
    """Values as in running text, each once: "a, b och c"; many are cut: "a, b … och 7 till".

    Values that have commas of their own are put within quotation marks, so that each is seen.
    """
    kept = list(dict.fromkeys(values))
    if len(kept) > 1 and any(", " in each for each in kept):
        kept = [each if each.startswith("”") else f"”{each}”" for each in kept]
    if len(kept) > MAX_LISTED + 1:
        more = gettext("%(number)s more", language) % {"number": len(kept) - MAX_LISTED}
        kept = [*kept[:MAX_LISTED], more]
    if len(kept) < 2:
        return "".join(kept)
    return gettext("%(first)s and %(last)s", language) % {
        "first": ", ".join(kept[:-1]),
        "last": kept[-1],
    }
