# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad status`: what the database holds."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from ledtrad.commands.database import acting_user, open_database
from ledtrad.commands.terminal import say, table
from ledtrad.sentences import gettext as _

if TYPE_CHECKING:
    from ledtrad.commands.arguments import Subcommands


def add(subcommands: Subcommands) -> None:
    """Describe the command to the parser."""
    parser = subcommands.add_parser(
        "status", help=_("tell what the database holds"), allow_abbrev=False
    )
    parser.add_argument("--json", action="store_true", help=_("as JSON, for programs"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the counts."""
    open_database()
    from ledtrad.documents.counts import status

    counts = status(acting_user())
    if arguments.json:
        say(json.dumps(counts, ensure_ascii=False))
    else:
        say(*table(_rows(counts), indent=""))
    return 0


def _rows(counts: dict[str, Any]) -> list[tuple[str, str]]:
    """The counts as names and values for people."""
    from ledtrad.organisation.models import Unit

    kinds = dict(Unit.Kind.choices)
    units, goals = _("Units"), _("Goals")
    rows = [(f"{units}: {kinds[kind]}", count) for kind, count in counts["units"].items()]
    rows += [
        (_("Plans"), counts["plans"]),
        (_("Plans known in part"), counts["partial_plans"]),
    ]
    rows += [(f"{goals}: {level}", count) for level, count in counts["goals"].items()]
    rows += [
        (_("Expected results"), counts["expected_results"]),
        (_("Indicators"), counts["indicators"]),
        (_("Targets"), counts["targets"]),
        (_("Activities"), counts["activities"]),
        (_("Statuses"), counts["statuses"]),
    ]
    return [(name, str(count)) for name, count in rows]
