# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking through an import: source and result, guesses, corrections and consequences."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from ledtrad.documents import actions
from ledtrad.documents.models import Import
from ledtrad.plans.models import Goal
from ledtrad.web.import_told import around_difference
from tests.importing import ronnhamra
from tests.web.imports.page import (
    accept,
    bring,
    parent,
    shown,
    unit_goal,
    url,
    words,
)

pytestmark = pytest.mark.usefixtures("cache_table", "jobs_at_once")

GUESSED = ronnhamra.unit_plan("Björkdungens förskolor", "Alla berättar", board=None)


def lone_targets_elements(import_: Import) -> list[dict[str, Any]]:
    document: dict[str, Any] = import_.document or {}
    return [each for each in document["indicators"] if each.get("targets")]


def lone_targets(import_: Import) -> list[dict[str, Any]]:
    """A guess about every indicator that has a target: whose target it is."""
    return [
        {
            "element": each["id"], "field": "target", "chosen": "council", "why": "lone_target",
            "alternatives": ["unit"],
        }
        for each in lone_targets_elements(import_)
    ]  # fmt: skip


def test_the_source_and_the_result_lead_to_each_other(client: Client) -> None:
    import_ = bring(client)
    page = shown(client, url(import_))
    numbers = re.findall(r'id="k(\d+)"', page)
    assert len(numbers) > 10
    for number in numbers:
        assert page.count(f'id="d{number}"') == 1
        assert f'href="#k{number}"' in page
        assert f'href="#d{number}"' in page
    assert len(set(re.findall(r' id="([^"]+)"', page))) == len(re.findall(r' id="([^"]+)"', page))


def test_every_word_of_the_source_is_shown_on_some_page(client: Client) -> None:
    prose = "".join(f"\n\nStycke {number} om lek och {'ord ' * 60}." for number in range(120))
    data = ronnhamra.unit_plan("Björkdungens förskolor", "Alla läser", shared=ronnhamra.BOARD)
    import_ = bring(client, data + prose.encode())
    pages = [shown(client, url(import_), sida=str(number)) for number in range(1, 12)]
    every = " ".join(words(page) for page in pages)
    for number in range(120):
        assert f"Stycke {number} om lek" in every
    assert max(map(len, pages)) < 100_000


def test_guesses_come_first_and_are_answered_with_a_free_name(client: Client) -> None:
    import_ = bring(client, GUESSED, "gissa.txt")
    page = shown(client, url(import_))
    assert "board" in import_.placement["guesses"]
    assert page.index("Nämnd: ") < page.index("Inget blev över") < page.index('id="igenkant"')

    client.post(url(import_, "plats/"), {"board_other": "Nämnden för barn", "sida": "1"})

    placed = Import.objects.get().placement
    assert placed["board"]["name"] == "Nämnden för barn"
    assert "board" not in placed["guesses"]
    assert "Nämnden för barn" in shown(client, url(import_))
    accept(client, Import.objects.get())
    assert Goal.objects.filter(plan__unit__name="Nämnden för barn").exists()


def test_the_kind_of_document_is_changed_and_changed_back(client: Client) -> None:
    import_ = bring(client)
    client.post(url(import_, "plats/"), {"kind": "competence_plan"})
    import_ = Import.objects.get()
    assert import_.placement["plan_kind"] == "competence_plan"
    assert "Dokumentslag: kompetensförsörjningsplan" in shown(client, url(import_))

    client.post(url(import_, "plats/"), {"kind": "påhittad"})
    assert Import.objects.get().placement["plan_kind"] == "competence_plan"
    client.post(url(import_, "ta-tillbaka/"), {"correction": import_.corrections[0]["id"]})
    assert Import.objects.get().placement["plan_kind"] == "operational_plan"


def test_a_period_that_is_none_changes_nothing(client: Client) -> None:
    import_ = bring(client)
    page = client.post(url(import_, "plats/"), {"period_other": "i vår"}, follow=True)
    assert "Skriv perioden som ett år" in unescape(page.content.decode())
    assert Import.objects.get().given == import_.given


def test_a_guess_about_many_parts_is_one_question(client: Client) -> None:
    rows = "".join(f"Andel nöjda i grupp {number}\t{80 + number} %\tÅr\n" for number in range(9))
    council = f"{ronnhamra.COUNCIL}{rows}"
    import_ = bring(client, ronnhamra.unit_plan("Eken", "Alla läser", council=council))
    document: dict[str, Any] = import_.document or {}
    guesses = [*document["guesses"], *lone_targets(import_)]
    Import.objects.update(document=document | {"guesses": guesses})
    page = shown(client, url(import_))
    key = re.search(r'name="key" value="(target:[^"]+)"', page)
    assert key is not None
    assert page.count("Spara för alla") == 1

    client.post(url(import_, "gissning/"), {"key": key[1], "value": "unit", "sida": "1"})

    import_ = Import.objects.get()
    understood = actions.corrected_document(import_).document
    settled = {each["id"] for each in lone_targets_elements(import_)}
    assert not [each for each in understood.guesses if each.field == "target"]
    assert {
        target.set_by
        for indicator in understood.indicators
        if indicator.id in settled
        for target in indicator.targets
    } == {"unit"}


def test_a_correction_is_kept_listed_and_taken_back(client: Client) -> None:
    import_ = bring(client)
    goal = unit_goal(import_)
    form = shown(client, url(import_, f"del/{goal}/"))
    assert "Björkdungens barn berättar egna sagor" in form

    client.post(
        url(import_, f"del/{goal}/"),
        {
            "title": "Barnen berättar sagor",
            "shape": "goal:unit_goal",
            "goal": parent(import_, goal),
        },
    )

    import_ = Import.objects.get()
    assert [each["action"] for each in import_.corrections] == ["retitle"]
    page = shown(client, url(import_))
    assert "Barnen berättar sagor" in page
    assert "En ändring är gjord" in page
    client.post(url(import_, "ta-tillbaka/"), {"correction": import_.corrections[0]["id"]})
    assert Import.objects.get().corrections == []
    assert "Barnen berättar sagor" not in shown(client, url(import_))


def test_kind_level_and_parent_are_changed_in_the_same_form(client: Client) -> None:
    import_ = bring(client)
    goal = unit_goal(import_)
    board = parent(import_, goal)
    form = url(import_, f"del/{goal}/")

    client.post(form, {"shape": "goal:board_goal", "goal": board})
    client.post(form, {"shape": "goal:board_goal", "goal": ""})
    client.post(form, {"shape": "activity", "goal": board})

    import_ = Import.objects.get()
    assert [each["action"] for each in import_.corrections] == ["relevel", "reparent", "convert"]
    document = actions.corrected_document(import_).document
    (activity,) = [each for each in document.activities if each.id == goal]
    assert activity.goals == (board,)
    assert activity.title == "Björkdungens barn berättar egna sagor"


def test_a_part_is_dropped_and_placed_again(client: Client) -> None:
    import_ = bring(client)
    goal = unit_goal(import_)
    board = parent(import_, goal)

    client.post(url(import_, f"del/{goal}/"), {"shape": "leftover"})
    page = words(shown(client, url(import_)))
    assert "En rad blev över" in page
    client.post(url(import_, f"del/{goal}/"), {"shape": "section:working_method", "goal": board})

    document = actions.corrected_document(Import.objects.get()).document
    (above,) = [each for each in document.goals if each.id == board]
    assert "working_method" in [section.type for section in above.sections]
    assert not document.leftovers


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"shape": "expected_result", "goal": ""}, "Välj vilket mål"),
        ({"shape": "expected_result", "goal": "g999"}, "Välj vilket mål"),
        ({"shape": "goal:påhittat", "goal": ""}, "gick inte att förstå"),
        ({"shape": "något annat"}, "gick inte att förstå"),
        ({}, "Inget var annorlunda"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused_in_words(
    sent: dict[str, str], says: str, client: Client
) -> None:
    import_ = bring(client)
    goal = unit_goal(import_)
    kept = {"goal": parent(import_, goal)} if not sent else {}
    answer = client.post(url(import_, f"del/{goal}/"), {**kept, **sent}, follow=True)
    assert says in unescape(answer.content.decode())
    assert Import.objects.get().corrections == []


def test_nothing_of_the_plans_changes_before_accepting(client: Client) -> None:
    import_ = bring(client)
    shown(client, url(import_))
    shown(client, url(import_, "skillnader/"))
    assert not Goal.objects.exists()


def test_consequences_are_told_in_words(client: Client) -> None:
    accept(client, bring(client))
    other = ronnhamra.BOARD.replace("2026-06-30", "2026-08-31")
    import_ = bring(client, ronnhamra.unit_plan("Granåsens förskolor", "Läsa ihop", shared=other))

    fragment = client.get(
        url(import_, "skillnader/"), headers={"HX-Request": "true", "HX-Target": "skillnader"}
    ).content.decode()
    page = words(shown(client, url(import_)))

    assert "2026-06-30" in fragment
    assert "2026-08-31" in fragment
    assert "1 skillnad behåller det som finns" in words(fragment)
    assert "1 skillnad behåller det som finns" in page
    assert "Finns redan, kopplas" in page
    assert Import.objects.get(pk=import_.pk).state == Import.State.READ


@pytest.mark.parametrize(
    ("there", "here", "shown_there", "shown_here"),
    [
        ("2026-06-30", "2026-08-31", "2026-06-30", "2026-08-31"),
        ("a b c", "a b c", "a b c", "a b c"),
        ("a b", "a b c", "a b", "a b c"),
        ("", "a", "", "a"),
        (
            "1 2 3 4 5 6 7 8 katt 9 10 11 12 13 14 15",
            "1 2 3 4 5 6 7 8 hund 9 10 11 12 13 14 15",
            "… 4 5 6 7 8 katt 9 10 11 12 13 …",
            "… 4 5 6 7 8 hund 9 10 11 12 13 …",
        ),
    ],
)
def test_of_two_long_wordings_what_differs_is_shown(
    there: str, here: str, shown_there: str, shown_here: str
) -> None:
    assert around_difference(there, here) == (shown_there, shown_here)


def test_another_steering_model_reads_the_file_again(client: Client) -> None:
    import_ = bring(client)
    client.post(url(import_, "las-igen/"), {"model": "liten_kommun"})
    assert Import.objects.get().steering_code == "liten_kommun"
    assert "Ta in" in shown(client, url(import_))
