# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever a document holds, recognition understands or keeps it; nothing is lost or fails."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from plandoc.codec import dumps, from_dict, loads, to_dict
from plandoc.model import PlanDocument
from plandoc.readers import read
from plandoc.recognition import recognise
from plandoc.steering import shipped_models, vocabulary
from plandoc.words import fold

DOCUMENTS = Path(__file__).parents[2] / "documents"
TEXTS = sorted(
    path for path in DOCUMENTS.glob("*/*") if path.suffix in {".txt", ".md"} and path.is_file()
)
WORDS = [
    "alla", "barn", "får", "vi", "ökar", "stödet", "2026", "2026-12-31", "33", "%", "rektor",
    "löpande", "minst", "och", "det", "enheten",
]  # fmt: skip


@cache
def labels() -> tuple[str, ...]:
    """Everything that the shipped models know: the words most likely to mislead recognition."""
    found = {word for model in shipped_models().values() for word in vocabulary(model)}
    levels = {lb for model in shipped_models().values() for lv in model.levels for lb in lv.labels}
    return tuple(sorted(w for w in found | levels if w))


sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
numbers = st.sampled_from(["", "1. ", "1.1 ", "2.4. ", "- ", " ", "      ", "§ 3 "])
label_lines = st.builds(
    lambda label, end: label.replace("{year}", "2026") + end,
    st.deferred(lambda: st.sampled_from(labels())),
    st.sampled_from(["", ":", ": Alla får stöd", " 2026"]),
)
cells = st.one_of(
    sentences, label_lines, st.just(""), st.sampled_from(["33 %", "2026-05-31", "År"])
)
rows = st.builds(
    lambda parts, mark: mark.join(parts),
    st.lists(cells, min_size=2, max_size=5),
    st.sampled_from(["\t", " | ", "   "]),
)
lines = st.one_of(
    st.just(""),
    label_lines,
    rows,
    st.builds(lambda n, s: n + s.capitalize(), numbers, sentences),
    sentences,
    st.sampled_from(
        ["Sid 3 (12)", "Innehåll", "Inledning.....3", "\fSida 2", "|---|---|", "(Utveckla)"]
    ),
)
texts = st.lists(lines, min_size=1, max_size=40).map("\n".join).filter(lambda t: bool(t.strip()))


def words_of(value: object) -> Iterator[str]:
    """Every word of a document's values, keys aside."""
    if isinstance(value, str):
        yield from fold(value).split()
    elif isinstance(value, dict):
        for each in value.values():
            yield from words_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from words_of(each)


def missing(text: str, document: PlanDocument) -> Counter[str]:
    """The words of the text that the document does not hold as often as the text does."""
    plain = re.sub(r"</?p>", " ", text)
    return Counter(fold(plain).split()) - Counter(words_of(to_dict(document)))


@settings(deadline=None, max_examples=150)
@given(texts)
def test_no_word_of_any_text_is_lost(text: str) -> None:
    document = recognise(read(text.encode(), "plan.txt")).document
    assert not missing(text, document)


@settings(deadline=None, max_examples=30)
@given(texts, st.sampled_from(sorted(shipped_models())))
def test_every_model_makes_a_valid_document_of_any_text(text: str, code: str) -> None:
    document = recognise(read(text.encode(), "plan.txt"), shipped_models()[code]).document
    assert document.model == code
    assert from_dict(to_dict(document)) == document
    assert loads(dumps(document)) == document


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(TEXTS), st.data())
def test_a_torn_document_loses_nothing(path: Path, data: st.DataObject) -> None:
    given_lines = path.read_text("utf-8").split("\n")
    start = data.draw(st.integers(0, len(given_lines) - 1))
    end = data.draw(st.integers(start + 1, len(given_lines)))
    again = data.draw(st.integers(0, end - start))
    torn = given_lines[start:end] + given_lines[start : start + again]
    text = "\n".join(torn)
    if text.strip():
        document = recognise(read(text.encode(), "plan.txt")).document
        assert not missing(text, document)
        assert from_dict(to_dict(document)) == document


@settings(deadline=None, max_examples=20)
@given(st.sampled_from(TEXTS))
def test_the_same_document_is_understood_alike_each_time(path: Path) -> None:
    source = read(path.read_bytes(), path.name)
    assert recognise(source) == recognise(source)
