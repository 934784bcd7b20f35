# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of pages share: a small municipality, and somebody who looks at it.

Beside these: `browser`, `page` and `accessibility_faults` of the tests' top.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from ledtrad.organisation import actions as organisation
from ledtrad.organisation.models import Unit, User
from ledtrad.plans import actions as plans
from ledtrad.steering.actions import register_model

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
NARROWEST: ViewportSize = {"width": 360, "height": 740}
PASSWORD = "syrenberså-vid-ån-17"


@dataclass(frozen=True)
class Municipality:
    """A fictional municipality with a preschool that has plans for 2025 to 2027."""

    top: Unit
    board: Unit
    department: Unit
    preschool: Unit
    other_preschool: Unit
    other_board: Unit
    controller: User
    manager: User
    outsider: User


@pytest.fixture
def municipality(db: None) -> Municipality:
    """Units of four levels in two boards, three plan years, and people of different reach."""
    return found_municipality()


def found_municipality() -> Municipality:
    """Make the rows of `Municipality` through the product's own actions."""
    by = organisation.command_line_user()

    def unit(parent: Unit | None, kind: str, name: str) -> Unit:
        return organisation.create_unit(parent, kind=kind, name=name, acting_user=by)

    def person(name: str, role: str | None, where: Unit | None) -> User:
        address = f"{name.lower()}@ronnhamra.example"
        user = organisation.create_user(
            address, name=name, password=PASSWORD, is_demo=role is not None, acting_user=by
        )
        if role:
            organisation.grant_role(user, role=role, unit=where, acting_user=by)
        return user

    top = unit(None, "municipality", "Rönnhamra kommun")
    board = unit(top, "board", "Barn- och utbildningsnämnden")
    department = unit(board, "department", "Avdelning förskola")
    preschool = unit(department, "unit", "Tvåbäckens förskolor")
    other_preschool = unit(department, "unit", "Ådalens förskolor")
    model = register_model({"code": "prov", "title": "Prov"}, acting_user=by)
    for year in (2025, 2026, 2027):
        plans.create_plan(
            preschool,
            kind="operational_plan",
            period_start=dt.date(year, 1, 1),
            period_end=dt.date(year, 12, 31),
            steering_model=model,
            acting_user=by,
        )
    return Municipality(
        top=top,
        board=board,
        department=department,
        preschool=preschool,
        other_preschool=other_preschool,
        other_board=unit(top, "board", "Vård- och omsorgsnämnden"),
        controller=person("Controller", "controller", board),
        manager=person("Rektor", "manager", preschool),
        outsider=person("Utan-roll", None, None),
    )


@pytest.fixture
def cache_table(db: None) -> None:
    """The table that holds limits on logins, which migrations do not make."""
    call_command("createcachetable")
    cache.clear()


@pytest.fixture
def client_of(client: Client) -> Callable[[User], Client]:
    """Give a client that is logged in as the user."""

    def log_in(user: User) -> Client:
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return log_in


@pytest.fixture
def show(page: Page, live_server: LiveServer) -> Callable[..., Page]:
    """Give a function that opens a path in the browser, logged in as `user` if one is given.

    `scheme` is the system's appearance; `size` one of WIDE, NARROW and NARROWEST.
    """

    def open_page(
        path: str,
        user: User | None = None,
        *,
        scheme: str = "light",
        size: ViewportSize = WIDE,
    ) -> Page:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        if user is not None:
            session = Client()
            session.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
            name = settings.SESSION_COOKIE_NAME
            page.context.add_cookies(
                [{"name": name, "value": session.cookies[name].value, "url": live_server.url}]
            )
        page.goto(f"{live_server.url}{path}")
        return page

    return open_page


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    wider: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider
