# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The jobs app; at start it finds the kinds of work that the other apps register."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Imports the module `jobs` of every app that has one."""

    name = "ledtrad.jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let each app register its kinds of work."""
        autodiscover_modules("jobs")
