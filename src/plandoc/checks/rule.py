# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules: functions that look at one document, or at a set of them, and yield findings.

    @rule("R8", level="error", source=Source("audit", "Borgholm 2015"))
    def empty_economy(plan: Examined) -> Iterator[Finding]:
        '''The chapter on economy has no text. Source: …'''

A module with rules is named in `plandoc.checks.catalogue`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from plandoc.checks.examined import Examined
from plandoc.checks.findings import Finding, Level

SourceKind = Literal["law", "audit", "guidance", "model", "language"]
OneDocument = Callable[[Examined], Iterator[Finding]]
ManyDocuments = Callable[[Sequence[Examined]], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: what kind of source, and its name in Swedish as one would cite it.

    `reference` is a name ("Kommunallagen (2017:725) 6 kap. 6 §", "Uppsala kommun, KPMG 2019");
    why it matters is said in the rule's sentence.
    """

    kind: SourceKind
    reference: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what is known of it: `imported` is its level for a document that was read in.

    Exactly one of `one` and `many` is given.
    """

    code: str
    level: Level
    imported: Level
    source: Source
    one: OneDocument | None = None
    many: ManyDocuments | None = None

    @property
    def number(self) -> int:
        """The number of the code, to sort by."""
        return int(self.code[1:])

    def level_for(self, plan: Examined) -> Level:
        """How grave it is in this document."""
        return self.imported if plan.imported else self.level


_RULES: list[Rule] = []


def rule(
    code: str, *, level: Level, source: Source, imported: Level | None = None
) -> Callable[[OneDocument], OneDocument]:
    """Make a function a rule that looks at one document.

    `imported` is the level for a document that was read from a file, when that is milder: what
    such a document has no place for (an indicator's direction) must not stop it.
    """

    def register(function: OneDocument) -> OneDocument:
        _RULES.append(Rule(code, level, imported or level, source, one=function))
        return function

    return register


def set_rule(
    code: str, *, level: Level, source: Source, imported: Level | None = None
) -> Callable[[ManyDocuments], ManyDocuments]:
    """Make a function a rule that looks at all documents together.

    Its findings say which document they are about with `document`, the `number` of the examined.
    """

    def register(function: ManyDocuments) -> ManyDocuments:
        _RULES.append(Rule(code, level, imported or level, source, many=function))
        return function

    return register


def rules() -> tuple[Rule, ...]:
    """Every rule, by the number of its code. One code may have several functions."""
    from plandoc.checks import catalogue

    catalogue.load()
    return tuple(sorted(_RULES, key=lambda each: each.number))
