# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad check`, as whoever types it and whatever program reads it meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ledtrad import cli
from plandoc.codec import dumps
from plandoc.model import Chapter, PlanDocument, paragraphs

PLAN = Path(__file__).parents[1] / "documents" / "stockholm_ils" / "plan_tabs.txt"
SARIF_LEVELS = {"error", "warning", "note"}


def written(folder: Path, *texts: str, name: str = "plan.json") -> Path:
    """A plan with these texts as a file; what it lacks besides is not looked at."""
    chapters = tuple(
        Chapter(f"c{n}", f"Kapitel {n}", 1, paragraphs(text)) for n, text in enumerate(texts)
    )
    path = folder / name
    document = PlanDocument("other", "stockholm_ils", unit="Norrgårdens förskolor")
    path.write_text(dumps(PlanDocument(**{**_fields(document), "chapters": chapters})), "utf-8")
    return path


def _fields(document: PlanDocument) -> dict[str, Any]:
    return {name: getattr(document, name) for name in document.__dataclass_fields__}


def found(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> list[dict[str, Any]]:
    cli.main(["check", *map(str, arguments), "--format", "json"])
    findings: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return findings


def test_findings_are_told_worst_first_in_lines_that_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    path = written(tmp_path, "Alla barn ska ska sova.", "Elev 19121212-1212 får stöd.")
    assert cli.main(["check", str(path), "--fail-on", "error"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{path}: 1 fel, ")
    heads = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert heads == sorted(heads, key=["FEL", "VARNING", "UPPLYSNING"].index)
    assert all(len(line) <= 60 or " " not in line.strip() for line in lines[1:])
    out = "\n".join(lines)
    assert "”ska ska” → ”ska”" in out
    assert "Lag: " in out
    assert "1212" not in out


def test_the_level_to_fail_on_decides_the_exit_status(tmp_path: Path) -> None:
    slip = str(written(tmp_path, "Alla barn ska ska sova."))
    assert cli.main(["check", slip]) == 0
    assert cli.main(["check", slip, "--fail-on", "warning"]) == 0
    assert cli.main(["check", slip, "--fail-on", "info"]) == 1
    bad = str(written(tmp_path, "Elev 19121212-1212 får stöd.", name="bad.json"))
    assert cli.main(["check", bad]) == 0
    assert cli.main(["check", bad, "--fail-on", "error"]) == 1
    clean = str(written(tmp_path, "Alla barn ska sova.", name="clean.json"))
    assert cli.main(["check", clean, "--fail-on", "info"]) == 0


def test_json_has_everything_that_a_program_needs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "Alla barn ska ska sova.")
    (finding,) = found(capsys, path)
    assert finding["code"] == "R24"
    assert finding["level"] == "info"
    assert finding["file"] == str(path)
    assert (finding["element"], finding["field"], finding["name"]) == ("c0", "text", "Kapitel 0")
    assert finding["proposal"] == {"field": "text", "old": "ska ska", "new": "ska"}
    assert finding["fingerprint"] == finding["places"][0]["fingerprint"]
    assert {"place", "message", "why", "remedy", "source", "count"} <= set(finding)


def test_a_text_file_says_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = PLAN.read_text("utf-8").splitlines()
    findings = found(capsys, PLAN)
    assert findings
    for finding in findings:
        for place in finding["places"]:
            if place["place"]:
                assert lines[place["place"]["line"] - 1].strip()


def test_a_waived_finding_is_kept_apart_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "Alla barn ska ska sova.")
    key = found(capsys, path)[0]["fingerprint"]
    waivers = tmp_path / "waivers.toml"
    rows = f'[[waiver]]\nfingerprint = "{key}"\nreason = "ett citat"\n'
    waivers.write_text(rows + '[[waiver]]\nfingerprint = "x"\nreason = "borta"\n', "utf-8")
    assert cli.main(["check", str(path), "--waivers", str(waivers), "--fail-on", "info"]) == 0
    captured = capsys.readouterr()
    assert "ett citat" in captured.out
    assert "inget att anmärka på" in captured.out
    assert "1 undantag behövdes inte" in captured.err
    cli.main(["check", str(path), "--waivers", str(waivers), "--format", "sarif"])
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "ett citat"}]


@pytest.mark.parametrize(
    "text", ["[[waiver]]\nfingerprint = 'x'\n", "[[waiver]]\nreason = 'x'\n", "waiver = [1]", "[["]
)
def test_a_waiver_without_a_reason_is_refused(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "waivers.toml"
    path.write_text(text, "utf-8")
    plan = written(tmp_path, "Alla barn ska sova.")
    assert cli.main(["check", str(plan), "--waivers", str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Inget har granskats" in captured.err


def test_sarif_says_where_with_rules_that_explain(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["check", str(PLAN), "--format", "sarif"])
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in SARIF_LEVELS
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in SARIF_LEVELS
        assert result["message"]["text"]
        assert result["partialFingerprints"]["ledtrad/v1"]
        for location in result["locations"]:
            physical = location["physicalLocation"]
            assert physical["artifactLocation"]["uri"].endswith("plan_tabs.txt")
            assert physical.get("region", {"startLine": 1})["startLine"] >= 1


def test_several_files_are_a_set_and_one_that_cannot_be_read_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = written(tmp_path, "Alla barn ska sova.")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    mended = tmp_path / "mended.json"
    mended.write_text('{"format": "plandoc/9"}', "utf-8")
    rich = tmp_path / "plan.rtf"
    rich.write_bytes(b"{\\rtf1 Plan}")
    assert cli.main(["check", str(broken), str(first), str(mended), str(rich)]) == 1
    captured = capsys.readouterr()
    assert f"{first}: inget att anmärka på" in captured.out
    assert "broken.docx" in captured.err
    assert "mended.json" in captured.err
    assert "plan.rtf: Filen är i ett äldre format" in captured.err


def test_it_needs_no_django() -> None:
    code = (
        "import sys; from ledtrad import cli; cli.main(sys.argv[1:]); "
        "sys.exit('django' in sys.modules)"
    )
    command = [sys.executable, "-c", code, "check", str(PLAN)]
    assert subprocess.run(command, capture_output=True).returncode == 0
