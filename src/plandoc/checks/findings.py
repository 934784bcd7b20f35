# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a check finds: a code, where, what a sentence about it needs, and what could be done.

A rule makes findings with `Finding(...)`; the engine fills in the level, the document's number and
the fingerprints, and puts findings of one kind in one document together.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from plandoc.model import Place
from plandoc.words import fold

Level = Literal["error", "warning", "info"]
"""An error stops a decision unless it is waived with a reason; information is a suggestion."""

LEVELS: tuple[Level, ...] = ("error", "warning", "info")
_FINGERPRINT_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Proposal:
    """A ready change of one field of the finding's element: `old` is what stands there now.

    For a running text, `old` and `new` are the words to exchange inside it.
    """

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, or several of one kind in one document (`more`).

    A rule gives:
    `code`      the rule's code ("R9");
    `element`   the id of the element in question; None for the document as a whole;
    `field`     the element's field, as in plandoc/1 ("title", "sections.2.text", "targets");
    `place`     where it stands in the source;
    `quote`     the words in question as written, short; never personal data;
    `params`    what the sentence needs, by name: strings, numbers and tuples of strings;
    `proposal`  a ready change, when there is one that is surely better;
    `case`      which of the rule's sentences is meant, when it has several ("doubled");
    `group`     findings of the same code, case and group in one document become one. Leave it
                empty when they are alike ("12 activities have nobody responsible"); give the
                word, the text or the element when each is a matter of its own.

    The engine gives `level`, `document` (its number in the call), `fingerprint` (of this fault),
    `kind_fingerprint` (of all of its kind in the document) and `more`.
    """

    code: str
    element: str | None = None
    field: str | None = None
    place: Place | None = None
    quote: str = ""
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)
    proposal: Proposal | None = None
    case: str = ""
    group: str = ""
    level: Level = "info"
    document: int = 0
    fingerprint: str = ""
    kind_fingerprint: str = ""
    more: tuple[Finding, ...] = ()

    def each(self) -> Iterator[Finding]:
        """The finding itself and those that were put together with it, in the document's order."""
        yield self
        yield from self.more

    @property
    def key(self) -> str:
        """The fingerprint that waives all that is shown here."""
        return self.kind_fingerprint if self.more else self.fingerprint

    @property
    def count(self) -> int:
        """How many faults of the kind there are."""
        return 1 + len(self.more)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where they stand, each place once."""
        found = dict.fromkeys(each.place for each in self.each() if each.place is not None)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Waiver:
    """Somebody's decision that a finding may stand: its fingerprint, and the reason.

    The fingerprint is that of one fault or of all of a kind in one document.
    """

    fingerprint: str
    reason: str


def fingerprint(*parts: str | None) -> str:
    """A short key of what is found, from its parts: small letters, no line numbers.

    Reading the same document anew, or moving the element, gives the same key.
    """
    joined = "\x1f".join(fold(part or "") for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:_FINGERPRINT_LENGTH]
