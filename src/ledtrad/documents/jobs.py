# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long work: reading a received file, writing a large one, the checks, and what is outlived."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ledtrad.documents import actions, examining, versions, writing
from ledtrad.documents.models import Import
from ledtrad.documents.snapshot import NoPlans
from ledtrad.followup.models import Round
from ledtrad.jobs.kinds import JobFailed, Payload, Progress, clearing, kind
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import Plan
from plandoc.errors import PlanDocError
from plandoc.steering import shipped_models

WRITE = "documents.write"
"""Asked for with `{"format": …}` and what to write: `"plan"` (pk) and perhaps `"round"` (pk), or
`"board"` (pk), `"year"` and `"kind"`. Gives `{"file": public code}`."""

EXAMINE = "documents.examine"
"""Asked for with `{"plan": pk}`, or `{"unit": pk, "year": …}` for all plans there. Gives `{}`."""

READ = "documents.read"
"""Asked for with `{"import": pk}`, and with `"model"` (a code) to use that steering model."""


@kind(READ)
def read_file(payload: Payload, *, progress: Progress, acting_user: User) -> Payload:
    """Read one file. A file that cannot be read is told by the import itself, not by the job."""
    import_ = Import.objects.filter(pk=payload["import"]).select_related("file").first()
    model = shipped_models().get(payload.get("model") or "")
    if import_ is None:
        raise JobFailed(_("The import is no longer there. Choose the file again."))
    try:
        if import_.state == Import.State.READ and model is not None:
            actions.read_again(import_, model=model, progress=progress, acting_user=acting_user)
        else:
            actions.read_received(import_, model=model, progress=progress, acting_user=acting_user)
    except actions.NotWaiting as error:
        raise JobFailed(_("The file has been read or put aside meanwhile.")) from error
    except actions.MayNotImport as error:
        raise JobFailed(_("You may not read in documents any more. Nothing was read.")) from error
    return {"import": import_.pk}


@kind(WRITE)
def write_file(payload: Payload, *, progress: Progress, acting_user: User) -> Payload:
    """Write one file of what the user may read, and keep it for some days."""
    try:
        kept = writing.write_in_job(
            _subject(payload, acting_user), payload["format"], progress=progress,
            acting_user=acting_user,
        )  # fmt: skip
    except NoPlans as error:
        raise JobFailed(_("There is no such plan any more. No file was written.")) from error
    except writing.FileTooLarge as error:
        raise JobFailed(
            _("The file became too large. Download the units’ plans one by one.")
        ) from error
    except PlanDocError as error:
        raise JobFailed(
            _("The Word template cannot be used. Ask an administrator to choose another one.")
        ) from error
    return {"file": str(kept.public_code)}


def _subject(payload: Payload, user: User) -> writing.Subject:
    """What was asked for, if the user may still read it. Raises `NoPlans`."""
    if "board" in payload:
        board = Unit.objects.visible_to(user).filter(pk=payload["board"]).first()
        if board is None:
            raise NoPlans(payload["board"])
        return writing.of_board(board, payload["year"], payload["kind"])
    plans = Plan.objects.visible_to(user).select_related("unit", "steering_model")
    plan = plans.filter(pk=payload["plan"]).first()
    if plan is None:
        raise NoPlans(payload["plan"])
    if "round" not in payload:
        return writing.of_plan(plan)
    followup_round = Round.objects.visible_to(user).filter(pk=payload["round"]).first()
    if followup_round is None:
        raise NoPlans(payload["plan"])
    return writing.of_plan(plan, followup_round)


@kind(EXAMINE)
def examine(payload: Payload, *, progress: Progress, acting_user: User) -> Payload:
    """Run the checks on what has changed, and keep what they find for the pages."""
    plans = Plan.objects.visible_to(acting_user)
    if "plan" in payload:
        one = plans.select_related("unit", "steering_model").filter(pk=payload["plan"]).first()
        if one is None:
            raise JobFailed(_("There is no such plan any more. Nothing was examined."))
        progress(0, None, gettext_noop("Examining the plan"))
        examining.examine(one)
        return {}
    unit = Unit.objects.visible_to(acting_user).filter(pk=payload["unit"]).first()
    if unit is None:
        raise JobFailed(_("There is no such unit any more. Nothing was examined."))
    year = payload["year"]
    those = examining.plans_within(plans, unit, year)
    examining.examine_all(unit, year, those, progress=progress)
    return {}


@clearing
def forget_outlived_files(moment: dt.datetime) -> int:
    """Files that nobody fetches any more."""
    return writing.forget_files(moment)


@clearing
def forget_outlived_versions(moment: dt.datetime) -> int:
    """Versions that nobody has used for long and nobody has adopted."""
    return versions.forget_versions(moment)
