# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's entry for documents."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Rows about imports."""

    name = "ledtrad.documents"
    default_auto_field = "django.db.models.BigAutoField"
