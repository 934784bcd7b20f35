# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goals: what hangs together, who has taken what up, where the thread breaks, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ledtrad.followup import actions as followup
from ledtrad.followup.models import ActivityStatus, GoalAssessment
from ledtrad.organisation.models import User
from ledtrad.plans.models import Goal
from ledtrad.web import thread
from tests import factories
from tests.web.red_thread import RedThread, a_red_thread, add_results

LogIn = Callable[[User], Client]
TOP = "/ronnhamra-kommun/2026/mal/"
BOARD = "/sodra-namnden/2026/mal/"
PRESCHOOL = "/tvabackens-forskolor/2026/mal/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def red_thread() -> RedThread:
    return a_red_thread()


def text(html: str) -> str:
    """The words of the page's content, one space between them."""
    content = html.partition("<main")[2].partition("</main>")[0]
    content = re.sub(r"<option.*?</option>", "", content, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content)).split())


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return text(answer.content.decode())


def test_the_thread_runs_from_the_council_to_a_units_activities(
    red_thread: RedThread, client_of: LogIn
) -> None:
    activity = factories.an_activity(
        goal=red_thread.goals["words"],
        title="Bygga en bokhörna",
        due_text="2026-03-31",
        due_kind="date",
        due_date="2026-03-31",
    )
    factories.a_planned_indicator(red_thread.goals["words"])
    path = (
        f"/tvabackens-forskolor/2026/plan/verksamhetsplan-2026/#mal-{red_thread.goals['words'].pk}"
    )

    refused = client_of(red_thread.outsider).get(PRESCHOOL)
    html = client_of(red_thread.member).get(PRESCHOOL).content.decode()

    assert refused.status_code == 404
    words = text(html)
    order = [
        words.index(title)
        for title in (
            "En bra start för alla",
            "Barnen får ett rikt språk",
            "Ord för det som händer",
            activity.title,
        )
    ]
    assert order == sorted(order)
    assert "1 förväntat resultat, 1 indikator, 1 aktivitet" in words
    assert "31 mars 2026" in words
    assert f'href="{path}"' in html


def test_it_says_which_units_beside_have_not_taken_a_goal_up(
    red_thread: RedThread, client_of: LogIn
) -> None:
    words = shown(client_of(red_thread.member), BOARD)

    assert "2 av 2 enheter" in words
    assert "1 av 2 enheter" in words
    assert "Ådalens förskolor har inte tagit upp målet." in words
    # Home care is not asked to take up what preschools have.
    assert "Åbackens hemtjänst har inte" not in words
    assert "Ingen enhet har brutit ned målet." in words
    assert "Tråden brister på 2 ställen." in words


def test_a_reason_mends_the_thread(red_thread: RedThread, client_of: LogIn) -> None:
    for name in ("culture", "staff"):
        Goal.objects.filter(pk=red_thread.goals[name].pk).update(
            not_broken_down_reason="Ansvaret ligger hos kulturskolan"
        )

    words = shown(client_of(red_thread.member), BOARD)

    assert "Bryts inte ned: Ansvaret ligger hos kulturskolan" in words
    assert "Tråden håller hela vägen." in words
    assert "Tråden brister" not in words


def test_a_unit_sees_its_own_branch_and_what_waits_for_it(
    red_thread: RedThread, client_of: LogIn
) -> None:
    client = client_of(red_thread.member)

    taken = shown(client, PRESCHOOL)
    waiting = shown(client, "/adalens-forskolor/2026/mal/")

    assert "Grupper där alla syns" in taken
    assert "Barnen berättar" not in taken
    assert "Få och kända medarbetare hemma" not in taken
    assert "har inte tagit upp målet" not in taken
    assert "Ådalens förskolor har inte tagit upp målet." in waiting
    assert "Barnen möter utbildad personal" in waiting


def test_what_nothing_shows_and_what_hangs_under_nothing_is_broken(
    red_thread: RedThread, client_of: LogIn
) -> None:
    factories.a_goal(red_thread.plans["preschool"], title="Vi trivs")
    factories.an_activity(red_thread.plans["preschool"], title="Städdag")
    client = client_of(red_thread.member)

    before = shown(client, PRESCHOOL)
    add_results(Goal.objects.get(title="Vi trivs"), "Alla stannar.")
    after = shown(client, PRESCHOOL)

    assert "Målet hör inte till något av nämndens mål." in before
    assert "Målet har varken förväntat resultat eller indikator." in before
    assert "En aktivitet hör inte till något mål." in before
    assert "Målet har varken förväntat resultat eller indikator." not in after
    assert "Målet hör inte till något av nämndens mål." in after


def test_of_a_plan_known_through_others_nothing_is_said_to_be_missing(client_of: LogIn) -> None:
    red_thread = a_red_thread(known_board=False)
    lonely = factories.a_goal(
        red_thread.plans["top"], level="council_goal", title="Ett mål som ingen nämnd har"
    )
    unclear = factories.a_goal(red_thread.plans["board"], level="board_goal", title="Oklart mål")
    client = client_of(red_thread.member)

    words = shown(client, TOP)

    assert lonely.title in words
    assert unclear.title in words
    assert "Ingen nämnd har tagit upp målet" not in words
    assert "Målet har varken" not in words
    assert "känd genom andras planer" in words
    assert "Läs in deras egen plan för att se allt." in words


def test_the_council_waits_for_boards_that_are_known(
    red_thread: RedThread, client_of: LogIn
) -> None:
    factories.a_goal(red_thread.plans["top"], level="council_goal", title="Ett mål för sig")
    served = factories.a_goal(red_thread.plans["top"], level="council_goal", title="Ett som görs")
    factories.an_activity(red_thread.plans["board"], goal=served)
    client = client_of(red_thread.member)

    words = shown(client, TOP)

    assert words.count("Ingen nämnd har tagit upp målet.") == 1
    # A single board cannot say what the others have taken up.
    assert "Ingen nämnd har tagit upp målet." not in shown(client, BOARD)


def test_only_where_the_thread_breaks(red_thread: RedThread, client_of: LogIn) -> None:
    words = shown(client_of(red_thread.member), f"{BOARD}?brister=1")

    assert "Alla möter kultur" in words
    assert "Barnen möter utbildad personal" in words
    assert "Få och kända medarbetare hemma" not in words
    assert "En bra start för alla" in words


def test_it_leads_to_a_units_own_branch_and_nowhere_else(
    red_thread: RedThread, client_of: LogIn
) -> None:
    client = client_of(red_thread.member)

    led = client.get(BOARD, {"enhet": "tvabackens-forskolor"})

    assert led.headers["Location"] == PRESCHOOL
    for elsewhere in ("//example.com", "finns-inte", "ronnhamra-kommun"):
        assert client.get(BOARD, {"enhet": elsewhere}).status_code == 200


def test_what_has_been_reported_stands_beside(red_thread: RedThread, client_of: LogIn) -> None:
    goal = red_thread.goals["words"]
    activity = factories.an_activity(goal=goal)
    by = factories.operator()
    first = factories.a_round(red_thread.board)
    last = factories.a_round(red_thread.board, occasion="tertial-2", month=8)
    for each, kind, said in ((first, "ongoing", "Pågår"), (last, "done", "Klart")):
        status = ActivityStatus(
            round=each, planned_activity=activity, kind=kind, text=said, author=by
        )
        followup.add_activity_statuses(each, statuses=[status], acting_user=by)
    judged = GoalAssessment(round=last, goal=goal, kind="full", text="Uppfylls helt", author=by)
    followup.add_goal_assessments(last, assessments=[judged], acting_user=by)

    words = shown(client_of(red_thread.member), PRESCHOOL)

    assert "Uppfylls helt" in words
    assert "Klart" in words
    assert "Pågår" not in words


def test_activities_of_a_competence_plan_need_no_goal(
    red_thread: RedThread, client_of: LogIn
) -> None:
    plan = factories.a_plan(red_thread.board, kind="competence_plan")
    factories.an_activity(plan)
    factories.an_activity(plan)

    words = shown(client_of(red_thread.member), BOARD)

    assert "2 aktiviteter i kompetensplanen för Södra nämnden hör till faser" in words
    assert "Tråden brister på 2 ställen." in words


def test_a_year_without_goals_says_what_would_be_here(
    red_thread: RedThread, client_of: LogIn
) -> None:
    path = PRESCHOOL.replace("2026", "2031")

    reader = client_of(red_thread.member).get(path).content.decode()
    importer = client_of(red_thread.importer).get(path).content.decode()

    for html in (reader, importer):
        assert "Inga mål det här året" in html
    links = [html.count('class="btn btn--go" href="/las-in/"') for html in (reader, importer)]
    assert links == [0, 1]


def test_titles_are_text(red_thread: RedThread, client_of: LogIn) -> None:
    factories.a_goal(
        red_thread.plans["preschool"], title="<script>alert(1)</script> & <b>språk</b>"
    )

    html = client_of(red_thread.member).get(PRESCHOOL).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in html


def test_an_organisation_with_too_many_goals_is_drawn_down_to_its_boards(
    red_thread: RedThread, client_of: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread, "MOST_DRAWN", 5)

    words = shown(client_of(red_thread.member), TOP)

    assert "Barnen får ett rikt språk" in words
    assert "Ord för det som händer" not in words
    assert "2 av 2 enheter" in words
    assert "Här finns fler mål än vad som kan ritas på en gång." in words


@pytest.mark.parametrize("path", [TOP, PRESCHOOL])
def test_it_costs_twelve_queries_however_many_goals(
    path: str,
    red_thread: RedThread,
    client_of: LogIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(red_thread.member)
    client.get(path)
    factories.an_activity(goal=red_thread.goals["words"])

    # 1. session 2. user 3. the unit and those near it 4. the year's plans 5. goals
    # 6. activities under no goal 7. indicators 8. activities 9. their statuses
    # 10. assessments 11. statuses of assignments 12. years that have plans
    with django_assert_num_queries(12):
        small = client.get(path)
    for number in range(12):
        unit = factories.a_unit(red_thread.preschool.parent, name=f"Förskola {number}")
        goal = factories.a_goal(factories.a_plan(unit), parent=red_thread.goals["language"])
        factories.an_activity(goal=goal)
        factories.a_planned_indicator(goal)
        mine = factories.a_goal(red_thread.plans["preschool"], parent=red_thread.goals["staff"])
        factories.an_activity(goal=mine)
    with django_assert_num_queries(12):
        large = client.get(path)

    assert len(large.content) > len(small.content)
