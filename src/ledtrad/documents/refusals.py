# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why an import is not read, taken in or taken back."""

from __future__ import annotations

from ledtrad.documents.models import Import


class MayNotImport(Exception):
    """The user's roles do not let them read documents in, at all or into that unit."""


class AlreadyAccepted(Exception):
    """The same file has been accepted before. `earlier` is that import."""

    def __init__(self, earlier: Import) -> None:
        super().__init__(f"import {earlier.pk}")
        self.earlier = earlier


class NotWaiting(Exception):
    """The import is not in a state in which that can be done. `state` is the one it is in."""

    def __init__(self, import_: Import) -> None:
        super().__init__(f"import {import_.pk} is {import_.state}")
        self.state = import_.state


class IsEditedCopy(NotWaiting):
    """The file is an edited copy of a plan: its changes are decided one by one, as proposals."""
