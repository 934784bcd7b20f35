# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Granska: what the checks find in a plan, or in all plans of a unit and year, and waivers.

The pages show what was found when the plans were last examined. Looking changes nothing: when
something has changed since, the page asks with a POST for what has changed to be examined, by
itself where scripts run and by a button where not. A job does it, and then the page is shown anew.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledtrad.documents import examining, waivers
from ledtrad.documents.jobs import EXAMINE
from ledtrad.documents.models import Examination, Waiver
from ledtrad.jobs.actions import enqueue
from ledtrad.jobs.models import Job
from ledtrad.organisation.models import Unit
from ledtrad.plans.models import Plan
from ledtrad.sentences.findings_data import findings_data, sarif
from ledtrad.web.findings_page import Chosen, lay_out, plan_label, unneeded
from ledtrad.web.http import MemberRequest, Place, answers_fragment, as_file, unit_page
from ledtrad.web.plan_address import find_plan, plan_url
from plandoc.checks.findings import LEVELS

DATA = {"json": findings_data, "sarif": sarif}
JUST_NOW = dt.timedelta(seconds=15)
"""So long after an examination a page does not ask for another by itself: what goes on changing,
or a job that runs by other rules than the page, must not keep it loading anew."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What a page is about, and what is kept of it. `examination` is the one that waivers are of.

    `together` is that of all plans as one; None on the page of a single plan.
    """

    payload: dict[str, Any]
    plans: Sequence[Plan]
    examinations: Sequence[Examination]
    whole: Examination | None
    is_together: bool

    @property
    def is_known(self) -> bool:
        """Whether there is anything to show, be it old."""
        return self.whole is not None


@require_http_methods(["GET", "HEAD", "POST"])
@unit_page
def show_plan_findings(request: MemberRequest, place: Place, word: str) -> HttpResponse:
    """The findings in one plan. POST examines it, waives a finding, or withdraws a waiver."""
    plan = find_plan(request.user, place, word)
    if plan.is_partial:
        raise Http404
    kept = Examination.objects.visible_to(request.user).of_plans([plan])
    examination = kept.select_related("unit").first()
    examined = Examined(
        {"plan": plan.pk}, [plan], [examination] if examination else [], examination,
        is_together=False,
    )  # fmt: skip
    given = list(
        Waiver.objects.visible_to(request.user)
        .standing()
        .of_plans([plan])
        .select_related("author", "plan")
    )
    if request.method == "POST":
        return _change(request, examined, given)
    context = {
        "plan": plan,
        "plan_url": plan_url(place.unit.public_code, place.year, word),
        "plan_label": plan_label(plan, place.year),
    }
    return _show(request, place, examined, given, context, f"{place.unit.public_code}-{word}")


@require_http_methods(["GET", "HEAD", "POST"])
@unit_page
def show_findings(request: MemberRequest, place: Place) -> HttpResponse:
    """The findings in all plans of the unit and those below it in the year. POST as for one."""
    user, unit = request.user, place.unit
    plans = examining.plans_within(Plan.objects.visible_to(user), unit, place.year)
    visible = Examination.objects.visible_to(user)
    together = visible.of_all_in(unit, place.year).select_related("unit").first()
    alone = list(visible.of_plans(plans).select_related("unit"))
    examined = Examined(
        {"unit": unit.pk, "year": place.year},
        plans,
        [*alone, together] if together else alone,
        together,
        is_together=True,
    )
    standing = Waiver.objects.visible_to(user).standing().select_related("author", "plan")
    given = [*standing.of_plans(plans), *standing.given_along(unit, place.year)]
    if request.method == "POST":
        return _change(request, examined, given)
    return _show(request, place, examined, given, {}, f"{unit.public_code}-{place.year}")


@require_safe
@answers_fragment
def show_progress(request: MemberRequest, code: uuid.UUID) -> HttpResponse:
    """How far the checks have come, for the page that waits; at the end that is loaded anew."""
    job = Job.objects.visible_to(request.user).filter(kind=EXAMINE, public_code=code).first()
    if job is None:
        raise Http404
    return render(request, "web/findings/progress.html", {"job": job})


def _show(
    request: MemberRequest,
    place: Place,
    examined: Examined,
    given: Sequence[Waiver],
    context: dict[str, Any],
    file_name: str,
) -> HttpResponse:
    """The page, or its findings as data when the address asks for that."""
    is_current = examined.whole is not None and examining.is_current(examined.whole)
    job = None if is_current or not examined.plans else _latest(request, examined)
    was_just_made = job is not None and job.state == Job.State.DONE
    form = request.GET.get("som", "")
    chosen = _chosen(request)
    context |= {
        "place": place,
        "year": str(place.year),
        "job": None if was_just_made else job,
        "is_current": is_current,
        "asks_by_itself": not was_just_made,
        "chosen": chosen,
        "is_together": examined.is_together,
        "plans": examined.plans,
        "examination": examined.whole,
        "most_together": examining.MOST_TOGETHER,
        "are_compared": len(examined.plans) <= examining.MOST_TOGETHER,
    }
    if not examined.is_known:
        status = HTTPStatus.CONFLICT if form in DATA else HTTPStatus.OK
        return render(request, "web/findings/page.html", context, status=status)
    told = waivers.told(examined.plans, examined.examinations, given)
    if form in DATA:
        return _data(told, place, form, file_name)
    own = [each for each in told.unneeded if _is_of_page(each, examined, place.unit)]
    context |= {
        "page": lay_out(told, place.year, chosen),
        "unneeded": unneeded(own),
        "may_waive": waivers.may_waive(place.unit, request.user),
    }
    return render(request, "web/findings/page.html", context)


def _latest(request: MemberRequest, examined: Examined) -> Job | None:
    """The person's work on this: under way, just done, or failed after what is kept was made."""
    jobs = Job.objects.visible_to(request.user).filter(kind=EXAMINE, payload=examined.payload)
    job = jobs.newest_first().first()
    if job is None or job.state in Job.UNDER_WAY:
        return job
    if job.ended_at is not None and job.ended_at > timezone.now() - JUST_NOW:
        return job
    is_later = examined.whole is None or job.created_at > examined.whole.examined_at
    return job if job.state == Job.State.FAILED and is_later else None


def _examine(request: MemberRequest, examined: Examined) -> HttpResponse:
    """Examine what has changed, unless that is being done; answer how far it has come."""
    job = _latest(request, examined)
    if examined.plans and (job is None or job.has_ended):
        job = enqueue(EXAMINE, examined.payload, acting_user=request.user)
    if not request.htmx or job is None:
        return redirect(request.get_full_path())
    return render(request, "web/findings/progress.html", {"job": job})


def _change(request: MemberRequest, examined: Examined, given: Sequence[Waiver]) -> HttpResponse:
    """Examine, waive a finding or withdraw a waiver, and show the page again."""
    if request.POST.get("granska"):
        return _examine(request, examined)
    try:
        if request.POST.get("ater"):
            _withdraw(request, given)
        else:
            _waive(request, examined)
    except waivers.MayNotWaive as error:
        raise PermissionDenied(
            _(
                "Findings are waived by those who may edit the plan: the unit’s manager, "
                "controllers and administrators. Ask one of them."
            )
        ) from error
    return redirect(request.get_full_path())


def _waive(request: MemberRequest, examined: Examined) -> None:
    key, reason = request.POST.get("nyckel", ""), request.POST.get("skal", "")
    try:
        examination = _holding(examined, key)
        if examination is None:
            gone = _("The finding is no longer there, so there is nothing to waive.")
            messages.error(request, gone)
            return
        waivers.waive_finding(examination, key, reason=reason, acting_user=request.user)
        messages.success(request, _("The finding is waived, with your reason."))
    except ValidationError as error:
        messages.error(request, " ".join([*error.messages, _("Nothing was changed.")]))


def _holding(examined: Examined, key: str) -> Examination | None:
    """The examination that has found what the key names, first among those of the page."""
    return next(
        (
            each
            for each in examined.examinations
            if any(
                key in (value.get("fingerprint"), value.get("kind_fingerprint"))
                for value in each.findings
            )
        ),
        None,
    )


def _withdraw(request: MemberRequest, given: Sequence[Waiver]) -> None:
    code = request.POST.get("ater", "")
    waiver = next((each for each in given if str(each.public_code) == code), None)
    try:
        if waiver is None:
            raise waivers.AlreadyWithdrawn
        waivers.withdraw_waiver(waiver, acting_user=request.user)
    except waivers.AlreadyWithdrawn:
        messages.info(request, _("Somebody has withdrawn the waiver already."))
        return
    messages.success(request, _("The waiver is withdrawn. The finding counts again."))


def _data(told: waivers.Told, place: Place, form: str, file_name: str) -> HttpResponse:
    """The findings as a file for programs; plans are named by their addresses."""
    names = [plan_label(plan, place.year).url.strip("/") for plan in told.plans]
    response = JsonResponse(
        DATA[form](told.report, names, told.names),
        safe=False,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        content_type="application/sarif+json" if form == "sarif" else "application/json",
    )
    return as_file(response, f"granskning-{file_name}.{form}")


def _is_of_page(waiver: Waiver, examined: Examined, unit: Unit) -> bool:
    """Whether it is this page that says when the waiver is no longer needed."""
    return waiver.plan_id is not None or (examined.is_together and waiver.unit_id == unit.pk)


def _chosen(request: MemberRequest) -> Chosen:
    level = request.GET.get("niva", "")
    return Chosen(
        level if level in LEVELS else "",
        request.GET.get("regel", "")[:10],
        request.GET.get("enhet", "")[:200],
    )
