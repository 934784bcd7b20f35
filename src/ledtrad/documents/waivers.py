# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deciding that a finding may stand, taking the decision back, and what stands when all is said.

Whoever may edit the plan may waive its findings; one that shows only when several units' plans are
taken together is waived by who may edit the plans of the unit that they were taken together for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from ledtrad.documents.check_models import Examination, Waiver
from ledtrad.organisation import journal
from ledtrad.organisation.models import Membership, Unit, User, unit_in_reach
from ledtrad.plans.models import Plan
from plandoc import checks
from plandoc.checks import Finding, Report, report_of
from plandoc.checks.stored import from_value

COLUMNS = {"error": "errors", "warning": "warnings", "info": "infos"}
"""Where an examination counts what stands of each level."""


class MayNotWaive(Exception):
    """The user may not edit the plan, or the plans of the unit."""


class NoSuchFinding(Exception):
    """Nothing with that fingerprint was found when the plans were last examined."""


class AlreadyWithdrawn(Exception):
    """Somebody has withdrawn the waiver meanwhile."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of some plans: the report, and what each fault's element is called.

    `names` and `under` are of each plan, in their order: an element's name, and the element with a
    place of its own on the plan's page. `waivers` are those that were used, by fingerprint;
    `unneeded` those for findings that are no longer there. `together` has the fingerprints of what
    shows only when the plans are taken together. `reports` are of each plan too: the name of the
    report that a fault is in, by fingerprint; those of the plan itself are not there.
    """

    plans: Sequence[Plan]
    report: Report
    names: Sequence[Mapping[str | None, str]]
    under: Sequence[Mapping[str | None, str]]
    waivers: Mapping[str, Waiver]
    unneeded: Sequence[Waiver]
    together: frozenset[str]
    reports: Sequence[Mapping[str, str]]


def told(
    plans: Sequence[Plan], examinations: Iterable[Examination], waivers: Sequence[Waiver]
) -> Told:
    """What the examinations found in the plans, when the standing waivers are taken into account.

    Raises `plandoc.checks.stored.NoFinding` when what was kept is damaged.
    """
    number = {plan.pk: position for position, plan in enumerate(plans)}
    names: list[dict[str | None, str]] = [{} for _plan in plans]
    under: list[dict[str | None, str]] = [{} for _plan in plans]
    found: list[Finding] = []
    together: set[str] = set()
    reports: list[dict[str, str]] = [{} for _plan in plans]
    for examination in examinations:
        for value in examination.findings:
            position = number.get(examination.plan_id or value.get("plan", 0))
            if position is None:
                continue
            finding = replace(from_value(value), document=position)
            found.append(finding)
            names[position][finding.element] = value.get("name", "")
            under[position][finding.element] = value.get("under", "")
            if value.get("report"):
                reports[position][finding.fingerprint] = value["report"]
            if examination.plan_id is None:
                together |= {finding.fingerprint, finding.kind_fingerprint}
    by_key = {waiver.fingerprint: waiver for waiver in waivers}
    given = [checks.Waiver(key, waiver.reason) for key, waiver in by_key.items()]
    report = report_of(found, given)
    unneeded = {each.fingerprint for each in report.unused}
    return Told(
        plans, report, names, under,
        {key: each for key, each in by_key.items() if key not in unneeded},
        [each for each in waivers if each.fingerprint in unneeded],
        frozenset(together),
        reports,
    )  # fmt: skip


def numbers(findings: Iterable[Mapping[str, Any]], waivers: Iterable[Waiver]) -> dict[str, int]:
    """How many of what was found stand, by the columns of `Examination`: as pages show them.

    Raises `plandoc.checks.stored.NoFinding` when what was kept is damaged.
    """
    found = [replace(from_value(value), document=value.get("plan", 0)) for value in findings]
    given = [checks.Waiver(waiver.fingerprint, waiver.reason) for waiver in waivers]
    standing: Counter[str] = Counter(each.level for each in report_of(found, given).findings)
    return {column: standing[level] for level, column in COLUMNS.items()}


def may_waive(unit: Unit, user: User) -> bool:
    """Whether the user may waive what is found in the unit's plans. One query."""
    return (
        Unit.objects.filter(unit_in_reach(user, Membership.EDITING_ROLES), pk=unit.pk)
        .order_by()
        .exists()
    )


@transaction.atomic
def waive_finding(examination: Examination, key: str, *, reason: str, acting_user: User) -> Waiver:
    """Let a finding stand: one fault, or all of its kind in the plan, as `key` says.

    Raises `MayNotWaive`, `NoSuchFinding`, and `ValidationError` without a reason or when it is
    waived already.
    """
    if not may_waive(examination.unit, acting_user):
        raise MayNotWaive
    faults = [
        value
        for value in examination.findings
        if key in (value.get("fingerprint"), value.get("kind_fingerprint"))
    ]
    if not faults:
        raise NoSuchFinding
    waiver = Waiver(
        unit=examination.unit, plan_id=examination.plan_id, year=examination.year,
        code=faults[0]["code"], fingerprint=key, findings=faults, reason=reason.strip(),
        author=acting_user,
    )  # fmt: skip
    waiver.full_clean()
    waiver.save(force_insert=True)
    _recount(waiver)
    after = _facts(waiver) | {"count": len(faults)}
    _note(waiver, "waiver.given", acting_user, after=after)
    return waiver


@transaction.atomic
def withdraw_waiver(waiver: Waiver, *, acting_user: User) -> None:
    """Let the finding count again. The waiver is kept with who withdrew it, and when.

    Raises `MayNotWaive` and `AlreadyWithdrawn`.
    """
    current = (
        Waiver.objects.select_for_update(of=("self",)).select_related("unit").get(pk=waiver.pk)
    )
    if not may_waive(current.unit, acting_user):
        raise MayNotWaive
    if current.withdrawn_at is not None:
        raise AlreadyWithdrawn
    current.withdrawn_at, current.withdrawn_by = timezone.now(), acting_user
    current.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _recount(current)
    _note(current, "waiver.withdrawn", acting_user, before=_facts(current))


def _recount(waiver: Waiver) -> None:
    """Count anew what stands where the waiver counts."""
    if waiver.plan_id is not None:
        about = Examination.objects.of_plans([waiver.plan_id])
    else:
        about = Examination.objects.of_years_along(waiver.unit, waiver.year or 0)
    for examination in about.select_related("unit").select_for_update(of=("self",)):
        given = Waiver.objects.standing().of_examination(examination)
        for column, number in numbers(examination.findings, given).items():
            setattr(examination, column, number)
        examination.save(update_fields=list(COLUMNS.values()))


def _facts(waiver: Waiver) -> dict[str, Any]:
    """What the journal says of a waiver: not the texts that were found, which are in the row."""
    return {"code": waiver.code, "fingerprint": waiver.fingerprint, "reason": waiver.reason}


def _note(
    waiver: Waiver,
    verb: str,
    acting_user: User,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    entry = journal.entry(
        waiver, verb=verb, unit=waiver.unit, before=before, after=after, acting_user=acting_user
    )
    entry.save(force_insert=True)
