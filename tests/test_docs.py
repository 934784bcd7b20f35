# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documents say what is true of the program."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from plandoc import steering
from plandoc.model import AssessmentKind, StatusKind

ROOT = Path(__file__).resolve().parent.parent
HOW_TO = (ROOT / "docs" / "how-to" / "steering-model.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def test_the_example_of_a_steering_model_is_one() -> None:
    [example] = re.findall(r"```toml\n(.*?)```", HOW_TO, re.DOTALL)
    model = steering.parse_model(example, file="steering-model.md")
    assert [level.name for level in model.levels] == ["Fokusområde", "Nämndens mål"]


def test_every_key_of_a_steering_model_is_explained() -> None:
    keys = {field.name for field in fields(steering.SteeringModel)}
    keys |= {field.name for field in fields(steering.Column)} | {"columns"}
    words = {*get_args(StatusKind), *get_args(AssessmentKind), *get_args(steering.PeriodKind)}
    words |= {*get_args(steering.Fills), *get_args(steering.TableKind)}
    explained = set(re.findall(r"`([a-z_]+)[ `]", HOW_TO))
    assert sorted((keys | words) - explained) == []


def test_the_glossary_has_no_term_twice() -> None:
    for part in re.split(r"^## ", GLOSSARY, flags=re.MULTILINE)[1:]:
        terms = re.findall(r"^\| ([^|]+?) \|", part, re.MULTILINE)
        assert len(terms) == len(set(terms)), part.partition("\n")[0]


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "docs/adr").glob("0*.md")))
def test_every_decision_has_its_parts_and_is_in_the_list(name: str) -> None:
    text = (ROOT / "docs" / "adr" / name).read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Choice", "Consequences"]
    assert f"({name})" in (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
