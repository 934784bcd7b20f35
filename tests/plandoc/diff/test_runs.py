# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that went and came are shown so that a person can read them."""

from __future__ import annotations

import pytest

from plandoc.diff import word_runs

SIGNS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}


def drawn(old: str, new: str) -> str:
    return "".join(SIGNS[run.operation].format(run.text) for run in word_runs(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("", "ny", "{+ny+}"),
        ("Vi läser.", "Vi läser.", "Vi läser."),
        ("Vi läser varje dag.", "Vi läser ofta.", "Vi läser [-varje dag-]{+ofta+}."),
        ("Vi läser.", "Vi läser högt.", "Vi läser{+ högt+}."),
        ("barn", "barn och unga", "barn{+ och unga+}"),
        ("två ord", "två  ord", "två {+ +}ord"),
        # A word alone between larger changes is no island worth keeping.
        (
            "Kartlägga behoven i alla grupper",
            "Kartlägga önskemålen i hela huset",
            "Kartlägga [-behoven i alla grupper-]{+önskemålen i hela huset+}",
        ),
        # A paragraph that is new leaves those around it alone.
        ("Först.\nSist.", "Först.\nMitt emellan.\nSist.", "Först.\n{+Mitt emellan.\n+}Sist."),
        # Two paragraphs without anything in common are not mixed.
        (
            "Vi har tre hus vid ån.",
            "Köket lagar maten från grunden.",
            "[-Vi har tre hus vid ån.-]{+Köket lagar maten från grunden.+}",
        ),
    ],
)
def test_the_words_that_differ(old: str, new: str, expected: str) -> None:
    assert drawn(old, new) == expected


def test_a_change_in_a_long_text_is_found_in_it() -> None:
    words = [f"ord{number}" for number in range(5_000)]
    changed = [*words]
    changed[2_500] = "bytt"
    assert [
        (run.operation, run.text)
        for run in word_runs(" ".join(words), " ".join(changed))
        if run.operation != "equal"
    ] == [("delete", "ord2500"), ("insert", "bytt")]
