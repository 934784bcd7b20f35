# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad user add`: make an account, the first one above all."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from ledtrad.commands.database import acting_user, open_database
from ledtrad.commands.terminal import CommandFailed, say
from ledtrad.sentences import gettext as _

if TYPE_CHECKING:
    from ledtrad.commands.arguments import Subcommands
    from ledtrad.organisation.models import Unit

ROLES = ("administrator", "controller", "manager", "contributor", "reader")
"""The roles of `organisation.models.Membership`, known here without Django. A test compares."""


def add(subcommands: Subcommands) -> None:
    """Describe the command to the parser."""
    group = subcommands.add_parser("user", help=_("make accounts"), allow_abbrev=False)
    actions = group.add_subparsers(metavar=_("ACTION"), dest="action", required=True)
    parser = actions.add_parser(
        "add",
        help=_("make an account"),
        description=_("Makes an account with a role, everywhere or in one unit and all below it."),
        allow_abbrev=False,
    )
    parser.add_argument("email", metavar=_("EMAIL"), help=_("what the person logs in with"))
    parser.add_argument("--role", required=True, choices=ROLES, help=_("what the person may do"))
    parser.add_argument("--name", default="", metavar=_("NAME"), help=_("the person's name"))
    parser.add_argument(
        "--unit", metavar=_("UNIT"), help=_("the unit where the role holds; without it, everywhere")
    )
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help=_("read the password from standard input, instead of asking for it"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the account, and say what to do next."""
    open_database()
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from ledtrad.organisation import actions

    unit = _unit_named(arguments.unit) if arguments.unit else None
    password = _password(arguments.password_stdin)
    try:
        with transaction.atomic():
            user = actions.create_user(
                arguments.email,
                name=arguments.name,
                password=password,
                acting_user=acting_user(),
            )
            actions.grant_role(user, role=arguments.role, unit=unit, acting_user=acting_user())
    except ValidationError as error:
        reasons = " ".join(error.messages)
        raise CommandFailed(_("No account was made. %(reasons)s") % {"reasons": reasons}) from error
    say(
        _("%(email)s can now log in.") % {"email": user.email},
        _("Start the program with: ledtrad serve"),
    )
    return 0


def _unit_named(name: str) -> Unit:
    """The open unit of that name or public code. Raises CommandFailed unless there is just one."""
    from django.db.models import Q

    from ledtrad.organisation.models import Unit

    is_it = Q(pk__in=Unit.objects.named(name).values("pk")) | Q(public_code=name)
    named = Unit.objects.filter(is_it, valid_to=None)
    units = list(named.in_name_order()[:6])
    if len(units) == 1:
        return units[0]
    if units:
        codes = ", ".join(unit.public_code for unit in units)
        message = _("Several units are called %(name)s. Give one of their codes: %(codes)s.")
        raise CommandFailed(message % {"name": name, "codes": codes}, 2)
    message = _("There is no unit called %(name)s. No account was made.")
    raise CommandFailed(message % {"name": name}, 2)


def _password(from_stdin: bool) -> str:
    """The password, as typed twice or as piped in. Raises CommandFailed."""
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = getpass.getpass(_("Password: "))
        if getpass.getpass(_("Once more: ")) != password:
            raise CommandFailed(_("The passwords differ. No account was made. Try again."), 2)
    else:
        message = _("Nobody can be asked for a password. Use --password-stdin.")
        raise CommandFailed(message, 2)
    if not password:
        raise CommandFailed(_("The password is empty. No account was made."), 2)
    return password
