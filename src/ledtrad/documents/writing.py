# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files out of the database: a plan, a report, or a board's plan with all its units."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_noop

from ledtrad.documents import rules
from ledtrad.documents.models import Version, WordTemplate, WrittenFile
from ledtrad.documents.snapshot import NoPlans, board_plans, snapshot_board
from ledtrad.documents.snapshot.board import KIND_WORDS
from ledtrad.documents.snapshot.compose import period_words
from ledtrad.documents.snapshot.rows import UNNAMED
from ledtrad.documents.versions import current_document, keep_version
from ledtrad.followup.models import Round
from ledtrad.jobs.kinds import Progress
from ledtrad.organisation import journal
from ledtrad.organisation.models import Unit, User
from ledtrad.plans.models import Plan
from plandoc import writers
from plandoc.model import PlanDocument
from plandoc.steering import SteeringModel, from_definition
from plandoc.writers import FORMATS, Format

_IN_NO_NAME = re.compile(r'[/\\:*?"<>|]+')
"""What stands in units' names and in no file's, on some system or other."""

LARGE = 4_000
"""From so many elements on, writing takes too long for somebody to sit and wait for a page."""


class FileTooLarge(Exception):
    """The file that was written is larger than what is kept."""


class MayNotChangeTemplate(Exception):
    """The user does not administer the municipality."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be written: a plan, a report about it, or all plans of a board for a year."""

    unit: Unit
    plan: Plan | None
    round: Round | None = None
    year: int | None = None
    kind: str = Plan.Kind.OPERATIONAL

    @property
    def is_whole_board(self) -> bool:
        """Whether all units of the board are in it."""
        return self.year is not None


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and what it should be called."""

    name: str
    format: Format
    data: bytes


def of_plan(plan: Plan, followup_round: Round | None = None) -> Subject:
    """The plan, or the report about it in a round."""
    return Subject(plan.unit, plan, followup_round, kind=plan.kind)


def of_board(board: Unit, year: int, kind: str = Plan.Kind.OPERATIONAL) -> Subject:
    """All plans of a board for a year. Raises `NoPlans`. One query."""
    plans = board_plans(board, year, kind)
    if not plans:
        raise NoPlans(board.pk)
    own = next((plan for plan in plans if plan.unit_id == board.pk), None)
    return Subject(board, own, year=year, kind=kind)


def document_of(subject: Subject) -> PlanDocument:
    """The document that is to be written. Raises `NoPlans`."""
    if subject.year is not None:
        return snapshot_board(subject.unit, subject.year, subject.kind)
    if subject.plan is None:
        raise NoPlans(subject.unit.pk)
    return current_document(subject.plan, subject.round)


def is_large(document: PlanDocument) -> bool:
    """Whether writing the document is work to be done apart from the page."""
    counted = (
        document.chapters, document.goals, document.indicators, document.activities,
        document.needs, document.changes,
    )  # fmt: skip
    return sum(len(elements) for elements in counted) >= LARGE


def write(
    subject: Subject,
    file_format: Format,
    *,
    document: PlanDocument | None = None,
    template: bytes | None = None,
    acting_user: User,
) -> Written:
    """Write the file, and remember the document as a version.

    Word files follow `template`, or else the municipality's own. Raises `NoPlans`, and
    `plandoc.errors.PlanDocError` for a template that cannot be used.
    """
    made = document if document is not None else document_of(subject)
    if template is None and file_format == "docx":
        template = _template_of(subject.unit)
    data = writers.write(made, file_format, model=_model_of(subject), template=template)
    keep_version(
        made, unit=subject.unit, plan=subject.plan, reason=Version.Reason.EXPORT,
        acting_user=acting_user,
    )  # fmt: skip
    return Written(file_name(subject, file_format), file_format, data)


def file_name(subject: Subject, file_format: Format) -> str:
    """`Verksamhetsplan 2026 Tvåbäckens förskolor.docx`."""
    if subject.round is not None:
        what = f"{subject.round.name} {subject.round.year}"
    else:
        period = str(subject.year) if subject.plan is None else period_words(subject.plan)
        what = f"{KIND_WORDS.get(subject.kind, 'Plan')} {period}"
    whole = " med enheter" if subject.is_whole_board else ""
    suffix = FORMATS[file_format].suffix
    # A unit that no document has named is called after the file that told of it.
    unit = "" if subject.unit.name.startswith(UNNAMED) else f" {subject.unit.name}"
    name = _IN_NO_NAME.sub("-", f"{what}{unit}")[: rules.MAX_FILE_STEM - len(whole)].rstrip(" .-")
    return rules.safe_file_name(f"{name}{whole}{suffix}")


def write_in_job(
    subject: Subject, file_format: Format, *, progress: Progress, acting_user: User
) -> WrittenFile:
    """Write a large file and keep it for some days. Raises what `write` raises, `FileTooLarge`."""
    progress(0, 4, gettext_noop("Gathering the plans"))
    document = document_of(subject)
    progress(1, 4, gettext_noop("Writing the file"))
    written = write(subject, file_format, document=document, acting_user=acting_user)
    progress(3, 4, gettext_noop("Keeping the file"))
    if len(written.data) > rules.MAX_WRITTEN_SIZE:
        raise FileTooLarge
    kept = WrittenFile.objects.create(
        author=acting_user, file_name=written.name, format=file_format, data=written.data,
        size=len(written.data),
    )  # fmt: skip
    _make_room(acting_user)
    return kept


def _make_room(user: User) -> None:
    """Keep the person's newest files only."""
    own = WrittenFile.objects.filter(author=user).order_by("-created_at", "-pk")
    newest = list(own.values_list("pk", flat=True)[: rules.FILES_OF_ONE])
    own.exclude(pk__in=newest).delete()


def forget_files(moment: dt.datetime) -> int:
    """Remove files that are too old to be fetched. Returns how many."""
    return WrittenFile.objects.outlived(moment).delete()[0]


@transaction.atomic(durable=True)
def set_template(municipality: Unit, data: bytes, name: str, *, acting_user: User) -> WordTemplate:
    """Let the municipality's Word files follow a template, instead of the one before it if any.

    Raises `MayNotChangeTemplate`, and `plandoc.errors.PlanDocError` for a file that is no usable
    template: a document is written in it before it is kept.
    """
    _refuse_other_than_administrator(municipality, acting_user)
    trial = PlanDocument(kind="operational_plan", model="liten_kommun", title="Verksamhetsplan")
    writers.write(trial, "docx", template=data)
    WordTemplate.objects.filter(unit=municipality).delete()
    return journal.insert(
        WordTemplate(
            unit=municipality, file_name=rules.safe_file_name(name), data=data, size=len(data),
            sha256=hashlib.sha256(data).hexdigest(), author=acting_user,
        ),
        verb="word_template.set",
        unit=municipality,
        acting_user=acting_user,
    )  # fmt: skip


@transaction.atomic(durable=True)
def remove_template(municipality: Unit, *, acting_user: User) -> None:
    """Let Word files look as Ledtråd's own again. Raises `MayNotChangeTemplate`."""
    _refuse_other_than_administrator(municipality, acting_user)
    there = WordTemplate.objects.select_for_update().filter(unit=municipality).first()
    if there is None:
        return
    journal.entry(
        there, verb="word_template.removed", unit=municipality, before=journal.facts(there),
        acting_user=acting_user,
    ).save(force_insert=True)  # fmt: skip
    there.delete()


def _refuse_other_than_administrator(municipality: Unit, user: User) -> None:
    if not Unit.objects.administered_by(user).filter(pk=municipality.pk).exists():
        raise MayNotChangeTemplate


def _template_of(unit: Unit) -> bytes | None:
    """The template of the municipality that the unit belongs to."""
    found = (
        WordTemplate.objects.filter(unit__links_down__descendant=unit)
        .values_list("data", flat=True)
        .first()
    )
    return bytes(found) if found is not None else None


def _model_of(subject: Subject) -> SteeringModel | None:
    if subject.plan is None:
        return None
    return from_definition(subject.plan.steering_model.definition)
