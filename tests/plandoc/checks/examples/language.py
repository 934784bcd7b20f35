# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Examples of the rules about words: repeated texts, names, spelling, personal data."""

from __future__ import annotations

from tests.plandoc.checks.examples.builders import Example, plan, section, unit_goal

SAME = "Vi följer upp målet på arbetsplatsträffen varje månad och skriver ned vad vi har lärt oss."
OWN = "Vi räknar hur många familjer som kom till öppna förskolan och frågar dem vad de saknade."


def _follow_up(first: str, second: str) -> tuple[object, ...]:
    return (
        unit_goal("g1", "Barnen möter språk hela dagen",
                  sections=(section("follow_up", "Uppföljning", first),)),
        unit_goal("g2", "Vårdnadshavarna känner sig välkomna",
                  sections=(section("follow_up", "Uppföljning", second),)),
    )  # fmt: skip


EXAMPLES = (
    Example(
        "R9",
        fires=(plan(goals=_follow_up(SAME, SAME)),),
        silent=(plan(goals=_follow_up(SAME, OWN)),),
        element="g1",
        says="under 2 mål",
    ),
)
