# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans as HTML: one file that needs nothing else, that anybody can read, and that obeys nobody."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html as parser
from lxml.html import HtmlElement
from playwright.sync_api import Page

from plandoc.manuscript.compose import compose
from plandoc.manuscript.parts import Cover, Field, Heading, Manuscript, Pairs, Prose
from plandoc.model import Goal, Mark, PlanDocument, TextBlock
from plandoc.readers import read_file
from plandoc.recognition import recognise
from plandoc.writers import write
from plandoc.writers.html import fragment, page
from tests.plandoc.strategies import documents

DOCUMENTS = Path(__file__).parents[2] / "documents"
PLAN = DOCUMENTS / "stockholm_ils" / "plan.docx"
REPORT = DOCUMENTS / "stockholm_ils" / "report.docx"
COMPETENCE = DOCUMENTS / "ubara" / "plan.docx"
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "main", "article", "header", "nav",
    "ol", "ul", "li", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "dl", "dt", "dd", "table",
    "caption", "thead", "tbody", "tr", "th", "td", "b", "i", "br", "svg", "circle", "path",
}  # fmt: skip
HOSTILE = '<script>alert(1)</script> " onload="x" \' </style> <!-- ]]> &amp; javascript:x'


@cache
def document(path: Path) -> PlanDocument:
    return recognise(read_file(path)).document


@cache
def written(path: Path) -> str:
    return write(document(path), "html").decode()


def parsed(text: str) -> HtmlElement:
    return parser.document_fromstring(text.encode(), parser=parser.HTMLParser(encoding="utf-8"))


def texts(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


@pytest.mark.parametrize("path", [PLAN, REPORT, COMPETENCE], ids=lambda path: path.stem)
def test_every_value_stands_in_the_file_in_the_order_of_the_manuscript(path: Path) -> None:
    found = texts(parsed(written(path)).find(".//article"))
    at = 0
    for field in compose(document(path)).fields():
        words = " ".join(field.text.split())
        assert words in found
        if len(words) > 20:
            at = max(at, found.find(words))
    assert at > len(found) * 0.8


def test_the_file_needs_nothing_else_and_runs_nothing() -> None:
    text = written(PLAN)
    assert len(text.encode()) < 300_000
    assert not re.search(r"<script|<link|<img|<iframe|<object|@import|url\(|\son\w+=|style=", text)
    assert not re.search(r"https?://", text)


def test_language_title_skip_link_and_contents_are_there() -> None:
    root = parsed(written(PLAN))
    assert root.get("lang") == "sv-SE"
    assert root.findtext(".//title") == compose(document(PLAN)).title
    targets = {element.get("id") for element in root.iter() if element.get("id")}
    links = [link.get("href") for link in root.iter("a")]
    assert links[0] == "#innehallet"
    assert len(links) > 10
    assert {link[1:] for link in links if link.startswith("#")} <= targets


def test_headings_never_skip_a_level_and_there_is_one_title() -> None:
    root = parsed(written(PLAN))
    levels = [int(each.tag[1]) for each in root.iter() if re.fullmatch("h[1-6]", str(each.tag))]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_have_captions_and_heads_with_a_scope() -> None:
    tables = list(parsed(written(PLAN)).iter("table"))
    assert tables
    for table in tables:
        assert texts(table.find("caption"))
        assert all(head.get("scope") and texts(head) for head in table.iter("th"))
        assert table.find("tbody//th[@scope='row']") is not None


def test_hostile_words_are_only_words() -> None:
    plan = PlanDocument(
        kind="operational_plan",
        model="stockholm_ils",
        title=HOSTILE,
        unit=HOSTILE,
        goals=(Goal('"><img src=x>', "nämndmål", HOSTILE, HOSTILE),),
    )
    text = write(plan, "html").decode()
    root = parsed(text)
    assert {str(each.tag) for each in root.iter()} <= ALLOWED
    assert texts(root).count("<script>alert(1)</script>") >= 3
    assert text.count("<style>") == text.count("</style>") == 1


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://example.org/?a=1&b=2", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("#nowhere", False),
    ],
)
def test_links_lead_out_only_where_they_may(href: str, kept: bool) -> None:
    rich = (TextBlock("paragraph", "se här", (Mark(0, 6, "link", href),)),)
    cover = Cover("", Field("title", "T"), Pairs(()))
    manuscript = Manuscript("T", cover, (Prose(Field("chapters.c.text", rich=rich)),))
    links = [link.get("href") for link in parsed(page(manuscript)).iter("a")]
    assert links[1:] == ([href] if kept else [])


def test_a_link_to_a_heading_finds_it_whatever_its_anchor_is() -> None:
    rich = (TextBlock("paragraph", "se där", (Mark(0, 6, "link", '#a"b'),)),)
    cover = Cover("", Field("title", "T"), Pairs(()))
    items = (Heading(1, Field("x", "Där"), anchor='a"b'), Prose(Field("y", rich=rich)))
    root = parsed(page(Manuscript("T", cover, items)))
    target = root.find(".//h2").get("id")
    assert target.isascii()
    assert f"#{target}" in [link.get("href") for link in root.iter("a")]


def test_another_page_can_take_the_article_in() -> None:
    manuscript = compose(document(PLAN))
    inside = fragment(manuscript, first_level=2)
    assert "<h1" not in inside
    assert inside.startswith('<article class="ld-plan"')
    assert all(name.startswith("ld-") for name in re.findall(r'class="([^" ]+)', inside))


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_document_makes_a_page_of_known_elements(plan: PlanDocument) -> None:
    text = write(plan, "html").decode()
    root = parsed(text)
    assert {str(each.tag) for each in root.iter()} <= ALLOWED
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert text == write(plan, "html").decode()


@pytest.mark.browser
@pytest.mark.parametrize("path", [REPORT, COMPETENCE], ids=lambda path: path.stem)
def test_axe_finds_nothing_in_either_theme_at_any_width(
    path: Path, page: Page, accessibility_faults: Callable[[Page], list[str]]
) -> None:
    page.set_content(written(path))
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme="light" if theme == "light" else "dark")
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert accessibility_faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_symbol_is_never_alone() -> None:
    text = written(REPORT)
    signs = re.findall(r"</svg> ([^<]*)<", text)
    assert len(signs) > 3
    assert all(words.strip() for words in signs)
    assert text.count("<svg") == text.count('aria-hidden="true"')
