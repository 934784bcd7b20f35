# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses: the pages of `ledtrad.web`, and logging in.

Only those of allauth's pages that the product has are routed; signing up is not among them. Their
names are those that allauth itself looks for.
"""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import include, path

from ledtrad.web.accounts import DemoLoginView

urlpatterns = [
    path("logga-in/", DemoLoginView.as_view(), name="account_login"),
    path("logga-ut/", allauth.logout, name="account_logout"),
    path("konto/stangt/", allauth.account_inactive, name="account_inactive"),
    path("konto/losenord/", allauth.password_change, name="account_change_password"),
    path("konto/losenord/valj/", allauth.password_set, name="account_set_password"),
    path("", include("ledtrad.web.urls")),
]

handler400 = "ledtrad.web.errors.bad_request"
handler403 = "ledtrad.web.errors.permission_denied"
handler404 = "ledtrad.web.errors.page_not_found"
handler500 = "ledtrad.web.errors.server_error"
