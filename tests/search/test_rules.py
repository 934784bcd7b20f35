# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words, stems and excerpts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from ledtrad.search import rules


def test_stems_of_inflected_words_are_the_same() -> None:
    assert rules.stems("Skolorna skolan skola") == "skol"
    assert rules.stems("förskolan förskolans förskola förskolornas") == "förskol"
    assert rules.stems("verksamhetsplan verksamhetsplanen") == "verksamhetsplan"
    assert rules.stems("målen, MÅL och målet") == "mål och"


def test_stems_are_the_same_whatever_thread_asks() -> None:
    words = [f"skolorna{n}s" for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(rules.stem.__wrapped__, words * 5))
    assert answers == [rules.stem(word) for word in words] * 5


def test_sort_key_puts_å_ä_ö_last() -> None:
    titles = ["Öppna", "Zebra", "Ärlig", "Åka", "Ansvar"]
    assert sorted(titles, key=rules.sort_key) == ["Ansvar", "Zebra", "Åka", "Ärlig", "Öppna"]


def test_an_excerpt_is_cut_between_words_where_the_marks_are() -> None:
    text = "inledning " * 60 + "Barnen sover gott. " + "avslutning " * 60
    excerpt = rules.excerpt(text, rules.parse("barn sova"))
    assert excerpt.text.startswith("… inledning")
    assert excerpt.text.endswith("avslutning …")
    assert len(excerpt.text) < rules.EXCERPT_LENGTH + 10
    assert [excerpt.text[a:b] for a, b in excerpt.marks] == ["Barnen", "sover"]


@given(st.text(max_size=400), st.text(max_size=20))
def test_marks_lie_inside_the_text_and_in_order(text: str, query: str) -> None:
    asked = rules.parse(query)
    for excerpt in (rules.excerpt(text, asked, 50), rules.Excerpt(text, rules.marks(text, asked))):
        ends = [0]
        for start, end in excerpt.marks:
            assert ends[-1] <= start < end <= len(excerpt.text)
            ends.append(end)


@given(st.text(max_size=300))
def test_stems_are_letters_and_digits_alone(text: str) -> None:
    for stem in rules.stems(text).split(" "):
        assert stem == "" or stem.isalnum()
        assert len(stem) <= 2 * rules.MAX_WORD_LENGTH
