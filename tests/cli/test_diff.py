# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`ledtrad diff`, as whoever types it meets it."""

from __future__ import annotations

import json
import typing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ledtrad import cli
from ledtrad.sentences import difference_words, differences
from plandoc.codec import dumps
from plandoc.diff import TOPICS
from plandoc.diff.changes import Change, ChangeKind, Difference, ElementKind
from plandoc.diff.kinds import topic_of
from plandoc.model import Activity, Due, Goal, Indicator, Period, PlanDocument, Status, Target

OLD = PlanDocument(
    "operational_plan",
    "liten_kommun",
    title="Verksamhetsplan 2025",
    unit="Åbackens förskola",
    period=Period("2025", "2025-01-01", "2025-12-31"),
    goals=(
        Goal("g1", "unit", "Enhetsmål", "Barnen möter ett rikt språk varje dag", number="1.1"),
        Goal("g2", "unit", "Enhetsmål", "Maten är god och lagad från grunden"),
    ),
    indicators=(
        Indicator(
            "i1",
            "Andel nöjda vårdnadshavare",
            goal="g1",
            direction="more",
            targets=(Target("unit", "90 %", 2025, Decimal(90), "%"),),
        ),
    ),
    activities=(
        Activity(
            "a1",
            "Läsa högt i alla grupper",
            goals=("g1",),
            due=Due("2025-03-31", "date", "2025-03-31"),
        ),
        Activity("a2", "Bygga om köket", goals=("g2",), status=Status("Pågår", "ongoing")),
        Activity("a3", "Köpa in böcker", goals=("g1",), status=Status("Klart", "done")),
    ),
)
NEW = replace(
    OLD,
    title="Verksamhetsplan 2026",
    period=Period("2026", "2026-01-01", "2026-12-31"),
    goals=(
        replace(OLD.goals[0], number="2.3", title="Alla barn möter ett rikt språk <varje> dag"),
        OLD.goals[1],
    ),
    indicators=(
        replace(OLD.indicators[0], targets=(Target("unit", "80 %", 2026, Decimal(80), "%"),)),
    ),
    activities=(replace(OLD.activities[0], due=Due("2025-06-30", "date", "2025-06-30")),),
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """The two plans as files."""
    paths = tmp_path / "old.json", tmp_path / "new.json"
    for path, document in zip(paths, (OLD, NEW), strict=True):
        path.write_text(dumps(document), encoding="utf-8")
    return str(paths[0]), str(paths[1])


def test_what_is_asked_for_first_comes_first(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["diff", *files]) == 0
    out = capsys.readouterr().out
    told = [
        "1 målvärde sänkt",
        "1 tidpunkt senarelagd",
        "1 aktivitet borta utan status",
        "Sänkt målvärde: Indikator ”Andel nöjda vårdnadshavare”",
        "Från ”90 % (2025)” till ”80 % (2026)”. Det är ett lägre krav än förut.",
        "Senarelagd: Aktivitet ”Läsa högt i alla grupper”",
        "Från ”2025-03-31” till ”2025-06-30”. 91 dagar senare.",
        "Borta utan status: Aktivitet ”Bygga om köket”",
        "Senaste status var ”Pågår”.",
        "Borta: Aktivitet ”Köpa in böcker”",
        "Senaste status var ”Klart”.",
        "[-Barnen-]{+Alla barn+} möter ett rikt språk {+<+}varje{+>+} dag",
    ]
    flat = " ".join(out.split())
    places = [flat.index(" ".join(each.split())) for each in told]
    assert places == sorted(places)
    assert all(len(line) <= 80 for line in out.splitlines())


def test_two_units_of_one_year_are_told_as_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = replace(OLD, unit="Granåsens förskola", goals=OLD.goals[:1], activities=())
    paths = tmp_path / "one.json", tmp_path / "other.json"
    for path, document in zip(paths, (OLD, other), strict=True):
        path.write_text(dumps(document), encoding="utf-8")

    for form in ("text", "html"):
        assert cli.main(["diff", *map(str, paths), "--format", form]) == 0
        told = " ".join(capsys.readouterr().out.split())
        assert "3 resultat, indikatorer och aktiviteter som bara den ena har" in told
        assert "borta" not in told.casefold()
    # With another year it may be the same unit, renamed: then something has happened.
    renamed = replace(other, period=NEW.period)
    assert differences.relation_of(OLD, other) == "beside"
    assert differences.relation_of(OLD, renamed) == "time"


def test_figures_are_told_as_people_write_them_and_the_depth_of_headings_last() -> None:
    value = Change(
        "field_changed", "figures", "fact", "facts.f1.value", "value", old=Decimal(23600000)
    )
    depth = Change("field_changed", "texts", "chapter", "chapters.c1.level", "level", old=1, new=2)
    parts = differences.parts(Difference((depth, value)))

    assert [part.topic for part in parts] == ["figures", "order"]
    assert parts[0].told[0].old == "23\u00a0600\u00a0000"
    assert parts[1].told[0].weight == "low"


def test_what_the_same_words_tell_of_several_is_told_once_and_names_them_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def plan(year: int, last: str) -> PlanDocument:
        yearly = Due("Årets slut", "date", f"{year}-12-31")
        acts = (*OLD.activities, Activity("a4", "Rensa förrådet", goals=("g1",)))
        return replace(
            OLD,
            period=Period(str(year), f"{year}-01-01", f"{year}-12-31"),
            activities=tuple(
                replace(each, due=Due("Årets slut", "date", last) if each.id == "a4" else yearly)
                for each in acts
            ),
        )

    paths = tmp_path / "old.json", tmp_path / "new.json"
    for path, document in zip(
        paths, (plan(2025, "2025-10-31"), plan(2026, "2026-11-30")), strict=True
    ):
        path.write_text(dumps(document), encoding="utf-8")

    assert cli.main(["diff", *map(str, paths)]) == 0
    flat = " ".join(capsys.readouterr().out.split())
    assert "Samma dag, nytt år: Aktivitet, 3 stycken" in flat
    assert flat.count("Från ”Årets slut (2025-12-31)” till ”Årets slut (2026-12-31)”.") == 1
    # What was moved by a day of its own is told alone, with the days that its words hide.
    assert "Senarelagd: Aktivitet ”Rensa förrådet”" in flat
    assert "Från ”Årets slut (2025-10-31)” till ”Årets slut (2026-11-30)”." in flat
    assert cli.main(["diff", *map(str, paths), "--format", "html"]) == 0
    page = capsys.readouterr().out
    for written in (flat, page):
        assert all(each.title in written for each in OLD.activities)
    assert page.count("Årets slut (2026-12-31)") == 1


def test_the_status_says_whether_anything_differs_when_it_is_asked_to(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = files
    assert cli.main(["diff", old, new, "--exit-code"]) == 1
    assert cli.main(["diff", old, old, "--exit-code"]) == 0
    assert "Inget skiljer." in capsys.readouterr().out


def test_json_names_every_change_with_its_path(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["diff", *files, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["format"] == "plandoc-diff/1"
    assert data["different"] is True
    first = data["changes"][0]
    assert (first["kind"], first["path"]) == ("target_lowered", "indicators.i1.targets.0")
    assert (first["old"]["value"], first["new"]["value"], first["easier"]) == ("90", "80", True)
    assert {"goals.g1.title", "goals.g1.number", "activities.a1.due", "activities.a2"} <= {
        change["path"] for change in data["changes"]
    }


def test_the_page_is_whole_in_itself_and_lets_nothing_of_the_documents_out(
    files: tuple[str, str], tmp_path: Path
) -> None:
    target = tmp_path / "diff.html"
    assert cli.main(["diff", *files, "--format", "html", "--out", str(target)]) == 0
    page = target.read_text(encoding="utf-8")
    assert "http:" not in page
    assert "https:" not in page
    assert "<script" not in page
    assert "<varje>" not in page
    assert '<span class="vh">nytt: </span>&lt;</ins>varje' in page
    assert '<del class="whole">90 % (2025)</del>' in page
    assert '<ins><span class="vh">nytt: </span>Alla barn</ins>' in page
    assert page.index("Sänkt målvärde") < page.index("Omformulerad")


def test_a_file_that_cannot_be_read_is_told_of(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert cli.main(["diff", files[0], str(tmp_path / "nowhere.docx")]) == 1
    assert "nowhere.docx" in capsys.readouterr().err
    assert cli.main(["diff", files[0], str(broken)]) == 1
    assert "JSON" in capsys.readouterr().err


def test_every_kind_topic_and_element_has_words_both_ways() -> None:
    kinds = typing.get_args(ChangeKind)
    for kind in kinds:
        days = 3 if kind == "due_moved" else None
        change = Change(kind, topic_of(kind, "goal"), "goal", "goals.g1", days=days)
        for relation in typing.get_args(differences.Relation):
            told = differences.of_change(change, relation)
            assert told.tag
            assert told.tag != differences.of_change(change, relation, "en").tag
            headline = differences.headlines(Difference((change,)), relation)[0]
            assert headline.text.startswith("1 ")
    assert set(typing.get_args(ElementKind)) == set(difference_words.NOUNS)
    assert set(TOPICS) == set(difference_words.TOPIC_NAMES)
