# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""System checks: what is configured in a way that will hurt later, told at start.

Each has an id, says what is wrong and, as its hint, what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

MEMORY_CACHES = ("locmem", "dummy")


@register(Tags.database)
def check_sqlite_is_tuned(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """ledtrad.E001: untuned SQLite loses writes when two people save at once."""
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return []
    tuned = (
        options.get("transaction_mode") == "IMMEDIATE"
        and "journal_mode=WAL" in options.get("init_command", "")
        and "busy_timeout" in options.get("init_command", "")
    )
    if tuned:
        return []
    return [
        Error(
            "SQLite runs with options that lose writes.",
            hint="Use ledtrad.environment.SQLITE_OPTIONS as the database's OPTIONS.",
            id="ledtrad.E001",
        )
    ]


@register(Tags.caches)
def check_cache_is_shared(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """ledtrad.E002: login limits multiply by the processes if each has its own cache."""
    backend = settings.CACHES["default"]["BACKEND"]
    if not any(name in backend for name in MEMORY_CACHES):
        return []
    return [
        Error(
            "The cache lives in one process, so limits on logins do not hold.",
            hint="Use DatabaseCache, as ledtrad.settings does.",
            id="ledtrad.E002",
        )
    ]


@register(Tags.security)
def check_demo_is_apart(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """ledtrad.E003: a demo shows its passwords, so it may only answer on this computer."""
    local = {"localhost", "127.0.0.1", "[::1]", "testserver"}
    if not settings.DEMO or set(settings.ALLOWED_HOSTS) <= local:
        return []
    return [
        Error(
            "The demonstration shows its passwords and is open to other computers.",
            hint="Unset LEDTRAD_DEMO, or leave ALLOWED_HOSTS unset.",
            id="ledtrad.E003",
        )
    ]


@register(Tags.security, deploy=True)
def check_https_is_said(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """ledtrad.W001: without TLS, sessions can be read on the way."""
    if settings.HTTPS:
        return []
    return [
        checks.Warning(
            "Cookies are sent without TLS.",
            hint="Put a proxy with TLS in front, and set LEDTRAD_HTTPS=True.",
            id="ledtrad.W001",
        )
    ]
