# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions: documents as they left Ledtråd, kept word for word while they may come back.

A version is known by the digest of its canonical JSON, so that a document that has not changed is
kept once however often it is downloaded. What a board has adopted is kept for good; the rest until
nobody has used it for the time that `rules.VERSIONS_KEPT` says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from ledtrad.documents import rules
from ledtrad.documents.models import Import, ImportedRow, Version
from ledtrad.documents.snapshot import snapshot, snapshots
from ledtrad.followup.models import ActivityStatus, GoalAssessment, Round, RoundQuerySet
from ledtrad.organisation import journal
from ledtrad.organisation.models import Unit, User
from ledtrad.plans import actions as plans
from ledtrad.plans.models import Plan
from ledtrad.plans.rules import digest
from plandoc.codec import from_dict, to_dict
from plandoc.model import Decision, PlanDocument


class MayNotAdopt(Exception):
    """The user neither leads nor administers the plan's unit."""


class NotAsSeen(Exception):
    """The plan has been changed since the user saw what was to be adopted."""


def current_document(plan: Plan, followup_round: Round | None = None) -> PlanDocument:
    """What is exported of a plan: of an adopted one what was adopted, else how it is now.

    Reports go on after the adoption, and are as they are now.
    """
    if plan.state == Plan.State.ADOPTED and followup_round is None:
        return from_dict(plan.snapshot)
    return snapshot(plan, followup_round)


def current_documents(plans: Sequence[Plan]) -> list[PlanDocument]:
    """What is exported of several plans, in their order. As many queries as for one."""
    drafts = [plan for plan in plans if plan.state != Plan.State.ADOPTED]
    read = dict(zip((plan.pk for plan in drafts), snapshots(drafts), strict=True)) if drafts else {}
    return [read[plan.pk] if plan.pk in read else from_dict(plan.snapshot) for plan in plans]


def reported_rounds(rounds: RoundQuerySet, plan: Plan) -> list[Round]:
    """Those of the rounds in which something is reported about the plan, latest first. One query.

    What a report told of it, or what has been said of its activities and goals.
    """
    told = ImportedRow.objects.filter(
        model="followup.round",
        row=OuterRef("pk"),
        source__own_plan=plan.pk,
        source__state=Import.State.ACCEPTED,
        source__document_kind__in=rules.REPORTS,
    )
    statuses = ActivityStatus.objects.filter(round=OuterRef("pk"), planned_activity__plan=plan)
    assessed = GoalAssessment.objects.filter(round=OuterRef("pk"), goal__plan=plan)
    said = Q(Exists(told)) | Q(Exists(statuses)) | Q(Exists(assessed))
    return list(rounds.filter(said).latest_first())


@transaction.atomic
def keep_version(
    document: PlanDocument,
    *,
    unit: Unit,
    plan: Plan | None,
    reason: Version.Reason,
    acting_user: User,
) -> Version:
    """Remember a document that leaves Ledtråd. One that is kept already is only used again.

    `unit` is whose document it is; `plan` is empty for a board that has no plan of its own.
    """
    data = to_dict(document)
    sha256 = digest(data)
    there = Version.objects.light().filter(unit=unit, sha256=sha256).first()
    if there is not None:
        there.used_at = timezone.now()
        if reason == Version.Reason.ADOPTION:
            there.reason = reason
        there.save(update_fields=["used_at", "reason"])
        return there
    return journal.insert(
        Version(
            sha256=sha256, document=data, unit=unit, plan=plan, reason=reason, author=acting_user
        ),
        verb="version.kept",
        unit=unit,
        acting_user=acting_user,
    )


def version_of(sha256: str, *, plan: Plan) -> Version | None:
    """The version of the plan with the digest, whole: what an edited file is compared with.

    None when no such document was ever written here, whatever the file says of itself.
    """
    return Version.objects.whole().known_as(sha256).filter(plan=plan).first()


def may_adopt(plan: Plan, user: User) -> bool:
    """Whether the user may say that the plan is decided: who may edit it may. One query."""
    return Plan.objects.editable_by(user).filter(pk=plan.pk).exists()


def digest_now(plan: Plan) -> str:
    """The digest of the plan as it would be adopted now: that of the version with its words."""
    return digest(to_dict(current_document(plan)))


@transaction.atomic(durable=True)
def adopt(
    plan: Plan,
    *,
    decision_body: str,
    decision_date: dt.date,
    decision_paragraph: str = "",
    seen: str | None = None,
    acting_user: User,
) -> Version:
    """Freeze a plan as decided, with the decision in it, and keep that version for good.

    `seen` is the digest of the document that was shown as the one to adopt (`digest_now`). Raises
    `MayNotAdopt`, `NotAsSeen`, and what `plans.actions.adopt_plan` raises.
    """
    if not may_adopt(plan, acting_user):
        raise MayNotAdopt
    # Nobody adds to the plan between the snapshot and the adoption.
    locked = (
        Plan.objects.select_for_update(of=("self",))
        .select_related("unit", "steering_model")
        .get(pk=plan.pk)
    )
    decided = Decision(
        body=decision_body or None,
        date=decision_date.isoformat(),
        paragraph=decision_paragraph or None,
    )
    if locked.is_partial:
        raise plans.PlanIsPartial
    plans.refuse_frozen(locked)
    document = snapshot(locked)
    if seen is not None and digest(to_dict(document)) != seen:
        raise NotAsSeen
    document = replace(document, decision=decided)
    adopted = plans.adopt_plan(
        plan,
        snapshot=to_dict(document),
        decision_body=decision_body,
        decision_date=decision_date,
        decision_paragraph=decision_paragraph,
        acting_user=acting_user,
    )
    return keep_version(
        document, unit=locked.unit, plan=adopted, reason=Version.Reason.ADOPTION,
        acting_user=acting_user,
    )  # fmt: skip


def forget_versions(moment: dt.datetime) -> int:
    """Remove versions that nobody has used for long. What was adopted stays. Returns how many."""
    return Version.objects.outlived(moment - rules.VERSIONS_KEPT).delete()[0]
