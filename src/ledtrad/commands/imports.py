# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad imports` and `ledtrad undo`: what has been read in, and taking it back."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from ledtrad.commands.database import acting_user, open_database
from ledtrad.commands.terminal import CommandFailed, one_line, say
from ledtrad.sentences import gettext as _
from ledtrad.sentences import of_blocker
from ledtrad.sentences.proposals import of_hindrance, of_taking_back

if TYPE_CHECKING:
    from ledtrad.commands.arguments import Subcommands


def add(subcommands: Subcommands) -> None:
    """Describe the commands to the parser."""
    listing = subcommands.add_parser(
        "imports", help=_("list what has been read in"), allow_abbrev=False
    )
    listing.add_argument("--json", action="store_true", help=_("as JSON, for programs"))
    listing.set_defaults(run=list_imports)
    undo = subcommands.add_parser(
        "undo",
        help=_("take back an import as a whole"),
        description=_(
            "Takes back all that an import added and filled, while nothing has built upon it."
        ),
        allow_abbrev=False,
    )
    undo.add_argument(
        "number", type=int, metavar=_("NUMBER"), help=_("the import's number in `ledtrad imports`")
    )
    undo.set_defaults(run=undo_import)


def list_imports(arguments: argparse.Namespace) -> int:
    """Print the imports, the newest first."""
    open_database()
    from ledtrad.documents.models import Import

    imports = Import.objects.visible_to(acting_user()).newest_first()
    if arguments.json:
        rows = [
            {
                "import": each.pk,
                "file": each.file_name,
                "state": each.state,
                "author": str(each.author),
                "created_at": each.created_at.isoformat(),
            }
            for each in imports
        ]
        say(json.dumps({"imports": rows}, ensure_ascii=False))
        return 0
    for each in imports:
        state = each.get_state_display()
        say(f"{each.pk:>5}  {each.created_at:%Y-%m-%d}  {state:<14}  {one_line(str(each), 60)}")
    return 0


def undo_import(arguments: argparse.Namespace) -> int:
    """Undo one import, or say what stands in the way."""
    open_database()
    from ledtrad.documents import actions, proposals
    from ledtrad.documents.models import Import

    user = acting_user()
    import_ = Import.objects.visible_to(user).filter(pk=arguments.number).first()
    if import_ is None:
        message = _("There is no import %(number)s. `ledtrad imports` lists them.")
        raise CommandFailed(message % {"number": arguments.number})
    try:
        if import_.base_id is not None:
            proposals.take_back_all(import_, acting_user=user)
        else:
            actions.undo_import(import_, acting_user=user)
    except (proposals.NotTakenBack, proposals.NotDecidable) as error:
        if isinstance(error, proposals.NotTakenBack):
            reasons = of_taking_back(error.code, error.name)
        else:
            reasons = of_hindrance(error.code, error.params)
        message = _("Import %(number)s cannot be undone. Nothing was changed. %(reasons)s")
        about = {"number": arguments.number, "reasons": reasons}
        raise CommandFailed(message % about) from error
    except actions.NotWaiting as error:
        message = _("Import %(number)s is not part of the database, so nothing was changed.")
        raise CommandFailed(message % {"number": arguments.number}) from error
    except actions.NotUndoable as error:
        reasons = " ".join(of_blocker(each.code, each.count, each.names) for each in error.blockers)
        message = _("Import %(number)s cannot be undone. Nothing was changed. %(reasons)s")
        about = {"number": arguments.number, "reasons": reasons}
        raise CommandFailed(message % about) from error
    say(_("Import %(number)s has been undone as a whole.") % {"number": arguments.number})
    return 0
