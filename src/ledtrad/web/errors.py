# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people see when something cannot be shown: what happened, what was kept, what to do."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be understood. Shown without anything read from it."""
    return HttpResponse(render_to_string("web/errors/400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the user is known, and may not."""
    return render(request, "web/errors/403.html", {"reason": _said(exception)}, status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing there, or nothing that this user may see."""
    return render(request, "web/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Rendered without the request, since the database may be what failed."""
    return HttpResponseServerError(render_to_string("web/errors/500.html"))


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was not sent from a page of ours, or the page had become too old."""
    return HttpResponse(render_to_string("web/errors/csrf.html"), status=403)


def _said(exception: Exception | None) -> str:
    """The sentence that the exception was raised with, if there is one."""
    said = exception.args[0] if exception and exception.args else ""
    return said if isinstance(said, str) else ""
