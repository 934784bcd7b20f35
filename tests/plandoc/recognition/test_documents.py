# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each shipped steering model understands its documents in every format they occur in.

In tests/documents stands what a reader must find in each document. Both are written by
`python -m scripts.documents`, the expectations from the content and not from what was read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from plandoc.codec import to_dict
from plandoc.model import Activity, Due, Goal, Indicator, PlanDocument, plain
from plandoc.readers import read_file
from plandoc.recognition import recognise
from plandoc.words import fold

FOLDER = Path(__file__).parents[2] / "documents"
DEMO = Path(__file__).parents[3] / "src" / "ledtrad" / "demo" / "documents"
NAMES = sorted(
    path.relative_to(FOLDER).as_posix().removesuffix(".json") for path in FOLDER.glob("*/*.json")
)
Expected = dict[str, Any]


def path_of(name: str) -> Path:
    """The document; those of the demo stand in the package."""
    return DEMO / Path(name).name if name.startswith("demo/") else FOLDER / name


@cache
def recognised(name: str) -> PlanDocument:
    return recognise(read_file(path_of(name))).document


@cache
def expected(name: str) -> Expected:
    found: Expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def fields(name: str, part: str) -> Iterator[tuple[str, str, Any]]:
    """(title, field, value) of everything that is expected of the document's goals, and so on."""
    for each in expected(name)[part]:
        title = each.get("title") or each["name"]
        for field, value in each.items():
            if field not in {"title", "name", "level", "number", "parent"}:
                yield title, field, value


@pytest.mark.parametrize("name", NAMES)
def test_the_model_is_chosen_by_evidence(name: str) -> None:
    document = recognised(name)
    assert (document.model, document.kind) == (expected(name)["model"], expected(name)["kind"])


@pytest.mark.parametrize("name", NAMES)
def test_the_cover(name: str) -> None:
    document = recognised(name)
    for field, value in expected(name).get("front", {}).items():
        found = getattr(document, field)
        assert fold(getattr(found, "text", found) or "") == fold(value), field


@pytest.mark.parametrize("name", NAMES)
def test_the_goals_and_how_they_hang_together(name: str) -> None:
    document = recognised(name)
    titles = {goal.id: goal.title for goal in document.goals}
    found = [
        (goal.level, goal.number, fold(goal.title), fold(titles.get(goal.parent or "", "")))
        for goal in document.goals
    ]
    assert found == [
        (each["level"], each["number"], fold(each["title"]), fold(each["parent"] or ""))
        for each in expected(name)["goals"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_the_goals_hold(name: str) -> None:
    goals = {fold(goal.title): goal for goal in recognised(name).goals}
    wrong = [
        (title, field, value, found)
        for title, field, value in fields(name, "goals")
        if not same(value, found := of_goal(goals.get(fold(title)), field))
    ]
    assert wrong == []


def of_goal(goal: Goal | None, field: str) -> Any:
    if goal is None:
        return "no such goal"
    match field:
        case "results":
            return [each.text for each in goal.expected_results]
        case "sections":
            return [each.type for each in goal.sections]
        case "text" | "comment":
            return plain(getattr(goal, field))
        case _:
            return written(getattr(goal, field))


@pytest.mark.parametrize("name", NAMES)
def test_the_indicators(name: str) -> None:
    if "indicators" not in expected(name):
        return  # a text whose tables are lost
    document = recognised(name)
    titles = {goal.id: goal.title for goal in document.goals}
    indicators = {fold(each.name): each for each in document.indicators}
    assert list(indicators) == [fold(each["name"]) for each in expected(name)["indicators"]]
    wrong = [
        (title, field, value, found)
        for title, field, value in fields(name, "indicators")
        if not same(value, found := of_indicator(indicators[fold(title)], field, titles))
    ]
    assert wrong == []


def of_indicator(indicator: Indicator, field: str, titles: dict[str, str]) -> Any:
    match field:
        case "goal":
            return titles.get(indicator.goal or "")
        case "targets":
            return {each.set_by: each.text for each in indicator.targets}
        case "target_years":
            return {str(each.year): each.text for each in indicator.targets}
        case "outcomes":
            return [each.text for each in indicator.outcomes]
        case _:
            return written(getattr(indicator, field))


@pytest.mark.parametrize("name", NAMES)
def test_the_activities(name: str) -> None:
    if "activities" not in expected(name):
        return  # a text whose tables are lost
    document = recognised(name)
    titles = {goal.id: goal.title for goal in document.goals}
    assert [fold(each.title) for each in document.activities] == [
        fold(each["title"]) for each in expected(name)["activities"]
    ]
    activities = {fold(each.title): each for each in document.activities}
    wrong = [
        (title, field, value, found)
        for title, field, value in fields(name, "activities")
        if not same(value, found := of_activity(activities[fold(title)], field, titles))
    ]
    assert wrong == []


def of_activity(activity: Activity, field: str, titles: dict[str, str]) -> Any:
    match field:
        case "goals":
            return [titles.get(each) for each in activity.goals]
        case "responsible":
            return [role.text for role in activity.responsible]
        case "categories":
            return [" ".join(activity.categories)]
        case "comment":
            return plain(activity.comment)
        case "follow_up":
            return plain(activity.planned_follow_up) + plain(activity.comment)
        case _:
            return written(getattr(activity, field))


@pytest.mark.parametrize("name", NAMES)
def test_the_needs_and_changes_of_departments(name: str) -> None:
    document = recognised(name)
    for field in ("needs", "changes"):
        assert len(getattr(document, field)) == expected(name).get(field, 0), field


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost_and_little_is_left_over(name: str) -> None:
    document = recognised(name)
    source = Counter(
        word for span in read_file(path_of(name)).spans() for word in fold(span.text).split()
    )
    kept = Counter(word for text in strings(to_dict(document)) for word in fold(text).split())
    assert source - kept == Counter()
    left = sum(len(fold(each.text).split()) for each in document.leftovers)
    assert left <= source.total() * expected(name).get("left_over", 0.02), [
        each.text for each in document.leftovers
    ]


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def written(value: object) -> str | None:
    """What was written, of anything that keeps it."""
    if isinstance(value, Due) and value.kind == "none":
        return None
    text = getattr(value, "text", value)
    return str(text) if text else None


def same(value: object, found: object) -> bool:
    """Whether two values say the same, in the same words."""
    if isinstance(value, dict) and isinstance(found, dict):
        return {key: fold(each) for key, each in value.items()} == {
            key: fold(each) for key, each in found.items()
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return isinstance(found, list) and [fold(each) for each in value] == [
            fold(each or "") for each in found
        ]
    return fold(str(value or "")) == fold(str(found or ""))
