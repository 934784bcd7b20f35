# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Läs in: bringing files, seeing what was understood of them, and taking them in or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledtrad.documents import actions
from ledtrad.documents.jobs import READ
from ledtrad.documents.models import Import
from ledtrad.documents.rules import MAX_FILE_SIZE, safe_file_name
from ledtrad.jobs.actions import enqueue
from ledtrad.jobs.models import Job
from ledtrad.sentences import of_error, of_rows
from ledtrad.sentences.documents import amount
from ledtrad.web.http import MemberRequest, answers_fragment
from ledtrad.web.import_access import import_page, refuse_reader
from ledtrad.web.import_pages import show_result, show_review
from ledtrad.web.import_proposals import show_proposals
from plandoc.errors import UnreadableFile

IMPORTS_A_PAGE = 25
_CLOSED = (Import.State.DISCARDED, Import.State.FAILED)
TOLD = (
    "plans.goal", "plans.expectedresult", "indicators.plannedindicator",
    "plans.plannedactivity", "plans.competenceneed", "followup.activitystatus",
)  # fmt: skip
"""The kinds of rows that the list tells of."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An import in the list: how far it has come, and what came of it."""

    import_: Import
    url: str
    job: Job | None = None
    error: str = ""
    told: str = ""

    @property
    def is_under_way(self) -> bool:
        """Whether the file waits to be read or is being read."""
        return self.import_.state == Import.State.RECEIVED and not self.error

    @property
    def percent(self) -> int:
        """How much of the reading is done; 0 while nobody knows."""
        return (self.job.percent or 0) if self.job else 0


@require_http_methods(["GET", "HEAD", "POST"])
@answers_fragment
def show_imports(request: MemberRequest) -> HttpResponse:
    """The drop zone, and every file that has been brought. POST brings files."""
    refuse_reader(request)
    if request.method == "POST":
        return _receive(request)
    page = Paginator(
        Import.objects.visible_to(request.user).newest_first(), IMPORTS_A_PAGE
    ).get_page(request.GET.get("page"))
    entries = entries_of(request, list(page.object_list))
    context = {
        "page": page,
        "entries": entries,
        "under_way": [entry for entry in entries if entry.is_under_way],
        "limit": amount(MAX_FILE_SIZE, "bytes"),
    }
    fragment = request.htmx and request.htmx.target == "inlasningar"
    return render(
        request, "web/imports/entries.html" if fragment else "web/imports/start.html", context
    )


@require_safe
@answers_fragment
@import_page
def show_import(request: MemberRequest, import_: Import) -> HttpResponse:
    """One import: its progress, its review, or what came of it."""
    entry = entries_of(request, [import_])[0]
    reading_again = import_.state == Import.State.READ and _reads(entry.job)
    if entry.is_under_way or reading_again:
        context = {"entry": entry, "import_": import_}
        fragment = request.htmx and request.htmx.target == "lasning"
        name = "web/imports/progress.html" if fragment else "web/imports/reading.html"
        return render(request, name, context)
    if request.htmx and request.htmx.target == "lasning":
        return HttpResponse(headers={"HX-Refresh": "true"})
    if import_.base_id is not None and import_.state not in _CLOSED:
        return show_proposals(request, import_)
    if import_.state == Import.State.READ:
        return show_review(request, import_)
    if import_.state == Import.State.ACCEPTED:
        return show_result(request, import_)
    return render(request, "web/imports/closed.html", {"import_": import_, "entry": entry})


@require_POST
@import_page
def read_again(request: MemberRequest, import_: Import) -> HttpResponse:
    """Read the file again: with another steering model, or because reading stopped."""
    payload = {"import": import_.pk, "model": request.POST.get("model", "")}
    is_open = import_.state in (Import.State.RECEIVED, Import.State.READ)
    if is_open and not _reads(entries_of(request, [import_])[0].job):
        enqueue(READ, payload, acting_user=request.user)
    return redirect("web:imports-one", code=import_.public_code)


def entries_of(request: MemberRequest, imports: list[Import]) -> list[Entry]:
    """The imports with their jobs. One query."""
    open_ones = [
        each.pk for each in imports if each.state in (Import.State.RECEIVED, Import.State.READ)
    ]
    jobs = Job.objects.visible_to(request.user).filter(kind=READ, payload__import__in=open_ones)
    latest = {job.payload["import"]: job for job in jobs.order_by("created_at", "pk")}
    return [_entry(each, latest.get(each.pk)) for each in imports]


def _entry(import_: Import, job: Job | None) -> Entry:
    url = reverse("web:imports-one", kwargs={"code": import_.public_code})
    error = ""
    if import_.state == Import.State.FAILED:
        error = of_error(UnreadableFile(import_.error_code, **import_.error_params))
    elif import_.state == Import.State.RECEIVED and job and job.state == Job.State.FAILED:
        error = job.error
    return Entry(import_, url, job, error, _told(import_))


def _told(import_: Import) -> str:
    """What an accepted import added: `14 mål, 10 indikatorer i planer`."""
    decided = import_.result.get("proposals")
    if decided is not None:
        count = decided["accepted"]
        return ngettext("%(count)d change accepted", "%(count)d changes accepted", count) % {
            "count": count
        }
    added = import_.result.get("added", {}) if import_.state == Import.State.ACCEPTED else {}
    told = [of_rows(model, added[model]) for model in TOLD if added.get(model)]
    if import_.state == Import.State.ACCEPTED and not told:
        return _("Nothing new, all of it was there")
    return ", ".join(told)


def _reads(job: Job | None) -> bool:
    return job is not None and not job.has_ended


def _receive(request: MemberRequest) -> HttpResponse:
    """Keep each file and ask for it to be read. A file that cannot be kept stops no other."""
    files = request.FILES.getlist("files")
    if not files:
        messages.error(request, _("No file was chosen. Choose one or more files and try again."))
        return redirect("web:imports")
    received = []
    for file in files:
        try:
            received.append(_receive_one(request, file))
        except UnreadableFile as error:
            name = safe_file_name(file.name or "")
            messages.error(request, f"{name}: {of_error(error)}")
    if len(received) == 1 and len(files) == 1:
        return redirect("web:imports-one", code=received[0].public_code)
    if received:
        text = ngettext(
            "%(count)d file is being read. You can leave the page; it goes on.",
            "%(count)d files are being read. You can leave the page; it goes on.",
            len(received),
        )
        messages.success(request, text % {"count": len(received)})
    return redirect("web:imports")


def _receive_one(request: MemberRequest, file: UploadedFile[Any]) -> Import:
    if (file.size or 0) > MAX_FILE_SIZE:
        raise UnreadableFile("too_large", limit=MAX_FILE_SIZE, unit="bytes")
    import_ = actions.receive_file(file.read(), file.name or "", acting_user=request.user)
    enqueue(READ, {"import": import_.pk}, acting_user=request.user)
    return import_
