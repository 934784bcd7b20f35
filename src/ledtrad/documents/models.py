# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Imports, the files they came from, and what each of them did to the database."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledtrad.documents import rules
from ledtrad.documents.check_models import Examination as Examination
from ledtrad.documents.check_models import Waiver as Waiver
from ledtrad.organisation.models import (
    Membership,
    ReadableQuerySet,
    Revised,
    Unit,
    User,
    unit_in_reach,
)
from ledtrad.plans.models import Plan


class StoredFile(models.Model):
    """The bytes of a file as they came, kept once whatever it was called."""

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    size = models.PositiveIntegerField(editable=False)
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(size__lte=rules.MAX_FILE_SIZE),
                name="stored_file_size",
                violation_error_message=_("The file is too large."),
            )
        ]

    def __str__(self) -> str:
        return self.sha256


class ImportQuerySet(models.QuerySet["Import"]):
    """Questions about imports."""

    def visible_to(self, user: User | AnonymousUser) -> ImportQuerySet:
        """Every import for who may import, their own for who may edit. Whole texts left out."""
        if Membership.objects.may_import(user):
            return self.light()
        if isinstance(user, User) and Membership.objects.may_edit(user):
            return self.light().filter(author=user)
        return self.none()

    def light(self) -> ImportQuerySet:
        """Without the fields that hold whole documents."""
        return self.defer(
            "document", "claims", "source_view", "steering_definition", "front", "leftovers"
        ).select_related("author", "repeats")

    def whole(self) -> ImportQuerySet:
        """With the whole documents, for those who are to look at one of them."""
        return self.defer(None)

    def waiting(self) -> ImportQuerySet:
        """Imports that somebody has to accept or discard."""
        return self.filter(state=Import.State.READ)

    def accepted(self) -> ImportQuerySet:
        """Imports that are part of the database now."""
        return self.filter(state=Import.State.ACCEPTED)

    def behind(self, row: models.Model) -> ImportQuerySet:
        """The accepted imports that told of the row, for whoever may read the row. Latest first."""
        told = ImportedRow.objects.filter(
            source=models.OuterRef("pk"), model=row._meta.label_lower, row=row.pk
        )
        return self.accepted().filter(models.Exists(told)).order_by("-closed_at", "-pk")

    def newest_first(self) -> ImportQuerySet:
        """The latest first."""
        return self.order_by("-created_at", "-pk")


class Import(Revised):
    """A file that somebody brought, what was understood of it, and what became of it.

    `document` is the `plandoc/1` document as recognised, before the corrections; `claims` says
    which span of `source_view` went into which element; `given` is what the person has said of
    who and when, and `placement` how that was resolved; `result` is what accepting did.

    `base` is the version that the file was written from, when Ledtråd wrote it here: then its
    differences from that version are proposals, which are decided one by one (`Decision`).

    What accepting leaves for writing the document again: `own_plan`, the plan that it is or tells
    of (by number, as `ImportedRow` names rows), `document_kind`, `front`, a report's own front
    matter as in `plandoc/1`, and `leftovers`, the pieces that nobody could place.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        READ = "read", _("read")
        ACCEPTED = "accepted", _("accepted")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")
        FAILED = "failed", _("could not be read")

    public_code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="imports"
    )
    sha256 = models.CharField(max_length=64, editable=False)
    file_name = models.CharField(_("file"), max_length=rules.MAX_NAME_LENGTH)
    format = models.CharField(_("format"), max_length=20, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.RECEIVED
    )
    steering_code = models.CharField(_("steering model"), max_length=60, blank=True)
    steering_definition = models.JSONField(default=dict, blank=True)
    source_view = models.JSONField(default=list, blank=True)
    document = models.JSONField(null=True, blank=True)
    claims = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    corrections = models.JSONField(default=list, blank=True)
    given = models.JSONField(default=dict, blank=True)
    placement = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    own_plan = models.BigIntegerField(null=True, blank=True, db_index=True, editable=False)
    document_kind = models.CharField(max_length=20, blank=True, editable=False)
    front = models.JSONField(default=dict, blank=True)
    leftovers = models.JSONField(default=list, blank=True)
    error_code = models.CharField(max_length=60, blank=True)
    error_params = models.JSONField(default=dict, blank=True)
    repeats = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="repeated_by"
    )
    base = models.ForeignKey(
        "Version", models.SET_NULL, null=True, blank=True, related_name="edited_copies"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(state="accepted"),
                name="import_file_accepted_once",
                violation_error_message=_("That file has already been read in."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["failed", "discarded"]) | Q(file__isnull=False),
                name="import_keeps_its_file",
                violation_error_message=_("The file of an import has to be kept."),
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error_code=""),
                name="import_failed_says_why",
                violation_error_message=_("Say why the file could not be read."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "failed", "discarded"])
                | Q(document__isnull=False),
                name="import_read_has_document",
                violation_error_message=_("An import that was read has a document."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "read", "failed"])
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="import_closed_by_somebody",
                violation_error_message=_("Say who closed the import, and when."),
            ),
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="import_by_state")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def batch(self) -> str:
        """The name of this import in the journal."""
        return f"import-{self.pk}"


class ImportedRow(models.Model):
    """What an import did to one row: added it, filled values in it, or found it as it was.

    `model` and `row` name the row by text, as the journal does; `element` is the element of the
    document that it was read from, and `ordinal` that element's place among those of its kind.
    `before` and `after` hold the filled fields.
    """

    class Action(models.TextChoices):
        ADDED = "added", _("added")
        FILLED = "filled", _("filled")
        FOUND = "found", _("found as it was")

    source = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    model = models.CharField(max_length=60)
    row = models.BigIntegerField()
    element = models.CharField(max_length=60, blank=True)
    ordinal = models.PositiveIntegerField(null=True, blank=True, editable=False)
    action = models.CharField(max_length=10, choices=Action.choices)
    before = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "model", "row", "action"],
                name="imported_row_once",
                violation_error_message=_("The import already has that row."),
            )
        ]
        indexes = [models.Index(fields=["model", "row"], name="imported_row_by_row")]

    def __str__(self) -> str:
        return f"{self.action} {self.model} {self.row}"


class Decision(models.Model):
    """What somebody decided about one proposal of an edited file, and what that did.

    `key` names the proposal within the import. `steps` are what was done to which rows, in order,
    with before and after, so that it can be taken back; `row` is the row that a new element became.
    """

    source = models.ForeignKey(Import, models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=40)
    is_accepted = models.BooleanField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    element = models.CharField(max_length=60, blank=True)
    row = models.BigIntegerField(null=True, blank=True)
    steps = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"],
                name="proposal_decided_once",
                violation_error_message=_("That proposal is already decided."),
            )
        ]

    def __str__(self) -> str:
        return f"{'accepted' if self.is_accepted else 'refused'} {self.key}"


class PlaceholderUnit(models.Model):
    """A unit that had to be there although no document named it. A later document may."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="placeholder")

    def __str__(self) -> str:
        return f"placeholder {self.unit_id}"


class VersionQuerySet(ReadableQuerySet["Version"]):
    """Versions, by plan and age."""

    def visible_to(self, user: User | AnonymousUser) -> VersionQuerySet:
        """Those that the user may read, without their documents, which are large."""
        return super().visible_to(user).light()

    def light(self) -> VersionQuerySet:
        """Without the documents."""
        return self.defer("document").select_related("author", "unit")

    def whole(self) -> VersionQuerySet:
        """With the documents, for those who are to look at one of them."""
        return self.defer(None)

    def of_plan(self, plan: Plan) -> VersionQuerySet:
        """Those of one plan and of the reports about it."""
        return self.filter(plan=plan)

    def of_plan_alone(self, plan: Plan) -> VersionQuerySet:
        """Those of one plan, without the reports about it."""
        return self.of_plan(plan).exclude(document__kind__in=rules.REPORTS)

    def known_as(self, sha256: str) -> VersionQuerySet:
        """Those of a document, known by its digest; most recently used first."""
        return self.filter(sha256=sha256).order_by("-used_at", "-pk")

    def newest_first(self) -> VersionQuerySet:
        """The most recently made first."""
        return self.order_by("-created_at", "-pk")

    def outlived(self, moment: dt.datetime) -> VersionQuerySet:
        """Those that nobody has used since the moment, and that nobody has decided."""
        return self.filter(used_at__lt=moment).exclude(reason=Version.Reason.ADOPTION)


class Version(models.Model):
    """A document as it left Ledtråd, kept word for word. Never changed.

    `sha256` is the digest of the canonical JSON. An edited file that comes back is compared with
    the version that it was written from, and that is looked up here and nowhere else. `plan` is
    empty for a board's plan with all its units when the board has no plan of its own.
    """

    class Reason(models.TextChoices):
        EXPORT = "export", _("downloaded")
        ADOPTION = "adoption", _("adopted")
        COMPARISON = "comparison", _("compared")

    public_code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    document = models.JSONField(editable=False)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="versions")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="versions")
    reason = models.CharField(_("kept because it was"), max_length=10, choices=Reason.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    used_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "sha256"],
                name="version_once",
                violation_error_message=_("That version is already kept."),
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["export", "adoption", "comparison"]),
                name="version_reason_known",
                violation_error_message=_("Say why the version is kept."),
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="version_by_sha256"),
            models.Index(fields=["used_at"], name="version_by_use"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.sha256[:12]}"


class WordTemplateQuerySet(models.QuerySet["WordTemplate"]):
    """Questions about templates."""

    def visible_to(self, user: User | AnonymousUser) -> WordTemplateQuerySet:
        """Those of the municipalities that the user administers, without their bytes."""
        return self.filter(
            unit_in_reach(user, [Membership.Role.ADMINISTRATOR], path="unit__")
        ).defer("data")


class WordTemplate(Revised):
    """A municipality's own Word template: its styles, logo, header and footer. One of each."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="word_template")
    file_name = models.CharField(_("file"), max_length=rules.MAX_NAME_LENGTH)
    sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveIntegerField(editable=False)
    data = models.BinaryField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WordTemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(size__lte=rules.MAX_TEMPLATE_SIZE),
                name="word_template_size",
                violation_error_message=_("The template is too large."),
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class WrittenFileQuerySet(models.QuerySet["WrittenFile"]):
    """Files that were written for somebody."""

    def visible_to(self, user: User | AnonymousUser) -> WrittenFileQuerySet:
        """The user's own files that are still kept; for administrators everybody's. No bytes."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        held = Membership.objects.current_for(user)
        everywhere = held.filter(role=Membership.Role.ADMINISTRATOR, unit=None)
        own = Q(models.Exists(held), author=user)
        kept = self.kept_at(timezone.now()).defer("data")
        return kept.filter(own | Q(models.Exists(everywhere)))

    def whole(self) -> WrittenFileQuerySet:
        """With the bytes."""
        return self.defer(None)

    def kept_at(self, moment: dt.datetime) -> WrittenFileQuerySet:
        """Those that are not too old at the moment."""
        return self.filter(created_at__gte=moment - rules.FILES_KEPT)

    def outlived(self, moment: dt.datetime) -> WrittenFileQuerySet:
        """Those that are too old at the moment."""
        return self.filter(created_at__lt=moment - rules.FILES_KEPT)


class WrittenFile(models.Model):
    """A file that a job wrote, kept for some days for the one who asked for it."""

    public_code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    file_name = models.CharField(max_length=rules.MAX_NAME_LENGTH)
    format = models.CharField(max_length=10)
    size = models.PositiveIntegerField(editable=False)
    data = models.BinaryField()

    objects = WrittenFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(size__lte=rules.MAX_WRITTEN_SIZE),
                name="written_file_size",
                violation_error_message=_("The file is too large."),
            )
        ]
        indexes = [models.Index(fields=["created_at"], name="written_file_by_age")]

    def __str__(self) -> str:
        return self.file_name
