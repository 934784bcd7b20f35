# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Waivers and kept examinations: what the database refuses, and what check-integrity finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from ledtrad.documents import integrity
from ledtrad.documents.models import Examination, Waiver
from ledtrad.documents.waivers import MayNotWaive, waive_finding
from ledtrad.organisation.models import Membership
from ledtrad.plans.models import Plan
from plandoc.checks import Finding
from plandoc.checks.stored import to_value
from tests import factories
from tests.factories.constraints import assert_refused

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef"
FAULT = to_value(Finding("R5", params={"title": "Mål"}, fingerprint=KEY))


def an_examination(plan: Plan | None = None) -> Examination:
    plan = plan or factories.a_plan()
    return Examination.objects.create(plan=plan, unit=plan.unit, findings=[FAULT])


def a_waiver(examination: Examination | None = None) -> Waiver:
    return waive_finding(
        examination or an_examination(), KEY, reason="Skäl", acting_user=factories.operator()
    )


def without_reason() -> Waiver:
    waiver = a_waiver()
    waiver.reason = ""
    return waiver


def of_both() -> Waiver:
    waiver = a_waiver()
    waiver.year = 2026
    return waiver


def withdrawn_by_nobody() -> Waiver:
    waiver = a_waiver()
    waiver.withdrawn_at = timezone.now()
    return waiver


def copy_of(waiver: Waiver) -> Waiver:
    return Waiver(
        unit=waiver.unit, plan=waiver.plan, year=waiver.year, code=waiver.code,
        fingerprint=waiver.fingerprint, findings=[FAULT], reason="Igen", author=waiver.author,
    )  # fmt: skip


def twice_in_plan() -> Waiver:
    return copy_of(a_waiver())


def for_a_year() -> Examination:
    unit = factories.a_unit()
    return Examination.objects.create(unit=unit, year=2026, findings=[FAULT])


def twice_in_year() -> Waiver:
    return copy_of(a_waiver(for_a_year()))


def examined_as_both() -> Examination:
    examination = an_examination()
    examination.year = 2026
    return examination


def examined_twice() -> Examination:
    examination = for_a_year()
    return Examination(unit=examination.unit, year=2026)


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("waiver_says_why", without_reason),
        ("waiver_of_plan_or_year", of_both),
        ("waiver_withdrawn_by_somebody", withdrawn_by_nobody),
        ("waiver_once_in_plan", twice_in_plan),
        ("waiver_once_in_year", twice_in_year),
        ("examination_of_plan_or_year", examined_as_both),
        ("examination_once_in_year", examined_twice),
    ],
)
def test_the_database_refuses(name: str, broken: Callable[[], Waiver | Examination]) -> None:
    assert_refused("documents", name, broken())


def test_who_may_waive_is_who_may_edit_the_plan() -> None:
    plan = factories.a_plan()
    elsewhere = factories.a_unit(name="Annan enhet")
    examination = an_examination(plan)
    for role, unit in (
        (Membership.Role.READER, plan.unit),
        (Membership.Role.CONTRIBUTOR, plan.unit),
        (Membership.Role.MANAGER, elsewhere),
    ):
        user = factories.a_user(role, unit=unit)
        with pytest.raises(MayNotWaive):
            waive_finding(examination, KEY, reason="Skäl", acting_user=user)
    manager = factories.a_user(Membership.Role.MANAGER, unit=plan.unit)
    waiver = waive_finding(examination, KEY, reason=" Skäl ", acting_user=manager)
    assert (waiver.plan, waiver.code, waiver.reason) == (plan, "R5", "Skäl")


def damaged_findings() -> None:
    Examination.objects.update(findings=[{"code": "R5", "params": 7}])


def miscounted_findings() -> None:
    Examination.objects.update(rules="r", errors=7)


def empty_waiver() -> None:
    Waiver.objects.update(findings=[])


def moved_waiver() -> None:
    Waiver.objects.update(unit=factories.a_unit(name="Annan enhet"))


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("findings_damaged", damaged_findings),
        ("findings_damaged", empty_waiver),
        ("findings_miscounted", miscounted_findings),
        ("waiver_of_other_unit", moved_waiver),
    ],
)
def test_each_problem_is_found_alone(code: str, spoil: Callable[[], None]) -> None:
    a_waiver()
    assert integrity.problems() == []
    spoil()
    assert [problem.code for problem in integrity.problems()] == [code]
