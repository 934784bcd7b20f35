# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's entry for the organisation."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Rows about the organisation."""

    name = "ledtrad.organisation"
    default_auto_field = "django.db.models.BigAutoField"
