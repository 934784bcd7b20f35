# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Speaking with whoever typed the command: results on stdout, everything else on stderr.

What a document says is hostile: it may hold the control characters that a terminal obeys, so
every text goes through `printable` on its way out.
"""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Callable, Iterable
from typing import TextIO

from ledtrad.sentences import gettext as _

QUIET_SECONDS = 0.5
LINE_SECONDS = 5.0


class CommandFailed(Exception):
    """The command cannot be done. `message` says what happened and what to do."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


def printable(text: str) -> str:
    """The text without characters that a terminal would obey or that turn the line around."""
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if category == "Cc":
        return " " if character in "\t\r\v\f" else "\N{REPLACEMENT CHARACTER}"
    return "" if category in ("Cf", "Cs") else character


def say(*lines: str) -> None:
    """Write lines to stdout, also where its encoding lacks a letter."""
    for line in lines:
        _write(sys.stdout, line)


def tell(*lines: str) -> None:
    """Write lines about the work itself to stderr."""
    for line in lines:
        _write(sys.stderr, line)


def complain(*lines: str) -> None:
    """Say on stderr what failed, the program's name first."""
    for line in lines:
        tell(f"ledtrad: {line}")


def _write(stream: TextIO, line: str) -> None:
    encoding = stream.encoding or "utf-8"
    print(printable(line).encode(encoding, "replace").decode(encoding), file=stream)


def one_line(text: str, width: int) -> str:
    """The text on one line, cut with an ellipsis when it is longer than `width` characters."""
    joined = " ".join(text.split())
    return joined if len(joined) <= width else f"{joined[: width - 1].rstrip()}…"


def ask(question: str) -> bool | None:
    """Ask and return the answer; None when nobody sits at a terminal to answer."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    tell(f"{question} [j/N]")
    return sys.stdin.readline().strip().casefold() in ("j", "ja", "y", "yes")


def table(rows: Iterable[tuple[str, str]], indent: str = "  ") -> list[str]:
    """Lines with a name and a value each, the values under each other."""
    kept = list(rows)
    width = max((len(name) for name, _value in kept), default=0)
    return [f"{indent}{name:<{width}}  {value}" for name, value in kept]


class Progress:
    """Says how far the work has come: a line that is written over, or a line now and then.

    An instance is what the readers call with what is done and what there is in all. Nothing is
    said during the first half second, which is all that most documents need.
    """

    def __init__(self, subject: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._subject = subject
        self._clock = clock
        self._last = clock()
        self._wait = QUIET_SECONDS
        self._open = False

    def __call__(self, done: int, total: int) -> None:
        """Note that `done` of `total` has been read; says so when it is time to."""
        now = self._clock()
        if now - self._last < self._wait:
            return
        self._last = now
        percent = min(100, 100 * done // total) if total > 0 else 0
        line = _("%(subject)s: %(percent)s %% read") % {
            "subject": printable(self._subject),
            "percent": percent,
        }
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{one_line(line, 76)}")
            sys.stderr.flush()
            self._open = True
        else:
            tell(line)
            self._wait = LINE_SECONDS

    def close(self) -> None:
        """Take away the line that was written over."""
        if self._open:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._open = False
