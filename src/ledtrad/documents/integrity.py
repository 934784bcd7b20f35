# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold among imports and SQL cannot state: each function lists what does not."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import Exists, F, OuterRef

from ledtrad.documents.corrections import InvalidCorrection
from ledtrad.documents.models import Examination, Import, StoredFile, Version, Waiver
from ledtrad.documents.waivers import numbers
from ledtrad.organisation.integrity import Problem
from ledtrad.plans.models import Plan
from ledtrad.plans.rules import digest
from plandoc.checks.stored import NoFinding, from_value
from plandoc.codec import from_dict
from plandoc.errors import InvalidDocument

CHUNK = 20
"""Files and documents are large: so many are held at a time."""


def problems() -> list[Problem]:
    """All that is wrong among imports. Reads every kept file and document once."""
    return [
        *_files(),
        *_documents(),
        *_accepted_without_plan(),
        *_versions(),
        *_adopted(),
        *_examinations(),
        *_waivers(),
    ]


def _files() -> list[Problem]:
    """Kept bytes that are not what their digest says, or that no import needs."""
    found = []
    needed = Import.objects.filter(file=OuterRef("pk"))
    for file in (
        StoredFile.objects.annotate(is_needed=Exists(needed)).order_by("pk").iterator(CHUNK)
    ):
        data = bytes(file.data)
        if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
            found.append(Problem("stored_file_damaged", {"file": file.pk}))
        if not file.is_needed:
            found.append(Problem("stored_file_not_needed", {"file": file.pk}))
    return found


def _documents() -> list[Problem]:
    """Imports whose document or corrections cannot be understood."""
    from ledtrad.documents.actions import corrected_document

    found = []
    imports = Import.objects.exclude(document=None).only("pk", "document", "corrections")
    for import_ in imports.order_by("pk").iterator(CHUNK):
        try:
            corrected_document(import_)
        except (InvalidDocument, InvalidCorrection):
            found.append(Problem("import_document_damaged", {"import": import_.pk}))
    return found


def _accepted_without_plan() -> list[Problem]:
    """Accepted imports whose own plan is gone."""
    accepted = dict(Import.objects.accepted().values_list("pk", "own_plan"))
    there = set(Plan.objects.filter(pk__in=set(accepted.values())).values_list("pk", flat=True))
    return [
        Problem("import_plan_missing", {"import": pk, "plan": plan})
        for pk, plan in sorted(accepted.items())
        if plan not in there
    ]


def _versions() -> list[Problem]:
    """Versions that are no document, or not the one that their digest says."""
    found = []
    versions = Version.objects.only("pk", "sha256", "document")
    for version in versions.order_by("pk").iterator(CHUNK):
        try:
            from_dict(version.document)
            is_whole = digest(version.document) == version.sha256
        except InvalidDocument:
            is_whole = False
        if not is_whole:
            found.append(Problem("version_damaged", {"version": version.pk}))
    return found


def _adopted() -> list[Problem]:
    """Adopted plans whose frozen copy is not the version that was adopted."""
    adopted = Version.objects.filter(
        plan=OuterRef("pk"), sha256=OuterRef("snapshot_sha256"), reason=Version.Reason.ADOPTION
    )
    plans = Plan.objects.adopted().filter(~Exists(adopted)).order_by("pk")
    return [
        Problem("adopted_without_version", {"plan": pk})
        for pk in plans.values_list("pk", flat=True)
    ]


def _examinations() -> list[Problem]:
    """Examinations whose findings cannot be read, or that count otherwise what stands of them."""
    found = []
    kept = Examination.objects.select_related("unit").order_by("pk")
    for each in kept.iterator(CHUNK):
        given = Waiver.objects.standing().of_examination(each)
        try:
            counted = numbers(each.findings, given)
        except NoFinding:
            found.append(Problem("findings_damaged", {"examination": each.pk}))
            continue
        # One without rules is from before they were counted, and is made anew when looked at.
        if each.rules and any(getattr(each, column) != counted[column] for column in counted):
            found.append(Problem("findings_miscounted", {"examination": each.pk}))
    return found


def _waivers() -> list[Problem]:
    """Waivers of another unit's plan, and those that do not say what was waived."""
    astray = Waiver.objects.filter(plan__isnull=False).exclude(unit=F("plan__unit"))
    found = [
        Problem("waiver_of_other_unit", {"waiver": pk})
        for pk in astray.order_by("pk").values_list("pk", flat=True)
    ]
    kept = Waiver.objects.only("pk", "findings").order_by("pk").iterator(CHUNK)
    return found + [
        Problem("findings_damaged", {"waiver": each.pk})
        for each in kept
        if not each.findings or not _are_findings(each.findings)
    ]


def _are_findings(values: list[Any]) -> bool:
    try:
        for value in values:
            from_value(value)
    except NoFinding:
        return False
    return True
