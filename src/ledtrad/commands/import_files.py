# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad import`: plans that exist become rows, after they have been shown."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ledtrad.commands.convert import chosen_model, file_content
from ledtrad.commands.database import acting_user, open_database
from ledtrad.commands.terminal import CommandFailed, Progress, ask, complain, say, tell
from ledtrad.sentences import gettext as _
from ledtrad.sentences import of_error
from plandoc.errors import UnreadableFile

if TYPE_CHECKING:
    from ledtrad.commands.arguments import Subcommands
    from ledtrad.documents.models import Import
    from ledtrad.documents.placement import Given
    from ledtrad.organisation.models import User
    from plandoc.steering import SteeringModel

UNANSWERED = 2


@dataclass(slots=True)
class Request:
    """What the caller has asked for, the same for every file."""

    given: Given
    model: SteeringModel | None
    user: User
    yes: bool
    as_json: bool


@dataclass(slots=True)
class Outcome:
    """What became of one file.

    `state` is accepted, repeated, declined, unanswered or failed, and of an edited copy of a plan
    also unchanged.
    """

    file: str
    state: str
    facts: dict[str, Any] = field(default_factory=dict)


def add(subcommands: Subcommands) -> None:
    """Describe the command to the parser."""
    parser = subcommands.add_parser(
        "import",
        help=_("read plans into the database"),
        description=_(
            "Reads plans (Word, PDF, Excel, text), shows what was understood, and puts it into "
            "the database when you say yes. What a document does not say, and you do not give, "
            "is guessed; the guesses are shown first. An import can be undone as a whole."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="+", metavar=_("FILE"), help=_("a plan or a report"))
    parser.add_argument("--unit", metavar=_("UNIT"), help=_("the unit whose plan it is"))
    parser.add_argument("--board", metavar=_("BOARD"), help=_("the board above the unit"))
    parser.add_argument(
        "--municipality", metavar=_("MUNICIPALITY"), help=_("the municipality, at the top")
    )
    parser.add_argument(
        "--administration",
        metavar=_("ADMINISTRATION"),
        help=_("the administration between board and unit"),
    )
    parser.add_argument(
        "--period", metavar=_("YEAR"), help=_("the plan's year, or its years: 2026-2028")
    )
    parser.add_argument(
        "--model",
        metavar=_("MODEL"),
        help=_("the steering model: its name, or the path of a TOML file"),
    )
    parser.add_argument("--yes", action="store_true", help=_("accept without asking"))
    parser.add_argument("--json", action="store_true", help=_("as JSON, for programs"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Import each file; one that cannot be read is told of, and the others go on."""
    model = chosen_model(arguments.model)
    open_database()
    request = Request(
        given=_given(arguments),
        model=model,
        user=acting_user(),
        yes=arguments.yes,
        as_json=arguments.json,
    )
    outcomes = []
    for number, name in enumerate(arguments.files, start=1):
        if len(arguments.files) > 1:
            about = {"number": number, "total": len(arguments.files), "file": name}
            tell(_("File %(number)s of %(total)s: %(file)s") % about)
        outcomes.append(_import(name, request))
    if arguments.json:
        imports = [{"file": each.file, "state": each.state, **each.facts} for each in outcomes]
        say(json.dumps({"imports": imports}, ensure_ascii=False, default=str))
    states = {outcome.state for outcome in outcomes}
    if "unanswered" in states:
        complain(_("Nobody could be asked, so nothing was read in. Say yes with --yes."))
        return UNANSWERED
    return 1 if "failed" in states else 0


def _given(arguments: argparse.Namespace) -> Given:
    """What the caller says of who and when. Raises CommandFailed for what cannot be meant."""
    from ledtrad.documents.placement import Given, InvalidGiven

    try:
        return Given(
            municipality=arguments.municipality,
            board=arguments.board,
            administration=arguments.administration,
            unit=arguments.unit,
            period=arguments.period,
        )
    except InvalidGiven as error:
        message = _("--%(name)s cannot be used as it stands. Write a name, or years as 2026.")
        raise CommandFailed(message % {"name": error.field}, UNANSWERED) from error


def _import(name: str, request: Request) -> Outcome:
    """Read one file, show what was understood, and accept it if the answer is yes."""
    from ledtrad.documents import actions
    from ledtrad.documents.models import Import

    try:
        import_ = _read(name, request)
    except UnreadableFile as error:
        return _failed(name, of_error(error))
    except CommandFailed as failure:
        return _failed(name, failure.message)
    if import_.state == Import.State.FAILED:
        reason = UnreadableFile(import_.error_code, **import_.error_params)
        return _failed(name, of_error(reason))
    if import_.base_id is not None:
        from ledtrad.commands import import_proposals

        state, facts = import_proposals.decide(
            import_, user=request.user, yes=request.yes, as_json=request.as_json
        )
        return Outcome(name, state, facts)
    if import_.repeats is not None:
        return _repeated(name, import_, import_.repeats, request)
    from ledtrad.commands import import_report

    understood = import_report.understood(import_)
    if not request.as_json:
        say(name, *import_report.understood_lines(import_))
    answer = True if request.yes else ask(_("Read this into the database?"))
    if not answer:
        actions.discard_import(import_, acting_user=request.user)
        if answer is None:
            return Outcome(name, "unanswered", understood)
        tell(_("Nothing was read in."))
        return Outcome(name, "declined", understood)
    try:
        accepted = actions.accept_import(import_, acting_user=request.user)
    except actions.AlreadyAccepted as error:  # by somebody else, while we asked
        return _repeated(name, import_, error.earlier, request)
    if not request.as_json:
        say(*import_report.result_lines(accepted))
    return Outcome(name, "accepted", understood | import_report.result(accepted))


def _read(name: str, request: Request) -> Import:
    """Keep the file and read it, with progress."""
    from ledtrad.documents import actions

    shown = Progress(name)

    def progress(done: int, total: int | None, message: str) -> None:
        shown(done, total or 0)

    try:
        return actions.read_import(
            file_content(name),
            name,
            model=request.model,
            given=request.given,
            progress=progress,
            acting_user=request.user,
        )
    finally:
        shown.close()


def _failed(name: str, sentence: str) -> Outcome:
    complain(f"{name}: {sentence}")
    return Outcome(name, "failed", {"error": sentence})


def _repeated(name: str, import_: Import, earlier: Import, request: Request) -> Outcome:
    """A file that has been accepted before adds nothing; say so, and which import it was."""
    from ledtrad.documents import actions

    actions.discard_import(import_, acting_user=request.user)
    if not request.as_json:
        about = {"file": name, "number": earlier.pk, "date": f"{earlier.created_at:%Y-%m-%d}"}
        say(
            _("%(file)s: the file was read in before (import %(number)s, %(date)s). Nothing added.")
            % about
        )
    return Outcome(name, "repeated", {"repeats": earlier.pk, "added": {}, "filled": []})
