# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text files: encodings, lines with their places, and the four ways a table can be written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.blocks import Source, Table
from plandoc.model import Mark
from plandoc.readers import read
from plandoc.readers.characters import clean, places
from tests.plandoc.readers.office import paragraphs, tables, texts


def source(text: str) -> Source:
    return read(text.encode(), "plan")


# -- bytes


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_encoding_gives_the_same_text(encoding: str, line_end: str) -> None:
    lines = ["Målen för året är få", "", "Barn på förskolan mår bra, säger föräldrar."]
    found = read(line_end.join(lines).encode(encoding), "plan")
    assert texts(found) == [lines[0], lines[2]]
    assert [block.span.place.line for block in paragraphs(found)] == [1, 3]


def test_a_letter_cut_off_at_the_end_does_not_change_the_encoding() -> None:
    assert texts(read("Vi når målen på våren å".encode()[:-1], "plan"))[0].startswith(
        "Vi når målen"
    )


def test_composed_letters_and_odd_blanks_become_the_common_ones() -> None:
    assert texts(source("a\u030ara\u0308tt 60\u00a0000 ar\u00adbete \ufb01n")) == [
        "årätt 60 000 arbete fin"
    ]


@given(st.text("aå\u0308\u030a\u0323\u0302\u00ad\u200bﬁ \u2028\u1100\u1161\u11a8", max_size=12))
def test_places_are_where_the_cleaned_text_has_come_so_far(text: str) -> None:
    found = places(text, range(len(text) + 1))
    assert found == {at: len(clean(text[:at])) for at in range(len(text) + 1)}


def test_null_characters_go_and_the_words_stay() -> None:
    assert texts(source("Måltid\0en är go\0d")) == ["Måltiden är god"]


# -- lines


def test_blanks_and_gaps_stand_as_written() -> None:
    found = source(" Antal barn\n\n \n   \nPlatser  16\nslut")
    assert [(b.text, b.gap_before) for b in paragraphs(found)] == [
        (" Antal barn", 0),
        ("Platser  16", 3),
        ("slut", 0),
    ]
    assert paragraphs(found)[-1].span.place.line == 6


def test_form_feeds_begin_pages() -> None:
    found = source("Ett\nTvå\n\fTre\n\nFyra")
    assert found.pages == 2
    assert [(b.text, b.span.place.page, b.page_start) for b in paragraphs(found)] == [
        ("Ett", 1, True),
        ("Två", 1, False),
        ("Tre", 2, True),
        ("Fyra", 2, False),
    ]


def test_what_stands_on_every_page_is_furniture_except_the_first_name() -> None:
    pages = [f"Rönnhamra kommun\n\nText om sak {'abc'[n]}\n\nSid {n + 1} (3)\n" for n in range(3)]
    found = source("\f".join(pages))
    assert texts(found) == ["Rönnhamra kommun", "Text om sak a", "Text om sak b", "Text om sak c"]
    assert [each.text for each in found.furniture].count("Rönnhamra kommun") == 2
    assert {each.reason for each in found.furniture} == {"page_furniture"}


def test_a_table_head_that_repeats_on_every_page_is_no_furniture() -> None:
    page = "Mål      Aktivitet     Klart\nTrivsel  Bjud in {}    2026\n"
    found = source("\f".join(page.format(name) for name in ("dem", "oss", "er")))
    assert not found.furniture


def test_hard_wrapped_text_is_told_from_paragraphs() -> None:
    wrapped = (
        "Vi arbetar varje dag med att alla barn\nska få vara med och bestämma om sin\nvardag.\n"
    )
    assert source(wrapped * 3).wrapped
    assert source(wrapped.replace("\n", "\n\n") * 3).wrapped
    assert not source("En rad.\nEn till rad.\nOch ännu en.\nSlut.\n").wrapped
    assert not source(("Ett långt stycke. " * 20 + "\n") * 4).wrapped


def test_list_items_lose_their_bullet_and_keep_their_number() -> None:
    found = source("- Bjud in\n-Ring upp\n  • Under\n* Stjärna\n1. Första\n2.1 Ett mål\n-minus")
    assert [(b.text, b.list, b.list_level) for b in paragraphs(found)] == [
        ("Bjud in", "bullet", 1),
        ("Ring upp", "bullet", 1),
        ("Under", "bullet", 2),
        ("Stjärna", "bullet", 1),
        ("1. Första", "number", 1),
        ("2.1 Ett mål", "", 1),
        ("-minus", "", 1),
    ]


def test_a_bullet_alone_on_its_line_belongs_to_the_next() -> None:
    found = paragraphs(source("Så gör vi:\n•\nVi ringer\n"))
    assert [(b.text, b.list) for b in found] == [("Så gör vi:", ""), ("Vi ringer", "bullet")]


def test_a_dash_that_goes_on_a_wrapped_sentence_is_no_bullet() -> None:
    text = (
        "Möte en gång i halvåret med alla föräldrar\n"
        "– forum där de kan ta upp sådant som de\n"
        "undrar över\n"
    )
    assert [b.list for b in paragraphs(source(text * 2))] == [""] * 6


# -- markup


def test_clear_markup_becomes_marks_and_the_rest_stays() -> None:
    found = source("Med **barnen** och *lek* 2*3*4 a*b [se](https://x.se/a) [x](javascript:1)")
    block = paragraphs(found)[0]
    assert block.text == "Med barnen och lek 2*3*4 a*b se [x](javascript:1)"
    assert block.span.marks == (
        Mark(4, 10, "bold"),
        Mark(15, 18, "italic"),
        Mark(29, 31, "link", "https://x.se/a"),
    )


def test_markdown_headings_rules_and_escapes() -> None:
    found = source("# Plan 2026 #\n\nUnderrubrik\n---\n\n## 1\\. Mål\n\n---\n\n#hash\n")
    assert found.format == "markdown"
    assert [(b.text, b.heading) for b in paragraphs(found)] == [
        ("Plan 2026", 1),
        ("Underrubrik", 2),
        ("1. Mål", 2),
        ("#hash", 0),
    ]
    assert [each.reason for each in found.furniture] == ["separator", "separator"]


def test_script_in_the_text_is_text() -> None:
    assert texts(source("<script>alert(1)</script> & <b>x</b>")) == [
        "<script>alert(1)</script> & <b>x</b>"
    ]


# -- tables with tabs


def test_tabs_make_a_table_and_every_cell_knows_its_line() -> None:
    found = source("Mål\tAktivitet\tKlart\n<p>Trivsel</p> <p>Lek</p>\tBjud in\t2026\n\tRing\t\n")
    assert tables(found) == [
        [["Mål", "Aktivitet", "Klart"], ["Trivsel\nLek", "Bjud in", "2026"], ["", "Ring", ""]]
    ]
    table = found.blocks[0]
    assert isinstance(table, Table)
    assert [span.text for span in table.rows[1].cells[0].spans] == ["Trivsel", "Lek"]
    assert [span.place.line for span in found.spans()] == [1, 1, 1, 2, 2, 2, 2, 3]


def test_a_blank_line_cuts_a_table_and_a_row_with_one_text_goes_on_with_it() -> None:
    found = source("Mål\tAktivitet\tStatus\nA\tB\tC\n\n\t\tresten av C\n")
    assert tables(found) == [
        [["Mål", "Aktivitet", "Status"], ["A", "B", "C"]],
        [["", "", "resten av C"]],
    ]
    assert [block.gap_before for block in found.blocks] == [0, 1]


def test_contents_and_outlines_with_tabs_are_no_tables() -> None:
    contents = "Inledning.....\t3\nEkonomi\t5\nMedarbetare.....\t10\n"
    assert texts(source(contents)) == contents.splitlines()
    outline = "\tInledning\n\t1. Ett mål\n\n\tBudget\n"
    assert texts(source(outline)) == ["\tInledning", "\t1. Ett mål", "\tBudget"]
    assert texts(source("1.1\tTrygga barn\n•\tEn punkt\n")) == ["1.1\tTrygga barn", "En punkt"]
    assert texts(source("Handläggare\tAnna Alm\n")) == ["Handläggare\tAnna Alm"]


def test_a_rule_of_tabs_is_a_separator() -> None:
    found = source("Mål\tStatus\tSlut\nA\tB\tC\n--\t-----\t--\n")
    assert tables(found) == [[["Mål", "Status", "Slut"], ["A", "B", "C"]]]
    assert [each.reason for each in found.furniture] == ["separator"]


# -- tables with pipes


def test_pipes_make_a_table_and_empty_rows_stay() -> None:
    found = source("| Mål | Klart |\n|---|--:|\n| A \\| B | 2026 |\n\n| | |\n|--|--|\n| C | |\n")
    assert found.format == "markdown"
    assert tables(found) == [[["Mål", "Klart"], ["A | B", "2026"]], [["", ""], ["C", ""]]]
    assert [each.reason for each in found.furniture] == ["separator"] * 2


def test_a_pipe_table_needs_no_outer_pipes() -> None:
    assert tables(source("Mål | Klart\n--- | ---\nA | 2026\n")) == [
        [["Mål", "Klart"], ["A", "2026"]]
    ]


# -- tables with columns of blanks


LAYOUT = """\
  Vad ska vi uppnå?          Aktivitet                    Måldatum      Ansvarig
                             Hur gör vi det?

  Utveckla
  Alla kan bemöta barn       Föreläsning med efterarbete  2026-12-31    Enhetschef
  i oro                      i arbetslagen                              Rektor
  Nya kollegor känner sig    Fadder under första          2026-06-30    Rektor
  väntade                    veckorna
  Behålla
  Fler stannar kvar          Samtal varje halvår          2026          Rektor

Nästa rubrik
"""


def test_columns_of_blanks_make_a_table_and_wrapped_cells_one_row() -> None:
    found = source(LAYOUT)
    assert tables(found) == [
        [
            ["Vad ska vi uppnå?", "Aktivitet\nHur gör vi det?", "Måldatum", "Ansvarig"],
            ["Utveckla", "", "", ""],
            [
                "Alla kan bemöta barn\ni oro",
                "Föreläsning med efterarbete\ni arbetslagen",
                "2026-12-31",
                "Enhetschef\nRektor",
            ],
            [
                "Nya kollegor känner sig\nväntade",
                "Fadder under första\nveckorna",
                "2026-06-30",
                "Rektor",
            ],
            ["Behålla", "", "", ""],
            ["Fler stannar kvar", "Samtal varje halvår", "2026", "Rektor"],
        ]
    ]
    assert texts(found) == ["Nästa rubrik"]


def test_two_tables_below_each_other_stay_two() -> None:
    found = source(
        "Indikator              Årsmål    Period\n"
        "Antal barn per grupp       16    Tertial\n"
        "\n"
        "Aktivitet                                 Startdatum   Slutdatum\n"
        "Ta fram rutiner för inskolning på alla    2026-01-01   2026-12-31\n"
        "förskolor\n"
    )
    assert [table[0] for table in tables(found)] == [
        ["Indikator", "Årsmål", "Period"],
        ["Aktivitet", "Startdatum", "Slutdatum"],
    ]
    assert tables(found)[1][1][0] == "Ta fram rutiner för inskolning på alla\nförskolor"


def test_double_blanks_alone_make_no_table() -> None:
    text = "2026 Rektorer  Utvecklingsenheten\n\nRektor  \n\nUtvecklingsenheten  Tertial 1 och VB\n"
    assert not tables(source(text))


def test_bullets_and_contents_of_blanks_make_no_table() -> None:
    bullets = "  •    Vi ringer alla\n  •    Vi skriver brev\n  •    Vi bjuder in\n"
    assert not tables(source(bullets))
    contents = (
        "Inledning                3\nMål och uppdrag          5\nBudget                  12\n"
    )
    assert not tables(source(contents))


def test_a_label_below_text_at_the_top_of_a_page_is_no_furniture() -> None:
    page = "Kommunen\nSid {}\nText om {}\nNämndmål:\nBarnen trivs\nSlut på {}\n"
    found = source("\f".join(page.format(n, "abc"[n], "abc"[n]) for n in range(3)))
    assert texts(found).count("Nämndmål:") == 3
    assert [each.text for each in found.furniture].count("Kommunen") == 2
    assert sum(each.text.startswith("Sid") for each in found.furniture) == 3
    assert [b.text for b in paragraphs(found) if b.page_start] == [
        "Kommunen",
        "Text om b",
        "Text om c",
    ]
