# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's entry for rounds, statuses and assessments."""

from __future__ import annotations

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Rows about rounds, statuses and assessments."""

    name = "ledtrad.followup"
    default_auto_field = "django.db.models.BigAutoField"
