# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of one import: the review with its corrections, and the result with its undo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledtrad.documents import actions
from ledtrad.documents.corrections import DOCUMENT, InvalidCorrection
from ledtrad.documents.examining import count_findings
from ledtrad.documents.jobs import EXAMINE
from ledtrad.documents.models import Import
from ledtrad.documents.placement import UNIT_FIELDS, InvalidGiven
from ledtrad.documents.undo import what_builds_on
from ledtrad.jobs.actions import enqueue
from ledtrad.organisation.models import JournalEntry, Unit, User
from ledtrad.plans.models import Plan
from ledtrad.sentences import of_blocker, of_document_kind, of_note
from ledtrad.web import import_told
from ledtrad.web.compare_choice import import_ref
from ledtrad.web.http import MemberRequest, answers_fragment
from ledtrad.web.import_access import import_page
from ledtrad.web.import_forms import (
    corrections_of,
    given_of,
    given_refusal,
    part_form,
    refusal,
)
from ledtrad.web.import_guesses import answers
from ledtrad.web.import_review import LEFTOVERS_SHOWN, Review
from ledtrad.web.plan_address import plan_word
from ledtrad.web.shell import unit_url, url_if_routed
from plandoc.model import DocumentKind
from plandoc.steering import shipped_models

CONSEQUENCES_KEPT = 3600
KNOWN_UNITS = 300
MAY_NOT_HERE = "may_not"


def show_review(request: MemberRequest, import_: Import) -> HttpResponse:
    """A page of the source beside what was understood; guesses and leftovers first."""
    told = cache.get(_consequences_key(import_, request.user))
    found = frozenset(told["found"]) if told else frozenset()
    # Others may have added the units since the file was read.
    import_.placement = actions.current_placement(import_).to_json()
    review = Review(
        import_,
        page=_number(request.GET, "sida"),
        known_units=_known_units(request.user),
        found=found,
    )
    start = min(_number(request.GET, "over") - 1, max(len(review.leftovers) - 1, 0))
    models = shipped_models()
    context = {
        "import_": import_,
        "review": review,
        "page": review.page,
        "sida": str(review.page_number),
        "repeats": import_.repeats if _is_there(import_.repeats) else None,
        "notes": [of_note(code) for code in import_.notes],
        "kind": of_document_kind(review.document.kind),
        "kinds": [(kind, of_document_kind(kind)) for kind in get_args(DocumentKind)],
        "leftovers": review.left_items(start),
        "leftovers_before": str(max(start - LEFTOVERS_SHOWN, 0) + 1) if start else "",
        "leftovers_after": _after(start, len(review.leftovers)),
        "models": [(code, models[code].title) for code in models],
        "whole_thread": request.GET.get("visa") == "trad",
        "told": import_told.of_consequences(told, review.parts) if told else None,
        "compare_url": _compare_url(request.user, import_),
        "corrections": review.corrections(),
    }
    return render(request, "web/imports/review.html", context)


@require_safe
@answers_fragment
@import_page
def show_consequences(request: MemberRequest, import_: Import) -> HttpResponse:
    """What taking the import in would do to what is there. Nothing is changed."""
    if import_.state != Import.State.READ or import_.base_id is not None:
        return redirect("web:imports-one", code=import_.public_code)
    key = _consequences_key(import_, request.user)
    told = cache.get(key)
    if told is None:
        told = _consequences(import_, request.user)
        cache.set(key, told, CONSEQUENCES_KEPT)
    parts = Review(import_).parts
    context = {
        "import_": import_,
        "told": import_told.of_consequences(told, parts),
        "compare_url": _compare_url(request.user, import_),
    }
    fragment = request.htmx and request.htmx.target == "skillnader"
    name = "consequences_fragment.html" if fragment else "consequences_page.html"
    return render(request, f"web/imports/{name}", context)


@require_http_methods(["GET", "HEAD", "POST"])
@answers_fragment
@import_page
def show_part(request: MemberRequest, import_: Import, element: str) -> HttpResponse:
    """The form about one part or leftover. POST keeps what is different."""
    if import_.state != Import.State.READ or import_.base_id is not None:
        return redirect("web:imports-one", code=import_.public_code)
    review = Review(import_)
    item = review.item_of(element)
    if item is None:
        raise Http404
    page = review.page_of(element)
    back = f"{_url(import_)}?sida={page}#d{item.number}"
    if request.method == "POST":
        corrections = corrections_of(review, item, request.POST)
        _correct(request, import_, corrections)
        return redirect(back)
    context = {"import_": import_, "form": part_form(review, item), "item": item, "back": back}
    fragment = request.htmx and request.htmx.target == f"andra-{item.number}"
    return render(request, f"web/imports/{'part_form' if fragment else 'part'}.html", context)


@require_POST
@import_page
def save_place(request: MemberRequest, import_: Import) -> HttpResponse:
    """Keep where the person says that the document belongs."""
    try:
        given = given_of(import_.given, request.POST)
        actions.say_where(import_, given, acting_user=request.user)
        _save_kind(import_, request)
    except InvalidGiven as error:
        messages.error(request, given_refusal(error))
    except InvalidCorrection as error:
        messages.error(request, refusal(error))
    except actions.NotWaiting:
        _say_closed(request)
    else:
        messages.success(request, _("Where the document belongs is saved."))
    return _back(request, import_)


@require_POST
@import_page
def answer_guess(request: MemberRequest, import_: Import) -> HttpResponse:
    """Settle a guess, about one element or many; an empty key settles all as they are."""
    document = actions.corrected_document(import_).document
    value = request.POST.get("value", "")
    _correct(request, import_, answers(document, request.POST.get("key", ""), value))
    return _back(request, import_)


@require_POST
@import_page
def take_back_correction(request: MemberRequest, import_: Import) -> HttpResponse:
    """Undo one correction."""
    try:
        actions.remove_correction(
            import_, request.POST.get("correction", ""), acting_user=request.user
        )
    except InvalidCorrection as error:
        messages.error(request, refusal(error))
    except actions.NotWaiting:
        _say_closed(request)
    else:
        messages.success(request, _("The change is taken back."))
    return _back(request, import_, "andringar")


@require_POST
@import_page
def accept(request: MemberRequest, import_: Import) -> HttpResponse:
    """Take the import in, if it still is as the person saw it."""
    if request.POST.get("revision") != str(import_.revision):
        messages.warning(
            request, _("Somebody has changed this since you saw it. Look again, and then take in.")
        )
        return _back(request, import_)
    try:
        accepted = actions.accept_import(import_, acting_user=request.user)
    except actions.AlreadyAccepted as error:
        messages.warning(request, import_told.already(error.earlier))
    except actions.MayNotImport:
        messages.error(request, import_told.may_not_here())
    except actions.NotWaiting:
        _say_closed(request)
    else:
        messages.success(request, _("The document is taken in."))
        # By the time somebody has read what came of it, it is known what the checks find.
        enqueue(EXAMINE, {"plan": accepted.own_plan}, acting_user=request.user)
    return redirect(_url(import_))


@require_POST
@import_page
def discard(request: MemberRequest, import_: Import) -> HttpResponse:
    """Put the import aside: nothing of it is kept but that it was there."""
    try:
        actions.discard_import(import_, acting_user=request.user)
    except actions.NotWaiting:
        _say_closed(request)
        return redirect(_url(import_))
    name = {"file": import_.file_name}
    messages.success(request, _("%(file)s is thrown away. Nothing of it was taken in.") % name)
    return redirect("web:imports")


@require_POST
@import_page
def undo(request: MemberRequest, import_: Import) -> HttpResponse:
    """Take back all that the import added and filled."""
    try:
        actions.undo_import(import_, acting_user=request.user)
    except actions.NotUndoable as error:
        reasons = " ".join(of_blocker(each.code, each.count, each.names) for each in error.blockers)
        messages.error(
            request,
            _("The import cannot be undone. Nothing was changed. %(why)s") % {"why": reasons},
        )
    except actions.NotWaiting:
        _say_closed(request)
    else:
        messages.success(request, _("The whole import is undone. All is as it was before it."))
    return redirect(_url(import_))


def show_result(request: MemberRequest, import_: Import) -> HttpResponse:
    """What came of an accepted import: added, filled, differs, left over; and its undo."""
    corrected = actions.corrected_document(import_)
    plan = (
        Plan.objects.visible_to(request.user)
        .filter(pk=import_.result["own_plan"])
        .select_related("unit")
        .first()
    )
    blockers = what_builds_on(import_)
    context = {
        "import_": import_,
        "result": import_told.of_result(import_.result, corrected.document),
        "plan": plan,
        "links": _links(plan),
        "findings": count_findings(plan, request.user) if plan is not None else None,
        "blockers": [of_blocker(each.code, each.count, each.names) for each in blockers],
    }
    return render(request, "web/imports/result.html", context)


def _save_kind(import_: Import, request: MemberRequest) -> None:
    """Keep what kind of document it is, if that was changed."""
    now = actions.corrected_document(import_).document.kind
    kind = request.POST.get("kind", now)
    if kind != now:
        correction = {"action": "retitle", "element": DOCUMENT, "field": "kind", "text": kind}
        actions.save_correction(import_, correction, acting_user=request.user)


def _consequences(import_: Import, user: User) -> dict[str, Any]:
    """What accepting would do, or why it cannot be done."""
    try:
        return actions.preview_import(import_, acting_user=user)
    except actions.AlreadyAccepted:
        return {"refused": "already", "found": []}
    except actions.MayNotImport:
        return {"refused": MAY_NOT_HERE, "found": []}


def _consequences_key(import_: Import, user: User) -> str:
    """The same as long as neither the import nor anything else has changed."""
    latest = JournalEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    return f"import-consequences:{import_.pk}:{import_.revision}:{user.pk}:{latest}"


def _correct(
    request: MemberRequest, import_: Import, corrections: Iterable[dict[str, Any]]
) -> None:
    """Keep the corrections and say so, or say why not."""
    wanted = list(corrections)
    if not wanted:
        messages.info(request, _("Nothing was different, so nothing was changed."))
        return
    try:
        actions.save_corrections(import_, wanted, acting_user=request.user)
    except InvalidCorrection as error:
        messages.error(request, refusal(error))
    except actions.NotWaiting:
        _say_closed(request)
    else:
        messages.success(request, _("The change is saved. It can be taken back below."))


def _say_closed(request: MemberRequest) -> None:
    messages.warning(
        request, _("The import is already finished or put aside. Nothing was changed.")
    )


def _is_there(earlier: Import | None) -> bool:
    return earlier is not None and earlier.state == Import.State.ACCEPTED


def _known_units(user: User) -> dict[str, list[str]]:
    """Names of units to suggest, by kind. One query."""
    rows = Unit.objects.visible_to(user).of_kind(*UNIT_FIELDS, "department").in_name_order()
    names: dict[str, list[str]] = {}
    for kind, name in rows.values_list("kind", "name")[:KNOWN_UNITS]:
        names.setdefault("unit" if kind == "department" else kind, []).append(name)
    return names


def _links(plan: Plan | None) -> dict[str, str | None]:
    """Where the plan that came of it can be seen."""
    if plan is None:
        return {}
    year = plan.period_start.year
    word = plan_word(plan.kind, plan.period_start, plan.period_end)
    place: dict[str, object] = {"unit_code": plan.unit.public_code, "year": year}
    return {
        "goals": url_if_routed("web:goals", place),
        "plan": url_if_routed("web:plan", place),
        "findings": url_if_routed("web:plan-findings", place | {"word": word}),
        "start": unit_url("web:unit", plan.unit, year),
    }


def _compare_url(user: User, import_: Import) -> str:
    """Where the file stands beside the unit's plan; empty for a unit that is new. One query."""
    placed = import_.placement
    own = next(choice for each in reversed(UNIT_FIELDS) if (choice := placed.get(each)))
    units = Unit.objects.visible_to(user).filter(pk=own["unit_id"] or 0)
    code = units.values_list("public_code", flat=True).first()
    if code is None:
        return ""
    place = {"unit_code": code, "year": int(placed["period_start"][:4])}
    return f"{reverse('web:compare', kwargs=place)}?b={import_ref(import_)}"


def _url(import_: Import) -> str:
    return reverse("web:imports-one", kwargs={"code": import_.public_code})


def _back(request: MemberRequest, import_: Import, anchor: str = "") -> HttpResponse:
    """To the page of the source that the form was on."""
    page = _number(request.POST, "sida")
    return redirect(f"{_url(import_)}?sida={page}{'#' if anchor else ''}{anchor}")


def _after(start: int, count: int) -> str:
    after = start + LEFTOVERS_SHOWN
    return str(after + 1) if after < count else ""


def _number(sent: QueryDict, name: str) -> int:
    """A number from 1 of an address or a form; 1 for everything else."""
    text = sent.get(name, "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1
