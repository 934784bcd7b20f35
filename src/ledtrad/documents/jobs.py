# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The long work of imports: reading a file that has been received, or reading it again."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ledtrad.documents import actions
from ledtrad.documents.models import Import
from ledtrad.jobs.kinds import JobFailed, Payload, Progress, kind
from ledtrad.organisation.models import User
from plandoc.steering import shipped_models

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
