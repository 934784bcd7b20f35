# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accepting and refusing proposals, one by one or all of one's own, and taking that back.

Each acceptance is one whole: the rows through their apps' actions, the journal, and the decision.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from ledtrad.documents.models import Decision, Import, ImportedRow
from ledtrad.documents.proposals.gathering import Proposal, Proposals, gather
from ledtrad.documents.proposals.handlers import handler
from ledtrad.documents.proposals.work import Refused, Work, refresh, undo, what_hinders
from ledtrad.organisation import journal
from ledtrad.organisation.models import User
from ledtrad.plans import actions as plans
from ledtrad.plans.models import Plan
from ledtrad.plans.revising import StillNeeded


class NotDecidable(Exception):
    """The proposal cannot be decided in that way now. `code` says why, `params` the details.

    Codes: `no_such`, `seen_other` (the database has changed since the page was made), those of an
    `Obstacle` (unit), and those of `Refused`: `needed` (names: what builds on it), `invalid`
    (text), `goal_first`, `no_such_unit`, `circle`, `level_of_others`, `other_plan`, `under_lower`,
    `too_long`, `gone`, `reported`, `not_here`, `adopted`.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class AlreadyDecided(Exception):
    """The proposal is decided. `decision` says how, by whom and when."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(str(decision))
        self.decision = decision


class NotTakenBack(Exception):
    """Something has built upon what was accepted. `code` says how, `name` what it is about."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code)
        self.code = code
        self.name = name


@dataclass(frozen=True, slots=True)
class Done:
    """What accepting all did: how many were accepted, and those that could not be, with why."""

    accepted: int
    refused: Sequence[tuple[Proposal, NotDecidable]]


def seen(proposal: Proposal) -> str:
    """What tells that somebody has seen what the database says now: to be sent with an accept."""
    if proposal.state != "conflict":
        return ""
    return hashlib.sha256(proposal.now_text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@transaction.atomic(durable=True)
def accept(source: Import, key: str, *, seen_now: str = "", acting_user: User) -> Decision:
    """Make one proposed change. In a conflict, `seen_now` is what `seen` gave for the page.

    Raises `NotDecidable` and `AlreadyDecided`.
    """
    proposals = _waiting(source, acting_user)
    proposal = _decidable(proposals, key)
    if proposal.state == "conflict" and seen_now != seen(proposal):
        raise NotDecidable("seen_other")
    return _accept(proposals, proposal, acting_user)


@transaction.atomic(durable=True)
def accept_all(source: Import, *, acting_user: User) -> Done:
    """Make every change that the person may make and that nothing else has changed meanwhile.

    What waits for another one (an activity for its goal) is tried again after it. Each is made
    whole or not at all.
    """
    proposals = _waiting(source, acting_user)
    left = [each for each in proposals.every if each.state == "open"]
    accepted = 0
    why: dict[str, NotDecidable] = {}
    while left:
        rest = []
        for proposal in left:
            try:
                with transaction.atomic():
                    _accept(proposals, proposal, acting_user)
            except NotDecidable as error:
                why[proposal.key] = error
                rest.append(proposal)
        accepted += len(left) - len(rest)
        if len(rest) == len(left):
            break
        left = rest
    return Done(accepted, [(each, why[each.key]) for each in left])


@transaction.atomic(durable=True)
def refuse(source: Import, key: str, *, acting_user: User) -> Decision:
    """Leave things as they are. Raises `NotDecidable` and `AlreadyDecided`."""
    proposals = _waiting(source, acting_user)
    proposal = proposals.find(key)
    if proposal is None:
        raise NotDecidable("no_such")
    if proposal.decision is not None:
        raise AlreadyDecided(proposal.decision)
    if not proposal.is_open:
        raise NotDecidable("no_such")
    decision = Decision(source=source, key=key, is_accepted=False, author=acting_user)
    return _keep(proposals, proposal, decision, acting_user)


@transaction.atomic(durable=True)
def take_back(source: Import, key: str, *, acting_user: User) -> None:
    """Undo one decision. Raises `NotTakenBack` and `NotDecidable`."""
    proposals = _of(source, acting_user)
    proposal = proposals.find(key)
    if proposal is None or proposal.decision is None:
        raise NotDecidable("no_such")
    _take_back(proposals, proposal.decision, acting_user)


@transaction.atomic(durable=True)
def take_back_all(source: Import, *, acting_user: User) -> int:
    """Undo all that was accepted, the last first: all of it or nothing. Returns how many.

    A finished import is then undone. Raises `NotTakenBack` and `NotDecidable`.
    """
    proposals = _of(source, acting_user)
    accepted = list(proposals.source.decisions.filter(is_accepted=True).order_by("-pk"))
    for decision in accepted:
        _take_back(proposals, decision, acting_user)
    if proposals.source.state == Import.State.ACCEPTED:
        _close(proposals, Import.State.UNDONE, acting_user)
    return len(accepted)


@transaction.atomic(durable=True)
def finish(source: Import, *, acting_user: User) -> Import:
    """Put the file aside: what is not decided stays as it is. Raises `NotDecidable`."""
    proposals = _waiting(source, acting_user)
    again = Import.objects.accepted().filter(sha256=proposals.source.sha256).exists()
    is_used = proposals.count("accepted") and not again
    state = Import.State.ACCEPTED if is_used else Import.State.DISCARDED
    return _close(proposals, state, acting_user)


# -- the parts of it


def _of(source: Import, user: User) -> Proposals:
    """The proposals of an import that is locked until the transaction ends."""
    current = Import.objects.select_for_update(of=("self",)).get(pk=source.pk)
    if current.state not in (Import.State.READ, Import.State.ACCEPTED):
        raise NotDecidable("no_such")
    plan = current.base.plan_id if current.base is not None else None
    if plan is not None:
        # Whoever changes what the plan says locks it first: nobody does so in between.
        Plan.objects.select_for_update().only("pk").get(pk=plan)
    proposals = gather(current, user)
    if proposals is None:
        raise NotDecidable("no_such")
    if not proposals.may_decide:
        raise NotDecidable("not_yours", unit=proposals.plan.unit.name)
    return proposals


def _waiting(source: Import, user: User) -> Proposals:
    proposals = _of(source, user)
    if proposals.source.state != Import.State.READ:
        raise NotDecidable("no_such")
    return proposals


def _decidable(proposals: Proposals, key: str) -> Proposal:
    proposal = proposals.find(key)
    if proposal is None:
        raise NotDecidable("no_such")
    if proposal.decision is not None:
        raise AlreadyDecided(proposal.decision)
    if proposal.obstacle is not None:
        raise NotDecidable(proposal.obstacle.code, unit=proposal.obstacle.unit)
    if not proposal.is_acceptable:
        raise NotDecidable("no_such")
    return proposal


def _accept(proposals: Proposals, proposal: Proposal, user: User) -> Decision:
    work = _work(proposals, user)
    do = handler(proposal.change)
    if do is None:
        raise NotDecidable("not_here")
    _said_plainly(lambda: do(work, proposal.change))
    decision = Decision(
        source=proposals.source, key=proposal.key, is_accepted=True, author=user,
        element=work.element, row=work.row, steps=work.steps,
    )  # fmt: skip
    refresh(work.steps)
    return _keep(proposals, proposal, decision, user)


def _said_plainly(do: Callable[[], None]) -> None:
    """Do it; whatever the apps refuse becomes `NotDecidable`, and nothing of it is done."""
    try:
        with transaction.atomic():
            do()
    except Refused as error:
        raise NotDecidable(error.code, **error.params) from error
    except StillNeeded as error:
        names = [name for each in error.builders for name in each.names]
        raise NotDecidable("needed", names=names) from error
    except ProtectedError as error:
        names = [str(each)[:120] for each in sorted(error.protected_objects, key=str)]
        raise NotDecidable("needed", names=names) from error
    except ValidationError as error:
        raise NotDecidable("invalid", text=" ".join(error.messages)) from error
    except plans.PlanIsNotDraft as error:
        raise NotDecidable("adopted", unit="") from error
    except IntegrityError as error:
        raise NotDecidable("invalid", text="") from error


def _work(proposals: Proposals, user: User) -> Work:
    return Work(
        source=proposals.source, plan=proposals.plan, rows=proposals.rows, base=proposals.base,
        edited=proposals.edited, acting_user=user,
    )  # fmt: skip


def _keep(proposals: Proposals, proposal: Proposal, decision: Decision, user: User) -> Decision:
    decision.save(force_insert=True)
    verb = "proposal.accepted" if decision.is_accepted else "proposal.refused"
    _tell(proposals.source, verb, proposal.change.path, user)
    return decision


def _take_back(proposals: Proposals, decision: Decision, user: User) -> None:
    proposal = proposals.find(decision.key)
    name = proposal.change.name if proposal is not None else ""
    hindrance = what_hinders(decision)
    if hindrance:
        raise NotTakenBack(hindrance, name)
    try:
        _said_plainly(lambda: undo(decision, _work(proposals, user)))
    except NotDecidable as error:
        raise NotTakenBack("built_upon", name) from error
    path = proposal.change.path if proposal is not None else decision.key
    for step in decision.steps:
        proposals.source.rows.filter(model=step["model"], row=step["row"]).delete()
    decision.delete()
    _tell(proposals.source, "proposal.taken_back", path, user)


def _close(proposals: Proposals, state: Import.State, user: User) -> Import:
    source = proposals.source
    source.state, source.closed_at, source.closed_by = state, timezone.now(), user
    source.revision += 1
    source.result = {
        "proposals": {
            "accepted": proposals.count("accepted"), "refused": proposals.count("refused"),
            "left": proposals.count("open", "conflict", "hindered"),
        }
    }  # fmt: skip
    source.rows.all().delete()
    source.own_plan = None
    if state == Import.State.ACCEPTED:
        source.own_plan = proposals.plan.pk
        source.document_kind = proposals.base.kind
        _show_in_plan(proposals)
    source.save(
        update_fields=[
            "state", "closed_at", "closed_by", "revision", "result", "own_plan", "document_kind",
        ]
    )  # fmt: skip
    _tell(source, f"import.{state}", "", user)
    return source


def _show_in_plan(proposals: Proposals) -> None:
    """Note what was added below others' goals, so that the plan's document goes on showing it.

    What is the plan's own it shows anyway.
    """
    noted: list[ImportedRow] = []
    for decision in proposals.source.decisions.filter(is_accepted=True).order_by("pk"):
        for step in decision.steps:
            if step["kind"] != "added" or step["model"] not in _SHOWN:
                continue
            row: Any = apps.get_model(step["model"])._default_manager.filter(pk=step["row"]).first()
            if row is not None and getattr(row, "plan_id", None) != proposals.plan.pk:
                noted.append(
                    ImportedRow(
                        source=proposals.source, model=step["model"], row=row.pk,
                        element=decision.element, ordinal=len(noted),
                        action=ImportedRow.Action.ADDED,
                    )
                )  # fmt: skip
    ImportedRow.objects.bulk_create(noted)


_SHOWN = ("indicators.plannedindicator", "indicators.target")


def _tell(source: Import, verb: str, path: str, user: User) -> None:
    journal.entry(
        source, verb=verb, unit=None, after={"path": path} if path else {}, acting_user=user,
        batch=source.batch,
    ).save(force_insert=True)  # fmt: skip
