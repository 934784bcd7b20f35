# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading files in, correcting what was understood, accepting, discarding and undoing.

Reading never changes a plan. Accepting is one transaction in which the whole document is matched
against what is there; two imports are never accepted at the same time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from ledtrad.documents import proposals, rules
from ledtrad.documents.acceptance import accept_document
from ledtrad.documents.acceptance.frame import Frame
from ledtrad.documents.acceptance.ledger import Ledger
from ledtrad.documents.correcting import corrected
from ledtrad.documents.corrections import (
    Corrected,
    Correction,
    InvalidCorrection,
    correction_from,
)
from ledtrad.documents.grammar import Grammar
from ledtrad.documents.models import Import, ImportedRow, StoredFile
from ledtrad.documents.placement import Given, Placement
from ledtrad.documents.refusals import (
    AlreadyAccepted,
    IsEditedCopy,
    MayNotImport,
    NotWaiting,
)
from ledtrad.documents.source_view import claims_list, source_view
from ledtrad.documents.surroundings import place_document
from ledtrad.documents.undo import NotUndoable, take_back, what_builds_on
from ledtrad.organisation import journal
from ledtrad.organisation.models import Membership, Unit, User
from ledtrad.plans.models import Plan
from ledtrad.steering.actions import register_model
from plandoc.codec import from_dict, to_dict
from plandoc.errors import UnreadableFile
from plandoc.model import PlanDocument
from plandoc.readers import read
from plandoc.recognition import recognise
from plandoc.steering import SteeringModel, shipped_models

Progress = Callable[[int, int | None, str], None]

__all__ = ["AlreadyAccepted", "IsEditedCopy", "MayNotImport", "NotUndoable", "NotWaiting"]

_SMALLEST_MODEL = "liten_kommun"


def read_import(
    data: bytes,
    name: str,
    *,
    model: SteeringModel | None = None,
    given: Given | None = None,
    progress: Progress | None = None,
    acting_user: User,
) -> Import:
    """Keep a file and read it: understood ("read"), or "failed" with a code that says why.

    Never changes a plan. A file that has been accepted before is read again, and `repeats` names
    the earlier import. Raises `MayNotImport`, and `UnreadableFile` for a file too large to keep.
    """
    import_ = receive_file(data, name, given=given, acting_user=acting_user)
    return read_received(import_, model=model, progress=progress, acting_user=acting_user)


@transaction.atomic(durable=True)
def receive_file(
    data: bytes, name: str, *, given: Given | None = None, acting_user: User
) -> Import:
    """Keep a file to be read later. Raises `MayNotImport`, and `UnreadableFile` if too large."""
    _refuse_outsider(acting_user)
    if len(data) > rules.MAX_FILE_SIZE:
        raise UnreadableFile("too_large", limit=rules.MAX_FILE_SIZE, unit="bytes")
    sha256 = hashlib.sha256(data).hexdigest()
    stored, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": len(data), "data": data}
    )
    return journal.insert(
        Import(
            file=stored,
            file_name=rules.safe_file_name(name),
            sha256=sha256,
            author=acting_user,
            given=asdict(given or Given()),
            repeats=Import.objects.accepted().filter(sha256=sha256).first(),
        ),
        verb="import.received",
        unit=None,
        acting_user=acting_user,
        after={"file_name": rules.safe_file_name(name), "sha256": sha256},
    )


def read_received(
    import_: Import,
    *,
    model: SteeringModel | None = None,
    progress: Progress | None = None,
    acting_user: User,
) -> Import:
    """Read a received file; see `read_import`. Raises `MayNotImport` and `NotWaiting`."""
    _refuse_outsider(acting_user)
    if import_.state != Import.State.RECEIVED:
        raise NotWaiting(import_)
    return _read(import_, model, progress or _say_nothing, acting_user)


def read_again(
    import_: Import,
    *,
    model: SteeringModel,
    progress: Progress | None = None,
    acting_user: User,
) -> Import:
    """Read a waiting file again with another steering model. Corrections are dropped with it.

    Raises `MayNotImport` and `NotWaiting`.
    """
    _refuse_outsider(acting_user)
    current = Import.objects.get(pk=import_.pk)
    if current.state != Import.State.READ:
        raise NotWaiting(current)
    current.corrections = []
    return _read(current, model, progress or _say_nothing, acting_user)


def _say_nothing(done: int, total: int | None, message: str) -> None:
    """Progress that nobody listens to."""


def _read(
    import_: Import, model: SteeringModel | None, tell: Progress, acting_user: User
) -> Import:
    if import_.file is None:
        raise NotWaiting(import_)
    tell(0, None, gettext_noop("Reading the file"))
    try:
        source = read(
            bytes(import_.file.data),
            import_.file_name,
            progress=lambda done, total: tell(done, total, gettext_noop("Reading the file")),
        )
    except UnreadableFile as error:
        return _fail(import_, error)
    base = proposals.base_of(source)
    if base is None and not Membership.objects.may_import(acting_user):
        return _fail(import_, UnreadableFile("not_an_edited_copy"))
    looking = gettext_noop("Looking for goals, indicators and activities")
    tell(0, None, looking)
    recognition = recognise(source, model, progress=lambda done, total: tell(done, total, looking))
    known = shipped_models()
    # A file that Ledtråd wrote elsewhere may name a model that nobody has here.
    definition = asdict(model or known.get(recognition.document.model) or known[_SMALLEST_MODEL])
    values: dict[str, Any] = {
        "format": source.format,
        "steering_code": recognition.document.model,
        "steering_definition": rules.storable(definition),
        "source_view": rules.storable(source_view(source)),
        "document": rules.storable(to_dict(recognition.document)),
        "claims": claims_list(recognition.claims),
        "corrections": import_.corrections,
        "notes": list(source.notes),
        "base": base,
        "state": Import.State.READ,
    }
    state = import_.state
    for name, value in values.items():
        setattr(import_, name, value)
    import_.placement = current_placement(import_).to_json()
    _save_read(import_, [*values, "placement"], state)
    return import_


@transaction.atomic
def _save_read(import_: Import, names: list[str], state: str) -> None:
    """Save what reading gave, unless somebody has read or discarded the file meanwhile."""
    now = Import.objects.select_for_update(of=("self",)).get(pk=import_.pk)
    if now.state != state:
        raise NotWaiting(now)
    import_.save(update_fields=names)


def corrected_document(import_: Import) -> Corrected:
    """The document with the corrections made so far, and the names of its leftovers."""
    corrections = [correction_from(each) for each in import_.corrections]
    return corrected(from_dict(import_.document), corrections)


def current_placement(import_: Import) -> Placement:
    """Where the document would belong if it were accepted now."""
    return place_document(
        corrected_document(import_).document,
        Grammar(import_.steering_definition),
        Given(**import_.given),
        file_name=import_.file_name,
        today=timezone.localdate(import_.created_at),
    )


@transaction.atomic(durable=True)
def say_where(import_: Import, given: Given, *, acting_user: User) -> Import:
    """Say whose the document is and of when, instead of what was stated or guessed.

    Raises `MayNotImport` and `NotWaiting`.
    """
    current = _locked(import_, acting_user)
    current.given = asdict(given)
    return _change_waiting(
        current,
        {"given": current.given, "placement": current_placement(current).to_json()},
        acting_user=acting_user,
    )


def save_correction(import_: Import, correction: Mapping[str, Any], *, acting_user: User) -> Import:
    """Keep one more correction; see `corrections.Correction` for its keys.

    Raises `InvalidCorrection`, `MayNotImport` and `NotWaiting`.
    """
    return save_corrections(import_, [correction], acting_user=acting_user)


@transaction.atomic(durable=True)
def save_corrections(
    import_: Import, corrections: Sequence[Mapping[str, Any]], *, acting_user: User
) -> Import:
    """Keep several corrections, in order: all of them or none.

    Raises `InvalidCorrection`, `MayNotImport` and `NotWaiting`.
    """
    current = _locked(import_, acting_user)
    grammar = Grammar(current.steering_definition)
    numbers = [int(each["id"].removeprefix("k")) for each in current.corrections]
    kept = list(current.corrections)
    for number, correction in enumerate(corrections, start=max(numbers, default=0) + 1):
        checked = asdict(_complete(correction_from(correction), grammar))
        values = {key: value for key, value in checked.items() if value is not None}
        kept.append({"id": f"k{number}", **values})
    return _change_corrections(current, kept, acting_user=acting_user)


@transaction.atomic(durable=True)
def remove_correction(import_: Import, correction_id: str, *, acting_user: User) -> Import:
    """Take a correction back. One that later ones need is refused.

    Raises `InvalidCorrection` (`needed_by_later`, `no_such_element`), `MayNotImport` and
    `NotWaiting`.
    """
    current = _locked(import_, acting_user)
    kept = [each for each in current.corrections if each["id"] != correction_id]
    if len(kept) == len(current.corrections):
        raise InvalidCorrection("no_such_element", element=correction_id)
    try:
        return _change_corrections(current, kept, acting_user=acting_user)
    except InvalidCorrection as error:
        raise InvalidCorrection("needed_by_later", correction=correction_id) from error


@transaction.atomic(durable=True)
def accept_import(import_: Import, *, acting_user: User) -> Import:
    """Put the document into the database: add, fill, and list what differs. All or nothing.

    `result` then says what was done. Raises `MayNotImport`, `NotWaiting`, `AlreadyAccepted` and
    `IsEditedCopy`.
    """
    return _accept(import_, acting_user)


def _accept(import_: Import, acting_user: User) -> Import:
    _one_at_a_time()
    current = _locked(import_, acting_user)
    earlier = Import.objects.accepted().filter(sha256=current.sha256).first()
    if earlier is not None:
        raise AlreadyAccepted(earlier)
    placement = current_placement(current)
    _refuse_out_of_reach(placement, acting_user)
    document = corrected_document(current).document
    ledger = Ledger(current, acting_user=acting_user)
    frame = Frame(
        document=document,
        grammar=Grammar(current.steering_definition),
        placement=placement,
        ledger=ledger,
        steering_model=register_model(current.steering_definition, acting_user=acting_user),
        acting_user=acting_user,
        batch=current.batch,
    )
    accept_document(frame)
    result = ledger.finish(_ordinals(document)) | {
        "own_plan": frame.own_plan.pk,
        "left_over": len(document.leftovers),
    }
    values = {
        "placement": placement.to_json(),
        "result": result,
        "own_plan": frame.own_plan.pk,
        "document_kind": document.kind,
        "front": _front(document) if document.kind in rules.REPORTS else {},
        "leftovers": [leftover.text for leftover in document.leftovers],
    }
    return _close(current, Import.State.ACCEPTED, values, acting_user=acting_user)


def _ordinals(document: PlanDocument) -> dict[str, int]:
    """Where each element stands among those of its kind."""
    kinds: tuple[tuple[Any, ...], ...] = (
        document.chapters, document.goals, document.indicators, document.activities,
        document.needs, document.changes,
    )  # fmt: skip
    return {element.id: n for elements in kinds for n, element in enumerate(elements)}


def _front(document: PlanDocument) -> dict[str, Any]:
    """What a report says of itself: the plan that it tells of has a front matter of its own."""
    only = PlanDocument(
        kind=document.kind, model=document.model, title=document.title, handler=document.handler,
        addressee=document.addressee, case_number=document.case_number,
        decision=document.decision, occasion=document.occasion,
    )  # fmt: skip
    return to_dict(only)


@transaction.atomic(durable=True)
def preview_import(import_: Import, *, acting_user: User) -> dict[str, Any]:
    """What accepting would do as things are now; nothing is changed.

    The `result` that accepting would leave, and in `found` the elements that are there already.
    Raises what `accept_import` raises.
    """
    accepted = _accept(import_, acting_user)
    found = accepted.rows.filter(action=ImportedRow.Action.FOUND)
    there = sorted(set(found.values_list("element", flat=True)))
    transaction.set_rollback(True)
    return {**accepted.result, "found": there}


@transaction.atomic(durable=True)
def discard_import(import_: Import, *, acting_user: User) -> Import:
    """Put an import aside without accepting it; its file is not kept.

    Raises `MayNotImport` and `NotWaiting`.
    """
    _refuse_outsider(acting_user)
    current = Import.objects.select_for_update(of=("self",)).get(pk=import_.pk)
    if current.state not in (Import.State.RECEIVED, Import.State.READ, Import.State.FAILED):
        raise NotWaiting(current)
    file = current.file
    discarded = _close(current, Import.State.DISCARDED, {"file": None}, acting_user=acting_user)
    if file is not None and not file.imports.exists():
        file.delete()
    return discarded


@transaction.atomic(durable=True)
def undo_import(import_: Import, *, acting_user: User) -> Import:
    """Take back all that an accepted import added and filled.

    Raises `NotUndoable` with what has built upon it, `MayNotImport` and `NotWaiting`.
    """
    _one_at_a_time()
    _refuse_outsider(acting_user)
    current = Import.objects.select_for_update(of=("self",)).get(pk=import_.pk)
    if current.state != Import.State.ACCEPTED:
        raise NotWaiting(current)
    if current.base_id is not None:
        raise IsEditedCopy(current)
    if not Plan.objects.importable_by(acting_user).filter(pk=current.result["own_plan"]).exists():
        raise MayNotImport
    blockers = what_builds_on(current)
    if blockers:
        raise NotUndoable(blockers)
    take_back(current, acting_user=acting_user)
    return _close(current, Import.State.UNDONE, {}, acting_user=acting_user)


def _one_at_a_time() -> None:
    """Wait until no other import is being accepted. SQLite has one writer as it is."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(ImportedRow._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")


def _refuse_outsider(user: User) -> None:
    if not Membership.objects.may_edit(user):
        raise MayNotImport


def _refuse_out_of_reach(placement: Placement, user: User) -> None:
    """The user imports into the lowest unit that is there already, or everywhere."""
    there = [choice.unit_id for choice in placement.chain if choice.unit_id is not None]
    if there:
        allowed = Unit.objects.importable_by(user).filter(pk=there[-1]).exists()
    else:
        roles = Membership.objects.current_for(user).filter(role__in=Membership.IMPORTING_ROLES)
        allowed = user.is_operator or roles.filter(unit=None).exists()
    if not allowed:
        raise MayNotImport


def _locked(import_: Import, user: User) -> Import:
    """The import as it is now, locked; only one that waits for a decision."""
    _refuse_outsider(user)
    current = Import.objects.select_for_update(of=("self",)).get(pk=import_.pk)
    if current.base_id is not None:
        raise IsEditedCopy(current)
    if current.state != Import.State.READ:
        raise NotWaiting(current)
    return current


def _complete(correction: Correction, grammar: Grammar) -> Correction:
    """With the level's name filled in. Refuses levels and sections that the model has not."""
    if correction.level is not None:
        level = grammar.level(correction.level)
        if level is None:
            raise InvalidCorrection("wrong_shape", key="level")
        return correction.at_level(level.code, level.name)
    if correction.section is not None and correction.section not in grammar.section_types():
        raise InvalidCorrection("wrong_shape", key="section")
    return correction


def _change_corrections(
    current: Import, corrections: list[dict[str, Any]], *, acting_user: User
) -> Import:
    current.corrections = corrections
    placement = current_placement(current).to_json()
    return _change_waiting(
        current, {"corrections": corrections, "placement": placement}, acting_user=acting_user
    )


def _change_waiting(current: Import, values: dict[str, Any], *, acting_user: User) -> Import:
    for name, value in values.items():
        setattr(current, name, value)
    current.revision += 1
    current.save(update_fields=[*values, "revision"])
    _write_entry(
        current,
        "import.corrected",
        {name: values[name] for name in values if name != "placement"},
        acting_user,
    )
    return current


def _close(
    current: Import, state: Import.State, values: dict[str, Any], *, acting_user: User
) -> Import:
    changed = values | {
        "state": state,
        "closed_at": timezone.now(),
        "closed_by": acting_user,
        "revision": current.revision + 1,
    }
    for name, value in changed.items():
        setattr(current, name, value)
    current.save(update_fields=list(changed))
    told = current.result.get("added", {}) if state == Import.State.ACCEPTED else {}
    _write_entry(current, f"import.{state}", {"added": told}, acting_user)
    return current


def _write_entry(current: Import, verb: str, after: Mapping[str, Any], acting_user: User) -> None:
    entry = journal.entry(
        current, verb=verb, unit=None, after=after, acting_user=acting_user, batch=current.batch
    )
    entry.save(force_insert=True)


def _fail(import_: Import, error: UnreadableFile) -> Import:
    """Remember why a file could not be read; the file itself is not kept."""
    file, state = import_.file, import_.state
    import_.state = Import.State.FAILED
    import_.error_code = error.code
    import_.error_params = rules.storable(dict(error.params))
    import_.file = None
    with transaction.atomic():
        _save_read(import_, ["state", "error_code", "error_params", "file"], state)
        if file is not None and not file.imports.exists():
            file.delete()
    return import_
