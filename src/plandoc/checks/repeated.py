# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same text in several places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from plandoc.checks.examined import Examined, Text
from plandoc.checks.findings import Finding, fingerprint
from plandoc.checks.rule import Source, rule
from plandoc.words import fold

# A text of fewer words ("Se ovan", "Enligt rutin") says the same wherever it stands.
_LEAST_WORDS = 8
_QUOTED_WORDS = 10


@rule("R9", level="info", source=Source("audit", "Uppsala kommun, KPMG:s granskning 2019"))
def identical_texts(plan: Examined) -> Iterator[Finding]:
    """The same running text stands under several goals.

    Source: auditors ask what each goal adds; a text that is pasted under several says nothing of
    any of them (KPMG's review of Uppsala 2019: goals with a result and a follow-up of their own).
    """
    texts: dict[str, list[Text]] = defaultdict(list)
    for text in plan.texts:
        if text.element in plan.goals and not text.title:
            texts[fold(text.words)].append(text)
    for key, alike in texts.items():
        goals = {plan.goals[text.element].title for text in alike if text.element}
        if len(goals) < 2 or len(key.split()) < _LEAST_WORDS:
            continue
        quote = " ".join(alike[0].words.split()[:_QUOTED_WORDS])
        for text in alike:
            yield Finding(
                "R9", element=text.element, field=text.field, place=text.place, quote=quote,
                params={"goals": len(goals), "quote": quote}, group=fingerprint(key),
            )  # fmt: skip
