# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad import` and `convert` of a Word file that was exported and then edited."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from ledtrad.commands import convert, import_files, imports
from ledtrad.documents.models import Import, Version
from ledtrad.plans.models import Goal, Plan
from tests.importing import ronnhamra
from tests.proposals.edited import WordFile
from tests.snapshots.bring import accept, plan_of

pytestmark = pytest.mark.django_db
Type = Callable[..., int]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, django_db_setup: None) -> Type:
    """Run a command in this process, in a folder of its own; nobody can be asked."""
    for module in (import_files, imports):
        monkeypatch.setattr(module, "open_database", lambda: None)
    monkeypatch.setattr("plandoc.writers.pdf.page_numbers", lambda manuscript: {})
    monkeypatch.chdir(tmp_path)

    def run(module: ModuleType, *arguments: str) -> int:
        parser = argparse.ArgumentParser()
        module.add(parser.add_subparsers())
        chosen = parser.parse_args(arguments)
        return int(chosen.run(chosen))

    return run


@pytest.fixture
def plan(db: None) -> Plan:
    return plan_of(accept(ronnhamra.BJORK, "björk.txt"))


def edited(plan: Plan) -> Path:
    file = WordFile(plan)
    file.reword("egna sagor", "egna visor")
    file.reword("öppet alla vardagar", "öppet alla dagar")
    file.reword("Björkdungens förskolor", "Björkdungens förskola")
    path = Path("ändrad.docx")
    path.write_bytes(file.data())
    return path


def test_import_lists_what_was_changed_and_takes_it_in_with_yes(
    typed: Type, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(plan)
    assert typed(import_files, "import", str(path), "--yes") == 0
    out = capsys.readouterr().out

    assert "Ändrat i filen (2)" in out
    assert "[-sagor-]{+visor+}" in out
    assert "Kan inte tas in av dig" in out
    assert "Namn på enheter och arbetsplatser finns i organisationen." in out
    assert Goal.objects.filter(title="Björkdungens barn berättar egna visor").exists()
    number = Import.objects.latest("pk").pk
    assert f"ledtrad undo {number}" in out
    assert typed(imports, "undo", str(number)) == 0
    assert Goal.objects.filter(title="Björkdungens barn berättar egna sagor").exists()


def test_import_changes_nothing_when_nobody_can_be_asked(
    typed: Type, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(import_files, "import", str(edited(plan)), "--json") == 2
    told = json.loads(capsys.readouterr().out)["imports"][0]

    assert told["state"] == "unanswered"
    assert told["unit"] == "Björkdungens förskolor"
    found = {each["change"]["path"].rpartition(".")[2]: each["state"] for each in told["proposals"]}
    assert (found["title"], found["text"]) == ("open", "open")
    hindered = [each for each in told["proposals"] if each["state"] == "hindered"]
    assert {each["hindrance"]["code"] for each in hindered} == {"organisation"}
    assert Goal.objects.filter(title="Björkdungens barn berättar egna sagor").exists()


def test_an_untouched_copy_says_that_nothing_has_changed(
    typed: Type, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("orörd.docx").write_bytes(WordFile(plan).data())
    assert typed(import_files, "import", "orörd.docx", "--yes") == 0
    assert "inget har ändrats" in capsys.readouterr().out


def test_convert_lists_what_was_changed_without_any_database(
    typed: Type, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(plan)
    Version.objects.all().delete()
    assert typed(convert, "convert", str(path)) == 0
    out = capsys.readouterr().out

    assert "Ändrat i filen sedan Ledtråd skrev den" in out
    assert "[-sagor-]{+visor+}" in out
    assert "hör till mallen" not in out
    file = WordFile(plan)
    file.reword("Förväntat resultat", "Det vi vill se")
    Path("rubrik.docx").write_bytes(file.data())
    assert typed(convert, "convert", "rubrik.docx") == 0
    out = capsys.readouterr().out
    assert "Inget har ändrats i filen" in out
    assert "”Förväntat resultat” hör till mallen och ändras inte här." in out
