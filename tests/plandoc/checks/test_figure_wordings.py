# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contradictions and sums in the words of plans: what is told, and what may well be true."""

from __future__ import annotations

import pytest

from tests.plandoc.checks.test_figure_rules import codes, indicator, text

LICENSED = indicator("Andel legitimerade lärare", "90", "%")


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        # the same number in two sentences
        (("Vi är 52 medarbetare.", "Antalet anställda är 47 sedan i våras."), ["R29.values"]),
        (("Skolan har 310 elever.", "Hos oss går 298 elever."), ["R29.values"]),
        (("Nämndens budget är 48 mnkr.", "Budgeten uppgår till 46 mnkr."), ["R29.values"]),
        (("Nämndens budget är 48 mnkr.", "Budgeten för lokaler är 4 mnkr."), []),
        # claims in words
        (
            ("Av de anställda är 22 % över 60 år.", "Mycket få är 60 år eller äldre."),
            ["R29.few"],
        ),
        (
            ("Vi är 19 medarbetare, av vilka 7 kockar.", "Majoriteten av de anställda är kockar."),
            ["R29.most"],
        ),
        (("Vi är 19 medarbetare, 11 kockar.", "Majoriteten av de anställda är kockar."), []),
        # how often
        (
            ("Arbetslagen har möte varje vecka.", "Arbetslagens möten hålls varannan vecka."),
            [],  # whose they are is not surely the same
        ),
        (
            ("Skyddsrond görs varje termin.", "Vi gör skyddsronder en gång per år."),
            ["R29.interval"],
        ),
        (
            (
                "Enhetens arbetsmiljögrupp har digitala möten varannan vecka om arbetsmiljön.",
                "Arbetsmiljögruppen har avstämningsmöten var tredje vecka.",
            ),
            ["R29.interval"],
        ),
        (
            (
                "Arbetsmiljögruppen träffas varannan vecka.",
                "Arbetsmiljögruppen träffas med nämnden varje vecka i juni.",
            ),
            [],
        ),
        (("Skyddsrond görs varje termin.", "Skyddsrond görs två gånger per år."), []),
        (("Gruppen träffas var fjärde vecka.", "Gruppen träffas varje månad."), []),
        (
            (
                "Arbetslagen träffas varje vecka för planering.",
                "Arbetslagen träffas varje månad för reflektion.",
            ),
            [],
        ),
        (("Gruppens storlek följs varje månad.", "Nämnden följer gruppen varje år."), []),
        (
            ("Enkäten görs varje år.", "Resultatet av enkäten visas varje månad."),
            [],
        ),
    ],
)
def test_sentences_that_contradict_each_other(sentences: tuple[str, ...], told: list[str]) -> None:
    assert codes(text(*sentences)) == told


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("Vi hade 900 besök, varav 600 på torget och 400 i parken.", True),
        ("Vi hade 900 besök, varav 400 på torget och 300 i parken.", False),
        ("Vi har 74 anställda, varav 60 på heltid och 41 med barn.", False),
        ("Budgeten är 48,2 mnkr, fördelat på personal 36,1, hyra 8,4 och annat 4,7 mnkr.", True),
        ("Budgeten är 49,2 mnkr, fördelat på personal 36,1, hyra 8,4 och annat 4,7 mnkr.", False),
        ("Här går 120 elever fördelade på sex klasser och tre hus.", False),
        ("Kontoret har 143 anställda, 61 kvinnor och 84 män.", True),
        ("Kontoret har 145 anställda (61 kvinnor och 84 män).", False),
        ("Här går 312 elever, 150 flickor och 152 pojkar.", True),
        ("Av cirka 140 anställda är 61 kvinnor och 84 män.", False),
    ],
)
def test_parts_in_a_sentence(sentence: str, is_told: bool) -> None:
    assert ("R30.parts" in codes(text(sentence))) is is_told


def test_professions_that_are_not_known_are_parts_too() -> None:
    listed = "%s medarbetare: 9 kockar, 17 barnskötare, 1 samordnare och 4 nattvandrare."
    assert codes(text(f"Vi är {listed % 31}")) == []
    assert codes(text(f"Vi är {listed % 33}")) == ["R30.staff"]


def test_persons_who_live_there_are_those_whom_the_work_is_for() -> None:
    per_staff = indicator("Antal boende per stödpedagog", "2")
    told = codes(text("Här bor 22 personer.", "Vi är 9 stödpedagoger.", indicators=per_staff))
    assert told == ["R28.above"]


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        (("Vi har 164 elever i fem klasser.", "Klasserna har i snitt 26 elever."), ["R30.part"]),
        (("Vi har 164 elever i fem klasser.", "Klasserna har i snitt 33 elever."), []),
        (
            ("Vi är 143 anställda.", "22 % är över 60 år, vilket motsvarar 18 personer."),
            ["R30.part"],
        ),
        (("Vi är 143 anställda.", "22 % är över 60 år, vilket motsvarar 31 personer."), []),
    ],
)
def test_means_and_shares_in_numbers(sentences: tuple[str, ...], told: list[str]) -> None:
    assert codes(text(*sentences)) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Av våra 49 lärare är 43 legitimerade.", ["R28.below"]),
        ("43 av 49 lärare är legitimerade.", ["R28.below"]),
        ("Av våra 49 lärare är 46 legitimerade.", []),
        ("Vi är 60 anställda, och 49 lärare.", []),  # a share of the teachers, not of all
    ],
)
def test_a_share_is_computed_from_its_two_numbers(sentence: str, told: list[str]) -> None:
    assert codes(text(sentence, indicators=LICENSED)) == told


def test_a_target_that_each_of_two_numbers_breaks_is_broken() -> None:
    per_staff = indicator("Antal elever per anställd", "5")
    document = text("Vi har 310 elever.", "Vi är 52 anställda.", "Antalet anställda är 47.",
                    indicators=per_staff)  # fmt: skip
    assert codes(document) == ["R28.above", "R29.values"]
    one_fits = text("Vi har 310 elever.", "Vi är 62 anställda.", "Antalet anställda är 47.",
                    indicators=per_staff)  # fmt: skip
    assert codes(one_fits) == ["R29.values"]
