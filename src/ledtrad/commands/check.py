# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad check`: examines plans for the faults that auditors find, without any database.

The exit status is 1 when there are findings of the level that --fail-on names or worse.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from ledtrad.commands.convert import chosen_model, converted
from ledtrad.commands.terminal import CommandFailed, say, tell
from ledtrad.sentences import gettext as _
from ledtrad.sentences import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledtrad.commands.arguments import Subcommands
    from plandoc.checks import Report, Waiver
    from plandoc.model import PlanDocument


def add(subcommands: Subcommands) -> None:
    """Describe the command to the parser."""
    parser = subcommands.add_parser(
        "check",
        help=_("examine plans for what auditors find every year"),
        description=_(
            "Examines plans and reports (Word, PDF, Excel, text, plandoc/1) without any database: "
            "goals that cannot be followed up, activities without a date, contradictions, names, "
            "spelling, personal data. Several files are also examined as a set."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="+", metavar=_("FILE"), help=_("a plan or a report"))
    parser.add_argument(
        "--model",
        metavar=_("MODEL"),
        help=_("the steering model: its name, or the path of a TOML file"),
    )
    parser.add_argument(
        "--format",
        choices=["text", "json", "sarif"],
        default="text",
        help=_("text to read, or JSON or SARIF for programs"),
    )
    parser.add_argument(
        "--fail-on",
        choices=["error", "warning", "info"],
        help=_("exit with status 1 when there are findings of this level or worse"),
    )
    parser.add_argument(
        "--waivers",
        type=Path,
        metavar=_("FILE"),
        help=_("a TOML file with findings that may stand, and the reason for each"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Examine the files together; one that cannot be read is told of, and the others go on."""
    from plandoc.checks import check

    model = chosen_model(arguments.model)
    waivers = given_waivers(arguments.waivers) if arguments.waivers else ()
    read = [(name, converted(name, model)) for name in arguments.files]
    files = [(name, document) for name, document in read if document is not None]
    documents = [document for _name, document in files]
    report = check(documents, [model] * len(documents), waivers=waivers)
    print_report(report, [name for name, _document in files], documents, arguments.format)
    if report.unused:
        tell(
            ngettext(
                "%(count)s waiver was not needed: what it was for is no longer there.",
                "%(count)s waivers were not needed: what they were for is no longer there.",
                len(report.unused),
            )
            % {"count": len(report.unused)}
        )
    failed = len(files) < len(read)
    too_bad = arguments.fail_on is not None and report.at_least(arguments.fail_on)
    return 1 if failed or too_bad else 0


def given_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers in a TOML file: `[[waiver]]` with `fingerprint` and `reason`, both filled in."""
    from plandoc.checks import Waiver

    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise CommandFailed(
            _("%(path)s cannot be opened (%(reason)s). Nothing was examined.")
            % {"path": path, "reason": error.strerror},
            2,
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CommandFailed(
            _("%(path)s is not a TOML file in UTF-8 (%(reason)s). Nothing was examined.")
            % {"path": path, "reason": error},
            2,
        ) from error
    rows = data.get("waiver", [])
    found = []
    for row in rows if isinstance(rows, list) else [rows]:
        given = row if isinstance(row, dict) else {}
        key, reason = given.get("fingerprint"), given.get("reason")
        if not (isinstance(key, str) and isinstance(reason, str) and key and reason.strip()):
            raise CommandFailed(
                _(
                    "%(path)s: every [[waiver]] needs a fingerprint and a reason. Nothing was "
                    "examined."
                )
                % {"path": path},
                2,
            )
        found.append(Waiver(key, reason))
    return tuple(found)


def print_report(
    report: Report, names: Sequence[str], documents: Sequence[PlanDocument], form: str
) -> None:
    """Print what was found in the form that was asked for."""
    if form == "text":
        from ledtrad.commands.check_text import lines

        say(*lines(report, names, documents))
        return
    from ledtrad.sentences.findings_data import findings_data, sarif
    from plandoc.naming import element_names

    called = [element_names(document) for document in documents]
    data = (findings_data if form == "json" else sarif)(report, names, called)
    say(json.dumps(data, ensure_ascii=False, indent=2))
