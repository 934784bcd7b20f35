# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Start: what is there, what waits, what has changed, and what the page costs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ledtrad.documents import actions as imports
from ledtrad.documents import examining, integrity, waivers
from ledtrad.documents.models import Examination
from ledtrad.followup import actions as followup
from ledtrad.followup.models import ActivityStatus
from ledtrad.organisation import actions as organisation
from ledtrad.organisation.models import Membership, User
from ledtrad.plans.models import Goal, Plan
from ledtrad.web import start
from tests import factories
from tests.importing.ronnhamra import unit_plan
from tests.web.red_thread import RedThread, a_red_thread, add_chapters
from tests.web.test_thread import shown

LogIn = Callable[[User], Client]
TOP = "/ronnhamra-kommun/2026/"
PRESCHOOL = "/tvabackens-forskolor/2026/"
PAST = dt.date(2020, 3, 31)

pytestmark = pytest.mark.django_db


@pytest.fixture
def red_thread() -> RedThread:
    return a_red_thread()


def figures(words: str) -> dict[str, tuple[int, int]]:
    """The six figures by their labels: this year and the year before."""
    found = re.findall(
        r"(Planer|Mål|Förväntade resultat|Indikatorer|Aktiviteter försenade|Aktiviteter)"
        r" (?:\d+ till är bara känd\w? genom andras planer )?(\d+) (\d+)\b",
        words.partition("I sex tal")[2],
    )
    return {label: (int(now), int(before)) for label, now, before in found}


def test_six_figures_of_the_unit_and_below_with_the_year_before(
    red_thread: RedThread, client_of: LogIn
) -> None:
    goal = red_thread.goals["words"]
    factories.a_planned_indicator(goal)
    late = factories.an_activity(goal=goal, due_kind="date", due_date=PAST)
    done = factories.an_activity(goal=goal, due_kind="date", due_date=PAST)
    factories.a_goal(factories.a_plan(red_thread.preschool, year=2025))
    factories.a_plan(red_thread.other_preschool, year=2026, kind="other", partial=True)
    tertial = factories.a_round(red_thread.board)
    status = ActivityStatus(round=tertial, planned_activity=done, kind="done", text="Klart")
    followup.add_activity_statuses(tertial, statuses=[status], acting_user=factories.operator())
    client = client_of(red_thread.member)

    refused = client_of(red_thread.outsider).get(TOP)
    client = client_of(red_thread.member)

    assert refused.status_code == 404
    assert late.pk != done.pk
    assert figures(shown(client, PRESCHOOL)) == {
        "Planer": (1, 1),
        "Mål": (2, 1),
        "Förväntade resultat": (2, 0),
        "Indikatorer": (1, 0),
        "Aktiviteter": (2, 0),
        "Aktiviteter försenade": (1, 0),
    }
    words = shown(client, TOP)
    assert "Planer 1 till är bara känd genom andras planer 5 1" in words
    assert figures(words)["Mål"] == (9, 1)


def test_the_next_step_comes_first(red_thread: RedThread, client_of: LogIn) -> None:
    imports.read_import(
        unit_plan("Mossbergets förskolor", "Alla läser"),
        "mossberget.txt",
        acting_user=red_thread.importer,
    )
    factories.an_activity(goal=red_thread.goals["words"], due_kind="date", due_date=PAST)

    reader = shown(client_of(red_thread.member), TOP)
    importer = shown(client_of(red_thread.importer), TOP)

    steps = ("Granska det som har lästs in", "Se var tråden brister", "Följ upp det som är")
    assert [step in reader for step in steps] == [False, True, True]
    places = [importer.index(step) for step in steps]
    assert places == sorted(places)
    assert "2 ställen Se var tråden brister" in reader


def test_breaks_are_counted_only_where_the_plans_are_few(
    red_thread: RedThread, client_of: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(red_thread.member)
    counted = shown(client, TOP)
    monkeypatch.setattr(start, "MOST_PLANS_COUNTED", 4)
    uncounted = shown(client, TOP)

    assert "2 ställen Se var tråden brister" in counted
    assert "ställen" not in uncounted
    assert "Se var tråden brister" in uncounted


def test_nothing_waits_where_the_thread_holds(red_thread: RedThread, client_of: LogIn) -> None:
    names = ["culture", "staff"]
    Goal.objects.filter(pk__in=[red_thread.goals[name].pk for name in names]).update(
        not_broken_down_reason="Ansvaret ligger hos kulturskolan"
    )

    assert "Inget väntar." in shown(client_of(red_thread.member), TOP)


def test_a_unit_without_a_plan_asks_for_one_from_who_may_read_it_in(
    red_thread: RedThread, client_of: LogIn
) -> None:
    unit = factories.a_unit(red_thread.board, name="Mossbergets förskolor")
    path = f"/{unit.public_code}/2031/"

    reader = shown(client_of(red_thread.member), path)
    importer = shown(client_of(red_thread.importer), path)

    assert "Läs in en plan för 2031" in importer
    assert "Läs in en plan" not in reader
    assert "Ingen plan har lästs in för den här enheten" in reader


def test_what_has_changed_lately_in_the_unit_and_below(
    red_thread: RedThread, client_of: LogIn
) -> None:
    organisation.rename_unit(
        red_thread.home_care, name="Åbackens omsorg", acting_user=factories.operator()
    )
    factories.a_plan(red_thread.preschool, year=2027, partial=True)
    client = client_of(red_thread.member)

    top, preschool = shown(client, TOP), shown(client, PRESCHOOL)

    assert "Åbackens omsorg fick ett nytt namn." in top
    assert "Åbackens omsorg" not in preschool
    assert "Plan för Tvåbäckens förskolor lades till för Tvåbäckens förskolor." in preschool
    assert "Mål för Tvåbäckens förskolor blev kända genom en annan enhets plan." in preschool


def test_start_costs_twelve_queries_however_much_there_is(
    red_thread: RedThread, client_of: LogIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(red_thread.member)
    client.get(TOP)

    # 1. session 2. user 3. the unit and those near it 4. plans 5. goals and results
    # 6. indicators 7. activities 8. late ones 9. the year's plans for the thread
    # 10. its goals 11. what has changed 12. years that have plans
    with django_assert_num_queries(12):
        client.get(TOP)
    for _ in range(8):
        unit = factories.a_unit(red_thread.board)
        factories.an_activity(goal=factories.a_goal(factories.a_plan(unit)))
    with django_assert_num_queries(12):
        client.get(TOP)


def test_for_who_may_import_start_costs_three_more(
    red_thread: RedThread, client_of: LogIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(red_thread.importer)
    client.get(TOP)

    # 1.–12. as for others 13. whether the user may import 14. imports that wait
    # 15. what stands in the user’s plans
    with django_assert_num_queries(15):
        client.get(TOP)


def test_what_the_checks_found_is_told_to_who_may_edit_the_plans(
    red_thread: RedThread, client_of: LogIn
) -> None:
    manager = factories.a_user(Membership.Role.MANAGER, unit=red_thread.preschool)
    add_chapters(red_thread.plans["preschool"], {"Ekonomi": ""})
    unseen = shown(client_of(manager), PRESCHOOL)
    assert "Granska planerna" in unseen
    assert "Planen har inte granskats än." in unseen
    assert not Examination.objects.exists()

    kept = examining.examine(red_thread.plans["preschool"])
    words = shown(client_of(manager), PRESCHOOL)
    said = re.search(r"(\d+) anmärkning(?:ar)? Se vad granskningen fann (.+? fel)", words)
    assert said
    assert said[2] == f"{kept.errors} fel"
    assert int(said[1]) == kept.errors + kept.warnings
    assert "Något har ändrats sedan dess." not in words
    assert f"{said[1]} anmärkning" in shown(client_of(manager), TOP)  # those of the own plan alone
    assert "granskningen fann" not in shown(client_of(red_thread.member), PRESCHOOL)

    economy = next(each["fingerprint"] for each in kept.findings if each["code"] == "R8")
    given = waivers.waive_finding(kept, economy, reason="Ramen är inte klar", acting_user=manager)
    waived = shown(client_of(manager), PRESCHOOL)
    assert f"{int(said[1]) - 1} anmärkning" in waived
    waivers.withdraw_waiver(given, acting_user=manager)
    assert f"{said[1]} anmärkning" in shown(client_of(manager), PRESCHOOL)
    assert integrity.problems() == []

    add_chapters(red_thread.plans["preschool"], {"Mer": "Vi går ut."})
    assert "Något har ändrats sedan dess." in shown(client_of(manager), PRESCHOOL)
    Examination.objects.update(rules="other")
    assert "Planen har inte granskats än." in shown(client_of(manager), PRESCHOOL)


def test_for_who_may_edit_the_checks_cost_three_queries(
    red_thread: RedThread, client_of: LogIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    year, board = 2026, red_thread.board
    plans = examining.plans_within(Plan.objects.visible_to(red_thread.importer), board, year)
    examining.examine_all(board, year, plans, progress=lambda *_done: None)
    # 1. the plans with what stands in them 2. what stands between them 3. changed since?
    with django_assert_num_queries(3):
        few = examining.standing(red_thread.importer, board, year)
    for number in range(6):
        factories.a_plan(factories.a_unit(board, name=f"Enhet {number}"))
    with django_assert_num_queries(3):
        many = examining.standing(red_thread.importer, board, year)
    with django_assert_num_queries(1):
        none = examining.standing(red_thread.member, board, year)

    assert (few.plans, few.examined, few.has_changed) == (4, 4, False)
    assert (many.plans, many.examined, many.has_changed) == (10, 4, True)
    assert (none.plans, none.errors, none.warnings) == (0, 0, 0)
