# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings for people: file by file, worst first, wrapped to the terminal's width."""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from ledtrad.commands.terminal import one_line
from ledtrad.sentences import gettext as _
from ledtrad.sentences import ngettext, of_place
from ledtrad.sentences.findings import of_finding, of_level, of_source
from plandoc.checks import Finding, Report, Waived, rules
from plandoc.model import PlanDocument
from plandoc.naming import element_names

WIDEST, NARROWEST = 100, 40
MAX_PLACES = 6
LONGEST_NAME = 60
LONGEST_CHANGE = 40
_INDENT = "    "


def lines(report: Report, names: Sequence[str], documents: Sequence[PlanDocument]) -> Iterator[str]:
    """The report as lines to print."""
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    sources = {each.code: each for each in rules()}
    for number, (name, document) in enumerate(zip(names, documents, strict=True)):
        if number:
            yield ""
        found = report.of(number)
        yield f"{name}: {counted(found)}"
        called = element_names(document)
        said: set[str] = set()
        for finding in found:
            yield ""
            yield from _told(finding, called, width)
            why = f"{of_finding(finding).why} ({of_source(sources[finding.code].source)})"
            if why not in said:  # once is enough
                said.add(why)
                yield from _wrapped(_("Why: %(text)s") % {"text": why}, width, _INDENT)
            yield from _what_to_do(finding, width)
        waived = [each for each in report.waived if each.finding.document == number]
        yield from _waived(waived, width)


def counted(found: Sequence[Finding]) -> str:
    """How many findings of each level: "2 fel, 1 varning"."""
    number = Counter(finding.level for finding in found)
    said = (
        (number["error"], ngettext("%(count)s error", "%(count)s errors", number["error"])),
        (number["warning"], ngettext("%(count)s warning", "%(count)s warnings", number["warning"])),
        (number["info"], ngettext("%(count)s remark", "%(count)s remarks", number["info"])),
    )
    told = [text % {"count": count} for count, text in said if count]
    return ", ".join(told) or _("nothing to remark on")


def _told(finding: Finding, called: dict[str | None, str], width: int) -> Iterator[str]:
    told = of_finding(finding)
    head = f"{of_level(finding.level).upper()} {finding.code}  {told.title}"
    yield from _wrapped(head, width, "  ")
    yield from _wrapped(told.what, width, _INDENT)
    yield from _places(finding, called, width)


def _what_to_do(finding: Finding, width: int) -> Iterator[str]:
    remedy = of_finding(finding).remedy
    yield from _wrapped(_("What to do: %(text)s") % {"text": remedy}, width, _INDENT)
    yield _INDENT + _("Fingerprint: %(key)s") % {"key": finding.key}


def _places(finding: Finding, called: dict[str | None, str], width: int) -> Iterator[str]:
    """Where it is: places and names, each once; what is left of a long list is counted."""
    shown = dict.fromkeys(_where(each, called) for each in finding.each())
    shown.pop("", None)
    for place in list(shown)[:MAX_PLACES]:
        yield from _wrapped(f"– {place}", width, _INDENT)
    if len(shown) > MAX_PLACES:
        more = _("%(number)s more") % {"number": len(shown) - MAX_PLACES}
        yield f"{_INDENT}– {more}"


def _where(finding: Finding, called: dict[str | None, str]) -> str:
    proposal = finding.proposal
    said = called.get(finding.element, "") or ("" if proposal else finding.quote)
    name = one_line(said, LONGEST_NAME)
    quoted = f"”{name}”" if name else ""
    where = ": ".join(part for part in (of_place(finding.place), quoted) if part)
    if proposal is None or max(len(proposal.old), len(proposal.new)) > LONGEST_CHANGE:
        return where
    old = f"”{proposal.old}” " if proposal.old else ""
    return f"{where}: {old}→ ”{proposal.new}”"


def _waived(waived: Sequence[Waived], width: int) -> Iterator[str]:
    if not waived:
        return
    yield ""
    yield "  " + _("Waived:")
    for each in waived:
        told = of_finding(each.finding)
        yield from _wrapped(f"{each.finding.code} {told.what} – {each.reason}", width, _INDENT)


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False
    )
