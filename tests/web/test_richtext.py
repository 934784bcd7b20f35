# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rich text becomes HTML in which nothing of the source can act."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledtrad.web.richtext import marked_html, rich_text_html

KNOWN_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "br"),
    *("div", "table", "tr", "td"),
}


class Reader(HTMLParser):
    """What a browser would see: the tags with their attributes, and the words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Remember the words."""
        self.text += data


def test_script_in_text_stays_text() -> None:
    text = "<script>alert(1)</script> & <img src=x onerror=y>"
    cell = {"text": text, "marks": []}
    blocks = [{"type": kind, "text": text} for kind in ("paragraph", "heading", "bullet", "number")]

    seen = Reader(rich_text_html([*blocks, {"type": "table", "rows": [[cell]]}]))

    assert {tag for tag, _ in seen.tags} <= KNOWN_TAGS
    assert seen.text == text * 5


@pytest.mark.parametrize(
    ("href", "is_link"),
    [
        ("https://www.example.se/plan?a=1&b=2", True),
        ("http://example.se", True),
        ("mailto:namnd@example.se", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("//example.se", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_and_mail_become_links(href: str | None, is_link: bool) -> None:
    mark = {"start": 0, "end": 4, "type": "link", "href": href}

    seen = Reader(marked_html("Läs mer", [mark]))

    assert seen.text == "Läs mer"
    assert [attrs["href"] for tag, attrs in seen.tags if tag == "a"] == [href] * is_link


def test_blocks_keep_their_shape() -> None:
    bold = {"start": 0, "end": 5, "type": "bold"}
    blocks: list[dict[str, Any]] = [
        {"type": "heading", "text": "Så gör vi", "level": 2},
        {"type": "paragraph", "text": "Först\nsedan", "marks": [bold]},
        {"type": "bullet", "text": "läsa", "level": 1},
        {"type": "bullet", "text": "högt", "level": 2},
        {"type": "bullet", "text": "prata", "level": 1},
        {"type": "number", "text": "ett", "level": 1},
        {"type": "table", "rows": [[{"text": "a"}, {"text": "b"}]]},
    ]

    assert rich_text_html(blocks, heading_level=3) == (
        "<h4>Så gör vi</h4>"
        "<p><strong>Först</strong><br>sedan</p>"
        "<ul><li>läsa<ul><li>högt</li></ul></li><li>prata</li></ul>"
        "<ol><li>ett</li></ol>"
        '<div class="scroll" tabindex="0"><table class="table">'
        "<tr><td>a</td><td>b</td></tr></table></div>"
    )


marks = st.lists(
    st.fixed_dictionaries(
        {
            "start": st.integers(-3, 40),
            "end": st.integers(-3, 40),
            "type": st.sampled_from(["bold", "italic", "link", "blink"]),
            "href": st.sampled_from(["https://a.se/?<b>", "javascript:x", None]),
        }
    ),
    max_size=5,
)
# A browser would rewrite these line breaks; everything else must come out as it went in.
words = st.text(st.characters(exclude_characters="\r\n\x00", codec="utf-8"), max_size=30)


@given(text=words, marks=marks, kind=st.sampled_from(["paragraph", "bullet", "heading"]))
def test_no_word_is_lost_and_no_tag_is_added(
    text: str, marks: list[dict[str, Any]], kind: str
) -> None:
    seen = Reader(rich_text_html([{"type": kind, "text": text, "marks": marks}]))

    assert seen.text == text
    assert {tag for tag, _ in seen.tags} <= KNOWN_TAGS
    assert all(attrs["href"] == "https://a.se/?<b>" for tag, attrs in seen.tags if tag == "a")
