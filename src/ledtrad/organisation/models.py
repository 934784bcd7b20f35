# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units in a tree with validity, people with roles, and the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledtrad.organisation import rules

M = TypeVar("M", bound=models.Model)


class ReadableQuerySet(models.QuerySet[M]):
    """Rows that follow the one rule of who may read what is planned."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All rows, for members; none for anybody else. What is planned is open inside."""
        return self.filter(reads_plans(user))


class Revised(models.Model):
    """What can be edited: each change raises the revision, so that none is lost unseen."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class UserQuerySet(models.QuerySet["User"]):
    """People, by what their accounts are for."""

    def demo_accounts(self) -> UserQuerySet:
        """The accounts that a demo shows on its login page, by name."""
        return self.filter(is_demo=True, is_active=True).order_by("name", "pk")

    def with_importing(self) -> UserQuerySet:
        """Adds `reads_in`: whether they may bring files today, in the query that finds them."""
        held = Membership.objects.filter(
            valid_on(timezone.localdate()),
            user=models.OuterRef("pk"),
            role__in=Membership.EDITING_ROLES,
        )
        return self.annotate(reads_in=models.Exists(held))

    def with_memberships(self) -> UserQuerySet:
        """Brings each person's roles and their units along, in two queries."""
        roles = Membership.objects.select_related("unit").order_by("role", "pk")
        return self.prefetch_related(models.Prefetch("memberships", queryset=roles))


class UserManager(BaseUserManager["User"]):
    """Finds people; `organisation.actions.create_user` makes them."""

    def get_queryset(self) -> UserQuerySet:
        """All people, with the questions of `UserQuerySet`.

        Every page's menu wants to know who may import, and this spares it a query of its own.
        """
        return UserQuerySet(self.model, using=self._db).with_importing()

    def demo_accounts(self) -> UserQuerySet:
        """The accounts that a demo shows on its login page, by name."""
        return self.get_queryset().demo_accounts()


class User(AbstractBaseUser):
    """A person who logs in with an e-mail address. Rights come from memberships alone."""

    MAX_NAME_LENGTH = 150

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=MAX_NAME_LENGTH, blank=True)
    is_active = models.BooleanField(_("may log in"), default=True)
    is_demo = models.BooleanField(
        default=False, help_text=_("Shown with its password on a demo's login page.")
    )
    is_operator = models.BooleanField(
        default=False,
        help_text=_("The command line itself: may do everything, cannot log in."),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_operator=False) | Q(is_active=False),
                name="user_operator_cannot_log_in",
                violation_error_message=_(
                    "The account of the command line cannot be used to log in."
                ),
            ),
            models.UniqueConstraint(
                fields=["is_operator"],
                condition=Q(is_operator=True),
                name="user_one_operator",
                violation_error_message=_("There is already a command line account."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_in_any_case",
                violation_error_message=_("There is already an account with that address."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name as given, which may be empty."""
        return self.name

    def get_short_name(self) -> str:
        """The name, or the address when there is none."""
        return self.name or self.email


class UnitQuerySet(ReadableQuerySet["Unit"]):
    """Units, by place in the tree, kind, name and time."""

    def importable_by(self, user: User | AnonymousUser) -> UnitQuerySet:
        """Units whose plans the user may import: administrators' and controllers'."""
        return self.filter(unit_in_reach(user, Membership.IMPORTING_ROLES))

    def editable_by(self, user: User | AnonymousUser) -> UnitQuerySet:
        """Units whose plans the user may change the words of."""
        return self.filter(unit_in_reach(user, Membership.EDITING_ROLES))

    def administered_by(self, user: User | AnonymousUser) -> UnitQuerySet:
        """Units that the user is an administrator of."""
        return self.filter(unit_in_reach(user, [Membership.Role.ADMINISTRATOR]))

    def within(self, unit: Unit) -> UnitQuerySet:
        """The unit itself and everything below it."""
        return self.filter(links_up__ancestor=unit)

    def above(self, unit: Unit) -> UnitQuerySet:
        """The units above the given one, without itself, top first."""
        return self.filter(links_down__descendant=unit, links_down__depth__gt=0).order_by(
            "-links_down__depth", "pk"
        )

    def near(self, public_code: str) -> UnitQuerySet:
        """The unit with the code, the units above it, and the children of all of these."""
        line = UnitClosure.objects.filter(descendant__public_code=public_code)
        above = line.values("ancestor")
        return self.filter(Q(pk__in=above) | Q(parent__in=above))

    def starting_points(self, user: User | AnonymousUser) -> UnitQuerySet:
        """Where the user may begin: units of an own role first, then the tops of the tree."""
        held = Membership.objects.current_for(user).filter(unit=models.OuterRef("pk"))
        return (
            self.annotate(is_own=models.Exists(held))
            .filter(Q(is_own=True) | Q(parent=None))
            .order_by("-is_own", "sort_key", "pk")
        )

    def name_holds(self, text: str) -> UnitQuerySet:
        """Units whose name has the words in it, whatever case they are written in."""
        key = rules.title_key(text)
        return self.filter(name_key__contains=key) if key else self.none()

    def roots(self) -> UnitQuerySet:
        """Units without a unit above: the municipality, as a rule."""
        return self.filter(parent=None)

    def of_kind(self, *kinds: str) -> UnitQuerySet:
        """Those of the kinds."""
        return self.filter(kind__in=kinds)

    def open_on(self, day: dt.date) -> UnitQuerySet:
        """Units that exist on the day. A unit without a first day has always existed."""
        return self.filter(valid_on(day))

    def named(self, *names: str) -> UnitQuerySet:
        """Units with one of the names, or that have been called so in a document."""
        keys = [rules.title_key(name) for name in names]
        return self.filter(Q(name_key__in=keys) | Q(aliases__name_key__in=keys)).distinct()

    def in_name_order(self) -> UnitQuerySet:
        """By name in Swedish order."""
        return self.order_by("sort_key", "pk")


class Unit(Revised):
    """A part of the municipality, at some level. Closed when it ends, never deleted."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        BOARD = "board", _("board")
        ADMINISTRATION = "administration", _("administration")
        DEPARTMENT = "department", _("department")
        UNIT = "unit", _("unit")
        WORKPLACE = "workplace", _("workplace")
        TEAM = "team", _("team")

    MAX_NAME_LENGTH = 200

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=MAX_NAME_LENGTH)
    name_key = models.CharField(max_length=rules.MAX_KEY_LENGTH, editable=False)
    sort_key = models.CharField(max_length=rules.MAX_KEY_LENGTH, editable=False)
    public_code = models.SlugField(_("code in addresses"), max_length=80, unique=True)
    valid_from = models.DateField(_("exists from"), null=True, blank=True)
    valid_to = models.DateField(_("exists to"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(pk=F("parent")),
                name="unit_is_not_its_own_parent",
                violation_error_message=_("A unit cannot lie below itself."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
                violation_error_message=_("A unit cannot end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["parent", "kind", "name_key"],
                condition=Q(valid_to=None),
                name="unit_name_once_below_parent",
                violation_error_message=_(
                    "There is already an open unit of that kind and name there."
                ),
            ),
            # A null parent is not equal to another null: the top needs its own rule.
            models.UniqueConstraint(
                fields=["kind", "name_key"],
                condition=Q(valid_to=None, parent=None),
                name="unit_name_once_at_top",
                violation_error_message=_(
                    "There is already an open unit of that kind and name at the top."
                ),
            ),
        ]
        indexes = [models.Index(fields=["name_key"], name="unit_by_name_key")]

    def __str__(self) -> str:
        return self.name


class UnitAlias(models.Model):
    """Another way in which the unit's name has been written, kept as it was."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=Unit.MAX_NAME_LENGTH)
    name_key = models.CharField(max_length=rules.MAX_KEY_LENGTH, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name_key"],
                name="unit_alias_once",
                violation_error_message=_("The unit is already known by that name."),
            )
        ]
        indexes = [models.Index(fields=["name_key"], name="unit_alias_by_name_key")]

    def __str__(self) -> str:
        return self.name


class UnitSuccession(models.Model):
    """From `since`, the successor carries on what the predecessor did."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions_out")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="successions_in")
    since = models.DateField(_("from"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="unit_succession_once",
                violation_error_message=_("That succession is already recorded."),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="unit_does_not_succeed_itself",
                violation_error_message=_("A unit cannot succeed itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} ({self.since})"


class UnitClosure(models.Model):
    """One pair of the tree's closure: `descendant` lies `depth` steps below `ancestor`.

    Kept by the organisation's actions, so that a question about a subtree is one join.
    """

    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="links_down")
    descendant = models.ForeignKey(Unit, models.CASCADE, related_name="links_up")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ancestor", "descendant"],
                name="unit_closure_once",
                violation_error_message=_("The tree of units holds a pair twice."),
            ),
            models.CheckConstraint(
                condition=Q(ancestor=F("descendant"), depth=0)
                | (~Q(ancestor=F("descendant")) & Q(depth__gt=0)),
                name="unit_closure_depth",
                violation_error_message=_("A unit lies at depth 0 below itself alone."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id} > {self.descendant_id} ({self.depth})"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who holds which role."""

    def current_for(self, user: User | AnonymousUser) -> MembershipQuerySet:
        """The user's memberships of today; none for who cannot log in."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(valid_on(timezone.localdate()), user=user)

    def may_import(self, user: User | AnonymousUser) -> bool:
        """Whether the user may import anything at all, also into an empty database."""
        if isinstance(user, User) and user.is_operator:
            return True
        return self.current_for(user).filter(role__in=Membership.IMPORTING_ROLES).exists()

    def may_edit(self, user: User | AnonymousUser) -> bool:
        """Whether the user may change the plans of any unit, and so bring an edited file."""
        if isinstance(user, User) and user.is_operator:
            return True
        return self.current_for(user).filter(role__in=Membership.EDITING_ROLES).exists()


class Membership(models.Model):
    """A role that somebody holds in a unit and all below it, or everywhere if `unit` is null.

    Everywhere is what the first administrator has, before there is any unit.
    """

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("administrator")
        CONTROLLER = "controller", _("controller")
        MANAGER = "manager", _("manager")
        CONTRIBUTOR = "contributor", _("contributor")
        READER = "reader", _("reader")

    IMPORTING_ROLES = (Role.ADMINISTRATOR, Role.CONTROLLER)
    EDITING_ROLES = (Role.ADMINISTRATOR, Role.CONTROLLER, Role.MANAGER)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                name="membership_once_in_unit",
                violation_error_message=_("The person already has that role there."),
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(unit=None),
                name="membership_once_everywhere",
                violation_error_message=_("The person already has that role everywhere."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("A role cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: user {self.user_id}, unit {self.unit_id}"


class JournalQuerySet(ReadableQuerySet["JournalEntry"]):
    """What has been done, by what it was done to."""

    def about(self, *rows: models.Model) -> JournalQuerySet:
        """Entries on the given rows, which are all of one model, newest first."""
        if not rows:
            return self.none()
        return self.filter(
            object_type=rows[0]._meta.label_lower,
            object_id__in=[str(row.pk) for row in rows],
        ).order_by("-at", "-pk")

    def latest_within(self, unit: Unit, verbs: Iterable[str]) -> JournalQuerySet:
        """Entries with one of the verbs on what is of the unit or of one below, newest first."""
        below = UnitClosure.objects.filter(ancestor=unit).values("descendant")
        own = Q() if unit.parent_id is None else Q(unit__in=below)
        return self.filter(own, verb__in=list(verbs), unit__isnull=False).order_by("-at", "-pk")

    def in_batch(self, batch: str) -> JournalQuerySet:
        """Entries of one piece of work, for example one import, in the order written."""
        return self.filter(batch=batch).order_by("pk")


class JournalEntry(models.Model):
    """Who did what to what, and how it was before and after. Only ever added to.

    The object is named by text, so that the entry outlives the row.
    """

    MAX_BATCH_LENGTH = 60

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    batch = models.CharField(max_length=MAX_BATCH_LENGTH, blank=True)
    before = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)

    objects = JournalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id", "-at"], name="journal_by_object"),
            models.Index(fields=["unit", "-at"], name="journal_by_unit"),
            models.Index(fields=["batch"], condition=~Q(batch=""), name="journal_by_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


def valid_on(day: dt.date) -> Q:
    """Rows with `valid_from` and `valid_to` that hold on the day; an open end holds."""
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))


def reads_plans(user: User | AnonymousUser) -> Q:
    """Everything for a member of the municipality, nothing for anybody else.

    The one place that says who may read what is planned; every `visible_to` uses it.
    """
    if isinstance(user, User) and user.is_operator:
        return Q()
    return Q(models.Exists(Membership.objects.current_for(user)))


def unit_in_reach(user: User | AnonymousUser, roles: Iterable[str], *, path: str = "") -> Q:
    """Rows whose unit lies where the user holds one of the roles.

    `path` leads from the row to its unit, ending in `__`; empty for units themselves.
    """
    if isinstance(user, User) and user.is_operator:
        return Q()
    held = Membership.objects.current_for(user).filter(role__in=list(roles))
    below = UnitClosure.objects.filter(ancestor__memberships__in=held)
    lookup: dict[str, Any] = {f"{path}pk__in": below.values("descendant")}
    return Q(models.Exists(held.filter(unit=None))) | Q(**lookup)
