# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""A source in pages, with a number on everything that became something."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ledtrad.web.import_source import (
    CHARACTERS_A_PAGE,
    LINES_A_PAGE,
    MOST_CHARACTERS,
    MarkedSource,
    part_key,
)


def paragraph(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {"span": number, "text": text, "line": number, **more}


def texts(source: MarkedSource) -> list[str]:
    return [
        piece.text
        for number in range(1, source.count + 1)
        for line in source.page(number).lines
        for cell in line.cells
        for piece in cell.pieces
    ]


@given(st.lists(st.text(max_size=200), max_size=200), st.integers(1, 5))
def test_every_line_stands_on_one_page_and_no_page_is_long(lines: list[str], sheets: int) -> None:
    view = [
        paragraph(index, text, page=1 + index * sheets // max(len(lines), 1))
        for index, text in enumerate(lines)
    ]
    source = MarkedSource(view, [], {})

    assert texts(source) == lines
    for number in range(1, source.count + 1):
        page = source.page(number)
        assert len(page.lines) <= LINES_A_PAGE
        assert len(page.lines) == 1 or len("".join(texts_of(page))) <= CHARACTERS_A_PAGE


def texts_of(page: Any) -> list[str]:
    return [piece.text for line in page.lines for cell in line.cells for piece in cell.pieces]


def test_a_new_page_of_the_file_begins_a_new_page() -> None:
    view = [paragraph(1, "ett", page=1), paragraph(2, "två", page=2), paragraph(3, "tre", page=2)]
    source = MarkedSource(view, [], {})
    assert [source.page(number).paper for number in (1, 2)] == [1, 2]
    assert texts_of(source.page(2)) == ["två", "tre"]


def test_an_endless_line_is_cut() -> None:
    source = MarkedSource([paragraph(1, "ord " * 100_000)], [], {})
    assert len(texts(source)[0]) <= MOST_CHARACTERS + 2


def test_numbers_follow_the_source_and_do_not_change() -> None:
    view = [paragraph(1, "Nämndmål"), paragraph(2, "Alla läser"), paragraph(3, "Vi läser högt")]
    view += [paragraph(4, "Högt och ofta"), paragraph(5, "Kolla köket")]
    claims = [[2, "g1", "title"], [3, "g1", "section:working_method"]]
    claims += [[4, "g1", "section:working_method"]]
    document = {
        "leftovers": [{"text": "Kolla köket", "place": {"line": 5}}],
        "ignored": [{"text": "Nämndmål", "reason": "label", "place": {"line": 1}}],
    }
    source = MarkedSource(view, claims, document)

    assert source.numbers == {"g1": 1, "g1/working_method": 2, "leftover-0": 3}
    pieces = [line.cells[0].pieces[0] for line in source.page(1).lines]
    assert [piece.reason for piece in pieces] == ["label", "", "", "", ""]
    assert [[mark.number for mark in piece.marks] for piece in pieces] == [[], [1], [2], [2], [3]]
    assert [piece.is_continued for piece in pieces] == [False, False, False, True, False]
    assert [mark.is_first for mark in source.page(1).marks()] == [True, True, False, True]
    assert source.page(1).parts == ("g1", "g1/working_method", "leftover-0")


def test_a_row_is_one_line_with_cells() -> None:
    row = [[paragraph(1, "Bygga"), paragraph(2, "ett staket")], [], [paragraph(3, "2026-05-01")]]
    source = MarkedSource([{"rows": [row]}], [[1, "a1", "title"], [2, "a1", "title"]], {})
    (line,) = source.page(1).lines
    assert line.is_row
    assert [len(cell.pieces) for cell in line.cells] == [2, 0, 1]
    assert [cell.width for cell in line.cells] == ["short", "short", "short"]


def test_page_headers_that_the_reader_took_away_are_shown_where_they_stood() -> None:
    document = {
        "ignored": [
            {"text": "Sida 2 (3)", "reason": "page_furniture", "place": {"line": 2, "page": 2}}
        ]
    }
    view = [paragraph(1, "slut", page=1), paragraph(3, "början", page=2)]
    source = MarkedSource(view, [], document)
    assert texts_of(source.page(2)) == ["Sida 2 (3)", "början"]


def test_words_that_were_lost_from_a_claimed_line_are_marked_there() -> None:
    view = [paragraph(1, "Alla läser, men inte alltid")]
    document = {"leftovers": [{"text": "men alltid", "place": {"line": 1}}]}
    source = MarkedSource(view, [[1, "g1", "title"]], document)
    assert [mark.key for mark in source.page(1).marks()] == ["g1", "leftover-0"]


def test_a_section_of_a_goal_is_a_part_of_its_own() -> None:
    assert part_key("g3", "section:follow_up") == "g3/follow_up"
    assert part_key("g3", "title") == "g3"


def test_a_file_without_text_has_one_empty_page() -> None:
    source = MarkedSource([], [], {})
    assert source.count == 1
    assert source.page(1).lines == ()
