# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The borders between the parts hold, and each contract refuses what it is there to refuse."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS: dict[str, str] = {
    contract["id"]: contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]
}

# Contract, the module that offends, and the import that it must not make.
OFFENCES = [
    ("pure-core", "plandoc.model", "import django"),
    ("pure-core", "plandoc.readers", "import ledtrad.plans"),
    ("pure-core", "plandoc.dues", "import urllib.request"),
    ("pure-core", "plandoc.roles", "import sqlite3"),
    ("layers", "ledtrad.plans.models", "import ledtrad.indicators.models"),
    ("layers", "ledtrad.organisation.models", "import ledtrad.plans.models"),
    ("layers", "ledtrad.documents.actions", "import ledtrad.web"),
    ("layers", "ledtrad.web", "import ledtrad.commands"),
    ("layers", "ledtrad.jobs.actions", "import ledtrad.plans.models"),
    ("layers", "ledtrad.search.models", "import ledtrad.documents"),
    ("shape", "ledtrad.plans.models", "import ledtrad.plans.actions"),
    ("shape", "ledtrad.organisation.rules", "import ledtrad.organisation.models"),
    ("pure-rules", "ledtrad.indicators.rules", "import django"),
    ("two-worlds", "ledtrad.plans.actions", "import plandoc"),
    ("two-worlds", "ledtrad.search.rules", "import plandoc"),
    ("no-plan-rules", "ledtrad.plans.actions", "import ledtrad.search"),
    ("no-plan-rules", "ledtrad.followup.actions", "import ledtrad.jobs"),
]
APPS = [
    "organisation", "steering", "plans", "indicators", "followup", "documents", "jobs", "search",
]  # fmt: skip


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """Give a product of empty modules under the project's own contracts."""
    modules = ["plandoc.model", "plandoc.readers", "plandoc.dues", "plandoc.roles"]
    modules += ["ledtrad.web", "ledtrad.commands", "ledtrad.cli"]
    modules += [f"ledtrad.{app}.{part}" for app in APPS for part in ("rules", "models", "actions")]
    for name in modules:
        path = tmp_path.joinpath(*name.split("."))
        path.parent.mkdir(parents=True, exist_ok=True)
        for parent in path.relative_to(tmp_path).parents:
            if parent != Path():
                (tmp_path / parent / "__init__.py").touch()
        path.with_suffix(".py").touch()
    (tmp_path / "pyproject.toml").write_text(
        (ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    return tmp_path


def verdicts(folder: Path) -> dict[str, bool]:
    """Return, for each contract's name, whether the product in `folder` keeps it."""
    found = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = {
        name: word == "KEPT"
        for name, word in re.findall(r"^(.+) (KEPT|BROKEN)$", found.stdout, re.M)
    }
    assert said, found.stdout + found.stderr
    return said


def test_an_empty_product_keeps_every_contract(skeleton: Path) -> None:
    assert verdicts(skeleton) == dict.fromkeys(CONTRACTS.values(), True)


@pytest.mark.parametrize(("contract", "module", "line"), OFFENCES)
def test_each_contract_bites(contract: str, module: str, line: str, skeleton: Path) -> None:
    path = skeleton.joinpath(*module.split(".")).with_suffix(".py")
    path.write_text(f"{line}\n", encoding="utf-8")
    assert verdicts(skeleton)[CONTRACTS[contract]] is False


def test_every_contract_has_an_offence() -> None:
    assert {contract for contract, _module, _line in OFFENCES} == set(CONTRACTS)


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["convert", "--help"], ["diff", "--help"]]
)
def test_the_command_line_starts_without_django(arguments: list[str]) -> None:
    script = (
        "import sys\n"
        "from ledtrad.cli import main\n"
        "try:\n"
        f"    main({arguments!r})\n"
        "except SystemExit as stop:\n"
        "    assert not stop.code, stop.code\n"
        "slow = {'django', 'importlib.metadata', 'lxml', 'pypdfium2'} & set(sys.modules)\n"
        "assert not slow, slow\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


CLOCKS = {("datetime", "now"), ("datetime", "today"), ("date", "today"), ("datetime", "utcnow")}
NEVER = {"time", "random", "secrets", "uuid", "os"}


def outside_world(code: str) -> list[str]:
    """Return where code asks for the time, chance or the environment."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if (owner, node.attr) in CLOCKS:
                found.append(f"line {node.lineno}: {owner}.{node.attr}")
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        found += [f"import {name}" for name in names if name.partition(".")[0] in NEVER]
    return found


def test_the_core_has_no_clock_no_chance_and_no_environment() -> None:
    """The same document gives the same result, whenever and wherever it is read."""
    assert outside_world("import datetime\ndatetime.date.today()") == ["line 2: date.today"]
    assert outside_world("from random import choice") == ["import random"]
    assert [
        f"{path.relative_to(ROOT).as_posix()}: {what}"
        for path in sorted((ROOT / "src" / "plandoc").rglob("*.py"))
        for what in outside_world(path.read_text(encoding="utf-8"))
    ] == []


def test_an_assert_is_no_rule() -> None:
    """Python leaves out every assert when it optimises."""
    assert [
        f"{path.relative_to(ROOT).as_posix()}: line {node.lineno}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert)
    ] == []
