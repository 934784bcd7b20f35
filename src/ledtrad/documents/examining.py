# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Running the checks on plans, and keeping what they found until something changes.

With a plan its latest report is examined: the rules on statuses, dues and comments look at reports.
What the plan itself says wrong is not said again of the report.

Reading and examining forty plans takes seconds, so it is done by a job. Pages show what is kept,
and ask the journal whether it still holds: as long as nothing has been written there about the
units, those above and those below, the plans are as they were.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_noop

from ledtrad.documents import waivers
from ledtrad.documents.check_models import Examination, Waiver
from ledtrad.documents.models import Import
from ledtrad.documents.snapshot import snapshots
from ledtrad.documents.versions import current_documents, reported_rounds
from ledtrad.followup.models import Round
from ledtrad.jobs.kinds import Progress
from ledtrad.organisation.models import JournalEntry, JournalQuerySet, Unit, UnitClosure, User
from ledtrad.plans.models import Plan
from ledtrad.plans.models.plans import PlanQuerySet
from ledtrad.plans.rules import digest
from plandoc.checks import Finding, found_in
from plandoc.checks.stored import to_value
from plandoc.codec import to_dict
from plandoc.errors import InvalidSteeringModel
from plandoc.model import PlanDocument, SourceFile
from plandoc.naming import element_names
from plandoc.steering import SteeringModel, from_definition

CHUNK = 10
"""So many plans are read at a time."""

MOST_TOGETHER = 500
"""So many plans at the most are held in memory and compared with each other."""

_LATE = 1_000
"""Entries of the journal that are counted, since of two changes the later may be saved first."""

# What is written in the journal of other things than what a plan says.
_BESIDE = ("organisation.user", "organisation.membership", "documents.waiver",
           "documents.version", "documents.wordtemplate")  # fmt: skip
_IMPORTS = ("import.received", "import.read", "import.corrected", "import.discarded",
            "import.failed")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the plans that somebody answers for, as they were last examined.

    `plans` is how many they are, `examined` how many of them today's rules have examined, the
    first of these at `since`. `has_changed` says whether any of them may be otherwise by now.
    """

    plans: int
    examined: int
    errors: int
    warnings: int
    since: dt.datetime | None
    has_changed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far the journal had come when something was read, as `Examination` says it."""

    seen_from: int
    seen_count: int
    at: dt.datetime

    @property
    def columns(self) -> dict[str, Any]:
        """As columns of `Examination`."""
        return {
            "seen_from": self.seen_from, "seen_count": self.seen_count, "examined_at": self.at,
            "rules": rules_digest(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Report:
    """What a round says of a plan. `name` is the round's, with its year."""

    name: str
    document: PlanDocument


def plans_within(plans: PlanQuerySet, unit: Unit, year: int) -> list[Plan]:
    """Those of the plans that are examined together: of a unit and those below it, in a year.

    Plans that are known only through others' documents have not been written by anybody.
    """
    found = plans.within(unit).overlapping(year).whole()
    return list(found.select_related("unit", "steering_model").in_unit_order())


def is_current(examination: Examination) -> bool:
    """Whether nothing has been changed since, the rules least of all. At most one query."""
    if examination.rules != rules_digest():
        return False
    now = _entries(examination.unit, examination.seen_from)[: examination.seen_count + 1]
    return len(now.values_list("pk")) == examination.seen_count


def count_findings(plan: Plan, user: User) -> int | None:
    """How many findings stood when the plan was last examined; None if today's rules never did.

    One query; what has changed since does not count.
    """
    kept = Examination.objects.visible_to(user).of_plans([plan]).filter(rules=rules_digest())
    found = kept.values_list(*waivers.COLUMNS.values()).first()
    return sum(found) if found is not None else None


def standing(user: User, unit: Unit, year: int) -> Standing:
    """What stands in those plans of the unit and below it that the user may edit.

    At most three queries, however many they are.
    """
    plans = Plan.objects.visible_to(user).editable_by(user).within(unit)
    today = Q(examination__rules=rules_digest())
    found = (
        plans.overlapping(year)
        .whole()
        .order_by()
        .aggregate(
            plans=Count("pk"),
            examined=Count("examination", filter=today),
            errors=Sum("examination__errors", filter=today, default=0),
            warnings=Sum("examination__warnings", filter=today, default=0),
            at=Min("examination__examined_at", filter=today),
            seen_from=Min("examination__seen_from", filter=today),
        )
    )
    at, seen_from = found.pop("at"), found.pop("seen_from")
    if at is None:
        return Standing(**found, since=None, has_changed=False)
    if found["plans"] > 1:
        together = Examination.objects.visible_to(user).editable_by(user).of_all_in(unit, year)
        of_all = together.filter(rules=rules_digest()).values("errors", "warnings").first()
        for column, number in (of_all or {}).items():
            found[column] += number
    changed = _entries(unit, seen_from).filter(at__gt=at).exists()
    return Standing(**found, since=at, has_changed=changed)


def examine(plan: Plan) -> Examination:
    """Examine one plan, unless it is as it was."""
    return next(_examined([plan], progress=None))[0]


def examine_all(unit: Unit, year: int, plans: Sequence[Plan], *, progress: Progress) -> Examination:
    """Examine each of the plans that is not as it was, and then all of them together."""
    mark = _mark(unit)
    documents = []
    digests = []
    for examination, document in _examined(plans, progress=progress):
        digests.append(examination.sha256)
        if len(plans) <= MOST_TOGETHER:
            documents.append(document)
    progress(len(plans), len(plans), gettext_noop("Comparing the plans with each other"))
    models = _models(plans)
    found = found_in(
        documents, [models[plan.steering_model_id] for plan in plans], scope="together"
    )
    values = [
        {**value, "plan": plans[each.document].pk}
        for each, value in zip(found, _values(found, documents), strict=True)
    ]
    kept, _new = Examination.objects.update_or_create(
        unit=unit,
        year=year,
        defaults={
            "sha256": digest({"plans": digests}), "findings": values, **mark.columns,
            **waivers.numbers(values, Waiver.objects.standing().given_along(unit, year)),
        },
    )  # fmt: skip
    return kept


def _examined(
    plans: Sequence[Plan], *, progress: Progress | None
) -> Iterator[tuple[Examination, PlanDocument]]:
    """Each plan's examination, made anew where the plan has changed, and its document."""
    there = {each.plan_id: each for each in Examination.objects.of_plans(plans).defer("findings")}
    for done in range(0, len(plans), CHUNK):
        some = plans[done : done + CHUNK]
        if progress is not None:
            progress(done, len(plans), gettext_noop("Examining the plans"))
        marks = {plan.pk: _mark(plan.unit) for plan in some}
        models = _models(some)
        reports = _reports(some)
        for plan, document in zip(some, _documents(some), strict=True):
            model = models[plan.steering_model_id]
            report = reports.get(plan.pk)
            if report is not None:
                # What a file has no place for is as mild in its report as in the plan.
                report = replace(report, document=replace(report.document, source=document.source))
            sha256 = _digest(plan, document, report)
            before = there.get(plan.pk)
            yield _kept(plan, document, report, model, sha256, marks[plan.pk], before), document


def _kept(
    plan: Plan,
    document: PlanDocument,
    report: _Report | None,
    model: SteeringModel | None,
    sha256: str,
    mark: _Mark,
    before: Examination | None,
) -> Examination:
    values: dict[str, Any] = {"unit": plan.unit, "sha256": sha256, **mark.columns}
    if before is None or before.sha256 != sha256:
        found = found_in([document], [model], scope="each")
        values["findings"] = _values(found, [document])
        if report is not None:
            values["findings"] += _values_of_report(report, model, found)
        values |= waivers.numbers(values["findings"], Waiver.objects.standing().of_plans([plan]))
    kept, _new = Examination.objects.update_or_create(plan=plan, defaults=values)
    return kept


def _values(found: Iterable[Finding], documents: Sequence[PlanDocument]) -> list[dict[str, Any]]:
    """The findings as they are kept: with their elements' names, and what these stand under."""
    names = [element_names(document) for document in documents]
    under = [
        {result.id: goal.id for goal in document.goals for result in goal.expected_results}
        for document in documents
    ]
    return [
        {
            **to_value(each),
            "name": names[each.document].get(each.element) or "",
            "under": under[each.document].get(each.element or "", each.element) or "",
        }
        for each in found
    ]


def _values_of_report(
    report: _Report, model: SteeringModel | None, of_plan: Iterable[Finding]
) -> list[dict[str, Any]]:
    """What is found in the report and not in the plan itself, with which report it is."""
    said = {_fault(each) for each in of_plan}
    found = found_in([report.document], [model], scope="each")
    new = [each for each in found if _fault(each) not in said]
    return [{**value, "report": report.name} for value in _values(new, [report.document])]


def _fault(finding: Finding) -> tuple[object, ...]:
    """What makes a fault the same in a plan and in its report: elements have the same ids there."""
    return finding.code, finding.case, finding.element, finding.field, finding.quote


def _reports(plans: Sequence[Plan]) -> dict[int, _Report]:
    """The latest report about each plan that has any. A query a plan, and as for one for a round.

    What earlier rounds said is corrected in the latest one, if at all.
    """
    told: dict[Round, list[Plan]] = defaultdict(list)
    for plan in plans:
        for latest in reported_rounds(Round.objects.all(), plan)[:1]:
            told[latest].append(plan)
    return {
        plan.pk: _Report(str(each), document)
        for each, those in told.items()
        for plan, document in zip(those, snapshots(those, each), strict=True)
    }


def _documents(plans: Sequence[Plan]) -> list[PlanDocument]:
    """The plans as documents, an adopted one as adopted; those read in say from which file."""
    sources = {
        plan: SourceFile(name, file_format, sha256)
        for plan, name, file_format, sha256 in Import.objects.accepted()
        .filter(own_plan__in=[plan.pk for plan in plans])
        .order_by("closed_at", "pk")
        .values_list("own_plan", "file_name", "format", "sha256")
    }
    return [
        replace(document, source=sources.get(plan.pk))
        for plan, document in zip(plans, current_documents(plans), strict=True)
    ]


def _models(plans: Sequence[Plan]) -> dict[int, SteeringModel | None]:
    """The steering models of the plans, by key; None for one that is not whole."""
    found: dict[int, SteeringModel | None] = {}
    for plan in plans:
        if plan.steering_model_id not in found:
            with suppress(InvalidSteeringModel):
                found[plan.steering_model_id] = from_definition(plan.steering_model.definition)
            found.setdefault(plan.steering_model_id, None)
    return found


def _digest(plan: Plan, document: PlanDocument, report: _Report | None) -> str:
    """What decides the findings: the document, its report, their steering model and the rules."""
    model: Mapping[str, Any] = plan.steering_model.definition
    said = report and {"name": report.name, "document": to_dict(report.document)}
    return digest(
        {
            "document": to_dict(document), "report": said, "model": model,
            "rules": rules_digest(),
        }
    )  # fmt: skip


@cache
def rules_digest() -> str:
    """The digest of the rules themselves, so that a new version examines everything anew.

    Of what they judge figures and words by, too: the facts found in texts, and the dictionary.
    """
    whole = hashlib.sha256()
    for package in ("plandoc.checks", "plandoc.facts"):
        for source in sorted(files(package).iterdir(), key=lambda each: each.name):
            if source.name.endswith((".py", ".toml")):
                whole.update(source.read_bytes())
    whole.update(version("hunspell-sv").encode())
    return whole.hexdigest()


def _mark(unit: Unit) -> _Mark:
    """From where on in the journal entries are counted, and how many there are now."""
    now = timezone.now()
    last = JournalEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    since = max(last - _LATE, 0)
    return _Mark(since, _entries(unit, since).count(), now)


def _entries(unit: Unit, since: int) -> JournalQuerySet:
    """What has been written of the unit, of those above and below it, and of no unit."""
    above = UnitClosure.objects.filter(descendant=unit).values("ancestor")
    below = UnitClosure.objects.filter(ancestor=unit).values("descendant")
    return JournalEntry.objects.filter(
        Q(unit=None) | Q(unit__in=above) | Q(unit__in=below), pk__gt=since
    ).exclude(Q(object_type__in=_BESIDE) | Q(verb__in=_IMPORTS))
