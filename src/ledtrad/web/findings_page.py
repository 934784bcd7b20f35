# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings as the page Granska draws them: by rule, then by plan, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language

from ledtrad.documents.models import Waiver
from ledtrad.documents.waivers import Told
from ledtrad.plans.models import Plan
from ledtrad.sentences import SWEDISH, of_field
from ledtrad.sentences.documents import FIELDS
from ledtrad.sentences.findings import ToldFinding, of_finding, of_level, of_source
from ledtrad.web.plan_address import element_anchor, plan_url, plan_word
from plandoc.checks import Finding, report_of, rules
from plandoc.checks.findings import LEVELS
from plandoc.checks.stored import from_value

PLACES_SHOWN = 6
PLANS_SHOWN = 6
"""Plans of a rule that are shown among all rules; a rule alone is shown whole."""


@dataclass(frozen=True, slots=True)
class PlanLabel:
    """One of the plans: its unit, what it is called, and its pages."""

    unit: str
    unit_code: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a finding: the element, where in it, and what could stand there instead."""

    name: str
    field: str
    quote: str
    url: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding in one plan. `key` waives all that is shown; `waiver` says why it may stand.

    `report` is the name of the report about the plan, when it is that which is wrong.
    """

    plan: PlanLabel
    what: str
    remedy: str
    spots: Sequence[Spot]
    key: str
    count: int
    is_together: bool
    report: str
    waiver: Waiver | None = None

    @property
    def first(self) -> Sequence[Spot]:
        """The places that are shown at once."""
        return self.spots[:PLACES_SHOWN]

    @property
    def rest(self) -> Sequence[Spot]:
        """Those that are shown when somebody asks."""
        return self.spots[PLACES_SHOWN:]


@dataclass(slots=True)
class RuleGroup:
    """What one rule found, with what is said of the rule. `remedy` is empty when entries differ."""

    anchor: str
    code: str
    level: str
    level_name: str
    title: str
    why: str
    source: str
    remedy: str = ""
    entries: list[Entry] = field(default_factory=list)
    total: int = 0
    url: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether there are more plans than what is shown."""
        return len(self.entries) < self.total


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to limit the page to, and how many findings that leaves."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page is limited to, as the address says; empty for everything."""

    level: str = ""
    code: str = ""
    unit: str = ""

    def takes(self, level: str, code: str, unit: str) -> bool:
        """Whether a finding is to be shown."""
        return self.level in ("", level) and self.code in ("", code) and self.unit in ("", unit)


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """All that the page shows of the findings."""

    groups: Sequence[RuleGroup]
    waived: Sequence[RuleGroup]
    counts: Sequence[tuple[str, str, int]]
    total: int
    levels: Sequence[Choice]
    codes: Sequence[Choice]
    units: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Unneeded:
    """A waiver whose finding has gone: what it was, as it was told."""

    waiver: Waiver
    title: str
    what: str


def lay_out(told: Told, year: int, chosen: Chosen) -> FindingsPage:
    """The findings that stand, those that are waived, and what the page can be limited to."""
    labels = [plan_label(plan, year) for plan in told.plans]
    found = told.report.findings
    shown = [
        each
        for each in found
        if chosen.takes(each.level, each.code, labels[each.document].unit_code)
    ]
    waived = report_of(each.finding for each in told.report.waived).findings
    waived = tuple(
        each
        for each in waived
        if chosen.takes(each.level, each.code, labels[each.document].unit_code)
    )
    number = Counter(each.level for each in found)
    return FindingsPage(
        groups=_groups(shown, told, labels, most=0 if chosen.code or chosen.unit else PLANS_SHOWN),
        waived=_groups(waived, told, labels, most=0),
        counts=[(level, of_level(level, _language()), number[level]) for level in LEVELS],
        total=len(found),
        levels=[
            Choice(level, of_level(level, _language()).capitalize(), number[level],
                   level == chosen.level)
            for level in LEVELS
            if number[level]
        ],
        codes=_codes(found, chosen.code),
        units=_units(found, labels, chosen.unit),
    )  # fmt: skip


def plan_label(plan: Plan, year: int) -> PlanLabel:
    """What a plan is called among others, with its address."""
    word = plan_word(plan.kind, plan.period_start, plan.period_end)
    code = plan.unit.public_code
    label = str(plan.get_kind_display())
    return PlanLabel(plan.unit.name, code, label, plan_url(code, year, word))


def unneeded(waivers: Iterable[Waiver]) -> list[Unneeded]:
    """Waivers for what is no longer found, with what they were given for."""
    found = []
    for waiver in waivers:
        report = report_of(from_value(value) for value in waiver.findings)
        said = of_finding(report.findings[0], _language())
        found.append(Unneeded(waiver, said.title, said.what))
    return found


def _codes(found: Sequence[Finding], chosen: str) -> list[Choice]:
    """The rules that found something, as choices: what says most of a code is its first title."""
    number = Counter(each.code for each in found)
    titles = {each.code: of_finding(each, _language()).title for each in reversed(found)}
    return [
        Choice(code, f"{code} {titles[code]}", number[code], code == chosen)
        for code in sorted(number, key=lambda each: int(each[1:]))
    ]


def _units(found: Sequence[Finding], labels: Sequence[PlanLabel], chosen: str) -> list[Choice]:
    number = Counter(labels[each.document].unit_code for each in found)
    names = {label.unit_code: label.unit for label in labels}
    if len(names) < 2:
        return []
    return [Choice(code, name, number[code], code == chosen) for code, name in names.items()]


def _groups(
    found: Sequence[Finding], told: Told, labels: Sequence[PlanLabel], *, most: int
) -> list[RuleGroup]:
    """By rule and case, in the order of the findings. `most` limits the entries of each."""
    sources = {rule.code: of_source(rule.source, _language()) for rule in rules()}
    groups: dict[tuple[str, str, str], RuleGroup] = {}
    remedies: dict[tuple[str, str, str], set[str]] = {}
    for finding in found:
        key = (finding.level, finding.code, finding.case)
        said = of_finding(finding, _language())
        group = groups.get(key) or _group(finding, said, sources)
        groups[key] = group
        group.total += 1
        remedies.setdefault(key, set()).add(said.remedy)
        if not most or len(group.entries) < most:
            group.entries.append(_entry(finding, said, told, labels[finding.document]))
    for kind, group in groups.items():
        if len(remedies[kind]) == 1:
            group.remedy = remedies[kind].pop()
    return list(groups.values())


def _group(finding: Finding, said: ToldFinding, sources: Mapping[str, str]) -> RuleGroup:
    return RuleGroup(
        anchor="-".join(filter(None, (finding.code, finding.case, finding.level))),
        code=finding.code,
        level=finding.level,
        level_name=of_level(finding.level, _language()),
        title=said.title,
        why=said.why,
        source=sources.get(finding.code, ""),
        url=f"?regel={finding.code}",
    )


def _entry(finding: Finding, said: ToldFinding, told: Told, label: PlanLabel) -> Entry:
    waiver = next(
        (
            told.waivers[key]
            for key in (finding.fingerprint, finding.kind_fingerprint)
            if key in told.waivers
        ),
        None,
    )
    return Entry(
        plan=label,
        what=said.what,
        remedy=said.remedy,
        spots=_spots(finding, told, label),
        key=finding.key,
        count=finding.count,
        is_together=finding.key in told.together,
        report=told.reports[finding.document].get(finding.fingerprint, ""),
        waiver=waiver,
    )


def _spots(finding: Finding, told: Told, label: PlanLabel) -> list[Spot]:
    """The places of a finding, each once; one that says no more than the sentence is left out."""
    names, under = told.names[finding.document], told.under[finding.document]
    found: dict[Spot, None] = {}
    for each in finding.each():
        anchor = element_anchor(under.get(each.element, "") or each.element or "")
        proposal = each.proposal
        spot = Spot(
            name=names.get(each.element, ""),
            field=_field(each),
            quote=each.quote if not proposal or proposal.old != each.quote else "",
            url=f"{label.url}#{anchor}" if anchor else label.url,
            old=proposal.old if proposal else "",
            new=proposal.new if proposal else "",
        )
        if spot.name or spot.quote or spot.new:
            found[spot] = None
    return list(found)


def _field(finding: Finding) -> str:
    """The field's name, where the element's own name does not say where to look."""
    name = (finding.field or "").split(".")[0]
    return of_field(name, _language()) if name in FIELDS and name not in ("title", "unit") else ""


def _language() -> str:
    return get_language() or SWEDISH
