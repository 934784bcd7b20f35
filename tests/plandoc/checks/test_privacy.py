# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personal data are found however they are written, and what is a function's is left alone."""

from __future__ import annotations

import pytest

from plandoc.checks import check
from tests.plandoc.checks.examples.builders import chapter, plan


def cases(text: str) -> list[str]:
    document = plan(chapters=(chapter("c1", "Inledning", text),))
    return [each.case for each in check([document], codes=["R44"]).findings]


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Skriv till ylva.almstrand@ronnhamra.example.", ["mail_address"]),
        ("Skriv till Asa.Berg-Almstrand2@ronnhamra.example.", ["mail_address"]),
        ("Fråga Tuvalie Öberg, tuvalie.oberg@ronnhamra.example.", ["mail_address"]),
        ("Skriv till hemtjanst.norra@ronnhamra.example.", []),
        ("Skriv till park.soder@ronnhamra.example eller förskola.norra@ronnhamra.example.", []),
        ("Läs mer på anna.almstrand.example.", []),
        ("Skriv till ylva.almstrand71@gmail.com.", ["mail_address"]),
        ("Skriv till granen.matlag@hotmail.com.", ["mail_address"]),
    ],
)
def test_addresses_of_persons_are_told_from_those_of_functions(text: str, case: list[str]) -> None:
    assert cases(text) == case


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Elev 19121212-1212 får stöd.", ["identity_number"]),
        ("Elev 121212-1213 får stöd.", ["identity_number"]),  # miswritten, and still somebody's
        ("Personnummer: 201212121213.", ["identity_number"]),
        ("Ärende 20121212-1213 följs upp.", []),
        ("Leverantören har nummer 556012-5790.", []),
        ("Diarienummer 121512-1213 och 123456-7890.", []),
    ],
)
def test_identity_numbers(text: str, case: list[str]) -> None:
    assert cases(text) == case


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Vi har två barn i behov av stöd på Ripan, båda med diabetes.", ["small_group"]),
        ("Vi har tolv barn i behov av stöd på Ripan, alla med diabetes.", []),
        ("Två barn börjar på Ripan, båda med syskon där.", []),
        ("Maten bärs till Gun-Britt på Ekvägen 14.", ["home_address"]),
        ("Maten bärs till Anders Ek, Storgatan 3.", ["home_address"]),
        ("Maten bärs till Granen på Ekvägen 14.", []),
    ],
)
def test_persons_are_recognised_by_what_is_said_of_them(text: str, case: list[str]) -> None:
    assert cases(text) == case
