# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes as sentences for people: what happened, what was kept, what to do.

`plandoc` and the actions raise errors and note findings as codes with parameters. The command line
and the pages say them with the sentences here, from the same compiled catalogue. Django is not
imported, so that `ledtrad convert` starts at once. Tests find every code in the source and demand
a sentence for it.
"""

from __future__ import annotations

from ledtrad.sentences.catalogue import (
    DOMAIN,
    LOCALE_FOLDER,
    SWEDISH,
    catalogue,
    gettext,
    ngettext,
)
from ledtrad.sentences.database import (
    of_blocker,
    of_import_note,
    of_placement,
    of_problem,
    of_rows,
)
from ledtrad.sentences.documents import (
    of_confidence,
    of_document_kind,
    of_due_kind,
    of_error,
    of_field,
    of_guess,
    of_ignored,
    of_note,
    of_place,
)

__all__ = [
    "DOMAIN",
    "LOCALE_FOLDER",
    "SWEDISH",
    "catalogue",
    "gettext",
    "ngettext",
    "of_blocker",
    "of_confidence",
    "of_document_kind",
    "of_due_kind",
    "of_error",
    "of_field",
    "of_guess",
    "of_ignored",
    "of_import_note",
    "of_note",
    "of_place",
    "of_placement",
    "of_problem",
    "of_rows",
]
