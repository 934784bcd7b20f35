# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The translated texts: found in the source, kept in `locale/`, compiled for gettext.

    python scripts/messages.py update    put new texts in the catalogues, drop unused ones
    python scripts/messages.py compile   write the .mo files that Django reads
    python scripts/messages.py check     tell what is missing, and fail if anything is

Django's own `makemessages` needs the GNU gettext programs; this needs Babel.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "ledtrad"
CATALOGUES = SOURCE / "locale"
HEADER = """\
# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
#"""
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# What templatize leaves of a template: calls to gettext among blanked-out text.
CALL = re.compile(
    r"\b_?(?:n|p|np)?gettext\((?:[^()'\"]|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")*\)"
    r"|\b_\((?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")\)"
)


def python_of(template: str, origin: str) -> str:
    """Return the calls to gettext that a template makes, each on its own line number."""
    return "\n".join(
        "; ".join(match.group() for match in CALL.finditer(line))
        for line in templatize(template, origin=origin).split("\n")
    )


def sources() -> Iterator[tuple[str, str]]:
    """Yield each file that may hold texts: its name below src/ledtrad, and Python code."""
    for path in sorted(SOURCE.rglob("*")):
        name = path.relative_to(SOURCE).as_posix()
        if path.suffix == ".py" and "/migrations/" not in f"/{name}":
            yield name, path.read_text(encoding="utf-8")
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            yield name, python_of(path.read_text(encoding="utf-8"), name)


def extracted() -> Catalog:
    """Return every text in the source."""
    catalogue = Catalog(charset="utf-8")
    for name, code in sources():
        found = extract(
            "python", BytesIO(code.encode()), keywords=KEYWORDS, comment_tags=("Translators:",)
        )
        for _line, message, comments, context in found:
            # Without line numbers, so that moving code does not change the catalogue.
            catalogue.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalogue


def catalogue_files() -> list[Path]:
    """Return the catalogue of each language."""
    return sorted(CATALOGUES.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """Return the catalogue at `path`."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], charset="utf-8")


def update() -> int:
    """Bring each catalogue up to date with the source."""
    template = extracted()
    files = catalogue_files() or [CATALOGUES / "sv" / "LC_MESSAGES" / "django.po"]
    for path in files:
        catalogue = read(path) if path.exists() else Catalog(locale=path.parts[-3], charset="utf-8")
        catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        catalogue.header_comment = HEADER
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)
    return check()


def compile_all() -> int:
    """Write each .mo file that is older than its catalogue."""
    for path in catalogue_files():
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        with target.open("wb") as file:
            write_mo(file, read(path))
    return 0


def faults(path: Path, template: Catalog) -> list[str]:
    """Return what is wrong with a catalogue, a line for each text."""
    catalogue = read(path)
    found = []
    for message in template:
        if not message.id:
            continue
        own = catalogue.get(message.id, message.context)
        if own is None:
            found.append(f"missing: {message.id!r}")
        elif own.fuzzy:
            found.append(f"fuzzy: {message.id!r}")
        elif not all(own.string if isinstance(own.string, tuple | list) else (own.string,)):
            found.append(f"untranslated: {message.id!r}")
        else:
            found.extend(f"{error}: {message.id!r}" for error in own.check(catalogue))
    used = {(message.id, message.context) for message in template}
    found.extend(
        f"unused: {message.id!r}"
        for message in catalogue
        if message.id and (message.id, message.context) not in used
    )
    return found


def check() -> int:
    """Print what is wrong with the catalogues; return 1 if anything is."""
    template = extracted()
    wrong = [
        f"{path.parts[-3]}: {fault}"
        for path in catalogue_files()
        for fault in faults(path, template)
    ]
    for line in wrong:
        print(line)
    if not catalogue_files():
        print("there is no catalogue: run make messages")
        return 1
    print(f"{len(wrong)} faults in {len(template)} texts")
    return 1 if wrong else 0


def main() -> int:
    """Do what the only argument says."""
    commands = {"update": update, "compile": compile_all, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(f"usage: messages.py {' | '.join(commands)}")
    settings.configure()
    return commands[sys.argv[1]]()


if __name__ == "__main__":
    sys.exit(main())
