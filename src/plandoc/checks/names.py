# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The unit's own name: misspelt, in several forms, or another unit's where its own should stand.

A name is its proper part and its kind: "Björkängens" and "förskolor".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from plandoc.checks.examined import Examined, Text
from plandoc.checks.findings import Finding, Proposal
from plandoc.checks.hunspell import swedish
from plandoc.checks.rule import Source, rule, set_rule
from plandoc.model import ExpectedResult, Goal
from plandoc.words import fold, sentences

_SOURCE = Source("model", "Planens egen uppgift om enhetens namn")
# Each capital begins a part, so that there is one way only to read a row of capitals.
_PART = r"[A-ZÅÄÖÉ][a-zåäöéèüæø]*"
_PROPER = re.compile(rf"{_PART}(?:[/ -]?{_PART}){{0,5}}")
# "Lillåns och Kvarnens hemtjänst": two that are led together.
_PROPER_PAIR = re.compile(rf"{_PROPER.pattern}\s+och\s+{_PROPER.pattern}")
_NAME_WORD = re.compile(_PART)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 6
_KIND_STEM = 6
_JOINING = frozenset({"och", "samt", "i", "på", "för", "med", "vid"})
_TOGETHER = re.compile(r"\b(?:tillsammans|samarbet|samverka|gemensam|mellan|delar|både)", re.I)


@dataclass(frozen=True)
class Name:
    """A unit's name: its proper words in the basic form, and what kind of unit it is."""

    written: str

    @cached_property
    def proper(self) -> tuple[str, ...]:
        """The capitalised words, without the genitive's s."""
        return tuple(map(_basic, _NAME_WORD.findall(self.proper_as_written)))

    @cached_property
    def proper_as_written(self) -> str:
        """The proper part as it is written in the name."""
        match = _PROPER_PAIR.search(self.written) or _PROPER.search(self.written)
        return match[0] if match else ""

    @cached_property
    def is_pair(self) -> bool:
        """Whether two names are joined by "och", so that each may well stand alone."""
        return " och " in self.proper_as_written

    @cached_property
    def kind_as_written(self) -> str:
        """The word for the kind of unit: the first small one after the proper part."""
        after = self.written.partition(self.proper_as_written or " ")[2]
        small = (word for word in _WORD.findall(after) if word.islower())
        return next((word for word in small if word not in _JOINING), "")

    @property
    def kind(self) -> str:
        """The beginning of that word ("förskolor" and "förskola")."""
        return self.kind_as_written[:_KIND_STEM]


def _basic(word: str) -> str:
    """A name word without the genitive, in small letters."""
    small = word.lower()
    return small[:-1] if small.endswith("s") and len(small) > _LEAST_LETTERS else small


@rule("R21", level="warning", source=_SOURCE)
def own_name(plan: Examined) -> Iterator[Finding]:
    """The unit's name is misspelt, written otherwise, or mixed with another name.

    Source: the plan itself, which says what the unit is called.
    """
    name = Name(plan.document.unit or "")
    if not name.proper:
        return
    others = {_basic(word) for other in _other_names(plan) for word in _NAME_WORD.findall(other)}
    for text in plan.texts:
        if text.field == "unit" and text.element is None:
            continue
        told: set[str] = set()
        for written, case in (*_phrases(text, name), *_misspelt(text, name)):
            if _basic(written) in others:
                continue
            if not any(written in other for other in told):
                told.add(written)
                yield _finding(text, written, case, name)


def _other_names(plan: Examined) -> Iterator[str]:
    """Names in the document that may be like the unit's own without being it."""
    document = plan.document
    yield from (unit.name for unit in document.units)
    yield from filter(None, (document.board, document.administration, document.municipality))


def _phrases(text: Text, name: Name) -> Iterator[tuple[str, str]]:
    """Where a name with the unit's kind after it is nearly the unit's own."""
    if not name.kind:
        return
    proper = _PROPER_PAIR if name.is_pair else _PROPER
    pattern = re.compile(rf"({proper.pattern})\s+{re.escape(name.kind)}\w*")
    for match in pattern.finditer(text.words):
        written = _without_first_words(match[1], name)
        words = [_basic(word) for word in _NAME_WORD.findall(written)]
        shared = [word for word in words if word in name.proper]
        if not shared:
            continue
        if tuple(words) == name.proper:
            if _separators(written) != _separators(name.proper_as_written):
                yield written, "written"
            elif not _same_genitive(written, name.proper_as_written):
                yield written + match[0][len(match[1]) :], "written"
        elif name.is_pair:
            continue
        elif len(shared) == len(words):
            yield written + match[0][len(match[1]) :], "shortened"
        elif not _is_near_any(words, name.proper):
            yield written, "mixed"


def _without_first_words(written: str, name: Name) -> str:
    """The name without what begins the sentence before it ("På Björkängens")."""
    first, _blank, rest = written.partition(" ")
    if rest and _basic(first) not in name.proper and swedish().knows(first.lower()):
        return _without_first_words(rest, name)
    return written


def _same_genitive(written: str, own: str) -> bool:
    """Whether both names end in the genitive's s before the unit's kind, or neither does."""
    pairs = zip(written.split(" och "), own.split(" och "), strict=False)
    return all(one.endswith("s") == other.endswith("s") for one, other in pairs)


def _separators(proper: str) -> str:
    return "".join(re.findall(r"[/ -]", proper))


def _misspelt(text: Text, name: Name) -> Iterator[tuple[str, str]]:
    """Where a word is a slip away from a word of the unit's name."""
    for match in _NAME_WORD.finditer(text.words):
        word = _basic(match[0])
        if word in name.proper or len(word) < _LEAST_LETTERS:
            continue
        if not _is_near_any([word], name.proper):
            continue
        if not swedish().knows(match[0]) or _is_before_kind(text.words[match.end() :], name):
            yield match[0], "misspelt"


def _is_before_kind(following: str, name: Name) -> bool:
    """Whether the word for the unit's kind follows, so that a name must have been meant."""
    return bool(name.kind) and re.match(rf"\s+{re.escape(name.kind)}", following) is not None


def _is_near_any(words: Sequence[str], proper: Sequence[str]) -> bool:
    """Whether a word that is not in the name is one slip away from one that is."""
    return any(
        _is_one_slip(word, own)
        for word in words
        if word not in proper
        for own in proper
        if len(own) >= _LEAST_LETTERS
    )


def _is_one_slip(one: str, other: str) -> bool:
    """Whether two words differ in one letter, or in two that have changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _finding(text: Text, written: str, case: str, name: Name) -> Finding:
    right = _own_words(written, name) if case == "misspelt" else _own_phrase(written, name)
    proposal = None
    if case in ("misspelt", "written", "mixed"):
        proposal = Proposal(text.field, written, right)
    return Finding(
        "R21", element=text.element, field=text.field, place=text.place, quote=written, case=case,
        params={"written": written, "name": name.written}, proposal=proposal, group=fold(written),
    )  # fmt: skip


def _own_phrase(written: str, name: Name) -> str:
    """The unit's own name in the place of a phrase's, with the kind as the phrase has it."""
    match = (_PROPER_PAIR if name.is_pair else _PROPER).match(written)
    return name.proper_as_written + (written[match.end() :] if match else "")


def _own_words(written: str, name: Name) -> str:
    """The word of the unit's name that a misspelt word was meant to be, in the same form."""
    for own in _NAME_WORD.findall(name.proper_as_written):
        if _is_one_slip(_basic(written), _basic(own)):
            genitive = written.endswith("s") and not own.endswith("s")
            return f"{own}s" if genitive else own
    return written


@rule("R21", level="warning", source=_SOURCE)
def unknown_unit(plan: Examined) -> Iterator[Finding]:
    """The wording of one of the unit's own goals names another unit of the same kind.

    Source: as where the other unit's plan was also examined. Running texts may well tell of
    others; workplaces of the unit, and what units do together, are left alone.
    """
    own = Name(plan.document.unit or "")
    is_known = own.kind and own.proper_as_written.endswith("s")
    for text in plan.texts if is_known else ():
        for written in _strangers(plan, text, own):
            yield Finding(
                "R21", element=text.element, field=text.field, place=text.place, quote=written,
                params={"written": f"{written} {own.kind_as_written}", "name": own.written},
                case="other", group=fold(written),
            )  # fmt: skip


def _strangers(plan: Examined, text: Text, own: Name) -> Iterator[str]:
    """The other units that the wording of one of the unit's own goals is about."""
    if not _is_wording_of_own_goal(plan, text):
        return
    known = {_basic(word) for other in _other_names(plan) for word in _NAME_WORD.findall(other)}
    pattern = re.compile(rf"({_PROPER.pattern}s)\s+{re.escape(own.kind_as_written)}(?!\w)")
    for sentence in sentences(text.words):
        if own.proper_as_written in sentence or _TOGETHER.search(sentence):
            continue
        for match in pattern.finditer(sentence):
            written = _without_first_words(match[1], own)
            words = [_basic(word) for word in _NAME_WORD.findall(written)]
            begins = sentence.startswith(written) and swedish().knows(written.lower())
            if not (begins or known & set(words) or _is_like(words, own)):
                yield written


def _is_wording_of_own_goal(plan: Examined, text: Text) -> bool:
    """Whether a text is the title or an expected result of one of the unit's own goals."""
    found = plan.elements.get(text.element or "")
    if isinstance(found, Goal):
        return text.title and plan.owner(found) == "unit"
    return isinstance(found, ExpectedResult) and any(
        found in goal.expected_results and plan.owner(goal) == "unit"
        for goal in plan.document.goals
    )


def _is_like(words: Sequence[str], own: Name) -> bool:
    """Whether a name has a word of the unit's own, or one a slip away from it."""
    return bool(set(words) & set(own.proper)) or _is_near_any(words, own.proper)


@set_rule("R21", level="warning", source=_SOURCE)
def other_unit(plans: Sequence[Examined]) -> Iterator[Finding]:
    """A text under one of the unit's own goals names another unit, whose plan was also examined.

    Source: texts are copied between units' plans. Where units do something together, both are
    named, and nothing is told.
    """
    names = {plan.number: Name(plan.document.unit or "") for plan in plans}
    for plan in plans:
        own = names[plan.number]
        others = {
            name.proper_as_written: name
            for name in names.values()
            if name.proper and name.kind and not set(name.proper) & set(own.proper)
        }
        for text in plan.texts if own.proper else ():
            goal = plan.goals.get(text.element or "")
            if goal is None or plan.owner(goal) != "unit":
                continue
            strangers = set(_strangers(plan, text, own))  # are told of without the other plan
            for written, name in others.items():
                if written not in strangers and _names_alone(text.words, written, name, own):
                    yield Finding(
                        "R21", element=text.element, field=text.field, place=text.place,
                        quote=written, case="other", document=plan.number,
                        params={"written": name.written, "name": own.written},
                        group=fold(written),
                    )  # fmt: skip


def _names_alone(words: str, written: str, name: Name, own: Name) -> bool:
    """Whether the other unit is named in a sentence that is not about doing things together."""
    pattern = re.compile(rf"\b{re.escape(written)}\w*\s+{re.escape(name.kind)}")
    return any(
        pattern.search(line) and own.proper_as_written not in line and not _TOGETHER.search(line)
        for line in words.split("\n")
    )


def _departments(plan: Examined) -> Iterator[str]:
    """The departments that the document is divided into, each once."""
    document = plan.document
    named = [activity.department for activity in document.activities]
    named += [need.department for need in document.needs]
    named += [change.department for change in document.changes]
    yield from filter(None, dict.fromkeys(named))


@rule("R21", level="info", source=Source("language", "Svenska skrivregler, om namn på avdelningar"))
def department_names(plan: Examined) -> Iterator[Finding]:
    """A department's name begins with a capital in some places and a small letter in others.

    Source: Swedish writing rules: one way through a whole document.
    """
    labels = sorted(plan.model.department_words, key=len, reverse=True)
    if not labels:
        return
    label = rf"(?:{'|'.join(map(re.escape, labels))})"
    for department in _departments(plan):
        name = re.sub(rf"^{label}s?\s+", "", department, flags=re.IGNORECASE)
        pattern = re.compile(rf"\b{label}s?\s+({re.escape(name)})\b", re.IGNORECASE)
        found = [(text, match) for text in plan.texts for match in pattern.finditer(text.words)]
        usual = Counter(match[1] for _text, match in found)
        if len(usual) < 2:
            continue
        right = usual.most_common(1)[0][0]
        for text, match in found:
            if match[1] != right:
                new = match[0].removesuffix(match[1]) + right
                yield Finding(
                    "R21", element=text.element, field=text.field, place=text.place,
                    quote=match[0], case="department", params={"written": match[0], "right": right},
                    proposal=Proposal(text.field, match[0], new),
                )  # fmt: skip
