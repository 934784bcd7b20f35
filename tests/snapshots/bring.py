# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents brought into the database, and how the database writes them again."""

from __future__ import annotations

from pathlib import Path

from ledtrad.documents import actions
from ledtrad.documents.models import Import
from ledtrad.documents.placement import Given
from ledtrad.documents.snapshot import snapshot
from ledtrad.followup.models import Round
from ledtrad.plans.models import Plan
from plandoc.model import PlanDocument
from tests import factories

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "tests" / "documents"
DEMO = ROOT / "src" / "ledtrad" / "demo" / "documents"


def accept(data: bytes, name: str, **given: str) -> Import:
    """Read a file and accept it."""
    user = factories.operator()
    read = actions.read_import(data, name, given=Given(**given), acting_user=user)
    assert read.state == Import.State.READ, read.error_code
    return actions.accept_import(read, acting_user=user)


def read_of(import_: Import) -> PlanDocument:
    """The document as it was read."""
    return actions.corrected_document(import_).document


def plan_of(import_: Import) -> Plan:
    """The plan that the import is, or tells of."""
    plans = Plan.objects.select_related("steering_model", "unit")
    return plans.get(pk=import_.own_plan or 0)


def written_again(import_: Import) -> PlanDocument:
    """The document that the database gives for the import: a plan, or the report of its round."""
    is_report = import_.document_kind in ("follow_up", "annual_report")
    return snapshot(plan_of(import_), Round.objects.get() if is_report else None)
