# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two documents to compare: plans as they are now, kept versions, and files that were read in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ledtrad.documents.actions import corrected_document
from ledtrad.documents.models import Import, Version
from ledtrad.documents.versions import current_documents
from ledtrad.plans.models import Plan
from plandoc.codec import from_dict
from plandoc.diff import Difference, compare
from plandoc.model import PlanDocument

Subject = Plan | Version | Import
"""What can be compared. A version and an import have to be read with their whole documents."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents and what differs between them."""

    left: PlanDocument
    right: PlanDocument
    difference: Difference


def compare_subjects(left: Subject, right: Subject) -> Comparison:
    """What differs. Elements of one plan's own documents are known by their ids.

    Two plans are read together, in as many queries as one; an adopted one is what was adopted.
    """
    documents = _documents(left, right)
    same_plan = _plan_of(left) is not None and _plan_of(left) == _plan_of(right)
    return Comparison(*documents, compare(*documents, same_ids=same_plan))


def is_beside(left: Subject, right: Subject) -> bool:
    """Whether the two stand beside each other: they are of two units, not of two times."""
    units = [each.unit_id for each in (left, right) if not isinstance(each, Import)]
    return len(set(units)) > 1


def _plan_of(subject: Subject) -> int | None:
    """The plan that a document was written from; None for a file, whose ids are its own."""
    if isinstance(subject, Plan):
        return subject.pk
    return subject.plan_id if isinstance(subject, Version) else None


def _documents(left: Subject, right: Subject) -> tuple[PlanDocument, PlanDocument]:
    plans = [each for each in (left, right) if isinstance(each, Plan)]
    read = dict(zip((plan.pk for plan in plans), current_documents(plans), strict=True))
    first, second = (_document(each, read) for each in (left, right))
    return first, second


def _document(subject: Subject, read: Mapping[int, PlanDocument]) -> PlanDocument:
    if isinstance(subject, Plan):
        return read[subject.pk]
    if isinstance(subject, Version):
        return from_dict(subject.document)
    return corrected_document(subject).document
