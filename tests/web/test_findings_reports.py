# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Granska of what is reported: the latest report about a plan is examined with the plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from ledtrad.documents import examining
from ledtrad.documents.models import Examination
from ledtrad.documents.snapshot import QUERIES
from ledtrad.followup import actions as followup
from ledtrad.followup.models import ActivityStatus, Round
from ledtrad.organisation.models import Membership, User
from ledtrad.plans.models import Plan, PlannedActivity
from tests import factories
from tests.snapshots.bring import DOCUMENTS, accept, plan_of
from tests.web.red_thread import RedThread, a_red_thread
from tests.web.test_findings import page_of, shown
from tests.web.test_thread import text

LogIn = Callable[[User], Client]
FOLLOW_UP = DOCUMENTS / "linkoping_malomraden" / "follow_up.docx"
BOARD = "/sodra-namnden/2026/granska/"
PLAN = "/tvabackens-forskolor/2026/plan/verksamhetsplan-2026/granska/"
HOME_CARE = "/abackens-hemtjanst/2026/plan/verksamhetsplan-2026/granska/"
PLANS = 4
# Nothing is asked about targets, outcomes and forecasts where there are no indicators, nor about
# the rows of documents where none was read in.
READING = QUERIES - 4
# 1. what is kept 2.-3. the journal 4. the rounds that tell of the plan, then the plan, the file it
# came from, and four that keep what was found
ALONE = 4 + READING + 1 + 4
REPORT = READING
# As for each plan, but what is kept, the plans, the report and the files are read at once; two of
# the journal, what may stand, and four that keep what was found of all together
BOARD_WITH_REPORTS = 1 + PLANS * 3 + READING + 1 + REPORT + PLANS * 4 + 2 + 1 + 4
# Where something new was found in a plan, what may stand of it is asked too.
NEW = 1


@pytest.fixture(autouse=True)
def _jobs_at_once(db: None, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def thread(db: None) -> RedThread:
    """The preschool's activity, for what is reported of it."""
    thread = a_red_thread()
    factories.an_activity(goal=thread.goals["words"], title="Läsa högt varje dag")
    return thread


def say(
    followup_round: Round, activity: PlannedActivity, kind: str, words: str, comment: str = ""
) -> ActivityStatus:
    status = ActivityStatus(
        round=followup_round, planned_activity=activity, kind=kind, text=words,
        comment=[{"type": "paragraph", "text": comment}] if comment else [],
    )  # fmt: skip
    followup.add_activity_statuses(
        followup_round, statuses=[status], acting_user=factories.operator()
    )
    return status


def found(plan: Plan, code: str) -> Sequence[dict[str, str]]:
    """What is kept of a rule in the plan."""
    kept = Examination.objects.get(plan=plan)
    return [value for value in kept.findings if value["code"] == code]


def test_an_imported_report_is_examined_with_its_plan(client_of: LogIn) -> None:
    plan = plan_of(accept(FOLLOW_UP.read_bytes(), FOLLOW_UP.name))
    client = client_of(factories.a_user(Membership.Role.READER, unit=plan.unit))
    address = f"/{plan.unit.public_code}/2025/plan/verksamhetsplan-2025/"
    page = page_of(client, f"{address}granska/")
    words = text(page)

    undone = PlannedActivity.objects.get(title="Digitalisera bildarkivet")
    assert [each["element"] for each in found(plan, "R17")] == [f"activity-{undone.pk}"]
    part = page[page.index('id="R17-warning"') :].split("</section>")[0]
    assert "Verksamhetsberättelse 2025." in part
    assert f'href="{address}#aktivitet-{undone.pk}"' in part
    assert 'id="aktivitet-' + str(undone.pk) + '"' in client.get(address).content.decode()
    assert {"R14", "R15", "R18"} <= set(re.findall(r"R\d+", words))
    # What is wrong in the plan is said once, and of the plan.
    assert len(found(plan, "R10")) == PlannedActivity.objects.filter(plan=plan).count()
    assert not any("report" in each for each in found(plan, "R10"))


def test_the_latest_report_counts_and_what_changes_in_it_is_seen(
    thread: RedThread, client_of: LogIn
) -> None:
    client = client_of(thread.member)
    before = shown(client, PLAN)
    plan = thread.plans["preschool"]
    activity = PlannedActivity.objects.get(title="Läsa högt varje dag")
    first = factories.a_round(thread.board)
    say(first, activity, "unknown", "Rullar på")
    said = shown(client, PLAN)
    assert "Rullar på" not in before
    assert "Tertial 1 2026." in said
    assert [each["quote"] for each in found(plan, "R15")] == ["Rullar på"]

    last = factories.a_round(thread.board, occasion="arsbokslut", month=12)
    status = say(last, activity, "done", "Klart", "Arbetet är inte klart.")
    said = shown(client, PLAN)
    assert "Rullar på" not in said
    assert "Arsbokslut 2026." in said
    assert len(found(plan, "R16")) == 1
    followup.revise(
        status, values={"comment": [{"type": "paragraph", "text": "Alla grupper läser."}]},
        acting_user=factories.operator(),
    )  # fmt: skip
    assert "Arsbokslut 2026." not in shown(client, PLAN)
    assert found(plan, "R16") == []


def test_a_finding_in_a_report_is_waived_as_any_other(thread: RedThread, client_of: LogIn) -> None:
    activity = PlannedActivity.objects.get(title="Läsa högt varje dag")
    say(factories.a_round(thread.board), activity, "unknown", "Rullar på")
    manager = factories.a_user(Membership.Role.MANAGER, unit=thread.preschool, name="Rut Ekdal")
    client = client_of(manager)
    shown(client, PLAN)
    key = found(thread.plans["preschool"], "R15")[0]["fingerprint"]
    client.post(PLAN, {"nyckel": key, "skal": "Vi skriver så"})
    words = shown(client, PLAN)

    waived = words[words.index("Undantaget") :]
    assert "Tertial 1 2026." in waived
    assert "Rullar på" in waived
    assert "Tertial 1 2026." not in words[: words.index("Undantaget")]


def test_who_has_reported_nothing_is_examined_as_before(
    thread: RedThread, client_of: LogIn
) -> None:
    client = client_of(thread.member)
    shown(client, BOARD)
    care = Examination.objects.get(plan=thread.plans["home_care"])
    activity = PlannedActivity.objects.get(title="Läsa högt varje dag")
    say(factories.a_round(thread.board), activity, "unknown", "Rullar på")
    words = shown(client, BOARD)

    assert "Tertial 1 2026." in words
    after = Examination.objects.get(plan=thread.plans["home_care"])
    assert (after.sha256, after.findings) == (care.sha256, care.findings)
    assert "Tertial 1 2026." not in shown(client, HOME_CARE)


def test_the_number_of_queries(
    thread: RedThread, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plans = Plan.objects.select_related("unit", "steering_model")
    plan = plans.get(pk=thread.plans["preschool"].pk)
    activity = PlannedActivity.objects.get(title="Läsa högt varje dag")
    examining.examine(plan)
    with django_assert_num_queries(ALONE):
        examining.examine(plan)
    tertial = factories.a_round(thread.board)
    say(tertial, activity, "unknown", "Rullar på")
    with django_assert_num_queries(ALONE + REPORT + NEW):
        examining.examine(plan)

    # One round's reports about several plans are read together.
    everything = examining.plans_within(plans, thread.board, 2026)
    assert len(everything) == PLANS

    def examine_all() -> None:
        examining.examine_all(thread.board, 2026, everything, progress=lambda *_done: None)

    examine_all()
    with django_assert_num_queries(BOARD_WITH_REPORTS):
        examine_all()
    goal = thread.plans["other_preschool"].goals.first()
    assert goal is not None
    say(tertial, factories.an_activity(goal=goal, title="Sjunga"), "unknown", "Rullar på")
    with django_assert_num_queries(BOARD_WITH_REPORTS + NEW):
        examine_all()


def test_that_too_many_plans_are_not_compared_is_said(
    thread: RedThread, client_of: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(thread.member)
    said = "Planerna är inte jämförda med varandra, eftersom de är fler än"
    assert said not in shown(client, BOARD)
    monkeypatch.setattr(examining, "MOST_TOGETHER", 3)
    assert f"{said} 3." in shown(client, BOARD)
