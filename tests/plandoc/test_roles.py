# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.roles import only_roles, parse_roles, role_start
from plandoc.steering import shipped_models
from plandoc.words import fold

MODEL = shipped_models()["ubara"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Rektor och Avdelningschef", ["Rektor", "Avdelningschef"]),
        ("Avdelningschef/enhetschef", ["Avdelningschef", "enhetschef"]),
        ("Avdelningschef/\nEnhetschef", ["Avdelningschef", "Enhetschef"]),
        ("Enhetschef, HR samt controller", ["Enhetschef", "HR", "controller"]),
        ("Avdelningschef tillsammans med HR", ["Avdelningschef", "HR"]),
        ("Enhetschefer Biträdande enhetschefer", ["Enhetschefer", "Biträdande enhetschefer"]),
        ("1.Enhetschef 2.Rektor", ["Enhetschef", "Rektor"]),
        ("Pedagogisk utvecklingsledare.", ["Pedagogisk utvecklingsledare"]),
        ("Avdelningschef förskola\nRektorer", ["Avdelningschef förskola", "Rektorer"]),
        ("Avdelningschef\nförskola\nHR\nRektorer", ["Avdelningschef förskola", "HR", "Rektorer"]),
        ("Enhetschef\nNorra parken", ["Enhetschef Norra parken"]),
        ("Enhetschef bistånd/ boende", ["Enhetschef bistånd/ boende"]),
        ("Avdelningschef HR och Lokaler", ["Avdelningschef HR och Lokaler"]),
        ("Avdelningschef\nHR och\nLokaler", ["Avdelningschef HR och Lokaler"]),
        ("Avdelningschef Lokaler och inre service", ["Avdelningschef Lokaler och inre service"]),
        ("Kultur- och fritidschef", ["Kultur- och fritidschef"]),
        ("NoL, EoV och natt", ["NoL", "EoV", "natt"]),
        ("Chef för kansliet", ["Chef för kansliet"]),
        (
            "Enhetschef, introduktionsansvarig Alla medarbetare ansvarar själva för sin anmälan",
            [
                "Enhetschef",
                "introduktionsansvarig",
                "Alla medarbetare ansvarar själva för sin anmälan",
            ],
        ),
        (
            "Rektor ansvarar med HR och controller för planen",
            ["Rektor ansvarar med HR och controller för planen"],
        ),
        ("", []),
        (" ,\n / ", []),
    ],
)
def test_the_roles_of_a_cell(text: str, roles: list[str]) -> None:
    assert [role.text for role in parse_roles(text, MODEL)] == roles


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rektorerna", "Rektor"),
        ("rektorer", "Rektor"),
        ("Enhetschefer myndighet", "Enhetschef myndighet"),
        ("bitr. rektorer", "Biträdande rektor"),
        ("Berörda enhetschefer", "Enhetschef"),
        ("samordnarna", "Samordnare"),
        ("Ledningsgruppen", "Ledningsgrupp"),
        ("administratörer", "Administratör"),
        ("Medarbetare vuxenenheten", "Medarbetare vuxenenheten"),
        ("HR", "HR"),
    ],
)
def test_the_basic_form(text: str, name: str) -> None:
    assert [role.name for role in parse_roles(text, MODEL)] == [name]


def test_role_start() -> None:
    assert role_start("Rektorer   Utvecklingsenheten", MODEL)
    assert role_start("Biträdande rektor", MODEL)
    assert not role_start("rektorer träffas", MODEL)
    assert not role_start("Utbildning för alla", MODEL)
    assert not role_start("", MODEL)


@given(
    st.lists(
        st.sampled_from(["Rektor", "HR", "Enhetschef hemtjänst", "controller"]),
        min_size=1,
        max_size=5,
    )
)
def test_a_list_with_separators_is_read_back(roles: list[str]) -> None:
    for separator in (", ", "\n", "; "):
        if separator == "\n" and "controller" in roles:
            continue
        assert [role.text for role in parse_roles(separator.join(roles), MODEL)] == roles


@given(st.text(alphabet="RektorHRchef ,/&.\n12och", max_size=60))
def test_no_word_of_a_cell_is_lost_but_its_separators(text: str) -> None:
    kept = set(fold(" ".join(role.text for role in parse_roles(text, MODEL))).split())
    assert {word for word in fold(text).split() if len(word) > 3} <= kept


def test_what_is_too_long_is_one_statement() -> None:
    assert len(parse_roles("Rektor, " * 20_000, MODEL)) == 1


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Enhetschef", True),
        ("Berörda enhetschefer", True),
        ("Enhetschefer Biträdande enhetschefer", True),
        ("Avdelningschef tillsammans med HR.", True),
        ("Samordnare och brandombud", True),
        ("Enhetschef följer upp", False),
        ("Samtliga", False),
        ("Handledning", False),
        ("Tertial 1", False),
        ("", False),
    ],
)
def test_a_text_of_titles_alone_is_told_from_a_sentence(text: str, only: bool) -> None:
    assert only_roles(text, MODEL) is only
