# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's entry for indicators."""

from __future__ import annotations

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Rows about indicators."""

    name = "ledtrad.indicators"
    default_auto_field = "django.db.models.BigAutoField"
