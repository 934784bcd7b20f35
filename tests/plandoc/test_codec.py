# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""`plandoc/1`: what is written is read back the same, and what is not in it is refused."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plandoc import codec, schema
from plandoc.errors import InvalidDocument
from plandoc.model import (
    Activity,
    Due,
    Goal,
    Indicator,
    Mark,
    PlanDocument,
    Target,
    TextBlock,
)
from tests.plandoc.strategies import documents

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "plandoc.md"

VALIDATOR = jsonschema.Draft202012Validator(schema.packaged())

SMALL: dict[str, Any] = {"format": "plandoc/1", "kind": "other", "model": "m"}
GOAL = {"id": "g1", "level": "goal", "level_name": "Mål", "title": "Alla trivs"}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(documents())
def test_every_document_survives_and_fits_the_schema(document: PlanDocument) -> None:
    written = codec.dumps(document)
    assert codec.loads(written) == document
    VALIDATOR.validate(json.loads(written))


def test_the_packaged_schema_is_the_one_that_the_model_asks_for() -> None:
    jsonschema.Draft202012Validator.check_schema(schema.packaged())
    assert schema.packaged() == schema.build()


def test_empty_keys_are_left_out_and_zero_is_not_empty() -> None:
    target = Target("unit", "0 %", value=Decimal(0))
    indicator = Indicator("i1", "Andel", targets=(target,))
    data = codec.to_dict(PlanDocument("other", "m", indicators=(indicator,)))
    assert data == {
        **SMALL,
        "indicators": [
            {
                "id": "i1",
                "name": "Andel",
                "targets": [{"set_by": "unit", "text": "0 %", "value": "0"}],
            }
        ],
    }


@pytest.mark.parametrize(
    ("data", "code", "params"),
    [
        ([], "wrong_type", {"path": "$", "expected": "object"}),
        ({**SMALL, "format": "plandoc/2"}, "wrong_format", {"found": "plandoc/2"}),
        ({"format": "plandoc/1", "kind": "other"}, "missing_key", {"path": "$", "key": "model"}),
        ({**SMALL, "colour": 1}, "unknown_key", {"path": "$", "key": "colour"}),
        (
            {**SMALL, "goals": [{**GOAL, "colour": 1}]},
            "unknown_key",
            {"path": "goals[0]", "key": "colour"},
        ),
        (
            {**SMALL, "goals": [{**GOAL, "parent": "g9"}]},
            "bad_reference",
            {"path": "goals[0].parent", "id": "g9"},
        ),
        (
            {**SMALL, "goals": [GOAL, GOAL]},
            "bad_reference",
            {"path": "goals[1].id", "id": "g1"},
        ),
        ({**SMALL, "title": 7}, "wrong_type", {"path": "title", "expected": "string"}),
        ({**SMALL, "title": "a\0b"}, "wrong_type", {"path": "title", "expected": "string"}),
        (
            {**SMALL, "source": {"name": "a", "format": "text", "sha256": "", "pages": True}},
            "wrong_type",
            {"path": "source.pages", "expected": "integer"},
        ),
        (
            {**SMALL, "goals": [{**GOAL, "place": {"x": 1.5}}]},
            "wrong_type",
            {"path": "goals[0].place.x", "expected": "decimal as string"},
        ),
        (
            {**SMALL, "period": {"text": "2026", "end": "31/12"}},
            "wrong_type",
            {"path": "period.end", "expected": "date as YYYY-MM-DD"},
        ),
        (
            {
                **SMALL,
                "goals": [
                    {
                        **GOAL,
                        "text": [
                            {
                                "type": "paragraph",
                                "text": "hej",
                                "marks": [{"start": 0, "end": 4, "type": "bold"}],
                            }
                        ],
                    }
                ],
            },
            "wrong_type",
            {"path": "goals[0].text[0].marks[0]", "expected": "offsets within the text"},
        ),
        (
            {
                **SMALL,
                "goals": [
                    {
                        **GOAL,
                        "text": [
                            {
                                "type": "paragraph",
                                "text": "hej",
                                "marks": [
                                    {
                                        "start": 0,
                                        "end": 3,
                                        "type": "link",
                                        "href": "javascript:alert(1)",
                                    }
                                ],
                            }
                        ],
                    }
                ],
            },
            "wrong_type",
            {"path": "goals[0].text[0].marks[0].href", "expected": "http, https, mailto"},
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_path(
    data: object, code: str, params: dict[str, object]
) -> None:
    with pytest.raises(InvalidDocument) as caught:
        codec.from_dict(data)
    assert (caught.value.code, caught.value.params) == (code, params)


def test_a_goal_cannot_be_its_own_ancestor() -> None:
    circle = [{**GOAL, "id": "a", "parent": "b"}, {**GOAL, "id": "b", "parent": "a"}]
    with pytest.raises(InvalidDocument) as caught:
        codec.from_dict({**SMALL, "goals": circle})
    assert caught.value.code == "bad_reference"
    line = [{**GOAL, "id": "a"}, {**GOAL, "id": "b", "parent": "a"}]
    assert codec.from_dict({**SMALL, "goals": line}).goals[1].parent == "a"


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "1e999999", '"\\ud800"', b"\xff\xfe\x00"])
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(InvalidDocument):
        codec.loads(text)


@given(json_values)
def test_whatever_comes_either_is_a_document_or_is_refused(data: object) -> None:
    for each in (data, {**SMALL, "goals": data}, {**SMALL, "due": data}):
        with suppress(InvalidDocument):
            document = codec.from_dict(each)
            assert codec.from_dict(codec.to_dict(document)) == document


def test_deep_steps_are_refused_before_they_exhaust_the_stack() -> None:
    due: dict[str, Any] = {"text": "", "kind": "none"}
    for _ in range(200):
        due = {"text": "", "kind": "steps", "steps": [due]}
    with pytest.raises(InvalidDocument):
        codec.from_dict({**SMALL, "activities": [{"id": "a", "title": "", "due": due}]})


def test_the_documentation_names_every_part_and_key_and_its_example_is_valid() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for name, definition in schema.build()["$defs"].items():
        assert f"### {name}" in text
        for key in definition["properties"]:
            assert f"`{key}`" in text, f"{name}.{key}"
    examples = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    assert examples
    for example in examples:
        assert codec.loads(codec.dumps(codec.loads(example))) == codec.loads(example)


def test_marks_and_steps_are_written_in_order() -> None:
    text = (TextBlock("bullet", "a b", (Mark(0, 1, "bold"), Mark(2, 3, "italic")), level=2),)
    due = Due("1. 2026 2. 2027", "steps", steps=(Due("2026", "year"), Due("2027", "year")))
    document = PlanDocument(
        "other",
        "m",
        goals=(Goal("g", "l", "L", "t", text=text),),
        activities=(Activity("a", "t", goals=("g",), due=due),),
    )
    data = codec.to_dict(document)
    assert [mark["type"] for mark in data["goals"][0]["text"][0]["marks"]] == ["bold", "italic"]
    assert [step["text"] for step in data["activities"][0]["due"]["steps"]] == ["2026", "2027"]
    assert codec.from_dict(data) == document
