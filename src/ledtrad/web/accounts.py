# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging in: nobody signs up on their own, and a demo shows its accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from ledtrad.organisation.models import User
from ledtrad.web.http import MemberRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To the account's own page."""
        return reverse("web:account")


class MembersOnlyMiddleware(LoginRequiredMiddleware):
    """Every page asks for login, except those marked `login_not_required`.

    When a session has ended under a page that is open, htmx would put the login form in the middle
    of it; it is told to go there instead, and back to the page afterwards.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """None for who may pass, otherwise the way to the login page."""
        refusal = super().process_view(request, view_func, view_args, view_kwargs)
        htmx: HtmxDetails | None = getattr(request, "htmx", None)
        if refusal is None or not htmx:
            return refusal
        query = urlencode({"next": htmx.current_url_abs_path or "/"})
        return HttpResponseClientRedirect(f"{reverse('account_login')}?{query}")


class DemoLoginView(LoginView):
    """The login page; in a demo it also lists the demo's accounts."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Adds `demo_accounts` in a demo."""
        context: dict[str, object] = super().get_context_data(**kwargs)
        if settings.DEMO:
            context["demo_accounts"] = User.objects.demo_accounts().with_memberships()
        return context


@login_not_required
@require_POST
def log_in_to_demo(request: HttpRequest) -> HttpResponse:
    """Log in as one of the demo's accounts. Answers 404 where there is no demo."""
    if not settings.DEMO:
        raise Http404
    account = get_object_or_404(User.objects.demo_accounts(), email=request.POST.get("account", ""))
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("web:home")


def show_account(request: MemberRequest) -> HttpResponse:
    """The user's own account: appearance, password, log out."""
    return render(request, "web/account.html")
