# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad diff`: what differs between two plans, what matters most first. No database."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ledtrad.commands.convert import chosen_model, converted
from ledtrad.commands.targets import replace_file
from ledtrad.commands.terminal import CommandFailed, printable, tell
from ledtrad.sentences import gettext as _

if TYPE_CHECKING:
    from ledtrad.commands.arguments import Subcommands
    from ledtrad.sentences.differences import Relation, Told
    from plandoc.diff import Difference, Run
    from plandoc.model import PlanDocument
    from plandoc.steering import SteeringModel

WIDEST = 100
NARROWEST = 40
LONGEST = 300
"""Characters of one value; JSON and the page have all of it."""


def add(subcommands: Subcommands) -> None:
    """Describe the command to the parser."""
    parser = subcommands.add_parser(
        "diff",
        help=_("tell what differs between two plans"),
        description=_(
            "Compares two plans (Word, PDF, Excel, text, plandoc/1) and tells what differs: first "
            "targets that were lowered, dues that were moved and activities that vanished."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("old", metavar=_("OLD"), help=_("the earlier plan"))
    parser.add_argument("new", metavar=_("NEW"), help=_("the later plan"))
    parser.add_argument(
        "--model",
        metavar=_("MODEL"),
        help=_("the steering model: its name, or the path of a TOML file"),
    )
    parser.add_argument(
        "--format",
        choices=["text", "json", "html"],
        default="text",
        help=_("text to read, JSON for programs, or a page with two columns to print"),
    )
    parser.add_argument("--out", type=Path, metavar=_("FILE"), help=_("write to this file"))
    parser.add_argument(
        "--exit-code", action="store_true", help=_("end with status 1 when something differs")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare the two files and tell what differs. Raises CommandFailed if one cannot be read."""
    from ledtrad.sentences.differences import relation_of
    from plandoc.diff import compare

    model = chosen_model(arguments.model)
    old, new = (_read(name, model) for name in (arguments.old, arguments.new))
    difference = compare(old, new)
    names = (Path(arguments.old).name, Path(arguments.new).name)
    _deliver(_written(arguments.format, difference, names, relation_of(old, new)), arguments.out)
    return 1 if arguments.exit_code and difference else 0


def _read(name: str, model: SteeringModel | None) -> PlanDocument:
    document = converted(name, model)
    if document is None:
        raise CommandFailed(_("Nothing was compared: one of the files could not be read."))
    return document


def _written(form: str, difference: Difference, names: tuple[str, str], relation: Relation) -> str:
    if form == "json":
        from plandoc.diff import to_dict

        data = {"old": names[0], "new": names[1], **to_dict(difference)}
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if form == "html":
        from ledtrad.commands.diff_page import page

        return page(difference, names, relation)
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))
    return printable("\n".join(summary(difference, names, width, relation))) + "\n"


def _deliver(text: str, target: Path | None) -> None:
    if target is None:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        return
    try:
        replace_file(target, text.encode())
    except OSError as error:
        raise CommandFailed(
            _("%(path)s cannot be written (%(reason)s). Choose another file with --out.")
            % {"path": target, "reason": error.strerror}
        ) from error
    tell(str(target))


# -- text to read


def summary(
    difference: Difference, names: tuple[str, str], width: int = 80, relation: Relation = "time"
) -> Iterator[str]:
    """The difference as lines, wrapped at `width` characters."""
    from ledtrad.sentences.differences import headlines, parts

    old, new = names
    yield from _wrapped(_("%(old)s compared with %(new)s") % {"old": old, "new": new}, width)
    if not difference:
        yield _("Nothing differs. The two say the same, in the same order.")
        return
    yield from (f"  {headline.text}" for headline in headlines(difference, relation))
    if any(change.runs for change in difference.changes):
        yield ""
        yield from _wrapped(_("Words that went stand in [-…-], words that came in {+…+}."), width)
    for part in parts(difference, relation):
        yield ""
        yield f"{part.name} ({part.count})"
        for told in part.told:
            yield from _told(told, width)


def _told(told: Told, width: int) -> Iterator[str]:
    about = told.noun
    if told.field and told.change.kind in ("field_changed", "text_changed", "formatting_changed"):
        about += f", {told.field}"
    if told.others:
        about = _("%(noun)s, %(count)s of them") % {"noun": about, "count": told.count}
    else:
        about += _named(told)
    yield from _wrapped(f"– {told.tag}: {about}", width, "  ")
    for line in _values(told):
        yield from _wrapped(line, width, "    ")
    for each in told.everyone:
        yield from _wrapped(f"–{_named(each)}", width, "    ")


def _named(told: Told) -> str:
    """What an element is called and what it stands under, after a space."""
    change = told.change
    named = ""
    if told.name and not (told.repeats and change.runs):
        named += f" ”{textwrap.shorten(told.name, 160, placeholder='…')}”"
    if change.under:
        named += f" ({textwrap.shorten(change.under, 90, placeholder='…')})"
    return named


def _values(told: Told) -> Iterator[str]:
    """What stood and what stands, or the words that differ."""
    from ledtrad.sentences.elision import elided

    change = told.change
    if change.runs:
        text = "".join(map(_marked, elided(change.runs)))
        yield from (line for line in text.splitlines() if line.strip())
    elif told.old and told.new:
        yield _("From “%(old)s” to “%(new)s”. %(sentence)s") % {
            "old": _short(told.old),
            "new": _short(told.new),
            "sentence": told.sentence,
        }
        return
    elif change.field or change.element in ("target", "outcome", "forecast"):
        yield (
            _("Was “%(value)s”.") % {"value": _short(told.old)}
            if told.old
            else (_("Is now “%(value)s”.") % {"value": _short(told.new)} if told.new else "")
        )
    if told.sentence:
        yield told.sentence


def _marked(run: Run) -> str:
    """Words with a sign of what became of them; a long text of its own is told by its beginning."""
    if run.operation == "equal":
        return run.text
    text = run.text if len(run.text) <= LONGEST else _short(run.text)
    return f"[-{text}-]" if run.operation == "delete" else f"{{+{text}+}}"


def _short(text: str) -> str:
    return textwrap.shorten(text, LONGEST, placeholder="…")


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """The text in lines; the first is as far in as the others but for a hanging dash."""
    hanging = indent + "  " if text.startswith("– ") else indent
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
