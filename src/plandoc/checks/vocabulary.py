# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that the checks know beside the dictionary and the steering model (`vocabulary.toml`).

A list is asked for by its name, `words("may_repeat")`; a table of pairs by `pairs("confused")`;
lists by what they mean by `meanings("status_kinds")`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_vocabulary()[name])


@cache
def pairs(name: str) -> Mapping[str, str]:
    """What is wrong and what is right, of a table with the keys `wrong` and `right`."""
    return {each["wrong"]: each["right"] for each in _vocabulary()[name]}


@cache
def meanings(name: str) -> Mapping[str, str]:
    """What each word means, of a table that has lists of words by their meaning."""
    return {word: meaning for meaning, listed in _vocabulary()[name].items() for word in listed}


@cache
def _vocabulary() -> Mapping[str, Any]:
    text = (resources.files("plandoc.checks") / "vocabulary.toml").read_text("utf-8")
    return tomllib.loads(text)
