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
    """The same paragraph stands under several goals.

    Source: auditors ask what each goal adds; a text that is pasted under several says nothing of
    any of them (KPMG's review of Uppsala 2019: goals with a result and a follow-up of their own).
    """
    found: dict[str, list[Text]] = defaultdict(list)
    for text in plan.texts:
        if text.element in plan.goals and not text.title:
            for key in dict.fromkeys(map(fold, text.words.split("\n"))):
                if len(key.split()) >= _LEAST_WORDS:
                    found[key].append(text)
    told: set[tuple[tuple[str | None, str], ...]] = set()
    for key, alike in found.items():
        where = tuple((text.element, text.field) for text in alike)
        goals = len(dict(where))
        if goals < 2 or where in told:  # what follows in the same texts is the same matter
            continue
        told.add(where)
        quote = next(each for each in alike[0].words.split("\n") if fold(each) == key)
        quote = " ".join(quote.split()[:_QUOTED_WORDS])
        for text in alike:
            yield Finding(
                "R9", element=text.element, field=text.field, place=text.place, quote=quote,
                params={"goals": goals, "quote": quote}, group=fingerprint(key),
            )  # fmt: skip
