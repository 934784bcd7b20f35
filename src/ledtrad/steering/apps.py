# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's entry for steering models."""

from __future__ import annotations

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    """Rows about steering models."""

    name = "ledtrad.steering"
    default_auto_field = "django.db.models.BigAutoField"
