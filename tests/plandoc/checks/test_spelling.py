# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is surely misspelt is told with the right word, and nothing where that is unsure."""

from __future__ import annotations

import pytest

from plandoc.checks import check
from plandoc.checks.corrections import correction
from plandoc.checks.hunspell import WordList, swedish
from plandoc.model import Activity, Role
from tests.plandoc.checks.examples.builders import chapter, plan

AFFIXES = """
COMPOUNDBEGIN X
COMPOUNDMIDDLE U
COMPOUNDEND Y
ONLYINCOMPOUND Z
NEEDAFFIX ¤
FORBIDDENWORD %
REP 1
REP f ff
SFX A Y 1
SFX A 0 s .
SFX G Y 2
SFX G 0 ar [^a]
SFX G a or a
SFX v N 1
SFX v 0 s/WXZ [^a]
"""
WORDS = "9\nstol/AGXY\ngata/AGY\nplan/AvY\ndröm/¤G\narbets/XUZ\ntull/X\nlampa/Y\nfel/%\nstoff/Y\n"


@pytest.mark.parametrize(
    "word",
    ["stol", "stolar", "stols", "gator", "drömar", "stolplan", "planslampa", "Stolar",
     "STOLAR", "tullampa", "stolarbetsplan", "stol-gata"],
)  # fmt: skip
def test_words_inflected_and_put_together_are_right(word: str) -> None:
    assert WordList(AFFIXES, WORDS).knows(word)


@pytest.mark.parametrize(
    "word",
    ["stolor", "gataar", "dröm", "arbets", "planlampa", "stolstol", "fel", "tulltullampa", "xyz",
     "stol-xyz", "tullstof"],
)  # fmt: skip
def test_and_others_are_not(word: str) -> None:
    assert not WordList(AFFIXES, WORDS).knows(word)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("förvalltningen", "förvaltningen"),  # a letter doubled
        ("komunfullmäktige", "kommunfullmäktige"),  # a letter not doubled
        ("verskamheten", "verksamheten"),  # two that changed places
        ("verksamhetheten", "verksamheten"),  # a syllable twice
        ("utbildningsmaterialt", None),  # several endings are as near
        ("livsmedelhygien", "livsmedelshygien"),  # the s between two words
        ("lärväggen", None),  # a new word of two that are right
        ("rusklapp", None),  # nobody forgets the first letter
        ("kompetes", None),  # perhaps only another ending
    ],
)
def test_a_correction_is_given_only_when_it_is_clear(wrong: str, right: str | None) -> None:
    assert correction(wrong, swedish(), frozenset()) == right


def misspelt(text: str, **parts: object) -> list[str]:
    document = plan(chapters=(chapter("c1", "Inledning", text),), **parts)
    findings = check([document], codes=["R24"]).findings
    return [each.quote for finding in findings for each in finding.each() if not finding.case]


def test_names_abbreviations_and_foreign_words_are_left_alone() -> None:
    assert misspelt("Vi möts i Vallstanässalen med Riddarsporre.") == []
    assert misspelt("Läs mer på www.verskamhet.example eller i verskamhet.docx.") == []
    assert misspelt("Vi använder Full Range Leadersship Modell.") == []
    assert misspelt("Vi prövar s.k. teammating walks i år.") == []
    assert misspelt("ULVA och KLT-gruppen träffas om s.k. verskamhets-frågor.") == []


def test_torn_words_and_words_that_recur_are_left_alone() -> None:
    assert misspelt("Vi ser över verksam heten i år.") == []
    assert misspelt("verskamheten " + "mot verskamheten. " * 4) == []
    assert misspelt("Vi ser över verskamheten i år.") == ["verskamheten"]


def test_the_units_own_name_is_no_misspelling() -> None:
    assert misspelt("Verskamhetens förskolor växer.", unit="Verskamhetens förskolor") == []


def test_a_role_begins_with_a_capital_and_is_still_a_word() -> None:
    roles = (Role("Avdelningchef"),)
    document = plan(activities=(Activity("a1", "Bygga om", responsible=roles),))
    (finding,) = check([document], codes=["R24"]).findings
    assert finding.proposal is not None
    assert (finding.proposal.old, finding.proposal.new) == ("Avdelningchef", "Avdelningschef")


def test_a_text_in_another_language_is_left_alone() -> None:
    letters = "abcdefghij"
    words = " ".join(f"verskamhet{a}{b}x" for a in letters for b in letters)
    assert misspelt(f"{words} verskamheten.") == []


@pytest.mark.parametrize(
    "text",
    ["A" * 20_000, "a" * 20_000, "Ab" * 10_000, "1 " * 10_000, "ska " * 10_000, "(a)" * 5_000,
     "fem " * 5_000, "a.b@" * 5_000, "07" * 10_000],
)  # fmt: skip
def test_a_hostile_text_takes_no_longer_than_another_of_its_length(text: str) -> None:
    """Would not end within the patience of anybody, were a pattern to try every way."""
    document = plan(unit="Norrgårdens förskolor", chapters=(chapter("c1", "Inledning", text),))
    check([document], codes=["R9", "R21", "R22", "R24", "R44"])


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Den den fasta lässtunden ligger före lunch.", True),
        ("Vi ser över de de gemensamma rutinerna.", True),
        ("Månadsuppföljning med med controllern.", True),
        ("Enheten gör en översyn av av lokalerna.", False),  # "översyn" ends as verbs may too
        ("Vi vet att det det gäller är trygghet.", False),
        ("Så fungerar det det handlar om.", False),
        ("De barn vi arbetar med med stöd av ramverket.", False),
        ("Den miljö vi lever i i dag.", False),
        ("Det är det det inte finns pengar till.", False),
    ],
)
def test_small_words_are_twice_by_mistake_where_what_stands_around_shows_it(
    text: str, is_told: bool
) -> None:
    document = plan(chapters=(chapter("c1", "Inledning", text),))
    found = [each.case for each in check([document], codes=["R24"]).findings]
    assert ("doubled" in found) is is_told
