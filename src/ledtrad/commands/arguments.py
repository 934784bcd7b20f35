# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parser of the command line, and argparse's own messages in Swedish."""

from __future__ import annotations

import argparse
import gettext as catalogues
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ledtrad import __version__
from ledtrad.sentences.catalogue import DOMAIN, LOCALE_FOLDER, SWEDISH, gettext
from ledtrad.sentences.catalogue import marked as _
from ledtrad.sentences.catalogue import marked_plural as ngettext_lazy

if TYPE_CHECKING:
    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]


ARGPARSE_MESSAGES = (
    _("usage: "),
    _("positional arguments"),
    _("options"),
    _("show this help message and exit"),
    _("%(prog)s: error: %(message)s\n"),
    _("argument %(argument_name)s: %(message)s"),
    _("the following arguments are required: %s"),
    _("unrecognized arguments: %s"),
    _("one of the arguments %s is required"),
    _("not allowed with argument %s"),
    _("expected one argument"),
    _("expected at most one argument"),
    _("expected at least one argument"),
    ngettext_lazy("expected %s argument", "expected %s arguments"),
    _("ambiguous option: %(option)s could match %(matches)s"),
    _("ignored explicit argument %r"),
    _("invalid choice: %(value)r (choose from %(choices)s)"),
    _("invalid %(type)s value: %(value)r"),
    _("unknown parser %(parser_name)r (choices: %(choices)s)"),
)
"""What argparse of Python 3.11 to 3.14 may say to somebody who mistypes."""


@contextmanager
def swedish_messages() -> Iterator[None]:
    """Let the standard library's gettext, which argparse uses, speak Swedish meanwhile."""
    domain, language = catalogues.textdomain(), os.environ.get("LANGUAGE")
    catalogues.bindtextdomain(DOMAIN, str(LOCALE_FOLDER))
    catalogues.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = SWEDISH
    try:
        yield
    finally:
        catalogues.textdomain(domain)
        if language is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = language


def new_parser() -> tuple[argparse.ArgumentParser, Subcommands]:
    """The parser of `ledtrad`, and what subcommands are added to."""
    parser = argparse.ArgumentParser(
        prog="ledtrad",
        description=gettext("Goals, plans and follow-up for a municipality."),
        epilog=gettext("`ledtrad COMMAND --help` tells more of a command."),
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"ledtrad {__version__}",
        help=gettext("show the version and exit"),
    )
    subcommands = parser.add_subparsers(
        title=gettext("commands"), metavar=gettext("COMMAND"), dest="command", required=True
    )
    return parser, subcommands
