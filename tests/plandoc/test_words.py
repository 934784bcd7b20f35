# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.words import (
    fold,
    join_lines,
    known_words,
    mend,
    sentences,
    split_title,
    strip_number,
)

# Ordinary words of plans, none of which is a torn half of another.
ORDINARY = st.sampled_from(
    (
        *("barn", "omsorg", "barnomsorg", "skola", "förskola", "för", "skolan", "personal", "en"),
        *("bemanning", "under", "året", "hemtjänst", "tjänst", "hem", "kvalitet", "arbete", "sätt"),
        *("arbetssätt", "rutiner", "i", "på", "och", "av", "med", "Rektor", "VFU", "handlingsplan"),
        *("plan", "stöd", "stödet", "uppföljning", "följer", "upp", "mat", "hot", "val"),
    )
)


@given(st.text())
def test_fold_of_a_key_is_the_key(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_fold_sees_only_words() -> None:
    assert fold("  Kultur- och\u00a0fritids\u00adplan, 2026!") == "kultur och fritidsplan 2026"
    assert fold("CO₂e") == fold("co2e")
    assert fold("A\u030angström") == fold("Ångström")
    assert fold("– … ♀") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alla läser. Alla räknar.", ["Alla läser.", "Alla räknar."]),
        ("Det sker bl.a. i Rönnhamra och t.ex. Åby.", None),
        ("Se 4 kap. Skollagen, dvs. Lagen.", None),
        ("Rutinen leds av bitr. Rektor.", None),
        ("Kötiden är 1,5 dagar. Det är kort.", ["Kötiden är 1,5 dagar.", "Det är kort."]),
        ("Klart 2026. Sedan följs det upp.", ["Klart 2026.", "Sedan följs det upp."]),
        ("Klart den 31 maj. 12 enheter deltar.", ["Klart den 31 maj.", "12 enheter deltar."]),
        ("1. Inventera lokaler", None),
        ("3.1. Ekonomin är i balans", None),
        ("Sid 1. Inledning", None),
        ("Vad ska vi nå? Hur gör vi det?", ["Vad ska vi nå?", "Hur gör vi det?"]),
        (
            "Vi säger ”nu börjar vi.” Sedan gör vi det.",
            ["Vi säger ”nu börjar vi.”", "Sedan gör vi det."],
        ),
        ("Lokaler (även ute.) Material", ["Lokaler (även ute.)", "Material"]),
        ("Vi läser, leker m.m. Det är roligt.", ["Vi läser, leker m.m.", "Det är roligt."]),
        ("Vem bor här… Vem flyttar?", ["Vem bor här…", "Vem flyttar?"]),
        ("Inledning..... 3", None),
        ("Enligt A. Lind är det klart.", None),
        ("Första raden\nAndra raden", ["Första raden", "Andra raden"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    assert sentences(text) == ([text] if expected is None else expected)


@given(st.text(alphabet='abcÅÄö .,!?…\n12()"”:', max_size=200))
def test_sentences_keep_every_word(text: str) -> None:
    assert fold(" ".join(sentences(text))) == fold(text)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Verksamhets-", "utvecklare"], "Verksamhetsutvecklare"),
        (["i Norra Söder-", "Älvsby och"], "i Norra Söder-Älvsby och"),
        (["programmet 2024-", "2027"], "programmet 2024-2027"),
        (["kultur-, idrotts-", "och fritidslivet"], "kultur-, idrotts- och fritidslivet"),
        (["kultur-", "idrotts- och fritidslivet"], "kultur- idrotts- och fritidslivet"),
        (["vård-", "samt omsorgsplatser"], "vård- samt omsorgsplatser"),
        (["enligt LSS-", "beslut"], "enligt LSS-beslut"),
        (["alla e-", "tjänster"], "alla e-tjänster"),
        (["en plan -", "för alla"], "en plan - för alla"),
        (["över\u00ad", "enskommet"], "överenskommet"),
        (["  två  blanka ", "", "rader "], "två blanka rader"),
        (["Kommunikati", "ng"], "Kommunikating"),
        (["Utvecklingsled", "are följer upp"], "Utvecklingsledare följer upp"),
        (["Verksamhetscontroll", "er följer upp"], "Verksamhetscontroller följer upp"),
        (["Kommunikation", "med"], "Kommunikation med"),
        (["Medborgarservice", "HR"], "Medborgarservice HR"),
        (["Barnomsorg", "upp"], "Barnomsorg upp"),
        ([], ""),
    ],
)
def test_join_lines(lines: list[str], expected: str) -> None:
    assert join_lines(lines, known_words(["och", "med"]))[0] == expected


def test_a_repair_says_what_was_written() -> None:
    assert join_lines(["Verksamhets-", "utvecklare"], frozenset())[1] == (
        ("Verksamhets- utvecklare", "Verksamhetsutvecklare"),
    )
    assert join_lines(["kultur-", "och fritid 2026-", "2028"], frozenset())[1] == ()


def test_a_word_torn_without_hyphen_is_joined_on_the_documents_own_evidence() -> None:
    document = ["Fastighetsförvaltning är viktigt", "Fastighetsför", "valtning"]
    assert join_lines(document[1:], known_words(document))[0] == "Fastighetsförvaltning"
    assert join_lines(document[1:], known_words(document[1:]))[0] == "Fastighetsför valtning"


@given(st.lists(st.lists(ORDINARY, min_size=1, max_size=6), min_size=1, max_size=8))
def test_ordinary_words_are_never_merged(lines: list[list[str]]) -> None:
    written = [" ".join(words) for words in lines]
    text, repairs = join_lines(written, known_words(["hela meningar med barnomsorg", *written]))
    assert text == " ".join(written)
    assert repairs == ()


def test_mend() -> None:
    known = known_words(["Kompetensförsörjning är viktigt"])
    assert mend("Kompetens- försörjning 2025- 2027", known) == (
        "Kompetensförsörjning 2025-2027",
        (("Kompetens- försörjning", "Kompetensförsörjning"),),
    )
    assert mend("sociala- ekologiska mål, in- och utflyttning", known)[1] == ()
    assert mend("vård- kompetensförsörjning", known)[0] == "vård- kompetensförsörjning"
    endless = "a" * 300_000  # takes hours when it is looked at from each of its letters
    assert mend(endless, known) == (endless, ())


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("1.3. Alla barn lär", ("1.3", "Alla barn lär")),
        ("1 Trygga barn", ("1", "Trygga barn")),
        ("2.4 Levande parker", ("2.4", "Levande parker")),
        ("3. en budget i balans", ("3", "en budget i balans")),
        ("2.Parker", ("2", "Parker")),
        ("2022 års plan", (None, "2022 års plan")),
        ("2026 Planering", (None, "2026 Planering")),
        ("3 lokalvårdare", (None, "3 lokalvårdare")),
        ("1,8 kg", (None, "1,8 kg")),
        ("90 % av alla", (None, "90 % av alla")),
        (" Utan nummer ", (None, "Utan nummer")),
    ],
)
def test_strip_number(title: str, expected: tuple[str | None, str]) -> None:
    assert strip_number(title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trygg vardag Alla boende känner sig trygga",
            ("Trygg vardag", "Alla boende känner sig trygga"),
        ),
        (
            "Rätt (och känd) service Varje invånare får svar",
            ("Rätt (och känd) service", "Varje invånare får svar"),
        ),
        ("Barn- och elevhälsa Elever får stöd", ("Barn- och elevhälsa", "Elever får stöd")),
        ("Fler bor i Rönnhamra", None),
        ("Delta i EU-projekt", None),
        ("Gott ledarskap", None),
        ("Målet nås. Nästa år följer", None),
        ("", None),
    ],
)
def test_split_title(text: str, expected: tuple[str, str] | None) -> None:
    assert split_title(text) == expected


def test_long_hostile_lines_take_no_time() -> None:
    for line in ("." * 200_000, "a. " * 60_000, '."' * 60_000, " " * 200_000):
        assert fold(" ".join(sentences(line))) == fold(line)
