# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad convert`, as whoever types it meets it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from ledtrad import cli
from plandoc.codec import loads
from plandoc.model import PlanDocument

DOCUMENTS = Path(__file__).parents[1] / "documents"
PLAN = DOCUMENTS / "stockholm_ils" / "plan_tabs.txt"
WORD = DOCUMENTS / "liten_kommun" / "plan.docx"


def test_a_summary_shows_guesses_before_the_thread_and_counts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["convert", str(PLAN)]) == 0
    out = capsys.readouterr().out
    assert "stockholm_ils" in out
    headings = ["Gissningar att kontrollera", "Den röda tråden", "Antal"]
    places = [out.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "Nämndmål: " in out
    assert "└ Enhetsmål: " in out


def test_json_of_one_file_goes_to_stdout_and_nothing_else_does(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert cli.main(["convert", str(PLAN), "--to", "json"]) == 0
    captured = capfdbinary.readouterr()
    document = loads(captured.out)
    assert document.model == "stockholm_ils"
    assert document.goals
    assert captured.err == b""


def test_each_document_gets_a_file_of_its_own_name(tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    assert cli.main(["convert", str(PLAN), str(WORD), "--to", "json", "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["plan.json", "plan_tabs.json"]
    assert loads((out / "plan.json").read_bytes()).model == "liten_kommun"


def test_a_file_is_written_where_its_name_says_and_in_the_format_that_it_ends_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder = tmp_path / "ut" / "plan.PDF", tmp_path / "version.2"
    assert cli.main(["convert", str(PLAN), "--out", str(file)]) == 0
    assert file.read_bytes().startswith(b"%PDF")
    assert cli.main(["convert", str(PLAN), "--to", "md", "--out", str(folder)]) == 0
    assert [path.name for path in folder.iterdir()] == ["plan_tabs.md"]
    # A folder may be called anything; two documents are never one file.
    named = tmp_path / "mapp.json"
    named.mkdir()
    assert cli.main(["convert", str(PLAN), str(WORD), "--to", "json", "--out", str(named)]) == 0
    assert len(list(named.iterdir())) == 2
    capsys.readouterr()
    for out in (tmp_path / "alla.json", "-"):
        assert cli.main(["convert", str(PLAN), str(WORD), "--to", "json", "--out", str(out)]) == 2
    assert capsys.readouterr().err.count("Flera filer kan inte bli en") == 2
    assert not (tmp_path / "alla.json").exists()


def test_two_files_of_the_same_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    other = tmp_path / "PLAN.txt"
    other.write_text("Verksamhetsplan 2026\n", encoding="utf-8")
    files = [str(WORD), str(other)]
    assert cli.main(["convert", *files, "--to", "json", "--out", str(tmp_path / "out")]) == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["PLAN-2.json", "plan.json"]


def test_names_never_climb_out_of_the_folder(tmp_path: Path) -> None:
    nasty = tmp_path / "..json"
    nasty.write_text("Verksamhetsplan 2026\n", encoding="utf-8")
    out = tmp_path / "deep" / "out"
    source = f"{tmp_path}/deep/../..json"
    (tmp_path / "deep").mkdir()
    assert cli.main(["convert", source, "--to", "json", "--out", str(out)]) == 0
    assert [path.parent for path in tmp_path.rglob("*.json") if path != nasty] == [out]


def test_a_link_in_the_folder_is_replaced_and_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("precious", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "plan_tabs.json").symlink_to(target)
    assert cli.main(["convert", str(PLAN), "--to", "json", "--out", str(out)]) == 0
    assert target.read_text(encoding="utf-8") == "precious"
    assert not (out / "plan_tabs.json").is_symlink()


def test_several_files_without_a_folder_land_here_and_replace_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.json").write_text("mine", encoding="utf-8")
    assert cli.main(["convert", str(PLAN), str(WORD), "--to", "json"]) == 1
    assert (tmp_path / "plan.json").read_text(encoding="utf-8") == "mine"
    assert loads((tmp_path / "plan_tabs.json").read_bytes()).goals
    assert "plan.json finns redan" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_told_of_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "tom.pdf"
    empty.touch()
    files = [str(empty), str(tmp_path / "finns-inte.docx"), str(tmp_path), str(PLAN), "\0"]
    out = tmp_path / "out"
    assert cli.main(["convert", *files, "--to", "json", "--out", str(out)]) == 1
    err = capsys.readouterr().err
    assert "tom.pdf: Filen är tom." in err
    assert "finns-inte.docx: Det finns ingen fil där." in err
    assert f"{tmp_path}: Det är ingen fil." in err
    assert "Traceback" not in err
    assert [path.name for path in out.iterdir()] == ["plan_tabs.json"]


def test_what_a_terminal_would_obey_is_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nasty = tmp_path / "plan.txt"
    nasty.write_text(
        "Verksamhetsplan 2026\n\n\x9b2J och \u202eomvänt står kvar här\n", encoding="utf-8"
    )
    assert cli.main(["convert", str(nasty)]) == 0
    assert cli.main(["convert", f"{tmp_path}/\x1b[2J\x07"]) == 1
    captured = capsys.readouterr()
    assert "Verksamhetsplan 2026" in captured.out
    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(captured.out + captured.err)


def test_a_model_may_be_named_or_given_as_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["convert", str(PLAN), "--model", "liten_kommun"]) == 0
    assert "(liten_kommun)" in capsys.readouterr().out
    own = tmp_path / "var.toml"
    own.write_text('code = "var"\ntitle = "Vår"\n', encoding="utf-8")
    assert cli.main(["convert", str(PLAN), "--model", str(own)]) == 0
    assert "var" in capsys.readouterr().out
    own.write_text('code = "var"\ntitel = "Vår"\n', encoding="utf-8")
    assert cli.main(["convert", str(PLAN), "--model", str(own)]) == 1
    err = capsys.readouterr().err
    assert "var.toml: nyckeln titel är okänd" in err
    assert cli.main(["convert", str(PLAN), "--model", "finns_inte"]) == 1
    assert "Det finns ingen styrmodell finns_inte" in capsys.readouterr().err


def test_a_folder_without_a_format_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["convert", str(PLAN), "--out", str(tmp_path / "x")]) == 2
    assert "--to" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "användning: ledtrad"),
        (["--help"], "visa den här hjälpen"),
        (["convert"], "de här argumenten saknas: FIL"),
        (["fly"], "kan inte väljas"),
        (["convert", "x", "--to", "xml"], "kan inte väljas"),
        (["convert", "x", "--fly"], "okända argument: --fly"),
        (["convert", "x", "--out"], "ett värde behövs"),
    ],
)
def test_mistyping_is_answered_in_swedish_whatever_the_machine_speaks(
    arguments: list[str], said: str
) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "ledtrad", *arguments],
        env={**os.environ, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said in found.stdout + found.stderr
    assert found.returncode == (0 if "--help" in arguments else 2)


def test_a_terminal_without_swedish_letters_gets_what_it_can_show() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "ledtrad", "convert", str(PLAN)],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    assert b"N?mndm?l" in found.stdout


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m ledtrad convert {PLAN} --to json | head -c 1"
    found = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert found.stdout == "{"
    # A slow machine is told how far the reading has come.
    assert [line for line in found.stderr.splitlines() if not line.endswith("% läst")] == []


def test_the_json_is_the_same_every_time(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    outputs = set()
    for _turn in range(2):
        cli.main(["convert", str(PLAN), "--to", "json"])
        outputs.add(capfdbinary.readouterr().out)
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["format"] == "plandoc/1"


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("docx", b"PK"),
        ("pdf", b"%PDF"),
        ("html", b"<!DOCTYPE html>"),
        ("md", b"<!--"),
        ("json", b"{"),
    ],
)
def test_every_format_goes_to_a_pipe_alone(
    kind: str, start: bytes, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli.main(["convert", str(PLAN), "--to", kind]) == 0
    captured = capfdbinary.readouterr()
    assert captured.out.startswith(start)
    assert captured.err == b""


@pytest.mark.parametrize("kind", ["docx", "pdf", "md", "json"])
def test_what_was_written_is_read_in_again_without_loss(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert cli.main(["convert", str(PLAN), "--to", "json", "--out", str(out)]) == 0
    assert cli.main(["convert", str(PLAN), "--to", kind, "--out", str(out)]) == 0
    again = tmp_path / "again"
    written = out / f"plan_tabs.{kind}"
    assert cli.main(["convert", str(written), "--to", "json", "--out", str(again)]) == 0
    first, second = (loads((f / "plan_tabs.json").read_bytes()) for f in (out, again))
    content = ("title", "goals", "indicators", "activities", "chapters", "needs", "units")
    # A Word file and Markdown tell where in themselves each thing stands.
    assert first.goals
    assert without_places(second, content) == without_places(first, content)


def without_places(document: PlanDocument, names: Sequence[str]) -> str:
    told = [(name, getattr(document, name)) for name in names]
    return re.sub(
        r"place=(?:None|Place\([^()]*\))", "", re.sub(r"Decimal\('([^']*)'\)", r"\1", repr(told))
    )


def test_a_broken_plandoc_file_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "plan.json"
    broken.write_text('{"format": "plandoc/1", "kind": "poem", "model": "x"}', encoding="utf-8")
    assert cli.main(["convert", str(broken), "--to", "json"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "kind" in captured.err


@pytest.mark.parametrize(("kind", "status"), [("pdf", 2), ("docx", 2), ("md", 0)])
def test_a_terminal_is_not_given_what_it_cannot_show(
    kind: str,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert cli.main(["convert", str(PLAN), "--to", kind]) == status
    captured = capfdbinary.readouterr()
    assert bool(captured.out) == (status == 0)
    assert (f"--out plan.{kind}" in captured.err.decode()) == (status == 2)


def test_a_template_gives_a_word_file_its_styles_and_is_refused_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path)]
    assert cli.main(["convert", str(PLAN), "--to", "docx", "--template", str(WORD), *out]) == 0
    assert (tmp_path / "plan_tabs.docx").read_bytes().startswith(b"PK")
    for arguments, status in (
        (["--to", "pdf", "--template", str(WORD)], 2),
        (["--to", "docx", "--template", str(tmp_path / "none.docx")], 1),
        (["--to", "docx", "--template", str(PLAN)], 1),
    ):
        assert cli.main(["convert", str(PLAN), *arguments, *out]) == status
        assert capsys.readouterr().err.strip().endswith(".")


def test_writing_json_loads_no_other_writer() -> None:
    script = (
        "import sys; from ledtrad import cli;"
        f"cli.main(['convert', {str(PLAN)!r}, '--to', 'json']);"
        "sys.exit(any(name in sys.modules for name in ('typst', 'docx', 'lxml', 'pypdfium2')))"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert found.returncode == 0, found.stderr
