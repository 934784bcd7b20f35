# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The product as a Django application: what it checks at start."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class LedtradConfig(AppConfig):
    """Registers the system checks of `ledtrad.checks`."""

    name = "ledtrad"
    verbose_name = "Ledtråd"

    def ready(self) -> None:
        """Load the checks; they register themselves."""
        import_module("ledtrad.checks")
