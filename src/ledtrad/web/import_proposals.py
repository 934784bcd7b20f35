# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of an edited copy: each change beside what it was, to accept or refuse one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ledtrad.documents import proposals
from ledtrad.documents.jobs import EXAMINE
from ledtrad.documents.models import Import
from ledtrad.documents.proposals import Proposal, Proposals
from ledtrad.jobs.actions import enqueue
from ledtrad.sentences import SWEDISH
from ledtrad.sentences.differences import Told, of_change
from ledtrad.sentences.proposals import of_fixed_words, of_hindrance, of_taking_back
from ledtrad.web.both_sides import Piece, both_sides, old_side
from ledtrad.web.http import MemberRequest
from ledtrad.web.import_access import import_page
from ledtrad.web.shell import url_if_routed

MOST_ROWS = 150
"""Proposals of a kind that are shown at a time; the rest come when these are decided."""
MOST_FAILED = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal on the page: its words, both sides, what is there now, and why it stops."""

    proposal: Proposal
    told: Told
    left: Sequence[Piece]
    right: Sequence[Piece]
    now: Sequence[Piece]
    why: str
    seen: str
    next_key: str

    @property
    def anchor(self) -> str:
        """Where on the page it stands."""
        return f"f-{self.proposal.key}"


@dataclass(frozen=True, slots=True)
class Section:
    """Proposals that stand alike: to decide, stopped, or decided."""

    code: str
    title: str
    rows: Sequence[Row]
    count: int


def show_proposals(request: MemberRequest, import_: Import) -> HttpResponse:
    """What the file says otherwise than the plan did when it was downloaded."""
    found = proposals.gather(import_, request.user)
    if found is None:
        return render(request, "web/imports/closed.html", {"import_": import_})
    language = get_language() or SWEDISH
    place: dict[str, object] = {
        "unit_code": found.plan.unit.public_code, "year": found.plan.period_start.year,
    }  # fmt: skip
    context = {
        "import_": import_,
        "found": found,
        "is_waiting": import_.state == Import.State.READ,
        "sections": list(_sections(found, language)),
        "easy": found.count("open"),
        "left": found.count("open", "conflict"),
        "stopped": found.count("hindered"),
        "accepted": found.count("accepted"),
        "settled": found.count("settled"),
        "plan_url": url_if_routed("web:plan", place),
        "written_at": found.version.created_at,
        "fixed": [of_fixed_words(each.found, each.printed, language) for each in found.fixed],
    }
    return render(request, "web/imports/proposals.html", context)


@require_POST
@import_page
def decide(request: MemberRequest, import_: Import) -> HttpResponse:
    """Accept, refuse or take back one proposal, or all of the person's own; or finish."""
    key, wanted = request.POST.get("key", ""), request.POST.get("do", "")
    action = _ACTIONS.get(wanted)
    if action is None:
        messages.error(request, of_hindrance("no_such", {}, _language()))
        return _back(import_)
    try:
        said = action(request, import_, key)
    except proposals.NotDecidable as error:
        messages.warning(request, of_hindrance(error.code, error.params, _language()))
        return _back(import_, key)
    except proposals.NotTakenBack as error:
        messages.warning(request, of_taking_back(error.code, error.name, _language()))
        return _back(import_, key)
    except proposals.AlreadyDecided as error:
        who = error.decision.author
        messages.info(request, _("%(who)s has already decided that.") % {"who": who})
        return _back(import_, key)
    if said:
        messages.success(request, said)
    return _back(import_, request.POST.get("next", ""))


def _accept(request: MemberRequest, import_: Import, key: str) -> str:
    seen = request.POST.get("seen", "")
    proposals.accept(import_, key, seen_now=seen, acting_user=request.user)
    return ""


def _refuse(request: MemberRequest, import_: Import, key: str) -> str:
    proposals.refuse(import_, key, acting_user=request.user)
    return ""


def _take_back(request: MemberRequest, import_: Import, key: str) -> str:
    proposals.take_back(import_, key, acting_user=request.user)
    return ""


def _accept_all(request: MemberRequest, import_: Import, key: str) -> str:
    done = proposals.accept_all(import_, acting_user=request.user)
    for proposal, error in done.refused[:MOST_FAILED]:
        why = of_hindrance(error.code, error.params, _language())
        messages.warning(request, f"{proposal.change.name}: {why}")
    return ngettext(
        "%(count)d change is in the plan now.", "%(count)d changes are in the plan now.",
        done.accepted,
    ) % {"count": done.accepted}  # fmt: skip


def _take_back_all(request: MemberRequest, import_: Import, key: str) -> str:
    count = proposals.take_back_all(import_, acting_user=request.user)
    return ngettext(
        "%(count)d change is taken back.", "%(count)d changes are taken back.", count
    ) % {"count": count}


def _finish(request: MemberRequest, import_: Import, key: str) -> str:
    proposals.finish(import_, acting_user=request.user)
    plan = import_.base.plan_id if import_.base is not None else None
    if plan is not None and import_.decisions.filter(is_accepted=True).exists():
        enqueue(EXAMINE, {"plan": plan}, acting_user=request.user)
    return _("The file is put aside. What was not accepted stays as it was.")


_ACTIONS: dict[str, Callable[[MemberRequest, Import, str], str]] = {
    "accept": _accept,
    "refuse": _refuse,
    "back": _take_back,
    "accept-all": _accept_all,
    "back-all": _take_back_all,
    "finish": _finish,
}


def _back(import_: Import, key: str = "") -> HttpResponse:
    """To the page, at the proposal that is next."""
    anchor = f"#f-{key}" if key.isalnum() and len(key) <= 40 else ""
    return redirect(reverse("web:imports-one", kwargs={"code": import_.public_code}) + anchor)


def _sections(found: Proposals, language: str) -> Iterator[Section]:
    titles = (
        ("conflict", _("Changed both here and in the file"), ("conflict",)),
        ("open", _("To decide"), ("open",)),
        ("hindered", _("Cannot be accepted by you"), ("hindered",)),
        ("decided", _("Decided"), ("accepted", "refused")),
        ("settled", _("Already so in the plan"), ("settled",)),
    )
    for code, title, states in titles:
        every = [each for each in found.every if each.state in states]
        if every:
            # From a decision one comes to the next, or from the last to the one before it.
            after = [each.key for each in every[1:]] + [each.key for each in every[-2:-1]] + [""]
            rows = [
                _row(each, next_key, language)
                for each, next_key in zip(every[:MOST_ROWS], after, strict=False)
            ]
            yield Section(code, title, rows, len(every))


def _row(proposal: Proposal, next_key: str, language: str) -> Row:
    told = of_change(proposal.change, "time", language)
    left, right = both_sides(told)
    if proposal.now_runs:
        now = old_side(proposal.now_runs)
    else:
        now = [Piece("", proposal.now_text)] if proposal.now_text else []
    why = ""
    if proposal.obstacle is not None:
        why = of_hindrance(proposal.obstacle.code, {"unit": proposal.obstacle.unit}, language)
    seen = proposals.seen(proposal)
    return Row(proposal, told, left, right, now, why, seen, next_key)


def _language() -> str:
    return get_language() or SWEDISH
