# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appearance: light, dark or as the system. Kept in a cookie, so that it holds before login."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

COOKIE = "ledtrad_theme"
COOKIE_AGE = 365 * 24 * 60 * 60
AS_SYSTEM = "system"
THEMES = {AS_SYSTEM: _("As the system"), "light": _("Light"), "dark": _("Dark")}


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """One appearance to choose."""

    value: str
    label: str
    is_current: bool


def chosen_theme(request: HttpRequest) -> str:
    """`light` or `dark`; empty when the system decides."""
    theme = request.COOKIES.get(COOKIE, "")
    return theme if theme in THEMES and theme != AS_SYSTEM else ""


def theme_choices(chosen: str) -> list[ThemeChoice]:
    """All appearances, with the chosen one marked."""
    return [
        ThemeChoice(value, str(label), value == (chosen or AS_SYSTEM))
        for value, label in THEMES.items()
    ]


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page it was made on."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        return HttpResponseBadRequest()
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        back = "/"
    response = redirect(back)
    response.set_cookie(
        COOKIE,
        theme,
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
