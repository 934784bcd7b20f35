# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan as a document: what is inherited, what is its own, what waits, and what it costs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ledtrad.documents import actions as imports
from ledtrad.documents.placement import Given
from ledtrad.followup import actions as followup
from ledtrad.followup.models import ActivityStatus, GoalAssessment, GoalStatus
from ledtrad.indicators import actions as indicators
from ledtrad.indicators.models import Outcome
from ledtrad.organisation.models import User
from ledtrad.plans import actions as plans
from ledtrad.plans.models import ActivityRole, ChangeAhead, CompetenceNeed, Plan
from ledtrad.web.plan_address import plan_word
from tests import factories
from tests.importing.ronnhamra import unit_plan
from tests.web.red_thread import RedThread, a_red_thread, add_chapters, add_results, paragraph
from tests.web.test_thread import shown

LogIn = Callable[[User], Client]
PLAN = "/tvabackens-forskolor/2026/plan/"
OTHER = "/adalens-forskolor/2026/plan/"
BOARD = "/sodra-namnden/2026/plan/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def red_thread() -> RedThread:
    return a_red_thread()


def test_the_plan_reads_as_a_document(red_thread: RedThread, client_of: LogIn) -> None:
    plan, goal = red_thread.plans["preschool"], red_thread.goals["words"]
    add_chapters(plan, {"Inledning": "Tre hus vid ån.", "Övrigt": ""})
    add_results(goal, "Fler ord varje vecka.", sections={"working_method": "Vi läser varje dag."})

    refused = client_of(red_thread.outsider).get(PLAN)
    words = shown(client_of(red_thread.member), PLAN)

    assert refused.status_code == 404
    order = [
        words.index(part)
        for part in (
            "Plan för Tvåbäckens förskolor",
            "Tre hus vid ån.",
            "Inget är skrivet under rubriken.",
            "En bra start för alla Beslutat av kommunfullmäktige",
            "Barnen får ett rikt språk Beslutat av Södra nämnden",
            "Enhetsmål Ord för det som händer",
            "Fler ord varje vecka.",
            "Arbetssätt Vi läser varje dag.",
            "Barnen möter utbildad personal",
            "Enhetsmål Grupper där alla syns",
        )
    ]
    assert order == sorted(order)
    # The council's goal stands once, although both of the plan's goals hang under it.
    assert words.count("En bra start för alla") == 1


def test_indicators_show_the_units_target_and_the_councils(
    red_thread: RedThread, client_of: LogIn
) -> None:
    indicator = factories.an_indicator(red_thread.preschool, name="Andel nöjda")
    factories.a_planned_indicator(red_thread.goals["words"], indicator=indicator)
    factories.a_target(indicator, value=Decimal("87"), text="87 %")
    factories.a_target(indicator, unit=red_thread.top, text="90 %")
    factories.a_target(indicator, unit=red_thread.home_care, text="1 %")
    client = client_of(red_thread.member)

    before = shown(client, PLAN)
    zero = Outcome(
        indicator=indicator, unit=red_thread.preschool, period="2026T1", value=Decimal(0)
    )
    indicators.add_outcomes([zero], acting_user=factories.operator())
    after = shown(client, PLAN)

    assert "Andel nöjda 87 % 90 % –" in before
    assert "Senaste utfall" not in before
    # Zero is a value.
    assert "Andel nöjda 87 % 90 % – 0 2026T1" in re.sub(r",0+\b", "", after)
    assert "1 %" not in after


def test_activities_show_when_who_and_how_it_goes(red_thread: RedThread, client_of: LogIn) -> None:
    plan, goal = red_thread.plans["preschool"], red_thread.goals["words"]
    past = dt.date(2020, 3, 31)
    due: dict[str, Any] = {"due_text": "2020-03-31", "due_kind": "date", "due_date": past}
    late = factories.an_activity(goal=goal, title="Bokhörna", aim="Fler ord", **due)
    done = factories.an_activity(goal=goal, title="Ordtavla", **due)
    role = ActivityRole(planned_activity=late, position=0, text="Rektorn", name="Rektor")
    by = factories.operator()
    plans.add_activities(plan, activities=[], goals=[], roles=[role], acting_user=by)
    tertial = factories.a_round(red_thread.board)
    said = ActivityStatus(
        round=tertial,
        planned_activity=done,
        kind="done",
        text="Klart",
        comment=paragraph("Hänger i hallen."),
    )
    followup.add_activity_statuses(tertial, statuses=[said], acting_user=by)

    words = shown(client_of(red_thread.member), PLAN)

    assert re.search(r"Bokhörna Fler ord 31 mars 2020 försenad \d+ dagar Rektorn –", words)
    assert "Ordtavla 31 mars 2020 – Klart Hänger i hallen." in words
    assert words.count("försenad") == 1


def test_a_goal_that_waits_for_the_unit_is_a_broken_thread(
    red_thread: RedThread, client_of: LogIn
) -> None:
    client = client_of(red_thread.member)

    taken, waiting = shown(client, PLAN), shown(client, OTHER)

    assert taken.count("Tråden brister här.") == 1
    assert waiting.count("Tråden brister här.") == 2
    assert "Barnen möter utbildad personal Beslutat av Södra nämnden Tråden brister" in waiting
    for words in (taken, waiting):
        assert "Alla möter kultur Beslutat av Södra nämnden Tråden brister" in words
        assert "Få och kända medarbetare hemma" not in words


def test_a_follow_up_shows_statuses_assessments_and_analysis(
    red_thread: RedThread, client_of: LogIn
) -> None:
    by = factories.operator()
    tertial = factories.a_round(red_thread.board)
    goal = red_thread.goals["language"]
    task = factories.an_assignment(red_thread.plans["top"], title="Utred barnomsorg på natten")
    judged = GoalAssessment(
        round=tertial,
        goal=goal,
        kind="full",
        text="Uppfylls helt",
        comment=paragraph("Läsningen har ökat."),
    )
    followup.add_goal_assessments(tertial, assessments=[judged], acting_user=by)
    status = GoalStatus(round=tertial, goal=task, kind="done", text="Klart")
    followup.add_goal_statuses(tertial, statuses=[status], acting_user=by)
    client = client_of(red_thread.member)

    assert "Uppfylls helt Tertial 1 2026" in shown(client, BOARD)
    assert "Analys, Tertial 1 2026 Läsningen har ökat." in shown(client, BOARD)
    council = shown(client, "/ronnhamra-kommun/2026/plan/")
    assert "Utred barnomsorg på natten Klart Tertial 1 2026" in council


def test_a_competence_plan_is_read_department_by_department(
    red_thread: RedThread, client_of: LogIn
) -> None:
    by = factories.operator()
    plan = factories.a_plan(
        red_thread.board,
        kind="competence_plan",
        period_end=dt.date(2028, 12, 31),
        title="Kompetensplan 2026–2028",
    )
    care = red_thread.home_care.parent
    of_care = {"plan": plan, "department": care, "position": 1}
    plans.add_needs(plan, needs=[CompetenceNeed(text="Undersköterskor", **of_care)], acting_user=by)
    change = ChangeAhead(heading="Fler äldre", text=paragraph("Var femte är över 80."), **of_care)
    plans.add_changes(plan, changes=[change], acting_user=by)
    factories.an_activity(plan, title="Mentor i ett år", department=care, due_text="2026–2028")
    factories.an_activity(plan, title="Hälsodag")
    add_chapters(plan, {"Avdelning omsorg": "", "Demografi": "Vi blir fler."})
    client = client_of(red_thread.member)
    path = "/sodra-namnden/2027/plan/kompetensplan-2026-2028/"

    words = shown(client, path)

    assert "Avdelning omsorg Det som dokumentet säger här står samlat nedan." in words
    document = words[words.index("Demografi Vi blir fler.") :]
    order = [
        document.index(part)
        for part in (
            "Demografi Vi blir fler.",
            "Det som ligger framför Fler äldre Var femte är över 80.",
            "Kompetens som behövs Undersköterskor",
            "Mentor i ett år 2026–2028",
            "Enheten som helhet",
            "Hälsodag",
        )
    ]
    assert order == sorted(order)
    assert "Tråden brister" not in words
    # The year that both plans cover has a tab for each.
    tabs = client.get(BOARD).content.decode()
    assert 'href="/sodra-namnden/2026/plan/kompetensplan-2026-2028/"' in tabs
    assert 'href="/sodra-namnden/2026/plan/verksamhetsplan-2026/" aria-current="page"' in tabs


def test_activities_of_no_goal_are_a_broken_thread_in_an_operational_plan(
    red_thread: RedThread, client_of: LogIn
) -> None:
    factories.an_activity(red_thread.plans["preschool"], title="Städdag")

    words = shown(client_of(red_thread.member), PLAN)

    assert "De här aktiviteterna hör inte till något av planens mål." in words
    assert "Städdag" in words


def test_a_plan_says_where_it_was_read_from(client_of: LogIn) -> None:
    by = factories.operator()
    read = imports.read_import(
        unit_plan("Mossbergets förskolor", "Alla läser varje dag"),
        "mossberget.txt",
        given=Given(municipality="Rönnhamra kommun", period="2026"),
        acting_user=by,
    )
    imports.accept_import(read, acting_user=by)
    reader = factories.a_user("reader")
    client = client_of(reader)

    own = shown(client, "/mossbergets-forskolor/2026/plan/")
    board = shown(client, "/norra-larandenamnden/2026/plan/")

    assert re.search(r"Utkast\. Inläst från mossberget\.txt den \d+ \w+ \d{4}\.", own)
    assert "Alla läser varje dag" in own
    assert "Bara känd genom andra enheters planer." in board
    assert "Lässtunder sker dagligen i samtliga grupper" in board


def test_a_unit_without_a_plan_is_led_to_those_near(
    red_thread: RedThread, client_of: LogIn
) -> None:
    path = "/avdelning-forskola/2026/plan/"

    reader = client_of(red_thread.member).get(path).content.decode()
    importer = client_of(red_thread.importer).get(path).content.decode()

    for html in (reader, importer):
        assert "Ingen plan för den här enheten och det här året" in html
        assert 'href="/tvabackens-forskolor/2026/plan/verksamhetsplan-2026/"' in html
        assert "abackens-hemtjanst" not in html.partition('id="nara"')[2]
    links = [html.count('class="btn btn--go" href="/las-in/"') for html in (reader, importer)]
    assert links == [0, 1]


@pytest.mark.parametrize("word", ["verksamhetsplan-2025", "annan-plan-2026", "x"])
def test_a_plan_that_is_not_there_is_not_found(
    word: str, red_thread: RedThread, client_of: LogIn
) -> None:
    client = client_of(red_thread.member)

    assert client.get(f"{PLAN}{word}/").status_code == 404
    assert client.get(f"{PLAN}verksamhetsplan-2026/").status_code == 200


def test_texts_are_text(red_thread: RedThread, client_of: LogIn) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    goal = factories.a_goal(red_thread.plans["preschool"], title=hostile)
    add_results(goal, hostile, sections={"working_method": hostile})
    factories.an_activity(goal=goal, title=hostile, responsible_text=hostile, aim=hostile)
    add_chapters(red_thread.plans["preschool"], {hostile: hostile})

    html = client_of(red_thread.member).get(PLAN).content.decode()

    assert "<img" not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;") >= 9


def test_a_plan_costs_the_same_however_long_it_is(
    red_thread: RedThread, client_of: LogIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(red_thread.member)
    plan, goal = red_thread.plans["preschool"], red_thread.goals["words"]

    def add(count: int) -> None:
        for number in range(count):
            activity = factories.an_activity(goal=goal)
            more = factories.a_goal(plan, parent=red_thread.goals["staff"])
            add_results(more, f"Resultat {number}", sections={"working_method": "Så här"})
            factories.a_planned_indicator(more)
            tertial = factories.a_round(red_thread.board, occasion=f"gang-{activity.pk}")
            said = ActivityStatus(
                round=tertial, planned_activity=activity, kind="done", text="Klart"
            )
            followup.add_activity_statuses(
                tertial, statuses=[said], acting_user=factories.operator()
            )

    add(1)
    client.get(PLAN)

    # 1. session 2. user 3. the unit and those near it 4. the unit's plans of the year
    # 5. goals 6. their sections 7. their results 8. who has taken up the board's goals
    # 9. chapters 10. indicators 11. targets 12. outcomes 13. activities 14. roles 15. categories
    # 16. goals of activities 17. statuses 18. assessments 19. statuses of assignments 20. needs
    # 21. changes 22. what the checks found (and 23. what is waived of it, when there is anything)
    # 23. rounds to download reports of 24. imports behind the plan 25. years that have plans
    with django_assert_num_queries(25):
        small = client.get(PLAN)
    add(10)
    with django_assert_num_queries(25):
        large = client.get(PLAN)

    assert len(large.content) > 2 * len(small.content)


@pytest.mark.parametrize(
    ("kind", "first", "last", "word"),
    [
        ("operational_plan", (2026, 1, 1), (2026, 12, 31), "verksamhetsplan-2026"),
        ("competence_plan", (2026, 1, 1), (2028, 12, 31), "kompetensplan-2026-2028"),
        ("other", (2026, 7, 1), (2027, 6, 30), "annan-plan-20260701-20270630"),
    ],
)
def test_a_plans_word_tells_kind_and_period(
    kind: str, first: tuple[int, int, int], last: tuple[int, int, int], word: str
) -> None:
    assert kind in Plan.Kind.values
    assert plan_word(kind, dt.date(*first), dt.date(*last)) == word
