# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who comes to an import's pages, and to which import."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from ledtrad.documents.models import Import
from ledtrad.organisation.models import Membership
from ledtrad.web.http import MemberRequest

P = ParamSpec("P")
ImportView = Callable[Concatenate[MemberRequest, Import, P], HttpResponseBase]


def import_page(view: ImportView[P]) -> Callable[..., HttpResponseBase]:
    """Make a view of one import: `view(request, import_, …)`, with its whole document.

    Refuses who may not import, and answers 404 when there is no such import.
    """

    @wraps(view)
    def page(
        request: MemberRequest, code: uuid.UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        refuse_reader(request)
        found = Import.objects.visible_to(request.user).whole().filter(public_code=code)
        import_ = found.select_related("repeats", "closed_by").first()
        if import_ is None:
            raise Http404
        return view(request, import_, *args, **kwargs)

    return page


def refuse_reader(request: MemberRequest) -> None:
    """Say who may import, to those who may neither do that nor bring edited copies."""
    if not Membership.objects.may_edit(request.user):
        raise PermissionDenied(
            _("Reading in plans is done by administrators and controllers. Ask one of them.")
        )
