# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest

from plandoc.stems import share, stems


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kunskap om demens", "Demensteamet handleder"),
        ("Språkkunskaper", "Språkombud på varje enhet"),
        ("Ledarskap", "Kurs i närvarande ledarskap"),
        ("Utbildningarna", "En utbildning"),
    ],
)
def test_words_of_the_same_root_or_compound_are_akin(first: str, second: str) -> None:
    assert share(stems(first), stems(second))
    assert share(stems(second), stems(first))


@pytest.mark.parametrize(
    ("first", "second"), [("Demens", "Elbilar"), ("Mål", "Målning"), ("", "Elbilar")]
)
def test_other_words_are_not(first: str, second: str) -> None:
    assert not share(stems(first), stems(second))
