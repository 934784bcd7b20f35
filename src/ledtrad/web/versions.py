# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versioner: what has left of a plan and when, and saying that the plan is decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ledtrad.documents import examining, versions
from ledtrad.documents.models import Version
from ledtrad.organisation.journal import ChangedMeanwhile
from ledtrad.organisation.models import Unit
from ledtrad.plans.actions import PlanIsNotDraft, PlanIsPartial
from ledtrad.plans.models import Plan
from ledtrad.web.http import MemberRequest, Place, unit_page
from ledtrad.web.plan_address import find_plan, plan_url

MOST_SHOWN = 50


class AdoptionForm(forms.Form):
    """Who decided the plan, and when. `seen` is the digest of what the page showed."""

    decision_body = forms.CharField(
        label=gettext_lazy("Decided by"), max_length=Plan.MAX_LINE_LENGTH
    )
    decision_date = forms.DateField(
        label=gettext_lazy("Day of the decision"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    decision_paragraph = forms.CharField(
        label=gettext_lazy("Paragraph"),
        max_length=50,
        required=False,
        help_text=gettext_lazy("As in the minutes, for example § 14. May be left empty."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_decision_date(self) -> dt.date:
        """The day, which cannot be one that has not come."""
        day: dt.date = self.cleaned_data["decision_date"]
        if day > timezone.localdate():
            raise ValidationError(_("The day has not come yet. Write the day of the decision."))
        return day


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept version: whether the plan still says the same, and where the two are compared."""

    version: Version
    is_decided: bool
    is_now: bool
    url: str


@require_http_methods(["GET", "HEAD", "POST"])
@unit_page
def show_versions(request: MemberRequest, place: Place, word: str) -> HttpResponse:
    """The plan's versions and its decision. POST adopts the plan as it was shown."""
    plan = find_plan(request.user, place, word)
    form = None
    if request.method == "POST":
        form = AdoptionForm(request.POST)
        if form.is_valid() and _adopt(request, plan, form):
            return redirect(request.path)
    is_open = plan.state == Plan.State.DRAFT and not plan.is_partial
    may_adopt = is_open and versions.may_adopt(plan, request.user)
    now = versions.digest_now(plan) if may_adopt else ""
    if may_adopt and (form is None or form.is_valid()):
        form = AdoptionForm(initial=_usual(place, plan) | {"seen": now})
    kept = Version.objects.visible_to(request.user).of_plan_alone(plan).newest_first()[:MOST_SHOWN]
    compare = reverse(
        "web:compare", kwargs={"unit_code": place.unit.public_code, "year": place.year}
    )
    entries = [_entry(each, plan, word, now, compare) for each in kept]
    context = {
        "place": place,
        "year": str(place.year),
        "plan": plan,
        "plan_url": plan_url(place.unit.public_code, place.year, word),
        "is_open": is_open,
        "form": form if may_adopt else None,
        "entries": entries,
        "latest": next((each for each in entries if each.is_now), entries[0] if entries else None),
        "findings": examining.count_findings(plan, request.user) if may_adopt else None,
    }
    return render(request, "web/plan_versions.html", context)


def _adopt(request: MemberRequest, plan: Plan, form: AdoptionForm) -> bool:
    """Adopt the plan and say so; if it cannot be, say why. Whether there is a new page to show."""
    told = form.cleaned_data
    try:
        versions.adopt(
            plan,
            decision_body=told["decision_body"],
            decision_date=told["decision_date"],
            decision_paragraph=told["decision_paragraph"],
            seen=told["seen"],
            acting_user=request.user,
        )
    except versions.MayNotAdopt as error:
        raise PermissionDenied(
            _(
                "That a plan is decided is said by those who may edit it: the unit’s manager, "
                "controllers and administrators. Ask one of them."
            )
        ) from error
    except (versions.NotAsSeen, ChangedMeanwhile):
        messages.warning(
            request,
            _(
                "The plan has been changed since you saw it, and is not adopted. What is new "
                "is seen below, under Compare."
            ),
        )
    except (PlanIsNotDraft, PlanIsPartial):
        messages.info(request, _("The plan was adopted already, or cannot be. Nothing changed."))
    else:
        messages.success(request, _("The plan is adopted. What was decided is kept for good."))
    return True


def _usual(place: Place, plan: Plan) -> dict[str, object]:
    """What the plan says of its decision; else that its board has made it."""
    board = next((unit for unit in place.line if unit.kind == Unit.Kind.BOARD), None)
    return {
        "decision_body": plan.decision_body or (board.name if board else ""),
        "decision_date": plan.decision_date,
        "decision_paragraph": plan.decision_paragraph,
    }


def _entry(version: Version, plan: Plan, word: str, now: str, compare: str) -> Entry:
    """The version as a row. What it says of reports is not compared with the plan."""
    chosen = {
        "a": f"version.{version.public_code}", "b": f"plan.{plan.unit.public_code}.{word}",
    }  # fmt: skip
    is_decided = bool(plan.snapshot_sha256) and version.sha256 == plan.snapshot_sha256
    is_now = version.sha256 == now or is_decided
    return Entry(version, is_decided, is_now, "" if is_now else f"{compare}?{urlencode(chosen)}")
