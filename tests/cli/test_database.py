# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that need the database, each a process, on a fresh data folder for each test."""

from __future__ import annotations

import json
import os
import pty
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, make_older

DOCUMENTS = Path(__file__).parents[1] / "documents"
PLAN = DOCUMENTS / "stockholm_ils" / "plan_tabs.txt"
FOLLOW_UP = DOCUMENTS / "linkoping_malomraden" / "follow_up_tabs.txt"
KEYS = [
    "units", "plans", "partial_plans", "goals", "expected_results", "indicators", "targets",
    "activities", "statuses",
]  # fmt: skip


def status(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("status", "--json").stdout)
    return found


def test_without_an_answer_nothing_is_read_in_and_the_guesses_are_shown_first(run: Run) -> None:
    shown = run("import", PLAN)
    assert shown.returncode == 2
    assert "Databasen är tom och görs i ordning" in shown.stderr
    assert "inget har lästs in" in shown.stderr
    assert shown.stdout.index("Gissningar att kontrollera") < shown.stdout.index("Hör till")
    assert status(run)["goals"] == {}


@pytest.mark.usefixtures("empty")
def test_import_status_again_and_undo(branch: Run) -> None:
    first = branch("import", PLAN, FOLLOW_UP, "--yes")
    assert first.returncode == 0, first.stderr
    assert "Fil 1 av 2" in first.stderr
    assert "Tillagt" in first.stdout
    counted = status(branch)
    assert list(counted) == KEYS
    assert counted["goals"]["Nämndmål"] > 0
    assert counted["statuses"] > 0
    assert counted["units"]["municipality"] > 0

    again = branch("import", PLAN, "--yes", "--json")
    assert again.returncode == 0
    (outcome,) = json.loads(again.stdout)["imports"]
    assert (outcome["state"], outcome["added"], outcome["filled"]) == ("repeated", {}, [])
    assert status(branch) == counted

    assert "Nämndmål" in branch("status").stdout
    listed = json.loads(branch("imports", "--json").stdout)["imports"]
    accepted = [each["import"] for each in listed if each["state"] == "accepted"]
    assert len(accepted) == 2
    checked = branch("check-integrity")
    assert (checked.returncode, checked.stdout.count("\n")) == (0, 1), checked.stdout

    for number in accepted:
        assert branch("undo", str(number)).returncode == 0
    assert status(branch) == {**counted, **dict.fromkeys(KEYS, 0), "units": {}, "goals": {}}
    gone = branch("undo", str(accepted[0]))
    assert gone.returncode == 1
    assert "inget har ändrats" in gone.stderr
    assert branch("undo", "999").returncode == 1


@pytest.mark.usefixtures("empty")
def test_what_the_caller_gives_is_used_and_what_is_wrong_is_refused(run: Run) -> None:
    given = ["--unit", "Norrgårdens förskolor", "--board", "Barnnämnden", "--period", "2031"]
    done = run("import", PLAN, *given, "--yes", "--json")
    (outcome,) = json.loads(done.stdout)["imports"]
    placement = outcome["placement"]
    assert placement["unit"]["name"] == "Norrgårdens förskolor"
    assert placement["board"]["name"] == "Barnnämnden"
    assert (placement["period_start"], placement["period_end"]) == ("2031-01-01", "2031-12-31")
    wrong = run("import", PLAN, "--period", "nyår", "--yes")
    assert wrong.returncode == 2
    assert "--period" in wrong.stderr


@pytest.mark.usefixtures("empty")
def test_a_file_that_cannot_be_read_stops_neither_the_others_nor_says_a_trace(
    run: Run, tmp_path: Path
) -> None:
    broken = tmp_path / "trasig.docx"
    broken.write_bytes(b"PK\x03\x04 and no more")
    done = run("import", broken, tmp_path / "saknas.txt", PLAN, "--yes", "--json")
    assert done.returncode == 1
    states = [each["state"] for each in json.loads(done.stdout)["imports"]]
    assert states == ["failed", "failed", "accepted"]
    assert "trasig.docx: Filen är skadad" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("empty")
def test_the_first_account_is_made_with_a_password_that_is_hard_to_guess(branch: Run) -> None:
    address = "eva@ronnhamra.example"
    command = ["user", "add", address, "--role", "administrator", "--password-stdin"]
    weak = branch(*command, stdin="hemligt\n")
    assert weak.returncode == 1
    assert "Inget konto har gjorts" in weak.stderr
    made = branch(*command, stdin="tolv-tecken-eller-fler\n")
    assert made.returncode == 0, made.stderr
    assert f"{address} kan nu logga in" in made.stdout
    assert "ledtrad serve" in made.stdout
    twice = branch(*command, stdin="tolv-tecken-eller-fler\n")
    assert twice.returncode == 1
    silent = branch("user", "add", "b@ronnhamra.example", "--role", "reader")
    assert silent.returncode == 2
    assert "--password-stdin" in silent.stderr
    nowhere = branch(*command[:2], "c@ronnhamra.example", *command[3:], "--unit", "X", stdin="x\n")
    assert nowhere.returncode == 2
    assert "Det finns ingen enhet som heter X" in nowhere.stderr


@pytest.mark.usefixtures("empty")
def test_a_database_of_an_earlier_version_is_not_touched_until_asked_for(
    branch: Run, tmp_path: Path
) -> None:
    make_older(tmp_path / "data" / "ledtrad.sqlite3")
    for command in (["status"], ["import", str(PLAN), "--yes"]):
        refused = branch(*command)
        assert refused.returncode == 1
        assert "ledtrad migrate" in refused.stderr
    done = branch("migrate")
    assert "nu uppdaterad" in done.stdout
    assert "redan uppdaterad" in branch("migrate").stdout
    assert branch("status").returncode == 0


def test_settings_that_cannot_be_meant_are_told_of(run: Run, environment: dict[str, str]) -> None:
    environment["DATABASE_URL"] = "mysql://example/x"
    wrong = run("status")
    assert wrong.returncode == 1
    assert "DATABASE_URL" in wrong.stderr
    assert "Traceback" not in wrong.stderr
    environment["DATABASE_URL"] = "postgres://nobody@127.0.0.1:1/x?connect_timeout=2"
    environment["SECRET_KEY"] = "x" * 50
    away = run("status")
    assert away.returncode == 1
    assert "Databasen går inte att nå" in away.stderr
    assert "Traceback" not in away.stderr


@pytest.mark.usefixtures("empty")
def test_broken_things_are_found_and_named(branch: Run, tmp_path: Path) -> None:
    assert branch("import", PLAN, "--yes").returncode == 0
    with sqlite3.connect(tmp_path / "data" / "ledtrad.sqlite3") as database:
        database.execute("UPDATE plans_goal SET title_key = 'x' WHERE id = 1")
        database.execute("DROP TRIGGER search_entry_updated")
        database.execute("UPDATE search_searchentry SET stems = 'x', folded = 'yyy'")
    found = branch("check-integrity")
    assert found.returncode == 1
    assert "[goal_key_wrong: id 1]" in found.stdout
    codes = {each["code"] for each in json.loads(branch("check-integrity", "--json").stdout)}
    assert codes == {"goal_key_wrong", "search_trigger_missing", "search_index_wrong"}


def test_the_roles_that_can_be_given_are_those_that_there_are() -> None:
    from ledtrad.commands import user
    from ledtrad.organisation.models import Membership

    assert set(user.ROLES) == set(Membership.Role.values)


@pytest.mark.usefixtures("empty")
def test_somebody_at_the_terminal_is_asked_and_the_answer_counts(
    branch: Run, environment: dict[str, str]
) -> None:
    for answer, word, plans in (("n", "Inget har lästs in.", 0), ("ja", "Tillagt", 1)):
        said, code = at_a_terminal(["import", str(PLAN)], f"{answer}\n", environment)
        assert "Läsa in det här i databasen? [j/N]" in said
        assert word in said
        assert code == 0
        assert status(branch)["plans"] == plans


def at_a_terminal(arguments: list[str], typed: str, environment: dict[str, str]) -> tuple[str, int]:
    """What a command says to somebody who sits at a terminal and types, and its exit status."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "ledtrad", *arguments],
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    said = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # Linux says so when nobody has the other end any more.
            break
        if not piece:
            break
        said += piece
    os.close(ours)
    return said.decode(), process.wait()
