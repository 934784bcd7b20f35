# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where commands write: standard output, a file that the caller names, or a folder."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from ledtrad.commands.terminal import CommandFailed, complain, tell
from ledtrad.sentences import gettext as _
from plandoc.writers import FORMATS, Format

STDOUT = "-"
OUT_OF_FORMAT: dict[str, Format] = {each.suffix: kind for kind, each in FORMATS.items()}


def format_of(out: str | None) -> Format | None:
    """The format that the name of the file to write ends in."""
    return OUT_OF_FORMAT.get(Path(out).suffix.casefold()) if out is not None else None


class Target:
    """Where files go: the file or folder given, the current folder, or standard output.

    `out` names a file when it ends as a format's files do and is no folder. Raises CommandFailed
    when several files are to become one.
    """

    def __init__(self, out: str | None, *, alone: bool) -> None:
        path = Path(out) if out is not None else None
        is_file = path is not None and format_of(out) is not None and not path.is_dir()
        if not alone and (is_file or out == STDOUT):
            raise CommandFailed(
                _("Several files cannot become one. Choose a folder with --out."), 2
            )
        self._to_stdout = out == STDOUT
        self._file = path if is_file else None
        self._folder = path if path is not None and not is_file else Path()
        # Without --out, nothing that lies in the current folder is replaced.
        self._replace = out is not None
        self._taken: set[str] = set()

    def write(self, name: str, content: bytes, *, source: str = "") -> bool:
        """Write the file; say where, or why not. Return whether it was written.

        `name` is what it is called in a folder; `source` is what it was made from.
        """
        if self._to_stdout:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            return True
        path = self._file or self._folder / self._free(name)
        if path.exists() and not self._replace:
            message = _("%(path)s is already there and was left as it is. Choose with --out.")
            complain(message % {"path": path})
            return False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, content)
        except OSError as error:
            message = _("%(path)s cannot be written (%(reason)s). Choose another with --out.")
            complain(message % {"path": path, "reason": error.strerror})
            return False
        tell(f"{source} → {path}".lstrip())
        return True

    def _free(self, name: str) -> str:
        """The name, numbered when another file of this run has it."""
        stem, number, free = Path(name).stem, 1, name
        while free.casefold() in self._taken:
            number += 1
            free = f"{stem}-{number}{Path(name).suffix}"
        self._taken.add(free.casefold())
        return free


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; a link at `path` is replaced, never followed."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".ledtrad-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        # mkstemp closes the file to others; what is written is as open as the user's files are.
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
