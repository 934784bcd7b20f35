# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody has changed in a file that Ledtråd wrote, as proposals to decide one by one.

Three documents are compared: the version that the file was written from, the file, and what the
database says now. The version is ours; nothing that the file says of itself is believed.
"""

from __future__ import annotations

from ledtrad.documents.proposals.deciding import (
    AlreadyDecided,
    Done,
    NotDecidable,
    NotTakenBack,
    accept,
    accept_all,
    finish,
    refuse,
    seen,
    take_back,
    take_back_all,
)
from ledtrad.documents.proposals.gathering import (
    QUERIES,
    Obstacle,
    Proposal,
    Proposals,
    base_of,
    gather,
)

__all__ = [
    "QUERIES",
    "AlreadyDecided",
    "Done",
    "NotDecidable",
    "NotTakenBack",
    "Obstacle",
    "Proposal",
    "Proposals",
    "accept",
    "accept_all",
    "base_of",
    "finish",
    "gather",
    "refuse",
    "seen",
    "take_back",
    "take_back_all",
]
