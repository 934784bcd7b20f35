# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filer: what jobs have written for the person, and the municipality's Word template."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledtrad.documents import writing
from ledtrad.documents.jobs import WRITE
from ledtrad.documents.models import WordTemplate, WrittenFile
from ledtrad.documents.rules import FILES_KEPT, MAX_TEMPLATE_SIZE
from ledtrad.jobs.models import Job
from ledtrad.organisation.models import Unit, UnitQuerySet
from ledtrad.sentences import of_error
from ledtrad.sentences.documents import amount
from ledtrad.web.downloads import file_response, known_format
from ledtrad.web.http import MemberRequest, answers_fragment, remembered_place
from plandoc.errors import PlanDocError

FILES_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was asked for: how far it has come, and the file while it is kept."""

    job: Job
    name: str
    file: WrittenFile | None

    @property
    def is_gone(self) -> bool:
        """Whether the file was written and is no longer kept."""
        return self.job.state == Job.State.DONE and self.file is None


@require_safe
def show_files(request: MemberRequest) -> HttpResponse:
    """The files that the person has asked for, newest first."""
    jobs = Job.objects.visible_to(request.user).filter(kind=WRITE).newest_first()
    context = {
        "entries": _entries(request, list(jobs[:FILES_SHOWN])),
        "days": FILES_KEPT.days,
        "administers": _municipalities(request).exists(),
    }
    return render(request, "web/files/list.html", context)


@require_safe
@answers_fragment
def show_file(request: MemberRequest, code: uuid.UUID) -> HttpResponse:
    """One file: how far the writing has come, and where to fetch it."""
    jobs = Job.objects.visible_to(request.user).filter(kind=WRITE, public_code=code)
    job = jobs.first()
    if job is None:
        raise Http404
    fragment = request.htmx and request.htmx.target == "fil"
    name = "web/files/state.html" if fragment else "web/files/one.html"
    context = {"entry": _entries(request, [job])[0], "days": FILES_KEPT.days}
    return render(request, name, context)


@require_safe
def fetch_file(request: MemberRequest, code: uuid.UUID) -> HttpResponse:
    """The file itself: for who asked for it, and for administrators."""
    file = WrittenFile.objects.visible_to(request.user).whole().filter(public_code=code).first()
    if file is None:
        raise Http404
    return file_response(file.file_name, known_format(file.format), bytes(file.data))


@require_http_methods(["GET", "HEAD", "POST"])
def show_template(request: MemberRequest) -> HttpResponse:
    """The municipality's Word template, for its administrators. POST sets or removes it."""
    municipality = _own_municipality(request)
    if municipality is None:
        raise PermissionDenied(
            _("The Word template is chosen by the municipality’s administrators. Ask one of them.")
        )
    if request.method == "POST":
        _change_template(request, municipality)
        return redirect("web:word-template")
    context = {
        "municipality": municipality,
        "template": WordTemplate.objects.visible_to(request.user)
        .filter(unit=municipality)
        .select_related("author")
        .first(),
        "limit": amount(MAX_TEMPLATE_SIZE, "bytes"),
    }
    return render(request, "web/files/template.html", context)


def _change_template(request: MemberRequest, municipality: Unit) -> None:
    """Set or remove the template, and say what came of it."""
    if request.POST.get("ta-bort"):
        writing.remove_template(municipality, acting_user=request.user)
        messages.success(request, _("The template is removed. Word files look as Ledtråd’s own."))
        return
    file = request.FILES.get("template")
    if file is None:
        messages.error(request, _("No file was chosen. Choose a Word file and try again."))
        return
    if (file.size or 0) > MAX_TEMPLATE_SIZE:
        text = _("The file is too large for a template (at most %(limit)s). Nothing was changed.")
        messages.error(request, text % {"limit": amount(MAX_TEMPLATE_SIZE, "bytes")})
        return
    try:
        writing.set_template(municipality, file.read(), file.name or "", acting_user=request.user)
    except PlanDocError as error:
        messages.error(request, of_error(error))
        return
    messages.success(request, _("The template is in use from the next Word file on."))


def _entries(request: MemberRequest, jobs: list[Job]) -> list[Entry]:
    """The jobs with their files. One query."""
    codes = [job.result["file"] for job in jobs if "file" in job.result]
    files = WrittenFile.objects.visible_to(request.user).filter(public_code__in=codes)
    by_code = {str(file.public_code): file for file in files}
    return [
        Entry(job, job.payload.get("name", ""), by_code.get(job.result.get("file", "")))
        for job in jobs
    ]


def _own_municipality(request: MemberRequest) -> Unit | None:
    """The municipality that the person administers.

    Of several, the one that the form was for, or else the one they last were in.
    """
    administered = list(_municipalities(request))
    if wanted := request.POST.get("kommun"):
        return next((each for each in administered if each.public_code == wanted), None)
    place = remembered_place(request) if len(administered) > 1 else None
    here = place.line[0] if place is not None else None
    return here if here in administered else next(iter(administered), None)


def _municipalities(request: MemberRequest) -> UnitQuerySet:
    units = Unit.objects.administered_by(request.user).of_kind(Unit.Kind.MUNICIPALITY)
    return units.in_name_order()
