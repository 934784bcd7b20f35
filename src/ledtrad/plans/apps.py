# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's entry for plans."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Rows about plans."""

    name = "ledtrad.plans"
    default_auto_field = "django.db.models.BigAutoField"
