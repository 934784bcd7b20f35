# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's entry for search."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Rows about what can be found."""

    name = "ledtrad.search"
    default_auto_field = "django.db.models.BigAutoField"
