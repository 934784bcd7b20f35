# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging in and out with an e-mail address and a password, and the pages for what goes wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from ledtrad.organisation.models import User
from ledtrad.web import errors
from tests.web.conftest import PASSWORD, Municipality

LogIn = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("cache_table")


def test_the_right_password_lets_in_and_the_wrong_one_does_not(
    municipality: Municipality, client: Client
) -> None:
    address = municipality.manager.email

    wrong = client.post("/logga-in/", {"login": address, "password": "fel-lösenord-1234"})
    assert get_user(client).is_authenticated is False
    right = client.post("/logga-in/", {"login": address.upper(), "password": PASSWORD})

    assert wrong.status_code == 200
    assert 'role="alert"' in wrong.content.decode()
    assert "fel-lösenord-1234" not in wrong.content.decode()
    assert right.headers["Location"] == "/"
    assert get_user(client) == municipality.manager


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [("/konto/", "/konto/"), ("https://example.com/", "/"), ("//example.com", "/")],
)
def test_login_leads_on_within_the_product(
    asked: str, led_to: str, municipality: Municipality, client: Client
) -> None:
    answer = client.post(
        "/logga-in/",
        {"login": municipality.manager.email, "password": PASSWORD, "next": asked},
    )

    assert answer.headers["Location"] == led_to


def test_logging_out_needs_a_form(municipality: Municipality, client_of: LogIn) -> None:
    client = client_of(municipality.manager)

    assert client.get("/logga-ut/").status_code == 200
    assert get_user(client).is_authenticated
    assert client.post("/logga-ut/").headers["Location"] == "/logga-in/"
    assert not get_user(client).is_authenticated


def test_the_password_is_changed_with_the_old_one_alone(
    municipality: Municipality, client_of: LogIn
) -> None:
    client = client_of(municipality.manager)
    new = {"password1": "kastanj-och-lind-44", "password2": "kastanj-och-lind-44"}

    client.post("/konto/losenord/", {"oldpassword": "gissning", **new})
    municipality.manager.refresh_from_db()
    assert municipality.manager.check_password(PASSWORD)

    client.post("/konto/losenord/", {"oldpassword": PASSWORD, **new})
    municipality.manager.refresh_from_db()
    assert municipality.manager.check_password(new["password1"])


def test_many_wrong_passwords_are_stopped(municipality: Municipality, client: Client) -> None:
    for _ in range(12):
        client.post(
            "/logga-in/", {"login": municipality.manager.email, "password": "fel-fel-fel-1"}
        )

    client.post("/logga-in/", {"login": municipality.manager.email, "password": PASSWORD})

    assert not get_user(client).is_authenticated


def test_an_address_that_leads_nowhere_says_so(
    municipality: Municipality, client: Client, client_of: LogIn
) -> None:
    for someone in (client, client_of(municipality.manager)):
        answer = someone.get("/finns/inte/")
        assert answer.status_code == 404
        assert 'class="brand"' in answer.content.decode()
        assert "No Unit matches" not in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_our_words(municipality: Municipality) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/utseende/", {"theme": "dark"})

    assert answer.status_code == 403
    assert "ledtrad_theme" not in answer.cookies
    assert '<html lang="sv"' in answer.content.decode()
    assert 'class="brand"' in answer.content.decode()
    assert "CSRF" not in answer.content.decode()


def test_a_failure_of_ours_is_shown_without_the_database(
    municipality: Municipality, client_of: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(request: HttpRequest) -> None:
        raise RuntimeError("hemligt")

    client = client_of(municipality.manager)
    client.raise_request_exception = False
    monkeypatch.setattr("ledtrad.web.start.remembered_place", fail)

    answer = client.get("/")

    assert answer.status_code == 500
    assert '<html lang="sv"' in answer.content.decode()
    assert 'class="brand"' in answer.content.decode()
    assert "hemligt" not in answer.content.decode()


@pytest.mark.parametrize(
    ("handler", "status", "says"),
    [(errors.bad_request, 400, False), (errors.permission_denied, 403, True)],
)
def test_other_refusals_have_pages_too(
    handler: Callable[[HttpRequest, Exception], HttpResponse],
    status: int,
    says: bool,
    rf: RequestFactory,
) -> None:
    answer = handler(rf.get("/"), PermissionDenied("Bara nämnden beslutar nämndmål."))

    assert answer.status_code == status
    assert ("Bara nämnden beslutar" in answer.content.decode()) is says
