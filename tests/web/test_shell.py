# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The frame round every page: who gets in, where one is, what one can reach from there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

import pytest
from django.contrib.auth import get_user
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from ledtrad.organisation import actions as organisation
from ledtrad.organisation.models import User
from tests.web.conftest import Municipality

LogIn = Callable[[User], Client]
START = "/tvabackens-forskolor/2026/"


def local_links(html: str) -> set[str]:
    """Where the page's links and its forms that only ask lead, within the product."""
    found = re.findall(r'<a [^>]*?href="(/[^"#]*)"', html)
    found += re.findall(r'<form [^>]*?action="(/[^"]*)"[^>]*?method="get"', html)
    found += re.findall(r'<form [^>]*?method="get"[^>]*?action="(/[^"]*)"', html)
    return {unescape(link) for link in found}


@pytest.mark.parametrize("path", ["/", START, "/enheter/", "/konto/", "/konto/losenord/"])
def test_pages_ask_for_login(
    path: str, municipality: Municipality, client: Client, client_of: LogIn
) -> None:
    refused = client.get(path)
    allowed = client_of(municipality.manager).get(path, follow=True)

    assert refused.status_code == 302
    assert refused.headers["Location"] == f"/logga-in/?next={path}"
    assert allowed.status_code == 200


def test_a_unit_is_seen_by_members_alone(municipality: Municipality, client_of: LogIn) -> None:
    assert client_of(municipality.outsider).get(START).status_code == 404
    assert client_of(municipality.manager).get(START).status_code == 200
    assert client_of(municipality.manager).get("/okand-enhet/2026/").status_code == 404
    assert client_of(municipality.manager).get("/tvabackens-forskolor/20260/").status_code == 404


def test_start_begins_in_an_own_unit_and_then_where_one_was(
    municipality: Municipality, client_of: LogIn
) -> None:
    client = client_of(municipality.controller)

    first = client.get("/")
    client.get("/adalens-forskolor/2025/")
    second = client.get("/")

    assert first.headers["Location"].startswith("/barn-och-utbildningsnamnden/")
    assert second.headers["Location"] == "/adalens-forskolor/2025/"


def test_a_remembered_place_that_is_gone_is_forgotten(
    municipality: Municipality, client_of: LogIn
) -> None:
    client = client_of(municipality.manager)
    session = client.session
    session["place"] = ["okand-enhet", 2026]
    session.save()

    assert client.get("/").headers["Location"].startswith("/tvabackens-forskolor/")


@pytest.mark.django_db
def test_without_units_start_says_how_to_begin(client_of: LogIn) -> None:
    by = organisation.command_line_user()
    user = organisation.create_user("ny@ronnhamra.example", name="Ny", acting_user=by)
    organisation.grant_role(user, role="administrator", acting_user=by)

    page = client_of(user).get("/")

    assert page.status_code == 200
    assert 'class="broken"' in page.content.decode()
    assert 'id="enhetsval"' not in page.content.decode()


def test_the_frame_costs_two_queries_however_many_units(
    municipality: Municipality,
    client_of: LogIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(municipality.manager)
    client.get(START)
    by = organisation.command_line_user()
    for number in range(12):
        name = f"Enhet {number}"
        organisation.create_unit(municipality.department, kind="unit", name=name, acting_user=by)

    # 1. session 2. user 3. the unit and those near it 4. years that have plans
    # 5.–16. what Start itself asks for, the person's own waiting files and findings among it
    with django_assert_num_queries(16):
        page = client.get(START)

    assert "Enhet 11" in page.content.decode()


def test_a_fragment_costs_no_frame(
    municipality: Municipality,
    client_of: LogIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(municipality.manager)
    client.get(START)

    # 1. session 2. user 3. units that were searched for
    with django_assert_num_queries(3):
        answer = client.get(
            "/enheter/",
            {"q": "ådal", "sida": "web:unit", "ar": "2025"},
            headers={"HX-Request": "true", "HX-Target": "enheter"},
        )

    html = answer.content.decode()
    assert "<html" not in html
    assert local_links(html) == {"/adalens-forskolor/2025/"}
    assert {"HX-Request", "HX-Target"} <= set(answer.headers["Vary"].split(", "))


@pytest.mark.parametrize(
    ("asked", "links"),
    [
        ({"q": "FÖRSKOLOR", "ar": "2025"}, {START.replace("6", "5"), "/adalens-forskolor/2025/"}),
        ({"q": "förskolor", "ar": "x", "sida": "admin:index"}, {START, "/adalens-forskolor/2026/"}),
        ({"q": "<script>ådal"}, set()),
        ({"q": "%"}, set()),
    ],
)
def test_units_are_found_by_name(
    asked: dict[str, str], links: set[str], municipality: Municipality, client_of: LogIn
) -> None:
    client = client_of(municipality.manager)
    client.get(START)

    html = client.get("/enheter/", asked).content.decode()

    found = local_links(html.partition('class="pick fieldw"')[2].partition("</main>")[0])
    assert found == links
    assert "<script>" not in html


def test_units_of_others_are_not_found(municipality: Municipality, client_of: LogIn) -> None:
    path = "/enheter/?q=förskolor"
    headers = {"HX-Request": "true", "HX-Target": "enheter"}

    refused = client_of(municipality.outsider).get(path, headers=headers)
    allowed = client_of(municipality.manager).get(path, headers=headers)

    assert local_links(refused.content.decode()) == set()
    assert len(local_links(allowed.content.decode())) == 2


def test_the_switch_shows_the_units_around_and_the_years(
    municipality: Municipality, client_of: LogIn
) -> None:
    html = client_of(municipality.manager).get(START).content.decode()
    switch = html.partition('id="enhetsval"')[2].partition("<main")[0]

    assert {
        "/ronnhamra-kommun/2026/",
        "/barn-och-utbildningsnamnden/2026/",
        "/vard-och-omsorgsnamnden/2026/",
        "/avdelning-forskola/2026/",
        "/adalens-forskolor/2026/",
        "/tvabackens-forskolor/2025/",
        "/tvabackens-forskolor/2027/",
        START,
    } <= local_links(switch)
    crumbs = re.search(r'<nav class="crumbs.*?</nav>', html, re.DOTALL)
    assert crumbs is not None
    assert re.findall(r">([^<>\n]+)</(?:a|li)>", crumbs[0]) == [
        "Rönnhamra kommun",
        "Barn- och utbildningsnämnden",
        "Avdelning förskola",
        "Tvåbäckens förskolor",
    ]


def test_a_unit_that_has_ended_is_not_offered_for_later_years(
    municipality: Municipality, client_of: LogIn
) -> None:
    by = organisation.command_line_user()
    last_day = dt.date(2025, 12, 31)
    organisation.close_unit(municipality.other_preschool, last_day=last_day, acting_user=by)
    client = client_of(municipality.manager)

    assert "Ådalens" in client.get("/tvabackens-forskolor/2025/").content.decode()
    assert "Ådalens" not in client.get("/tvabackens-forskolor/2026/").content.decode()
    assert client.get("/adalens-forskolor/2026/").status_code == 200


def test_no_link_of_the_frame_is_dead(municipality: Municipality, client_of: LogIn) -> None:
    client = client_of(municipality.manager)
    seen: set[str] = set()
    ahead = {START}
    while ahead:
        path = ahead.pop()
        seen.add(path)
        answer = client.get(path, follow=True)
        assert answer.status_code == 200, path
        if "text/html" in answer.headers["Content-Type"]:
            ahead |= local_links(answer.content.decode()) - seen
        assert len(seen) < 400, "links lead on for ever"


@pytest.mark.parametrize("path", [START, "/konto/", "/enheter/", "/logga-in/", "/nej/"])
def test_the_policy_forbids_inline_code_and_the_pages_have_none(
    path: str, municipality: Municipality, client: Client, client_of: LogIn
) -> None:
    answer = (client if path == "/logga-in/" else client_of(municipality.manager)).get(path)
    policy = answer.headers["Content-Security-Policy"]
    html = answer.content.decode()

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", html)


def test_the_theme_is_kept_in_a_cookie_and_drawn_by_the_server(client: Client, db: None) -> None:
    assert "data-theme" not in html_tag(client.get("/logga-in/").content.decode())

    answer = client.post("/utseende/", {"theme": "dark", "next": "/logga-in/"})

    assert answer.headers["Location"] == "/logga-in/"
    assert 'data-theme="dark"' in html_tag(client.get("/logga-in/").content.decode())
    client.post("/utseende/", {"theme": "system"})
    assert "data-theme" not in html_tag(client.get("/logga-in/").content.decode())


def test_the_theme_refuses_what_is_not_one_and_never_leads_away(client: Client, db: None) -> None:
    assert client.post("/utseende/", {"theme": '"><script>'}).status_code == 400
    assert client.get("/utseende/").status_code == 405
    for elsewhere in ("https://example.com/", "//example.com", "javascript:alert(1)"):
        answer = client.post("/utseende/", {"theme": "light", "next": elsewhere})
        assert answer.headers["Location"] == "/"


def html_tag(html: str) -> str:
    """The opening tag of the document."""
    return html.partition("<html")[2].partition(">")[0]


def test_a_demo_account_logs_in_with_one_button_in_a_demo_alone(
    municipality: Municipality, client: Client, settings: Settings
) -> None:
    account = {"account": municipality.manager.email}

    settings.DEMO = False
    refused = client.post("/demo-inloggning/", account)
    assert (refused.status_code, get_user(client).is_authenticated) == (404, False)
    assert municipality.manager.email not in client.get("/logga-in/").content.decode()

    settings.DEMO = True
    assert municipality.manager.email in client.get("/logga-in/").content.decode()
    assert client.get("/demo-inloggning/").status_code == 405
    allowed = client.post("/demo-inloggning/", account)
    assert (allowed.status_code, get_user(client)) == (302, municipality.manager)


def test_a_demo_lets_nobody_in_who_is_not_its_own(
    municipality: Municipality, client: Client, settings: Settings
) -> None:
    settings.DEMO = True

    answer = client.post("/demo-inloggning/", {"account": municipality.outsider.email})

    assert (answer.status_code, get_user(client).is_authenticated) == (404, False)
    assert municipality.outsider.email not in client.get("/logga-in/").content.decode()


def test_nobody_signs_up(municipality: Municipality, client: Client) -> None:
    for path in ("/konto/signup/", "/signup/", "/konto/login/", "/accounts/signup/"):
        assert client.get(path).status_code == 404


def test_the_login_page_asks_two_questions_however_many_accounts(
    municipality: Municipality,
    client: Client,
    settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.DEMO = True

    # 1. the demo's accounts 2. their roles, with units
    with django_assert_num_queries(2):
        client.get("/logga-in/")


def test_a_fragment_of_an_ended_session_leads_to_login_and_back(
    municipality: Municipality, client: Client, client_of: LogIn
) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{START}?sort=due"}

    refused = client.get("/enheter/", headers=headers)
    allowed = client_of(municipality.manager).get("/enheter/", headers=headers)

    way, _, back = refused.headers["HX-Redirect"].partition("?next=")
    assert (way, unquote(back)) == ("/logga-in/", f"{START}?sort=due")
    assert refused.content == b""
    assert "HX-Redirect" not in allowed.headers


def test_a_page_of_another_site_is_not_led_back_to(client: Client, db: None) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "https://example.com/falsk/"}

    assert client.get("/enheter/", headers=headers).headers["HX-Redirect"] == "/logga-in/?next=%2F"
