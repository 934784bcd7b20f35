# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of findings about a document's words: repeated texts, names, spelling, privacy."""

from __future__ import annotations

from collections.abc import Mapping

from ledtrad.sentences.catalogue import marked as _
from ledtrad.sentences.finding_text import FindingText

LANGUAGE: Mapping[str, FindingText] = {
    "R9": FindingText(
        title=_("The same text under several goals"),
        what=_("The same text stands under %(goals)s goals: “%(quote)s …”."),
        why=_(
            "A text that fits several goals says nothing of what is done for each of them, and "
            "auditors read it as a goal without a plan of its own."
        ),
        remedy=_(
            "Write what is particular to each goal, or say it once in a chapter and leave it out "
            "under the goals."
        ),
    ),
}
