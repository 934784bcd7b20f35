# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine: runs the rules over documents and makes one report of what they found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from plandoc.checks.examined import Examined
from plandoc.checks.findings import LEVELS, Finding, Level, Waiver, fingerprint
from plandoc.checks.rule import Rule, rules
from plandoc.model import PlanDocument
from plandoc.steering import SteeringModel, shipped_models

_SMALLEST_MODEL = "liten_kommun"
_LAST = (1, 0)


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that somebody has decided may stand, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, worst first, and what was found but waived.

    `unused` are the waivers that met nothing: what they were for has been mended.
    """

    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    unused: tuple[Waiver, ...] = ()

    def of(self, document: int) -> tuple[Finding, ...]:
        """The findings of one of the documents, worst first."""
        return tuple(each for each in self.findings if each.document == document)

    def at_least(self, level: Level) -> tuple[Finding, ...]:
        """The findings of a level or worse."""
        worst = LEVELS[: LEVELS.index(level) + 1]
        return tuple(each for each in self.findings if each.level in worst)


Scope = Literal["each", "together"]
"""Which rules: those that look at one document, or those that look at all of them together."""


def check(
    documents: Sequence[PlanDocument],
    models: Sequence[SteeringModel | None] = (),
    *,
    waivers: Iterable[Waiver] = (),
    codes: Iterable[str] | None = None,
) -> Report:
    """Examine documents one by one and as a set.

    `models` are the steering models of the documents, in their order; where there is none, the
    document's own among the shipped ones is used. `codes` limits which rules are run.
    """
    return report_of(found_in(documents, models, codes=codes), waivers)


def found_in(
    documents: Sequence[PlanDocument],
    models: Sequence[SteeringModel | None] = (),
    *,
    codes: Iterable[str] | None = None,
    scope: Scope | None = None,
) -> tuple[Finding, ...]:
    """Every fault by itself, as it can be kept and later made a report of.

    Arguments as for `check`; `scope` limits which rules are run.
    """
    plans = [
        Examined(document, _model(document, models, number), number)
        for number, document in enumerate(documents)
    ]
    wanted = None if codes is None else set(codes)
    chosen = [rule for rule in rules() if wanted is None or rule.code in wanted]
    return tuple(each for rule in chosen for each in _found(rule, plans, scope))


def report_of(found: Iterable[Finding], waivers: Iterable[Waiver] = ()) -> Report:
    """Faults put together by kind, worst first, without those that are waived."""
    kept, waived, unused = _sorted_out(found, waivers)
    return Report(tuple(sorted(_grouped(kept), key=_order)), waived, unused)


def _model(
    document: PlanDocument, models: Sequence[SteeringModel | None], number: int
) -> SteeringModel:
    given = models[number] if number < len(models) else None
    shipped = shipped_models()
    return given or shipped.get(document.model) or shipped[_SMALLEST_MODEL]


def _found(rule: Rule, plans: Sequence[Examined], scope: Scope | None) -> Iterator[Finding]:
    """What a rule finds, with its level, its document and its fingerprint."""
    if rule.one is not None and scope != "together":
        for plan in plans:
            for finding in rule.one(plan):
                if plan.imported and _is_nameless(finding):
                    continue  # a row that was read wrongly, and is shown as such by the import
                yield _completed(replace(finding, document=plan.number), rule, plan)
    if rule.many is not None and scope != "each":
        for finding in rule.many(plans):
            yield _completed(finding, rule, plans[finding.document])


def _is_nameless(finding: Finding) -> bool:
    """Whether it is about an element whose name or title is empty: nobody could find it."""
    return any(finding.params.get(name, "-") == "" for name in ("name", "title"))


def _completed(finding: Finding, rule: Rule, plan: Examined) -> Finding:
    """The finding with its level and both its fingerprints."""
    about = plan.document_identity
    own = fingerprint(
        finding.code, finding.case, about, plan.identity(finding.element),
        finding.field, finding.quote,
    )  # fmt: skip
    kind = fingerprint("all", finding.code, finding.case, about, finding.group)
    level = rule.level_for(plan)
    return replace(finding, level=level, fingerprint=own, kind_fingerprint=kind)


def _sorted_out(
    found: Iterable[Finding], waivers: Iterable[Waiver]
) -> tuple[list[Finding], tuple[Waived, ...], tuple[Waiver, ...]]:
    """The findings that stand, those that were waived, and the waivers that met nothing."""
    given = {waiver.fingerprint: waiver for waiver in waivers}
    kept: list[Finding] = []
    waived: list[Waived] = []
    used: set[str] = set()
    for finding in sorted(found, key=_order):
        keys = (finding.fingerprint, finding.kind_fingerprint)
        waiver = next((given[key] for key in keys if key in given), None)
        if waiver is None:
            kept.append(finding)
        else:
            waived.append(Waived(finding, waiver.reason))
            used.add(waiver.fingerprint)
    unused = tuple(waiver for key, waiver in given.items() if key not in used)
    return kept, tuple(waived), unused


def _grouped(found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of one kind in one document as one, at the place of the first."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in found:
        key = (finding.kind_fingerprint, finding.document, finding.level)
        groups.setdefault(key, []).append(finding)
    for first, *others in groups.values():
        yield replace(first, more=tuple(others))


def _order(finding: Finding) -> tuple[object, ...]:
    """Worst first, then by the rule's number, the document and the place in it."""
    place = finding.place
    where = _LAST if place is None else (0, place.line or place.page or 0)
    number = int(finding.code[1:])
    return LEVELS.index(finding.level), number, finding.document, finding.case, where
