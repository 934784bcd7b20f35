# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ladda ner: a plan, a report or a board's whole plan as a file, at once or by a job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from ledtrad.documents import writing
from ledtrad.documents.jobs import WRITE
from ledtrad.documents.snapshot import NoPlans
from ledtrad.documents.versions import reported_rounds
from ledtrad.documents.writing import Subject
from ledtrad.followup.models import Round
from ledtrad.jobs.actions import enqueue
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import Plan
from ledtrad.sentences import of_error
from ledtrad.web.http import MemberRequest, Place, as_file, unit_page
from ledtrad.web.plan_address import find_plan, plan_url, plan_word
from plandoc.errors import PlanDocError
from plandoc.writers import FORMATS, Format

FORMAT_WORDS: dict[str, tuple[str, str | Promise]] = {
    "docx": ("Word", gettext_lazy("to send with the case and to change; changes can be read in")),
    "pdf": ("PDF", gettext_lazy("to decide on, print and archive; looks the same everywhere")),
    "html": ("HTML", gettext_lazy("a page in one file, for the web and for reading on a screen")),
    "md": ("Markdown", gettext_lazy("plain text, for those who follow every change")),
    "json": ("JSON", gettext_lazy("all data, for other programs")),
}
"""What each format is called, and what it is for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One format in the menu."""

    name: str
    purpose: str
    url: str
    format: str


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """A report about the plan, with its formats."""

    title: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class DownloadMenu:
    """What can be downloaded from a plan's page."""

    choices: Sequence[Choice]
    reports: Sequence[ReportChoice]
    order_url: str
    is_board: bool


def download_menu(user: User, place: Place, plan: Plan) -> DownloadMenu:
    """The menu of the plan's page. One query, for the rounds that the plan is reported in."""
    word = plan_word(plan.kind, plan.period_start, plan.period_end)
    about = {"unit_code": place.unit.public_code, "year": place.year, "word": word}

    def choices(followup_round: Round | None) -> list[Choice]:
        query = f"?omgang={round_code(followup_round)}" if followup_round else ""
        return [
            Choice(
                name,
                str(purpose),
                reverse("web:plan-download", kwargs=about | {"name": key}) + query,
                key,
            )
            for key, (name, purpose) in FORMAT_WORDS.items()
        ]

    rounds = reported_rounds(Round.objects.visible_to(user), plan)
    return DownloadMenu(
        choices=choices(None),
        reports=[ReportChoice(str(each), choices(each)) for each in rounds],
        order_url=reverse("web:plan-order", kwargs=about),
        is_board=place.unit.kind == Unit.Kind.BOARD,
    )


@require_safe
@unit_page
def download_plan(request: MemberRequest, place: Place, word: str, name: str) -> HttpResponse:
    """The plan, or the report of the round `omgang`, as a file. A large one is asked for apart."""
    subject, file_format = _subject(request, place, word), known_format(name)
    document = writing.document_of(subject)
    if writing.is_large(document):
        context = {
            "place": place,
            "format": file_format,
            "name": writing.file_name(subject, file_format),
            "omgang": request.GET.get("omgang", ""),
            "order_url": reverse(
                "web:plan-order",
                kwargs={"unit_code": place.unit.public_code, "year": place.year, "word": word},
            ),
        }
        return render(request, "web/files/large.html", context)
    try:
        written = writing.write(subject, file_format, document=document, acting_user=request.user)
    except PlanDocError as error:
        messages.error(request, of_error(error))
        return redirect(plan_url(place.unit.public_code, place.year, word))
    return file_response(written.name, written.format, written.data)


@require_POST
@unit_page
def order_file(request: MemberRequest, place: Place, word: str) -> HttpResponse:
    """Ask for a large file: the plan itself, or with `hela` the board's with all its units."""
    subject = _subject(request, place, word)
    file_format = known_format(request.POST.get("format", ""))
    payload: dict[str, object] = {"format": file_format}
    if request.POST.get("hela"):
        try:
            board = writing.of_board(place.unit, place.year, subject.kind)
        except NoPlans as error:
            raise Http404 from error
        payload |= {"board": board.unit.pk, "year": place.year, "kind": board.kind}
        name = writing.file_name(board, file_format)
    else:
        payload |= {"plan": subject.plan.pk if subject.plan else None}
        if subject.round is not None:
            payload |= {"round": subject.round.pk}
        name = writing.file_name(subject, file_format)
    job = enqueue(WRITE, payload | {"name": name}, acting_user=request.user)
    return redirect("web:files-one", code=job.public_code)


def known_format(name: str) -> Format:
    """The format of the name. Raises Http404."""
    for file_format in FORMATS:
        if file_format == name:
            return file_format
    raise Http404


def file_response(name: str, file_format: Format, data: bytes) -> HttpResponse:
    """A written file, to keep."""
    return as_file(HttpResponse(data, content_type=FORMATS[file_format].media_type), name)


def round_code(followup_round: Round) -> str:
    """A round in an address: its year and occasion."""
    return f"{followup_round.year}-{followup_round.occasion}"


def _subject(request: MemberRequest, place: Place, word: str) -> Subject:
    """The plan with the word in the address, and the round that is asked for. Raises Http404."""
    plan = find_plan(request.user, place, word)
    wanted = request.GET.get("omgang") or request.POST.get("omgang")
    if not wanted:
        return writing.of_plan(plan)
    rounds = reported_rounds(Round.objects.visible_to(request.user), plan)
    found = next((each for each in rounds if round_code(each) == wanted), None)
    if found is None:
        raise Http404(_("There is no such round."))
    return writing.of_plan(plan, found)
