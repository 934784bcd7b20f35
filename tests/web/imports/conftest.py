# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who may read in, and their browser."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from ledtrad.organisation import actions as organisation
from ledtrad.organisation.models import User
from tests.web.conftest import PASSWORD
from tests.web.imports.page import browser_of


@pytest.fixture
def jobs_at_once(settings: Settings) -> None:
    """Files are read while the request waits, so that a test sees what became of them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody who may read in everything, in an empty database."""
    by = organisation.command_line_user()
    user = organisation.create_user(
        "admin@ronnhamra.example", name="Administratör", password=PASSWORD, acting_user=by
    )
    organisation.grant_role(user, role="administrator", unit=None, acting_user=by)
    return user


@pytest.fixture
def client(administrator: User) -> Client:
    """The administrator's browser."""
    return browser_of(administrator)
