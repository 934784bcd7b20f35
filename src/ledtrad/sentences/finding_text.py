# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shape of what is said of a finding."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindingText:
    """The texts of a rule, marked for the catalogue.

    `title` names the rule ("Identical texts"). `what` is what is wrong, one sentence that is filled
    with the finding's params; a pair of sentences (`marked_plural`) for one fault and for several,
    where `%(count)s` is how many and every other param is the list of the faults' own. `why` says
    why it matters, without params; the rule's source is said after it. `remedy` is what to do.
    """

    title: str
    what: str | tuple[str, str]
    why: str
    remedy: str
