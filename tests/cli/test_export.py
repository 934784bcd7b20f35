# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad export`, as whoever types it meets it: files, choices, and what is refused."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import pytest

from ledtrad.commands import export
from ledtrad.commands.terminal import CommandFailed
from ledtrad.documents.models import Version
from ledtrad.organisation.models import Unit
from plandoc.codec import loads
from tests.importing import ronnhamra
from tests.snapshots.bring import DOCUMENTS, accept

pytestmark = pytest.mark.django_db
Export = Callable[..., int]


@pytest.fixture
def typed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, django_db_setup: None
) -> Callable[..., int]:
    """Run the command in this process, in a folder of its own."""
    monkeypatch.setattr(export, "open_database", lambda: None)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> int:
        parser = argparse.ArgumentParser()
        export.add(parser.add_subparsers())
        chosen = parser.parse_args(["export", *arguments])
        return int(chosen.run(chosen))

    return run


@pytest.fixture
def plans(db: None) -> None:
    accept(ronnhamra.BJORK, "björk.txt")
    accept(ronnhamra.GRAN, "gran.txt")


@pytest.mark.usefixtures("plans")
def test_a_units_plan_is_written_and_nothing_is_replaced_unasked(
    typed: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed("Björkdungens", "--to", "json") == 0
    file = tmp_path / "Verksamhetsplan 2026 Björkdungens förskolor.json"
    assert loads(file.read_bytes()).unit == "Björkdungens förskolor"
    assert Version.objects.count() == 1

    file.write_text("annat", encoding="utf-8")
    assert typed("Björkdungens", "--to", "json") == 1
    assert file.read_text(encoding="utf-8") == "annat"
    assert "finns redan" in capsys.readouterr().err
    assert typed("Björkdungens", "--to", "json", "--out", str(file)) == 0
    assert loads(file.read_bytes()).board == "Norra lärandenämnden"


@pytest.mark.usefixtures("plans")
def test_every_plan_a_whole_board_and_standard_output(
    typed: Export, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert typed("--period", "2026", "--to", "md", "--out", "ut") == 0
    assert sorted(each.name for each in (tmp_path / "ut").iterdir()) == [
        "Verksamhetsplan 2026 Björkdungens förskolor.md",
        "Verksamhetsplan 2026 Granåsens förskolor.md",
    ]
    assert typed("--board", "Norra lärandenämnden", "--out", "hela/plan.md") == 0
    assert (tmp_path / "hela" / "plan.md").read_bytes().startswith(b"<!-- ledtrad")
    assert typed("--board", "Norra lärandenämnden", "--to", "docx", "--out", "hela/plan.docx") == 0
    assert (tmp_path / "hela" / "plan.docx").read_bytes().startswith(b"PK")
    capfdbinary.readouterr()
    assert typed("Granåsens förskolor", "--to", "json", "--out", "-") == 0
    assert loads(capfdbinary.readouterr().out).unit == "Granåsens förskolor"


def test_a_report_by_its_round(typed: Export, tmp_path: Path) -> None:
    file = DOCUMENTS / "linkoping_malomraden" / "follow_up.docx"
    accept(file.read_bytes(), file.name)
    board = Unit.objects.get(kind="board").name

    with pytest.raises(CommandFailed) as caught:
        typed(board, "--round", "Tertialrapport 7", "--to", "json", "--out", "r.json")
    name = caught.value.message.splitlines()[1].strip()
    assert typed(board, "--round", name, "--to", "json", "--out", "r.json") == 0
    assert loads((tmp_path / "r.json").read_bytes()).kind == "follow_up"


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["förskolor"], 2, "Björkdungens förskolor (enhet)\n  Granåsens förskolor (enhet)"),
        (["Ekens skola"], 2, "Det finns ingen enhet ”Ekens skola”"),
        (["Granåsens förskolor", "--period", "2031"], 1, "verksamhetsplan 2026"),
        (["Granåsens förskolor", "--period", "nästa"], 2, "Skriv ett år"),
        (["--board", "Norra lärandenämnden", "--period", "2031"], 1, "2026"),
        (["Granåsens förskolor", "--board", "Norra lärandenämnden"], 2, "för sig"),
        (["Granåsens förskolor", "--to", "pdf", "--template", "a.docx"], 2, "--to docx"),
        (["--out", "-"], 2, "Välj en mapp med --out"),
        (["--out", "alla.pdf"], 2, "Välj en mapp med --out"),
    ],
)
def test_what_is_refused_says_what_there_is(
    typed: Export, arguments: list[str], status: int, said: str
) -> None:
    with pytest.raises(CommandFailed) as caught:
        typed(*arguments)

    assert caught.value.status == status
    assert said in caught.value.message
    assert Version.objects.count() == 0
