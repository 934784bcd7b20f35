# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The unit's own name in its texts: what is another name, and what is only another form."""

from __future__ import annotations

import pytest

from plandoc.checks import check
from plandoc.model import UnitItem, paragraphs
from tests.plandoc.checks.examples.builders import plan, unit_goal

PAIR = "Lillåns och Kvarnbackens hemtjänst"
OWN = "Björkängens förskolor"


def _cases(unit: str, title: str, **parts: object) -> list[str]:
    document = plan(**{"unit": unit, "goals": (unit_goal("g1", title),), **parts})
    return [each.case for each in check([document], codes=["R21"]).findings]


@pytest.mark.parametrize(
    ("unit", "title", "case"),
    [
        (PAIR, "Kunder i Lillåns och Kvarnbäckens hemtjänst är trygga", "misspelt"),
        (OWN, "På Björkängen förskolor är alla trygga", "written"),
        (PAIR, "Kunder i Lillån och Kvarnbackens hemtjänst är trygga", "written"),
        ("Granhöjden förskola", "På Granhöjdens förskola är alla trygga", "written"),
        (OWN, "Barnen i Solrosens förskolor är trygga", "other"),
        ("Torsviks bibliotek och kulturhus", "Fler besöker Ekhamras bibliotek", "other"),
    ],
)
def test_another_name_is_told(unit: str, title: str, case: str) -> None:
    assert _cases(unit, title) == [case]


@pytest.mark.parametrize(
    ("unit", "title"),
    [
        (PAIR, "Kunder i Kvarnbackens hemtjänst känner sin kontakt"),
        (PAIR, "Lillåns och Kvarnbackens hemtjänst har en budget i balans"),
        (OWN, "Barnen i Björkängens förskolor är trygga"),
        (OWN, "Alla förskolor är trygga"),
        (OWN, "Framtidens förskolor börjar hos oss"),
        (OWN, "Barnen möts i samarbete med Solrosens förskolor"),
        (OWN, "Barnen i Rönnhamras förskolor är trygga"),
    ],
)
def test_a_form_of_the_name_or_another_unit_in_company_is_not(unit: str, title: str) -> None:
    assert _cases(unit, title, municipality="Rönnhamra") == []


def test_a_running_text_may_tell_of_another_unit() -> None:
    told = paragraphs("I Solrosens förskolor läser man varje dag.")
    assert _cases(OWN, "Barnen är trygga", goals=(unit_goal("g1", "Trygga", text=told),)) == []


def test_a_workplace_of_the_unit_is_no_other_unit() -> None:
    units = (UnitItem("u1", "Solrosens", "förskola"),)
    assert _cases(OWN, "Barnen i Solrosens förskolor är trygga", units=units) == []


def test_a_proposal_keeps_the_kind_as_it_is_written() -> None:
    document = plan(unit=OWN, goals=(unit_goal("g1", "På Björkängen förskola är alla trygga"),))
    proposal = check([document], codes=["R21"]).findings[0].proposal
    assert proposal is not None
    assert (proposal.old, proposal.new) == ("Björkängen förskola", "Björkängens förskola")
