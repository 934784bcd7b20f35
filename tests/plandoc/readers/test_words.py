# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing is lost: every word of a file stands in exactly one span or piece of furniture."""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plandoc.readers import read
from tests.plandoc.readers.office import docx, p, pdf, words, words_of

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])

shapes = st.lists(
    st.tuples(
        st.sampled_from(["prose", "table", "list", "heading", "blank", "page"]),
        st.integers(1, 4),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=12,
)
Shape = list[tuple[str, int, int]]


def new_words() -> Callable[[int], str]:
    """Words that each occur once."""
    numbers = itertools.count(1)
    return lambda count: " ".join(f"ord{next(numbers)}x" for _ in range(count))


def text_lines(shape: Shape, table: str) -> Iterator[str]:
    some = new_words()
    for kind, high, wide in shape:
        if kind == "prose":
            yield from (some(wide * 3) for _ in range(high))
        elif kind == "table":
            for _ in range(high):
                cells = [some(1 + (wide + n) % 3) for n in range(wide)]
                if table == "pipes":
                    yield f"| {' | '.join(cells)} |"
                elif table == "blanks":
                    yield "".join(cell.ljust(30) for cell in cells)
                else:
                    yield "\t".join(cells)
        elif kind == "list":
            yield from (f"- {some(wide)}" for _ in range(high))
        elif kind == "heading":
            yield f"{'#' * high} {some(wide)}"
        elif kind == "blank":
            yield from [" " * (wide - 1)] * high
        else:
            yield f"\f{some(1)}"


@MANY
@given(shapes, st.sampled_from(["pipes", "blanks", "tabs"]), st.sampled_from(["\n", "\r\n"]))
def test_text(shape: Shape, table: str, line_end: str) -> None:
    text = line_end.join([*text_lines(shape, table), "sist"])
    assert words_of(read(text.encode(), "plan")) == words(text)


@MANY
@given(st.text(st.sampled_from("ab1 \t|-.#*_•\n\f<p>[](:"), max_size=200))
def test_any_text_of_signs_that_mean_something(text: str) -> None:
    def letters(pieces: Iterable[str]) -> Counter[str]:
        return Counter(re.findall("[ab1]+", "\n".join(pieces)))

    text = f"start {text} slut"
    found = read(text.encode(), "plan")
    kept = [span.text for span in found.spans()] + [each.text for each in found.furniture]
    assert letters(kept) == letters([text.replace("<p>", " ")])


@MANY
@given(shapes)
def test_docx(shape: Shape) -> None:
    some = new_words()
    body = []
    for kind, high, wide in shape:
        if kind == "table":
            body.append("<w:tbl>")
            for _ in range(high):
                cells = [f"<w:tc>{p(some(2)) + p(some(1))}</w:tc>" for _ in range(wide)]
                body.append(f"<w:tr>{''.join(cells)}</w:tr>")
            body.append("</w:tbl>")
        elif kind == "page":
            box = f"<w:r><w:pict><w:txbxContent>{p(some(2))}</w:txbxContent></w:pict></w:r>"
            body.append(f'<w:p><w:r><w:br w:type="page"/></w:r>{box}</w:p>')
        elif kind == "blank":
            body += ["<w:p/>"] * high
        else:
            body.append(p(some(wide), properties='<w:outlineLvl w:val="1"/>' * (kind == "heading")))
    body.append(p("sist"))
    text = "".join(body)
    written = {word: 1 for word in words(text) if word.startswith("ord")}
    assert words_of(read(docx(text), "plan")) == {**written, "sist": 1}


@FEW
@given(st.dictionaries(st.tuples(st.integers(0, 15), st.integers(0, 8)), st.integers(1, 3)))
def test_xlsx(filled: dict[tuple[int, int], int]) -> None:
    some = new_words()
    file = io.BytesIO()
    texts = {place: some(count) for place, count in filled.items()}
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Blad")
        sheet.write(20, 0, "sist")
        for (row, column), text in texts.items():
            sheet.write(row, column, text)
    found = words_of(read(file.getvalue(), "plan"))
    assert found == words(" ".join([*texts.values(), "Blad", "sist"]))


@FEW
@given(shapes, st.sampled_from(["0.5pt", "none", "(y: 0.5pt)"]))
def test_pdf(shape: Shape, stroke: str) -> None:
    some = new_words()
    markup = []
    for kind, high, wide in shape:
        if kind == "table":
            cells = ", ".join(f"[{some(1 + n % 3)}]" for n in range(high * wide))
            markup.append(f"#table(stroke: {stroke}, columns: {wide}, {cells})")
        elif kind == "page":
            markup.append("#pagebreak()")
        elif kind == "heading":
            markup.append(f"{'=' * high} {some(wide)}")
        elif kind == "list":
            markup.append("\n".join(f"- {some(wide)}" for _ in range(high)))
        else:
            markup.append(some(wide * 4))
    text = "\n\n".join([*markup, "sist"])
    written = [word for word in words(text) if word.startswith("ord")]
    assert words_of(read(pdf(text), "plan")) == words(" ".join([*written, "sist"]))
