# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns that hold their words, and tables that lie down when no upright page can hold them."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from plandoc.manuscript.parts import Field
from plandoc.manuscript.widths import (
    GUTTER,
    LONGEST_WORD,
    LYING,
    TIGHT_WORD,
    UPRIGHT,
    length,
    lines,
    shortened,
    widths,
    words,
)

WORDS = st.sampled_from(
    [
        "lek",
        "språk",
        "2026-12-31",
        "Genomfört",
        "verksamhetsberättelse",
        "barnens utemiljö",
        "12,5 %",
    ]
)
CELLS = st.lists(WORDS, max_size=12).map(" ".join)


def column(*texts: str) -> list[Field]:
    return [Field("", text) for text in texts]


@settings(max_examples=60, deadline=None)
@example(
    [
        [
            "",
            "",
            *["verksamhetsberättelse"] * 2,
            "barnens utemiljö",
            f"{'lek ' * 8}verksamhetsberättelse",
        ]
    ]
)
@given(st.integers(1, 6).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n))))
def test_every_word_has_room_in_its_column(rows: list[list[str]]) -> None:
    columns = [column(*cells) for cells in zip(*rows, strict=True)]
    heads = [f"Rubrik {number}" for number in range(len(columns))]
    found = widths(heads, columns, lying=False)
    room = LYING if found.lying else UPRIGHT
    assert sum(found.shares) <= room
    for head, cells, share in zip(heads, columns, found.shares, strict=True):
        longest = max(
            length(word) for text in (head, *(cell.text for cell in cells)) for word in words(text)
        )
        assert share >= (longest if found.lying else min(longest, TIGHT_WORD)) + GUTTER


def test_a_low_table_breaks_long_words_and_a_high_one_lies_down() -> None:
    row = ["strategiskt utvecklingsuppdrag", "verksamhetsberättelse", "Pågår", "nämnder"]
    row += ["ekonomiavdelningen", "kommunstyrelsen"]
    for rows, lying in ((1, False), (30, True)):
        found = widths(list("ABCDEF"), [column(*[text] * rows) for text in row], lying=False)
        assert found.lying == lying
        assert (found.shares[1] < length("verksamhetsberättelse") + GUTTER) != lying


def test_widths_follow_the_paper() -> None:
    columns = [column("verksamhetsberättelse")] * 3
    assert not widths(["A", "B", "C"], columns, lying=False).lying
    narrow = widths(["A", "B", "C"], columns, lying=False, paper=(24_000, 60_000))
    assert not narrow.lying
    assert sum(narrow.shares) <= 24_000
    assert widths(["A", "B", "C"], columns, lying=False, paper=(12_000, 60_000)).lying


def test_a_table_lies_down_only_when_its_words_do_not_fit_upright() -> None:
    long = "verksamhetsberättelse"
    three = widths(["A", "B", "C"], [column(long)] * 3, lying=False)
    six = widths(["A", "B", "C", "D", "E", "F"], [column(long)] * 6, lying=False)
    assert not three.lying
    assert six.lying
    assert widths(["A"], [column("lek")], lying=True).lying


def test_more_words_than_any_page_holds_share_what_there_is() -> None:
    found = widths(["A"] * 12, [column("x" * 80)] * 12, lying=False)
    assert found.lying
    assert sum(found.shares) <= LYING
    assert min(found.shares) > LYING // 20


def test_the_longest_text_gets_the_widest_column_and_others_stay_readable() -> None:
    shares = widths(
        ["Aktivitet", "Slutdatum", "Kommentar"],
        [column("Bygga ut skogsgården i etapper"), column("2026-12-31"), column("ord och " * 80)],
        lying=False,
    ).shares
    assert shares[2] > shares[0] > shares[1]
    assert shares[0] > 10_000


def test_dates_are_not_cut_and_words_longer_than_most_do_not_push_others_out() -> None:
    assert list(words("2026-12-31 lek-miljö")) == ["2026-12-31", "lek-", "miljö"]
    shares = widths(["A", "B"], [column("x" * 90), column("ord " * 90)], lying=False).shares
    assert LONGEST_WORD <= shares[0] < UPRIGHT // 2 + GUTTER


def test_names_are_shortened_at_a_word_and_entries_cut_into_lines() -> None:
    name = "Verksamhetsplan 2026 Björkdungens förskola"
    assert shortened(name, length(name)) == name
    assert shortened(name, 20 * 500) == "Verksamhetsplan …"
    cut = lines(name, 12_000)
    assert " ".join(cut) == name
    assert len(cut) > 1
    assert all(length(line) <= 12_000 for line in cut)
