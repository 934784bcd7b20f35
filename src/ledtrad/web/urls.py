# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "web"

urlpatterns: list[URLPattern] = []
