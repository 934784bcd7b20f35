# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Broken and hostile files on the command line: a sentence, or what there was to read."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ledtrad import cli
from tests.cli.conftest import Run
from tests.importing import hostile

GIB = 1024 * 1024 * 1024


def written(folder: Path) -> list[Path]:
    """All the files, in a folder of their own."""
    folder.mkdir()
    paths = [folder / name for name in (*hostile.REFUSED, *hostile.READ)]
    for path in paths:
        path.write_bytes(hostile.content(path.name))
    return paths


def everything(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_convert_says_in_swedish_why_a_file_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(hostile.content(name))
    began = time.process_time()
    assert cli.main(["convert", str(path), "--to", "json", "--out", str(tmp_path / "out")]) == 1
    assert time.process_time() - began < 10
    said = capsys.readouterr().err
    assert hostile.REFUSED[name][1] in said
    assert "Inget har lästs in" in said
    assert everything(tmp_path) == {path}


@pytest.mark.parametrize("name", hostile.READ)
def test_convert_keeps_what_a_strange_file_says(
    name: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(hostile.content(name))
    assert cli.main(["convert", str(path), "--to", "json"]) == 0
    said = capfdbinary.readouterr().out.decode()
    assert hostile.READ[name][1] in said
    assert "\\u0000" not in said
    document = json.loads(said)
    assert document["leftovers"] or document["chapters"]


LIMITED = (
    "import resource, sys; from ledtrad.cli import main; "
    f"resource.setrlimit(resource.RLIMIT_AS, ({GIB}, {GIB})); sys.exit(main(sys.argv[1:]))"
)


@pytest.mark.usefixtures("empty")
def test_importing_them_all_fits_in_memory_and_changes_nothing_unasked(
    run: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    files = written(tmp_path / "files")
    before = json.loads(run("status", "--json").stdout)
    outside = everything(tmp_path) - everything(tmp_path / "data")
    found = subprocess.run(
        [sys.executable, "-c", LIMITED, "import", "--json", *map(str, files)],
        env=environment,
        cwd=tmp_path / "files",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert found.returncode == 2, found.stderr
    imports = {Path(each["file"]).name: each for each in json.loads(found.stdout)["imports"]}
    for name, (_make, words) in hostile.REFUSED.items():
        assert imports[name]["state"] == "failed"
        assert words in imports[name]["error"]
    assert {imports[name]["state"] for name in hostile.READ} == {"unanswered"}
    assert "Traceback" not in found.stderr
    assert json.loads(run("status", "--json").stdout) == before
    assert everything(tmp_path) - everything(tmp_path / "data") == outside
