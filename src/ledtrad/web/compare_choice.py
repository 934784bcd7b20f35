# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be chosen on the page Jämför, and how a choice stands in the address.

A choice is written `plan.<unit>.<plan>`, `version.<code>` or `inlasning.<code>`: public codes and
words, never keys. What is not offered in the lists, such as a unit far away, can still be given in
the address by a link from another page.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ledtrad.documents.comparing import Subject
from ledtrad.documents.models import Import, Version, VersionQuerySet
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import Plan
from ledtrad.plans.models.plans import PlanQuerySet
from ledtrad.web.formats import swedish_date, swedish_moment
from ledtrad.web.http import Place
from ledtrad.web.plan_address import plan_url, plan_word
from ledtrad.web.shell import reads_in

MOST = 60
MOST_VERSIONS = 20
MOST_IMPORTS = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to compare. `full_label` names its unit too; `url` is its own page, if any."""

    ref: str
    label: str
    full_label: str
    subject: Subject
    url: str = ""
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices of one sort, under a heading in the list."""

    label: str
    choices: Sequence[Choice]


def offered(user: User, place: Place) -> list[ChoiceGroup]:
    """What the lists offer: three queries, and one for those who read plans in."""
    units = [unit.pk for unit in place.near]
    own = _plans(user).of_unit(place.unit).order_by("-period_start", "kind", "pk")
    others = _plans(user).overlapping(place.year).filter(unit__in=units).whole().in_unit_order()
    near = others.exclude(unit=place.unit)
    versions = _versions(user).filter(unit=place.unit).newest_first()
    groups = [
        ChoiceGroup(_("The unit’s plans"), [of_plan(each, own=True) for each in own[:MOST]]),
        ChoiceGroup(
            _("Kept versions"),
            [of_version(each, each.plan) for each in versions[:MOST_VERSIONS] if each.plan],
        ),
        ChoiceGroup(_("Other units the same year"), [of_plan(each) for each in near[:MOST]]),
    ]
    if reads_in(user):
        waiting = Import.objects.visible_to(user).waiting().newest_first()[:MOST_IMPORTS]
        groups.append(
            ChoiceGroup(_("Files that wait to be taken in"), list(map(of_import, waiting)))
        )
    return [group for group in groups if group.choices]


def of_plan(plan: Plan, *, own: bool = False) -> Choice:
    """A plan as it is now. `own` leaves the unit's name out."""
    word = plan_word(plan.kind, plan.period_start, plan.period_end)
    label = f"{str(plan.get_kind_display()).capitalize()} {_years(plan)}"
    full = f"{plan.unit.name}, {label[0].lower()}{label[1:]}"
    code = plan.unit.public_code
    url = plan_url(code, plan.period_start.year, word)
    return Choice(f"plan.{code}.{word}", label if own else full, full, plan, url, plan.unit)


def of_version(version: Version, plan: Plan) -> Choice:
    """A kept version of a plan."""
    base = of_plan(plan, own=True)
    why = version.get_reason_display()
    when = swedish_moment(timezone.localtime(version.created_at))
    if plan.decision_date and version.sha256 == plan.snapshot_sha256:
        why, when = _("decided"), swedish_date(plan.decision_date)
    label, full = (
        _("%(plan)s, %(why)s %(when)s") % {"plan": name, "why": why, "when": when}
        for name in (base.label, base.full_label)
    )
    return Choice(f"version.{version.public_code}", label, full, version, base.url, plan.unit)


def of_import(import_: Import) -> Choice:
    """A file that was read in."""
    name = import_.file_name
    return Choice(import_ref(import_), name, name, import_)


def import_ref(import_: Import) -> str:
    """How the file stands in the address of Jämför."""
    return f"inlasning.{import_.public_code}"


def find(user: User, ref: str, groups: Iterable[ChoiceGroup]) -> Choice | None:
    """The choice with this reference, if the person may see it; with its whole document.

    No query for a plan that the lists offer, one for everything else.
    """
    kind, _dot, rest = ref.partition(".")
    if kind == "plan":
        known = {each.ref: each for group in groups for each in group.choices}
        return known.get(ref) or _find_plan(user, rest)
    code = _code(rest)
    if code is None:
        return None
    if kind == "version":
        version = (
            _versions(user).defer(None).defer("plan__snapshot").filter(public_code=code).first()
        )
        return of_version(version, version.plan) if version and version.plan else None
    if kind == "inlasning":
        import_ = (
            Import.objects.visible_to(user)
            .whole()
            .filter(public_code=code, document__isnull=False)
            .first()
        )
        return of_import(import_) if import_ is not None else None
    return None


def _find_plan(user: User, rest: str) -> Choice | None:
    unit_code, _dot, word = rest.partition(".")
    for plan in _plans(user).filter(unit__public_code=unit_code):
        if plan_word(plan.kind, plan.period_start, plan.period_end) == word:
            return of_plan(plan)
    return None


def usual_right(place: Place, groups: Sequence[ChoiceGroup]) -> Choice | None:
    """What is compared when nothing is chosen: the unit's whole plan of the year."""
    plans = (each for group in groups for each in group.choices if each.unit == place.unit)
    return next((each for each in plans if _covers(each.subject, place.year)), None)


def usual_left(right: Choice, place: Place, groups: Sequence[ChoiceGroup]) -> Choice | None:
    """What something is compared with when nothing else is chosen.

    A plan with the one before it of its unit, or else with its latest kept version; a version or a
    file with the unit's plan of the year, or else with the latest before it.
    """
    subject = right.subject
    if not isinstance(subject, Plan):
        return usual_right(place, groups) or _latest_before(place, groups)
    own = [each for group in groups for each in group.choices if each.unit == right.unit]
    before = (each for each in own if _precedes(each.subject, subject))
    versions = (
        each
        for each in own
        if isinstance(each.subject, Version) and each.subject.plan_id == subject.pk
    )
    return next(before, None) or next(versions, None)


def _latest_before(place: Place, groups: Sequence[ChoiceGroup]) -> Choice | None:
    own = (each for group in groups for each in group.choices if each.unit == place.unit)
    before = [
        (each.subject.period_start, each)
        for each in own
        if isinstance(each.subject, Plan) and each.subject.period_end.year < place.year
    ]
    return max(before, key=lambda each: each[0])[1] if before else None


def _precedes(subject: Subject, plan: Plan) -> bool:
    return (
        isinstance(subject, Plan)
        and subject.kind == plan.kind
        and subject.period_start < plan.period_start
    )


def _covers(subject: Subject, year: int) -> bool:
    return (
        isinstance(subject, Plan)
        and not subject.is_partial
        and subject.period_start.year <= year <= subject.period_end.year
    )


def _versions(user: User) -> VersionQuerySet:
    versions = Version.objects.visible_to(user).filter(plan__isnull=False)
    return versions.select_related("plan__unit", "plan__steering_model").defer("plan__snapshot")


def _plans(user: User) -> PlanQuerySet:
    return Plan.objects.visible_to(user).select_related("unit", "steering_model")


def _years(plan: Plan) -> str:
    start, end = plan.period_start.year, plan.period_end.year
    return str(start) if start == end else f"{start}–{end}"


def _code(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
