# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad convert`: plans that exist become files of another format, or a summary to read.

No database and no Django: what is read here is not kept anywhere but where the caller asks.
"""

from __future__ import annotations

import argparse
import codecs
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ledtrad.commands.targets import STDOUT, Target, format_of
from ledtrad.commands.terminal import CommandFailed, Progress, complain, say
from ledtrad.sentences import gettext as _
from ledtrad.sentences import of_error
from plandoc.errors import InvalidDocument, PlanDocError, UnreadableFile
from plandoc.writers import FORMATS

if TYPE_CHECKING:
    from ledtrad.commands.arguments import Subcommands
    from plandoc.blocks import Carried
    from plandoc.model import PlanDocument
    from plandoc.steering import SteeringModel
    from plandoc.writers import Format

# So far into a file its format is looked for.
_START = 1_000
_JSON_OBJECT = re.compile(rb"\s*\{(?!\\rtf)")


def add(subcommands: Subcommands) -> None:
    """Describe the command to the parser."""
    parser = subcommands.add_parser(
        "convert",
        help=_("read plans and write them in another format, or summarise them"),
        description=_(
            "Reads plans (Word, PDF, Excel, text) without any database. Without --to, a summary "
            "of each is printed."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="+", metavar=_("FILE"), help=_("a plan or a report"))
    parser.add_argument("--to", choices=[*FORMATS], help=_("write the document in this format"))
    parser.add_argument(
        "--model",
        metavar=_("MODEL"),
        help=_("the steering model: its name, or the path of a TOML file"),
    )
    parser.add_argument(
        "--out",
        metavar=_("FILE"),
        help=_("the file to write, or a folder with a file for each document"),
    )
    parser.add_argument(
        "--template",
        metavar=_("FILE.docx"),
        help=_("a Word file whose styles, header and footer are to be used; only with --to docx"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Convert each file; one that cannot be read is told of, and the others go on."""
    kind = arguments.to or format_of(arguments.out)
    if arguments.out is not None and kind is None:
        raise CommandFailed(_("--out needs --to: a summary is only printed."), 2)
    model = chosen_model(arguments.model)
    writer = Writer(kind, model, chosen_template(arguments.template, kind))
    target = _target(arguments.out, kind, alone=len(arguments.files) == 1)
    failed = False
    for number, name in enumerate(arguments.files):
        found = _converted(name, model)
        document, carried = found if found is not None else (None, None)
        if document is None:
            failed = True
        elif kind is None:
            print_summary(document, name, first=number == 0)
            if carried is not None and carried.base is not None:
                print_edits(carried.base, document, carried.model, name)
        else:
            made = f"{Path(name).stem}{FORMATS[kind].suffix}"
            failed = not target.write(made, writer.content(document), source=name) or failed
    return 1 if failed else 0


def _target(out: str | None, kind: Format | None, *, alone: bool) -> Target:
    """Where documents are written: one without --out goes to standard output, for a pipe."""
    if out is not None or not alone:
        return Target(out, alone=alone)
    if kind is not None and FORMATS[kind].is_binary and sys.stdout.isatty():
        raise CommandFailed(
            _(
                "A file of this format cannot be shown in the terminal. Write it to a file with "
                "--out plan%(suffix)s."
            )
            % {"suffix": FORMATS[kind].suffix},
            2,
        )
    return Target(STDOUT, alone=True)


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns documents into files of the format that the caller asks for."""

    kind: Format | None
    model: SteeringModel | None = None
    template: bytes | None = None

    def content(self, document: PlanDocument) -> bytes:
        """The file's bytes. Raises CommandFailed when the template cannot be used."""
        from plandoc.writers import write

        try:
            return write(document, self.kind or "json", model=self.model, template=self.template)
        except PlanDocError as error:
            raise CommandFailed(of_error(error)) from error


def chosen_template(name: str | None, kind: str | None) -> bytes | None:
    """The Word template that the caller gives. Raises CommandFailed."""
    if name is None:
        return None
    if kind != "docx":
        raise CommandFailed(_("--template needs --to docx: only Word files follow a template."), 2)
    try:
        return file_content(name)
    except UnreadableFile as error:
        raise CommandFailed(f"{name}: {of_error(error)}") from error
    except CommandFailed as failure:
        raise CommandFailed(f"{name}: {failure.message}") from failure


def chosen_model(name: str | None) -> SteeringModel | None:
    """The steering model that the caller asks for. Raises InvalidSteeringModel."""
    if name is None:
        return None
    from plandoc.steering import load_model

    return load_model(name)


def converted(name: str, model: SteeringModel | None) -> PlanDocument | None:
    """The file as a document; None, and a sentence on stderr, when it cannot be read."""
    found = _converted(name, model)
    return found[0] if found is not None else None


def _converted(
    name: str, model: SteeringModel | None
) -> tuple[PlanDocument, Carried | None] | None:
    """The file as a document, and what it says of itself, if Ledtråd wrote it.

    None, and a sentence on stderr, when it cannot be read.
    """
    from plandoc.readers import read
    from plandoc.recognition import recognise

    progress = Progress(name)
    try:
        data = file_content(name)
        if is_plandoc(data):
            from plandoc.codec import loads

            return loads(data.removeprefix(codecs.BOM_UTF8)), None
        source = read(data, Path(name).name, progress=progress)
        document = recognise(source, model=model, progress=progress).document
        return document, source.carried
    except (UnreadableFile, InvalidDocument) as error:
        reason = of_error(error)
    except CommandFailed as failure:
        reason = failure.message
    finally:
        progress.close()
    complain(f"{name}: {reason}")
    return None


def is_plandoc(data: bytes) -> bool:
    """Whether a file is meant as a `plandoc/1` document: no plan to recognise begins as JSON."""
    return _JSON_OBJECT.match(data[:_START].removeprefix(codecs.BOM_UTF8)) is not None


def file_content(name: str) -> bytes:
    """The file's bytes. Raises CommandFailed when it cannot be opened, and UnreadableFile."""
    from plandoc.readers.limits import MAX_FILE_BYTES

    path = Path(name)
    try:
        if not path.is_file():
            message = _("There is no file there.") if not path.exists() else _("It is not a file.")
            raise CommandFailed(message)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UnreadableFile("too_large", limit=MAX_FILE_BYTES, unit="bytes")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CommandFailed(
            _("The file cannot be opened (%(reason)s). Check that you may read it.")
            % {"reason": reason}
        ) from error


def print_edits(
    base: PlanDocument, document: PlanDocument, model: SteeringModel | None, name: str
) -> None:
    """Print what somebody has changed in a file since Ledtråd wrote it, by the model."""
    from ledtrad.commands.diff import summary
    from ledtrad.sentences.proposals import of_fixed_words
    from plandoc.diff import compare
    from plandoc.manuscript.fixed import changed_words

    difference = compare(base, document, same_ids=True)
    if difference:
        names = (_("As the file was written"), Path(name).name)
        say("", _("Changed in the file since Ledtråd wrote it"), *summary(difference, names))
    else:
        say("", _("Nothing has been changed in the file since Ledtråd wrote it."))
    fixed = changed_words(base, document, model)
    if fixed:
        say("", *(of_fixed_words(each.found, each.printed) for each in fixed))


def print_summary(document: PlanDocument, name: str, *, first: bool) -> None:
    """Print what was understood of one file."""
    from ledtrad.commands.summary import summary

    lines: Iterable[str] = summary(document)
    if not first:
        say("")
    say(name, *lines)
