# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reference names every command and option, and no other."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from ledtrad import commands
from ledtrad.commands.arguments import new_parser

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "command-line.md"


def parsers(
    parser: argparse.ArgumentParser, name: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each, below in action.choices.items():
                yield f"{name} {each}".strip(), below
                yield from parsers(below, f"{name} {each}".strip())


def test_every_command_and_option_is_in_the_reference_and_no_other() -> None:
    text = PAGE.read_text(encoding="utf-8")
    parser, subcommands = new_parser()
    for module in commands._MODULES:
        module.add(subcommands)
    found = dict(parsers(parser))
    assert {"convert", "import", "user add"} <= set(found)
    for name, below in found.items():
        assert re.search(rf"(?:ledtrad |`){name}\b", text), name
        for action in below._actions:
            for option in action.option_strings:
                if option.startswith("--") and action.help != argparse.SUPPRESS:
                    assert f"{option}" in text, f"{name} {option}"
    known = {
        option
        for below in (parser, *found.values())
        for action in below._actions
        for option in action.option_strings
    }
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) - known == set()
