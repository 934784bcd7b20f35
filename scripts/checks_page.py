# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes docs/reference/checks.md from the rules, their sentences and the examples of the tests.

python scripts/checks_page.py            write the page
python scripts/checks_page.py --check    say whether it is up to date
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from difflib import unified_diff
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1]
PAGE = FOLDER / "docs" / "reference" / "checks.md"
sys.path[:0] = [str(FOLDER), str(FOLDER / "src")]

HEAD = """\
# Checks

<!-- Written by scripts/checks_page.py from the rules and the examples that the tests run. -->

What `ledtrad check` and *Granska* look for. Each code has one level for plans that were written in
Ledtråd, and sometimes a milder one for documents that were read from a file, which have no place
for everything. An **error** stops a decision unless it is waived with a reason; a **warning**
should be looked at; **information** is a suggestion.

The sentences are Swedish, as they are said. Below each are a document that the rule says something
of, and what makes it silent. Limits stand in the steering model, under `[checks]`.
"""
# What an example need not show: what every document has.
_UNSHOWN = {"id", "level", "place", "confidence", "format", "kind", "model", "source"}
LONGEST = 40
_LEVELS = {"error": "error", "warning": "warning", "info": "information"}


def page() -> str:
    """The page's text."""
    from plandoc.checks import rules
    from tests.plandoc.checks.examples import all_examples

    examples = all_examples()
    parts = [HEAD]
    for code in dict.fromkeys(rule.code for rule in rules()):
        of_code = [rule for rule in rules() if rule.code == code]
        parts.append("\n".join(_rule(code, of_code, [e for e in examples if e.code == code])))
    return "\n".join(parts)


def _rule(code: str, rules: Sequence[Any], examples: Sequence[Any]) -> Iterator[str]:
    from ledtrad.sentences.findings import of_source

    levels = dict.fromkeys(_level(rule) for rule in rules)
    sources = dict.fromkeys(of_source(rule.source) for rule in rules)
    yield f"## {code}\n"
    yield f"Level: {' or '.join(levels)} · Source: {'; '.join(sources)}\n"
    for example in examples:
        yield from _example(example)


def _level(rule: Any) -> str:
    if rule.imported == rule.level:
        return _LEVELS[rule.level]
    return f"{_LEVELS[rule.level]} ({_LEVELS[rule.imported]} when read from a file)"


def _example(example: Any) -> Iterator[str]:
    from ledtrad.sentences.findings import of_finding
    from plandoc.checks import check

    found = check(example.fires, codes=[example.code]).findings
    told = of_finding(next(each for each in found if each.case == example.case))
    yield f"### {told.title}\n"
    yield f"> {told.what}\n"
    yield f"{told.why} **{told.remedy}**\n"
    fires, silent = list(_shown(example.fires)), list(_shown(example.silent))
    yield "Says something of:\n"
    yield _block("text", fires)
    changes = list(unified_diff(fires, silent, n=1, lineterm=""))[3:]
    yield "And nothing when mended:\n"
    yield _block("diff", [line for line in changes if not line.startswith("@@")])


def _block(kind: str, lines: Sequence[str]) -> str:
    if len(lines) > LONGEST:
        lines = [*lines[:LONGEST], "…"]
    return "\n".join([f"```{kind}", *lines, "```\n"])


def _shown(documents: Sequence[Any]) -> Iterator[str]:
    for number, document in enumerate(documents, 1):
        if len(documents) > 1:
            yield f"document {number}:"
        yield from _lines(document, "  " if len(documents) > 1 else "")


def _lines(part: Any, indent: str) -> Iterator[str]:
    """What an element holds, a field a line; parts of it are indented below."""
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name in _UNSHOWN or value in (None, (), "", "unknown", False):
            continue
        name = field.name.replace("_", " ")
        if isinstance(value, tuple) and all(
            hasattr(each, "__dataclass_fields__") for each in value
        ):
            words = _words(value)
            if words is not None:
                yield f"{indent}{name}: {words}"
                continue
            for each in value:
                yield f"{indent}{name} {getattr(each, 'id', '')}".rstrip() + ":"
                yield from _lines(each, indent + "  ")
        elif hasattr(value, "__dataclass_fields__"):
            yield f"{indent}{name}: {getattr(value, 'text', '') or value}"
        elif isinstance(value, tuple):
            yield f"{indent}{name}: {', '.join(map(str, value))}"
        else:
            yield f"{indent}{name}: {value}"


def _words(value: Sequence[Any]) -> str | None:
    """A running text or a row of roles on one line; None for other parts."""
    from plandoc.model import Role, TextBlock, plain

    if isinstance(value[0], TextBlock):
        text = plain(tuple(value))
        return text.replace("\n", " ¶ ")
    if isinstance(value[0], Role):
        return ", ".join(role.text for role in value)
    return None


def main(arguments: Sequence[str]) -> int:
    """Write the page, or say that it is not what it would be."""
    text = page()
    if "--check" in arguments:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        if not same:
            print("docs/reference/checks.md is not up to date: run scripts/checks_page.py")
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
