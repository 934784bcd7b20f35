# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long words are broken where Swedish allows it, and nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.manuscript.hyphens import broken


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("verksamhetsberättelse", "verk-sam-hets-berät-telse"),
        ("kvalitetssäkringsarbete", "kvalitets-säkrings-arbete"),
        ("förskolor", "förskolor"),
        ("strategiska", "stra-tegiska"),
        ("bcd" * 5, "bcd" * 5),
    ],
)
def test_words_are_broken_between_their_parts(word: str, pieces: str) -> None:
    assert "-".join(broken(word, 9)) == pieces


@given(st.text(), st.integers(1, 20))
def test_no_letter_is_lost(word: str, longest: int) -> None:
    pieces = broken(word, longest)
    assert "".join(pieces) == word
    assert all(len(piece) >= 3 for piece in pieces) or len(pieces) == 1
