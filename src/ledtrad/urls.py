# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: the pages of `ledtrad.web`, and logging in."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("konto/", include("allauth.urls")),
    path("", include("ledtrad.web.urls")),
]
